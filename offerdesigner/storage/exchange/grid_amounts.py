"""What a cell of a grid says: an amount with its length and its tax, a quantity; never guessed when it is ambiguous."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from offerdesigner.model.offers import TaxMode
from offerdesigner.model.typed import (
    ABSENT,
    ADJECTIVE,
    COUNT,
    FREE,
    QUOTE,
    UNIT,
    UNLIMITED,
    Refused,
    months_said,
    read_rule,
    reduced,
)
from offerdesigner.storage.exchange.cells import LARGEST, Cell, shown
from offerdesigner.storage.exchange.grid_labels import LONGEST_MONTHS, find_tax
from offerdesigner.storage.exchange.grid_layout import Reading
from offerdesigner.text import NotANumber, _, number, parse_number

_DOUBLE = re.compile(r"(?<![\d.,])[1-9]\d{0,2}[.,]\d{3}(?![\d.,])")
_CENT = Decimal("0.01")
_FINE = Decimal("0.0001")


class Ambiguous(Exception):
    """An amount that can be read in two ways, and how."""

    def __init__(self, thousands: Decimal, decimals: Decimal) -> None:
        super().__init__(thousands, decimals)
        self.readings = {Reading.THOUSANDS: thousands, Reading.DECIMALS: decimals}


def is_double(text: str) -> bool:
    """Tell whether there is an amount in `text` that can be read in two ways."""
    return _DOUBLE.search(text) is not None


def settled(text: str, reading: Reading | None) -> str:
    """Return `text` with its amount, if it can be read in two ways, written so that there is only one.

    Raises `Ambiguous` without a `reading`.
    """
    found = _DOUBLE.search(text)
    if found is None:
        return text
    written = found[0]
    thousands, decimals = Decimal(re.sub("[.,]", "", written)), Decimal(written.replace(",", "."))
    if reading is None:
        raise Ambiguous(thousands, decimals)
    chosen = thousands if reading is Reading.THOUSANDS else decimals
    return f"{text[: found.start()]}{number(chosen)}{text[found.end() :]}"


Unit = Literal["users", "storage"]


@dataclass(frozen=True)
class Price:
    """What a cell says of a price: `typed` is for the readers of the model, the rest is `None` when it is unsaid."""

    typed: str
    months: int | None = None
    is_once: bool = False
    tax: TaxMode | None = None
    unit: Unit | None = None
    size: Decimal | None = None
    """How many units it is for, when that is more than one: « 2 € les 10 Go »."""
    was_rounded: bool = False

    @property
    def is_absent(self) -> bool:
        """Whether the cell says that there is no price."""
        return self.typed in ABSENT

    @property
    def is_quote(self) -> bool:
        """Whether the price is on quote."""
        return self.typed in QUOTE

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount, be it nought: what a discount or « sur devis » is not."""
        if self.typed in FREE:
            return True
        try:
            return parse_number(self.typed) >= 0
        except NotANumber:
            return False

    def months_in(self, supposed: int | None) -> int | None:
        """Return what the price is for, `supposed` where the cell does not say it."""
        return None if self.is_once else self.months or supposed


_PEOPLE = r"(?:utilisat\w+|personnes?|pers\.?|comptes?|usagers?|users?|membres?|postes?)"
_SIZE = rf"(?P<size>\d{{1,6}}) ?(?:(?P<room>go|gb)\b|{_PEOPLE})"
_PACK = re.compile(rf"(?:/|\bpar|\bles|\bpour|\bde) ?(?:(?:tranche|lot) de )?{_SIZE}")
_UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = (
    (re.compile(rf"(?:/|\b(?:et )?par) ?{_PEOPLE}"), "users"),
    (re.compile(r"(?:/|\b(?:et )?par) ?(?:go|gb)\b"), "storage"),
)
_CADENCE = re.compile(rf"(?:/|\bpar|\bpour|\bchaque|\bles) ?(?:{COUNT} ?)?{UNIT}\b|\b{ADJECTIVE}\b")
_ONCE = re.compile(r"\b(?:une (?:seule )?fois|en une fois)\b")
_CURRENCY = re.compile(r"€|\beuros?\b|\beur\b")
_AROUND = " +*:;,()[]"


def read_price(cell: Cell, reading: Reading | None, *, is_fine: bool = False) -> Price:
    """Read « 10 €/mois », « 12 € HT », « gratuit », « sur devis », « −10 % »; amounts are rounded to the cent.

    A price of a unit (`is_fine`, or said by the cell) keeps four decimals. What is no price is left as it is,
    for the readers of the model to refuse. Raises `Ambiguous`.
    """
    if isinstance(cell, Decimal):
        return _rounded(Price(shown(cell)), cell, is_fine)
    words = reduced(cell).replace("é", "e").replace("è", "e")
    tax, words = find_tax(words)
    size, unit, words = _without_unit(words)
    words, months = _without_cadence(words)
    is_once = _ONCE.search(words) is not None
    words = _CURRENCY.sub(" ", _ONCE.sub(" ", words))
    words = reduced(words.replace("(", " ").replace(")", " ")).strip(_AROUND).removesuffix(" et").strip()
    typed = _known(reduced(cell), words)
    if typed is None:
        typed = settled(words, reading) if re.search(r"\d", words) else reduced(cell)
    price = Price(typed, months, is_once, tax, unit, size)
    try:
        value = parse_number(typed)
    except ValueError:
        return price
    return _rounded(price, value, is_fine or unit is not None)


