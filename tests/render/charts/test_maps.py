"""The map of prices as charts: lines full where an offer is the cheapest, zones that cover the whole map once."""

from decimal import Decimal

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.offers import Inclusion, Unlimited
from offerdesigner.pricing.choice import Need
from offerdesigner.pricing.price_map import price_map
from offerdesigner.pricing.zone_map import Side, zone_map
from offerdesigner.render.charts.data import Spot, Zones, table
from offerdesigner.render.charts.maps import price_chart, with_spots, zones_chart
from offerdesigner.storage.examples import open_copy
from tests.pricing.test_price_map import ladder

ALONG = range(1, 61)


def chart(project=None):
    project = project or ladder()
    return price_chart(project, price_map(project, project.offers, "users", ALONG, Need({})), title="Prix")


def roomy():
    """As the ladder, with all the room that one wants."""
    room = Inclusion(id="room", service="room", grant=Unlimited())
    project = ladder()
    return evolve(
        project, offers=tuple(evolve(offer, inclusions=(*offer.inclusions, room)) for offer in project.offers)
    )


def zones(project=None, across=range(1, 61), up=range(0, 101, 10)) -> Zones:
    project = project or roomy()
    sides = Side("users", across), Side("storage", up)
    return zones_chart(project, zone_map(project, project.offers, *sides, Need({})), title="Zones")


def test_an_offer_is_dotted_all_along_and_full_where_it_is_the_cheapest():
    dotted = {series.name: series for series in chart().series if series.name}
    full = [series for series in chart().series if not series.name]
    assert list(dotted) == ["Small", "Large", "Dear"] and all(series.dotted for series in dotted.values())
    assert [(series.points[0][0], series.points[-1][0], series.role) for series in full] == [
        (1, 12, "series_1"),
        (13, 60, "series_2"),
    ]
    assert full[1].points[0] == (Decimal(13), Decimal(25))


def test_crossings_say_from_how_many():
    assert [(crossing.x, crossing.label) for crossing in chart().crossings] == [(Decimal(13), "dès 13")]
    assert chart().words == "Small jusqu'à 12 personnes, Large dès 13."


def test_the_table_of_the_lines_has_every_offer_at_every_bend():
    rows = table(chart())
    assert rows[0] == ("personnes", "Small", "Large", "Dear")
    assert ("13", "26\u00a0€", "25\u00a0€", "40\u00a0€") in rows
    assert all("—" not in row for row in rows)


def area_of(cells) -> Decimal:
    return sum((width * height for _x, _y, width, height in cells), Decimal(0))


@pytest.mark.parametrize("name", ["nuage-commun", "ksuite", "sleto"])
def test_areas_cover_the_map_once(name):
    project = open_copy(name)
    metrics = [metric.id for metric in project.metrics[:2]]
    found = zone_map(project, project.offers, Side(metrics[0], range(1, 52, 5)), Side(metrics[1], range(31)), Need({}))
    shown = zones_chart(project, found, title="")
    assert sum(area_of(area.cells) for area in shown.areas) == 50 * 30


def test_borders_stand_between_two_offers():
    assert zones().borders == (((Decimal("12.5"), Decimal(0)), (Decimal("12.5"), Decimal(100))),)


def test_the_table_of_the_zones_tells_rows_alike_together():
    assert table(zones()) == (
        ("Espace", "Personnes", "la moins chère"),
        ("0 à 100", "1 à 12", "Small"),
        ("0 à 100", "13 à 60", "Large"),
    )


def test_where_no_price_is_known_the_area_says_so():
    project = ladder(offers=(), options=())
    assert [(area.name, area.role) for area in zones(project).areas] == [("sur devis", "muted")]


def test_a_unit_that_is_a_symbol_follows_each_number():
    project = ladder()
    unit = evolve(project, metrics=(project.metrics[0], evolve(project.metrics[1], plural="Go"), *project.metrics[2:]))
    assert zones(unit).y.write(Decimal(40)) == "40 Go"
    assert zones().x.title == "personnes"


def test_what_lies_outside_of_the_map_is_not_shown_on_it():
    inside, outside = Spot(Decimal(5), Decimal(5), ""), Spot(Decimal(61), Decimal(5), "")
    assert with_spots(zones(), (inside, outside)).spots == (inside,)
