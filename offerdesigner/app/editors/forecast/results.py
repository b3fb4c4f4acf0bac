"""The tables and the chart of « Prévisions »: what comes of the clients, the prices and the costs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from offerdesigner.app.chart_buttons import ChartButtons
from offerdesigner.app.chart_view import ChartView
from offerdesigner.app.editors.bespoke.prices import ReadTable
from offerdesigner.app.editors.forecast.words import ForecastView, Values
from offerdesigner.app.editors.form import Mnemonics
from offerdesigner.app.editors.price.parts import headed, heading, muted
from offerdesigner.app.fields import AmountField
from offerdesigner.app.text_size import scaled
from offerdesigner.economics.results_words import sales_words
from offerdesigner.text import _, typeset

_CHART_HEIGHT = 240
_MONTHS_WIDTH = 760
_FEWEST_HEADERS = 3
"""A month, one offer and all of them: clients are in the table of months already."""
_PRICE_WIDTH = 90


class ValuesPart(QWidget):
    """A title, a table to read and to copy, and how it is read."""

    def __init__(self, title: str, parent: QWidget, *beside: QWidget) -> None:
        super().__init__(parent)
        self.title = heading(title, self)
        self.table = ReadTable(title, self)
        self.words = muted("", self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 6)
        self.column.setSpacing(7)
        self.column.addLayout(headed(self.title, *beside))
        self.column.addWidget(self.table)
        self.column.addWidget(self.words)

    def show_values(self, values: Values, words: str = "") -> None:
        """Show a table and its sentence."""
        self.table.show_rows(values.headers, values.rows)
        self.words.setText(words)
        self.words.setVisible(bool(words))


class MarginsPart(ValuesPart):
    """What each offer leaves, then how many sales it would take, were they all at one price that is typed."""

    def __init__(self, parent: QWidget, mnemonics: Mnemonics) -> None:
        super().__init__(_("Ce que laisse chaque offre, par client et par mois"), parent)
        self._view: ForecastView | None = None
        question = QLabel(mnemonics.label(typeset(_("Si tout se vendait au même prix :"))), self)
        self.price = AmountField(self, optional=True, placeholder=_("un prix"))
        self.price.setFixedWidth(scaled(_PRICE_WIDTH))
        self.price.committed.connect(self._answer)
        question.setBuddy(self.price.control)
        self.price.control.setAccessibleName(typeset(_("Prix d'une vente")))
        self.answer = muted("", self)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(question)
        row.addWidget(self.price)
        row.addWidget(self.answer, 1)
        self.column.addLayout(row)

    def show_margins(self, view: ForecastView) -> None:
        """Show the margins, and the answer for the price that is typed."""
        self._view = view
        self.show_values(view.margins, view.margins_words)
        self._answer(self.price.value)

    def _answer(self, price: Decimal | None) -> None:
        said = ""
        if self._view is not None and price is not None:
            said = sales_words(self._view.project, self._view.yearly_costs, Fraction(price))
        self.answer.setText(typeset(said))
        self.price.control.setAccessibleDescription(typeset(said))


class _DrawnMonths(QWidget):
    """One chart of months to come under its title, with its buttons."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.chart = ChartView(self)
        self.chart.setFixedHeight(scaled(_CHART_HEIGHT))
        self.chart.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons = ChartButtons(self.chart, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(headed(muted(title, self), self.buttons))
        column.addWidget(self.chart)


class MonthsPart(ValuesPart):
    """The bank and the result, drawn for every scenario, then month by month for the one that is followed."""

    picture_asked = Signal(object)
    """A chart (`Figure`) is to be saved as a picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Mois par mois"), parent)
        self.till = _DrawnMonths(_("En banque à la fin de chaque mois"), self)
        self.result = _DrawnMonths(_("Résultat cumulé"), self)
        charts = QHBoxLayout()
        charts.setSpacing(14)
        for drawn in (self.till, self.result):
            drawn.buttons.picture_asked.connect(self.picture_asked)
            charts.addWidget(drawn, 1)
        self.column.insertLayout(1, charts)
        self.column.insertWidget(2, self.words)
        self.table.setMaximumWidth(scaled(_MONTHS_WIDTH))
        self.clients = ValuesPart(_("Clients de chaque offre, mois par mois"), self)
        self.clients.table.setMaximumWidth(scaled(_MONTHS_WIDTH))
        self.column.addWidget(self.clients)

    def show_months(self, view: ForecastView) -> None:
        """Show the charts and the months."""
        self.title.setText(view.months_title)
        self.table.setAccessibleName(view.months_title)
        self.till.chart.show_chart(view.till)
        self.result.chart.show_chart(view.cumulated)
        self.show_values(view.months, view.months_words)
        self.clients.show_values(view.clients)
        self.clients.setVisible(len(view.clients.headers) > _FEWEST_HEADERS)
