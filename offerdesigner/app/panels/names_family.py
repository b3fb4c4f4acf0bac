"""In « Nommer »: names for all the offers of a range at once, from a ladder, from their needs or after a prefix."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.fields import ChoiceField, LineField
from offerdesigner.app.panels.names_lines import Cautions, plain_label, write
from offerdesigner.app.panels.why_words import section, words
from offerdesigner.checks.naming.advice import family_cautions
from offerdesigner.checks.naming.families import NEEDS, OWN, Member, family, kinds
from offerdesigner.text import _, typeset

_LONGEST_PREFIX = 40


class FamilyPart(QWidget):
    """A ladder, a prefix, and the names that they give, before and after."""

    names_asked = Signal(object)
    """The names (a tuple) to give to the offers, in their order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._members: tuple[Member, ...] = ()
        self._names: tuple[str, ...] = ()
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self.title = section("", self)
        self.note = words("", self, muted=True)
        self.kind = ChoiceField(self)
        self.kind.control.setAccessibleName(_("Échelle de noms"))
        self.kind.show(OWN)
        self.prefix = LineField(self, placeholder=_("k, ou Nuage…"), max_length=_LONGEST_PREFIX)
        self.prefix.control.setAccessibleName(_("Début commun à tous les noms"))
        self.prefix.show("")
        self.cautions = Cautions(self)
        self.button = QPushButton(_("Donner ces noms"), self)
        self._lay_out()
        self.kind.committed.connect(self._propose)
        self.prefix.committed.connect(self._propose)
        self.button.clicked.connect(self._ask)

    def _lay_out(self) -> None:
        self._form = QWidget(self)
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(5)
        form.addRow(_("Échelle"), self.kind)
        form.addRow(_("Début commun"), self.prefix)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addWidget(self._form)
        column.addLayout(self._grid)
        column.addWidget(self.cautions)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def proposed(self) -> tuple[tuple[str, str], ...]:
        """Before and after, as they are shown."""
        return tuple(
            (before.accessibleName(), after.accessibleName())
            for before, _arrow, after in self._rows
            if not before.isHidden()
        )

    def show_members(self, range_name: str, members: Sequence[Member]) -> None:
        """Propose names to the offers of a range."""
        self.title.setText(typeset(_("Famille de la gamme « {name} »").format(name=range_name)))
        if tuple(members) == self._members:
            return
        self._members = tuple(members)
        found = kinds(self._members)
        self.kind.set_choices((kind, self._worded(kind)) for kind in found)
        if self.kind.value not in found:
            self.kind.show(OWN)
        self._propose()

    def _worded(self, kind: str) -> str:
        if kind == OWN:
            return _("Garder ces noms")
        names = ", ".join(family(kind, self._members))
        return typeset(_("Les besoins : {names}").format(names=names)) if kind == NEEDS else names

    def _propose(self, _changed: object = None) -> None:
        self._names = family(self.kind.value, self._members, self.prefix.value)
        is_one = bool(self._names)
        before = tuple(member.name for member in self._members)
        changes = is_one and self._names != before
        self.note.setText(typeset(self._sentence(is_one, changes)))
        self._form.setVisible(is_one)
        self._show_rows(before if changes else ())
        self.cautions.show_cautions(family_cautions(self._names) if changes else ())
        self.button.setVisible(is_one)
        self.button.setEnabled(changes)

    def _sentence(self, is_one: bool, changes: bool) -> str:
        if not is_one:
            return _("Une famille commence à deux offres dans la gamme.")
        if not changes:
            return _(
                "Des noms qui vont ensemble disent d'eux-mêmes où l'on se trouve : choisissez une échelle, un début."
            )
        return _("Toutes les offres changent de nom d'un coup. Ctrl+Z revient en arrière.")

    def _show_rows(self, before: Sequence[str]) -> None:
        while len(self._rows) < len(before):
            row = (plain_label(self, muted=True), QLabel("→", self), plain_label(self, bold=True))
            for column, label in enumerate(row):
                self._grid.addWidget(label, len(self._rows), column, Qt.AlignmentFlag.AlignTop)
            theme.mark(row[1], "tone", "muted")
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            for label in row:
                label.setVisible(place < len(before))
            if place < len(before):
                write(row[0], before[place] or _("(sans nom)"))
                write(row[2], self._names[place])

    def _ask(self) -> None:
        # The button is about to be disabled: the keyboard would go who knows where.
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        self.names_asked.emit(self._names)
