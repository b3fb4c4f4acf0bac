"""The answers of a price survey from a table: one person a line, one question a column.

A first line of headings says which column is which; without it, columns are in the order of the questions. No
amount is guessed: one that can be read in two ways is refused, with its line named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.economics.sensitivity.words import name_of_question
from offerdesigner.model.base import new_id
from offerdesigner.model.research import Answer, SurveyMethod
from offerdesigner.model.typed import ABSENT, Refused, read_number, reduced
from offerdesigner.storage.exchange.cells import MOST_ROWS, Cell, Sheet, shown
from offerdesigner.storage.exchange.text_tables import read_text_table
from offerdesigner.storage.format import Unreadable
from offerdesigner.text import _, fold, listed, number, plural

PRICES = ("too_cheap", "cheap", "expensive", "too_expensive")
INTENTS = ("intent_cheap", "intent_expensive")
QUESTIONS: Mapping[SurveyMethod, tuple[str, ...]] = {
    SurveyMethod.ACCEPTABILITY: ("too_cheap", "too_expensive"),
    SurveyMethod.VAN_WESTENDORP: PRICES,
}
"""The prices that each method asks for, in order: fields of `Answer`."""

_SILENT = ABSENT | {"?", "nsp", "ne sait pas", "sans réponse", "sans avis"}
_SAID_INTENTS = {
    "surement pas": 1, "certainement pas": 1, "probablement pas": 2, "peut-etre": 3, "probablement": 4,
    "surement": 5, "certainement": 5,
}  # fmt: skip
_EUROS = re.compile(r"(?<=\d) ?(?:euros?|eur)$")
_INTENT = re.compile(r"^(?!.*\bquel prix\b).*\b(?:intention|achat|achet\w*|intent)\b")
_HEADINGS = (
    ("too_cheap", re.compile(r"\btrop (?:bon marche|bas|peu cher|faible)\b|\bpas assez cher\b|\btoo cheap\b")),
    ("too_cheap", re.compile(r"\bmin(?:i|imum|imal)?\b|\bqualite\b")),
    ("too_expensive", re.compile(r"\btrop (?:cher|eleve|haut)\b|\bmax(?:i|imum|imal)?\b|\btoo expensive\b")),
    ("cheap", re.compile(r"\bbon marche\b|\bbonne affaire\b|\bpeu cher\b|\bpas cher\b|\bcheap\b")),
    ("expensive", re.compile(r"\bcher\b|\bexpensive\b")),
)


@dataclass(frozen=True)
class ReadAnswers:
    """The answers that were read, and what is to be known of the reading, in sentences."""

    answers: tuple[Answer, ...]
    notes: tuple[str, ...] = ()


def answers_in_text(text: str, method: SurveyMethod) -> ReadAnswers:
    """Read a table that was copied, or typed as lines such as « 10;25 ».

    Raises `Refused`, whose sentence names the line and the column that are not understood.
    """
    try:
        return answers_in(read_text_table(text.encode("utf-8", "replace"), ""), method)
    except Unreadable as error:
        raise Refused(_("Il n'y a pas de réponses à lire dans ce qui est copié.")) from error


def answers_in(sheet: Sheet, method: SurveyMethod) -> ReadAnswers:
    """Read the answers of a sheet. Raises `Refused`, whose sentence names the line and the column."""
    if not sheet.rows:
        raise Refused(_("Il n'y a aucune réponse dans ce tableau."))
    has_headings = not any(_is_price(cell) for cell in sheet.rows[0])
    columns = _by_headings(sheet.rows[0], method) if has_headings else _in_order(sheet, method)
    answers: list[Answer] = []
    refusals: list[str] = []
    for place, row in enumerate(sheet.rows[has_headings:], start=1 + has_headings):
        try:
            values = {question: _read(question, row[column], place) for question, column in columns.items()}
        except Refused as refusal:
            refusals.append(str(refusal))
            continue
        if any(value is not None for value in values.values()):
            answers.append(Answer(id=new_id(), **values))
    if refusals:
        raise Refused(_gathered(refusals))
    if not answers:
        raise Refused(_("Il n'y a aucune réponse dans ce tableau."))
    cut = _("Seules les {n} premières lignes sont lues.").format(n=number(MOST_ROWS))
    return ReadAnswers(tuple(answers), (cut,) if sheet.is_cut else ())


def read_price(typed: str) -> Decimal | None:
    """Read one price of an answer (€); `None` where there is no answer. Raises `Refused`."""
    words = reduced(typed)
    if words in _SILENT:
        return None
    return read_number(_EUROS.sub(" €", words), decimals=2)


def read_intent(typed: str) -> int | None:
    """Read whether somebody would buy: from 1 (surely not) to 5 (surely); `None` where there is no answer.

    Raises `Refused`.
    """
    if reduced(typed) in _SILENT:
        return None
    said = _SAID_INTENTS.get(fold(typed))
    if said is not None:
        return said
    if re.fullmatch(r"[1-5]", typed.strip()) is None:
        raise Refused(
            _("« {typed} » : donnez un chiffre de 1 (sûrement pas) à 5 (sûrement).").format(typed=typed.strip())
        )
    return int(typed)


def _read(question: str, cell: Cell, place: int) -> Decimal | int | None:
    try:
        return read_intent(shown(cell)) if question in INTENTS else read_price(shown(cell))
    except Refused as refusal:
        sentence = _("Ligne {place}, « {question} » : {why}")
        raise Refused(sentence.format(place=place, question=name_of_question(question), why=refusal)) from refusal


def _gathered(refusals: Sequence[str]) -> str:
    """Return the first refusal, and how many lines more are not understood."""
    more = len(refusals) - 1
    if not more:
        return refusals[0]
    words = plural(more, _("{first} {n} autre ligne est à revoir."), _("{first} {n} autres lignes sont à revoir."))
    return words.format(first=refusals[0], n=number(more))


def _is_price(cell: Cell) -> bool:
    """Tell whether a cell begins as an amount does: then its line is an answer, not headings."""
    return isinstance(cell, Decimal) or re.match(r"[-+−]?\s*\d", cell) is not None


def _by_headings(headings: Sequence[Cell], method: SurveyMethod) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, heading in enumerate(headings):
        question = _question_of(shown(heading))
        if question is None:
            continue
        if question in columns:
            sentence = _("Deux colonnes disent « {question} » : n'en gardez qu'une.")
            raise Refused(sentence.format(question=name_of_question(question)))
        columns[question] = column
    missing = [name_of_question(question) for question in QUESTIONS[method] if question not in columns]
    if missing:
        names = listed(_("« {name} »").format(name=name) for name in missing)
        words = plural(len(missing), _("Il manque la colonne {names}."), _("Il manque les colonnes {names}."))
        raise Refused(words.format(names=names))
    return columns


def _question_of(heading: str) -> str | None:
    folded = fold(heading)
    question = next((question for question, words in _HEADINGS if words.search(folded)), None)
    if question is None or _INTENT.search(folded) is None:
        return question
    return "intent_cheap" if question in ("cheap", "too_cheap") else "intent_expensive"


def _in_order(sheet: Sheet, method: SurveyMethod) -> dict[str, int]:
    asked = QUESTIONS[method]
    wanted = (asked, (*asked, *INTENTS)) if method is SurveyMethod.VAN_WESTENDORP else (asked,)
    found = next((questions for questions in wanted if len(questions) == sheet.width), None)
    if found is None:
        sentence = _(
            "Sans titres, il faut {n} colonnes, dans cet ordre : {names}. "
            "Ce tableau en a {width} : donnez un titre à chacune."
        )
        names = listed(name_of_question(question) for question in asked)
        raise Refused(sentence.format(n=len(asked), names=names, width=sheet.width))
    return {question: column for column, question in enumerate(found)}
