"""Surveys for tests: published tables, and random ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from hypothesis import strategies as st

from offerdesigner.model.base import Id
from offerdesigner.model.research import Answer, Convention, Survey, SurveyMethod


def two(pairs: Iterable[tuple[object, object]], convention: Convention = Convention.INCLUSIVE) -> Survey:
    """A survey of two questions: the lowest and the highest price of each person."""
    answers = (Answer(id=f"a{place}", too_cheap=low, too_expensive=high) for place, (low, high) in enumerate(pairs))
    return Survey(id="survey", convention=convention, answers=tuple(answers))


def four(rows: Iterable[tuple[object, ...]]) -> Survey:
    """A survey of four questions, with the two intents where a row has six values."""
    names = ("too_cheap", "cheap", "expensive", "too_expensive", "intent_cheap", "intent_expensive")
    answers = (Answer(id=f"a{place}", **dict(zip(names, row, strict=False))) for place, row in enumerate(rows))
    return Survey(id="survey", method=SurveyMethod.VAN_WESTENDORP, answers=tuple(answers))


def spread(counts: Mapping[int, int]) -> list[Decimal]:
    """Each price as often as `counts` says, from the lowest."""
    return [Decimal(price) for price, count in sorted(counts.items()) for _time in range(count)]


THOUSAND = list(
    zip(
        spread({1: 430, 2: 280, 3: 200, 4: 70, 5: 20}),
        spread({3: 70, 4: 110, 5: 170, 6: 240, 7: 330, 8: 80}),
        strict=True,
    )
)
"""A table of 1 000 answers published for pupils (Ch. Visticot, « Le prix psychologique », révisions MUC, 2003).

psteger.free.fr/mobileduc-imode/bts-Prix-psychologique.htm. Only the totals of each price are published; who named
both does not change how many accept a price.
"""

prices = st.decimals("0", "200", places=2)


@st.composite
def surveys(draw: st.DrawFn, method: SurveyMethod, most: int = 25, whole: bool = False) -> Survey:
    """Random answers, some without a price or with prices that contradict one another unless `whole`."""
    count = 2 if method is SurveyMethod.ACCEPTABILITY else 4
    names = ("too_cheap", "cheap", "expensive", "too_expensive") if count == 4 else ("too_cheap", "too_expensive")
    one = st.lists(prices, min_size=count, max_size=count, unique=True).map(sorted)
    if not whole:
        one = st.one_of(one, st.lists(st.none() | prices, min_size=count, max_size=count))
    intents = st.none() | st.integers(1, 5)
    rows = draw(st.lists(st.tuples(one, intents, intents), min_size=1 if whole else 0, max_size=most))
    answers = (
        Answer(id=f"a{place}", intent_cheap=first, intent_expensive=last, **dict(zip(names, row, strict=True)))
        for place, (row, first, last) in enumerate(rows)
    )
    convention = draw(st.sampled_from(tuple(Convention)))
    return Survey(id="survey", method=method, convention=convention, answers=tuple(answers))


def scaled(survey: Survey, factor: int) -> Survey:
    """`survey` with every price `factor` times as high."""

    def times(answer: Answer) -> Answer:
        changes: dict[str, Decimal] = {
            name: price * factor
            for name in ("too_cheap", "cheap", "expensive", "too_expensive")
            if (price := getattr(answer, name)) is not None
        }
        return answer.model_copy(update=changes)

    return survey.model_copy(update={"answers": tuple(map(times, survey.answers))})


def shuffled(survey: Survey, order: list[Id]) -> Survey:
    """`survey` with its answers in another order."""
    by_id = {answer.id: answer for answer in survey.answers}
    return survey.model_copy(update={"answers": tuple(by_id[name] for name in order)})
