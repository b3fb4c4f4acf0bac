"""Are the prices of terms sound: who commits for longer pays less, and each price stands in its own box?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.inversions import CENT, falls_steadily, inversions, slip_of, usual_price
from offerdesigner.checks.priced import PricedOffer
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows, term
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, lead_price
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import TaxMode, Term
from offerdesigner.pricing.charges import to_cents
from offerdesigner.pricing.offers import OfferPrice, commitments
from offerdesigner.text import _, every, money, number

_RULES = ("price", "percent_off", "months_offered")


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
        if priced.is_free or falls_steadily(priced):
            continue
        for shorter, longer in inversions(priced):
            if longer.term is None or slip_of(priced, longer.term) is not None:
                continue
            # The ordinary price is the one to mend, below, where a term without a rule only repeats it.
            if longer.term.has_rule or shorter is None or not shorter.is_under_the_base:
                yield _dearer(ctx, priced, shorter, longer)
        yield from _dearer_base(ctx, priced)


def _dearer(ctx: Context, priced: PricedOffer, shorter: OfferPrice | None, longer: OfferPrice) -> Finding:
    term, paid, reference = longer.term, longer.for_the_term, usual_price(shorter, longer)
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


def _dearer_base(ctx: Context, priced: PricedOffer) -> Iterator[Finding]:
    """Yield the leading price, where a term shorter than its own period costs less a month."""
    lead = priced.offer.lead_rate
    if lead is None or not lead.period_months:
        return
    for price in priced.terms:
        term, paid, ordinary = price.term, price.for_the_term, price.ordinary
        if term is None or paid is None or ordinary is None or not price.is_under_the_base:
            continue
        whole, reference = (to_cents(each * lead.period_months / term.months) for each in (ordinary, paid))
        if whole > reference + CENT * lead.period_months:
            address = at(priced.address, "rates", lead.id, "charge")
            shorter = at(priced.address, "terms", term.id)
            yield found(
                at(address, "amount") if isinstance(lead.charge, FlatPrice) else address,
                related=(_edited_field(shorter, term),),
                fixes=_mend_base(ctx, priced, term, (ordinary, reference, whole)),
                offer=priced.name,
                length=lead.period_months,
                price=whole,
                reference=reference,
                tax=ctx.with_tax(priced.offer),
                difference=whole - reference,
            )
            return


def _mend_base(
    ctx: Context, priced: PricedOffer, term: Term, amounts: tuple[Decimal, Decimal, Decimal]
) -> tuple[Fix, ...]:
    """Return the repairs: the base at the price of the short term, or the short term at that of the base."""
    lead, (ordinary, reference, whole) = priced.offer.lead_rate, amounts
    assert lead is not None
    # Other lines, or tax, make what is typed another amount than what is paid.
    if term.price is None or lead_price(lead.charge) != whole:
        return ()
    raised = _set_price(ctx, priced, term, ordinary)
    if raised is None or reference <= 0:
        return ()
    address = at(priced.address, "rates", lead.id, "charge", "amount")
    base, short = (
        _("Mettre {price} {every}").format(price=money(amount), every=every(length))
        for amount, length in ((reference, lead.period_months), (ordinary, term.months))
    )
    return (
        Fix(base, set_value(address, reference, _("Corriger le prix de base"))),
        Fix(short, raised.edit),
    )


def _edited_field(address: Address, term: Term) -> Address:
    return next((at(address, field) for field in _RULES if getattr(term, field) is not None), address)


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
            slip = slip_of(priced, one)
            if slip is None:
                continue
            words, whole = slip
            fix = _set_price(ctx, priced, one, whole)
            yield found(
                at(priced.address, "terms", one.id, "price"),
                fixes=(*((fix,) if fix else ()), *_spread(priced, one)),
                offer=priced.name,
                length=one.months,
                price=one.price,
                ordinary=whole,
                slip=words,
            )


def _spread(priced: PricedOffer, term: Term) -> tuple[Fix, ...]:
    """Return the repair where the price of a term may have been typed in the box of a month, and divides well."""
    lead = priced.offer.lead_rate
    if lead is None or not isinstance(lead.charge, FlatPrice) or not lead.period_months or not term.price:
        return ()
    each = term.price * lead.period_months / term.months
    if term.price != lead.charge.amount or each != to_cents(each) or _has_other_prices(priced, term):
        return ()
    title = _("Mettre {price} {every}").format(price=money(each), every=every(lead.period_months))
    address = at(priced.address, "rates", lead.id, "charge", "amount")
    return (Fix(title, set_value(address, each, _("Corriger le prix de base"))),)


def _has_other_prices(priced: PricedOffer, term: Term) -> bool:
    """Tell whether other terms have prices of their own, which another ordinary price would contradict."""
    return any(other.price is not None for other in priced.offer.terms if other is not term)


@rule(
    "term_no_gain",
    Severity.ADVICE,
    message=_("« {offer} » : {price:money}{tax} pour {length:months}, autant qu'en s'engageant moins longtemps."),
    figures=(
        (_("La même durée, en s'engageant moins"), "{price:money}{tax}"),
        (_("En s'engageant pour {length:months}"), "{price:money}{tax}"),
    ),
    source=course("7.1.2"),
    bad=shows(lambda: project(offer("active", "10", "files", terms=(term(1), term(12, price=Decimal(120)))))),
    good=shows(lambda: project(offer("active", "10", "files", terms=(term(1), term(12, price=Decimal(100)))))),
)
def term_no_gain(ctx: Context) -> Iterator[Finding]:
    """S'engager plus longtemps ne fait rien gagner.

    Pourquoi : on demande un engagement sans rien donner en échange. Payer d'avance vous rend pourtant service : la
    trésorerie est là, et il y a moins de factures à faire.

    Que faire : offrez un mois ou deux, ou laissez ce prix se calculer tout seul : il suivra le prix du mois.
    """
    for priced in ctx.offers.values():
        shortest = min(commitments(priced.offer), default=0)
        has_own = any(one.price is not None for one in priced.offer.terms) and not priced.is_free
        for price in priced.terms if has_own else ():
            one = price.term
            if one is None or one.price is None or one.months <= shortest or price.for_the_term != price.ordinary:
                continue
            address = at(priced.address, "terms", one.id)
            given = evolve(one, price=None, months_offered=Decimal(1))
            edit = set_value(address, given, _("Offrir un mois"))
            yield found(
                at(address, "price"),
                fixes=(Fix(_("Offrir un mois"), edit),) if one.months > 1 and not one.listed else (),
                offer=priced.name,
                length=one.months,
                price=price.for_the_term,
                tax=ctx.with_tax(priced.offer),
            )
