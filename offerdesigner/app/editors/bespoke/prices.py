"""The middle of « Sur mesure »: the price of each offer, one of them line by line, and the curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLabel,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import theme
from offerdesigner.app.clipboard import copy_table
from offerdesigner.app.editors.bespoke.words import Bar
from offerdesigner.app.editors.price.cells import ROW_ROLE, CellsModel, Index, Row
from offerdesigner.app.editors.price.parts import clear, headed, heading, small_button
from offerdesigner.app.editors.price.table import CellsDelegate, CellsView
from offerdesigner.model.base import Id
from offerdesigner.text import _, typeset

_NAME, _BAR, _PRICE = 0, 1, 2
_SWATCH = 10
_BAR_SAMPLE = "M" * 9


def _never(*_typed: object) -> bool:
    """Take nothing: these tables are read."""
    return False


class ReadTable(CellsView):
    """A table to read, copied whole with Ctrl+C."""

    def __init__(self, name: str, parent: QWidget) -> None:
        self.cells = CellsModel(_never, parent)
        self._is_filling = False
        super().__init__(self.cells, name, parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    def show_rows(self, headers: Sequence[str], rows: Sequence[Row]) -> None:
        """Show `rows` under `headers`."""
        before = self.cells.rows
        self._is_filling = True
        self.cells.set_headers(headers)
        self.cells.sync(rows)
        self._is_filling = False
        if self.cells.rows != before:
            self._fit()

    def _fit(self, *change: object) -> None:
        """Share the width once all the cells have changed."""
        if not self._is_filling:
            super()._fit(*change)

    def copy(self) -> None:
        """Put the whole table on the clipboard."""
        columns = range(self.cells.columnCount())
        titles = [str(self.cells.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        told = [column for column in columns if titles[column]]
        lines = [[row.cells[column].text for column in told] for row in self.cells.rows]
        copy_table([[titles[column] for column in told], *lines])

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab leaves the table: there is nothing to type in it."""
        return self._leave(next_one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies; Échap is for the page."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


class _BarsDelegate(CellsDelegate):
    """Paints the colour of an offer before its name, and the bar of its price."""

    def __init__(self, view: PricesTable) -> None:
        super().__init__(view)
        self._prices = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Put a small square of the colour before the name."""
        super().initStyleOption(option, index)
        bar = self._bar(index)
        if index.column() == _NAME and bar is not None:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(_SWATCH, _SWATCH)
            square = QPixmap(_SWATCH, _SWATCH)
            square.fill(theme.role(bar.role))
            option.icon = QIcon(square)
            option.icon.addPixmap(square, QIcon.Mode.Selected)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell, and in its own column the bar."""
        super().paint(painter, option, index)
        bar = self._bar(index)
        if index.column() == _BAR and bar is not None and bar.length:
            room = option.rect.adjusted(8, 6, -8, -6)
            painter.fillRect(
                QRect(room.left(), room.top(), round(room.width() * bar.length), room.height()), theme.role(bar.role)
            )

    def _bar(self, index: Index) -> Bar | None:
        return self._prices.bars.get(index.data(ROW_ROLE).id)


class PricesTable(ReadTable):
    """The price of each offer; the row of the cursor is the offer that is told line by line."""

    chosen = Signal(str)
    """The cursor is on this offer."""

    def __init__(self, parent: QWidget) -> None:
        self.bars: Mapping[Id, Bar] = {}
        self._following = False
        super().__init__(_("Le prix de chaque offre"), parent)
        self.setItemDelegate(_BarsDelegate(self))
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_prices(self, title: str, rows: Sequence[Row], bars: Mapping[Id, Bar], shown: Id | None) -> None:
        """Show the offers, the cursor on the one that is told line by line."""
        self.bars = bars
        self._following = True
        self.show_rows((_("Offre"), "", title, _("Remarque")), rows)
        if self._samples.get(_PRICE) != title:
            self.keep_room_for({_BAR: _BAR_SAMPLE, _PRICE: title})
        if shown is not None:
            self.select(shown, max(0, self.currentIndex().column()))
        self._following = False
        self.viewport().update()

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._following:
            self.chosen.emit(current.data(ROW_ROLE).id)


class Facts(QWidget):
    """Names and words, as many side by side as there is room for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._told: tuple[tuple[str, str], ...] = ()
        self._pairs: list[tuple[QLabel, QLabel]] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_APART)
        self._grid.setVerticalSpacing(2)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What is shown: names and words."""
        return self._told

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show some facts."""
        if tuple(facts) == self._told:
            return
        self._told = tuple(facts)
        clear(self._grid)
        self._pairs = [self._pair(name, words) for name, words in self._told]
        self._across = 0
        self._arrange()

    def _pair(self, name: str, words: str) -> tuple[QLabel, QLabel]:
        title, value = (QLabel(typeset(text), self) for text in (_("{name} :").format(name=name), words))
        title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        value.setFont(theme.font(bold=True, figures=True))
        value.setAccessibleName(f"{name} : {words}")
        for label in (title, value):
            label.setTextFormat(Qt.TextFormat.PlainText)
        return title, value

    def _arrange(self) -> None:
        fitting = (across for across in range(_MOST_ACROSS, 1, -1) if self._width(across) <= self.width())
        across = next(fitting, 1)
        if across == self._across:
            return
        self._across = across
        for column in range(2 * _MOST_ACROSS + 1):
            self._grid.setColumnStretch(column, int(column == 2 * across))
        for place, (title, value) in enumerate(self._pairs):
            row, pair = divmod(place, across)
            self._grid.addWidget(title, row, 2 * pair)
            self._grid.addWidget(value, row, 2 * pair + 1)

    def _width(self, across: int) -> int:
        """Return how wide the facts are with so many side by side."""
        columns = [self._pairs[place::across] for place in range(min(across, len(self._pairs)))]
        return sum(
            max(label.sizeHint().width() for label in side) + _APART
            for column in columns
            for side in zip(*column, strict=True)
        )

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one fact: the others go under it."""
        return QSize(self._width(1) if self._pairs else 0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put more or fewer side by side."""
        super().resizeEvent(event)
        self._arrange()


_MOST_ACROSS, _APART = 3, 10


class LinesBox(QWidget):
    """One offer line by line, its total, and what else to know of its price."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = heading("", self)
        self.table = ReadTable(_("Le prix ligne par ligne"), self)
        self.copy_button = copy_button(self)
        self.copy_button.clicked.connect(self.table.copy)
        self.total = QLabel(self)
        self.total.setTextFormat(Qt.TextFormat.PlainText)
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.total.setFont(theme.font(theme.TITLE, bold=True, figures=True))
        self.facts = Facts(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(headed(self.title, self.copy_button))
        column.addWidget(self.table)
        column.addWidget(self.total)
        column.addWidget(self.facts)

    def show_lines(self, offer: str, rows: Sequence[Row], total: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show the lines of an offer."""
        self.title.setText(typeset(_("{offer}, ligne par ligne").format(offer=offer)))
        self.table.setVisible(bool(rows))
        self.copy_button.setEnabled(bool(rows))
        self.table.show_rows((_("Ligne"), _("Calcul"), _("Montant")), rows)
        self.total.setText(typeset(total))
        self.facts.show_facts(facts)


def copy_button(parent: QWidget) -> QPushButton:
    """Return the button that copies the table of what stands under it."""
    return small_button("duplicate", _("Copier le tableau (Ctrl+C dans le tableau)"), parent)
