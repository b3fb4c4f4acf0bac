"""What one does to price surveys: edits, and the price of the offer that a survey is about."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from offerdesigner.model import edits
from offerdesigner.model.address import Address, at, get, put
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import FlatPrice, FreePrice, OnQuote
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Offer, RateCard, TaxMode, with_rates
from offerdesigner.model.project import Project
from offerdesigner.model.research import Answer, Survey
from offerdesigner.model.typed import Refused
from offerdesigner.pricing.tax import converted
from offerdesigner.text import _, money, plural


def survey_of(project: Project, survey: Id) -> Survey | None:
    """Return a survey, or `None` when it is gone."""
    return next((one for one in project.surveys if one.id == survey), None)


def shown_survey(survey: Survey) -> str:
    """Return the name by which one chooses a survey."""
    return survey.name or _("Enquête sans nom")


def add_survey(project: Project, survey: Id) -> Edit:
    """Add a survey about the offer that the others do not ask about, if there is one."""
    asked = {one.offer for one in project.surveys}
    offer = next((offer.id for offer in project.offers if offer.id not in asked), None)
    return edits.insert("surveys", Survey(id=survey, offer=offer), _("ajouter une enquête de prix"))


def remove_survey(survey: Survey) -> Edit:
    """Remove a survey with its answers."""
    return edits.remove(at("surveys", survey.id), _("retirer l'enquête « {name} »").format(name=shown_survey(survey)))


def add_answers(survey: Id, answers: Sequence[Answer], label: str = "") -> Edit:
    """Add answers at the end of those of a survey."""
    address = at("surveys", survey, "answers")
    label = label or plural(len(answers), _("ajouter {n} réponse"), _("ajouter {n} réponses")).format(n=len(answers))
    return Edit(label, lambda now: put(now, address, (*get(now, address), *answers)), address)


def use_price(offer: Offer, price: Decimal) -> Edit:
    """Put `price` (€ TTC) as the main price of an offer.

    Applying it raises `Refused` where that price depends on quantities.
    """
    address = at("offers", offer.id)

    def apply(now: Project) -> Project:
        return put(now, address, _priced(now, get(now, address), price))

    return Edit(_("mettre « {offer} » à {price}").format(offer=offer.name, price=money(price)), apply, _place(offer))


def _place(offer: Offer) -> Address:
    return at("offers", offer.id, "rates", offer.lead_rate.id if offer.lead_rate else "")


def _priced(project: Project, offer: Offer, price: Decimal) -> Offer:
    lead = offer.lead_rate
    if lead is None:
        return with_rates(offer, (RateCard(charge=FlatPrice(amount=price)),))
    amount = converted(price, TaxMode.TTC, lead.tax, project.structure.vat)
    charge = lead.charge
    if isinstance(charge, FlatPrice | OnQuote):
        charge = FlatPrice(amount=amount)
    elif isinstance(charge, FreePrice):
        charge = evolve(charge, advised=amount)
    else:
        words = _("Le prix de « {offer} » dépend des quantités : changez-le dans « Détail du prix ».")
        raise Refused(words.format(offer=offer.name))
    return with_rates(offer, tuple(evolve(rate, charge=charge) if rate is lead else rate for rate in offer.rates))
