"""The book of rules: every rule is in it, with words that people read."""

from dataclasses import replace

import pytest

from offerdesigner.checks import book
from offerdesigner.checks.registry import FAMILIES, all_rules
from offerdesigner.checks.sample_words import differences
from offerdesigner.checks.samples import offer, project, term
from offerdesigner.model.base import evolve
from tests.checks.rule_findings import D


def test_every_rule_has_its_entry_in_the_order_in_which_rules_run():
    assert [entry.id for entry in book.entries()] == [rule.id for rule in all_rules()]
    assert {entry.family for entry in book.entries()} <= set(FAMILIES)


@pytest.mark.parametrize("entry", book.entries(), ids=lambda entry: entry.id)
def test_an_entry_says_what_is_found_and_what_is_clearer(entry):
    assert entry.said.endswith((".", "?"))
    assert entry.other and all(entry.other)
    assert not any("None" in words or "{" in words for words in (entry.said, *entry.other))
    assert not entry.why[0].islower() and not entry.remedy[0].islower()


def test_a_heading_a_rule_with_its_id_in_backquotes():
    headings = [line for line in book.as_markdown(book.entries()).splitlines() if line.startswith("### ")]
    assert [line.rpartition(" ")[2] for line in headings] == [f"`{rule.id}`" for rule in all_rules()]


def test_what_markdown_would_read_is_shown_as_it_is():
    entry = replace(book.entries()[0], title="Un *mot* [gras] <b>")
    assert r"Un \*mot\* \[gras\] \<b\>" in book.as_markdown((entry,))
    assert "Un *mot* [gras] <b>" in book.as_text((entry,))


def test_rules_are_found_by_any_of_their_words_whatever_the_accents():
    assert [entry.id for entry in book.matching("price_cliff")] == ["price_cliff"]
    assert "longer_term_dearer" in {entry.id for entry in book.matching("ECHEANCE engager")}
    assert book.matching("") == book.entries()
    assert book.matching("introuvable et inconnu") == ()


def test_a_repair_is_told_only_where_there_is_one():
    by_id = {entry.id: entry for entry in book.entries()}
    assert by_id["price_cliff"].fixes and not by_id["no_contact"].fixes
    assert not by_id["longer_term_dearer"].waivable
    assert "non, il se corrige" in book.as_text((by_id["longer_term_dearer"],))


def test_differences_are_told_place_by_place():
    bad = project(offer("active", "10", "files", terms=(term(12, price=D(130)),)))
    good = project(offer("active", "10", "files", "office", terms=(term(12, price=D(100)),)))
    assert [words.replace("\u00a0", " ") for words in differences(bad, good)] == [
        "Active · Contenu · Écrire à plusieurs : en plus",
        "Active · Échéances · 1 an · Prix propre : 100 €, au lieu de 130 €",
    ]
    assert differences(bad, bad) == ()


def test_many_differences_are_counted():
    several = project(*(offer(f"o{n}", "10", "files") for n in range(9)))
    told = differences(several, evolve(several, offers=()))
    assert len(told) == 5 and told[-1] == "5 autres"
