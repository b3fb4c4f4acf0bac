"""The answers of a survey, one person a row: typed, pasted, imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.catalogue import CatalogueModel, Column, Index, Writing
from offerdesigner.app.editors.catalogues import column
from offerdesigner.app.editors.survey.edits import add_answers
from offerdesigner.app.editors.table import CatalogueTable, Words
from offerdesigner.app.plain import plain_tooltip, two_lines
from offerdesigner.economics.sensitivity.answers import contradicts, is_blank, prices_of
from offerdesigner.model.address import Address, at, exists
from offerdesigner.model.base import Id, Identified, evolve
from offerdesigner.model.edits import Edit
from offerdesigner.model.project import Project
from offerdesigner.model.research import Answer, SurveyMethod
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.sheets import read_sheets
from offerdesigner.storage.exchange.survey_answers import (
    INTENTS,
    QUESTIONS,
    ReadAnswers,
    answers_in,
    answers_in_text,
    read_intent,
    read_price,
)
from offerdesigner.storage.format import Unreadable
from offerdesigner.text import NotANumber, _, money, number

if TYPE_CHECKING:
    from offerdesigner.app.document import Document


Item = Qt.ItemDataRole


def _reading(read: Any) -> Any:
    """Return `read` refusing as the cells of a table do."""

    def reading(typed: str) -> Any:
        try:
            return read(typed)
        except Refused as refusal:
            raise NotANumber(str(refusal)) from refusal

    return reading


def _or_nothing(write: Any) -> Any:
    return lambda value: "" if value is None else write(value)


_PRICE = Writing(shown=_or_nothing(money), typed=_or_nothing(number), read=_reading(read_price))
_INTENT = Writing(shown=_or_nothing(str), typed=_or_nothing(str), read=_reading(read_intent))


def _columns(method: SurveyMethod) -> tuple[Column, ...]:
    asked = [column(Answer, name, _("changer une réponse"), writing=_PRICE) for name in QUESTIONS[method]]
    if method is SurveyMethod.VAN_WESTENDORP:
        scale = _("De 1 (sûrement pas) à 5 (sûrement)")
        asked += [
            Column(name, title, help=scale, label=_("changer une réponse"), writing=_INTENT)
            for name, title in zip(INTENTS, (_("Achète, bon marché"), _("Achète, cher")), strict=True)
        ]

    def remark(_project: Project, answer: Answer) -> str:
        if contradicts(answer, method):
            return _("prix à revoir")
        return "" if is_blank(answer) or None not in prices_of(answer, method) else _("il manque un prix")

    return (*asked, Column("", _("Remarque"), computed=remark))


class _AnswersModel(CatalogueModel):
    """The answers of a survey, none once it is gone; then a row to type the next one in, while one does.

    That row is in the project once something is typed in it, in the same step.
    """

    _draft: Answer | None = None

    def held(self, project: Project) -> Sequence[Identified]:
        """Return the answers, and the one that is about to be typed."""
        answers = super().held(project) if exists(project, self.holder) else ()
        if self._draft is None or any(one.id == self._draft.id for one in answers):
            self._draft = None
            return answers
        return (*answers, self._draft)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole) -> Any:
        """Name the questions on two lines: prices are narrow."""
        said = super().headerData(section, orientation, role)
        is_name = orientation == Qt.Orientation.Horizontal and role == Item.DisplayRole
        return two_lines(said) if is_name else said

    def data(self, index: Index, role: int = Item.DisplayRole) -> Any:
        """Tint the answers that do not count, and say why, wherever one points."""
        said = super().data(index, role)
        if said is None and role in (Item.BackgroundRole, Item.ToolTipRole) and index.isValid():
            remark = self.columns[-1].computed
            why = remark(self._document.project, self.row_object(index.row())) if remark is not None else ""
            if why:
                return theme.role("warning_soft") if role == Item.BackgroundRole else plain_tooltip(why)
        return said

    @property
    def draft(self) -> Id | None:
        """The row that holds nothing yet, if there is one."""
        return None if self._draft is None else self._draft.id

    def open_draft(self) -> Id:
        """Show a row to type in after the others."""
        if self._draft is None:
            self._draft = Answer()
            self.sync(self.held(self._document.project))
        return self._draft.id

    def close_draft(self) -> None:
        """Take away the row that holds nothing."""
        if self._draft is not None:
            self._draft = None
            self.sync(self.held(self._document.project))

    def address_at(self, index: Index) -> Address:
        """Return the address that a cell edits: of the answers, while its row is none of them."""
        return self.holder if self.row_object(index.row()).id == self.draft else super().address_at(index)

    def edit_for(self, index: Index, value: Any) -> Edit:
        """Return the edit that changes a cell, or that adds the answer that is begun in it."""
        if self._draft is None or self.row_object(index.row()).id != self._draft.id:
            return super().edit_for(index, value)
        begun = evolve(self._draft, **{self.columns[index.column()].field: value})
        return add_answers(self.holder.split("/")[1], (begun,), _("ajouter une réponse"))


class AnswersTable(CatalogueTable):
    """The answers of one survey, for the questions of one method."""

    said = Signal(str)
    """Why what was pasted or imported is not taken, or "" once something was."""

    def __init__(self, document: Document, survey: Id, method: SurveyMethod, parent: QWidget) -> None:
        self.survey, self.method = survey, method
        words = Words(
            title=_("Réponses"),
            empty=_("Une ligne par personne : tapez ses prix, ou collez-les depuis un tableur."),
            add=_("Ajouter une réponse"),
            added=_("ajouter une réponse"),
            removed=_("retirer une réponse"),
            duplicated=_("dupliquer une réponse"),
            moved=_("déplacer une réponse"),
        )
        super().__init__(document, at("surveys", survey, "answers"), _columns(method), words, Answer, parent)
        paste = QAction(_("Coller"), self.view)
        paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        paste.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        paste.triggered.connect(self.paste)
        self.view.addAction(paste)
        self.current_changed.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._settle)

    def _make_model(self, holder: Address, columns: Sequence[Column]) -> CatalogueModel:
        self._answers = _AnswersModel(self._document, holder, columns, self)
        return self._answers

    def add(self) -> None:
        """Open a row after the last for the next person."""
        self.go_to(at(self.model.holder, self._answers.open_draft()))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.edit(self.view.currentIndex())

    def current(self) -> Identified | None:
        """Return the answer of the current row, or `None` while it holds nothing."""
        found = super().current()
        return None if found is None or found.id == self._answers.draft else found

    def remove_current(self) -> None:
        """Remove the current answer, or take away the row that holds nothing."""
        if self.current() is None:
            self._answers.close_draft()
        else:
            super().remove_current()

    def _settle(self, *_moved: object) -> None:
        """Leave no empty row behind once the cursor is elsewhere."""
        focused, draft = QApplication.focusWidget(), self._answers.draft
        if draft is None or QApplication.activePopupWidget() is not None:
            return
        is_here = focused is None or focused is self.view or self.view.isAncestorOf(focused)
        if not is_here or self.view.currentIndex().row() != self.model.row_of(draft):
            self._answers.close_draft()

    def _update_actions(self) -> None:
        super()._update_actions()
        if self.view.currentIndex().isValid() and self.current() is None:
            for name in ("duplicate", "up", "down"):
                self.actions_by_name[name].setEnabled(False)

    def _go_down(self) -> None:
        """Go to the next person, or to a new one after the last."""
        index = self.view.currentIndex()
        if index.row() + 1 < self.model.rowCount() or is_blank(self.model.row_object(index.row())):  # type: ignore[arg-type]
            super()._go_down()
        else:
            self.add()

    def paste(self) -> None:
        """Add the answers that were copied, each on its line."""
        carried = QGuiApplication.clipboard().mimeData()
        text = carried.text() if carried is not None and carried.hasText() else ""
        try:
            self.take(answers_in_text(text, self.method))
        except Refused as refusal:
            self.said.emit(str(refusal))

    def take(self, read: ReadAnswers) -> None:
        """Add answers that were read, and go to the first of them."""
        if self._document.apply(add_answers(self.survey, read.answers), self):
            self.said.emit(" ".join(read.notes))
            self.go_to(at(self.model.holder, read.answers[0].id))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


@dataclass(frozen=True)
class ReadFile:
    """Reads the answers that the file `path` holds, on the worker."""

    path: Path
    method: SurveyMethod

    def __call__(self) -> ReadAnswers | str:
        """Return the answers of the first sheet, or a sentence that says why there are none."""
        try:
            return answers_in(read_sheets(self.path)[0], self.method)
        except (Refused, Unreadable) as refusal:
            return str(refusal)
