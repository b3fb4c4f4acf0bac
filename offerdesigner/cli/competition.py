"""`offerdesigner competition`: what others ask for the same usage, and where we stand among them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from decimal import Decimal
from typing import Any

from offerdesigner.cli.arguments import file_argument
from offerdesigner.cli.output import print_json, print_table, print_wrapped, say, today
from offerdesigner.economics import competition_words as words
from offerdesigner.economics.competition import Asked, Comparison, comparison, old_looks
from offerdesigner.pricing.wording import price
from offerdesigner.storage.files import read
from offerdesigner.text import _, exact

DETAILS = _("Montants TTC : par mois, sans mise en service ni adhésion ; pour la première année, avec elles.")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print the price of each, our place, and what was looked at too long ago."""
    found = comparison(read(arguments.file).project)
    if arguments.json:
        print_json(_as_json(found, today()))
    else:
        _print(found, today())
    return 0


def _everyone(found: Comparison) -> tuple[Asked, ...]:
    return (*((found.ours,) if found.ours is not None else ()), *found.others)


def _as_json(found: Comparison, on: date) -> dict[str, Any]:
    spread, strategy, chosen = found.spread, found.strategy, found.project.market.strategy
    return {
        "usage": {metric: str(quantity) for metric, quantity in found.need.usage.items()},
        "months": found.need.months,
        "offer": found.offer.id if found.offer is not None else None,
        "prices": [
            {
                "id": one.competitor.id if one.competitor is not None else None,
                "name": words.name_of(found.project, one),
                "monthly": exact(one.monthly),
                "first_year": exact(one.first_year),
                "next_year": exact(one.next_year),
                "why_unknown": one.why or None,
            }
            for one in _everyone(found)
        ],
        "median": exact(spread.median) if spread is not None else None,
        "least": exact(spread.least) if spread is not None else None,
        "most": exact(spread.most) if spread is not None else None,
        "strategy": {
            "chosen": chosen.value if chosen is not None else None,
            "actual": strategy.value if strategy is not None else None,
        },
        "old_looks": [look.competitor.id for look in old_looks(found.project, on)],
    }


def _print(found: Comparison, on: date) -> None:
    if not found.others:
        print_wrapped(_("Aucun concurrent n'est saisi dans ce fichier : il n'y a rien à comparer."))
        return
    rows = [("", _("par mois"), _("1re année"), _("écart avec nous"), _("calcul"))]
    for one in _everyone(found):
        gap = "" if one.competitor is None else words.gap_words(found.gap(one))
        name = words.name_of(found.project, one)
        rows.append((name, _shown(one.monthly), _shown(one.first_year), gap, words.worked(one)))
    print_table(rows, flexible=4)
    say()
    print_wrapped(words.verdict(found)[1])
    print_wrapped(words.in_price_words(found))
    for look in old_looks(found.project, on):
        print_wrapped(words.old_look_words(words.competitor_name(look.competitor), look.months))


def _shown(amount: Decimal | None) -> str:
    return price(amount, cents=True) if amount is not None else _("inconnu")
