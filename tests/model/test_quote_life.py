"""The life of a quote: numbers without a gap, steps that undo, words that stay once it is sent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from offerdesigner.model import edits
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import (
    answer,
    check_kept,
    duplicate_quote,
    family,
    next_number,
    reference,
    repeated_numbers,
    revise,
    send,
    status_on,
    valid_until,
)
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteLine, QuoteStatus, Quoting
from offerdesigner.model.structure import Structure
from offerdesigner.model.typed import Refused

TODAY = date(2026, 11, 23)
PRINTED = QuoteContent(seller=Structure(id="structure", name="Nuage Commun"))


def project(*quotes: Quote, pattern: str = "D-{aaaa}-{nnn}") -> Project:
    return Project(
        quotes=quotes,
        clients=(Client(id="bobine", name="La Bobine"), Client(id="astro")),
        quoting=Quoting(pattern=pattern),
    )


def drafts(*names: str) -> Project:
    return project(*(Quote(id=name, client="bobine") for name in names))


def sent(before: Project, *names: str, on: date = TODAY) -> Project:
    for name in names:
        before = send(name, PRINTED, on).apply(before)
    return before


def quote(holder: Project, name: str) -> Quote:
    return holder.find("quotes", name)  # type: ignore[return-value]


def test_numbers_follow_in_the_order_of_sending() -> None:
    after = sent(drafts("a", "b", "c"), "b", "a")
    assert [one.number for one in after.quotes] == ["D-2026-002", "D-2026-001", ""]
    assert next_number(after, TODAY) == "D-2026-003"
    assert next_number(after, date(2027, 1, 2)) == "D-2027-001"


@pytest.mark.parametrize(
    ("pattern", "numbers"),
    [
        ("DEV{aa}.{n}", ["DEV26.1", "DEV26.2"]),
        ("{nnnn}/{aaaa} (asso)", ["0001/2026 (asso)", "0002/2026 (asso)"]),
        ("N{nn}", ["N01", "N02"]),
    ],
)
def test_a_pattern_writes_the_numbers(pattern: str, numbers: list[str]) -> None:
    after = sent(project(Quote(id="a"), Quote(id="b"), pattern=pattern), "a", "b")
    assert [one.number for one in after.quotes] == numbers


def test_a_series_without_the_year_goes_on_from_one_to_the_next() -> None:
    after = sent(project(Quote(id="a"), pattern="N{nn}"), "a")
    assert next_number(after, date(2027, 1, 2)) == "N02"


def test_a_clock_a_little_back_stays_in_the_series_of_the_year() -> None:
    after = sent(drafts("a", "b"), "a", on=date(2027, 1, 2))
    assert next_number(after, date(2026, 12, 28)) == "D-2027-002"
    assert quote(sent(after, "b", on=date(2026, 12, 28)), "b").number == "D-2027-002"


def test_a_clock_once_far_ahead_leaves_the_series_to_the_year_of_today() -> None:
    after = sent(sent(drafts("a", "b", "c", "d"), "a"), "b", on=date(2099, 1, 1))
    after = sent(after, "c", on=TODAY)
    assert [one.number for one in after.quotes] == ["D-2026-001", "D-2099-001", "D-2026-002", ""]
    assert quote(sent(after, "d", on=date(2099, 6, 1)), "d").number == "D-2099-002"
    assert not repeated_numbers(sent(after, "d"))


def test_sending_dates_freezes_and_numbers() -> None:
    after = quote(sent(drafts("a"), "a"), "a")
    assert (after.dated, after.content, status_on(after, TODAY)) == (TODAY, PRINTED, QuoteStatus.SENT)
    with pytest.raises(Refused, match="déjà envoyé"):
        sent(sent(drafts("a"), "a"), "a")


def test_a_quote_is_valid_to_the_end_of_its_last_day() -> None:
    after = quote(sent(drafts("a"), "a"), "a")
    assert valid_until(after) == date(2027, 2, 21)
    assert status_on(after, date(2027, 2, 21)) == QuoteStatus.SENT
    assert status_on(after, date(2027, 2, 22)) == QuoteStatus.EXPIRED
    assert valid_until(Quote(id="a")) is None
    assert valid_until(Quote(id="a", dated=date(9999, 12, 30))) == date.max


def test_an_answer_holds_after_the_last_day() -> None:
    after = answer("a", QuoteStatus.ACCEPTED, TODAY).apply(sent(drafts("a"), "a"))
    assert status_on(quote(after, "a"), date(2030, 1, 1)) == QuoteStatus.ACCEPTED


def test_a_draft_has_no_answer() -> None:
    with pytest.raises(Refused, match="pas encore envoyé"):
        answer("a", QuoteStatus.ACCEPTED, TODAY).apply(drafts("a"))
    with pytest.raises(ValueError, match="expired"):
        answer("a", QuoteStatus.EXPIRED, TODAY)


def test_a_revision_keeps_the_number_and_replaces_when_it_is_sent() -> None:
    revised = revise("a", "b").apply(sent(drafts("a"), "a"))
    draft = quote(revised, "b")
    assert (draft.number, draft.version, draft.content, draft.steps, draft.dated) == ("D-2026-001", 2, None, (), None)
    assert reference(draft) == "D-2026-001-v2"
    assert status_on(quote(revised, "a"), TODAY) == QuoteStatus.SENT
    after = sent(revised, "b")
    assert status_on(quote(after, "a"), TODAY) == QuoteStatus.SUPERSEDED
    assert status_on(quote(after, "b"), TODAY) == QuoteStatus.SENT
    assert next_number(after, TODAY) == "D-2026-002"
    with pytest.raises(Refused, match="plus récente"):
        answer("a", QuoteStatus.ACCEPTED, TODAY).apply(after)


def test_one_revision_at_a_time_and_of_what_was_sent() -> None:
    with pytest.raises(Refused, match="brouillon"):
        revise("a", "b").apply(drafts("a"))
    with pytest.raises(Refused, match="en préparation"):
        revise("a", "c").apply(revise("a", "b").apply(sent(drafts("a"), "a")))


def test_a_copy_is_a_draft_with_a_number_of_its_own() -> None:
    after = duplicate_quote("a", "b").apply(sent(drafts("a"), "a"))
    assert (quote(after, "b").number, quote(after, "b").version, quote(after, "b").is_frozen) == ("", 1, False)
    assert quote(sent(after, "b"), "b").number == "D-2026-002"


def test_two_copies_of_the_file_that_number_in_parallel_are_seen_and_left() -> None:
    here, there = quote(sent(drafts("a"), "a"), "a"), quote(sent(drafts("b"), "b"), "b")
    merged = project(here, evolve(there, client=None))
    assert repeated_numbers(merged) == {"D-2026-001": merged.quotes}
    after = sent(revise("a", "c").apply(merged), "c")
    assert status_on(quote(after, "b"), TODAY) == QuoteStatus.SENT
    assert status_on(quote(after, "a"), TODAY) == QuoteStatus.SUPERSEDED


def test_where_two_copies_gave_one_number_each_client_has_its_own_revision() -> None:
    here, there = quote(sent(drafts("a"), "a"), "a"), quote(sent(drafts("b"), "b"), "b")
    revised = revise("a", "c").apply(project(here, evolve(there, client="astro")))
    both = revise("b", "d").apply(revised)
    assert [(one.id, one.version) for one in family(both, quote(both, "c"))] == [("c", 2), ("a", 1)]
    assert [one.id for one in family(both, quote(both, "b"))] == ["d", "b"]
    with pytest.raises(Refused, match="en préparation"):
        revise("b", "e").apply(both)
    after = sent(both, "c", "d")
    assert [status_on(quote(after, name), TODAY) for name in "abcd"] == [
        QuoteStatus.SUPERSEDED, QuoteStatus.SUPERSEDED, QuoteStatus.SENT, QuoteStatus.SENT,
    ]  # fmt: skip
    assert list(repeated_numbers(after)) == ["D-2026-001"]


def test_what_was_sent_keeps_its_words_and_its_place() -> None:
    before = sent(drafts("a", "b"), "a")
    for change in (
        edits.set_value("quotes/a/purpose", "Autre chose", "changer"),
        edits.set_value("quotes/a/valid_days", 3, "changer"),
        edits.insert("quotes/a/entries", QuoteLine(id="x", unit_price=Decimal(3)), "ajouter"),
        edits.set_value("quotes/a/content/offer", "Autre", "changer"),
        edits.set_value("quotes/a/client", "astro", "changer"),
    ):
        with pytest.raises(Refused, match="D-2026-001 est envoyé"):
            check_kept(before, change.apply(before))
    with pytest.raises(Refused, match="sans suite"):
        check_kept(before, edits.remove("quotes/a", "supprimer").apply(before))
    check_kept(before, edits.remove("quotes/b", "supprimer").apply(before))


def test_what_was_sent_can_be_noted_answered_and_outlive_its_client() -> None:
    before = sent(drafts("a"), "a")
    for change in (
        edits.set_value("quotes/a/note", "Rappeler", "noter"),
        edits.set_value("quotes/a/remind_on", TODAY, "noter"),
        answer("a", QuoteStatus.DROPPED, TODAY),
        edits.remove("clients/bobine", "supprimer"),
    ):
        check_kept(before, change.apply(before))
