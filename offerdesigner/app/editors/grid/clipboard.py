"""What one does to a block of cells: copy, cut, paste, fill and empty it, each as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from offerdesigner.app.clipboard import copy_table
from offerdesigner.app.editors.grid.view import GridView
from offerdesigner.app.models.grid_batch import Entry
from offerdesigner.app.models.grid_named import Headed, headed, room_for, typed_by_name
from offerdesigner.app.models.grid_paste import (
    Block,
    copied,
    cropped,
    filled,
    overflow,
    pasted,
    room_from,
    same_in_all,
    target_of,
)
from offerdesigner.app.models.grid_tables import Table, read_table
from offerdesigner.model.edits import Edit
from offerdesigner.model.typed import Refused
from offerdesigner.text import _, number, plural

Key = Qt.Key


class WholeCommands(Protocol):
    """What the commands of blocks ask of those of offers and rows."""

    def apply(self, edit: Edit | None) -> bool:
        """Make an edit, if there is one."""

    def say(self, sentence: str) -> None:
        """Show a sentence at the current cell."""

    def duplicate(self) -> None:
        """Duplicate the current offer."""

    def remove_offer(self) -> None:
        """Remove the current offer."""

    def remove_row(self) -> None:
        """Remove what the current row stands for."""

    def remove_unpriced_row(self) -> bool:
        """Take back the current row if it awaits its first price; tell whether it did."""


class Blocks(QObject):
    """The commands of the selected cells of one table."""

    overflowed = Signal(str)
    """What was to be pasted is larger than the table: a sentence says so, `paste_what_fits` does what can be done."""

    def __init__(self, commands: WholeCommands, view: GridView) -> None:
        super().__init__(view)
        self._commands = commands
        self.view = view
        self._columns = view.columns
        self._pending: tuple[Block, Table] | None = None
        control, nothing = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
        for held, key, command in (
            (control, Key.Key_C, self.copy),
            (control, Key.Key_X, self.cut),
            (control, Key.Key_V, self.paste),
            (control, Key.Key_R, self.fill_right),
            (control, Key.Key_D, self.fill_down_or_duplicate),
            (nothing, Key.Key_Delete, self.clear),
        ):
            self.view.keys.tie(QKeyCombination(held, key), command)

    # Clipboard

    def copy(self) -> None:
        """Copy the selected cells, as text between tabs and as a table."""
        block = block_of(self.view)
        if block is not None:
            copy_table(copied(self._columns, block))

    def cut(self) -> None:
        """Copy the selected cells, and empty them."""
        self.copy()
        self._empty(_("couper une case"), _("couper {n} cases"))

    def paste(self) -> None:
        """Paste a table of text on the selection, or from its first cell on; say what does not fit.

        The names of rows and of offers that it carries say where its values go.
        """
        block = block_of(self.view)
        carried = QGuiApplication.clipboard().mimeData()
        text = carried.text() if carried is not None and carried.hasText() else ""
        if block is None:
            return
        if not text:
            self._commands.say(_("Il n'y a pas de texte à coller : copiez d'abord des cases."))
            return
        room = room_from(self._columns, block)
        try:
            # One line more than there are rows: it may be that of the names of the offers.
            found = headed(self._columns, read_table(text, most=len(self._columns.every_row) + 1), room)
        except Refused as refusal:
            self._commands.say(str(refusal))
            return
        if found.is_named:
            self._paste_by_name(found, block, overflow(room_for(self._columns, found, room), found.table))
            return
        table = found.table
        excess = overflow(room, table)
        if excess:
            self._pending = room, table
            self.overflowed.emit(excess)
        else:
            self._paste_on(target_of(block, room, table), table)

    def _paste_by_name(self, found: Headed, block: Block, excess: str) -> None:
        entries = [] if excess else typed_by_name(self._columns, found, block)
        if excess:
            self._commands.say(excess)
        elif self._type(entries, _("coller une case"), _("coller {n} cases")):
            rows = sorted({self._columns.row_number(entry.row.id) for entry in entries} - {-1})
            offers = sorted({self._columns.column_number(entry.offer) for entry in entries})
            if rows:
                self._select(Block(rows, offers))
        if found.remark and not self.view.refusal:
            self._commands.say(found.remark)

    def paste_what_fits(self) -> None:
        """Paste the part that fits of the table that was too large."""
        if self._pending is not None:
            room, table = self._pending
            self._pending = None
            self._paste_on(*cropped(room, table))

    def _paste_on(self, target: Block, table: Table) -> None:
        if self._type(pasted(self._columns, target, table), _("coller une case"), _("coller {n} cases")):
            self._select(target)

    # Filling and emptying

    def fill_right(self) -> None:
        """Type what the first selected column says in the others."""
        self._fill(down=False)

    def fill_down_or_duplicate(self) -> None:
        """Type what the first of several selected rows says in the others; without them, duplicate the offer."""
        if self.can_fill(down=True):
            self._fill(down=True)
        else:
            self._commands.duplicate()

    def fill_down(self) -> None:
        """Type what the first selected row says in the others."""
        self._fill(down=True)

    def can_fill(self, *, down: bool) -> bool:
        """Tell whether several rows (or columns) are selected, with the keyboard on the cells."""
        block = block_of(self.view)
        return block is not None and self.view.hasFocus() and block.size[0 if down else 1] > 1

    def _fill(self, *, down: bool) -> None:
        block = block_of(self.view)
        if block is not None and block.size[0 if down else 1] > 1:
            words = _("recopier vers le bas") if down else _("recopier à droite")
            self._type(filled(self._columns, block, down=down), words, words)

    def clear(self) -> None:
        """Empty the selected cells; on a heading, or in a row that awaits its first price, remove what it names."""
        if self.view.across.hasFocus():
            self._commands.remove_offer()
        elif self.view.down.hasFocus():
            self._commands.remove_row()
        elif not (self._is_in_one_row and self._commands.remove_unpriced_row()):
            self._empty(_("vider une case"), _("vider {n} cases"))

    @property
    def _is_in_one_row(self) -> bool:
        block = block_of(self.view)
        return block is not None and len(block.rows) == 1

    def _empty(self, one: str, many: str) -> None:
        block = block_of(self.view)
        if block is not None:
            self._type(same_in_all(self._columns, block, ""), one, many)

    def _type(self, entries: Sequence[Entry], one: str, many: str) -> bool:
        """Type in cells as one step of the history, named for how many there are."""
        label = plural(len(entries), one, many).format(n=number(len(entries)))
        try:
            return bool(entries) and self._commands.apply(self._columns.batch_for(entries, label))
        except Refused as refusal:
            self._commands.say(str(refusal))
            return False

    def _select(self, block: Block) -> None:
        first = self._columns.index(block.rows[0], block.columns[0])
        last = self._columns.index(block.rows[-1], block.columns[-1])
        self.view.selectionModel().select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def block_of(view: GridView) -> Block | None:
    """Return the selected cells of a table, or the current one; `None` when there is none."""
    selected = view.selectionModel().selectedIndexes()
    current = view.currentIndex()
    if not selected and current.isValid():
        selected = [current]
    rows = sorted({index.row() for index in selected if view.columns.row_at(index).has_cells})
    return Block(rows, sorted({index.column() for index in selected})) if rows else None
