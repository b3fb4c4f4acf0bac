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
    """Tell whether no number of clients, though they pay, is enough for the costs."""
    if not (ctx.project.costs and ctx.project.sales):
        return False
    seen = figures(ctx)[1]
    return isinstance(seen.threshold, Never) and any(sold.brought for sold, weight in seen.mix if weight)


def has_a_loss(ctx: Context) -> bool:
    """Tell whether an offer of the mix that is followed costs more by itself than it brings."""
    mix, curve = figures(ctx)[1].mix, ctx.once(cost_curves)[0]
    return any(sold.brought < sold.direct(curve) for sold, weight in mix if weight)


def _figures(ctx: Context) -> tuple[Today, Outlook]:
    return followed_figures(ctx.project, costs_of=ctx.once(cost_curves), sold=ctx.once(sold_by_sale))
