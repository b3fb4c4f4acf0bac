"""The answers of a price survey, read from a table that was copied or from the sheet of a file."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.research import Answer, SurveyMethod
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.cells import sheet_of
from offerdesigner.storage.exchange.sheets import sheets_in
from offerdesigner.storage.exchange.survey_answers import QUESTIONS, answers_in, answers_in_text
from tests.plain import plain
from tests.storage.workbooks import ods, xlsx

TWO, FOUR = SurveyMethod.ACCEPTABILITY, SurveyMethod.VAN_WESTENDORP


def values(answers: tuple[Answer, ...]) -> list[dict[str, object]]:
    return [answer.model_dump(exclude={"id"}, exclude_none=True) for answer in answers]


def prices(text: str, method: SurveyMethod = TWO) -> list[tuple[Decimal | None, ...]]:
    return [
        tuple(getattr(answer, question) for question in QUESTIONS[method])
        for answer in answers_in_text(text, method).answers
    ]


def refused(text: str, method: SurveyMethod = TWO) -> str:
    with pytest.raises(Refused) as refusal:
        answers_in_text(text, method)
    return plain(str(refusal.value))


@pytest.mark.parametrize(
    "text",
    [
        "10;25,50\n12;1 200 €\n",
        "10\t25,50\n12\t1200\n",
        "10,00\t25,50\n12,00\t1 200,00\n",
        "10;25,5 euros\r\n12;1200 eur",
    ],
)
def test_french_numbers_between_semicolons_or_tabs(text: str) -> None:
    assert prices(text) == [(10, Decimal("25.5")), (12, 1200)]


def test_four_prices_and_two_intents_in_the_order_of_the_questions() -> None:
    assert prices("10;20;35;50\n", FOUR) == [(10, 20, 35, 50)]
    (answer,) = answers_in_text("10;20;35;50;5;2\n", FOUR).answers
    assert (answer.intent_cheap, answer.intent_expensive) == (5, 2)


def test_headings_say_which_column_is_which() -> None:
    text = (
        "Prénom;Trop cher;Bon marché;Cher;Trop bon marché;Achèterait (cher);Intention d'achat, bon marché\n"
        "Ana;50;20;35;10;peut-être;sûrement\n"
    )
    (answer,) = answers_in_text(text, FOUR).answers
    assert values((answer,)) == [
        {"too_cheap": 10, "cheap": 20, "expensive": 35, "too_expensive": 50, "intent_cheap": 5, "intent_expensive": 3}
    ]


@pytest.mark.parametrize(
    "headings",
    [
        "Minimum;Maximum",
        "prix min;prix max",
        "Trop bas;Trop élevé",
        "Sous quel prix douteriez-vous de la qualité ?;Au-dessus de quel prix n'achèteriez-vous pas, trop cher ?",
    ],
)
def test_many_words_head_the_two_prices(headings: str) -> None:
    assert prices(f"{headings}\n10;25\n") == [(10, 25)]


def test_a_price_without_answer_is_none_and_a_blank_line_nothing() -> None:
    assert prices("10;\n—;25\nnsp;30\n;\n\n12;14\n") == [(10, None), (None, 25), (None, 30), (12, 14)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "10;25\n12;1.234\n",
            "Ligne 2, « Trop cher » : « 1.234 » peut se lire 1,234 ou 1 234 : écrivez-le sans point.",
        ),
        ("Mini;Maxi\n10;cher\n", "Ligne 2, « Trop cher » : « cher » n'est pas un nombre."),
        ("10;-5\n", "Ligne 1, « Trop cher » : Il faut un nombre positif."),
        ("10;1,234\n", "Ligne 1, « Trop cher » : 2 chiffres après la virgule au plus."),
        ("a;b\nx;y\nz;t\n", "Il manque les colonnes « Trop bon marché » et « Trop cher »."),
        ("Mini;Mini\n1;2\n", "Deux colonnes disent « Trop bon marché » : n'en gardez qu'une."),
        ("Mini;Maxi\n", "Il n'y a aucune réponse dans ce tableau."),
        ("", "Il n'y a pas de réponses à lire dans ce qui est copié."),
        ("\x00\x01", "Il n'y a pas de réponses à lire dans ce qui est copié."),
        (
            "1;2;3\n",
            "Sans titres, il faut 2 colonnes, dans cet ordre : Trop bon marché et Trop cher. "
            "Ce tableau en a 3 : donnez un titre à chacune.",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(text: str, said: str) -> None:
    assert refused(text) == said


def test_the_first_refusal_is_told_and_the_others_counted() -> None:
    assert refused("10;x\n10;y\n10;z\n").endswith("2 autres lignes sont à revoir.")
    assert "de 1 (sûrement pas) à 5 (sûrement)" in refused("1;2;3;4;6;1\n", FOUR)


@pytest.mark.parametrize("write", [ods, xlsx])
def test_workbooks_are_read_like_text(write: object) -> None:
    rows = [["Trop bon marché", "Trop cher"], [Decimal("10.5"), Decimal(25)], [Decimal(12), Decimal(30)]]
    (sheet,) = sheets_in(write({"Réponses": rows}), "x")  # type: ignore[operator]
    assert values(answers_in(sheet, TWO).answers) == [
        {"too_cheap": Decimal("10.5"), "too_expensive": 25},
        {"too_cheap": 12, "too_expensive": 30},
    ]


def test_a_sheet_that_is_cut_says_so() -> None:
    read = answers_in(sheet_of("x", [[Decimal(1), Decimal(2)]] * 501), TWO)
    assert len(read.answers) == 500
    assert [plain(note) for note in read.notes] == ["Seules les 500 premières lignes sont lues."]


@given(st.text(max_size=200), st.sampled_from([TWO, FOUR]))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, method: SurveyMethod) -> None:
    try:
        read = answers_in_text(text, method)
    except Refused as refusal:
        assert str(refusal)
    else:
        assert read.answers
