"""Does the sheet respect who reads it: no pressure, no false bargain, no promise that cannot be kept?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.printed import Said, said, says
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows, term
from offerdesigner.checks.vocabulary import phrases, phrases_of, read
from offerdesigner.economics.payroll import pay_table
from offerdesigner.model.address import at
from offerdesigner.model.charges import GraduatedPrice, VolumePrice
from offerdesigner.model.costs import CostFamily, CostLine, Salary
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.pricing.charges import to_cents
from offerdesigner.text import NBSP, _, number

ENOUGH_COMMITMENTS = 3
MINUTES_IN_A_YEAR = 365 * 24 * 60

_VOCABULARY = "ethics.json"
_PERCENTAGE = re.compile(r"\d+(?:[.,]\d+)?")


def _asserted(ctx: Context, kind: str, *, unless: re.Pattern[str] | None = None) -> Iterator[Said]:
    """Yield what the sheet says of a kind; « nous ne promettons pas 99,99 % » says the contrary.

    The sentences where `unless` finds something are passed over.
    """
    denials = phrases(_VOCABULARY, "denials")
    asserted = said(ctx, phrases(_VOCABULARY, kind), unless=unless)
    return (words for words in asserted if not denials.search(words.before))


def _promising(words: str, **changes: object) -> Project:
    return project(offer("active", "10", "files", promise=words, **changes))


@rule(
    "false_urgency",
    Severity.WARNING,
    message=_("« {words} » presse d'acheter."),
    source=course("7.2.3"),
    bad=shows(lambda: _promising("Plus que 3 places à ce prix\u202f!")),
    good=shows(lambda: _promising("À ce prix toute l'année.")),
)
def false_urgency(ctx: Context) -> Iterator[Finding]:
    """On presse d'acheter.

    Pourquoi : une association décide en réunion, souvent des semaines plus tard. La presser, c'est la faire choisir
    sans réfléchir, ou la faire partir. Un hébergement n'a pas de dernières places.

    Que faire : retirez ces mots. Si un prix change vraiment un jour, écrivez la date.
    """
    for words in _asserted(ctx, "urgency", unless=phrases(_VOCABULARY, "few_seats")):
        yield found(words.at.address, words=words.words)


@rule(
    "struck_price_without_history",
    Severity.WARNING,
    message=_("« {words} » annonce une baisse, et aucun des prix ne dit par rapport à quoi."),
    source=course("7.2.3"),
    bad=shows(lambda: _promising("10\u00a0€ au lieu de 20\u00a0€.")),
    good=shows(lambda: _promising("Le même prix pour toutes.")),
)
def struck_price_without_history(ctx: Context) -> Iterator[Finding]:
    """Une baisse de prix que rien n'explique.

    Pourquoi : un prix « au lieu de » n'est honnête que si on l'a vraiment demandé. La loi veut que ce soit le plus bas
    des trente derniers jours ; sinon, la réduction est inventée.

    Que faire : retirez ces mots. Si la réduction est réelle, donnez-la à une échéance, à une tranche ou à une grille
    de prix : la fiche la calculera.
    """
    if ctx.project.price_lists or any(map(_has_a_reduction, ctx.project.offers)):
        return
    for words in _asserted(ctx, "struck"):
        yield found(words.at.address, words=words.words)


def _has_a_reduction(sold: Offer) -> bool:
    """Tell whether the sheet computes some reduction, by the length of commitment or by the quantity."""
    by_tier = any(isinstance(line.charge, GraduatedPrice | VolumePrice) for line in sold.rates)
    return by_tier or any(term.has_rule for term in sold.terms)


@rule(
    "availability_promise",
    Severity.ADVICE,
    message=_("« {words} » : c'est {left} de panne par an au plus, mises à jour comprises."),
    source=course("7.2.3"),
    bad=shows(lambda: _promising("Disponible 99,99\u202f% du temps.")),
    good=shows(lambda: _promising("En cas de panne, nous vous disons tout.")),
)
def availability_promise(ctx: Context) -> Iterator[Finding]:
    """Une disponibilité difficile à tenir.

    Pourquoi : une seule panne la nuit, sans personne d'astreinte, suffit à ne pas tenir parole. Un petit hébergeur
    qui dit vrai inspire plus confiance qu'un grand chiffre.

    Que faire : dites ce que vous tenez : quand on vous joint, en combien de temps vous répondez, comment vous
    prévenez d'une panne.
    """
    for words in _asserted(ctx, "availability", unless=phrases(_VOCABULARY, "measured")):
        minutes = _minutes_left(words.words)
        yield found(words.at.address, words=words.words, left=_as_time(minutes), minutes=minutes)


def _minutes_left(words: str) -> int:
    """Return how long a service may be down in a year under a promise; words without a figure leave nothing."""
    figure = _PERCENTAGE.search(words)
    promised = Decimal(figure.group().replace(",", ".")) if figure is not None else Decimal(100)
    return round((100 - promised) / 100 * MINUTES_IN_A_YEAR)


def _as_time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{n} min").format(n=number(rest)).replace(" ", NBSP)
    return _("{hours} h {minutes:02}").format(hours=hours, minutes=rest).replace(" ", NBSP)


@rule(
    "claim_without_proof",
    Severity.WARNING,
    message=_("« {words} » : rien sur la fiche ne le prouve."),
    source=course("7.2.3"),
    bad=shows(lambda: _promising("L'hébergeur n°\u00a01 en France, 100\u202f% sécurisé.")),
    good=shows(lambda: _promising("Sauvegardé chaque nuit, dans une autre ville.")),
)
def claim_without_proof(ctx: Context) -> Iterator[Finding]:
    """Une qualité que rien ne prouve.

    Pourquoi : un superlatif ne se vérifie pas, et chacun l'écrit. Il fait douter de ce qui est vrai sur la fiche,
    et une promesse absolue peut vous être reprochée.

    Que faire : remplacez-le par un fait que l'on peut vérifier : où sont les données, qui répond, combien de
    sauvegardes, depuis quand.
    """
    for words in _asserted(ctx, "claims", unless=phrases(_VOCABULARY, "supplied")):
        yield found(words.at.address, words=words.words)


MOST_TIMES = 4
"""How many times the lowest pay the highest may be, by the charter of the collective."""


def _paid(highest: str) -> Project:
    posts = (("technicienne", "1900"), ("direction", highest))
    costs = tuple(
        CostLine(id=id, name=id.capitalize(), family=CostFamily.WORK, source=Salary(gross=Decimal(gross)))
        for id, gross in posts
    )
    return project(offer("active", "10", "files"), costs=costs)


@rule(
    "wage_ratio",
    Severity.WARNING,
    message=_(
        "« {high} » gagne {times:number} fois ce que gagne « {low} » : la charte des CHATONS dit quatre au plus."
    ),
    figures=(
        (_("« {low} », brut par mois, à temps plein"), "{lowest:money}"),
        (_("« {high} », brut par mois, à temps plein"), "{highest:money}"),
        (_("Combien de fois plus"), "{times:number}"),
    ),
    source=_("Charte des CHATONS"),
    document="",
    bad=shows(lambda: _paid("8550")),
    good=shows(lambda: _paid("3800")),
)
def wage_ratio(ctx: Context) -> Iterator[Finding]:
    """Un salaire dépasse quatre fois le plus petit.

    Pourquoi : la charte du collectif limite cet écart, à temps plein, primes comprises. C'est aussi une question que
    l'on vous posera. Ce qui est sous le SMIC (apprentissage, stage) n'est pas comparé.

    Que faire : rapprochez les salaires, ou corrigez celui qui a été mal saisi.
    """
    paid = [(_full_time(line.source), line) for line in ctx.project.costs if isinstance(line.source, Salary)]
    paid = [(gross, line) for gross, line in paid if gross and not line.unpaid and line.provider is None]
    # Below the minimum wage stands the allowance of an apprentice or of a trainee: no pay that others compare with.
    grown = [one for one in paid if one[0] >= int(pay_table().minimum_month)]
    if len(grown) < 2:
        return
    (lowest, low), (highest, high) = (choose(grown, key=lambda one: one[0]) for choose in (min, max))
    if highest > lowest * MOST_TIMES:
        yield found(
            at("costs", high.id, "source", "gross"),
            related=(at("costs", low.id, "source", "gross"),),
            high=high.name or _("Poste sans nom"),
            low=low.name or _("Poste sans nom"),
            highest=highest,
            lowest=lowest,
            times=round(highest / lowest, 1),
        )


def _full_time(post: Salary) -> Decimal:
    """Return the gross pay of a month at full time, with what is paid beyond twelve months."""
    return to_cents(post.gross * post.months / 12)


_VALUES = "Des logiciels libres, des sauvegardes chaque nuit, et vos données restent en France."


@rule(
    "commitments_said",
    Severity.STRENGTH,
    message=_("La fiche dit {count:engagement|engagements} : {said:joined}."),
    source=course("7.2.3"),
    waivable=False,
    bad=shows(lambda: _promising(_VALUES, terms=(term(1),))),
    good=shows(lambda: _promising("Tout est compris.", terms=(term(1),))),
)
def commitments_said(ctx: Context) -> Iterator[Finding]:
    """Vos engagements sont dits.

    Pourquoi : logiciels libres, lieu des données, sauvegardes, pas de publicité : c'est ce qui vous distingue, et ce
    que l'on vient chercher chez vous.

    Que faire : rien, c'est un point fort. Gardez ces mots concrets.
    """
    told = [entry["said"] for entry in read(_VOCABULARY)["charter"] if says(ctx, phrases_of(entry["words"]))]
    if ctx.offers and len(told) >= ENOUGH_COMMITMENTS:
        yield found("", count=len(told), said=tuple(told))
