"""Mentions, dates and values of the law: where each rule speaks, and where it keeps silent."""

from datetime import date

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.samples import offer, project
from offerdesigner.model.base import evolve
from offerdesigner.model.costs import CostFamily, CostLine, Salary
from offerdesigner.model.finding import Finding
from offerdesigner.model.forecast import Plan, Scenario, WagePoint
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from tests.checks.rule_findings import TODAY, D, found, one


def host(kind: VatKind, mention: str, rate: str = "0") -> Project:
    vat = Vat(kind=kind, rate=D(rate), mention=mention)
    return project(offer("active", "10", "files"), structure=Structure(id="structure", name="Nuage", vat=vat))


def on(day: date, rule: str, sold: Project) -> list[Finding]:
    return [finding for finding in run(sold, today=day).findings if finding.rule == rule]


FRANCHISE = "TVA non applicable, art. 293 B du CGI"


@pytest.mark.parametrize(
    ("kind", "mention", "rate"),
    [
        (VatKind.STANDARD, FRANCHISE, "20"),
        (VatKind.STANDARD, "Association exonérée de TVA", "20"),
        (VatKind.OTHER, "TVA non applicable", "5.5"),
        (VatKind.NON_PROFIT, FRANCHISE, "0"),
        (VatKind.FRANCHISE, "TVA non applicable, art. 261-7-1 du CGI", "0"),
    ],
)
def test_a_mention_of_another_situation_is_told_and_mended(kind, mention, rate):
    sold = host(kind, mention, rate)
    [fix] = one("vat_mention_contradicts", sold).fixes
    assert not found("vat_mention_contradicts", fix.edit.apply(sold))


@pytest.mark.parametrize(
    ("kind", "mention", "rate"),
    [
        (VatKind.FRANCHISE, FRANCHISE, "0"),
        (VatKind.FRANCHISE, "TVA non applicable, art. L. 223-3 du CIBS", "0"),
        (VatKind.FRANCHISE, "", "0"),
        (VatKind.STANDARD, "", "20"),
        (VatKind.STANDARD, "TVA 20 %", "20"),
        (VatKind.OTHER, FRANCHISE, "0"),
    ],
)
def test_a_mention_that_fits_or_says_nothing_is_left_alone(kind, mention, rate):
    assert not found("vat_mention_contradicts", host(kind, mention, rate))


def test_the_old_article_is_told_from_the_day_it_is_not_accepted_any_more():
    sold = host(VatKind.FRANCHISE, FRANCHISE)
    assert not on(date(2027, 12, 31), "outdated_vat_mention", sold)
    assert on(date(2028, 1, 1), "outdated_vat_mention", sold)
    assert not on(date(2028, 1, 1), "outdated_vat_mention", host(VatKind.STANDARD, FRANCHISE, "20"))


def test_prices_of_more_than_a_year_are_asked_for_again():
    sold = project(offer("active", "10", "files"), valid_from=date(2025, 11, 24))
    assert not found("old_prices", sold)
    [finding] = on(date(2026, 11, 24), "old_prices", sold)
    mended = finding.fixes[0].edit.apply(sold)
    assert mended.valid_from == date(2026, 11, 24) and not found("old_prices", mended)
    assert not found("old_prices", project(offer("active", "10", "files")))


def with_post(**changes) -> Project:
    post = CostLine(id="post", name="Post", family=CostFamily.WORK, source=Salary(gross=D(2000), **changes))
    return project(offer("active", "10", "files"), costs=(post,))


def test_the_published_table_is_to_verify_only_where_it_is_used():
    later = date(2028, 6, 1)
    assert not on(TODAY, "value_to_verify", with_post())
    assert on(later, "value_to_verify", with_post())
    assert not on(later, "value_to_verify", with_post(charges=D(42)))
    own = Plan(wages=(WagePoint(id="p", gross=D(2000), cost=D(2700)),))
    assert not on(later, "value_to_verify", evolve(with_post(), plan=own))


def test_thresholds_are_to_verify_only_where_a_forecast_is_read_against_them():
    later, sold = date(2028, 6, 1), host(VatKind.FRANCHISE, "")
    assert not on(later, "value_to_verify", sold)
    assert on(later, "value_to_verify", evolve(sold, scenarios=(Scenario(id="s", name="Réaliste"),)))


# Pay


def paying(*gross: str, **changes) -> Project:
    costs = tuple(
        CostLine(id=f"p{n}", name=f"Poste {n}", source=Salary(gross=D(amount), **changes))
        for n, amount in enumerate(gross)
    )
    return project(offer("active", "10", "files"), costs=costs)


def test_pay_is_compared_at_full_time_with_all_its_months():
    assert one("wage_ratio", paying("1900", "8000")).data["times"] == D("4.2")
    assert not found("wage_ratio", paying("2000", "8000"))
    assert not found("wage_ratio", paying("1900", "1900", share=D(20)))
    assert not found("wage_ratio", paying("8000"))
    thirteen = paying("2000", "7800")
    richer = evolve(thirteen.costs[1], source=Salary(gross=D(7800), months=D(13)))
    assert found("wage_ratio", evolve(thirteen, costs=(thirteen.costs[0], richer)))


def test_a_partner_or_a_volunteer_is_on_no_payroll_of_ours():
    low, high = paying("1900", "9000").costs
    assert not found("wage_ratio", evolve(paying(), costs=(low, evolve(high, unpaid=True))))
