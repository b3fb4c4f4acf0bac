"""The figures that the course works out, with the real pricing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    GraduatedPrice,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.offers import Granted, Inclusion, Offer, Range, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import quote
from offerdesigner.pricing.offers import price_offer
from offerdesigner.pricing.wording import example

USERS = Metric(id="users", name="Utilisateurs", singular="utilisateur", plural="utilisateurs")
STORAGE = Metric(id="storage", name="Espace", singular="Go", plural="Go")
TIERS = (Tier(up_to=Decimal(10), unit_price=Decimal(2)), Tier(unit_price=Decimal(1)))


def project_with(*rates: RateCard, terms: tuple[Term, ...] = (), users: int = 5, storage: int = 100) -> Project:
    return Project(
        metrics=(USERS, STORAGE),
        services=(Service(id="people", metric="users"), Service(id="space", metric="storage")),
        ranges=(Range(id="all", name="Tous"),),
        offers=(
            Offer(
                id="offer",
                range="all",
                name="Essentielle",
                rates=rates,
                terms=terms,
                inclusions=(
                    Inclusion(service="people", grant=Granted(quantity=Decimal(users))),
                    Inclusion(service="space", grant=Granted(quantity=Decimal(storage))),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("months", "paid", "saving", "monthly"),
    [(1, "10", "0", "10.00"), (12, "100", "20", "8.33"), (24, "180", "60", "7.50")],
)
def test_longer_terms_save(months: int, paid: str, saving: str, monthly: str) -> None:
    project = project_with(
        RateCard(name="Abonnement", charge=FlatPrice(amount=Decimal(10))),
        terms=(Term(months=1), Term(months=12, price=Decimal(100)), Term(months=24, price=Decimal(180))),
    )
    price = price_offer(project, project.offers[0], months=months)
    assert price.for_the_term == Decimal(paid)
    assert price.saving == Decimal(saving)
    assert price.monthly == Decimal(monthly)


@pytest.mark.parametrize(
    ("users", "asked"),
    [(1, 30), (6, 30), (7, 40), (15, 40), (16, 60), (50, 60), (51, None)],
)
def test_one_amount_for_each_bracket_of_users(users: int, asked: int | None) -> None:
    brackets = ((6, 30), (15, 40), (50, 60))
    charge = StairstepPrice(steps=tuple(Step(up_to=Decimal(up), price=Decimal(price)) for up, price in brackets))
    assert quote(charge, Decimal(users)).amount == asked


@pytest.mark.parametrize(("storage", "asked"), [(50, 30), (100, 30), (110, 35), (120, 40), (200, 80)])
def test_storage_beyond_what_is_included(storage: int, asked: int) -> None:
    subscription = RateCard(name="Abonnement", charge=FlatPrice(amount=Decimal(30)))
    more = RateCard(
        name="Go en plus",
        charge=UnitPrice(unit_price=Decimal("0.50")),
        metric="storage",
        beyond_included=True,
    )
    project = project_with(subscription, more)
    price = price_offer(project, project.offers[0], usage={"storage": Decimal(storage)}, months=1)
    assert price.monthly == asked
    capacity = CapacityPrice(amount=Decimal(30), included=Decimal(100), unit_price=Decimal("0.50"))
    assert quote(capacity, Decimal(storage)).amount == asked


@pytest.mark.parametrize(("users", "asked"), [(1, 10), (3, 30), (6, 60), (50, 500)])
def test_a_price_for_each_user(users: int, asked: int) -> None:
    assert quote(UnitPrice(unit_price=Decimal(10)), Decimal(users)).amount == asked


def test_twelve_users_in_each_way_of_counting() -> None:
    twelve = Decimal(12)
    said = {
        "graduated": GraduatedPrice(tiers=TIERS),
        "volume": VolumePrice(tiers=TIERS),
        "package": PackagePrice(package_price=Decimal(8), size=Decimal(5)),
        "unit": UnitPrice(unit_price=Decimal(2)),
    }
    sentences = {name: example(charge, quote(charge, twelve), USERS, 1) for name, charge in said.items()}
    plain = {name: sentence.replace("\u00a0", " ") for name, sentence in sentences.items()}
    assert plain == {
        "graduated": "12 utilisateurs : 10 × 2 € + 2 × 1 € = 22 € par mois",
        "volume": "12 utilisateurs : 12 × 1 € = 12 € par mois",
        "package": "12 utilisateurs : 3 lots × 8 € = 24 € par mois",
        "unit": "12 utilisateurs : 12 × 2 € = 24 € par mois",
    }


def test_an_unknown_price_has_no_cadence() -> None:
    sold_out = VolumePrice(tiers=(Tier(up_to=Decimal(10), unit_price=Decimal(2)),))
    assert example(sold_out, quote(sold_out, Decimal(12)), USERS, 1) == "12 utilisateurs : sur devis"


def test_an_offer_without_a_price_line_has_an_unknown_price():
    project = Project(
        ranges=(Range(id="r", name="R"),), offers=(Offer(id="o", range="r", name="O", setup_fee=FlatPrice(amount=5)),)
    )
    price = price_offer(project, project.offers[0])
    assert (price.monthly, price.first_year, price.next_year) == (None, None, None)
