"""The tiers (or steps) of a price, as a table: bounds that rise, prices, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.cells import NEW_ROW, ROW_ROLE, Cell, Row, cell_for_addition
from offerdesigner.app.editors.price.cells_editor import CellsEditor
from offerdesigner.app.editors.price.parts import heading, muted
from offerdesigner.app.editors.price.sides import AS_ENTERED, View
from offerdesigner.app.fields.marks import worst_of
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import GraduatedPrice, StairstepPrice, Step, Tier, VolumePrice
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.pricing.charges import quote
from offerdesigner.pricing.sides import DECIMALS
from offerdesigner.pricing.wording import NO_METRIC, on_quote
from offerdesigner.text import NotANumber, _, money, number, parse_number, typeset

TieredCharge = GraduatedPrice | VolumePrice | StairstepPrice
BEYOND_ROW = "beyond"
"""The id of the row that says « au-delà : sur devis »."""

UP_TO = 0
_FIRST_BOUND = Decimal(10)


def bounded_of(charge: TieredCharge) -> tuple[Tier, ...] | tuple[Step, ...]:
    """Return the tiers or the steps of a charge."""
    return charge.steps if isinstance(charge, StairstepPrice) else charge.tiers


def headers(charge: TieredCharge, metric: Metric | None, view: View = AS_ENTERED) -> tuple[str, ...]:
    """Return the names of the columns; those of amounts say their side."""
    unit = (metric or NO_METRIC).singular
    prices = (
        (_("Prix du palier"),)
        if isinstance(charge, StairstepPrice)
        else (_("Prix par {unit}").format(unit=unit), _("Plus un forfait"))
    )
    typed = (view.titled(title, view.entered) for title in prices)
    gives = view.titled(_("Ce que cela donne"), view.shown)
    return tuple(typeset(text) for text in (_("Jusqu'à … compris"), *typed, gives))


def fields(charge: TieredCharge) -> tuple[str, ...]:
    """Return the field that each column edits."""
    return ("up_to", "price") if isinstance(charge, StairstepPrice) else ("up_to", "unit_price", "flat_price")


def tier_rows(
    charge: TieredCharge,
    address: Address = "",
    findings: Sequence[Finding] = (),
    view: View = AS_ENTERED,
) -> tuple[Row, ...]:
    """Return the rows: one a tier, « au-delà : sur devis » when the last is bounded, and the one that adds."""
    items: Sequence[Tier | Step] = bounded_of(charge)
    width = len(fields(charge)) + 1
    lows = [Decimal(0), *(item.up_to or Decimal(0) for item in items[:-1])]
    rows = [
        _row(charge, item, low, view, [f for f in findings if contains(at(address, item.id), f.address)])
        for low, item in zip(lows, items, strict=True)
    ]
    if items[-1].up_to is not None:
        price_cells = [Cell(on_quote(), edited="", right=True), *(Cell("") for _field in fields(charge)[2:])]
        said = Cell(typeset(_("la fiche dira « sur devis »")), muted=True)
        rows.append(Row(BEYOND_ROW, (Cell(_("au-delà"), right=True), *price_cells, said), removable=False))
    addition = cell_for_addition(_("Nouveau palier…") if isinstance(charge, StairstepPrice) else _("Nouvelle tranche…"))
    rows.append(Row(NEW_ROW, (addition, *(Cell("") for _place in range(width - 1))), removable=False))
    return tuple(rows)


def _row(charge: TieredCharge, item: Tier | Step, low: Decimal, view: View, inside: list[Finding]) -> Row:
    severity = worst_of(inside)
    bound = Cell(_("au-delà") if low else _("sans limite"), edited="", right=True)
    if item.up_to is not None:
        bound = Cell(number(item.up_to), edited=number(item.up_to), right=True)
    prices = [
        _price_cell(price, view.beside(price, DECIMALS[field]))
        for field in fields(charge)[1:]
        if (price := getattr(item, field)) is not None
    ]
    said = Cell(
        typeset(_gives(charge, item, low, view)),
        muted=severity is None,
        icon=severity.value if severity not in (None, Severity.STRENGTH) else "",
        note="\n".join(finding.message for finding in inside),
    )
    return Row(item.id, (bound, *prices, said), severity=severity)


def _price_cell(price: Decimal, beside: str) -> Cell:
    return Cell(money(price, cents=True), edited=_typed(price), live=True, right=True, beside=beside)


def _typed(price: Decimal) -> str:
    return number(price, 2 if price == round(price, 2) else None)


def _gives(charge: TieredCharge, item: Tier | Step, low: Decimal, view: View) -> str:
    """Return « de 2 € (1) à 20 € (10) »: what the ends of the tier cost."""
    first = low + 1
    if item.up_to is None:
        return _("à partir de {price} ({n})").format(price=_asked(charge, first, view), n=number(first))
    if item.up_to <= first:
        return f"{_asked(charge, item.up_to, view)} ({number(item.up_to)})"
    return _("de {low} ({n}) à {high} ({m})").format(
        low=_asked(charge, first, view), n=number(first), high=_asked(charge, item.up_to, view), m=number(item.up_to)
    )


def _asked(charge: TieredCharge, quantity: Decimal, view: View) -> str:
    amount = quote(charge, quantity).amount
    return on_quote() if amount is None else money(view.amount(amount))


def with_bound(charge: TieredCharge, item_id: Id, bound: Decimal) -> TieredCharge:
    """Return `charge` with another upper bound for a tier. Raises `ValidationError` when bounds do not rise."""
    return _with(charge, tuple(evolve(i, up_to=bound) if i.id == item_id else i for i in bounded_of(charge)))


def with_tier(charge: TieredCharge, bound: Decimal | None, item_id: Id, **prices: Decimal) -> TieredCharge:
    """Return `charge` with one more tier up to `bound` (`None`: open), where it falls.

    It takes the prices of the tier that it splits, unless `prices` says otherwise.
    """
    items: list[Any] = list(bounded_of(charge))
    place = next((n for n, item in enumerate(items) if _reaches(item, bound)), len(items))
    like = items[min(place, len(items) - 1)]
    items.insert(place, evolve(like, id=item_id, up_to=bound, **prices))
    return _with(charge, tuple(items))


def _reaches(item: Tier | Step, bound: Decimal | None) -> bool:
    return bound is not None and (item.up_to is None or item.up_to >= bound)


def without_tier(charge: TieredCharge, item_id: Id) -> TieredCharge:
    """Return `charge` without a tier. Raises `ValidationError` for the last one left."""
    return _with(charge, tuple(item for item in bounded_of(charge) if item.id != item_id))


def next_bound(charge: TieredCharge) -> Decimal:
    """Return a likely bound for one more tier: as wide as the last one."""
    bounds = [item.up_to for item in bounded_of(charge) if item.up_to is not None]
    if not bounds:
        return _FIRST_BOUND
    return bounds[-1] + (bounds[-1] - bounds[-2] if len(bounds) > 1 else bounds[-1])


def _with(charge: TieredCharge, items: tuple[Any, ...]) -> TieredCharge:
    if isinstance(charge, StairstepPrice):
        return evolve(charge, steps=items)
    return evolve(charge, tiers=items)


class TiersTable(CellsEditor):
    """The table, with its title and the buttons under it."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(document, _("Tranches"), _("+ Ajouter une tranche"), _("Supprimer la tranche"), parent)
        self._rate: Address = ""
        top = QHBoxLayout()
        self._title: QLabel = heading(_("Tranches"), self)
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(muted(_("Chaque tranche commence où finit la précédente."), self, wrap=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.view)
        column.addWidget(self.refusal)
        column.addLayout(self._buttons())

    @property
    def _charge(self) -> TieredCharge:
        charge: TieredCharge = addresses.get(self._document.project, at(self._rate, "charge"))
        return charge

    @property
    def _items_address(self) -> Address:
        return at(self._rate, "charge", "steps" if isinstance(self._charge, StairstepPrice) else "tiers")

    def show_rate(self, rate: Address, metric: Metric | None, findings: Sequence[Finding], view: View) -> None:
        """Show the tiers of the price line at `rate`."""
        if rate != self._rate:
            self.refusal.say("")
        self._rate = rate
        charge = self._charge
        names = headers(charge, metric, view)
        self.model.set_headers(names)
        self.model.sync(tier_rows(charge, self._items_address, findings, view))
        self._title.setText(_("Paliers") if isinstance(charge, StairstepPrice) else _("Tranches"))
        self._enable()

    def go_to(self, address: Address) -> bool:
        """Put the cursor on the tier that `address` is in."""
        inside = address.removeprefix(self._items_address).strip("/").split("/")
        names = fields(self._charge)
        column = names.index(inside[1]) if len(inside) > 1 and inside[1] in names else 1
        return self.view.select(inside[0], column)

    def _announce(self, row_id: str) -> None:
        if addresses.exists(self._document.project, at(self._items_address, row_id)):
            self.address_focused.emit(at(self._items_address, row_id))

    def _enable(self, *_cursor: object) -> None:
        row: Row | None = self.view.currentIndex().data(ROW_ROLE)
        self.remove_button.setEnabled(row is not None and row.removable and len(bounded_of(self._charge)) > 1)

    def add(self) -> None:
        """Add a tier after the bounded ones, and put the cursor on its bound."""
        self._insert(next_bound(self._charge))

    def remove(self, item_id: Id) -> None:
        """Remove a tier; without an open one, what is beyond the last is on quote."""
        charge = self._charge
        if len(bounded_of(charge)) == 1:
            self._attempts.refuse(_("Il faut au moins une tranche : changez plutôt de mode de calcul."))
            return
        row = self.model.row_of(item_id)
        if self._attempts.make(self._edit(_("supprimer la tranche"), without_tier, item_id)):
            self.view.setCurrentIndex(self.model.index(max(0, min(row, self.model.rowCount() - 2)), UP_TO))

    def _take(self, row_id: str, column: int, typed: str, live: bool) -> bool:
        text = typed.strip()
        if not text and (row_id in (NEW_ROW, BEYOND_ROW) or column == UP_TO):
            return row_id in (NEW_ROW, BEYOND_ROW) or self._open(row_id)
        try:
            value = parse_number(text)
        except NotANumber as refusal:
            return self._refuse(str(refusal), live)
        if row_id == NEW_ROW:
            return self._insert(value)
        if row_id == BEYOND_ROW:
            return self._insert(None, **{fields(self._charge)[1]: value})
        if column == UP_TO:
            return self._attempts.make(self._edit(_("limite de la tranche"), with_bound, row_id, value))
        field = fields(self._charge)[column]
        label = _("prix du palier") if field == "price" else _("prix de la tranche")
        return self._set(at(self._items_address, row_id, field), value, label, live)

    def _set(self, address: Address, value: Decimal, label: str, live: bool) -> bool:
        places = 4 if addresses.last(address) == "unit_price" else 2
        if value < 0 or value != round(value, places):
            sentence = _("Un prix ne peut pas être négatif.") if value < 0 else _("{n} décimales au plus.")
            return self._refuse(sentence.format(n=places), live)
        return self._attempts.make(set_value(address, value, label))

    def _refuse(self, sentence: str, live: bool) -> bool:
        if not live:
            self._attempts.refuse(sentence)
        return False

    def _open(self, row_id: str) -> bool:
        """Make the last tier open by emptying its bound; another one keeps it."""
        last = bounded_of(self._charge)[-1]
        if last.id != row_id:
            return self._refuse(_("Seule la dernière tranche peut être sans limite."), False)
        address = at(self._items_address, row_id, "up_to")
        return self._attempts.make(set_value(address, None, _("limite de la tranche")))

    def _insert(self, bound: Decimal | None, **prices: Decimal) -> bool:
        item_id = new_id()
        label = _("ajouter une tranche")

        def apply(charge: TieredCharge, wanted: Id) -> TieredCharge:
            return with_tier(charge, bound, wanted, **prices)

        accepted = self._attempts.make(self._edit(label, apply, item_id))
        if accepted:
            self.view.select(item_id, UP_TO if bound is None else 1)
        return accepted

    def _edit(self, label: str, change: Any, *arguments: Any) -> Edit:
        address = at(self._rate, "charge")

        def apply(project: Any) -> Any:
            return addresses.put(project, address, change(addresses.get(project, address), *arguments))

        return Edit(label, apply, address)
