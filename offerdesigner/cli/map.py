"""`offerdesigner map`: which offer is the cheapest, quantity by quantity, and where that changes."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from decimal import Decimal
from typing import Any

from offerdesigner.cli.arguments import CommandError, choice, file_argument
from offerdesigner.cli.asked import metric_named, months_asked, usage_arguments, usage_asked
from offerdesigner.cli.naming import find
from offerdesigner.cli.output import print_json, print_table, print_wrapped, say
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.pricing.choice import Choice, Measure, Need
from offerdesigner.pricing.map_words import sentences
from offerdesigner.pricing.price_map import MOST_QUANTITIES, PriceMap, price_map
from offerdesigner.pricing.wording import on_quote
from offerdesigner.storage.files import read
from offerdesigner.text import _, exact, listed, money, number

DETAILS = _(
    "Le moins cher se juge au mois, avec les suppléments, sans mise en service ni adhésion, "
    "ou sur une année avec tout ce qui est dû (--by first_year, next_year)."
)


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument("--metric", metavar=_("MESURE=A..B"), required=True, help=_("ce qui varie, comme users=1..60"))
    usage_arguments(parser)
    parser.add_argument("--range", metavar=_("NOM"), help=_("la gamme (la première à défaut)"))
    parser.add_argument(
        "--need",
        metavar=_("SERVICE"),
        action="append",
        default=[],
        help=_("un service qu'il faut, compris ou en option ; à répéter"),
    )
    parser.add_argument(
        "--by", metavar=_("MONTANT"), default="monthly", help=_("ce que l'on compare : monthly, first_year, next_year")
    )
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print the map that the arguments ask for."""
    project = read(arguments.file).project
    metric, quantities = _asked(project, arguments.metric)
    measure = Measure(choice(arguments.by, [measure.value for measure in Measure], _("un montant")))
    offers = project.offers_of(_range(project, arguments.range)) if project.ranges else ()
    if not offers:
        raise CommandError(_("Il n'y a pas d'offre dans cette gamme."))
    services = tuple(_service(project, wanted) for wanted in arguments.need)
    need = Need(usage_asked(project, arguments.usage), services, months_asked(arguments.months))
    found = price_map(project, offers, metric, quantities, need, measure)
    if arguments.json:
        print_json(_as_json(project, found, need, measure))
    else:
        _print(project, found)
    return 0


def _asked(project: Project, typed: str) -> tuple[Id, range]:
    name, _equals, bounds = typed.partition("=")
    read_bounds = re.fullmatch(r"(\d{1,9})\.\.(\d{1,9})", bounds.strip())
    if read_bounds is None:
        sentence = _("--metric « {typed} » : écrivez une mesure et deux nombres entiers, comme users=1..60.")
        raise CommandError(sentence.format(typed=typed))
    low, high = map(int, read_bounds.groups())
    if low > high or high - low >= MOST_QUANTITIES:
        sentence = _("--metric « {typed} » : il faut aller du plus petit au plus grand, sur {most} quantités au plus.")
        raise CommandError(sentence.format(typed=typed, most=number(MOST_QUANTITIES)))
    return metric_named(project, name).id, range(low, high + 1)


def _range(project: Project, wanted: str | None) -> Id:
    if wanted is None:
        return project.ranges[0].id
    return find(project.ranges, wanted, _("de gamme"), lambda sold: (sold.name, sold.public)).id


def _service(project: Project, wanted: str) -> Id:
    return find(project.services, wanted, _("de service"), lambda service: (service.need, service.software)).id


def _as_json(project: Project, found: PriceMap, need: Need, measure: Measure) -> dict[str, Any]:
    names: dict[Id | None, str | None] = {curve.offer.id: curve.offer.name for curve in found.curves}
    crossings = [
        {"quantity": after.first, "before": names.get(before.offer), "after": names.get(after.offer)}
        for before, after in zip(found.zones, found.crossings, strict=False)
    ]
    return {
        "metric": found.metric,
        "by": measure.value,
        "usage": {metric: str(quantity) for metric, quantity in need.usage.items()},
        "months": need.months,
        "points": [_point(project, quantity, found.best_at(quantity)) for quantity in found.quantities],
        "crossings": crossings,
        "never": [names[offer] for offer in found.never],
    }


def _point(project: Project, quantity: int, best: Choice | None) -> dict[str, Any]:
    return {
        "quantity": quantity,
        "offer": best.offer.name if best else None,
        "options": _options(project, best) if best else [],
        "price": exact(best.cost) if best else None,
    }


def _options(project: Project, best: Choice) -> list[str]:
    """Return the options in the price: chosen for a service, or that add themselves for a quantity."""
    lines = best.price.lines if best.price else ()
    taken = {line.address.split("/")[1] for line in lines if line.address.startswith("options/")}
    return [option.name for option in project.options if option.id in taken]


def _print(project: Project, found: PriceMap) -> None:
    for sentence in sentences(project, found):
        print_wrapped(sentence)
    say()
    rows = [(_("à partir de"), _("offre"), _("options"), _("prix"))]
    rows += [_row(project, found, zone.first) for zone in found.zones]
    print_table(rows, flexible=2)


def _row(project: Project, found: PriceMap, quantity: int) -> tuple[str, str, str, str]:
    best = found.best_at(quantity)
    if best is None or best.cost is None:
        return str(quantity), "–", "", on_quote()
    return str(quantity), best.offer.name, listed(_options(project, best)), money(Decimal(best.cost))
