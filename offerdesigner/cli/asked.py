"""What a client uses and for how long, or which quote, as the commands are told it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from offerdesigner.cli.arguments import CommandError
from offerdesigner.cli.naming import find
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import next_number, reference
from offerdesigner.model.quotes import Quote
from offerdesigner.text import NotANumber, _, parse_number

LONGEST = 120
LARGEST = Decimal(10) ** 9


def usage_arguments(parser: ArgumentParser) -> None:
    """Add --usage and --months."""
    parser.add_argument(
        "--usage",
        metavar=_("MESURE=NOMBRE"),
        action="append",
        default=[],
        help=_("ce qu'utilise le client, comme users=12 ; à répéter ; à défaut, ce que l'offre comprend"),
    )
    parser.add_argument(
        "--months", metavar=_("N"), default="12", help=_("la durée de l'engagement, en mois (12 à défaut)")
    )


def metric_named(project: Project, name: str) -> Metric:
    """Return the metric that `name` names.

    Raises `CommandError`.
    """
    return find(project.metrics, name, _("de mesure"), lambda metric: (metric.name, metric.plural, metric.singular))


def usage_asked(project: Project, given: Iterable[str]) -> dict[Id, Decimal]:
    """Return the quantities that --usage gives, by metric id.

    Raises `CommandError`.
    """
    usage: dict[Id, Decimal] = {}
    for pair in given:
        name, equals, typed = pair.partition("=")
        if not equals:
            raise CommandError(
                _("--usage « {pair} » : écrivez une mesure et un nombre, comme users=12.").format(pair=pair)
            )
        metric = metric_named(project, name)
        if metric.id in usage:
            raise CommandError(_("--usage : « {name} » est donné deux fois.").format(name=metric.id))
        usage[metric.id] = _quantity(metric, typed)
    return usage


def _quantity(metric: Metric, typed: str) -> Decimal:
    try:
        quantity = parse_number(typed)
    except NotANumber as error:
        raise CommandError(str(error)) from error
    problem = None
    if not 0 <= quantity < LARGEST:
        problem = _("« {typed} » ne peut pas être une quantité.")
    elif not metric.decimal and quantity != quantity.to_integral_value():
        problem = _("« {typed} » : « {metric} » se compte en entiers.")
    elif quantity != round(quantity, 3):
        problem = _("« {typed} » a trop de décimales (3 au plus).")
    if problem:
        raise CommandError(problem.format(typed=typed, metric=metric.name))
    return quantity


def price_asked(typed: str) -> Decimal:
    """Return the price in € that --price gives.

    Raises `CommandError`.
    """
    try:
        price = parse_number(typed)
    except NotANumber as error:
        raise CommandError(str(error)) from error
    if not 0 <= price < LARGEST or price != round(price, 2):
        raise CommandError(_("--price « {typed} » ne peut pas être un prix.").format(typed=typed))
    return price


def months_asked(typed: str) -> int:
    """Return the length of commitment that --months gives.

    Raises `CommandError`.
    """
    if not (typed.isdecimal() and len(typed) <= 3 and 1 <= int(typed) <= LONGEST):
        sentence = _("--months « {typed} » : donnez un nombre entier de mois, de 1 à {longest}.")
        raise CommandError(sentence.format(typed=typed, longest=LONGEST))
    return int(typed)


def quote_named(project: Project, name: str, today: date) -> Quote:
    """Return the quote that `name` names: by its reference, by the number that a draft will get, or by its id.

    Raises `CommandError`.
    """
    expected = next_number(project, today)

    def names(quote: Quote) -> tuple[str, ...]:
        said = reference(quote) or expected
        return (said, f"{said}-v1") if quote.version == 1 else (said,)

    return find(project.quotes, name, _("de devis"), names)
