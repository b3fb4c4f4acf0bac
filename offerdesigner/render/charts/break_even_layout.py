"""Where each stroke and word of the chart of costs and revenue goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from offerdesigner.economics.values import clients_words
from offerdesigner.render.charts.break_even import BreakEven, Level, gap_words
from offerdesigner.render.charts.data import Value
from offerdesigner.render.charts.frame import Frame
from offerdesigner.render.charts.labels import Anchored, Board, Label, along
from offerdesigner.render.charts.shapes import GAP, Dot, Fill, Point, Shape, Sheet, Stroke
from offerdesigner.text import _, number, typeset

_COSTS, _REVENUE = "series_3", "series_1"
_TODAY_DASH, _UNPAID_DASH = (3.0, 3.0), (1.5, 3.0)
_SAME = 0.01

Stretch = tuple[Point, Point]
"""Where a line begins and ends between two levels: in a step, it begins higher than the one before ended."""


def lay_out_break_even(chart: BreakEven, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn of the chart, from the ground up."""
    frame = Frame(sheet, chart.x, chart.y)
    costs = _stepped(frame, [(level.clients, level.to_pay, level.steps) for level in chart.levels])
    revenue = _straight(frame, chart.levels)
    lines = [Stroke(_path(costs), _COSTS, 2.0), Stroke(_path(revenue), _REVENUE, 2.0)]
    if chart.has_unpaid:
        unpaid = _stepped(frame, [(level.clients, level.fair, level.fair_steps) for level in chart.levels])
        lines += [Stroke(path, _COSTS, 1.5, _UNPAID_DASH) for path in _below(frame.top, _path(unpaid))]
    marks = tuple(_marks(frame, chart))
    board = Board(frame)
    board.note((*lines, *marks))
    words = board.place([*_labels_of_marks(frame, chart), *_labels_of_lines(frame, chart, lines)])
    return (frame.ground, *_areas(costs, revenue), *frame.axes(), *lines, *marks, *words)


def _stepped(frame: Frame, levels: Sequence[tuple[int, Value, Value]]) -> list[Stretch]:
    """Return the line of clients, cost and what of it rises by steps, by stretches: steps come where one begins."""
    ends = [(frame.at(clients, cost), frame.rise(steps)) for clients, cost, steps in levels]
    return [((x, y + up - up_then), end) for ((x, y), up), (end, up_then) in pairwise(ends)]


def _straight(frame: Frame, levels: Sequence[Level]) -> list[Stretch]:
    points = [frame.at(level.clients, level.revenue) for level in levels]
    return list(pairwise(points))


def _path(stretches: Sequence[Stretch]) -> tuple[Point, ...]:
    """Return the corners of a line; those that it passes straight are left out."""
    path: list[Point] = []
    for point in (point for stretch in stretches for point in stretch):
        if len(path) > 1 and _is_between(path[-2], path[-1], point):
            path.pop()
        if not path or path[-1] != point:
            path.append(point)
    return tuple(path)


