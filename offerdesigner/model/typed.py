"""What people type, read as values: numbers, amounts, prices and the discounts of terms.

French words and numbers are read as a volunteer writes them: « 12,50 € », « 12 € par mois », « sur devis »,
« offerte », « −10 % », « 2 mois offerts ».
"""

from __future__ import annotations

import re
from decimal import Decimal

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import LEAD_FIELDS, Charge, FlatPrice, OnQuote
from offerdesigner.text import _, every, fold, parse_number

ABSENT = frozenset(
    {"", "-", "–", "—", "−", "✗", "✘", "❌", "non", "faux", "aucun", "aucune", "rien", "néant", "non proposée"}
)
QUOTE = frozenset({"sur devis", "devis", "sur demande", "nous consulter", "nous contacter", "contactez-nous"})
FREE = frozenset(
    {"gratuit", "gratuite", "gratuits", "gratuites", "gratuitement", "offert", "offerte", "offerts", "offertes"}
)
COMPRISED = frozenset({"inclus", "incluse", "incluses", "compris", "comprise", "comprises"})
INCLUDED = frozenset({"oui", "x", "✓", "✔", "✅", "vrai"}) | COMPRISED
ORDINARY = frozenset({"prix ordinaire", "ordinaire", "sans remise"})
UNLIMITED = frozenset({"illimité", "illimitée", "illimités", "illimitées", "sans limite", "∞"})

_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009]+")
_LENGTHS = {
    "mois": 1, "mensuel": 1, "mensualite": 1, "trimestre": 3, "trimestriel": 3, "semestre": 6, "semestriel": 6,
    "an": 12, "annee": 12, "annuel": 12, "biennal": 24, "bisannuel": 24,
}  # fmt: skip
_COUNTS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5}
COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(_COUNTS)})"
UNIT = r"(?P<unit>mois|trimestres?|semestres?|ans?|annees?)"
NUMBER = r"\d(?:[\d .,]*\d)?"
CURRENCY = r"(?:€|(?<![^\W\d])(?:euros?|eur)\b)"
EACH = r"(?:/|×|x|par|pour|les|le|la|chaque|tous les|toutes les)"
ONCE = r"(?:en )?une (?:seule )?fois"
BEYOND = r"(?:au[- ]dela des?|apres)(?: les)?"
ADJECTIVE = r"(?P<adjective>mensuel|mensualite|trimestriel|semestriel|annuel|biennal|bisannuel)(?:le|e)?s?"
"""Patterns of amounts and of what is said around them, in folded words; those of lengths are for `months_said`."""
SIDE = re.compile(r"\b(ht|ttc)\b")
LONGEST_MONTHS = 120
_CADENCE = re.compile(rf"^(?P<amount>.*?\d[^/\w]*)(?:/|par|pour) ?(?:{COUNT} ?)?{UNIT}$")
_ONCE = re.compile(rf"^(?P<amount>.*?\d[^/\w]*?),? ?{ONCE}$")
_EUROS = re.compile(r"(?<=\d) ?(?:euros?|eur)\b")
_PERCENT = re.compile(r"[-−–]?\s*([\d\s.,\u202f\u00a0]*\d)\s*%")
_MONTHS_OFFERED = re.compile(r"([\d\s.,\u202f\u00a0]*\d)\s*mois\s+(?:offerts?|gratuits?)")
_UNIT_AMOUNTS = frozenset({"unit_price"})


class Refused(ValueError):
    """What was typed cannot stand in this cell; the message is a French sentence."""


def reduced(typed: str) -> str:
    """Return `typed` in lower case with plain, single spaces, to compare words."""
    return _SPACES.sub(" ", typed).strip().lower()


def months_said(found: re.Match[str]) -> int:
    """Return the length in months that was found with `COUNT`, `UNIT` or `ADJECTIVE`; a bare number counts months."""
    said = found.groupdict()
    unit = said.get("adjective") or said.get("unit") or "mois"
    count = said.get("count") or "un"
    return (_COUNTS.get(count) or int(count)) * _LENGTHS[unit if unit == "mois" else unit.removesuffix("s")]


def read_length(found: re.Match[str]) -> int:
    """Return the length in months that was found, of ten years at most.

    Raises `Refused`.
    """
    said = months_said(found)
    if not 1 <= said <= LONGEST_MONTHS:
        raise Refused(_("Une durée va de 1 à {n} mois.").format(n=LONGEST_MONTHS))
    return said


