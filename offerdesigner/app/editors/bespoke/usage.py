"""The client of « Sur mesure »: what is used and needed, for how long, under which prices. It is not in the project."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.pricing.choice import Need
from offerdesigner.pricing.usual import lengths, need_of, usual_need
from offerdesigner.pricing.wording import counted
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

MOST = Decimal(1_000_000)


class BespokeUsage(QObject):
    """What the page shows prices for. It lives with the document: pages may be made anew."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._range = ""
        self._quantities: dict[Id, Decimal] = {}
        self._services: tuple[Id, ...] = ()
        self._months = 1
        self._price_list: Id | None = None
        self._metrics: dict[str, Id] = {}
        self.begin_again()

    @classmethod
    def of(cls, document: Document) -> BespokeUsage:
        """Return the usage of a document, which begins with its first usage profile, or its first offer."""
        return document.findChild(cls) or cls(document)

    def begin_again(self) -> None:
        """Begin with the first usage profile, or with what the first offer includes."""
        project = self._project
        first = next(iter(project.profiles), None)
        self._take(need_of(project, first) if first else usual_need(project, self.offers))

    # What it is

    @property
    def _project(self) -> Project:
        return self._document.project

    @property
    def range_id(self) -> Id:
        """The range whose offers are compared, or "" when there is none."""
        known = [sold.id for sold in self._project.ranges]
        return self._range if self._range in known else next(iter(known), "")

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The offers that are compared."""
        return self._project.offers_of(self.range_id)

    @property
    def quantities(self) -> dict[Id, Decimal]:
        """How much is used of each metric of the project."""
        return {metric.id: self._quantities.get(metric.id, Decimal(0)) for metric in self._project.metrics}

    @property
    def services(self) -> tuple[Id, ...]:
        """The services needed, in the order of the project."""
        return tuple(service.id for service in self._project.services if service.id in self._services)

    @property
    def months(self) -> int:
        """The commitment, one of those that the offers list."""
        possible = lengths(self.offers)
        return self._months if self._months in possible else possible[0]

    @property
    def price_list(self) -> Id | None:
        """The price list, or `None` for the standard one."""
        known = [one.id for one in self._project.price_lists]
        return self._price_list if self._price_list in known else None

    def need(self, tax: TaxMode = TaxMode.TTC) -> Need:
        """Return what is asked of the offers, prices told on a side."""
        return Need(self.quantities, self.services, self.months, tax)

    def metric(self, use: str) -> Id:
        """Return the metric that varies: « along » the curve, « across » and « up » the zones; "" for none.

        Without a choice they are the first metric, and the second one up.
        """
        known = [metric.id for metric in self._project.metrics]
        chosen = self._metrics.get(use, "")
        if chosen in known:
            return chosen
        others = [one for one in known if use != "up" or one != self.metric("across")]
        return others[0] if others else ""

    def profile(self) -> UsageProfile:
        """Return this usage as a profile, named after its first quantity."""
        quantities = tuple(
            ProfileQuantity(metric=metric, quantity=quantity)
            for metric, quantity in self.quantities.items()
            if quantity
        )
        name = next(
            (counted(self.quantities[one.id], one) for one in self._project.metrics if self.quantities[one.id]),
            _("Nouvel usage"),
        )
        return UsageProfile(name=name, quantities=quantities, services=self.services, months=self.months)

    # Changing it

    def show_range(self, range_id: Id) -> None:
        """Compare the offers of a range."""
        if range_id != self.range_id:
            self._range = range_id
            self.changed.emit()

    def put(self, quantities: Mapping[Id, Decimal]) -> None:
        """Use so much of some metrics."""
        wanted = {metric: min(max(quantity, Decimal(0)), MOST) for metric, quantity in quantities.items()}
        if any(self._quantities.get(metric) != quantity for metric, quantity in wanted.items()):
            self._quantities |= wanted
            self.changed.emit()

    def need_service(self, service: Id, needed: bool) -> None:
        """Need a service or not."""
        others = tuple(one for one in self._services if one != service)
        self._services = (*others, service) if needed else others
        self.changed.emit()

    def commit_to(self, months: int) -> None:
        """Commit to so many months."""
        self._months = months
        self.changed.emit()

    def pay_by(self, price_list: Id | None) -> None:
        """Pay the prices of a list."""
        self._price_list = price_list
        self.changed.emit()

    def vary(self, use: str, metric: Id) -> None:
        """Choose the metric that varies: « along », « across » or « up »; both of the zones are never the same."""
        other = {"across": "up", "up": "across"}.get(use, "")
        if other and metric == self.metric(other):
            self._metrics[other] = self.metric(use)
        self._metrics[use] = metric
        self.changed.emit()

    def load(self, profile: UsageProfile) -> None:
        """Use and need what a profile does."""
        self._take(need_of(self._project, profile))
        self.changed.emit()

    def is_as(self, profile: UsageProfile) -> bool:
        """Tell whether a profile asks the same."""
        asked = need_of(self._project, profile)
        same = (asked.usage, set(asked.services)) == (self.quantities, set(self.services))
        return same and asked.months == self.months

    def _take(self, need: Need) -> None:
        self._quantities = dict(need.usage)
        self._services, self._months = need.services, need.months
