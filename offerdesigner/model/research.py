"""What was asked of future clients, and learnt: price surveys, needs, hypotheses, focus groups.

Plain data; `offerdesigner.economics.sensitivity` reads the surveys.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field, field_validator

from offerdesigner.model.base import Amount, Id, Identified, Line, Text, check_ids
from offerdesigner.text import _


class SurveyMethod(StrEnum):
    """Which questions were asked: two (Stoetzel, Adam) or four (Van Westendorp)."""

    ACCEPTABILITY = "acceptability"
    VAN_WESTENDORP = "van_westendorp"


class Convention(StrEnum):
    """Who accepts a price p, between the lowest and the highest that they name."""

    INCLUSIVE = "inclusive"
    """low ≤ p ≤ high."""
    STRICT_LOW = "strict_low"
    """low < p ≤ high."""
    STRICT_HIGH = "strict_high"
    """low ≤ p < high."""
    STRICT = "strict"
    """low < p < high."""


class Answer(Identified):
    """One person's prices, in €; `None` where a question has no answer.

    Acceptability has `too_cheap` (below, quality is doubtful) and `too_expensive`. Van Westendorp has all four,
    and may have intents from 1 (surely not) to 5 (surely) to buy at `cheap` and at `expensive`.
    """

    too_cheap: Amount | None = Field(None, title=_("Trop bon marché"))
    cheap: Amount | None = Field(None, title=_("Bon marché"))
    expensive: Amount | None = Field(None, title=_("Cher"))
    too_expensive: Amount | None = Field(None, title=_("Trop cher"))
    intent_cheap: int | None = Field(None, title=_("Achèterait, bon marché"), ge=1, le=5)
    intent_expensive: int | None = Field(None, title=_("Achèterait, cher"), ge=1, le=5)


class Survey(Identified):
    """Enquête de prix: the answers about one offer, for the usage that people were told of."""

    name: Line = Field("", title=_("Enquête"))
    offer: Id | None = Field(None, title=_("Offre"))
    usage: Line = Field("", title=_("Usage décrit"), description=_("Ce qu'on leur a dit : « pour 15 personnes »."))
    asked_on: date | None = Field(None, title=_("Menée le"))
    method: SurveyMethod = Field(SurveyMethod.ACCEPTABILITY, title=_("Méthode"))
    convention: Convention = Field(Convention.INCLUSIVE, title=_("Qui accepte un prix"))
    answers: tuple[Answer, ...] = Field((), title=_("Réponses"), max_length=2000)

    @field_validator("answers")
    @classmethod
    def _ids_differ(cls, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        check_ids(answers)
        return answers


class Need(Identified):
    """The need in one sentence: « `who` a besoin de `what` en raison de `why` »."""

    who: Line = Field("", title=_("Qui"))
    what: Line = Field("", title=_("a besoin de"))
    why: Line = Field("", title=_("en raison de"))


class Verdict(StrEnum):
    """What became of a hypothesis."""

    UNTESTED = "untested"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNSURE = "unsure"


class Hypothesis(Identified):
    """Hypothèse: what we believe, how we test it, what was learnt and changed."""

    belief: Line = Field("", title=_("Nous pensons que"))
    test: Line = Field("", title=_("Nous le saurons en"))
    verdict: Verdict = Field(Verdict.UNTESTED, title=_("Résultat"))
    learnt: Text = Field("", title=_("Ce que nous avons appris"))
    changed: Text = Field("", title=_("Ce que nous avons changé"))


class Question(Identified):
    """A question of a focus group's guide, and what was said to it."""

    text: Line = Field("", title=_("Question"))
    minutes: int = Field(10, title=_("Minutes"), ge=1, le=240)
    answers: Text = Field("", title=_("Ce qui s'est dit"))


class FocusGroup(Identified):
    """Groupe de discussion: its guide, printed, and its record; `keywords` are counted in what was said."""

    name: Line = Field("", title=_("Groupe"))
    public: Line = Field("", title=_("Public"))
    held_on: date | None = Field(None, title=_("Date"))
    place: Line = Field("", title=_("Lieu"))
    moderator: Line = Field("", title=_("Animation"))
    note_taker: Line = Field("", title=_("Prise de notes"))
    participants: int = Field(6, title=_("Participants"), ge=1, le=100)
    opening: Text = Field("", title=_("Mot d'accueil"))
    questions: tuple[Question, ...] = Field((), title=_("Questions"), max_length=40)
    keywords: tuple[Line, ...] = Field((), title=_("Mots à compter"), max_length=40)
    learnt: Text = Field("", title=_("Ce que nous retenons"))

    @field_validator("questions")
    @classmethod
    def _ids_differ(cls, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        check_ids(questions)
        return questions
