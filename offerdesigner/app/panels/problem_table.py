"""The table of problems: one a row, worst first, its repair and its « Pourquoi ? » at the right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from offerdesigner.app import icons, naming, theme
from offerdesigner.app.fields.marks import severity_word
from offerdesigner.app.panels.wrapping import FLAGS, fitted, height_of
from offerdesigner.app.plain import middle, plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.checks.registry import rule_of
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project, Waiver
from offerdesigner.text import _, typeset

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PAD = 8
_LINES = 4
_LONGEST_NAME, _LONGEST_LIST = 40, 160
_SEVERITY_WORDED = 1000
_FIX_WORDED = 620
"""From these widths on, in pixels, the severity and the repair are said in words beside their icon."""
_BULB, _ICON_ALONE = 40, 44
_QUOTED = re.compile(r"«\s*([^»]+?)\s*»")
SEVERITY, PLACE, MESSAGE, FIX, WHY = range(5)


@dataclass(frozen=True)
class Row:
    """A finding to show, with its waiver when it is ignored."""

    finding: Finding
    place: str
    waiver: Waiver | None = None

    @property
    def key(self) -> tuple[str, str, bool]:
        """What makes it the same problem after another check."""
        return self.finding.rule, self.finding.address, self.waiver is not None

    @property
    def family(self) -> str:
        """The family of its rule; nothing for what no rule says."""
        try:
            return rule_of(self.finding.rule).family
        except KeyError:
            return ""

    @property
    def told(self) -> tuple[str, str, str]:
        """What is copied of it: how much it matters, where, and its sentence whole."""
        ignored = self.waiver is not None
        return _("ignoré") if ignored else severity_word(self.finding.severity), self.place, self.finding.message

    @property
    def shown(self) -> tuple[str, ...]:
        """All that is painted of it."""
        return self.icon, self.place, self.sentence, self.action

    @property
    def action(self) -> str:
        """The word of its button: the repair, or taking the ignored problem back."""
        if self.waiver is not None:
            return _("Reprendre")
        return self.finding.fixes[0].title if self.finding.fixes else ""

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return "ignored" if self.waiver is not None else self.finding.severity.value

    @property
    def sentence(self) -> str:
        """What it says, long names shortened so that they hide no reason; for an ignored one, with its reason."""
        message = _shortened(self.finding)
        if self.waiver is None:
            return message
        return _("{message} Ignoré : {reason}").format(message=message, reason=self.waiver.reason)


def _shortened(finding: Finding) -> str:
    """Return the sentence of `finding`, the middle of its long names left out, and of its very long lists."""
    lists = (value for value in finding.data.values() if isinstance(value, str) and len(value) > _LONGEST_LIST)
    return _said(finding.message, tuple(lists))


@lru_cache(maxsize=512)
def _said(message: str, lists: tuple[str, ...]) -> str:
    """Return `message` as it is painted; kept, since every check gives most sentences again."""
    for told in lists:
        if told != message:
            message = message.replace(typeset(told), middle(typeset(told), _LONGEST_LIST))
    return typeset(_QUOTED.sub(lambda found: f"« {middle(found[1], _LONGEST_NAME)} »", message))


def rows_of(project: Project, findings: Sequence[Finding], waived: Sequence[tuple[Finding, Waiver]]) -> tuple[Row, ...]:
    """Return the rows of a report: active findings in its order, then the ignored ones."""
    active = [Row(finding, naming.place(project, finding.address)) for finding in findings]
    ignored = [Row(finding, naming.place(project, finding.address), waiver) for finding, waiver in waived]
    return (*active, *ignored)


class ProblemsModel(QAbstractTableModel):
    """The rows shown; a new report keeps the indexes of the problems that remain."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def put(self, rows: tuple[Row, ...]) -> None:
        """Show `rows`: where their number did not change, only what differs is painted again."""
        if len(rows) == len(self.rows):
            changed = [n for n, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old.shown != new.shown]
            self.rows = rows
            for n in changed:
                self.dataChanged.emit(self.index(n, 0), self.index(n, WHY))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the problems."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Severity, place, sentence, repair, why."""
        return 0 if parent.isValid() else 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell; the row itself under UserRole."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _word(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (PLACE, MESSAGE, FIX):
            return plain_tooltip(_told(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == SEVERITY:
            return f"{_word(row, SEVERITY)}, {row.place} : {row.sentence}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns for a screen reader."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Gravité"), _("Où"), _("Problème"), _("Correction"), _("Explication"))[section]
        return None


def _word(row: Row, column: int) -> str:
    if column == SEVERITY:
        return _("Ignoré") if row.waiver is not None else severity_word(row.finding.severity)
    return (row.place, row.sentence, row.action, _("Pourquoi ?"))[column - 1]


def _told(row: Row, column: int) -> str:
    """Return the words of a cell, names whole."""
    return row.finding.message if column == MESSAGE and row.waiver is None else _word(row, column)


class _Painter(QStyledItemDelegate):
    """Paints the icon, the button and the link; a click on them is told to the table."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.role("accent_soft" if selected else "base"))
        painter.setPen(theme.role("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setPen(theme.role("muted" if row.waiver else "text"))
        column = index.column()
        if column == SEVERITY:
            self._icon(painter, option.rect, row.icon)
            if option.rect.width() > _ICON_ALONE:
                self._text(painter, option.rect.adjusted(22, 0, 0, 0), index)
        elif column == FIX and row.action:
            self._button(painter, option.rect, row)
        elif column == WHY:
            font = painter.font()
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(theme.role("accent"))
            self._text(painter, option.rect, index)
        else:
            self._text(painter, option.rect, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(index.data(Qt.ItemDataRole.DisplayRole) or "") + 2 * _PAD + 4
        if index.column() == SEVERITY:
            width += 24
        elif index.column() == FIX:
            width = width + _BULB if row.action else 0
        return QSize(width, metrics.height() + 10)

    def height(self, row: Row, metrics: QFontMetrics, widths: Mapping[int, int]) -> int:
        """Return how high a row stands in columns of these `widths`."""
        most = _LINES * metrics.lineSpacing()
        sentence = height_of(row.sentence, metrics, widths[MESSAGE] - 2 * _PAD)
        place = height_of(row.place, metrics, widths[PLACE] - 2 * _PAD)
        fix = height_of(row.action, metrics, widths[FIX] - _BULB - _PAD) if widths[FIX] > _ICON_ALONE else 0
        return min(most, max(sentence, place, fix)) + 10

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        table = self.parent()
        if not (isinstance(table, ProblemTable) and isinstance(event, QMouseEvent)):
            return False
        if event.type() != QEvent.Type.MouseButtonRelease or event.button() != Qt.MouseButton.LeftButton:
            return False
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        if index.column() == FIX and row.action:
            table.action_asked.emit(row)
        elif index.column() == WHY:
            table.why_asked.emit(row)
        else:
            table.row_chosen.emit(row)
        return True

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Words that are wholly visible need no tooltip."""
        whole = _told(index.data(Qt.ItemDataRole.UserRole), index.column())
        room = option.rect.width() - (_BULB + _PAD if index.column() == FIX else 2 * _PAD)
        if whole == fitted(whole, option.fontMetrics, room, _LINES):
            return False
        return super().helpEvent(event, view, option, index)

    def _icon(self, painter: QPainter, rect: QRect, name: str) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.left() + _PAD, rect.center().y() - 7, icons.pixmap(name, 16, None, ratio))

    def _text(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(inner, FLAGS, fitted(words, painter.fontMetrics(), inner.width(), _LINES))

    def _button(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = rect.adjusted(_PAD - 2, 3, -_PAD + 2, -4)
        painter.setPen(QPen(theme.role("border"), 1))
        painter.setBrush(theme.role("base"))
        painter.drawRoundedRect(frame, 3, 3)
        ratio = painter.device().devicePixelRatio()
        name = "undo" if row.waiver else "fix"
        painter.drawPixmap(frame.left() + 7, frame.center().y() - 7, icons.pixmap(name, 14, None, ratio))
        painter.setPen(theme.role("text"))
        if rect.width() > _ICON_ALONE:
            words = frame.adjusted(26, 0, -4, 0)
            painter.drawText(words, FLAGS, fitted(row.action, painter.fontMetrics(), words.width(), _LINES))


class ProblemTable(QTableView):
    """The table; a row is one stop, Entrée goes to its field."""

    row_chosen = Signal(object)
    action_asked = Signal(object)
    why_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemsModel(self)
        self.setModel(self.problems)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("Problèmes"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show `rows`; the current problem stays current if it is still there."""
        current = self.current()
        unchanged = [row.shown for row in rows] == [row.shown for row in self.problems.rows]
        self.problems.put(rows)
        if unchanged:
            return
        self._share_room()
        if current is not None:
            kept = next((place for place, row in enumerate(rows) if row.key == current.key), None)
            if kept is not None:
                self.setCurrentIndex(self.problems.index(kept, 0))

    def current(self) -> Row | None:
        """The current problem, or `None`."""
        row: Row | None = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row

    def make_current(self, row: Row) -> None:
        """Select `row`."""
        if row in self.problems.rows:
            self.setCurrentIndex(self.problems.index(self.problems.rows.index(row), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée goes to the field; Alt+Entrée is left to the window."""
        row = self.current()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if row is not None and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_chosen.emit(row)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence takes what the other columns leave."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give the sentence most of the width, and each row the height of its words."""
        room = self.viewport().width()
        widths = {column: max(0, self.sizeHintForColumn(column)) for column in (SEVERITY, PLACE, FIX, WHY)}
        widths[PLACE] = min(widths[PLACE], room // 6)
        widths[FIX] = min(widths[FIX], room // 5)
        if room < scaled(_SEVERITY_WORDED):
            widths[SEVERITY] = min(widths[SEVERITY], 34)
        if room < scaled(_FIX_WORDED):
            widths[FIX] = min(widths[FIX], _ICON_ALONE)
        widths[MESSAGE] = max(120, room - sum(widths.values()))
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        for place, row in enumerate(self.problems.rows):
            height = self._painter.height(row, self.fontMetrics(), widths)
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)
