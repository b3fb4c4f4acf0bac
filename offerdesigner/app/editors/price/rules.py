"""Terms as people say them: how long, by which rule, what it comes to a month and what it saves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import Charge
from offerdesigner.model.offers import Offer, TaxMode, Term
from offerdesigner.model.project import Project
from offerdesigner.model.typed import COUNT, UNIT, months_said, read_rule, reduced
from offerdesigner.pricing.charges import rounded, to_cents
from offerdesigner.pricing.offers import OfferPrice, price_offer
from offerdesigner.pricing.wording import on_quote
from offerdesigner.render.tariff_prices import said_of_term
from offerdesigner.text import NNBSP, NotANumber, _, fold, money, months, number, parse_number

LONGEST = 120


class Rule(StrEnum):
    """How the price of a term follows from the ordinary price."""

    ORDINARY = "ordinary"
    PRICE = "price"
    PERCENT = "percent_off"
    OFFERED = "months_offered"


def rule_name(rule: Rule) -> str:
    """Return the words for a rule."""
    return {
        Rule.ORDINARY: _("au prix du mois"),
        Rule.PRICE: _("prix propre"),
        Rule.PERCENT: _("remise en %"),
        Rule.OFFERED: _("mois offerts"),
    }[rule]


def rule_of(term: Term) -> Rule:
    """Return the rule that a term follows."""
    ruled = (rule for rule in (Rule.PRICE, Rule.PERCENT, Rule.OFFERED) if getattr(term, rule.value) is not None)
    return next(ruled, Rule.ORDINARY)


def value_of(term: Term) -> Decimal | None:
    """Return the amount, the percentage or the months of a term's rule."""
    rule = rule_of(term)
    value: Decimal | None = None if rule == Rule.ORDINARY else getattr(term, rule.value)
    return value


def value_words(term: Term) -> str:
    """Return the value of a term's rule: « 100 € », « 17 % », « 2 mois »."""
    value = value_of(term)
    match rule_of(term):
        case Rule.PRICE if value is not None:
            return money(value, cents=True)
        case Rule.PERCENT if value is not None:
            return f"{number(value)}{NNBSP}%"
        case Rule.OFFERED if value is not None:
            return _("{n} mois").format(n=number(value))
        case _:
            return ""


def parse_months(typed: str) -> int:
    """Read a length of time: « 18 mois », « 2 ans », « trimestre », « 6 ».

    Raises `NotANumber` with a French sentence.
    """
    text = fold(typed)
    found = _LENGTH.fullmatch(text)
    if not text or found is None:
        raise NotANumber(_("Écrivez une durée comme « 18 mois » ou « 2 ans »."))
    length = months_said(found)
    if not 1 <= length <= LONGEST:
        raise NotANumber(_("Une échéance dure de 1 mois à {n} mois.").format(n=LONGEST))
    return length


_LENGTH = re.compile(rf"(?:{COUNT} ?)?(?:{UNIT})?")
_PAID = re.compile(r"(\d[\d.,]*) ?(?:mois)? ?(?:pay[eé]s?|dus?|factur[eé]s?)? ?(?:sur|pour) ?(\d+) ?(?:mois)?")


def read_value(typed: str, term: Term, lead: Charge | None) -> tuple[Rule, Decimal | None]:
    """Read what a term costs beside `lead`: a bare number under its present rule, or a rule in words.

    « 10 mois payés sur 12 », « 2 mois offerts », « −10 % », « 100 € par an », « ordinaire ». Raises `NotANumber` or
    `Refused`, both with a French sentence.
    """
    words = reduced(typed)
    if not words:
        return Rule.ORDINARY, None
    if found := _PAID.fullmatch(words):
        paid, total = parse_number(found[1]), Decimal(found[2])
        if not 0 < paid <= total:
            raise NotANumber(_("Écrivez moins de mois payés que de mois en tout, comme « 10 mois payés sur 12 »."))
        offered = rounded((total - paid) * term.months / total, 3)
        return (Rule.OFFERED, offered) if offered else (Rule.ORDINARY, None)
    present = rule_of(term)
    bare = {Rule.PERCENT: words.removesuffix("%"), Rule.OFFERED: words.removesuffix("mois")}.get(present, words)
    try:
        return (Rule.PRICE if present == Rule.ORDINARY else present), parse_number(bare)
    except NotANumber:
        read = read_rule(words, term.months, lead)
    return next(((Rule(field), value) for field, value in read.items()), (Rule.ORDINARY, None))


def rule_words(term: Term) -> str:
    """Say the rule of a term in full: « 10 mois payés sur 12 », « 17 % de moins », « 100 € pour 1 an »."""
    value = value_of(term)
    match rule_of(term):
        case Rule.PRICE if value is not None:
            return _("{price} pour {length}").format(price=money(value), length=months(term.months))
        case Rule.PERCENT if value is not None:
            return _("{share} % de moins").format(share=number(value))
        case Rule.OFFERED if value is not None:
            return _("{paid} mois payés sur {total}").format(paid=number(term.months - value), total=term.months)
        case _:
            return _("au prix du mois")


