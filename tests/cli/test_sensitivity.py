"""`offerdesigner sensitivity`: what the answers of a survey say, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.plain import plain_line
from tests.storage.workbooks import ods

Refused = Callable[..., str]
TWO = "Trop bon marché;Trop cher\n" + "5;10\n" * 11 + "10;30\n" * 10
FOUR = "2;4;6;8\n4;6;8;10\n6;8;10;12\n8;10;12;14\n" * 4


@pytest.fixture
def answers(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "reponses.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_the_best_prices_their_table_and_the_convention_are_told(run: Run, answers: Callable[[str], Path]) -> None:
    outcome = run("sensitivity", answers(TWO))
    assert outcome.status == 0
    told = plain_line(outcome.out)
    assert "À 30 €, 10 personnes sur 21 acceptent et la recette est la plus forte." in told
    assert "10 € 21 sur 21 210 €" in told
    assert "bornes comprises" in told


def test_another_convention_has_other_prices(run: Run, answers: Callable[[str], Path]) -> None:
    told = run("sensitivity", answers(TWO), "--convention", "strict-high", "--json").json
    assert told["convention"] == "strict-high"
    assert told["people"] == 21
    assert told["best"] == [["5.00", "5.00"]]
    assert told["prices"][0] == {
        "price": "5.00", "accept": 11, "too_cheap": 10, "too_expensive": 0, "revenue": "55.00"
    }  # fmt: skip


def test_four_questions(run: Run, answers: Callable[[str], Path]) -> None:
    told = plain_line(run("sensitivity", answers(FOUR), "--method", "van-westendorp").out)
    assert "La fourchette acceptable va de 5 € à 9 € ; le prix le moins rejeté est 7 €." in told
    assert "Fourchette étroite trop bon marché × cher, bon marché × trop cher de 6 € à 8 €" in told
    content = run("sensitivity", answers(FOUR), "--method", "van-westendorp", "--json").json
    assert content["points"]["opp"] == ["7.00", "7.00"]
    assert content["narrow_range"] == {"low": ["6.00", "6.00"], "high": ["8.00", "8.00"]}
    assert content["intent"] is None


def test_intents_add_reach_and_revenue(run: Run, answers: Callable[[str], Path]) -> None:
    path = answers("10;20;30;40;5;3\n" * 15)
    assert "20 € 70 % 210 €" in plain_line(run("sensitivity", path, "--method", "van-westendorp").out)
    content = run("sensitivity", path, "--method", "van-westendorp", "--json").json
    assert content["intent"] == {"people": 15, "best_reach": ["20.00"], "best_revenue": ["20.00"]}


def test_few_answers_and_contradictions_are_told(run: Run, answers: Callable[[str], Path]) -> None:
    told = plain_line(run("sensitivity", answers("10;25\n30;5\n")).out)
    assert "Une seule réponse, qui accepte de 10 € à 25 €" in told
    assert "1 réponse laissée de côté" in told
    assert "Moins de 15 réponses" in told
    outcome = run("sensitivity", answers("30;5\n"))
    assert (outcome.status, "Aucune réponse ne peut compter" in plain_line(outcome.out)) == (0, True)
    content = run("sensitivity", answers("4;3;2;1\n"), "--method", "van-westendorp", "--json").json
    assert (content["people"], content["points"], content["contradictory"]) == (0, None, 1)


def test_the_sheet_of_a_workbook_is_chosen_by_its_name(run: Run, refused: Refused, tmp_path: Path) -> None:
    path = tmp_path / "reponses.ods"
    path.write_bytes(ods({"Notes": [["rien"]], "Réponses": [["Mini", "Maxi"], ["10", "25"]]}))
    assert run("sensitivity", path, "--sheet", "reponses", "--json").json["people"] == 1
    assert "au choix : « Notes » ou « Réponses »" in refused("sensitivity", path, "--sheet", "Feuille")


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("10;1.234\n", (), "Ligne 1, « Trop cher » : « 1.234 » peut se lire"),
        (
            "10;25\n",
            ("--method", "gabor"),
            "« gabor » n'est pas une méthode (au choix : acceptability, van-westendorp).",
        ),
        ("10;25\n", ("--convention", "large"), "« large » n'est pas une convention"),
        (FOUR, ("--method", "van-westendorp", "--convention", "strict"), "ne va qu'avec la méthode acceptability"),
        ("", (), "il est vide"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    refused: Refused, answers: Callable[[str], Path], text: str, options: tuple[str, ...], said: str
) -> None:
    assert said in refused("sensitivity", answers(text), *options)
