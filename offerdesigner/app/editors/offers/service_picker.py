"""« Ajouter des services… »: a list to search and tick, the software of each, and the offers that get them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.offers.service_list import ChoicesModel, ServiceList, shown
from offerdesigner.app.fields import ChoiceField
from offerdesigner.app.fields.line import LINE_LENGTH
from offerdesigner.app.fields.marks import hint_label
from offerdesigner.app.models.service_choices import FREE, Choice, Pick, add_services, choices, picked
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.text import _, plural, typeset

_SIZE = (780, 540)
_ALL = "*"
_STEPS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class _Search(QLineEdit):
    """Enter ticks what was found; the arrows go to the list."""

    taken = Signal()
    stepped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Chercher un besoin ou un logiciel : « agenda », « wiki »…"))
        self.setAccessibleName(_("Chercher un service"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(LINE_LENGTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.stepped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class _Details(QWidget):
    """The choice that is current: its sentence, its software, its group and its unit."""

    software_typed = Signal(str)
    need_typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setFont(theme.font(theme.TITLE, bold=True))
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.need = QLineEdit(self)
        self.need.setMaxLength(LINE_LENGTH)
        self.need.setPlaceholderText(_("Un verbe d'abord : « Prêter du matériel »"))
        self.software = QComboBox(self)
        self.software.setEditable(True)
        self.software.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.software.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.software.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = self.software.lineEdit()
        assert line is not None
        line.setMaxLength(LINE_LENGTH)
        # Nothing completes itself: the names are a proposal, and a name that nobody chose would be printed.
        line.setCompleter(None)  # type: ignore[arg-type]
        line.setPlaceholderText(_("aucun nom"))
        self.group, self.unit = self._words(), self._words()
        self._form = QFormLayout()
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(6)
        self._form.addRow(_("&Besoin"), self.need)
        self._form.addRow(_("&Logiciel ou précision"), self.software)
        self._form.addRow(_("Groupe"), self.group)
        self._form.addRow(_("Compté en"), self.unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addLayout(self._form)
        column.addStretch(1)
        self.need.textEdited.connect(self.need_typed)
        self.software.editTextChanged.connect(self.software_typed)
        self.software.activated.connect(self._leave_unnamed)

    def _words(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        theme.mark(label, "tone", "muted")
        return label

    def show_choice(self, choice: Choice, software: str) -> None:
        """Show a choice, with the software that was decided for it."""
        is_free = choice.key == FREE
        self.title.setText(typeset(_("Un autre service") if is_free else shown(choice)))
        self.sentence.setText(typeset(choice.description))
        self._form.setRowVisible(self.need, is_free)
        if is_free and self.need.text() != choice.need:
            self.need.setText(choice.need)
        self._offer(choice, software)
        for label, words in ((self.group, choice.group), (self.unit, choice.unit)):
            self._form.setRowVisible(label, bool(words) and choice.known is not None)
            label.setText(typeset(words))

    def _offer(self, choice: Choice, software: str) -> None:
        self.software.blockSignals(True)
        self.software.clear()
        self.software.addItems([_("aucun nom"), *choice.software])
        self.software.setCurrentIndex(max(0, self.software.findText(software, Qt.MatchFlag.MatchFixedString)))
        self.software.setEditText(software)
        self.software.blockSignals(False)
        self.software.setEnabled(choice.service is None)

    def _leave_unnamed(self, index: int) -> None:
        """The first entry is no name: it leaves the field empty."""
        if index == 0:
            self.software.clearEditText()


class ServicePicker(QDialog):
    """Picks services for a range."""

    picked = Signal(object, object)
    """The services were chosen: the picks, and the edit that adds them all in one step."""

    def __init__(self, project: Project, range_id: Id, group: Id | None, parent: QWidget) -> None:
        """`group` is where a service in one's own words goes."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Ajouter des services"))
        self._group = group
        self._offers = project.offers_of(range_id)
        self._software: dict[str, str] = {}
        self.model = ChoicesModel(choices(project, range_id), self)
        self.search = _Search(self)
        self.list = ServiceList(self.model, self)
        self.details = _Details(self)
        self.given = ChoiceField(self, choices=self._givings())
        self.given.show("")
        self.given.control.setAccessibleName(_("Comprendre dans"))
        self.described = QCheckBox(typeset(_("Imprimer aussi la &phrase d'explication")), self)
        self.described.setChecked(any(service.description for service in project.services))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, self)
        self.buttons.addButton(_("Annuler"), QDialogButtonBox.ButtonRole.RejectRole)
        self.accept_button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.accept_button.setIcon(icons.icon("add", "on_accent"))
        theme.mark(self.accept_button, "primary", True)
        self._lay_out()
        self._connect()
        self.resize(*_SIZE)
        self._count()
        self.list.go_to_first()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _givings(self) -> list[tuple[str, str]]:
        every = [(_ALL, _("toutes les offres de la gamme"))] if len(self._offers) > 1 else []
        offers = [(offer.id, offer.name or _("Offre sans nom")) for offer in self._offers]
        return [("", _("aucune : je cocherai dans la grille")), *every, *offers]

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(
            hint_label(_("Espace ou un clic coche. Entrée coche ce que l'on vient de chercher, puis valide."), self)
        )
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addLayout(left, 3)
        across.addWidget(self.details, 2)
        giving = QHBoxLayout()
        label = QLabel(_("&Compris dans"), self)
        label.setBuddy(self.given.control)
        giving.addWidget(label)
        giving.addWidget(self.given, 1)
        giving.addSpacing(12)
        giving.addWidget(self.described)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(across, 1)
        column.addLayout(giving)
        column.addWidget(self.buttons)
        for widget in (label, self.given):
            widget.setVisible(bool(self._offers))

    def _connect(self) -> None:
        self.search.textEdited.connect(self._find)
        self.search.textChanged.connect(self._found)
        self.search.stepped.connect(self._enter_list)
        self.search.taken.connect(self._take_found)
        self.list.typed.connect(self._type_on)
        self.list.current_changed.connect(self._show_current)
        self.model.ticks_changed.connect(self._count)
        self.model.dataChanged.connect(self._show_current)
        self.details.software_typed.connect(self._keep_software)
        self.details.need_typed.connect(self._word)
        self.buttons.accepted.connect(self._add)
        self.buttons.rejected.connect(self.reject)

    # Searching

    def _find(self, typed: str) -> None:
        """A free service that is not ticked yet takes its words from the search."""
        if not any(choice.key == FREE for choice in self.model.ticked):
            words = " ".join(typed.split())
            self.model.word_free(words[:1].upper() + words[1:])

    def _found(self, typed: str) -> None:
        self.list.search(typed)

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type_on(self, letter: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.clear()
        self.search.insert(letter)
        self._find(letter)

    def _take_found(self) -> None:
        """Tick what is current, and make ready for the next word."""
        choice = self.list.choice
        if choice is not None and not self.model.is_ticked(choice):
            self.list.turn()
        self.search.clear()

    # The current choice

    def _show_current(self) -> None:
        choice = self.list.choice
        if choice is not None:
            self.details.show_choice(choice, self._software_of(choice))

    def _software_of(self, choice: Choice) -> str:
        if choice.service is not None:
            return choice.service.software
        return self._software.get(choice.key, "")

    def _keep_software(self, typed: str) -> None:
        choice = self.list.choice
        if choice is not None:
            self._software[choice.key] = typed

    def _word(self, need: str) -> None:
        """Word the free service; words tick it, none leave it."""
        choice = self.list.choice
        self.model.word_free(need)
        if choice is not None and bool(need.strip()) != self.model.is_ticked(choice):
            self.list.turn()
        self._count()

    # The answer

    @property
    def picks(self) -> list[Pick]:
        """What is ticked, in the order of the list; a free service without words is none."""
        ticked = [choice for choice in self.model.ticked if choice.need.strip()]
        return [picked(choice, choice.need, self._software_of(choice)) for choice in ticked]

    def _count(self) -> None:
        count = sum(bool(choice.need.strip()) for choice in self.model.ticked)
        words = plural(count, _("&Ajouter {n} service"), _("&Ajouter {n} services")).format(n=count)
        self.accept_button.setText(words if count else _("&Ajouter"))
        self.accept_button.setEnabled(bool(count))

    def _add(self) -> None:
        picks, wanted = self.picks, self.given.value
        offers = [offer.id for offer in self._offers if wanted in (_ALL, offer.id)]
        edit = add_services(picks, self._group, offers, described=self.described.isChecked())
        self.accept()
        self.picked.emit(picks, edit)
