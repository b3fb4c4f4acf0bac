"""The dates of a term: its last day, the last day to refuse that it goes on, and when the client must be told."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

TOLD_FROM_MONTHS, TOLD_TO_MONTHS = 3, 1
"""How long before the last day to refuse a client is told of it, at the soonest and at the latest."""


@dataclass(frozen=True)
class TermDates:
    """The first and the last day of a term; the last day to refuse its renewal; the days between which one tells it."""

    start: date
    end: date
    last_refusal_day: date
    notice_from: date
    notice_to: date


def term_dates(start: date, months: int, notice_months: int) -> TermDates:
    """Return the dates of a term of `months` from `start`, refused `notice_months` before its end at the latest.

    A month that is too short gives its last day: three months before 31 August is 31 May, before 31 May 28 February.
    """
    end = last_day(start, months)
    last = shifted(end, -notice_months)
    return TermDates(start, end, last, shifted(last, -TOLD_FROM_MONTHS), shifted(last, -TOLD_TO_MONTHS))


def last_day(start: date, months: int) -> date:
    """Return the last day of so many `months` from `start`: the eve of the same day, or the end of a shorter month."""
    same = shifted(start, months)
    return same if same.day != start.day or same == date.max else same - timedelta(days=1)


def shifted(day: date, months: int) -> date:
    """Return the same day so many `months` later (before, where negative), or the last one of a shorter month.

    It stays within what a date can be.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
