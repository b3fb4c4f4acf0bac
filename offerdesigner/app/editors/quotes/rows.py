"""The rows of a quote as its table shows them: a heading a cadence, totals, free lines that are typed in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt

from offerdesigner.app import theme
from offerdesigner.app.editors.price.cells import ROW_ROLE, Cell, CellsModel, Index, Row
from offerdesigner.app.editors.quotes.words import due
from offerdesigner.app.fields.line import LINE_LENGTH
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.quotes import (
    Discount,
    Quote,
    QuoteBreak,
    QuoteComment,
    QuoteContent,
    QuoteEntry,
    QuoteLine,
    QuoteRow,
    QuoteSection,
    RowKind,
    Taking,
)
from offerdesigner.pricing.quote_totals import QuoteTotals
from offerdesigner.pricing.quote_words import amount_words, cadence_title, cadence_words
from offerdesigner.text import NNBSP, _, number, typeset

LABEL, DETAIL, QUANTITY, PRICE, AMOUNT = range(5)
_HEAD, _TOTAL = "head.", "total."


def headers(content: QuoteContent) -> tuple[str, ...]:
    """Return the headings of the table; prices say their side where there is VAT."""
    has_vat = any(row.vat_rate for row in content.rows)
    price = _("Prix {side}").format(side=content.tax.upper()) if has_vat else _("Prix")
    return _("Ligne"), _("Précision"), _("Qté"), price, _("Montant")


class RowsModel(CellsModel):
    """Cells in which headings and totals are bold."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says, or is."""
        if index.isValid() and role in (Qt.ItemDataRole.FontRole, Qt.ItemDataRole.BackgroundRole):
            name = super().data(index, ROW_ROLE).id
            if name.startswith((_HEAD, _TOTAL)):
                if role == Qt.ItemDataRole.FontRole:
                    return theme.font(bold=True, figures=True)
                return theme.role("head" if name.startswith(_HEAD) else "alternate")
        return super().data(index, role)


def spanned(row_id: str) -> int:
    """Return over how many columns the first cell of a row goes."""
    return AMOUNT + 1 if row_id.startswith(_HEAD) else AMOUNT if row_id.startswith(_TOTAL) else 1


def own_row(quote: Quote, content: QuoteContent, row_id: str) -> QuoteEntry | Discount | None:
    """Return the free line or the discount that a row of the table stands for, if it does."""
    printed = printed_row(quote, content, row_id)
    origin = printed.origin if printed is not None else ""
    items = (*quote.entries, *quote.discounts)
    return next((item for item in items if item.id == row_id or own_address(quote, item) == origin), None)


def printed_row(quote: Quote, content: QuoteContent, row_id: str) -> QuoteRow | None:
    """Return what a row of the table shows of what is printed; `None` for a heading, a total, what bears on nothing."""
    item = next((item for item in (*quote.entries, *quote.discounts) if item.id == row_id), None)
    origin = own_address(quote, item) if item is not None else None
    return next((row for row in content.rows if row.id == row_id or row.origin == origin), None)


def own_address(quote: Quote, item: QuoteEntry | Discount) -> str:
    """Return where a free line or a discount stands."""
    return at("quotes", quote.id, "discounts" if isinstance(item, Discount) else "entries", item.id)


def table_rows(quote: Quote, content: QuoteContent, found: QuoteTotals) -> tuple[Row, ...]:
    """Return the rows of the table, what is proposed after the totals."""
    return tuple(_rows(quote, content, found))


def _rows(quote: Quote, content: QuoteContent, found: QuoteTotals) -> Iterator[Row]:
    known = _Known(quote, content)
    computed, free, proposed = _parts(quote, content)
    for period in dict.fromkeys(row.period_months for row in computed):
        yield _heading(f"{_HEAD}{period}", cadence_title(period))
        yield from (known.row(row) for row in computed if row.period_months == period)
    if free:
        yield _heading(f"{_HEAD}free", _("Lignes libres"))
        yield from (known.row(row, with_cadence=True) for row in free)
    idle = known.idle()
    if idle:
        yield _heading(f"{_HEAD}idle", _("Remises sans effet"))
        yield from idle
    for total in found.cadences:
        title = _("Total, {cadence}").format(cadence=cadence_words(total.period_months))
        yield _total(f"{_TOTAL}{total.period_months}", title, amount_words(total.amount))
    if proposed:
        yield _heading(f"{_HEAD}proposed", _("Options proposées, hors des totaux"))
        yield from (known.row(row, with_cadence=True) for row in proposed)


def _parts(quote: Quote, content: QuoteContent) -> tuple[list[QuoteRow], list[QuoteRow], list[QuoteRow]]:
    """Return the computed rows, the free lines in their own order whatever their cadence, and what is proposed.

    A discount on a row stays with the row before it, on which it bears.
    """
    on_a_row = {own_address(quote, discount) for discount in quote.discounts if discount.line}
    computed: list[QuoteRow] = []
    free: list[QuoteRow] = []
    proposed: list[QuoteRow] = []
    part = computed
    for row in content.rows:
        if row.origin not in on_a_row:
            part = free if "/entries/" in row.origin else computed
        is_shown = row.taking is Taking.INCLUDED or row.kind not in _PRICED
        (part if is_shown else proposed).append(row)
    return computed, free, proposed


