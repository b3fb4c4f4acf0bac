"""The detail of a free line: what the table has no room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from offerdesigner.app.editors.catalogues import providers
from offerdesigner.app.editors.form import Columns, Mnemonics, Section
from offerdesigner.app.editors.price.parts import narrow
from offerdesigner.app.editors.price.period import PeriodField
from offerdesigner.app.fields import Binding, ChoiceField, Field, LineField, NumberField, QuantityField, TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.address import at
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.quotes import Quote, QuoteComment, QuoteEntry, QuoteLine, Taking
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.editors.page import Page

_FIGURES = 90
_SIDES = ((TaxMode.TTC, _("TTC")), (TaxMode.HT, _("HT")))
_TAKINGS = ((Taking.INCLUDED, _("oui")), (Taking.PROPOSED, _("non, proposée à côté")))


class EntryForm(QFrame):
    """Unit, cadence, taxes, whether it counts, who delivers it, and between which bounds the client chooses."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = page.document
        self._bindings: list[tuple[Binding, str]] = []
        letters = Mnemonics()
        self._words_label = QLabel(self)
        self.words = TextField(self, lines=2)
        self._words = page.bind(self.words, at("quotes/-/entries/-/text"), _("écrire un texte d'un devis"))
        left, right = (Section("", letters, self) for _side in range(2))
        self._right = right
        self.unit = LineField(self)
        self.period = PeriodField(self)
        self.tax = ChoiceField(self, choices=_SIDES)
        self.rate = NumberField(self, optional=True, maximum=100, placeholder=_("la nôtre"))
        self.taking = ChoiceField(self, choices=_TAKINGS)
        self.provider = ChoiceField(self)
        self.least, self.most = (QuantityField(self, optional=True) for _bound in range(2))
        fields: tuple[tuple[Section, str, Field, str], ...] = (
            (left, "unit", self.unit, _("changer l'unité d'une ligne libre")),
            (left, "period_months", self.period, _("changer la cadence d'une ligne libre")),
            (left, "taking", self.taking, _("compter ou proposer une ligne libre")),
            (left, "provider", self.provider, _("changer qui fournit une ligne libre")),
            (right, "tax", self.tax, _("changer le côté d'une ligne libre")),
            (right, "vat_rate", self.rate, _("changer la TVA d'une ligne libre")),
            (right, "least", self.least, _("borner la quantité d'une ligne libre")),
            (right, "most", self.most, _("borner la quantité d'une ligne libre")),
        )
        for section, name, field, label in fields:
            title = _TITLES.get(name) or field_info(QuoteLine, name).title
            section.add_field(title, field)
            self._bindings.append((page.bind(field, at("quotes/-/entries/-", name), label), name))
        for field in (self.rate, self.least, self.most):
            narrow(field, _FIGURES)
        for section in (left, right):
            section.column.takeAt(0)
        self._left = left
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 4)
        self._columns = Columns((left,), (right,), self)
        column.addWidget(self._words_label)
        column.addWidget(self.words)
        column.addWidget(self._columns)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.hide()

    def show_entry(self, quote: Quote | None, entry: QuoteEntry | None) -> None:
        """Show the detail of a free line, or the words of a comment; nothing of what is neither."""
        self.setVisible(quote is not None and isinstance(entry, QuoteLine | QuoteComment))
        if quote is None or not isinstance(entry, QuoteLine | QuoteComment):
            return
        field = "detail" if isinstance(entry, QuoteLine) else "text"
        title = field_info(type(entry), field).title
        self._words_label.setText(title)
        self.words.control.setAccessibleName(title)
        self._words.point_to(at("quotes", quote.id, "entries", entry.id, field))
        self._columns.setVisible(isinstance(entry, QuoteLine))
        if isinstance(entry, QuoteLine):
            self._show_line(quote, entry)

    def _show_line(self, quote: Quote, entry: QuoteLine) -> None:
        project = self._document.project
        self.provider.set_choices(providers(project))
        self._left.show_row(self.provider, bool(project.partners))
        has_vat = bool(project.structure.vat.rate) or entry.vat_rate is not None
        for field in (self.tax, self.rate):
            self._right.show_row(field, has_vat)
        for binding, name in self._bindings:
            binding.point_to(at("quotes", quote.id, "entries", entry.id, name))


_TITLES = {"least": _("Au choix, de"), "most": _("à"), "vat_rate": _("TVA, en %")}
