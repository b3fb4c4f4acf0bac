"""« Prix psychologique »: the chart of the survey in front, in words and in figures, beside the tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from offerdesigner.app.chart_buttons import ChartButtons
from offerdesigner.app.chart_table import ValuesRow, ValuesTable
from offerdesigner.app.chart_view import ChartView
from offerdesigner.app.editors.price.parts import headed, heading, muted
from offerdesigner.app.editors.survey.study import Study
from offerdesigner.app.panels.beside import Beside
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _

_CHART_HEIGHT = 340
_MOST_COLUMNS = 5
"""More columns than that do not fit beside a page."""


class SurveyPanel(Beside):
    """The curves of a survey, or its people."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Prix psychologique"))
        self.title_label = heading("", self)
        self.title_label.setWordWrap(True)
        self.chart = ChartView(self)
        self.chart.setFixedHeight(scaled(_CHART_HEIGHT))
        self.words = muted("", self)
        self.table = ValuesTable(self)
        self.table.values.breaks_headers = True
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.buttons = ChartButtons(self.chart, self, self.table.copy)
        self.buttons.picture_asked.connect(self.picture_asked)
        self.setFocusProxy(self.table)
        self._lay_out()

    def _lay_out(self) -> None:
        column = self.lay_on_paper()
        column.addLayout(headed(self.title_label, self.buttons))
        for widget in (self.chart, self.words, heading(_("Les mêmes valeurs, en chiffres"), self), self.table):
            column.addWidget(widget)
        column.addStretch(1)

    def show_study(self, study: Study) -> None:
        """Show what a survey says; without answers, that there are none."""
        chart = study.chart
        self.title_label.setText(chart.title)
        self.words.setText(chart.words)
        if not study.people:
            self.chart.say(study.words)
            self.table.show_values((), ())
            return
        self.chart.show_chart(chart)
        headers, *rows = chart.rows
        self.table.show_values(headers, [ValuesRow(row) for row in rows])
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        if len(headers) > _MOST_COLUMNS:
            # They scroll rather than hide the prices.
            self.table.setFixedHeight(self.table.height() + self.table.horizontalScrollBar().sizeHint().height())
