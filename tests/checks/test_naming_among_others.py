"""A name beside others: taken for another, in a family, compared with all that bears one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner import resources
from offerdesigner.checks.naming.advice import aspects, family_cautions, neighbours
from offerdesigner.checks.naming.alike import look_alikes
from offerdesigner.checks.naming.families import (
    LONGEST,
    NEEDS,
    OWN,
    Member,
    family,
    kinds,
    members_of,
    prefixed,
    renaming,
)
from offerdesigner.checks.naming.search import searched
from offerdesigner.checks.naming.short import abbreviated
from offerdesigner.checks.naming.speech import spoken
from offerdesigner.checks.samples import offer, option, project
from offerdesigner.model.address import at
from offerdesigner.model.finding import Severity
from offerdesigner.model.offers import Range
from offerdesigner.model.project import Project
from offerdesigner.text import fold
from tests.checks.hostile_names import ANYTHING, NAMES, TALL, hostile
from tests.strategies import projects

# Taken for another


@pytest.mark.parametrize(
    ("name", "other", "why"),
    [
        ("Offre 1", "Offre 1", "le même nom"),
        ("kDrive", "K-drive", "à une majuscule, un accent ou un signe près"),
        ("Offre 1", "Offre l", "même silhouette : 1, l et I, 0 et O se confondent"),
        ("Mode", "M0de", "même silhouette : 1, l et I, 0 et O se confondent"),
        ("Liibre", "Libre", "même son"),
        ("Pack deux", "Pack 2", "même son"),
        ("Offre 1", "Offre 2", "à un nombre près"),
        ("Pack II", "Pack III", "à un nombre près"),
        ("Petit", "Petite", "à une lettre près"),
        ("Essentielle", "Essentiel", "des mots qui se ressemblent"),
    ],
)
def test_what_two_names_have_alike_is_said(name, other, why):
    assert [alike.why for alike in look_alikes(name, [other])] == [why]
    assert [alike.why for alike in look_alikes(other, [name])] == [why]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("kSuite Standard", "kSuite Pro"), ("XL", "XXL"), ("Nuage", "Nuage Pro"), ("1 base de plus", "1 liste de plus"),
        ("Bronze", "Argent"), ("🦔", "🦊"), ("שלום", "عربية"), ("Active", ""), ("", "Active"), ("", ""),
    ],
)  # fmt: skip
def test_names_that_nobody_confuses(name, other):
    assert look_alikes(name, [other]) == ()


def test_the_closest_names_come_first_and_each_once():
    found = look_alikes("Offre 1", ["Offre 2", "Offre l", "Offre 2", "Pack"])
    assert [(alike.name, alike.severity) for alike in found] == [
        ("Offre l", Severity.WARNING),
        ("Offre 2", Severity.ADVICE),
    ]


@hostile("Nom")
@hostile(TALL)
@given(ANYTHING | NAMES, ANYTHING | NAMES)
def test_looking_alike_goes_both_ways(name, other):
    assert bool(look_alikes(name, [other])) == bool(look_alikes(other, [name]))
    assert [alike.name for alike in look_alikes(name, [name])] == ([name] if fold(name) else [])


# Families


def members(*names: str) -> tuple[Member, ...]:
    return tuple(map(Member, names))


THREE = members("Essentielle", "Active", "Fédération")


def test_ladders_have_as_many_rungs_as_there_are_offers():
    assert family("metals", THREE) == ("Bronze", "Argent", "Or")
    assert family("metals", THREE[:2]) == ("Argent", "Or")
    assert family("plants", THREE) == ("Graine", "Pousse", "Arbre")
    assert family("sizes", THREE, "Nuage") == ("Nuage Petite", "Nuage Moyenne", "Nuage Grande")
    assert family("no such ladder", THREE) == ()
    assert kinds(THREE * 4) == (OWN,)
    assert kinds(THREE[:1]) == ()


LADDERS = json.loads(resources.path("vocabulary", "families.json").read_text("utf-8"))["ladders"]


@pytest.mark.parametrize("names", [names for one in LADDERS for names in one["names"].values()], ids=" ".join)
def test_the_names_that_we_propose_are_easy_and_distinct(names):
    assert family_cautions(names) == ()
    assert len(names) == len(set(abbreviated(names)))
    assert all(spoken(name) == name.lower() for name in names)
    assert not any(searched(name).corrected or searched(name).is_short for name in names if name != "Or")


def test_every_ladder_says_its_count():
    assert all(len(names) == int(count) for one in LADDERS for count, names in one["names"].items())


def test_a_prefix_takes_the_place_of_what_the_names_begin_with():
    assert family(OWN, THREE, "k") == ("k-Essentielle", "k-Active", "k-Fédération")
    assert family(OWN, members("k-Drive", "k-Mail"), "n") == ("n-Drive", "n-Mail")
    assert family(OWN, members("kDrive", "kMail"), "Nuage") == ("Nuage Drive", "Nuage Mail")
    assert family(OWN, members("Pack Web", "Pack Mail"), "Kit") == ("Kit Web", "Kit Mail")
    assert family(OWN, members("Pack Web", "Mail"), "Kit") == ("Kit Pack Web", "Kit Mail")
    assert family(OWN, members("Pack Web", "Pack Mail")) == ("Pack Web", "Pack Mail")


@given(st.lists(NAMES.map(Member), min_size=2, max_size=5), st.text(max_size=8) | st.just("k") | st.text(min_size=150))
def test_a_family_has_a_name_for_each_that_fits_and_stays(members, prefix):
    for kind in kinds(members):
        names = family(kind, members, prefix)
        assert len(names) == len(members)
        assert all(len(name) <= LONGEST and name == name.strip() for name in names if kind != OWN or prefix.strip())


@given(st.lists(st.sampled_from(("Drive", "Mail", "Essentielle", "Or")), min_size=2, max_size=4, unique=True))
def test_the_same_prefix_twice_is_the_same_family(names):
    for prefix in ("k", "Nuage", "n-", "é"):
        once = family(OWN, members(*names), prefix)
        assert family(OWN, members(*once), prefix) == once


@pytest.mark.parametrize(
    ("prefix", "word", "name"),
    [
        ("k", "Drive", "k-Drive"),
        ("k-", "Drive", "k-Drive"),
        (" Nuage ", "Or", "Nuage Or"),
        ("", "Or", "Or"),
        ("k", "", "k"),
    ],
)
def test_a_prefix_is_joined_as_one_writes_it(prefix, word, name):
    assert prefixed(prefix, word) == name


def packs() -> Project:
    return project(offer("a", "5", "people=5", "files"), offer("b", "9", "people=5", "meetings"))


def test_packs_are_named_by_the_need_that_each_alone_serves():
    found = members_of(packs(), "associations")
    assert found == (Member("A", ("Partager vos fichiers",)), Member("B", ("Se réunir à distance",)))
    assert family(NEEDS, found, "k") == ("k-Fichiers", "k-Visio")


def test_levels_that_all_serve_the_same_needs_are_not_named_by_them():
    levels = project(offer("a", "5", "files"), offer("b", "9", "files", "meetings"))
    assert NEEDS not in kinds(members_of(levels, "associations"))


def test_a_family_is_named_in_one_edit_that_touches_one_range():
    both = (Range(id="associations", name="Associations"), Range(id="others", name="Autres"))
    sold = project(offer("a"), offer("x", range="others"), offer("b"), ranges=both)
    named = renaming(sold, "associations", ("Argent", "Or")).apply(sold)
    assert [one.name for one in named.offers] == ["Argent", "X", "Or"]
    with pytest.raises(ValueError):
        renaming(sold, "associations", ("Argent",))


# All together


def test_what_makes_a_name_hard_is_told_beside_what_becomes_of_it():
    said, on_keys, in_search, short = aspects(("Essentielle", "Liibre"), 1, "Nuage Commun")
    assert said.value == "«\u00a0libre\u00a0»"
    assert [caution.severity for caution in said.cautions] == [Severity.WARNING]
    assert (on_keys.value, on_keys.cautions) == ("liibre", ())
    assert "chercher « libre »" in in_search.cautions[0].sentence
    assert short.value == "LI (avec ES)"


def test_a_common_name_is_searched_with_that_of_the_structure():
    (caution,) = aspects(("Active",), 0, "Nuage Commun")[2].cautions
    assert (caution.severity, "« Active Nuage Commun »" in caution.sentence) == (Severity.ADVICE, True)
    (alone,) = aspects(("Active",), 0)[2].cautions
    assert "Active" not in alone.sentence


@hostile()
@given(ANYTHING | NAMES)
def test_any_name_has_its_four_lines(name):
    found = aspects((name, "Active"), 0, "Nuage")
    assert [aspect.title for aspect in found] == ["À l'oral", "Au clavier", "En recherche", "En abrégé"]
    assert all(caution.sentence.endswith(".") for aspect in found for caution in aspect.cautions)
    if not name.strip():
        assert not any(aspect.value or aspect.cautions for aspect in found)


def test_a_name_is_compared_with_all_that_bears_one():
    both = (Range(id="associations", name="Aktive"), Range(id="others", name="Autres"))
    sold = project(
        offer("a", name="Active"),
        offer("b", name="active"),
        offer("c", name="Active", range="others"),
        ranges=both,
        options=(option("v", "3", "meetings"),),
    )
    found = neighbours(sold, at("offers", "a"))
    assert [(one.name, one.what) for one in found] == [("active", "offre"), ("Aktive", "gamme")]
    assert ("Active", "offre") in [(one.name, one.what) for one in neighbours(sold, at("ranges", "associations"))]
    assert neighbours(sold, at("options", "v")) == ()


def test_a_structure_may_name_its_offer_after_itself_but_not_nearly():
    named = project(offer("a", name="Nuage Commun"))
    assert neighbours(named, at("offers", "a")) == ()
    close = project(offer("a", name="Nuage commun"))
    assert [one.what for one in neighbours(close, at("offers", "a"))] == ["votre structure"]


@given(projects())
def test_every_name_of_every_project_has_neighbours_or_none(sold):
    for kind in ("offers", "options", "ranges"):
        for item in getattr(sold, kind):
            assert all(one.why and one.what for one in neighbours(sold, at(kind, item.id)))


def test_a_family_is_warned_of_hard_names_and_of_close_ones():
    assert [caution.sentence for caution in family_cautions(("k/Or", "Petit", "Petite"))] == [
        "« k/Or » contient un signe que l'on ne sait ni dire ni chercher.",
        "« Petit » et « Petite » : à une lettre près.",
    ]
