"""Repairs made many at once: what they change, what they never change, and when they stop."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.checks.engine import run
from offerdesigner.checks.mending import all_safe, mend, safe_fixes
from offerdesigner.checks.registry import Rule, all_rules, rule_of
from offerdesigner.checks.samples import DAY, offer, project, term
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.project import Project, Waiver, inclusions_of
from offerdesigner.model.typed import Refused
from offerdesigner.pricing.offers import price_offer
from tests.checks.rule_findings import D, found
from tests.strategies import projects

WITH_FIXES = [
    rule for rule in all_rules() if any(fix for one in found(rule.id, rule.bad().project) for fix in one.fixes)
]
SAFE = {
    "software_before_need",
    "quantity_without_need",
    "english_unit",
    "two_spellings",
    "shares_leave_a_rest",
    "unused_waiver",
}


def sold(sold: Project) -> list[object]:
    """What each offer asks and gives, and each option."""
    return [
        *(
            (one.id, inclusions_of(sold, one), [price_offer(sold, one, months=months).first_year for months in (1, 12)])
            for one in sold.offers
        ),
        *((one.id, one.adds, one.rates, one.available_for, one.needs, one.excludes) for one in sold.options),
    ]


def two_names() -> Project:
    services = (Service(id="a", need="Nextcloud"), Service(id="b", need="Collabora"))
    old = Waiver(
        id="old", rule="no_price", address="offers/active/rates", reason="Au cas par cas", date=date(2026, 1, 1)
    )
    return project(offer("active", "10", "a", "b"), services=services, waivers=(old,))


@pytest.mark.parametrize("rule", WITH_FIXES, ids=lambda rule: rule.id)
def test_the_rules_whose_repairs_are_safe_are_those_declared(rule: Rule) -> None:
    safe = any(fix.safe for one in found(rule.id, rule.bad().project) for fix in one.fixes)
    assert safe == (rule.id in SAFE)


def test_all_that_is_safe_is_one_edit_with_a_name() -> None:
    before = two_names()
    edit = all_safe(run(before, today=DAY).findings)
    assert edit is not None and edit.label == "Faire 3 corrections sûres"
    after = edit.apply(before)
    assert [service.software for service in after.services] == ["Nextcloud", "Collabora"]
    assert after.waivers == () and after.offers == before.offers
    assert all_safe(run(after, today=DAY).findings) is None


def test_a_place_is_mended_once_and_a_repair_in_the_way_of_another_is_left() -> None:
    before = project(offer("active", "10", "files"))
    gone = Fix("Autre", set_value("offers/partie/name", "X", "Nommer"), safe=True)
    first, second = (Fix(name, set_value("structure/name", name, "Nommer"), safe=True) for name in "AB")
    findings = [Finding("a", "", fixes=(fix,)) for fix in (first, second, gone)]
    assert safe_fixes(findings) == (first, gone)
    edit = all_safe(findings)
    assert edit is not None and edit.apply(before).structure.name == "A"


def _refuse(_project: Project) -> Project:
    raise Refused("Ce devis est envoyé.")


def _lose(_project: Project) -> Project:
    raise KeyError("offers")


@pytest.mark.parametrize("apply", [_refuse, _lose])
def test_a_repair_that_is_refused_keeps_no_other_from_being_made(apply: Callable[[Project], Project]) -> None:
    before = project(offer("active", "10", "files"))
    refused = Fix("Refusée", Edit("Refuser", apply, "offers/active/name"), safe=True)
    named = Fix("Nommer", set_value("structure/name", "A", "Nommer"), safe=True)
    edit = all_safe([Finding("a", "", fixes=(fix,)) for fix in (refused, named)])
    assert edit is not None and edit.apply(before).structure.name == "A"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects())
def test_safe_repairs_change_no_price_and_no_content_and_leave_no_new_error(before: Project) -> None:
    findings = run(before, today=DAY).findings
    edit = all_safe(findings)
    if edit is None:
        return
    after = edit.apply(before)
    assert sold(after) == sold(before)
    errors = {(one.rule, one.address) for one in findings if one.severity is Severity.ERROR}
    assert {(o.rule, o.address) for o in run(after, today=DAY).findings if o.severity is Severity.ERROR} <= errors


def test_each_repair_is_made_on_what_the_last_one_left() -> None:
    dear = project(offer("active", "10", "files", terms=(term(1), term(6, price=D(90)), term(12, price=D(130)))))
    mended = mend(dear, "longer_term_dearer", DAY)
    assert len(mended.done) == 2 and mended.left == ()
    assert [one.price for one in mended.project.offers[0].terms] == [None, D(60), D(120)]


@pytest.mark.parametrize("rule", WITH_FIXES, ids=lambda rule: rule.id)
def test_mending_ends_and_leaves_only_what_it_tells(rule: Rule) -> None:
    mended = mend(rule.bad().project, rule.id, DAY)
    assert mended.done
    assert list(mended.left) == found(rule.id, mended.project)


def test_what_was_ignored_stays_as_it_is() -> None:
    dear = project(offer("active", "10", "hollow"), services=(Service(id="hollow", need="Nextcloud"),))
    ignored = Waiver(id="w", rule="software_before_need", address="services/hollow/need", reason="Voulu", date=DAY)
    mended = mend(dear.model_copy(update={"waivers": (ignored,)}), "software_before_need", DAY)
    assert mended.done == () and mended.left == ()


@pytest.mark.parametrize("rule", sorted(SAFE))
def test_the_safe_repairs_of_a_rule_change_no_price_and_no_content(rule: str) -> None:
    bad = rule_of(rule).bad().project
    edit = all_safe(found(rule, bad))
    assert edit is not None
    assert edit.apply(bad) != bad and sold(edit.apply(bad)) == sold(bad)
