"""What a quote comes to: the first year, each next one, and what its other cadences are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.model.quotes import Quote, QuoteContent
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.quote_term import goes_on, is_short, whole_term, year_figures
from offerdesigner.pricing.quote_totals import QuoteTotals, totals
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.text import _, typeset

_FIGURE = 1.45
_YEAR = 12


class TotalBox(QFrame):
    """A title, an amount, and what it becomes with the options proposed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.figure, self.remark = QLabel(self), QLabel(self), QLabel(self)
        self.figure.setFont(theme.font(_FIGURE, bold=True, figures=True))
        self.remark.setFont(theme.font(theme.HEADER, figures=True))
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 7, 11, 7)
        column.setSpacing(1)
        for label in (self.title, self.figure, self.remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(0)
            column.addWidget(label)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        theme.mark(self, "total", "plain")

    def say(self, title: str, figure: str, remark: str) -> None:
        """Show an amount."""
        for label, words in ((self.title, title), (self.figure, figure), (self.remark, remark)):
            label.setText(typeset(words))
        self.remark.setVisible(bool(remark))
        self.setAccessibleName(", ".join(filter(None, (f"{title} : {figure}", remark))))


class TotalsRow(QWidget):
    """The three boxes, one under the other where there is little room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first, self.next, self.monthly = (TotalBox(self) for _box in range(3))
        theme.mark(self.first, "total", "main")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(9)
        for box in (self.first, self.next, self.monthly):
            self._row.addWidget(box, 1)

    def show_quote(self, quote: Quote, content: QuoteContent) -> None:
        """Show the totals of a quote."""
        found, more = totals(content), totals(content, with_proposed=True)
        side = _(" TTC") if any(row.vat_rate for row in content.rows) else ""
        self.next.setVisible(goes_on(quote))
        beside = dict(year_figures(quote, more))
        for box, (title, value) in zip((self.first, self.next), year_figures(quote, found), strict=False):
            remark = (
                _("avec options : {amount}").format(amount=amount_words(beside[title]))
                if beside[title] != value
                else ""
            )
            box.say(title, amount_words(value) + (side if value is not None else ""), remark)
        self._show_third(quote, found, side)

    def _show_third(self, quote: Quote, found: QuoteTotals, side: str) -> None:
        """Show the whole commitment where it is longer than a year, else what a month comes to."""
        self.monthly.setVisible(found.next_year is not None and not is_short(quote))
        if self.monthly.isHidden() or found.next_year is None:
            return
        for title, whole in whole_term(quote, found):
            self.monthly.say(title, amount_words(whole) + side, "")
            return
        month = to_cents(found.next_year / _YEAR)
        self.monthly.say(_("Soit, par mois"), amount_words(month) + side, _("sans ce qui se paie une fois"))
