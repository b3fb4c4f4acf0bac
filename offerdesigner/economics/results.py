"""All the figures of a project at once: today, offer by offer, and scenario by scenario, side by side.

One pure function, `results`: what does not depend on the scenario is computed once. Amounts are exact, in € HT
a month; round them with `offerdesigner.economics.values`. What is not known is an `Unknown` with its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from offerdesigner.economics.activity import Activity, activity_of, followed
from offerdesigner.economics.arrivals import Arrivals, arrivals_of, mix_of
from offerdesigner.economics.break_even import break_even_month
from offerdesigner.economics.clients import clients_by_offer
from offerdesigner.economics.climb import Climb
from offerdesigner.economics.cost_curve import ARRIVAL, CostCurve, Unit, curves
from offerdesigner.economics.costs import Cost, costs
from offerdesigner.economics.forecast import HORIZON, Forecast, Forecaster, Month
from offerdesigner.economics.franchise import Franchise, franchise
from offerdesigner.economics.incomes import incomes
from offerdesigner.economics.margins import (
    Margin,
    OneMore,
    Population,
    cost_prices,
    margin_of,
    next_step,
    one_more,
    units_used,
    work_hour,
)
from offerdesigner.economics.rises import Rise, rises
from offerdesigner.economics.shares import RevenueShare, revenue_shares
from offerdesigner.economics.sold import Seller, Sold, usual_sale
from offerdesigner.economics.threshold import Reached, Threshold, threshold_of, to_find
from offerdesigner.economics.today import Today, today_of
from offerdesigner.economics.values import NOTHING, Unknown, Value, total, weighted
from offerdesigner.model.base import Id
from offerdesigner.model.forecast import Scenario
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import ZERO
from offerdesigner.text import _, number


@dataclass(frozen=True)
class OfferFigures:
    """One offer as it is mostly sold (`sale` is `None` where no sale is expected: alone, the shortest commitment).

    `cost_price` is borne by the clients of today, or by those of the threshold (`at_threshold`).
    """

    offer: Offer
    sale: Id | None
    margin: Margin
    one_more: OneMore
    cost_price: Value
    cost_price_at_threshold: Value


@dataclass(frozen=True)
class Level:
    """What so many clients in the proportions of a scenario bring and cost a month, in €."""

    clients: int
    revenue: Fraction
    to_pay: Fraction
    fair: Fraction


@dataclass(frozen=True)
class Outlook:
    """One scenario: its `mix`, its threshold, who is to find beside those who are `present`, its months.

    `arrivals` are the new clients of a month.
    `average_margin` is what one client of the mix leaves a month, their membership included; `to_find` is how many
    more it takes beside those of today. `at_threshold` is the point mort: the month from which what clients pay is
    enough, aid apart. `at_target` is when the plan's number of clients is there (`None`: not in sight, for both).
    """

    scenario: Scenario
    mix: tuple[tuple[Sold, Fraction], ...]
    average_margin: Value
    threshold: Reached
    to_find: Reached
    forecast: Forecast
    at_threshold: Month | None
    at_target: Month | None
    franchise: Franchise | None
    arrivals: Arrivals
    present: Population
    _curves: tuple[CostCurve, CostCurve] = field(repr=False, compare=False)

    @cached_property
    def is_todays_mix(self) -> bool:
        """Whether new clients take what those of today took, in the same proportions."""
        shares = {sold.sale.id: share for sold, share in _proportions(self.mix)}
        whole = sum(sold.sale.clients for sold, _clients in self.present)
        return all(shares.get(sold.sale.id, NOTHING) * whole == clients for sold, clients in self.present)

    def level(self, clients: int) -> Level:
        """Return what so many clients of the mix bring and cost a month, those who arrive being welcomed."""
        paid, valued = (climb.at(clients) for climb in self._climbs)
        return Level(clients, self._brought * clients + self.welcomed, paid, valued)

    @cached_property
    def _climbs(self) -> tuple[Climb, Climb]:
        """What is to pay along the clients of the mix, and with volunteer time valued."""
        paid, valued = (Climb(curve, self._one, {ARRIVAL: self.arrivals.number}) for curve in self._curves)
        return paid, valued

    @cached_property
    def clients_by_offer(self) -> dict[Id, tuple[Fraction, ...]]:
        """The clients of each offer, by its id, at the end of each month."""
        return clients_by_offer(self.present, self.mix, self.scenario, len(self.forecast.months))

    @cached_property
    def rises(self) -> tuple[tuple[Rise, ...], tuple[Rise, ...]]:
        """What rises by steps with the clients of the mix: of what is to pay, and with volunteer time valued."""
        paid, valued = (rises(curve, self._one) for curve in self._curves)
        return paid, valued

    @cached_property
    def welcomed(self) -> Fraction:
        """What those who arrive in a month pay of their own welcome, in €."""
        return self.arrivals.welcomed(self._curves[0])

    @cached_property
    def _one(self) -> dict[Unit, Fraction]:
        """What one client of the mix is counted for."""
        return units_used(_proportions(self.mix))

    @cached_property
    def _brought(self) -> Fraction:
        """What one client of the mix brings a month."""
        return weighted((sold.brought, share) for sold, share in _proportions(self.mix))


@dataclass(frozen=True)
class Results:
    """All the figures. `current` is the outlook of the scenario that is followed, one of `outlooks`."""

    today: Today
    offers: tuple[OfferFigures, ...]
    outlooks: tuple[Outlook, ...]
    current: Outlook
    costs: tuple[Cost, ...]
    shares: tuple[RevenueShare, ...]
    next_step: tuple[int, Fraction] | None
    work_hour: Value
    work_hour_fair: Value

    def outlook(self, scenario: Id) -> Outlook:
        """Return the outlook of a scenario.

        Raises `KeyError` when there is none.
        """
        for outlook in self.outlooks:
            if outlook.scenario.id == scenario:
                return outlook
        raise KeyError(scenario)


def results(project: Project, months: int = HORIZON) -> Results:
    """Return all the figures of `project`; forecasts look so many months ahead.

    A project without a scenario has one, of which no client comes: its mix is the clients of today.
    """
    return _Reckoning(project, months).results()


def followed_figures(
    project: Project,
    months: int = HORIZON,
    *,
    costs_of: tuple[CostCurve, CostCurve] | None = None,
    sold: Mapping[Id, Sold] | None = None,
) -> tuple[Today, Outlook]:
    """Return a month with the clients of today and the outlook of the scenario that is followed, without the rest.

    `costs_of` and `sold` are what `curves` and a `Seller` say of the project, where it is known already.
    """
    return _Reckoning(project, months, costs_of, sold).followed_figures()


def mix_words(outlook: Outlook) -> str:
    """Say the proportions of a scenario, in the order of the sales: « 6 · 3 · 1 »."""
    return " · ".join(number(Decimal(weight.numerator) / weight.denominator) for _sold, weight in outlook.mix)


class _Reckoning:
    """The figures of one project, with what its scenarios share."""

    def __init__(
        self,
        project: Project,
        months: int,
        costs_of: tuple[CostCurve, CostCurve] | None = None,
        sold: Mapping[Id, Sold] | None = None,
    ) -> None:
        self._project, self._months = project, months
        self._curve, self._valued = costs_of or curves(project)
        self._seller = Seller(project)
        self._sold = {sale.id: self._seller.sold(sale) for sale in project.sales} if sold is None else sold
        self._present = [(self._sold[sale.id], Fraction(sale.clients)) for sale in project.sales]
        self._forecaster = Forecaster(project.plan, self._curve, self._present)
        self._incomes = {
            hoped: incomes(project.revenues, months, with_hoped=hoped)
            for hoped in {False, *(scenario.counts_hoped for scenario in project.scenarios)}
        }

    def results(self) -> Results:
        """Return all the figures."""
        project, chosen = self._project, followed(self._project)
        outlooks = tuple(self._outlook(scenario) for scenario in project.scenarios or (_standing(),))
        current = next((one for one in outlooks if one.scenario is chosen), outlooks[0])
        activity = self._activity()
        borne = costs(project, activity)
        ours = [one for one in borne if one.line.provider is None]
        today = today_of(project, self._present, borne, current.welcomed)
        return Results(
            today=today,
            offers=tuple(self._offers(current)),
            outlooks=outlooks,
            current=current,
            costs=borne,
            shares=revenue_shares(project, today.revenue, today.to_pay),
            next_step=next_step(self._curve, Fraction(activity.clients)),
            work_hour=work_hour(project.plan, (one for one in ours if not one.line.unpaid)),
            work_hour_fair=work_hour(project.plan, ours),
        )

    def followed_figures(self) -> tuple[Today, Outlook]:
        """Return a month of today and the outlook of the scenario that is followed."""
        project, outlook = self._project, self._outlook(followed(self._project) or _standing())
        borne = costs(project, self._activity())
        return today_of(project, self._present, borne, outlook.welcomed), outlook

    def _activity(self) -> Activity:
        """Return what the clients of today use, as `activity_today` does."""
        scenario = followed(self._project)
        used = ((sold.usage, Decimal(sold.sale.clients)) for sold, _clients in self._present)
        return activity_of(used, scenario.arrivals if scenario is not None else ZERO)

    def _outlook(self, scenario: Scenario) -> Outlook:
        project, mix = self._project, tuple(mix_of(scenario, self._sold, self._present))
        arrivals = arrivals_of(scenario, mix)
        forecast = self._forecaster.forecast(scenario, mix, self._incomes[scenario.counts_hoped])
        finding = to_find(self._curve, self._present, mix, arrivals)
        target = project.plan.target_clients
        return Outlook(
            scenario=scenario,
            mix=mix,
            average_margin=self._average(mix),
            threshold=threshold_of(self._curve, mix, arrivals),
            to_find=finding,
            forecast=forecast,
            at_threshold=break_even_month(self._curve, self._present, mix, scenario, arrivals, forecast, finding),
            at_target=None if target is None else forecast.reaches(target),
            franchise=franchise(project, forecast.months),
            arrivals=arrivals,
            present=self._present,
            _curves=(self._curve, self._valued),
        )

    def _average(self, mix: Population) -> Value:
        """Return what one client of the mix leaves, the compulsory membership included: what the threshold counts."""
        proportions = _proportions(mix)
        if not proportions:
            return Unknown(_("Aucune vente n'est prévue."))
        paid = NOTHING
        for sold, share in proportions:
            if isinstance(sold.monthly, Unknown):
                return sold.monthly
            paid += sold.brought * share
        return paid - self._curve.direct(units_used(proportions))

    def _offers(self, current: Outlook) -> Iterator[OfferFigures]:
        plan, arrivals = self._project.plan, current.arrivals.number
        mostly = [(offer, *self._mostly_sold(offer)) for offer in self._project.offers]
        units = units_used(self._present, arrivals)
        reached = current.threshold.counts if isinstance(current.threshold, Threshold) else ()
        nobody = [(sold, NOTHING) for _offer, sold, _sale in mostly]
        borne = (
            cost_prices(plan, self._curve, [*nobody, *population], arrivals)
            for population in (self._present, [(sold, Fraction(count)) for sold, count in reached])
        )
        for (offer, sold, sale), now, then in zip(mostly, *borne, strict=False):
            yield OfferFigures(
                offer=offer,
                sale=sale,
                margin=margin_of(self._project, self._curve, sold),
                one_more=one_more(self._curve, units, sold),
                cost_price=now.total,
                cost_price_at_threshold=then.total,
            )

    def _mostly_sold(self, offer: Offer) -> tuple[Sold, Id | None]:
        """Return the sale of `offer` that has the most clients, and its name; else the offer alone."""
        sale = usual_sale(self._project, offer)
        found = self._sold.get(sale.id)
        return (self._seller.sold(sale), None) if found is None else (found, sale.id)


def _standing() -> Scenario:
    return Scenario(id="today", name=_("Les clients d'aujourd'hui"), arrivals=Decimal(0))


def _proportions(mix: Population) -> list[tuple[Sold, Fraction]]:
    whole = total(weight for _sold, weight in mix)
    return [(sold, weight / whole) for sold, weight in mix if weight] if whole else []
