"""Point mort: the month from which what clients pay is enough, counted in whole clients as the threshold is.

A forecast keeps parts of clients: the month in which its parts pay all the costs may come before the last whole
client that the threshold asks for. The month told is that of the last one.
"""

from __future__ import annotations

from fractions import Fraction

from offerdesigner.economics.arrivals import Arrivals
from offerdesigner.economics.cohorts import LEFT, Cohorts
from offerdesigner.economics.cost_curve import CostCurve
from offerdesigner.economics.forecast import Forecast, Month
from offerdesigner.economics.margins import Population
from offerdesigner.economics.threshold import Reached, Threshold, to_find
from offerdesigner.economics.values import total
from offerdesigner.model.forecast import Scenario


def break_even_month(
    curve: CostCurve, present: Population, mix: Population, scenario: Scenario, arrivals: Arrivals,
    forecast: Forecast, finding: Reached,
) -> Month | None:  # fmt: skip
    """Return the first month with as many new clients as are to be found; `None`: not in sight.

    `finding` is how many it takes beside those of today. As these leave, more are needed.
    """
    balanced = forecast.balanced
    if balanced is None:
        return None
    here = total(clients for _sold, clients in present)
    staying = Cohorts(scenario.departures, len(forecast.months)).added({LEFT: Fraction(1)})
    for month in forecast.months[balanced.place - 1 :]:
        left = staying[month.place - 1]
        needed = finding
        if left != 1:
            needed = to_find(curve, [(sold, clients * left) for sold, clients in present], mix, arrivals)
        if not isinstance(needed, Threshold) or month.clients - month.trying - here * left >= needed.clients:
            return month
    return None
