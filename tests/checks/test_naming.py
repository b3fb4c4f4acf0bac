"""A name said, typed, searched and abbreviated, and what makes it hard."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offerdesigner import resources
from offerdesigner.checks.naming.figures import LARGEST, in_words, rank_in_words
from offerdesigner.checks.naming.hardships import hardships, simpler
from offerdesigner.checks.naming.keyboard import typed
from offerdesigner.checks.naming.search import LONGEST_LABEL, searched
from offerdesigner.checks.naming.short import abbreviated
from offerdesigner.checks.naming.speech import spoken
from offerdesigner.checks.vocabulary import is_common
from tests.checks.hostile_names import ANYTHING, NAMES, TALL, hostile

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
