"""`offerdesigner export`: a document as a PDF or as pictures."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from offerdesigner.cli.arguments import CommandError, choice, file_argument
from offerdesigner.cli.asked import quote_named
from offerdesigner.cli.naming import find
from offerdesigner.cli.output import say, today
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.storage import atomic
from offerdesigner.storage.exchange.quote_files import SUFFIXES, quote_file
from offerdesigner.storage.files import read
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.render.document import Document
    from offerdesigner.render.documents import DocumentKind

DETAILS = _(
    "Le document est écrit en entier ou pas du tout. En PNG, un document de plusieurs pages "
    "donne plusieurs fichiers : FICHIER-1.png, FICHIER-2.png… Un devis s'écrit aussi en .eml (un courriel à relire, "
    "le PDF joint), en .csv, .ods ou .json pour un autre programme."
)

PICTURED = (".pdf", ".png")

DPI = 200
"""The fineness of pictures: enough to print them at home, light enough to send."""

LAYOUTS: tuple[Literal["auto", "portrait", "landscape"], ...] = ("auto", "portrait", "landscape")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument(
        "--document",
        metavar=_("NOM"),
        required=True,
        help=_(
            "le document : tariff-sheet, partner-statement, focus-group-guide, viability-report, quote ou board-sheet"
        ),
    )
    parser.add_argument(
        "--output", metavar=_("FICHIER"), type=Path, required=True, help=_("le fichier à écrire (.pdf ou .png)")
    )
    parser.add_argument(
        "--layout", metavar=_("SENS"), default="auto", help=_("le sens de la page : auto, portrait ou landscape")
    )
    parser.add_argument("--range", metavar=_("NOM"), help=_("la gamme à dessiner (toutes à défaut)"))
    parser.add_argument(
        "--number", metavar=_("NUMÉRO"), help=_("le devis à dessiner, par son numéro (le premier de la liste à défaut)")
    )


def run(arguments: Namespace) -> int:
    """Draw the document and write it."""
    # Imported here: drawing needs reportlab, which the other commands do without.
    from offerdesigner.render.documents import KINDS

    kind = KINDS[choice(arguments.document, tuple(KINDS), _("un document"))]
    layout = choice(arguments.layout, LAYOUTS, _("un sens de page"))
    output: Path = arguments.output
    suffixes = (*PICTURED, *SUFFIXES) if kind.name == "quote" else PICTURED
    suffix = choice(output.suffix.lower(), suffixes, _("une fin de nom possible"))
    project = read(arguments.file).project
    subject = _subject(project, kind, arguments)
    if output.exists() and arguments.file.exists() and output.samefile(arguments.file):
        raise CommandError(_("Le document ne peut pas prendre la place de l'offre elle-même."))
    draw = partial(kind.draw, project, subject, layout=layout, today=today())
    files = (
        [(output, _quote_file(project, subject, suffix, draw))]
        if suffix in SUFFIXES
        else _files(draw(), output, suffix)
    )
    for path, content in list(files):
        atomic.write(path, content)
        say(typeset(_("Écrit : {path}")).format(path=path))
    return 0


def _subject(project: Project, kind: DocumentKind, arguments: Namespace) -> Id | None:
    """Return the range or the quote to draw, where one is asked for.

    Raises `CommandError` when there is none of this name, or when the document is not about that.
    """
    if kind.about == "quotes":
        if arguments.range is not None:
            raise CommandError(_("Un devis n'est pas le document d'une gamme : dites lequel par --number."))
        if arguments.number is None:
            return None
        return quote_named(project, arguments.number, today()).id
    if arguments.number is not None:
        raise CommandError(_("Le numéro est celui d'un devis : ce document n'en a pas."))
    if arguments.range is None:
        return None
    return find(project.ranges, arguments.range, _("de gamme"), lambda range_: (range_.name,)).id


def _quote_file(project: Project, subject: Id | None, suffix: str, draw: Callable[[], Document]) -> bytes:
    """Return the quote for another program.

    Raises `CommandError` when there is none.
    """
    quote = next((quote for quote in project.quotes if subject in (None, quote.id)), None)
    if quote is None:
        raise CommandError(_("Il n'y a pas de devis dans ce fichier."))
    return quote_file(suffix, project, quote, today(), lambda: draw().pdf)


def _files(document: Document, output: Path, suffix: str) -> Iterator[tuple[Path, bytes]]:
    if suffix == ".pdf":
        yield output, document.pdf
        return
    from offerdesigner.render.raster import page_png

    for page in range(document.page_count):
        path = output if document.page_count == 1 else output.with_stem(f"{output.stem}-{page + 1}")
        yield path, page_png(document.pdf, page, DPI)
