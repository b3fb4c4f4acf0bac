"""An offer said to be of no use is of no use to anybody, whatever they use and however long they commit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner.checks.engine import run
from offerdesigner.checks.samples import offer, option, project, rate, term
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Granted, Inclusion, Offer, RateCard, TaxMode, Term, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure, Vat, VatKind
from offerdesigner.pricing.offers import price_offer

D = Decimal
TODAY = date(2026, 11, 23)
COMPARING = ("dominated_offer", "same_price_less", "twin_offers")


def compared(sold: Project) -> list[Finding]:
    return [finding for finding in run(sold, today=TODAY).findings if finding.rule in COMPARING]


def said(sold: Project) -> list[str]:
    return [finding.rule for finding in compared(sold)]


# The law

whole = st.integers(0, 20).map(D)
some = st.integers(1, 20).map(D)


@st.composite
def bounds(draw: st.DrawFn) -> list[Decimal | None]:
    rising = sorted(draw(st.sets(st.integers(1, 60), max_size=3)))
    return [*map(D, rising), *([None] if not rising or draw(st.booleans()) else [])]


@st.composite
def charges(draw: st.DrawFn) -> Charge:
    ends = draw(bounds())
    tiers = tuple(Tier(id=f"t{n}", up_to=e, unit_price=draw(whole), flat_price=draw(whole)) for n, e in enumerate(ends))
    steps = tuple(Step(id=f"s{n}", up_to=end, price=draw(whole)) for n, end in enumerate(ends))
    return draw(
        st.one_of(
            st.builds(FlatPrice, amount=whole),
            st.builds(UnitPrice, unit_price=whole, free_units=whole),
            st.builds(PackagePrice, package_price=whole, size=some, free_units=whole),
            st.builds(CapacityPrice, amount=whole, included=whole, unit_price=whole, size=some),
            st.just(GraduatedPrice(tiers=tiers)),
            st.just(VolumePrice(tiers=tiers)),
            st.just(StairstepPrice(steps=steps)),
        )
    )


@st.composite
def metered_offers(draw: st.DrawFn, name: str) -> Offer:
    rates = tuple(
        RateCard(
            id=f"r{n}",
            charge=charge,
            metric=draw(st.sampled_from((None, "users", "storage"))),
            beyond_included=draw(st.booleans()),
            follows_terms=draw(st.booleans()),
            minimum_amount=draw(st.sampled_from((None, None, D(15)))),
            maximum_amount=draw(st.sampled_from((None, None, D(40)))),
        )
        for n, charge in enumerate(draw(st.lists(charges(), min_size=1, max_size=3)))
    )
    rules = draw(st.sampled_from(({}, {"percent_off": D(10)}, {"percent_off": D(50)}, {"months_offered": D(2)})))
    lengths = draw(st.sampled_from(((), (1,), (1, 12), (12,), (3, 24))))
    per = draw(st.sampled_from((None, None, "users")))
    gives = (
        Inclusion(id="people", service="people", grant=Granted(quantity=draw(st.sampled_from((D(5), D(10)))))),
        Inclusion(id="space", service="space", grant=Granted(quantity=D(10), per=per)),
    )
    return offer(
        name,
        None,
        rates=rates,
        inclusions=gives,
        terms=tuple(Term(id=f"m{months}", months=months, **(rules if months > 2 else {})) for months in lengths),
        setup_fee=draw(st.sampled_from((None, FlatPrice(amount=D(5))))),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    metered_offers("a"), metered_offers("b"), st.booleans(), st.lists(st.tuples(st.integers(1, 90), st.integers(1, 90)))
)
def test_what_is_called_useless_is_never_the_cheaper_one(one, other, with_option, quantities):
    more = option("plus", "3", "people=5", when_needed=True)
    sold = project(one, other, options=(more,) if with_option else ())
    for finding in compared(sold):
        dear = sold.find("offers", finding.address.split("/")[1])
        better = sold.find("offers", finding.related[0].split("/")[1])
        for months in {12, *(listed.months for listed in dear.terms)}:
            for users, storage in [(1, 1), (5, 10), *quantities]:
                counted = {line.metric for line in (*one.rates, *other.rates)}
                usage = {m: D(q) for m, q in (("users", users), ("storage", storage)) if m in counted}
                cheap, cost = (price_offer(sold, of, usage, months=months) for of in (better, dear))
                for low, high in ((cheap.next_year, cost.next_year), (cheap.first_year, cost.first_year)):
                    assert low is None or high is None or low <= high, (finding.message, usage, months)


# What one gets beside the contents


def pair(better: dict, dear: dict, **parts) -> Project:
    """Two offers that give the same, the second dearer, each with its `changes`."""
    return project(offer("petite", "10", "files", **better), offer("grande", "20", "files", **dear), **parts)


def test_an_offer_that_alone_opens_an_option_is_not_useless():
    reserved = option("visio", "3", "meetings", available_for=("grande",))
    assert said(pair({}, {})) == ["dominated_offer"]
    assert said(pair({}, {}, options=(reserved,))) == []
    shared = evolve(reserved, available_for=("petite", "grande"))
    assert said(pair({}, {}, options=(shared,))) == ["dominated_offer"]


def test_an_option_told_in_words_alone_is_worth_having():
    worded = evolve(option("accompagnement", "30", available_for=("grande",)), description="Deux heures chez vous")
    assert said(pair({}, {}, options=(worded,))) == []


def test_an_option_is_open_only_with_all_that_it_needs():
    visio = option("visio", "3", "meetings", needs=("salle",))
    salle = option("salle", "5", "office", available_for=("grande",))
    assert said(pair({}, {}, options=(visio, salle))) == []
    out_of_reach = evolve(visio, available_for=("grande",), excludes=("salle",))
    of_all = evolve(salle, available_for=None)
    assert said(pair({}, {}, options=(out_of_reach, of_all))) == ["dominated_offer"]


def test_an_option_that_brings_what_the_cheaper_offer_includes_is_no_advantage():
    reserved = option("visio", "3", "files", available_for=("grande",))
    assert said(pair({}, {}, options=(reserved,))) == ["dominated_offer"]


def test_at_the_same_price_the_offer_with_fewer_options_gives_less():
    sold = project(
        offer("a", "10", "files"),
        offer("b", "10", "files"),
        options=(option("visio", "3", "meetings", available_for=("b",)),),
    )
    [finding] = compared(sold)
    assert (finding.rule, finding.data["offer"], finding.data["better"]) == ("same_price_less", "A", "B")
    each = tuple(option(f"visio-{name}", "3", "meetings", available_for=(name,)) for name in "ab")
    assert said(evolve(sold, options=each)) == []


def test_a_trial_that_the_cheaper_offer_lacks_is_something():
    month, fortnight = Trial(duration=1), Trial(duration=15, unit="days")
    assert said(pair({}, {"trial": month})) == []
    assert said(pair({"trial": fortnight}, {"trial": month})) == []
    assert said(pair({"trial": month}, {"trial": month})) == ["dominated_offer"]
    assert said(pair({"trial": month}, {})) == ["dominated_offer"]


def test_becoming_a_member_is_something():
    host = Structure(id="structure", name="Nuage", membership=Membership(amount=D(20)))
    none, included = {"membership": MembershipRule.NONE}, {"membership": MembershipRule.INCLUDED}
    assert said(pair(none, included, structure=host)) == []
    assert said(pair(none, {}, structure=host)) == []
    assert said(pair({}, included, structure=host)) == ["dominated_offer"]
    assert said(pair(none, included)) == ["dominated_offer"]


def noted(name: str, price: str, note: str) -> Offer:
    return offer(name, price, inclusions=(Inclusion(id="files", service="files", note=note),))


def test_notes_that_differ_are_not_compared():
    assert said(project(noted("a", "10", "par courriel"), noted("b", "20", "par téléphone"))) == []
    assert said(project(noted("a", "10", "en semaine"), noted("b", "20", ""))) == []
    assert said(project(noted("a", "10", "Par courriel"), noted("b", "20", "par courriel "))) == ["dominated_offer"]


def test_a_price_left_to_the_client_is_compared_with_nothing():
    assert said(project(offer("a", "10", "files"), offer("b", FreePrice(advised=D(20)), "files"))) == []
    assert said(project(offer("a", FreePrice(advised=D(5)), "files"), offer("b", "20", "files"))) == []


def test_the_better_one_by_the_month_is_not_useless():
    monthly = offer("mois", "9", "files", terms=(term(1),))
    yearly = offer("an", "10", "files", terms=(term(1), term(12, price=D(96))))
    assert said(project(monthly, yearly)) == []
    assert said(project(evolve(monthly, rates=(rate("10"),)), yearly)) == ["dominated_offer"]


# Prices that follow a quantity


def by_quantity(name: str, charge: Charge, metric: str = "storage", *more: RateCard) -> Offer:
    return offer(name, None, "files", rates=(rate(charge, metric=metric), *more))


def test_an_offer_that_pays_for_itself_beyond_usual_sizes_is_not_useless():
    by_go = UnitPrice(unit_price=D("0.1"))
    base = RateCard(id="base", charge=FlatPrice(amount=D(5)))
    assert (
        said(project(by_quantity("a", by_go), by_quantity("b", UnitPrice(unit_price=D("0.05")), "storage", base))) == []
    )
    assert said(project(by_quantity("a", by_go), by_quantity("b", by_go, "storage", base))) == ["dominated_offer"]


def test_packs_are_compared_when_they_are_full():
    by_unit, by_pack = UnitPrice(unit_price=D("1.05")), PackagePrice(package_price=D(8), size=D(8))
    assert said(project(by_quantity("a", by_unit, "users"), by_quantity("b", by_pack, "users"))) == []


def test_what_is_on_quote_for_both_beyond_an_end_does_not_keep_twins_apart():
    def up_to_fifty(price: int) -> Charge:
        return GraduatedPrice(tiers=(Tier(id="a", up_to=D(50), unit_price=D(price)),))

    assert said(project(by_quantity("a", up_to_fifty(2)), by_quantity("b", up_to_fifty(2)))) == ["twin_offers"]
    assert said(project(by_quantity("a", up_to_fifty(2)), by_quantity("b", up_to_fifty(3)))) == ["dominated_offer"]
    open_ended = GraduatedPrice(tiers=(Tier(id="a", unit_price=D(3)),))
    assert said(project(by_quantity("a", up_to_fifty(2)), by_quantity("b", open_ended))) == []


def test_two_metrics_are_worst_together():
    def both(name: str, people: str, go: str) -> Offer:
        space = RateCard(id="space", charge=UnitPrice(unit_price=D(go)), metric="storage")
        return by_quantity(name, UnitPrice(unit_price=D(people)), "users", space)

    assert said(project(both("a", "2", "1"), both("b", "3", "1"))) == ["dominated_offer"]
    assert said(project(both("a", "2", "1"), both("b", "3", "0.9"))) == []


def test_two_prices_that_are_equal_for_what_is_included_are_told_where_they_differ():
    first_free = UnitPrice(unit_price=D(3), free_units=D(1))
    sold = project(by_quantity("a", StairstepPrice(steps=(Step(id="s", price=D(0)),))), by_quantity("b", first_free))
    [finding] = compared(sold)
    assert finding.rule == "dominated_offer"
    assert "(144\u00a0€ par an pour 5\u00a0Go, contre 0\u00a0€)" in finding.message


def test_a_setup_fee_is_told_as_the_first_year():
    [finding] = compared(
        project(offer("a", "10", "files"), offer("b", "10", "files", setup_fee=FlatPrice(amount=D(50))))
    )
    assert "(170\u00a0€ la première année, contre 120\u00a0€)" in finding.message


def test_prices_entered_without_tax_are_told_with_it():
    host = Structure(id="structure", name="Nuage", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
    without = {"rates": (rate("20", tax=TaxMode.HT),)}
    sold = project(offer("a", "10", "files"), offer("b", None, "files", **without), structure=host)
    [finding] = compared(sold)
    assert "(288\u00a0€\u00a0TTC par an, contre 120\u00a0€\u00a0TTC)" in finding.message
    [finding] = compared(evolve(sold, structure=evolve(host, vat=Vat())))
    assert "(240\u00a0€ par an, contre 120\u00a0€)" in finding.message


# Smaller offers with options


def stairs(small: dict | None = None, big: dict | None = None, **parts) -> Project:
    five = option("cinq", "5", "people=5")
    return project(
        evolve(offer("petite", "10", "people=5", "files"), **(small or {})),
        evolve(offer("grande", "30", "people=10", "files"), **(big or {})),
        **{"options": (five,), **parts},
    )


def beaten(sold: Project) -> list[Finding]:
    return [finding for finding in run(sold, today=TODAY).findings if finding.rule == "beaten_by_options"]


def test_a_smaller_offer_with_options_does_not_beat_what_opens_more():
    assert beaten(stairs())
    reserved = option("visio", "3", "meetings", available_for=("grande",))
    assert not beaten(stairs(options=(*stairs().options, reserved)))
    assert not beaten(stairs(big={"trial": Trial(duration=1)}))
    host = Structure(id="structure", name="Nuage", membership=Membership(amount=D(20)))
    assert not beaten(stairs(small={"membership": MembershipRule.NONE}, structure=host))


def test_a_smaller_offer_with_options_does_not_beat_what_costs_less_by_the_month():
    cheap_year = {"terms": (term(1), term(12, price=D(60)))}
    assert beaten(stairs(small=cheap_year, big={"terms": (term(1),)}))
    dear_month = {**cheap_year, "rates": (rate("40"),)}
    assert not beaten(stairs(small=dear_month, big={"terms": (term(1),)}))


def test_a_gain_of_less_than_a_cent_a_month_is_a_rounding():
    yearly = {"rates": (rate("100", period_months=12),)}
    option_of = {"options": (option("cinq", "0", "people=5"),)}
    sold = project(offer("petite", "8.33", "people=5"), offer("grande", None, "people=10", **yearly), **option_of)
    assert not beaten(sold)
    assert beaten(evolve(sold, offers=(evolve(sold.offers[0], rates=(rate("8.32"),)), sold.offers[1])))


def test_a_note_that_no_option_brings_makes_the_difference():
    def with_note(sold: Project) -> Project:
        grande = sold.find("offers", "grande")
        lines = tuple(evolve(line, note="au choix") if line.service == "people" else line for line in grande.inclusions)
        return evolve(sold, offers=(sold.offers[0], evolve(grande, inclusions=lines)))

    assert not beaten(with_note(stairs()))


@pytest.mark.parametrize("charge", [OnQuote(), FreePrice(advised=D(30))])
def test_an_unknown_or_free_price_is_beaten_by_nothing(charge):
    assert not beaten(stairs(big={"rates": (rate(charge),)}))
