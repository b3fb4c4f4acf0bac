"""The rows of the options strip, one an option: what each offer makes of it, and what is typed there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from offerdesigner.app.models.grid_cells import metric_of
from offerdesigner.app.models.grid_columns import Align, Cell, typed_amount
from offerdesigner.app.models.grid_grants import change_grant
from offerdesigner.app.models.grid_rows import Row, RowKind
from offerdesigner.app.models.grid_sides import derived, entered_words
from offerdesigner.model.address import at, get, put
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import LEAD_FIELDS, FlatPrice, OnQuote, lead_price
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import NotIncluded, Offer, Option, RateCard
from offerdesigner.model.project import Project, can_be_included, includes_option, inclusions_of
from offerdesigner.model.typed import ABSENT, QUOTE, Refused, read_charge, read_period, reduced
from offerdesigner.pricing import wording
from offerdesigner.text import _, every


class Standing(StrEnum):
    """What an offer makes of an option."""

    OFFERED = "offered"
    INCLUDED = "included"
    ABSENT = "absent"


_WORDS = {
    Standing.OFFERED: frozenset({"proposée", "proposé", "en option", "oui", "option"}),
    Standing.INCLUDED: frozenset({"comprise", "compris", "incluse", "inclus"}),
    Standing.ABSENT: ABSENT | {"non proposé"},
}


def option_rows(project: Project) -> tuple[Row, ...]:
    """Return one row an option."""
    return tuple(
        Row(
            f"option:{option.id}",
            RowKind.OPTION,
            option.name or _("Option sans nom"),
            at("options", option.id),
            key=option.id,
            detail=option.description,
        )
        for option in project.options
    )


def standing(project: Project, option: Option, offer: Offer) -> Standing:
    """Tell what `offer` makes of `option`: proposed, already included, or neither."""
    if option.is_available_for(offer):
        return Standing.OFFERED
    return Standing.INCLUDED if includes_option(project, offer, option) else Standing.ABSENT


def option_cell(project: Project, option: Option, offer: Offer, shown: Option | None = None) -> Cell:
    """Return what stands in the row of an option for `offer`; `shown` has its prices on the side to show."""
    shown = shown or option
    state = standing(project, option, offer)
    address = at("options", option.id)
    if state is Standing.INCLUDED:
        return Cell(_("comprise"), typed=_("comprise"), align=Align.LEFT, address=address, is_there=True, shape="check")
    if state is Standing.ABSENT:
        return Cell(_("non proposée"), align=Align.LEFT, address=address, is_muted=True, shape="minus")
    price, entered = option_price(project, shown, option) or _("prix à donner"), option_price(project, option)
    sides = {rate.tax for rate in option.rates}
    return Cell(
        _("proposée"),
        note=price,
        typed=option_typed(shown),
        align=Align.LEFT,
        address=address,
        is_there=True,
        shape="plus",
        hint=entered_words(entered, *sides) if price != entered and len(sides) == 1 else "",
    )


def option_price(project: Project, option: Option, kept: Option | None = None) -> str:
    """Say what an option costs: « 4 € / mois », « 150 € une fois ».

    With `kept`, the option as it was entered, amounts that are not those say their side: « 3,33 € HT / mois ».
    """
    pairs = zip(option.rates, (kept or option).rates, strict=True)
    return " + ".join(_price_words(project, rate, derived(was, rate)) for rate, was in pairs)


def _price_words(project: Project, rate: RateCard, side: str) -> str:
    words = (wording.short(rate.charge, metric_of(project, rate.metric)), side, _cadence(rate))
    return " ".join(word for word in words if word)


def _cadence(rate: RateCard) -> str:
    if rate.charge.kind == "on_quote" or lead_price(rate.charge) == 0:
        return ""
    return {1: _("/ mois"), 12: _("/ an")}.get(rate.period_months or 0) or every(rate.period_months)


def option_typed(option: Option) -> str:
    """Return what the editor of a proposed option starts with: the amount of its one price line."""
    if len(option.rates) != 1:
        return _("proposée")
    charge = option.rates[0].charge
    amount = lead_price(charge)
    if amount is not None:
        return typed_amount(amount)
    return wording.on_quote() if isinstance(charge, OnQuote) else _("proposée")


def option_edit_for(project: Project, row: Row, offer: Offer, typed: str) -> Edit:
    """Return the edit that puts what was `typed` in the cell: a price, or what the offer makes of the option.

    Raises `Refused` with a French sentence.
    """
    option: Option = project.find("options", row.key)  # type: ignore[assignment]
    words = reduced(typed)
    cell = option_cell(project, option, offer)
    if words in (reduced(cell.typed), reduced(cell.text)):
        return _edit(option, offer, lambda unchanged: unchanged)
    for state, names in _WORDS.items():
        if words in names:
            return set_standing(project, option, offer, state)
    return _price_edit(option, offer, typed)


def set_standing(project: Project, option: Option, offer: Offer, wanted: Standing) -> Edit:
    """Return the edit that makes `offer` propose the option, include it, or neither.

    Raises `Refused` for an option that cannot be included.
    """
    if wanted is Standing.INCLUDED and not can_be_included(option):
        raise Refused(_("Cette option ne s'inclut pas : elle n'ajoute pas de service, ou ajoute une quantité."))
    return _edit(option, offer, lambda now: _put_standing(now, option, offer, wanted))


def cycled(project: Project, option: Option, offer: Offer) -> Standing:
    """Return what comes after the present state: proposed, included (when it can be), not proposed."""
    present = standing(project, option, offer)
    if present is Standing.OFFERED:
        return Standing.INCLUDED if can_be_included(option) else Standing.ABSENT
    return Standing.ABSENT if present is Standing.INCLUDED else Standing.OFFERED


def _put_standing(project: Project, option: Option, offer: Offer, wanted: Standing) -> Project:
    address = at("options", option.id)
    present: Option = get(project, address)
    project = put(project, address, _made_available(project, present, offer, wanted is Standing.OFFERED))
    if not can_be_included(present):
        return project
    for line in present.adds:
        given = line.service in inclusions_of(project, get(project, at("offers", offer.id)))
        if given != (wanted is Standing.INCLUDED):
            grant = line.grant if wanted is Standing.INCLUDED else NotIncluded()
            project = change_grant(project, offer.id, line.service, grant)
    return project


def _made_available(project: Project, option: Option, offer: Offer, available: bool) -> Option:
    everyone = tuple(other.id for other in project.offers)
    chosen = set(everyone if option.available_for is None else option.available_for)
    chosen = chosen | {offer.id} if available else chosen - {offer.id}
    kept = tuple(other for other in everyone if other in chosen)
    return evolve(option, available_for=None if kept == everyone else kept)


def _price_edit(option: Option, offer: Offer, typed: str) -> Edit:
    if len(option.rates) > 1:
        raise Refused(_("Cette option a plusieurs lignes de prix : ouvrez son détail (Ctrl+Entrée)."))
    rate = option.rates[0] if option.rates else RateCard(charge=FlatPrice(amount=Decimal(0)))
    if rate.charge.kind not in LEAD_FIELDS and not isinstance(rate.charge, OnQuote) and reduced(typed) not in QUOTE:
        raise Refused(_("Ce prix a plusieurs tranches : ouvrez son détail (Ctrl+Entrée)."))
    amount, months = read_period(typed, rate.period_months)
    changed = evolve(rate, charge=read_charge(rate.charge, amount, months), period_months=months)

    def apply(project: Project) -> Project:
        address = at("options", option.id)
        present: Option = get(project, address)
        project = put(project, address, evolve(present, rates=(changed,)))
        return _put_standing(project, present, offer, Standing.OFFERED)

    label = _("prix de l'option {option}").format(option=option.name)
    return Edit(label, apply, at("options", option.id, "rates", rate.id), key=("option", option.id, "price"))


def _edit(option: Option, offer: Offer, apply: Callable[[Project], Project]) -> Edit:
    label = _("option {option} avec {offer}").format(option=option.name, offer=offer.name)
    return Edit(label, apply, at("options", option.id, "available_for"))
