"""What is planned: does it ever balance, is the aim possible, and does it hang on one thread?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from offerdesigner.checks.context import Context
from offerdesigner.checks.outlook import figures, has_a_loss, is_hopeless, outlook
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.checks.trade import sold_by_sale
from offerdesigner.economics.forecast import HORIZON
from offerdesigner.economics.incomes import incomes
from offerdesigner.economics.results import Outlook
from offerdesigner.economics.threshold import Never
from offerdesigner.economics.values import NOTHING, Unknown, rounded_euros
from offerdesigner.model.address import Address, at
from offerdesigner.model.charges import Charge, OnQuote
from offerdesigner.model.costs import CostFamily, CostLine, PaidAmount, StepCost
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.forecast import Certainty, Plan, RevenueKind, RevenueSource, Scenario
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.text import _, month, months

TOO_MUCH = Fraction(1, 2)
"""The part of all revenue that one source may have before all hangs on it."""

FEWEST_COSTS = 3
"""Lines of cost from which a plan is written enough to lack savings."""

_OWN = (RevenueKind.SUBSCRIPTIONS, RevenueKind.SALES)


# Samples


def _cost(id: str, amount: str, family: CostFamily = CostFamily.INFRASTRUCTURE, **changes: Any) -> CostLine:
    return CostLine(id=id, name=id.capitalize(), family=family, source=PaidAmount(amount=Decimal(amount)), **changes)


def _planned(arrivals: str, *costs: CostLine, price: str | Charge = "12", **changes: Any) -> Project:
    """Return an offer at 12 € with four clients, 200 € of costs a month, and so many arrivals in the scenario."""
    scenario = Scenario(id="expected", name="Réaliste", arrivals=Decimal(arrivals))
    parts: dict[str, Any] = {
        "costs": costs or (_cost("rent", "200"),),
        "sales": (Sale(id="sale", offer="active", clients=4, months=1),),
        "scenarios": (scenario,),
    }
    return project(offer("active", price, "people=30", "files"), **{**parts, **changes})


def _aiming(**plan: Any) -> Project:
    return _planned("2", plan=Plan(start=date(2026, 12, 1), target_clients=60, **plan))


def _aided(amount: str) -> Project:
    return _planned("2", revenues=(RevenueSource(id="grant", name="Région", amount=Decimal(amount), period_months=12),))


# Rules


@rule(
    "never_breaks_even",
    Severity.WARNING,
    message=_("{who}, l'équilibre n'est jamais atteint : {why}."),
    source=course("7.1.1"),
    document="",
    bad=shows(lambda: _planned("2", _cost("rent", "200"), _cost("support", "15", behaviour=StepCost(size=Decimal(1))))),
    good=shows(lambda: _planned("2", _cost("rent", "200"), _cost("support", "5", behaviour=StepCost(size=Decimal(1))))),
)
def never_breaks_even(ctx: Context) -> Iterator[Finding]:
    """Les ventes prévues ne couvriront jamais les coûts.

    Pourquoi : quel que soit le nombre de clients, ce qu'ils paient ne suffit pas. Vendre plus n'y changera rien.

    Que faire : augmentez les prix, changez la répartition des ventes, ou baissez les coûts qui montent avec les
    clients.
    """
    # An offer sold at a loss is what is told then.
    if not is_hopeless(ctx) or has_a_loss(ctx):
        return
    _today, seen = figures(ctx)
    if isinstance(seen.threshold, Never):
        who = _("Avec les clients d'aujourd'hui")
        if ctx.project.scenarios:
            who = _("Avec le scénario « {name} »").format(name=_name(seen))
        why = seen.threshold.why.partition(" : ")[2].removesuffix(".")
        yield found(_scenario(seen) if ctx.project.scenarios else "sales", who=who, why=why)


@rule(
    "target_out_of_reach",
    Severity.ADVICE,
    message=_("L'objectif de {target:client|clients} {when} avec le scénario « {scenario} »."),
    source=course("7.1.1"),
    document="",
    bad=shows(lambda: _aiming(target_date=date(2027, 12, 31))),
    good=shows(lambda: _aiming(target_date=date(2029, 6, 30))),
)
def target_out_of_reach(ctx: Context) -> Iterator[Finding]:
    """L'objectif n'est pas atteint à temps.

    Pourquoi : un objectif que le scénario suivi n'atteint pas ne guide plus personne, et l'on découvre l'écart trop
    tard.

    Que faire : changez l'objectif, sa date, ou le scénario, et dites ce qui ferait venir plus de clients.
    """
    plan, seen = ctx.project.plan, outlook(ctx)
    # An aim that lies beyond what is lacking already says nothing more.
    if plan.target_clients is None or seen is None or seen.forecast.paid is None or isinstance(seen.threshold, Never):
        return
    reached = seen.at_target
    if reached is None:
        when = _("n'est pas atteint en {length}").format(length=months(HORIZON))
    elif plan.target_date is not None and reached.first_day is not None and reached.first_day > plan.target_date:
        when = _("n'est atteint qu'en {month}").format(month=month(reached.first_day))
    else:
        return
    yield found("plan/target_clients", target=plan.target_clients, when=when, scenario=_name(seen))


@rule(
    "target_over_capacity",
    Severity.WARNING,
    message=_("L'objectif de {target:client|clients} dépasse les {most:client|clients} que vous pouvez servir."),
    source=course("7.1.1"),
    document="",
    bad=shows(lambda: _aiming(most_clients=40)),
    good=shows(lambda: _aiming(most_clients=80)),
)
def target_over_capacity(ctx: Context) -> Iterator[Finding]:
    """L'objectif dépasse ce que l'on peut servir.

    Pourquoi : au-delà, les réponses tardent et les bénévoles s'épuisent. Les derniers clients coûtent ceux d'avant.

    Que faire : baissez l'objectif, ou écrivez dans les coûts ce qui permettrait d'en servir plus.
    """
    plan = ctx.project.plan
    if plan.target_clients and plan.most_clients and plan.target_clients > plan.most_clients:
        related = ("plan/most_clients",)
        yield found("plan/target_clients", related=related, target=plan.target_clients, most=plan.most_clients)


@rule(
    "target_over_public",
    Severity.WARNING,
    message=_("L'objectif de {target:client|clients} est plus grand que votre public : {size:structure|structures}."),
    source=course("7.1.1"),
    document="",
    bad=shows(lambda: _aiming(public_size=40)),
    good=shows(lambda: _aiming(public_size=800)),
)
def target_over_public(ctx: Context) -> Iterator[Finding]:
    """L'objectif est plus grand que le public.

    Pourquoi : tout le monde ne viendra pas. Un objectif qui dépasse ceux qui existent rend tout le reste du plan faux.

    Que faire : baissez l'objectif, ou élargissez le public : un autre territoire, une autre gamme.
    """
    plan = ctx.project.plan
    if plan.target_clients and plan.public_size and plan.target_clients > plan.public_size:
        related = ("plan/public_size",)
        yield found("plan/target_clients", related=related, target=plan.target_clients, size=plan.public_size)


@rule(
    "no_savings",
    Severity.ADVICE,
    message=_("{count:ligne|lignes} de coûts, et rien n'est mis de côté."),
    source=course("7.1.2"),
    document="",
    bad=shows(lambda: _planned("2", *_three_costs())),
    good=shows(lambda: _planned("2", *_three_costs(), _cost("reserve", "20", CostFamily.SAVINGS))),
)
def no_savings(ctx: Context) -> Iterator[Finding]:
    """Rien n'est mis de côté.

    Pourquoi : un serveur tombe, une subvention tarde, une salariée s'absente. Sans épargne dans le prix, la première
    surprise se paie avec les abonnements de demain.

    Que faire : ajoutez une ligne d'épargne : le renouvellement du matériel, et de quoi tenir quelques mois.
    """
    ours = [line for line in ctx.project.costs if line.provider is None and not line.unpaid]
    if len(ours) >= FEWEST_COSTS and not any(line.family is CostFamily.SAVINGS for line in ours):
        yield found("costs", count=len(ours))


def _three_costs() -> tuple[CostLine, ...]:
    return _cost("rent", "100"), _cost("server", "60"), _cost("insurance", "20", CostFamily.RUNNING)


@rule(
    "one_source_of_revenue",
    Severity.ADVICE,
    message=_("« {source} » fait {share:number} % de vos revenus ({amount:money} par mois)."),
    source=course("7.1.1"),
    document="",
    bad=shows(lambda: _aided("2400")),
    good=shows(lambda: _aided("480")),
)
def one_source_of_revenue(ctx: Context) -> Iterator[Finding]:
    """Tout tient à une seule source.

    Pourquoi : une subvention se vote chaque année, un appel à projets finit. Quand elle fait plus de la moitié des
    revenus, sa fin est aussi celle du service.

    Que faire : visez un seuil atteint sans elle, ou cherchez-lui des sœurs. Gardez-la pour ce qui ne se paie qu'une
    fois.
    """
    certain = [source for source in ctx.project.revenues if source.certainty is Certainty.CERTAIN]
    if not certain or not ctx.project.sales:
        return
    sold = [(one, one.sale.clients) for one in ctx.once(sold_by_sale).values()]
    if any(one.unknown is not None for one, clients in sold if clients):
        return
    brought = {source.id: incomes((source,), 1, with_hoped=False)[0].total for source in certain}
    whole = sum(brought.values(), NOTHING) + sum((one.brought * clients for one, clients in sold), NOTHING)
    for source in certain:
        if source.kind not in _OWN and whole and brought[source.id] > whole * TOO_MUCH:
            yield found(
                at("revenues", source.id),
                source=source.name or _("Une source sans nom"),
                share=round(brought[source.id] * 100 / whole),
                amount=rounded_euros(brought[source.id]),
            )


@rule(
    "threshold_unknown",
    Severity.ADVICE,
    message=_("Le seuil de rentabilité ne peut pas être calculé : le prix de {offers:listed} n'est pas connu."),
    source=course("7.1.1"),
    document="",
    bad=shows(lambda: _planned("2", price=OnQuote())),
    good=shows(lambda: _planned("2")),
)
def threshold_unknown(ctx: Context) -> Iterator[Finding]:
    """Un prix manque pour conclure.

    Pourquoi : vos coûts et vos ventes sont écrits, mais un prix inconnu empêche de dire combien de clients il faut.

    Que faire : donnez un prix, même estimé, à ce que vous comptez vendre.
    """
    seen = outlook(ctx) if ctx.project.costs else None
    if seen is None or not isinstance(seen.threshold, Unknown) or isinstance(seen.threshold, Never):
        return
    unknown = [sold for sold, weight in seen.mix if weight and sold.unknown is not None]
    if unknown:
        names = dict.fromkeys(sold.offer.name or _("Offre sans nom") for sold in unknown)
        places = tuple(at("sales", sold.sale.id) for sold in unknown)
        yield found(places[0], related=places[1:], offers=tuple(names))


def _scenario(seen: Outlook) -> Address:
    return at("scenarios", seen.scenario.id)


def _name(seen: Outlook) -> str:
    return seen.scenario.name or _("sans nom")
