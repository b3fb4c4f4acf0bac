"""When several structures stand behind the offers: who is each, what does it do, what does it get?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.economics.sharing import name_of, rule_for
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import Edit, remove
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import PartnerShare, Sale, SharingKind, SharingRule
from offerdesigner.model.structure import Contact, Structure
from offerdesigner.text import _, number

_SOURCE = _("Offre portée par plusieurs structures")
_WHOLE = Decimal(100)


def _shared(*rules: SharingRule, name: str = "Bois", provider: Id | None = "bois") -> Project:
    """Return an offer whose files a partner hosts, shared by `rules`."""
    known = bool(name)
    partner = Structure(
        id="bois",
        name=name,
        legal_form="SCIC" if known else "",
        contact=Contact(email="bonjour@bois.example" if known else ""),
    )
    services = (
        Service(id="files", need="Partager vos fichiers", software="Nextcloud", provider=provider),
        Service(id="office", need="Écrire à plusieurs", software="Collabora"),
    )
    sales = (Sale(id="sold", offer="active", clients=10),)
    return project(
        offer("active", "10", "files", "office"), partners=(partner,), services=services, sharing=rules, sales=sales
    )


def _rule(percent: str = "40", ours: str = "60", offers: tuple[Id, ...] | None = None) -> SharingRule:
    given = ((None, ours), ("bois", percent))
    shares = tuple(
        PartnerShare(id=partner or "us", partner=partner, percent=Decimal(part)) for partner, part in given if part
    )
    return SharingRule(id="rule", name="Partage", offers=offers, shares=shares)


@rule(
    "partner_without_identity",
    Severity.ADVICE,
    message=_("{partner} {reason}."),
    source=_SOURCE,
    bad=shows(lambda: _shared(_rule(), name="")),
    good=shows(lambda: _shared(_rule())),
)
def partner_without_identity(ctx: Context) -> Iterator[Finding]:
    """Une structure partenaire n'est pas nommée.

    Pourquoi : la fiche et les relevés disent qui assure quoi. Sans nom, ou sans rien qui dise qui elle est, personne
    ne sait à qui il a affaire, ni à qui verser sa part.

    Que faire : écrivez son nom, sa forme juridique ou un numéro officiel, et une façon de la joindre.
    """
    for partner in ctx.project.partners:
        if not partner.name:
            yield found(
                at("partners", partner.id, "name"), partner=_("Une structure partenaire"), reason=_("n'a pas de nom")
            )
        elif not _is_known(partner):
            reason = _("n'a ni forme juridique, ni numéro officiel, ni contact")
            yield found(at("partners", partner.id, "legal_form"), partner=f"« {partner.name} »", reason=reason)


def _is_known(partner: Structure) -> bool:
    numbers, contact = partner.identifiers, partner.contact
    return any(
        (partner.legal_form, numbers.rna, numbers.siren, numbers.siret, contact.email, contact.phone, contact.website)
    )


@rule(
    "partner_without_part",
    Severity.ADVICE,
    message=_("« {partner} » n'assure aucun service, n'encaisse rien et n'a aucune part."),
    source=_SOURCE,
    bad=shows(lambda: _shared(provider=None)),
    good=shows(lambda: _shared(_rule())),
)
def partner_without_part(ctx: Context) -> Iterator[Finding]:
    """Une structure partenaire n'a aucun rôle.

    Pourquoi : elle figure dans votre projet, mais ni la fiche ni les relevés ne diront ce qu'elle fait là.

    Que faire : confiez-lui un service, une option ou une ligne de prix, donnez-lui une part, ou retirez-la.
    """
    busy = {service.provider for service in ctx.project.services}
    busy |= {option.provider for option in ctx.project.options}
    busy |= {rate.provider for _address, _name, rate in ctx.rates}
    busy |= {share.partner for one in ctx.project.sharing for share in one.shares}
    for partner in ctx.project.partners:
        if partner.name and partner.id not in busy:
            yield found(at("partners", partner.id), partner=partner.name)


@rule(
    "partner_works_for_nothing",
    Severity.WARNING,
    message=_("« {partner} » assure {services:listed} dans {offers:listed}, et le partage ne lui en donne rien."),
    source=_SOURCE,
    document="partner-statement",
    bad=shows(lambda: _shared(_rule(percent="", ours="100"))),
    good=shows(lambda: _shared(_rule())),
)
def partner_works_for_nothing(ctx: Context) -> Iterator[Finding]:
    """Une structure assure un service sans rien recevoir.

    Pourquoi : la règle de partage de l'offre ne compte pas cette structure, qui fait pourtant tourner un de ses
    services. Elle le découvrira sur son relevé.

    Que faire : donnez-lui une part dans la règle, ou une ligne de prix qu'elle encaisse. Si c'est voulu, ignorez
    cette alerte en disant pourquoi.
    """
    unpaid: dict[Id, tuple[list[str], list[str]]] = {}
    for priced in ctx.offers.values():
        shared = rule_for(ctx.project, priced.offer.id)
        if shared is None or not shared.shares:
            continue
        paid = _paid(priced.offer, shared)
        for wanted in priced.contents.inclusions:
            service = ctx.services[wanted]
            if service.provider is not None and service.provider not in paid:
                services, offers = unpaid.setdefault(service.provider, ([], []))
                services.append(service.label or _("sans nom"))
                offers.append(priced.offer.name or _("sans nom"))
    for partner, (services, offers) in unpaid.items():
        yield found(
            at("partners", partner),
            partner=name_of(ctx.project, partner),
            services=tuple(dict.fromkeys(services)),
            offers=tuple(dict.fromkeys(offers)),
        )


def _paid(sold: Offer, shared: SharingRule) -> set[Id | None]:
    """Return the structures that get something of an offer."""
    by_share = {share.partner for share in shared.shares if share.percent or share.amount}
    return by_share | {rate.provider for rate in sold.rates}


@rule(
    "we_work_for_nothing",
    Severity.WARNING,
    message=_("Vous assurez {services:listed} dans {offers:listed}, et {rule} ne vous en laisse rien."),
    source=_SOURCE,
    document="partner-statement",
    bad=shows(lambda: _shared(_rule(percent="100", ours=""))),
    good=shows(lambda: _shared(_rule())),
)
def we_work_for_nothing(ctx: Context) -> Iterator[Finding]:
    """Votre structure assure un service sans rien recevoir.

    Pourquoi : les parts des autres font le tout. Vous tenez pourtant une partie du service, qui a un coût.

    Que faire : gardez une part, ou une ligne de prix que vous encaissez. Si c'est voulu, ignorez cette alerte en
    disant pourquoi.
    """
    for shared in ctx.project.sharing:
        whole = sum((share.percent for share in shared.shares if share.partner is not None), Decimal(0))
        if shared.kind is SharingKind.FIXED or whole < _WHOLE:
            continue
        under = [priced for priced in ctx.offers.values() if rule_for(ctx.project, priced.offer.id) is shared]
        ours = {
            priced.name: [wanted for wanted in priced.contents.inclusions if ctx.services[wanted].provider is None]
            for priced in under
        }
        services = dict.fromkeys(wanted for given in ours.values() for wanted in given)
        if services:
            yield found(
                at("sharing", shared.id, "shares"),
                rule=_("la règle {name}").format(name=_named(shared)),
                services=tuple(ctx.services[wanted].label or _("sans nom") for wanted in services),
                offers=tuple(name for name, given in ours.items() if given),
            )


@rule(
    "shares_leave_a_rest",
    Severity.ADVICE,
    message=_("Les parts de {rule} font {given:number} % : les {left:number} % qui restent sont pour {ours}."),
    source=_SOURCE,
    document="partner-statement",
    bad=shows(lambda: _shared(_rule(percent="40", ours="30"))),
    good=shows(lambda: _shared(_rule())),
)
def shares_leave_a_rest(ctx: Context) -> Iterator[Finding]:
    """Les parts d'une règle ne font pas 100 %.

    Pourquoi : ce qui n'est donné à personne reste à votre structure. C'est peut-être voulu ; mieux vaut que chaque
    structure le lise.

    Que faire : écrivez votre propre part, ou augmentez celles des autres.
    """
    for shared in ctx.project.sharing:
        given = sum((share.percent for share in shared.shares), Decimal(0))
        if shared.kind is not SharingKind.FIXED and shared.shares and 0 < given < _WHOLE:
            left = _WHOLE - given
            yield found(
                at("sharing", shared.id, "shares"),
                fixes=(_write_our_part(shared, left),),
                rule=_named(shared),
                given=given,
                left=left,
                ours=name_of(ctx.project, None),
            )


def _write_our_part(shared: SharingRule, left: Decimal) -> Fix:
    """Return the repair that writes what we get already: nobody's money changes."""
    address = at("sharing", shared.id)

    def apply(whole: Project) -> Project:
        return evolve(
            whole,
            sharing=tuple(_with_our_part(one, left) if one.id == shared.id else one for one in whole.sharing),
        )

    title = _("Écrire {percent} % de plus pour nous : rien ne change").format(percent=number(left))
    return Fix(title, Edit(_("Écrire notre part"), apply, address), safe=True)


