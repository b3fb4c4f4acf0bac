"""An offer made from a need: what one client asks, at what another offer with its options asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.offers import Granted, Included, Inclusion, Offer, RateCard, TaxMode, Term, Unlimited
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.charges import ZERO, to_cents
from offerdesigner.pricing.choice import Choice, Need
from offerdesigner.pricing.offers import Line, LineKind, OfferPrice, price_offer, price_terms

_PAID = (LineKind.SUBSCRIPTION, LineKind.OPTION, LineKind.BEYOND)


def bespoke_offer(
    project: Project, choice: Choice, need: Need, offer_id: Id, name: str, *, on_quote: bool = False
) -> Offer:
    """Return an offer that gives what `need` asks, for the price of `choice` at each of its terms.

    Its price is « sur devis » when asked so, or where that of `choice` is unknown. Setup fee, membership and
    trial are those of the offer of `choice`.
    """
    made = evolve(
        choice.offer,
        id=offer_id,
        name=name,
        public="",
        promise="",
        inherits=None,
        inclusions=tuple(_content(project, choice, need)),
        rates=(RateCard(charge=OnQuote()),),
        terms=tuple(Term(months=term.months, billing_months=term.billing_months) for term in choice.offer.terms),
        setup_listed=(),
    )
    return made if on_quote or choice.price is None else _priced(project, made, choice, need)


def _content(project: Project, choice: Choice, need: Need) -> Iterator[Inclusion]:
    """Yield what is asked, in the order of the services, worded as the offer of `choice` or its options give it."""
    options = (option for option in project.options if option.id in choice.options)
    given = {line.service: line for option in options for line in option.adds}
    given |= inclusions_of(project, choice.offer)
    counting = dict(_counting(project, given, need))
    for service in project.services:
        line = given.get(service.id, Inclusion(service=service.id))
        if service.id in counting:
            yield evolve(line, id=new_id(), grant=counting[service.id])
        elif service.id in need.services:
            yield evolve(line, id=new_id(), grant=Included() if isinstance(line.grant, Granted) else line.grant)


def _counting(project: Project, given: Mapping[Id, Inclusion], need: Need) -> Iterator[tuple[Id, Granted | Unlimited]]:
    """Yield for each metric that is used the service that counts it, and how much of it is asked."""
    for metric, quantity in need.usage.items():
        services = [service.id for service in project.services if service.metric == metric]
        if quantity and services:
            counting = next((service for service in services if service in given), services[0])
            unlimited = counting in given and isinstance(given[counting].grant, Unlimited)
            yield counting, Unlimited() if unlimited else Granted(quantity=quantity)


def _priced(project: Project, made: Offer, choice: Choice, need: Need) -> Offer:
    lead = choice.offer.lead_rate
    tax = lead.tax if lead is not None else TaxMode.TTC
    plain = price_offer(project, evolve(choice.offer, terms=()), need.usage, choice.options, tax=tax)
    rates = _rates(plain, tax, lead.period_months if lead is not None else None)
    if rates is None:
        return made
    ruled = evolve(made, rates=rates, terms=tuple(evolve(term, price=None, listed=()) for term in choice.offer.terms))
    wanted = _by_term(price_terms(project, choice.offer, need.usage, choice.options, tax))
    found = _by_term(price_terms(project, ruled, need.usage, tax=tax))
    terms = (
        _term(ruled, term, wanted[term.id], found[term.id], is_own=known.price is not None)
        for known, term in zip(choice.offer.terms, ruled.terms, strict=True)
    )
    return evolve(ruled, terms=tuple(terms))


def _by_term(prices: Iterable[OfferPrice]) -> dict[Id, OfferPrice]:
    return {price.term.id: price for price in prices if price.term is not None}


def _rates(plain: OfferPrice, tax: TaxMode, first: int | None) -> tuple[RateCard, ...] | None:
    """Return a price line for each period, that of the leading line first; `None` when an amount is unknown."""
    lines: dict[int | None, list[Line]] = {first: []}
    for line in plain.lines:
        if line.kind in _PAID:
            lines.setdefault(line.period_months, []).append(line)
    rates: list[RateCard] = []
    for period, paid in lines.items():
        amounts = [line.amount for line in paid if line.amount is not None]
        if len(amounts) < len(paid):
            return None
        name = ", ".join(line.label for line in paid) if rates else ""
        flat = FlatPrice(amount=sum(amounts, ZERO))
        rates.append(RateCard(name=name[:200], charge=flat, period_months=period, tax=tax))
    return tuple(rates)


def _term(ruled: Offer, term: Term, wanted: OfferPrice, found: OfferPrice, *, is_own: bool) -> Term:
    """Return `term` as it is, or with the own price that makes it cost what is `wanted` rather than `found`.

    A term whose price `is_own` keeps one, be it the ordinary one: it stays an alternative to the leading price.
    """
    lead, *others = ruled.rates
    if wanted.for_the_term is None or lead.period_months is None:
        return term
    if found.for_the_term == wanted.for_the_term and not is_own:
        return term
    # Beside an own price, the other lines cost their months at the ordinary price.
    due = wanted.for_the_term - sum((_over(rate, term.months) for rate in others), ZERO)
    return term if due < 0 else evolve(term, price=due, percent_off=None, months_offered=None)


def _over(rate: RateCard, months: int) -> Decimal:
    """Return what a flat line costs over so many months, at its ordinary price."""
    if rate.period_months is None or not isinstance(rate.charge, FlatPrice):
        return ZERO
    return to_cents(rate.charge.amount * months / rate.period_months)
