"""One service in the place of another, and where a service is given."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.inheritance import holders_of
from offerdesigner.model.offers import Granted, Inclusion, NotIncluded, Offer, Option, Range
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.replacing import replace_service, replacements
from tests.strategies import projects

FILES, DRIVE, MAIL = Service(id="files", need="Ranger"), Service(id="drive", need="Stocker"), Service(id="mail")
PROJECT = Project(
    metrics=(Metric(id="go", name="Espace", singular="Go", plural="Go"),),
    services=(FILES, DRIVE, MAIL),
    ranges=(Range(id="all", name="Toutes"),),
    offers=(
        Offer(id="small", range="all", name="Petite", inclusions=(Inclusion(id="a", service="files"),)),
        Offer(id="large", range="all", name="Grande", inherits="small"),
        Offer(
            id="bare",
            range="all",
            name="Nue",
            inherits="small",
            inclusions=(Inclusion(id="a", service="files", grant=NotIncluded()),),
        ),
        Offer(
            id="both",
            range="all",
            name="Double",
            inclusions=(Inclusion(id="a", service="files"), Inclusion(id="b", service="drive", note="gardé")),
        ),
    ),
    options=(Option(id="more", name="Plus", adds=(Inclusion(id="a", service="files"),)),),
    profiles=(UsageProfile(id="us", name="Nous", services=("drive", "files", "mail")),),
)


def _names(project: Project, service: str) -> list[str]:
    return [holder.name for holder in holders_of(project, service)]


def test_a_service_is_found_where_it_is_given_inherited_or_added():
    assert _names(PROJECT, "files") == ["Petite", "Grande", "Double", "Plus"]
    assert _names(PROJECT, "drive") == ["Double"]
    assert _names(PROJECT, "mail") == []


def test_it_is_replaced_everywhere_and_removed():
    edit = replace_service(FILES, DRIVE)
    after = edit.apply(PROJECT)
    assert edit.label == "remplacer « Ranger » par « Stocker »"
    assert [service.id for service in after.services] == ["drive", "mail"]
    assert _names(after, "drive") == ["Petite", "Grande", "Double", "Plus"]
    assert after.offers[3].inclusions == (Inclusion(id="b", service="drive", note="gardé"),)
    assert after.profiles[0].services == ("drive", "mail")


def test_what_is_counted_is_replaced_by_what_counts_the_same():
    counted = Inclusion(id="a", service="files", grant=Granted(quantity=Decimal(5)))
    project = evolve(
        PROJECT,
        services=(evolve(FILES, metric="go"), evolve(DRIVE, metric="go"), MAIL),
        offers=(evolve(PROJECT.offers[0], inclusions=(counted,)),),
    )
    assert [other.id for other in replacements(project, project.services[0])] == ["drive"]
    assert [other.id for other in replacements(PROJECT, FILES)] == ["drive", "mail"]


NOT_FILES, NOT_DRIVE = (Inclusion(id=f"not-{name}", service=name, grant=NotIncluded()) for name in ("files", "drive"))
GIVES_FILES, GIVES_DRIVE = (Inclusion(id=name, service=name) for name in ("files", "drive"))


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ((GIVES_FILES, GIVES_DRIVE), (NOT_FILES,)),
        ((GIVES_FILES, GIVES_DRIVE), (NOT_DRIVE,)),
        ((GIVES_DRIVE,), (NOT_FILES,)),
        ((GIVES_FILES,), (NOT_DRIVE,)),
        ((), (GIVES_FILES, NOT_DRIVE)),
        ((), (NOT_FILES, GIVES_DRIVE)),
    ],
)
def test_one_who_denies_a_service_still_gives_the_other(source, own):
    above = Offer(id="above", range="all", name="Dessus", inclusions=source)
    heir = Offer(id="heir", range="all", name="Dessous", inherits="above", inclusions=own)
    project = evolve(PROJECT, offers=(above, heir))
    after = replace_service(FILES, DRIVE).apply(project)
    assert set(inclusions_of(after, after.offers[1])) == {"drive"}


@pytest.mark.parametrize("own", [(NOT_FILES, NOT_DRIVE), (NOT_FILES,), (NOT_DRIVE, NOT_FILES)])
def test_one_who_gives_neither_does_not_come_to_give_one(own):
    source = (GIVES_FILES, GIVES_DRIVE) if len(own) > 1 else (GIVES_FILES,)
    above = Offer(id="above", range="all", name="Dessus", inclusions=source)
    heir = Offer(id="heir", range="all", name="Dessous", inherits="above", inclusions=own)
    after = replace_service(FILES, DRIVE).apply(evolve(PROJECT, offers=(above, heir)))
    assert inclusions_of(after, after.offers[1]) == {}


@given(projects(), st.data())
def test_the_new_service_is_given_wherever_either_was(project, data):
    if len(project.services) < 2:
        return
    old, new = data.draw(st.permutations(project.services))[:2]
    after = replace_service(old, new).apply(project)
    for before, now in zip(project.offers, after.offers, strict=True):
        own = {line.service: line.grant for line in before.inclusions}
        if old.id in own and new.id not in own and not isinstance(own[old.id], NotIncluded):
            assert {line.service: line.grant for line in now.inclusions}[new.id] == own[old.id]
        given_before, given_after = inclusions_of(project, before), inclusions_of(after, now)
        assert old.id not in given_after
        assert (new.id in given_after) == (old.id in given_before or new.id in given_before)
