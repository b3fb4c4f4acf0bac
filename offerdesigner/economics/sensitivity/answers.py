"""Which answers of a survey count: whole ones, that do not contradict themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from offerdesigner.model.research import Answer, SurveyMethod

FEWEST = 15
"""With fewer answers that count, one looks at each person: a curve would show what nobody said."""


@dataclass(frozen=True)
class Sorted:
    """The answers of a survey: those that count, those that lack a price, those whose prices contradict one another."""

    kept: tuple[Answer, ...]
    unfinished: tuple[Answer, ...]
    contradictory: tuple[Answer, ...]

    @property
    def is_small(self) -> bool:
        """Whether too few count for curves."""
        return len(self.kept) < FEWEST


def prices_of(answer: Answer, method: SurveyMethod) -> tuple[Decimal | None, ...]:
    """Return the prices (€) that `method` asks for, from the lowest to the highest; `None` for those without answer."""
    if method is SurveyMethod.ACCEPTABILITY:
        return answer.too_cheap, answer.too_expensive
    return answer.too_cheap, answer.cheap, answer.expensive, answer.too_expensive


def named_prices(answer: Answer, method: SurveyMethod) -> tuple[Decimal, ...]:
    """Return the prices (€) that `method` asks for and that have an answer, in the order of the questions."""
    return tuple(price for price in prices_of(answer, method) if price is not None)


def is_blank(answer: Answer) -> bool:
    """Tell whether nothing at all was answered."""
    intents = (answer.intent_cheap, answer.intent_expensive)
    return not named_prices(answer, SurveyMethod.VAN_WESTENDORP) and intents == (None, None)


def contradicts(answer: Answer, method: SurveyMethod) -> bool:
    """Tell whether the prices of `answer` cannot go together, those without answer left aside.

    Of two, the lowest may equal the highest (one price and no other); four go strictly up.
    """
    named = named_prices(answer, method)
    if method is SurveyMethod.ACCEPTABILITY:
        return any(one > other for one, other in pairwise(named))
    return any(one >= other for one, other in pairwise(named))


def sort(answers: Iterable[Answer], method: SurveyMethod) -> Sorted:
    """Return `answers` by whether `method` can count them; those where nothing is answered are left out."""
    kept: list[Answer] = []
    unfinished: list[Answer] = []
    contradictory: list[Answer] = []
    for answer in answers:
        if contradicts(answer, method):
            contradictory.append(answer)
        elif None not in prices_of(answer, method):
            kept.append(answer)
        elif not is_blank(answer):
            unfinished.append(answer)
    return Sorted(tuple(kept), tuple(unfinished), tuple(contradictory))
