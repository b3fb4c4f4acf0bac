"""Painting a cell of the offers grid, and opening an editor in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QPolygon,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.grid.cell_editor import CellEditor, side_width
from offerdesigner.app.editors.grid.entry import CellEntry
from offerdesigner.app.editors.grid.offer_table import OfferTable
from offerdesigner.app.fields.marks import SOFT_GROUND
from offerdesigner.app.models.grid_columns import Align
from offerdesigner.app.models.grid_looks import Look
from offerdesigner.app.models.offer_columns import LOOK_ROLE, Index

PADDING = 8
ICON = 15
CORNER = 7
LEAST_NOTE, LEAST_SENTENCE = 4, 14
_TEXT_COLOUR = {"error": "error", "warning": "warning", "advice": "advice"}
_SIDES = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class GridDelegate(QStyledItemDelegate):
    """Paints looks; hands the keys of the editor to the view."""

    typed = Signal(object)
    """A key was typed in this editor."""

    def __init__(self, view: OfferTable, entry: CellEntry) -> None:
        super().__init__(view)
        self._view, self._entry = view, entry

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give rows a height that follows the font."""
        return QSize(80, row_height(option.fontMetrics))

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, corner, mark, note, text, bulb, lines and focus."""
        look = index.data(LOOK_ROLE)
        painter.save()
        rect = option.rect
        has_focus = self._view.has_cursor(index)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._ground(look, is_selected and not has_focus))
        if look.row.has_cells:
            self._paint_content(painter, rect.adjusted(PADDING, 0, -PADDING, 0), look)
        self._paint_lines(painter, rect, look)
        if look.before is not None:
            paint_corner(painter, rect.topLeft(), CORNER, "accent")
        if look.cell.remark:
            paint_corner(painter, rect.topRight(), -CORNER, "muted")
        if has_focus:
            _paint_ring(painter, rect)
        painter.restore()

    def _ground(self, look: Look, is_selected: bool) -> QColor:
        if not look.row.has_cells:
            return theme.role("alternate")
        if is_selected:
            return theme.role("accent_soft")
        return theme.role("base" if look.severity is None else SOFT_GROUND.get(look.severity, "base"))

    def _paint_lines(self, painter: QPainter, rect: QRect, look: Look) -> None:
        painter.setPen(theme.role("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if look.row.has_cells:
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def _paint_content(self, painter: QPainter, rect: QRect, look: Look) -> None:
        cell = look.cell
        ratio = painter.device().devicePixelRatio()
        left = rect.left()
        if look.severity is not None:
            fixable = any(finding.fixes for finding in look.findings)
            for name in ("fix", look.severity.value) if fixable else (look.severity.value,):
                left = _paint_icon(painter, rect, left, name, ratio)
        if cell.shape:
            left = _paint_icon(painter, rect, left, cell.shape, ratio, _shape_colour(cell.shape))
        if cell.is_check:
            colour = "muted" if cell.is_muted else "ok"
            picture = icons.pixmap("check", ICON + 1, colour, ratio)
            painter.drawPixmap(rect.center() - QPoint(ICON // 2, ICON // 2), picture)
            return
        self._paint_words(painter, QRect(QPoint(left, rect.top()), rect.bottomRight()), look)

    def _paint_words(self, painter: QPainter, rect: QRect, look: Look) -> None:
        cell = look.cell
        font = theme.font(figures=True)
        painter.setFont(font)
        painter.setPen(theme.role("muted" if cell.is_muted or not cell.is_there else "text"))
        metrics = QFontMetrics(font)
        if cell.side:
            rect = self._paint_side(painter, rect, cell.side)
            painter.setFont(font)
            painter.setPen(theme.role("text"))
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, rect.width())
        note = look.findings[0].message if look.findings and not cell.is_dearer else cell.note
        if cell.shape and note and metrics.horizontalAdvance(text + note) > rect.width():
            # In a narrow column the shape says the word; the price matters more.
            text = ""
        painter.drawText(rect, _SIDES[cell.align] | Qt.AlignmentFlag.AlignVCenter, text)
        room = rect.width() - metrics.horizontalAdvance(text) - PADDING
        if cell.align is Align.CENTRE:
            room //= 2
        self._paint_note(painter, rect, look, note, room)

    def _paint_side(self, painter: QPainter, rect: QRect, side: str) -> QRect:
        """Say at the right that an amount is not the one entered, and return the room that is left for it."""
        painter.setFont(theme.font(theme.HINT))
        painter.setPen(theme.role("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, side)
        return rect.adjusted(0, 0, -side_width(side), 0)

    def _paint_note(self, painter: QPainter, rect: QRect, look: Look, note: str, room: int) -> None:
        font = theme.font(theme.HINT, figures=True)
        metrics = QFontMetrics(font)
        # The first letters of a sentence say nothing: better the shape alone, and the tooltip.
        least = LEAST_SENTENCE if note != look.cell.note else LEAST_NOTE
        if not note or room < metrics.averageCharWidth() * least:
            return
        painter.setFont(font)
        severity = look.severity
        painter.setPen(theme.role("muted" if severity is None else _TEXT_COLOUR[severity.value]))
        side = Qt.AlignmentFlag.AlignRight if look.cell.align is Align.LEFT else Qt.AlignmentFlag.AlignLeft
        short = metrics.elidedText(note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, short)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a line edit with what the cell holds, as one types it."""
        editor = CellEditor(parent, index)
        self._entry.open(editor)
        look: Look = index.data(LOOK_ROLE)
        if look.cell.align is Align.RIGHT:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if look.cell.side:
            editor.say_side(look.cell.side)
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        editor.textEdited.connect(self._follow_typing)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect.adjusted(0, 0, -1, -1))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value once, and again when something else than this editor changed it."""
        assert isinstance(editor, CellEditor)
        if not (editor.is_fresh or self._view.is_changed_elsewhere):
            return
        text = index.data(Qt.ItemDataRole.EditRole)
        if editor.text() != text:
            editor.setText(text)
        if editor.is_fresh:
            editor.selectAll()
            editor.is_fresh = False

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        """Put what was typed in the project (also when the current cell changes under an open editor)."""
        assert isinstance(editor, CellEditor)
        self._entry.commit(editor)

    def _follow_typing(self, _text: str) -> None:
        self.typed.emit(self.sender())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep the editor open while what it holds is refused; let the document undo."""
        if not isinstance(editor, CellEditor):
            return super().eventFilter(editor, event)
        kind = event.type()
        if leaves_undo_alone(event):
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._entry.take_key(editor, event)
        if kind == QEvent.Type.FocusOut:
            self._entry.leave(editor)
            return False
        return False


