"""Sentences filled from a finding's data.

A template's fields say how their value is written: `{price:money}`, `{count:offre|offres}`
(number and agreement), `{length:months}`, `{period:every}`, `{names:listed}`, `{share:number}`.
A value that is missing or unknown leaves its place empty rather than failing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from string import Formatter
from typing import Any

from offerdesigner import text


def quoted(words: Any) -> str:
    """Return the name between French quotation marks."""
    return f"« {words} »"


class _Sentence(Formatter):
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
    return text.typeset(_Sentence().vformat(template, (), data))
