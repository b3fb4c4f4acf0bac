"""The bar that finds words in the grid of offers, above it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.document import Change
from offerdesigner.app.editors.grid.view import GridView
from offerdesigner.app.models.grid_find import Hit, Place, place_of, search
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _, number

LETTERS = 30
"""How wide the line is."""

Key = Qt.Key
FIND = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Key.Key_F)
"""The key that opens the bar."""


class FindField(QLineEdit):
    """The words to find; its keys go from one place to the next, or close the bar."""

    stepped = Signal(int)
    """The next (1) or the previous (-1) place is asked for."""

    given_up = Signal()
    """The bar is no more needed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, F3 and Escape."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Key.Key_Return, Key.Key_Enter, Key.Key_F3):
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Words, how many places have them, and ways from one to the next."""

    def __init__(self, view: GridView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._columns = view.columns
        self._hits: dict[Hit, Place] = {}
        self._at: Hit | None = None
        self._went: Place | None = None
        self._anchor: Place = (-1, -1)
        self.field = FindField(self)
        self.count = QLabel(self)
        self._lay_out()
        self.hide()
        self.field.textEdited.connect(self._search)
        self.field.stepped.connect(self._step)
        self.field.given_up.connect(self.close_bar)
        view.document.changed.connect(self._follow)
        self._columns.modelReset.connect(self._count_again)
        nothing, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        view.keys.tie(FIND, self.open_bar)
        view.keys.tie(QKeyCombination(nothing, Key.Key_F3), self.find_next)
        view.keys.tie(QKeyCombination(shift, Key.Key_F3), self.find_previous)

    def _lay_out(self) -> None:
        theme.mark(self, "ground", "head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field.setPlaceholderText(_("Chercher dans la grille"))
        self.field.setAccessibleName(_("Chercher dans la grille"))
        self.field.setMaximumWidth(LETTERS * self.fontMetrics().averageCharWidth())
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance(_("Introuvable")))
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        across = QHBoxLayout(self)
        across.setContentsMargins(8, 4, 8, 4)
        across.setSpacing(6)
        across.addWidget(self.field, 1)
        across.addWidget(self.count)
        across.addWidget(self._button("up", _("Résultat précédent"), _("Maj+F3"), self.find_previous))
        across.addWidget(self._button("down", _("Résultat suivant"), "F3", self.find_next))
        across.addStretch(1)
        across.addWidget(self._button("close", _("Fermer la recherche"), _("Échap"), self.close_bar))

    def _button(self, icon: str, words: str, key: str, command: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setToolTip(plain_tooltip(f"{words} ({key})"))
        button.setAccessibleName(words)
        button.clicked.connect(command)
        return button

    def open_bar(self) -> None:
        """Show the bar, with the cursor in it."""
        self._anchor = self._start()
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._count_again()

    def close_bar(self) -> None:
        """Hide the bar; the keyboard goes to what was found."""
        hit, self._at = self._at, None
        had_keyboard = self._has_keyboard()
        self.hide()
        self._view.show_found(None)
        if had_keyboard:
            self._enter(hit)

    def find_next(self) -> None:
        """Go to the next place."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the previous place."""
        self._step(-1)

    def _search(self) -> None:
        """Find what is typed, from where one was when the typing began."""
        start = self._anchor
        self._hits = search(self._columns, self.field.text())
        self._go(next((hit for hit, place in self._hits.items() if place >= start), next(iter(self._hits), None)))

    def _step(self, step: int) -> None:
        if not self.field.text().strip():
            self.open_bar()
            return
        self.show()
        self._hits = search(self._columns, self.field.text())
        start, ordered = self._start(), list(self._hits.items())
        further = [hit for hit, place in ordered[::step] if (place > start if step > 0 else place < start)]
        around = ordered[0 if step > 0 else -1][0] if ordered else None
        self._go(further[0] if further else around)
        self._anchor = self._start()

    def _start(self) -> Place:
        """Return the place to search from: what was found last, or the cursor when it went elsewhere."""
        cursor = self._cursor()
        return self._hits.get(self._at, cursor) if self._at is not None and cursor == self._went else cursor

    def _cursor(self) -> Place:
        rows, place = self._columns.rows, self._view.heading_row
        row_id = rows[place].id if 0 <= place < len(rows) else ""
        column = -1 if self._view.is_on_heading else self._view.currentIndex().column()
        return place_of(self._columns, row_id, column)

    def _go(self, hit: Hit | None) -> None:
        self._at = hit
        if hit is not None and not self._has_keyboard():
            self._enter(hit)
        elif hit is not None:
            self._show_from_afar(hit)
        else:
            self._view.show_found(None)
        self._went = self._cursor()
        self._say_count()

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _place(self, hit: Hit) -> tuple[int, int]:
        """Return the row and the column of a hit among those shown, its group unfolded; -1 for a heading."""
        row = self._columns.reveal(hit.row) if hit.row else -1
        return row, self._columns.column_number(hit.offer) if hit.offer else -1

    def _show_from_afar(self, hit: Hit) -> None:
        """Bring what was found in sight; the keyboard stays in the bar."""
        row, column = self._place(hit)
        seen = self._columns.index(max(row, 0), max(column, 0))
        if row < 0:
            self._view.setCurrentIndex(self._columns.index(self._columns.first_row, column))
        elif self._columns.rows[row].has_cells:
            self._view.setCurrentIndex(self._columns.index(row, max(column, self._view.currentIndex().column(), 0)))
        self._view.scrollTo(seen)
        self._view.show_found((row, column))

    def _enter(self, hit: Hit | None) -> None:
        """Put the keyboard on what was found."""
        if hit is None:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row, column = self._place(hit)
        if row < 0:
            self._view.go_to_cell(self._columns.index(self._columns.first_row, column))
            self._view.across.setFocus(Qt.FocusReason.OtherFocusReason)
        elif column < 0:
            self._view.go_to_heading(row)
        else:
            self._view.go_to_cell(self._columns.index(row, column))

    def _follow(self, _change: Change) -> None:
        if self.isVisible():
            self._count_again()

    def _count_again(self) -> None:
        """Find the words in what the grid has become; the cursor stays."""
        self._hits = search(self._columns, self.field.text())
        if self._at not in self._hits:
            self._at = None
            self._view.show_found(None)
        self._say_count()

    def _say_count(self) -> None:
        """Say « 2 sur 5 », « 5 », or that nothing is found."""
        total, said = len(self._hits), ""
        if self._at is not None:
            rank = list(self._hits).index(self._at) + 1
            said = _("{n} sur {total}").format(n=number(rank), total=number(total))
        elif total:
            said = number(total)
        elif self.field.text().strip():
            said = _("Introuvable")
        self.count.setText(said)
        theme.mark(self.count, "tone", "muted" if total else "error")
        self.field.setAccessibleDescription(said)
