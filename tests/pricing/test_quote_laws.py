"""Laws of quotes: rows explain their amounts, totals are their sums, discounts are spread to the cent."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import QuoteContent, Taking
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.offers import price_offer
from offerdesigner.pricing.quote_discounts import allocated
from offerdesigner.pricing.quote_totals import PRICED, totals
from offerdesigner.pricing.quotes import content_of
from tests.strategies import projects


@given(st.decimals("0", "9999", places=2), st.lists(st.decimals("0.01", "9999", places=2), min_size=1, max_size=6))
def test_what_is_spread_adds_up_and_is_near_its_share(amount: Decimal, weights: list[Decimal]) -> None:
    parts = allocated(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) < Decimal("0.01")


@given(projects(quoted=True))
@settings(max_examples=40)
def test_printed_rows_explain_themselves_and_add_up_to_the_totals(project: Project) -> None:
    for quote in project.quotes:
        content = content_of(project, evolve(quote, content=None, steps=()))
        assert len({row.id for row in content.rows}) == len(content.rows)
        for row in content.rows:
            if row.amount is not None and row.unit_price is not None:
                assert to_cents(row.quantity * row.unit_price) == row.amount
        for with_proposed in (False, True):
            check_totals(content, with_proposed=with_proposed)


def check_totals(content: QuoteContent, *, with_proposed: bool) -> None:
    by_cadence: dict[int | None, list[Decimal | None]] = defaultdict(list)
    for row in content.rows:
        if row.kind in PRICED and (with_proposed or row.taking == Taking.INCLUDED):
            by_cadence[row.period_months].append(row.amount)
    result = totals(content, with_proposed=with_proposed)
    assert {cadence.period_months for cadence in result.cadences} == set(by_cadence)
    for cadence in result.cadences:
        amounts = by_cadence[cadence.period_months]
        if None in amounts:
            assert (cadence.amount, cadence.net, cadence.vat, cadence.gross) == (None, None, None, None)
            continue
        assert cadence.amount == sum(amount for amount in amounts if amount is not None)
        assert cadence.amount == (cadence.net if content.tax == TaxMode.HT else cadence.gross)
        assert cadence.net is not None and cadence.vat is not None
        assert cadence.net + cadence.vat == cadence.gross
        assert all(share.net + share.vat == share.gross for share in cadence.shares)


@given(projects(quoted=True))
@settings(max_examples=25)
def test_discounts_in_euros_never_give_money_and_take_what_they_say(project: Project) -> None:
    for quote in project.quotes:
        if quote.content is not None:
            continue
        rows = content_of(project, quote).rows
        for discount in quote.discounts:
            taken = [row.amount for row in rows if row.origin == f"quotes/{quote.id}/discounts/{discount.id}"]
            known = [-amount for amount in taken if amount is not None]
            assert all(amount >= 0 for amount in known)
            if discount.amount is not None:
                assert sum(known) <= discount.amount


@given(projects(quoted=True))
@settings(max_examples=25)
def test_a_subscription_comes_to_what_its_offer_comes_to(project: Project) -> None:
    for quote in project.quotes:
        choice = evolve(quote.choice, price_list=None, options=(), alternatives=())
        bare = evolve(quote, content=None, choice=choice, entries=(), discounts=(), tax=TaxMode.TTC)
        offer = next((offer for offer in project.offers if offer.id == choice.offer), None)
        if offer is None or any(rate.provider is not None for rate in offer.rates):
            continue
        usage = {item.metric: item.quantity for item in choice.quantities}
        price = price_offer(project, offer, usage, (), choice.months)
        amounts = [line.amount for line in price.lines if line.amount]
        assert sorted(row.amount for row in content_of(project, bare).rows if row.amount) == sorted(amounts)
