"""« Courbe du prix »: the price of one line along its quantity, drawn and in figures, beside the price panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.chart_buttons import ChartButtons
from offerdesigner.app.chart_table import ValuesRow, ValuesTable
from offerdesigner.app.chart_view import ChartView
from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.example import Example
from offerdesigner.app.editors.price.parts import headed, heading, muted
from offerdesigner.app.editors.price.sides import View
from offerdesigner.app.panels.beside import Beside
from offerdesigner.app.text_size import scaled
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, contains
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import RateCard, TaxMode
from offerdesigner.render.charts.line_price import Subject, price_curve
from offerdesigner.text import _

CLIFF = "price_cliff"
_CHART_HEIGHT = 300


class CurvePanel(Beside):
    """Draws the line that the price panel shows, once what changed is on screen elsewhere."""

    def __init__(self, document: Document, example: Example, owner: QWidget) -> None:
        super().__init__(owner, _("Courbe du prix"))
        self._document = document
        self._example = example
        self._line: Address = ""
        self._findings: Sequence[Finding] = ()
        self._shown = TaxMode.TTC
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw)
        self.title_label = heading("", self)
        self.chart = ChartView(self)
        self.table = ValuesTable(self)
        self.note = muted("", self)
        self.buttons = ChartButtons(self.chart, self, self.table.copy)
        self.buttons.picture_asked.connect(self.picture_asked)
        self._figures = QWidget(self)
        self._lay_out()
        self.setFocusProxy(self.table)
        example.changed.connect(self._follow)

    def _lay_out(self) -> None:
        figures = QVBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(6)
        figures.addWidget(heading(_("Les mêmes valeurs, en chiffres"), self))
        figures.addWidget(self.table)
        figures.addWidget(self.note)
        column = self.lay_on_paper()
        column.addLayout(headed(self.title_label, self.buttons))
        column.addWidget(self.chart)
        column.addWidget(self._figures)
        column.addStretch(1)
        self.chart.setFixedHeight(scaled(_CHART_HEIGHT))

    def show_line(self, line: Address, findings: Sequence[Finding], shown: TaxMode) -> None:
        """Show the price line at `line` with the falls that the checks speak of, amounts on the side `shown`."""
        self._line, self._findings, self._shown = line, findings, shown
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while nobody looked."""
        super().showEvent(event)
        self._draw()

    def _follow(self) -> None:
        """Draw in a moment, if anybody looks: what is typed shows in its own place first."""
        if self.isVisible():
            self._later.start(0)

    def _draw(self) -> None:
        self._later.stop()
        subject = self._subject()
        if subject is None:
            return
        self._figures.setVisible(not isinstance(subject.rate.charge, OnQuote))
        if isinstance(subject.rate.charge, OnQuote):
            self.title_label.setText(_("Prix de la ligne"))
            self.chart.say(_("Sur devis : ce prix n'est pas connu d'avance, quelle que soit la quantité."))
            return
        found = price_curve(subject)
        self.title_label.setText(found.chart.title)
        self.chart.show_chart(found.chart)
        dead = _("On paie plus que pour une quantité plus grande.")
        self.table.show_values(
            found.headers, [ValuesRow(row.cells, dead if row.dead else "", row.example) for row in found.rows]
        )
        self.note.setText(found.note)
        self.note.setVisible(bool(found.note))

    def _subject(self) -> Subject | None:
        """Return the line that is looked at; `None` where it counts nothing."""
        project = self._document.project
        if not self._line or not addresses.exists(project, self._line):
            return None
        rate: RateCard = addresses.get(project, self._line)
        metric: Metric | None = next((metric for metric in project.metrics if metric.id == rate.metric), None)
        if metric is None:
            return None
        falls = [f for f in self._findings if f.rule == CLIFF and contains(self._line, f.address)]
        fix = next((fix for finding in falls for fix in finding.fixes), None)
        mended = addresses.get(fix.edit.apply(project), self._line) if fix is not None else None
        vat = project.structure.vat
        return Subject(
            rate,
            metric,
            self._example.charged(rate),
            View(rate.tax, self._shown, vat).amount,
            self._shown.upper() if vat.rate else "",
            frozenset(addresses.last(finding.address) for finding in falls),
            mended,
        )
