"""Which part of a whole each thing makes, and which it should make: bars one under the other, with their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.render.charts.data import Missing, Value, amount
from offerdesigner.render.charts.shapes import BOLDER, GAP, Fill, Shape, Sheet, Stroke, Words
from offerdesigner.text import NNBSP, _, every, listed, number, typeset

_ROW, _BAR = 2.6, 0.8
"""Heights of a row and of its bar, in lines of text."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of a whole: its amount in € (≥ 0), and the part of the whole wanted for it, in %."""

    name: str
    value: Value
    wanted: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the chart: `share` and `wanted` are from 0 to 1; `figures` says the amount, and what part that is."""

    name: str
    share: Fraction
    figures: str
    wanted: Fraction | None = None


@dataclass(frozen=True)
class Shares:
    """The chart."""

    title: str
    bars: tuple[Bar, ...]
    words: str
    rows: tuple[tuple[str, ...], ...]


def shares(title: str, parts: Sequence[Part], missing: str = "", period_months: int = 1) -> Shares | Missing:
    """Return the chart of `parts`, each so much every `period_months`; `missing` is said where they come to nothing."""
    kept = [part for part in parts if part.value > 0 or part.wanted]
    total = sum((Fraction(part.value) for part in kept if part.value > 0), Fraction(0))
    if not total:
        return Missing(typeset(missing or _("Rien à partager encore : tous les montants sont à zéro.")))
    portions = [max(Fraction(part.value), Fraction(0)) / total for part in kept]
    percents = whole_percents(portions)
    bars = tuple(_bar(part, portion, said) for part, portion, said in zip(kept, portions, percents, strict=True))
    told = [_told(part, said) for part, said in zip(kept, percents, strict=True)]
    words = _("{parts}. Total : {total} {every}.").format(
        parts=listed(told), total=amount(total), every=every(period_months)
    )
    return Shares(title, bars, typeset(words), tuple(_rows(kept, percents, total)))


def whole_percents(portions: Sequence[Fraction]) -> list[str]:
    """Say portions in whole %, which come to 100: the largest remainders are rounded up."""
    exact = [portion * 100 for portion in portions]
    whole = [int(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_rest[: 100 - sum(whole)]:
        whole[place] += 1
    return [
        _("moins de 1{space}%").format(space=NNBSP) if not percent and portion else f"{percent}{NNBSP}%"
        for percent, portion in zip(whole, portions, strict=True)
    ]


def _bar(part: Part, portion: Fraction, said: str) -> Bar:
    figures = f"{amount(part.value)} · {said}"
    if part.wanted is None:
        return Bar(part.name, portion, figures)
    figures = _("{figures} (voulu : {wanted} %)").format(figures=figures, wanted=number(part.wanted))
    return Bar(part.name, portion, typeset(figures), Fraction(part.wanted) / 100)


def _told(part: Part, said: str) -> str:
    words = _("{name} {amount} ({percent})")
    if part.wanted is not None:
        words = _("{name} {amount} ({percent}, voulu {wanted} %)")
    wanted = number(part.wanted) if part.wanted is not None else ""
    return words.format(name=part.name, amount=amount(part.value), percent=said, wanted=wanted)


def _rows(parts: Sequence[Part], percents: Sequence[str], total: Fraction) -> Iterator[tuple[str, ...]]:
    wants = any(part.wanted is not None for part in parts)
    headers = ("", _("Montant"), _("Part"), _("Part voulue"))
    yield headers if wants else headers[:3]
    for part, said in zip(parts, percents, strict=True):
        wanted = "—" if part.wanted is None else typeset(_("{n} %")).format(n=number(part.wanted))
        cells = (part.name, amount(part.value), said, wanted)
        yield cells if wants else cells[:3]
    last = (_("Total"), amount(total), f"100{NNBSP}%", "")
    yield last if wants else last[:3]


def lay_out_shares(chart: Shares, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn: as many rows as there is room for, the rest told in one."""
    room = max(1, int((sheet.height - GAP) / (sheet.line * _ROW)))
    bars = chart.bars if len(chart.bars) <= room else (*chart.bars[: room - 1], _rest(chart.bars[room - 1 :]))
    ground = ((0.0, 0.0), (sheet.width, 0.0), (sheet.width, sheet.height), (0.0, sheet.height))
    shapes: list[Shape] = [Fill(ground, "base")]
    for place, bar in enumerate(bars):
        shapes += _row(bar, sheet, place * sheet.line * _ROW)
    return tuple(shapes)


def height_of_shares(chart: Shares, line: float) -> float:
    """Return how high a sheet shows every bar, its words set in lines of this height."""
    return len(chart.bars) * line * _ROW + 2 * GAP


def _rest(bars: Sequence[Bar]) -> Bar:
    """Return what has no row of its own, together."""
    portion = sum((bar.share for bar in bars), Fraction(0))
    return Bar(_("{n} autres").format(n=len(bars)), portion, f"{round(portion * 100)}{NNBSP}%")


def _row(bar: Bar, sheet: Sheet, top: float) -> Iterator[Shape]:
    """Draw a name and its figures, and the bar under them in the whole, with a mark where it should end."""
    line, right = sheet.line, sheet.width - GAP
    base, high = top + line, top + line * 1.35
    low, full = high + line * _BAR, right - GAP
    figures = sheet.measure(bar.figures) * BOLDER
    yield Words((GAP, base), sheet.cut(bar.name or _("Sans nom"), full - figures - 3 * GAP), "text")
    yield Words((right, base), bar.figures, "text", 1.0, bold=True)
    end = GAP + full * float(bar.share)
    yield Fill(((GAP, high), (right, high), (right, low), (GAP, low)), "head")
    yield Fill(((GAP, high), (end, high), (end, low), (GAP, low)), "series_1")
    if bar.wanted is not None:
        place = GAP + full * float(bar.wanted)
        yield Stroke(((place, high - GAP / 2), (place, low + GAP / 2)), "text", 2.0)
