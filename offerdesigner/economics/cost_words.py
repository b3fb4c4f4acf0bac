"""A line of cost worked out in a sentence: « 30 clients : 10 au-delà de 20, donc 1 pas × 25 € = 25 € par mois. »"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.payroll import month_cost
from offerdesigner.economics.sharing import name_of
from offerdesigner.model.costs import Basis, CostLine, Equipment, PaidAmount, Salary, StepCost, UnitCost, WorkDays
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import of_cents
from offerdesigner.text import _, every, money, months, number, plural

_FINE = 10_000


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a sentence tells: what one unit and one period cost, as `typed` and as `borne` on that `side` of VAT (€).

    Then what is counted.
    """

    typed: Fraction
    borne: Fraction
    side: TaxMode
    units: Decimal | None
    counted: Decimal | None

    @property
    def total(self) -> Fraction:
        """What is due for one period, in €."""
        return self.borne if self.counted is None else self.borne * Fraction(self.counted)


def fine_euros(amount: Fraction) -> str:
    """Write an exact amount (≥ 0) to the cent; a unit price keeps its third and fourth decimals."""
    fine = amount * _FINE
    if amount < 1 and fine.denominator == 1:
        return money(Decimal(fine.numerator) / _FINE)
    return money(of_cents(amount * 100))


def unit_words(project: Project, behaviour: UnitCost | StepCost, quantity: object) -> str:
    """Name what a cost is counted by, in agreement with `quantity`: « clients », « nouveau client », « Go »."""
    if behaviour.basis is Basis.CLIENT:
        return plural(quantity, _("client"), _("clients"))
    if behaviour.basis is Basis.SALE:
        return plural(quantity, _("nouveau client"), _("nouveaux clients"))
    return next(metric.unit(quantity) for metric in project.metrics if metric.id == behaviour.metric)


def cadence_words(line: CostLine) -> str:
    """Name what the amount of a line pays for: « par mois », « sur 4 ans » for a purchase."""
    if isinstance(line.source, Salary):
        return every(12)
    if isinstance(line.source, Equipment):
        return _("sur {length}").format(length=months(line.period_months))
    return every(line.period_months)


def sentence(project: Project, line: CostLine, told: Reckoned) -> str:
    """Return the whole sum as sentences: VAT first where it changes the amount, then the sum, then who pays."""
    said = (_tax_words(told), _pay_words(project, line), _sum_words(project, line, told), _payer(project, line))
    return " ".join(part for part in said if part)


def _sum_words(project: Project, line: CostLine, told: Reckoned) -> str:
    """Return « 2 × 79 € = 158 € par mois. » and, for another cadence, what that makes a month."""
    product, total, cadence = _product(line, told), fine_euros(told.total), cadence_words(line)
    period = 12 if isinstance(line.source, Salary) else line.period_months
    monthly = "" if period == 1 else _(", soit {amount} par mois").format(amount=fine_euros(told.total / period))
    behaviour = line.behaviour
    if isinstance(behaviour, StepCost):
        start = _step_words(project, behaviour, told)
        if not told.counted:
            return _("{start} : rien à payer.").format(start=start)
        count = _("{n} pas").format(n=number(told.counted))
        return _("{start}, donc {count} × {product} = {total} {cadence}{monthly}.").format(
            start=start, count=count, product=product, total=total, cadence=cadence, monthly=monthly
        )
    if isinstance(behaviour, UnitCost):
        product = f"{_counted(project, behaviour, told.units)} × {product}"
    summed = total if product == total else f"{product} = {total}"
    return f"{summed} {cadence}{monthly}."


def _step_words(project: Project, behaviour: StepCost, told: Reckoned) -> str:
    """Return « 30 clients : 10 au-delà de 20 », with the size of the steps where several may be due."""
    quantity = told.units or Decimal(0)
    have = _counted(project, behaviour, quantity)
    size = _counted(project, behaviour, behaviour.size)
    beyond = quantity - behaviour.free
    if not behaviour.free:
        return _("{have}, par pas de {size}").format(have=have, size=size) if quantity else have
    if beyond <= 0:
        return _("{have}, pas au-delà de {free}").format(have=have, free=number(behaviour.free))
    over = _("{have} : {beyond} au-delà de {free}").format(
        have=have, beyond=_shown(beyond), free=number(behaviour.free)
    )
    return over if beyond <= behaviour.size else _("{over}, par pas de {size}").format(over=over, size=size)


def _product(line: CostLine, told: Reckoned) -> str:
    """Return what one unit costs for one period, as its product where it is one: « 2 × 79 € », « 3 jours × 140 € »."""
    source = line.source
    if isinstance(source, PaidAmount | Equipment) and source.count not in (0, 1):
        return f"{number(source.count)} × {fine_euros(told.borne / Fraction(source.count))}"
    if isinstance(source, WorkDays) and source.days:
        days = plural(source.days, _("{n} jour"), _("{n} jours")).format(n=number(source.days))
        return f"{days} × {fine_euros(told.borne / Fraction(source.days))}"
    return fine_euros(told.borne)


def _pay_words(project: Project, line: CostLine) -> str:
    """Return what a salary is made of: « 2 000 € brut coûtent 2 249 € à l'employeur, × 12 mois × 50 %. »"""
    source = line.source
    if not isinstance(source, Salary):
        return ""
    extras = _(" + {amount} de frais").format(amount=money(source.extras)) if source.extras else ""
    words = _("{gross} brut coûtent {cost} à l'employeur ; × {n} mois{extras}, pour {share} % d'un temps plein.")
    return words.format(
        gross=money(source.gross),
        cost=fine_euros(month_cost(project.plan, source)),
        n=number(source.months),
        extras=extras,
        share=number(source.share),
    )


def _tax_words(told: Reckoned) -> str:
    """Say what VAT makes of the amount, where it is not borne as it was typed."""
    if told.borne == told.typed:
        return ""
    if told.side is TaxMode.HT:
        words = _("{typed} TTC font {borne} HT : vous récupérez la TVA.")
    else:
        words = _("{typed} HT font {borne} TTC : vous ne récupérez pas la TVA.")
    return words.format(typed=fine_euros(told.typed), borne=fine_euros(told.borne))


def _payer(project: Project, line: CostLine) -> str:
    paid_by = _("Payé par {name}.").format(name=name_of(project, line.provider)) if line.provider is not None else ""
    return " ".join(part for part in (_("Valorisé, non payé.") if line.unpaid else "", paid_by) if part)


def _counted(project: Project, behaviour: UnitCost | StepCost, quantity: Decimal | None) -> str:
    quantity = quantity or Decimal(0)
    return f"{_shown(quantity)} {unit_words(project, behaviour, quantity)}"


def _shown(quantity: Decimal) -> str:
    """Write a quantity; a forecast may hold parts of a client, which three decimals tell."""
    return number(round(quantity, 3))
