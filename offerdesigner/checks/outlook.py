"""What the scenario that is followed leads to, reckoned once for all the rules."""

from __future__ import annotations

from offerdesigner.checks.context import Context
from offerdesigner.checks.trade import cost_curves, sold_by_sale
from offerdesigner.economics.results import Outlook, followed_figures
from offerdesigner.economics.threshold import Never
from offerdesigner.economics.today import Today


def figures(ctx: Context) -> tuple[Today, Outlook]:
    """Return a month of today and the outlook of the scenario that is followed."""
    return ctx.once(_figures)


def outlook(ctx: Context) -> Outlook | None:
    """Return the outlook of the scenario that is followed; `None` where no scenario or no sale is written."""
    return figures(ctx)[1] if ctx.project.scenarios and ctx.project.sales else None


def is_hopeless(ctx: Context) -> bool:
    """Tell whether no number of clients pays the costs, though they pay and no offer is sold at a loss."""
    return ctx.once(_is_hopeless)


def _figures(ctx: Context) -> tuple[Today, Outlook]:
    return followed_figures(ctx.project, costs_of=ctx.once(cost_curves), sold=ctx.once(sold_by_sale))


def _is_hopeless(ctx: Context) -> bool:
    seen = outlook(ctx) if ctx.project.costs else None
    if seen is None or not isinstance(seen.threshold, Never):
        return False
    curve = ctx.once(cost_curves)[0]
    sold = [sold for sold, weight in seen.mix if weight]
    is_at_a_loss = any(one.brought < curve.direct(one.units) for one in sold)
    return any(one.brought for one in sold) and not is_at_a_loss
