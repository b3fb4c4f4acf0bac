"""One focus group in full: who and where, what is asked, what was said, which words came back, what one keeps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.form import Columns, Mnemonics, Section, align_labels
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.price.parts import ElidedLabel
from offerdesigner.app.editors.research import catalogues as research_catalogues
from offerdesigner.app.editors.research import edits as research_edits
from offerdesigner.app.editors.research.record import CountsView, KeywordsField, SaidEditor
from offerdesigner.app.editors.table import CatalogueTable
from offerdesigner.app.fields import Binding, DateField, Field, LineField, QuantityField, TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model import address as addresses
from offerdesigner.model.address import at
from offerdesigner.model.research import FocusGroup
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_NONE = "-"


class GroupEditor(QWidget):
    """The sections about the group that is chosen; its fields belong to `page`."""

    def __init__(self, document: Document, page: Page, mnemonics: Mnemonics) -> None:
        super().__init__(page)
        self._document, self._page, self._mnemonics = document, page, mnemonics
        self._group: FocusGroup | None = None
        self._bindings: list[tuple[Binding, str]] = []
        self._sections = [self._about(), self._questions(), self._said(), self._keywords(), self._learnt()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.title = ElidedLabel(self)
        self.title.setFont(theme.font(theme.TITLE, bold=True))
        column.addWidget(self.title)
        for section in self._sections:
            column.addWidget(section)
        self.said.rebuilt.connect(self._order_keys)

    # Sections

    def _bind(self, section: Section, name: str, field: Field, label: str) -> None:
        section.add_field(field_info(FocusGroup, name).title, field)
        self._bind_alone(name, field, label)

    def _bind_alone(self, name: str, field: Field, label: str) -> None:
        binding = self._page.bind(field, at("focus_groups", _NONE, name), label)
        self._bindings.append((binding, name))

    def _about(self) -> QWidget:
        left = Section(_("Le rendez-vous"), self._mnemonics)
        right = Section(_("Qui le mène"), self._mnemonics)
        self._bind(left, "held_on", DateField(), _("changer la date d'un groupe"))
        self._bind(left, "place", LineField(), _("changer le lieu d'un groupe"))
        participants = QuantityField(unit=_("personnes"), whole=True, minimum=1, maximum=100)
        self._bind(left, "participants", participants, _("changer le nombre de participants"))
        self._bind(right, "moderator", LineField(), _("changer qui anime un groupe"))
        self._bind(right, "note_taker", LineField(), _("changer qui prend les notes"))
        align_labels([left])
        align_labels([right])
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Columns([left], [right]))
        self.opening = TextField(lines=3)
        words = Section(_("Mot d'accueil"), self._mnemonics, remark=_("Lu au début, à voix haute."))
        self.opening.control.setAccessibleName(_("Mot d'accueil"))
        self._bind_alone("opening", self.opening, _("changer le mot d'accueil"))
        words.column.addWidget(self.opening)
        column.addWidget(words)
        return whole

    def _questions(self) -> Section:
        remark = _("Ouvertes et sans jargon. Comptez d'une heure et demie à trois heures en tout.")
        section = Section(_("Questions"), self._mnemonics, remark=remark)
        catalogue = research_catalogues.questions(at("focus_groups", _NONE, "questions"))
        self.questions = CatalogueTable(
            self._document, catalogue.holder, catalogue.columns, catalogue.words, catalogue.new_row, self._page
        )
        self.questions.address_focused.connect(self._page.address_focused)
        self.start_button = QPushButton(icons.icon("steps"), _("Partir d'un guide type"), section)
        self.start_button.clicked.connect(self._start)
        section.column.addWidget(self.start_button, alignment=Qt.AlignmentFlag.AlignLeft)
        section.column.addWidget(self.questions)
        return section

    def _said(self) -> Section:
        remark = _("Sans noms : ce qui compte est ce qui se dit, pas qui le dit.")
        self._said_section = section = Section(_("Ce qui s'est dit"), self._mnemonics, remark=remark)
        self.said = SaidEditor(self._document, section)
        self.said.address_focused.connect(self._page.address_focused)
        section.column.addWidget(self.said)
        return section

    def _keywords(self) -> Section:
        section = Section(_("Mots à compter"), self._mnemonics)
        self.keywords = KeywordsField(hint=_("Séparés par des virgules. Un mot compte aussi au pluriel."))
        self.keywords.control.setAccessibleName(_("Mots à compter"))
        self._bind_alone("keywords", self.keywords, _("changer les mots à compter"))
        self.counts = CountsView(self._document, section)
        section.column.addWidget(self.keywords)
        section.column.addWidget(self.counts)
        return section

    def _learnt(self) -> Section:
        section = Section(_("Ce que nous retenons"), self._mnemonics)
        self.learnt = TextField(lines=3)
        self.learnt.control.setAccessibleName(_("Ce que nous retenons"))
        self._bind_alone("learnt", self.learnt, _("changer ce que nous retenons"))
        section.column.addWidget(self.learnt)
        return section

    def _order_keys(self) -> None:
        """Have Tab go from the questions to what was said, then to the words: its fields are made anew."""
        stops = [self.questions.stops()[-1], *(field.control for field in self.said.fields.values())]
        stops.append(self.keywords.control)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    # The group

    def show_group(self, group: FocusGroup | None) -> None:
        """Show `group`; nothing without one."""
        self.setVisible(group is not None)
        name = group.id if group is not None else _NONE
        changes = (self._group.id if self._group is not None else _NONE) != name
        self._group = group
        if changes:
            for binding, field in self._bindings:
                binding.point_to(at("focus_groups", name, field))
            self.questions.point_to(at("focus_groups", name, "questions"))
        self.title.say((group.name if group is not None else "") or _("Groupe sans nom"))
        self.said.show_group(group)
        self.counts.show_group(group)
        has_questions = group is not None and bool(group.questions)
        self._said_section.setVisible(has_questions)
        self.start_button.setVisible(not has_questions)

    def _start(self) -> None:
        if self._group is not None and self._document.apply(research_edits.start_from_usual(self._group), self):
            self.questions.take_keyboard()

    def go_to(self, address: str) -> bool:
        """Show and focus a question or what was said to it. False when `address` is elsewhere."""
        if not addresses.contains(self.questions.model.holder, address):
            return False
        question, _slash, name = address[len(self.questions.model.holder) + 1 :].partition("/")
        if name == "answers" and question in self.said.fields:
            self._page.reveal(self.said.fields[question])
        elif self.questions.go_to(address):
            self._page.reveal(self.questions.view if self.questions.model.rowCount() else self.start_button)
        return True
