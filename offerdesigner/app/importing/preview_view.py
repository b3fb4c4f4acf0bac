"""The table of the preview: arrows go round it, Enter or a click opens the list of a role, Tab leaves."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.table_view import CellDelegate
from offerdesigner.app.importing.preview_model import Index, PreviewModel
from offerdesigner.storage.exchange.grid_layout import HOLDER_WORDS, LINE_ROLES, line_words
from offerdesigner.text import _

_ARROW = 10
_NARROWEST, _WIDEST, _WIDEST_HEADING = 64, 160, 200
_SAMPLED_ROWS = 80


class _Delegate(CellDelegate):
    """Shows an arrow in what can be chosen, and opens the list at once."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        if isinstance(editor, QComboBox):
            editor.setMaxVisibleItems(len(LINE_ROLES))
            # Once the editor stands in its cell: the list opens beneath it.
            QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
        place = QRect(0, 0, _ARROW, _ARROW)
        place.moveCenter(option.rect.center())
        place.moveRight(option.rect.right() - 5)
        painter.drawPixmap(place, icons.pixmap("chevron-down", _ARROW, "muted", ratio))


class PreviewView(QTableView):
    """A sheet, with the roles of its rows and columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(_("Aperçu du tableau"))
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.clicked.connect(self._open_list)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setFont(theme.font(theme.HINT))
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)

    def show_model(self, model: PreviewModel) -> None:
        """Show another sheet, its columns as wide as what they hold, within bounds."""
        former = self.model()
        self.setModel(model)
        if former is not None:
            former.deleteLater()
        metrics = QFontMetrics(theme.font(bold=True))
        words = [*HOLDER_WORDS.values(), *(line_words(role) for role in LINE_ROLES)]
        self.setColumnWidth(0, max(map(metrics.horizontalAdvance, words)) + 2 * _ARROW + 14)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        rows = range(1, min(model.rowCount(), _SAMPLED_ROWS))
        for column in range(1, model.columnCount()):
            texts = (str(model.index(row, column).data() or "") for row in rows)
            widest = max(map(metrics.horizontalAdvance, texts), default=0) + 22
            most = _WIDEST_HEADING if column == 1 else _WIDEST
            role = metrics.horizontalAdvance(str(model.index(0, column).data() or "")) + 2 * _ARROW + 14
            self.setColumnWidth(column, max(_NARROWEST, role, min(widest, most)))
        self.setCurrentIndex(model.index(1, 0) if model.rowCount() > 1 else model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens the list of the current cell; where there is none, they do not press « Importer »."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open_list(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open_list(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
