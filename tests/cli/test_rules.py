from __future__ import annotations

from collections.abc import Callable

from offerdesigner.checks.registry import all_rules
from tests.cli.conftest import Run


def test_the_book_is_printed_within_the_terminal(run: Run) -> None:
    outcome = run("rules")
    assert outcome.status == 0 and outcome.err == ""
    assert max(map(len, outcome.out.splitlines())) <= 100
    assert all(f"({rule.id})" in outcome.out for rule in all_rules())


def test_the_book_as_markdown_has_one_heading_a_rule(run: Run) -> None:
    lines = run("rules", "--markdown").out.splitlines()
    assert lines[0] == "# Le livre des règles"
    assert sum(line.startswith("### ") for line in lines) == len(all_rules())
    assert any(line.endswith("`price_cliff`") for line in lines)


def test_the_book_for_another_program(run: Run) -> None:
    book = run("rules", "--json").json
    cliff = next(entry for entry in book if entry["id"] == "price_cliff")
    assert len(book) == len(all_rules())
    assert cliff["severity"] == "warning" and cliff["family"] == "prices"
    assert cliff["waivable"] is True and cliff["fixes"]


def test_one_way_of_writing_at_a_time(refused: Callable[..., str]) -> None:
    assert "--json" in refused("rules", "--markdown", "--json")
