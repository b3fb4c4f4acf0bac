"""« Remise… »: how much, in % or in €, on a line or on the whole; typed in place, under the table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Document
from offerdesigner.app.fields import ChoiceField, LineField, NumberField
from offerdesigner.app.flow import Flow
from offerdesigner.app.text_size import scaled
from offerdesigner.model.address import at
from offerdesigner.model.base import new_id
from offerdesigner.model.edits import insert
from offerdesigner.model.quotes import Discount, Quote, QuoteContent, RowKind
from offerdesigner.pricing.quote_discounts import is_lowered_with_whole
from offerdesigner.pricing.quote_words import cadence_title
from offerdesigner.text import _

_PERCENT, _EUROS = "percent", "amount"
_KINDS = ((_PERCENT, _("%")), (_EUROS, _("€")))
_WHOLE = "whole"


class DiscountForm(QFrame):
    """« Remise [Remise] de [10] [%] sur [tout le devis] ». Entrée adds it, Échap leaves."""

    added = Signal(str)
    """The discount of this id was added."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._quote: Quote | None = None
        self._rows: tuple[Any, ...] = ()
        self.label = LineField(self)
        self.value = NumberField(self, optional=True, maximum=1_000_000)
        self.kind = ChoiceField(self, choices=_KINDS)
        self.on = ChoiceField(self)
        self.cadence = ChoiceField(self)
        self.add_button = QPushButton(_("Ajouter la remise"), self)
        self.leave_button = QPushButton(_("Annuler"), self)
        self._lay_out()
        self.kind.committed.connect(self._fit)
        self.on.committed.connect(self._fit)
        self.add_button.clicked.connect(self._add)
        self.leave_button.clicked.connect(self.hide)

    def _lay_out(self) -> None:
        names = (
            (self.label, _("Nom de la remise"), 130),
            (self.value, _("Valeur de la remise"), 70),
            (self.kind, _("En % ou en €"), 60),
            (self.on, _("Sur quoi porte la remise"), 190),
            (self.cadence, _("Cadence de la remise"), 150),
        )
        for field, name, width in names:
            field.control.setAccessibleName(name)
            field.control.setFixedWidth(scaled(width))
        words = [QLabel(text, self) for text in (_("de"), _("sur"))]
        sentence = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 7)
        column.addWidget(sentence)
        flow = Flow(sentence)
        for widget in (self.label, words[0], self.value, self.kind, words[1], self.on, self.cadence):
            flow.addWidget(widget)
        for button in (self.add_button, self.leave_button):
            button.setAutoDefault(False)
            flow.addWidget(button)
        for word in words:
            flow.keep_with_next(word)
        theme.mark(self.add_button, "primary", True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.label.show(_("Remise"))
        self.kind.show(_PERCENT)
        self.on.show(_WHOLE)

    def show_quote(self, quote: Quote, content: QuoteContent) -> None:
        """Offer the lines of a quote."""
        self._quote = quote
        rows = [(row.id, row.label or _("sans nom")) for row in content.rows if row.kind is RowKind.LINE]
        self.on.set_choices([(_WHOLE, _("tout le devis")), *rows])
        if self.on.value not in (_WHOLE, *(name for name, _label in rows)):
            self.on.show(_WHOLE)
        periods = dict.fromkeys(row.period_months for row in content.rows if is_lowered_with_whole(row))
        self.cadence.set_choices((period or 0, cadence_title(period)) for period in periods)
        if (self.cadence.value or None) not in periods or self.cadence.value is None:
            self.cadence.show(next((period or 0 for period in periods), 0))
        self._fit()

    def take_keyboard(self) -> None:
        """Put the cursor in the amount."""
        self.value.show(None)
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self, _choice: object = None) -> None:
        """One in € on the whole says which cadence it lowers."""
        self.cadence.setVisible(self.kind.value == _EUROS and self.on.value == _WHOLE)

    def _add(self) -> None:
        self.value.commit()
        quote, value = self._quote, self.value.value
        if quote is None or self.value.refusal:
            return
        if not value:
            self.value.refuse(_("De combien ?"))
            return
        made = self._made(value)
        if made is not None and self._document.apply(
            insert(at("quotes", quote.id, "discounts"), made, _("accorder une remise")), self
        ):
            self.hide()
            self.added.emit(made.id)

    def _made(self, value: Decimal) -> Discount | None:
        in_percent = self.kind.value == _PERCENT
        if in_percent and value > 100:
            self.value.refuse(_("Une remise va jusqu'à 100 %."))
            return None
        on = "" if self.on.value == _WHOLE else str(self.on.value)
        return Discount(
            id=new_id(),
            label=self.label.value or _("Remise"),
            percent=value if in_percent else None,
            amount=None if in_percent else value,
            line=on,
            period_months=None if in_percent or on else self.cadence.value or None,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée adds, Échap leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
