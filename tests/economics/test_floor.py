"""What the offer of a survey costs us."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from offerdesigner.economics.results import results
from offerdesigner.economics.sensitivity.floor import price_floor
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.costs import Basis, CostLine, FixedCost, PaidAmount, UnitCost
from offerdesigner.model.forecast import Plan, SpreadKey
from offerdesigner.model.offers import Offer, Range, RateCard, TaxMode
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from tests.plain import plain
from tests.strategies import projects


def host(clients: int = 40, period: int | None = 1, **changes) -> Project:
    """200 € a month and 1,50 € a client, borne by clients of another offer."""
    return Project(
        structure=Structure(id="structure", name="Nous"),
        ranges=(Range(id="asso", name="Associations"),),
        offers=(
            Offer(
                id="asked",
                name="Active",
                range="asso",
                rates=(RateCard(charge=FlatPrice(amount=25), period_months=period),),
            ),
            Offer(id="sold", name="Essentielle", range="asso", rates=(RateCard(charge=FlatPrice(amount=10)),)),
        ),
        costs=(
            CostLine(source=PaidAmount(amount=200), behaviour=FixedCost()),
            CostLine(source=PaidAmount(amount=Decimal("1.5")), behaviour=UnitCost()),
        ),
        sales=(Sale(id="sale", offer="sold", clients=clients),),
        **changes,
    )


def floor_of(project: Project):
    return price_floor(project, project.offers[0])


def aiming(project: Project, clients: int) -> Project:
    return evolve(project, plan=evolve(project.plan, target_clients=clients))


def test_one_client_bears_its_own_costs_and_its_share_of_the_rest():
    floor = floor_of(host())
    assert (floor.price, floor.direct, floor.share) == (Decimal("6.50"), Fraction(3, 2), 5)
    assert plain(floor.words) == (
        "Plancher, par mois et pour chaque client : 1,50 € de coûts propres + 5 € de frais communs. Ces frais sont "
        "partagés à parts égales entre vos 40 clients d'aujourd'hui. Fixez un objectif de clients, page Prévisions, "
        "pour voir le plancher à ce nombre."
    )


def test_the_clients_aimed_at_bear_the_costs_and_today_is_told_beside():
    floor = floor_of(aiming(host(clients=5), 25))
    assert (floor.clients, floor.price) == (25, Decimal("9.50"))
    assert plain(floor.words).endswith(
        "Ces frais sont partagés à parts égales entre les 25 clients de votre objectif ; entre les 5 d'aujourd'hui, "
        "le coût de revient est de 41,50 €."
    )


def test_an_aim_that_is_behind_us_changes_nothing():
    assert floor_of(aiming(host(), 12)) == floor_of(host())


@given(projects(economy=True))
def test_the_cost_price_told_today_is_the_one_of_the_results(project):
    for offer, figures in zip(project.offers, results(project).offers, strict=True):
        floor = price_floor(project, offer)
        assert floor is None or floor.cost_today == figures.cost_price


@given(sampled_from(SpreadKey), integers(1, 500), sampled_from((None, 100)))
def test_the_price_of_the_offer_does_not_move_it(key, price, aim):
    project = host(plan=Plan(spread=key, target_clients=aim))
    sales = (*project.sales, Sale(id="ours", offer="asked", clients=3))
    asked, other = project.offers
    dearer = evolve(asked, rates=(evolve(asked.rates[0], charge=FlatPrice(amount=price)),))
    before, after = (floor_of(evolve(project, sales=sales, offers=(one, other))) for one in (asked, dearer))
    assert (before and before.price) == (after and after.price)


def test_it_is_the_one_of_the_usage_mostly_sold():
    light = UsageProfile(id="light", name="Léger", quantities=(ProfileQuantity(metric="go", quantity=2),))
    space = CostLine(source=PaidAmount(amount=Decimal("0.1")), behaviour=UnitCost(basis=Basis.METRIC, metric="go"))
    project = host(metrics=(Metric(id="go", name="Stockage", singular="Go", plural="Go"),), profiles=(light,))
    project = evolve(
        project,
        costs=(*project.costs, space),
        sales=(*project.sales, Sale(id="ours", offer="asked", clients=0, profile="light")),
    )
    floor = floor_of(project)
    assert floor.direct == Fraction(17, 10)
    assert "pour un client de l'usage « Léger »" in plain(floor.words)


def test_it_is_told_for_the_period_of_the_price():
    assert floor_of(host(period=12)).price == 78
    assert floor_of(host(period=None)) is None


def test_it_is_with_vat_as_people_pay():
    vat = Vat(kind=VatKind.STANDARD, rate=20)
    project = host()
    costs = tuple(evolve(line, tax=TaxMode.HT) for line in project.costs)
    charging = evolve(project, structure=evolve(project.structure, vat=vat), costs=costs)
    assert floor_of(charging).price == Decimal("7.80")


def test_without_costs_or_clients_there_is_none():
    assert floor_of(evolve(host(), costs=())) is None
    assert floor_of(evolve(host(), sales=())) is None


@given(projects(economy=True))
def test_the_floor_of_any_project_is_above_nothing_or_none(project):
    for offer in project.offers:
        floor = price_floor(project, offer)
        assert floor is None or floor.price >= 0


def test_the_membership_pays_a_part_of_it():
    def charging(amount: int):
        member = evolve(host().structure, membership=Membership(amount=amount))
        return floor_of(evolve(host(), structure=member))

    assert (charging(24).price, charging(24).membership) == (Decimal("4.50"), 2)
    assert "5 € de frais communs − 2 € d'adhésion." in plain(charging(24).words)
    assert charging(240) is None
