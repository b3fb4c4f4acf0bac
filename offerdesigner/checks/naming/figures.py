"""Whole numbers in French words, as they are read aloud."""

from __future__ import annotations

LARGEST = 999_999_999

_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def in_words(digits: str) -> str:
    """Read `digits` aloud: « 365 » is « trois cent soixante-cinq ».

    A number that begins with a zero, or has more digits than one reads at once, is said digit by digit.
    """
    value = int(digits)
    if value > LARGEST or (int(digits[0]) == 0 and len(digits) > 1):
        return " ".join(_UNITS[int(digit)] for digit in digits)
    millions, rest = divmod(value, 1_000_000)
    if not millions:
        return _below_a_million(value)
    words = f"{_below_a_thousand(millions)} {'million' if millions == 1 else 'millions'}"
    return f"{words} {_below_a_million(rest)}" if rest else words


def counts_millions(digits: str) -> bool:
    """Tell whether `digits` end on « million(s) » once read: what they count follows « de »."""
    return in_words(digits).endswith(("million", "millions"))


def rank_in_words(digits: str, *, feminine: bool = False) -> str:
    """Read a rank aloud: « 1 » is « premier » (or « première »), « 21 » « vingt-et-unième ».

    `digits` begin with another figure than zero, and are at most `LARGEST`.
    """
    if int(digits) == 1:
        return "première" if feminine else "premier"
    words = in_words(digits)
    for ending, ordinal in (("cinq", "cinqu"), ("neuf", "neuv")):
        if words.endswith(ending):
            return f"{words.removesuffix(ending)}{ordinal}ième"
    if words.endswith(("vingts", "cents", "millions")):
        words = words.removesuffix("s")
    return f"{words.removesuffix('e')}ième"


def _below_a_million(value: int) -> str:
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _below_a_thousand(value)
    words = "mille" if thousands == 1 else f"{_below_a_thousand(thousands, alone=False)} mille"
    return f"{words} {_below_a_thousand(rest)}" if rest else words


def _below_a_thousand(value: int, *, alone: bool = True) -> str:
    """Read a number; not `alone`, « cent » and « vingt » that a number follows take no s."""
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _below_a_hundred(value, alone=alone)
    words = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
    if rest:
        return f"{words} {_below_a_hundred(rest, alone=alone)}"
    return f"{words}s" if hundreds > 1 and alone else words


def _below_a_hundred(value: int, *, alone: bool) -> str:
    if value <= 16:
        return _UNITS[value]
    if value < 20:
        return f"dix-{_UNITS[value - 10]}"
    ten = value // 10 * 10
    ten -= 10 if ten in (70, 90) else 0
    rest = value - ten
    if not rest:
        return f"{_TENS[ten]}s" if ten == 80 and alone else _TENS[ten]
    link = "-et-" if rest in (1, 11) and ten != 80 else "-"
    return f"{_TENS[ten]}{link}{_below_a_hundred(rest, alone=alone)}"
