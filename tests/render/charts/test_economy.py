"""The charts of a project's economy say what `economics` computes."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given

from offerdesigner.economics.margins import Population
from offerdesigner.economics.results import results
from offerdesigner.economics.sold import Seller
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.costs import Basis, CostLine, StepCost
from offerdesigner.model.forecast import RevenueKind, WantedShare
from offerdesigner.model.offers import RateCard
from offerdesigner.model.project import Project
from offerdesigner.render.charts.break_even import BreakEven
from offerdesigner.render.charts.break_even_layout import lay_out_break_even
from offerdesigner.render.charts.cumulated import Cumulated
from offerdesigner.render.charts.data import Missing, table
from offerdesigner.render.charts.economy import (
    costs_and_revenue,
    costs_by_family,
    cumulated_result,
    proportions,
    revenue_by_kind,
    till,
)
from offerdesigner.render.charts.figures import shapes_of
from offerdesigner.render.charts.frame import Frame
from offerdesigner.render.charts.shapes import Stroke
from offerdesigner.render.charts.shares import Shares
from tests.economics.hosts import cost, host
from tests.plain import plain
from tests.render.charts.economy_charts import SHEET, costs_chart
from tests.strategies import projects

ALL = (costs_and_revenue, till, cumulated_result, costs_by_family, revenue_by_kind)


def mix_of(project: Project, *shares: int | str) -> Population:
    seller = Seller(project)
    return [(seller.sold(sale), Fraction(share)) for sale, share in zip(project.sales, shares, strict=True)]


def test_the_sample_gives_the_chart_worked_out_by_hand() -> None:
    found, wanted = costs_and_revenue(results(host())), costs_chart()
    assert isinstance(found, BreakEven)
    assert (found.x.title, found.x.high, found.step_words) == (wanted.x.title, wanted.x.high, wanted.step_words)
    assert found.words == wanted.words
    assert table(found) == table(wanted)


def test_another_scenario_has_its_own_chart() -> None:
    figures = results(host())
    found = costs_and_revenue(figures, figures.outlook("prudent"))
    assert isinstance(found, BreakEven) and found.threshold is not None
    assert found.threshold.clients == 75
    assert plain(found.x.title) == "nombre de clients (4 Essentielle, 1 Active)"


def test_a_price_on_quote_says_why_there_is_no_chart() -> None:
    project = host()
    quoted = evolve(project.offers[2], rates=(RateCard(id="price", charge=OnQuote()),))
    found = costs_and_revenue(results(evolve(project, offers=(*project.offers[:2], quoted))))
    assert isinstance(found, Missing) and "sur devis" in found.words


def test_a_threshold_that_is_never_reached_says_why() -> None:
    by_client = next(line.behaviour for line in host().costs if line.name == "debits")
    dear = (cost("rent", "10"), cost("each", "100", behaviour=by_client))
    found = costs_and_revenue(results(host(costs=dear)))
    assert isinstance(found, BreakEven)
    assert found.threshold is None
    assert "Jamais atteint" in found.words


def cost_path(found: object) -> list[tuple[Fraction, Fraction]]:
    """Return the corners of the line of costs, in clients and €."""
    assert isinstance(found, BreakEven)
    frame = Frame(SHEET, found.x, found.y)
    strokes = (shape for shape in lay_out_break_even(found, SHEET) if isinstance(shape, Stroke))
    line = next(stroke for stroke in strokes if stroke.role == "series_3")
    left, width, high = frame.left, frame.right - frame.left, Fraction(found.y.high)
    return [
        (
            round(Fraction((x - left) / width) * int(found.x.high)),
            round(high * Fraction((frame.bottom - y) / (frame.bottom - frame.top))),
        )
        for x, y in line.points
    ]


@pytest.mark.parametrize("size", [20, 30, 130])
def test_steps_stand_where_they_begin_however_long_the_chart(size: int) -> None:
    steps = cost("step", "100", behaviour=StepCost(size=Decimal(size)))
    found = costs_and_revenue(results(host(costs=(cost("rent", "10000"), steps))))
    assert isinstance(found, BreakEven)
    end = int(found.x.high)
    assert end > 700
    path = cost_path(found)
    rises = [(x, y_after - y) for (x, y), (x_after, y_after) in pairwise(path) if x == x_after]
    assert rises == [(start, 100) for start in range(size, end, size)]
    assert plain(found.step_words) == f"+ 100 € tous les {size} clients"


def test_steps_are_told_from_the_lines_of_cost() -> None:
    def told(*lines: CostLine) -> str:
        found = costs_and_revenue(results(host(costs=(cost("rent", "800"), *lines))))
        assert isinstance(found, BreakEven)
        return plain(found.step_words)

    by_space = StepCost(size=Decimal(500), basis=Basis.METRIC, metric="storage")
    once = cost("once", "40", behaviour=StepCost(size=Decimal(500), free=Decimal(25)))
    often = cost("often", "25", behaviour=StepCost(size=Decimal(20), free=Decimal(20)))
    free = cost("free", "60", behaviour=StepCost(size=Decimal(20)), unpaid=True)
    assert told() == told(free) == ""
    assert told(once) == "+ 40 € au-delà de 25 clients"
    assert told(often, once) == "+ 25 € tous les 20 clients, + 40 € au-delà de 25 clients"
    assert told(often, once, cost("third", "10", behaviour=StepCost(size=Decimal(7)))) == ""
    assert told(cost("space", "12", behaviour=by_space)) == "+ 12 € tous les 8 clients environ"


def test_steps_too_fine_to_be_seen_are_drawn_as_a_straight_line() -> None:
    fine = cost("step", "1", behaviour=StepCost(size=Decimal(1)))
    path = cost_path(costs_and_revenue(results(host(costs=(cost("rent", "10000"), fine)))))
    assert len(path) == 2


def test_many_steps_are_told_at_no_more_levels_than_one_can_see() -> None:
    lines = (cost(f"s{size}", "1", behaviour=StepCost(size=Decimal(size))) for size in range(20, 80))
    found = costs_and_revenue(results(host(costs=(cost("rent", "10000"), *lines))))
    assert isinstance(found, BreakEven) and len(found.levels) < 400


def test_the_till_follows_each_scenario_the_chosen_one_first() -> None:
    figures = results(host())
    found = till(figures)
    assert isinstance(found, Cumulated)
    assert [path.name for path in found.paths] == ["realistic", "prudent", "ambitious"]
    assert found.paths[0].values == tuple(month.cash for month in figures.current.forecast.months)
    rows = table(found)
    assert len(rows) == 37 and plain(rows[1][0]) == "déc. 2026"


def test_results_add_up_for_each_scenario_beside_the_till() -> None:
    figures = results(host(plan=evolve(host().plan, opening_cash=1000)))
    found = cumulated_result(figures)
    assert isinstance(found, Cumulated)
    assert found.paths[0].values == tuple(month.cumulated for month in figures.current.forecast.months)
    assert plain(table(found)[1][1]) == "34,80 €"
    assert plain(found.words).startswith("realistic : au plus bas 34,80 € (déc. 2026), puis")


def test_without_a_first_month_months_are_numbered() -> None:
    project = host()
    found = till(results(evolve(project, plan=evolve(project.plan, start=None))))
    assert isinstance(found, Cumulated)
    assert [row[0] for row in table(found)[1:3]] == ["mois 1", "mois 2"]
    assert "en mois" not in found.words


def test_costs_are_shared_by_family_and_revenue_by_kind() -> None:
    wanted = (WantedShare(id="w", kind=RevenueKind.SUBSCRIPTIONS, percent=80),)
    figures = results(host(wanted_shares=wanted))
    families, kinds = costs_by_family(figures), revenue_by_kind(figures)
    assert isinstance(families, Shares) and isinstance(kinds, Shares)
    assert [tuple(map(plain, row)) for row in table(families)[1:]] == [
        ("Infrastructure", "274 €", "31 %"),
        ("Travail", "420 €", "48 %"),
        ("Fonctionnement", "81 €", "9 %"),
        ("Épargne", "110 €", "12 %"),
        ("Total", "885 €", "100 %"),
    ]
    assert tuple(map(plain, table(kinds)[1])) == ("Abonnements", "585 €", "66 %", "80 %")


def test_an_empty_project_says_what_is_missing() -> None:
    figures = results(Project())
    for chart in (costs_and_revenue, costs_by_family, revenue_by_kind):
        assert isinstance(chart(figures), Missing)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ((6, 3, 1), "6 Essentielle, 3 Active, 1 Fédération"),
        ((60, 30, 10), "6 Essentielle, 3 Active, 1 Fédération"),
        ((8, 2, 0), "4 Essentielle, 1 Active"),
        (("0.5", "0.25", "0.25"), "2 Essentielle, 1 Active, 1 Fédération"),
        ((61, 29, 10), "61 % Essentielle, 29 % Active, 10 % Fédération"),
        ((0, 0, 0), ""),
    ],
)
def test_proportions_are_said_in_clients_or_in_percent(weights: tuple[int | str, ...], said: str) -> None:
    assert plain(proportions(mix_of(host(), *weights))) == said


@given(projects(economy=True))
def test_whatever_the_project_there_are_charts_or_sentences(project: Project) -> None:
    figures = results(project)
    for chart in ALL:
        found = chart(figures)
        assert found.words
        if not isinstance(found, Missing):
            assert shapes_of(found, SHEET)
            assert len(table(found)) > 1
