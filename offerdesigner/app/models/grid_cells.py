"""What one cell of the offers grid shows: its text, the note beside it, and what its editor starts with."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.app.models.grid_columns import NO_CELL, Align, Cell, Column, typed_amount
from offerdesigner.app.models.grid_lists import listed_cell, standard
from offerdesigner.app.models.grid_rows import (
    NO_VALUE,
    Row,
    RowKind,
    has_lead,
    line_of,
    term_of,
)
from offerdesigner.app.models.grid_terms import is_under_the_base
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import Charge, FlatPrice, UnitPrice, lead_price
from offerdesigner.model.offers import Grant, Offer, Option, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.pricing import wording
from offerdesigner.text import MINUS, NBSP, NNBSP, _, every, money, number, plural


def cell_of(project: Project, row: Row, offer: Offer) -> Cell:
    """Return what stands in `row` for `offer`.

    Raises `KeyError` for the row of a service that the project does not have.
    """
    return cell_in(Column(project, offer), row)


def cell_in(column: Column, row: Row) -> Cell:
    """Return what stands in `row` of a column."""
    if row.price_list:
        return listed_cell(cell_in(column.under(row.price_list), standard(row)), column, row)
    if row.kind is RowKind.SERVICE:
        return _service(column, row)
    if row.kind in (RowKind.PRICE, RowKind.COMMITTED):
        return _price(column, row)
    compute = _CELLS.get(row.kind)
    return NO_CELL if compute is None else compute(column.project, row, column.offer)


def amount_text(amount: Decimal | None, nothing: str = "") -> str:
    """Write an amount as in a column of figures: « 10,00 € », « gratuit » (or `nothing`), « sur devis »."""
    if amount is None:
        return wording.on_quote()
    return money(amount, cents=True) if amount else nothing or _("gratuit")


def charge_text(charge: Charge, metric: Metric | None) -> str:
    """Say a charge in a cell."""
    if isinstance(charge, FlatPrice | UnitPrice):
        return amount_text(lead_price(charge))
    return wording.short(charge, metric)


def typed_charge(charge: Charge, metric: Metric | None) -> str:
    """Return what the editor of a charge starts with: its leading amount, or its words where it has none."""
    amount = lead_price(charge)
    return wording.short(charge, metric) if amount is None else typed_amount(amount)


def metric_of(project: Project, metric: Id | None) -> Metric | None:
    """Return the metric of this id, if there is one."""
    return next((known for known in project.metrics if known.id == metric), None)


def _price(column: Column, row: Row) -> Cell:
    project, offer = column.project, column.offer
    lead = offer.lead_rate
    if lead is not None and has_lead(offer, row):
        metric = metric_of(project, lead.metric)
        head = wording.headline(project, offer)
        saving = column.saving_of_base(lead)
        return Cell(
            text=charge_text(lead.charge, metric),
            note=saving_note(saving) or head.per_unit or (head.notes[0] if head.notes else ""),
            is_dearer=saving is not None and saving < 0,
            typed=typed_charge(lead.charge, metric),
            address=at("offers", offer.id, "rates", lead.id),
            is_there=True,
            hint=" ; ".join(head.notes),
        )
    return _term(column, row)


def _term(column: Column, row: Row) -> Cell:
    project, offer = column.project, column.offer
    term = term_of(offer, row)
    if term is None:
        return Cell(address=at("offers", offer.id, "terms" if offer.lead_rate else "rates"))
    address = at("offers", offer.id, "terms", term.id)
    lead = offer.lead_rate
    if lead is None:
        return Cell(address=address, typed=typed_term(term), is_there=True)
    over = column.over_term(lead, term)
    metric = metric_of(project, lead.metric)
    rule = "" if term.price is not None else typed_term(term)
    rule_alone = rule if term.has_rule else ""
    # A month of what is sold by the year commits less: it saves nothing, and the year says what it saves itself.
    saving = Decimal(0) if is_under_the_base(lead, term) else over.saving
    saved = rule_alone if saving is None else saving_note(saving)
    return Cell(
        text=NO_VALUE if over.charge is None else charge_text(over.charge, metric),
        note=saved or wording.headline(project, offer).per_unit,
        is_dearer=saving is not None and saving < 0,
        typed=typed_term(term),
        address=address,
        is_there=True,
        hint=rule,
    )


def saving_note(saving: Decimal | None) -> str:
    """Say what a term saves: « 20 € économisés », « 60 € de plus »."""
    if not saving:
        return ""
    if saving < 0:
        return _("{amount} de plus").format(amount=money(-saving))
    return plural(saving, _("{amount} économisé"), _("{amount} économisés")).format(amount=money(saving))


def typed_term(term: Term) -> str:
    """Return what the editor of a term starts with: its price, or its rule."""
    if term.price is not None:
        return typed_amount(term.price)
    if term.percent_off is not None:
        return f"{MINUS}{number(term.percent_off)}{NNBSP}%"
    if term.months_offered is not None:
        words = plural(term.months_offered, _("{n} mois offert"), _("{n} mois offerts"))
        return words.format(n=number(term.months_offered))
    return _("prix ordinaire")


def _setup(project: Project, row: Row, offer: Offer) -> Cell:
    address = at("offers", offer.id, "setup_fee")
    fee = offer.setup_fee
    if fee is None:
        return Cell(address=address)
    if not isinstance(fee, FlatPrice):
        return Cell(wording.on_quote(), typed=wording.on_quote(), address=address, is_there=True)
    free = _("offerte")
    return Cell(
        text=amount_text(fee.amount, free),
        note=every(None) if fee.amount else "",
        typed=typed_amount(fee.amount) if fee.amount else free,
        address=address,
        is_there=True,
    )


def _line(project: Project, row: Row, offer: Offer) -> Cell:
    rate = line_of(offer, row)
    if rate is None:
        return Cell(address=at("offers", offer.id, "rates"))
    metric = metric_of(project, rate.metric)
    return Cell(
        text=charge_text(rate.charge, metric),
        note=rate_note(rate),
        typed=typed_charge(rate.charge, metric),
        address=at("offers", offer.id, "rates", rate.id),
        is_there=True,
        hint=" ; ".join(wording.notes(rate.charge, metric or wording.NO_METRIC)),
    )


def rate_note(rate: RateCard) -> str:
    """Say how often a price line is due, unless nothing is."""
    return every(rate.period_months) if lead_price(rate.charge) != 0 else ""


def grant_text(project: Project, grant: Grant, metric: Metric | None) -> str:
    """Say what is granted: « oui », « 10 Go », « 15 Go par personne », « illimité », words, « — »."""
    match grant.kind:
        case "included":
            return _("oui")
        case "quantity":
            amount = wording.counted(grant.quantity, metric) if metric else number(grant.quantity)
            per = metric_of(project, grant.per)
            return amount if per is None else _("{amount} par {unit}").format(amount=amount, unit=per.singular)
        case "unlimited":
            return _("illimité")
        case "text":
            return grant.text
        case _:
            return NO_VALUE


def _service(column: Column, row: Row) -> Cell:
    own, line = column.own.get(row.key), column.given.get(row.key)
    metric = column.counted[row.key]
    address = at("offers", column.offer.id, "inclusions", own.id if own else "")
    if line is None:
        option = column.options.get(row.key)
        text = NO_VALUE if option is None else _option_words(column.project, option)
        return Cell(
            text,
            align=Align.CENTRE,
            address=address,
            is_there=own is not None,
            is_muted=option is not None,
            hint=_said_above(column, row.key),
        )
    text = grant_text(column.project, line.grant, metric)
    return Cell(
        text=text,
        typed=text,
        align=Align.RIGHT if line.grant.kind == "quantity" and metric is not None else Align.CENTRE,
        address=address,
        is_there=own is not None,
        is_check=line.grant.kind == "included",
        is_muted=own is None,
        remark=line.note,
        giver="" if own else column.givers[row.key].name,
        hint=_said_above(column, row.key) if own else "",
    )


def _said_above(column: Column, service: Id) -> str:
    """Say what the offer would give of a service if it said nothing itself."""
    line = column.inherited.get(service)
    if line is None:
        return ""
    value = grant_text(column.project, line.grant, column.counted[service])
    return _("Dans « {offer} » : {value}.").format(offer=column.givers[service].name, value=value)


def _option_words(project: Project, option: Option) -> str:
    if len(option.rates) != 1:
        return _("en option")
    rate = option.rates[0]
    price = wording.short(rate.charge, metric_of(project, rate.metric))
    if lead_price(rate.charge):
        price = f"+{NBSP}{price}"
    return _("en option, {price}").format(price=price)


def _public(project: Project, row: Row, offer: Offer) -> Cell:
    address = at("offers", offer.id, "public")
    return Cell(offer.public or NO_VALUE, typed=offer.public, align=Align.LEFT, address=address, is_there=True)


def _inherits(project: Project, row: Row, offer: Offer) -> Cell:
    name = next((other.name for other in project.offers if other.id == offer.inherits), "")
    address = at("offers", offer.id, "inherits")
    return Cell(name or NO_VALUE, typed=name, align=Align.LEFT, address=address, is_there=True)


_CELLS = {
    RowKind.SETUP: _setup,
    RowKind.RATE: _line,
    RowKind.PUBLIC: _public,
    RowKind.INHERITS: _inherits,
}
