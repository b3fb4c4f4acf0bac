"""The list at the left of the price panel, where lines are chosen, added, moved and removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.cells import Index
from offerdesigner.app.editors.price.lines import Part, PriceLine, new_rate, place_of
from offerdesigner.app.editors.price.parts import Attempts, RefusalLabel, heading, link, paint_row_edges, small_button
from offerdesigner.app.fields.marks import severity_word
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.model import address as addresses
from offerdesigner.model import edits
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import new_id
from offerdesigner.model.offers import TaxMode
from offerdesigner.text import _, typeset

LINE_ROLE = Qt.ItemDataRole.UserRole
_MIME = "application/x-offerdesigner-price-line"
_ROOT = QModelIndex()
_PADDING = 8
_ICON = 16


class LinesModel(QAbstractListModel):
    """The price lines, in order; a price line can be dragged to another place."""

    dropped = Signal(str, int)
    """A line (its address) was dropped before the line at this place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[PriceLine, ...] = ()

    @property
    def lines(self) -> tuple[PriceLine, ...]:
        """The lines shown."""
        return self._lines

    def sync(self, lines: Sequence[PriceLine]) -> None:
        """Show `lines`; while the same lines stay in the same order, the selection does not move."""
        if [line.address for line in lines] != [line.address for line in self._lines]:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()
            return
        old, self._lines = self._lines, tuple(lines)
        for place, line in enumerate(self._lines):
            if line != old[place]:
                self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, address: Address) -> int:
        """Return the place of the line at `address`, or -1."""
        return next((place for place, line in enumerate(self._lines) if line.address == address), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, its name, or what a screen reader says of it."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            worst = severity_word(line.severity) if line.severity else ""
            return ", ".join(part for part in (line.title, line.price, line.counted, worst) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that price lines are dragged and dropped between others."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self._lines[index.row()].part == Part.RATE else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """A line is moved, never copied, by dragging."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name what is dragged."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the address of the line."""
        data = QMimeData()
        data.setData(_MIME, QByteArray(self._lines[indexes[0].row()].address.encode()))
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the move. The edit moves the row, so the view is told that nothing was dropped."""
        place = row if row >= 0 else parent.row()
        if data.hasFormat(_MIME) and place >= 0:
            self.dropped.emit(bytes(data.data(_MIME).data()).decode(), place)
        return False


class _LinesDelegate(QStyledItemDelegate):
    """Paints a line: its name, its price, what it is counted in, and the worst finding's shape."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: PriceLine = index.data(LINE_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.role("accent" if selected else "base"))
        box = option.rect.adjusted(_PADDING, 6, -_PADDING, -6)
        ink = theme.role("on_accent" if selected else "text")
        soft = theme.role("on_accent" if selected else "muted")
        texts = ((line.title, theme.font(bold=True), ink), (line.price, theme.font(), ink))
        top = box.top()
        for text, font, colour in (*texts, (line.counted, theme.font(theme.HEADER), soft)):
            painter.setFont(font)
            painter.setPen(colour)
            metrics = painter.fontMetrics()
            width = box.width() - (_ICON + 4 if line.severity and top == box.top() else 0)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(box.left(), top, width, metrics.height()), Qt.AlignmentFlag.AlignLeft, shown)
            top += metrics.height()
        if line.severity:
            ratio = painter.device().devicePixelRatio()
            picture = icons.pixmap(line.severity.value, _ICON, None, ratio)
            painter.drawPixmap(box.right() - _ICON + 1, box.top(), picture)
        paint_row_edges(painter, option)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: PriceLine = index.data(LINE_ROLE)
        rows = 3 if line.counted else 2
        return QSize(120, rows * option.fontMetrics.height() + 13)


class LinesView(QListView):
    """The list itself; Alt+↑ and Alt+↓ move a line, Delete removes it."""

    shift_asked = Signal(int)
    removal_asked = Signal()

    def __init__(self, model: LinesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_LinesDelegate(self))
        self.setAccessibleName(_("Lignes de prix"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(scaled(120))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or remove the current line."""
        shift = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if shift is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift_asked.emit(shift)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class LinesPane(QWidget):
    """The list with its buttons."""

    chosen = Signal(str)
    """The cursor is on the line at this address."""

    added = Signal(str)
    """A line was added, or duplicated, at this address."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._holder: Address = ""
        self.side = TaxMode.TTC
        """The side on which a new line is to be entered."""
        self._attempts = Attempts(document, self)
        self.model = LinesModel(self)
        self.view = LinesView(self.model, self)
        self.add_button = link(_("+ Ajouter une ligne de prix"), self)
        self.up_button = small_button("up", _("Monter la ligne (Alt+↑)"), self)
        self.down_button = small_button("down", _("Descendre la ligne (Alt+↓)"), self)
        self.duplicate_button = small_button("duplicate", _("Dupliquer la ligne"), self)
        self.remove_button = small_button("trash", _("Supprimer la ligne (Suppr)"), self)
        self._refusal = RefusalLabel(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 4, 0)
        top.setSpacing(2)
        title = heading(_("Lignes de prix"), self)
        title.setMinimumWidth(0)
        words = _(
            "Ce que l'on paie, une ligne par montant : l'abonnement, chaque personne en plus… Le total les ajoute."
        )
        title.setToolTip(plain_tooltip(words))
        top.addWidget(title, 1)
        for button in (self.up_button, self.down_button, self.duplicate_button, self.remove_button):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self._refusal)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self._attempts.told.connect(self._refusal.say)
        self.view.selectionModel().currentChanged.connect(self._announce)
        self.view.shift_asked.connect(self.shift)
        self.view.removal_asked.connect(self.remove)
        self.model.dropped.connect(self.move_to)
        self.add_button.clicked.connect(self.add)
        self.duplicate_button.clicked.connect(self.duplicate)
        self.remove_button.clicked.connect(self.remove)
        self.up_button.clicked.connect(self._go_up)
        self.down_button.clicked.connect(self._go_down)

    @property
    def current(self) -> PriceLine | None:
        """The line the cursor is on."""
        line: PriceLine | None = self.view.currentIndex().data(LINE_ROLE)
        return line

    def sync(self, holder: Address, lines: Sequence[PriceLine], current: Address) -> None:
        """Show the lines of `holder`, the cursor on the line at `current`."""
        self._holder = holder
        blocked = self.view.selectionModel().blockSignals(True)
        self.model.sync(lines)
        place = self.model.place(current)
        if place >= 0 and self.view.currentIndex().row() != place:
            self.view.setCurrentIndex(self.model.index(place))
        self.view.selectionModel().blockSignals(blocked)
        self.view.scrollTo(self.view.currentIndex())
        self.view.viewport().update()
        self._enable()

    def _enable(self) -> None:
        line = self.current
        is_rate = line is not None and line.part == Part.RATE
        count = sum(other.part == Part.RATE for other in self.model.lines)
        place = self.view.currentIndex().row()
        for button in (self.duplicate_button, self.remove_button):
            button.setEnabled(is_rate)
        self.up_button.setEnabled(is_rate and place > 0)
        self.down_button.setEnabled(is_rate and place < count - 1)

    def _announce(self, current: QModelIndex, _previous: QModelIndex) -> None:
        line: PriceLine | None = current.data(LINE_ROLE)
        self._enable()
        if line is not None:
            self.chosen.emit(line.address)

    def add(self) -> None:
        """Add a price line after the others."""
        project = self._document.project
        rate = new_rate(project, addresses.get(project, self._holder), self.side)
        address = at(self._holder, "rates")
        if self._attempts.make(edits.insert(address, rate, _("ajouter une ligne de prix"))):
            self.added.emit(at(address, rate.id))

    def duplicate(self) -> None:
        """Copy the current price line just after it."""
        line = self.current
        if line is None or line.part != Part.RATE:
            return
        copy_id = new_id()
        name = typeset(_("{name} (copie)")).format(name=line.title)
        edit = edits.duplicate(line.address, copy_id, _("dupliquer la ligne de prix"), name=name)
        if self._attempts.make(edit):
            self.added.emit(at(addresses.parent(line.address), copy_id))

    def remove(self) -> None:
        """Remove the current price line."""
        line = self.current
        if line is not None and line.part == Part.RATE:
            self._attempts.make(edits.remove(line.address, _("supprimer la ligne de prix")))

    def shift(self, step: int) -> None:
        """Move the current price line up (-1) or down (1)."""
        line = self.current
        if line is not None and line.part == Part.RATE:
            self._move(line.address, self._place(line.address) + step)

    def _place(self, address: Address) -> int:
        return place_of(addresses.get(self._document.project, self._holder), address)

    def _go_up(self) -> None:
        self.shift(-1)

    def _go_down(self) -> None:
        self.shift(1)

    def move_to(self, address: Address, place: int) -> None:
        """Move the price line at `address` before the one at `place`."""
        now = self._place(address)
        self._move(address, place - 1 if place > now else place)

    def _move(self, address: Address, place: int) -> None:
        if 0 <= place != self._place(address):
            self._attempts.make(edits.move(address, place, _("déplacer la ligne de prix")))
