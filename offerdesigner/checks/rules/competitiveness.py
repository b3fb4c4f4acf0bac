"""Beside others: does our price stand where we mean it to, and do we still know what they ask?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import found, rule
from offerdesigner.checks.samples import offer, project, rate, shows
from offerdesigner.economics.competition import Gap, old_looks
from offerdesigner.economics.competition_words import STRATEGIES, competitor_name, distance_words
from offerdesigner.economics.sensitivity.acceptability import acceptability
from offerdesigner.economics.sensitivity.answers import FEWEST
from offerdesigner.economics.sensitivity.floor import our_price
from offerdesigner.economics.sensitivity.van_westendorp import van_westendorp
from offerdesigner.economics.values import euros
from offerdesigner.model.address import at
from offerdesigner.model.charges import Charge, OnQuote
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.market import Competitor, Market, Strategy
from offerdesigner.model.project import Project
from offerdesigner.model.research import Answer, Survey, SurveyMethod
from offerdesigner.text import _, number, plural

_SOURCE = _("7.1.2, étude de la concurrence (« Designer une offre de service »)")
_ENOUGH = 3
"""Fewer known prices say nothing sure of a market."""
_FAR = 2
"""How many times dearer, or cheaper, than the median is far."""
_LOOKED = date(2026, 11, 20)
_OLD_LOOK = date(2025, 9, 12)


def _beside(price: str | Charge, strategy: Strategy | None = None, seen_on: date | None = _LOOKED) -> Project:
    """Return an offer at `price` a month beside three others, at 20, 24 and 30 €."""
    others = (("potager", "Potager numérique", "20"), ("fil", "Fil & Toile", "24"), ("ruche", "Ruche", "30"))
    return project(
        offer("active", price, "people=10", "files"),
        market=Market(offer="active", strategy=strategy),
        competitors=tuple(
            Competitor(id=id, name=name, seen_on=seen_on if id == "fil" else _LOOKED, rates=(rate(asked),))
            for id, name, asked in others
        ),
        valid_from=seen_on,
    )


@rule(
    "strategy_contradicted",
    Severity.WARNING,
    message=_(
        "Vous voulez être « {chosen} » : « {offer} », à {price:money} par mois, est {place} la médiane "
        "({median:money}) de {count} concurrents."
    ),
    source=_SOURCE,
    figures=(
        (_("Votre prix par mois, TTC"), "{price:money}"),
        (_("Médiane de {count} concurrents"), "{median:money}"),
    ),
    bad=shows(lambda: _beside("32", Strategy.LOWER)),
    good=shows(lambda: _beside("19", Strategy.LOWER)),
)
def strategy_contradicted(ctx: Context) -> Iterator[Finding]:
    """Le prix contredit la stratégie choisie.

    Pourquoi : vous avez choisi où vous placer parmi les autres, mais pour le même usage, votre prix est ailleurs. Ce
    que vous direz de vos prix ne sera pas ce que l'on verra en comparant.

    Que faire : changez le prix, ou la stratégie si elle n'est plus la vôtre. Vérifiez aussi que l'usage comparé est
    bien celui de cette offre.
    """
    chosen, fact = ctx.project.market.strategy, _fact(ctx)
    if chosen is None or fact is None or fact is chosen:
        return
    edit = set_value("market/strategy", fact, _("choisir la stratégie de prix"))
    fix = Fix(_("Viser plutôt « {fact} »").format(fact=STRATEGIES[fact]), edit)
    yield found("market/strategy", fixes=(fix,), chosen=STRATEGIES[chosen], **_figures(ctx))


@rule(
    "far_from_median",
    Severity.ADVICE,
    message=_(
        "« {offer} », à {price:money} par mois, est {place} la médiane ({median:money}) de {count} concurrents : "
        "compare-t-on la même chose ?"
    ),
    source=_SOURCE,
    figures=(
        (_("Votre prix par mois, TTC"), "{price:money}"),
        (_("Médiane de {count} concurrents"), "{median:money}"),
    ),
    bad=shows(lambda: _beside("60")),
    good=shows(lambda: _beside("26")),
)
def far_from_median(ctx: Context) -> Iterator[Finding]:
    """Le prix est très loin de celui des autres.

    Pourquoi : deux fois plus cher ou deux fois moins, c'est rarement le même service pour le même usage. Si ça l'est,
    on vous demandera pourquoi.

    Que faire : vérifiez l'usage comparé et les tarifs saisis. Si l'écart est voulu, choisissez votre stratégie à la
    page Marché et préparez votre explication : aide, valeurs, proximité.
    """
    if ctx.project.market.strategy is not None or _fact(ctx) is None:
        return
    price, spread = ctx.comparison.ours, ctx.comparison.spread
    assert price is not None and price.monthly is not None and spread is not None
    if price.monthly > spread.median * _FAR or price.monthly * _FAR < spread.median:
        yield found("market/offer", **_figures(ctx))


@rule(
    "stale_look",
    Severity.ADVICE,
    message=_("Le tarif de « {name} » a été relevé il y a {age:months} : il a pu changer."),
    source=_SOURCE,
    bad=shows(lambda: _beside("25", seen_on=_OLD_LOOK)),
    good=shows(lambda: _beside("25")),
)
def stale_look(ctx: Context) -> Iterator[Finding]:
    """Un tarif concurrent a été relevé il y a longtemps.

    Pourquoi : on décide d'un prix en le comparant à d'autres. S'ils ont changé depuis, la comparaison trompe.

    Que faire : regardez le tarif de nouveau, corrigez-le s'il a changé, et datez votre relevé à la page Marché.
    """
    for look in old_looks(ctx.project, ctx.today):
        if look.months is not None:
            address = at("competitors", look.competitor.id, "seen_on")
            yield found(address, name=competitor_name(look.competitor), age=look.months)


@rule(
    "missing_look",
    Severity.ADVICE,
    message=_("Le tarif de {names:listed} n'a pas de date : on ne sait pas s'il est encore vrai."),
    source=_SOURCE,
    bad=shows(lambda: _beside("25", seen_on=None)),
    good=shows(lambda: _beside("25")),
)
def missing_look(ctx: Context) -> Iterator[Finding]:
    """Un tarif concurrent n'est pas daté.

    Pourquoi : dans un an, personne ne saura si ces prix sont d'hier ou d'avant. On compare avec un doute.

    Que faire : écrivez le jour où vous les avez lus. Si vous ne savez plus, relisez-les.
    """
    undated = [look.competitor for look in old_looks(ctx.project, ctx.today) if look.months is None]
    if undated:
        places = tuple(at("competitors", one.id, "seen_on") for one in undated)
        yield found(places[0], related=places[1:], names=tuple(map(competitor_name, undated)))


@rule(
    "market_unknown",
    Severity.ADVICE,
    message=_("La stratégie « {chosen} » ne peut pas être vérifiée : {why}."),
    source=_SOURCE,
    bad=shows(lambda: _beside(OnQuote(), Strategy.LOWER)),
    good=shows(lambda: _beside("19", Strategy.LOWER)),
)
def market_unknown(ctx: Context) -> Iterator[Finding]:
    """Des prix manquent pour se comparer.

    Pourquoi : vous avez choisi où vous placer, mais il manque de quoi le savoir. On croit être moins cher, sans plus.

    Que faire : complétez les prix qui manquent à la page Marché ; trois concurrents connus suffisent.
    """
    chosen = ctx.project.market.strategy
    if chosen is None or not ctx.project.competitors or not ctx.offers or _fact(ctx) is not None:
        return
    told = ctx.comparison
    if told.offer is not None and not told.offer.rates:  # an offer without a price is told as such
        return
    count = told.spread.count if told.spread is not None else 0
    if told.ours is None or told.ours.monthly is None:
        why = _("votre prix n'est pas connu pour l'usage comparé")
    else:
        words = plural(count, _("{n} prix connu chez les autres"), _("{n} prix connus chez les autres"))
        why = _("{known}, et il en faut {enough}").format(known=words.format(n=count), enough=_ENOUGH)
    yield found("market/strategy", chosen=STRATEGIES[chosen], why=why)


def _asked(price: str) -> Project:
    """Return an offer at `price` a month, that twenty people find right from 15 € to 25 €."""
    answers = tuple(Answer(id=f"a{n}", too_cheap=Decimal(15), too_expensive=Decimal(25)) for n in range(20))
    survey = Survey(id="survey", name="Printemps", offer="active", answers=answers, asked_on=_LOOKED)
    return project(offer("active", price, "files"), surveys=(survey,))


@rule(
    "outside_price_range",
    Severity.ADVICE,
    message=_("« {offer} », à {price:money} : {what}."),
    source=_("7.1.2, prix psychologique (« Designer une offre de service »)"),
    bad=shows(lambda: _asked("40")),
    good=shows(lambda: _asked("20")),
)
def outside_price_range(ctx: Context) -> Iterator[Finding]:
    """Le prix sort de ce que l'on a dit accepter.

    Pourquoi : vous avez demandé à de futurs clients ce qui leur semble trop cher, ou trop bon marché pour être sérieux.
    Le prix choisi est de l'un de ces côtés.

    Que faire : rapprochez le prix de leurs réponses, ou sachez dire pourquoi vous vous en écartez.
    """
    latest = {
        survey.offer: survey
        for survey in sorted(ctx.project.surveys, key=lambda one: one.asked_on or date.min)
        if survey.offer in ctx.offers and len(survey.answers) >= FEWEST
    }
    for survey in latest.values():
        price = our_price(ctx.project, survey)
        what = _out_of_range(survey, price) if price else None
        if what is not None and survey.offer is not None:
            priced = ctx.offers[survey.offer]
            related = (at("surveys", survey.id),)
            yield found(at(priced.address, "rates"), related=related, offer=priced.name, price=price, what=what)


def _out_of_range(survey: Survey, price: Decimal) -> str | None:
    """Say how `price` is out of what most people accept, or of the range of four questions; `None`: it is not."""
    if survey.method is SurveyMethod.ACCEPTABILITY:
        result = acceptability(survey)
        if not result.people or result.sorted.is_small:
            return None
        row = result.at(price)
        if row.accept * 2 >= result.people or row.accept == result.most:
            return None
        words = plural(row.accept, _("{count} personne sur {people} l'accepte"), _("{count} sur {people} l'acceptent"))
        return words.format(count=row.accept, people=result.people)
    found_points = van_westendorp(survey)
    points = found_points.points
    if points is None or found_points.sorted.is_small or points.pmc.first <= price <= points.pme.last:
        return None
    low, high = euros(points.pmc.middle), euros(points.pme.middle)
    return _("la fourchette acceptable va de {low} à {high}").format(low=low, high=high)


def _fact(ctx: Context) -> Strategy | None:
    """Return where our price is in fact, once enough others are known."""
    if len(ctx.project.competitors) < _ENOUGH:  # most projects: nothing is computed
        return None
    spread = ctx.comparison.spread
    return ctx.comparison.strategy if spread is not None and spread.count >= _ENOUGH else None


def _figures(ctx: Context) -> dict[str, Any]:
    """Return the numbers of a sentence about our price and the median."""
    told = ctx.comparison
    assert told.offer is not None and told.ours is not None and told.spread is not None and told.our_gap is not None
    return {
        "offer": told.offer.name or _("Offre sans nom"),
        "price": told.ours.monthly,
        "median": told.spread.median,
        "count": told.spread.count,
        "place": _place(told.our_gap),
    }


def _place(gap: Gap) -> str:
    """Say where a price is beside another: « 11 % sous », « 2,5 fois », « au niveau de »."""
    if gap.percent is None or not gap.amount:
        return _("à") if not gap.amount else _("au-dessus de")
    times = gap.percent / 100 + 1
    if times >= _FAR:
        return _("{n} fois").format(n=number(Decimal(floor(times * 10 + Fraction(1, 2))) / 10))
    side = _("sous") if gap.amount < 0 else _("au-dessus de")
    return f"{distance_words(gap.percent)} {side}"
