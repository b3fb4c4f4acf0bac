"""On each example and template, every finding is one that `tests/golden/verdicts` lists and defends in a comment.

A finding more is noise until somebody says why it is right; one less is a rule that sleeps.
"""

from datetime import date
from pathlib import Path

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.storage.examples import examples, open_copy, templates

GOLDEN = Path(__file__).parent.parent / "golden" / "verdicts"
TODAY = date(2026, 11, 23)
NAMES = [example.name for example in (*examples(), *templates())]


def golden(name: str) -> list[str]:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_each_finding_is_expected_and_none_is_missing(name: str) -> None:
    told = [f"{one.severity} {one.rule} {one.address}" for one in run(open_copy(name), today=TODAY).findings]
    assert told == [line for line in golden(name) if line and not line.startswith("#")]


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_that_speaks_is_defended(name: str) -> None:
    rules: dict[str, str] = {}
    comment = ""
    for line in golden(name):
        if line.startswith("#"):
            comment = line.removeprefix("#").strip()
        elif line:
            rules.setdefault(line.split()[1], comment)
        else:
            comment = ""
    assert all(len(reason) > 15 for reason in rules.values()), rules


def test_nothing_is_kept_for_an_example_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(NAMES)
