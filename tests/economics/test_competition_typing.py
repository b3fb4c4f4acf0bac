"""Prices typed as they are displayed elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.economics.competition_typing import with_displayed
from offerdesigner.economics.competition_words import displayed
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import CapacityPrice, Charge, FlatPrice, OnQuote, PackagePrice, UnitPrice
from offerdesigner.model.market import Competitor
from offerdesigner.model.offers import RateCard, TaxMode
from offerdesigner.model.typed import Refused
from tests.economics.rivals import POTAGER, four_rivals
from tests.price_strategies import amounts, months, quantities, sizes, unit_amounts

PROJECT = four_rivals()


def read(typed: str) -> Competitor:
    return with_displayed(PROJECT, Competitor(id="c"), typed)


@pytest.mark.parametrize(
    ("typed", "charge", "metric", "period"),
    [
        ("12", FlatPrice(amount=Decimal(12)), None, 1),
        ("12,50 € par mois", FlatPrice(amount=Decimal("12.5")), None, 1),
        ("180 €/an", FlatPrice(amount=Decimal(180)), None, 12),
        ("1 200 euros annuel", FlatPrice(amount=Decimal(1200)), None, 12),
        ("2.20 € × compte", UnitPrice(unit_price=Decimal("2.2")), "users", 1),
        ("2,20 €/utilisateur/mois", UnitPrice(unit_price=Decimal("2.2")), "users", 1),
        ("60 € par compte et par an", UnitPrice(unit_price=Decimal(60)), "users", 12),
        ("2 € les 10 Go", PackagePrice(package_price=Decimal(2), size=Decimal(10)), "storage", 1),
        (
            "1 € par personne au-delà de 5 personnes",
            UnitPrice(unit_price=Decimal(1), free_units=Decimal(5)),
            "users",
            1,
        ),
        ("gratuit", FlatPrice(amount=Decimal(0)), None, 1),
        ("Sur devis", OnQuote(), None, 1),
        (
            "12 € + 1,50 € par compte au-delà de 10",
            CapacityPrice(amount=Decimal(12), included=Decimal(10), unit_price=Decimal("1.5")),
            "users",
            1,
        ),
        (
            "12 € puis 1,50 € par compte au-delà de 10",
            CapacityPrice(amount=Decimal(12), included=Decimal(10), unit_price=Decimal("1.5")),
            "users",
            1,
        ),
    ],
)
def test_one_price_is_read(typed: str, charge: Charge, metric: str | None, period: int) -> None:
    (rate,) = read(typed).rates
    assert (rate.charge, rate.metric, rate.period_months, rate.tax) == (charge, metric, period, TaxMode.TTC)


def test_several_prices_are_several_lines_and_what_comes_once_the_setup() -> None:
    found = read("180 € HT par an + 2 € les 10 Go au-delà de 20 + 60 € une fois")
    assert [rate.period_months for rate in found.rates] == [12, 1]
    assert [rate.tax for rate in found.rates] == [TaxMode.HT, TaxMode.TTC]
    assert found.setup_fee == 60


@pytest.mark.parametrize(
    ("typed", "membership", "setup"),
    [
        ("10 € + 15 € par an d'adhésion", 15, None),
        ("10 € par mois et 15 € d'adhésion", 15, None),
        ("10 €, adhésion 15 €", 15, None),
        ("10 € + adhésion obligatoire : 2 € par mois", 24, None),
        ("10 € + cotisation annuelle de 20 € + 60 € une fois", 20, 60),
        ("10 € + 15 € d'adhésion une fois", None, 15),
    ],
)
def test_a_membership_is_due_beside(typed, membership, setup) -> None:
    found = read(typed)
    assert [rate.charge for rate in found.rates] == [FlatPrice(amount=10)]
    assert (found.membership, found.setup_fee) == (membership, setup)


def test_what_is_displayed_of_a_membership_is_read_back() -> None:
    found = read("10 € + 15 € par an d'adhésion + 60 € une fois")
    again = with_displayed(PROJECT, evolve(found, membership=None), displayed(PROJECT, found))
    assert again == found


def test_nothing_takes_every_price_away() -> None:
    assert with_displayed(PROJECT, evolve(POTAGER, setup_fee=Decimal(5)), " ").rates == ()


def test_lines_keep_their_ids() -> None:
    assert [rate.id for rate in with_displayed(PROJECT, POTAGER, "14 €").rates] == ["price"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("cher", "ne se lit pas"),
        ("12 € par lune", "n'est pas ce que vous comptez"),
        ("12 € au-delà de 10", "ne se lit pas"),
        ("1,234 €", "2 chiffres"),
        ("12 € pour 200 ans", "Une durée va de 1 à 120 mois"),
        ("2 € par", "ne se lit pas"),
        ("2 € les 0 Go", "ne se lit pas"),
        ("9" * 20, "trop grand"),
        ("19 €/mois puis 29 €", "le prix d.après la promotion"),
        ("1 € par mois pendant 3 mois, puis 29 €/mois", "le prix d.après la promotion"),
        ("19 € et ensuite 29 € + 1 € par compte au-delà de 10", "le prix d.après la promotion"),
    ],
)
def test_what_cannot_be_read_says_why(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(typed)


def test_without_units_one_is_told_where_they_are_added() -> None:
    bare = evolve(
        PROJECT, metrics=(), services=(), offers=(), options=(), quotes=(), profiles=(), competitors=(), market={}
    )
    with pytest.raises(Refused, match="Structure"):
        with_displayed(bare, Competitor(id="c"), "2 € par compte")


@st.composite
def simple_lines(draw: st.DrawFn) -> RateCard:
    """Lines of the kinds that are read back."""
    charge = draw(
        st.one_of(
            st.builds(FlatPrice, amount=amounts().filter(bool)),
            st.builds(UnitPrice, unit_price=unit_amounts().filter(bool), free_units=quantities()),
            st.builds(
                PackagePrice,
                package_price=amounts().filter(bool),
                size=sizes().filter(lambda size: size != 1),
                free_units=quantities(),
            ),
        )
    )
    metric = None if isinstance(charge, FlatPrice) else draw(st.sampled_from(("users", "storage")))
    return RateCard(
        id="r", charge=charge, metric=metric, period_months=draw(months()), tax=draw(st.sampled_from(TaxMode))
    )


@given(simple_lines())
def test_what_is_displayed_is_read_back(line: RateCard) -> None:
    sold = Competitor(id="c", rates=(line,))
    assert with_displayed(PROJECT, sold, displayed(PROJECT, sold)).rates == (line,)


@given(st.text(max_size=40))
def test_anything_typed_is_read_or_refused_with_a_sentence(typed: str) -> None:
    try:
        found = read(typed)
    except Refused as refusal:
        assert str(refusal).endswith((".", ")."))
    else:
        assert displayed(PROJECT, found).strip()
