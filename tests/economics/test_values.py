"""Figures in words, the same wherever they are said."""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import offerdesigner.economics
from offerdesigner.economics.values import clients_words, euros, percent, rounded_euros, total, weighted
from offerdesigner.text import NBSP, NNBSP
from tests.plain import plain


@pytest.mark.parametrize(
    ("share", "said"),
    [("1/3", "33 %"), ("1/200", "1 %"), ("-1/200", "-1 %"), ("0", "0 %"), ("12", "1 200 %"), ("1/1000", "0 %")],
)
def test_a_share_is_said_to_the_whole_percent(share: str, said: str) -> None:
    assert percent(Fraction(share)).replace(NNBSP, " ").replace("−", "-") == said


def test_an_amount_is_said_to_the_cent() -> None:
    assert euros(Fraction(10, 3)) == f"3,33{NBSP}€"
    assert (euros(Fraction(3)), euros(Fraction(3), cents=True)) == (f"3{NBSP}€", f"3,00{NBSP}€")


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 client"), (1, "1 client"), (2, "2 clients"), (1200, "1 200 clients")]
)
def test_clients_agree_with_their_number(count: int, said: str) -> None:
    assert plain(clients_words(count)) == said


@given(st.fractions(-(10**6), 10**6))
def test_cents_are_rounded_half_away_from_zero(amount: Fraction) -> None:
    cents = rounded_euros(amount)
    assert abs(Fraction(cents) - amount) <= Fraction(1, 200)
    assert rounded_euros(-amount) == -cents
    assert cents == round(cents, 2) and isinstance(cents, Decimal)


_AMOUNTS = st.fractions(-1000, 1000, max_denominator=10_000)


@given(st.lists(st.tuples(_AMOUNTS, _AMOUNTS), max_size=20))
def test_exact_sums_are_those_of_fractions(pairs: list[tuple[Fraction, Fraction]]) -> None:
    assert total(one for one, _by in pairs) == sum(one for one, _by in pairs)
    assert weighted(pairs) == sum(one * by for one, by in pairs)


def test_what_figures_are_made_of_is_written_once() -> None:
    seen: dict[str, str] = {}
    for path in sorted(Path(offerdesigner.economics.__path__[0]).rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.Assign):
                body = node.body[1:] if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) else node
                written = (
                    ast.dump(node.args) + str(list(map(ast.dump, body))) if isinstance(body, list) else ast.dump(body)
                )
                assert seen.setdefault(written, path.name) == path.name, (
                    f"{ast.unparse(node)} is in {seen[written]} too"
                )
