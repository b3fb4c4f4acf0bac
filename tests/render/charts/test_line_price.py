"""The curve of a price line: its dead zone, its repair, what is unknown, and the same values in figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.offers import RateCard
from offerdesigner.render.charts.layout import lay_out
from offerdesigner.render.charts.line_price import PriceCurve, Subject, price_curve
from offerdesigner.render.charts.shapes import Fill, Sheet, Stroke, Words
from tests.plain import plain
from tests.pricing.pricing_strategies import charges

USERS = Metric(id="users", name="Utilisateurs", singular="utilisateur", plural="utilisateurs")
SPACE = Metric(id="space", name="Espace", singular="Go", plural="Go", decimal=True)
TIERS = (
    Tier(id="first", up_to=Decimal(10), unit_price=Decimal(2)),
    Tier(id="second", up_to=Decimal(15), unit_price=Decimal(1)),
)
SHEET = Sheet(390, 300, 12, lambda text: 6.0 * len(text))


def d(value: object) -> Decimal:
    return Decimal(str(value))


def drawn(charge, example=12, metric=USERS, told=("first",), **more) -> PriceCurve:
    rate = RateCard(id="line", charge=charge, metric=metric.id, beyond_included=True)
    mended = RateCard(id="line", charge=GraduatedPrice(tiers=charge.tiers)) if more.pop("mended", False) else None
    subject = Subject(rate, metric, d(example), more.pop("shown", lambda amount: amount), told=told, mended=mended)
    assert not more
    return price_curve(subject)


def figures(found: PriceCurve) -> list[list[str]]:
    return [list(map(plain, row.cells)) for row in found.rows]


def test_a_dead_zone_is_drawn_and_told_with_its_repair():
    found = drawn(VolumePrice(tiers=TIERS), mended=True)
    assert [plain(text) for text in found.headers] == ["En plus", "Aujourd'hui", "Par utilisateur", "Corrigé"]
    assert figures(found) == [
        ["1", "2,00 €", "2,00 €", "2,00 €"],
        ["5", "10,00 €", "2,00 €", "10,00 €"],
        ["6", "12,00 €", "2,00 €", "12,00 €"],
        ["10", "20,00 €", "2,00 €", "20,00 €"],
        ["11", "11,00 €", "1,00 €", "21,00 €"],
        ["12", "12,00 €", "1,00 €", "22,00 €"],
        ["15", "15,00 €", "1,00 €", "25,00 €"],
        ["16", "sur devis", "—", "sur devis"],
    ]
    assert [row.cells[0] for row in found.rows if row.dead] == ["6", "10"]
    assert [row.cells[0] for row in found.rows if row.example] == ["12"]
    assert plain(found.note) == "Une valeur à la limite est dans la tranche : le 10e paie 2 €."
    assert [(band.label, band.kind) for band in found.chart.bands] == [
        ("zone morte, de 6 à 10", "dead"),
        ("", "unknown"),
    ]
    assert [plain(spot.label) for spot in found.chart.spots] == ["12 €", "22 €"]
    assert [series.dashed for series in found.chart.series] == [False, False, True]
    assert "Zone morte de 6 à 10" in plain(found.chart.words)


def test_the_line_is_broken_where_it_falls_and_dotted_there():
    found = drawn(VolumePrice(tiers=TIERS))
    assert [series.points[-1] for series in found.chart.series] == [(10, 20), (16, None)]
    shapes = lay_out(found.chart, SHEET)
    assert any(isinstance(shape, Fill) and shape.hatched for shape in shapes)
    words = [plain(shape.text) for shape in shapes if isinstance(shape, Words)]
    assert {"20 €", "11 € pour 11", "réglage actuel", "sur devis"} <= set(words)
    assert [shape.dash for shape in shapes if isinstance(shape, Stroke) and shape.role == "warning"] == [(3.0, 3.0)]


def test_a_fall_that_the_checks_do_not_speak_of_is_no_dead_zone():
    found = drawn(VolumePrice(tiers=TIERS), told=(), mended=True)
    assert [band.kind for band in found.chart.bands] == ["unknown"]
    assert not any(row.dead for row in found.rows)
    assert len(found.headers) == 3


def test_the_ring_moves_with_the_example_and_the_drawing_follows():
    for example, end in ((3, 20), (400, 424)):
        chart = drawn(UnitPrice(unit_price=d(3)), example).chart
        assert [(spot.x, spot.y) for spot in chart.spots] == [(example, 3 * example)]
        assert chart.x.high == end
    assert not drawn(VolumePrice(tiers=TIERS), 40).chart.spots


def test_amounts_are_on_the_side_that_shows():
    found = drawn(VolumePrice(tiers=TIERS), shown=lambda amount: amount * 2)
    assert figures(found)[0][1] == "4,00 €"
    assert plain(found.note).endswith("le 10e paie 4 €.")
    assert plain(found.chart.spots[0].label) == "24 €"


def test_what_is_sold_by_any_part_is_said_past_its_bounds():
    found = drawn(VolumePrice(tiers=(TIERS[0],)), metric=SPACE)
    assert [row[0] for row in figures(found)] == ["1", "10", "plus de 10", "12"]
    falling = drawn(VolumePrice(tiers=TIERS), metric=SPACE)
    assert [row.cells[0] for row in falling.rows if row.dead] == ["plus de 5", "10"]
    assert plain(falling.chart.bands[0].label) == "zone morte, de plus de 5 à 10"


def test_prices_below_a_cent_are_written_whole():
    assert figures(drawn(UnitPrice(unit_price=d("0.0125")), 10_000))[-1] == ["10 000", "125,00 €", "0,0125 €"]


@pytest.mark.parametrize(
    ("charge", "note"),
    [
        (GraduatedPrice(tiers=TIERS), "Une valeur à la limite est dans la tranche : le 10e paie 2 €."),
        (
            StairstepPrice(steps=(Step(id="a", up_to=d(5), price=d(9)),)),
            "Une valeur à la limite est dans le palier : pour 5 utilisateurs, le prix est encore 9 €.",
        ),
        (PackagePrice(package_price=d(5), size=d(5)), "Un lot entamé est dû en entier : de 5 en 5."),
        (
            CapacityPrice(amount=d(5), included=d(10), unit_price=d(1)),
            "Jusqu'à 10 utilisateurs compris, rien de plus n'est dû.",
        ),
        (FlatPrice(amount=d(5)), "Le même prix, quelle que soit la quantité."),
        (
            FreePrice(advised=d(5), minimum=d(2)),
            "La courbe suit le montant conseillé ; chacun choisit le sien, à partir de 2 €.",
        ),
        (UnitPrice(unit_price=d(5)), ""),
    ],
)
def test_how_limits_are_read_is_said(charge, note):
    assert plain(drawn(charge).note) == note


def test_very_many_dead_zones_are_named_together():
    many = tuple(Tier(id=f"t{n}", up_to=d(10 * n + 10), unit_price=d(51 - n)) for n in range(50))
    found = drawn(VolumePrice(tiers=many), told=[tier.id for tier in many], mended=True)
    texts = [shape.text for shape in lay_out(found.chart, SHEET) if isinstance(shape, Words)]
    assert texts.count("45 zones mortes") == 1
    assert not any("pour" in text for text in texts)


@given(charges, st.integers(0, 10_000), st.sampled_from((USERS, SPACE)))
def test_any_price_is_drawn_inside_its_sheet(charge, example, metric):
    found = drawn(charge, example, metric)
    assert len({len(row.cells) for row in found.rows}) <= 1
    for shape in lay_out(found.chart, SHEET):
        if isinstance(shape, Stroke):
            for x, y in shape.points:
                assert -1 <= x <= SHEET.width + 1 and -1 <= y <= SHEET.height + 1
