"""The record sheet of a focus group: a grid of participants and questions, keywords to count, what one keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from offerdesigner.render.flow import Piece
from offerdesigner.render.guide_parts import Guide, writing_pieces
from offerdesigner.render.linebreak import text_width
from offerdesigner.render.painter import Painter
from offerdesigner.render.sheet_parts import marked, paint_frame
from offerdesigner.render.style import INK_2, MM, SEMIBOLD, Style
from offerdesigner.render.tariff_head import line_pieces
from offerdesigner.render.tariff_measures import Measures
from offerdesigner.render.tariff_table import HAIRLINE, STRONG_RULE, Lines, group_title, paint_lines, set_words
from offerdesigner.render.words import Words
from offerdesigner.text import NBSP, _

_MOST_COLUMNS = 10
"""How many participants stand side by side; more of them take several grids."""
_LABEL = 78 * MM
_LEAST_ROW = 9 * MM
_KEYWORD, _TOTAL = 60 * MM, 18 * MM
_BLANK_KEYWORDS = 3
_KEPT_LINES = 4


def record_title(guide: Guide) -> Piece:
    """Return the title of the record."""
    return marked(group_title(Words(_("Feuille de relevé")), guide.of, guide.palette), _("Feuille de relevé"))


def grid_pieces(guide: Guide) -> list[list[Piece]]:
    """Return the grids: a row a question, a column a participant, at most `_MOST_COLUMNS` side by side."""
    of, count = guide.of, guide.own.participants
    grids = -(-count // _MOST_COLUMNS)
    bounds = [round(place * count / grids) for place in range(grids + 1)]
    how = _(
        "Une colonne par personne, sans nom : P1, P2… Dans chaque case : « + » si l'idée plaît, « − » si elle gêne, "
        "« ? » si l'on hésite."
    )
    said = set_words(((Words(how, "soft"),),), of.inner, of.text, of.note, leading=1.3)
    made = [[replace(piece, keeps=True) for piece in line_pieces(said, of, before=1.5 * MM)]]
    return made + [_grid(guide, range(start, end)) for start, end in pairwise(bounds)]


def _grid(guide: Guide, people: range) -> list[Piece]:
    of = guide.of
    pieces = [_people(of, people, guide.field("participants"))]
    for place, question in enumerate(guide.group.questions):
        said = (Words(f"{place + 1}.{NBSP}", "soft"), Words(question.text, "ink", guide.question(place, "text")))
        pieces.append(_row(set_words((said,), _LABEL - 3 * MM, of.text, of.note), of, len(people)))
    return pieces


def _people(of: Measures, people: range, address: str) -> Piece:
    style = Style(SEMIBOLD, of.note, INK_2)
    width = (of.inner - _LABEL) / len(people)
    height = 5 * MM

    def paint(painter: Painter, top: float) -> None:
        for place, number in enumerate(people):
            name = _("P{n}").format(n=number + 1)
            x = of.margin + _LABEL + place * width + (width - text_width(name, style)) / 2
            painter.text(name, style, x, top + height - 1.6 * MM, address)

    return Piece(height, paint, before=3 * MM, keeps=True)


def _row(label: Lines, of: Measures, count: int) -> Piece:
    height = max(_LEAST_ROW, label.height + 2 * MM)
    width = (of.inner - _LABEL) / count

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, label, of.margin, top + (height - label.height) / 2)
        for place in range(count):
            paint_frame(painter, of.margin + _LABEL + place * width, top, width + HAIRLINE, height + HAIRLINE)

    return Piece(height, paint)


def tally_pieces(guide: Guide) -> list[Piece]:
    """Return the keywords with room for a stroke each time one is said, then lines for what one keeps."""
    of = guide.of
    pieces = [group_title(Words(_("Mots à compter")), of, guide.palette)]
    how = _("Un trait chaque fois qu'un mot revient ; ajoutez ceux qui vous frappent.")
    pieces += line_pieces(set_words(((Words(how, "soft"),),), of.inner, of.text, of.note), of, before=1.5 * MM)
    pieces.append(_total_head(of))
    keywords: Sequence[str] = (*guide.group.keywords, *("" for _place in range(_BLANK_KEYWORDS)))
    pieces += [_tally(keyword, guide) for keyword in keywords]
    pieces.append(group_title(Words(_("À chaud, juste après : ce que nous retenons")), of, guide.palette))
    *lines, last = writing_pieces(of, of.margin, of.inner, _KEPT_LINES, guide.field("learnt"))
    return [*pieces, *lines, replace(last, fills=True)]


def _total_head(of: Measures) -> Piece:
    style = Style(SEMIBOLD, of.note, INK_2)
    height = 4.5 * MM

    def paint(painter: Painter, top: float) -> None:
        said = _("Total")
        middle = of.margin + of.inner - (_TOTAL + text_width(said, style)) / 2
        painter.text(said, style, middle, top + height - 1.6 * MM)

    return Piece(height, paint, keeps=True)


def _tally(keyword: str, guide: Guide) -> Piece:
    of = guide.of
    said = ((Words(keyword, "strong", guide.field("keywords")),),) if keyword else ()
    lines = set_words(said, _KEYWORD - 3 * MM, of.text, of.note)
    height = max(7.5 * MM, lines.height + 2 * MM)

    def paint(painter: Painter, top: float) -> None:
        paint_lines(painter, lines, of.margin, top + (height - lines.height) / 2)
        right = of.margin + of.inner
        paint_frame(painter, of.margin + _KEYWORD, top, of.inner - _KEYWORD - _TOTAL + HAIRLINE, height + HAIRLINE)
        paint_frame(painter, right - _TOTAL, top, _TOTAL, height + HAIRLINE)
        if not keyword:
            painter.rule(of.margin, top + height, _KEYWORD - 3 * MM, STRONG_RULE / 2, INK_2)

    return Piece(height, paint)
