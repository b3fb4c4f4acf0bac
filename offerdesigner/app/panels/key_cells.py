"""The parts of the bar of key figures: a figure with what it was at opening, the margins, the way to the aim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.panels.key_words import Aim, Figure
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _, money, number, typeset

CHANGED_MS = 1000
_DETAIL_WIDTH, _NOTE_WIDTH = 190, 230
_BAR_WIDTH, _BAR_HEIGHT, _TICK = 150, 8, 3


def change_words(figure: Figure, opening: Figure | None) -> str:
    """Say how far a figure is from what it was at opening: « ▼ 3 depuis l'ouverture (53) »; "" when it is not."""
    if opening is None or figure.value is None or opening.value is None or figure.value == opening.value:
        return ""
    words = _("{arrow} {gap} depuis l'ouverture ({before})")
    return typeset(
        words.format(arrow=_arrow(figure, opening.value), gap=_gap(figure, opening.value), before=_bare(opening))
    )


def _arrow(figure: Figure, before: Decimal) -> str:
    return "▲" if figure.value is not None and figure.value > before else "▼"


def _gap(figure: Figure, before: Decimal) -> str:
    gap = abs((figure.value or Decimal(0)) - before)
    return money(gap, cents=True) if figure.is_money else number(gap)


def _bare(figure: Figure) -> str:
    return figure.text if figure.is_money else number(figure.value or Decimal(0))


def _is_better(figure: Figure, opening: Figure) -> bool:
    """Tell whether a figure changed for the better: margins that rise, thresholds that go down."""
    assert figure.value is not None and opening.value is not None
    return (figure.value > opening.value) is figure.is_money


class ValueLabel(QLabel):
    """A figure; it is bold for a second when it changes. It takes as much room either way."""

    def __init__(self, parent: QWidget, scale: float = theme.FIGURE) -> None:
        super().__init__(parent)
        self._scale = scale
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._timer = QTimer(self, singleShot=True, interval=CHANGED_MS)
        self._timer.timeout.connect(self._calm)
        self._calm()

    def say(self, text: str, *, calm: bool = False) -> None:
        """Show `text`; bold for a second when it changed, unless `calm`: another document's."""
        before = self.text()
        if calm:
            self._timer.stop()
            self._calm()
        if text == before:
            return
        self.setText(text)
        self.setMinimumWidth(QFontMetrics(theme.font(self._scale, bold=True, figures=True)).horizontalAdvance(text))
        if before and not calm:
            self.setFont(theme.font(self._scale, bold=True, figures=True))
            self._timer.start()

    def _calm(self) -> None:
        self.setFont(theme.font(self._scale, figures=True))


class _Line(QLabel):
    """A short line of plain text, cut at a width of its own; hidden when there is nothing to say."""

    def __init__(self, parent: QWidget, width: int = 0) -> None:
        super().__init__(parent)
        self._width = width
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(theme.HINT, figures=True))
        theme.mark(self, "tone", "muted")

    def say(self, text: str, tone: str = "muted") -> None:
        """Show `text` in a tone."""
        room = scaled(self._width)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room) if self._width else text
        self.setText(shown)
        theme.mark(self, "tone", tone)


class FigureCell(QPushButton):
    """A cell of the bar, that leads where its figure comes from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "figure", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 3, 12, 3)
        self.column.setSpacing(1)
        self.title = _Line(self)
        self.column.addWidget(self.title)

    def sizeHint(self) -> QSize:
        """Ask for the room of what stands inside."""
        return self.column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of what stands inside."""
        return self.column.minimumSize()

    def tell(self, *parts: str) -> None:
        """Say the whole cell to a screen reader, and more to whoever points at it."""
        said = [part for part in parts if part]
        self.setAccessibleName(" ".join(said))
        self.setToolTip(plain_tooltip("\n".join(said)))

    def set_compact(self, compact: bool) -> None:
        """Keep one line under the title where there is little room."""


