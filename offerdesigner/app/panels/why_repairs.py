"""In « Pourquoi ? »: what the repair would change on the sheet, before and after, and a button for each repair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.panels.comparison import Comparison, Side
from offerdesigner.app.panels.why_words import section, words
from offerdesigner.app.panels.wrapping import on_two_lines
from offerdesigner.app.plain import caption, middle, plain_tooltip
from offerdesigner.model.finding import Fix
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.excerpts import Picture
    from offerdesigner.app.repairs import Repaired, Repairs

_LONGEST_SAID = 120


class FixButton(QPushButton):
    """A button that knows its repair; its title goes on two lines where one does not hold it."""

    asked = Signal(object)

    def __init__(self, fix: Fix, primary: bool, parent: QWidget) -> None:
        super().__init__(icons.icon("fix", "on_accent" if primary else None), caption(fix.title), parent)
        theme.mark(self, "primary", primary)
        self.clicked.connect(self._ask)
        # A long title must not push the whole explanation under the scroll bar.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.renew(fix)

    def renew(self, fix: Fix) -> None:
        """Do `fix` from now on."""
        self._fix = fix
        self.setText(caption(fix.title))
        self.setAccessibleName(fix.title)
        self._wished = super().sizeHint().width()
        self._fit()

    def sizeHint(self) -> QSize:
        """The width that the title wants on one line, the height that it takes."""
        return QSize(self._wished, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break or shorten the title where there is too little room; the tooltip keeps it whole."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        title = typeset(self._fix.title)
        beside = self._wished - self.fontMetrics().horizontalAdvance(title)
        shown = on_two_lines(title, self.fontMetrics(), max(1, self.width() - beside))
        if caption(shown) != self.text():
            self.setText(caption(shown))
            self.updateGeometry()
        self.setToolTip(plain_tooltip(title) if shown.replace("\n", " ") != title else "")

    def _ask(self) -> None:
        self.asked.emit(self._fix)


class RepairsPart(QWidget):
    """The repairs of one finding: before and after the first, then a button for each with what it gives."""

    fix_asked = Signal(object)
    """A `Fix` to apply."""

    def __init__(self, fixes: Sequence[Fix], parent: QWidget) -> None:
        super().__init__(parent)
        self._fixes = tuple(fixes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        alone = len(self._fixes) == 1
        title = _("Ce que changera la correction") if alone else _("Ce que changera la première correction")
        column.addWidget(section(title, self))
        self.comparison = Comparison(Side(_("Avant"), "error"), Side(_("Après"), "ok"), self, becomes=True)
        column.addWidget(self.comparison)
        self.note = words("", self, muted=True)
        column.addWidget(self.note)
        self.buttons: list[FixButton] = []
        self.results: list[QLabel] = []
        for place, fix in enumerate(self._fixes):
            button = FixButton(fix, place == 0, self)
            button.asked.connect(self.fix_asked)
            self.buttons.append(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            if place:
                result = words("", self, muted=True)
                self.results.append(result)
                column.addWidget(result)

    def renew(self, fixes: Sequence[Fix]) -> None:
        """Offer `fixes`, as many as before: what they change follows once it is drawn."""
        self._fixes = tuple(fixes)
        for button, fix in zip(self.buttons, self._fixes, strict=True):
            button.renew(fix)

    def show_repairs(self, drawn: Repairs) -> None:
        """Show what the repairs change, if they are still those that are offered."""
        if drawn.asked != self._fixes:
            return
        first, *others = drawn.shown
        self.comparison.setVisible(first is not None)
        if first is None:
            self.note.setText(typeset(_("Rien ne change sur la fiche. Ctrl+Z revient en arrière.")))
        else:
            said = _told(first.before), _told(first.after)
            self.comparison.put(first.before, first.after, said)
            self.note.setText(typeset(_("Le reste de la fiche suit. Ctrl+Z revient en arrière.")))
        self.buttons[0].setAccessibleDescription(_result(first))
        for button, label, repaired in zip(self.buttons[1:], self.results, others, strict=True):
            label.setText(_result(repaired))
            button.setAccessibleDescription(_result(repaired))


def _told(picture: Picture) -> str:
    return picture.words or _("rien n'est imprimé à cet endroit")


def _result(repaired: Repaired | None) -> str:
    """Say in a sentence what a repair gives on the sheet."""
    if repaired is None:
        return typeset(_("Rien ne change sur la fiche."))
    if not repaired.after.words:
        before = middle(repaired.before.words, _LONGEST_SAID)
        return typeset(_("Ne sera plus sur la fiche : « {said} ».").format(said=before))
    return typeset(_("Sur la fiche : « {said} ».").format(said=middle(repaired.after.words, _LONGEST_SAID)))
