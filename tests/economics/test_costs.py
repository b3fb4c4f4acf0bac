"""What lines of cost come to: the four families, steps, VAT, equipment, and the sentence that tells the sum."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.economics.activity import Activity, activity_today
from offerdesigner.economics.costs import by_family, cost_of, costs, fair, to_pay
from offerdesigner.model.base import evolve
from offerdesigner.model.costs import Basis, CostLine, Equipment, PaidAmount, Salary, StepCost, UnitCost, WorkDays
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.text import typeset
from tests.economics.sample_costs import INFRASTRUCTURE, RUNNING, SAVINGS, THIRTY, WORK, paid, sample
from tests.plain import plain
from tests.strategies import projects

CHARGES_VAT = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))


def monthly(line: CostLine, *, project: Project | None = None, activity: Activity = THIRTY) -> Fraction:
    return cost_of(project or sample(), line, activity).monthly


def words(line: CostLine, *, project: Project | None = None, activity: Activity = THIRTY) -> str:
    return plain(cost_of(project or sample(), line, activity).words)


def clients(count: object) -> Activity:
    return replace(THIRTY, clients=Decimal(str(count)))


def test_the_four_families_of_a_small_host():
    told = costs(sample(), THIRTY)
    assert by_family(told) == {INFRASTRUCTURE: 274, WORK: 420, RUNNING: 81, SAVINGS: 110}
    assert to_pay(told) == 885
    assert fair(told) == 885 + 588


@pytest.mark.parametrize(
    ("count", "steps"), [(0, 0), (20, 0), ("20.5", 1), (21, 1), (40, 1), (41, 2), (60, 2), (61, 3)]
)
def test_a_started_step_beyond_the_free_ones_is_due_whole(count, steps):
    line = paid(25, behaviour=StepCost(size=20, free=20))
    told = cost_of(sample(), line, clients(count))
    assert (told.quantity, told.monthly) == (steps, 25 * steps)


def test_a_sale_counts_the_clients_that_begin():
    assert monthly(paid(15, behaviour=UnitCost(basis=Basis.SALE))) == 30


def test_an_unused_metric_costs_nothing():
    line = paid("0.03", behaviour=UnitCost(basis=Basis.METRIC, metric="storage"))
    assert monthly(line, activity=Activity(Decimal(3), Decimal(0), {})) == 0


def test_equipment_is_spread_over_its_life():
    assert monthly(CostLine(source=Equipment(price=480, count=2), period_months=48)) == 20


def test_amounts_are_exact_and_not_rounded():
    assert monthly(paid(100, 12)) == Fraction(100, 12)


def test_a_partner_pays_its_own_lines():
    line = paid(40, provider="bois")
    project = evolve(sample(), partners=(Structure(id="bois", name="Bois"),), costs=(line,))
    told = costs(project, THIRTY)
    assert (to_pay(told), fair(told), sum(by_family(told).values())) == (0, 0, 0)
    assert words(line, project=project) == "40 € par mois. Payé par Bois."


@pytest.mark.parametrize(
    ("line", "without", "charging"),
    [
        (paid(120), 120, 100),
        (paid(100, tax=TaxMode.HT), 120, 100),
        (paid("105.5", vat_rate="5.5"), Fraction("105.5"), 100),
        (CostLine(family=WORK, source=Equipment(price=1200), period_months=12), 100, Fraction(1000, 12)),
        (CostLine(family=WORK, source=WorkDays(days=1, day_cost=140)), 140, 140),
        (CostLine(family=WORK, source=WorkDays(days=1, day_cost=140), tax=TaxMode.HT), 140, 140),
        (CostLine(source=Salary(gross=1000, charges=20)), 1200, 1200),
        (CostLine(family=WORK, source=WorkDays(days=1, day_cost=120), vat_rate=20), 120, 100),
        (paid(120, family=WORK), 120, 100),
        (paid(50, family=SAVINGS), 50, 50),
        (paid(60, family=SAVINGS, vat_rate=20), 60, 50),
        (paid(60, unpaid=True), 60, 60),
    ],
)
def test_the_structure_that_charges_vat_bears_no_vat(line, without, charging):
    assert monthly(line) == without
    assert monthly(line, project=evolve(sample(), structure=CHARGES_VAT)) == charging


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (paid(24), "24 € par mois."),
        (paid(79, count=2), "2 × 79 € = 158 € par mois."),
        (paid(36, 12), "36 € par an, soit 3 € par mois."),
        (paid(100, 12), "100 € par an, soit 8,33 € par mois."),
        (CostLine(source=Equipment(price=480), period_months=48), "480 € sur 4 ans, soit 10 € par mois."),
        (CostLine(source=WorkDays(days=3, day_cost=140)), "3 jours × 140 € = 420 € par mois."),
        (
            CostLine(source=WorkDays(days=1, day_cost=98), unpaid=True),
            "1 jour × 98 € = 98 € par mois. Valorisé, non payé.",
        ),
        (
            paid("0.03", behaviour=UnitCost(basis=Basis.METRIC, metric="storage")),
            "1 800 Go × 0,03 € = 54 € par mois.",
        ),
        (
            paid("0.0125", behaviour=UnitCost(basis=Basis.METRIC, metric="storage")),
            "1 800 Go × 0,0125 € = 22,50 € par mois.",
        ),
        (
            paid(12, 12, behaviour=UnitCost(basis=Basis.SALE)),
            "2 nouveaux clients × 12 € = 24 € par an, soit 2 € par mois.",
        ),
        (
            paid(25, behaviour=StepCost(size=20, free=20)),
            "30 clients : 10 au-delà de 20, donc 1 pas × 25 € = 25 € par mois.",
        ),
        (
            paid(25, behaviour=StepCost(size=4, free=20)),
            "30 clients : 10 au-delà de 20, par pas de 4 clients, donc 3 pas × 25 € = 75 € par mois.",
        ),
        (
            paid(25, behaviour=StepCost(size=20)),
            "30 clients, par pas de 20 clients, donc 2 pas × 25 € = 50 € par mois.",
        ),
        (paid(25, behaviour=StepCost(size=20, free=30)), "30 clients, pas au-delà de 30 : rien à payer."),
        (
            CostLine(family=WORK, source=Salary(gross=2000, share=50, extras=300)),
            "2 000 € brut coûtent 2 249 € à l'employeur ; × 12 mois + 300 € de frais, pour 50 % d'un temps plein. "
            "13 644 € par an, soit 1 137 € par mois.",
        ),
        (
            paid(100, tax=TaxMode.HT),
            "100 € HT font 120 € TTC : vous ne récupérez pas la TVA. 120 € par mois.",
        ),
    ],
)
def test_the_sum_is_told_in_a_sentence(line, said):
    assert words(line) == said


def test_recovered_vat_is_told():
    project = evolve(sample(), structure=CHARGES_VAT)
    assert words(paid(24), project=project) == "24 € TTC font 20 € HT : vous récupérez la TVA. 20 € par mois."


def test_no_client_at_all():
    nobody = Activity(Decimal(0), Decimal(0), {})
    told = costs(sample(), nobody)
    assert to_pay(told) == 797
    assert words(sample().find("costs", "step"), activity=nobody) == "0 client, pas au-delà de 20 : rien à payer."


@given(projects(economy=True))
def test_any_cost_is_a_finite_sum_that_can_be_told(project):
    told = costs(project, activity_today(project))
    assert [cost.line for cost in told] == list(project.costs)
    for cost in told:
        assert cost.monthly >= 0
        assert typeset(cost.words).endswith(".")
    assert sum(by_family(told).values()) == to_pay(told) <= fair(told)


@given(projects(economy=True), st.integers(1, 1000))
def test_more_activity_never_costs_less(project, more):
    today = activity_today(project)
    quantities = {metric.id: today.quantities.get(metric.id, Decimal(0)) + more for metric in project.metrics}
    busier = Activity(today.clients + more, today.arrivals + more, quantities)
    for line in project.costs:
        assert cost_of(project, line, busier).monthly >= cost_of(project, line, today).monthly


@given(projects(economy=True))
def test_lines_cost_the_same_together_as_alone(project):
    today = activity_today(project)
    assert [cost.monthly for cost in costs(project, today)] == [
        cost_of(project, line, today).monthly for line in project.costs
    ]


def test_an_amount_of_nothing_is_told_as_such():
    assert words(CostLine(source=PaidAmount(amount=0))) == "0 € par mois."
