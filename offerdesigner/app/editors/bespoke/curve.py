"""« Si … change »: what each offer costs as one quantity varies, drawn and in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.chart_buttons import ChartButtons
from offerdesigner.app.chart_view import ChartView
from offerdesigner.app.editors.price.parts import muted
from offerdesigner.app.fields import ChoiceField
from offerdesigner.app.text_size import scaled
from offerdesigner.model.project import Project
from offerdesigner.render.charts.data import Chart, Spot
from offerdesigner.text import _, typeset

_HEIGHT = 300


class CurveBox(QWidget):
    """The curve of each offer of the range."""

    metric_chosen = Signal(object)
    """Another quantity is to vary: its metric."""

    picture_asked = Signal(object)
    """The curve (`Figure`) is to be saved as a picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._if, self._changes = QLabel(_("Si"), self), QLabel(_("change"), self)
        for label in (self._if, self._changes):
            label.setFont(theme.font(bold=True))
        self.metric_field = ChoiceField(self)
        self.metric_field.control.setMinimumContentsLength(8)
        self.metric_field.control.setAccessibleName(_("Ce qui change"))
        self.metric_field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.metric_field.committed.connect(self.metric_chosen)
        self._if.setBuddy(self.metric_field.control)
        self._remark = muted(_("trait plein : l'offre la moins chère"), self, wrap=False)
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._remark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.chart = ChartView(self)
        self.chart.setFixedHeight(scaled(_HEIGHT))
        self.buttons = ChartButtons(self.chart, self)
        self.buttons.picture_asked.connect(self.picture_asked)
        self.words = muted("", self)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        for widget in (self._if, self.metric_field, self._changes):
            top.addWidget(widget)
        top.addWidget(self._remark, 1)
        top.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.chart)
        column.addWidget(self.words)

    def show_metrics(self, project: Project, along: str) -> None:
        """Offer the metrics of `project` to vary, `along` being the one that does."""
        self.metric_field.set_choices((metric.id, metric.name or _("Sans nom")) for metric in project.metrics)
        self.metric_field.show(along)

    def show_curve(self, chart: Chart | None, here: Spot | None, missing: str) -> None:
        """Show the curve with the present usage on it, or what is missing for it."""
        self.words.setText(typeset(chart.words) if chart is not None else "")
        if chart is None:
            self.chart.say(missing)
            return
        self._remark.setVisible(bool(chart.words))
        is_on_it = here is not None and chart.x.low <= here.x <= chart.x.high
        self.chart.show_chart(replace(chart, spots=(here,) if here is not None and is_on_it else ()))
