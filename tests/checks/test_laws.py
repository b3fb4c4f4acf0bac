"""Whatever the project: no rule raises, findings are the same each time, and every sentence can be read."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner.checks.engine import INTERNAL, run
from offerdesigner.checks.samples import offer, option
from offerdesigner.checks.samples import project as sample
from offerdesigner.model import address as addresses
from offerdesigner.model.base import evolve
from offerdesigner.model.offers import Inclusion, Range, Worded
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


PHRASES = (
    "Un VPS de 10 GB*", "Avec NextCloud", "sous Nextcloud", "un e-mail", "un courriel", "Préavis de trois mois.",
    "Frais d'export : 50 €", "Non résiliable", "À tacite reconduction", "« Plus que 3 places ! »", "99,99 %",
    "n° 1 de France", "10 € au lieu de 20 €", "les associations", "les entreprises", "Pack S", "Pack XL", "Pack",
    "1\u202f000 Mo", "\u00a0", "œuvre*",
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_words_that_rules_look_for_break_nothing_wherever_they_stand(data: st.DataObject) -> None:
    said = st.lists(st.sampled_from(PHRASES), max_size=3).map(" ".join)
    worded = Inclusion(id="office", service="office", grant=Worded(text=data.draw(said)), note=data.draw(said))
    offers = tuple(
        offer(name, price, "people=5", name=data.draw(said), public=data.draw(said), promise=data.draw(said))
        for name, price in (("a", "10"), ("b", "20"), ("c", "30"))
    )
    project = sample(
        offers[0],
        evolve(offers[1], inclusions=(*offers[1].inclusions, worded)),
        offers[2],
        options=(option("o", "3", "space=5", description=data.draw(said)),),
        ranges=(Range(id="associations", name=data.draw(said), public=data.draw(said), lead=data.draw(said)),),
        conditions=data.draw(said),
        end_of_contract=data.draw(said),
    )
    for finding in run(project, today=TODAY).findings:
        assert finding.rule != INTERNAL and addresses.exists(project, finding.address)
        for fix in finding.fixes:
            left = {(one.rule, one.address) for one in run(fix.edit.apply(project), today=TODAY).findings}
            assert (finding.rule, finding.address) not in left, (finding, fix.title)