def read_number(typed: str, *, decimals: int) -> Decimal:
    """Read a number, not negative, with at most `decimals` decimals.

    Raises `Refused`.
    """
    try:
        value = parse_number(typed)
    except ValueError as error:
        raise Refused(str(error)) from error
    if value < 0:
        raise Refused(_("Il faut un nombre positif."))
    if value >= Decimal(10) ** (12 - decimals):
        raise Refused(_("Ce nombre est trop grand."))
    if value != round(value, decimals):
        raise Refused(_("{n} chiffres après la virgule au plus.").format(n=decimals))
    return value


def read_period(typed: str, present: int | None) -> tuple[str, int | None]:
    """Return a price as typed without the length it says, and that length in months; `present` where it says none.

    « 15 par an » is « 15 » for 12 months, « 60 € une fois » is « 60 € » for `None`. Raises `Refused`.
    """
    text = _EUROS.sub(" €", fold(typed))
    if found := _ONCE.fullmatch(text):
        return found["amount"], None
    if found := _CADENCE.fullmatch(text):
        return found["amount"], read_length(found)
    return _EUROS.sub(" €", reduced(typed)), present


def read_amount(typed: str, months: int | None, decimals: int) -> Decimal:
    """Read an amount in € for a price of this many `months`; « 12 € par mois » is understood in its own row.

    Raises `Refused`.
    """
    text, said = read_period(typed, months)
    if said != months:
        raise Refused(_("Cette ligne est le prix {cadence}.").format(cadence=every(months)))
    try:
        value = parse_number(text)
    except ValueError as error:
        if re.search(r"\d", text):
            raise Refused(str(error)) from error
        message = _("« {typed} » n'est pas un prix : tapez un nombre, « gratuit » ou « sur devis ».")
        raise Refused(message.format(typed=typed.strip())) from error
    if value < 0:
        raise Refused(_("Un prix n'est jamais négatif."))
    return read_number(text, decimals=decimals)


def read_charge(charge: Charge, typed: str, months: int | None) -> Charge:
    """Return `charge`, a price for this many `months`, with what was typed as its leading amount.

    Raises `Refused`.
    """
    words = reduced(typed)
    if words in QUOTE:
        return OnQuote()
    if isinstance(charge, OnQuote):
        charge = FlatPrice(amount=Decimal(0))
    field = LEAD_FIELDS.get(charge.kind)
    if field is None:
        raise Refused(_("Ce prix a plusieurs tranches : elles se changent dans « Détail du prix » (Ctrl+Entrée)."))
    decimals = 4 if field in _UNIT_AMOUNTS else 2
    amount = Decimal(0) if words in FREE else read_amount(typed, months, decimals)
    return evolve(charge, **{field: amount})


def read_rule(typed: str, months: int, lead: Charge | None) -> dict[str, Decimal]:
    """Read what a term of this many `months` costs beside `lead`, the ordinary price: its own price or a discount.

    The answer is a field of `Term` and its value; nothing for the ordinary price. Raises `Refused`.
    """
    words = reduced(typed)
    if words in ORDINARY:
        return {}
    if found := _PERCENT.fullmatch(words):
        percent = read_number(found[1], decimals=2)
        if percent > 100:
            raise Refused(_("Une remise ne dépasse pas 100 %."))
        return {"percent_off": percent}
    if found := _MONTHS_OFFERED.fullmatch(words):
        offered = read_number(found[1], decimals=3)
        if offered >= months:
            raise Refused(_("Il faut offrir moins de mois que n'en compte l'échéance."))
        return {"months_offered": offered}
    if words in QUOTE:
        raise Refused(_("C'est le prix ordinaire qui est « sur devis » ; ici, laissez vide ou donnez une remise."))
    amount = Decimal(0) if words in FREE else read_amount(typed, months, 2)
    if lead is not None and lead.kind not in LEAD_FIELDS:
        raise Refused(
            _("Le prix ordinaire a plusieurs tranches : donnez une remise (« −10 % ») ou « 2 mois offerts ».")
        )
    return {"price": amount}


def read_fee(typed: str) -> FlatPrice | OnQuote | None:
    """Read a setup fee, free where it is included; `None` where there is none. Raises `Refused`."""
    words = reduced(typed)
    if words in ABSENT:
        return None
    if words in QUOTE:
        return OnQuote()
    return FlatPrice(amount=Decimal(0) if words in FREE | INCLUDED else read_amount(typed, None, 2))
