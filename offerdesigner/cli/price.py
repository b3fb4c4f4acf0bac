"""`offerdesigner price`: what a client pays, line by line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from offerdesigner.cli.arguments import file_argument
from offerdesigner.cli.asked import months_asked, usage_arguments, usage_asked
from offerdesigner.cli.naming import find
from offerdesigner.cli.output import print_json, print_table, print_wrapped, say
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, Option
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.pricing.offers import Line, LineKind, OfferPrice, price_offer
from offerdesigner.pricing.price_lists import under
from offerdesigner.pricing.wording import by_year_of_service, counted, on_quote
from offerdesigner.storage.files import read
from offerdesigner.text import _, exact, listed, money, months

DETAILS = _("Les noms se donnent sans souci des majuscules ni des accents.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument("--offer", metavar=_("NOM"), required=True, help=_("l'offre, par son nom ou son identifiant"))
    parser.add_argument(
        "--option", metavar=_("NOM"), action="append", default=[], help=_("une option prise ; à répéter si besoin")
    )
    parser.add_argument(
        "--price-list", metavar=_("NOM"), help=_("la grille de prix, comme « Tarif solidaire » ; à défaut, la standard")
    )
    usage_arguments(parser)
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print the price that the arguments ask for."""
    standard = read(arguments.file).project
    price_list = _price_list_asked(standard, arguments.price_list)
    project = standard if price_list is None else under(standard, price_list.id)
    offer = find(project.offers, arguments.offer, _("d'offre"), lambda offer: (offer.name,))
    options = [
        find(project.options, wanted, _("d'option"), lambda option: (option.name,)) for wanted in arguments.option
    ]
    usage = usage_asked(project, arguments.usage)
    length = months_asked(arguments.months)
    priced = price_offer(project, offer, usage, [option.id for option in options], length)
    if arguments.json:
        print_json(_as_json(offer, options, price_list, usage, length, priced))
    else:
        _print(project, offer, options, price_list, usage, length, priced)
    return 0


def _price_list_asked(project: Project, wanted: str | None) -> PriceList | None:
    if wanted is None:
        return None
    return find(project.price_lists, wanted, _("de grille de prix"), lambda price_list: (price_list.name,))


def _as_json(
    offer: Offer,
    options: Sequence[Option],
    price_list: PriceList | None,
    usage: dict[Id, Decimal],
    length: int,
    priced: OfferPrice,
) -> dict[str, Any]:
    return {
        "offer": offer.name,
        "offer_id": offer.id,
        "options": [option.name for option in options],
        "price_list": price_list.name if price_list else None,
        "usage": {metric: str(quantity) for metric, quantity in usage.items()},
        "months": length,
        "term_months": priced.term.months if priced.term else None,
        "monthly": exact(priced.monthly),
        "first_year": exact(priced.first_year),
        "next_year": exact(priced.next_year),
        "saving": exact(priced.saving),
        "lines": [_line_as_json(line) for line in priced.lines],
    }


def _line_as_json(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "label": line.label,
        "detail": line.detail,
        "amount": exact(line.amount),
        "period_months": line.period_months,
        "first_year": exact(line.first_year),
        "next_year": exact(line.next_year),
        "address": line.address,
    }


def _print(
    project: Project,
    offer: Offer,
    options: Sequence[Option],
    price_list: PriceList | None,
    usage: dict[Id, Decimal],
    length: int,
    priced: OfferPrice,
) -> None:
    taken = listed([offer.name, *(option.name for option in options)])
    counts = [counted(usage[metric.id], metric) for metric in project.metrics if metric.id in usage]
    list_said = [] if price_list is None else [_list_said(price_list)]
    print_wrapped(" · ".join([taken, *list_said, *counts, _engagement(length, priced)]))
    say()
    rows = [("", "", _("1re année"), _("ensuite, par an"))]
    rows += [(line.label, line.detail, _amount(line.first_year), _next_year(line)) for line in priced.lines]
    rows.append((_("Total"), "", _amount(priced.first_year), _amount(priced.next_year)))
    print_table(rows, flexible=1)
    say()
    for sentence in _conclusions(priced):
        print_wrapped(sentence)


def _list_said(price_list: PriceList) -> str:
    """Say the price list, and for whom it is."""
    name = price_list.name or _("grille sans nom")
    return _("{name} ({condition})").format(name=name, condition=price_list.condition) if price_list.condition else name


def _engagement(length: int, priced: OfferPrice) -> str:
    """Say the commitment, and the term that it is sold with when they differ."""
    said = _("engagement de {length}").format(length=months(length))
    if priced.term is None or priced.term.months == length:
        return said
    return _("{said}, à l'échéance de {term}").format(said=said, term=months(priced.term.months))


def _amount(amount: Decimal | None) -> str:
    return on_quote() if amount is None else money(amount)


def _next_year(line: Line) -> str:
    return "–" if line.period_months is None else _amount(line.next_year)


def _conclusions(priced: OfferPrice) -> Iterable[str]:
    sentence = _("Abonnement et options : {price} par mois.")
    if any(line.kind in (LineKind.SETUP, LineKind.MEMBERSHIP) for line in priced.lines):
        sentence = _("Abonnement et options : {price} par mois, hors adhésion et mise en service.")
    yield sentence.format(price=_amount(priced.monthly))
    if by_year := by_year_of_service(priced.term):
        yield by_year
    if priced.term is not None and priced.saving:
        sentence = _("Sur {length}, {amount} de moins qu'au prix ordinaire.")
        if priced.saving < 0:
            sentence = _("Sur {length}, {amount} de plus qu'au prix ordinaire.")
        yield sentence.format(length=months(priced.term.months), amount=money(abs(priced.saving)))
