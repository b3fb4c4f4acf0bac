"""The table of a catalogue: direct editing, and adding, duplicating, removing, reordering by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.catalogue import CatalogueModel, Column
from offerdesigner.app.editors.table_view import CellDelegate, TableView
from offerdesigner.app.fields.marks import hint_label
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address
from offerdesigner.model.base import Identified, new_id
from offerdesigner.model.edits import duplicate, insert, move, remove
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

ROWS_IN_SIGHT = 16


@dataclass(frozen=True)
class Words:
    """The words of one catalogue: its name, its empty state, its new row, and the labels of its edits.

    `removed` may hold {name}; it receives the object's own name.
    """

    title: str
    empty: str
    add: str
    added: str
    removed: str
    duplicated: str
    moved: str


class CatalogueTable(QWidget):
    """The rows of one tuple of the project, with the actions on them beneath."""

    address_focused = Signal(str)
    """The address of the current cell."""

    current_changed = Signal()
    """Another row is current, or none."""

    def __init__(
        self,
        document: Document,
        holder: Address,
        columns: Sequence[Column],
        words: Words,
        new_row: Callable[[], Identified],
        parent: QWidget | None = None,
        *,
        narrow: bool = False,
    ) -> None:
        """In a `narrow` table the buttons stand on several lines, those of rows once there are some."""
        super().__init__(parent)
        self._document = document
        self._words = words
        self._new_row = new_row
        self.model = self._make_model(holder, columns)
        self.view = self._make_view(columns)
        self._empty = hint_label(words.empty, self)
        self.actions_by_name = self._make_actions()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self._empty)
        layout.addWidget(self.view)
        self._own_actions: list[QAction] = []
        self._buttons, self._own_buttons = self._make_buttons(), QHBoxLayout()
        self._of_rows: QWidget | None = None
        if narrow:
            self._of_rows = self._stack_buttons(layout)
        else:
            layout.addLayout(self._buttons)
            self._own_buttons = self._buttons
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.rowsMoved):
            signal.connect(self._fit)
        self._fit()

    # Building

    def _make_model(self, holder: Address, columns: Sequence[Column]) -> CatalogueModel:
        return CatalogueModel(self._document, holder, columns, self)

    def _make_view(self, columns: Sequence[Column]) -> TableView:
        view = TableView(self)
        view.setModel(self.model)
        delegate = CellDelegate(view)
        delegate.went_down.connect(self._go_down)
        view.setItemDelegate(delegate)
        view.setAccessibleName(self._words.title)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setCornerButtonEnabled(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        rows = view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(view.fontMetrics().height() + 10)
        rows.setSectionsMovable(True)
        rows.setFixedWidth(scaled(26))
        rows.sectionMoved.connect(self._take_dragged)
        heads = view.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setStretchLastSection(True)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setFont(theme.font(theme.HEADER))
        view.selectionModel().currentChanged.connect(self._tell_current)
        view.entered_by_focus.connect(self._announce)
        return view

    def _make_actions(self) -> dict[str, QAction]:
        wanted = (
            ("add", self._words.add, "add", QKeySequence(), self.add),
            ("duplicate", _("Dupliquer"), "duplicate", QKeySequence("Ctrl+D"), self.duplicate_current),
            ("remove", _("Retirer"), "trash", QKeySequence(Qt.Key.Key_Delete), self.remove_current),
            ("up", _("Monter"), "up", QKeySequence("Alt+Up"), self.move_up),
            ("down", _("Descendre"), "down", QKeySequence("Alt+Down"), self.move_down),
        )
        actions = {}
        for name, text, icon, shortcut, slot in wanted:
            action = QAction(icons.icon(icon), text, self.view)
            action.setShortcut(shortcut)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(plain_tooltip(f"{text} ({keys})" if keys else text))
            action.triggered.connect(slot)
            self.view.addAction(action)
            actions[name] = action
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return actions

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for name, action in self.actions_by_name.items():
            row.addWidget(self._button(action, worded=name == "add"))
        row.addStretch(1)
        return row

    def _stack_buttons(self, layout: QVBoxLayout) -> QWidget:
        """Put the button that adds on a line of its own, and return what holds the others."""
        first = self._buttons.takeAt(0)
        adding = first.widget() if first is not None else None
        if adding is not None:
            layout.addWidget(adding, 0, Qt.AlignmentFlag.AlignLeft)
        others = QWidget(self)
        lines = QVBoxLayout(others)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._own_buttons.addStretch(1)
        lines.addLayout(self._own_buttons)
        lines.addLayout(self._buttons)
        layout.addWidget(others)
        return others

    def _button(self, action: QAction, *, worded: bool) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon if worded else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        button.setAccessibleName(f"{action.text()} ({self._words.title})")
        return button

    def add_action(self, text: str, slot: Callable[[], object]) -> QToolButton:
        """Add a command of this table alone, on the current row. Returns its button."""
        action = QAction(text, self.view)
        action.setIconText(text)
        action.triggered.connect(slot)
        action.setEnabled(self.view.currentIndex().isValid())
        self.view.addAction(action)
        self._own_actions.append(action)
        button = self._button(action, worded=True)
        self._own_buttons.insertWidget(self._own_buttons.count() - 1, button)
        return button

    # Where one is

    def take_keyboard(self) -> None:
        """Put the cursor in the table, or on the button that adds its first row."""
        stops = self.stops()
        target = self.view if self.model.rowCount() or len(stops) < 2 else stops[1]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what the keyboard stops at, in reading order: the table, then its buttons, adding first."""
        buttons = self.findChildren(QToolButton)
        own = [button for button in buttons if button.defaultAction() in self._own_actions]
        adding = [button for button in buttons if button.defaultAction() is self.actions_by_name.get("add")]
        return tuple(dict.fromkeys((self.view, *adding, *own, *buttons)))

    def current(self) -> Identified | None:
        """Return the object of the current row, or `None`."""
        index = self.view.currentIndex()
        return self.model.row_object(index.row()) if index.isValid() else None

    def point_to(self, holder: Address) -> None:
        """Show the rows of another tuple of the same kind."""
        self.model.point_to(holder)

    def go_to(self, address: Address) -> bool:
        """Make the cell of `address` current; the table itself when `address` names no row. False when not here."""
        if address == self.model.holder:
            return True
        index = self.model.index_for(address) if addresses.contains(self.model.holder, address) else QModelIndex()
        if not index.isValid():
            return False
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        return True

    def _tell_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.row() != previous.row() or current.isValid() != previous.isValid():
            self.current_changed.emit()
        self._update_actions()
        if self.view.hasFocus():
            self._announce()

    def _announce(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.address_focused.emit(self.model.address_at(index))

    def _go_down(self) -> None:
        index = self.view.currentIndex()
        below = self.model.index(index.row() + 1, index.column())
        if below.isValid():
            self.view.setCurrentIndex(below)

    # What one does

    def add(self) -> None:
        """Insert a row after the current one and open its first cell."""
        index = self.view.currentIndex()
        item = self._new_row()
        place = index.row() + 1 if index.isValid() else None
        if self._document.apply(insert(self.model.holder, item, self._words.added, place), self):
            self.go_to(addresses.at(self.model.holder, item.id))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.edit(self.view.currentIndex())

    def duplicate_current(self) -> None:
        """Insert a copy of the current row under it."""
        item = self.current()
        if item is not None:
            copy_id = new_id()
            place = addresses.at(self.model.holder, item.id)
            self._document.apply(duplicate(place, copy_id, self._words.duplicated), self)
            self.go_to(addresses.at(self.model.holder, copy_id))

    def remove_current(self) -> None:
        """Remove the current row and what refers to it; undo brings both back."""
        item = self.current()
        if item is not None:
            label = self._words.removed.format(name=shown_name(item))
            self._document.apply(remove(addresses.at(self.model.holder, item.id), label), self)

    def move_up(self) -> None:
        """Move the current row up."""
        self._move_to(self.view.currentIndex().row() - 1)

    def move_down(self) -> None:
        """Move the current row down."""
        self._move_to(self.view.currentIndex().row() + 1)

    def _move_to(self, row: int) -> None:
        item = self.current()
        if item is not None and 0 <= row < self.model.rowCount():
            self._document.apply(move(addresses.at(self.model.holder, item.id), row, self._words.moved), self)

    def _take_dragged(self, logical: int, _old: int, new: int) -> None:
        # The header only says what is wished: the order is the project's, and comes back by `sync`.
        header = self.view.verticalHeader()
        blocker = QSignalBlocker(header)
        header.moveSection(header.visualIndex(logical), logical)
        blocker.unblock()
        self.view.setCurrentIndex(self.model.index(logical, max(0, self.view.currentIndex().column())))
        self._move_to(new)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the columns."""
        super().resizeEvent(event)
        self._fit()

    def _share_width(self) -> bool:
        """Give the columns the width there is, by their stretch. Returns whether it is enough."""
        view, columns = self.view, self.model.columns
        room = self.width() - view.verticalHeader().width() - 2 * view.frameWidth()
        if self.model.rowCount() > ROWS_IN_SIGHT:
            room -= view.verticalScrollBar().sizeHint().width()
        least = [self._least_width(place) for place in range(len(columns))]
        spare = max(0, room - sum(least))
        shares = sum(column.stretch for column in columns)
        for place, column in enumerate(columns):
            view.setColumnWidth(place, least[place] + spare * column.stretch // shares)
        return sum(least) <= room

    def _least_width(self, place: int) -> int:
        heading = self.view.horizontalHeader().sectionSizeHint(place)
        return max(heading, 3 * self.view.fontMetrics().height() * self.model.columns[place].stretch)

    def _fit(self, *_change: object) -> None:
        count = self.model.rowCount()
        self._empty.setVisible(not count)
        self.view.setVisible(bool(count))
        if self._of_rows is not None:
            self._of_rows.setVisible(bool(count))
        rows = min(count, ROWS_IN_SIGHT) * self.view.verticalHeader().defaultSectionSize()
        height = self.view.horizontalHeader().sizeHint().height() + rows + 2 * self.view.frameWidth()
        if not self._share_width():
            height += self.view.horizontalScrollBar().sizeHint().height()
        self.view.setFixedHeight(height)
        self._update_actions()

    def _update_actions(self) -> None:
        row, count = self.view.currentIndex().row(), self.model.rowCount()
        usable = {"add": True, "up": row > 0, "down": 0 <= row < count - 1}
        for name, action in self.actions_by_name.items():
            action.setEnabled(usable.get(name, row >= 0))
        for action in self._own_actions:
            action.setEnabled(row >= 0)


def shown_name(item: Any) -> str:
    """Return the name by which a person knows `item`."""
    return str(getattr(item, "label", "") or getattr(item, "name", ""))
