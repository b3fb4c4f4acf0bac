"""Charts of the economy with figures that are known by hand, and the boxes of what is written on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from offerdesigner.render.charts.break_even import BreakEven, Level, break_even
from offerdesigner.render.charts.cumulated import Cumulated, Path, cumulated
from offerdesigner.render.charts.frame import Frame
from offerdesigner.render.charts.labels import Box, box_of
from offerdesigner.render.charts.shapes import Shape, Sheet, Words
from offerdesigner.render.charts.shares import Part, Shares, shares

SHEET = Sheet(400, 260, 12, lambda text: 6.0 * len(text))
MIX = "6 Essentielle, 3 Active, 1 Fédération"


def level(clients: int, unpaid: int = 588) -> Level:
    """797 € fixed, 2,10 € for each client, 25 € for each step of 20 beyond 20; each client brings 19,50 €."""
    steps = max(0, -(-(clients - 20) // 20))
    cost = Fraction(797) + Fraction(21, 10) * clients + 25 * steps
    return Level(clients, cost, cost + unpaid, Fraction(39, 2) * clients, 25 * steps, 25 * steps)


def costs_chart(today: int = 30, threshold: int | None = 50, unpaid: int = 588) -> BreakEven:
    """Return the chart up to 80 clients."""
    found = break_even(
        [level(clients, unpaid) for clients in range(81)],
        today=level(today, unpaid),
        threshold=level(threshold, unpaid) if threshold is not None else None,
        mix=MIX,
        steps="+ 25 € tous les 20 clients",
    )
    assert isinstance(found, BreakEven)
    return found


def _till(name: str, start: int, loss: int, growth: int) -> Path:
    held, values = start, []
    for place in range(36):
        held += growth * place - loss
        values.append(Fraction(held))
    return Path(name, tuple(values))


def till_chart() -> Cumulated:
    """Return 36 months of three scenarios."""
    paths = (_till("Réaliste", 2000, 300, 20), _till("Prudent", 2000, 320, 12), _till("Ambitieux", 2000, 280, 28))
    found = cumulated("Trésorerie mois par mois", date(2026, 12, 1), paths)
    assert isinstance(found, Cumulated)
    return found


def shares_chart() -> Shares:
    """Return the kinds of revenue and what is wanted of three of them."""
    parts = (
        Part("Abonnements", Fraction(585), Decimal(80)),
        Part("Subventions", Fraction(200), Decimal(10)),
        Part("Dons", Fraction(100), Decimal(10)),
        Part("Adhésions", Fraction(2)),
    )
    found = shares("Part des recettes, et part voulue", parts)
    assert isinstance(found, Shares)
    return found


def written(shapes: Iterable[Shape]) -> list[Words]:
    return [shape for shape in shapes if isinstance(shape, Words)]


def boxes(shapes: Iterable[Shape], frame: Frame) -> list[Box]:
    """Return the room of all that is written in the plot, not of what the axes say."""
    return [
        box_of(words, frame) for words in written(shapes) if words.at[1] < frame.bottom and words.at[0] > frame.left
    ]