def leaves_undo_alone(event: QEvent) -> bool:
    """Refuse the shortcuts of undo and redo on behalf of an editor: they belong to the document."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        event.ignore()
        return True
    return False


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row of the grid for a font."""
    return metrics.height() + 8


def bulb_rect(look: Look, rect: QRect) -> QRect:
    """Return where the bulb of a cell is painted; empty when it has none."""
    if not any(finding.fixes for finding in look.findings):
        return QRect()
    return QRect(rect.left(), rect.top(), PADDING + ICON + 3, rect.height())


def note_rect(look: Look, rect: QRect) -> QRect:
    """Return where the note of a cell is painted; empty when it has none."""
    if not look.cell.note:
        return QRect()
    width = QFontMetrics(theme.font(theme.HINT)).horizontalAdvance(look.cell.note) + PADDING + 4
    left = rect.right() - width if look.cell.align is Align.LEFT else rect.left()
    return QRect(left, rect.top(), width, rect.height())


def _shape_colour(shape: str) -> str:
    return {"plus": "accent", "check": "ok"}.get(shape, "muted")


def _paint_icon(painter: QPainter, rect: QRect, left: int, name: str, ratio: float, role: str | None = None) -> int:
    top = rect.top() + (rect.height() - ICON) // 2
    painter.drawPixmap(left, top, icons.pixmap(name, ICON, role, ratio))
    return left + ICON + 5


def paint_corner(painter: QPainter, corner: QPoint, across: int, role: str) -> None:
    """Fold a corner of a cell in the colour `role`, `across` pixels wide: negative, to the left of `corner`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.role(role))
    painter.drawPolygon(QPolygon([corner, corner + QPoint(across, 0), corner + QPoint(0, abs(across))]))


def _paint_ring(painter: QPainter, rect: QRect) -> None:
    pen = QPen(theme.role("accent"), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -2, -2))
