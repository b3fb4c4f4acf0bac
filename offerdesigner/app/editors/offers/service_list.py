"""The list of services to pick from: under headings, with a box to tick, searched by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from offerdesigner.app import theme
from offerdesigner.app.models.service_choices import FREE, Choice, free_choice
from offerdesigner.text import _, typeset

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Row = str | Choice
"""A heading, or a choice under it."""

_ROOT = QModelIndex()
_MARGIN = 6
_BOX = 15
_LEFT, _RIGHT = (
    side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)


def _rows(choices: Sequence[Choice]) -> Iterator[Row]:
    heading = ""
    for choice in choices:
        if choice.group != heading:
            heading = choice.group
            yield heading
        yield choice
    yield _("Dans vos mots")
    yield free_choice("")


class ChoicesModel(QAbstractListModel):
    """Every choice, whether it is found or not: what is ticked stays ticked while one searches for something else."""

    ticks_changed = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = list(_rows(choices))
        self._ticked: set[str] = set()

    def is_ticked(self, choice: Choice) -> bool:
        """Tell whether a choice is ticked."""
        return choice.key in self._ticked

    @property
    def ticked(self) -> list[Choice]:
        """The choices that are ticked, in their order."""
        return [row for row in self.rows if isinstance(row, Choice) and row.key in self._ticked]

    def word_free(self, words: str) -> None:
        """Say the last choice, the free one, in these words."""
        if self.rows[-1] == free_choice(words):
            return
        self.rows[-1] = free_choice(words)
        self.dataChanged.emit(self.index(len(self.rows) - 1), self.index(len(self.rows) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be ticked: neither a heading, nor what an offer gives already."""
        row = self.rows[index.row()]
        if isinstance(row, str) or row.is_given:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return the words of a row, its box, and with `UserRole` the row itself."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Role.UserRole:
            return row
        if role == Role.DisplayRole:
            return typeset(row if isinstance(row, str) else shown(row))
        if role == Role.AccessibleTextRole:
            return typeset(row if isinstance(row, str) else self._spoken(row))
        if role == Role.CheckStateRole and isinstance(row, Choice) and not row.is_given:
            return Qt.CheckState.Checked if row.key in self._ticked else Qt.CheckState.Unchecked
        return None

    def _spoken(self, choice: Choice) -> str:
        state = "" if choice.is_given else _("coché") if choice.key in self._ticked else _("non coché")
        return ", ".join(part for part in (shown(choice), state, remark(choice), choice.description) if part)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Tick a choice or leave it."""
        if role != Role.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        key = self.rows[index.row()].key  # type: ignore[union-attr]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self.dataChanged.emit(index, index, [role])
        self.ticks_changed.emit()
        return True


def shown(choice: Choice) -> str:
    """Return the name of a choice in the list."""
    if choice.key != FREE:
        return choice.need
    return _("Nouveau service : « {need} »").format(need=choice.need) if choice.need else _("Un autre service…")


def remark(choice: Choice) -> str:
    """Return what stands at the right of a choice."""
    if choice.is_given:
        return _("déjà dans l'offre")
    return _("dans aucune offre") if choice.service is not None and choice.known is not None else ""


class FoundChoices(QSortFilterProxyModel):
    """The choices that are said so, the nearest first, each under its heading; the free one comes last."""

    def __init__(self, source: ChoicesModel, parent: QObject) -> None:
        super().__init__(parent)
        self._choices = source
        self._places: dict[int, Place] = {}
        self.setSourceModel(source)
        self.find("")

    def find(self, typed: str) -> None:
        """Keep the choices that say this, whatever their accents and case."""
        self._places = dict(_places(self._choices.rows, typed))
        self.invalidate()
        self.sort(0)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """Keep a heading with what it heads."""
        return row in self._places

    def lessThan(self, left: Index, right: Index) -> bool:
        """Put the group of what is nearest first, and in it what is nearest."""
        return self._places[left.row()] < self._places[right.row()]


Place = tuple[int, int, int, int]
"""Where a row stands: the nearest of its group, the group, how near it is itself, its own place."""

_HEADING, _LAST = -1, 9


def _places(rows: Sequence[Row], typed: str) -> Iterator[tuple[int, Place]]:
    """Yield where the rows stand that are found, by their number."""
    starts = [number for number, row in enumerate(rows) if isinstance(row, str)]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        ranks = {number: _rank(rows[number], typed) for number in range(start + 1, end)}
        found = {number: rank for number, rank in ranks.items() if rank is not None}
        for number, rank in {start: _HEADING, **found}.items() if found else ():
            yield number, (min(found.values()), start, rank, number)


def _rank(row: Row, typed: str) -> int | None:
    assert isinstance(row, Choice)
    return _LAST if row.key == FREE else row.rank(typed)


class _Painter(QStyledItemDelegate):
    """Paints a heading, or a box, a need, its usual software and a sentence beneath."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        small = QFontMetrics(theme.font(theme.HEADER)).height()
        if isinstance(index.data(Role.UserRole), str):
            return QSize(0, small + 2 * _MARGIN)
        line = QFontMetrics(theme.font(bold=True)).height()
        return QSize(0, line + small + 2 * _MARGIN)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Leave the box to the list: Qt would turn it too, where its own box stands, and undo the click."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Role.UserRole)
        painter.save()
        if isinstance(row, str):
            self._heading(painter, option, row)
        else:
            self._ground(painter, option)
            self._box(painter, option, index)
            self._words(painter, option.rect.adjusted(2 * _MARGIN + _BOX + 4, _MARGIN, -_MARGIN - 2, -_MARGIN), row)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        painter.fillRect(option.rect, theme.role("head"))
        painter.setFont(theme.font(theme.HEADER, bold=True))
        painter.setPen(theme.role("muted"))
        painter.drawText(option.rect.adjusted(_MARGIN + 2, 0, -_MARGIN, 0), _LEFT, typeset(words))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, theme.role("accent_soft" if current else "base"))
        painter.setPen(theme.role("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.role("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _box(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(Role.CheckStateRole)
        if state is None:
            return
        box = QStyleOptionViewItem(option)
        box.rect = QRect(option.rect.left() + _MARGIN + 2, option.rect.top() + _MARGIN + 1, _BOX, _BOX)
        checked = Qt.CheckState(state) == Qt.CheckState.Checked
        box.state |= QStyle.StateFlag.State_On if checked else QStyle.StateFlag.State_Off
        option.widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, option.widget
        )

    def _words(self, painter: QPainter, inner: QRect, choice: Choice) -> None:
        bold, small = theme.font(bold=True), theme.font(theme.HEADER)
        head = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(bold).height())
        painter.setFont(small)
        painter.setPen(theme.role("muted"))
        said = remark(choice)
        if said:
            painter.drawText(head, _RIGHT, typeset(said))
            head.setRight(head.right() - painter.fontMetrics().horizontalAdvance(said) - 12)
        self._name(painter, head, choice)
        painter.setFont(small)
        painter.setPen(theme.role("disabled" if choice.is_given else "muted"))
        beneath = inner.adjusted(0, head.height(), 0, 0)
        painter.drawText(beneath, _LEFT, _fitted(painter, typeset(choice.description), beneath.width()))

    def _name(self, painter: QPainter, head: QRect, choice: Choice) -> None:
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.role("disabled" if choice.is_given else "text"))
        name = _fitted(painter, typeset(shown(choice)), head.width())
        painter.drawText(head, _LEFT, name)
        head.setLeft(head.left() + painter.fontMetrics().horizontalAdvance(name) + 10)
        painter.setFont(theme.font())
        painter.setPen(theme.role("disabled" if choice.is_given else "muted"))
        if choice.software and head.width() > 40:
            painter.drawText(head, _LEFT, _fitted(painter, typeset(" · ".join(choice.software[:3])), head.width()))


