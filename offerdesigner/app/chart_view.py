"""A chart on screen: painted from its layout, told in words, its values copied as a table."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from offerdesigner.app import theme
from offerdesigner.app.clipboard import copy_table
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.render.charts.data import Missing, Zones, table
from offerdesigner.render.charts.figures import Figure, shapes_of
from offerdesigner.render.charts.shapes import Dot, Fill, Shape, Sheet, Stroke, Words
from offerdesigner.render.charts.zones import frame_of, ground_of, marks_of
from offerdesigner.text import _

LEAST = QSize(240, 180)
_NEAR = 8.0
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}


class ChartView(QWidget):
    """Shows one chart or one map of zones, or what is missing for it."""

    changed = Signal()
    """Something else is shown, or nothing any more."""

    picked = Signal(object, object)
    """A place of a map of zones was clicked, or dragged to: its two values (Decimal)."""

    stepped = Signal(int, int)
    """An arrow asks for one step across or up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Figure | None = None
        self._missing = ""
        self._painted: tuple[object, QPixmap] | None = None
        self._laid: tuple[Figure, tuple[float, float, str], tuple[Shape, ...]] | None = None
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def chart(self) -> Figure | None:
        """What is shown."""
        return self._chart

    @property
    def missing(self) -> str:
        """What is said to be missing, or ""."""
        return "" if self._chart else self._missing

    def show_chart(self, chart: Figure | Missing) -> None:
        """Show `chart`, or what is missing for it."""
        if isinstance(chart, Missing):
            self.say(chart.words)
        elif chart != self._chart:
            self._chart = chart
            self.setAccessibleName(chart.title)
            self.setAccessibleDescription(chart.words)
            self.update()
            self.changed.emit()

    def say(self, missing: str) -> None:
        """Say what is missing instead of a chart."""
        self._chart, self._missing = None, missing
        self.setAccessibleName(_("Graphique"))
        self.setAccessibleDescription(missing)
        self.update()
        self.changed.emit()

    def copy(self) -> None:
        """Put the values on the clipboard, as a spreadsheet takes them."""
        if self._chart is not None:
            copy_table(table(self._chart))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shapes of the layout, from the ground up."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.HINT, figures=True))
        if self._chart is None:
            painter.setPen(theme.role("muted"))
            wrapped = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), wrapped, self._missing)
        elif isinstance(self._chart, Zones):
            painter.drawPixmap(0, 0, self._ground(self._chart))
            _paint_all(painter, marks_of(self._chart, self._sheet()))
        else:
            _paint_all(painter, self.shapes())
        if self.hasFocus():
            painter.setPen(QPen(theme.role("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def shapes(self) -> tuple[Shape, ...]:
        """Return what is painted at the present size; nothing without a chart."""
        if self._chart is None:
            return ()
        sheet = self._sheet()
        room = sheet.width, sheet.height, theme.font(theme.HINT, figures=True).toString()
        if self._laid is None or self._laid[0] is not self._chart or self._laid[1] != room:
            self._laid = self._chart, room, shapes_of(self._chart, sheet)
        return self._laid[2]

    def _ground(self, zones: Zones) -> QPixmap:
        """Return what does not move on a map of zones, painted once: a usage is dragged about over it."""
        ratio, ground = self.devicePixelRatioF(), (zones.areas, zones.borders, zones.x, zones.y)
        painted = (ground, self.size(), ratio, theme.current(), theme.font(theme.HINT).toString())
        if self._painted is None or self._painted[0] != painted:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_all(painter, ground_of(zones, self._sheet()))
            painter.end()
            self._painted = painted, picture
        return self._painted[1]

    def _sheet(self) -> Sheet:
        metrics = QFontMetricsF(theme.font(theme.HINT, figures=True))
        return Sheet(self.width(), self.height(), metrics.height(), metrics.horizontalAdvance)

    # Pointing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the values of the place."""
        if not (event.button() == Qt.MouseButton.LeftButton and self._pick(event.position())):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on picking while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event.position())

    def _pick(self, place: QPointF) -> bool:
        if not isinstance(self._chart, Zones):
            return False
        values = frame_of(self._chart, self._sheet()).back((place.x(), place.y()))
        if values is not None:
            self.picked.emit(*values)
        return values is not None

    def place_of(self, x: Decimal, y: Decimal) -> QPointF:
        """Return where a pair of values is on a map of zones.

        Raises `ValueError` when none is shown.
        """
        if not isinstance(self._chart, Zones):
            raise ValueError("no map of zones is shown")
        return QPointF(*frame_of(self._chart, self._sheet()).at(x, y))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move across and up; Ctrl+C copies the table."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif step is not None and isinstance(self._chart, Zones):
            self.stepped.emit(*step)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Name the spot that is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._chart is not None:
            QToolTip.showText(event.globalPos(), plain_tooltip(self.named_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def named_at(self, place: QPointF) -> str:
        """Return the name of the spot of a map of zones at `place`, or ""."""
        if not isinstance(self._chart, Zones):
            return ""
        for spot in self._chart.spots:
            if (self.place_of(spot.x, spot.y) - place).manhattanLength() <= _NEAR:
                return spot.name or spot.label
        return ""


def _paint_all(painter: QPainter, shapes: Iterable[Shape]) -> None:
    for shape in shapes:
        _paint(painter, shape)


def _paint(painter: QPainter, shape: Shape) -> None:
    colour = theme.role(shape.role)
    if isinstance(shape, Stroke):
        pen = QPen(colour, shape.width)
        if shape.dash:
            pen.setDashPattern([length / shape.width for length in shape.dash])
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in shape.points]))
    elif isinstance(shape, Fill):
        _paint_fill(painter, shape)
    elif isinstance(shape, Dot):
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if shape.filled else theme.role("base"))
        painter.drawEllipse(QPointF(*shape.centre), shape.radius, shape.radius)
    else:
        _paint_words(painter, shape)


def _paint_fill(painter: QPainter, shape: Fill) -> None:
    corners = QPolygonF([QPointF(*point) for point in shape.points])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.role(shape.role))
    # The edges of two areas that touch would shine through one another.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawPolygon(corners)
    if shape.hatched:
        painter.setBrush(QBrush(theme.role("warning_fill"), Qt.BrushStyle.BDiagPattern))
        painter.drawPolygon(corners)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_words(painter: QPainter, shape: Words) -> None:
    font = theme.font(theme.HINT, figures=True, bold=shape.bold)
    painter.setFont(font)
    painter.setPen(theme.role(shape.role))
    before = QFontMetricsF(font).horizontalAdvance(shape.text) * shape.anchor
    if not shape.turned:
        painter.drawText(QPointF(shape.at[0] - before, shape.at[1]), shape.text)
        return
    painter.save()
    painter.translate(*shape.at)
    painter.rotate(-90)
    painter.drawText(QPointF(-before, 0), shape.text)
    painter.restore()
