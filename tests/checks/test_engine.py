"""The engine: order, waivers, misfits, and a rule that fails."""

import logging
from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from offerdesigner.checks import engine, registry
from offerdesigner.checks.samples import offer, option, project, term
from offerdesigner.checks.waivers import NotWaivable, can_waive, resume, waive
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Range

TODAY = date(2026, 11, 23)


def rules_of(report: engine.Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_the_worst_comes_first_then_the_order_of_the_project():
    sold = project(
        offer("second", None, "files"),
        offer("first", None, "files"),
        offer("third", "10", "files", terms=(term(12, price=130),)),
        end_of_contract="",
    )
    report = engine.run(sold, today=TODAY)
    kept = [(f.rule, f.address) for f in report.findings if f.severity != Severity.STRENGTH]
    assert kept == [
        ("longer_term_dearer", "offers/third/terms/months-12/price"),
        ("no_price", "offers/second/rates"),
        ("no_price", "offers/first/rates"),
        ("no_end_of_contract", "end_of_contract"),
    ]


def test_a_waived_finding_is_set_aside_with_its_reason_and_can_be_taken_back():
    sold = project(offer("active", None, "files"))
    [finding] = [f for f in engine.run(sold, today=TODAY).findings if f.rule == "no_price"]
    edit = waive(finding, "Le prix se discute de vive voix.", TODAY)
    waived = edit.apply(sold)
    report = engine.run(waived, today=TODAY)
    assert "no_price" not in rules_of(report)
    [(aside, waiver)] = report.waived
    assert aside.rule == "no_price" and waiver.reason == "Le prix se discute de vive voix." and waiver.date == TODAY
    assert "no_price" in rules_of(engine.run(resume(waiver).apply(waived), today=TODAY))


def test_a_waiver_whose_finding_is_gone_is_told_and_its_repair_removes_it():
    sold = project(offer("active", None, "files"))
    [finding] = [f for f in engine.run(sold, today=TODAY).findings if f.rule == "no_price"]
    waived = waive(finding, "Au cas par cas", TODAY).apply(sold)
    priced = waived.model_copy(update={"offers": (offer("active", "10", "files"),)})
    [unused] = [f for f in engine.run(priced, today=TODAY).findings if f.rule == "unused_waiver"]
    assert unused.severity == Severity.ADVICE and "Au cas par cas" in unused.message
    assert unused.fixes[0].edit.apply(priced).waivers == ()


def test_a_waiver_about_paper_is_not_called_useless_before_anything_is_drawn():
    sold = project(offer("active", "10", "files"))
    misfit = Finding("text_does_not_fit", "offers/active/name", {"text": "Active", "excess_mm": 1})
    waived = waive(misfit, "On imprime en A3.", TODAY).apply(sold)
    assert "unused_waiver" not in rules_of(engine.run(waived, today=TODAY))
    assert len(engine.run(waived, today=TODAY, misfits=(misfit,)).waived) == 1


def test_arithmetic_cannot_be_waived_and_a_reason_must_be_given():
    sold = project(offer("active", "10", "files", terms=(term(12, price=130),)), end_of_contract="")
    report = engine.run(sold, today=TODAY)
    by_rule = {finding.rule: finding for finding in report.findings}
    assert not can_waive(by_rule["longer_term_dearer"])
    with pytest.raises(NotWaivable, match="corrige"):
        waive(by_rule["longer_term_dearer"], "C'est voulu", TODAY)
    with pytest.raises(ValidationError):
        waive(by_rule["no_end_of_contract"], "   ", TODAY)


def test_what_the_drawing_said_is_completed_by_its_rule_or_shown_as_it_came():
    sold = project(offer("active", "10", "files"))
    known = Finding("text_does_not_fit", "offers/active/name", {"text": "Émancipation", "excess_mm": 2.5})
    foreign = Finding("paper_jam", "offers/active", severity=Severity.ERROR, message="Bourrage.")
    report = engine.run(sold, today=TODAY, misfits=(known, foreign))
    shown = {finding.rule: finding for finding in report.findings}
    assert shown["text_does_not_fit"].message.startswith("«\u00a0Émancipation\u00a0» dépasse de 2,5")
    assert shown["text_does_not_fit"].severity == Severity.WARNING
    assert shown["paper_jam"] == foreign


def test_a_rule_that_fails_is_told_and_logged_while_the_others_run(monkeypatch, caplog):
    def broken(ctx):
        raise ZeroDivisionError

    failing = replace(registry.rule_of("no_price"), check=broken)
    others = [failing if one.id == "no_price" else one for one in registry.all_rules()]
    monkeypatch.setattr(engine, "all_rules", lambda: tuple(others))
    with caplog.at_level(logging.ERROR):
        report = engine.run(project(offer("active", None, "files"), end_of_contract=""), today=TODAY)
    assert "no_end_of_contract" in rules_of(report)
    [internal] = [finding for finding in report.findings if finding.rule == engine.INTERNAL]
    assert "n’a pas pu être vérifiée" in internal.message or "n'a pas pu être vérifiée" in internal.message
    assert "ZeroDivisionError" in caplog.text


def test_data_holds_numbers_and_the_sentence_writes_them_in_french():
    sold = project(offer("active", "1000", "files", terms=(term(1), term(12, price=12345))))
    [finding] = [f for f in engine.run(sold, today=TODAY).findings if f.rule == "longer_term_dearer"]
    assert finding.data["price"] == 12345 and finding.data["difference"] == 345
    assert "12\u202f345\u00a0€" in finding.message


def test_an_empty_project_raises_nothing():
    report = engine.run(
        project(ranges=(Range(id="associations", name=""),), options=(option("seule", "3"),)), today=TODAY
    )
    assert engine.INTERNAL not in rules_of(report)
