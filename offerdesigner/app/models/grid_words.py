"""The words and numbers that the cells of the tables understand."""

from __future__ import annotations

import re
from decimal import Decimal

from offerdesigner.text import _, every, parse_number

ABSENT = frozenset(
    {"", "-", "–", "—", "−", "✗", "✘", "❌", "non", "faux", "aucun", "aucune", "rien", "néant", "non proposée"}
)
QUOTE = frozenset({"sur devis", "devis"})
FREE = frozenset({"gratuit", "gratuite", "offert", "offerte", "gratuitement"})
INCLUDED = frozenset({"oui", "x", "✓", "✔", "✅", "vrai", "inclus", "incluse", "compris", "comprise"})
UNLIMITED = frozenset({"illimité", "illimitée", "illimités", "illimitées", "sans limite", "∞"})

_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009]+")
_CADENCE = re.compile(r"^(?P<amount>.*?\d[^/\w]*)(?:/|par)\s*(?P<unit>mois|an|année|trimestre)$")
_UNITS = {"mois": 1, "trimestre": 3, "an": 12, "année": 12}


class Refused(ValueError):
    """What was typed cannot stand in this cell; the message is a French sentence."""


def reduced(typed: str) -> str:
    """Return `typed` in lower case with plain, single spaces, to compare words."""
    return _SPACES.sub(" ", typed).strip().lower()


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


def read_amount(typed: str, months: int | None, decimals: int) -> Decimal:
    """Read an amount in € for a price of this many `months`; « 12 € par mois » is understood in its own row.

    Raises `Refused`.
    """
    text = reduced(typed)
    if found := _CADENCE.fullmatch(text):
        if _UNITS[found["unit"]] != months:
            raise Refused(_("Cette ligne est le prix {cadence}.").format(cadence=every(months)))
        text = found["amount"]
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
