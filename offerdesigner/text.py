"""Words and figures for people: translation, French numbers, money, dates and typography.

Conventions (see the French typographic code): decimal comma, thousands by U+202F, U+00A0
before « : » and « € », U+202F before « ; ! ? % », plural from 2.
"""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from offerdesigner import resources

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"

_ROOMY = Context(prec=80)
_ELIDED = "aeiouh"
_ASPIRATED = re.compile(
    r"haut|hasard|handicap|hangar|hausse|harcel|hameau|halte|hierarch|honte|onz"
    r"|(?:hackers?|halls?|heros|hors|hubs?|huit|oui)\b"
)

try:
    _catalogue: gettext.NullTranslations = gettext.translation("offerdesigner", resources.path("locale"), fallback=True)
except FileNotFoundError:
    _catalogue = gettext.NullTranslations()


def _(message: str) -> str:
    """Translate `message`, whose source language is French."""
    return _catalogue.gettext(message)


class NotANumber(ValueError):
    """What was typed is not a number; the message is a French sentence."""


class AmbiguousNumber(NotANumber):
    """What was typed can be read in two ways (« 1.234 »); `readings` holds both."""

    def __init__(self, typed: str, readings: tuple[Decimal, Decimal]) -> None:
        shown = " ou ".join(number(reading) for reading in readings)
        super().__init__(
            _("« {typed} » peut se lire {readings} : écrivez-le sans point.").format(typed=typed, readings=shown)
        )
        self.readings = readings


_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_PLAIN = re.compile(r"[0-9]+")


def parse_number(typed: str) -> Decimal:
    """Read a number as French people write or key it: « 1 234,50 € », « 1234.5 », « 12 ».

    Raises `AmbiguousNumber` for « 1.234 » and `NotANumber` for anything else.
    """
    text = _SPACES.sub(" ", typed.replace("€", " ").replace(MINUS, "-")).strip()
    negative = text.startswith("-")
    text = text.removeprefix("-").strip()
    whole, fraction = _split_decimals(text, typed)
    if not (_PLAIN.fullmatch(whole) or _GROUPED.fullmatch(whole)) or (fraction and not _PLAIN.fullmatch(fraction)):
        raise NotANumber(_("« {typed} » n'est pas un nombre.").format(typed=typed.strip()))
    value = Decimal(whole.replace(" ", "") + (f".{fraction}" if fraction else ""))
    return -value if negative else value


def _split_decimals(text: str, typed: str) -> tuple[str, str]:
    """Return the whole part (thousands by spaces at most) and the decimals of `text`."""
    if "," in text and "." in text:
        decimal_mark = max(",", ".", key=text.rfind)
        thousands = "." if decimal_mark == "," else ","
        whole, _mark, fraction = text.rpartition(decimal_mark)
        return whole.replace(thousands, " "), fraction
    if text.count(".") > 1:
        return text.replace(".", " "), ""
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        raise AmbiguousNumber(typed.strip(), (Decimal(text), Decimal(text.replace(".", ""))))
    whole, _mark, fraction = text.replace(".", ",").partition(",")
    return whole or ("0" if fraction else ""), fraction


def number(value: Decimal | int, decimals: int | None = None) -> str:
    """Write a number in French; `decimals` fixes them, else only those that matter are shown."""
    value = Decimal(value)
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ROOMY)
    elif value == value.to_integral_value():
        value = value.quantize(Decimal(1), context=_ROOMY)
    else:
        value = value.normalize(_ROOMY)
    shown = f"{abs(value):,f}".replace(",", NNBSP).replace(".", ",")
    return f"{MINUS}{shown}" if value < 0 else shown


def money(value: Decimal, *, cents: bool | None = None) -> str:
    """Write an amount in €; `cents` forces or (False) drops the decimals, else they show when there are any.

    A unit price keeps its third and fourth decimals.
    """
    if cents is None:
        cents = value != value.to_integral_value()
    fine = cents and value != value.quantize(Decimal("0.01"), context=_ROOMY)
    return f"{number(value, None if fine else 2 if cents else 0)}{NBSP}€"


def exact(amount: Decimal | None) -> str | None:
    """Return an amount in € as other programs read it: « 30.00 », or `None` when unknown."""
    return None if amount is None else f"{amount:.2f}"


def plural(quantity: object, singular: str, plural_form: str) -> str:
    """Choose the form that agrees with `quantity`: French counts as many from 2."""
    return plural_form if abs(Decimal(str(quantity))) >= 2 else singular


def ordinal(rank: int) -> str:
    """Write a rank: « 1er », « 41e »."""
    return _("1er") if rank == 1 else _("{n}e").format(n=number(Decimal(rank)))


def months(count: int) -> str:
    """Name a length of time: « 1 mois », « 1 an », « 18 mois », « 2 ans »."""
    if count % 12 == 0:
        years = count // 12
        return _("{n} an").format(n=years) if years < 2 else _("{n} ans").format(n=years)
    return _("{n} mois").format(n=count)


def every(period_months: int | None) -> str:
    """Name a cadence as it follows a price: « par mois », « par an », « pour 2 ans », « une fois »."""
    named = {None: _("une fois"), 1: _("par mois"), 3: _("par trimestre"), 12: _("par an")}
    if period_months in named:
        return named[period_months]
    return _("pour {length}").format(length=months(period_months or 0))


_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def day(value: date) -> str:
    """Write a date: « 3 mars 2027 », « 1er mars 2027 », with no-break spaces."""
    number_of_day = _("1er") if value.day == 1 else str(value.day)
    return NBSP.join((number_of_day, _(_MONTHS[value.month - 1]), str(value.year)))


_SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


def month(value: date) -> str:
    """Write the month of a date, in short: « sept. 2027 », with a no-break space."""
    return f"{_(_SHORT_MONTHS[value.month - 1])}{NBSP}{value.year}"


def listed(words: Iterable[str], conjunction: str | None = None) -> str:
    """Join words as a sentence does: « a, b et c »."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction or _('et')} {items[-1]}"


def of(name: str) -> str:
    """Return `name` after « de »: « de Rubis », « d'Émeraude », « d'Hiver », « de haut débit »."""
    plain = fold(name)
    return f"d'{name}" if plain.startswith((*_ELIDED, "y ", "yeux")) and not _ASPIRATED.match(plain) else f"de {name}"


_TYPESETTING = (
    (re.compile(r"(?<=\w)'(?=\w)"), "\u2019"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NBSP),
    (re.compile(r"[ \u00a0\u202f]*»"), NBSP + "»"),
    (re.compile(r"(?<=[^\W\d_])[ \u00a0]*([;!?]+)(?=\s|$|[»)])"), NNBSP + r"\1"),
    (re.compile(r"[ \u00a0]+([;!?%])"), NNBSP + r"\1"),
    (re.compile(r"[ \u202f]+:"), NBSP + ":"),
    (re.compile(r"[ \u202f]+·(?=\s|$)"), NBSP + "·"),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))"), NNBSP),
    (re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)[ \u202f]+(?=[^\W\d_]|€|°)"), r"\1" + NBSP),
    (re.compile(r"\b(art\.|n°|p\.|M\.|Mme)[ ]+"), r"\1" + NBSP),
)


@lru_cache(4096)
def typeset(text: str) -> str:
    """Return `text` with French spaces and apostrophes, so that no line breaks where it must not."""
    for pattern, replacement in _TYPESETTING:
        text = pattern.sub(replacement, text)
    return text


def fold(text: str) -> str:
    """Return `text` as it compares: no case, no accents, no difference of spaces, apostrophes or joined letters."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(plain.replace("œ", "oe").replace("æ", "ae").split())
