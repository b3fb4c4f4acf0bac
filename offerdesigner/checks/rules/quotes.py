"""Can a quote be sent, found again and answered in time: number, client, purpose, dates?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from offerdesigner.checks.context import Context
from offerdesigner.checks.drafts import drafts
from offerdesigner.checks.identifiers import Doubt, doubt, doubts_on
from offerdesigner.checks.quote_samples import CLIENT, draft, drafted, quoting, sent
from offerdesigner.checks.registry import found, rule
from offerdesigner.checks.samples import DAY, shows
from offerdesigner.model.address import at
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.quote_life import reference, repeated_numbers, status_on, valid_until
from offerdesigner.model.quotes import Quote, QuoteStatus
from offerdesigner.model.structure import Contact, Identifiers
from offerdesigner.text import _, day

_LEAST_DAYS, _USUAL_DAYS = 60, 90
_SOON_DAYS = 14
_CLEAR = _("Clarté du devis")


@rule(
    "quote_number_twice",
    Severity.ERROR,
    message=_("{count:devis|devis} envoyés portent le numéro {reference}."),
    source=_("Numérotation des devis et des factures"),
    document="",
    bad=shows(lambda: quoting(sent(), sent("other"))),
    good=shows(lambda: quoting(sent(), sent("other", "D-2026-002"))),
)
def quote_number_twice(ctx: Context) -> Iterator[Finding]:
    """Deux devis envoyés ont le même numéro.

    Pourquoi : cela arrive quand deux copies du fichier ont servi en même temps. Le jour où un client dit « d'accord
    pour le D-2026-014 », personne ne sait duquel il parle.

    Que faire : classez l'un des deux « sans suite », dupliquez-le et envoyez la copie : elle aura son propre numéro.
    Prévenez le client concerné. Si les deux sont déjà signés, ignorez cette alerte en disant pourquoi.
    """
    for named, quotes in repeated_numbers(ctx.project).items():
        standing = [quote for quote in quotes if quote.steps[-1:] and quote.steps[-1].status != QuoteStatus.DROPPED]
        if len(standing) > 1:
            first, *others = (at("quotes", quote.id, "number") for quote in standing)
            yield found(first, related=tuple(others), reference=named, count=len(standing))


@rule(
    "quote_no_client",
    Severity.WARNING,
    message=_("Ce brouillon de devis n'a pas de client."),
    source=_CLEAR,
    document="",
    bad=shows(lambda: quoting(draft(client=None))),
    good=shows(lambda: quoting(draft())),
)
def quote_no_client(ctx: Context) -> Iterator[Finding]:
    """Un devis n'est fait pour personne.

    Pourquoi : un devis engage envers quelqu'un. Sans nom, on ne peut ni l'envoyer, ni le retrouver.

    Que faire : choisissez le client, ou tapez son nom : il s'ajoute à la liste.
    """
    for one in drafts(ctx):
        if one.client is None:
            yield found(one.at("client"))


@rule(
    "quote_no_purpose",
    Severity.ADVICE,
    message=_("{quote} : son objet n'est pas dit."),
    source=_CLEAR,
    document="",
    bad=shows(lambda: drafted(purpose="")),
    good=shows(drafted),
)
def quote_no_purpose(ctx: Context) -> Iterator[Finding]:
    """Un devis ne dit pas à quoi il répond.

    Pourquoi : le bureau qui le lit n'était pas là quand vous en avez parlé. Une phrase dans ses mots lui dit de quoi
    il s'agit, et sert de sujet au courriel.

    Que faire : écrivez en une phrase ce que le client demande.
    """
    for one in drafts(ctx):
        if not one.quote.purpose:
            yield found(one.at("purpose"), quote=one.named)


@rule(
    "quote_short_validity",
    Severity.ADVICE,
    message=_("{quote} : valable {days:jour|jours} seulement, pour une association."),
    source=_("Usage : les conseils d'administration se réunissent tous les un à trois mois"),
    document="",
    bad=shows(lambda: drafted(valid_days=30)),
    good=shows(lambda: drafted(valid_days=90)),
)
def quote_short_validity(ctx: Context) -> Iterator[Finding]:
    """Un devis expire avant que le conseil se réunisse.

    Pourquoi : une association décide en réunion, tous les un à trois mois. Un devis plus court expire avant, et il
    faut en refaire un.

    Que faire : laissez trois mois, sauf si vos propres prix changent avant.
    """
    for one in drafts(ctx):
        if one.client is not None and one.client.kind is ClientKind.ASSOCIATION and one.quote.valid_days < _LEAST_DAYS:
            edit = set_value(one.at("valid_days"), _USUAL_DAYS, _("changer la validité d'un devis"))
            fix = Fix(_("Valable {n} jours").format(n=_USUAL_DAYS), edit)
            yield found(one.at("valid_days"), fixes=(fix,), quote=one.named, days=one.quote.valid_days)


# Reminders --------------------------------------------------------------------------------


@rule(
    "quote_to_remind",
    Severity.ADVICE,
    message=_("{client} attend de vos nouvelles : relance du devis {reference} prévue le {day}."),
    source=_("Suivi des devis"),
    document="",
    bad=shows(lambda: quoting(sent(remind_on=date(2026, 11, 20))), today=DAY),
    good=shows(lambda: quoting(sent(remind_on=date(2026, 12, 20))), today=DAY),
)
def quote_to_remind(ctx: Context) -> Iterator[Finding]:
    """Un devis est à relancer.

    Pourquoi : vous avez noté ce jour. Un mot au bon moment fait souvent la différence, et dit que l'on vous attend.

    Que faire : appelez ou écrivez, puis notez la réponse, ou une autre date.
    """
    for quote, status in _awaited(ctx):
        if quote.remind_on is not None and quote.remind_on <= ctx.today and status is not QuoteStatus.EXPIRED:
            yield found(
                at("quotes", quote.id, "remind_on"),
                client=_client_of(quote),
                reference=reference(quote),
                day=day(quote.remind_on),
            )


@rule(
    "quote_expires_soon",
    Severity.ADVICE,
    message=_("Le devis {reference} pour {client} attend une réponse, et ne vaut plus après le {day}."),
    source=_("Suivi des devis"),
    document="",
    bad=shows(lambda: quoting(sent(valid_days=25)), today=DAY),
    good=shows(lambda: quoting(sent(valid_days=90)), today=DAY),
)
def quote_expires_soon(ctx: Context) -> Iterator[Finding]:
    """Un devis sans réponse expire bientôt.

    Pourquoi : passé ce jour, le client ne peut plus l'accepter tel quel, et il faut en refaire un.

    Que faire : demandez où en est la décision. S'il faut plus de temps, préparez une nouvelle version.
    """
    for quote, status in _awaited(ctx):
        last = valid_until(quote)
        if last is not None and status is QuoteStatus.SENT and last - ctx.today <= timedelta(days=_SOON_DAYS):
            yield found(at("quotes", quote.id), client=_client_of(quote), reference=reference(quote), day=day(last))


def _awaited(ctx: Context) -> Iterator[tuple[Quote, QuoteStatus]]:
    """Yield the quotes that were sent and not answered, with where they stand."""
    for quote in ctx.project.quotes:
        if quote.is_frozen and (not quote.steps or quote.steps[-1].status is QuoteStatus.SENT):
            yield quote, status_on(quote, ctx.today)


def _client_of(quote: Quote) -> str:
    name = quote.content.client.name if quote.content is not None else ""
    return name or _("un client sans nom")


# Dates ------------------------------------------------------------------------------------


@rule(
    "quote_dated_before",
    Severity.ADVICE,
    message=_("{quote} : daté du {day}, avant le devis {reference} déjà envoyé le {last}."),
    source=_("Numérotation des devis et des factures"),
    document="",
    bad=shows(lambda: quoting(sent(), draft(dated=date(2026, 10, 1)))),
    good=shows(lambda: quoting(sent(), draft(dated=date(2026, 11, 20)))),
)
def quote_dated_before(ctx: Context) -> Iterator[Finding]:
    """Un devis est daté d'avant le précédent.

    Pourquoi : les numéros se suivent dans l'ordre des jours. Un numéro plus grand à une date plus ancienne étonne un
    comptable ; l'horloge de l'ordinateur est parfois en retard.

    Que faire : laissez la date vide, elle sera celle de l'envoi. Si c'est l'horloge qui retarde, remettez-la à l'heure.
    """
    dated = [(quote.dated, quote) for quote in ctx.project.quotes if quote.is_frozen and quote.dated is not None]
    if not dated:
        return
    last, latest = max(dated, key=lambda pair: pair[0])
    for one in drafts(ctx):
        is_revision = bool(one.quote.number)
        shown = one.quote.dated or ctx.today
        if shown < last and (one.quote.dated is not None or not is_revision):
            edit = set_value(one.at("dated"), None, _("dater un devis du jour de l'envoi"))
            fixes = (Fix(_("Dater du jour de l'envoi"), edit),) if one.quote.dated and ctx.today >= last else ()
            yield found(
                one.at("dated"),
                related=(at("quotes", latest.id),),
                fixes=fixes,
                quote=one.named,
                day=day(shown),
                reference=reference(latest),
                last=day(last),
            )


@rule(
    "quote_older_than_prices",
    Severity.ADVICE,
    message=_("{quote} : daté du {day}, alors que vos tarifs ne valent qu'au {prices}."),
    source=_CLEAR,
    document="",
    bad=shows(lambda: evolve(drafted(dated=date(2026, 9, 1)), valid_from=date(2026, 10, 1))),
    good=shows(lambda: evolve(drafted(dated=date(2026, 11, 1)), valid_from=date(2026, 10, 1))),
)
def quote_older_than_prices(ctx: Context) -> Iterator[Finding]:
    """Un brouillon est daté d'avant les tarifs qu'il reprend.

    Pourquoi : tant qu'il n'est pas envoyé, un devis suit vos prix d'aujourd'hui. Daté d'avant, il semble promettre des
    prix qui n'existaient pas encore.

    Que faire : laissez la date vide, elle sera celle de l'envoi ; ou relisez le jour de vos tarifs.
    """
    start = ctx.project.valid_from
    for one in drafts(ctx) if start is not None else ():
        if start is not None and one.quote.dated is not None and one.quote.dated < start:
            edit = set_value(one.at("dated"), None, _("dater un devis du jour de l'envoi"))
            fixes = (Fix(_("Dater du jour de l'envoi"), edit),) if ctx.today >= start else ()
            data = {"quote": one.named, "day": day(one.quote.dated), "prices": day(start)}
            yield found(one.at("dated"), related=("valid_from",), fixes=fixes, **data)


# Clients ----------------------------------------------------------------------------------


@rule(
    "client_number_looks_wrong",
    Severity.ADVICE,
    message=_("{client} : {label} « {typed} » {reason}."),
    source=_("Formats officiels : RNA, SIREN, SIRET, TVA"),
    document="",
    bad=shows(lambda: drafted(evolve(CLIENT, identifiers=Identifiers(siret="732 829 320 00075")))),
    good=shows(lambda: drafted(evolve(CLIENT, identifiers=Identifiers(siret="732 829 320 00074")))),
)
def client_number_looks_wrong(ctx: Context) -> Iterator[Finding]:
    """Le numéro officiel d'un client semble faux.

    Pourquoi : il est imprimé sur le devis, puis sur la facture. Un chiffre de travers fait refuser la facture par
    certaines comptabilités, surtout publiques.

    Que faire : demandez-le au client, ou recopiez-le de l'annuaire des entreprises. S'il est juste, ignorez ce conseil.
    """
    for client in ctx.project.clients:
        for one in ctx.again(_doubts, client):
            field = at("clients", client.id, "identifiers", one.field)
            label = f"{one.label[:1].lower()}{one.label[1:]}"
            yield found(field, client=client.name, label=label, typed=one.typed, reason=one.reason)


def _doubts(client: Client) -> tuple[Doubt, ...]:
    return tuple(doubts_on(client.identifiers))


@rule(
    "client_email_looks_wrong",
    Severity.ADVICE,
    message=_("{client} : le courriel « {typed} » {reason}."),
    source=_("Forme des adresses de courriel"),
    document="",
    bad=shows(lambda: drafted(evolve(CLIENT, contact=Contact(email="zoe@bobine")))),
    good=shows(lambda: drafted(evolve(CLIENT, contact=Contact(email="zoe@bobine.example")))),
)
def client_email_looks_wrong(ctx: Context) -> Iterator[Finding]:
    """Le courriel d'un client ne semble pas entier.

    Pourquoi : c'est à cette adresse que part le devis. S'il y manque un morceau, personne ne le reçoit et vous attendez
    une réponse qui ne viendra pas.

    Que faire : écrivez l'adresse entière.
    """
    for client in ctx.project.clients:
        reason = ctx.again(_doubt_on_email, client)
        if reason is not None:
            address = at("clients", client.id, "contact", "email")
            yield found(address, client=client.name, typed=client.contact.email, reason=reason)


def _doubt_on_email(client: Client) -> str | None:
    return doubt("email", client.contact.email)
