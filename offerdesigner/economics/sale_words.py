"""An expected sale said in words, for statements."""

from __future__ import annotations

from collections.abc import Iterable

from offerdesigner.economics.cost_curve import CLIENT, CostCurve
from offerdesigner.economics.sold import Sold
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.text import _, listed, months, number, plural


def offer_words(project: Project, sale: Sale) -> str:
    """Return the name of the offer that is sold."""
    offer: Offer = project.find("offers", sale.offer)  # type: ignore[assignment]
    return offer.name or _("Offre sans nom")


def sale_words(project: Project, sale: Sale) -> str:
    """Say a sale beside its offer: « 10 clients · engagement 1 an · grille Solidaire · avec Aide »."""
    clients = plural(sale.clients, _("{n} client"), _("{n} clients")).format(n=number(sale.clients))
    parts = [clients, _("engagement {length}").format(length=months(sale.months))]
    if sale.price_list is not None:
        parts.append(_("grille {name}").format(name=_name(project.price_lists, sale.price_list)))
    if sale.profile is not None:
        parts.append(_("usage {name}").format(name=_name(project.profiles, sale.profile)))
    if sale.options:
        names = (_name(project.options, wanted) for wanted in sale.options)
        parts.append(_("avec {names}").format(names=listed(names)))
    return " · ".join(parts)


def whose_cost(project: Project, curve: CostCurve, sold: Sold) -> str:
    """Say whose cost is told: of a usage type, of one who uses all that is included, or of anyone."""
    if all(unit == CLIENT or unit not in sold.units for unit in curve.rates):
        return _("chaque client")
    profile = next((one for one in project.profiles if one.id == sold.sale.profile), None)
    if profile is None:
        return _("un client qui utilise tout ce qu'elle comprend")
    return _("un client de l'usage « {name} »").format(name=profile.name or _("sans nom"))


def _name(items: Iterable[object], wanted: Id) -> str:
    named = (getattr(item, "name", "") for item in items if getattr(item, "id", None) == wanted)
    return next(named, "") or _("sans nom")
