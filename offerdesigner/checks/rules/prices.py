"""Are the prices themselves sound: are there any, do tiers fall, and what does the displayed one leave out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from offerdesigner.checks.context import Context, name_of
from offerdesigner.checks.priced import YEAR, PricedOffer
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, rate, shows, term
from offerdesigner.checks.taxes import for_who_pays_tax, options_of_only, sides_of
from offerdesigner.checks.wording import quoted
from offerdesigner.model.address import Address, at, get, put
from offerdesigner.model.charges import FlatPrice, GraduatedPrice, Step, Tier, VolumePrice
from offerdesigner.model.edits import Edit, insert, set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Offer, Option, Range, RateCard, TaxMode, Term
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.curve import cliffs
from offerdesigner.pricing.offers import Line, LineKind, price_offer
from offerdesigner.pricing.sides import home_of, on_side
from offerdesigner.pricing.typical import counted_usage
from offerdesigner.pricing.wording import NO_METRIC, headline
from offerdesigner.text import _, every, listed, money, number

MOST_UNPRICED = 2
"""Offers without a price that are told one by one: more of them in a range are told at once."""

WORTH_SAYING = Decimal("0.1")
"""The share of a year's subscription from which compulsory extras change the price in one's head."""


@rule(
    "no_price",
    Severity.WARNING,
    message=_("{what}."),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("active", None, "files"))),
    good=shows(lambda: project(offer("active", "10", "files"))),
)
def no_price(ctx: Context) -> Iterator[Finding]:
    """Une offre n'a pas de prix.

    Pourquoi : sans prix, on ne peut ni comparer, ni présenter l'offre à un conseil d'administration,
    et l'on suppose que c'est cher.

    Que faire : donnez un prix, même « à partir de » ; si le prix dépend vraiment de chaque cas, choisissez
    « sur devis » : la fiche le dira.
    """
    for item, offers in ctx.ranges:
        unpriced = [priced for priced in offers if not priced.offer.rates and priced.offer.trial is None]
        if len(unpriced) > MOST_UNPRICED:
            names = tuple(priced.name for priced in unpriced)
            what = _("{count} offres de « {range} » n'ont pas de prix : {offers}").format(
                count=len(names), range=name_of(item), offers=listed(map(quoted, names))
            )
            related = tuple(at(priced.address, "rates") for priced in unpriced)
            yield found(at("ranges", item.id), related=related, what=what, offers=names)
            continue
        for priced in unpriced:
            what = _("« {offer} » n'a pas de prix").format(offer=priced.name)
            yield found(at(priced.address, "rates"), what=what, offer=priced.name)


_FALLING = VolumePrice(
    tiers=(
        Tier(id="small", up_to=Decimal(10), unit_price=Decimal(2)),
        Tier(id="big", unit_price=Decimal(1)),
    )
)


@rule(
    "price_cliff",
    Severity.WARNING,
    message=_(
        "« {name} » : {higher:money} pour {end} {unit}, mais {lower:money} seulement pour {next}. "
        "{zone}, on paie plus que pour {next}."
    ),
    figures=(
        (_("Pour {end} {unit}"), "{higher:money}"),
        (_("Pour {next}"), "{lower:money}"),
        (_("{zone}, payé en trop jusqu'à"), "+ {difference:money}"),
    ),
    source=course("7.1.3"),
    bad=shows(lambda: project(offer("active", None, "files", rates=(rate(_FALLING, metric="users"),)))),
    good=shows(
        lambda: project(
            offer("active", None, "files", rates=(rate(GraduatedPrice(tiers=_FALLING.tiers), metric="users"),))
        )
    ),
)
def price_cliff(ctx: Context) -> Iterator[Finding]:
    """En prendre plus coûte moins.

    Pourquoi : quand toutes les unités passent au prix de la tranche atteinte, il y a une zone où l'on paierait
    plus que pour une quantité plus grande. Qui s'en aperçoit croit à un piège.

    Que faire : comptez chaque tranche à son prix, ou rapprochez les prix des deux tranches.
    """
    for address, name, line in ctx.rates:
        metric = ctx.metrics.get(line.metric or "")
        for cliff in cliffs(line, metric):
            end = cliff.end
            yield found(
                at(address, "charge", "steps" if isinstance(cliff.bounded, Step) else "tiers", cliff.bounded.id),
                fixes=_each_tier_at_its_price(address, line),
                name=name if line.name == "" else line.name,
                unit=(metric or NO_METRIC).unit(end),
                zone=_zone(cliff.first, end),
                end=number(end),
                next=_("plus de {n}").format(n=number(end)) if metric and metric.decimal else number(cliff.following),
                higher=cliff.higher,
                lower=cliff.lower,
                difference=cliff.higher - cliff.lower,
            )


def _zone(start: Decimal, end: Decimal) -> str:
    if start == end:
        return _("À {end}").format(end=number(end))
    return _("De {start} à {end}").format(start=number(start), end=number(end))


def _each_tier_at_its_price(address: Address, line: RateCard) -> tuple[Fix, ...]:
    if not isinstance(line.charge, VolumePrice):
        return ()
    charge = GraduatedPrice(tiers=line.charge.tiers)
    return (Fix(_("Chaque tranche à son prix"), set_value(at(address, "charge"), charge, _("Compter par tranche"))),)


def _with_compulsory_costs(*terms: Term) -> Project:
    host = Structure(id="structure", name="Nuage Commun", membership=Membership(amount=Decimal(20)))
    pack = offer("pack", "10", "files", setup_fee=FlatPrice(amount=Decimal(50)), terms=terms)
    return project(pack, structure=host)


@rule(
    "hidden_compulsory_cost",
    Severity.WARNING,
    message=_(
        "« {offer} » {told} {shown:money}{tax} par mois{usage}, "
        "mais la première année revient à {real:money}{tax} par mois avec {extras}."
    ),
    figures=(
        (_("Sans ces frais, par mois"), "{shown:money}{tax}"),
        (_("La première année, avec {extras}"), "{first_year:money}{tax}"),
        (_("Soit, par mois"), "{real:money}{tax}"),
    ),
    source=course("7.2.3"),
    bad=shows(lambda: _with_compulsory_costs()),
    good=shows(lambda: _with_compulsory_costs(term(12))),
)
def hidden_compulsory_cost(ctx: Context) -> Iterator[Finding]:
    """Le prix affiché laisse de côté ce que l'on paiera forcément.

    Pourquoi : l'adhésion obligatoire et la mise en service font partie du prix. Quand seul un prix au mois est
    annoncé, personne ne fait l'addition, et la première facture surprend.

    Que faire : annoncez aussi le prix d'une année, qui se compare à tout ce qui est dû. Ou comprenez l'adhésion
    et la mise en service dans le prix.
    """
    for priced in ctx.offers.values():
        if _announces_a_year(priced):
            continue
        usage, quantities = counted_usage(ctx.project, priced.offer) if priced.is_metered else ({}, "")
        year = price_offer(ctx.project, priced.offer, usage, months=YEAR) if quantities else priced.year
        extras = [line for line in year.lines if line.amount and _is_beside_the_price(line)]
        first, monthly = year.first_year, year.monthly
        if not extras or first is None or not monthly:
            continue
        added = first - monthly * YEAR
        if added < monthly * YEAR * WORTH_SAYING:
            continue
        named = [
            f"{_inside(line.label)} ({money(line.amount or Decimal(0))} {every(line.period_months)})" for line in extras
        ]
        yield found(
            at(priced.address, "rates"),
            related=tuple(line.address for line in extras),
            fixes=_announce_the_year(priced),
            offer=priced.name,
            told=_told(ctx, priced, monthly),
            shown=monthly,
            tax=ctx.with_tax(priced.offer),
            usage=_(" pour {quantities}").format(quantities=quantities) if quantities else "",
            real=to_cents(first / YEAR),
            extras=listed(named),
            first_year=first,
            next_year=year.next_year,
        )


def _is_beside_the_price(line: Line) -> bool:
    return line.kind in (LineKind.SETUP, LineKind.MEMBERSHIP) or line.period_months is None


def _told(ctx: Context, priced: PricedOffer, monthly: Decimal) -> str:
    """Return the verb: an offer « s'affiche à » what stands large on its sheet, and « coûte » what one computes."""
    if priced.is_free:
        return _("est conseillée à")
    lead, said = priced.offer.lead_rate, headline(ctx.project, priced.offer)
    is_shown = said.amount == monthly and not said.per_unit and lead is not None and lead.period_months == 1
    return _("s'affiche à") if is_shown and not ctx.with_tax(priced.offer) else _("coûte")


