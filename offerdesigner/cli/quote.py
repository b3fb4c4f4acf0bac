"""`offerdesigner quote`: what a quote says, row by row, and what it comes to."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import date

from offerdesigner.cli.arguments import file_argument
from offerdesigner.cli.asked import quote_named
from offerdesigner.cli.output import print_json, print_table, print_wrapped, say, today
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import next_number, reference, status_on, valid_until
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteRow, RowKind, Taking
from offerdesigner.pricing.quote_funnel import funnel_words, quote_funnel
from offerdesigner.pricing.quote_term import whole_term, year_figures
from offerdesigner.pricing.quote_totals import PRICED, CadenceTotal, QuoteTotals, totals
from offerdesigner.pricing.quote_words import STATUSES, amount_words, answers
from offerdesigner.pricing.quotes import content_of
from offerdesigner.storage.exchange.quote_json import as_json
from offerdesigner.storage.files import read
from offerdesigner.text import NBSP, _, day, every, exact, money, number

DETAILS = _("Un brouillon se nomme par le numéro qu'il aura une fois envoyé, ou par son identifiant.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument(
        "--number", metavar=_("NUMÉRO"), help=_("le devis, comme D-2026-014 ou D-2026-014-v2 ; tous sans cela")
    )
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print the quote that the arguments name, or what became of all of them."""
    project, now = read(arguments.file).project, today()
    if arguments.number is None:
        _print_all(project, now, as_data=arguments.json)
        return 0
    quote = quote_named(project, arguments.number, now)
    content = content_of(project, quote)
    if arguments.json:
        print_json(as_json(project, quote, content, now))
    else:
        _print(project, quote, content, now)
    return 0


def _print_all(project: Project, now: date, *, as_data: bool) -> None:
    funnel = quote_funnel(project, now)
    if as_data:
        print_json(
            {
                "drafts": funnel.drafts,
                "sent": funnel.sent,
                "standing": {status.value: count for status, count in funnel.counts.items()},
                "accepted_percent": funnel.rate,
                "first_year_of_accepted": exact(funnel.accepted),
            }
        )
        return
    for quote in project.quotes:
        print_wrapped(" · ".join(_title(project, quote, content_of(project, quote), now)))
    say()
    print_wrapped(funnel_words(funnel) or _("Aucun devis n'est envoyé."))


def _print(project: Project, quote: Quote, content: QuoteContent, now: date) -> None:
    print_wrapped(" · ".join(_title(project, quote, content, now)))
    for sentence in (quote.purpose, " · ".join(part for part in (content.offer, content.usage) if part)):
        if sentence:
            print_wrapped(sentence)
    if content.needs:
        needs = _(" ; ").join(need.said for need in answers(content.needs))
        print_wrapped(_("Ce que comprend l'offre : {needs}.").format(needs=needs))
    say()
    counted = totals(content)
    print_table(list(_rows(content, counted)), flexible=1)
    say()
    for sentence in _conclusions(quote, content, counted):
        print_wrapped(sentence)


def _title(project: Project, quote: Quote, content: QuoteContent, now: date) -> Iterator[str]:
    yield reference(quote) or _("{number} une fois envoyé").format(number=next_number(project, now))
    yield STATUSES[status_on(quote, now)]
    yield content.client.name or _("client sans nom")
    last = valid_until(quote)
    if last is not None:
        yield _("valable jusqu'au {day} inclus").format(day=day(last))


def _rows(content: QuoteContent, counted: QuoteTotals) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of each cadence and its total, then what is proposed."""
    yield "", "", _("Qté × prix"), content.tax.upper() if _bears_vat(content) else ""
    for cadence in counted.cadences:
        included = (row for row in content.rows if row.taking == Taking.INCLUDED)
        for row in included:
            if row.kind in PRICED and row.period_months == cadence.period_months:
                yield row.label, row.detail, _product(row), amount_words(row.amount)
        total = amount_words(cadence.amount)
        yield _("Total {every}").format(every=every(cadence.period_months)), "", "", total
        yield from _vat_rows(content, cadence)
    for row in content.rows:
        if row.kind in PRICED and row.taking == Taking.PROPOSED:
            proposed = _("au choix, {every}").format(every=every(row.period_months))
            yield (
                row.label,
                "; ".join(part for part in (proposed, row.detail) if part),
                _product(row),
                amount_words(row.amount),
            )


def _vat_rows(content: QuoteContent, cadence: CadenceTotal) -> Iterator[tuple[str, str, str, str]]:
    partners = {partner.id: partner.name for partner in content.partners}
    for share in cadence.shares:
        if share.rate:
            said = _("TVA {rate} % sur {net}").format(rate=number(share.rate), net=money(share.net, cents=True))
            yield said, partners.get(share.provider or "", ""), "", money(share.vat, cents=True)


def _bears_vat(content: QuoteContent) -> bool:
    return content.tax == TaxMode.HT or any(row.vat_rate for row in content.rows)


def _product(row: QuoteRow) -> str:
    if row.unit_price is None or row.kind == RowKind.DISCOUNT:
        return ""
    unit = f"{NBSP}{row.unit}" if row.unit else ""
    return f"{number(row.quantity)}{unit} × {money(row.unit_price, cents=True)}"


def _conclusions(quote: Quote, content: QuoteContent, counted: QuoteTotals) -> Iterable[str]:
    yield f"{_years(quote, counted)}."
    if any(row.taking == Taking.PROPOSED and row.kind in PRICED for row in content.rows):
        whole = _years(quote, totals(content, with_proposed=True))
        yield _("Options comprises, {years}.").format(years=f"{whole[:1].lower()}{whole[1:]}")


def _years(quote: Quote, counted: QuoteTotals) -> str:
    """Say what it comes to: « La première année : 375,00 € ; ensuite, chaque année : 315,00 € »."""
    figures = (*year_figures(quote, counted), *whole_term(quote, counted))
    said = (_("{name} : {amount}").format(name=name, amount=amount_words(it)) for name, it in figures)
    first, *more = said
    return _(" ; ").join((first, *(f"{one[:1].lower()}{one[1:]}" for one in more)))
