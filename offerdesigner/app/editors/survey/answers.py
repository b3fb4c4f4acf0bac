"""The answers of a survey, one person a row: typed, pasted, imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from offerdesigner.app.editors.catalogue import CatalogueModel, Column, Writing
from offerdesigner.app.editors.catalogues import column
from offerdesigner.app.editors.survey.edits import add_answers
from offerdesigner.app.editors.table import CatalogueTable, Words
from offerdesigner.economics.sensitivity.answers import contradicts, is_blank, prices_of
from offerdesigner.model.address import Address, at, exists
from offerdesigner.model.base import Id, Identified
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
            for name, title in zip(INTENTS, (_("Achète si bon marché"), _("Achète si cher")), strict=True)
        ]

    def remark(_project: Project, answer: Answer) -> str:
        if contradicts(answer, method):
            return _("prix à revoir")
        return "" if is_blank(answer) or None not in prices_of(answer, method) else _("il manque un prix")

    return (*asked, Column("", _("Remarque"), computed=remark))


class _AnswersModel(CatalogueModel):
    """The answers of a survey, none once it is gone."""

    def held(self, project: Project) -> Sequence[Identified]:
        """Return the answers."""
        return super().held(project) if exists(project, self.holder) else ()


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

    def _make_model(self, holder: Address, columns: Sequence[Column]) -> CatalogueModel:
        return _AnswersModel(self._document, holder, columns, self)

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