def _with_our_part(shared: SharingRule, left: Decimal) -> SharingRule:
    if all(share.partner is not None for share in shared.shares):
        return evolve(shared, shares=(PartnerShare(percent=left), *shared.shares))
    return evolve(
        shared,
        shares=tuple(
            evolve(share, percent=share.percent + left) if share.partner is None else share for share in shared.shares
        ),
    )


@rule(
    "sharing_rule_unused",
    Severity.WARNING,
    message=_("La règle de partage {rule} ne partage rien : {reason}."),
    source=_SOURCE,
    document="partner-statement",
    bad=shows(lambda: _shared(_rule(), evolve(_rule(), id="empty", offers=("active",), shares=()))),
    good=shows(lambda: _shared(_rule())),
)
def sharing_rule_unused(ctx: Context) -> Iterator[Finding]:
    """Une règle de partage ne partage rien.

    Pourquoi : une règle sans part laisse tout à votre structure, et une règle sans offre ne sert à personne. C'est
    souvent ce qui reste quand on a retiré un partenaire ou une offre.

    Que faire : donnez des parts ou des offres à la règle, ou retirez-la.
    """
    if not ctx.offers:
        return
    for shared in ctx.project.sharing:
        if shared.offers == ():
            reason = _("elle n'est pour aucune offre")
        elif not any(share.percent or share.amount for share in shared.shares):
            reason = _("personne n'y a de part")
        else:
            continue
        drop = remove(at("sharing", shared.id), _("Retirer une règle de partage"))
        fixes = (Fix(_("Retirer la règle"), drop),)
        yield found(at("sharing", shared.id), fixes=fixes, rule=_named(shared), reason=reason)


def _named(shared: SharingRule) -> str:
    return f"« {shared.name} »" if shared.name else _("sans nom")
