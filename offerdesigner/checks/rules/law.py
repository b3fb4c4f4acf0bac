"""Do the words of the law fit the situation, and are dated values still those of today?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.legal import situations
from offerdesigner.checks.registry import found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.economics.competition import months_between
from offerdesigner.economics.payroll import is_old, pay_table
from offerdesigner.model.address import at
from offerdesigner.model.costs import CostFamily, CostLine, Salary
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.forecast import Plan, WagePoint
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.text import _, day, fold

MONTHS_OF_A_PRICE = 12
"""How long printed prices are believed to be those of today."""

DAYS_OF_A_TABLE = 366
"""How long a published value is believed without reading its source again."""

_SOURCE = _("Mentions obligatoires des factures")
_MENTION = at("structure", "vat", "mention")
_NO_VAT = re.compile(r"non applicable|non assujetti|exoner|sans tva|franchise|art\w*\.? ?(?:293|261|294)")
_ARTICLES = {VatKind.FRANCHISE: "293", VatKind.NON_PROFIT: "261", VatKind.NOT_APPLICABLE: "294"}


def _saying(kind: VatKind, rate: str, mention: str) -> Project:
    vat = Vat(kind=kind, rate=Decimal(rate), mention=mention)
    return project(offer("active", "10", "files"), structure=Structure(id="structure", name="Nuage", vat=vat))


@rule(
    "vat_mention_contradicts",
    Severity.WARNING,
    message=_("La mention « {mention} » contredit votre situation : {why}."),
    source=_SOURCE,
    bad=shows(lambda: _saying(VatKind.STANDARD, "20", "TVA non applicable, art. 293 B du CGI")),
    good=shows(lambda: _saying(VatKind.STANDARD, "20", "")),
)
def vat_mention_contradicts(ctx: Context) -> Iterator[Finding]:
    """La mention de TVA contredit la situation.

    Pourquoi : une fiche qui dit « non applicable » et des prix avec la TVA, ou l'article d'un autre cas, ne se
    comprennent pas, et la mention sera reprise sur les factures.

    Que faire : choisissez votre situation de TVA avec votre comptable, puis prenez la mention qui va avec.
    """
    vat = ctx.project.structure.vat
    said = fold(vat.mention)
    if vat.rate and _NO_VAT.search(said):
        fix = Fix(_("Retirer la mention"), set_value(_MENTION, "", _("Retirer la mention de TVA")))
        yield found(_MENTION, fixes=(fix,), mention=vat.mention, why=_("vous facturez la TVA"))
    elif not vat.rate and vat.kind in _ARTICLES:
        named = [kind for kind, article in _ARTICLES.items() if re.search(rf"\b{article}\b", said)]
        if named and vat.kind not in named:
            right = situations()[vat.kind]
            edit = set_value(_MENTION, right.mention, _("Prendre la mention proposée"))
            fixes = (Fix(_("Écrire « {mention} »").format(mention=right.mention), edit),) if right.mention else ()
            why = _("vous avez choisi « {label} »").format(label=right.label)
            yield found(_MENTION, fixes=fixes, mention=vat.mention, why=why)


@rule(
    "outdated_vat_mention",
    Severity.WARNING,
    message=_("La mention « {mention} » n'est plus admise depuis le {day}."),
    source=_("Ordonnance 2025-1247 : la TVA passe au code des impositions sur les biens et services"),
    bad=shows(lambda: _saying(VatKind.FRANCHISE, "0", "TVA non applicable, art. 293 B du CGI"), today=date(2028, 3, 1)),
    good=shows(
        lambda: _saying(VatKind.FRANCHISE, "0", "TVA non applicable, art. L. 223-3 du CIBS"), today=date(2028, 3, 1)
    ),
)
def outdated_vat_mention(ctx: Context) -> Iterator[Finding]:
    """La mention de TVA cite un ancien texte.

    Pourquoi : les articles ont changé de code. L'ancienne mention a été admise un temps, qui est passé.

    Que faire : demandez à votre comptable la mention d'aujourd'hui, et corrigez-la aussi sur vos factures.
    """
    vat = ctx.project.structure.vat
    known = situations().get(vat.kind)
    if known is None or known.valid_until is None or ctx.today <= known.valid_until or vat.rate:
        return
    if known.mention and fold(known.mention) in fold(vat.mention):
        yield found(_MENTION, mention=vat.mention, day=day(known.valid_until))


def _priced_on(valid_from: date) -> Project:
    return project(offer("active", "10", "files"), valid_from=valid_from)


@rule(
    "old_prices",
    Severity.ADVICE,
    message=_("La fiche dit « Tarifs au {day} », il y a {age:months} : sont-ils toujours les vôtres ?"),
    source=_("Valeurs datées"),
    bad=shows(lambda: _priced_on(date(2025, 6, 1))),
    good=shows(lambda: _priced_on(date(2026, 11, 1))),
)
def old_prices(ctx: Context) -> Iterator[Finding]:
    """La date des tarifs a plus d'un an.

    Pourquoi : qui lit une vieille date appelle pour demander le vrai prix, ou n'appelle pas.

    Que faire : relisez vos prix, puis mettez la date d'aujourd'hui.
    """
    since = ctx.project.valid_from
    age = months_between(since, ctx.today) if since is not None else 0
    if since is not None and age >= MONTHS_OF_A_PRICE:
        edit = set_value("valid_from", ctx.today, _("Dater les tarifs d'aujourd'hui"))
        fix = Fix(_("Mettre la date d'aujourd'hui"), edit)
        yield found("valid_from", fixes=(fix,), day=day(since), age=age)


def _with_a_post(*wages: WagePoint) -> Project:
    post = CostLine(id="post", name="Technicienne", family=CostFamily.WORK, source=Salary(gross=Decimal(2100)))
    return project(offer("active", "10", "files"), costs=(post,), plan=Plan(wages=wages))


_OWN_TABLE = WagePoint(id="point", gross=Decimal(2100), cost=Decimal(2800))


@rule(
    "value_to_verify",
    Severity.ADVICE,
    message=_("{what} : valeurs vérifiées le {day}, à relire."),
    source=_("Valeurs datées"),
    document="",
    bad=shows(_with_a_post, today=date(2028, 1, 15)),
    good=shows(lambda: _with_a_post(_OWN_TABLE), today=date(2028, 1, 15)),
)
def value_to_verify(ctx: Context) -> Iterator[Finding]:
    """Une valeur officielle est à vérifier de nouveau.

    Pourquoi : seuils et cotisations changent presque chaque année. Un calcul juste sur une valeur d'hier se trompe
    quand même.

    Que faire : demandez la valeur de l'année à votre comptable. Le barème des cotisations se remplace à la page
    Prévisions ; les autres valeurs suivent les mises à jour du programme.
    """
    project = ctx.project
    salaries = [line for line in project.costs if isinstance(line.source, Salary) and line.source.charges is None]
    if salaries and not project.plan.wages and is_old(pay_table(), ctx.today):
        what = _("Cotisations de « {post} »").format(post=salaries[0].name or _("Poste sans nom"))
        yield found(at("costs", salaries[0].id), what=what, day=day(pay_table().verified))
    known = situations().get(project.structure.vat.kind)
    is_counted_on = known is not None and known.kind is VatKind.FRANCHISE and bool(project.scenarios)
    if known is not None and is_counted_on and (ctx.today - known.verified).days > DAYS_OF_A_TABLE:
        yield found("structure/vat", what=_("Seuils de la franchise de TVA"), day=day(known.verified))
