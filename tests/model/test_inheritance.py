"""« Tout ce qu'il y a dans… »: following another offer, and leaving it, change nothing that was said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from offerdesigner.model.address import at, put
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.inheritance import (
    can_follow,
    detached,
    following,
    givers,
    inherited_by,
    lessened,
    sources,
    without_own,
)
from offerdesigner.model.offers import Granted, Included, Inclusion, NotIncluded, Offer, Range, Unlimited, Worded
from offerdesigner.model.project import Project, inclusions_of
from tests.strategies import inclusions


def given_by(project: Project, offer: Offer) -> dict[str, Any]:
    return {service: (line.grant, line.note) for service, line in inclusions_of(project, offer).items()}


SERVICES = ("files", "mail", "talk")


@st.composite
def chains(draw: st.DrawFn) -> Project:
    """Some offers, each of which may inherit from one before it."""
    offers: list[Offer] = []
    for name in ("a", "b", "c", "d"):
        source = draw(st.none() | st.sampled_from([offer.id for offer in offers] or [None]))
        offers.append(Offer(id=name, range="r", name=name, inherits=source, inclusions=draw(inclusions(SERVICES))))
    return Project(
        services=tuple(Service(id=name, need=name) for name in SERVICES),
        ranges=(Range(id="r", name="R"),),
        offers=tuple(offers),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Project, Offer, Offer]:
    """A project, and two of its offers of which the first may follow the second."""
    project = draw(chains())
    able = [(one, other) for one in project.offers for other in project.offers if can_follow(project, one, other)]
    return (project, *draw(st.sampled_from(able)))


@given(pairs())
def test_one_who_follows_gives_the_rest_and_says_the_same_as_before(case):
    project, offer, source = case
    own = {line.service: (line.grant, line.note) for line in offer.inclusions}
    wanted = {service: said for service, said in {**given_by(project, source), **own}.items() if said[0].kind != "none"}
    changed = following(project, offer, source)
    after = put(project, at("offers", offer.id), changed)
    assert given_by(after, changed) == wanted
    above = given_by(project, source)
    assert all((line.grant, line.note) != above.get(line.service) for line in changed.inclusions)


def _twins() -> tuple[Project, Offer, Offer]:
    """Two offers that call two different lines the same, and one above which they both stand."""

    def offer(name: str, source: str | None, *lines: Inclusion) -> Offer:
        return Offer(id=name, range="r", name=name, inherits=source, inclusions=lines)

    first = offer("a", None, Inclusion(id="one", service="files"))
    second = offer("b", "a", Inclusion(id="one", service="mail"))
    third = offer("c", None)
    project = Project(
        services=tuple(Service(id=name, need=name) for name in SERVICES),
        ranges=(Range(id="r", name="R"),),
        offers=(first, second, third),
    )
    return project, third, second


@example(_twins())
@given(pairs())
def test_one_who_leaves_keeps_what_it_gave(case):
    project, offer, source = case
    changed = following(project, offer, source)
    after = put(project, at("offers", offer.id), changed)
    alone = detached(after, changed)
    assert alone.inherits is None
    assert given_by(put(after, at("offers", offer.id), alone), alone) == given_by(after, changed)


@given(chains())
def test_whoever_may_be_followed_makes_no_loop(project):
    for offer in project.offers:
        for source in project.offers:
            try:
                evolve(project, offers=tuple(_inheriting(o, source.id) if o is offer else o for o in project.offers))
            except ValidationError:
                assert not can_follow(project, offer, source)
            else:
                assert can_follow(project, offer, source)


def _inheriting(offer: Offer, source: str) -> Offer:
    return evolve(offer, inherits=source)


@given(chains(), st.sets(st.sampled_from(SERVICES)))
def test_one_who_says_nothing_gives_what_it_inherits(project, services):
    for offer in project.offers:
        silent = without_own(offer, services)
        above = {service: (line.grant, line.note) for service, line in inherited_by(project, offer).items()}
        after = given_by(put(project, at("offers", offer.id), silent), silent)
        assert all(after.get(service) == above.get(service) for service in services)
        before = given_by(project, offer)
        assert all(after.get(service) == before.get(service) for service in SERVICES if service not in services)


@given(chains())
def test_what_is_inherited_comes_from_the_nearest_who_says_it(project):
    for offer in project.offers:
        above = givers(project, offer)
        for service, line in inherited_by(project, offer).items():
            assert line in above[service].inclusions
            nearer = list(sources(project, offer))
            nearer = nearer[: nearer.index(above[service])]
            assert all(other.service != service for near in nearer for other in near.inclusions)


@pytest.mark.parametrize(
    ("above", "own", "is_less"),
    [
        (Included(), NotIncluded(), True),
        (Granted(quantity=10), Granted(quantity=9), True),
        (Granted(quantity=10), Granted(quantity=10), False),
        (Granted(quantity=10), Unlimited(), False),
        (Granted(quantity=10), Granted(quantity=5, per="users"), False),
        (Unlimited(), Granted(quantity=10), True),
        (Included(), Granted(quantity=0), True),
        (Worded(text="30 minutes"), Worded(text="10 minutes"), False),
    ],
)
def test_giving_less_than_the_offer_above_is_noticed(above, own, is_less):
    below, offer = (
        Offer(id=name, range="r", name=name, inclusions=(Inclusion(id="files", service="files", grant=grant),))
        for name, grant in (("small", above), ("big", own))
    )
    project = Project(
        ranges=(Range(id="r", name="Gamme"),),
        metrics=(Metric(id="users", name="Personnes", singular="personne", plural="personnes"),),
        services=(Service(id="files", need="Fichiers"),),
        offers=(below, _inheriting(offer, "small")),
    )
    assert lessened(project, project.offers[1]) == ({"files"} if is_less else set())
    assert not lessened(project, below)
