"""What the price panel works out before any widget: models remembered, tiers and terms as rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from offerdesigner.app.editors.price.charge import KINDS, Memory, kind_hint, kind_name
from offerdesigner.app.editors.price.example import example_quantity
from offerdesigner.app.editors.price.rules import (
    Rule,
    billing_choices,
    billing_words,
    equivalent,
    parse_months,
    rule_of,
    term_words,
    with_rule,
)
from offerdesigner.app.editors.price.tiers import next_bound, tier_rows, with_bound, with_tier, without_tier
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.offers import Offer, Range, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import quote
from offerdesigner.text import NotANumber
from tests.plain import plain

TWELVE = Decimal(12)
TIERS = (
    Tier(id="first", up_to=Decimal(10), unit_price=Decimal(2)),
    Tier(id="second", up_to=Decimal(15), unit_price=Decimal(1)),
)
LINE = "offers/o/rates/r"


def switched(memory: Memory, charge: Charge, kind: str) -> Charge:
    there = memory.recall(LINE, kind, charge, TWELVE)
    memory.keep(LINE, there)
    return there


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back_finds_the_former_charge(kind: str) -> None:
    memory = Memory()
    charge = UnitPrice(unit_price=Decimal("2.345"), free_units=Decimal(3))
    memory.keep(LINE, charge)
    assert switched(memory, switched(memory, charge, kind), "unit") == charge


def test_what_changes_in_tiers_shows_under_both_models() -> None:
    memory = Memory()
    memory.keep(LINE, GraduatedPrice(tiers=TIERS))
    volume = switched(memory, GraduatedPrice(tiers=TIERS), "volume")
    assert volume == VolumePrice(tiers=TIERS)
    edited = with_bound(volume, "second", Decimal(20))  # type: ignore[arg-type]
    memory.keep(LINE, edited)
    flat = switched(memory, edited, "flat")
    assert switched(memory, flat, "graduated") == GraduatedPrice(tiers=edited.tiers)  # type: ignore[union-attr]


def test_lines_do_not_share_what_was_typed() -> None:
    memory = Memory()
    memory.keep("offers/o/rates/other", UnitPrice(unit_price=Decimal(9)))
    assert memory.recall(LINE, "unit", FlatPrice(amount=Decimal(4)), TWELVE) == UnitPrice(unit_price=Decimal(4))


@pytest.mark.parametrize(
    ("charge", "expected"),
    [
        (VolumePrice(tiers=TIERS), "12"),
        (FlatPrice(amount=Decimal(1)), "12"),
        (CapacityPrice(amount=Decimal(30), included=Decimal(100), unit_price=Decimal("0.5")), "120"),
        (StairstepPrice(steps=(Step(up_to=Decimal(6), price=Decimal(30)),)), "6"),
    ],
)
def test_example_quantity_shows_how_the_charge_works(charge: Charge, expected: str) -> None:
    assert example_quantity(charge) == Decimal(expected)
    assert quote(charge, example_quantity(charge)).amount is not None


def test_each_model_has_its_plain_words() -> None:
    assert len({kind_name(kind, None) for kind in KINDS}) == len(KINDS)
    assert kind_hint(PackagePrice(package_price=Decimal(8), size=Decimal(5))) == "des lots entiers de 5"
    assert "0 €" in kind_hint(OnQuote())


def test_rows_of_tiers_say_what_their_ends_cost() -> None:
    rows = tier_rows(VolumePrice(tiers=TIERS), None)
    assert [row.id for row in rows] == ["first", "second", "beyond", "new"]
    assert plain(rows[0].cells[-1].text) == "de 2 € (1) à 20 € (10)"
    assert plain(rows[1].cells[-1].text) == "de 11 € (11) à 15 € (15)"
    assert plain(rows[2].cells[1].text) == "sur devis"


def test_an_open_last_tier_leaves_nothing_on_quote() -> None:
    rows = tier_rows(GraduatedPrice(tiers=(TIERS[0], Tier(id="rest", unit_price=Decimal(1)))), None)
    assert [row.id for row in rows] == ["first", "rest", "new"]
    assert rows[1].cells[0].text == "au-delà"
    assert plain(rows[1].cells[-1].text) == "à partir de 21 € (11)"


def test_a_new_tier_falls_where_its_bound_says() -> None:
    charge = GraduatedPrice(tiers=TIERS)
    split = with_tier(charge, Decimal(5), "new")
    assert [(tier.id, tier.up_to) for tier in split.tiers] == [("new", 5), ("first", 10), ("second", 15)]
    assert split.tiers[0].unit_price == 2
    assert with_tier(charge, next_bound(charge), "new").tiers[-1].up_to == 20
    opened = with_tier(charge, None, "rest", unit_price=Decimal("0.5"))
    assert opened.tiers[-1] == Tier(id="rest", unit_price=Decimal("0.5"))


def test_bounds_must_rise_and_a_tier_must_stay() -> None:
    charge = GraduatedPrice(tiers=TIERS)
    with pytest.raises(ValidationError):
        with_bound(charge, "second", Decimal(8))
    with pytest.raises(ValidationError):
        with_tier(charge, Decimal(10), "new")
    with pytest.raises(ValidationError):
        without_tier(without_tier(charge, "second"), "first")


@pytest.mark.parametrize(
    ("typed", "months"),
    [("1", 1), ("mois", 1), ("trimestre", 3), ("1 an", 12), ("2 ans", 24), ("deux ans", 24), ("18 mois", 18)],
)
def test_lengths_are_typed_as_people_say_them(typed: str, months: int) -> None:
    assert parse_months(typed) == months


@pytest.mark.parametrize("typed", ["", "bientôt", "0 mois", "11 ans", "1,5 an"])
def test_other_lengths_are_refused(typed: str) -> None:
    with pytest.raises(NotANumber):
        parse_months(typed)


def offer(*terms: Term, charge: Charge | None = None) -> tuple[Project, Offer]:
    made = Offer(
        id="o",
        range="all",
        name="Essentielle",
        rates=(RateCard(id="r", charge=charge or FlatPrice(amount=Decimal(10))),),
        terms=terms,
    )
    return Project(ranges=(Range(id="all", name="Tous"),), offers=(made,)), made


def test_terms_say_what_they_save() -> None:
    project, made = offer(Term(months=1), Term(months=12, price=Decimal(100)), Term(months=24, price=Decimal(180)))
    words = [term_words(project, made, term) for term in made.terms]
    assert [plain(said.monthly) for said in words] == ["10,00 €", "8,33 €", "7,50 €"]
    assert [plain(said.saving) for said in words] == ["—", "20 € (17 %)", "60 € (25 %)"]
    dearer_project, dearer = offer(Term(months=12, price=Decimal(125)))
    assert plain(term_words(dearer_project, dearer, dearer.terms[0]).saving) == "5 € de plus"


def test_changing_the_rule_keeps_the_price() -> None:
    project, made = offer(Term(months=12, price=Decimal(90)))
    term = made.terms[0]
    assert equivalent(project, made, term, Rule.PERCENT) == Decimal("25.00")
    assert equivalent(project, made, term, Rule.OFFERED) == Decimal(3)
    offered_project, offered = offer(Term(months=12, months_offered=Decimal(2)))
    assert equivalent(offered_project, offered, offered.terms[0], Rule.PRICE) == Decimal(100)
    ordinary = with_rule(term, Rule.ORDINARY, None)
    assert rule_of(ordinary) == Rule.ORDINARY


def test_a_term_is_paid_by_periods_that_divide_it() -> None:
    assert [months for months, _words in billing_choices(Term(months=12))] == [None, 1, 3, 6]
    assert [months for months, _words in billing_choices(Term(months=18))] == [None, 1, 3, 6]
    assert billing_words(Term(months=24, billing_months=12)) == "chaque année"
    assert billing_words(Term(months=12, billing_months=12)) == "en une fois"
    assert billing_words(Term(months=1)) == "chaque mois"
