"""One rule for every price of an offer: its laws, and what it does to each kind of price."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
)
from offerdesigner.model.offers import Offer, RateCard, Term, Trial
from offerdesigner.model.price_lists import ListedAmount, ListedCharge
from offerdesigner.pricing.price_rule import PricePlace, PriceRule, Rounding, changes, under_rule
from offerdesigner.pricing.repricing import ChargePlace
from tests.strategies import projects

SAME = PriceRule()
UNIT = PricePlace("line", charge=ChargePlace("unit_price"))
MONTHLY = PricePlace("line", charge=ChargePlace("amount"), months=1)

factors = st.decimals("0.01", "20", places=2)
shifts = st.decimals("-500", "500", places=2)
rules = st.builds(PriceRule, factors, shifts, st.sampled_from(Rounding))
prices = st.decimals("0", "20000", places=2)
unit_prices = st.decimals("0", "200", places=4)


def money(text: str) -> Decimal:
    return Decimal(text)


def offer(charge, **fields) -> Offer:
    rate = RateCard(id="lead", charge=charge, **fields.pop("rate", {}))
    return Offer(id="one", range="all", name="Une", rates=(rate, *fields.pop("more", ())), **fields)


# Laws


@given(projects())
def test_times_one_plus_nothing_changes_nothing(project):
    for sold in project.offers:
        assert under_rule(sold, SAME) == sold
        assert all(change.before == change.after for change in changes(sold, SAME))


@given(projects(), rules)
def test_no_price_is_negative_and_what_is_free_or_unknown_stays_so(project, rule):
    for sold in project.offers:
        after = under_rule(sold, rule)
        assert [rate.charge.kind for rate in after.rates] == [rate.charge.kind for rate in sold.rates]
        assert all(change.after >= 0 and change.before > 0 for change in changes(sold, rule))
        untouched = after.model_copy(update={"rates": sold.rates, "terms": sold.terms})
        kept = ("setup_fee", "setup_listed", "trial")
        assert untouched.model_copy(update={name: getattr(sold, name) for name in kept}) == sold


@given(prices, prices, rules, st.sampled_from((1, 3, 12, None)))
def test_the_order_of_prices_is_kept(one, other, rule, months):
    low, high = sorted((one, other))
    place = PricePlace("line", charge=ChargePlace("amount"), months=months)
    assume(rule.amount <= 0 or low > 0)  # what is free stays free
    assert rule.applied(place, low) <= rule.applied(place, high)


@given(unit_prices, unit_prices, rules)
def test_the_order_of_unit_prices_is_kept(one, other, rule):
    low, high = sorted((one, other))
    assert rule.applied(UNIT, low) <= rule.applied(UNIT, high)


@given(st.decimals("1", "20000", places=2), st.sampled_from(list(Rounding)[1:5]))
def test_a_rounded_price_is_a_multiple_and_near(price, rounding):
    step = Decimal(rounding.value)
    after = rounding.rounded(price)
    assert after % step == 0 and abs(after - price) <= step / 2 and after > 0


@given(st.decimals("0.9", "20000", places=2))
def test_a_price_may_end_in_ninety_cents(price):
    after = Rounding.NINETY.rounded(price)
    assert after % 1 == money("0.9") and abs(after - price) <= money("0.5")


@given(st.decimals("0.0001", "0.89", places=4), rules)
def test_a_small_price_never_becomes_nothing_by_rounding(price, rule):
    assert rule.applied(UNIT, price) > 0


# Cases


@pytest.mark.parametrize(
    ("rounding", "rounded"),
    [("none", "11.34"), ("0.01", "11.34"), ("0.10", "11.3"), ("0.50", "11.5"), ("1", "11"), ("0.90", "10.90")],
)
def test_roundings(rounding, rounded):
    assert PriceRule(money("1.134"), rounding=Rounding(rounding)).applied(MONTHLY, money("10")) == money(rounded)


@pytest.mark.parametrize(("price", "after"), [("12.25", "12.50"), ("12.24", "12"), ("0.30", "0.30"), ("1", "1")])
def test_halves_go_up_and_less_than_one_euro_is_left(price, after):
    assert PriceRule(rounding=Rounding.HALF).applied(MONTHLY, money(price)) == money(after)


def test_each_price_follows_and_the_amount_counts_for_each_month():
    sold = offer(
        CapacityPrice(amount=money("10"), included=money("5"), unit_price=money("2")),
        rate={"minimum_amount": money("10"), "maximum_amount": money("100")},
        more=(RateCard(charge=UnitPrice(unit_price=money("0.05")), period_months=1),),
        terms=(Term(id="year", months=12, price=money("100")), Term(months=24, percent_off=money("10"))),
        setup_fee=FlatPrice(amount=money("60")),
        trial=Trial(duration=1, price=money("4")),
    )
    after = under_rule(sold, PriceRule(money("1.5"), money("2")))
    assert after.rates[0].charge == CapacityPrice(amount=money("17"), included=money("5"), unit_price=money("3"))
    assert (after.rates[0].minimum_amount, after.rates[0].maximum_amount) == (17, 152)
    assert after.rates[1].charge.unit_price == money("0.075")
    assert (after.terms[0].price, after.terms[1].percent_off) == (174, 10)
    assert (after.setup_fee.amount, after.trial.price) == (90, 6)


def test_tiers_and_steps_follow():
    tiers = (Tier(id="a", up_to=money("10"), unit_price=money("2"), flat_price=money("5")), Tier(id="b", unit_price=1))
    graduated = under_rule(offer(GraduatedPrice(tiers=tiers)), PriceRule(money("2"), money("3"))).rates[0].charge
    assert [(tier.up_to, tier.unit_price, tier.flat_price) for tier in graduated.tiers] == [(10, 4, 10), (None, 2, 0)]
    steps = (Step(id="a", up_to=money("10"), price=money("8")), Step(id="b", price=money("12")))
    stairs = under_rule(offer(StairstepPrice(steps=steps)), PriceRule(money("2"), money("3"))).rates[0].charge
    assert [step.price for step in stairs.steps] == [19, 27]


def test_a_free_price_keeps_its_minimum_under_what_is_advised():
    free = FreePrice(advised=money("10"), minimum=money("9.60"))
    for rounding in Rounding:
        charge = under_rule(offer(free), PriceRule(money("0.37"), money("-1"), rounding)).rates[0].charge
        assert 0 <= charge.minimum <= charge.advised


def test_what_is_on_quote_stays_so():
    sold = offer(OnQuote(), setup_fee=OnQuote())
    assert under_rule(sold, PriceRule(money("2"), money("5"))) == sold
    assert changes(sold, PriceRule(money("2"))) == ()


def test_the_prices_of_other_lists_follow():
    sold = offer(
        FlatPrice(amount=money("10")),
        rate={"listed": (ListedCharge(id="a", price_list="less", charge=FlatPrice(amount=money("8"))),)},
        terms=(Term(months=12, price=money("100"), listed=(ListedAmount(id="a", price_list="less", amount=80),)),),
        setup_fee=FlatPrice(amount=money("60")),
        setup_listed=(ListedAmount(id="a", price_list="less", amount=30),),
    )
    found = {(c.place.part, c.place.price_list): c.after for c in changes(sold, PriceRule(money("2"), money("1")))}
    assert found == {
        ("line", None): 21, ("line", "less"): 17, ("term", None): 212, ("term", "less"): 172,
        ("setup", None): 120, ("setup", "less"): 60,
    }  # fmt: skip


def test_a_price_too_large_stops_at_the_largest():
    sold = offer(FlatPrice(amount=money("9999999999")))
    assert under_rule(sold, PriceRule(money("20"))).rates[0].charge.amount == money("9999999999.99")
