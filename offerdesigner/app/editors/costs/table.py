"""The table of the costs: it scrolls, its families fold, and everything in it is typed where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyle, QStyleOptionViewItem, QTableView, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.costs.rows import (
    AMOUNT,
    BEHAVIOUR,
    CADENCE,
    HEADERS,
    MONTH,
    NAME,
    QUANTITY,
    YEAR,
    is_heading,
    section_named,
)
from offerdesigner.app.editors.price.cells import ROW_ROLE, Cell, CellsModel, Index, Row
from offerdesigner.app.editors.price.table import CellsDelegate, CellsView
from offerdesigner.app.fields.line import LINE_LENGTH
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _

_ROOM = 18
_SAMPLES = {
    NAME: _("Location de 2 serveurs"),
    AMOUNT: "3 j × 140,00 €",
    CADENCE: _("une fois, sur 4 ans"),
    BEHAVIOUR: _("par pas de 20 clients"),
    QUANTITY: _("30 clients"),
    MONTH: "(10 588,00 €)",
    YEAR: "(107 056,00 €)",
}
_COMPUTED = (QUANTITY, MONTH, YEAR)
_FIGURES = (AMOUNT, QUANTITY, MONTH, YEAR)


class CostsModel(CellsModel):
    """Rows of cells, those of families in bold on a ground of their own.

    `told` gives the worked sentence of a line, which its computed cells say when one points at them.
    """

    def __init__(
        self, take: Callable[[str, int, Any, bool], bool], told: Callable[[str], str], parent: QObject
    ) -> None:
        super().__init__(take, parent)
        self._told = told

    def _look(self, row: Row, cell: Cell, column: int, role: int) -> Any:
        if is_heading(row.id):
            if role == Qt.ItemDataRole.FontRole:
                return theme.font(bold=row.id.startswith("family:") or column in _FIGURES, figures=column in _FIGURES)
            if role == Qt.ItemDataRole.BackgroundRole:
                return theme.role("alternate")
        if section_named(row.id) is not None and role == Qt.ItemDataRole.FontRole:
            font = theme.font()
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole and column in _COMPUTED:
            return plain_tooltip(self._told(row.id))
        return super()._look(row, cell, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column, above its figures."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)


class CostsDelegate(CellsDelegate):
    """Lets a name be as long as a project keeps it; rings the current cell of the chosen row."""

    def __init__(self, view: CostsView) -> None:
        super().__init__(view)
        self._is_submitting = False

    def _submit(self, editor: QWidget) -> bool:
        """Hand over what was typed, once: a line that is added takes the cursor, which has Qt ask again."""
        if self._is_submitting:
            return True
        self._is_submitting = True
        try:
            return super()._submit(editor)
        finally:
            self._is_submitting = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(theme.role("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line to type in."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(LINE_LENGTH)
        return editor


class CostsView(CellsView):
    """The table itself: Enter goes down or folds a family, Delete removes, Ctrl+Tab leaves."""

    fold_asked = Signal(str)
    """A family is to be folded, or shown again."""

    def __init__(self, model: CostsModel, parent: QWidget) -> None:
        super().__init__(model, _("Coûts"), parent)
        self.setItemDelegate(CostsDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._fold_clicked)
        model.set_headers(HEADERS)

    def span_headings(self, rows: Sequence[Row]) -> None:
        """Give the words of headings, and of the rows that add, the room of the columns that they leave empty."""
        self.clearSpans()
        for place, row in enumerate(rows):
            if section_named(row.id) is not None:
                self.setSpan(place, NAME, 1, len(HEADERS))
            elif is_heading(row.id):
                self.setSpan(place, NAME, 1, MONTH)

    def current_row(self) -> Row | None:
        """Return the row of the cursor."""
        row: Row | None = self.currentIndex().data(ROW_ROLE)
        return row

    def edit_cell(self, row_id: str, column: int) -> None:
        """Put the cursor on a cell and open it."""
        if self.select(row_id, column):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space fold the family they are on."""
        row = self.current_row()
        folds = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if folds and row is not None and row.id.startswith("family:"):
            self.fold_asked.emit(row.id)
        else:
            super().keyPressEvent(event)

    def _fold_clicked(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW_ROLE)
        if row.id.startswith("family:") and index.column() == NAME:
            self.fold_asked.emit(row.id)

    def _keep_in_sight(self, index: QModelIndex) -> None:
        self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again, and keep the cursor in sight."""
        super().resizeEvent(event)
        self._share()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        """Share the width for the letters that are used now."""
        super().showEvent(event)
        self._share()

    def _fit(self, *_change: object) -> None:
        """Leave the height to the page: this table scrolls."""

    def _share(self) -> None:
        """Give figures the width they need, and the rest to the names and to what is typed in words."""
        metrics, heads = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        least = [
            max(metrics.horizontalAdvance(_SAMPLES[place]), heads.horizontalAdvance(title)) + _ROOM
            for place, title in enumerate(HEADERS)
        ]
        spare = max(0, self.viewport().width() - sum(least))
        shares = {NAME: 5, BEHAVIOUR: 3, CADENCE: 1, AMOUNT: 1}
        for place, width in enumerate(least):
            self.setColumnWidth(place, width + spare * shares.get(place, 0) // 10)
