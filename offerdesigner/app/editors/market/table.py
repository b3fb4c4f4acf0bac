"""The table of the comparison: typed in place, its columns and free rows added, moved and removed, by keys too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from offerdesigner.app import theme
from offerdesigner.app.clipboard import copy_table
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.market.cells import MarketDelegate
from offerdesigner.app.editors.market.naming import RowNaming
from offerdesigner.app.editors.table_view import TableView
from offerdesigner.app.models import market_edits as edits
from offerdesigner.app.models.market_model import MarketModel
from offerdesigner.app.models.market_rows import Column, Row, RowKind, fact_in, sheet
from offerdesigner.app.models.market_typing import pasted
from offerdesigner.app.text_size import scaled
from offerdesigner.model.address import at, index_of
from offerdesigner.model.base import new_id
from offerdesigner.model.edits import Edit
from offerdesigner.model.market import Competitor
from offerdesigner.model.typed import INCLUDED, Refused, reduced
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_LEAST_COLUMN, _WIDEST_COLUMN = 118, 280
_LEAST_HEADING, _WIDEST_HEADING = 96, 190
_MOST_LINES, _CELL_PADDING, _UNBOUND = 4, 18, 10_000
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def lines_of(letters: QFontMetrics, words: str, room: int) -> int:
    """Return how many lines `words` take in so many pixels."""
    wrapped = letters.boundingRect(QRect(0, 0, room, _UNBOUND), Qt.TextFlag.TextWordWrap, words)
    return max(1, round(wrapped.height() / letters.lineSpacing()))


class MarketTable(TableView):
    """Who is compared in columns, what is compared in rows; its commands act where the cursor is."""

    detail_requested = Signal(str)
    """The prices of the competitor at this address are wanted line by line; of our offer, where it is edited."""

    cursor_moved = Signal(str)

    told = Signal(str)
    """Why something was not taken, or "" once something is."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.document = document
        self.market = MarketModel(document, self)
        self.setModel(self.market)
        self.cells = MarketDelegate(self, document, self.market)
        self.cells.went_down.connect(self._go_down)
        self.cells.given_up.connect(self.told)
        self.setItemDelegate(self.cells)
        self.market.taken.connect(self._fall_silent)
        self.naming = RowNaming(self, self._rename)
        self.setAccessibleName(_("Comparaison avec les concurrents"))
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        for heading in (self.horizontalHeader(), self.verticalHeader()):
            heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            heading.setHighlightSections(False)
            heading.setTextElideMode(Qt.TextElideMode.ElideRight)
        down = self.verticalHeader()
        down.setDefaultSectionSize(self.fontMetrics().height() + 8)
        down.sectionDoubleClicked.connect(self.rename_row)
        self.selectionModel().currentChanged.connect(self._tell)
        self.entered_by_focus.connect(self._tell)
        self.market.compared.connect(self._fit_rows)
        for signal in (self.market.columnsInserted, self.market.columnsRemoved, self.market.rowsInserted):
            signal.connect(self.fit)

    # Sizes

    def fit(self, *_change: object) -> None:
        """Share the width between the columns, within what is readable."""
        letters = QFontMetrics(theme.font(theme.HEADER, bold=True))
        wanted = max((letters.horizontalAdvance(row.title) for row in self.market.rows), default=0) + 20
        heading = min(max(wanted, scaled(_LEAST_HEADING)), scaled(_WIDEST_HEADING), max(80, self.width() // 3))
        self.verticalHeader().setFixedWidth(heading)
        count = self.market.columnCount()
        room = self.width() - heading - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        share = min(max(room // max(count, 1), scaled(_LEAST_COLUMN)), scaled(_WIDEST_COLUMN))
        for place in range(count):
            self.setColumnWidth(place, share)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give a row the lines that its longest words take, up to a few: prices in words are not cut."""
        down, room = self.verticalHeader(), self.columnWidth(0) - _CELL_PADDING
        one = down.defaultSectionSize()
        for place in range(self.market.rowCount()):
            cells = [self.market.index(place, column) for column in range(self.market.columnCount())]
            letters = QFontMetrics(cells[0].data(Qt.ItemDataRole.FontRole) or self.font())
            said = (str(cell.data()) for cell in cells)
            lines = (lines_of(letters, words, room) for words in said if letters.horizontalAdvance(words) > room)
            high = one + (min(max(lines, default=1), _MOST_LINES) - 1) * letters.lineSpacing()
            if high != down.sectionSize(place):
                down.resizeSection(place, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self.fit()

    # Where one is

    @property
    def row(self) -> Row | None:
        """The row of the cursor."""
        index = self.currentIndex()
        return self.market.rows[index.row()] if index.isValid() else None

    @property
    def column(self) -> Column | None:
        """The column of the cursor."""
        index = self.currentIndex()
        return self.market.columns[index.column()] if index.isValid() else None

    @property
    def competitor(self) -> Competitor | None:
        """The competitor of the cursor, as the project holds it now."""
        column = self.column
        wanted = column.id if column is not None else ""
        return next((one for one in self.document.project.competitors if one.id == wanted), None)

    def go_to(self, address: str) -> bool:
        """Put the cursor on what stands at `address`. False when it is not in this table."""
        index = self.market.index_for(address)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return index.isValid()

    def _tell(self, *_moved: object) -> None:
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            self.cursor_moved.emit(self.market.address_at(index))

    def _go_down(self) -> None:
        index = self.currentIndex()
        below = self.market.index(index.row() + 1, index.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def _fall_silent(self) -> None:
        self.told.emit("")

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep for the table the keys that it knows what to do with."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert, Delete, Ctrl+D, Alt+arrows, Ctrl+Enter, Ctrl+C and V act on the column, the row or the cell."""
        command = self._command(event)
        if command is not None:
            command()
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does here, or `None`."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = Qt.Key(event.key())
        if alt and key in _ARROWS:
            return {
                Qt.Key.Key_Left: self.move_left,
                Qt.Key.Key_Right: self.move_right,
                Qt.Key.Key_Up: self.move_up,
                Qt.Key.Key_Down: self.move_down,
            }[key]
        if control:
            return {
                Qt.Key.Key_Return: self.open_detail,
                Qt.Key.Key_Enter: self.open_detail,
                Qt.Key.Key_D: self.duplicate,
                Qt.Key.Key_C: self.copy,
                Qt.Key.Key_V: self.paste,
            }.get(key)
        if key == Qt.Key.Key_Space and self.row is not None and self.row.free is not None:
            return self.turn
        return {Qt.Key.Key_Insert: self.add, Qt.Key.Key_Delete: self.empty, Qt.Key.Key_F2: self._edit}.get(key)

    def _edit(self) -> None:
        self.edit(self.currentIndex())

    # What one does to a cell

    def turn(self) -> None:
        """Turn the answer of a free row: yes, then no, then yes."""
        row, column = self.row, self.column
        if row is not None and row.free is not None and column is not None:
            is_yes = reduced(fact_in(self.document.project, row, column)) in INCLUDED
            self.market.apply(edits.answer(column.holder, row.free, _("non") if is_yes else _("oui")))

    def empty(self) -> None:
        """Empty the cell."""
        index, row = self.currentIndex(), self.row
        if index.flags() & Qt.ItemFlag.ItemIsEditable and self.market.choices_at(index) is None:
            self.market.setData(index, "0" if row is not None and row.kind is RowKind.VAT else "")

    def copy(self) -> None:
        """Copy the whole table, for a spreadsheet."""
        copy_table(tuple(sheet(self.market.found)))

    def paste(self) -> None:
        """Take a table copied from a spreadsheet: names in its first line, a thing to compare in each other."""
        carried = QGuiApplication.clipboard().mimeData()
        text = carried.text() if carried is not None and carried.hasText() else ""
        try:
            self.market.apply(pasted(text, self.market.today()))
        except Refused as refusal:
            self.told.emit(str(refusal))

    def open_detail(self) -> None:
        """Ask for the prices of the column line by line."""
        column = self.column
        if column is not None and column.competitor is not None:
            self.detail_requested.emit(at(column.holder, "rates"))
        elif self.market.found.offer is not None:
            self.detail_requested.emit(at("offers", self.market.found.offer.id, "rates"))

    # What one does to a column

    def add(self) -> None:
        """Add a competitor after the current one, and type its name."""
        project, competitor = self.document.project, self.competitor
        place = index_of(project.competitors, competitor.id) + 1 if competitor is not None else None
        made = new_id()
        if self.market.apply(edits.add_competitor(project, made, place)):
            self.go_to(at("competitors", made, "name"))
            self.edit(self.currentIndex())

    def duplicate(self) -> None:
        """Copy the current competitor."""
        competitor, made = self.competitor, new_id()
        if competitor is not None:
            self._act(edits.duplicate_competitor(self.document.project, competitor, made))
            self.go_to(at("competitors", made, "name"))

    def remove(self) -> None:
        """Remove the current competitor: undo brings it back."""
        if self.competitor is not None:
            self._act(edits.remove_competitor(self.competitor))

    def move_left(self) -> None:
        """Move the current competitor to the left."""
        self._shift_column(-1)

    def move_right(self) -> None:
        """Move the current competitor to the right."""
        self._shift_column(1)

    def _shift_column(self, by: int) -> None:
        competitor, others = self.competitor, self.document.project.competitors
        place = index_of(others, competitor.id) + by if competitor is not None else -1
        if competitor is not None and 0 <= place < len(others):
            self._act(edits.move_competitor(competitor, place))

    # What one does to a free row

    def add_row(self) -> None:
        """Add a free row under the current one, and go there."""
        made, row = new_id(), self.row
        rows = self.document.project.market_rows
        place = index_of(rows, row.free.id) + 1 if row is not None and row.free is not None else None
        if self.market.apply(edits.add_row(self.document.project, made, place)):
            self.go_to(at("market_rows", made))
            self.rename_row(self.currentIndex().row())

    def remove_row(self) -> None:
        """Remove the current free row."""
        if self.row is not None and self.row.free is not None:
            self._act(edits.remove_row(self.row.free))

    def move_up(self) -> None:
        """Move the current free row up."""
        self._shift_row(-1)

    def move_down(self) -> None:
        """Move the current free row down."""
        self._shift_row(1)

    def _shift_row(self, by: int) -> None:
        row, rows = self.row, self.document.project.market_rows
        place = index_of(rows, row.free.id) + by if row is not None and row.free is not None else -1
        if row is not None and row.free is not None and 0 <= place < len(rows):
            self._act(edits.move_row(row.free, place))

    def rename_row(self, place: int) -> None:
        """Type another name for a free row, where it stands."""
        row = self.market.rows[place]
        if row.free is not None:
            self.naming.open(place, row.free.name)

    def _rename(self, place: int, name: str) -> None:
        free = self.market.rows[place].free if place < len(self.market.rows) else None
        if free is not None and name != free.name:
            self._act(edits.rename_row(free, name))

    def _act(self, edit: Edit) -> None:
        self.market.apply(edit)

    def _open_menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if index.isValid():
            self.setCurrentIndex(index)
        self.menu().open_at(self.viewport().mapToGlobal(where))

    def menu(self) -> Menu:
        """Return the menu of what can be done where the cursor is."""
        menu = Menu(self)
        has, free = self.competitor is not None, self.row is not None and self.row.free is not None
        menu.offer(_("Détail du prix"), self.open_detail, icon="price", key=_("Ctrl+Entrée"), enabled=has)
        menu.addSeparator()
        menu.offer(_("Ajouter un concurrent"), self.add, icon="add", key="Inser")
        menu.offer(_("Dupliquer"), self.duplicate, icon="duplicate", key="Ctrl+D", enabled=has)
        menu.offer(_("Déplacer à gauche"), self.move_left, icon="left", key="Alt+←", enabled=has)
        menu.offer(_("Déplacer à droite"), self.move_right, icon="right", key="Alt+→", enabled=has)
        menu.offer(_("Retirer ce concurrent"), self.remove, icon="trash", enabled=has)
        menu.addSeparator()
        menu.offer(_("Ajouter une ligne"), self.add_row, icon="add")
        menu.offer(_("Renommer la ligne"), self._rename_current, icon="edit", enabled=free)
        menu.offer(_("Monter la ligne"), self.move_up, icon="up", key="Alt+↑", enabled=free)
        menu.offer(_("Descendre la ligne"), self.move_down, icon="down", key="Alt+↓", enabled=free)
        menu.offer(_("Retirer la ligne"), self.remove_row, icon="trash", enabled=free)
        return menu

    def _rename_current(self) -> None:
        self.rename_row(self.currentIndex().row())
