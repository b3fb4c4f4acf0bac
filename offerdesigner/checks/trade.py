"""What is sold beside what it costs, as rules look at it: figured once, and again only where something changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from offerdesigner.checks.context import Context
from offerdesigner.checks.priced import holding
from offerdesigner.economics.cost_curve import CostCurve, curves
from offerdesigner.economics.sold import Seller, Sold, plain_sale
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.inheritance import sources
from offerdesigner.model.offers import Offer, Option
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.sharing import Sale, SharingRule
from offerdesigner.model.structure import Structure


@dataclass(frozen=True)
class Trade:
    """What is sold: the costs to pay, each offer as it is mostly sold, and who is there today."""

    curve: CostCurve
    offers: Sequence[Sold]
    present: Sequence[tuple[Sold, Fraction]]


def trade_of(ctx: Context) -> Trade:
    """Return what is sold and what it costs."""
    project, sold = ctx.project, ctx.once(sold_by_sale)
    usual: dict[Id, Sale] = {}
    for sale in project.sales:
        if sale.offer not in usual or sale.clients > usual[sale.offer].clients:
            usual[sale.offer] = sale
    return Trade(
        ctx.once(cost_curves)[0],
        [sold[usual[offer.id].id] if offer.id in usual else _sold_again(ctx, offer, None) for offer in project.offers],
        [(sold[sale.id], Fraction(sale.clients)) for sale in project.sales],
    )


def cost_curves(ctx: Context) -> tuple[CostCurve, CostCurve]:
    """Return the costs to pay, and those with volunteer time at its value."""
    return curves(ctx.project)


def sold_by_sale(ctx: Context) -> Mapping[Id, Sold]:
    """Return what one client of each expected sale brings."""
    project = ctx.project
    seller = Seller(project)  # applies each price list once, to the whole project
    offers = {offer.id: offer for offer in project.offers}
    return {
        sale.id: _sold_again(ctx, offers[sale.offer], sale) if sale.price_list is None else seller.sold(sale)
        for sale in project.sales
    }


def _sold_again(ctx: Context, offer: Offer, sale: Sale | None) -> Sold:
    """Return what a client of `sale` brings at the standard prices, or one of `offer` alone."""
    project = ctx.project
    shared = *ctx.priced_by, project.sharing
    takes_options = sale is not None and bool(sale.options or sale.profile)  # what a profile lacks, options may add
    options, profiles = (project.options, project.profiles) if takes_options else ((), ())
    return ctx.again(_sold_alone, *shared, options, profiles, sale, offer, *sources(project, offer))


def _sold_alone(
    structure: Structure,
    metrics: tuple[Metric, ...],
    services: tuple[Service, ...],
    sharing: tuple[SharingRule, ...],
    options: tuple[Option, ...],
    profiles: tuple[UsageProfile, ...],
    sale: Sale | None,
    offer: Offer,
    *inherited: Offer,
) -> Sold:
    """Return what a client of `sale` brings, in a project that holds nothing but what it comes from."""
    project = holding(
        structure=structure,
        metrics=metrics,
        services=services,
        sharing=sharing,
        options=options,
        profiles=profiles,
        offers=(offer, *inherited),
    )
    return Seller(project).sold(plain_sale(offer) if sale is None else sale)
