"""What leaves of a chart: its table, copied, and its picture, saved; as buttons at its head and in its menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from offerdesigner.app import icons
from offerdesigner.app.chart_view import ChartView
from offerdesigner.app.editors.price.parts import small_button
from offerdesigner.text import _, typeset


class ChartButtons(QWidget):
    """The two buttons of `chart`, usable while it shows something."""

    picture_asked = Signal(object)
    """The chart (`Figure`) is to be saved as a picture."""

    def __init__(self, chart: ChartView, parent: QWidget, copy: Callable[[], None] | None = None) -> None:
        """`copy` puts on the clipboard a table that says more than the one of the chart."""
        super().__init__(parent)
        self._chart = chart
        self._copy = copy or chart.copy
        self.copy_button = small_button("duplicate", _("Copier le tableau (Ctrl+C dans le tableau)"), self)
        self.picture_button = small_button("picture", _("Enregistrer l'image…"), self)
        self._actions = (
            QAction(icons.icon("duplicate"), _("&Copier le tableau"), chart),
            QAction(icons.icon("picture"), typeset(_("&Enregistrer l'image…")), chart),
        )
        self.copy_button.clicked.connect(self._copy)
        self.picture_button.clicked.connect(self._ask)
        for action, does in zip(self._actions, (self._copy, self._ask), strict=True):
            action.triggered.connect(does)
            chart.addAction(action)
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        chart.changed.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.copy_button)
        row.addWidget(self.picture_button)
        self._follow()

    def _follow(self) -> None:
        for part in (self.copy_button, self.picture_button, *self._actions):
            part.setEnabled(self._chart.chart is not None)

    def _ask(self) -> None:
        if self._chart.chart is not None:
            self.picture_asked.emit(self._chart.chart)
