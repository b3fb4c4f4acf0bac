"""The partner statement: to each structure behind the offers, what comes back to it of the expected sales, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from offerdesigner.economics.sharing import Statement, name_of, statement, structures
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.flow import Piece, paint_pieces, share, total_height
from offerdesigner.render.missing import paint_list
from offerdesigner.render.painter import Painter
from offerdesigner.render.sheet_parts import paint_foot, reminder
from offerdesigner.render.statement_content import Addressee, SoldGroup, addressee, who
from offerdesigner.render.style import DISPLAY, INK, INK_2, MM, TEXT, Palette, Style
from offerdesigner.render.tariff_head import line_pieces, title_piece
from offerdesigner.render.tariff_measures import measures, plain
from offerdesigner.render.tariff_table import (
    STRONG_RULE,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    group_title,
    set_lines,
    set_words,
)
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, day, money, typeset

_WHY, _AMOUNT = 80 * MM, 34 * MM
"""Where the reasons start, from the margin; how wide the amounts are."""
_GAP = 3 * MM
_NAME_SIZES = (20, 16, 13)


def draw(
    project: Project,
    range_id: Id | None = None,
    *,
    layout: Literal["auto", "portrait", "landscape"] = "auto",
    today: date,
) -> Document:
    """Draw the statement of each structure, ours first, on A4 upright whatever the `layout`, dated `today`.

    With a range, only the sales of its offers count. Raises `KeyError` when there is no such range.
    """
    if range_id is not None:
        project = _of_range(project, range_id)
    palette = Palette.of(project.structure.brand.accent)
    painter = Painter(
        title=typeset(_("Relevé par structure")), author=project.structure.name or _("Sans nom"), subject=_("Partage")
    )
    if not project.partners or not project.sales:
        intro = _("Il se dessine ici à mesure que vous écrivez. Il manque encore :")
        name = _("Relevé par structure")
        paint_list(painter, palette, name, _("Votre relevé par structure"), intro, _missing(project))
        return painter.finish()
    told = statement(project)
    for partner, structure in structures(project):
        _Sheet(project, told, addressee(project, told, partner, structure), palette, today).paint(painter)
    return painter.finish()


def _of_range(project: Project, range_id: Id) -> Project:
    project.find("ranges", range_id)
    offers: set[Id] = {offer.id for offer in project.offers_of(range_id)}
    return evolve(project, sales=tuple(sale for sale in project.sales if sale.offer in offers))


def _missing(project: Project) -> Iterator[tuple[str, str, str]]:
    if not project.partners:
        yield _("Une structure partenaire"), _("avec qui vous partagez ce que rapportent les offres"), "partners"
    if not project.offers:
        yield _("Une offre"), _("un nom, un prix, ce qu'elle comprend"), "offers"
    if not project.sales:
        yield _("Des ventes prévues"), _("combien de clients, sur quelle offre"), "sales"


class _Sheet:
    """The pages of one structure."""

    def __init__(self, project: Project, told: Statement, to: Addressee, palette: Palette, today: date) -> None:
        self._project, self._told, self._to = project, told, to
        self._palette, self._today = palette, today
        self._of = replace(measures(3, landscape=False), bottom=17 * MM)

    def paint(self, painter: Painter) -> None:
        """Paint the pages, the heads of the columns again at the top of each."""
        of, heads = self._of, self._heads()
        room = of.height - of.top - of.bottom
        again = [reminder(self._to.name, of), heads]
        pages = share(self._pieces(heads), room, room - total_height(again))
        for index, pieces in enumerate(pages):
            painter.begin_page(of.width, of.height)
            if not index:
                painter.bookmark(typeset(self._to.name.text), 0, of.top)
            paint_pieces(painter, [*again, *pieces] if index else pieces, of.top, of.height - of.bottom)
            said = _("Prévision d'après les ventes attendues : ce n'est pas une facture.")
            paint_foot(painter, of, said, index + 1, len(pages))

    def _pieces(self, heads: Piece) -> list[Piece]:
        of, to = self._of, self._to
        pieces = [title_piece(Words(_("Relevé de partage")), self._project, of, self._palette), *self._parties()]
        pieces += self._text((to.summary,), before=6 * MM)
        if to.groups:
            pieces.append(replace(heads, before=6 * MM))
        for group in to.groups:
            pieces += self._group(group)
        if to.groups:
            pieces = _held([*pieces], self._total())
        if to.uncounted:
            pieces.append(group_title(Words(_("Non compté")), of, self._palette))
            pieces += self._text(to.uncounted, before=1 * MM)
        return pieces

    # Who ---------------------------------------------------------------------------------

    def _parties(self) -> list[Piece]:
        """Return whom it is for at the left, whom it comes from and when at the right."""
        of, to = self._of, self._to
        width = of.inner / 2 - _GAP
        name = _name(to.name, width)
        left = _joined(name, set_words(to.details, width, of.text, of.note, leading=1.3))
        ours = self._project.structure
        sent: tuple[Said, ...] = (
            (Words(_("Établi par"), "soft"),),
            who(ours, name_of(self._project, None), "structure"),
            (Words(_("Le {day}").format(day=day(self._today)), "ink"),),
            (Words(_("Montants hors taxes, pour la première année de tous les clients prévus."), "soft"),),
        )
        right = set_words(sent, width, of.text, of.note, leading=1.3)
        cells = [SetCell(of.margin, left), SetCell(of.margin + of.inner / 2, right)]
        pieces = cells_pieces(cells, of, Look(rule=0, pad=0))
        return [replace(pieces[0], before=9 * MM), *pieces[1:]]

    def _text(self, paragraphs: tuple[Said, ...], *, before: float) -> list[Piece]:
        of = self._of
        return line_pieces(set_words(paragraphs, of.inner, of.text, of.note, leading=1.3), of, before=before)

    # What --------------------------------------------------------------------------------

    def _heads(self) -> Piece:
        of = self._of
        titles = (_("Part"), _("Pourquoi"), _("Montant HT"))
        style = Style(TEXT, of.note, INK_2)
        set_titles = [set_lines([plain(Words(title), style)], of.inner) for title in titles]
        piece = cells_pieces(self._cells(*set_titles), of, Look(rule=0, pad=1 * MM))[0]

        def paint(painter: Painter, top: float) -> None:
            piece.paint(painter, top)
            painter.rule(of.margin, top + piece.height, of.inner, STRONG_RULE, INK)

        return Piece(piece.height, paint, keeps=True)

    def _group(self, group: SoldGroup) -> list[Piece]:
        """Return the lines of a sale under its words, and their sum when there are several."""
        of = self._of
        title = set_words((group.title,), of.inner, of.text, of.note)
        pieces = [replace(piece, keeps=True) for piece in self._row([SetCell(of.margin, title)], rule=0)]
        pieces[0] = replace(pieces[0], before=2 * MM)
        for line in group.lines:
            pieces += self._row(self._line((line.label,), (line.why,), line.amount))
        if len(group.lines) > 1:
            said = (Words(_("Pour cette vente"), "strong"),)
            pieces = _held(pieces, self._row(self._line(said, (), group.total, "strong")))
        return pieces

    def _total(self) -> list[Piece]:
        """Return the tinted total, with what it is the total of."""
        look = Look(
            rule=STRONG_RULE if self._palette.tint_needs_rule else 0,
            rule_colour=INK,
            tint=self._palette.tint,
            pad_top=0.7 * MM,
            pad_bottom=0.7 * MM,
        )
        label = (Words(_("Total HT, la première année"), "name"),)
        [*pieces] = cells_pieces(self._line(label, (), self._to.total, "name"), self._of, look)
        return [replace(pieces[0], before=3 * MM), *pieces[1:]]

    def _row(self, cells: list[SetCell], rule: float | None = None) -> list[Piece]:
        return cells_pieces(cells, self._of, Look() if rule is None else Look(rule=rule))

    def _line(self, label: Said, why: Said, amount: Decimal, role: str = "ink") -> list[SetCell]:
        of = self._of
        wide = of.inner - _AMOUNT - _GAP
        said = set_words((label,), (_WHY if why else wide) - _GAP, of.text, of.note, of.total)
        because = set_words((why,), wide - _WHY, of.text, of.note)
        paid = set_words(((Words(money(amount, cents=True), role),),), of.inner, of.text, of.note, of.total)
        return self._cells(said, because, paid)

    def _cells(self, label: Lines, why: Lines, amount: Lines) -> list[SetCell]:
        """Return three cells of a row, the amount set against the right margin."""
        of = self._of
        right = of.margin + of.inner - amount.lines[0][0].width
        return [SetCell(of.margin, label), SetCell(of.margin + _WHY, why), SetCell(right, amount)]


def _name(name: Words, width: float) -> Lines:
    """Set the name of a structure, smaller when it is long."""
    made = [set_lines([plain(name, Style(DISPLAY, size, INK))], width, 1.1) for size in _NAME_SIZES]
    return next((lines for lines in made if len(lines.lines) <= 2), made[-1])


def _joined(one: Lines, other: Lines) -> Lines:
    return Lines(one.lines + other.lines, one.paragraphs + other.paragraphs)


def _held(pieces: list[Piece], end: list[Piece]) -> list[Piece]:
    """Return `pieces` then `end`, which no page break leaves alone."""
    return [*pieces[:-1], replace(pieces[-1], keeps=True), *end] if pieces else end
