"""How long the map of prices takes. Run: `pytest tests/benchmarks/test_map_speed.py --benchmark-only`."""

from decimal import Decimal

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.offers import Granted, Offer
from offerdesigner.model.project import Project
from offerdesigner.pricing.choice import Need
from offerdesigner.pricing.price_map import price_map
from offerdesigner.pricing.zone_map import Side, zone_map
from tests.samples import offers_alone

PEOPLE, ROOM = Side("users", range(1, 61)), Side("storage", range(0, 400, 10))


def six(crossed: bool) -> Project:
    """Six offers with packs; `crossed`: the room is granted for each person, so that one bears on the other."""
    project = offers_alone()
    offers = tuple(_copy(offer, place, crossed) for place, offer in enumerate(project.offers * 2))
    return evolve(project, offers=offers, profiles=())


def _copy(offer: Offer, place: int, crossed: bool) -> Offer:
    inclusions = tuple(
        evolve(line, grant=Granted(quantity=Decimal(3 + place), per="users"))
        if crossed and line.service == "space"
        else line
        for line in offer.inclusions
    )
    return evolve(offer, id=f"offer{place}", inherits=None, inclusions=inclusions)


@pytest.mark.parametrize("crossed", [False, True])
def test_zones_of_sixty_people_by_forty_rows_for_six_offers(benchmark, crossed):
    project = six(crossed)
    found = benchmark(zone_map, project, project.offers, PEOPLE, ROOM, Need({}))
    assert len(found.rows) == 40


def test_one_curve_of_each_of_six_offers(benchmark):
    project = six(crossed=False)
    found = benchmark(price_map, project, project.offers, "users", PEOPLE.quantities, Need({}))
    assert found.zones
