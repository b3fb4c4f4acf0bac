"""What the page « Structure » does beyond putting a value at an address, and what it says of official numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from urllib.parse import urlsplit

from offerdesigner import resources
from offerdesigner.checks.identifiers import doubt
from offerdesigner.model.base import evolve
from offerdesigner.model.edits import Edit
from offerdesigner.model.project import Picture, Project, pictures_used
from offerdesigner.model.structure import Membership, VatKind
from offerdesigner.text import _, day, typeset

VAT = "structure/vat"
LOGO = "structure/brand/logo"
MEMBERSHIP = "structure/membership"


@dataclass(frozen=True)
class Situation:
    """One VAT situation of the dated table: its name, what it implies, and where that was read."""

    kind: VatKind
    label: str
    rate: Decimal
    mention: str
    help: str
    source: str
    verified: date


@cache
def situations() -> tuple[Situation, ...]:
    """Return the VAT situations of `resources/legal/vat.json`, in their order."""
    table = json.loads(resources.path("legal", "vat.json").read_text("utf-8"))
    return tuple(
        Situation(
            kind=VatKind(entry["kind"]),
            label=entry["label"],
            rate=Decimal(entry["rate"]),
            mention=entry["mention"],
            help=entry["help"],
            source=entry["source"],
            verified=date.fromisoformat(entry["verified"]),
        )
        for entry in table["situations"]
    )


def situation_of(kind: VatKind) -> Situation:
    """Return the situation named `kind`.

    Raises `KeyError` when the table lacks it.
    """
    for situation in situations():
        if situation.kind == kind:
            return situation
    raise KeyError(kind)


def provenance(kind: VatKind) -> str:
    """Say what a situation implies, where that was read and when, and that it is to be checked."""
    situation = situation_of(kind)
    read = _("Source : {site}, lue le {day}.").format(
        site=urlsplit(situation.source).netloc, day=day(situation.verified)
    )
    parts = (situation.help, read if situation.source else "", _("À vérifier avec votre comptable."))
    return typeset(" ".join(part for part in parts if part))


def choose_situation(kind: VatKind) -> Edit:
    """Choose a VAT situation: its rate and its mention come with it."""
    situation = situation_of(kind)

    def apply(project: Project) -> Project:
        vat = evolve(project.structure.vat, kind=kind, rate=situation.rate, mention=situation.mention)
        return evolve(project, structure=evolve(project.structure, vat=vat))

    return Edit(_("changer la situation de TVA"), apply, f"{VAT}/kind")


def proposed_mention(project: Project) -> str:
    """Return the mention that goes with the situation, when it is not the one that stands there; else ""."""
    vat = project.structure.vat
    proposed = situation_of(vat.kind).mention
    return "" if proposed == vat.mention else proposed


def requires_membership(project: Project) -> bool:
    """Tell whether a membership is asked for beside the subscription."""
    return project.structure.membership is not None


def require_membership(required: bool) -> Edit:
    """Ask for a membership beside the subscription, or no longer."""

    def apply(project: Project) -> Project:
        membership = Membership(amount=Decimal(0)) if required else None
        return evolve(project, structure=evolve(project.structure, membership=membership))

    label = _("demander une adhésion") if required else _("ne plus demander d'adhésion")
    return Edit(label, apply, MEMBERSHIP)


def logo_of(project: Project) -> Picture | None:
    """Return the picture that is the structure's logo, or `None`."""
    wanted = project.structure.brand.logo
    return next((picture for picture in project.pictures if picture.id == wanted), None)


def change_logo(picture: Picture | None) -> Edit:
    """Take `picture` as the logo, or none; pictures that nothing uses any more leave the project."""

    def apply(project: Project) -> Project:
        brand = evolve(project.structure.brand, logo=picture.id if picture else None)
        structure = evolve(project.structure, brand=brand)
        known = {held.id for held in project.pictures}
        added = (picture,) if picture and picture.id not in known else ()
        project = evolve(project, structure=structure, pictures=(*project.pictures, *added))
        used = pictures_used(project)
        return evolve(project, pictures=tuple(held for held in project.pictures if held.id in used))

    return Edit(_("choisir le logo") if picture else _("retirer le logo"), apply, LOGO)


def about_identifier(name: str, typed: str) -> str:
    """Say gently what seems wrong in an official number, a field of the identifiers, or ""."""
    reason = doubt(name, typed)
    return "" if reason is None else typeset(_("Ce numéro {reason}.").format(reason=reason))
