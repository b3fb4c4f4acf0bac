"""The detail of the chosen line of cost: a sentence made of fields, and the sum worked out in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.catalogues import providers
from offerdesigner.app.editors.costs import edits
from offerdesigner.app.editors.costs.detail_parts import (
    BASIS,
    BEHAVIOUR,
    FAMILY,
    KIND,
    TITLES,
    Shows,
    Turn,
    always,
    bases,
    cadence_choice,
    has_cadence,
    has_count,
    is_counted,
    is_kind,
    is_step,
    least_words,
)
from offerdesigner.app.editors.price.parts import link, muted, narrow
from offerdesigner.app.fields import (
    AmountField,
    Binding,
    CheckField,
    ChoiceField,
    Field,
    QuantityField,
    TextField,
    bind,
)
from offerdesigner.app.flow import FlowBox
from offerdesigner.economics.costs import Cost, borne_side, has_tax, usual_vat
from offerdesigner.economics.payroll import is_old, pay_table
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id
from offerdesigner.model.costs import (
    CostLine,
    Equipment,
    Salary,
)
from offerdesigner.model.edits import Edit
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.text import _, day, number, typeset

_FIGURE = 62
_WIDE_FIGURE = 98
_CADENCES = (1, 3, 6, 12, 24)
_LIVES = (12, 24, 36, 48, 60, 72, 84)


@dataclass(frozen=True)
class _Word:
    """A part of the sentence, and for which lines it is said."""

    widget: QWidget
    shows: Shows


class CostDetail(QWidget):
    """Everything of one line, in words."""

    address_focused = Signal(str)

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.line_id: Id = "-"
        self.today: Callable[[], date] = date.today
        self._words: list[_Word] = []
        self._bound: list[tuple[Binding, str]] = []
        self.fields: dict[str, Field] = {}
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setAccessibleName(_("En une phrase"))
        self.source = muted("", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 6, 12, 6)
        self._column.setSpacing(6)
        sentence, others = self._box(), self._box()
        self._amount(sentence)
        self._behaviour(sentence)
        self._column.insertWidget(1, self.told)
        self._column.insertWidget(2, self.source)
        self._tax(others)
        self._others(others)

    # Building

    def _amount(self, box: FlowBox) -> None:
        self._turn(box, "kind", _("changer la nature d'un poste"), KIND, always, edits.KINDS)
        self._field(box, "count", "source/count", QuantityField(box), _("changer un nombre"), has_count)
        self._text(box, "×", has_count, leads=True)
        amount = AmountField(box, decimals=4)
        self._field(box, "amount", "source/amount", amount, _("changer le montant d'un poste"), is_kind("amount"))
        price = AmountField(box)
        self._field(box, "price", "source/price", price, _("changer le prix d'un achat"), is_kind("equipment"))
        days = QuantityField(box, unit=_("jours à"))
        self._field(box, "days", "source/days", days, _("changer les jours de travail"), is_kind("days"))
        cost = AmountField(box)
        self._field(box, "day_cost", "source/day_cost", cost, _("changer le coût d'un jour"), is_kind("days"))
        self.least = link("", box)
        self.least.clicked.connect(self._value_at_least)
        box.flow.addWidget(self.least)
        self._salary(box)
        self._choice(box, "cadence", "period_months", _("changer la cadence d'un poste"), has_cadence)
        used = CheckField(_("d'occasion"), box)
        self._field(box, "second_hand", "source/second_hand", used, _("achat neuf ou d'occasion"), is_kind("equipment"))

    def _tax(self, box: FlowBox) -> None:
        sides = ((TaxMode.TTC, "TTC"), (TaxMode.HT, "HT"))
        self._choice(box, "tax", "tax", _("montant TTC ou HT"), has_tax, sides)
        rate = QuantityField(box, unit=_("% de TVA"), decimals=2, maximum=100, optional=True)
        self._field(box, "vat_rate", "vat_rate", rate, _("changer la TVA d'un achat"), self._needs_rate)

    def _salary(self, box: FlowBox) -> None:
        is_salary = is_kind("salary")
        gross = AmountField(box)
        self._field(box, "gross", "source/gross", gross, _("changer un salaire"), is_salary)
        self._text(box, _("brut par mois à temps plein, ×"), is_salary, leads=True)
        paid = QuantityField(box, unit=_("mois par an, à"), minimum=1, maximum=16)
        self._field(box, "months", "source/months", paid, _("changer les mois de paie"), is_salary)
        share = QuantityField(box, unit=_("% du temps ; cotisations"), decimals=2, maximum=100)
        self._field(box, "share", "source/share", share, _("changer la part d'un poste"), is_salary)
        charges = QuantityField(box, unit=_("% du brut ; frais"), decimals=2, maximum=200, optional=True,
                                placeholder=_("barème"))  # fmt: skip
        self._field(box, "charges", "source/charges", charges, _("changer les cotisations"), is_salary)
        extras = AmountField(box)
        self._field(box, "extras", "source/extras", extras, _("changer les frais d'un poste"), is_salary)
        self._text(box, _("par an à temps plein"), is_salary)

    def _behaviour(self, box: FlowBox) -> None:
        kinds = (("fixed", _("fixe")), ("unit", _("par")), ("step", _("par pas de")))
        self._turn(box, "behaviour", _("changer ce dont un poste dépend"), BEHAVIOUR, always, kinds)
        size = QuantityField(box)
        self._field(box, "size", "behaviour/size", size, _("changer la taille d'un pas"), is_step)
        self._turn(box, "basis", _("changer ce qui compte un poste"), BASIS, is_counted)
        self._text(box, _("; les"), is_step, leads=True)
        free = QuantityField(box, unit=_("premiers sont sans frais"))
        self._field(box, "free", "behaviour/free", free, _("changer ce qui est sans frais"), is_step)

    def _others(self, box: FlowBox) -> None:
        unpaid = CheckField(_("Bénévole : valorisé, non payé"), box)
        self._field(box, "unpaid", "unpaid", unpaid, _("temps bénévole ou payé"), always)
        self._text(box, _("Famille :"), always, leads=True)
        self._turn(box, "family", _("changer la famille d'un poste"), FAMILY, always, edits.FAMILIES)
        self._choice(box, "group", "group", _("changer la sous-famille d'un poste"), self._has_groups)
        self._text(box, _("Payé par :"), self._has_partners, leads=True)
        self._choice(box, "provider", "provider", _("changer qui paie un poste"), self._has_partners)
        note = TextField(self, lines=1)
        across = QHBoxLayout()
        across.addWidget(muted(_("Note"), self, wrap=False))
        across.addWidget(note, 1)
        self._column.addLayout(across)
        self._column.addStretch(1)
        self._bind("note", "note", note, _("changer la note d'un poste"))

    def _box(self) -> FlowBox:
        box = FlowBox(self)
        self._column.addWidget(box)
        return box

    def _text(self, box: FlowBox, words: str, shows: Shows, *, leads: bool = False) -> None:
        """Add words; those that `leads` are never parted from what follows them."""
        label = QLabel(typeset(words), box)
        label.setTextFormat(Qt.TextFormat.PlainText)
        box.flow.addWidget(label)
        if leads:
            box.flow.keep_with_next(label)
        self._words.append(_Word(label, shows))

    def _field(self, box: FlowBox, name: str, inside: str, field: Field, label: str, shows: Shows) -> None:
        if isinstance(field, AmountField | QuantityField):
            is_wide = isinstance(field, AmountField) or field.control.placeholderText()
            narrow(field, _WIDE_FIGURE if is_wide else _FIGURE)
        box.flow.addWidget(field)
        self._words.append(_Word(field, shows))
        self._bind(name, inside, field, label)

    def _choice(
        self, box: FlowBox, name: str, inside: str, label: str, shows: Shows, choices: Iterable[tuple[Any, str]] = ()
    ) -> None:
        """Add a choice that is a value of the line."""
        self._bind(name, inside, self._listed(box, choices, shows), label)

    def _turn(
        self, box: FlowBox, name: str, label: str, turn: Turn, shows: Shows, choices: Iterable[tuple[Any, str]] = ()
    ) -> None:
        """Add a choice that makes something else of the line."""

        def held(project: Project) -> Any:
            return turn.read(addresses.get(project, at("costs", self.line_id)))

        def edit(value: Any) -> Edit:
            return edits.change_line(self.line_id, label, partial(turn.change, value=value))

        field = self._listed(box, choices, shows)
        self._take(name, turn.inside, field, bind(self._document, field, at("costs", "-"), label, read=held, edit=edit))

    def _listed(self, box: FlowBox, choices: Iterable[tuple[Any, str]], shows: Shows) -> ChoiceField:
        field = ChoiceField(box, choices=choices)
        field.control.setMinimumContentsLength(5)
        field.control.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.flow.addWidget(field)
        self._words.append(_Word(field, shows))
        return field

    def _bind(self, name: str, inside: str, field: Field, label: str) -> None:
        self._take(name, inside, field, bind(self._document, field, at("costs", "-", inside), label))

    def _take(self, name: str, inside: str, field: Field, binding: Binding) -> None:
        binding.entered.connect(self.address_focused)
        field.control.setAccessibleName(TITLES[name])
        self.fields[name] = field
        self._bound.append((binding, inside))

    # What shows

    def _has_groups(self, line: CostLine) -> bool:
        return any(group.family is line.family for group in self._document.project.cost_groups)

    def _needs_rate(self, line: CostLine) -> bool:
        """Tell whether VAT changes what is borne of the amount, as it is typed."""
        return has_tax(line) and borne_side(self._document.project, line) is not line.tax

    def _has_partners(self, _line: CostLine) -> bool:
        return bool(self._document.project.partners)

    # Showing

    def show_cost(self, cost: Cost, findings: Sequence[Finding]) -> None:
        """Show the line of `cost`, with the findings about it."""
        line = cost.line
        self.line_id = line.id
        self._offer_choices(line)
        for binding, inside in self._bound:
            binding.point_to(at("costs", line.id, inside))
            binding.mark(findings)
        for word in self._words:
            word.widget.setVisible(word.shows(line))
        self.told.setText(typeset(_("En une phrase : « {words} »").format(words=cost.words)))
        self._tell_table(line)
        self._offer_least(line)

    def _offer_choices(self, line: CostLine) -> None:
        project = self._document.project
        cadences = _LIVES if isinstance(line.source, Equipment) else _CADENCES
        self._choose("cadence", [(n, cadence_choice(line, n)) for n in sorted({*cadences, line.period_months})])
        self._choose("basis", bases(project, line))
        groups = [(group.id, group.name) for group in project.cost_groups if group.family is line.family]
        self._choose("group", [(None, _("sans sous-famille")), *groups])
        self._choose("provider", providers(project))
        rate = self.fields["vat_rate"].control
        assert isinstance(rate, QLineEdit)
        rate.setPlaceholderText(number(usual_vat(line)))

    def _choose(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, ChoiceField)
        field.set_choices(choices)

    def _tell_table(self, line: CostLine) -> None:
        """Say where the employer's part comes from, where the published table gives it."""
        source = line.source
        published = isinstance(source, Salary) and source.charges is None and not self._document.project.plan.wages
        self.source.setVisible(published)
        if published:
            table = pay_table()
            said = _("Barème : {label}, vérifié le {date}. {notice}")
            if is_old(table, self.today()):
                said = _("Barème à vérifier : il date de plus d'un an ({label}, relevé le {date}). {notice}")
            self.source.setText(typeset(said.format(label=table.label, date=day(table.verified), notice=table.notice)))

    def _offer_least(self, line: CostLine) -> None:
        """Propose the value of volunteer time at the least wage, where it has another one."""
        change = edits.at_least_wage(self._document.project, line)
        self.least.setVisible(bool(change))
        if change:
            self.least.setText(typeset(least_words(change["source"])))

    def _value_at_least(self) -> None:
        label = _("valoriser du temps bénévole au SMIC")
        self._document.apply(edits.change_line(self.line_id, label, edits.at_least_wage), self)

    def go_to(self, address: Address) -> bool:
        """Put the cursor in the field for `address`, where it shows."""
        found = [
            binding
            for binding, inside in self._bound
            if inside and contains(binding.address, address) and not binding.field.isHidden()
        ]
        if found:
            max(found, key=lambda binding: len(binding.address)).field.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(found)
