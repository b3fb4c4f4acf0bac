"""Does the offer suit associations: prices they can read, a way out they can vote on?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, rate, shows
from offerdesigner.checks.taxes import for_who_pays_tax, telling
from offerdesigner.checks.vocabulary import says_how_to_leave, says_what_is_erased, says_what_is_kept
from offerdesigner.checks.wording import quoted
from offerdesigner.model.address import at, get, put
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Option, RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure, Vat, VatKind
from offerdesigner.pricing.sides import Holder, amounts_of, home_of, on_side
from offerdesigner.text import _, listed, money


def _with_vat(tax: TaxMode) -> Project:
    host = Structure(id="structure", name="Nuage Commun", vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))
    return project(offer("active", None, "files", rates=(rate("10", tax=tax),)), structure=host)


@rule(
    "ht_for_associations",
    Severity.WARNING,
    message=_("{who}, et {what} hors taxes."),
    source=course("7.1.4"),
    bad=shows(lambda: _with_vat(TaxMode.HT)),
    good=shows(lambda: _with_vat(TaxMode.TTC)),
)
def ht_for_associations(ctx: Context) -> Iterator[Finding]:
    """Des prix hors taxes pour qui ne récupère pas la TVA.

    Pourquoi : la plupart des associations ne récupèrent pas la TVA. Le prix hors taxes n'est pas celui qu'elles
    paieront, et le prix TTC qui en découle tombe rarement juste. À des particuliers, on doit le prix TTC.

    Que faire : saisissez le prix TTC, rond : c'est lui que lit la trésorière.
    """
    if not ctx.project.structure.vat.rate:
        return
    publics = {priced.offer.id: said for priced, said in for_who_pays_tax(ctx)}
    for priced in ctx.offers.values():
        if priced.offer.id in publics:
            yield from _offer_without_tax(ctx, priced, publics[priced.offer.id])
    for option in ctx.project.options:
        takers = [priced for priced in ctx.offers.values() if option.id in ctx.open_options[priced.offer.id]]
        for_them = [priced for priced in takers if priced.offer.id in publics]
        if for_them:
            yield from _option_without_tax(ctx, option, for_them, only_theirs=for_them == takers)


def _offer_without_tax(ctx: Context, priced: PricedOffer, public: str) -> Iterator[Finding]:
    """Yield what is to say of the price lines and of the setup fee of an offer, at once."""
    offer = priced.offer
    lines, setup = _without_tax(offer.rates), offer.setup_fee
    fee = at(priced.address, "setup_fee", "amount")
    has_setup = offer.setup_tax == TaxMode.HT and isinstance(setup, FlatPrice) and bool(setup.amount)
    if not lines and not has_setup:
        return
    what = _("sa mise en service est saisie")
    if lines:
        what = _("son prix et sa mise en service sont saisis") if has_setup else _("son prix est saisi")
    yield found(
        at(priced.address, "rates", lines[0].id, "tax") if lines else fee,
        related=(fee,) if lines and has_setup else (),
        fixes=_in_ttc(ctx, offer),
        who=_("« {offer} » a pour public « {public} »").format(offer=priced.name, public=public),
        what=what,
        offer=priced.name,
        public=public,
    )


def _option_without_tax(
    ctx: Context, option: Option, takers: list[PricedOffer], *, only_theirs: bool
) -> Iterator[Finding]:
    """Yield what is to say of the price lines of an option; no repair changes what other publics read."""
    lines = _without_tax(option.rates)
    if not lines:
        return
    names = tuple(priced.name for priced in takers)
    yield found(
        at("options", option.id, "rates", lines[0].id, "tax"),
        related=tuple(priced.address for priced in takers),
        fixes=_in_ttc(ctx, option) if only_theirs else (),
        who=_("L'option « {option} » se prend avec {offers}, pour qui ne récupère pas la TVA").format(
            option=option.name or _("Option sans nom"), offers=listed(map(quoted, names))
        ),
        what=_("son prix est saisi"),
        option=option.name,
        offers=names,
    )


def _without_tax(lines: tuple[RateCard, ...]) -> list[RateCard]:
    """Return the price lines that tell an amount without tax."""
    return [line for line in telling(lines) if line.tax == TaxMode.HT]


def _in_ttc(ctx: Context, holder: Holder) -> tuple[Fix, ...]:
    """Return the repair that writes every price of an offer or of an option with tax included."""
    changed = on_side(holder, TaxMode.TTC, ctx.project.structure.vat)
    before, after = amounts_of(holder), amounts_of(changed)
    prices = [amount for place, amount in after.items() if amount != before[place]]
    if changed == holder or not prices:
        return ()
    title = _("Mettre tous les prix TTC")
    if len(prices) <= MOST_TOLD:
        title = _("Mettre {prices} TTC").format(prices=listed(map(money, prices)))
    address = home_of(holder)

    def apply(project: Project) -> Project:
        return put(project, address, on_side(get(project, address), TaxMode.TTC, project.structure.vat))

    return (Fix(title, Edit(_("Saisir le prix TTC"), apply, at(address, "rates"))),)


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
    if ctx.offers and not ctx.project.end_of_contract.strip() and not says_how_to_leave(ctx.project.conditions):
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
    printed = f"{said}\n{ctx.project.conditions}"
    if ctx.offers and said and not says_what_is_kept(printed) and not says_what_is_erased(printed):
        yield found("end_of_contract")


MOST_TOLD = 3
"""How many prices the title of a repair tells."""

_FREE = re.compile(r"\b(libre|gratuite?|offerte?|conscient)\b", re.IGNORECASE)


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
    is_free = due is not None and _FREE.search(due.name)
    if due is not None and not due.amount and asked and not is_free:
        address = at("structure", "membership")
        fix = Fix(_("Retirer l'adhésion"), set_value(address, None, _("Retirer l'adhésion")))
        yield found(at(address, "amount"), fixes=(fix,), name=due.name)