_PRICED = (RowKind.LINE, RowKind.DISCOUNT)


class _Known:
    """What of the rows is typed: the free lines and the discounts of a draft."""

    def __init__(self, quote: Quote, content: QuoteContent) -> None:
        self._quote = quote
        self._items: dict[str, QuoteEntry | Discount] = {
            own_address(quote, item): item for item in (*quote.entries, *quote.discounts)
        }
        self._first: dict[str, str] = {}  # a discount may take several rows, one a rate of VAT
        for row in content.rows:
            self._first.setdefault(row.origin, row.id)

    def row(self, row: QuoteRow, *, with_cadence: bool = False) -> Row:
        item = None if self._quote.is_frozen else self._items.get(row.origin)
        cells = _cells(row, with_cadence=with_cadence)
        if item is None:
            return Row(row.id, cells, removable=False)
        is_first = self._first[row.origin] == row.id
        return Row(item.id if is_first else row.id, _own_cells(cells, item), removable=True)

    def idle(self) -> list[Row]:
        """Return a row for each discount of a draft that takes nothing off: it may, once something else changes."""
        if self._quote.is_frozen:
            return []
        unused = (one for one in self._quote.discounts if own_address(self._quote, one) not in self._first)
        return [Row(one.id, _idle_cells(one), removable=True) for one in unused]


def _idle_cells(discount: Discount) -> tuple[Cell, ...]:
    value = _typed_value(discount)
    price = value if discount.percent is not None else amount_words(discount.amount)
    nothing = Cell(_("ne porte sur rien"), muted=True)
    return (
        Cell(typeset(discount.label), edited=discount.label),
        nothing,
        Cell(""),
        Cell(price, edited=value, right=True),
        Cell(""),
    )


def _typed_value(discount: Discount) -> str:
    """Write how much a discount is, as one types it."""
    return f"{number(discount.percent)}{NNBSP}%" if discount.percent is not None else number(discount.amount or 0)


def _cells(row: QuoteRow, *, with_cadence: bool) -> tuple[Cell, ...]:
    if row.kind is RowKind.BREAK:
        return _worded(_("saut de page"))
    if row.kind is RowKind.SECTION:
        return _worded(row.label)
    if row.kind is RowKind.COMMENT:
        return _worded(row.label or row.detail)
    unit = f"{NNBSP}{row.unit}" if row.unit else ""
    each = amount_words(row.unit_price) if row.amount is not None else ""
    whole = due(row.amount, row.period_months) if with_cadence else amount_words(row.amount)
    return (
        Cell(typeset(row.label)),
        Cell(typeset(row.detail.replace("\n", " ")), muted=True),
        Cell(f"{number(row.quantity)}{unit}", right=True),
        Cell(each, right=True),
        Cell(whole, right=True),
    )


def _worded(words: str) -> tuple[Cell, ...]:
    return (Cell(typeset(words), muted=True), *(Cell("") for _column in range(4)))


def _own_cells(cells: tuple[Cell, ...], item: QuoteEntry | Discount) -> tuple[Cell, ...]:
    """Return the cells of a row, those that can be typed with what they begin with."""
    label, detail, quantity, price, whole = cells
    if isinstance(item, QuoteLine):
        empty = _("Décrivez cette ligne")
        return (
            Cell(label.text or empty, edited=item.label, muted=not label.text),
            Cell(detail.text, edited=None if _is_long(item.detail) else item.detail, muted=True),
            Cell(quantity.text, edited=number(item.quantity), right=True),
            Cell(price.text, edited=number(item.unit_price), right=True),
            whole,
        )
    if isinstance(item, Discount):
        typed = Cell(price.text, edited=_typed_value(item), right=True)
        return Cell(label.text, edited=item.label), detail, quantity, typed, whole
    if isinstance(item, QuoteBreak):
        return label, detail, quantity, price, whole
    if isinstance(item, QuoteComment):
        words = typeset(item.text.replace("\n", " ")) or _("Écrivez ce commentaire sous la table")
        return Cell(words, muted=True), detail, quantity, price, whole
    words = typeset(item.title) or _("Nommez cette section")
    return Cell(words, edited=item.title, muted=True), detail, quantity, price, whole


def _is_long(text: str) -> bool:
    """Tell whether a text has several lines, or is too long for a cell: it is written under the table."""
    return "\n" in text or len(text) > LINE_LENGTH


def _heading(row_id: str, words: str) -> Row:
    return Row(row_id, (Cell(words), *(Cell("") for _column in range(4))), removable=False)


def _total(row_id: str, words: str, figure: str) -> Row:
    empty = Cell("")
    return Row(row_id, (Cell(words), empty, empty, empty, Cell(figure, right=True)), removable=False)


def new_entry(kind: str, entry_id: Id, period_months: int | None, tax: Any) -> QuoteEntry:
    """Return a free line, a section, a comment or a page break, as it begins."""
    if kind == "section":
        return QuoteSection(id=entry_id, title=_("Section"))
    if kind == "comment":
        return QuoteComment(id=entry_id)
    if kind == "break":
        return QuoteBreak(id=entry_id)
    return QuoteLine(id=entry_id, period_months=period_months, tax=tax)
