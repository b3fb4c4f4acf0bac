"""Sentences filled from a finding's data.

A template's fields say how their value is written: `{price:money}`, `{count:offre|offres}`
(number and agreement), `{length:months}`, `{period:every}`, `{names:listed}`, `{share:number}`.
A value that is missing or unknown leaves its place empty rather than failing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from string import Formatter
from typing import Any

from offerdesigner import text
from offerdesigner.checks.vocabulary import REMEMBERED


def quoted(words: Any) -> str:
    """Return the name between French quotation marks."""
    return f"« {words} »"


class _Sentence(Formatter):
    def parse(self, format_string: Any) -> Any:
        return _parsed(format_string)

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return ""
        if "|" in format_spec:
            singular, plural = format_spec.split("|")
            return f"{text.number(value)}{text.NBSP}{text.plural(value, singular, plural)}"
        write = _WAYS.get(format_spec, str)
        try:
            return write(value)
        except (TypeError, ValueError, InvalidOperation):
            return str(value)


@cache
def _parsed(template: str) -> tuple[Any, ...]:
    """Return the parts of a template, of which there are few: the rules' own."""
    return tuple(Formatter().parse(template))


_WAYS: dict[str, Callable[[Any], str]] = {
    "money": lambda value: text.money(Decimal(str(value))),
    "number": lambda value: text.number(Decimal(str(value))),
    "months": text.months,
    "every": text.every,
    "listed": lambda names: text.listed(quoted(name) for name in names),
    "joined": text.listed,
}


def sentence(template: str, data: Mapping[str, Any]) -> str:
    """Return `template` filled from `data`, set in French typography."""
    return typeset(_SENTENCE.vformat(template, (), data))


@lru_cache(REMEMBERED)
def typeset(words: str) -> str:
    """Return `words` in French typography, remembered from one look at the project to the next."""
    return text.typeset(words)


_SENTENCE = _Sentence()
