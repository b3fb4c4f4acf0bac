"""An option made part of an offer: what it gives is included, what it costs is in the price.

Where both are plain prices of the same kind the amounts are added, the own prices of terms too; any other
price becomes a line of the offer, so that a client who took the option pays the same as before.
"""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.charges import FlatPrice, OnQuote
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
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.charges import to_cents


def integrated(project: Project, option_id: Id, offer_id: Id, *, with_price: bool) -> Project:
    """Return `project` where the offer includes the option, dearer by what it cost (or, without, at the same price).

    A pack that adds itself (« 5 personnes de plus ») can still be taken beyond. Raises `KeyError` when there is
    no such option or offer.
    """
    option: Option = project.find("options", option_id)  # type: ignore[assignment]
    offer: Offer = project.find("offers", offer_id)  # type: ignore[assignment]
    changed = _with_content(project, offer, option)
    if with_price:
        for rate in option.rates or (RateCard(charge=OnQuote()),):
            changed = _with_rate(changed, rate, option)
    return evolve(
        project,
        offers=tuple(changed if other.id == offer_id else other for other in project.offers),
        options=tuple(
            _withdrawn(project, other, offer_id) if other.id == option_id and not other.when_needed else other
            for other in project.options
        ),
    )


def _withdrawn(project: Project, option: Option, offer_id: Id) -> Option:
    everyone = tuple(offer.id for offer in project.offers)
    chosen = everyone if option.available_for is None else option.available_for
    return evolve(option, available_for=tuple(other for other in chosen if other != offer_id))


def _with_content(project: Project, offer: Offer, option: Option) -> Offer:
    given = inclusions_of(project, offer)
    lines = {line.service: line for line in offer.inclusions}
    for added in option.adds:
        line = _joined(given.get(added.service), added)
        own = lines.get(added.service)
        lines[added.service] = evolve(line, id=own.id if own else new_id())
    return evolve(offer, inclusions=tuple(lines.values()))


def _joined(held: Inclusion | None, added: Inclusion) -> Inclusion:
    """Return what is given when `added` comes on top of what is `held`."""
    if held is None or isinstance(held.grant, NotIncluded) or isinstance(added.grant, Unlimited):
        return added
    if isinstance(held.grant, Granted) and isinstance(added.grant, Granted) and held.grant.per == added.grant.per:
        total = Granted(quantity=held.grant.quantity + added.grant.quantity, per=held.grant.per)
        return evolve(held, grant=total)
    return added if isinstance(held.grant, Included) and isinstance(added.grant, Granted) else held


def _with_rate(offer: Offer, rate: RateCard, option: Option) -> Offer:
    if rate.period_months is None and isinstance(rate.charge, FlatPrice) and _joins_setup(offer, rate):
        fee = offer.setup_fee.amount if isinstance(offer.setup_fee, FlatPrice) else Decimal(0)
        return evolve(offer, setup_fee=FlatPrice(amount=fee + rate.charge.amount), setup_tax=rate.tax)
    lead = offer.lead_rate
    if lead is not None and isinstance(rate.charge, FlatPrice) and _joins_lead(offer, lead, rate, option):
        return _dearer(offer, lead, rate.charge.amount)
    name = rate.name or option.name
    line = evolve(rate, id=new_id(), name=name, provider=rate.provider or option.provider)
    return evolve(offer, rates=(*offer.rates, line))


def _joins_setup(offer: Offer, rate: RateCard) -> bool:
    fee = offer.setup_fee
    same_side = fee is None or (isinstance(fee, FlatPrice) and offer.setup_tax == rate.tax)
    return same_side and not (rate.listed or offer.setup_listed or rate.provider)


def _joins_lead(offer: Offer, lead: RateCard, rate: RateCard, option: Option) -> bool:
    plain = ("period_months", "tax", "follows_terms", "minimum_amount", "maximum_amount")
    alike = all(getattr(lead, field) == getattr(rate, field) for field in plain)
    listed = rate.listed or lead.listed or any(term.listed for term in offer.terms)
    unbounded = lead.minimum_amount is None and lead.maximum_amount is None
    return (
        isinstance(lead.charge, FlatPrice)
        and alike
        and unbounded
        and not listed
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
