"""What the drawing of a document had to say."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Picture, Project
from offerdesigner.model.quotes import Quote
from offerdesigner.model.structure import Brand, Structure
from offerdesigner.text import _


def _named(name: str) -> Project:
    return project(offer("petite", "10", "files"), offer("active", "20", "files", "office", name=name))


_TOO_LONG = "Interassociativement-solidaire"

_SMALL_LOGO = (
    "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwAQMAAABtzGvEAAAABlBMVEX///8fNsfOpPFVAAAAf0lEQVR42p3QsQ2CcBDF4Y8HMRYWTKAMYW0Y"
    "xVEcjRXcwBEoKQh/C2KgMTFe8/J7eXeXO/6vCdQL4VQ9hFYvdDpZU6HXQinTZlY04rzSHVSllEWCakgDXY7Qrn3HtJ+ZaNLtKNu+7/La0ZJx"
    "R3PWczLDlAXGmuvBk8sw3X75yRtdPRgautSdoQAAAABJRU5ErkJggg=="
)
"""A cloud, in base64 as files keep pictures."""
_DAMAGED = "UE5H"


def _with_logo(data: str) -> Project:
    logo = Picture(id=sha256(data.encode()).hexdigest(), media_type="image/png", data=data.encode())
    host = Structure(id="structure", name="Nuage Commun", brand=Brand(logo=logo.id))
    return project(offer("active", "10", "files"), structure=host, pictures=(logo,))


def _told_by_the_drawing(ctx: Context, rule_id: str) -> Iterator[Finding]:
    return (misfit for misfit in ctx.misfits if misfit.rule == rule_id)


@rule(
    "text_does_not_fit",
    Severity.WARNING,
    message=_("« {text} » dépasse de {excess_mm:number} mm la place que lui laisse la fiche."),
    source=_("Documents imprimés"),
    bad=shows(
        lambda: _named(_TOO_LONG),
        Finding("text_does_not_fit", "offers/active/name", {"text": _TOO_LONG, "excess_mm": 4.2}),
    ),
    good=shows(lambda: _named("Réseau")),
)
def text_does_not_fit(ctx: Context) -> Iterator[Finding]:
    """Un texte ne tient pas sur le papier.

    Pourquoi : plutôt que de couper un mot ou de rétrécir jusqu'à l'illisible, la fiche le dit ici.

    Que faire : raccourcissez ce texte ou coupez le mot trop long, ou répartissez les offres sur deux gammes.
    """
    yield from _told_by_the_drawing(ctx, "text_does_not_fit")


@rule(
    "character_cannot_be_printed",
    Severity.WARNING,
    message=_("Impossible d'imprimer « {characters} » : les polices des documents ne l'ont pas."),
    source=_("Documents imprimés"),
    bad=shows(
        lambda: _named("Hérisson \U0001f994"),
        Finding("character_cannot_be_printed", "offers/active/name", {"characters": "\U0001f994"}),
    ),
    good=shows(lambda: _named("Hérisson")),
)
def character_cannot_be_printed(ctx: Context) -> Iterator[Finding]:
    """Un signe ne peut pas être imprimé.

    Pourquoi : les polices des documents couvrent les langues écrites en lettres latines. Un autre signe
    laisserait un carré vide au milieu de la fiche.

    Que faire : écrivez ce signe en toutes lettres, ou retirez-le.
    """
    yield from _told_by_the_drawing(ctx, "character_cannot_be_printed")


@rule(
    "picture_cannot_be_read",
    Severity.WARNING,
    message=_("Le logo ne peut pas être lu : la fiche paraît sans lui."),
    source=_("Documents imprimés"),
    bad=shows(
        lambda: _with_logo(_DAMAGED),
        Finding("picture_cannot_be_read", "structure/brand/logo", {"reason": "cannot identify image"}),
    ),
    good=shows(lambda: _with_logo(_SMALL_LOGO)),
)
def picture_cannot_be_read(ctx: Context) -> Iterator[Finding]:
    """Une image ne peut pas être lue.

    Pourquoi : le fichier est abîmé, ou bien plus grand que ce qu'une feuille peut montrer.

    Que faire : enregistrez l'image de nouveau, en PNG ou en JPEG, et choisissez-la une seconde fois.
    """
    yield from _told_by_the_drawing(ctx, "picture_cannot_be_read")


_LEFT_OUT = Finding("tariff_sheet_left_out", "quotes/q/attaches_tariff")


def _quoting(*, attaches: bool) -> Project:
    return project(offer("active", "10", "files"), quotes=(Quote(id="q", attaches_tariff=attaches),))


@rule(
    "tariff_sheet_left_out",
    Severity.ADVICE,
    message=_("La fiche tarifaire n'est plus jointe à ce devis : depuis l'envoi, elle a pu changer."),
    source=_("Documents imprimés"),
    bad=shows(lambda: _quoting(attaches=True), _LEFT_OUT),
    good=shows(lambda: _quoting(attaches=False)),
    document="",
)
def tariff_sheet_left_out(ctx: Context) -> Iterator[Finding]:
    """La fiche tarifaire n'accompagne plus un devis envoyé.

    Pourquoi : un devis envoyé ne change plus. La fiche d'aujourd'hui peut dire d'autres prix que celle que le client
    a reçue : elle ne se joint que le jour de l'envoi.

    Que faire : rien, si le client a reçu le PDF du jour de l'envoi. Sinon, envoyez la fiche tarifaire à part.
    """
    yield from _told_by_the_drawing(ctx, "tariff_sheet_left_out")