class OneFigure(FigureCell):
    """One figure, its detail, and how far it is from what it was at opening."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.value, self.detail, self.note = ValueLabel(self), _Line(self, _DETAIL_WIDTH), _Line(self, _NOTE_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self.detail, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def show_figure(self, figure: Figure, opening: Figure | None, *, calm: bool) -> None:
        """Show a figure beside what it was at opening."""
        self.title.say(figure.title)
        self.value.say(figure.text, calm=calm)
        self.detail.say(figure.detail)
        changed = change_words(figure, opening)
        if changed and opening is not None:
            self.note.say(changed, "ok" if _is_better(figure, opening) else "warning")
        else:
            self.note.say(figure.remark if figure.value is not None else figure.why)
        self.tell(
            _("{title} : {value}.").format(title=figure.title, value=figure.text), figure.detail, changed, figure.why
        )

    def set_compact(self, compact: bool) -> None:
        """Leave out the last line."""
        self.note.setHidden(compact)


class MarginsCell(FigureCell):
    """What a client of each of the first offers leaves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.names: list[_Line] = []
        self.values: list[ValueLabel] = []
        self.notes: list[_Line] = []
        self._blocks: list[QWidget] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._compact = False
        self.column.addLayout(self._row)
        self.column.addStretch(1)

    def show_margins(self, title: str, figures: Sequence[Figure], opening: Mapping[str, Figure], *, calm: bool) -> None:
        """Show the margins beside what they were at opening."""
        self.title.say(title)
        while len(self._blocks) < len(figures):
            self._add_block()
        said = []
        for place, block in enumerate(self._blocks):
            block.setVisible(place < len(figures))
            if place < len(figures):
                said += self._show(place, figures[place], opening.get(figures[place].key), calm)
        self.tell(_("{title}.").format(title=title), *said)

    def _show(self, place: int, figure: Figure, opening: Figure | None, calm: bool) -> list[str]:
        self.names[place].say(figure.title)
        self.values[place].say(figure.text, calm=calm)
        changed = change_words(figure, opening)
        self.notes[place].say("")
        if changed and opening is not None and opening.value is not None:
            tone = "ok" if _is_better(figure, opening) else "warning"
            self.notes[place].say(f"{_arrow(figure, opening.value)} {_gap(figure, opening.value)}", tone)
        return [figure.why or f"{figure.title} : {figure.text}", changed]

    def _add_block(self) -> None:
        block = QWidget(self)
        block.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        name, value, note = _Line(block, _BAR_WIDTH), ValueLabel(block, theme.BODY), _Line(block)
        name.setHidden(self._compact)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(name)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(value)
        row.addWidget(note)
        row.addStretch(1)
        column.addLayout(row)
        self._row.addWidget(block)
        for known, made in ((self.names, name), (self.notes, note)):
            known.append(made)
        self.values.append(value)
        self._blocks.append(block)

    def set_compact(self, compact: bool) -> None:
        """Leave out the names of the offers: they are in the order of the offers."""
        self._compact = compact
        for name in self.names:
            name.setHidden(compact)


class Track(QWidget):
    """How far one is on the way to the aim, with a mark where the threshold is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._reached = Fraction(0)
        self._mark: Fraction | None = None
        self.setFixedSize(scaled(_BAR_WIDTH), scaled(_BAR_HEIGHT) + 2 * _TICK)

    def show_way(self, reached: Fraction, mark: Fraction | None) -> None:
        """Show both, from 0 to 1."""
        self._reached, self._mark = reached, mark
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the way, what is behind one, and the mark."""
        painter = QPainter(self)
        way = self.rect().adjusted(0, _TICK, 0, -_TICK)
        painter.fillRect(way, theme.role("line"))
        done = way.adjusted(0, 0, 0, 0)
        done.setWidth(round(way.width() * self._reached))
        painter.fillRect(done, theme.role("accent"))
        if self._mark is not None:
            place = min(self.width() - 2, round(way.width() * self._mark))
            painter.fillRect(place, 0, 2, self.height(), theme.role("text"))
        painter.end()


class AimCell(FigureCell):
    """The aim: how far clients are from it, and when they should be there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.track, self.value, self.note = Track(self), ValueLabel(self, theme.BODY), _Line(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.track)
        row.addWidget(self.value)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def show_aim(self, aim: Aim | None, *, calm: bool) -> None:
        """Show the aim, or propose to have one."""
        self.track.setVisible(aim is not None)
        if aim is None:
            self.title.say(_("Objectif"))
            self.value.say(_("Se donner un objectif…"), calm=True)
            self.note.say("")
            self.tell(_("Se donner un objectif de clients"))
            return
        self.track.show_way(aim.reached, aim.threshold)
        self.title.say(aim.title)
        self.value.say(aim.text, calm=calm)
        self.note.say(aim.words)
        self.tell(_("{title} : {value}.").format(title=aim.title, value=aim.text), aim.words)

    def set_compact(self, compact: bool) -> None:
        """Leave out the last line."""
        self.note.setHidden(compact)
