"""The new clients of a month: what welcoming them costs once, and what they pay once.

Convention. What is paid once (setup, options bought once, trials) does not come back. Wherever one asks whether
clients alone are enough, it pays for the welcome of those who bring it, up to what that costs, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from offerdesigner.economics.cost_curve import CostCurve
from offerdesigner.economics.margins import Population
from offerdesigner.economics.sold import Sold
from offerdesigner.economics.values import NOTHING, known
from offerdesigner.model.base import Id
from offerdesigner.model.forecast import Scenario


@dataclass(frozen=True, slots=True)
class Arrivals:
    """So many new clients a month, and what they pay `once` together, in € HT, of what is known."""

    number: Fraction = NOTHING
    once: Fraction = NOTHING

    def welcomed(self, curve: CostCurve) -> Fraction:
        """Return what they pay of their own welcome, in € a month."""
        return min(self.once, curve.welcome(self.number))


NOBODY = Arrivals()


def arrivals_of(scenario: Scenario, mix: Population) -> Arrivals:
    """Return the new clients of a scenario, in the proportions of `mix`; of those who try, some stay and pay."""
    number, staying = Fraction(scenario.arrivals), Fraction(scenario.trial_conversion) / 100
    whole = sum((weight for _sold, weight in mix), NOTHING)
    if not whole:
        return Arrivals(number)
    once = (
        (sold.trial_price + known(sold.once) * (staying if sold.trial_months else 1)) * weight for sold, weight in mix
    )
    return Arrivals(number, sum(once, NOTHING) * number / whole)


def mix_of(scenario: Scenario, sold: Mapping[Id, Sold], present: Population) -> Population:
    """Return the proportions of the new clients, in the order of the sales: those of today where none is said.

    `sold` has what each sale of the project brings.
    """
    if not scenario.mix:
        return tuple(present)
    shares = {item.sale: Fraction(item.share) for item in scenario.mix}
    return tuple((sold[sale], share) for sale in sold if (share := shares.get(sale)) is not None)
