"""What adds up month after month, in the till or as a result: one line for each scenario, and the lowest point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from offerdesigner.render.charts.data import Axis, Missing, Value, amount, in_euros, short_euros
from offerdesigner.render.charts.frame import Frame, around
from offerdesigner.render.charts.labels import Anchored, Board, Label, apart, box_of
from offerdesigner.render.charts.shapes import BOLDER, GAP, Dot, Shape, Sheet, Stroke, Words
from offerdesigner.text import _, month, typeset

_MOST_BESIDE = 0.25
"""The part of the width that names may take at the right."""

_LOOKS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("series_1", ()),
    ("series_2", (7.0, 4.0)),
    ("series_3", (1.5, 3.0)),
    ("text", (8.0, 3.0, 1.5, 3.0)),
    ("muted", (3.0, 3.0)),
)
"""Colour and dash of each line; a sixth begins again, and has its name beside it like the others."""

_DOT = 3.5
_LEADING = 1.1
_EVERY = (1, 3, 6, 12, 24, 60, 120)
_MOST_MARKS = 5


@dataclass(frozen=True, slots=True)
class Path:
    """What there is at the end of each month, in €, in one scenario."""

    name: str
    values: tuple[Value, ...]

    @property
    def lowest(self) -> int:
        """The month (from 0) when the least is left, the first of them."""
        return min(range(len(self.values)), key=lambda place: Fraction(self.values[place]))


@dataclass(frozen=True)
class Cumulated:
    """The chart: the first of the `paths` is the one that is followed, whose lowest point is marked."""

    title: str
    x: Axis
    y: Axis
    paths: tuple[Path, ...]
    words: str
    rows: tuple[tuple[str, ...], ...]


def cumulated(title: str, first: date | None, paths: Sequence[Path]) -> Cumulated | Missing:
    """Return the chart of `paths`, or what is missing for it.

    Their first month is that of the date `first`; without one, months are numbered from 1.
    """
    drawn = tuple(path for path in paths if path.values)
    months = max((len(path.values) for path in drawn), default=0)
    if months < 2:
        return Missing(typeset(_("Il faut au moins un scénario et deux mois pour suivre ce qui s'ajoute.")))

    def name_of(place: Decimal) -> str:
        return _month(first, int(place))

    last = Decimal(months - 1)
    step = next((step for step in _EVERY if (months - 1) // step < _MOST_MARKS), _EVERY[-1])
    x = Axis("", Decimal(0), last, name_of, tuple(map(Decimal, range(0, months, step))))
    values = [Fraction(value) for path in drawn for value in path.values]
    y = Axis("€", *around(min(values), max(values)), short_euros)
    words = typeset(" ".join(_in_words(first, drawn)))
    return Cumulated(title, x, y, drawn, words, tuple(_rows(first, drawn, months)))


def _month(first: date | None, place: int) -> str:
    """Name a month by its place from 0: « sept. 2027 », « mois 10 »."""
    return month(_later(first, place)) if first is not None else _("mois {n}").format(n=place + 1)


def _later(first: date, months: int) -> date:
    years, place = divmod(first.month - 1 + months, 12)
    return date(min(first.year + years, date.max.year), place + 1, 1)


def _in_words(first: date | None, paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        place = path.lowest
        words = _("{name} : au plus bas {low} ({month}), puis {end} ({last}).")
        if place == len(path.values) - 1:
            words = _("{name} : {end} ({last}), le plus bas de la période.")
        yield words.format(
            name=path.name or _("Sans nom"),
            low=amount(path.values[place]),
            month=_month(first, place),
            end=amount(path.values[-1]),
            last=_month(first, len(path.values) - 1),
        )


def _rows(first: date | None, paths: Sequence[Path], months: int) -> Iterator[tuple[str, ...]]:
    yield (_("Mois"), *(path.name or _("Sans nom") for path in paths))
    for place in range(months):
        cells = (amount(path.values[place]) if place < len(path.values) else "—" for path in paths)
        yield (_month(first, place), *cells)


def frame_of(chart: Cumulated, sheet: Sheet) -> Frame:
    """Return where a chart is drawn: between its axes, with room for names at the right."""
    return Frame(sheet, chart.x, chart.y, beside=_room_for_names(chart.paths, sheet) * BOLDER + 2 * GAP)


def lay_out_cumulated(chart: Cumulated, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn of the chart, from the ground up."""
    room, frame = _room_for_names(chart.paths, sheet), frame_of(chart, sheet)
    zero = frame.down(Decimal(0))
    level = Stroke(((frame.left, zero), (frame.right, zero)), "text", 1.0)
    lines = [_line(frame, path, number) for number, path in enumerate(chart.paths)]
    followed = chart.paths[0]
    low = frame.at(followed.lowest, followed.values[followed.lowest])
    dot = Dot(low, _DOT, "error" if Fraction(followed.values[followed.lowest]) < 0 else "text")
    board = Board(frame)
    board.note((level, *lines, dot))
    names = tuple(_names(frame, chart.paths, lines, room))
    board.taken += [box_of(words, frame) for words in names]
    words = board.place([_low_point(frame, followed, chart.x)])
    return (frame.ground, *frame.axes(), level, *lines, dot, *words, *names)


def _line(frame: Frame, path: Path, number: int) -> Stroke:
    role, dash = _LOOKS[number % len(_LOOKS)]
    return Stroke(tuple(frame.at(place, value) for place, value in enumerate(path.values)), role, 2.0, dash)


def _low_point(frame: Frame, path: Path, x: Axis) -> Label:
    place, value = path.lowest, path.values[path.lowest]
    words = _("au plus bas : {amount} ({month})").format(amount=amount(value), month=x.write(Decimal(place)))
    role = "error" if in_euros(value) < 0 else "text"
    return Label(typeset(words), role, tuple(_around(frame, *frame.at(place, value))), bold=True)


def _around(frame: Frame, x: float, y: float) -> Iterator[Anchored]:
    """Yield places about a point, the nearest first."""
    line = frame.sheet.line
    for away in (1.4, -0.8, 2.4, -1.8, 3.4, -2.8, -4.0, -5.5, -7.0, -9.0):
        for across, anchor in ((2 * GAP, 0.0), (0.0, 0.5), (-2 * GAP, 1.0)):
            yield x + across, y + line * away, anchor


def _names(frame: Frame, paths: Sequence[Path], lines: Sequence[Stroke], room: float) -> Iterator[Words]:
    """Write the names at the right of the plot, each as near as can be to the end of its line."""
    line_height = frame.sheet.line * _LEADING
    most = int((frame.bottom - frame.top) / line_height)
    shown = sorted(zip(paths[:most], lines, strict=False), key=lambda one: one[1].points[-1][1])
    down = frame.sheet.line / 3
    wanted = [line.points[-1][1] + down for _path, line in shown]
    heights = apart(wanted, line_height, frame.top + down, frame.bottom)
    for height, (path, line) in zip(heights, shown, strict=True):
        name = frame.sheet.cut(path.name or _("Sans nom"), room)
        yield Words((frame.right + GAP, height), name, line.role, bold=path is paths[0])


def _room_for_names(paths: Sequence[Path], sheet: Sheet) -> float:
    widest = max(sheet.measure(path.name or _("Sans nom")) for path in paths)
    return min(widest, sheet.width * _MOST_BESIDE)
