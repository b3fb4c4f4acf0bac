"""What the offer of a survey costs us and its price, to stand beside what people would pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.activity import followed
from offerdesigner.economics.arrivals import NOBODY, arrivals_of
from offerdesigner.economics.cost_curve import curves
from offerdesigner.economics.margins import Population, cost_prices
from offerdesigner.economics.sold import Seller, plain_sale
from offerdesigner.economics.threshold import Threshold, threshold_of
from offerdesigner.economics.values import NOTHING, Unknown, euros, rounded_euros
from offerdesigner.model.charges import FlatPrice, FreePrice
from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.research import Survey
from offerdesigner.pricing.tax import converted
from offerdesigner.text import _, number, plural


@dataclass(frozen=True, slots=True)
class Floor:
    """The price (€ TTC, for the period of the main price) under which an offer does not cover its cost.

    It is made of `direct` and of its `share` of what is common, less the compulsory `membership` that the client pays
    beside (€ HT a month). What is common is borne by `clients`: those of today, or those of the threshold while it is
    not reached.
    """

    price: Decimal
    direct: Fraction
    share: Fraction
    membership: Fraction
    clients: int
    is_threshold: bool

    @property
    def words(self) -> str:
        """How the price is worked out, in a sentence."""
        borne = plural(self.clients, _("pour {n} client aujourd'hui"), _("pour {n} clients aujourd'hui"))
        if self.is_threshold:
            borne = plural(self.clients, _("au seuil d'un client"), _("au seuil de {n} clients"))
        sentence = _("Plancher : {direct} de coûts propres + {share} de frais communs{membership} par mois, {borne}.")
        membership = _(" − {amount} d'adhésion").format(amount=euros(self.membership)) if self.membership else ""
        return sentence.format(
            direct=euros(self.direct),
            share=euros(self.share),
            membership=membership,
            borne=borne.format(n=number(self.clients)),
        )


def price_floor(project: Project, offer: Offer) -> Floor | None:
    """Return what one client of `offer` costs, all that we pay being borne by our clients; `None` if it is unknown.

    While there are fewer clients than the threshold of the present sales, those of the threshold bear it: shared
    between the first few, no price would seem enough. Without costs, without clients, with a main price that does
    not come back, or where the membership pays it all, there is no floor.
    """
    lead = offer.lead_rate
    if not project.costs or lead is None or lead.period_months is None:
        return None
    seller, (curve, _valued) = Seller(project), curves(project)
    scenario = followed(project)
    bearing: Population = [(seller.sold(sale), Fraction(sale.clients)) for sale in project.sales]
    arrivals = NOBODY if scenario is None else arrivals_of(scenario, bearing)
    clients = sum(sale.clients for sale in project.sales)
    threshold = threshold_of(curve, bearing, arrivals)
    is_ahead = isinstance(threshold, Threshold) and threshold.clients > clients
    if isinstance(threshold, Threshold) and is_ahead:
        clients, bearing = threshold.clients, [(sold, Fraction(count)) for sold, count in threshold.counts]
    asked = seller.sold(plain_sale(offer))
    cost = cost_prices(project.plan, curve, [*bearing, (asked, NOTHING)], arrivals.number)[-1]
    if isinstance(cost.share, Unknown) or isinstance(cost.total, Unknown) or cost.total <= asked.member_monthly:
        return None
    monthly = rounded_euros((cost.total - asked.member_monthly) * lead.period_months)
    price = converted(monthly, TaxMode.HT, TaxMode.TTC, project.structure.vat)
    return Floor(price, cost.direct, cost.share, asked.member_monthly, clients, is_ahead)


def offer_of(project: Project, survey: Survey) -> Offer | None:
    """Return the offer that people were asked about."""
    return next((offer for offer in project.offers if offer.id == survey.offer), None)


def our_price(project: Project, survey: Survey) -> Decimal | None:
    """Return what the offer of a survey costs (€ TTC); `None` when that is not one amount."""
    offer = offer_of(project, survey)
    lead = offer.lead_rate if offer else None
    if lead is None or not isinstance(lead.charge, FlatPrice | FreePrice):
        return None
    amount = lead.charge.amount if isinstance(lead.charge, FlatPrice) else lead.charge.advised
    return None if amount is None else converted(amount, lead.tax, TaxMode.TTC, project.structure.vat)
