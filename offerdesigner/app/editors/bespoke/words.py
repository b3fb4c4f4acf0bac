"""What « Sur mesure » says of the prices it found: a row for each offer, the lines of one, and its totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.app.editors.bespoke.work import Answer
from offerdesigner.app.editors.price.cells import Cell, Row
from offerdesigner.app.editors.price.rules import saving_words
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.pricing.choice import Choice
from offerdesigner.pricing.lines import Line, LineKind
from offerdesigner.pricing.offers import OfferPrice
from offerdesigner.pricing.wording import on_quote, price
from offerdesigner.render.charts.data import Role
from offerdesigner.render.charts.maps import role_of
from offerdesigner.text import _, every, listed, money, months, typeset

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a price: its colour, and its length, from 0 to 1."""

    role: Role
    length: float


def name_of(offer: Offer) -> str:
    """Return the name that an offer is told by."""
    return offer.name or _("Offre sans nom")


def monthly_title(project: Project, tax: TaxMode) -> str:
    """Return the title of the amounts: « Par mois », the side where there are two."""
    return _("Par mois, {side}").format(side=tax.upper()) if project.structure.vat.rate else _("Par mois")


def price_rows(answer: Answer) -> tuple[Row, ...]:
    """Return a row for each offer: its name, its bar, its price, and what to know of it."""
    return tuple(
        Row(choice.offer.id, (Cell(name_of(choice.offer)), Cell(""), _price(choice), _remark(answer, choice)), False)
        for choice in answer.choices
    )


def bars(answer: Answer) -> dict[Id, Bar]:
    """Return the bar of each offer, as long as it is dear beside the dearest."""
    dearest = max((choice.cost for choice in answer.choices if choice.cost), default=Decimal(1))
    return {
        choice.offer.id: Bar(role_of(place), float((choice.cost or 0) / dearest))
        for place, choice in enumerate(answer.choices)
    }


def _price(choice: Choice) -> Cell:
    if choice.price is None:
        return Cell("—", right=True, muted=True)
    if choice.cost is None:
        return Cell(on_quote(), right=True, muted=True)
    return Cell(price(choice.cost, cents=True), right=True)


def _remark(answer: Answer, choice: Choice) -> Cell:
    """Say why an offer is not to be had, or which options are in its price."""
    project = answer.asked.project
    if choice.price is None:
        labels = [service.label for service in project.services if service.id in choice.lacks]
        said = _("il y manque : {services}").format(services=listed(labels))
        return Cell(typeset(said if labels else _("ne convient pas")), muted=True)
    if choice.cost is None:
        unknown = [line.label for line in choice.price.lines if line.amount is None]
        return Cell(typeset(", ".join(unknown)), muted=True)
    options = options_in(project, choice.price)
    told = _("avec {options}").format(options=listed(options)) if options else ""
    if choice.offer.id == answer.best and len(answer.choices) > 1:
        return Cell(typeset(", ".join(filter(None, (_("la moins chère"), told)))), icon="ok")
    return Cell(typeset(told), muted=True)


def options_in(project: Project, paid: OfferPrice) -> list[str]:
    """Return the names of the options in a price, chosen or added of themselves."""
    taken = {line.address.split("/")[1] for line in paid.lines if line.kind is LineKind.OPTION}
    return [option.name for option in project.options if option.id in taken]


def line_rows(choice: Choice) -> tuple[Row, ...]:
    """Return the recurring lines of a price: what each pays for, how it comes about, its amount."""
    lines = choice.price.lines if choice.price is not None else ()
    return tuple(_line_row(place, line) for place, line in enumerate(lines) if line.kind not in _APART)


_APART = (LineKind.SETUP, LineKind.MEMBERSHIP)


def _line_row(place: int, line: Line) -> Row:
    amount = on_quote() if line.amount is None else money(line.amount, cents=True)
    if line.period_months != 1 and line.amount is not None:
        amount = f"{amount} {every(line.period_months)}"
    cells = (Cell(typeset(line.label)), Cell(typeset(line.detail), muted=True), Cell(amount, right=True))
    return Row(str(place), cells, removable=False)


def total_words(choice: Choice) -> str:
    """Return the monthly total, or that it is unknown."""
    return price(choice.cost, cents=True)


def facts(answer: Answer, choice: Choice) -> Iterator[tuple[str, str]]:
    """Yield what else to know of a price, a name and its words: the other terms, what is due once, the year."""
    if choice.price is None:
        return
    for term in answer.terms.get(choice.offer.id, ()):
        taken = choice.price.term.id if choice.price.term is not None else None
        if term.term is not None and term.term.id != taken and term.term.months > 1:
            name = (
                _("À l'année")
                if term.term.months == _YEAR
                else _("Pour {length}").format(length=months(term.term.months))
            )
            yield name, _paid(term)
    if choice.price.saving:
        yield _("Économie"), saving_words(choice.price)
    for line in choice.price.lines:
        if line.kind in _APART:
            yield line.label, f"{on_quote() if line.amount is None else money(line.amount)} {every(line.period_months)}"
    for name, amount in (
        (_("La première année"), choice.price.first_year),
        (_("Ensuite, par an"), choice.price.next_year),
    ):
        yield name, on_quote() if amount is None else money(amount)


def _paid(paid: OfferPrice) -> str:
    """Say what a term costs, and what it saves: « 335 € (67 € de moins) »."""
    if paid.for_the_term is None:
        return on_quote()
    said = money(paid.for_the_term)
    saving = paid.saving or Decimal(0)
    if not saving:
        return said
    less = _("{amount} de moins") if saving > 0 else _("{amount} de plus")
    return f"{said} ({less.format(amount=money(abs(saving)))})"
