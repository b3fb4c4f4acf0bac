"""The prices of the tables on the side that the window shows, HT or TTC, and what is typed there.

One types on the side one reads: an amount goes back to the side that its line is entered on, so
that nothing else of the line moves and the sheet prints what it printed. A new price is kept on
the side on which it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from pydantic import ValidationError

from offerdesigner.app.models.grid_batch import Entry, in_turn
from offerdesigner.app.models.grid_columns import Cell, Column
from offerdesigner.app.models.grid_rows import Row, RowKind, has_lead, line_of, term_of
from offerdesigner.app.models.grid_terms import OverTerm, over_term
from offerdesigner.model.base import Id
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Offer, Option, RateCard, TaxMode, Term
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.pricing.price_lists import offer_under
from offerdesigner.pricing.sides import Inexact, Sides, charge_on_side, on_side
from offerdesigner.pricing.tax import other_side
from offerdesigner.text import NBSP, _, money

_PRICED = frozenset({RowKind.PRICE, RowKind.COMMITTED, RowKind.SETUP, RowKind.RATE, RowKind.OPTION})
_SIDE_SAID = re.compile(r"(?<=[\d€])[\s\u00a0\u202f]*(HT|TTC)\b", re.IGNORECASE)


class ShownColumn(Column):
    """One offer as it shows: its prices and those of its options on one side."""

    def __init__(self, project: Project, offer: Offer, shown: ShownPrices, as_shown: Offer | None = None) -> None:
        super().__init__(project, as_shown or shown.offer(project, offer))
        self.kept = offer
        self.side = shown.side
        self._shown = shown

    @cached_property
    def options(self) -> dict[Id, Option]:
        """The first option proposed with the offer that gives each service, with its prices as they show."""
        return {service: self._shown.option(self.project, option) for service, option in super().options.items()}

    def _sold_under(self, rule: PriceList) -> ShownColumn:
        """Return the offer as a list sells it, rounded as it is entered, then as that shows."""
        sold = offer_under(self.kept, rule)
        return ShownColumn(self.project, sold, self._shown, on_side(sold, self.side, self.project.structure.vat))

    def over_term(self, lead: RateCard, term: Term) -> OverTerm:
        """Return what a term makes of the leading price: derived once, from what is due for the whole term."""
        kept = next(rate for rate in self.kept.rates if rate.id == lead.id)
        entered = next(known for known in self.kept.terms if known.id == term.id)
        if kept.tax == lead.tax:
            return super().over_term(lead, term)
        vat = self.project.structure.vat
        return over_term(kept, entered, lambda charge: charge_on_side(charge, kept.tax, lead.tax, vat))


class ShownPrices:
    """Shows the prices of a project on `side`, and takes back what is typed there."""

    def __init__(self) -> None:
        self.side = TaxMode.TTC
        self._sides = Sides()

    def offer(self, project: Project, offer: Offer) -> Offer:
        """Return `offer` as it shows."""
        return self._sides.shown(offer, self.side, project.structure.vat)

    def option(self, project: Project, option: Option) -> Option:
        """Return `option` as it shows."""
        return self._sides.shown(option, self.side, project.structure.vat)

    def edit(self, project: Project, row: Row, typed: str, read: Callable[[Project, str], Edit]) -> Edit:
        """Return the edit that `read` makes of what is typed over the project as it shows.

        « 12 € HT » is on the side it says. Raises `Refused`, also for what that side cannot give to the cent.
        """
        side, typed = _side_said(row, typed, self.side)
        try:
            return self._over(project, side, lambda shown: read(shown, typed))
        except Inexact as inexact:
            raise Refused(_refusal(inexact)) from inexact

    def batch(
        self,
        project: Project,
        entries: Sequence[Entry],
        label: str,
        read: Callable[[Project, Sequence[Entry], str], Edit],
        edit_for: Callable[[Project, Row, Offer, str], Edit],
    ) -> Edit:
        """Return the edit that `read` makes of many cells typed over the project as it shows.

        Where the side of a line cannot give a price to the cent, `edit_for` says of which cell. Raises `Refused`.
        """
        plain = [self._on_shown_side(entry) for entry in entries]
        try:
            return self._over(project, self.side, lambda shown: read(shown, plain, label))
        except Inexact:
            return in_turn(project, entries, label, edit_for)

    def _over(self, project: Project, side: TaxMode, read: Callable[[Project], Edit]) -> Edit:
        """Return the edit that `read` makes over the project on a side, taken back. Raises `Inexact`."""
        if not project.structure.vat.rate:
            return read(project)
        shown = self._sides.project(project, side)
        edit = read(shown)
        if shown is project and side == TaxMode.TTC:
            return edit  # nothing was moved, and a new price is TTC unless it says otherwise

        def apply(now: Project) -> Project:
            return self._sides.back(edit.apply(self._sides.project(now, side)), now, side)

        with suppress(ValidationError):  # the document says why
            tried = apply(project)
            # The document asks for it in a moment: what took two copies of the project is not done twice.
            return replace(edit, apply=lambda now: tried if now is project else apply(now))
        return replace(edit, apply=apply)

    def _on_shown_side(self, entry: Entry) -> Entry:
        side, typed = _side_said(entry.row, entry.typed, self.side)
        if side == self.side:
            return replace(entry, typed=typed)
        words = _("« {typed} » n'est pas du côté affiché : affichez les prix {side} pour coller des montants {side}.")
        return replace(entry, refusal=words.format(typed=entry.typed, side=side.upper()))


def _side_said(row: Row, typed: str, side: TaxMode) -> tuple[TaxMode, str]:
    """Return the side that is typed with a price (« 12 € HT »), or else `side`, and what is typed beside."""
    said = _SIDE_SAID.search(typed) if row.kind in _PRICED else None
    return (side, typed) if said is None else (TaxMode(said[1].lower()), _SIDE_SAID.sub("", typed))


def _refusal(inexact: Inexact) -> str:
    words = _(
        "{amount} {side} ne tombe pas juste : cette ligne est saisie {other}, et {near} {other} font {instead} {side}. "
        "Pour garder ce prix, saisissez la ligne {side} dans « Détail du prix » (Ctrl+Entrée)."
    )
    return words.format(
        amount=money(inexact.amount, cents=True),
        near=money(inexact.near, cents=True),
        instead=money(inexact.instead, cents=True),
        side=inexact.side.upper(),
        other=other_side(inexact.side).upper(),
    )


def derived(kept: RateCard, shown: RateCard) -> str:
    """Return the side to say beside a price that shows otherwise than it was entered, or ""."""
    return shown.tax.upper() if kept.charge != shown.charge else ""


def marked(cell: Cell, column: ShownColumn, row: Row, as_kept: Callable[[], Cell]) -> Cell:
    """Return `cell` saying its side, and what was entered, where the two differ."""
    if row.kind is RowKind.SERVICE:
        return _with_option_side(cell, column, row)
    kept_side, side = _sides_of(column, row) if column.project.structure.vat.rate else (column.side, column.side)
    if kept_side == side:
        # Where the other side would be too large, what was entered shows, and says so.
        return cell if side == column.side else replace(cell, side=side.upper())
    kept = as_kept()
    if kept.text == cell.text:
        return cell
    term = None if has_lead(column.kept, row) else term_of(column.kept, row)
    is_entered = term is None or term.price is not None
    entered = entered_words(kept.text, kept_side) if is_entered else f"{kept.text} {kept_side.upper()}"
    return replace(cell, side=side.upper(), hint=" ; ".join(part for part in (entered, cell.hint) if part))


def entered_words(amount: str, side: TaxMode) -> str:
    """Say what was entered: « Saisi TTC : 10,00 € »."""
    return _("Saisi {side} : {amount}").format(amount=amount, side=side.upper())


def _sides_of(column: ShownColumn, row: Row) -> tuple[TaxMode, TaxMode]:
    """Return the side on which the price of a cell is kept, and the one on which it shows."""
    kept, shown = column.kept, column.offer
    match row.kind:
        case RowKind.SETUP if isinstance(kept.setup_fee, FlatPrice):
            return kept.setup_tax, shown.setup_tax
        case RowKind.RATE:
            pair = line_of(kept, row), line_of(shown, row)
        case RowKind.PRICE | RowKind.COMMITTED:
            pair = kept.lead_rate, shown.lead_rate
        case _:
            pair = None, None
    return (column.side, column.side) if pair[0] is None or pair[1] is None else (pair[0].tax, pair[1].tax)


def _with_option_side(cell: Cell, column: ShownColumn, row: Row) -> Cell:
    option = column.options.get(row.key)
    if option is None or row.key in column.given or len(option.rates) != 1:
        return cell
    kept = next(known for known in column.project.options if known.id == option.id)
    side = derived(kept.rates[0], option.rates[0])
    return replace(cell, text=f"{cell.text}{NBSP}{side}") if side else cell
