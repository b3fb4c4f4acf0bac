"""An option made part of an offer: what it gives is included, what it costs is in the price.

Where both are plain prices of the same kind the amounts are added, the own prices of terms too; any other
price becomes a line of the offer, so that a client who took the option pays the same as before.
"""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.inheritance import sources
from offerdesigner.model.offers import (
    Granted,
    Included,
    Inclusion,
    NotIncluded,
    Offer,
    Option,
    RateCard,
    Term,
    Unlimited,
)
from offerdesigner.model.project import Project, can_be_included, inclusions_of
from offerdesigner.model.sharing import Sale
from offerdesigner.model.typed import Refused
from offerdesigner.pricing.charges import to_cents
from offerdesigner.text import _, listed


def integrated(project: Project, option_id: Id, offer_id: Id, *, with_price: bool) -> Project:
    """Return `project` where the offer includes the option, dearer by what it cost (or, without, at the same price).

    A pack that adds itself (« 5 personnes de plus ») can still be taken beyond. Offers that inherit from this one
    go on giving what they gave. Raises `KeyError` when there is no such option or offer, `Refused` when what the
    option gives cannot be added to what the offer says.
    """
    option: Option = project.find("options", option_id)  # type: ignore[assignment]
    offer: Offer = project.find("offers", offer_id)  # type: ignore[assignment]
    _check(project, option)
    changed = _with_content(project, offer, option)
    if with_price:
        for rate in option.rates or (RateCard(charge=OnQuote()),):
            changed = _with_rate(changed, rate, option)
    offers = (changed if other.id == offer_id else _unmoved(project, other, offer, option) for other in project.offers)
    if option.when_needed:
        return evolve(project, offers=tuple(offers))
    return evolve(
        project,
        offers=tuple(offers),
        options=tuple(_withdrawn(project, other, offer_id) if other is option else other for other in project.options),
        sales=tuple(_without(sale, option_id) if sale.offer == offer_id else sale for sale in project.sales),
    )


def _check(project: Project, option: Option) -> None:
    if not option.adds:
        raise Refused(
            _("L'option « {name} » ne donne aucun service : il n'y a rien à intégrer.").format(name=option.name)
        )
    asking = [other.name for other in project.options if option.id in other.needs]
    if asking and not option.when_needed and not can_be_included(option):
        words = _("{names} demande l'option « {name} » : retirez d'abord cette règle.")
        raise Refused(words.format(names=listed(f"« {name} »" for name in asking), name=option.name))


def _without(sale: Sale, option_id: Id) -> Sale:
    return evolve(sale, options=tuple(other for other in sale.options if other != option_id))


def _withdrawn(project: Project, option: Option, offer_id: Id) -> Option:
    everyone = tuple(offer.id for offer in project.offers)
    chosen = everyone if option.available_for is None else option.available_for
    return evolve(option, available_for=tuple(other for other in chosen if other != offer_id))


def _unmoved(project: Project, heir: Offer, offer: Offer, option: Option) -> Offer:
    """Return an offer as it is; where it inherits from `offer`, it says itself what it gave until now."""
    if all(source.id != offer.id for source in sources(project, heir)):
        return heir
    given, said = inclusions_of(project, heir), {line.service for line in heir.inclusions}
    kept = (
        Inclusion(service=line.service, grant=given[line.service].grant if line.service in given else NotIncluded())
        for line in option.adds
        if line.service not in said
    )
    return evolve(heir, inclusions=(*heir.inclusions, *kept))


def _with_content(project: Project, offer: Offer, option: Option) -> Offer:
    given = inclusions_of(project, offer)
    lines = {line.service: line for line in offer.inclusions}
    for added in option.adds:
        line = _joined(given.get(added.service), added)
        if line is None:
            service = project.find("services", added.service).label  # type: ignore[attr-defined]
            words = _("Ce que l'option donne de « {service} » ne s'ajoute pas à ce qu'en dit l'offre.")
            raise Refused(words.format(service=service))
        own = lines.get(added.service)
        lines[added.service] = evolve(line, id=own.id if own else new_id())
    return evolve(offer, inclusions=tuple(lines.values()))


def _joined(held: Inclusion | None, added: Inclusion) -> Inclusion | None:
    """Return what is given when `added` comes on top of what is `held`; `None` when no one line can say it."""
    if held is None or isinstance(held.grant, NotIncluded):
        return added
    if isinstance(held.grant, Included | Unlimited):
        return held
    if isinstance(held.grant, Granted) and isinstance(added.grant, Included | Unlimited):
        return added
    if isinstance(held.grant, Granted) and isinstance(added.grant, Granted) and held.grant.per == added.grant.per:
        total = Granted(quantity=held.grant.quantity + added.grant.quantity, per=held.grant.per)
        return evolve(held, grant=total)
    return None


def _with_rate(offer: Offer, rate: RateCard, option: Option) -> Offer:
    if rate.period_months is None and isinstance(rate.charge, FlatPrice) and _joins_setup(offer, rate, option):
        fee = offer.setup_fee.amount if isinstance(offer.setup_fee, FlatPrice) else Decimal(0)
        return evolve(offer, setup_fee=FlatPrice(amount=fee + rate.charge.amount), setup_tax=rate.tax)
    lead = offer.lead_rate
    if lead is not None and isinstance(rate.charge, FlatPrice) and _joins_lead(offer, lead, rate, option):
        return _dearer(offer, lead, rate.charge.amount)
    name = rate.name or option.name
    line = evolve(rate, id=new_id(), name=name, provider=rate.provider or option.provider)
    return evolve(offer, rates=(*offer.rates, line))


def _joins_setup(offer: Offer, rate: RateCard, option: Option) -> bool:
    fee = offer.setup_fee
    same_side = fee is None or (isinstance(fee, FlatPrice) and offer.setup_tax == rate.tax)
    bounded = rate.minimum_amount is not None or rate.maximum_amount is not None
    return same_side and not (bounded or rate.listed or offer.setup_listed or rate.provider or option.provider)


def _joins_lead(offer: Offer, lead: RateCard, rate: RateCard, option: Option) -> bool:
    plain = ("period_months", "tax", "follows_terms", "minimum_amount", "maximum_amount")
    alike = all(getattr(lead, field) == getattr(rate, field) for field in plain)
    in_lists = rate.listed or lead.listed or any(term.listed for term in offer.terms)
    unbounded = lead.minimum_amount is None and lead.maximum_amount is None
    return (
        isinstance(lead.charge, FlatPrice)
        and alike
        and unbounded
        and not in_lists
        and lead.provider == (rate.provider or option.provider)
    )


def _dearer(offer: Offer, lead: RateCard, amount: Decimal) -> Offer:
    """Return `offer` with `amount` more on its leading price, and in proportion on the own prices of its terms."""
    assert isinstance(lead.charge, FlatPrice)
    raised = evolve(lead, charge=FlatPrice(amount=lead.charge.amount + amount))
    return evolve(
        offer,
        rates=tuple(raised if rate.id == lead.id else rate for rate in offer.rates),
        terms=tuple(_dearer_term(term, amount, lead.period_months) for term in offer.terms),
    )


def _dearer_term(term: Term, amount: Decimal, period_months: int | None) -> Term:
    if term.price is None or period_months is None:
        return term
    return evolve(term, price=term.price + to_cents(amount * term.months / period_months))
