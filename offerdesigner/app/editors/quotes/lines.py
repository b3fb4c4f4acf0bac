"""The rows of a quote in a table: what is computed is read, what is added is typed in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.price.cells import ROW_ROLE, Row
from offerdesigner.app.editors.price.parts import Attempts, RefusalLabel, heading, small_button
from offerdesigner.app.editors.price.table import CellsView
from offerdesigner.app.editors.quotes import edits
from offerdesigner.app.editors.quotes.discount import DiscountForm
from offerdesigner.app.editors.quotes.entry import EntryForm
from offerdesigner.app.editors.quotes.rows import (
    DETAIL,
    LABEL,
    PRICE,
    QUANTITY,
    RowsModel,
    headers,
    new_entry,
    own_address,
    own_row,
    printed_row,
    spanned,
    table_rows,
)
from offerdesigner.app.editors.quotes.tab_order import put_after
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.edits import insert, move, remove, set_value
from offerdesigner.model.quotes import Discount, Quote, QuoteComment, QuoteContent, QuoteEntry, QuoteLine, QuoteRow
from offerdesigner.pricing.quote_totals import totals
from offerdesigner.text import NotANumber, _, parse_number

if TYPE_CHECKING:
    from offerdesigner.app.editors.page import Page

_YEAR = 12
_FIELDS = {
    LABEL: ("label", _("renommer une ligne libre")),
    DETAIL: ("detail", _("préciser une ligne libre")),
    QUANTITY: ("quantity", _("changer la quantité d'une ligne libre")),
    PRICE: ("unit_price", _("changer le prix d'une ligne libre")),
}


class LinesView(CellsView):
    """The table; Alt+↑ and Alt+↓ move a free line, Suppr removes it."""

    shift_asked = Signal(int)

    def __init__(self, cells: RowsModel, name: str, parent: QWidget) -> None:
        self._cells = cells
        self._is_filling = False
        super().__init__(cells, name, parent)

    def show_rows(self, titles: Sequence[str], rows: Sequence[Row]) -> None:
        """Show `rows` under `titles`."""
        before = self._cells.rows
        self._is_filling = True
        self._cells.set_headers(titles)
        self._cells.sync(rows)
        self._is_filling = False
        if self._cells.rows != before:
            self._fit()

    def _fit(self, *change: object) -> None:
        """Share the width once all the cells have changed; a heading goes over all of it."""
        if self._is_filling:
            return
        super()._fit(*change)
        for place in range(self.model().rowCount()):
            wide = spanned(self.model().index(place, 0).data(ROW_ROLE).id)
            if wide > 1:
                self.setSpan(place, 0, 1, wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current line, or do what a table does."""
        shift = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if shift is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift_asked.emit(shift)
        else:
            super().keyPressEvent(event)


