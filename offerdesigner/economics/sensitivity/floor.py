"""What the offer of a survey costs us and its price, to stand beside what people would pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offerdesigner.economics.activity import followed
from offerdesigner.economics.arrivals import NOBODY, arrivals_of, mix_of
from offerdesigner.economics.cost_curve import curves
from offerdesigner.economics.margins import Population, cost_prices
from offerdesigner.economics.sale_words import whose_cost
from offerdesigner.economics.sold import Seller, usual_sale
from offerdesigner.economics.values import NOTHING, Unknown, Value, clients_words, euros, rounded_euros, total
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, FreePrice
from offerdesigner.model.forecast import Plan, SpreadKey
from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.research import Survey
from offerdesigner.pricing.tax import converted
from offerdesigner.text import _, number


@dataclass(frozen=True, slots=True)
class Floor:
    """The price (€ TTC, for the period of the main price) under which an offer does not cover its cost.

    It is made of `direct`, what the client told in `whose` costs, and of their `share` of what is common, less the
    compulsory `membership` that they pay beside (€ HT a month). What is common is borne by so many `clients`: those
    that the plan aims at where they are more (`is_target`), or else those of `today`. `cost_today` is the cost price
    of a client, borne by those of today.
    """

    price: Decimal
    direct: Fraction
    share: Fraction
    membership: Fraction
    clients: int
    today: int
    is_target: bool
    cost_today: Value
    whose: str
    side: str
    is_equal: bool
    """Whether each client bears the same share of what is common."""

    @property
    def words(self) -> str:
        """How the price is worked out, whose cost it is, and who bears what is common."""
        membership = _(" − {amount} d'adhésion").format(amount=euros(self.membership)) if self.membership else ""
        made = _(
            "Plancher, par mois{side} et pour {whose} : {direct} de coûts propres + {share} de frais "
            "communs{membership}."
        ).format(
            side=self.side,
            whose=self.whose,
            direct=euros(self.direct),
            share=euros(self.share),
            membership=membership,
        )
        return f"{made} {self._borne}"

    @property
    def _borne(self) -> str:
        """Who bears what is common, and what that makes of the cost price today."""
        equally = _(" à parts égales") if self.is_equal else ""
        if not self.is_target:
            return _(
                "Ces frais sont partagés{equally} entre vos {clients} d'aujourd'hui. Fixez un objectif de clients, "
                "page Prévisions, pour voir le plancher à ce nombre."
            ).format(equally=equally, clients=clients_words(self.today))
        borne = _("Ces frais sont partagés{equally} entre les {clients} de votre objectif").format(
            equally=equally, clients=clients_words(self.clients)
        )
        if isinstance(self.cost_today, Unknown):
            return f"{borne}."
        words = _("{borne} ; entre les {n} d'aujourd'hui, le coût de revient est de {cost}.")
        return words.format(borne=borne, n=number(self.today), cost=euros(self.cost_today))


def price_floor(project: Project, offer: Offer) -> Floor | None:
    """Return what one client of `offer`, as it is mostly sold, costs; `None` if it is unknown.

    The client is the one of the cost prices of `economics.results`. All that we pay is borne by the clients that the
    plan aims at, the new ones coming in the proportions of the scenario that is followed: the first few clients
    could never bear it. Nothing of it depends on the price of the offer, so that moving the one leaves the other in
    its place. Without costs, without clients, with a main price that does not come back, or where the membership
    pays it all, there is no floor.
    """
    lead = offer.lead_rate
    if not project.costs or lead is None or lead.period_months is None:
        return None
    seller, (curve, _valued) = Seller(project), curves(project)
    sold = {sale.id: seller.sold(sale) for sale in project.sales}
    present: Population = [(sold[sale.id], Fraction(sale.clients)) for sale in project.sales]
    key = _by_need(project.plan)
    scenario, arrivals, mix = followed(project), NOBODY, present
    if scenario is not None:
        mix = mix_of(scenario, sold, present)
        arrivals = arrivals_of(scenario, mix)
    today = sum(sale.clients for sale in project.sales)
    aimed = project.plan.target_clients or 0
    bearing = _grown(present, mix, aimed - today)
    asked = seller.sold(usual_sale(project, offer))
    cost = cost_prices(key, curve, [*bearing, (asked, NOTHING)], arrivals.number)[-1]
    if isinstance(cost.share, Unknown) or isinstance(cost.total, Unknown) or cost.total <= asked.member_monthly:
        return None
    monthly = rounded_euros((cost.total - asked.member_monthly) * lead.period_months)
    return Floor(
        price=converted(monthly, TaxMode.HT, TaxMode.TTC, project.structure.vat),
        direct=cost.direct,
        share=cost.share,
        membership=asked.member_monthly,
        clients=max(aimed, today) if bearing is not present else today,
        today=today,
        is_target=bearing is not present,
        cost_today=cost_prices(project.plan, curve, [*present, (asked, NOTHING)], arrivals.number)[-1].total,
        whose=whose_cost(project, curve, asked),
        side=_(" HT") if project.structure.vat.rate else "",
        is_equal=key.spread is SpreadKey.CLIENTS,
    )


def _grown(present: Population, mix: Population, more: int) -> Population:
    """Return those who are `present` and so many `more` in the proportions of `mix`; `present` where none can come."""
    whole = total(weight for _sold, weight in mix)
    if more <= 0 or not whole:
        return present
    return [*present, *((sold, weight * more / whole) for sold, weight in mix)]


def _by_need(plan: Plan) -> Plan:
    """Return `plan` with a key that no price weighs on: shared by what each pays, a floor would follow its price."""
    return evolve(plan, spread=SpreadKey.CLIENTS) if plan.spread is SpreadKey.REVENUE else plan


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
