"""What the offer of a survey costs us."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given

from offerdesigner.economics.sensitivity.floor import price_floor
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.costs import CostLine, FixedCost, PaidAmount, UnitCost
from offerdesigner.model.offers import Offer, Range, RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from tests.economics.test_acceptability import plain
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


def test_one_client_bears_its_own_costs_and_its_share_of_the_rest():
    floor = floor_of(host())
    assert (floor.price, floor.direct, floor.share) == (Decimal("6.50"), Fraction(3, 2), 5)
    assert plain(floor.words) == (
        "Plancher : 1,50 € de coûts propres + 5 € de frais communs par mois, pour 40 clients aujourd'hui."
    )


def test_while_the_threshold_is_ahead_its_clients_bear_the_costs():
    # Each client brings 10 and costs 1,50: it takes 24 to pay 200; they bear 8,33 each.
    floor = floor_of(host(clients=5))
    assert (floor.clients, floor.price) == (24, Decimal("9.83"))
    assert plain(floor.words).endswith("8,33 € de frais communs par mois, au seuil de 24 clients.")


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
    assert "5 € de frais communs − 2 € d'adhésion par mois" in plain(charging(24).words)
    assert charging(240) is None
