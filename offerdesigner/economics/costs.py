"""What each line of cost comes to in a month for an activity, exactly, and in words.

Conventions: a started step is due whole; equipment is spread over its life; a structure that charges VAT
recovers that of its purchases and bears HT, others bear TTC. A salary and volunteer time have no VAT; days of work
and money put aside have none unless it is said, what is bought for them or invoiced has.
Nothing is rounded here: amounts are rounded to the cent where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.activity import Activity
from offerdesigner.economics.cost_words import Reckoned, sentence
from offerdesigner.economics.payroll import year_cost
from offerdesigner.economics.values import MONTHS_A_YEAR, NOTHING, total
from offerdesigner.model.costs import (
    Basis,
    CostFamily,
    CostLine,
    FixedCost,
    PaidAmount,
    StepCost,
    UnitCost,
    WorkDays,
)
from offerdesigner.model.forecast import Plan
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Vat

USUAL_VAT = Decimal(20)
"""VAT (%) of what is bought, where a line does not say it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a line comes to: `quantity` units or steps (`None`: it is fixed), `monthly` € that are borne a month."""

    line: CostLine
    quantity: Decimal | None
    monthly: Fraction
    _project: Project
    _activity: Activity

    @property
    def words(self) -> str:
        """The worked sentence, made when it is asked for: forecasts compute thousands of costs and read none."""
        line, project = self.line, self._project
        counts = None if isinstance(line.behaviour, FixedCost) else units(line.behaviour, self._activity)
        sides = _entered(project, line), borne(project, line), borne_side(project, line)
        return sentence(project, line, Reckoned(*sides, counts, self.quantity))


def cost_of(project: Project, line: CostLine, activity: Activity) -> Cost:
    """Return what `line` costs a month with `activity`."""
    quantity = counted(line.behaviour, activity)
    each = monthly_each(project, line)
    monthly = each if quantity is None else each * Fraction(quantity)
    return Cost(line, quantity, monthly, project, activity)


def costs(project: Project, activity: Activity) -> tuple[Cost, ...]:
    """Return the costs of every line, in their order."""
    return tuple(cost_of(project, line, activity) for line in project.costs)


def to_pay(costs: Iterable[Cost]) -> Fraction:
    """Return in € a month what we have to pay: neither volunteer time, nor what partners pay."""
    return total(cost.monthly for cost in costs if is_paid(cost.line))


def fair(costs: Iterable[Cost]) -> Fraction:
    """Return in € a month what we have to pay, with volunteer time at its value."""
    return total(cost.monthly for cost in costs if cost.line.provider is None)


def by_family(costs: Iterable[Cost]) -> dict[CostFamily, Fraction]:
    """Return in € a month what is to pay in each of the four families; together they are `to_pay`."""
    amounts: dict[CostFamily, list[Fraction]] = {family: [] for family in CostFamily}
    for cost in costs:
        if is_paid(cost.line):
            amounts[cost.line.family].append(cost.monthly)
    return {family: total(some) for family, some in amounts.items()}


def is_paid(line: CostLine) -> bool:
    """Tell whether we pay for `line`: it is neither volunteer work nor a partner's expense."""
    return not line.unpaid and line.provider is None


def counted(behaviour: FixedCost | UnitCost | StepCost, activity: Activity) -> Decimal | None:
    """Return how many units or started steps `activity` counts for; `None` where a cost is fixed."""
    if behaviour.kind == "fixed":
        return None
    quantity = units(behaviour, activity)
    if behaviour.kind == "unit":
        return quantity
    beyond = max(NOTHING, Fraction(quantity) - Fraction(behaviour.free))
    return Decimal(-(-beyond // Fraction(behaviour.size)))


def units(behaviour: UnitCost | StepCost, activity: Activity) -> Decimal:
    """Return how many clients, new clients or units of its metric a cost is counted by."""
    if behaviour.basis is Basis.CLIENT:
        return activity.clients
    if behaviour.basis is Basis.SALE:
        return activity.arrivals
    return activity.quantities.get(behaviour.metric or "", Decimal(0))


_known: dict[int, tuple[CostLine, Plan, Vat, Fraction]] = {}
_MOST_KNOWN = 5_000


def monthly_each(project: Project, line: CostLine) -> Fraction:
    """Return what one unit or one step costs a month (€), or the whole where the line is fixed.

    It is computed again only for a line, a plan or a tax that is another object: an edit changes one line of many.
    """
    plan, vat = project.plan, project.structure.vat
    kept = _known.get(id(line))
    if kept is not None and kept[0] is line and kept[1] is plan and kept[2] is vat:
        return kept[3]
    each = _monthly_each(project, line)
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[id(line)] = line, plan, vat, each
    return each


def _monthly_each(project: Project, line: CostLine) -> Fraction:
    period = MONTHS_A_YEAR if line.source.kind == "salary" else line.period_months
    each = borne(project, line)
    return each if period == 1 else each / period


def borne(project: Project, line: CostLine) -> Fraction:
    """Return in € what we bear for one unit and one period of `line` (one year for a salary): HT or TTC as we must."""
    entered = _entered(project, line)
    wanted = borne_side(project, line)
    if wanted is line.tax:
        return entered
    factor = 1 + Fraction(vat_rate(line)) / 100
    return entered / factor if wanted is TaxMode.HT else entered * factor


def borne_side(project: Project, line: CostLine) -> TaxMode:
    """Return on which side of VAT the structure bears `line`: as it is typed where no VAT applies."""
    if not has_tax(line):
        return line.tax
    return TaxMode.HT if project.structure.vat.rate else TaxMode.TTC


def has_tax(line: CostLine) -> bool:
    """Tell whether a line may bear VAT: neither a salary nor volunteer time does, whatever is invoiced may."""
    return not line.unpaid and line.source.kind != "salary"


def vat_rate(line: CostLine) -> Decimal:
    """Return the VAT (%) of a line that may bear some: what it says, else the usual one."""
    return usual_vat(line) if line.vat_rate is None else line.vat_rate


def usual_vat(line: CostLine) -> Decimal:
    """Return the VAT (%) of a line that does not say it: none on days of work and on what is put aside."""
    is_put_aside = line.family is CostFamily.SAVINGS and isinstance(line.source, PaidAmount)
    return Decimal(0) if is_put_aside or isinstance(line.source, WorkDays) else USUAL_VAT


def _entered(project: Project, line: CostLine) -> Fraction:
    # Sources and behaviours are told apart by their kinds: asking for the type of such values takes ten times longer.
    source = line.source
    if source.kind == "amount":
        return Fraction(source.amount * source.count)
    if source.kind == "days":
        return Fraction(source.days * source.day_cost)
    if source.kind == "equipment":
        return Fraction(source.price * source.count)
    return year_cost(project.plan, source)


def for_clients(today: Activity, clients: Decimal) -> Activity:
    """Return what `clients` would use, were they as those of `today`; where there are none, nothing is known of it."""
    if not today.clients:
        return Activity(clients, today.arrivals, {})
    quantities = {metric: used * clients / today.clients for metric, used in today.quantities.items()}
    return Activity(clients, today.arrivals, quantities)
