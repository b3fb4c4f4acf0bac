"""The tab « Besoins » of « Marché »: who needs what, what we believe, what focus groups said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from offerdesigner.app.editors.catalogue_page import CataloguePage
from offerdesigner.app.editors.form import Mnemonics, Section, scroll_column
from offerdesigner.app.editors.price.parts import ElidedLabel
from offerdesigner.app.editors.research import catalogues as research_catalogues
from offerdesigner.app.editors.research.group import GroupEditor
from offerdesigner.app.editors.table import CatalogueTable
from offerdesigner.app.fields import Binding, TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.app.live import FOCUS_GROUP_GUIDE
from offerdesigner.economics.needs import need_sentence
from offerdesigner.model.address import at, contains
from offerdesigner.model.base import Identified
from offerdesigner.model.research import FocusGroup, Hypothesis, Need
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document

_NOTES = {
    "learnt": _("changer ce qu'une hypothèse a appris"),
    "changed": _("changer ce qu'une hypothèse a fait changer"),
}
_SHOWN = ("needs", "hypotheses", "focus_groups")


class ResearchTab(CataloguePage):
    """Needs, hypotheses and focus groups, from top to bottom; the printed guide stands beside."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._mnemonics = Mnemonics()
        blocks = [self._needs(), self._hypotheses(), self._groups()]
        self.group = GroupEditor(document, self, self._mnemonics)
        self.tables.append(self.group.questions)
        scroll_column(self, (*blocks, self.group))
        document.changed.connect(self._follow)
        self._show_dependents()

    @property
    def printed(self) -> str:
        """The guide, the usual one while there is no group."""
        return FOCUS_GROUP_GUIDE

    # Sections

    def _needs(self) -> Section:
        section = Section(_("Besoins"), self._mnemonics, remark=_("Partez d'eux, pas de ce que vous savez faire."))
        self.needs = self.add_table(research_catalogues.needs())
        self.needs.current_changed.connect(self._show_need)
        self.sentence = QLabel(section)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(_("Le besoin en une phrase"))
        section.column.addWidget(self.needs)
        section.column.addWidget(self.sentence)
        return section

    def _hypotheses(self) -> Section:
        section = Section(_("Hypothèses"), self._mnemonics, remark=_("Celles qui restent à essayer sont sur le guide."))
        self.hypotheses = self.add_table(research_catalogues.hypotheses())
        self.hypotheses.current_changed.connect(self._show_hypothesis)
        self.about = ElidedLabel(section)
        section.column.insertWidget(1, self.hypotheses)
        section.column.insertWidget(2, self.about)
        self._notes_of: list[tuple[Binding, str]] = []
        self._notes_section = section
        for name, label in _NOTES.items():
            field = TextField(lines=2)
            section.add_field(field_info(Hypothesis, name).title, field)
            self._notes_of.append((self.bind(field, at("hypotheses", "-", name), label), name))
        return section

    def _groups(self) -> Section:
        section = Section(_("Groupes de discussion"), self._mnemonics, remark=_("Le guide imprimé est dans l'aperçu."))
        self.groups = self.add_table(research_catalogues.groups())
        self.groups.current_changed.connect(self._show_group)
        section.column.addWidget(self.groups)
        return section

    # Following the project

    def _follow(self, change: Change) -> None:
        before, now = change.previous, change.project
        if any(getattr(before, part) is not getattr(now, part) for part in _SHOWN):
            self._show_dependents()

    def _show_dependents(self) -> None:
        self._show_need()
        self._show_hypothesis()
        self._show_group()

    def _show_need(self) -> None:
        need = _chosen(self.needs, self.document.project.needs)
        said = need_sentence(need) if isinstance(need, Need) else ""
        self.sentence.setText(said)
        self.sentence.setVisible(bool(said))

    def _show_hypothesis(self) -> None:
        hypothesis = _chosen(self.hypotheses, self.document.project.hypotheses)
        for binding, name in self._notes_of:
            binding.point_to(at("hypotheses", hypothesis.id if hypothesis else "-", name))
            binding.mark(self._findings)
            self._notes_section.show_row(binding.field, hypothesis is not None)
        belief = hypothesis.belief if isinstance(hypothesis, Hypothesis) else ""
        self.about.say(typeset(_("De « {belief} » :").format(belief=belief)) if belief else "")
        self.about.setVisible(bool(belief))

    def _show_group(self) -> None:
        group = _chosen(self.groups, self.document.project.focus_groups)
        self.group.show_group(group if isinstance(group, FocusGroup) else None)

    # Going and marking

    def first_address(self) -> str:
        """Begin on the needs."""
        return "needs"

    def go_to(self, address: str) -> bool:
        """Show and focus the cell or the field for `address`. False when it is not on this tab."""
        for table in (self.needs, self.hypotheses, self.groups):
            if contains(table.model.holder, address):
                break
        else:
            return False
        if not table.go_to(address):
            return False
        self._show_dependents()
        if self.group.go_to(address):
            return True
        field = address.rpartition("/")[2]
        if any(contains(binding.address, address) for binding in self._bindings) and field != address:
            return super().go_to(address)
        self.reveal(table)
        table.take_keyboard()
        return True


def _chosen(table: CatalogueTable, items: Sequence[Identified]) -> Identified | None:
    """Return the object of the current row as the project has it, or the first one."""
    current = table.current()
    return next((item for item in items if current is not None and item.id == current.id), next(iter(items), None))
