"""A name said, typed, searched, abbreviated, taken for another; and families of names."""

import json
import re

import pytest
from hypothesis import example, given
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
from offerdesigner.checks.naming.figures import LARGEST, in_words, rank_in_words
from offerdesigner.checks.naming.hardships import hardships, simpler
from offerdesigner.checks.naming.keyboard import typed
from offerdesigner.checks.naming.search import LONGEST_LABEL, searched
from offerdesigner.checks.naming.short import abbreviated
from offerdesigner.checks.naming.speech import spoken
from offerdesigner.checks.samples import offer, option, project
from offerdesigner.checks.vocabulary import is_common
from offerdesigner.model.address import at
from offerdesigner.model.finding import Severity
from offerdesigner.model.offers import Range
from offerdesigner.model.project import Project
from offerdesigner.text import fold
from tests.strategies import projects

ANYTHING = st.text(st.characters(), max_size=60)
"""Any text at all, lone surrogates and controls included."""

NAMES = st.text(st.sampled_from("aeiouéÉœklrstXVI 1230-'/@&.+🦔שA"), max_size=24)
TALL = "L'œuvre 🦔 " * 1000


def hostile(*arguments):
    """Also try what people and enemies paste: Hebrew with marks of direction, families of emoji, 10 000 letters."""

    def tried(test):
        for name in ("\u202eשלום\u202c", "👩\u200d👩\u200d👧 Famille", TALL, "i" * 10_000, "\ud800", "\x00", "\u0301"):
            test = example(name, *arguments)(test)
        return test

    return tried


# Aloud


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("k-Drive", "ca-drive"), ("kDrive", "ca-drive"), ("kSuite Pro", "ca-suite pro"), ("Liibre", "libre"),
        ("Loool", "lol"), ("/e/OS", "slash e slash o-esse"), ("Offre 1", "offre un"), ("Offre l", "offre elle"),
        ("Offre n° 1", "offre numéro un"), ("XXL", "ixe-ixe-elle"), ("Pack III", "pack trois"), ("X IV", "ixe quatre"),
        ("R2D2", "erre-deux-dé-deux"), ("Web2", "web-deux"), ("50 Go de plus", "cinquante giga-octets de plus"),
        ("1,5 To", "un virgule cinq téra-octets"), ("v2.0", "vé-deux point zéro"),
        ("1\u202f200 €", "mille deux cents euros"),
        ("007", "zéro zéro sept"), ("L'Essentielle", "l'essentielle"), ("l’Été", "l'été"), ("B&B", "bé et bé"),
        ("C++", "cé plus plus"), ("BIO", "bio"), ("CHATONS", "chatons"), ("PDF", "pé-dé-effe"), ("OVH", "o-vé-ache"),
        ("ADSL", "a-dé-esse-elle"), ("Bzh", "bé-zède-ache"), ("BigBlueButton", "big-blue-button"),
        ("OpenVPN", "open-vé-pé-enne"), ("nuage.fr", "nuage point effe-erre"), ("Nuage (pro) !", "nuage pro"),
        ("Fédération", "fédération"), ("🦔🦔 Hérisson", "(dessin) hérisson"), ("שלום", "(autre écriture)"), ("É", "é"),
        ("1er niveau", "premier niveau"), ("1ʳᵉ aide", "première aide"), ("Pack 2e", "pack deuxième"),
        ("1 000 000 Go", "un million de giga-octets"), ("2 000 000 €", "deux millions d'euros"),
        ("1 200 000 €", "un million deux cent mille euros"), ("1,5 €", "un virgule cinq euros"),
        ("2nd pack", "second pack"), ("3ème", "troisième"), ("2E", "deux-e"), ("R2e", "erre-deux-e"),
        ("…", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_is_said_as_a_reader_of_french_says_it(name, said):
    assert spoken(name) == said


@hostile()
@given(ANYTHING | NAMES)
def test_any_name_can_be_said(name):
    said = spoken(name)
    assert said == said.strip() and "  " not in said
    assert not re.search(r"[0-9/@&+]", said)
    assert len(said) < 4000


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "zéro"), ("16", "seize"), ("17", "dix-sept"), ("21", "vingt-et-un"), ("22", "vingt-deux"),
        ("70", "soixante-dix"), ("71", "soixante-et-onze"), ("77", "soixante-dix-sept"), ("80", "quatre-vingts"),
        ("81", "quatre-vingt-un"), ("91", "quatre-vingt-onze"), ("99", "quatre-vingt-dix-neuf"), ("100", "cent"),
        ("200", "deux cents"), ("201", "deux cent un"), ("365", "trois cent soixante-cinq"), ("1000", "mille"),
        ("1080", "mille quatre-vingts"), ("80000", "quatre-vingt mille"), ("200000", "deux cent mille"),
        ("2026", "deux mille vingt-six"), ("1234567890", "un deux trois quatre cinq six sept huit neuf zéro"),
        ("1000000", "un million"), ("80000000", "quatre-vingts millions"), ("٣", "trois"), ("٠٣", "zéro trois"),
        ("1234567", "un million deux cent trente-quatre mille cinq cent soixante-sept"), ("۰۱", "zéro un"),
    ],
)  # fmt: skip
def test_numbers_in_words(digits, words):
    assert in_words(digits) == words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("1", "premier"), ("2", "deuxième"), ("4", "quatrième"), ("5", "cinquième"), ("9", "neuvième"),
        ("11", "onzième"), ("21", "vingt-et-unième"), ("80", "quatre-vingtième"), ("200", "deux centième"),
        ("1000", "millième"), ("2000000", "deux millionième"),
    ],
)  # fmt: skip
def test_ranks_in_words(digits, words):
    assert rank_in_words(digits) == words


