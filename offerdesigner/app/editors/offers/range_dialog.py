"""« Ajouter une gamme »: for whom it is, and from what: a template, nothing, or a copy of another range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import theme
from offerdesigner.app.editors.offers.range_prices import PricesPanel
from offerdesigner.app.fields import ChoiceField
from offerdesigner.app.fields.line import LINE_LENGTH
from offerdesigner.app.fields.marks import hint_label
from offerdesigner.app.models import new_ranges
from offerdesigner.app.models.new_ranges import PUBLICS
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Range
from offerdesigner.model.project import Project
from offerdesigner.storage.examples import open_copy, templates
from offerdesigner.text import _, typeset

COPY, EMPTY = "copy", "empty"
_BLANK = "page-blanche"
_NARROW, _WIDE = (470, 500), (960, 540)


@dataclass(frozen=True)
class _Origin:
    """From what a range may be made: its key, its name and a sentence."""

    key: str
    title: str
    summary: str


def _origins(can_copy: bool) -> Iterator[_Origin]:
    if can_copy:
        summary = _("Les mêmes offres pour un autre public, avec leurs prix ou d'autres.")
        yield _Origin(COPY, _("Copie d'une gamme"), summary)
    for item in templates():
        if item.name != _BLANK:
            yield _Origin(item.name, item.title, item.summary)
    yield _Origin(EMPTY, _("Gamme vide"), _("Un nom, et rien dedans."))


class RangeDialog(QDialog):
    """Asks what the new range is."""

    made = Signal(object, object)
    """The range was decided: the `Range`, and the edit that adds it in one step."""

    def __init__(self, project: Project, shown: Id, parent: QWidget) -> None:
        """`shown` is the range that is copied unless another is chosen."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Ajouter une gamme"))
        self._project = project
        self._models = new_ranges.offered(project)
        self.audience = ChoiceField(self, choices=[*new_ranges.audiences(), (None, _("un autre public"))])
        self.public, self.name = self._line(_("à qui ces offres s'adressent")), self._line(_("Nouvelle gamme"))
        self.group = QButtonGroup(self)
        self.origins: dict[str, QRadioButton] = {}
        self.source = ChoiceField(self, choices=[(one.id, one.name or _("Sans nom")) for one in self._models])
        self.prices = PricesPanel(project, self)
        self.buttons = QDialogButtonBox(self)
        self.accept_button = self.buttons.addButton(_("&Ajouter la gamme"), QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(self.accept_button, "primary", True)
        self.accept_button.setDefault(True)
        self.cancel_button = self.buttons.addButton(_("Annuler"), QDialogButtonBox.ButtonRole.RejectRole)
        self.cancel_button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._begin(shown)

    def _line(self, placeholder: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setMaxLength(LINE_LENGTH)
        line.setPlaceholderText(placeholder)
        return line

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow(_("&Pour qui"), self.audience)
        form.addRow(_("Écrit sur la &fiche"), self.public)
        form.addRow(_("&Nom de la gamme"), self.name)
        self.audience.control.setAccessibleName(_("Pour qui"))
        left.addLayout(form)
        title = QLabel(_("À partir de quoi ?"), self)
        title.setFont(theme.font(bold=True))
        left.addWidget(title)
        for origin in _origins(bool(self._models)):
            left.addLayout(self._origin(origin))
        left.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addLayout(left, 2)
        self._right = self._copying()
        across.addWidget(self._right, 3)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(across, 1)
        column.addWidget(self.buttons)
        order = (
            self.name,
            *self.origins.values(),
            self.source.control,
            *(field.control for field in self.prices.fields),
        )
        for before, after in pairwise((*order, self.prices.view, self.accept_button, self.cancel_button)):
            self.setTabOrder(before, after)

    def _origin(self, origin: _Origin) -> QVBoxLayout:
        button = QRadioButton(typeset(origin.title), self)
        button.setAccessibleDescription(origin.summary)
        self.origins[origin.key] = button
        self.group.addButton(button)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(button)
        beneath = QHBoxLayout()
        beneath.addSpacing(22)
        beneath.addWidget(hint_label(origin.summary, self))
        lines.addLayout(beneath)
        return lines

    def _copying(self) -> QWidget:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        label = QLabel(_("Co&pier"), right)
        label.setBuddy(self.source.control)
        self.source.control.setAccessibleName(_("Gamme à copier"))
        row.addWidget(label)
        row.addWidget(self.source, 1)
        column.addLayout(row)
        column.addWidget(self.prices, 1)
        return right

    def _connect(self) -> None:
        self.audience.committed.connect(self._take_audience)
        self.source.committed.connect(self.prices.show_range)
        self.group.buttonToggled.connect(self._take_origin)
        self.buttons.accepted.connect(self._make)
        self.buttons.rejected.connect(self.reject)

    def _begin(self, shown: Id) -> None:
        likely = new_ranges.likely_audience(self._project)
        self.audience.show(likely)
        self._take_audience(likely)
        if self._models:
            model = next((one for one in self._models if one.id == shown), self._models[0])
            self.source.show(model.id)
            self.prices.show_range(model.id)
        next(iter(self.origins.values())).setChecked(True)
        self.audience.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_audience(self, audience: object) -> None:
        """Write the words of an audience, or leave them to be written."""
        name, public = PUBLICS.get(audience, ("", ""))  # type: ignore[call-overload]
        self.name.setText(name)
        self.public.setText(public)

    def _take_origin(self) -> None:
        copies = self.origin == COPY
        self._right.setVisible(copies)
        self.resize(*(_WIDE if copies else _NARROW))

    @property
    def origin(self) -> str:
        """From what the range is made: `copy`, `empty`, or the name of a template."""
        return next(key for key, button in self.origins.items() if button.isChecked())

    def _make(self) -> None:
        refused = self.prices.refused
        if self.origin == COPY and refused is not None:
            refused.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        sold = new_ranges.new_range(self._project, self.audience.value, self.name.text(), self.public.text())
        edit = self._edit(sold)
        self.accept()
        self.made.emit(sold, edit)

    def _edit(self, sold: Range) -> Edit:
        if self.origin == EMPTY:
            return new_ranges.add_empty(sold)
        if self.origin != COPY:
            return new_ranges.add_from(open_copy(self.origin), sold)
        source = next(one for one in self._models if one.id == self.source.value)
        return new_ranges.add_copy(source, sold, self.prices.rule)
