"""How much of one metric is used: a number, and a slider over the quantities that show how the offers differ."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.bespoke.usage import MOST
from offerdesigner.app.editors.form import Mnemonics
from offerdesigner.app.fields import QuantityField
from offerdesigner.app.text_size import scaled
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.render.charts.data import Axis
from offerdesigner.render.charts.frame import ticks
from offerdesigner.text import _, number

_FIELD_WIDTH = 96
_MARKS = 5
_PAGE = 10
_HANDLE = 12
_SYMBOL = 3


class _Scale(QWidget):
    """The quantities written under a slider."""

    def __init__(self, slider: QSlider, parent: QWidget) -> None:
        super().__init__(parent)
        self._slider = slider
        self._quantities = range(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_quantities(self, quantities: range) -> None:
        """Write round ones among these."""
        if quantities != self._quantities:
            self._quantities = quantities
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(60, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write each quantity under its place on the slider."""
        painter = QPainter(self)
        painter.setFont(theme.font(theme.HINT, figures=True))
        painter.setPen(theme.role("muted"))
        ends = Axis("", Decimal(self._quantities[0]), Decimal(self._quantities[-1]))
        free = 0.0
        for mark in dict.fromkeys((ends.low, *ticks(ends, _MARKS))):
            words = number(mark)
            wide = painter.fontMetrics().horizontalAdvance(words)
            left = min(max(self._place(mark) - wide / 2, 0), self.width() - wide)
            if left >= free:
                painter.drawText(QRectF(left, 0, wide + 1, self.height()), Qt.AlignmentFlag.AlignTop, words)
                free = left + wide + wide / len(words)
        painter.end()

    def _place(self, mark: Decimal) -> float:
        span = self._quantities[-1] - self._quantities[0]
        room = self._slider.width() - _HANDLE
        return _HANDLE / 2 + room * (float(mark) - self._quantities[0]) / (span or 1)


class QuantityRow(QWidget):
    """The row of one metric."""

    used = Signal(str, object)
    """The person wants so much (Decimal) of the metric."""

    def __init__(self, metric: Metric, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(parent)
        self._metric: Id = metric.id
        self._quantities = range(1)
        self.field = QuantityField(self, whole=False, decimals=3 if metric.decimal else 0, maximum=MOST)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self._scale = _Scale(self.slider, self)
        self._label = QLabel(mnemonics.label(metric.name or _("Sans nom")), self)
        self._lay_out()
        # The title says what is counted; a symbol (« Go ») is worth its room.
        self.field.set_unit(metric.plural if len(metric.plural) <= _SYMBOL else "")
        self.field.control.setAccessibleName(metric.name)
        self.slider.setAccessibleName(_("{metric}, curseur").format(metric=metric.name))
        self.field.committed.connect(self._tell)
        self.slider.valueChanged.connect(self._slide)
        self.slider.installEventFilter(self)
        self.slider.setEnabled(False)

    def _lay_out(self) -> None:
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(self.field.control)
        self._label.setFont(theme.font(bold=True))
        self._label.setMinimumWidth(0)
        self.field.control.setFixedWidth(scaled(_FIELD_WIDTH))
        self.slider.setPageStep(_PAGE)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._label, 1)
        top.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(top)
        column.addWidget(self.slider)
        column.addWidget(self._scale)

    def show_span(self, quantities: range) -> None:
        """Slide over these quantities."""
        if quantities == self._quantities:
            return
        self._quantities = quantities
        self._scale.show_quantities(quantities)
        blocker = QSignalBlocker(self.slider)
        self.slider.setRange(0, len(quantities) - 1)
        self.slider.setEnabled(len(quantities) > 1)
        blocker.unblock()

    def show_quantity(self, quantity: Decimal) -> None:
        """Show how much is used."""
        self.field.show(quantity)
        blocker = QSignalBlocker(self.slider)
        place = bisect_left(self._quantities, quantity)
        self.slider.setValue(min(place, len(self._quantities) - 1))
        blocker.unblock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the page that scrolls."""
        if watched is self.slider and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _tell(self, quantity: Decimal) -> None:
        self.used.emit(self._metric, quantity)

    def _slide(self, place: int) -> None:
        quantity = Decimal(self._quantities[place])
        self.field.show(quantity)
        self.used.emit(self._metric, quantity)
