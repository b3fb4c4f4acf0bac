"""The charts of a project's economy, filled with what `offerdesigner.economics` computes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, gcd, lcm

from offerdesigner.economics.forecast import Month
from offerdesigner.economics.kinds import FAMILY_WORDS, KIND_WORDS
from offerdesigner.economics.margins import Population
from offerdesigner.economics.results import Outlook, Results
from offerdesigner.economics.rises import Rise
from offerdesigner.economics.threshold import Never, Threshold
from offerdesigner.economics.values import NOTHING, clients_words, euros, weighted
from offerdesigner.pricing.spans import rounded_up
from offerdesigner.render.charts.break_even import BreakEven, Level, break_even
from offerdesigner.render.charts.cumulated import Cumulated, Path, cumulated
from offerdesigner.render.charts.data import Missing
from offerdesigner.render.charts.shares import Part, Shares, shares
from offerdesigner.text import NNBSP, _, number, typeset

_BEYOND = Fraction(3, 2)
_FEWEST = 10
_MOST_LEVELS = 100
_MOST_STEPS = 100
"""More steps are too fine to be drawn: costs then rise along a straight line."""
_MOST_SAID = 2
_MOST_IN_ALL = 20
"""Proportions of that many clients at most are told in clients, others in %."""


def costs_and_revenue(found: Results, outlook: Outlook | None = None) -> BreakEven | Missing:
    """Return the chart of costs and of what clients bring, for the scenario of `outlook` (that which is followed)."""
    outlook = outlook or found.current
    mix = [(sold, weight) for sold, weight in outlook.mix if weight]
    unknown = next((sold.unknown for sold, _weight in mix if sold.unknown is not None), None)
    if unknown is not None:
        return Missing(typeset(unknown.why))
    today, threshold = found.today, _threshold(outlook)
    end = _end(today.clients, threshold.clients if threshold is not None else 0)
    now = Level(today.clients, today.to_pay, today.fair, today.from_clients)
    return break_even(
        list(_levels(outlook, end)) if mix else (),
        today=now if now.clients else None,
        threshold=threshold,
        mix=proportions(mix),
        never=outlook.threshold.why if isinstance(outlook.threshold, Never) else "",
        steps=_steps_in_words(outlook, end),
    )


def till(found: Results) -> Cumulated | Missing:
    """Return the chart of what is in the bank at the end of each month, the scenario that is followed first."""
    return _by_month(found, _("Trésorerie à la fin de chaque mois"), lambda month: month.cash)


def cumulated_result(found: Results) -> Cumulated | Missing:
    """Return the chart of the results added up month after month, the scenario that is followed first."""
    return _by_month(found, _("Résultat cumulé, mois après mois"), lambda month: month.cumulated)


def _by_month(found: Results, title: str, amount: Callable[[Month], Fraction]) -> Cumulated | Missing:
    others = (outlook for outlook in found.outlooks if outlook is not found.current)
    paths = [
        Path(outlook.scenario.name, tuple(map(amount, outlook.forecast.months))) for outlook in (found.current, *others)
    ]
    months = found.current.forecast.months
    return cumulated(title, months[0].first_day if months else None, paths)


def costs_by_family(found: Results) -> Shares | Missing:
    """Return the chart of what is to pay with the clients of today, by family."""
    parts = [Part(words, found.today.families.get(family, NOTHING)) for family, words in FAMILY_WORDS.items()]
    missing = _("Aucun coût à payer encore : ajoutez un premier poste à la page Coûts.")
    return shares(_("Part des coûts par famille"), parts, missing)


def revenue_by_kind(found: Results) -> Shares | Missing:
    """Return the chart of what comes in with the clients of today, beside what is wanted of each kind."""
    parts = [
        Part(KIND_WORDS[share.kind], share.amount, None if share.wanted is None else _percent(share.wanted))
        for share in found.shares
    ]
    missing = _("Aucune recette encore : comptez vos clients, ou ajoutez une source de revenus.")
    return shares(_("Part des recettes par nature"), parts, missing)


def proportions(mix: Population) -> str:
    """Say proportions: « 6 Essentielle, 3 Active, 1 Fédération », in % where so few clients do not show them."""
    told = [(sold.offer.name or _("Sans nom"), weight) for sold, weight in mix if weight]
    whole = sum((weight for _name, weight in told), NOTHING)
    if not whole:
        return ""
    unit = Fraction(gcd(*(w.numerator for _n, w in told)), lcm(*(w.denominator for _n, w in told)))
    if whole / unit <= _MOST_IN_ALL:
        return ", ".join(f"{number(Decimal(int(weight / unit)))} {name}" for name, weight in told)
    return ", ".join(f"{round(weight * 100 / whole)}{NNBSP}% {name}" for name, weight in told)


def _threshold(outlook: Outlook) -> Level | None:
    reached = outlook.threshold
    if not isinstance(reached, Threshold):
        return None
    along = outlook.level(reached.clients)
    return Level(reached.clients, reached.costs, reached.costs + along.fair - along.to_pay, reached.revenue)


def _end(now: int, threshold: int) -> int:
    """Return how many clients the chart goes to: beyond those of today and of the threshold."""
    return int(rounded_up(Decimal(ceil(max(now, threshold, _FEWEST) * _BEYOND))))


def _levels(outlook: Outlook, end: int) -> Iterator[Level]:
    """Yield what rising numbers of clients of the mix cost and bring."""
    drawn = [_drawn(rises, end) for rises in outlook.rises]
    counts = {*range(0, end, max(1, end // _MOST_LEVELS)), end}
    starts = {start for some in drawn for rise in some for start in rise.starts(end)}
    for clients in sorted(counts | starts | {start - 1 for start in starts}):
        level = outlook.level(clients)
        steps = (weighted((rise.amount, rise.count(clients)) for rise in some) for some in drawn)
        yield Level(clients, level.to_pay, level.fair, level.revenue, *steps)


def _drawn(rises: Iterable[Rise], end: int) -> list[Rise]:
    """Return what is drawn as rising by steps: the widest steps, as many as one can see."""
    found, left = [], _MOST_STEPS
    for rise in sorted(rises, key=lambda rise: rise.count(end)):
        left -= rise.count(end)
        if left < 0:
            break
        found.append(rise)
    return found


def _steps_in_words(outlook: Outlook, end: int) -> str:
    """Say by which steps costs rise: « + 25 € tous les 20 clients »."""
    said = [_rise_in_words(rise, end) for rise in outlook.rises[0] if rise.count(end)]
    return ", ".join(said) if len(said) <= _MOST_SAID else ""


def _rise_in_words(rise: Rise, end: int) -> str:
    more = euros(rise.amount)
    if rise.count(end) == 1:
        return _("+ {amount} au-delà de {clients}").format(
            amount=more, clients=clients_words(next(rise.starts(end)) - 1)
        )
    around = max(1, round(rise.every))
    words = _("+ {amount} tous les {clients}") if around == rise.every else _("+ {amount} tous les {clients} environ")
    return words.format(amount=more, clients=clients_words(around))


def _percent(share: Fraction) -> Decimal:
    """Return a share of 1, told to the hundredth of a %, in %."""
    return Decimal(round(share * 10_000)).scaleb(-2)
