"""The names of places for people: « Fédération · Prix par an » rather than an address."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from offerdesigner import text
from offerdesigner.model.address import Address
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import Step, Tier
from offerdesigner.model.offers import Inclusion, RateCard, Term
from offerdesigner.model.price_lists import ListedAmount, ListedCharge
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import reference
from offerdesigner.model.quotes import Quote
from offerdesigner.text import _

SEPARATOR = " · "

_KINDS = {
    "structure": _("Structure"),
    "partners": _("Partenaire"),
    "metrics": _("Unité"),
    "groups": _("Groupe"),
    "services": _("Service"),
    "ranges": _("Gamme"),
    "offers": "",
    "options": _("Option"),
    "price_lists": _("Grille de prix"),
    "profiles": _("Usage type"),
    "market": _("Marché"),
    "market_rows": _("Ligne comparée"),
    "competitors": _("Concurrent"),
    "needs": _("Besoin"),
    "hypotheses": _("Hypothèse"),
    "focus_groups": _("Groupe de discussion"),
    "costs": _("Coût"),
    "cost_groups": _("Sous-famille de coûts"),
    "sales": _("Clients"),
    "scenarios": _("Scénario"),
    "revenues": _("Autre revenu"),
    "wanted_shares": _("Modèle économique"),
    "plan": _("Cap"),
    "clients": _("Client"),
    "quotes": _("Devis"),
    "quoting": _("Réglages des devis"),
    "pictures": _("Image"),
    "waivers": _("Problème ignoré"),
}

_PARTS = {"rates": _("Prix"), "terms": _("Échéances"), "inclusions": _("Contenu"), "adds": _("Contenu")}
_WHOLE = {"services": _("Tous les services"), "offers": _("Toutes les offres"), "ranges": _("Toutes les gammes")}


def place(project: Project, address: Address) -> str:
    """Name the place `address` of `project`; what no longer exists is named as far as it can be."""
    if not address:
        return _("Tout le projet")
    if address in _WHOLE:
        return _WHOLE[address]
    first, *rest = address.split("/")
    names = [_KINDS[first]] if _KINDS.get(first) else []
    value: Any = project
    for part in (first, *rest):
        value, name = _step(project, value, part)
        if name:
            names.append(name)
        if value is None:
            break
    return SEPARATOR.join(dict.fromkeys(names)) or _("Tout le projet")


def _step(project: Project, holder: Any, part: str) -> tuple[Any, str]:
    """Go one step down an address; return what stands there and its name, if it deserves one."""
    if isinstance(holder, tuple):
        item = next((item for item in holder if getattr(item, "id", None) == part), None)
        return item, _name(project, item) if item is not None else ""
    if isinstance(holder, BaseModel) and part in type(holder).model_fields:
        value = getattr(holder, part)
        chosen = part in ("available_for", "needs", "excludes") and not isinstance(holder, Project)
        inner = isinstance(value, tuple) and not chosen
        title = type(holder).model_fields[part].title or _PARTS.get(part, "")
        inner = inner and part not in _PARTS
        return value, "" if inner or (isinstance(value, BaseModel) and not title) else title
    return None, ""


def _name(project: Project, item: Any) -> str:
    if isinstance(item, Service):
        return item.label
    if isinstance(item, Quote):
        return reference(item) or item.purpose
    if isinstance(item, Term):
        return text.months(item.months)
    if isinstance(item, RateCard):
        return item.name or text.every(item.period_months)
    if isinstance(item, Tier | Step):
        words = _("sans limite") if item.up_to is None else _("jusqu'à {n}").format(n=text.number(item.up_to))
        return text.typeset(words)
    if isinstance(item, Inclusion):
        return next((service.label for service in project.services if service.id == item.service), "")
    if isinstance(item, ListedCharge | ListedAmount):
        return next((known.name for known in project.price_lists if known.id == item.price_list), "")
    return str(getattr(item, "name", "") or "")
