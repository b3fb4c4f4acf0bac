"""Who is there month after month, offer by offer: told for one scenario at a time, when somebody reads it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from offerdesigner.economics.cohorts import LEFT, Cohorts, Course, Kind
from offerdesigner.economics.margins import Population
from offerdesigner.economics.sold import Sold
from offerdesigner.economics.values import total
from offerdesigner.model.base import Id
from offerdesigner.model.forecast import Scenario


def begun(sold: Sold, coming: Fraction, staying: Fraction) -> Iterator[tuple[Course, Fraction]]:
    """Yield the clients of a sale that so many begin each month: those in their trial, then those who stay."""
    trial = sold.trial_months
    if trial:
        yield (Kind.TRYING, trial, 1), coming
    yield (Kind.STAYING, trial, 1), staying


def conversion(sold: Sold, scenario: Scenario) -> Fraction:
    """Return the part of those who begin that stays: all of them where there is no trial."""
    return Fraction(scenario.trial_conversion) / 100 if sold.trial_months else Fraction(1)


def clients_by_offer(
    present: Population, mix: Population, scenario: Scenario, months: int
) -> dict[Id, tuple[Fraction, ...]]:
    """Return, for each offer that is or will be sold, its clients at the end of each month, parts of them kept.

    Together they are those of the forecast, those who are trying included.
    """
    counted: dict[Id, dict[Course, Fraction]] = {sold.offer.id: {} for sold, _clients in (*present, *mix)}
    for sold, clients in present:
        _add(counted[sold.offer.id], LEFT, clients)
    whole = total(weight for _sold, weight in mix)
    for sold, weight in mix:
        coming = Fraction(scenario.arrivals) * weight / whole if whole else Fraction(0)
        for course, clients in begun(sold, coming, coming * conversion(sold, scenario)):
            _add(counted[sold.offer.id], course, clients)
    cohorts = Cohorts(scenario.departures, months)
    return {offer: tuple(cohorts.added(amounts)) for offer, amounts in counted.items()}


def _add(amounts: dict[Course, Fraction], course: Course, clients: Fraction) -> None:
    if clients:
        amounts[course] = amounts.get(course, Fraction(0)) + clients
