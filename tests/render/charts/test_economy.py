"""The charts of a project's economy say what `economics` computes."""

from fractions import Fraction

import pytest
from hypothesis import given

from offerdesigner.economics.cost_curve import paid_curve
from offerdesigner.economics.margins import Population
from offerdesigner.economics.sold import Seller
from offerdesigner.economics.threshold import threshold_of
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.offers import RateCard
from offerdesigner.model.project import Project
from offerdesigner.render.charts.break_even import BreakEven
from offerdesigner.render.charts.break_even_layout import lay_out_break_even
from offerdesigner.render.charts.data import Missing, table
from offerdesigner.render.charts.economy import costs_and_revenue, mix_words
from tests.economics.hosts import cost, host
from tests.render.charts.economy_charts import SHEET, costs_chart, plain
from tests.strategies import projects


def mix_of(project: Project, *shares: int | str) -> Population:
    seller = Seller(project)
    return [(seller.sold(sale), Fraction(share)) for sale, share in zip(project.sales, shares, strict=False)]


def chart_of(project: Project, *shares: int | str) -> BreakEven | Missing:
    mix = mix_of(project, *shares)
    today = mix_of(project, *(sale.clients for sale in project.sales))
    return costs_and_revenue(project, mix, today, threshold_of(paid_curve(project), mix))


def test_the_sample_gives_the_chart_worked_out_by_hand() -> None:
    found, wanted = chart_of(host(), 6, 3, 1), costs_chart()
    assert isinstance(found, BreakEven)
    assert (found.x.title, found.x.high, found.step_words) == (wanted.x.title, wanted.x.high, wanted.step_words)
    assert found.words == wanted.words
    assert table(found) == table(wanted)


def test_a_price_on_quote_says_why_there_is_no_chart() -> None:
    project = host()
    quoted = evolve(project.offers[2], rates=(RateCard(id="price", charge=OnQuote()),))
    found = chart_of(evolve(project, offers=(*project.offers[:2], quoted)), 6, 3, 1)
    assert isinstance(found, Missing) and "sur devis" in found.words


def test_a_threshold_that_is_never_reached_says_why() -> None:
    found = chart_of(
        host(costs=(cost("rent", "10"), cost("each", "100", behaviour=host().costs[13].behaviour))), 6, 3, 1
    )
    assert isinstance(found, BreakEven)
    assert found.threshold is None
    assert "Jamais atteint" in found.words


def test_without_costs_or_without_sales_it_says_what_is_missing() -> None:
    assert isinstance(chart_of(host(costs=()), 6, 3, 1), Missing)
    assert isinstance(chart_of(host()), Missing)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((6, 3, 1), "6 Essentielle, 3 Active, 1 Fédération"),
        ((60, 30, 10), "6 Essentielle, 3 Active, 1 Fédération"),
        ((8, 2, 0), "4 Essentielle, 1 Active"),
        (("0.5", "0.25", "0.25"), "2 Essentielle, 1 Active, 1 Fédération"),
        ((61, 29, 10), "61 % Essentielle, 29 % Active, 10 % Fédération"),
        ((0, 0, 0), ""),
    ],
)
def test_proportions_are_said_in_clients_or_in_percent(shares: tuple[int | str, ...], said: str) -> None:
    assert plain(mix_words(mix_of(host(), *shares))) == said


@given(projects(economy=True))
def test_whatever_the_project_there_is_a_chart_or_a_sentence(project: Project) -> None:
    found = chart_of(project, *(sale.clients for sale in project.sales))
    assert found.words
    if isinstance(found, BreakEven):
        assert lay_out_break_even(found, SHEET)
