"""« Seuil de rentabilité »: costs and revenue by number of clients, what it says today, and the scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.chart_buttons import ChartButtons
from offerdesigner.app.chart_view import LEAST, ChartView
from offerdesigner.app.editors.forecast.scenario_table import ScenarioLine, ScenarioTable
from offerdesigner.app.editors.price.parts import headed, heading, muted
from offerdesigner.app.panels.beside import Beside
from offerdesigner.app.text_size import scaled
from offerdesigner.model.base import Id
from offerdesigner.render.charts.data import Missing
from offerdesigner.render.charts.figures import Figure, height_of
from offerdesigner.render.charts.shares import Shares
from offerdesigner.text import _, typeset

_CHART_HEIGHT = 300
_ICON = 16

Tone = Literal["ok", "warning", "error", "advice"]


@dataclass(frozen=True)
class ThresholdView:
    """All that the panel shows, in words: where one stands, what that comes to, the scenarios side by side."""

    chart: Figure | Missing
    title: str
    remark: str
    message: str = ""
    tone: Tone = "ok"
    scenarios: tuple[ScenarioLine, ...] = ()
    followed: Id | None = None
    note: str = ""
    """How the table is read: whose proportions those are, how sales are rounded."""

    mix_title: str = ""
    """What the column of proportions is called: « Sur 10 », where they add up to it."""

    shares: Shares | None = None
    """Where the money goes, by family of costs; nothing while there is none."""


class ThresholdPanel(Beside):
    """Shows what its page has computed; `seen` tells when that is worth computing."""

    scenario_chosen = Signal(str)
    """This scenario is to be followed."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Seuil de rentabilité"))
        self.title_label = heading("", self)
        self.title_label.setWordWrap(True)
        self.remark = muted("", self)
        self.chart = ChartView(self)
        self.chart.setFixedHeight(scaled(_CHART_HEIGHT))
        self.chart.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons = ChartButtons(self.chart, self)
        self.buttons.picture_asked.connect(self.picture_asked)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.scenarios_title = heading(_("Scénarios côte à côte"), self)
        self.scenarios_title.setWordWrap(True)
        self.table = ScenarioTable(self)
        self.table.chosen.connect(self.scenario_chosen)
        self.note = muted("", self)
        self.shares = ChartView(self)
        self.shares.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shares_buttons = ChartButtons(self.shares, self)
        self.shares_buttons.picture_asked.connect(self.picture_asked)
        self._shares = QWidget(self)
        self._frame, self._icon = self._framed()
        self._scenarios = QWidget(self)
        self._lay_out()
        self.setFocusProxy(self.chart)

    def _framed(self) -> tuple[QFrame, QLabel]:
        frame = QFrame(self)
        sign = QLabel(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.message, 1)
        return frame, sign

    def _lay_out(self) -> None:
        scenarios = QVBoxLayout(self._scenarios)
        scenarios.setContentsMargins(0, 0, 0, 0)
        scenarios.setSpacing(6)
        scenarios.addWidget(self.scenarios_title)
        scenarios.addWidget(self.table)
        scenarios.addWidget(self.note)
        shares = QVBoxLayout(self._shares)
        shares.setContentsMargins(0, 6, 0, 0)
        shares.setSpacing(6)
        shares.addLayout(headed(heading(_("Part des coûts par famille"), self._shares), self.shares_buttons))
        shares.addWidget(self.shares)
        column = self.lay_on_paper()
        column.addLayout(headed(self.title_label, self.buttons))
        for widget in (self.remark, self.chart, self._frame, self._scenarios, self._shares):
            column.addWidget(widget)
        column.addStretch(1)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_view(self, view: ThresholdView) -> None:
        """Show what was computed."""
        self.chart.show_chart(view.chart)
        for label, words in (
            (self.title_label, view.title),
            (self.remark, view.remark),
            (self.message, view.message),
            (self.note, view.note),
        ):
            label.setText(typeset(words))
        for widget, words in ((self.remark, view.remark), (self.note, view.note), (self._frame, view.message)):
            widget.setVisible(bool(words))
        theme.mark(self._frame, "message", view.tone)
        self._icon.setPixmap(icons.pixmap(view.tone, _ICON, ratio=self.devicePixelRatioF()))
        self.table.show_scenarios(view.scenarios, view.followed, view.mix_title)
        self._scenarios.setVisible(bool(view.scenarios))
        self._shares.setVisible(view.shares is not None)
        if view.shares is not None:
            line = QFontMetricsF(theme.font(theme.HINT, figures=True)).height()
            self.shares.setFixedHeight(round(height_of(view.shares, line, LEAST.height())))
            self.shares.show_chart(view.shares)
