"""The headings of the offers grid: offers across, attributes down. Both are painted, renamed in place and dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.grid.delegate import ICON, PADDING, leaves_undo_alone
from offerdesigner.app.editors.grid.offer_table import OfferTable
from offerdesigner.app.fields.marks import SOFT_GROUND, worst_of
from offerdesigner.app.models.grid_rows import ADDING, Row, RowKind
from offerdesigner.text import _

ACCENT_LINE = 2
GRIP = 12
INDENT = 22
"""How far from the edge the words of a row stand, after the arrow that folds a group."""

LINE_LENGTH = 200


class HeadingEditor(QLineEdit):
    """A name rewritten in place, on the heading itself."""

    finished = Signal(bool)
    """The name is kept (True) or given up (False)."""

    def __init__(self, parent: QWidget, text: str, placeholder: str) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(LINE_LENGTH)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Let the document undo; keep Tab and Enter for ourselves."""
        if leaves_undo_alone(event):
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Down):
                self.finished.emit(True)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.finished.emit(False)
                return True
        if event.type() == QEvent.Type.FocusOut and event.reason() not in _PASSING:  # type: ignore[attr-defined]
            self.finished.emit(True)
        return super().event(event)


_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Heading(QHeaderView):
    """What both headings share: a cursor for the keyboard, renaming in place, and dragging."""

    moved = Signal(int, int)
    """A section was dragged from one place to another."""

    menu_requested = Signal(int, QPoint)
    """The menu of a section was asked for, at this place of the screen."""

    pressed_on = Signal(int)
    """A section was clicked or entered by the keyboard."""

    rename_typed = Signal(int, str)
    """A key was typed in the name of a section."""

    renamed = Signal(int, bool)
    """The renaming of a section ended, kept or given up."""

    def __init__(self, orientation: Qt.Orientation, view: OfferTable) -> None:
        super().__init__(orientation, view)
        self.view = view
        self.editor: HeadingEditor | None = None
        self._edited = -1
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.sectionMoved.connect(self._hand_over_move)
        self.sectionDoubleClicked.connect(self.ask_for_name)
        self.sectionPressed.connect(self.pressed_on)

    @property
    def is_across(self) -> bool:
        """Whether these are the headings of the columns."""
        return self.orientation() == Qt.Orientation.Horizontal

    @property
    def current(self) -> int:
        """The section of the current cell, or the one that the keyboard is on."""
        index = self.view.currentIndex()
        return index.column() if self.is_across else self.view.heading_row

    def section_rect(self, section: int) -> QRect:
        """Return where a section is painted."""
        start, length = self.sectionViewportPosition(section), self.sectionSize(section)
        if self.is_across:
            return QRect(start, 0, length, self.viewport().height())
        return QRect(0, start, self.viewport().width(), length)

    def _hand_over_move(self, logical: int, _old: int, new: int) -> None:
        """Give the move to the project: the order of the sections is the model's, never the heading's."""
        if logical == new:
            return
        self.blockSignals(True)
        self.moveSection(self.visualIndex(logical), logical)
        self.blockSignals(False)
        self.moved.emit(logical, new)

    def _ask_for_menu(self, position: QPoint) -> None:
        section = self.logicalIndexAt(position)
        if section >= 0:
            self.menu_requested.emit(section, self.viewport().mapToGlobal(position))

    # Renaming

    def ask_for_name(self, section: int) -> None:
        """Open the name of a section, where it has one."""
        name = self.view.name_of(self.is_across, section)
        if name is None:
            return
        self.close_editor()
        self._edited = section
        text, placeholder = name
        self.editor = HeadingEditor(self.viewport(), text, placeholder)
        self.editor.setAccessibleName(str(self.model().headerData(section, self.orientation())))
        self.editor.textEdited.connect(self._follow_typing)
        self.editor.finished.connect(self._finish)
        self.place_editor()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def place_editor(self) -> None:
        """Keep the editor on its section when things move."""
        if self.editor is not None:
            rect = self.section_rect(self._edited)
            height = min(rect.height(), self.editor.sizeHint().height())
            self.editor.setGeometry(QRect(rect.left() + 2, rect.top() + 1, rect.width() - 4, height))

    def _follow_typing(self, text: str) -> None:
        self.rename_typed.emit(self._edited, text)

    def _finish(self, kept: bool) -> None:
        section = self._edited
        self.close_editor()
        self.renamed.emit(section, kept)

    def close_editor(self) -> None:
        """Take the editor away, without more ado."""
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.blockSignals(True)
            if editor.hasFocus():
                # Hiding it would send the cursor on as Tab does, to the next cell of the table.
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.hide()
            editor.deleteLater()

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Keep the commands of the grid from the shortcuts of the window."""
        return self.view.keys.claims(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the headings, rename, or hand the key to the commands of the grid."""
        if event.key() == Qt.Key.Key_F2 or (event.text().isprintable() and event.text().strip() and _is_plain(event)):
            self.ask_for_name(self.current)
            if self.editor is not None and event.key() != Qt.Key.Key_F2:
                self.editor.setText(event.text())
                self._follow_typing(event.text())
        elif not self.view.take_heading_key(self, event):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the menu from its arrow; anything else is Qt's."""
        place = event.position().toPoint()
        section = self.logicalIndexAt(place)
        if section >= 0 and self.is_across and self._arrow_rect(self.section_rect(section)).contains(place):
            self.menu_requested.emit(section, self.viewport().mapToGlobal(place))
            return
        super().mousePressEvent(event)

    def _arrow_rect(self, rect: QRect) -> QRect:
        return QRect(rect.right() - ICON - PADDING, rect.top(), ICON + PADDING, rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sections, then the ground beyond the last."""
        super().paintEvent(event)
        end = self.length() - self.offset()
        rest = self.viewport().rect().adjusted(end if self.is_across else 0, 0 if self.is_across else end, 0, 0)
        QPainter(self.viewport()).fillRect(rest, theme.role("head" if self.is_across else "alternate"))

    def paint_ring(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Show that the keyboard is on this section, or that words were found in it."""
        found = (-1, section) if self.is_across else (section, -1)
        if (self.hasFocus() and section == self.current) or self.view.found == found:
            painter.setPen(theme.role("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            painter.drawRect(rect.adjusted(2, 2, -3, -3))


def _is_plain(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return held == Qt.KeyboardModifier.NoModifier


class OfferHeading(Heading):
    """The offers: name and public on two lines, the worst finding, a line under the current one."""

    def __init__(self, view: OfferTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)

    def sizeHint(self) -> QSize:
        """Two lines and some air."""
        name, public = QFontMetrics(theme.font(bold=True)), QFontMetrics(theme.font(theme.HINT))
        return QSize(super().sizeHint().width(), name.height() + public.height() + 13)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one offer."""
        if not 0 <= section < len(self.view.columns.offers):
            return
        is_current = section == self.current
        painter.save()
        painter.fillRect(rect, theme.role("accent_soft" if is_current else "head"))
        painter.setPen(theme.role("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        line = rect.adjusted(0, rect.height() - ACCENT_LINE, 0, 0)
        painter.fillRect(line.adjusted(0, 0 if is_current else 1, 0, 0), theme.role("accent" if is_current else "mid"))
        ratio = painter.device().devicePixelRatio()
        middle = rect.top() + rect.height() // 3 - GRIP // 2
        painter.drawPixmap(rect.left() + 4, middle, icons.pixmap("grip", GRIP, "muted", ratio))
        arrow = self._arrow_rect(rect)
        painter.drawPixmap(arrow.left(), middle, icons.pixmap("chevron-down", GRIP, "muted", ratio))
        self._paint_names(painter, rect.adjusted(GRIP + 8, 6, -(ICON + PADDING), -5), section, ratio)
        self.paint_ring(painter, rect, section)
        painter.restore()

    def _paint_names(self, painter: QPainter, rect: QRect, section: int, ratio: float) -> None:
        offer = self.view.columns.offers[section]
        severity = self.view.columns.severity_of_offer(offer)
        room = rect.width() - (ICON + 4 if severity else 0)
        font = theme.font(bold=True)
        metrics = QFontMetrics(font)
        name = metrics.elidedText(offer.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.role("text"))
        painter.drawText(QRect(rect.left(), rect.top(), room, metrics.height()), Qt.AlignmentFlag.AlignLeft, name)
        if severity is not None:
            left = rect.left() + metrics.horizontalAdvance(name) + 5
            top = rect.top() + (metrics.height() - ICON) // 2
            painter.drawPixmap(left, top, icons.pixmap(severity.value, ICON, None, ratio))
        font = theme.font(theme.HINT)
        small = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.role("muted"))
        public = small.elidedText(offer.public, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, public)


class RowHeading(Heading):
    """The attributes: groups in small bold, which fold; services by their need; rows to add in the accent."""

    def __init__(self, view: OfferTable) -> None:
        super().__init__(Qt.Orientation.Vertical, view)

    def fold(self, section: int, folded: bool) -> bool:
        """Fold or unfold a group. False where there is none, or nothing to do."""
        rows, columns = self.view.columns.rows, self.view.columns
        if not 0 <= section < len(rows) or rows[section].kind is not RowKind.GROUP:
            return False
        if (rows[section].hidden is not None) == folded:
            return False
        columns.fold(columns.folded ^ {rows[section].id})
        self.view.go_to_heading(section)
        return True

    def turn(self, section: int) -> bool:
        """Fold a group, or unfold it. False where there is none."""
        return self.fold(section, True) or self.fold(section, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold a group from its arrow; anything else is Qt's."""
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and place.x() < INDENT and self.turn(self.logicalIndexAt(place)):
            return
        super().mousePressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one attribute."""
        rows = self.view.columns.rows
        if not 0 <= section < len(rows):
            return
        row = rows[section]
        findings = self.view.columns.findings_of_row(row)
        severity = worst_of(findings)
        painter.save()
        is_current = section == self.current and row.has_cells
        plain = "accent_soft" if is_current else "alternate"
        ground = plain if severity is None else SOFT_GROUND.get(severity, plain)
        painter.fillRect(rect, theme.role(ground))
        painter.setPen(theme.role("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if row.has_cells:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(INDENT, 0, -PADDING, 0)
        if row.kind is RowKind.GROUP:
            _paint_fold(painter, rect, row)
        if severity is not None:
            top = rect.top() + (rect.height() - ICON) // 2
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(inner.right() - ICON, top, icons.pixmap(severity.value, ICON, None, ratio))
            inner.adjust(0, 0, -ICON - 4, 0)
        self._paint_label(painter, inner, row)
        self.paint_ring(painter, rect, section)
        painter.restore()

    def _paint_label(self, painter: QPainter, rect: QRect, row: Row) -> None:
        font, colour = row_font(row), "text"
        if row.kind is RowKind.GROUP or not row.is_printed:
            colour = "muted"
        elif row.kind in ADDING:
            colour = "accent"
        painter.setFont(font)
        painter.setPen(theme.role(colour))
        words = row.label if row.hidden is None else _("{group} ({n})").format(group=row.label, n=row.hidden)
        metrics = QFontMetrics(font)
        if row.short and metrics.horizontalAdvance(words) > rect.width():
            # Under the price itself, the name of the list is what tells the row.
            rect, words = rect.adjusted(INDENT, 0, 0, 0), row.short
        label = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)


def _paint_fold(painter: QPainter, rect: QRect, row: Row) -> None:
    """Paint the arrow of a group: down when its rows are shown, sidewards when they are folded."""
    name = "chevron-down" if row.hidden is None else "chevron-right"
    ratio = painter.device().devicePixelRatio()
    top = rect.top() + (rect.height() - GRIP) // 2
    painter.drawPixmap(rect.left() + (INDENT - GRIP) // 2, top, icons.pixmap(name, GRIP, "muted", ratio))


def row_font(row: Row) -> QFont:
    """Return the font of the heading of a row."""
    return theme.font(theme.HEADER, bold=True) if row.kind is RowKind.GROUP else theme.font()