class LinesBox(QWidget):
    """The table with its buttons, the detail of the free line under the cursor, and the form of a discount."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = page.document
        self._quote: Quote | None = None
        self._content: QuoteContent | None = None
        self._attempts = Attempts(page.document, self)
        self.up_button = small_button("up", _("Monter la ligne (Alt+↑)"), self)
        self.down_button = small_button("down", _("Descendre la ligne (Alt+↓)"), self)
        self.remove_button = small_button("trash", _("Retirer la ligne (Suppr)"), self)
        self.add_button = QPushButton(icons.icon("add"), _("Ligne libre"), self)
        self.more_button = QPushButton(icons.icon("chevron-down", "muted"), _("Autre"), self)
        self.discount_button = QPushButton(_("Remise…"), self)
        self.model = RowsModel(self._take, self)
        self.view = LinesView(self.model, _("Lignes du devis"), self)
        self.refusal = RefusalLabel(self)
        self._page = page
        self._entry: EntryForm | None = None
        self.discount = DiscountForm(page.document, self)
        self._lay_out()
        self._connect(page)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(5)
        top.addWidget(heading(_("Lignes"), self), 1)
        tools = (self.up_button, self.down_button, self.remove_button)
        for button in (*tools, self.add_button, self.more_button, self.discount_button):
            button.setAutoDefault(False)
            top.addWidget(button)
        self.more_button.setAccessibleName(_("Ajouter une section, un commentaire, un saut de page"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        self._detail = QVBoxLayout()
        for widget in (self.view, self.refusal):
            column.addWidget(widget)
        column.addLayout(self._detail)
        column.addWidget(self.discount)
        self.discount.hide()

    def _connect(self, page: Page) -> None:
        self._attempts.told.connect(self.refusal.say)
        self.view.remove_asked.connect(self._remove)
        self.view.shift_asked.connect(self._shift)
        self.view.selectionModel().currentChanged.connect(self._follow_cursor)
        self.view.row_focused.connect(self._tell_address)
        self.add_button.clicked.connect(self._add_line)
        self.more_button.clicked.connect(self._choose_kind)
        self.discount_button.clicked.connect(self._open_discount)
        self.remove_button.clicked.connect(self.view.remove_current)
        self.up_button.clicked.connect(self._go_up)
        self.down_button.clicked.connect(self._go_down)
        self.discount.added.connect(self._show_added)
        self.address_focused = page.address_focused

    @property
    def entry(self) -> EntryForm:
        """The detail of a free line, built with the first one."""
        if self._entry is None:
            self._entry = EntryForm(self._page, self)
            self._detail.addWidget(self._entry)
            put_after(self.view, self._entry)
        return self._entry

    # Showing

    def show_quote(self, quote: Quote, content: QuoteContent) -> None:
        """Show the rows of a quote."""
        if self._quote is None or quote.id != self._quote.id:
            self.refusal.say("")
            self.discount.hide()
        self._quote, self._content = quote, content
        self.view.show_rows(headers(content), table_rows(quote, content, totals(content)))
        self.view.setVisible(bool(self.model.rows))
        self.discount.show_quote(quote, content)
        for button in (self.add_button, self.more_button, self.discount_button):
            button.setVisible(not quote.is_frozen)
        self._follow_cursor()

    def _current(self) -> QuoteEntry | Discount | None:
        """Return the free line, or the discount, under the cursor."""
        index = self.view.currentIndex()
        if self._quote is None or self._quote.is_frozen or not index.isValid():
            return None
        return self._own(index.data(ROW_ROLE).id)

    def _own(self, row_id: str) -> QuoteEntry | Discount | None:
        if self._quote is None or self._content is None:
            return None
        return own_row(self._quote, self._content, row_id)

    def _printed(self, row_id: str) -> QuoteRow | None:
        if self._quote is None or self._content is None:
            return None
        return printed_row(self._quote, self._content, row_id)

    def _current_entry(self) -> QuoteEntry | None:
        item = self._current()
        return None if isinstance(item, Discount) else item

    def _follow_cursor(self, *_moved: object) -> None:
        quote, entry = self._quote, self._current_entry()
        place = quote.entries.index(entry) if quote is not None and entry is not None else -1
        last = len(quote.entries) - 1 if quote is not None else -1
        for button, usable in (
            (self.up_button, place > 0),
            (self.down_button, 0 <= place < last),
            (self.remove_button, self._current() is not None),
        ):
            button.setEnabled(usable)
            button.setVisible(quote is not None and not quote.is_frozen and bool(quote.entries or quote.discounts))
        if entry is not None or self._entry is not None:
            self.entry.show_entry(quote, entry)

    def _tell_address(self, _row_id: str) -> None:
        index, quote = self.view.currentIndex(), self._quote
        item = self._current()
        if quote is not None and index.isValid():
            self.address_focused.emit(own_address(quote, item) if item is not None else at("quotes", quote.id))

    def go_to(self, entry_id: Id) -> bool:
        """Put the cursor on a free line or a discount. False when it is not there."""
        if not self.view.select(entry_id):
            return False
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # What one types

    def _take(self, row_id: str, column: int, typed: Any, _live: bool) -> bool:
        quote, item = self._quote, self._own(row_id)
        if quote is None or item is None:
            return False
        here = own_address(quote, item)
        try:
            if isinstance(item, QuoteLine):
                field, label = _FIELDS[column]
                value = parse_number(typed) if column in (QUANTITY, PRICE) else str(typed).strip()
                return self._attempts.make(set_value(at(here, field), value, label), self)
            if isinstance(item, Discount):
                return self._take_discount(here, item, row_id, column, str(typed))
        except NotANumber as refusal:
            self._attempts.refuse(str(refusal))
            return False
        return self._attempts.make(set_value(at(here, "title"), str(typed).strip(), _("changer un intertitre")), self)

    def _take_discount(self, here: str, item: Discount, row_id: str, column: int, typed: str) -> bool:
        """Take the words of a discount, or how much it is: « 10 % », « 25 » at the cadence of the row typed in."""
        if column == LABEL:
            return self._attempts.make(set_value(at(here, "label"), typed.strip(), _("renommer une remise")), self)
        value = parse_number(typed.replace("%", ""))
        in_percent = "%" in typed or (item.percent is not None and "€" not in typed)
        row = self._printed(row_id)
        period = row.period_months if row is not None and not item.line else None
        edit = edits.change_discount(here, value, in_percent=in_percent, period_months=period)
        return self._attempts.make(edit, self)

    # What one does

    def _add_line(self) -> None:
        self._add("line")

    def _add(self, kind: str) -> None:
        """Add after the free line under the cursor, or at the end, and begin to type."""
        quote, entry = self._quote, self._current_entry()
        if quote is None:
            return
        cadence = entry.period_months if isinstance(entry, QuoteLine) else _YEAR
        made = new_entry(kind, new_id(), cadence, quote.tax)
        place = quote.entries.index(entry) + 1 if entry is not None else None
        labels = {
            "line": _("ajouter une ligne libre"),
            "section": _("ajouter une section"),
            "comment": _("ajouter un commentaire"),
            "break": _("ajouter un saut de page"),
        }
        if self._attempts.make(insert(edits.entry_address(quote.id), made, labels[kind], place), self):
            self.go_to(made.id)
            index: QModelIndex = self.view.currentIndex()
            if isinstance(made, QuoteComment):
                self.entry.words.setFocus(Qt.FocusReason.OtherFocusReason)
            elif index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.view.edit(index)

    def _choose_kind(self) -> None:
        menu = Menu(self)
        menu.offer(_("Section, avec son sous-total"), self._add, "section")
        menu.offer(_("Commentaire"), self._add, "comment")
        menu.offer(_("Saut de page"), self._add, "break")
        menu.open_at(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _open_discount(self) -> None:
        self.discount.show()
        self.discount.take_keyboard()

    def _show_added(self, discount: Id) -> None:
        self.go_to(discount)

    def _remove(self, row_id: str) -> None:
        quote, item, row = self._quote, self._own(row_id), self._printed(row_id)
        if quote is None or item is None:
            return
        if isinstance(item, Discount):
            edit = remove(own_address(quote, item), _("retirer une remise"))
        else:
            edit = edits.remove_entry(quote, item, row.id if row is not None else None)
        self._attempts.make(edit, self)

    def _shift(self, step: int) -> None:
        quote, entry = self._quote, self._current_entry()
        if quote is None or entry is None:
            return
        place = quote.entries.index(entry) + step
        if 0 <= place < len(quote.entries):
            self._attempts.make(move(own_address(quote, entry), place, _("déplacer une ligne libre")), self)
            self.go_to(entry.id)

    def _go_up(self) -> None:
        self._shift(-1)

    def _go_down(self) -> None:
        self._shift(1)
