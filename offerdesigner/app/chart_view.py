"""A chart on screen: painted from its layout, told in words, its values copied as a table."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from offerdesigner.app import theme
from offerdesigner.render.charts.data import Chart, Zones
from offerdesigner.render.charts.layout import Dot, Fill, Shape, Sheet, Stroke, lay_out, lay_out_zones
from offerdesigner.text import _

LEAST = QSize(240, 180)


class ChartView(QWidget):
    """Shows one chart or one map of zones, or what is missing for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | Zones | None = None
        self._missing = ""
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def chart(self) -> Chart | Zones | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart | Zones) -> None:
        """Show `chart`."""
        if chart != self._chart:
            self._chart = chart
            self.setAccessibleName(chart.title)
            self.setAccessibleDescription(chart.words)
            self.update()

    def say(self, missing: str) -> None:
        """Say what is missing instead of a chart."""
        self._chart, self._missing = None, missing
        self.setAccessibleName(_("Graphique"))
        self.setAccessibleDescription(missing)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shapes of the layout, from the ground up."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.HINT, figures=True))
        if self._chart is None:
            painter.setPen(theme.role("muted"))
            wrapped = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), wrapped, self._missing)
        else:
            for shape in self.shapes():
                _paint(painter, shape)
        painter.end()

    def shapes(self) -> tuple[Shape, ...]:
        """Return what is painted at the present size; nothing without a chart."""
        metrics = QFontMetricsF(theme.font(theme.HINT, figures=True))
        sheet = Sheet(self.width(), self.height(), metrics.height(), metrics.horizontalAdvance)
        if self._chart is None:
            return ()
        return lay_out_zones(self._chart, sheet) if isinstance(self._chart, Zones) else lay_out(self._chart, sheet)


def _paint(painter: QPainter, shape: Shape) -> None:
    colour = theme.role(shape.role)
    if isinstance(shape, Stroke):
        pen = QPen(colour, shape.width)
        if shape.dash:
            pen.setDashPattern([length / shape.width for length in shape.dash])
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in shape.points]))
    elif isinstance(shape, Fill):
        painter.setPen(Qt.PenStyle.NoPen)
        corners = QPolygonF([QPointF(*point) for point in shape.points])
        painter.setBrush(colour)
        painter.drawPolygon(corners)
        if shape.hatched:
            painter.setBrush(QBrush(theme.role("warning_fill"), Qt.BrushStyle.BDiagPattern))
            painter.drawPolygon(corners)
    elif isinstance(shape, Dot):
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if shape.filled else theme.role("base"))
        painter.drawEllipse(QPointF(*shape.centre), shape.radius, shape.radius)
    else:
        font = theme.font(theme.HINT, figures=True, bold=shape.bold)
        painter.setFont(font)
        painter.setPen(colour)
        x = shape.at[0] - QFontMetricsF(font).horizontalAdvance(shape.text) * shape.anchor
        painter.drawText(QPointF(x, shape.at[1]), shape.text)
