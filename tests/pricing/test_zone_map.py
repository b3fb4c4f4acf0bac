"""Which offer is the cheapest over two quantities, as pricing every offer for every pair finds it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.model.base import evolve
from offerdesigner.model.offers import Granted, Inclusion
from offerdesigner.pricing.choice import Measure, Need, choose
from offerdesigner.pricing.spans import spans
from offerdesigner.pricing.zone_map import Side, ZoneMap, zone_map
from offerdesigner.storage.examples import open_copy
from tests.pricing.test_price_map import ladder, maps

PEOPLE, ROOM = Side("users", range(24)), Side("storage", range(0, 100, 12))


def shown(found: ZoneMap) -> list[list[str | None]]:
    return [[zone.offer for zone in row for _quantity in _within(found, zone)] for row in found.rows]


def _within(found: ZoneMap, zone) -> list[int]:
    return [quantity for quantity in found.across.quantities if zone.first <= quantity <= zone.last]


def scan(project, need, measure, across: Side, up: Side) -> list[list[str | None]]:
    return [
        [_best(project, need, measure, {across.metric: x, up.metric: y}) for x in across.quantities]
        for y in up.quantities
    ]


def _best(project, need, measure, quantities) -> str | None:
    usage = {**need.usage, **{metric: Decimal(quantity) for metric, quantity in quantities.items()}}
    choices = [choose(project, offer, replace(need, usage=usage), measure) for offer in project.offers]
    known = [choice for choice in choices if choice.cost is not None]
    return min(known, key=lambda choice: choice.cost).offer.id if known else None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(maps())
def test_the_map_is_what_a_scan_of_every_pair_finds(case):
    project, need, measure = case
    need = replace(need, usage={metric: used for metric, used in need.usage.items() if metric == "mails"})
    found = zone_map(project, project.offers, PEOPLE, ROOM, need, measure)
    assert shown(found) == scan(project, need, measure, PEOPLE, ROOM)


@pytest.mark.parametrize("name", ["nuage-commun", "ksuite", "marsnet", "par-packs"])
@pytest.mark.parametrize("needs_all", [False, True])
def test_the_examples_are_mapped_as_a_scan_finds_them(name, needs_all):
    project = open_copy(name)
    found = spans(project, project.offers)
    sides = [Side(metric.id, found[metric.id]) for metric in project.metrics[:2]]
    across, up = (Side(side.metric, side.quantities[:: max(1, len(side.quantities) // 12)]) for side in sides)
    services = tuple(service.id for service in project.services if service.metric is None) if needs_all else ()
    found = zone_map(project, project.offers, across, up, Need({}, services))
    assert shown(found) == scan(project, Need({}, services), Measure.MONTHLY, across, up)


def test_what_is_granted_for_each_person_bends_the_zones():
    project = ladder()
    per_person = Inclusion(id="room", service="room", grant=Granted(quantity=10, per="users"))
    small, large, dear = project.offers
    project = evolve(project, offers=(evolve(small, inclusions=(*small.inclusions, per_person)), large, dear))
    found = zone_map(project, project.offers, PEOPLE, ROOM, Need({}))
    assert shown(found) == scan(project, Need({}), Measure.MONTHLY, PEOPLE, ROOM)
    assert [zone.first for zone in found.rows[3]] != [zone.first for zone in found.rows[0]]


def test_an_offer_that_is_the_best_nowhere_is_told():
    project = ladder()
    assert zone_map(project, project.offers, PEOPLE, ROOM, Need({})).never == ("dear",)


def test_without_an_offer_there_is_no_best():
    project = ladder(offers=(), options=())
    found = zone_map(project, (), PEOPLE, ROOM, Need({}))
    assert {zone.offer for row in found.rows for zone in row} == {None}
