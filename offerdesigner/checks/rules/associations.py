"""Does the offer suit associations: prices they can read, a way out they can vote on?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, rate, shows
from offerdesigner.checks.vocabulary import says_what_is_erased, says_what_is_kept
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.edits import Edit, set_value, together
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import MembershipRule, Offer, RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from offerdesigner.pricing.tax import converted
from offerdesigner.text import _, money

_ASSOCIATIONS = re.compile(r"\b(assos?|associati\w+|collectifs?|bénévoles?)\b", re.IGNORECASE)


def _with_vat(tax: TaxMode) -> Project:
    host = Structure(id="structure", name="Nuage Commun", vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))
    return project(offer("active", None, "files", rates=(rate("10", tax=tax),)), structure=host)


@rule(
    "ht_for_associations",
    Severity.WARNING,
    message=_("« {offer} » a pour public « {public} », et son prix est saisi hors taxes."),
    source=course("7.1.4"),
    bad=shows(lambda: _with_vat(TaxMode.HT)),
    good=shows(lambda: _with_vat(TaxMode.TTC)),
)
def ht_for_associations(ctx: Context) -> Iterator[Finding]:
    """Des prix hors taxes pour des associations.

    Pourquoi : la plupart des associations ne récupèrent pas la TVA. Le prix hors taxes n'est pas celui qu'elles
    paieront, et le prix TTC qui en découle tombe rarement juste.

    Que faire : saisissez le prix TTC, rond : c'est lui que lit la trésorière.
    """
    if not ctx.project.structure.vat.rate:
        return
    for item, offers in ctx.ranges:
        for priced in offers:
            public = next((said for said in (priced.offer.public, item.public) if _is_for_associations(said)), None)
            if public is None and _is_for_associations(item.name):
                public = item.name
            if public is not None and any(line.tax == TaxMode.HT for line in priced.offer.rates):
                line = next(line for line in priced.offer.rates if line.tax == TaxMode.HT)
                address = at(priced.address, "rates", line.id)
                fixes = _in_ttc(ctx, priced.offer)
                yield found(at(address, "tax"), fixes=fixes, offer=priced.name, public=public)


def _is_for_associations(words: str) -> bool:
    return bool(_ASSOCIATIONS.search(words))


def _in_ttc(ctx: Context, offer: Offer) -> tuple[Fix, ...]:
    """Return the repair that writes flat prices with tax included, to the same cent."""
    lines = [line for line in offer.rates if line.tax == TaxMode.HT]
    if offer.terms and any(term.price is not None for term in offer.terms):
        return ()
    if not all(
        isinstance(line.charge, FlatPrice) and line.minimum_amount is None and line.maximum_amount is None
        for line in lines
    ):
        return ()
    label = _("Saisir le prix TTC")
    edits = [_line_in_ttc(ctx, at("offers", offer.id, "rates", line.id), line, label) for line in lines]
    amounts = [edit[1] for edit in edits]
    title = _("Mettre {price} TTC").format(price=money(amounts[0]))
    return (Fix(title, together(label, [edit[0] for edit in edits], at("offers", offer.id, "rates"))),)


def _line_in_ttc(ctx: Context, address: Address, line: RateCard, label: str) -> tuple[Edit, Decimal]:
    assert isinstance(line.charge, FlatPrice)
    amount = converted(line.charge.amount, TaxMode.HT, TaxMode.TTC, ctx.project.structure.vat)
    changed = evolve(line, charge=FlatPrice(amount=amount), tax=TaxMode.TTC)
    return set_value(address, changed, label), amount


@rule(
    "no_end_of_contract",
    Severity.ADVICE,
    message=_("Rien ne dit comment partir : résilier, changer d'offre, reprendre ses données."),
    source=course("7.1.4"),
    bad=shows(lambda: project(offer("active", "10", "files"), end_of_contract="")),
    good=shows(lambda: project(offer("active", "10", "files"))),
)
def no_end_of_contract(ctx: Context) -> Iterator[Finding]:
    """La fin de contrat n'est pas dite.

    Pourquoi : une association s'engage par un vote et rend des comptes. Savoir comment partir, avec quelles
    données et sous quel format, décide souvent du choix ; le dire est aussi votre force.

    Que faire : écrivez le préavis, ce que vous rendez, dans quel format, en combien de jours et à quel prix.
    """
    if ctx.offers and not ctx.project.end_of_contract.strip():
        yield found("end_of_contract")


@rule(
    "end_of_contract_without_data",
    Severity.ADVICE,
    message=_("La fiche dit comment partir, mais pas ce que deviennent les données."),
    source=course("7.1.4"),
    bad=shows(
        lambda: project(
            offer("active", "10", "files"), end_of_contract="Vous partez quand vous voulez, un courriel suffit."
        )
    ),
    good=shows(lambda: project(offer("active", "10", "files"))),
)
def end_of_contract_without_data(ctx: Context) -> Iterator[Finding]:
    """La fin de contrat ne parle pas des données.

    Pourquoi : partir sans ses fichiers, c'est ne pas pouvoir partir. Dire ce que l'on rend, et sous quelle forme,
    rassure avant même de s'engager.

    Que faire : ajoutez ce que l'on récupère (fichiers, courrier, agendas…), dans quel format et en combien de jours.
    """
    said = ctx.project.end_of_contract.strip()
    if ctx.offers and said and not says_what_is_kept(said) and not says_what_is_erased(said):
        yield found("end_of_contract")


def _with_membership(amount: int) -> Project:
    host = Structure(id="structure", name="Nuage Commun", membership=Membership(amount=Decimal(amount)))
    return project(offer("active", None, "files", rates=(rate("120", period_months=12),)), structure=host)


@rule(
    "free_membership",
    Severity.ADVICE,
    message=_("« {name} » est obligatoire, à 0 € : il manque son montant, ou elle est de trop."),
    source=course("7.1.2"),
    bad=shows(lambda: _with_membership(0)),
    good=shows(lambda: _with_membership(20)),
)
def free_membership(ctx: Context) -> Iterator[Finding]:
    """Une adhésion obligatoire qui ne coûte rien.

    Pourquoi : la fiche imprime une ligne « gratuit » pour l'adhésion. Si le montant a été oublié, chaque total
    est trop bas ; sinon, cette ligne fait lire quelque chose qui ne change rien au prix.

    Que faire : donnez le montant de l'adhésion, ou retirez-la si l'on peut être client sans adhérer.
    """
    due = ctx.project.structure.membership
    asked = any(offer.membership == MembershipRule.REQUIRED for offer in ctx.project.offers)
    if due is not None and not due.amount and asked:
        address = at("structure", "membership")
        fix = Fix(_("Retirer l'adhésion"), set_value(address, None, _("Retirer l'adhésion")), safe=False)
        yield found(at(address, "amount"), fixes=(fix,), name=due.name)
