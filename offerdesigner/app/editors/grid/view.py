"""The table of the offers: keys, editing in place, selection, and headings that stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.grid.delegate import GridDelegate, bulb_rect, note_rect, row_height
from offerdesigner.app.editors.grid.entry import ENTER, TABS, CellEntry
from offerdesigner.app.editors.grid.headings import OfferHeading, RowHeading
from offerdesigner.app.editors.grid.offer_table import OfferTable
from offerdesigner.app.editors.grid.sizes import Corner, shares
from offerdesigner.app.models.grid_rows import ADDING
from offerdesigner.app.models.offer_columns import Index, OfferColumnsModel
from offerdesigner.model.base import Id

_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_FOLDS = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}


class GridView(OfferTable):
    """The grid, or the options strip: columns are offers, rows attributes."""

    cursor_moved = Signal(str)
    """The cursor is on this address."""

    adding_pressed = Signal(int)
    """A row that stands for a thing to add was clicked, or entered with Enter."""

    menu_requested = Signal(QModelIndex, QPoint)
    """The menu of this cell was asked for, at this place of the screen."""

    fix_pressed = Signal(QModelIndex)
    """The bulb of this cell was clicked."""

    sizes_fitted = Signal()
    """The columns were given their widths."""

    left = Signal(bool)
    """Ctrl+Tab: the cursor goes on (True) or back."""

    def __init__(self, document: Document, columns: OfferColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(document, columns, parent)
        self._leader: GridView | None = None
        self.shares = (0, 0)
        self._heading_row = -1
        self.entry = CellEntry(self)
        self._delegate = GridDelegate(self, self.entry)
        self._delegate.typed.connect(self.entry.follow)
        self.setItemDelegate(self._delegate)
        self.across = OfferHeading(self)
        self.down = RowHeading(self)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        self.setModel(columns)
        self._corner = Corner(self)
        self._set_up()
        for heading in (self.across, self.down):
            columns.headings_changed.connect(heading.viewport().update)
        document.changed.connect(self._follow)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.fit_sizes()

    # Sizes

    def fit_sizes(self) -> None:
        """Give rows, headings and columns the sizes that the font and the window allow."""
        metrics = QFontMetrics(theme.font())
        self.down.setMinimumSectionSize(8)
        self.down.setDefaultSectionSize(row_height(metrics))
        heading, width = shares(self, metrics) if self._leader is None else self._leader.shares
        self.shares = (heading, width)
        self.down.setFixedWidth(heading)
        for column in range(self.columns.columnCount()):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
        self._corner.place(self)
        self.across.place_editor()
        self.down.place_editor()
        self.sizes_fitted.emit()

    def follow_columns_of(self, leader: GridView) -> None:
        """Keep the same columns as another table, above this one."""
        self._leader = leader
        leader.sizes_fitted.connect(self.fit_sizes)
        self.fit_sizes()

    def set_corner(self, text: str) -> None:
        """Write in the corner where the headings meet."""
        self._corner.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self.fit_sizes()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_corner"):
            self.fit_sizes()

    # Cursor

    @property
    def heading_row(self) -> int:
        """The row that the keyboard is on, among the headings or the cells."""
        return self._heading_row if self._heading_row >= 0 else self.currentIndex().row()

    @property
    def is_on_heading(self) -> bool:
        """Whether the keyboard went to the heading of a row."""
        return self._heading_row >= 0

    def show_found(self, place: tuple[int, int] | None) -> None:
        """Ring the row and the column where words were found; -1 is a heading."""
        self.found = place
        for part in (self, self.across, self.down):
            part.viewport().update()

    def go_to_cell(self, index: QModelIndex, *, edit: bool = False) -> None:
        """Put the cursor on a cell, in sight."""
        if not index.isValid():
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if edit:
            self.edit(index)

    def go_to_heading(self, row: int, *, rename: bool = False) -> None:
        """Put the cursor on the heading of a row."""
        self._heading_row = row
        if self.columns.columnCount():
            self.scrollTo(self.columns.index(row, max(0, self.currentIndex().column())))
        self.down.setFocus(Qt.FocusReason.OtherFocusReason)
        self.down.viewport().update()
        self._tell_cursor()
        if rename:
            self.down.ask_for_name(row)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say where the cursor is, and repaint what shows it; the rows of headings have no cell to be on."""
        if current.isValid() and not self.columns.row_at(current).has_cells:
            # A click on the heading of an offer makes Qt choose the first row in sight, whatever it is.
            near = self._real_cell(current, previous)
            self.selectionModel().setCurrentIndex(near, QItemSelectionModel.SelectionFlag.NoUpdate)
            return
        super().currentChanged(current, previous)
        self._heading_row = -1
        self.found = None
        self.across.viewport().update()
        self.down.viewport().update()
        self._tell_cursor()

    def _real_cell(self, wanted: Index, previous: Index) -> QModelIndex:
        """Return the cell of the column of `wanted` in the row one was on, or in the next row that has cells."""
        if previous.isValid() and self.columns.row_at(previous).has_cells:
            return self.columns.index(previous.row(), wanted.column())
        rows = range(wanted.row(), len(self.columns.rows))
        row = next((row for row in rows if self.columns.rows[row].has_cells), self.columns.first_row)
        return self.columns.index(row, wanted.column())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a first cell, so that the arrows work at once."""
        super().focusInEvent(event)
        self._heading_row = -1
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.columns.index(self.columns.first_row, 0))
        self._tell_cursor()

    def _tell_cursor(self) -> None:
        if self._heading_row >= 0:
            address = self.columns.rows[self._heading_row].address
        else:
            index = self.currentIndex()
            address = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else ""
        if address:
            self.cursor_moved.emit(address)

    def _follow(self, change: Change) -> None:
        self.is_changed_elsewhere = change.origin is not self and not self.entry.is_taking_back
        shape = (self.columns.rowCount(), self.columns.columnCount())
        present = {offer.id for offer in self.columns.offers}
        self.columns.sync(change.project)
        self.is_changed_elsewhere = False
        if shape != (self.columns.rowCount(), self.columns.columnCount()):
            self._drop_lost_editors()
            self.fit_sizes()
        if change.origin is not self:
            self._come_to_restored(present)

    def _come_to_restored(self, present: set[Id]) -> None:
        """Make current the offer that an undo has just brought back."""
        restored = (place for place, offer in enumerate(self.columns.offers) if offer.id not in present)
        column = next(restored, -1)
        if column >= 0:
            row = max(self.columns.first_row, self.currentIndex().row())
            self.setCurrentIndex(self.columns.index(row, column))

    def _drop_lost_editors(self) -> None:
        """Forget the editors of what may have gone (an undo while a new offer was being named)."""
        self.across.close_editor()
        self.down.close_editor()
        self.entry.forget_lost()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Forget an editor that closes, whoever closes it."""
        self.entry.forget(editor)
        super().closeEditor(editor, hint)

    def say(self, sentence: str, beside: QRect) -> None:
        """Show a sentence under (or above) a place of the table."""
        self.entry.say(sentence, beside)

    @property
    def refusal(self) -> str:
        """The sentence on show, or ""."""
        return self.entry.sentence

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Keep the commands of the grid from the shortcuts of the window."""
        return self.keys.claims(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, run a command, or start typing."""
        self.entry.hush()
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.keys.run(event):
            return
        if key in TABS and control:
            self.leave(key == Qt.Key.Key_Tab)
        elif key in ENTER:
            if control:
                self.detail_requested.emit(self.currentIndex())
            else:
                self.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._at_edge(key):
            return
        else:
            super().keyPressEvent(event)

    def _at_edge(self, key: int) -> bool:
        """From the first row or column, an arrow reaches the headings. False when it stays among the cells."""
        index = self.currentIndex()
        if key == Qt.Key.Key_Left and index.column() == 0:
            self.go_to_heading(index.row())
            return True
        if key == Qt.Key.Key_Up and index.row() == self.columns.first_row and not self.across.isHidden():
            self.across.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def walk(self, rows: int, columns: int) -> None:
        """Go to the next cell downwards or sidewards, past the headings of groups."""
        index = self.currentIndex()
        row, column = index.row() + rows, index.column() + columns
        while rows and 0 <= row < len(self.columns.rows) and not self.columns.rows[row].has_cells:
            row += rows
        target = self.columns.index(row, column)
        if target.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(target, flags.ClearAndSelect)
            self.scrollTo(target)

    def take_heading_key(self, heading: QHeaderView, event: QKeyEvent) -> bool:
        """Walk along a heading and back into the cells, or run a command. False for other keys."""
        folding = _FOLDS.get(Qt.Key(event.key())) if heading is self.down else None
        if self.keys.run(event) or (folding is not None and self.down.fold(self.heading_row, folding)):
            return True
        if event.key() in TABS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.leave(event.key() == Qt.Key.Key_Tab)
        elif heading is self.down and event.key() in ENTER and self.columns.rows[self.heading_row].kind in ADDING:
            self.adding_pressed.emit(self.heading_row)
        elif heading is self.across and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walk(0, _ARROWS[Qt.Key(event.key())][1])
        elif heading is self.down and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = self.heading_row + _ARROWS[Qt.Key(event.key())][0]
            if 0 <= row < len(self.columns.rows):
                self.go_to_heading(row)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_Tab, *ENTER):
            self._back_to_cells()
        else:
            return False
        return True

    def _back_to_cells(self) -> None:
        row = self.heading_row
        if 0 <= row < len(self.columns.rows) and self.columns.rows[row].has_cells:
            self.setCurrentIndex(self.columns.index(row, max(0, self.currentIndex().column())))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, forward: bool) -> None:
        """Leave the table for what comes after or before it."""
        self.left.emit(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep what was typed, or give up what is refused, before going where the click is."""
        self.entry.settle()
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = event.position().toPoint()
        row = self.rowAt(place.y())
        if row >= 0 and self.columns.rows[row].kind in ADDING:
            self.adding_pressed.emit(row)
            return
        super().mousePressEvent(event)
        index = self.indexAt(place)
        if index.isValid() and self.bulb_rect(index).contains(place):
            self.fix_pressed.emit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the pointer, or of the current one."""
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        if index.isValid():
            self.menu_requested.emit(index, place)

    def bulb_rect(self, index: QModelIndex) -> QRect:
        """Return where the bulb of a cell is painted; empty when it has none."""
        return bulb_rect(self.columns.look_at(index), self.visualRect(index))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the value, or open the detail from its note."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or not self.columns.row_at(index).has_cells:
            return
        if note_rect(self.columns.look_at(index), self.visualRect(index)).contains(place):
            self.detail_requested.emit(index)
        else:
            self.edit(index)
