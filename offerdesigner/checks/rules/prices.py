"""Are the prices themselves sound: terms, tiers, and what the displayed one leaves out?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context, PricedOffer
from offerdesigner.checks.costs import YEAR
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, rate, shows, term
from offerdesigner.model.address import Address, at
from offerdesigner.model.charges import FlatPrice, GraduatedPrice, Step, Tier, VolumePrice, lead_price
from offerdesigner.model.edits import insert, set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import RateCard, TaxMode, Term
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.curve import cliffs
from offerdesigner.pricing.offers import Line, LineKind, OfferPrice, price_offer
from offerdesigner.pricing.typical import counted_usage
from offerdesigner.pricing.wording import NO_METRIC, headline
from offerdesigner.text import _, every, listed, money, number

CENT = Decimal("0.01")
WORTH_SAYING = Decimal("0.1")
"""The share of a year's subscription from which compulsory extras change the price in one's head."""


@rule(
    "no_price",
    Severity.WARNING,
    message=_("« {offer} » n'a pas de prix."),
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
    for priced in ctx.offers.values():
        if not priced.offer.rates and priced.offer.trial is None:
            yield found(at(priced.address, "rates"), offer=priced.name)


@rule(
    "longer_term_dearer",
    Severity.ERROR,
    message=_(
        "« {offer} » : {price:money}{tax} pour {length:months}, contre {reference:money}{tax} "
        "en s'engageant moins longtemps."
    ),
    figures=(
        (_("Prix pour {length:months}"), "{price:money}{tax}"),
        (_("La même durée, en s'engageant moins"), "{reference:money}{tax}"),
        (_("Payé en trop"), "+ {difference:money}{tax}"),
    ),
    source=course("7.1.2"),
    waivable=False,
    bad=shows(lambda: project(offer("active", "10", "files", terms=(term(1), term(12, price=Decimal(130)))))),
    good=shows(lambda: project(offer("active", "10", "files", terms=(term(1), term(12, price=Decimal(100)))))),
)
def longer_term_dearer(ctx: Context) -> Iterator[Finding]:
    """S'engager plus longtemps coûte plus cher.

    Pourquoi : une échéance longue fait gagner à l'hébergeur ; on s'attend à y gagner aussi. L'écart se voit dès
    que l'on multiplie, et fait douter de tout le reste.

    Que faire : baissez le prix de l'échéance longue, ou retirez-la.
    """
    for priced in ctx.offers.values():
        if priced.is_free or _falls_steadily(priced):
            continue
        for shorter, longer in _inversions(priced):
            if longer.term is not None and _slip(priced, longer.term) is None:
                yield _dearer(ctx, priced, shorter, longer)


def _falls_steadily(priced: PricedOffer) -> bool:
    """Tell, without pricing anything, whether each term plainly takes off at least as much as the shorter ones."""
    periods = {line.period_months for line in priced.offer.rates if line.period_months is not None}
    shares: list[Decimal] = []
    for one in priced.offer.terms:
        if one.price is not None or any(one.months % period for period in periods):
            return False
        shares.append((one.percent_off or Decimal(0)) / 100 + (one.months_offered or Decimal(0)) / one.months)
    return shares == sorted(shares)


def _inversions(priced: PricedOffer) -> Iterator[tuple[OfferPrice | None, OfferPrice]]:
    """Yield each term that costs more a month, with the shorter one to compare it with (`None`: the ordinary price)."""
    cheapest: OfferPrice | None = None
    for price in priced.terms:
        if price.term is None or price.for_the_term is None or price.ordinary is None:
            continue
        # Lines are rounded before they are multiplied: less than a cent a month is nobody's surcharge.
        slack = CENT * price.term.months
        if cheapest is not None and price.for_the_term > _reference(cheapest, price) + slack:
            yield cheapest, price
        elif price.for_the_term > price.ordinary + slack:
            yield None, price
        if cheapest is None or price.for_the_term <= _reference(cheapest, price):
            cheapest = price


def _reference(shorter: OfferPrice | None, longer: OfferPrice) -> Decimal:
    """Return what the time of `longer` costs at the monthly price of `shorter`."""
    if shorter is None:
        return longer.ordinary or Decimal(0)
    assert shorter.for_the_term is not None and shorter.term is not None and longer.term is not None
    return to_cents(shorter.for_the_term * longer.term.months / shorter.term.months)


def _dearer(ctx: Context, priced: PricedOffer, shorter: OfferPrice | None, longer: OfferPrice) -> Finding:
    term, paid, reference = longer.term, longer.for_the_term, _reference(shorter, longer)
    assert term is not None and paid is not None
    address = at(priced.address, "terms", term.id)
    if term.price is not None:
        targets = [*_as_its_neighbours(ctx, priced, longer, reference), reference]
        fixes = tuple(_set_price(ctx, priced, term, term.price - (paid - target)) for target in targets)
    else:
        fixes = _set_percent(address, term, shorter.term if shorter else None)
    return found(
        _edited_field(address, term),
        related=(at(priced.address, "terms", shorter.term.id),) if shorter and shorter.term else (),
        fixes=tuple(fix for fix in fixes if fix is not None),
        offer=priced.name,
        length=term.months,
        price=paid,
        reference=reference,
        tax=ctx.with_tax(priced.offer),
        difference=paid - reference,
    )


def _edited_field(address: Address, term: Term) -> Address:
    fields = ("price", "percent_off", "months_offered")
    return next((at(address, field) for field in fields if getattr(term, field) is not None), address)


def _as_its_neighbours(ctx: Context, priced: PricedOffer, longer: OfferPrice, limit: Decimal) -> Iterator[Decimal]:
    """Yield what the term would cost with the reduction that every other offer of the range gives for this length."""
    assert longer.term is not None and longer.ordinary is not None
    others = [
        price.for_the_term / price.ordinary
        for other in ctx.offers.values()
        if other is not priced and other.offer.range == priced.offer.range
        for price in other.terms
        if price.term and price.term.months == longer.term.months and price.for_the_term and price.ordinary
    ]
    if others and len(set(others)) == 1 and to_cents(longer.ordinary * others[0]) < limit:
        yield to_cents(longer.ordinary * others[0])


def _set_price(ctx: Context, priced: PricedOffer, term: Term, price: Decimal) -> Fix | None:
    """Return the repair, where the term's own price is simply what is paid."""
    lead = priced.offer.lead_rate
    if lead is None or price <= 0 or (lead.tax == TaxMode.HT and ctx.project.structure.vat.rate):
        return None
    if lead.minimum_amount is not None or lead.maximum_amount is not None:  # what is typed may not be what is paid
        return None
    if not isinstance(lead.charge, FlatPrice) or lead.minimum_amount is not None or lead.maximum_amount is not None:
        return None
    address = at(priced.address, "terms", term.id, "price")
    price = to_cents(price)
    return Fix(_("Mettre {price}").format(price=money(price)), set_value(address, price, _("Corriger une échéance")))