def with_rule(term: Term, rule: Rule, value: Decimal | None) -> Term:
    """Return `term` under another rule. Raises `ValidationError` when the value does not suit it."""
    cleared: dict[str, Any] = {Rule.PRICE.value: None, Rule.PERCENT.value: None, Rule.OFFERED.value: None}
    if rule != Rule.ORDINARY:
        cleared[rule.value] = value
    return evolve(term, **cleared)


def equivalent(project: Project, offer: Offer, term: Term, rule: Rule) -> Decimal | None:
    """Return the value under `rule` that comes nearest to what `term` costs now."""
    lead = offer.lead_rate
    if rule == Rule.ORDINARY or lead is None:
        return None
    price = price_offer(project, offer, months=term.months, tax=lead.tax)
    # The first price line alone has an own price; the other lines keep theirs.
    paid = next((line.amount for line in price.lines if line.address.endswith(f"/rates/{lead.id}")), None)
    if rule == Rule.PRICE:
        period = next((line.period_months for line in price.lines if line.amount is paid), None)
        return None if paid is None or not period else to_cents(paid * term.months / period)
    saved, ordinary = price.saving, price.ordinary
    share = saved / ordinary if saved is not None and ordinary and saved > 0 else Decimal(0)
    if rule == Rule.PERCENT:
        return (share * 100).quantize(Decimal("0.01"))
    return (share * term.months).quantize(Decimal(1))


@dataclass(frozen=True, slots=True)
class TermWords:
    """What a term comes to, in words."""

    monthly: str
    saving: str
    saves: bool


def term_words(project: Project, offer: Offer, term: Term, side: TaxMode = TaxMode.TTC) -> TermWords:
    """Say what `term` costs a month and what it saves on `side`, for what the offer includes."""
    price = price_offer(project, offer, months=term.months, tax=side)
    monthly = on_quote() if price.monthly is None else money(price.monthly, cents=True)
    return TermWords(monthly, saving_words(price), (price.saving or 0) > 0)


def told_term(project: Project, offer: Offer, term: Term, side: TaxMode = TaxMode.TTC) -> str:
    """Say all of a term: its rule, what it saves and comes to a month on `side`."""
    words = term_words(project, offer, term, side)
    sentence = _("{length} : {rule}.")
    if words.saves:
        sentence = _("{length} : {rule}, {saving}, soit {monthly} par mois.")
    saved = words.saving.replace(" (", _(" économisés ("), 1)
    parts = {"length": months(term.months), "rule": rule_words(term), "saving": saved, "monthly": words.monthly}
    return sentence.format(**parts)


def printed_term(project: Project, offer: Offer, term: Term) -> str:
    """Say what the sheet says of a term."""
    sheet = said_of_term(project, offer, term)
    said = _("La fiche dira « {words} ».") if sheet else _("La fiche n'en dit rien de plus que le prix ordinaire.")
    return said.format(words=sheet)


def saving_words(price: OfferPrice) -> str:
    """Say a saving: « 20 € (17 %) », « 5 € de plus », « — »."""
    saving, ordinary = price.saving, price.ordinary
    if saving is None:
        return on_quote()
    if not saving:
        return "—"
    if saving < 0:
        return _("{amount} de plus").format(amount=money(-saving))
    share = _(" ({share} %)").format(share=number(saving / ordinary * 100, 0)) if ordinary else ""
    return f"{money(saving)}{share}"


BILLINGS = (1, 3, 6, 12)


def billing_choices(term: Term) -> tuple[tuple[int | None, str], ...]:
    """Return how often a term may be paid: once for all, or by a shorter period that divides it."""
    named = {1: _("chaque mois"), 3: _("chaque trimestre"), 6: _("chaque semestre"), 12: _("chaque année")}
    shorter = {n for n in BILLINGS if n < term.months and term.months % n == 0}
    if term.billing_months is not None and term.billing_months != term.months:
        shorter.add(term.billing_months)
    words = ((n, named.get(n) or _("tous les {length}").format(length=months(n))) for n in sorted(shorter))
    return ((None, _("en une fois") if term.months > 1 else _("chaque mois")), *words)


def billing_words(term: Term) -> str:
    """Say how often a term is paid."""
    choices = dict(billing_choices(term))
    return choices.get(term.billing_months, choices[None])


def next_months(offer: Offer) -> int:
    """Return a likely length for one more term."""
    present = {term.months for term in offer.terms}
    usual = (1, 12, 24, 3, 36, 6)
    return next((length for length in usual if length not in present), max(present, default=0) + 12)
