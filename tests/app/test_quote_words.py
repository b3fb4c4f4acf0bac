"""What the page « Devis » says of quotes, without its window."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.app.editors.quotes.edits import new_quote, use_quantity
from offerdesigner.app.editors.quotes.library import Audience, proposals
from offerdesigner.app.editors.quotes.listed import Entries
from offerdesigner.app.editors.quotes.rivals import cheapest, may_last, rivals
from offerdesigner.app.editors.quotes.rows import own_row, table_rows
from offerdesigner.app.editors.quotes.words import standing, term_words
from offerdesigner.model.base import evolve
from offerdesigner.model.edits import set_value
from offerdesigner.model.offers import Term, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import family
from offerdesigner.model.quotes import Quote, QuoteChoice, QuoteTerms, Renewal
from offerdesigner.pricing.quote_totals import totals
from offerdesigner.pricing.quotes import content_of
from offerdesigner.storage.examples import open_copy
from tests.plain import plain
from tests.strategies import projects

TODAY = date(2026, 11, 23)


@given(projects(quoted=True), st.dates())
def test_every_quote_of_any_project_is_listed_and_stands_somewhere(project: Project, today: date) -> None:
    entries = Entries().of(project, today)
    listed = {one.id for entry in entries for one in family(project, entry.quote)}
    assert listed == {quote.id for quote in project.quotes}
    due = [entry.standing.is_due for entry in entries]
    assert due == sorted(due, reverse=True)
    for quote in project.quotes:
        assert standing(quote, today).words


@given(projects(quoted=True))
def test_the_table_has_each_row_once_and_a_total_for_each_cadence(project: Project) -> None:
    for quote in project.quotes:
        content = content_of(project, quote)
        found = totals(content)
        rows = table_rows(quote, content, found)
        assert len({row.id for row in rows}) == len(rows)
        assert len([row for row in rows if row.id.startswith("total.")]) == len(found.cadences)
        typed = {row.id for row in rows if row.removable}
        assert all(own_row(quote, content, name) is not None for name in typed)
        if quote.is_frozen:
            assert not typed


@given(projects(quoted=True))
def test_the_cheapest_of_the_range_costs_no_more_than_any_other(project: Project) -> None:
    for quote in project.quotes:
        found = rivals(project, quote)
        best = cheapest(found)
        if best is not None:
            assert all(rival.yearly is None or rival.yearly >= best.yearly for rival in found)
        else:
            assert all(rival.yearly is None for rival in found)


def test_texts_of_the_library_are_dated_sourced_and_for_somebody() -> None:
    assert len({one.clause.title for one in proposals()}) == len(proposals())
    for one in proposals():
        assert one.clause.title and one.clause.text and one.help
        assert date(2026, 1, 1) <= one.verified <= date(2026, 12, 31)
        assert not one.source or urlsplit(one.source).scheme == "https"
        assert plain(one.provenance).endswith("À vérifier.")
    assert {one.audience for one in proposals()} == set(Audience)


def test_dates_of_the_conditions_in_a_sentence() -> None:
    quote = Quote(choice=QuoteChoice(months=12), terms=QuoteTerms(start=date(2027, 1, 1), notice_months=1))
    assert term_words(evolve(quote, terms=QuoteTerms())) == ""
    said = {
        renewal: plain(term_words(evolve(quote, terms=evolve(quote.terms, renewal=renewal)))) for renewal in Renewal
    }
    assert all(words.startswith("Du 1er janvier 2027 au 31 décembre 2027 inclus.") for words in said.values())
    assert "Dernier jour pour refuser la reconduction : 30 novembre 2027." in said[Renewal.TACIT]
    assert said[Renewal.NONE].endswith("Ensuite, plus rien n'est dû.")


def test_a_quote_soon_over_is_told_by_its_days_left() -> None:
    quote = Quote(id="q", dated=TODAY - timedelta(days=10), valid_days=11)
    content = content_of(Project(), quote)
    sent = evolve(quote, content=content)
    assert plain(standing(sent, TODAY).words) == "expire demain"
    assert plain(standing(sent, TODAY + timedelta(days=1)).words) == "expire ce soir"
    assert standing(evolve(sent, remind_on=TODAY), TODAY).is_due


def of_sleto(months: int, storage: int) -> tuple[Project, Quote]:
    """A new quote of the example whose first offer is only a trial."""
    project = new_quote(open_copy("sleto"), "q").apply(open_copy("sleto"))
    project = set_value("quotes/q/choice/months", months, "").apply(project)
    project = use_quantity("q", "storage", Decimal(storage)).apply(project)
    return project, project.quotes[0]


def test_a_new_quote_begins_with_an_offer_that_has_a_price() -> None:
    _project, quote = of_sleto(12, 1)
    assert quote.choice.offer == "opale"


def test_a_trial_is_no_rival_of_a_commitment_and_what_does_not_suffice_says_so() -> None:
    found = rivals(*of_sleto(24, 10))
    assert [(rival.offer.id, rival.yearly, rival.suffices) for rival in found] == [
        ("opale", None, False),
        ("emeraude", Decimal(190), True),
        ("ruby", Decimal(240), True),
    ]
    best = cheapest(found)
    assert best is not None and best.offer.id == "emeraude"
    assert "mica" in {rival.offer.id for rival in rivals(*of_sleto(1, 1))}
    project, quote = of_sleto(24, 1)
    trial = evolve(quote, choice=evolve(quote.choice, offer="mica"))
    assert rivals(project, trial) == ()


def test_a_free_term_ends_and_a_free_offer_does_not() -> None:
    project = open_copy("sleto")
    opale = next(offer for offer in project.offers if offer.id == "opale")
    ending = evolve(opale, terms=(Term(id="t", months=3, price=Decimal(0)),))
    assert may_last(ending, 3) and not may_last(ending, 4)
    assert may_last(opale, 36)
    days = evolve(opale, terms=(), rates=(), trial=Trial(duration=60, unit="days"))
    assert may_last(days, 2) and not may_last(days, 3)
