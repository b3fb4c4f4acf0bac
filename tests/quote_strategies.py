"""Random clients and quotes for a random project: drafts of every kind, and quotes that were sent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.profiles import ProfileQuantity
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import (
    BoardSheet,
    Clause,
    ClauseKind,
    Discount,
    OptionChoice,
    Quote,
    QuoteBreak,
    QuoteChoice,
    QuoteComment,
    QuoteContent,
    QuoteEntry,
    QuoteLine,
    QuoteRow,
    QuoteSection,
    QuoteStatus,
    QuoteStep,
    QuoteTerms,
    Quoting,
    Renewal,
    RowKind,
    Taking,
)
from offerdesigner.model.structure import Contact, Identifiers
from tests.economy_strategies import percents
from tests.price_strategies import amounts, decimals, ids, lines, months, one_of, quantities, texts

CADENCES = st.sampled_from((None, 1, 3, 12, 24))


@st.composite
def with_quotes(draw: st.DrawFn, project: Project) -> Project:
    """`project` with clients, the quotes made for them, and how it quotes."""
    clients = tuple(_client(draw, name) for name in _ids(draw))
    quotes = tuple(_quote(draw, name, project, tuple(one.id for one in clients)) for name in _ids(draw))
    return evolve(
        project,
        clients=clients,
        quotes=quotes,
        quoting=Quoting(
            pattern=draw(st.sampled_from(("D-{aaaa}-{nnn}", "{nnnn}", "DEV{aa}.{n}"))),
            valid_days=draw(st.integers(0, 400)),
            clauses=_clauses(draw),
            iban=draw(lines()),
            bic=draw(lines()),
            mail=draw(texts()),
        ),
    )


def _ids(draw: st.DrawFn) -> tuple[Id, ...]:
    return tuple(draw(st.lists(ids(), max_size=2, unique=True)))


def _client(draw: st.DrawFn, name: Id) -> Client:
    return Client(
        id=name,
        name=draw(lines()),
        kind=draw(st.sampled_from(ClientKind)),
        is_professional=draw(st.booleans()),
        identifiers=draw(st.builds(Identifiers, rna=lines(), siren=lines(), siret=lines())),
        contact=draw(st.builds(Contact, person=lines(), street=lines(), town=lines())),
        capacity=draw(lines()),
        people=draw(st.none() | st.integers(0, 500)),
        volunteers=draw(st.none() | st.integers(0, 500)),
        members=draw(st.none() | st.integers(0, 500)),
        notes=draw(texts()),
    )


def _clauses(draw: st.DrawFn) -> tuple[Clause, ...]:
    return tuple(
        Clause(id=name, kind=draw(st.sampled_from(ClauseKind)), title=draw(lines()), text=draw(texts()))
        for name in _ids(draw)
    )


def _quote(draw: st.DrawFn, name: Id, project: Project, clients: tuple[Id, ...]) -> Quote:
    sent = draw(st.booleans())
    day = draw(st.dates())
    tax = draw(st.sampled_from(TaxMode))
    entries = tuple(_entry(draw, entry, project) for entry in _ids(draw))
    return Quote(
        id=name,
        number=draw(lines()) if sent else "",
        version=draw(st.integers(1, 9)),
        client=one_of(draw, clients),
        purpose=draw(lines()),
        dated=day if draw(st.booleans()) else None,
        valid_days=draw(st.integers(0, 400)),
        tax=tax,
        choice=_choice(draw, project),
        entries=entries,
        discounts=tuple(_discount(draw, one, entries) for one in _ids(draw)),
        terms=QuoteTerms(
            start=draw(st.none() | st.dates()),
            renewal=draw(st.sampled_from(Renewal)),
            notice_months=draw(st.integers(0, 12)),
            trial_days=draw(st.integers(0, 90)),
            deposit_percent=draw(st.none() | percents()),
            clauses=_clauses(draw),
        ),
        board=BoardSheet(question=draw(lines()), need=draw(texts()), today_yearly=draw(st.none() | amounts())),
        remind_on=draw(st.none() | st.dates()),
        note=draw(texts()),
        steps=(QuoteStep(id="sent", status=QuoteStatus.SENT, on=day),) if sent else (),
        content=_content(draw, project, tax) if sent else None,
    )


def _choice(draw: st.DrawFn, project: Project) -> QuoteChoice:
    offers, metrics, options, lists = (
        tuple(item.id for item in getattr(project, kind)) for kind in ("offers", "metrics", "options", "price_lists")
    )
    return QuoteChoice(
        offer=one_of(draw, offers),
        price_list=one_of(draw, lists),
        quantities=tuple(
            ProfileQuantity(id=f"q{place}", metric=metric, quantity=draw(quantities()))
            for place, metric in enumerate(metrics)
        ),
        options=tuple(
            OptionChoice(
                id=f"o{place}", option=option, taking=draw(st.sampled_from(Taking)), count=draw(st.integers(1, 5))
            )
            for place, option in enumerate(options)
            if draw(st.booleans())
        ),
        months=draw(months()),
        alternatives=tuple(draw(st.sets(st.sampled_from(offers), max_size=2))) if offers else (),
    )


def _entry(draw: st.DrawFn, name: Id, project: Project) -> QuoteEntry:
    match draw(st.integers(0, 5)):
        case 0:
            return QuoteSection(id=name, title=draw(lines()))
        case 1:
            return QuoteComment(id=name, text=draw(texts()))
        case 2:
            return QuoteBreak(id=name)
        case _:
            return quote_line(draw, name, tuple(one.id for one in project.partners))


def quote_line(draw: st.DrawFn, name: Id, partners: tuple[Id, ...] = ()) -> QuoteLine:
    """A free line, cheap or dear, taken off or added."""
    sign = draw(st.sampled_from((1, 1, 1, -1)))
    least = draw(st.none() | quantities())
    return QuoteLine(
        id=name,
        label=draw(lines()),
        detail=draw(texts()),
        quantity=draw(quantities()),
        unit=draw(lines()),
        unit_price=sign * draw(decimals("9999", 4)),
        tax=draw(st.sampled_from(TaxMode)),
        vat_rate=draw(st.none() | st.sampled_from((Decimal(0), Decimal("5.5"), Decimal(10), Decimal(20)))),
        period_months=draw(CADENCES),
        taking=draw(st.sampled_from(Taking)),
        provider=one_of(draw, partners),
        least=least,
        most=least,
    )


def _discount(draw: st.DrawFn, name: Id, entries: tuple[QuoteEntry, ...]) -> Discount:
    either: dict[str, Any] = {"percent": draw(percents())} if draw(st.booleans()) else {"amount": draw(amounts())}
    on = draw(st.sampled_from(("", "", "subscription", "setup", *(f"entry.{entry.id}" for entry in entries))))
    return Discount(id=name, label=draw(lines()), line=on, period_months=draw(CADENCES), **either)


def _content(draw: st.DrawFn, project: Project, tax: TaxMode) -> QuoteContent:
    rows = tuple(
        QuoteRow(
            kind=draw(st.sampled_from(RowKind)),
            id=name,
            label=draw(lines()),
            unit_price=draw(decimals("9999", 4)),
            amount=draw(amounts()),
            period_months=draw(CADENCES),
        )
        for name in _ids(draw)
    )
    return QuoteContent(
        seller=project.structure,
        partners=project.partners,
        tax=tax,
        offer=draw(lines()),
        rows=rows,
        iban=draw(lines()),
        bic=draw(lines()),
    )
