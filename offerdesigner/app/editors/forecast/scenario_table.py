"""« Scénarios côte à côte »: what each scenario asks for and when it gets there; a click follows another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from offerdesigner.app.editors.bespoke.prices import ReadTable
from offerdesigner.app.editors.price.cells import ROW_ROLE, Cell, Row
from offerdesigner.model.base import Id
from offerdesigner.text import _, typeset

_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario in words: new clients a month, mix (« 6 · 3 · 1 »), clients at the threshold, mean margin, its month.

    `note` says more of what is short in a cell, as why the threshold is never reached.
    """

    id: Id
    name: str
    arrivals: str
    mix: str
    threshold: str
    margin: str
    reached: str
    note: str = ""


class ScenarioTable(ReadTable):
    """The scenarios; the one that is followed is marked as a choice among others is."""

    chosen = Signal(str)
    """This scenario is to be followed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Scénarios côte à côte"), parent)
        self._followed: Id | None = None
        self.clicked.connect(self._choose)

    def show_scenarios(self, lines: Sequence[ScenarioLine], followed: Id | None, mix_title: str = "") -> None:
        """Show the scenarios, `followed` being the one that the plan follows."""
        before, self._followed = self._followed, followed
        headers = (
            _("Scénario"),
            _("Nouv. par mois"),
            mix_title or _("Répartition"),
            _("Seuil"),
            _("Marge moy."),
            _("Atteint en"),
        )
        self.show_rows(tuple(map(typeset, headers)), [self._row(line) for line in lines])
        if followed is not None and followed != before:
            self.select(followed, max(0, self.currentIndex().column()))

    def _row(self, line: ScenarioLine) -> Row:
        is_followed = line.id == self._followed
        name = line.name or _("Sans nom")
        first = Cell(
            name,
            icon="radio-on" if is_followed else "radio-off",
            note=typeset(_("{name} : scénario suivi").format(name=name)) if is_followed else line.note,
        )
        told = (
            (line.arrivals, True),
            (line.mix, False),
            (line.threshold, True),
            (line.margin, True),
            (line.reached, False),
        )
        rest = [Cell(text, right=right, note=line.note) for text, right in told]
        return Row(line.id, (first, *rest), removable=False)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(ROW_ROLE).id != self._followed:
            self.chosen.emit(index.data(ROW_ROLE).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Espace follow the scenario of the cursor."""
        if event.key() in _CHOOSES:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)
