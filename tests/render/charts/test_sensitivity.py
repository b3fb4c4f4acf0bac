"""The charts of a price survey: curves, or each person where there are too few."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from offerdesigner.economics.sensitivity.acceptability import acceptability
from offerdesigner.economics.sensitivity.van_westendorp import van_westendorp
from offerdesigner.model.research import SurveyMethod
from offerdesigner.render.charts.data import table
from offerdesigner.render.charts.layout import lay_out
from offerdesigner.render.charts.sensitivity import Beside, acceptability_chart, van_westendorp_chart
from offerdesigner.render.charts.shapes import Dot, Fill, Sheet, Stroke, Words
from tests.economics.survey_answers import THOUSAND, four, surveys, two
from tests.economics.test_van_westendorp import STAIRS
from tests.plain import plain

SHEET = Sheet(380, 300, 14, lambda text: 6.0 * len(text))
OURS = Beside(Decimal(5), Decimal("2.5"), "par mois, pour 15 personnes")


def test_acceptance_rejections_and_revenue_share_one_axis_with_our_price_and_the_floor():
    chart = acceptability_chart(acceptability(two(THOUSAND)), OURS)
    assert [plain(series.name) for series in chart.series] == [
        "acceptent",
        "trop bon marché",
        "trop cher",
        "recette (au plus 4 100 €)",
    ]
    assert chart.series[0].points[2] == (3, 910)
    revenue = dict(chart.series[3].points)
    assert revenue[Decimal(5)] == 1000  # the best revenue stands at the top
    assert [plain(crossing.label) for crossing in chart.crossings] == ["plancher 2,50 €", "notre prix : 5 €"]
    assert [(band.first, band.last, band.kind) for band in chart.bands] == [(0, Decimal("2.5"), "below")]
    assert "À 5 €, 820 personnes sur 1 000 acceptent et la recette est la plus forte." in plain(chart.words)
    assert "notre prix" not in plain(chart.words)  # it is the one that was just told
    assert "En dessous de 2,50 €, le prix ne couvre pas ce que l'offre coûte." in plain(chart.words)


def test_what_people_think_of_another_price_of_ours_is_told():
    chart = acceptability_chart(acceptability(two(THOUSAND)), Beside(Decimal("3.5")))
    assert "À notre prix, 3,50 €, 840 sur 1 000 acceptent." in plain(chart.words)


def test_what_is_copied_is_people_and_euros():
    rows = table(acceptability_chart(acceptability(two(THOUSAND)), Beside()))
    assert rows[0] == ("Prix", "Acceptent", "Trop bas", "Trop cher", "Recette")
    assert [plain(cell) for cell in rows[5]] == ["5 €", "820 sur 1 000", "0", "180", "4 100 €"]


def test_few_people_are_drawn_one_by_one_without_curves():
    chart = acceptability_chart(acceptability(two([(10, 30), (20, 40), (50, 60)])), Beside())
    assert [len(series.points) for series in chart.series] == [2, 2, 2]
    assert [(band.first, band.last, band.kind) for band in chart.bands] == [(20, 30, "agreed")]
    shapes = lay_out(chart, SHEET)
    assert len([shape for shape in shapes if isinstance(shape, Dot)]) == 6
    assert [plain(cell) for cell in table(chart)[1]] == ["1", "10 €", "30 €"]


def test_the_four_curves_their_range_and_the_optimal_price():
    chart = van_westendorp_chart(van_westendorp(four(STAIRS * 4)), OURS)
    assert [series.name for series in chart.series] == ["trop bon marché", "bon marché", "cher", "trop cher"]
    assert [(band.first, band.last) for band in chart.bands if band.kind == "agreed"] == [(5, 9)]
    assert [plain(spot.label) for spot in chart.spots] == ["optimal : 7 €"]
    assert [plain(cell) for cell in table(chart)[4]] == ["8 €", "0 %", "25 %", "50 %", "25 %"]


def test_reach_and_revenue_are_columns_of_their_own():
    rows = table(van_westendorp_chart(van_westendorp(four([(10, 20, 30, 40, 5, 3)] * 15)), Beside()))
    assert rows[0][-2:] == ("Achèteraient", "Recette")
    assert [plain(cell) for cell in rows[2][-2:]] == ["70 %", "210 €"]


@given(surveys(SurveyMethod.ACCEPTABILITY))
def test_curves_of_any_answers_stay_on_the_sheet(survey):
    stays(acceptability_chart(acceptability(survey), OURS))


@given(surveys(SurveyMethod.VAN_WESTENDORP))
def test_four_curves_of_any_answers_stay_on_the_sheet(survey):
    stays(van_westendorp_chart(van_westendorp(survey), Beside()))


def stays(chart) -> None:
    for shape in lay_out(chart, SHEET):
        points = shape.points if isinstance(shape, Stroke | Fill) else ()
        points = (shape.centre,) if isinstance(shape, Dot) else (shape.at,) if isinstance(shape, Words) else points
        assert all(-1 <= x <= SHEET.width + 1 and -1 <= y <= SHEET.height + 1 for x, y in points)
