"""Quotes: drafts that can still be mended, numbers that cannot, and nothing said of what was sent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from offerdesigner.checks import drafts
from offerdesigner.checks.engine import run
from offerdesigner.checks.quote_samples import CLIENT, draft, drafted, line, quoting, sent
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.finding import Severity
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import answer
from offerdesigner.model.quotes import (
    Clause,
    ClauseKind,
    Discount,
    Quote,
    QuoteChoice,
    QuoteContent,
    QuoteLine,
    QuoteRow,
    QuoteStatus,
    QuoteTerms,
)
from offerdesigner.model.structure import Identifiers, Structure
from offerdesigner.pricing.quotes import content_of
from offerdesigner.storage.examples import open_copy
from tests.checks.rule_findings import TODAY, found, one

FAMILIES = ("quote_", "client_")


def said(project: Project, today: date = TODAY) -> set[str]:
    return {each.rule for each in run(project, today=today).findings if each.rule.startswith(FAMILIES)}


def test_a_careful_draft_raises_nothing() -> None:
    assert not said(drafted())


def test_an_empty_draft_is_left_in_peace() -> None:
    empty = draft(client=None, purpose="", choice=QuoteChoice(), valid_days=1, terms=QuoteTerms(notice_months=12))
    assert not said(quoting(empty))


def test_nothing_is_said_of_a_sent_quote_but_its_number_and_reminders() -> None:
    content = QuoteContent(seller=Structure(id="s"), rows=(QuoteRow(id="r", label="Étude"),))
    bad = {"client": None, "purpose": "", "entries": (line("0"), line("9999999", id="other")), "content": content}
    frozen = sent(**bad, terms=QuoteTerms(notice_months=12), discounts=(Discount(id="d", amount=Decimal(500)),))
    assert not said(quoting(frozen))


def test_two_copies_of_a_file_that_gave_one_number_are_told_at_both() -> None:
    finding = one("quote_number_twice", quoting(sent("a"), sent("b"), sent("c", "D-2026-002")))
    assert finding.severity is Severity.ERROR
    assert (finding.address, finding.related) == ("quotes/a/number", ("quotes/b/number",))
    assert finding.message == "2\u00a0devis envoyés portent le numéro D-2026-001."


def test_a_quote_that_was_dropped_frees_its_number() -> None:
    twice = quoting(sent("a"), sent("b"))
    assert not found("quote_number_twice", answer("b", QuoteStatus.DROPPED, TODAY).apply(twice))


def test_versions_of_one_quote_share_its_number() -> None:
    assert not found("quote_number_twice", quoting(sent("a"), sent("b", version=2)))


@pytest.mark.parametrize("kind", list(ClientKind))
def test_only_associations_need_three_months(kind: ClientKind) -> None:
    short = drafted(evolve(CLIENT, kind=kind), valid_days=30)
    assert bool(found("quote_short_validity", short)) is (kind is ClientKind.ASSOCIATION)


def test_a_reminder_comes_on_its_day_and_ends_with_an_answer() -> None:
    waiting = quoting(sent(remind_on=TODAY))
    assert one("quote_to_remind", waiting).address == "quotes/sent/remind_on"
    assert not found("quote_to_remind", quoting(sent(remind_on=TODAY + timedelta(days=1))))
    assert not found("quote_to_remind", answer("sent", QuoteStatus.ACCEPTED, TODAY).apply(waiting))


@pytest.mark.parametrize(("days_left", "told"), [(15, False), (14, True), (0, True), (-1, False)])
def test_the_end_of_a_quote_is_told_two_weeks_before_and_not_after(days_left: int, told: bool) -> None:
    quote = sent(valid_days=40)
    today = quote.dated + timedelta(days=40 - days_left)
    assert ("quote_expires_soon" in said(quoting(quote), today)) is told


def test_a_clock_set_back_is_told_of_what_is_about_to_be_sent() -> None:
    waiting = quoting(sent(), draft())
    assert "quote_dated_before" not in said(waiting)
    assert "quote_dated_before" in said(waiting, date(2026, 1, 1))


def test_a_discount_on_nothing_is_told_and_one_in_percent_is_not() -> None:
    yearly = Discount(id="d", label="Bienvenue", amount=Decimal(5), period_months=24)
    finding = one("quote_discount_bounded", drafted(discounts=(yearly,)))
    assert finding.data["given"] == 0 and not finding.fixes
    assert not found("quote_discount_bounded", drafted(discounts=(Discount(id="d", percent=Decimal(100)),)))


def test_a_quote_of_two_hundred_members_is_not_huge() -> None:
    assert not found("quote_line_huge", drafted(entries=(line("450", quantity=Decimal(200)),)))
    assert found("quote_line_huge", drafted(entries=(line("-450", quantity=Decimal(2000)),)))


def test_a_mediator_is_for_persons_alone() -> None:
    clause = Clause(id="m", kind=ClauseKind.MEDIATOR, text="À Nantes.")
    terms = QuoteTerms(clauses=(clause,))
    assert one("quote_text_not_for_client", drafted(terms=terms)).address == "quotes/draft/terms/clauses/m"
    person = evolve(CLIENT, kind=ClientKind.PERSON)
    assert not said(drafted(person, terms=terms))
    assert found("quote_no_mediator", drafted(person))
    assert not found("quote_no_mediator", drafted(evolve(person, is_professional=True)))


def test_a_wrong_account_is_told_only_where_it_is_to_be_printed() -> None:
    asked = drafted(terms=QuoteTerms(deposit_amount=Decimal(50)), shows_deposit_code=True)
    assert not found("quote_code_without_account", asked)
    wrong = evolve(asked, quoting=evolve(asked.quoting, iban="FR76 1"))
    assert "a sans doute une faute de frappe" in one("quote_code_without_account", wrong).message
    quiet = evolve(wrong, quotes=(evolve(wrong.quotes[0], shows_deposit_code=False),))
    assert not found("quote_code_without_account", quiet)


def test_a_client_without_any_number_is_an_ordinary_one() -> None:
    assert not said(drafted(Client(id="bobine", name="La Bobine", identifiers=Identifiers())))


def test_a_missing_mention_of_vat_is_told_once() -> None:
    seller = Structure(id="structure", name="Nuage")
    rules = [each.rule for each in run(quoting(draft(), structure=seller), today=TODAY).findings]
    assert [rule for rule in rules if "vat_mention" in rule] == ["no_vat_mention"]


def test_a_rate_under_a_price_list_and_variants_are_read_as_the_quote_prints_them() -> None:
    project = open_copy("nuage-commun")
    quote = next(quote for quote in project.quotes if not quote.is_frozen)
    dear = QuoteLine(id="x", label="Étude", unit_price=Decimal(0), quantity=Decimal(0))
    fair = PriceList(id="fair", name="Solidaire", condition="sans salarié", percent_off=Decimal(40))
    listed = evolve(quote, choice=evolve(quote.choice, price_list="fair"), entries=(dear,))
    sold = evolve(project, quotes=(listed,), price_lists=(fair,))
    rules = {each.rule for each in run(sold, today=TODAY).findings}
    assert "quote_line_zero" in rules and "internal" not in rules


def test_a_thousand_sent_quotes_are_looked_at_for_their_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    many = tuple(sent(f"q{n}", f"D-2026-{n:04d}") for n in range(1000))
    priced: list[str] = []

    def spy(project: Project, quote: Quote) -> QuoteContent:
        priced.append(quote.id)
        return content_of(project, quote)

    monkeypatch.setattr(drafts, "content_of", spy)
    news = tuple(draft(f"d{n}") for n in range(30))
    assert not said(quoting(*news, *many))
    assert priced == [f"d{n}" for n in range(drafts.MOST_PRICED)]
