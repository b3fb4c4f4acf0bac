"""What « Prévisions » tells of the figures: margins offer by offer, months, scenarios."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings

from offerdesigner.app.editors.forecast.words import Values, forecast_view
from offerdesigner.app.figures import figures_of
from offerdesigner.economics.results import results
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.costs import StepCost
from offerdesigner.model.finding import Severity
from offerdesigner.model.forecast import SpreadKey
from offerdesigner.model.offers import RateCard
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Membership
from tests.economics.hosts import cost, host, scenario
from tests.plain import plain
from tests.strategies import projects


def told(project: Project):
    return forecast_view(project, results(project))


def table(values: Values) -> list[tuple[str, ...]]:
    return [tuple(plain(cell.text) for cell in row.cells) for row in values.rows]


def priced(price: FlatPrice | OnQuote) -> Project:
    """Return the host where the first offer has another price."""
    first, *others = host().offers
    return evolve(host(), offers=(evolve(first, rates=(RateCard(id="price", charge=price),)), *others))


def test_margins_name_both_rates_and_the_cost_price():
    view = told(host())
    assert [plain(title) for title in view.margins.headers][4:6] == ["Taux de marge", "Taux de marque"]
    assert table(view.margins) == [
        ("Essentielle", "10 €", "0,90 €", "9,10 €", "1 011 %", "91 %", "0,90 €", "28,30 €"),
        ("Active", "25 €", "2,10 €", "22,90 €", "1 090 %", "92 %", "2,10 €", "29,50 €"),
        ("Fédération", "60 €", "9,30 €", "50,70 €", "545 %", "85 %", "9,30 €", "36,70 €"),
    ]
    assert "la même pour chaque client, entre les clients d'aujourd'hui" in plain(view.margins_words)
    assert "Une heure d'aide coûte 20 €, 16 € avec le temps bénévole valorisé." in plain(view.margins_words)
    assert "Au 41e client, un pas de coûts ajoute 25 € par mois." in plain(view.margins_words)
    assert "sous son coût de revient de 28,30 €" in plain(view.margins.rows[0].cells[0].note)


def test_the_first_client_and_the_first_month_are_said_as_they_are_spoken():
    step = cost("server", "5", behaviour=StepCost(size=100))
    undated = told(host(costs=(step,), sales=nobody(), plan=evolve(host().plan, start=None)))
    assert "Au 1er client, un pas de coûts ajoute 5 € par mois." in plain(undated.margins_words)
    assert "Au plus bas 334 € au mois 1. Seuil de rentabilité atteint dès le mois 1 :" in plain(undated.months_words)


def nobody() -> tuple[Sale, ...]:
    return tuple(evolve(sale, clients=0) for sale in host().sales)


def test_a_loss_is_said_offer_by_offer():
    view = told(priced(FlatPrice(amount=Decimal("0.50"))))
    first, *others = view.margins.rows
    assert plain(first.cells[3].text) == "−0,40 € · à perte" and first.severity is Severity.WARNING
    assert all(row.severity is None for row in others)
    assert plain(view.margins_words).startswith("« Essentielle » est vendue à perte : chaque client coûte 0,40 €")


def test_what_is_on_quote_is_not_known_and_never_nothing():
    view = told(priced(OnQuote()))
    assert table(view.margins)[0][1] == "—"
    assert "sur devis" in view.margins.rows[0].cells[1].note
    assert [row[2] for row in table(view.scenarios)] == ["—", "—", "—"]
    assert "sur devis" in view.scenarios.rows[0].cells[1].note


def test_the_key_of_the_cost_price_is_stated():
    plan = evolve(host().plan, spread=SpreadKey.METRIC, spread_metric="storage")
    assert "selon ce que chacun utilise (Espace)" in told(evolve(host(), plan=plan)).margins_words
    plan = evolve(host().plan, spread=SpreadKey.REVENUE)
    assert "selon ce que chacun paie" in told(evolve(host(), plan=plan)).margins_words


def test_scenarios_stand_side_by_side_with_the_one_that_is_followed():
    rows = table(told(host()).scenarios)
    assert [row[:6] for row in rows] == [
        ("prudent", "2", "75", "29", "11,86 €", "févr. 2028"),
        ("realistic · suivi", "2", "50", "20", "17,40 €", "sept. 2027"),
        ("ambitious", "2", "47", "19", "18,78 €", "sept. 2027"),
    ]


def test_what_is_to_find_is_explained_where_it_is_not_a_difference():
    prudent = told(host(plan=evolve(host().plan, scenario="prudent")))
    assert plain(prudent.scenarios_words) == (
        "Le seuil de 75 clients suit la répartition du scénario, qui n'est pas celle de vos 30 clients : "
        "il en manque 29, et non 45."
    )
    # That of another scenario is named; nothing is said where there is nothing to say.
    assert plain(told(host()).scenarios_words).startswith("prudent : Le seuil de 75 clients")
    assert told(host(scenarios=(scenario("realistic", 6, 3, 1),))).scenarios_words == ""


def test_what_is_paid_once_or_ahead_is_told_beside_the_months():
    assert "payé une seule fois" not in told(host()).months_words
    fees = tuple(evolve(offer, setup_fee=FlatPrice(amount=30)) for offer in host().offers)
    said = plain(told(host(offers=fees)).months_words)
    assert "payé une seule fois est dans le résultat de son mois, mais pas dans le seuil" in said
    assert "payé d'avance" not in said
    yearly = tuple(evolve(sale, months=12) for sale in host().sales)
    assert "payé d'avance est en banque tout de suite" in plain(told(host(sales=yearly)).months_words)


def test_the_membership_in_the_mean_margin_is_named():
    member = evolve(host().structure, membership=Membership(amount=12))
    assert told(host()).scenarios.headers[4] == "Marge moyenne"
    assert told(host(structure=member)).scenarios.headers[4] == "Marge moyenne, adhésion comprise"


def test_a_scenario_that_never_gets_there_says_why():
    offers = tuple(evolve(offer, rates=(RateCard(id="p", charge=FlatPrice(amount=0)),)) for offer in host().offers)
    row = told(evolve(host(), offers=offers)).scenarios.rows[0]
    assert row.cells[2].text == "jamais" and row.cells[5].text == "—"
    assert "le prix est nul" in row.cells[1].note


def test_months_are_told_one_by_one_and_the_lowest_is_marked():
    view = told(host())
    rows = table(view.months)
    assert len(rows) == 36
    assert rows[0] == ("déc. 2026 · au plus bas", "32", "924,00 €", "889,20 €", "34,80 €", "34,80 €", "34,80 €")
    assert [row.severity for row in view.months.rows].count(Severity.ADVICE) == 1
    assert "Seuil de rentabilité atteint dès sept. 2027 : les clients paient" in plain(view.months_words)
    undated = told(evolve(host(), plan=evolve(host().plan, start=None)))
    assert table(undated.months)[1][0] == "mois 2"


def test_the_clients_of_each_offer_are_told_month_by_month():
    view = told(host())
    assert view.clients.headers == ("Mois", "Essentielle", "Active", "Fédération", "Tous")
    assert table(view.clients)[0] == ("déc. 2026", "19,2", "9,6", "3,2", "32")
    assert len(view.clients.rows) == 36


def test_the_figures_of_one_project_are_computed_once():
    project = host()
    assert figures_of(project) is figures_of(project)
    assert figures_of(evolve(project, name="Autre")) is figures_of(project)
    assert figures_of(evolve(project, costs=())) is not figures_of(project)


@settings(max_examples=25, deadline=None)
@given(projects(economy=True))
def test_whatever_the_project_something_is_said_of_each_offer_scenario_and_month(project: Project):
    view = told(project)
    assert len(view.margins.rows) == len(project.offers)
    assert len(view.scenarios.rows) == len(project.scenarios)
    for values in (view.margins, view.scenarios, view.months, view.clients):
        assert all(len(row.cells) == len(values.headers) for row in values.rows)
        assert all(cell.text for row in values.rows for cell in row.cells)