def _without_unit(words: str) -> tuple[Decimal | None, Unit | None, str]:
    """Return how many of what an amount is for, and the words without that."""
    found = _PACK.search(words)
    if found is not None:
        rest = f"{words[: found.start()]} {words[found.end() :]}"
        return Decimal(found["size"]), "storage" if found["room"] else "users", rest
    for pattern, unit in _UNITS:
        if pattern.search(words):
            return None, unit, pattern.sub(" ", words)
    return None, None, words


def pack_size(label: str) -> Decimal | None:
    """Return how many people or Go a heading is for: « 10 Go en plus »."""
    found = re.search(_SIZE, reduced(label))
    size = Decimal(found["size"]) if found else Decimal(0)
    return size if size > 1 else None


def _known(written: str, bare: str) -> str | None:
    for words in (written, bare):
        if words in FREE | QUOTE | ABSENT:
            return words
    return None


def _without_cadence(words: str) -> tuple[str, int | None]:
    found = _CADENCE.search(words)
    if found is None:
        return words, None
    months = months_said(found)
    if not 1 <= months <= LONGEST_MONTHS:
        return words, None
    return f"{words[: found.start()]} {words[found.end() :]}", months


def _rounded(price: Price, value: Decimal, is_fine: bool) -> Price:
    exact = value.quantize(_FINE if is_fine else _CENT, ROUND_HALF_UP) if abs(value) < LARGEST else value
    return replace(price, typed=number(exact), was_rounded=exact != value)


_COUNTED = re.compile(r"(?P<number>[-−]?\d[\d ]*(?:[.,][\d.,]*\d)?) ?(?P<unit>[^\W\d_]*)\.?")
_BEFORE = re.compile(r"^(?:jusqu'a|max(?:imum|i)?\.?) |(?: max(?:imum|i)?\.?| compris(?:es?)?| inclus(?:es?)?)$")
_SCALES = {"to": Decimal(1000), "tb": Decimal(1000), "go": Decimal(1), "gb": Decimal(1), "mo": Decimal("0.001")}


def read_quantity(cell: Cell, reading: Reading | None, unit: Unit) -> str | None:
    """Return how many people or Go a cell says, as the readers of the model take it, or `None` for other words.

    Raises `Ambiguous`.
    """
    if isinstance(cell, Decimal):
        return number(cell)
    words = reduced(cell).replace("’", "'").replace("à", "a")
    if words in UNLIMITED | ABSENT:
        return words
    found = _COUNTED.fullmatch(_BEFORE.sub("", _BEFORE.sub("", words)))
    if found is None:
        return None
    scale = _scale(found["unit"], unit)
    if scale is None:
        return None
    try:
        return number(parse_number(settled(found["number"], reading)) * scale)
    except ValueError:
        return None


def _scale(named: str, unit: Unit) -> Decimal | None:
    if not named:
        return Decimal(1)
    if unit == "storage":
        return _SCALES.get(named)
    is_people = re.fullmatch(_PEOPLE, named)
    return Decimal(1) if is_people else None


_OPTIONAL = re.compile(r"^(?:en option|option(?:nel(?:le)?)?)\b\s*[:,;(–—-]*\s*", re.IGNORECASE)


def option_price(cell: Cell) -> str | None:
    """Return what follows « en option » in a cell (« 4 € / mois », perhaps nothing), or `None` where it is no option.

    « + 4 € » is the price of an option too.
    """
    text = shown(cell).strip()
    found = _OPTIONAL.match(text)
    if found is None:
        return text[1:].strip() if text.startswith("+") and re.search(r"\d", text) else None
    price = text[found.end() :].strip(" )")
    is_price = not price or reduced(price) in FREE | QUOTE or re.search(r"\d", price)
    return price if is_price else None


def looks_like_amount(cell: Cell) -> bool:
    """Tell whether a cell is an amount in €."""
    return isinstance(cell, str) and _CURRENCY.search(reduced(cell)) is not None and re.search(r"\d", cell) is not None


def looks_counted(cell: Cell, unit: Unit) -> bool:
    """Tell whether a cell counts people or Go."""
    return read_quantity(cell, Reading.THOUSANDS, unit) is not None


def is_price_cell(cell: Cell) -> bool:
    """Tell whether a cell is a price that can be read, « sur devis » or a discount."""
    price = read_price(cell, Reading.THOUSANDS)
    if price.is_quote or price.is_amount:
        return True
    try:
        read_rule(price.typed, LONGEST_MONTHS, None)
    except Refused:
        return False
    return not price.is_absent


def quoted(text: str, longest: int = 40) -> str:
    """Return some words of a cell as a sentence quotes them."""
    words = " ".join(text.split())
    return _("« {words} »").format(words=words if len(words) <= longest else f"{words[: longest - 1]}…")
