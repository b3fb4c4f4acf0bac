"""What holds of every rule: its words, its samples, its repairs."""

import re
from dataclasses import replace
from datetime import date

import pytest

from offerdesigner.checks import registry
from offerdesigner.checks.engine import run
from offerdesigner.checks.registry import Rule, Sample, all_rules, rule, rule_of
from offerdesigner.checks.waivers import NotWaivable, waive
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.text import typeset

TODAY = date(2026, 11, 23)
RULES = all_rules()


def found_in(sample: Sample, wanted: Rule) -> list[Finding]:
    report = run(sample.project, today=sample.today or TODAY, misfits=sample.misfits)
    return [finding for finding in report.findings if finding.rule == wanted.id]


TROUBLE = (Severity.ERROR, Severity.WARNING)


def trouble_in(sample: Sample) -> set[tuple[str, str]]:
    report = run(sample.project, today=sample.today or TODAY, misfits=sample.misfits)
    return {(finding.rule, finding.address) for finding in report.findings if finding.severity in TROUBLE}


def test_ids_are_unique_readable_and_fit_in_a_waiver():
    ids = [one.id for one in RULES]
    assert len(set(ids)) == len(ids) >= 25
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{2,59}", name) for name in ids)


def test_a_rule_is_found_by_its_id():
    assert rule_of("price_cliff").family == "prices"
    with pytest.raises(KeyError):
        rule_of("no_such_rule")


def test_a_second_rule_of_the_same_name_is_refused():
    sample = RULES[0].bad
    with pytest.raises(ValueError, match="too_many_offers"):
        rule("too_many_offers", Severity.ERROR, message="", source="", bad=sample, good=sample)(RULES[0].check)


def test_a_rule_without_a_reason_is_refused():
    def silent(ctx):
        """Un titre seul."""
        yield from ()

    with pytest.raises(ValueError, match="silent"):
        rule("silent", Severity.ERROR, message="", source="", bad=RULES[0].bad, good=RULES[0].good)(silent)
    assert "silent" not in {one.id for one in registry.all_rules()}


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.id)
def test_a_rule_says_what_why_and_what_to_do(one: Rule):
    assert one.family in registry.FAMILIES
    assert 8 < len(one.title) < 70 and not one.title.endswith(".")
    assert len(one.why) > 40 and one.why.endswith(".")
    assert one.remedy.endswith(".")
    assert one.message.endswith((".", "?"))


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.id)
def test_a_source_says_which_course(one: Rule):
    assert one.source and ("7." not in one.source or "« Designer une offre de service »" in one.source)


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.id)
def test_the_bad_sample_is_found_and_the_good_one_is_not(one: Rule):
    findings = found_in(one.bad(), one)
    assert findings
    assert not found_in(one.good(), one)
    for finding in findings:
        assert finding.severity == one.severity
        assert "{" not in finding.message and "None" not in finding.message
        assert finding.message == " ".join(finding.message.split(" "))
        assert all(said == typeset(said) for said in (finding.message, *(fix.title for fix in finding.fixes)))


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.id)
def test_each_repair_of_the_bad_sample_mends_it_and_breaks_nothing(one: Rule):
    sample = one.bad()
    for finding in found_in(sample, one):
        for fix in finding.fixes:
            mended = replace(sample, project=fix.edit.apply(sample.project))
            assert finding.address not in {left.address for left in found_in(mended, one)}, fix.title
            assert trouble_in(mended) <= trouble_in(sample), fix.title
            assert fix.edit.label


@pytest.mark.parametrize("one", [one for one in RULES if one.severity in TROUBLE], ids=lambda one: one.id)
def test_one_cause_is_one_finding(one: Rule):
    """What is wrong in the bad sample, and not in the good one, is told by the rule that it is the sample of, alone."""
    said = {rule for rule, address in trouble_in(one.bad()) - trouble_in(one.good())}
    assert said == {one.id, *BESIDE.get(one.id, ())}


BESIDE = {"too_many_offers": ("split_arbitrage",)}
"""Troubles of another cause that a bad sample has as well: six offers of one step."""


@pytest.mark.parametrize("one", [one for one in RULES if not one.after_waivers], ids=lambda one: one.id)
def test_a_waiver_sets_aside_what_may_be_ignored_and_nothing_else(one: Rule):
    sample = one.bad()
    for finding in found_in(sample, one):
        if not one.waivable:
            with pytest.raises(NotWaivable):
                waive(finding, "Voulu", TODAY)
            continue
        ignored = replace(sample, project=waive(finding, "Voulu", TODAY).apply(sample.project))
        report = run(ignored.project, today=sample.today or TODAY, misfits=sample.misfits)
        assert finding.address not in {left.address for left in report.findings if left.rule == one.id}
        assert [(set_aside.rule, waiver.reason) for set_aside, waiver in report.waived] == [(one.id, "Voulu")]
        assert "unused_waiver" not in {left.rule for left in report.findings}


def test_strengths_cannot_be_waived():
    assert not [one.id for one in RULES if one.severity == Severity.STRENGTH and one.waivable]


@pytest.mark.parametrize("one", [one for one in RULES if one.figures], ids=lambda one: one.id)
def test_the_figures_of_a_rule_are_those_of_its_sentence(one: Rule):
    for finding in found_in(one.bad(), one):
        lines = one.figures_of(finding.data)
        assert len(lines) == len(one.figures)
        assert all(label and re.search(r"\d", value) and "{" not in label + value for label, value in lines)
        assert any(value.strip("+ ") in finding.message for _label, value in lines)


def test_a_figure_that_is_a_difference_is_that_of_the_others():
    (finding,) = found_in(rule_of("longer_term_dearer").bad(), rule_of("longer_term_dearer"))
    assert [value for _label, value in rule_of("longer_term_dearer").figures_of(finding.data)] == [
        "130\u00a0€",
        "120\u00a0€",
        "+ 10\u00a0€",
    ]
