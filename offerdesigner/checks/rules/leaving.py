"""Can one leave: with a short notice, without paying for one's own data, and knowing when a contract goes on?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from offerdesigner.checks.context import Context
from offerdesigner.checks.printed import Said, said
from offerdesigner.checks.registry import found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.checks.vocabulary import phrases, phrases_of, read
from offerdesigner.model.address import at
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Option
from offerdesigner.model.project import Project
from offerdesigner.text import _, fold

LONGEST_NOTICE = 2
"""Months of notice beyond which European law lets nobody hold a client of an online service."""

_DATA_ACT = _("Règlement européen sur les données (2023/2854), changer de fournisseur")
_VOCABULARY = "leaving.json"
_IN_MONTHS = {"mois": 1.0, "semaines": 12 / 52, "jours": 12 / 365}
_SLACK = 0.1
"""Of a month: sixty days and nine weeks are two months."""


def _leaving(words: str) -> Project:
    return project(offer("active", "10", "files"), end_of_contract=f"Vos fichiers vous sont rendus. {words}")


@cache
def _duration() -> re.Pattern[str]:
    """Return what finds a length of time: « trois mois », « 90 jours »."""
    return re.compile(rf"(?<!\w)(\d+|{'|'.join(read(_VOCABULARY)['numbers'])}) ({'|'.join(_IN_MONTHS)})(?!\w)")


@cache
def _notice() -> re.Pattern[str]:
    count = _duration().pattern.replace("(", "(?:").replace("(?:?", "(?")
    return phrases_of(words.replace("{count}", count) for words in read(_VOCABULARY)["notice"])


@rule(
    "long_notice",
    Severity.WARNING,
    message=_("« {words} » : plus de deux mois pour pouvoir partir."),
    source=_DATA_ACT,
    bad=shows(lambda: _leaving("Un préavis de trois mois est demandé.")),
    good=shows(lambda: _leaving("Un préavis de deux mois est demandé.")),
)
def long_notice(ctx: Context) -> Iterator[Finding]:
    """Un préavis de plus de deux mois.

    Pourquoi : pour un service en ligne, la loi européenne laisse partir avec deux mois de préavis au plus, même au
    milieu d'un engagement. Une association qui le sait se méfie du reste.

    Que faire : écrivez deux mois au plus. Un mois suffit souvent, et rassure.
    """
    for spot in said(ctx, _notice(), prose=True, unless=phrases(_VOCABULARY, "notice_given")):
        length = _duration().search(fold(spot.words))
        if length is not None and _months(length) > LONGEST_NOTICE + _SLACK:
            yield found(spot.at.address, fixes=_two_months(spot), words=spot.words)


def _months(length: re.Match[str]) -> float:
    count = read(_VOCABULARY)["numbers"].get(length[1]) or int(length[1])
    return float(count * _IN_MONTHS[length[2]])


def _two_months(spot: Said) -> tuple[Fix, ...]:
    """Return the repair that writes « deux mois » in the same words; none where they are broken over two lines."""
    length = _duration().search(fold(spot.words))
    if length is None or spot.words not in spot.at.text or len(fold(spot.words)) != len(spot.words):
        return ()
    start, end = length.span()
    shorter = f"{spot.words[:start]}{_('deux mois')}{spot.words[end:]}"
    edit = set_value(spot.at.address, spot.at.text.replace(spot.words, shorter), _("Raccourcir le préavis"))
    return (Fix(_("Écrire « deux mois »"), edit),)


@rule(
    "export_fee",
    Severity.WARNING,
    message=_("« {words} » : reprendre ses données est payant."),
    source=_DATA_ACT,
    bad=shows(lambda: _leaving("Des frais d'export de 50\u00a0€ s'appliquent.")),
    good=shows(lambda: _leaving("L'export est sans frais.")),
)
def export_fee(ctx: Context) -> Iterator[Finding]:
    """Reprendre ses données se paie.

    Pourquoi : faire payer la sortie, c'est retenir. À partir de janvier 2027, la loi européenne l'interdit pour les
    services en ligne ; d'ici là, seul votre coût réel peut être demandé.

    Que faire : comprenez l'export dans le prix, et dites-le : c'est un point fort.
    """
    for spot in said(ctx, phrases(_VOCABULARY, "fees"), prose=True, unless=_no_way_out()):
        yield found(spot.at.address, words=spot.words)
    pattern = phrases(_VOCABULARY, "exports")
    for item in ctx.project.options:
        paid = next((rate for rate in item.rates if getattr(rate.charge, "amount", None)), None)
        if paid is not None and pattern.search(fold(item.name)) and not _is_paid_help(item):
            yield found(at("options", item.id, "rates", paid.id), words=item.name)


@cache
def _no_way_out() -> re.Pattern[str]:
    """Return what finds that a sentence charges nothing for leaving: it is free, or brings data in, or teaches."""
    return phrases_of((*read(_VOCABULARY)["free"], *read(_VOCABULARY)["paid_help"]))


def _is_paid_help(item: Option) -> bool:
    """Tell whether an option moves a client in, or teaches, which may well be paid."""
    return phrases(_VOCABULARY, "paid_help").search(fold(f"{item.name} {item.description}")) is not None


@rule(
    "cannot_leave",
    Severity.ADVICE,
    message=_("« {words} » : on lit que l'on ne peut pas partir avant la fin."),
    source=_DATA_ACT,
    bad=shows(lambda: _leaving("L'engagement d'un an n'est pas résiliable.")),
    good=shows(lambda: _leaving("Vous pouvez partir avant la fin de l'année.")),
)
def cannot_leave(ctx: Context) -> Iterator[Finding]:
    """Un engagement dont on ne sort pas.

    Pourquoi : pour un service en ligne, la loi européenne permet de partir avant la fin ; ce qui est payé d'avance et
    ne servira pas se rembourse. Seule la remise reçue peut être reprise.

    Que faire : dites comment on part avant la fin, et ce que l'on rembourse.
    """
    for spot in said(ctx, phrases(_VOCABULARY, "locked"), prose=True, unless=phrases(_VOCABULARY, "kept_fairly")):
        yield found(spot.at.address, words=spot.words)


@rule(
    "silent_renewal",
    Severity.ADVICE,
    message=_("« {words} » : la fiche ne dit pas que vous prévenez avant."),
    source=_("Code de la consommation, article L215-1"),
    bad=shows(lambda: _leaving("Le contrat est à tacite reconduction.")),
    good=shows(
        lambda: _leaving("Le contrat est à tacite reconduction. Nous vous prévenons deux mois avant, par courriel.")
    ),
)
def silent_renewal(ctx: Context) -> Iterator[Finding]:
    """Un contrat qui se poursuit sans prévenir.

    Pourquoi : entre trois mois et un mois avant la fin, vous devez écrire au client qu'il peut refuser de continuer.
    Sans cela, il peut arrêter quand il veut. Les associations sont le plus souvent protégées de la même façon.

    Que faire : dites que vous prévenez, et quand ; et faites-le.
    """
    harmless = phrases(_VOCABULARY, "harmless")
    for spot in said(ctx, phrases(_VOCABULARY, "tacit"), prose=True, unless=phrases(_VOCABULARY, "renewed_fairly")):
        if not harmless.search(fold(spot.at.text)) and not _is_denied(spot):
            warned = _("Nous vous prévenons deux mois avant.")
            edit = set_value(spot.at.address, f"{spot.at.text.rstrip()} {warned}", _("Dire que l'on prévient"))
            fix = Fix(_("Ajouter « {words} »").format(words=warned), edit)
            yield found(spot.at.address, fixes=(fix,), words=spot.words)


def _is_denied(spot: Said) -> bool:
    """Tell whether what is found is refused: « sans tacite reconduction »."""
    return phrases(_VOCABULARY, "free").search(spot.before) is not None
