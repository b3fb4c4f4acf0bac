"""Is a range for associations made for them: accounts for all, help, a name of their own, a quote, a trial?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.priced import YEAR, PricedOffer
from offerdesigner.checks.printed import says
from offerdesigner.checks.publics import for_associations, for_companies
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import beyond, offer, project, rate, shows
from offerdesigner.checks.vocabulary import phrases
from offerdesigner.model.address import at
from offerdesigner.model.base import Id
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.edits import set_value, together
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Audience, Granted, Range, Trial
from offerdesigner.model.project import Project
from offerdesigner.pricing.offers import LineKind, total
from offerdesigner.text import _, fold

STAFF, VOLUNTEERS = 11, 15
"""People of an association that employs, on average."""

ENOUGH_SERVICES = 3
"""How many services make a pack."""

_VOCABULARY = "pack.json"


def _says(ctx: Context, kind: str) -> bool:
    return says(ctx, phrases(_VOCABULARY, kind))


def _is_small(item: Range, offers: tuple[PricedOffer, ...]) -> bool:
    """Tell whether a range says that it is for small associations."""
    publics = {item.public, item.title, *(priced.offer.public for priced in offers[-1:])}
    return any(phrases(_VOCABULARY, "small").search(fold(words)) for words in publics)


def _is_pack(ctx: Context, offers: tuple[PricedOffer, ...]) -> bool:
    """Tell whether some offer gives several services that are not counted, as software is."""
    return any(
        sum(ctx.services[service].metric is None for service in priced.contents.inclusions) >= ENOUGH_SERVICES
        for priced in offers
    )


@rule(
    "too_few_accounts",
    Severity.ADVICE,
    message=_(
        "« {offer} », la plus grande offre, compte {most:number} {unit} : une association qui emploie réunit "
        "en moyenne {staff} salariés et {volunteers} bénévoles."
    ),
    source=course("7.1.4"),
    bad=shows(lambda: project(offer("active", "10", "people=10", "files"))),
    good=shows(lambda: project(offer("active", None, "people=10", "files", rates=(rate("10"), beyond("1"))))),
)
def too_few_accounts(ctx: Context) -> Iterator[Finding]:
    """Trop peu de comptes pour une équipe et ses bénévoles.

    Pourquoi : une association travaille à plusieurs. Quand les bénévoles n'ont pas de compte, ils partagent un mot de
    passe, ou restent sur les outils que vous vouliez remplacer.

    Que faire : ajoutez une offre plus grande, un prix par personne en plus, ou dites que la gamme est pour de petites
    associations.
    """
    people = _people(ctx)
    for item, offers in for_associations(ctx) if people else ():
        counted = [one for priced in offers for one in _counted_people(ctx, priced, people)]
        if not counted or _is_small(item, offers) or any(_is_open(ctx, priced, people) for priced in offers):
            continue
        most, priced, line = max(counted, key=lambda one: one[0])
        if most < STAFF + VOLUNTEERS:
            yield found(
                at(priced.address, "inclusions"),
                offer=priced.name,
                most=most,
                unit=ctx.metrics[ctx.services[line].metric or ""].unit(most),
                staff=STAFF,
                volunteers=VOLUNTEERS,
            )


def _people(ctx: Context) -> frozenset[Id]:
    """Return the metrics that count people."""
    pattern = phrases(_VOCABULARY, "people")
    return frozenset(metric.id for metric in ctx.project.metrics if pattern.search(fold(metric.plural)))


def _counted_people(
    ctx: Context, priced: PricedOffer, people: frozenset[Id]
) -> Iterator[tuple[Decimal, PricedOffer, Id]]:
    for service, line in priced.contents.inclusions.items():
        told = ctx.services[service]
        if told.on_sheet and told.metric in people and isinstance(line.grant, Granted) and line.grant.quantity:
            yield line.grant.quantity, priced, service


def _is_open(ctx: Context, priced: PricedOffer, people: frozenset[Id]) -> bool:
    """Tell whether more people can be had: without limit, for a price each, by an option, or on quote."""
    lines = priced.contents.inclusions.items()
    counted = [line for service, line in lines if ctx.services[service].metric in people]
    if any(line.grant.kind != "quantity" or line.grant.per is not None for line in counted):
        return True
    if any(rate.metric in people or isinstance(rate.charge, OnQuote) for rate in priced.offer.rates):
        return True
    more = (line for id in ctx.open_options[priced.offer.id] for line in ctx.options[id].adds)
    return any(ctx.services[line.service].metric in people for line in more)


@rule(
    "no_own_name",
    Severity.ADVICE,
    message=_("La gamme « {range} » n'a ni nom de domaine, ni site, ni adresses au nom de l'association."),
    source=course("7.1.4"),
    bad=shows(lambda: project(offer("active", "10", "files", "office", "meetings"))),
    good=shows(
        lambda: project(
            offer("active", "10", "files", "office", "meetings", promise="Des adresses à votre nom sont comprises.")
        )
    ),
)
def no_own_name(ctx: Context) -> Iterator[Finding]:
    """Rien au nom de l'association.

    Pourquoi : une association a un nom, qu'elle veut montrer : un domaine à elle, un site, des adresses qui ne sont
    pas celles d'un géant du numérique. C'est souvent par là qu'elle commence.

    Que faire : comprenez un domaine et quelques adresses, proposez-les en option, ou citez un partenaire qui les
    fournit.
    """
    for item, offers in for_associations(ctx):
        if _is_pack(ctx, offers) and not _says(ctx, "own_name"):
            yield found(at("ranges", item.id), range=name_of(item))


@rule(
    "no_help",
    Severity.ADVICE,
    message=_("La gamme « {range} » donne des outils, et rien ne dit qui aide à s'en servir."),
    source=course("7.1.4"),
    bad=shows(lambda: project(offer("active", "10", "files", "office", "meetings"))),
    good=shows(
        lambda: project(offer("active", "10", "files", "office", "meetings", promise="Deux heures de prise en main."))
    ),
)
def no_help(ctx: Context) -> Iterator[Finding]:
    """Pas d'accompagnement.

    Pourquoi : changer d'outils demande d'être aidé : faire le point, se former, poser une question. C'est ce que les
    associations attendent de vous, et ce qu'un géant du numérique ne donne pas.

    Que faire : dites l'aide que vous donnez déjà (téléphone, courriel, atelier), ou proposez un accompagnement en
    option, vous-mêmes ou par un partenaire.
    """
    for item, offers in for_associations(ctx):
        if _is_pack(ctx, offers) and not _says(ctx, "help"):
            yield found(at("ranges", item.id), range=name_of(item))


_ON_REQUEST = _("Devis gratuit sur demande.")


@rule(
    "no_quote_for_boards",
    Severity.ADVICE,
    message=_("La fiche ne dit pas que vous faites des devis."),
    source=course("7.1.4"),
    bad=shows(lambda: project(offer("active", "10", "files"), conditions="")),
    good=shows(lambda: project(offer("active", "10", "files"), conditions=_ON_REQUEST)),
)
def no_quote_for_boards(ctx: Context) -> Iterator[Finding]:
    """Le devis n'est pas proposé.

    Pourquoi : dans une association, le conseil d'administration vote sur un devis. Qui ne sait pas s'il peut en
    demander un va chez qui le propose.

    Que faire : une ligne dans les conditions suffit.
    """
    contact = ctx.project.structure.contact
    if not contact.phone and not contact.email:  # nobody can be asked for anything: that is told first
        return
    sold = any(priced.offer.rates for _item, offers in for_associations(ctx) for priced in offers)
    if sold and not _says(ctx, "quote") and not _is_on_quote(ctx):
        said = ctx.project.conditions.strip()
        edit = set_value("conditions", f"{said} {_ON_REQUEST}".strip(), _("Proposer un devis"))
        yield found("conditions", fixes=(Fix(_("Ajouter « Devis gratuit sur demande. »"), edit),))


def _is_on_quote(ctx: Context) -> bool:
    """Tell whether some price is printed as « sur devis »."""
    return any(isinstance(rate.charge, OnQuote) for _address, _name, rate in ctx.rates)


def _by_the_year(trial: Trial | None) -> Project:
    yearly = offer("active", None, "files", rates=(rate("100", period_months=YEAR),), trial=trial)
    return project(yearly, end_of_contract="À la fin de l'année, vos fichiers vous sont rendus.")


@rule(
    "year_without_trial",
    Severity.ADVICE,
    message=_("Dans « {range} », on s'engage pour {length:months} au moins, sans pouvoir essayer."),
    source=course("7.1.2"),
    bad=shows(lambda: _by_the_year(None)),
    good=shows(lambda: _by_the_year(Trial(duration=1))),
)
def year_without_trial(ctx: Context) -> Iterator[Finding]:
    """Un engagement long, et pas d'essai.

    Pourquoi : une association s'engage avec l'argent de ses membres. Sans essai ni mois à l'unité, elle doit décider
    sans avoir rien vu.

    Que faire : offrez un mois d'essai, ou un prix au mois à côté du prix à l'année.
    """
    for item, offers in for_associations(ctx):
        shortest = [_commitment(priced) for priced in offers if _is_paid(priced)]
        can_try = any(priced.offer.trial is not None or not _is_paid(priced) for priced in offers)
        if shortest and min(shortest) >= YEAR and not can_try and not _says(ctx, "trial"):
            yield found(
                at("ranges", item.id), fixes=(_a_month_of_trial(offers),), range=name_of(item), length=min(shortest)
            )


def _is_paid(priced: PricedOffer) -> bool:
    """Tell whether an offer asks something: what is free, or paid as one likes, may be tried."""
    return not priced.is_free and (priced.cost is None or any(priced.cost))


def _commitment(priced: PricedOffer) -> int:
    """Return the shortest time that an offer can be had for, in months."""
    lead = priced.offer.lead_rate
    return priced.commitment or (lead.period_months or 1 if lead is not None else 1)


def _a_month_of_trial(offers: tuple[PricedOffer, ...]) -> Fix:
    label = _("Proposer un mois d'essai")
    edits = [set_value(at(priced.address, "trial"), Trial(duration=1, unit="months"), label) for priced in offers]
    return Fix(_("Proposer un mois d'essai"), together(label, edits, offers[0].address))


def _two_publics(price: str) -> Project:
    associations = Range(id="associations", name="Associations", public="les associations")
    companies = Range(id="companies", name="Entreprises", public="les entreprises", audience=Audience.BUSINESSES)
    return project(
        offer("active", price, "people=30", "files"),
        offer("atelier", "20", "people=30", "files", range="companies"),
        ranges=(associations, companies),
    )


@rule(
    "dearer_than_companies",
    Severity.WARNING,
    message=_(
        "« {offer} » coûte {price:money}{tax} par an à une association ; « {other} », qui donne autant, "
        "{less:money}{tax} à une entreprise."
    ),
    figures=(
        (_("Pour une entreprise, par an"), "{less:money}{tax}"),
        (_("Pour une association, par an"), "{price:money}{tax}"),
    ),
    source=course("7.1.4"),
    bad=shows(lambda: _two_publics("25")),
    good=shows(lambda: _two_publics("15")),
)
def dearer_than_companies(ctx: Context) -> Iterator[Finding]:
    """Une association paie plus qu'une entreprise.

    Pourquoi : à usage égal, et sans compter l'adhésion, on s'attend à ce qu'une association paie autant ou moins. Qui
    compare les deux fiches croira à une erreur, ou à une injustice.

    Que faire : baissez ce prix, relevez l'autre, ou dites ce que l'offre pour les associations a de plus.
    """
    sold = [priced for _item, offers in for_companies(ctx) for priced in offers if _can_be_compared(priced)]
    for _item, offers in for_associations(ctx) if sold else ():
        for priced in filter(_can_be_compared, offers):
            other = min((one for one in sold if _is_cheaper(one, priced)), key=_price_of_service, default=None)
            if other is not None:
                yield found(
                    at(priced.address, "rates"),
                    related=(at(other.address, "rates"),),
                    offer=priced.name,
                    other=other.name,
                    price=_price_of_service(priced),
                    less=_price_of_service(other),
                    tax=ctx.with_tax(priced.offer, other.offer),
                )


def _is_cheaper(other: PricedOffer, priced: PricedOffer) -> bool:
    """Tell whether `other` gives as much as `priced` for less, year after year."""
    return _price_of_service(other) < _price_of_service(priced) and other.contents.covers(priced.contents)


def _price_of_service(priced: PricedOffer) -> Decimal:
    """Return what a year costs, in €, without the membership: one pays that to belong, and not to be served."""
    due = total(line.next_year for line in priced.year.lines if line.kind != LineKind.MEMBERSHIP)
    assert due is not None  # as `_can_be_compared` makes sure
    return due


def _can_be_compared(priced: PricedOffer) -> bool:
    return priced.cost is not None and not priced.is_metered and not priced.is_free and bool(priced.contents.inclusions)
