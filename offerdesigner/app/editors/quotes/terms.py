"""« Conditions »: from when and for how long, how it goes on, what is paid first, and the texts that are printed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.form import Columns, Mnemonics, Section, align_labels
from offerdesigner.app.editors.price.parts import narrow
from offerdesigner.app.editors.quotes import catalogues, edits
from offerdesigner.app.editors.quotes.bound import NOWHERE, BoundFields
from offerdesigner.app.editors.quotes.clauses import ClausesBox
from offerdesigner.app.editors.quotes.words import term_words
from offerdesigner.app.fields import CheckField, ChoiceField, DateField, NumberField, QuantityField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote, QuoteTerms, Renewal
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.editors.catalogue_page import CataloguePage

_FIGURE, _UNIT, _TWO_COLUMNS = 70, 160, 500
_RENEWALS = (
    (Renewal.AGREED, _("si les deux sont d'accord")),
    (Renewal.TACIT, _("tacite")),
    (Renewal.NONE, _("aucune")),
)
_UNITS = ((True, _("% de la 1re année")), (False, _("€")))


class TermsForm(QWidget):
    """The fields of the conditions, the dates that follow from them, and the texts."""

    def __init__(self, page: CataloguePage, mnemonics: Mnemonics) -> None:
        super().__init__(page)
        self._document = page.document
        self._quote: Quote | None = None
        self.fields = BoundFields(page)
        self.dates = QLabel(self)
        self.deposit, self.unit = NumberField(self, optional=True), ChoiceField(self, choices=_UNITS)
        self.unit.committed.connect(self._turn_deposit)
        left, right = self._when(mnemonics), self._first(mnemonics)
        align_labels((left,))
        align_labels((right,))
        empty = _("Aucun texte : choisissez ce qui est dit de partir, de changer, de payer.")
        holder = at("quotes", NOWHERE, "terms/clauses")
        self.clauses = ClausesBox(page, catalogues.clauses(holder, _("Textes du devis"), empty), self)
        self.keep_button = self.clauses.table.add_action(_("Garder pour les prochains"), self._keep)
        self._lay_out(left, right)

    def _lay_out(self, left: Section, right: Section) -> None:
        self.dates.setWordWrap(True)
        theme.mark(self.dates, "tone", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Columns((left,), (right,), self, one_below=_TWO_COLUMNS))
        column.addWidget(self.dates)
        column.addWidget(self.clauses)

    def _section(self, mnemonics: Mnemonics) -> Section:
        section = Section("", mnemonics, self)
        section.column.takeAt(0)
        return section

    def _when(self, mnemonics: Mnemonics) -> Section:
        section = self._section(mnemonics)
        notice = QuantityField(self, whole=True, maximum=12, unit=_("mois"))
        trial = QuantityField(self, whole=True, maximum=3660, unit=_("jours"))
        for name, field, label in (
            ("start", DateField(self), _("changer le début d'un devis")),
            ("renewal", ChoiceField(self, choices=_RENEWALS), _("changer la reconduction d'un devis")),
            ("notice_months", notice, _("changer le préavis d'un devis")),
            ("trial_days", trial, _("changer l'essai d'un devis")),
        ):
            section.add_field(_TITLES.get(name) or field_info(QuoteTerms, name).title, field)
            self.fields.bind(field, at("terms", name), label)
        for field in (notice, trial):
            narrow(field, _FIGURE)
        return section

    def _first(self, mnemonics: Mnemonics) -> Section:
        section = self._section(mnemonics)
        section.add_field(_("Acompte"), self.deposit)
        self.fields.bind(self.deposit, "terms/deposit_percent", "", read=_deposit, edit=self._ask_deposit)
        self.unit.control.setAccessibleName(_("Acompte, en % ou en €"))
        self.unit.control.setFixedWidth(_UNIT)
        self.deposit.row.insertWidget(1, self.unit)
        for name, words, label in (
            ("attaches_tariff", _("Joindre la fiche tarifaire"), _("joindre ou non la fiche tarifaire")),
            ("shows_deposit_code", _("Code à scanner pour l'acompte"), _("imprimer ou non le code de l'acompte")),
        ):
            tick = CheckField(words, self)
            section.add_alone(tick)
            self.fields.bind(tick, name, label)
        return section

    def show_quote(self, project: Project, quote: Quote) -> None:
        """Show the conditions of a quote."""
        self._quote = quote
        self.fields.point_to(quote.id)
        self.unit.show(quote.terms.deposit_amount is None)
        self.clauses.client = next((one for one in project.clients if one.id == quote.client), None)
        holder = at("quotes", quote.id, "terms/clauses")
        if self.clauses.holder != holder:
            self.clauses.point_to(holder)
        said = term_words(quote)
        self.dates.setText(typeset(said))
        self.dates.setVisible(bool(said))

    def _ask_deposit(self, quote_id: Id, value: Decimal | None) -> Edit:
        return edits.ask_deposit(quote_id, value, in_percent=bool(self.unit.value))

    def _turn_deposit(self, in_percent: Any) -> None:
        """Have the same figure be in % or in €."""
        quote, value = self._quote, self.deposit.value
        if quote is not None and value is not None:
            self._document.apply(edits.ask_deposit(quote.id, value, in_percent=bool(in_percent)), self)

    def _keep(self) -> None:
        clause = self.clauses.current()
        if clause is not None:
            self._document.apply(edits.keep_clause(self._document.project, clause), self)


_TITLES = {"trial_days": _("Essai")}


def _deposit(_project: Project, quote: Quote) -> Decimal | None:
    terms = quote.terms
    return terms.deposit_percent if terms.deposit_amount is None else terms.deposit_amount