def _below(top: float, path: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    """Yield the parts of a line that stay in the plot: under its top."""
    run: list[Point] = []
    for before, after in pairwise(path):
        is_in, goes_on = before[1] >= top, after[1] >= top
        if is_in and not run:
            run = [before]
        if is_in != goes_on:
            share = (top - before[1]) / (after[1] - before[1])
            run.append((before[0] + (after[0] - before[0]) * share, top))
        if goes_on:
            run.append(after)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _is_between(one: Point, middle: Point, other: Point) -> bool:
    across, up = other[0] - one[0], other[1] - one[1]
    return abs(across * (middle[1] - one[1]) - up * (middle[0] - one[0])) <= _SAME * max(abs(across), abs(up), 1.0)


def _areas(costs: Sequence[Stretch], revenue: Sequence[Stretch]) -> Iterator[Fill]:
    """Yield what is lacking and what is left between the two lines, a shape for each run of it."""
    upper: list[Point] = []
    lower: list[Point] = []
    sign = 0
    for is_left, over, under in _slices(costs, revenue):
        if is_left != sign and upper:
            yield _area(upper, lower, sign)
            upper, lower = [], []
        sign = is_left
        upper += over
        lower += under
    if upper:
        yield _area(upper, lower, sign)


def _area(upper: Sequence[Point], lower: Sequence[Point], sign: int) -> Fill:
    return Fill((*upper, *reversed(lower)), "ok_soft" if sign > 0 else "error_soft")


def _slices(costs: Sequence[Stretch], revenue: Sequence[Stretch]) -> Iterator[tuple[int, Stretch, Stretch]]:
    """Yield stretches where one line stays above the other: which (1: revenue), that of revenue, that of costs."""
    for cost, gain in zip(costs, revenue, strict=True):
        before, after = cost[0][1] - gain[0][1], cost[1][1] - gain[1][1]
        if before * after >= 0:
            if before or after:
                yield (1 if before + after > 0 else -1), gain, cost
            continue
        share = before / (before - after)
        (x, y), (x_end, y_end) = gain
        crossing = (x + (x_end - x) * share, y + (y_end - y) * share)
        yield (1 if before > 0 else -1), (gain[0], crossing), (cost[0], crossing)
        yield (1 if after > 0 else -1), (crossing, gain[1]), (crossing, cost[1])


def _marks(frame: Frame, chart: BreakEven) -> Iterator[Shape]:
    """Yield the two verticals and their dots."""
    if chart.threshold is not None:
        place = frame.at(chart.threshold.clients, chart.threshold.revenue)
        yield Stroke(((place[0], frame.bottom), place), "ok", 1.5)
        yield Dot(place, 5.0, "ok")
    if chart.today is not None:
        cost = frame.at(chart.today.clients, chart.today.to_pay)
        gain = frame.at(chart.today.clients, chart.today.revenue)
        yield Stroke(((cost[0], frame.bottom), (cost[0], min(cost[1], gain[1]))), "text", 1.0, _TODAY_DASH)
        yield Dot(cost, 4.0, _COSTS)
        yield Dot(gain, 4.0, _REVENUE)


def _labels_of_marks(frame: Frame, chart: BreakEven) -> Iterator[Label]:
    line, near_foot = frame.sheet.line, frame.bottom - frame.sheet.line
    if chart.threshold is not None:
        words = _("seuil : {clients}").format(clients=clients_words(chart.threshold.clients))
        yield Label(
            typeset(words), "ok", _beside(frame.across(chart.threshold.clients), near_foot, -line, 1), bold=True
        )
    if chart.today is None:
        return
    x = frame.across(chart.today.clients)
    cost, gain = frame.down(chart.today.to_pay), frame.down(chart.today.revenue)
    role = "error" if chart.today.result < 0 else "ok"
    middle = (cost + gain) / 2
    between = (*_beside(x, cost + line * 1.5, line, -1), *_beside(x, middle, line, -1), *_beside(x, middle, -line, -1))
    yield Label(gap_words(chart.today), role, between, bold=True)
    words = _("aujourd'hui : {n}").format(n=number(chart.today.clients))
    yield Label(typeset(words), "text", _beside(x, near_foot, -line, -1))


def _beside(x: float, first: float, step: float, side: int) -> tuple[Anchored, ...]:
    """Return places beside a vertical, rather on the `side` (-1: left), one line further each time."""
    heights = [first + step * number for number in range(8)]
    sides = [(x + 1.5 * GAP * way, 1.0 if way < 0 else 0.0) for way in (side, -side)]
    return tuple((place, height, anchor) for place, anchor in sides for height in heights)


def _labels_of_lines(frame: Frame, chart: BreakEven, lines: Sequence[Stroke]) -> Iterator[Label]:
    costs, revenue, *unpaid = (line.points for line in lines)
    name = typeset(_("coûts + temps bénévole"))
    yield Label(_("recettes"), _REVENUE, along(frame, revenue, backwards=True), bold=True)
    yield Label(typeset(_("coûts à payer")), _COSTS, along(frame, costs, backwards=True), bold=True)
    if unpaid:
        yield Label(name, _COSTS, along(frame, unpaid[0]))
    elif chart.has_unpaid:
        yield Label(f"↑ {name}", _COSTS, along(frame, ((frame.left, frame.top), (frame.right, frame.top))))
    if chart.step_words:
        yield Label(chart.step_words, "muted", along(frame, costs), needed=False)
