"""What a survey says, beside its answers: the sentence, the prices to choose from, and the one to take."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.chart_table import ValuesRow, ValuesTable
from offerdesigner.app.editors.price.parts import RefusalLabel, heading, muted
from offerdesigner.app.editors.survey.study import Study
from offerdesigner.app.plain import caption
from offerdesigner.model.offers import Offer
from offerdesigner.text import _, money, number, typeset

_BAR = 2
"""The column of the bars, in a table that has them."""


class _Bars(QStyledItemDelegate):
    """Draws the bar of a row in its column, words elsewhere."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell, then its bar."""
        super().paint(painter, option, index)
        row: ValuesRow = index.data(Qt.ItemDataRole.UserRole)
        if index.column() == _BAR and row.part is not None:
            room = QRectF(option.rect).adjusted(6, 6, -6, -6)
            room.setWidth(room.width() * float(row.part))
            painter.fillRect(room, theme.role("series_1"))


class ResultBox(QWidget):
    """The result; `price_chosen` asks to give the offer a price (€)."""

    price_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._study: Study | None = None
        self._offer: Offer | None = None
        self._picked: Decimal | None = None
        self._is_showing = False
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setFont(theme.font(bold=True))
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(_("Résultat de l'enquête"))
        self.title = heading("", self)
        self.table = ValuesTable(self)
        self.table.setItemDelegate(_Bars(self.table))
        self.table.setSelectionBehavior(ValuesTable.SelectionBehavior.SelectRows)
        self.table.selectionModel().currentChanged.connect(self._pick)
        self.use_button = QPushButton(icons.icon("check"), "", self)
        self.use_button.setAutoDefault(False)
        self.use_button.clicked.connect(self._choose)
        self.refusal = RefusalLabel(self)
        self.remarks = muted("", self)
        self.note = muted("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        # What one does with it stands first: a low window shows it whatever the number of prices.
        for widget in (self.sentence, self.use_button, self.refusal, self.remarks, self.title, self.table, self.note):
            column.addWidget(widget)
        column.setAlignment(self.use_button, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_study(self, study: Study, offer: Offer | None) -> None:
        """Show what a survey says of the price of `offer`."""
        self._study, self._offer = study, offer
        self.sentence.setText(typeset(study.words))
        self.remarks.setText(typeset("\n".join(study.remarks)))
        self.remarks.setVisible(bool(study.remarks))
        self.note.setText(typeset(study.note))
        has_rows = bool(study.rows)
        people = _("Recette pour {n} personnes").format(n=number(study.people))
        self.title.setText(people if len(study.headers) > _BAR else _("Repères"))
        self.title.setVisible(has_rows)
        self.table.setVisible(has_rows)
        self.table.show_values(study.headers, study.rows)
        self._share_width(len(study.headers))
        if has_rows:
            wanted = self._picked if self._picked in study.prices and self._picked is not None else study.best
            place = study.prices.index(wanted) if wanted in study.prices else 0
            self._is_showing = True
            self.table.setCurrentIndex(self.table.values.index(place, 0))
            self._is_showing = False
        self._show_choice()

    def _share_width(self, columns: int) -> None:
        """Give the bars, or else the names, the room that is left."""
        wide = _BAR if columns > _BAR else 0
        mode = QHeaderView.ResizeMode
        for column in range(columns):
            size = mode.Stretch if column == wide else mode.ResizeToContents
            self.table.horizontalHeader().setSectionResizeMode(column, size)

    def forget(self) -> None:
        """Be about to show another survey."""
        self._study = self._picked = None
        self.refusal.say("")

    @property
    def chosen(self) -> Decimal | None:
        """The price of the current row (€), if it is one price."""
        row = self.table.currentIndex().row()
        prices = self._study.prices if self._study is not None else ()
        return prices[row] if 0 <= row < len(prices) else None

    @property
    def proposed(self) -> Decimal | None:
        """The price to give the offer (€): that of the current row; the best one where that is ours already."""
        if self._study is None:
            return None
        price = self.chosen if self._study.prices else self._study.best
        return self._study.best if price == self._study.ours and self._study.best is not None else price

    def _pick(self) -> None:
        """Note which row one goes to: it stays the current one whatever the answers become."""
        if not self._is_showing:
            self._picked = self.chosen
            self._show_choice()

    def _show_choice(self) -> None:
        price, offer = self.proposed, self._offer
        self.use_button.setVisible(price is not None and offer is not None)
        if price is None or offer is None or self._study is None:
            return
        name = offer.name or _("Offre sans nom")
        is_ours = price == self._study.ours
        words = _("« {offer} » est déjà à {price}") if is_ours else _("Mettre « {offer} » à {price}")
        self.use_button.setText(caption(words.format(offer=name, price=money(price))))
        self.use_button.setEnabled(not is_ours)

    def _choose(self) -> None:
        if self.proposed is not None:
            self.price_chosen.emit(self.proposed)
