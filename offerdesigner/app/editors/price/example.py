"""The client of the worked examples: how much of everything it uses. It is not part of the project."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_CEILING, Decimal

from PySide6.QtCore import QObject, Signal

from offerdesigner.app.document import Document
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import Charge
from offerdesigner.model.offers import Offer, RateCard
from offerdesigner.pricing.charges import breakpoints, quote
from offerdesigner.pricing.selection import Selection, select
from offerdesigner.pricing.usage import UNLIMITED, included_usage

USUAL = Decimal(12)


def example_quantity(charge: Charge) -> Decimal:
    """Return a quantity that shows how `charge` works: a little past its first bound, where a price is known."""
    bounds = [bound for bound in breakpoints(charge) if bound]
    if not bounds:
        return USUAL
    past = (bounds[0] * Decimal("1.2")).to_integral_value(ROUND_CEILING)
    return past if quote(charge, past).amount is not None else bounds[-1]


class Example(QObject):
    """The usage that every worked result of the panel is computed for."""

    changed = Signal()

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._holder: Address = ""
        self._usage: dict[Id, Decimal] = {}

    def show_holder(self, holder: Address) -> None:
        """Start again from what an offer includes, when it is not the one shown already."""
        if holder != self._holder:
            self._holder = holder
            offer = self.offer
            self._usage = included_usage(self._document.project, offer) if offer else {}

    @property
    def offer(self) -> Offer | None:
        """The offer that is shown, if it is one."""
        if not addresses.exists(self._document.project, self._holder):
            return None
        holder = addresses.get(self._document.project, self._holder)
        return holder if isinstance(holder, Offer) else None

    @property
    def usage(self) -> dict[Id, Decimal]:
        """Quantities of what bears on the price, and of whatever else was said that the project still counts."""
        project = self._document.project
        bearing = {metric.id: USUAL for metric in self.metrics()}
        known = {metric.id for metric in project.metrics}
        return bearing | {metric: quantity for metric, quantity in self._usage.items() if metric in known}

    def metrics(self) -> tuple[Metric, ...]:
        """Return the metrics that bear on the price: those of the price lines and of what is included."""
        project, offer = self._document.project, self.offer
        if offer is None:
            return ()
        options = project.options_for(offer)
        rates = (*offer.rates, *(rate for option in options for rate in option.rates))
        charged = {rate.metric for rate in rates}
        added = {line.service for option in options if option.when_needed for line in option.adds}
        charged |= {service.metric for service in project.services if service.id in added}
        return tuple(metric for metric in project.metrics if metric.id in charged)

    def quantity(self, metric: Id) -> Decimal:
        """Return how much of `metric` the client uses."""
        return self.usage.get(metric, USUAL)

    def put(self, metric: Id, quantity: Decimal) -> None:
        """Change how much of `metric` the client uses."""
        if self._usage.get(metric) != quantity:
            self._usage[metric] = quantity
            self.changed.emit()

    @property
    def _selection(self) -> Selection | None:
        """What this client takes of the offer, as its price is computed."""
        offer = self.offer
        return None if offer is None else select(self._document.project, offer, self.usage, Counter())

    def allowance(self, rate: RateCard) -> Decimal:
        """Return how much of its metric is included before `rate` charges anything; `UNLIMITED` when all of it is."""
        selection = self._selection
        if selection is None or not rate.beyond_included or rate.metric is None:
            return Decimal(0)
        return selection.allowance(rate.metric) or Decimal(0)

    def charged(self, rate: RateCard) -> Decimal:
        """Return the quantity that `rate` charges."""
        selection = self._selection
        if selection is not None:
            return selection.charged_quantity(rate)
        return Decimal(1) if rate.metric is None else self.quantity(rate.metric)

    def put_charged(self, rate: RateCard, quantity: Decimal) -> None:
        """Make the client use what it takes for `rate` to charge `quantity`."""
        included = self.allowance(rate)
        if rate.metric is not None:
            self.put(rate.metric, quantity if included == UNLIMITED else quantity + included)

    def suit(self, rate: RateCard) -> None:
        """Take a quantity that shows how `rate` works, when nothing of it would be charged."""
        if rate.metric is not None and (rate.metric not in self._usage or not self.charged(rate)):
            self.put_charged(rate, example_quantity(rate.charge))
