"""Are the conditions of a draft those of this client, within the law, and can one pay what they ask for?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.drafts import Draft, drafts
from offerdesigner.checks.identifiers import doubt
from offerdesigner.checks.quote_samples import CLIENT, draft, drafted, quoting
from offerdesigner.checks.registry import found, rule
from offerdesigner.checks.samples import shows
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.edits import remove, set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Clause, ClauseKind, QuoteTerms
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.pricing.quote_deposit import has_deposit
from offerdesigner.text import _

_LONGEST_NOTICE = 2
_CONSUMERS = _("Code de la consommation, médiation des litiges")


@rule(
    "quote_long_notice",
    Severity.WARNING,
    message=_("{quote} : {length:months} de préavis, plus que la loi n'en permet."),
    source=_("Règlement européen sur les données (2023/2854), changer de fournisseur"),
    document="",
    bad=shows(lambda: drafted(terms=QuoteTerms(notice_months=3))),
    good=shows(lambda: drafted(terms=QuoteTerms(notice_months=2))),
)
def quote_long_notice(ctx: Context) -> Iterator[Finding]:
    """Le devis demande plus de deux mois de préavis.

    Pourquoi : pour un service en ligne, la loi européenne laisse partir avec deux mois de préavis au plus, même au
    milieu d'un engagement.

    Que faire : demandez deux mois au plus. Un mois suffit souvent, et rassure.
    """
    for one in drafts(ctx):
        length = one.quote.terms.notice_months
        if length > _LONGEST_NOTICE:
            address = one.at("terms", "notice_months")
            edit = set_value(address, _LONGEST_NOTICE, _("raccourcir le préavis d'un devis"))
            yield found(address, fixes=(Fix(_("Mettre deux mois"), edit),), quote=one.named, length=length)


# Texts ------------------------------------------------------------------------------------


def _for(client: Client, *kinds: ClauseKind) -> Project:
    texts = tuple(Clause(id=kind.value, kind=kind, title="Retard", text="Selon la loi.") for kind in kinds)
    return drafted(client, terms=QuoteTerms(clauses=texts))


_PERSON = evolve(CLIENT, kind=ClientKind.PERSON)
_COMPANY = evolve(CLIENT, kind=ClientKind.COMPANY, is_professional=True)


@rule(
    "quote_text_not_for_client",
    Severity.ADVICE,
    message=_("{quote} : « {title} » ne s'imprime pas, car {reason}."),
    source=_("Code de commerce, pénalités de retard ; code de la consommation, médiation"),
    document="",
    bad=shows(lambda: _for(CLIENT, ClauseKind.PENALTIES)),
    good=shows(lambda: _for(_COMPANY, ClauseKind.PENALTIES)),
)
def quote_text_not_for_client(ctx: Context) -> Iterator[Finding]:
    """Un texte des conditions n'est pas pour ce client.

    Pourquoi : les pénalités de retard et les 40 € de recouvrement sont entre professionnels ; le médiateur est pour les
    particuliers. Le devis ne les imprime qu'à ceux-là, et vous pourriez croire que le client les a lus.

    Que faire : retirez ce texte, ou relisez la nature du client et s'il achète pour une activité professionnelle.
    """
    for one in drafts(ctx):
        for clause in one.quote.terms.clauses:
            reason = _reason(one, clause)
            if reason:
                address = one.at("terms", "clauses", clause.id)
                fix = Fix(_("Retirer ce texte"), remove(address, _("retirer un texte des conditions")))
                title = clause.title or clause.kind.value
                yield found(address, fixes=(fix,), quote=one.named, title=title, reason=reason)


def _reason(one: Draft, clause: Clause) -> str:
    """Say why a text is not printed for the client; nothing where it is."""
    if one.client is None:
        return ""
    if clause.kind is ClauseKind.PENALTIES and not one.client.is_professional:
        return _("ce client n'achète pas pour une activité professionnelle")
    if clause.kind is ClauseKind.MEDIATOR and not _is_consumer(one.client):
        return _("ce client n'est pas un particulier")
    return ""


def _is_consumer(client: Client) -> bool:
    return client.kind is ClientKind.PERSON and not client.is_professional


@rule(
    "quote_no_mediator",
    Severity.ADVICE,
    message=_("{quote} : aucun médiateur n'y est nommé, pour une personne qui achète pour elle."),
    source=_CONSUMERS,
    document="",
    bad=shows(lambda: _for(_PERSON)),
    good=shows(lambda: _for(_PERSON, ClauseKind.MEDIATOR)),
)
def quote_no_mediator(ctx: Context) -> Iterator[Finding]:
    """Le devis d'un particulier ne nomme pas de médiateur.

    Pourquoi : qui vend à des particuliers doit leur dire à quel médiateur s'adresser, après avoir signé une convention
    avec lui. Les associations et les entreprises n'en ont pas besoin.

    Que faire : ajoutez aux conditions un texte « Médiation », avec le nom et l'adresse du vôtre. À vérifier.
    """
    for one in drafts(ctx):
        named = any(clause.kind is ClauseKind.MEDIATOR and clause.text.strip() for clause in one.quote.terms.clauses)
        if one.client is not None and _is_consumer(one.client) and not named:
            yield found(one.at("terms", "clauses"), quote=one.named)


# VAT and payment --------------------------------------------------------------------------

_TOLD_BY_A_MENTION = (VatKind.FRANCHISE, VatKind.NON_PROFIT, VatKind.NOT_APPLICABLE)


def _without_vat(mention: str) -> Project:
    """Return a host whose sheet says that no VAT is due in its conditions, which quotes do not print."""
    seller = Structure(id="structure", name="Nuage Commun", vat=Vat(mention=mention))
    return quoting(draft(), structure=seller, conditions="TVA non applicable.")


@rule(
    "quote_no_vat_mention",
    Severity.ADVICE,
    message=_("Vos devis n'ont pas de TVA et ne disent pas pourquoi : la mention manque."),
    source=_("Mentions obligatoires des factures"),
    document="",
    bad=shows(lambda: _without_vat("")),
    good=shows(lambda: _without_vat("TVA non applicable, art. 293 B du CGI")),
)
def quote_no_vat_mention(ctx: Context) -> Iterator[Finding]:
    """La mention de TVA manque sur les devis.

    Pourquoi : qui signe veut savoir si une taxe s'ajoutera. Une courte mention le dit, la même que sur vos factures.
    Les conditions de la fiche tarifaire ne paraissent pas sur un devis.

    Que faire : choisissez votre situation de TVA, puis prenez la mention proposée ou écrivez la vôtre. À vérifier.
    """
    vat = ctx.project.structure.vat
    if vat.kind not in _TOLD_BY_A_MENTION or vat.rate or vat.mention.strip() or not drafts(ctx):
        return
    is_told_of_the_sheet = (
        any(one.rates for one in ctx.project.offers) and "tva" not in ctx.project.conditions.casefold()
    )
    if not is_told_of_the_sheet:
        yield found("structure/vat/mention")


@rule(
    "quote_code_without_account",
    Severity.WARNING,
    message=_("{quote} : le code de l'acompte ne s'imprime pas, {reason}."),
    source=_("Conseil européen des paiements, code QR de virement (EPC069-12)"),
    document="",
    bad=shows(lambda: _with_code("")),
    good=shows(lambda: _with_code("FR76 3000 6000 0112 3456 7890 189")),
)
def quote_code_without_account(ctx: Context) -> Iterator[Finding]:
    """Le code de l'acompte n'a pas de compte où payer.

    Pourquoi : le code à scanner porte votre IBAN. Sans un IBAN juste, il ne s'imprime pas, et le client cherche comment
    payer.

    Que faire : recopiez l'IBAN de votre relevé dans les réglages des devis, ou n'imprimez pas le code.
    """
    iban = ctx.project.quoting.iban
    reason = doubt("iban", iban) if iban else _("faute d'IBAN")
    for one in drafts(ctx) if reason else ():
        if one.quote.shows_deposit_code and has_deposit(one.quote.terms):
            address = one.at("shows_deposit_code")
            fix = Fix(
                _("Ne pas imprimer le code"), set_value(address, False, _("imprimer ou non le code de l'acompte"))
            )
            said = _("car votre IBAN {reason}").format(reason=reason) if iban else reason
            yield found(address, related=("quoting/iban",), fixes=(fix,), quote=one.named, reason=said)


def _with_code(iban: str) -> Project:
    project = drafted(terms=QuoteTerms(deposit_percent=Decimal(30)), shows_deposit_code=True)
    return evolve(project, quoting=evolve(project.quoting, iban=iban))
