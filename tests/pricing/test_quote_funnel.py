"""What became of the quotes, each counted once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.quote_life import answer, revise, send
from offerdesigner.model.quotes import Quote, QuoteStatus
from offerdesigner.pricing.quote_funnel import funnel_words, quote_funnel
from offerdesigner.pricing.quotes import content_of
from offerdesigner.storage.examples import open_copy
from tests.plain import plain
from tests.pricing.test_quotes import free, host
from tests.strategies import projects

TODAY = date(2026, 11, 23)


def sent(*prices: int):
    """A project with one quote sent for each price."""
    project = host()
    quotes = tuple(
        Quote(id=f"q{place}", dated=TODAY, entries=(free(unit_price=Decimal(price), period_months=None),))
        for place, price in enumerate(prices)
    )
    project = project.model_copy(update={"quotes": quotes})
    for quote in quotes:
        project = send(quote.id, content_of(project, quote), TODAY).apply(project)
    return project


def test_nothing_is_said_before_a_quote_is_sent() -> None:
    assert funnel_words(quote_funnel(host(), TODAY)) == ""


def test_answers_are_counted_and_the_accepted_ones_added_up() -> None:
    project = answer("q1", QuoteStatus.ACCEPTED, TODAY).apply(sent(100, 250, 70))
    project = answer("q2", QuoteStatus.REFUSED, TODAY).apply(project)
    assert plain(funnel_words(quote_funnel(project, TODAY))) == (
        "3 devis envoyés : 1 accepté, 1 en attente, 1 refusé. Sur 100 envoyés, 33 acceptés : "
        "250,00 € la première année."
    )


def test_a_quote_that_waited_too_long_is_no_longer_waiting() -> None:
    assert quote_funnel(sent(100), date(2027, 3, 1)).counts == {QuoteStatus.EXPIRED: 1}


def test_versions_of_one_quote_count_once() -> None:
    project = revise("q0", "again").apply(sent(100))
    assert quote_funnel(project, TODAY).counts == {QuoteStatus.SENT: 1}
    again = next(quote for quote in project.quotes if quote.id == "again")
    project = send("again", content_of(project, again), TODAY).apply(project)
    found = quote_funnel(answer("again", QuoteStatus.ACCEPTED, TODAY).apply(project), TODAY)
    assert (found.drafts, found.counts, found.rate) == (0, {QuoteStatus.ACCEPTED: 1}, 100)


def test_the_example_has_some_of_each() -> None:
    found = quote_funnel(open_copy("nuage-commun"), TODAY)
    assert (found.drafts, found.sent, found.rate) == (1, 5, 40)


@given(projects(quoted=True), st.dates())
def test_no_quote_is_lost_or_counted_twice(project, today) -> None:
    found = quote_funnel(project, today)
    assert found.sent <= sum(quote.is_frozen for quote in project.quotes)
    assert found.rate is None or 0 <= found.rate <= 100
    assert bool(funnel_words(found)) == (found.sent > 0)
