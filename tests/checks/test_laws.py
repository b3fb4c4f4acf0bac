"""Whatever the project: no rule raises, findings are the same each time, and every sentence can be read."""

from datetime import date

from hypothesis import HealthCheck, given, settings

from offerdesigner.checks.engine import INTERNAL, run
from offerdesigner.model import address as addresses
from tests.strategies import projects

TODAY = date(2026, 11, 23)


@settings(
    deadline=None,
    max_examples=2_000 if settings.get_current_profile_name() == "explore" else settings().max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(projects() | projects(economy=True))
def test_rules_never_raise_and_say_the_same_thing_twice(project):
    report = run(project, today=TODAY)
    assert INTERNAL not in {finding.rule for finding in report.findings}
    again = run(project, today=TODAY)
    told = [(finding.rule, finding.address, finding.message) for finding in report.findings]
    assert told == [(finding.rule, finding.address, finding.message) for finding in again.findings]
    assert len(set(told)) == len(told)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects() | projects(economy=True))
def test_findings_stand_where_something_stands_and_repairs_apply(project):
    for finding in run(project, today=TODAY).findings:
        assert addresses.exists(project, finding.address), finding
        assert all(addresses.exists(project, related) for related in finding.related)
        assert finding.message
        for fix in finding.fixes:
            mended = fix.edit.apply(project)
            left = {(one.rule, one.address) for one in run(mended, today=TODAY).findings}
            assert (finding.rule, finding.address) not in left, finding
