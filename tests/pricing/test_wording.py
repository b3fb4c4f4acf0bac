"""Prices in words: what stands large is what a buyer of one unit pays, and the conditions follow in a few words."""

from decimal import Decimal

import pytest

from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import Charge, FreePrice, GraduatedPrice, StairstepPrice, Step, Tier, VolumePrice
from offerdesigner.model.offers import Offer, Range, RateCard
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import quote
from offerdesigner.pricing.wording import Headline, headline, worked

PEOPLE = Metric(id="users", name="Personnes", singular="personne", plural="personnes", feminine=True)
SPACE = Metric(id="storage", name="Espace", singular="Go", plural="Go", decimal=True)


def tiers(*figures: tuple[int | None, str] | tuple[int | None, str, str]) -> tuple[Tier, ...]:
    return tuple(
        Tier(id=f"t{index}", up_to=up_to, unit_price=Decimal(unit), flat_price=Decimal(flat[0] if flat else 0))
        for index, (up_to, unit, *flat) in enumerate(figures)
    )


def steps(*figures: tuple[int | None, int]) -> tuple[Step, ...]:
    return tuple(Step(id=f"s{index}", up_to=up_to, price=price) for index, (up_to, price) in enumerate(figures))


def said(charge: Charge, metric: str = "users") -> Headline:
    offer = Offer(id="o", range="r", name="Offre", rates=(RateCard(id="l", charge=charge, metric=metric),))
    project = Project(metrics=(PEOPLE, SPACE), ranges=(Range(id="r", name="Gamme"),), offers=(offer,))
    return headline(project, offer)


def words(head: Headline) -> str:
    parts = ("dès" if head.is_from else "", head.words, head.per_unit, head.cadence)
    return " ".join(filter(None, parts)).replace("\u00a0", " ")


def conditions(head: Headline) -> list[str]:
    return [note.replace("\u00a0", " ") for note in head.notes]


@pytest.mark.parametrize(
    ("charge", "metric", "headed", "followed"),
    [
        (
            GraduatedPrice(tiers=tiers((10, "3"), (None, "2"))),
            "users",
            "3 € par personne par mois",
            ["puis 2 € au-delà de 10"],
        ),
        (
            GraduatedPrice(tiers=tiers((10, "3"), (25, "2"), (50, "1.5"))),
            "users",
            "3 € par personne par mois",
            ["puis 2 € au-delà de 10", "1,50 € au-delà de 25", "sur devis au-delà de 50"],
        ),
        (
            GraduatedPrice(tiers=tiers((5, "0"), (20, "2"), (None, "1"))),
            "users",
            "2 € par personne par mois",
            ["les 5 premières personnes gratuites", "puis 1 € au-delà de 20"],
        ),
        (
            GraduatedPrice(tiers=tiers((5, "0", "30"), (20, "0", "20"), (None, "1", "10"))),
            "users",
            "dès 30 € par mois",
            ["jusqu'à 5 personnes : 30 €", "plus 20 € au-delà de 5", "plus 10 € et 1 € par personne au-delà de 20"],
        ),
        (
            VolumePrice(tiers=tiers((10, "3"), (None, "2"))),
            "users",
            "3 € par personne par mois",
            ["dès 11 : 2 € pour toutes"],
        ),
        (
            VolumePrice(tiers=tiers((100, "0"), (500, "2"))),
            "storage",
            "gratuit par Go",
            ["jusqu'à 100 Go", "plus de 100 : 2 € pour tous", "sur devis au-delà de 500"],
        ),
        (VolumePrice(tiers=tiers((None, "1", "10"))), "users", "dès 11 € par mois", ["10 € et 1 € par personne"]),
        (
            StairstepPrice(steps=steps((6, 30), (15, 40))),
            "users",
            "30 € par mois",
            ["jusqu'à 6 personnes", "puis 40 € jusqu'à 15", "sur devis au-delà de 15"],
        ),
        (
            StairstepPrice(steps=steps((6, 0), (15, 40), (None, 60))),
            "users",
            "gratuit",
            ["jusqu'à 6 personnes", "puis 40 € jusqu'à 15", "60 € au-delà"],
        ),
        (StairstepPrice(steps=steps((None, 60))), "users", "60 € par mois", []),
    ],
)
def test_tiers_and_steps_are_said_from_the_first(charge, metric, headed, followed):
    head = said(charge, metric)
    assert words(head) == headed
    assert conditions(head) == followed


@pytest.mark.parametrize(
    "charge",
    [
        GraduatedPrice(tiers=tiers((10, "3"), (None, "2"))),
        GraduatedPrice(tiers=tiers((10, "1"), (None, "2"))),
        GraduatedPrice(tiers=tiers((5, "0", "30"), (None, "1", "10"))),
        VolumePrice(tiers=tiers((10, "3"), (None, "2"))),
        VolumePrice(tiers=tiers((None, "1", "10"))),
        StairstepPrice(steps=steps((6, 30), (15, 20))),
    ],
)
def test_a_buyer_of_one_unit_pays_what_stands_large(charge):
    assert said(charge).amount == quote(charge, Decimal(1)).amount


def test_a_free_price_says_what_is_advised_and_the_least_that_is_accepted():
    for least, said in (("0", "prix libre, conseillé 12 €"), ("5", "prix libre, conseillé 12 €, au moins 5 €")):
        charge = FreePrice(advised=Decimal(12), minimum=Decimal(least))
        assert worked(charge, quote(charge, Decimal(1)), None).replace("\u00a0", " ") == said
