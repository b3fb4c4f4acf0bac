"""The parts of one rule, structure by structure, and what they make of a sum, said in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.price.parts import FIGURE_WIDTH, clear, muted, narrow
from offerdesigner.app.editors.sharing.edits import give_part, part_of
from offerdesigner.app.fields import AmountField, Field, QuantityField, bind
from offerdesigner.economics.sharing import name_of, structures
from offerdesigner.economics.worked import example_amount, worked
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.sharing import SharingKind, SharingRule
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_PERCENT = _("Part en %")
_AMOUNT = _("Par mois et par client")


class PartsEditor(QWidget):
    """One row a structure, ours first: its percentage and its amount, as the kind of the rule asks."""

    address_focused = Signal(str)
    """The cursor entered one of the parts."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[object, ...] = ()
        self.fields: dict[tuple[Id | None, str], Field] = {}
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(_("Exemple de partage"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self.sentence)

    def show_rule(self, rule: SharingRule | None) -> None:
        """Show the parts of `rule`; nothing without one."""
        project = self._document.project
        if rule is None:
            self._shown = ()
            self.setVisible(False)
            return
        named = tuple((partner, name_of(project, partner)) for partner, _structure in structures(project))
        wanted = (rule.id, rule.kind, named)
        if wanted != self._shown:
            self._shown = wanted
            self._build(rule, named)
        self.sentence.setText(typeset(worked(project, rule, example_amount(project, rule))))
        self.setVisible(True)

    def focus(self) -> None:
        """Put the cursor in the first part."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, rule: SharingRule, named: tuple[tuple[Id | None, str], ...]) -> None:
        clear(self._grid)
        self.fields = {}
        wanted: list[tuple[str, str, str]] = []
        if rule.kind is not SharingKind.PERCENTAGE:
            title = _("Frais, par mois et par client") if rule.kind is SharingKind.COSTS_FIRST else _AMOUNT
            wanted.append(("amount", title, _("changer le montant d'une structure")))
        if rule.kind is not SharingKind.FIXED:
            title = _("Part du reste") if rule.kind is SharingKind.COSTS_FIRST else _PERCENT
            wanted.append(("percent", title, _("changer la part d'une structure")))
        for place, (_field, title, _label) in enumerate(wanted):
            self._grid.addWidget(muted(title, self, wrap=False), 0, place + 1)
        for row, (partner, name) in enumerate(named, 1):
            label = QLabel(_("{name} (nous)").format(name=name) if partner is None else name, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(theme.font(bold=partner is None))
            self._grid.addWidget(label, row, 0)
            for place, (field, title, edit) in enumerate(wanted):
                made = self._part(rule.id, partner, field, edit)
                made.control.setAccessibleName(_("{title}, {name}").format(title=title, name=name))
                if not place:
                    label.setBuddy(made.control)
                self._grid.addWidget(made, row, place + 1)
        self._grid.setColumnStretch(3, 1)

    def _part(self, rule: Id, partner: Id | None, field: str, label: str) -> Field:
        made: Field = AmountField(self) if field == "amount" else QuantityField(self, unit="%", decimals=2, maximum=100)
        narrow(made, FIGURE_WIDTH)
        binding = bind(
            self._document, made, at("sharing", rule, "shares"), label,
            read=part_of(rule, partner, field), edit=give_part(rule, partner, field, label),
        )  # fmt: skip
        binding.entered.connect(self.address_focused)
        self.fields[partner, field] = made
        return made
