"""Does the sheet say who sells, under numbers and addresses that work?"""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.checks.context import Context
from offerdesigner.checks.identifiers import doubt, doubts_on
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.model.address import Address, at
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact, Identifiers, Structure, Vat, VatKind
from offerdesigner.text import _


def _sold_by(name: str = "Nuage Commun", rna: str = "", email: str = "bonjour@nuage.example") -> Project:
    host = Structure(id="structure", name=name, identifiers=Identifiers(rna=rna), contact=Contact(email=email))
    return project(offer("active", "10", "files"), structure=host, conditions="")


@rule(
    "no_structure_name",
    Severity.WARNING,
    message=_("Votre structure n'a pas de nom : la fiche imprime « Nom de votre structure »."),
    source=course("7.1.3"),
    bad=shows(lambda: _sold_by("")),
    good=shows(_sold_by),
)
def no_structure_name(ctx: Context) -> Iterator[Finding]:
    """La structure n'a pas de nom.

    Pourquoi : une fiche passe de main en main. Sans nom en tête, personne ne sait qui vend, ni qui rappeler.

    Que faire : écrivez le nom de votre structure, comme vous le dites au téléphone.
    """
    if ctx.offers and not ctx.project.structure.name:
        yield found(at("structure", "name"))


_TOLD_BY_A_MENTION = (VatKind.FRANCHISE, VatKind.NON_PROFIT, VatKind.NOT_APPLICABLE)


def _without_vat(mention: str) -> Project:
    host = Structure(id="structure", name="Nuage Commun", vat=Vat(mention=mention))
    return project(offer("active", "10", "files"), structure=host)


@rule(
    "no_vat_mention",
    Severity.ADVICE,
    message=_("Vous ne facturez pas la TVA, et la fiche ne dit pas pourquoi : la mention manque."),
    source=_("Mentions obligatoires des factures"),
    bad=shows(lambda: _without_vat("")),
    good=shows(lambda: _without_vat("TVA non applicable, art. 293 B du CGI")),
)
def no_vat_mention(ctx: Context) -> Iterator[Finding]:
    """La mention de TVA manque.

    Pourquoi : qui lit un prix se demande si une taxe s'y ajoute. Une courte mention y répond, la même que sur vos
    factures, où elle est obligatoire. Un nouveau projet suppose que vous ne facturez pas la TVA : c'est à vérifier.

    Que faire : choisissez votre situation de TVA, puis prenez la mention proposée ou écrivez la vôtre.
    """
    vat = ctx.project.structure.vat
    if vat.kind not in _TOLD_BY_A_MENTION or vat.rate:
        return
    is_said = bool(vat.mention.strip()) or "tva" in ctx.project.conditions.casefold()
    if not is_said and any(priced.offer.rates for priced in ctx.offers.values()):
        yield found(at("structure", "vat", "kind"))


@rule(
    "identifier_looks_wrong",
    Severity.ADVICE,
    message=_("{label} « {typed} » {reason}."),
    source=_("Formats officiels : RNA, SIREN, SIRET, TVA"),
    bad=shows(lambda: _sold_by(rna="W44200")),
    good=shows(lambda: _sold_by(rna="W442001234")),
)
def identifier_looks_wrong(ctx: Context) -> Iterator[Finding]:
    """Un numéro officiel semble faux.

    Pourquoi : ce numéro est imprimé sur la fiche, et repris sur des devis et des factures. Qui le cherche et ne
    trouve rien se demande à qui il a affaire.

    Que faire : recopiez-le depuis l'avis de situation ou le récépissé. S'il est juste, ignorez ce conseil.
    """
    project = ctx.project
    for root, owner in (("structure", project.structure), *((at("partners", one.id), one) for one in project.partners)):
        yield from _doubtful_numbers(at(root, "identifiers"), owner.identifiers)


def _doubtful_numbers(address: Address, numbers: Identifiers) -> Iterator[Finding]:
    for one in doubts_on(numbers):
        related = (at(address, one.other),) if one.other else ()
        yield found(at(address, one.field), related=related, label=one.label, typed=one.typed, reason=one.reason)


_ADDRESSES = (("email", _("Le courriel")), ("website", _("Le site")))


@rule(
    "contact_looks_wrong",
    Severity.ADVICE,
    message=_("{label} « {typed} » {reason}."),
    source=course("7.1.3"),
    bad=shows(lambda: _sold_by(email="zoe@nuage")),
    good=shows(lambda: _sold_by(email="zoe@nuage.example")),
)
def contact_looks_wrong(ctx: Context) -> Iterator[Finding]:
    """Un courriel ou un site ne semble pas entier.

    Pourquoi : on recopie cette adresse depuis le papier. S'il y manque un morceau, le message se perd et personne
    ne le sait.

    Que faire : écrivez l'adresse entière, et essayez-la une fois.
    """
    project = ctx.project
    for root, owner in (("structure", project.structure), *((at("partners", one.id), one) for one in project.partners)):
        for field, label in _ADDRESSES:
            typed = getattr(owner.contact, field)
            reason = doubt(field, typed)
            if reason is not None:
                yield found(at(root, "contact", field), label=label, typed=typed, reason=reason)
