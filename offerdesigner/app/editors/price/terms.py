"""The terms of an offer, as a table: length, rule, value, and what each comes to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.cells import NEW_ROW, ROW_ROLE, Cell, Row, cell_for_addition
from offerdesigner.app.editors.price.cells_editor import CellsEditor
from offerdesigner.app.editors.price.parts import heading, muted
from offerdesigner.app.editors.price.rules import (
    LONGEST,
    Rule,
    billing_choices,
    billing_words,
    equivalent,
    next_months,
    parse_months,
    printed_term,
    read_value,
    rule_name,
    rule_of,
    term_words,
    told_term,
    value_of,
    value_words,
    with_rule,
)
from offerdesigner.app.editors.price.sides import AS_ENTERED, View
from offerdesigner.app.fields.marks import worst_of
from offerdesigner.economics.competition import sold_alone
from offerdesigner.model import address as addresses
from offerdesigner.model import edits
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.market import Competitor
from offerdesigner.model.offers import Offer, TaxMode, Term
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.text import NBSP, NotANumber, _, money, months, number, typeset

DURATION, RULE, VALUE, MONTHLY, SAVING, BILLING = range(6)
_COLUMNS = {"months": DURATION, "billing_months": BILLING}


def headers(view: View = AS_ENTERED) -> tuple[str, ...]:
    """Return the names of the columns; those of results say their side."""
    monthly, saving = (view.titled(name, view.shown) for name in (_("Soit par mois"), _("Économie affichée")))
    named = (_("Échéance"), _("Règle"), _("Valeur"), monthly, saving, _("Payé"))
    return tuple(typeset(name) for name in named)


def term_rows(
    project: Project,
    offer: Offer,
    address: Address = "",
    findings: Sequence[Finding] = (),
    view: View = AS_ENTERED,
) -> list[Row]:
    """Return one row a term, then the one that adds."""
    rows = []
    for term in offer.terms:
        inside = [finding for finding in findings if contains(at(address, term.id), finding.address)]
        rows.append(_row(project, offer, term, inside, view))
    rows.append(Row(NEW_ROW, (cell_for_addition(_("Nouvelle échéance…")), *(Cell("") for _c in range(5))), False))
    return rows


def _row(project: Project, offer: Offer, term: Term, inside: Sequence[Finding], view: View) -> Row:
    words = term_words(project, offer, term, view.shown)
    severity = worst_of(inside)
    mark = severity.value if severity not in (None, Severity.STRENGTH) else "ok" if words.saves else ""
    value, rule = value_of(term), rule_of(term)
    typed = "" if value is None else number(value, 2 if rule == Rule.PRICE and value != int(value) else None)
    value_said = value_words(term)
    if view.differs and rule == Rule.PRICE:
        value_said = f"{value_said}{NBSP}{view.entered.upper()}"
    cells = (
        Cell(months(term.months), edited=months(term.months)),
        Cell(rule_name(rule), edited=rule.value, choices=tuple((each, rule_name(each)) for each in Rule)),
        Cell(value_said, edited=typed, live=rule == Rule.PRICE, right=True, beside=view.beside(term.price)),
        Cell(words.monthly, right=True),
        Cell(typeset(words.saving), icon=mark, note="\n".join(finding.message for finding in inside)),
        Cell(billing_words(term), edited=billing_words(term), choices=billing_choices(term)),
    )
    return Row(term.id, cells, severity=severity)


class TermsTable(CellsEditor):
    """The table, with its title and the buttons under it."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(
            document,
            _("Échéances de l'offre"),
            _("+ Ajouter une échéance"),
            _("Supprimer l'échéance"),
            parent,
        )
        self._offer: Address = ""
        self._shown = TaxMode.TTC
        self.model.set_headers(headers())
        self.view.keep_room_for(
            {DURATION: months(LONGEST - 1), RULE: rule_name(Rule.ORDINARY), VALUE: money(Decimal(250), cents=True)}
        )
        self.told = muted("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading(_("Échéances de l'offre"), self))
        column.addWidget(
            muted(_("La règle vaut pour toutes les lignes ; l'économie est calculée, jamais saisie."), self)
        )
        column.addWidget(self.view)
        column.addWidget(self.refusal)
        column.addWidget(self.told)
        column.addLayout(self._buttons())

    @property
    def _terms(self) -> Address:
        return at(self._offer, "terms")

    @property
    def _is_ours(self) -> bool:
        return self._offer.startswith("offers/")

    @property
    def _sold(self) -> tuple[Project, Offer]:
        """The offer that has the terms, and the project that it is priced in: its own for that of a competitor."""
        project = self._document.project
        holder: Offer | Competitor = addresses.get(project, self._offer)
        return sold_alone(project, holder) if isinstance(holder, Competitor) else (project, holder)

    def _term(self, term_id: Id) -> Term:
        term: Term = addresses.get(self._document.project, at(self._terms, term_id))
        return term

    def show_offer(self, address: Address, findings: Sequence[Finding], shown: TaxMode) -> None:
        """Show the terms of the offer (or the competitor) at `address`; what they come to is on the side `shown`."""
        if address != self._offer:
            self.refusal.say("")
        self._offer, self._shown = address, shown
        project, offer = self._sold
        entered = offer.lead_rate.tax if offer.lead_rate is not None else shown
        view = View(entered, shown, project.structure.vat)
        self.model.set_headers(headers(view))
        self.model.sync(term_rows(project, offer, self._terms, findings, view))
        self._enable()

    def go_to(self, address: Address) -> bool:
        """Put the cursor on the term that `address` is in."""
        inside = address.removeprefix(self._terms).strip("/").split("/")
        return self.view.select(inside[0], _COLUMNS.get(inside[1], VALUE) if len(inside) > 1 else DURATION)

    def _announce(self, row_id: str) -> None:
        self.address_focused.emit(self._terms if row_id == NEW_ROW else at(self._terms, row_id))

    def _enable(self, *_cursor: object) -> None:
        row: Row | None = self.view.currentIndex().data(ROW_ROLE)
        self.remove_button.setEnabled(row is not None and row.removable)
        self._tell(row)

    def _tell(self, row: Row | None) -> None:
        """Say all of the term that the cursor is on, or how rules are typed."""
        project, offer = self._sold
        term = next((term for term in offer.terms if row is not None and term.id == row.id), None)
        said = "" if term is None else told_term(project, offer, term, self._shown)
        if term is not None and self._is_ours:
            said = f"{said} {printed_term(project, offer, term)}"
        self.told.setText(typeset(said or _("Tapez la règle comme elle se dit : « 10 mois payés sur 12 », « −10 % ».")))

    def add(self) -> None:
        """Add a term and put the cursor on its length."""
        _project, offer = self._sold
        self._insert(next_months(offer))
        self.view.setFocus()

    def remove(self, term_id: Id) -> None:
        """Remove a term."""
        self._attempts.make(edits.remove(at(self._terms, term_id), _("supprimer l'échéance")))

    def _insert(self, length: int) -> bool:
        term = Term(months=length)
        accepted = self._attempts.make(edits.insert(self._terms, term, _("ajouter une échéance")))
        if accepted:
            self.view.select(term.id, RULE)
        return accepted

    def _take(self, row_id: str, column: int, typed: Any, live: bool) -> bool:
        try:
            if row_id == NEW_ROW:
                return not typed.strip() or self._insert(parse_months(typed))
            if column == DURATION:
                return self._put(row_id, _("durée de l'échéance"), months=parse_months(typed))
            if column == RULE:
                return self._change_rule(row_id, Rule(typed))
            if column == BILLING:
                return self._put(row_id, _("rythme de paiement"), billing_months=typed)
            return self._change_value(row_id, typed, live)
        except (NotANumber, Refused) as refusal:
            if not live:
                self._attempts.refuse(str(refusal))
            return False

    def _put(self, term_id: Id, label: str, **changes: Any) -> bool:
        address = at(self._terms, term_id)

        def apply(project: Project) -> Project:
            return addresses.put(project, address, evolve(addresses.get(project, address), **changes))

        return self._attempts.make(edits.Edit(label, apply, address))

    def _change_rule(self, term_id: Id, rule: Rule) -> bool:
        project, offer = self._sold
        value = equivalent(project, offer, self._term(term_id), rule)
        if rule == Rule.PRICE and value is None:
            value = Decimal(0)
        return self._rule(term_id, rule, value, _("règle de l'échéance"), None)

    def _change_value(self, term_id: Id, typed: str, live: bool) -> bool:
        _project, offer = self._sold
        lead = offer.lead_rate.charge if offer.lead_rate is not None else None
        term = self._term(term_id)
        rule, value = read_value(typed, term, lead)
        if live and rule != rule_of(term):
            return False  # what is only half typed changes no rule
        key = ("set", at(self._terms, term_id))  # a number that becomes a rule in words is one step
        label = _("prix de l'échéance") if rule == Rule.PRICE else _("remise de l'échéance")
        return self._rule(term_id, rule, value, label, key)

    def _rule(self, term_id: Id, rule: Rule, value: Decimal | None, label: str, key: Any) -> bool:
        address = at(self._terms, term_id)

        def apply(project: Project) -> Project:
            return addresses.put(project, address, with_rule(addresses.get(project, address), rule, value))

        return self._attempts.make(edits.Edit(label, apply, address, key))
