"""Ranges copied inside a project, and taken from another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.joining import joined_metric
from offerdesigner.model.offers import Audience, Range
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.ranges import copied_range, joined_range
from offerdesigner.model.sharing import PartnerShare, SharingRule
from offerdesigner.model.structure import Structure
from offerdesigner.storage.examples import open_copy, templates
from offerdesigner.text import fold
from tests.strategies import projects

NEW = Range(id="new-range", name="Entreprises", audience=Audience.BUSINESSES)


def same(offer):
    return offer


def given_by(project: Project, offer) -> dict:
    by_id = {service.id: service for service in project.services}
    return {by_id[key].label: line.grant for key, line in inclusions_of(project, offer).items()}


def test_a_copy_inherits_within_itself_and_takes_its_options_and_sharing():
    project = open_copy("trois-niveaux")
    option = evolve(project.options[0], available_for=("depart", "reseau"))
    rule = SharingRule(id="rule", offers=("equipe",), shares=(PartnerShare(percent=100),))
    project = evolve(project, options=(option, *project.options[1:]), sharing=(rule,))
    after = copied_range(project, "associations", NEW, same)
    ours, copies = after.offers_of("associations"), after.offers_of(NEW.id)
    assert ours == project.offers and [copy.name for copy in copies] == ["Départ", "Équipe", "Réseau"]
    assert [copy.inherits for copy in copies] == [None, copies[0].id, copies[1].id]
    for one, copy in zip(ours, copies, strict=True):
        assert given_by(after, one) == given_by(after, copy)
        assert not {line.id for line in one.inclusions} & {line.id for line in copy.inclusions}
    assert after.options[0].available_for == ("depart", "reseau", copies[0].id, copies[2].id)
    assert after.options[1].available_for is None
    assert after.sharing[0].offers == ("equipe", copies[1].id)


@given(projects(), st.data())
def test_any_range_can_be_copied(project, data):
    if not project.ranges:
        return
    source = data.draw(st.sampled_from(project.ranges)).id
    after = copied_range(project, source, evolve(NEW, id="fresh-range-id"), same)
    assert after.sales == project.sales
    assert after.offers[: len(project.offers)] == project.offers
    for one, copy in zip(project.offers_of(source), after.offers_of("fresh-range-id"), strict=True):
        grants = {key: line.grant for key, line in inclusions_of(project, one).items()}
        assert {key: line.grant for key, line in inclusions_of(after, copy).items()} == grants


@pytest.mark.parametrize("name", [template.name for template in templates()])
@pytest.mark.parametrize("into", ["nuage-commun", "ksuite", "page-blanche", ""])
def test_a_template_joins_with_all_that_it_gives_and_costs(name, into):
    project, template = open_copy(into) if into else Project(), open_copy(name)
    after = joined_range(project, template, NEW)
    assert after.offers[: len(project.offers)] == project.offers
    for theirs, ours in zip(template.offers, after.offers_of(NEW.id), strict=True):
        assert given_by(after, ours) == given_by(template, theirs)
        assert [rate.charge for rate in ours.rates] == [rate.charge for rate in theirs.rates]
        assert len(after.options_for(ours)) >= len(template.options_for(theirs))
    for offer in project.offers:
        assert after.options_for(offer) == project.options_for(offer)
    for kind in ("groups", "metrics", "partners"):
        names = [fold(item.name) for item in getattr(after, kind)]
        assert len(names) == len(set(names))


def test_a_template_taken_twice_adds_services_groups_and_options_once():
    template = open_copy("trois-niveaux")
    once = joined_range(Project(), template, NEW)
    twice = joined_range(once, template, evolve(NEW, id="again"))
    assert (twice.services, twice.groups, twice.metrics) == (once.services, once.groups, once.metrics)
    assert [option.name for option in twice.options] == [option.name for option in once.options]
    assert all(len(option.available_for) == 6 for option in twice.options)


def test_what_is_counted_otherwise_or_provided_by_others_is_another_service():
    template = open_copy("trois-niveaux")
    other = Structure(id="others", name="Les autres")
    project = Project(
        partners=(other,),
        services=(
            Service(id="files", need="PARTAGER vos fichiers", software="Seafile"),
            Service(id="site", need="Publier votre site"),
            Service(id="office", need="Écrire à plusieurs", provider="others"),
        ),
    )
    after = joined_range(project, template, NEW)
    by_need = [fold(service.need) for service in after.services]
    assert by_need.count(fold("Partager vos fichiers")) == 1
    assert by_need.count(fold("Publier votre site")) == by_need.count(fold("Écrire à plusieurs")) == 2


def test_a_unit_that_was_reworded_is_another_unit():
    project = Project(metrics=(Metric(id="storage", name="Espace", singular="To", plural="To"),))
    gigabytes = evolve(project.metrics[0], singular="Go", plural="Go")
    after, counted_in = joined_metric(project, gigabytes)
    assert [metric.singular for metric in after.metrics] == ["To", "Go"]
    assert counted_in == after.metrics[1].id != "storage"
    assert joined_metric(after, gigabytes) == (after, counted_in)


def test_conditions_are_kept_and_taken_only_where_there_are_none():
    template = open_copy("trois-niveaux")
    assert joined_range(Project(), template, NEW).end_of_contract == template.end_of_contract
    assert joined_range(Project(conditions="Les nôtres."), template, NEW).conditions == "Les nôtres."


@given(projects(), projects())
def test_any_project_joins_any_other(project, other):
    after = joined_range(project, other, evolve(NEW, id="fresh-range-id"))
    assert Project.model_validate(after.model_dump()) == after
    for theirs, ours in zip(other.offers, after.offers_of("fresh-range-id"), strict=True):
        assert len(inclusions_of(after, ours)) <= len(inclusions_of(other, theirs))
