"""Laws of the life of quotes: numbers follow whatever one does, and what was sent stays whatever changes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from offerdesigner.model import edits
from offerdesigner.model.address import at
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import (
    answer,
    check_kept,
    duplicate_quote,
    reference,
    repeated_numbers,
    revise,
    send,
    status_on,
)
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteLine, QuoteStatus
from offerdesigner.model.structure import Structure
from offerdesigner.model.typed import Refused
from tests.strategies import projects

TODAY = date(2026, 11, 23)
PRINTED = QuoteContent(seller=Structure(id="structure"))
ACTIONS = ("new", "send", "revise", "duplicate", "answer", "remove")


def done(project: Project, action: str, name: str, target: Quote | None, today: date) -> edits.Edit:
    """Return the edit of `action` on `target`, or of a new draft `name`."""
    if target is None or action == "new":
        return edits.insert("quotes", Quote(id=name), "")
    match action:
        case "send":
            return send(target.id, PRINTED, today)
        case "revise":
            return revise(target.id, name)
        case "duplicate":
            return duplicate_quote(target.id, name)
        case "answer":
            return answer(target.id, QuoteStatus.ACCEPTED, today)
    return edits.remove(at("quotes", target.id), "")


@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9), st.integers(-40, 5)), max_size=30))
def test_numbers_follow_without_gap_or_double_whatever_one_does(steps: list[tuple[str, int, int]]) -> None:
    project = Project()
    for place, (action, chosen, days) in enumerate(steps):
        target = project.quotes[chosen % len(project.quotes)] if project.quotes else None
        today = TODAY + timedelta(days=days)  # a clock that goes back and forth
        try:
            after = done(project, action, f"q{place}", target, today).apply(project)
            check_kept(project, after)
        except Refused:
            continue
        project = after
    sent = [quote for quote in project.quotes if quote.is_frozen]
    assert not repeated_numbers(project)
    assert {quote.number for quote in sent} == {f"D-2026-{n + 1:03d}" for n in range(len({one.number for one in sent}))}
    assert len({reference(quote) for quote in sent}) == len(sent)
    for number in {quote.number for quote in sent}:
        versions = sorted((one for one in sent if one.number == number), key=lambda quote: quote.version)
        assert [one.version for one in versions] == list(range(1, len(versions) + 1))
        assert all(status_on(one, TODAY) == QuoteStatus.SUPERSEDED for one in versions[:-1])
        assert status_on(versions[-1], TODAY) != QuoteStatus.SUPERSEDED


REMOVED = ("offers", "options", "metrics", "services", "partners", "price_lists", "clients")


@given(projects(quoted=True), st.sampled_from(REMOVED))
@settings(max_examples=40)
def test_what_was_sent_stays_whatever_is_removed_or_changed(project: Project, kind: str) -> None:
    sent = {quote.id: quote.content for quote in project.quotes if quote.is_frozen}
    changes = [edits.remove(at(kind, item.id), "") for item in getattr(project, kind)]
    changes.append(edits.set_value("structure/name", "Un autre nom", ""))
    for change in changes:
        after = change.apply(project)
        check_kept(project, after)
        assert {quote.id: quote.content for quote in after.quotes if quote.is_frozen} == sent


@given(projects(quoted=True))
@settings(max_examples=25)
def test_a_copy_drops_what_no_longer_exists(project: Project) -> None:
    for kind in REMOVED:
        for item in getattr(project, kind):
            project = edits.remove(at(kind, item.id), "").apply(project)
    for quote in project.quotes:
        copied = duplicate_quote(quote.id, "copy").apply(project)
        draft: Quote = copied.find("quotes", "copy")  # type: ignore[assignment]
        assert not draft.is_frozen
        assert (draft.choice.offer, draft.choice.options, draft.choice.quantities) == (None, (), ())
        assert draft.entries == tuple(
            evolve(entry, provider=None) if isinstance(entry, QuoteLine) else entry for entry in quote.entries
        )
