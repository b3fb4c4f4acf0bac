"""The rows of the offers grid and what stands in each of its cells, computed from the project.

A row is an attribute, a column an offer. Nothing here knows Qt: `grid_model` carries these
values to the view, and `grid_typing` turns what is typed in a cell into an edit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Service
from offerdesigner.model.offers import Inclusion, Offer, RateCard, TaxMode, Term
from offerdesigner.model.project import Project
from offerdesigner.text import _, every, months

NO_VALUE = "—"


class RowKind(StrEnum):
    """What a row holds."""

    GROUP = "group"
    PRICE = "price"
    COMMITTED = "committed"
    SETUP = "setup"
    RATE = "rate"
    SERVICE = "service"
    PUBLIC = "public"
    INHERITS = "inherits"
    ADD_TERM = "add-term"
    ADD_SERVICE = "add-service"
    OPTION = "option"


ADDING = frozenset({RowKind.ADD_TERM, RowKind.ADD_SERVICE})
"""Rows that stand for a thing to add."""

HEADINGS = ADDING | {RowKind.GROUP}
"""Rows that have a heading and no cell."""

TYPED_LIVE = frozenset({RowKind.PRICE, RowKind.COMMITTED, RowKind.SETUP, RowKind.RATE, RowKind.PUBLIC})
"""Rows where each key typed changes the project at once: an unfinished price is still a price."""


PRICED = frozenset({RowKind.PRICE, RowKind.COMMITTED, RowKind.SETUP, RowKind.RATE})
"""Rows of prices of the offers."""


@dataclass(frozen=True)
class Row:
    """An attribute of the offers: `label` is its heading, `address` what the heading names.

    `months` is the length that a price row is for (`None`: once); `key` is the id of the service
    or group, or the name of the price line; `nth` tells apart lines of one offer with one name. A row that is not
    printed is not on the sheet. `hidden` counts the rows under the heading of a folded group.
    A row of a `price_list` stands under that of the standard price; `short` is its heading where there is little room.
    """

    id: str
    kind: RowKind
    label: str
    address: Address = ""
    months: int | None = None
    key: str = ""
    nth: int = 0
    detail: str = ""
    is_printed: bool = True
    hidden: int | None = None
    price_list: Id = ""
    short: str = ""

    @property
    def has_cells(self) -> bool:
        """Whether something can be typed in this row."""
        return self.kind not in HEADINGS

    @property
    def is_renamable(self) -> bool:
        """Whether its heading can be rewritten in place."""
        named = (RowKind.SERVICE, RowKind.RATE, RowKind.OPTION)
        is_named = self.kind in named or (self.kind is RowKind.GROUP and bool(self.address))
        return is_named and not self.price_list


def rows_of(
    project: Project, range_id: Id, extra_months: Iterable[int] = (), side: TaxMode = TaxMode.TTC
) -> tuple[Row, ...]:
    """Return the rows for the offers of a range, in order; their prices show on `side`.

    `extra_months` are lengths of terms that no offer has yet, about to be typed.
    """
    offers = project.offers_of(range_id)
    lines = list(_line_rows(project, offers))
    return (
        Row("group:price", RowKind.GROUP, _price_title(project, side)),
        *_price_rows(offers, extra_months),
        Row("setup", RowKind.SETUP, _("Mise en service")),
        *(row for row in lines if _place_of(project, offers, row) is None),
        Row("add:term", RowKind.ADD_TERM, _("Ajouter une échéance…")),
        *_service_rows(project, offers, lines),
        Row("group:public", RowKind.GROUP, _("Pour qui")),
        Row("public", RowKind.PUBLIC, _("Public de l'offre")),
        Row("inherits", RowKind.INHERITS, _("Tout ce qu'il y a dans")),
    )


def awaited_months(project: Project, range_id: Id) -> frozenset[int]:
    """Return the lengths that have a row beside the month before any price: prices are told by the month and the year.

    Once something is priced, the lengths are those of the prices.
    """
    is_priced = any(offer.rates or offer.terms for offer in project.offers_of(range_id))
    return frozenset() if is_priced else frozenset({12})


def unfolded(rows: Iterable[Row], folded: Collection[str]) -> tuple[Row, ...]:
    """Return `rows` without those of the groups `folded`, whose headings stay and say how many they hide."""
    shown: list[Row] = []
    for row in rows:
        if row.kind is RowKind.GROUP:
            shown.append(replace(row, hidden=0) if row.id in folded else row)
        elif not shown or (heading := shown[-1]).hidden is None:
            shown.append(row)
        elif row.has_cells:
            shown[-1] = replace(heading, hidden=heading.hidden + 1)
    return tuple(shown)


def group_of(rows: Iterable[Row], row_id: str) -> str:
    """Return the id of the heading that a row stands under; "" when there is none."""
    heading = ""
    for row in rows:
        if row.kind is RowKind.GROUP:
            heading = row.id
        elif row.id == row_id:
            return heading
    return ""


def rows_under(rows: Iterable[Row], group: str) -> list[Row]:
    """Return the rows with cells that stand under the heading of a group."""
    heading, found = "", []
    for row in rows:
        if row.kind is RowKind.GROUP:
            heading = row.id
        elif heading == group and row.has_cells:
            found.append(row)
    return found


def price_label(length: int | None) -> str:
    """Name a price row: « Par mois », « Par an », « Deux ans », « 18 mois », « Une fois »."""
    words = {24: _("Deux ans"), 36: _("Trois ans"), 48: _("Quatre ans"), 60: _("Cinq ans")}
    if length in words:
        return words[length]
    name = every(length)
    plain = length is not None and name.startswith(_("pour "))
    return months(length or 0) if plain else name[:1].upper() + name[1:]


def _price_title(project: Project, side: TaxMode) -> str:
    return _("Prix HT") if side == TaxMode.HT and project.structure.vat.rate else _("Prix TTC")


def _price_rows(offers: tuple[Offer, ...], extra_months: Iterable[int]) -> Iterator[Row]:
    leads = {offer.lead_rate.period_months for offer in offers if offer.lead_rate}
    lengths = {length for length in leads if length is not None} | set(extra_months)
    committed = set()
    for offer in offers:
        for term in offer.terms:
            if lead_period(offer) != term.months:
                lengths.add(term.months)
            elif term.has_rule:
                committed.add(term.months)
    if not leads:
        lengths.add(1)
    for length in sorted(lengths | committed):
        if length in lengths:
            yield Row(f"price:{length}", RowKind.PRICE, price_label(length), months=length)
        if length in committed:
            label = _("{price}, engagement").format(price=price_label(length))
            yield Row(f"committed:{length}", RowKind.COMMITTED, label, months=length)
    if None in leads:
        yield Row("price:once", RowKind.PRICE, price_label(None))


def _line_rows(project: Project, offers: tuple[Offer, ...]) -> Iterator[Row]:
    seen: set[str] = set()
    for offer in offers:
        for row in (_line_row(name, nth) for name, nth, _rate in named_lines(offer)):
            if row.id not in seen:
                seen.add(row.id)
                yield row


def _line_row(name: str, nth: int) -> Row:
    label = name or _("Autre ligne de prix")
    return Row(f"rate:{nth}:{name.casefold()}", RowKind.RATE, label, key=name.casefold(), nth=nth)


def named_lines(offer: Offer) -> Iterator[tuple[str, int, RateCard]]:
    """Yield the price lines of `offer` but its lead: name, rank among those of that name, line."""
    counts: dict[str, int] = {}
    for rate in offer.rates:
        if rate is offer.lead_rate:
            continue
        name = rate.name.casefold()
        yield rate.name, counts.get(name, 0), rate
        counts[name] = counts.get(name, 0) + 1


def line_of(offer: Offer, row: Row) -> RateCard | None:
    """Return the price line of `offer` that stands in `row`."""
    for name, nth, rate in named_lines(offer):
        if name.casefold() == row.key and nth == row.nth:
            return rate
    return None


def sibling_line(project: Project, offer: Offer, row: Row) -> RateCard | None:
    """Return the line that another offer of the range has in `row`: a model for a new one."""
    for other in project.offers_of(offer.range):
        found = line_of(other, row)
        if found is not None:
            return found
    return None


def lead_period(offer: Offer) -> int | None:
    """Return the months that the leading price is for; 0 when there is no price at all."""
    lead = offer.lead_rate
    return 0 if lead is None else lead.period_months


def has_lead(offer: Offer, row: Row) -> bool:
    """Tell whether the leading price of `offer` stands in the price row `row`."""
    return row.kind is RowKind.PRICE and offer.lead_rate is not None and lead_period(offer) == row.months


def term_of(offer: Offer, row: Row) -> Term | None:
    """Return the term of `offer` that stands in a price row."""
    return next((term for term in offer.terms if term.months == row.months), None)


def _place_of(project: Project, offers: Iterable[Offer], row: Row) -> Id | None:
    """Return the service after which a line « beyond what is included » reads best."""
    for offer in offers:
        rate = line_of(offer, row)
        if rate is None or not rate.beyond_included:
            continue
        for service in project.services:
            if service.metric is not None and service.metric == rate.metric:
                return service.id
    return None


def _service_rows(project: Project, offers: tuple[Offer, ...], lines: list[Row]) -> Iterator[Row]:
    placed = [(row, _place_of(project, offers, row)) for row in lines]
    last_group = ""
    for title, services in service_groups(project):
        yield title
        last_group = title.key
        for service in services:
            yield service_row(service)
            yield from (row for row, place in placed if place == service.id)
    yield Row("add:service", RowKind.ADD_SERVICE, _("Ajouter des services…"), key=last_group)


def service_row(service: Service) -> Row:
    """Return the row of a service."""
    label = service.label or _("Service sans nom")
    detail = " · ".join(part for part in (service.software, service.description) if part and part != label)
    address = at("services", service.id)
    return Row(
        f"service:{service.id}",
        RowKind.SERVICE,
        label,
        address,
        key=service.id,
        detail=detail,
        is_printed=service.on_sheet,
    )


def service_groups(project: Project) -> Iterator[tuple[Row, tuple[Service, ...]]]:
    """Yield the groups of services as they stand in the grid: capacity first, then those of the project."""
    loose = [service for service in project.services if service.group is None]
    counted = tuple(service for service in loose if service.metric is not None)
    others = tuple(service for service in loose if service.metric is None)
    if counted:
        yield Row("group:capacity", RowKind.GROUP, _("Capacité")), counted
    for group in project.groups:
        title = Row(f"group:{group.id}", RowKind.GROUP, group.name, at("groups", group.id), key=group.id)
        yield title, tuple(service for service in project.services if service.group == group.id)
    if others or not (counted or project.groups):
        name = _("Autres services") if project.groups else _("Services, par besoin")
        yield Row("group:services", RowKind.GROUP, name), others


def own_inclusion(offer: Offer, service: Id) -> Inclusion | None:
    """Return what `offer` itself (not what it inherits) says of a service."""
    return next((line for line in offer.inclusions if line.service == service), None)
