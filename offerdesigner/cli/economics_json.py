"""The figures of a project's economy for other programs: amounts as strings, what is not known as null, with why."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from offerdesigner.economics.forecast import Month
from offerdesigner.economics.results import OfferFigures, Outlook, Results
from offerdesigner.economics.threshold import Never, Reached, Threshold, sales_needed
from offerdesigner.economics.values import Unknown, Value, rounded_euros
from offerdesigner.text import exact

Name = TypeVar("Name", bound=StrEnum)


def as_json(told: Results, price: Decimal | None = None) -> dict[str, Any]:
    """Return all the figures: amounts in € HT to the cent, a month unless said otherwise; sales needed at `price`."""
    today = told.today
    return {
        **({} if price is None else {"sales_needed": _sales(today.yearly_costs, price)}),
        "today": {
            "clients": today.clients,
            "clients_without_price": today.untold,
            "revenue": _by_name(today.revenue),
            "from_clients": _amount(today.from_clients),
            "from_others": _amount(today.from_others),
            "hoped": _amount(today.hoped),
            "to_pay": _amount(today.to_pay),
            "with_volunteers": _amount(today.fair),
            "by_family": _by_name(today.families),
            "result": _amount(today.result),
        },
        "shares": [
            {
                "kind": share.kind.value,
                "amount": _amount(share.amount),
                "share": _ratio(share.share),
                "wanted": None if share.wanted is None else _ratio(share.wanted),
                "aim": None if share.aim is None else _amount(share.aim),
            }
            for share in told.shares
        ],
        "work_hour": _amount(told.work_hour),
        "offers": [_offer(figures) for figures in told.offers],
        "scenarios": [_outlook(outlook) for outlook in told.outlooks],
        "scenario": told.current.scenario.id,
        "months": [_month(month) for month in told.current.forecast.months],
        "clients_by_offer": {
            offer: [_ratio(count) for count in counts] for offer, counts in told.current.clients_by_offer.items()
        },
        "unknown": list(told.current.forecast.untold),
    }


def _sales(yearly: Fraction, price: Decimal) -> dict[str, Any]:
    needed = sales_needed(yearly, Fraction(price))
    return {
        "price": exact(price),
        "yearly_costs": _amount(yearly),
        "sales": None if isinstance(needed, Never) else needed,
        "why": needed.why if isinstance(needed, Never) else None,
    }


def _offer(figures: OfferFigures) -> dict[str, Any]:
    margin = figures.margin
    return {
        "id": figures.offer.id,
        "name": figures.offer.name,
        "sale": figures.sale,
        "price": _amount(margin.price),
        "direct_cost": _amount(margin.direct),
        "margin": _amount(margin.margin),
        "markup": _ratio(margin.markup),
        "margin_rate": _ratio(margin.margin_rate),
        "at_a_loss": margin.is_loss,
        "cost_price": _amount(figures.cost_price),
        "cost_price_at_threshold": _amount(figures.cost_price_at_threshold),
        "one_more_client": _amount(figures.one_more.cost),
        "steps_started": [line.name for line in figures.one_more.steps],
        "setup": _amount(margin.sold.once),
        "membership": _amount(margin.sold.member_monthly),
        "not_counted": list(margin.uncounted),
        "why": _why(margin.price),
    }


def _outlook(outlook: Outlook) -> dict[str, Any]:
    franchise = outlook.franchise
    return {
        "id": outlook.scenario.id,
        "name": outlook.scenario.name,
        "arrivals": _ratio(Fraction(outlook.scenario.arrivals)),
        "average_margin": _amount(outlook.average_margin),
        "threshold": _reached(outlook.threshold),
        "to_find": _reached(outlook.to_find),
        "why": _why(outlook.threshold),
        "break_even": _when(outlook.at_threshold),
        "target_reached": _when(outlook.at_target),
        "lowest_cash": {
            "amount": _amount(outlook.forecast.lowest.cash),
            "when": _when(outlook.forecast.lowest),
        },
        "revenue": _amount(outlook.forecast.revenue),
        "costs": _amount(outlook.forecast.costs),
        "result": _amount(outlook.forecast.result),
        "franchise": None if franchise is None else {"state": franchise.state.value, "words": franchise.words},
    }


def _reached(reached: Reached) -> dict[str, Any] | None:
    if not isinstance(reached, Threshold):
        return None
    return {
        "clients": reached.clients,
        "counts": [{"sale": sold.sale.id, "offer": sold.offer.id, "clients": count} for sold, count in reached.counts],
        "revenue": _amount(reached.revenue),
        "costs": _amount(reached.costs),
        "dip": None if reached.dip is None else {"first": reached.dip.first, "last": reached.dip.last},
    }


def _month(month: Month) -> dict[str, Any]:
    return {
        **_when_known(month),
        "clients": _ratio(month.clients),
        "revenue": _by_name(month.by_kind),
        "costs": _amount(month.costs),
        "result": _amount(month.result),
        "cumulated": _amount(month.cumulated),
        "cash_flow": _amount(month.cash_flow),
        "cash": _amount(month.cash),
    }


def _when(month: Month | None) -> dict[str, Any] | None:
    return None if month is None else _when_known(month)


def _when_known(month: Month) -> dict[str, Any]:
    return {"month": month.place, "date": None if month.first_day is None else month.first_day.isoformat()}


def _by_name(amounts: Mapping[Name, Fraction]) -> dict[str, str | None]:
    return {name.value: _amount(amount) for name, amount in amounts.items()}


def _amount(value: Value) -> str | None:
    return None if isinstance(value, Unknown) else exact(rounded_euros(value))


def _ratio(value: Value) -> str | None:
    """Return a number with four decimals at most."""
    if isinstance(value, Unknown):
        return None
    return f"{Decimal(round(value * 10_000)).scaleb(-4).normalize():f}"


def _why(value: Reached | Value) -> str | None:
    return value.why if isinstance(value, Unknown) else None