def test_no_two_numbers_are_said_alike():
    tried = [*range(3000), *range(70_000, 102_000), LARGEST]
    assert len({in_words(str(number)) for number in tried}) == len(tried)


# Typed


def test_what_is_forgotten_on_a_keyboard_is_told_from_what_is_not_there():
    how = typed("Écriture kSuite œuvre @ 🦔 – «")
    assert how.usual == "ecriture ksuite oeuvre @ 🦔 – «"
    assert (how.forgotten, how.with_two_keys, how.on_no_key) == (("É", "œ", "S"), ("@",), ("🦔", "–", "«"))


@pytest.mark.parametrize("name", ["Fédération", "L'été", "l’été", "Noël", "Nuage & Cie", "Où ça ?", "20\u202f%", ""])
def test_what_a_french_keyboard_has_is_easy(name):
    how = typed(name)
    assert (how.forgotten, how.with_two_keys, how.on_no_key) == ((), (), ())


@hostile()
@given(ANYTHING)
def test_any_name_can_be_typed(name):
    how = typed(name)
    assert typed(how.usual).forgotten == ()
    assert not set(how.with_two_keys) & set(how.on_no_key)


# Searched


def test_what_remains_of_a_name_in_a_search():
    found = searched("/e/OS")
    assert (found.words, found.slug, found.lost, found.is_short) == ("e os", "e-os", ("/",), True)
    assert searched("L'Été à Bréhat").slug == "l-ete-a-brehat"
    assert searched("Nuage_commun").words == "nuage commun"
    assert searched("k-Drive").lost == ()
    assert (searched("שלום").words, searched("שלום").slug) == ("שלום", "")


@pytest.mark.parametrize(
    ("name", "corrected"),
    [
        ("Liibre", "libre"), ("Nuage liibre", "nuage libre"), ("Liiibres", "libres"),
        ("Libre", ""), ("kDrive", ""), ("kSuite", ""), ("Marmule", ""), ("Mica", ""), ("Ruby", ""), ("Libres", ""),
        ("Clarté", ""), ("Équité", ""), ("Plage", ""), ("Pêche", ""), ("Autonomie", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_slip_is_corrected_by_the_engine(name, corrected):
    assert searched(name).corrected == corrected


def test_a_name_of_common_words_leads_anywhere():
    assert all(searched(name).is_common for name in ("Active", "Offre 1", "Les Nuages", "L'essentielle", "collectives"))
    assert not any(searched(name).is_common for name in ("Marmule", "Nuage Marmule", "1", ""))


@hostile()
@given(ANYTHING | NAMES)
def test_any_name_can_be_searched(name):
    found = searched(name)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", found.slug) and len(found.slug) <= LONGEST_LABEL
    assert found.corrected != found.words or not found.corrected
    assert not (found.is_common and not found.words)


def test_common_words_are_written_as_they_are_compared():
    words = json.loads(resources.path("vocabulary", "common_words.json").read_text("utf-8"))
    assert words == sorted(set(words))
    assert all(re.fullmatch("[a-z]{2,}", word) for word in words)
    assert is_common("Solidaires") and is_common("COLLECTIVES") and not is_common("Marmule")


# Abbreviated


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("Essentielle", "Active", "Fédération"), ("ES", "AC", "FE")),
        (("kSuite Standard", "kSuite Pro", "kSuite Entreprise"), ("KS", "KP", "KE")),
        (("Offre 1", "Offre 2"), ("O1", "O2")),
        (("Petite", "Petit", "Pépinière"), ("PE", "PET", "PEP")),
        (("5 personnes de plus", "50 Go de plus"), ("5PP", "50G")),
        (("Reprise de vos données", "L'essentielle"), ("RVD", "ES")),
        (("A", "A", "", "🦔"), ("A1", "A2", "X1", "X2")),
    ],
)
def test_abbreviations_tell_the_names_of_a_family_apart(names, short):
    assert abbreviated(names) == short


@given(st.lists(ANYTHING | NAMES, max_size=40))
@example(["Même nom"] * 60)
@example([TALL, TALL])
def test_abbreviations_are_short_distinct_and_keep_their_letters_when_a_name_is_added(names):
    short = abbreviated(names)
    assert len(set(short)) == len(names)
    assert all(re.fullmatch("[A-Z0-9]{2,3}", one) for one in short)
    assert abbreviated([*names, "Dernière"])[:-1] == short


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


# What the rule shares


def test_repeated_letters_are_written_once_where_that_suffices():
    assert simpler("Liibre") == "Libre"
    assert simpler("Liibre  XXL") == "Libre  XXL"
    assert simpler("Libre") is None
    assert simpler("/Liibre") is None


@hostile()
@given(ANYTHING)
def test_what_is_simpler_is_easy(name):
    written = simpler(name)
    assert written is None or (hardships(written) == () and hardships(name))


def test_the_first_hardship_is_the_worst():
    assert [hard.kind.value for hard in hardships("L33t/iibre" + "x" * 40)] == ["sign", "repeated", "digit", "long"]
