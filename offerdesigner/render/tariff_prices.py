"""The prices of a tariff sheet, in words: everything comes from `pricing`, nothing is computed again here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.charges import (
    LEAD_FIELDS,
    FreePrice,
    OnQuote,
    PackagePrice,
    UnitPrice,
)
from offerdesigner.model.offers import Offer, Option, RateCard, TaxMode, Term
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.leading import alone, leading_terms, one_unit
from offerdesigner.pricing.offers import LineKind, OfferPrice, PricingError, commitments, price_offer
from offerdesigner.pricing.typical import counted_usage
from offerdesigner.pricing.wording import headline, on_quote, price
from offerdesigner.render.words import Said, Words
from offerdesigner.text import NBSP, _, every, money, months, number, plural


@dataclass(frozen=True, slots=True)
class Figure:
    """The price that stands large: `before` (« dès »), `amount` (« 12 »), `sign` (« € »), `after` (« par mois »)."""

    amount: str
    sign: str
    before: str
    after: str
    address: Address


def rate_address(offer: Offer, rate: RateCard) -> Address:
    """Return the address of the leading amount of a price line, or of its charge when it has several."""
    field = LEAD_FIELDS.get(rate.charge.kind, "")
    return at("offers", offer.id, "rates", rate.id, "charge", field)


def _is_ht(project: Project, tax: TaxMode) -> bool:
    return tax == TaxMode.HT and bool(project.structure.vat.rate)


def _cadence(per_unit: str, cadence: str) -> str:
    """Join « par utilisatrice » and « par mois » as one says them."""
    if per_unit and cadence.startswith(_("par ")):
        return _("{unit} et {cadence}").format(unit=per_unit, cadence=cadence)
    return f"{per_unit} {cadence}".strip()


def figure(project: Project, offer: Offer) -> Figure:
    """Return the leading price of `offer`."""
    said = headline(project, offer)
    rate = offer.lead_rate
    address = rate_address(offer, rate) if rate else at("offers", offer.id, "rates")
    after = _cadence(said.per_unit, said.cadence) if said.amount else ""
    if rate is not None and said.amount and _is_ht(project, rate.tax):
        after = _("HT {cadence}").format(cadence=after).strip()
    if said.amount == 0 and offer.trial is not None and not offer.trial.price:
        after = _("pendant {length}").format(length=trial_length(offer))
    amount, mark, sign = said.words.partition(f"{NBSP}€")
    return Figure(amount, "€" if mark and not sign else "", _("dès") if said.is_from else "", after, address)


def trial_length(offer: Offer) -> str:
    """Name the length of the trial: « 15 jours », « 2 mois »."""
    trial = offer.trial
    assert trial is not None
    if trial.unit == "months":
        return months(trial.duration) if trial.duration % 12 else f"{trial.duration}{NBSP}{_('mois')}"
    return f"{trial.duration}{NBSP}{plural(trial.duration, _('jour'), _('jours'))}"


def details(project: Project, offer: Offer) -> Iterator[Said]:
    """Yield what stands under the leading price: its notes, its terms and their savings."""
    if offer.lead_rate is not None:
        yield from _notes(project, offer, offer.lead_rate)
        yield from _terms(project, offer, offer.lead_rate)


def in_short(project: Project, offer: Offer) -> Iterator[Said]:
    """Yield the leading price and its terms in one paragraph, « 12 € par mois, ou 120 € par an », then its notes."""
    rate = offer.lead_rate
    if rate is None:
        return
    lead = figure(project, offer)
    amount = f"{lead.amount}{NBSP}{lead.sign}".strip(NBSP)
    said = [Words(" ".join(filter(None, (lead.before, amount, lead.after))), "strong", lead.address)]
    for term in _terms(project, offer, rate):
        kept = tuple(takewhile(lambda words: words.role != "break", term))
        if any(words.role == "strong" for words in kept):
            said += [Words(", ", "break"), *kept]
    yield tuple(said)
    for note in _notes(project, offer, rate):
        yield tuple(replace(words, role="ink") for words in note)


def _notes(project: Project, offer: Offer, rate: RateCard) -> Iterator[Said]:
    address = at("offers", offer.id, "rates", rate.id, "charge")
    role = "strong" if isinstance(rate.charge, UnitPrice | PackagePrice) else "ink"
    for note in headline(project, offer).notes:
        yield (Words(note, role, address),)
    for bound, words in ((rate.minimum_amount, _("{price} au moins")), (rate.maximum_amount, _("{price} au plus"))):
        if bound is not None:
            field = "minimum_amount" if bound is rate.minimum_amount else "maximum_amount"
            shown = words.format(price=money(bound))
            yield (Words(shown, "ink", at("offers", offer.id, "rates", rate.id, field)),)


def said_of_term(project: Project, offer: Offer, term: Term) -> str:
    """Return what the sheet says of `term` under the leading price: « ou 100 € par an, soit 20 € de moins », or ""."""
    inside = at("offers", offer.id, "terms", term.id)
    for line in details(project, offer):
        if any(contains(inside, words.address) for words in line):
            return "".join(words.text for words in line)
    return ""


def _terms(project: Project, offer: Offer, rate: RateCard) -> Iterator[Said]:
    unit = headline(project, offer).per_unit
    ordinary = rate.period_months
    is_alternative = ordinary is not None and min(commitments(offer), default=ordinary) <= ordinary
    for priced in leading_terms(project, offer):
        term = priced.term
        if term is None or (term.months == ordinary and not term.has_rule):
            continue
        if ordinary is not None and not term.has_rule and term.months < ordinary:
            continue
        yield from _term(offer, rate, priced, unit, "HT" if _is_ht(project, rate.tax) else "", is_alternative)
        is_alternative = True
    if ordinary is not None and ordinary % 12 == 0 and not any(term.months < ordinary for term in offer.terms):
        yield from _by_month(project, alone(offer, rate), rate, unit)


def _term(
    offer: Offer, rate: RateCard, priced: OfferPrice, unit: str, tax: str, is_alternative: bool
) -> Iterator[Said]:
    term, amount = priced.term, priced.for_the_term
    assert term is not None
    address = _term_address(offer, term)
    if isinstance(rate.charge, OnQuote):
        return
    if rate.charge.kind not in LEAD_FIELDS:
        rule = _rule(term)
        if rule:
            yield (Words(rule, "strong", address),)
        return
    if amount is None or not amount:
        return
    lead = _("ou ") if is_alternative else _("soit ")
    cadence = every(term.months)
    joins = not unit or cadence.startswith(_("par "))
    price_said = f"{money(amount)}{NBSP}{tax}".strip(NBSP)
    strong = f"{price_said} {_cadence(unit, cadence) if joins else f'{cadence} {unit}'}"
    said = [Words(lead), Words(strong, "strong", address)]
    for remark in filter(None, (_saving(priced.saving), _billing(term))):
        said += [Words(", ", "break"), Words(remark, "soft", at("offers", offer.id, "terms", term.id))]
    yield tuple(said)


def _term_address(offer: Offer, term: Term) -> Address:
    for field in ("price", "percent_off", "months_offered"):
        if getattr(term, field) is not None:
            return at("offers", offer.id, "terms", term.id, field)
    return at("offers", offer.id, "terms", term.id)


def _length(term: Term) -> str:
    return _("à l'année") if term.months == 12 else _("pour {length}").format(length=months(term.months))


def _rule(term: Term) -> str:
    if term.percent_off:
        return _("{length} : {percent} % de moins").format(length=_length(term), percent=number(term.percent_off))
    if term.months_offered:
        count = number(term.months_offered)
        offered = _("{n} mois offert") if term.months_offered < 2 else _("{n} mois offerts")
        return _("{length} : {offered}").format(length=_length(term), offered=offered.format(n=count))
    return ""


def _saving(saving: Decimal | None) -> str:
    if not saving:
        return ""
    words = _("soit {price} de moins") if saving > 0 else _("soit {price} de plus")
    return words.format(price=money(abs(saving)))


def _billing(term: Term) -> str:
    each = term.billing_months
    if each is None or each == term.months:
        return ""
    named = {1: _("payé chaque mois"), 3: _("payé chaque trimestre"), 12: _("payé chaque année")}
    return named.get(each) or _("payé tous les {length}").format(length=months(each))


def _by_month(project: Project, sold: Offer, rate: RateCard, unit: str) -> Iterator[Said]:
    if rate.charge.kind not in LEAD_FIELDS:
        return
    plain = price_offer(project, evolve(sold, terms=()), one_unit(project, sold, rate), tax=rate.tax)
    if plain.monthly:
        shown = f"{_('soit {price} par mois').format(price=money(plain.monthly))} {unit}".strip()
        yield (Words(shown, "soft", at("offers", sold.id, "rates", rate.id, "period_months")),)


@dataclass(frozen=True, slots=True)
class Totals:
    """What one pays the first year and then each year, TTC, in words; `note` says for which usage."""

    first: str
    then: str
    note: str = ""


def totals(project: Project, offer: Offer) -> Totals:
    """Return the yearly costs of `offer`, compulsory costs included, for what it includes.

    `note` says for how many wherever that makes the price; what the offer does not count is an example.
    """
    if offer.lead_rate is None:
        return Totals(on_quote(), on_quote())
    usage, quantities = counted_usage(project, offer)
    priced = price_offer(project, offer, usage, months=12)
    recurs = any(rate.period_months is not None for rate in offer.rates)
    then = price(priced.next_year) if recurs or priced.next_year else ""
    notes = [_("pour {quantities}").format(quantities=quantities)] if quantities else []
    if any(isinstance(rate.charge, FreePrice) for rate in offer.rates):
        notes.append(_("au prix conseillé"))
    return Totals(price(priced.first_year), then, ", ".join(notes))


def setup(project: Project, offer: Offer) -> str:
    """Say the setup fee, TTC: « 60 € », « sur devis », or nothing."""
    return _fixed(project, offer, LineKind.SETUP)


def membership(project: Project, offer: Offer) -> str:
    """Say the membership that goes with `offer`: « 20 € », « comprise », or nothing."""
    if project.structure.membership is not None and offer.membership == MembershipRule.INCLUDED:
        return _("comprise")
    return _fixed(project, offer, LineKind.MEMBERSHIP)


def _fixed(project: Project, offer: Offer, kind: LineKind) -> str:
    fixed = evolve(offer, rates=(), terms=())
    return next((price(line.amount) for line in price_offer(project, fixed).lines if line.kind == kind), "")


def rate_words(project: Project, offer: Offer, rate: RateCard) -> tuple[str, tuple[str, ...]]:
    """Say a further price line in full: « 1,50 € par Go et par mois », and its notes."""
    said = headline(project, evolve(offer, rates=(rate,), terms=()))
    words = said.words
    if said.amount and said.is_from:
        words = _("dès {price}").format(price=words)
    if said.amount and _is_ht(project, rate.tax):
        words = _("{price} HT").format(price=words)
    return f"{words} {_cadence(said.per_unit, said.cadence)}".strip(), said.notes


def option_prices(project: Project, option: Option, offers: tuple[Offer, ...]) -> Iterator[tuple[str, Address]]:
    """Yield each price of an option: « 3 €/mois ou 30 €/an », with its address."""
    for rate in option.rates:
        words = _option_words(project, option, rate)
        if rate.period_months == 1 and not _per_unit(project, rate):
            by_year = _year_of_option(project, option, rate, offers)
            if by_year is not None:
                words = _("{month} ou {year}/an").format(month=words, year=money(by_year))
        if rate.name and len(option.rates) > 1:
            words = _("{name} : {words}").format(name=rate.name, words=words)
        yield words, at("options", option.id, "rates", rate.id, "charge", LEAD_FIELDS.get(rate.charge.kind, ""))


def _as_offer(option: Option, rate: RateCard, like: Offer | None) -> Offer:
    """Return an offer made of one price line of an option, so that it is worded as any price is."""
    return Offer(id="option", range=like.range if like else "option", name=option.name, rates=(rate,))


def _per_unit(project: Project, rate: RateCard) -> str:
    return headline(project, Offer(id="option", range="option", name="option", rates=(rate,))).per_unit


def _option_words(project: Project, option: Option, rate: RateCard) -> str:
    said = headline(project, _as_offer(option, rate, None))
    if not said.amount:
        return said.words
    words = _("dès {price}").format(price=said.words) if said.is_from else said.words
    if _is_ht(project, rate.tax):
        words = _("{price} HT").format(price=words)
    # « 60 € » alone among prices by the month needs « une fois », unless the description says what one gets.
    once = "" if option.description else f" {every(None)}"
    short = {1: _("/mois"), 12: _("/an"), None: once}
    if not said.per_unit and rate.period_months in short:
        words += short[rate.period_months]
    else:
        words = f"{words} {_cadence(said.per_unit, said.cadence)}"
    return ", ".join((words, *said.notes))


def _year_of_option(project: Project, option: Option, rate: RateCard, offers: tuple[Offer, ...]) -> Decimal | None:
    """Return what a year of a monthly option costs, when it is not twelve months and the same with all offers."""
    found: set[Decimal] = set()
    address = at("options", option.id, "rates", rate.id)
    for offer in offers:
        if not option.is_available_for(offer):
            continue
        try:
            priced = price_offer(project, offer, None, _with_needed(project, option), months=12, tax=rate.tax)
        except PricingError:
            return None
        line = next((line for line in priced.lines if line.address == address), None)
        if line is None or line.amount is None or line.period_months != 12:
            return None
        monthly = price_offer(project, evolve(offer, terms=()), None, _with_needed(project, option), tax=rate.tax)
        plain = next(other for other in monthly.lines if other.address == address)
        if plain.next_year == line.amount:
            return None
        found.add(line.amount)
    return found.pop() if len(found) == 1 else None


def _with_needed(project: Project, option: Option) -> tuple[Id, ...]:
    """Return the ids of an option and of all that it needs."""
    by_id = {other.id: other for other in project.options}
    wanted = [option.id]
    for current in wanted:
        wanted += [needed for needed in by_id[current].needs if needed not in wanted]
    return tuple(wanted)
