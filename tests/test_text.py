from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.text import (
    AmbiguousNumber,
    NotANumber,
    day,
    every,
    fold,
    listed,
    money,
    months,
    number,
    of,
    ordinal,
    parse_number,
    plural,
    typeset,
)


@pytest.mark.parametrize(
    "typed, read",
    [
        ("1 234,50 €", "1234.50"),
        ("1\u202f234,50\u00a0€", "1234.50"),
        ("1234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("0.125", "0.125"),
        (",5", "0.5"),
        ("-12", "-12"),
        ("\u221212,5", "-12.5"),
        ("007", "7"),
    ],
)
def test_numbers_are_read_as_the_french_write_and_key_them(typed, read):
    assert parse_number(typed) == Decimal(read)


@pytest.mark.parametrize(
    "typed", ["", " ", "abc", "12 50", "1,2,3", "--5", "1 23", "12€50", "1e5", "٣", "NaN", "1.2.3"]
)
def test_what_is_not_a_number_is_refused_with_a_sentence(typed):
    with pytest.raises(NotANumber, match="n'est pas un nombre"):
        parse_number(typed)


def test_a_point_before_three_digits_is_never_guessed():
    with pytest.raises(AmbiguousNumber) as refused:
        parse_number("1.234")
    assert refused.value.readings == (Decimal("1.234"), Decimal(1234))
    assert "1,234 ou 1\u202f234" in str(refused.value)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_what_is_written_reads_back(value):
    assert parse_number(number(value)) == value
    assert parse_number(money(value)) == value


@pytest.mark.parametrize(
    "amount, shown",
    [("12", "12 €"), ("12.5", "12,50 €"), ("1234.5", "1\u202f234,50 €"), ("0.0125", "0,0125 €"), ("-3", "\u22123 €")],
)
def test_money(amount, shown):
    assert money(Decimal(amount)) == shown.replace(" ", "\u00a0")


def test_words_agree_with_their_number():
    assert plural(Decimal("1.99"), "euro", "euros") == "euro"
    assert plural(2, "euro", "euros") == "euros"
    assert [months(n) for n in (1, 12, 18, 24)] == ["1 mois", "1 an", "18 mois", "2 ans"]
    assert [ordinal(n) for n in (1, 2, 41)] == ["1er", "2e", "41e"]
    assert [every(n) for n in (None, 1, 12, 24)] == ["une fois", "par mois", "par an", "pour 2 ans"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Rubis", "de Rubis"),
        ("Émeraude", "d'Émeraude"),
        ("œuvre", "d'œuvre"),
        ("Hiver", "d'Hiver"),
        ("Haut débit", "de Haut débit"),
        ("huit comptes", "de huit comptes"),
        ("huîtres", "d'huîtres"),
        ("10 comptes", "de 10 comptes"),
        ("« Opale »", "de « Opale »"),
        ("", "de "),
    ],
)
def test_de_is_elided_before_a_vowel(name, said):
    assert of(name) == said


def test_days_and_lists():
    from datetime import date

    assert day(date(2026, 11, 1)).replace("\u00a0", " ") == "1er novembre 2026"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b et c"


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("Vraiment ?", "Vraiment\u202f?"),
        ("Vraiment?", "Vraiment\u202f?"),
        ("Prix : 12 €", "Prix\u00a0: 12\u00a0€"),
        ("« ici »", "«\u00a0ici\u00a0»"),
        ("«ici»", "«\u00a0ici\u00a0»"),
        ("l'offre", "l\u2019offre"),
        ("Association · SIREN 123 456 789", "Association\u00a0· SIREN 123\u202f456\u202f789"),
        ("50 %", "50\u202f%"),
        ("1 000 Go", "1\u202f000\u00a0Go"),
        ("art. 293 B du CGI", "art.\u00a0293\u00a0B du CGI"),
        ("https://exemple.org/?q=1", "https://exemple.org/?q=1"),
        ("02 61 91 24 60", "02 61 91 24 60"),
        ("à 12:30", "à 12:30"),
        ("Office365 pour", "Office365 pour"),
        ("SPIP4.4 et", "SPIP4.4 et"),
        ("2 h le 14 rue", "2\u00a0h le 14\u00a0rue"),
        ("1,5 Go ou 12 Go", "1,5\u00a0Go ou 12\u00a0Go"),
    ],
)
def test_typography(typed, shown):
    assert typeset(typed) == shown


@given(st.text())
def test_typesetting_twice_changes_nothing_more(text):
    once = typeset(text)
    assert typeset(once) == once


@pytest.mark.parametrize(
    "text, folded",
    [
        ("Fédération", "federation"),
        ("  L’ANNÉE\u00a0 entière ", "l'annee entiere"),
        ("Œuvres et Cætera", "oeuvres et caetera"),
        ("1\u202f000 €", "1 000 €"),
        ("", ""),
    ],
)
def test_names_compare_without_case_accents_nor_kinds_of_spaces(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