def _set_percent(address: Address, term: Term, shorter: Term | None) -> tuple[Fix, ...]:
    if term.percent_off is None or shorter is None or shorter.percent_off is None:
        return ()
    title = _("Mettre {percent} % comme l'échéance plus courte").format(percent=number(shorter.percent_off))
    return (Fix(title, set_value(at(address, "percent_off"), shorter.percent_off, _("Corriger une échéance"))),)


@rule(
    "term_price_slip",
    Severity.ERROR,
    message=_("« {offer} » : {price:money} pour {length:months}, {slip} ({ordinary:money} au prix ordinaire)."),
    figures=(
        (_("Au prix ordinaire, {length:months}"), "{ordinary:money}"),
        (_("Prix saisi : {slip}"), "{price:money}"),
    ),
    source=course("7.1.2"),
    waivable=False,
    bad=shows(lambda: project(offer("active", "10", "files", terms=(term(1), term(12, price=Decimal(10)))))),
    good=shows(lambda: project(offer("active", "10", "files", terms=(term(1), term(12, price=Decimal(100)))))),
)
def term_price_slip(ctx: Context) -> Iterator[Finding]:
    """Un prix au mois dans la case d'une échéance, ou l'inverse.

    Pourquoi : le prix d'une échéance est celui de toute sa durée. Un prix qui tombe juste, douze fois trop petit
    ou douze fois trop grand, est presque toujours une erreur de case.

    Que faire : choisissez la correction qui convient, ou tapez le prix de toute la durée.
    """
    for priced in ctx.offers.values():
        for one in priced.offer.terms:
            slip = _slip(priced, one)
            if slip is None:
                continue
            words, whole = slip
            fix = _set_price(ctx, priced, one, whole)
            yield found(
                at(priced.address, "terms", one.id, "price"),
                fixes=(fix,) if fix else (),
                offer=priced.name,
                length=one.months,
                price=one.price,
                ordinary=whole,
                slip=words,
            )


def _slip(priced: PricedOffer, term: Term) -> tuple[str, Decimal] | None:
    """Return what the slip is and what the whole term costs at the ordinary price; `None` when there is no slip."""
    lead = priced.offer.lead_rate
    if lead is None or not lead.period_months or term.price is None or term.months % lead.period_months:
        return None
    single, times = lead_price(lead.charge), term.months // lead.period_months
    if not single or times <= 2:  # « deux ans pour le prix d'un » is an offer that one makes
        return None
    if term.price == single:
        return _("c'est le prix d'un seul mois") if lead.period_months == 1 else _(
            "c'est le prix d'une seule période"
        ), (single * times)
    if term.price == single * times * times:
        return _("c'est {n} fois trop").format(n=times), single * times
    return None


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
