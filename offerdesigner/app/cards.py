"""Lists of cards for the start centre: a title, a line or two beneath, and a word with its icon at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.plain import plain_tooltip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MARGIN = 9
_ICON = 18
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class Card:
    """One choice: `key` tells it, `aside` follows the title in grey, `note` stands at the right."""

    key: str
    title: str
    text: str
    icon: str = ""
    aside: str = ""
    note: str = ""
    note_icon: str = ""
    missing: bool = False
    help: str = ""


class _Cards(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def put(self, cards: tuple[Card, ...]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (card.title, card.aside, card.note, card.text)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(card.help) or None
        return card if role == Qt.ItemDataRole.UserRole else None


class _Painter(QStyledItemDelegate):
    """Paints a card; its height follows the width of the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heights: dict[tuple[Card, int], int] = {}
        """Known by the card and the width, as long as the font stays."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 300
        return QSize(width, self.height(index.data(Qt.ItemDataRole.UserRole), width))

    def height(self, card: Card, width: int) -> int:
        known = self.heights.get((card, width))
        if known is None:
            title, small = QFontMetrics(theme.font(bold=True)), QFontMetrics(theme.font(theme.HEADER))
            area = QRect(0, 0, max(60, width - self._left(card) - _MARGIN), 1000)
            lines = small.boundingRect(area, int(_WRAP), card.text).height() if card.text else 0
            known = self.heights[card, width] = title.height() + lines + 2 + 2 * _MARGIN
        return known

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card: Card = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        self._ground(painter, option)
        ratio = painter.device().devicePixelRatio()
        inner = option.rect.adjusted(self._left(card), _MARGIN, -_MARGIN, -_MARGIN)
        if card.icon:
            colour = "disabled" if card.missing else "accent"
            place = option.rect.topLeft()
            painter.drawPixmap(place.x() + _MARGIN + 3, inner.top() + 1, icons.pixmap(card.icon, _ICON, colour, ratio))
        bold, small = theme.font(bold=True), theme.font(theme.HEADER)
        head = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(bold).height())
        painter.setFont(small)
        head.setRight(self._note(painter, card, head, ratio))
        self._title(painter, card, head)
        painter.setFont(small)
        painter.setPen(theme.role("disabled" if card.missing else "muted"))
        beneath = inner.adjusted(0, head.height() + 2, 0, 0)
        wrapped = QTextOption(Qt.AlignmentFlag.AlignLeft)
        wrapped.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.drawText(beneath, card.text, wrapped)
        painter.restore()

    def _left(self, card: Card) -> int:
        return _MARGIN + (_ICON + 12 if card.icon else 3)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(option.rect, theme.role("accent_soft" if current or hovered else "base"))
        painter.setPen(theme.role("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if current:
            painter.setPen(theme.role("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _note(self, painter: QPainter, card: Card, head: QRect, ratio: float) -> int:
        """Paint the word at the right; return where the title must stop."""
        if not card.note:
            return head.right()
        width = painter.fontMetrics().horizontalAdvance(card.note)
        painter.setPen(theme.role("disabled" if card.missing else "muted"))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, card.note)
        left = head.right() - width
        if card.note_icon:
            left -= 20
            painter.drawPixmap(left, head.center().y() - 7, icons.pixmap(card.note_icon, 15, None, ratio))
        return left - 8

    def _title(self, painter: QPainter, card: Card, head: QRect) -> None:
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.role("disabled" if card.missing else "text"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(card.title, Qt.TextElideMode.ElideMiddle, head.width())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, middle, shown)
        rest = head.adjusted(metrics.horizontalAdvance(shown) + 9, 0, 0, 0)
        if card.aside and rest.width() > 30:
            painter.setFont(theme.font(theme.HINT))
            painter.setPen(theme.role("muted"))
            aside = painter.fontMetrics().elidedText(card.aside, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, middle, aside)


class CardList(QListView):
    """A list of cards, as tall as its cards; Entrée or a click chooses one."""

    chosen = Signal(str)
    """A card was chosen; carries its key."""

    delete_asked = Signal(str)
    pin_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _Cards(self)
        self.setModel(self._model)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._choose)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show `cards`, the first one current."""
        row = self.currentIndex().row()
        self._model.put(tuple(cards))
        if cards:
            self.setCurrentIndex(self._model.index(min(max(row, 0), len(cards) - 1)))
        self.updateGeometry()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards shown."""
        return self._model.cards

    def current(self) -> Card | None:
        """The current card, or `None`."""
        card: Card | None = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée chooses, Suppr asks to delete, Espace asks to pin."""
        card = self.current()
        if card is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(card.key)
        elif card is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(card.key)
        elif card is not None and event.key() == Qt.Key.Key_Space:
            self.pin_asked.emit(card.key)
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Cards wrap their text."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As tall as its cards."""
        around = 2 * self.frameWidth()
        return sum(self._painter.height(card, width - around) for card in self.cards) + around

    def sizeHint(self) -> QSize:
        """The height that the present width takes."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Another font takes other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._painter.heights.clear()
            self.updateGeometry()
            self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.ItemDataRole.UserRole).key)
