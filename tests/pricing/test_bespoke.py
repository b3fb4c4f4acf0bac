"""An offer made from a need costs what the offer that it comes from asks for that need, at each of its terms."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, FreePrice, OnQuote
from offerdesigner.model.offers import Granted, Inclusion, Option, RateCard, TaxMode, Term
from offerdesigner.model.structure import Vat, VatKind
from offerdesigner.pricing.bespoke import bespoke_offer
from offerdesigner.pricing.choice import Need, choose
from offerdesigner.pricing.offers import LineKind, price_offer, price_terms
from offerdesigner.storage.examples import open_copy
from tests.pricing.test_price_map import maps


def asked(project, need, place=0, **options):
    choice = choose(project, project.offers[place], need)
    made = bespoke_offer(project, choice, need, "made", "Pour eux", **options)
    return choice, made, evolve(project, offers=(*project.offers, made))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(maps())
def test_it_costs_the_same_at_each_term(case):
    project, need, _measure = case
    choice, made, project = asked(project, need)
    assume(choice.price is not None and not isinstance(made.rates[0].charge, OnQuote))
    before = price_terms(project, choice.offer, need.usage, choice.options)
    after = price_terms(project, made, need.usage)
    for was, now in zip(before, after, strict=True):
        lead = choice.offer.lead_rate
        if lead is not None and lead.period_months is not None:
            assert was.for_the_term is None or abs(now.for_the_term - was.for_the_term) <= Decimal("0.05")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(maps())
def test_it_serves_the_need_by_itself(case):
    project, need, _measure = case
    choice, made, project = asked(project, need)
    assume(choice.price is not None)
    alone = choose(project, made, need)
    assert alone.lacks == () and alone.options == ()
    assert not [line for line in price_offer(project, made, need.usage).lines if line.kind is LineKind.BEYOND]


def test_the_price_of_two_packs_is_in_that_of_the_offer():
    project = open_copy("nuage-commun")
    need = Need({"users": Decimal(18), "storage": Decimal(80)}, ("files", "office"), 1)
    _choice, made, _after = asked(project, need)
    # 12 € with two packs of 5 people at 3 € and one of 50 Go at 3 €; a year costs ten months.
    assert [rate.charge.amount for rate in made.rates] == [21]
    assert [(term.months, term.price, term.months_offered) for term in made.terms] == [(1, None, None), (12, None, 2)]
    assert [(line.service, getattr(line.grant, "quantity", None)) for line in made.inclusions] == [
        ("people", 18),
        ("space", 80),
        ("files", None),
        ("office", None),
    ]
    assert made.setup_fee == project.offers[0].setup_fee


def test_what_is_not_asked_is_not_given():
    project = open_copy("nuage-commun")
    need = Need({"users": Decimal(3), "storage": Decimal(0)}, (), 1)
    _choice, made, _after = asked(project, need, place=2)
    assert [line.grant for line in made.inclusions] == [Granted(quantity=3)]


def test_a_price_that_is_unknown_or_asked_so_is_on_quote():
    project = open_copy("nuage-commun")
    need = Need({"users": Decimal(12)}, (), 1)
    _choice, made, _after = asked(project, need, on_quote=True)
    assert [rate.charge for rate in made.rates] == [OnQuote()]
    quoted = evolve(project.offers[0], rates=(evolve(project.offers[0].rates[0], charge=OnQuote()),), terms=())
    _choice, made, _after = asked(evolve(project, offers=(quoted, *project.offers[1:])), need)
    assert [rate.charge for rate in made.rates] == [OnQuote()]


def test_a_price_entered_without_tax_stays_so():
    project = open_copy("nuage-commun")
    vat = Vat(kind=VatKind.STANDARD, rate=20)
    first = project.offers[0]
    net = evolve(first, rates=(evolve(first.rates[0], tax=TaxMode.HT),), terms=())
    project = evolve(project, structure=evolve(project.structure, vat=vat), offers=(net, *project.offers[1:]))
    _choice, made, after = asked(project, Need({"users": Decimal(5)}, (), 1))
    assert made.rates[0].tax is TaxMode.HT
    assert price_offer(after, made).monthly == price_offer(after, net, {"users": Decimal(5)}).monthly


def test_what_is_paid_at_another_rhythm_keeps_it():
    project = open_copy("nuage-commun")
    meetings = Inclusion(id="adds", service="meetings")
    yearly = RateCard(charge=FlatPrice(amount=Decimal("12.5")), period_months=12)
    option = Option(id="meet", name="Visio", rates=(yearly,), adds=(meetings,))
    project = evolve(project, options=(*project.options, option))
    choice, made, _after = asked(project, Need({"users": Decimal(5)}, ("meetings",), 1))
    assert choice.options == ("meet",)
    assert [(rate.name, rate.charge.amount, rate.period_months) for rate in made.rates] == [
        ("", 12, 1),
        ("Visio", Decimal("12.5"), 12),
    ]


def test_an_own_price_of_a_term_is_computed_again():
    project = open_copy("nuage-commun")
    first = project.offers[0]
    own = evolve(first, terms=(Term(months=1), Term(months=12, price=100)))
    project = evolve(project, offers=(own, *project.offers[1:]))
    _choice, made, _after = asked(project, Need({"users": Decimal(15)}, (), 1))
    # A year at 100 € and twelve months of a pack of 5 people at 3 €.
    assert [term.price for term in made.terms] == [None, 136]


@pytest.mark.parametrize("advised", [5, 8])
def test_a_free_price_becomes_the_advised_one(advised):
    project = open_copy("nuage-commun")
    first = project.offers[0]
    free = evolve(first.rates[0], charge=FreePrice(advised=advised))
    project = evolve(project, offers=(evolve(first, rates=(free,), terms=()), *project.offers[1:]))
    _choice, made, _after = asked(project, Need({"users": Decimal(5)}, (), 1))
    assert made.rates[0].charge.amount == advised
