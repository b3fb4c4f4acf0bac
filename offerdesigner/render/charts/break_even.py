"""Costs and revenue by number of clients: where one stands, and from how many clients on it holds by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.values import clients_words
from offerdesigner.render.charts.data import Axis, Missing, Value, amount, short_euros
from offerdesigner.render.charts.frame import around, ticks
from offerdesigner.text import _, number, typeset

_MOST_ROWS = 9
_MOST_ABOVE = 2
"""How many times higher than what is paid and earned the cost with volunteer work still belongs to the drawing."""


@dataclass(frozen=True, slots=True)
class Level:
    """What so many `clients` cost and bring in, in € a month; `fair` is the cost with volunteer work valued.

    `steps` and `fair_steps` are what of these costs is drawn as rising by steps.
    """

    clients: int
    to_pay: Value
    fair: Value
    revenue: Value
    steps: Value = 0
    fair_steps: Value = 0

    @property
    def result(self) -> Fraction:
        """What is left of the revenue once costs are paid; below zero, what is lacking."""
        return Fraction(self.revenue) - Fraction(self.to_pay)


@dataclass(frozen=True)
class BreakEven:
    """The chart: `levels` by rising number of clients, the present one, and the first that holds by itself.

    These two need not be on the lines: clients of today take what they take, and sales are whole.
    """

    title: str
    x: Axis
    y: Axis
    levels: tuple[Level, ...]
    today: Level | None
    threshold: Level | None
    words: str
    rows: tuple[tuple[str, ...], ...]
    step_words: str = ""
    """« + 25 € tous les 20 clients », where costs rise by steps."""

    @property
    def has_unpaid(self) -> bool:
        """Whether volunteer work adds to the costs."""
        return any(level.fair != level.to_pay for level in self.levels)


def break_even(
    levels: Sequence[Level],
    *,
    today: Level | None = None,
    threshold: Level | None = None,
    mix: str = "",
    never: str = "",
    steps: str = "",
) -> BreakEven | Missing:
    """Return the chart of costs and revenue, or what is missing for it.

    `levels` go as far as is to be shown, one for each number of clients or for some of them. `mix` says what the
    clients take (« 6 Essentielle, 3 Active »); `never` says why there is no `threshold`, `steps` how costs rise by
    steps.
    """
    shown = tuple(sorted({level.clients: level for level in levels}.values(), key=lambda level: level.clients))
    told = (*shown, *(level for level in (threshold, today) if level is not None))
    if len(shown) < 2:
        return Missing(typeset(_("Il faut une offre qui a un prix, et un scénario qui dit ce qui se vend.")))
    if not any(level.to_pay or level.fair for level in shown):
        return Missing(typeset(_("Aucun coût encore : ajoutez un premier poste à la page Coûts.")))
    if not any(level.revenue for level in shown):
        return Missing(typeset(_("Aucune recette encore : donnez un prix à une offre.")))
    title = _("nombre de clients ({mix})").format(mix=mix) if mix else _("nombre de clients")
    counts = [level.clients for level in told]
    x = Axis(title, Decimal(min(counts)), Decimal(max(counts)))
    y = Axis("€", *_ends(told), short_euros)
    return BreakEven(
        _("Recettes et coûts selon le nombre de clients"),
        x,
        y,
        shown,
        today,
        threshold,
        typeset(" ".join(_in_words(shown, today, threshold, never))),
        tuple(_rows(shown, x, told[len(shown) :])),
        typeset(steps),
    )


def _ends(shown: Sequence[Level]) -> tuple[Decimal, Decimal]:
    """Return the ends of the axis of amounts; a cost of volunteer work that dwarfs the rest goes beyond."""
    amounts = [Fraction(value) for level in shown for value in (level.to_pay, level.revenue)]
    high, fair = max(amounts), max(Fraction(level.fair) for level in shown)
    if fair <= _MOST_ABOVE * high or not high:
        high = max(high, fair)
    return around(min(amounts), high)


def gap_words(level: Level) -> str:
    """Say what is lacking or left each month, or that costs are just covered."""
    if not level.result:
        return _("coûts couverts")
    words = _("il manque {amount}") if level.result < 0 else _("il reste {amount}")
    return words.format(amount=amount(abs(level.result)))


def _in_words(shown: Sequence[Level], today: Level | None, threshold: Level | None, never: str) -> Iterator[str]:
    if today is not None:
        words = _("Avec {clients}, {gap} par mois : recettes {revenue}, coûts à payer {cost}.")
        yield words.format(
            clients=clients_words(today.clients),
            gap=gap_words(today),
            revenue=amount(today.revenue),
            cost=amount(today.to_pay),
        )
        if today.fair != today.to_pay:
            yield _("Avec le temps bénévole valorisé, les coûts sont de {cost}.").format(cost=amount(today.fair))
    if threshold is not None:
        words = _("Seuil : {clients}, pour {revenue} de recettes et {cost} de coûts à payer.")
        yield words.format(
            clients=clients_words(threshold.clients), revenue=amount(threshold.revenue), cost=amount(threshold.to_pay)
        )
    elif never:
        yield never
    elif all(level.result < 0 for level in shown):
        words = _("De {first} à {last}, les recettes ne couvrent pas les coûts à payer.")
        yield words.format(first=number(shown[0].clients), last=clients_words(shown[-1].clients))


def _rows(shown: Sequence[Level], x: Axis, marked: Sequence[Level]) -> Iterator[tuple[str, ...]]:
    """Yield the table: round numbers of clients, and those that are marked."""
    unpaid = any(level.fair != level.to_pay for level in (*shown, *marked))
    headers = [_("Clients"), _("Recettes"), _("Coûts à payer"), _("Coûts + temps bénévole"), _("Résultat")]
    round_ones = {int(value) for value in ticks(x)}
    wanted = {level.clients: level for level in shown if level.clients in round_ones}
    if len(wanted) < 2:
        wanted = {level.clients: level for level in shown[:: -(-len(shown) // _MOST_ROWS)]}
    wanted |= {level.clients: level for level in marked}
    columns = (0, 1, 2, 3, 4) if unpaid else (0, 1, 2, 4)
    yield tuple(typeset(headers[column]) for column in columns)
    for count in sorted(wanted):
        level = wanted[count]
        values = (level.revenue, level.to_pay, level.fair, level.result)
        cells = [number(count), *(amount(value) for value in values)]
        yield tuple(cells[column] for column in columns)
