"""One offer as a column of the grid: what its cells look up, computed once, and what a cell is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from offerdesigner.app.models.grid_grants import quantified_services
from offerdesigner.app.models.grid_rows import NO_VALUE, Row, term_of
from offerdesigner.app.models.grid_terms import OverTerm, is_under_the_base, over_term
from offerdesigner.model.address import Address
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import lead_price
from offerdesigner.model.inheritance import givers, inherited_by
from offerdesigner.model.offers import Inclusion, Offer, Option, RateCard, Term
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.price_lists import offer_under
from offerdesigner.text import _, number


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Cell:
    """What a cell shows.

    `typed` is what its editor starts with: typed back, it changes nothing. `address` is where the
    value stands, or would stand; `is_there` tells which. `is_dearer` says that the note is bad news;
    `shape` is an icon; an `is_check` cell shows a tick in place of its text.
    `remark` is the note printed under the value; `giver` names the offer that it is inherited from.
    `side` (« HT ») is said beside an amount that is not the one entered. What is said of all that a cell
    `is_apart` in is not said of it: a price of another list.
    """

    text: str = NO_VALUE
    note: str = ""
    typed: str = ""
    align: Align = Align.RIGHT
    address: Address = ""
    is_there: bool = False
    is_check: bool = False
    is_muted: bool = False
    is_dearer: bool = False
    shape: str = ""
    hint: str = ""
    remark: str = ""
    giver: str = ""
    side: str = ""
    is_apart: bool = False


NO_CELL = Cell(text="")
CENT = Decimal("0.01")


class Column:
    """One offer of a project, with what all its cells look up, computed once."""

    def __init__(self, project: Project, offer: Offer) -> None:
        self.project = project
        self.offer = offer

    @cached_property
    def given(self) -> dict[Id, Inclusion]:
        """What the offer gives, by service, with all that it inherits."""
        return inclusions_of(self.project, self.offer)

    @cached_property
    def inherited(self) -> dict[Id, Inclusion]:
        """What the offer would give if it said nothing itself, by service."""
        return inherited_by(self.project, self.offer)

    @cached_property
    def givers(self) -> dict[Id, Offer]:
        """The nearest offer above that says something of each service."""
        return givers(self.project, self.offer)

    @cached_property
    def own(self) -> dict[Id, Inclusion]:
        """What the offer itself says, by service."""
        return {line.service: line for line in self.offer.inclusions}

    @cached_property
    def counted(self) -> dict[Id, Metric | None]:
        """What each service is counted in."""
        metrics = {metric.id: metric for metric in self.project.metrics}
        return {service.id: metrics.get(service.metric or "") for service in self.project.services}

    @cached_property
    def quantified(self) -> frozenset[Id]:
        """The services of which some offer gives a quantity."""
        return quantified_services(self.project)

    @cached_property
    def options(self) -> dict[Id, Option]:
        """The first option proposed with the offer that gives each service."""
        found: dict[Id, Option] = {}
        for option in self.project.options_for(self.offer):
            for line in option.adds:
                found.setdefault(line.service, option)
        return found

    def price_list(self, wanted: Id) -> PriceList:
        """Return a price list of the project. Raises `KeyError`."""
        return self.project.find("price_lists", wanted)  # type: ignore[return-value]

    def under(self, price_list: Id) -> Column:
        """Return the offer as a price list sells it; computed once a list. Raises `KeyError`."""
        if price_list not in self._under:
            self._under[price_list] = self._sold_under(self.price_list(price_list))
        return self._under[price_list]

    @cached_property
    def _under(self) -> dict[Id, Column]:
        return {}

    def _sold_under(self, rule: PriceList) -> Column:
        return Column(self.project, offer_under(self.offer, rule))

    def term_as_typed(self, row: Row, own: Decimal | None = None) -> str:
        """Return its `own` price, or what the term in `row` costs, as one types it; "" where that is not one amount."""
        if own is not None:
            return typed_amount(own)
        lead, term = self.offer.lead_rate, term_of(self.offer, row)
        over = self.over_term(lead, term).charge if lead is not None and term is not None else None
        amount = None if over is None else lead_price(over)
        return "" if amount is None else typed_amount(amount)

    def saving_of_base(self, lead: RateCard) -> Decimal | None:
        """Return what the leading price saves against the cheapest term that is shorter (negative: it costs more)."""
        amount, savings = lead_price(lead.charge), []
        for term in self.offer.terms:
            over = self.over_term(lead, term).charge if is_under_the_base(lead, term) and term.has_rule else None
            paid = None if over is None else lead_price(over)
            if paid is not None and amount is not None and lead.period_months:
                savings.append(to_cents(paid * lead.period_months / term.months) - amount)
        slack = CENT * (lead.period_months or 0)
        return min((saving for saving in savings if abs(saving) > slack), default=None)

    def over_term(self, lead: RateCard, term: Term) -> OverTerm:
        """Return what a term makes of the leading price."""
        return over_term(lead, term)


def typed_amount(amount: Decimal) -> str:
    """Write an amount as one types it: « 10 », « 12,50 », « gratuit »."""
    if not amount:
        return _("gratuit")
    is_fine = amount != round(amount, 2)
    return number(amount, None if is_fine or amount == amount.to_integral_value() else 2)
