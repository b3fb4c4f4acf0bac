"""« Modèle économique »: the share that each kind of revenue has, and the one that it should have."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.chart_buttons import ChartButtons
from offerdesigner.app.chart_view import LEAST, ChartView
from offerdesigner.app.editors.forecast import edits
from offerdesigner.app.editors.form import Columns
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.price.parts import muted, narrow
from offerdesigner.app.fields import QuantityField
from offerdesigner.economics.kinds import KIND_WORDS
from offerdesigner.economics.values import euros
from offerdesigner.model.forecast import RevenueKind
from offerdesigner.model.project import Project
from offerdesigner.render.charts.data import Missing
from offerdesigner.render.charts.figures import Figure, height_of
from offerdesigner.render.charts.shares import whole_percents
from offerdesigner.text import _, number, typeset

_FIELD_WIDTH = 80
_COLUMNS = (_("Nature"), _("Part voulue"), _("Part réelle"), _("Par mois"))


class SharesPart(QWidget):
    """One row for each kind of revenue, and the same drawn."""

    picture_asked = Signal(object)
    """The chart (`Figure`) is to be saved as a picture."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.chart = ChartView(self)
        self.buttons = ChartButtons(self.chart, self)
        self.buttons.picture_asked.connect(self.picture_asked)
        self.fields: dict[RevenueKind, QuantityField] = {}
        self.real: dict[RevenueKind, tuple[QLabel, QLabel]] = {}
        rows, drawn = QWidget(self), QWidget(self)
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        for place, title in enumerate(_COLUMNS):
            grid.addWidget(muted(title, self, wrap=False), 0, place, self._side(place))
        for row, (kind, words) in enumerate(KIND_WORDS.items(), 1):
            self._add_row(page, grid, row, kind, words)
        grid.setColumnStretch(len(_COLUMNS), 1)
        self.sentence = muted("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Columns((rows,), (drawn,), self))
        column.addWidget(self.sentence)
        beside = QVBoxLayout(drawn)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(4)
        beside.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignRight)
        beside.addWidget(self.chart)

    def _side(self, place: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if place > 1 else Qt.AlignmentFlag.AlignLeft

    def _add_row(self, page: Page, grid: QGridLayout, row: int, kind: RevenueKind, words: str) -> None:
        label = QLabel(words, self)
        field = self.fields[kind] = QuantityField(self, unit="%", decimals=2, maximum=100, optional=True)
        narrow(field, _FIELD_WIDTH)
        label.setBuddy(field.control)
        field.control.setAccessibleName(_("{title}, {name}").format(title=_COLUMNS[1], name=words))
        page.bind(
            field, "wanted_shares", _("changer une part voulue"), read=edits.wanted_of(kind), edit=edits.want(kind)
        )
        share, amount = (QLabel(self) for _column in range(2))
        self.real[kind] = share, amount
        for one in self.real[kind]:
            one.setTextFormat(Qt.TextFormat.PlainText)
            one.setFont(theme.font(figures=True))
            one.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for place, widget in enumerate((label, field, share, amount)):
            grid.addWidget(widget, row, place)

    def show_real(self, project: Project, revenue: Mapping[RevenueKind, Fraction], chart: Figure | Missing) -> None:
        """Show what comes in a month, by kind, and say what the shares that are wanted make together."""
        self.chart.show_chart(chart)
        line = QFontMetricsF(theme.font(theme.HINT, figures=True)).height()
        height = LEAST.height() if isinstance(chart, Missing) else round(height_of(chart, line, LEAST.height()))
        self.chart.setFixedHeight(height)
        earned = {kind: value for kind, value in revenue.items() if value > 0}
        total = sum(earned.values(), Fraction(0))
        percents = dict(zip(earned, whole_percents([value / total for value in earned.values()]), strict=True))
        for kind, (share, amount) in self.real.items():
            value = revenue.get(kind, Fraction(0))
            amount.setText(euros(value) if value else "—")
            share.setText(percents.get(kind, "—"))
            share.setAccessibleName(
                _("{name}, part réelle : {share}").format(name=KIND_WORDS[kind], share=share.text())
            )
        self.sentence.setText(typeset(_wanted_in_words(project)))


def _wanted_in_words(project: Project) -> str:
    wanted = sum(one.percent for one in project.wanted_shares)
    if not project.wanted_shares:
        return _("Quelle part devrait venir des abonnements, des dons, des subventions ?")
    if wanted == 100:
        return _("Les parts voulues font 100 %.")
    return _("Les parts voulues font {n} %, et non 100 %.").format(n=number(wanted))
