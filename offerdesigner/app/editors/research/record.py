"""What was said in a focus group, question by question, and the words that are counted in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app.chart_table import ValuesRow, ValuesTable
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.price.parts import clear, muted
from offerdesigner.app.editors.research import edits
from offerdesigner.app.fields import LineField, TextField, bind
from offerdesigner.app.fields.base import Refused
from offerdesigner.app.plain import caption
from offerdesigner.economics.keywords import keyword_counts, proposed
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.research import FocusGroup
from offerdesigner.text import NBSP, _, listed, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_MOST_COLUMNS = 10
"""How many questions have a column of counts; beyond, the whole is told alone."""


class SaidEditor(QWidget):
    """One field a question, under its words: what was answered."""

    address_focused = Signal(str)
    """The cursor entered one of the fields."""

    rebuilt = Signal()
    """The fields are others: their place in the order of keys is to set."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[object, ...] | None = None
        self._titles: list[QLabel] = []
        self.fields: dict[Id, TextField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_group(self, group: FocusGroup | None) -> None:
        """Show the questions of `group`, each with what was said."""
        questions = group.questions if group is not None else ()
        wanted = (group.id if group is not None else "", *(question.id for question in questions))
        if wanted != self._shown:
            self._shown = wanted
            self._build(at("focus_groups", wanted[0], "questions"), wanted[1:])
        for place, (question, title) in enumerate(zip(questions, self._titles, strict=True)):
            said = question.text or _("Question sans texte")
            title.setText(caption(typeset(f"{place + 1}.{NBSP}{said}")))
            self.fields[question.id].control.setAccessibleName(
                _("Ce qui s'est dit, question {n} : {question}").format(n=place + 1, question=said)
            )

    def _build(self, holder: Address, questions: Iterable[Id]) -> None:
        clear(self._column)
        self._titles, self.fields = [], {}
        for question in questions:
            title = QLabel(self)
            title.setWordWrap(True)
            field = TextField(self, lines=2)
            title.setBuddy(field.control)
            binding = bind(
                self._document, field, at(holder, question, "answers"), _("changer ce qui s'est dit à une question")
            )
            binding.entered.connect(self.address_focused)
            self._column.addWidget(title)
            self._column.addWidget(field)
            self._titles.append(title)
            self.fields[question] = field
        self.rebuilt.emit()


class KeywordsField(LineField):
    """Words between commas (a tuple of `str`)."""

    def __init__(self, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent, hint=hint, max_length=4000)

    def _display(self, value: Any) -> None:
        super()._display(edits.typed_keywords(value or ()))

    def _read(self) -> Any:
        words = edits.keywords_of(self.control.text())
        if len(words) > edits.MOST_KEYWORDS:
            raise Refused(_("{most} mots au plus : gardez ceux qui comptent.").format(most=edits.MOST_KEYWORDS))
        if any(len(word) > edits.LONGEST_KEYWORD for word in words):
            raise Refused(_("Un de ces mots est une phrase : séparez-les par des virgules."))
        return words


class CountsView(QWidget):
    """How often each word was said, question by question, and those that came back without being counted yet."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._group: FocusGroup | None = None
        self.table = ValuesTable(self)
        self.table.setAccessibleName(_("Mots comptés, question par question"))
        self.often = muted("", self)
        self.add_button = QPushButton(_("Compter aussi…"), self)
        self.add_button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.often, 1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table)
        column.addLayout(row)

    def show_group(self, group: FocusGroup | None) -> None:
        """Count in what was said in `group`."""
        if group is self._group:
            return
        self._group = group
        if group is None:
            return
        counts = keyword_counts(group)
        answered = [place for place, question in enumerate(group.questions) if question.answers.strip()]
        columns = answered if len(answered) <= _MOST_COLUMNS else []
        headers = (_("Mot"), *(_("Question {n}").format(n=place + 1) for place in columns), _("En tout"))
        rows = [
            ValuesRow((one.keyword, *(_shown(one.by_question[place]) for place in columns), str(one.total)))
            for one in counts
        ]
        self.table.show_values(headers, rows)
        self.table.setVisible(bool(counts))
        often = proposed(group)
        words = listed(f"{one.keyword} ({one.total})" for one in often)
        self.often.setText(typeset(_("Souvent dits aussi : {words}.").format(words=words)) if often else self._hint())
        self.add_button.setVisible(bool(often))

    def _hint(self) -> str:
        said = self._group is not None and any(question.answers.strip() for question in self._group.questions)
        if said:
            return ""
        return typeset(_("Les mots se comptent dès qu'il y a quelque chose sous « Ce qui s'est dit »."))

    def _choose(self) -> None:
        if self._group is None:
            return
        menu = Menu(self)
        for one in proposed(self._group):
            words = _("{word} ({count})").format(word=one.keyword, count=one.total)
            menu.offer(words, self._add, one.keyword)
        menu.open_at(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _add(self, keyword: str) -> None:
        if self._group is not None:
            self._document.apply(edits.count_too(self._group, keyword), self)


def _shown(count: int) -> str:
    return str(count) if count else "—"