def _fitted(painter: QPainter, words: str, room: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)


class ServiceList(QListView):
    """The found choices. Space or a click ticks; letters go to the field above."""

    typed = Signal(str)
    """A letter was typed here, which is meant for the search."""

    current_changed = Signal()

    def __init__(self, source: ChoicesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = FoundChoices(source, self)
        self.setModel(self.found)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("Services à ajouter"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._turn)

    @property
    def choice(self) -> Choice | None:
        """The current choice, or `None`."""
        row = self.currentIndex().data(Role.UserRole)
        return row if isinstance(row, Choice) else None

    def search(self, typed: str) -> None:
        """Show what has these words; the first choice becomes the current one unless it is still there."""
        self.found.find(typed)
        if self.choice is None or not self.currentIndex().isValid() or typed:
            self.go_to_first()

    def go_to_first(self) -> None:
        """Make the first choice that can be ticked the current one."""
        for place in range(self.found.rowCount()):
            index = self.found.index(place, 0)
            if index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                self.setCurrentIndex(index)
                self.scrollTo(self.found.index(max(0, place - 1), 0))
                return

    def turn(self) -> None:
        """Tick the current choice, or leave it."""
        self._turn(self.currentIndex())

    def _turn(self, index: QModelIndex) -> None:
        state = index.data(Role.CheckStateRole) if index.isValid() else None
        if state is not None:
            was = Qt.CheckState(state) == Qt.CheckState.Checked
            self.found.setData(index, Qt.CheckState.Unchecked if was else Qt.CheckState.Checked, Role.CheckStateRole)

    def _tell(self) -> None:
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; what one types searches."""
        if event.key() == Qt.Key.Key_Space:
            self.turn()
        elif event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
