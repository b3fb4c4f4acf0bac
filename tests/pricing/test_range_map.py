"""The map of a range: crossings, zones, the cheapest for each usage type, and the offers that are it for nobody."""

from decimal import Decimal

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.pricing.choice import Need
from offerdesigner.pricing.range_map import range_map
from offerdesigner.storage.examples import open_copy
from tests.pricing.test_price_map import ladder


def uses(name: str, people: int, *services: str) -> UsageProfile:
    used = (ProfileQuantity(metric="users", quantity=Decimal(people)),)
    return UsageProfile(id=name, name=name, quantities=used, services=services)


def test_along_one_quantity_offers_cross_and_one_is_never_the_cheapest():
    project = ladder(profiles=(uses("few", 3), uses("many", 40)))
    found = range_map(project, project.offers, ("users",), Need({}))
    assert [(zone.first, zone.offer) for zone in found.lines.crossings] == [(13, "large")]
    assert found.zones is None
    assert [choice.offer.id for choice in found.served if choice is not None] == ["small", "large"]
    assert found.never == ("dear",)


def test_an_offer_that_a_usage_type_takes_is_the_cheapest_for_somebody():
    project = ladder()
    dear = evolve(project.offers[2], inclusions=(*project.offers[2].inclusions, project.options[0].adds[0]))
    project = evolve(project, offers=(*project.offers[:2], dear), options=(), profiles=(uses("seen", 8, "video"),))
    assert range_map(project, project.offers, ("users",), Need({})).never == ()


def test_where_no_offer_serves_a_usage_type_nothing_is_said():
    project = ladder(profiles=(uses("seen", 8, "video"),), options=())
    assert range_map(project, project.offers, ("users",), Need({})).served == (None,)


def test_over_two_quantities_there_are_zones():
    project = open_copy("nuage-commun")
    found = range_map(project, project.offers, ("users", "storage"), Need({}))
    assert found.zones is not None and len(found.zones.rows) <= 40
    assert found.never == ()


def test_a_map_needs_something_that_is_counted():
    project = ladder()
    with pytest.raises(ValueError, match="counted"):
        range_map(project, project.offers, (), Need({}))
