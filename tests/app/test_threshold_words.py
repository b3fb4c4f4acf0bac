"""What « Seuil de rentabilité » says, for hosts that hold, do not, or hold thanks to others."""

from hypothesis import given, settings

from offerdesigner.app.editors.forecast.threshold_panel import ThresholdView
from offerdesigner.app.editors.forecast.threshold_words import threshold_view
from offerdesigner.economics.results import results
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.costs import Basis, UnitCost
from offerdesigner.model.forecast import Plan, RevenueKind, RevenueSource
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, VatKind
from tests.economics.hosts import cost, host, scenario
from tests.economics.test_today import hoping, on_quote
from tests.plain import plain
from tests.strategies import projects


def view_of(project: Project) -> ThresholdView:
    return threshold_view(project, results(project))


def source(kind: RevenueKind, amount: int) -> RevenueSource:
    return RevenueSource(id=kind.value, kind=kind, amount=amount, period_months=1)


def test_a_host_that_holds_thanks_to_aid() -> None:
    view = view_of(host())
    assert plain(view.title) == "Avec 30 clients, il manque 300 € par mois."
    assert plain(view.remark) == "Recettes 585 €, coûts 885 €."
    assert view.tone == "ok"
    assert plain(view.message) == (
        "Équilibré aujourd'hui grâce à 300 € d'aides : subventions 200 € et dons 100 €. "
        "Autonome à 50 clients (30 + 15 + 5) : 975 € de recettes, 952 € de coûts."
    )


def test_who_charges_vat_reads_amounts_without_it() -> None:
    project = host()
    vat = evolve(project.structure.vat, kind=VatKind.STANDARD, rate=20)
    view = view_of(evolve(project, structure=evolve(project.structure, vat=vat)))
    assert plain(view.remark).endswith(", hors taxes.")


def test_scenarios_side_by_side() -> None:
    view = view_of(host())
    assert [(line.name, line.arrivals, line.mix, line.threshold, plain(line.margin)) for line in view.scenarios] == [
        ("prudent", "2", "8 · 2 · 0", "75", "11,86 €"),
        ("realistic", "2", "6 · 3 · 1", "50", "17,40 €"),
        ("ambitious", "2", "5 · 4 · 1", "47", "18,78 €"),
    ]
    assert (view.followed, view.mix_title) == ("realistic", "Sur 10")
    assert plain(view.scenarios[1].reached) == "sept. 2027"
    assert plain(view.note).startswith("Dans l'ordre : Essentielle · Active · Fédération.")


def test_other_proportions_are_not_said_to_be_of_ten() -> None:
    assert view_of(host(scenarios=(scenario("one", 2, 1, 1),), plan=Plan())).mix_title == "Répartition"


def test_without_scenario_there_is_no_table() -> None:
    assert view_of(host(scenarios=(), plan=Plan())).scenarios == ()


def test_a_host_that_lacks_money() -> None:
    view = view_of(host(revenues=(source(RevenueKind.GRANTS, 200),)))
    assert view.tone == "warning"
    assert plain(view.message).startswith("Il manque 100 € par mois, même avec 200 € d'aides : subventions 200 €. Aut")
    alone = view_of(host(revenues=()))
    assert plain(alone.message).startswith("Il manque 300 € par mois. Autonome à 50 clients")


def test_hoped_money_does_not_make_it_hold() -> None:
    view = view_of(hoping())
    assert view.tone == "warning"
    assert plain(view.message).startswith("Il manque 300 € par mois. Autonome à 50 clients")
    assert plain(view.message).endswith("où la case « Revenus espérés » est cochée.")


def test_nothing_is_asserted_while_prices_are_not_known() -> None:
    view = view_of(on_quote())
    untold = "sans compter 3 clients dont le prix n'est pas connu."
    assert plain(view.title) == f"Avec 30 clients, il manque 480 € par mois, {untold}"
    assert view.tone == "advice"
    assert plain(view.message).endswith(f"{untold} Fédération : sur devis.")
    assert {line.threshold for line in view.scenarios} == {"75", "—"}
    rich = view_of(evolve(on_quote(), costs=(cost("rent", "10"),)))
    assert rich.tone == "advice" and "Autonome aujourd'hui" not in rich.message


def test_what_is_sold_beside_is_no_aid() -> None:
    view = view_of(host(revenues=(source(RevenueKind.SALES, 250), source(RevenueKind.MEMBERSHIPS, 50))))
    assert "300 € d'autres recettes : ventes ponctuelles 250 € et adhésions 50 €" in plain(view.message)


def test_a_host_that_lives_on_its_clients() -> None:
    view = view_of(host(costs=(cost("rent", "100"),)))
    assert plain(view.title) == "Avec 30 clients, il reste 485 € par mois."
    assert view.tone == "ok"
    assert plain(view.message) == (
        "Autonome aujourd'hui : ce que paient les clients couvre les coûts à payer. "
        "S'y ajoutent 300 € d'aides : subventions 200 € et dons 100 €."
    )


def test_a_threshold_that_is_never_reached() -> None:
    by_client = next(line.behaviour for line in host().costs if line.name == "debits")
    view = view_of(host(costs=(cost("each", "100", behaviour=by_client),)))
    assert "Jamais atteint" in view.message
    assert {(line.threshold, line.reached) for line in view.scenarios} == {("jamais", "—")}
    assert all("Jamais atteint" in line.note for line in view.scenarios)


def test_a_pace_too_slow_says_how_far_it_looks() -> None:
    slow = (scenario("slow", 6, 3, 1, arrivals=0),)
    [line] = view_of(host(scenarios=slow, plan=Plan())).scenarios
    assert line.reached == "> 36 mois"
    assert plain(line.note) == "Seuil atteint : pas avant 36 mois."


def test_an_empty_project_has_nothing_to_say() -> None:
    view = view_of(Project())
    assert (view.title, view.message, view.scenarios) == ("Pas encore de client.", "", ())


@settings(max_examples=10)
@given(projects(economy=True))
def test_whatever_the_project_it_is_told(project: Project) -> None:
    view = view_of(project)
    assert view.title
    assert len(view.scenarios) == len(project.scenarios)


def test_what_is_paid_once_is_said_to_pay_for_the_welcome() -> None:
    welcome = cost("welcome", "40", behaviour=UnitCost(basis=Basis.SALE))
    offers = tuple(evolve(offer, setup_fee=FlatPrice(amount=30)) for offer in host().offers)
    note = view_of(host(costs=(*host().costs, welcome), offers=offers)).note
    assert plain(note).endswith("paient en arrivant paie leur accueil (60 € par mois), et rien d'autre.")


def test_the_membership_in_the_mean_margin_is_named() -> None:
    member = evolve(host().structure, membership=Membership(amount=12))
    view = view_of(host(structure=member))
    assert plain(view.scenarios[1].margin) == "18,40 €"
    assert "La marge moyenne compte l'adhésion." in view.note
    assert "adhésion" not in view_of(host()).note
