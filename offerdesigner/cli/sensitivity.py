"""`offerdesigner sensitivity`: what the answers of a price survey say."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from offerdesigner.cli.arguments import CommandError, choice
from offerdesigner.cli.naming import sheet_named
from offerdesigner.cli.output import complain, print_json, print_table, print_wrapped, say
from offerdesigner.economics.sensitivity.acceptability import Acceptability, acceptability
from offerdesigner.economics.sensitivity.answers import Sorted
from offerdesigner.economics.sensitivity.van_westendorp import Crossing, VanWestendorp, van_westendorp
from offerdesigner.economics.sensitivity.words import (
    acceptability_words,
    aside_words,
    convention_words,
    few_note,
    out_of,
    point_rows,
    van_westendorp_words,
)
from offerdesigner.economics.values import euros, percent, rounded_euros
from offerdesigner.model.research import Convention, Survey, SurveyMethod
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.sheets import read_sheets
from offerdesigner.storage.exchange.survey_answers import answers_in
from offerdesigner.text import _, exact, money

DETAILS = _(
    "Les réponses viennent d'un tableur (.ods, .xlsx) ou d'un tableau de texte (.csv), une personne par ligne. "
    "Une ligne de titres dit quelle colonne est « trop bon marché », « bon marché », « cher », « trop cher »."
)


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    parser.add_argument("answers", metavar=_("RÉPONSES"), type=Path, help=_("le tableau à lire (.csv, .ods ou .xlsx)"))
    parser.add_argument(
        "--method",
        metavar=_("MÉTHODE"),
        default=_dashed(SurveyMethod.ACCEPTABILITY),
        help=_("acceptability (deux prix par personne, à défaut) ou van-westendorp (quatre)"),
    )
    parser.add_argument(
        "--convention",
        metavar=_("CONVENTION"),
        help=_(
            "qui accepte un prix, entre son minimum et son maximum : inclusive (bornes comprises, à défaut), "
            "strict-low (minimum non compris), strict-high (maximum non compris) ou strict (aucun des deux)"
        ),
    )
    parser.add_argument("--sheet", metavar=_("NOM"), help=_("la feuille du classeur (à défaut, la première)"))
    parser.add_argument("--json", action="store_true", help=_("pour un autre programme"))


def run(arguments: Namespace) -> int:
    """Print what the answers say."""
    survey = _survey(arguments)
    if survey.method is SurveyMethod.ACCEPTABILITY:
        accepted = acceptability(survey)
        if arguments.json:
            print_json(_accepted_json(accepted))
        else:
            _print_accepted(accepted)
    else:
        found = van_westendorp(survey)
        if arguments.json:
            print_json(_points_json(found))
        else:
            _print_points(found)
    return 0


def _survey(arguments: Namespace) -> Survey:
    method = SurveyMethod(
        choice(arguments.method, tuple(map(_dashed, SurveyMethod)), _("une méthode")).replace("-", "_")
    )
    convention = Convention.INCLUSIVE
    if arguments.convention is not None:
        if method is not SurveyMethod.ACCEPTABILITY:
            raise CommandError(_("--convention ne va qu'avec la méthode acceptability."))
        wanted = choice(arguments.convention, tuple(map(_dashed, Convention)), _("une convention"))
        convention = Convention(wanted.replace("-", "_"))
    sheets = read_sheets(arguments.answers)
    sheet = sheets[0] if arguments.sheet is None else sheet_named(sheets, arguments.sheet)
    try:
        read = answers_in(sheet, method)
    except Refused as refusal:
        raise CommandError(str(refusal)) from refusal
    for note in read.notes:
        complain(note)
    return Survey(method=method, convention=convention, answers=read.answers)


def _dashed(word: str) -> str:
    """Return a word of the model as one types it."""
    return str(word).replace("_", "-")


def _print_accepted(result: Acceptability) -> None:
    print_wrapped(acceptability_words(result))
    _print_aside(result.sorted)
    if result.people and not result.sorted.is_small:
        say()
        rows = [(_("prix"), _("acceptent"), _("recette"))]
        print_table([*rows, *((money(row.price), out_of(row), money(row.revenue)) for row in result.rows)], flexible=0)
    elif result.people:
        print_wrapped(few_note())
    say()
    print_wrapped(convention_words(result.convention))


def _print_points(result: VanWestendorp) -> None:
    print_wrapped(van_westendorp_words(result))
    _print_aside(result.sorted)
    if result.points is None:
        return
    if result.sorted.is_small:
        print_wrapped(few_note())
        return
    say()
    rows = [(_("repère"), "", _("prix")), *((row.name, row.curves, row.price) for row in point_rows(result.points))]
    print_table(rows, flexible=1)
    if result.intent is not None:
        say()
        rows = [(_("prix"), _("achèteraient"), _("recette"))]
        rows += [(money(row.price), percent(row.share), euros(row.revenue)) for row in result.intent.rows]
        print_table(rows, flexible=0)


def _print_aside(found: Sorted) -> None:
    for sentence in aside_words(found):
        print_wrapped(sentence)


def _accepted_json(result: Acceptability) -> dict[str, Any]:
    return {
        "method": _dashed(SurveyMethod.ACCEPTABILITY),
        "convention": _dashed(result.convention),
        **_counted(result.sorted),
        "best": [[exact(span.first), exact(span.last)] for span in result.best],
        "best_revenue": [exact(price) for price in result.best_revenue],
        "prices": [
            {
                "price": exact(row.price),
                "accept": row.accept,
                "too_cheap": row.too_cheap,
                "too_expensive": row.too_dear,
                "revenue": exact(row.revenue),
            }
            for row in result.rows
        ],
        "words": acceptability_words(result),
    }


def _points_json(result: VanWestendorp) -> dict[str, Any]:
    points = result.points
    return {
        "method": _dashed(SurveyMethod.VAN_WESTENDORP),
        **_counted(result.sorted),
        "points": points and {name: _ends(getattr(points, name)) for name in ("pmc", "pme", "ipp", "opp")},
        "narrow_range": points and {"low": _ends(points.narrow_low), "high": _ends(points.narrow_high)},
        "intent": result.intent
        and {
            "people": result.intent.people,
            "best_reach": [exact(price) for price in result.intent.best_reach],
            "best_revenue": [exact(price) for price in result.intent.best_revenue],
        },
        "words": van_westendorp_words(result),
    }


def _counted(found: Sorted) -> dict[str, int]:
    return {
        "people": len(found.kept),
        "contradictory": len(found.contradictory),
        "unfinished": len(found.unfinished),
    }


def _ends(crossing: Crossing) -> list[str | None]:
    return [exact(rounded_euros(crossing.first)), exact(rounded_euros(crossing.last))]
