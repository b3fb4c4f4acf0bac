"""What is sold beside what it costs: offers that lose money, or live on the others; VAT to come; shares of a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from offerdesigner.checks.context import Context
from offerdesigner.checks.outlook import figures, is_hopeless
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.checks.trade import Trade, trade_of
from offerdesigner.economics.activity import followed
from offerdesigner.economics.arrivals import NOBODY, arrivals_of
from offerdesigner.economics.franchise import FranchiseState
from offerdesigner.economics.margins import cost_prices_by, units_used
from offerdesigner.economics.results import Outlook
from offerdesigner.economics.results_words import from_month, in_month
from offerdesigner.economics.sale_words import whose_cost
from offerdesigner.economics.sold import Sold
from offerdesigner.economics.values import euros, known, rounded_euros, weighted
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import evolve
from offerdesigner.model.costs import Basis, CostLine, PaidAmount, UnitCost
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.forecast import RevenueKind, Scenario, SpreadKey, WantedShare
from offerdesigner.model.offers import Offer
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import VatKind
from offerdesigner.text import _, months

_WHOLE = Decimal(100)
_FAR = Fraction(9, 10)
"""Part of its cost price under which an offer clearly leaves costs to the others."""


# Samples


def _cost(id: str, amount: str, behaviour: Any = None) -> CostLine:
    held = {} if behaviour is None else {"behaviour": behaviour}
    return CostLine(id=id, name=id, source=PaidAmount(amount=Decimal(amount)), **held)


def _by_space(amount: str) -> Project:
    """Return an offer at 12 € whose profile uses 30 Go, at `amount` € a Go."""
    each = _cost("disks", amount, UnitCost(basis=Basis.METRIC, metric="storage"))
    usual = UsageProfile(
        id="usual", name="Ordinaire", quantities=(ProfileQuantity(id="q", metric="storage", quantity=Decimal(30)),)
    )
    return project(
        offer("active", "12", "people=10", "space=100"),
        costs=(each,),
        profiles=(usual,),
        sales=(Sale(id="sale", offer="active", clients=4, profile="usual"),),
    )


def _shared(amount: str) -> Project:
    """Return two offers, of which that at 10 € uses as much as that at 60 €, at `amount` € a Go."""
    return project(
        offer("petite", "10", "people=10", "space=30"),
        offer("grande", "60", "people=40", "space=30"),
        costs=(_cost("rent", "500"), _cost("disks", amount, UnitCost(basis=Basis.METRIC, metric="storage"))),
        sales=(Sale(id="small", offer="petite", clients=10), Sale(id="large", offer="grande", clients=30)),
    )


def _growing(arrivals: str) -> Project:
    sold = Sale(id="sale", offer="active", clients=10)
    scenario = Scenario(id="expected", name="Réaliste", arrivals=Decimal(arrivals))
    return project(offer("active", "60", "people=10", "files"), sales=(sold,), scenarios=(scenario,))


def _paid(arrivals: str) -> Project:
    """Return ten clients at 60 € for 800 € of costs, and as many new ones a month."""
    return evolve(_growing(arrivals), costs=(_cost("rent", "800"),))


def _wanted(*percents: str) -> Project:
    kinds = zip(RevenueKind, percents, strict=False)
    shares = tuple(WantedShare(id=kind, kind=kind, percent=Decimal(percent)) for kind, percent in kinds)
    return project(offer("active", "60", "people=10", "files"), wanted_shares=shares)


# Rules


@rule(
    "sold_at_a_loss",
    Severity.ERROR,
    message=_("« {offer} » est vendue à perte : {who} coûte {cost:money} par mois et rapporte {brought:money}{side}."),
    source=course("7.1.2"),
    figures=(
        (_("Ce qu'un client coûte par lui-même, par mois{side}"), "{cost:money}"),
        (_("Ce qu'il rapporte par mois{side}"), "{brought:money}"),
    ),
    document="",
    bad=shows(lambda: _by_space("0.50")),
    good=shows(lambda: _by_space("0.10")),
)
def sold_at_a_loss(ctx: Context) -> Iterator[Finding]:
    """Une offre est vendue à perte.

    Pourquoi : chaque client coûte par lui-même plus qu'il ne paie, avant même les coûts communs. Plus il en vient,
    plus il manque d'argent.

    Que faire : augmentez le prix, comprenez moins dans l'offre, ou baissez les coûts qui dépendent des clients. Si vos
    clients utilisent moins que tout ce qui est compris, donnez leur usage type à la vente, page Prévisions.
    """
    if not any(isinstance(line.behaviour, UnitCost) for line in ctx.project.costs):
        return
    trade = ctx.once(trade_of)
    counting = tuple(at("costs", line.id) for line in ctx.project.costs if isinstance(line.behaviour, UnitCost))
    for sold in trade.offers:
        cost = sold.direct(trade.curve)
        if _is_sold(ctx, sold) and rounded_euros(sold.brought) < rounded_euros(cost):
            who = whose_cost(ctx.project, trade.curve, sold)
            yield found(_price(sold.offer), related=counting, who=who, **_beside(ctx.project, sold, cost))


@rule(
    "below_cost_price",
    Severity.WARNING,
    message=_(
        "« {offer} » ne paie pas sa part des coûts : un client rapporte {brought:money} par mois{side}, "
        "pour un coût de revient de {cost:money} ({clients:client|clients} aujourd'hui)."
    ),
    source=course("7.1.2"),
    figures=(
        (_("Coût de revient d'un client, par mois{side}"), "{cost:money}"),
        (_("Ce qu'il rapporte par mois{side}"), "{brought:money}"),
    ),
    document="",
    bad=shows(lambda: _shared("0.30")),
    good=shows(lambda: _shared("0.01")),
)
def below_cost_price(ctx: Context) -> Iterator[Finding]:
    """Une offre coûte plus qu'elle ne rapporte, tout compté.

    Pourquoi : vos clients paient déjà tous vos coûts, mais ceux de cette offre laissent une part des leurs à payer aux
    autres, que l'on partage les coûts communs par client ou selon ce que chacun paie.

    Que faire : si c'est une solidarité voulue, acceptez-la en disant pourquoi. Sinon, augmentez le prix ou comprenez
    moins dans l'offre.
    """
    project = ctx.project
    if not project.costs or not any(sale.clients for sale in project.sales):
        return
    trade = ctx.once(trade_of)
    if any(sold.unknown is not None for sold, clients in trade.present if clients) or not _holds(project, trade):
        return
    clients = sum(sale.clients for sale in project.sales)
    bought = {sold.offer.id for sold, count in trade.present if count}
    own, least = _cost_prices(project, trade)
    for sold, mine, lowest in zip(trade.offers, own, least, strict=True):
        is_poor = sold.offer.id in bought and sold.brought < lowest * _FAR
        if is_poor and _is_sold(ctx, sold) and sold.brought >= sold.direct(trade.curve):
            yield found(_price(sold.offer), clients=clients, **_beside(project, sold, mine))


@rule(
    "money_missing",
    Severity.WARNING,
    message=_("{words} {scenario}."),
    source=course("7.1.2"),
    document="",
    bad=shows(lambda: _paid("0")),
    good=shows(lambda: _paid("1")),
)
def money_missing(ctx: Context) -> Iterator[Finding]:
    """L'argent manque jusqu'au bout des prévisions.

    Pourquoi : même avec les aides certaines et les clients prévus, chaque mois coûte plus qu'il ne rapporte, ou la
    banque passe sous zéro. Personne ne pourra payer la différence.

    Que faire : cherchez plus de clients ou des offres qui laissent plus, baissez un coût, ou trouvez une aide. Si le
    scénario est trop prudent, suivez-en un autre, page Prévisions.
    """
    # Where no number of clients is enough, looking for more of them mends nothing: that is told instead.
    if not _tells_money(ctx) or is_hopeless(ctx):
        return
    _today, outlook = figures(ctx)
    words = tuple(_missing(ctx.project, outlook))
    if words:
        yield found(
            _of_scenario(ctx.project, outlook),
            scenario=_with(ctx.project, outlook),
            words=_capital(_(" et ").join(words)),
        )


@rule(
    "month_not_paid",
    Severity.ADVICE,
    message=_(
        "Il manque {missing:money} par mois avec {clients:client|clients}{aid}. Ce n'est plus le cas {when} {scenario}."
    ),
    source=course("7.1.2"),
    document="",
    bad=shows(lambda: _paid("1")),
    good=shows(lambda: _paid("0")),
)
def month_not_paid(ctx: Context) -> Iterator[Finding]:
    """Les clients d'aujourd'hui ne paient pas encore les coûts.

    Pourquoi : tant que les nouveaux clients prévus ne sont pas là, chaque mois entame la réserve. S'ils tardent, il
    faudra la trouver ailleurs.

    Que faire : vérifiez que la banque suffit jusque-là, page Prévisions, et regardez chaque mois si les clients
    viennent au rythme prévu.
    """
    if not _tells_money(ctx):
        return
    today, outlook = figures(ctx)
    paid = outlook.forecast.paid
    if today.result < 0 and paid is not None and not any(_missing(ctx.project, outlook)):
        yield found(
            "sales",
            related=(_of_scenario(ctx.project, outlook),),
            clients=today.clients,
            missing=rounded_euros(-today.result),
            aid=_(", aides comprises") if today.from_others > 0 else "",
            scenario=_with(ctx.project, outlook),
            when=from_month(paid),
        )


@rule(
    "franchise_crossed",
    Severity.ADVICE,
    message=_("Avec le scénario « {scenario} », {words}."),
    source=_("Franchise en base de TVA"),
    document="",
    bad=shows(lambda: _growing("6")),
    good=shows(lambda: _growing("1")),
)
def franchise_crossed(ctx: Context) -> Iterator[Finding]:
    """Les ventes prévues dépassent la franchise de TVA.

    Pourquoi : au-delà du seuil, vous devrez la TVA sur vos ventes. À prix TTC égal, il vous restera moins ; sinon vos
    prix augmenteront pour ceux qui ne récupèrent pas la TVA.

    Que faire : vérifiez ce seuil avec votre comptable, et essayez dès maintenant vos prix avec la TVA, page Structure,
    pour savoir ce que vous annoncerez alors.
    """
    project = ctx.project
    if project.structure.vat.kind is not VatKind.FRANCHISE or not project.scenarios or not project.sales:
        return
    _today, outlook = figures(ctx)
    told = outlook.franchise
    if told is not None and told.state is FranchiseState.CROSSED:
        words = told.words[:1].lower() + told.words[1:].removesuffix(".")
        name = outlook.scenario.name or _("sans nom")
        yield found("structure/vat", related=(at("scenarios", outlook.scenario.id),), scenario=name, words=words)


@rule(
    "shares_not_whole",
    Severity.WARNING,
    message=_("Les parts voulues de vos revenus font {total:number} %, au lieu de 100 %."),
    source=course("7.1.2"),
    document="",
    bad=shows(lambda: _wanted("60", "30")),
    good=shows(lambda: _wanted("60", "40")),
)
def shares_not_whole(ctx: Context) -> Iterator[Finding]:
    """Les parts voulues ne font pas 100 %.

    Pourquoi : un modèle économique dit d'où vient chaque euro. Tant que les parts ne font pas un tout, ce que chaque
    nature de revenu devrait rapporter est faux.

    Que faire : corrigez les parts à la page Prévisions, ou ramenez-les à 100 % en gardant leurs proportions.
    """
    shares = ctx.project.wanted_shares
    total = sum((share.percent for share in shares), Decimal(0))
    if total in (0, _WHOLE):
        return
    edit = set_value("wanted_shares", _made_whole(shares, total), _("ramener les parts voulues à 100 %"))
    fix = Fix(_("Ramener à 100 % en gardant les proportions"), edit)
    yield found("wanted_shares", fixes=(fix,), total=total)


# What they look at


def _is_sold(ctx: Context, sold: Sold) -> bool:
    """Tell whether an offer has a price of ours that is known: what is given, or paid as one likes, is no sale."""
    return sold.unknown is None and bool(known(sold.monthly)) and not ctx.offers[sold.offer.id].is_free


def _tells_money(ctx: Context) -> bool:
    """Tell whether all is known that a month costs and brings."""
    project = ctx.project
    if not (project.costs and project.sales):
        return False
    today, outlook = figures(ctx)
    return not today.untold and not outlook.forecast.untold


def _missing(project: Project, outlook: Outlook) -> Iterator[str]:
    """Yield what is lacking in the end, and when the bank, told at the start, is empty."""
    forecast = outlook.forecast
    if forecast.paid is None:
        words = _("il manque encore {amount} par mois au bout de {length}")
        amount = euros(-forecast.months[-1].lasting_result)
        yield words.format(amount=amount, length=months(len(forecast.months)))
    if project.plan.opening_cash and forecast.lowest.cash < 0:
        words = _("il manque jusqu'à {amount} en banque ({when})")
        yield words.format(amount=euros(-forecast.lowest.cash), when=in_month(forecast.lowest))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of_scenario(project: Project, outlook: Outlook) -> Address:
    return at("scenarios", outlook.scenario.id) if project.scenarios else "scenarios"


def _with(project: Project, outlook: Outlook) -> str:
    if not project.scenarios:
        return _("sans nouveau client")
    return _("avec le scénario « {name} »").format(name=outlook.scenario.name or _("sans nom"))


def _price(offer: Offer) -> Address:
    lead = offer.lead_rate
    return at("offers", offer.id) if lead is None else at("offers", offer.id, "rates", lead.id)


def _beside(project: Project, sold: Sold, cost: Fraction) -> dict[str, Any]:
    """Return the numbers of a sentence about what a client brings and costs a month."""
    return {
        "offer": sold.offer.name or _("Offre sans nom"),
        "brought": rounded_euros(sold.brought),
        "cost": rounded_euros(cost),
        "side": _(" HT") if project.structure.vat.rate else "",
    }


def _holds(project: Project, trade: Trade) -> bool:
    """Tell whether the clients of today pay all the costs: only then are common costs shared among enough of them."""
    scenario = followed(project)
    coming = NOBODY if scenario is None else arrivals_of(scenario, trade.present)
    costs = trade.curve.at(units_used(trade.present, coming.number))
    brought = weighted((sold.brought, clients) for sold, clients in trade.present)
    return brought + coming.welcomed(trade.curve) >= costs > 0


def _cost_prices(project: Project, trade: Trade) -> tuple[list[Fraction], list[Fraction]]:
    """Return the cost price of a client of each offer by the key of the plan, and the lowest by any sensible key."""
    keys = (project.plan, *(evolve(project.plan, spread=key) for key in (SpreadKey.CLIENTS, SpreadKey.REVENUE)))
    by_key = cost_prices_by(keys, trade.curve, trade.present, trade.offers)
    own, *others = ([known(one.total) for one in found] for found in by_key)
    return own, [min(each) for each in zip(own, *others, strict=True)]


def _made_whole(shares: Sequence[WantedShare], total: Decimal) -> tuple[WantedShare, ...]:
    """Return the shares in the same proportions, to the hundredth; the largest takes what rounding leaves."""
    made = [evolve(share, percent=round(share.percent * 100 / total, 2)) for share in shares]
    largest = max(range(len(made)), key=lambda place: made[place].percent)
    rest = _WHOLE - sum(share.percent for share in made)
    made[largest] = evolve(made[largest], percent=made[largest].percent + rest)
    return tuple(made)