def _inside(label: str) -> str:
    """Return `label` as it is written inside a sentence: « adhésion », but « APRIL »."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _announces_a_year(priced: PricedOffer) -> bool:
    """Tell whether a price for a year or more is shown: every compulsory amount then adds up line by line with it."""
    long_rate = any((line.period_months or 0) >= YEAR for line in priced.offer.rates)
    return long_rate or any(term.months >= YEAR for term in priced.offer.terms)


def _announce_the_year(priced: PricedOffer) -> tuple[Fix, ...]:
    if any(term.price is not None or term.percent_off or term.months_offered for term in priced.offer.terms):
        return ()
    taken = {term.id for term in priced.offer.terms}
    term = Term(months=YEAR) if "year" in taken else Term(id="year", months=YEAR)
    label = _("Annoncer le prix d'un an")
    return (Fix(_("Annoncer aussi le prix d'un an"), insert(at(priced.address, "terms"), term, label)),)


def _with_setup(price: str, *terms: Term) -> Project:
    return project(offer("active", "10", "files", setup_fee=FlatPrice(amount=Decimal(price)), terms=terms))


@rule(
    "setup_over_term",
    Severity.ADVICE,
    message=_("« {offer} » : {setup:money}{tax} de mise en service, plus qu'un an d'abonnement ({year:money}{tax})."),
    figures=((_("Un an d'abonnement"), "{year:money}{tax}"), (_("Mise en service"), "{setup:money}{tax}")),
    source=course("7.2.3"),
    bad=shows(lambda: _with_setup("150", term(12))),
    good=shows(lambda: _with_setup("100", term(12))),
)
def setup_over_term(ctx: Context) -> Iterator[Finding]:
    """Commencer coûte plus que la première année.

    Pourquoi : une petite association paie tout le même jour, avant d'avoir rien essayé. C'est souvent là qu'elle
    renonce, même quand l'abonnement lui convient.

    Que faire : étalez la mise en service dans le prix du mois, dites ce qu'elle comprend, ou proposez-la en option.
    """
    for priced in ctx.offers.values():
        # Where no year is told, what is hidden in the price is told with it.
        if priced.is_metered or priced.is_free or not _announces_a_year(priced):
            continue
        setup = next((line.amount for line in priced.year.lines if line.kind == LineKind.SETUP), None)
        monthly = priced.year.monthly
        if setup and monthly and setup > monthly * YEAR:
            yield found(
                at(priced.address, "setup_fee"),
                related=(at(priced.address, "rates"),),
                offer=priced.name,
                setup=setup,
                year=monthly * YEAR,
                tax=ctx.with_tax(priced.offer),
            )


_VAT = Structure(id="structure", name="Nuage Commun", vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))


def _two_prices(first: TaxMode, second: TaxMode) -> Project:
    return project(
        offer("petite", None, "people=5", "files", public="", rates=(rate("10", tax=first),)),
        offer("grande", None, "people=9", "files", public="", rates=(rate("18", tax=second),)),
        structure=_VAT,
        ranges=(Range(id="associations", name="Coopératives", public="les coopératives"),),
    )


@rule(
    "mixed_tax",
    Severity.WARNING,
    message=_("Dans « {range} », {without:listed} en hors taxes et {taxed:listed} en TTC : on ne peut pas comparer."),
    source=_("Cohérence des prix"),
    bad=shows(lambda: _two_prices(TaxMode.HT, TaxMode.TTC)),
    good=shows(lambda: _two_prices(TaxMode.HT, TaxMode.HT)),
)
def mixed_tax(ctx: Context) -> Iterator[Finding]:
    """Des prix hors taxes et des prix TTC côte à côte.

    Pourquoi : on compare les nombres sans lire ce qui les suit. L'offre écrite hors taxes paraît moins chère qu'elle
    ne l'est.

    Que faire : écrivez tous les prix d'une gamme du même côté : TTC pour des associations ou des particuliers, hors
    taxes pour qui récupère la TVA.
    """
    if not ctx.project.structure.vat.rate:
        return
    # Prices with tax for some publics and without for others are told, or sound, offer by offer.
    told = {priced.offer.range for priced, _public in for_who_pays_tax(ctx)}
    for item, offers in ctx.ranges:
        holders: tuple[Offer | Option, ...] = (*(priced.offer for priced in offers), *options_of_only(ctx, offers))
        without, taxed = ([one for one in holders if side in sides_of(one)] for side in (TaxMode.HT, TaxMode.TTC))
        if item.id in told or not without or not taxed:
            continue
        fewer = taxed if len(taxed) < len(without) else without
        usual, unusual = (TaxMode.HT, TaxMode.TTC) if fewer is taxed else (TaxMode.TTC, TaxMode.HT)
        yield found(
            at(home_of(fewer[0]), "rates"),
            related=tuple(home_of(one) for one in fewer[1:]),
            fixes=(*_all_on_side(ctx, holders, usual), *_all_on_side(ctx, holders, unusual)),
            range=name_of(item),
            without=tuple(one.name for one in without),
            taxed=tuple(one.name for one in taxed),
        )


def _all_on_side(ctx: Context, holders: Sequence[Offer | Option], side: TaxMode) -> tuple[Fix, ...]:
    """Return the repair that writes the prices of all `holders` on `side`; none where one would be too large there."""
    addresses = tuple(home_of(holder) for holder in holders)
    vat = ctx.project.structure.vat
    if not all(sides_of(on_side(get(ctx.project, address), side, vat)) <= {side} for address in addresses):
        return ()
    label = _("Saisir tous les prix TTC") if side is TaxMode.TTC else _("Saisir tous les prix hors taxes")
    title = _("Mettre tous les prix TTC") if side is TaxMode.TTC else _("Mettre tous les prix hors taxes")

    def apply(project: Project) -> Project:
        for address in addresses:
            project = put(project, address, on_side(get(project, address), side, project.structure.vat))
        return project

    return (Fix(title, Edit(label, apply, at(addresses[0], "rates"))),)
