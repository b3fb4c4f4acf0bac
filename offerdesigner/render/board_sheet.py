"""The decision sheet: one page on which a board sees what is asked, what it costs, and writes what it decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from offerdesigner.model.base import Id
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote
from offerdesigner.render.board_sheet_content import (
    Comparison,
    Part,
    Texts,
    left_out,
    parts_of,
)
from offerdesigner.render.board_sheet_decision import MOST, DecisionBox
from offerdesigner.render.board_sheet_figures import figures_of
from offerdesigner.render.board_sheet_parts import TOP, block_pieces, figures_piece, head_pieces, sheet_paper
from offerdesigner.render.board_sheet_table import CompareTable
from offerdesigner.render.board_sheet_words import question_of
from offerdesigner.render.document import Document
from offerdesigner.render.flow import Piece, paint_pieces, total_height
from offerdesigner.render.missing import paint_list
from offerdesigner.render.painter import Painter
from offerdesigner.render.quote_parts import GAP, Paper
from offerdesigner.render.quote_sheet import QuoteSheet, sheet_of
from offerdesigner.render.quote_sums import vat_notes
from offerdesigner.render.style import MM, Palette
from offerdesigner.render.tariff_table import Lines, paint_lines, set_words, to_right
from offerdesigner.render.words import Words
from offerdesigner.text import _, day, typeset

_LOOKS = (
    *((11, 1.5), (11, 1.25), (10.8, 1.15), (10.6, 1.1), (10.4, 1.05), (10.2, 1), (10.2, 0.9)),
    *((10, 0.85), (9.8, 0.8), (9.6, 0.75), (9.4, 0.7), (9.2, 0.65), (9, 0.6)),
)
"""Sizes of the text (points) with how wide spaces are, from the most at ease to the tightest that reads well."""
_EDGE = 8 * MM
_DAY_WIDTH = 40 * MM


def draw(
    project: Project,
    quote_id: Id | None = None,
    *,
    layout: Literal["auto", "portrait", "landscape"] = "auto",
    today: date,
) -> Document:
    """Draw the decision sheet of a quote (the first of the list without one): one A4 page upright, whatever `layout`.

    What does not hold on it is in the findings. Raises `KeyError` when there is no such quote.
    """
    quote = _quote(project, quote_id)
    if quote is None:
        return _missing_document(project)
    sheet = sheet_of(project, quote, today)
    seller = sheet.content.seller.name or _("Sans nom")
    question = question_of(sheet)
    painter = Painter(title=typeset(question.text), author=seller, subject=_("Fiche de décision"))
    BoardPage(sheet, question).paint(painter)
    return painter.finish()


def _quote(project: Project, quote_id: Id | None) -> Quote | None:
    if quote_id is None:
        return next(iter(project.quotes), None)
    found = project.find("quotes", quote_id)
    assert isinstance(found, Quote)
    return found


def _missing_document(project: Project) -> Document:
    named = _("Fiche de décision")
    painter = Painter(title=named, author=project.structure.name or _("Sans nom"), subject=named)
    intro = _("Elle se dessine ici dès qu'il y a un devis. Il manque encore :")
    missing = ((_("Un devis"), _("pour qui, quelle offre, quelles conditions"), "quotes"),)
    paint_list(painter, Palette.of(project.structure.brand.accent), named, _("Votre fiche de décision"), intro, missing)
    return painter.finish()


@dataclass(frozen=True, slots=True)
class _Look:
    """The page set at one size of text: what stands above the box of the decision, and that box."""

    on: Paper
    pieces: list[Piece]
    box: DecisionBox
    room: float

    @property
    def left(self) -> float:
        """The height that nothing takes, the box as low as it may be."""
        return self.room - total_height(self.pieces) - self.on.of.space(7) - self.box.height


class BoardPage:
    """The page of a quote, its text as large as all of it holds; where it never does, parts leave it."""

    def __init__(self, sheet: QuoteSheet, question: Words) -> None:
        self._sheet, self._question = sheet, question
        self._palette = Palette.of(sheet.content.seller.brand.accent)
        texts = Texts()
        self._figures = figures_of(sheet)
        parts = parts_of(sheet, texts)
        self._comparison = next((part for part in parts if isinstance(part, Comparison)), None)
        self.findings = texts.findings
        self._look = self._fitted(parts)

    def _fitted(self, parts: Sequence[Part]) -> _Look:
        """Return the page at the largest size at which all of it holds, or else with the parts that hold at the last.

        Of these the first in rank come before the others; those that are left out are told.
        """
        look = self._largest(parts)
        if look.left >= 0:
            return look
        kept: list[Part] = []
        for part in sorted(parts, key=lambda part: part.rank):
            tried = [one for one in parts if one in (*kept, part)]
            if self._set(tried, *_LOOKS[-1]).left >= 0:
                kept.append(part)
            elif isinstance(part, Comparison) or part.is_asked_for:
                self.findings.insert(0, _left_out(self._sheet, part))
        return self._largest([part for part in parts if part in kept])

    def _largest(self, parts: Sequence[Part]) -> _Look:
        """Return the page at the largest size at which these parts hold, or else at the last one."""
        for size, spacing in _LOOKS:
            look = self._set(parts, size, spacing)
            if look.left >= 0:
                break
        return look

    def _set(self, parts: Sequence[Part], size: float, spacing: float) -> _Look:
        on = sheet_paper(self._palette, size, spacing)
        pieces = [*head_pieces(on, self._sheet, self._question), figures_piece(on, self._figures)]
        for part in parts:
            pieces += CompareTable(on, part).pieces() if isinstance(part, Comparison) else block_pieces(on, part)
        bottom = on.of.height - _EDGE - self._foot(on).height - 3 * MM
        return _Look(on, pieces, DecisionBox(on, self._sheet, self._comparison), bottom - TOP)

    # Painting -----------------------------------------------------------------------------

    def paint(self, painter: Painter) -> None:
        """Paint the page, and report what is not on it."""
        look, of = self._look, self._look.on.of
        painter.begin_page(of.width, of.height)
        height = min(MOST, look.box.height + max(0.0, look.left))
        box = look.box.piece(max(height, look.box.height), of.space(7))
        paint_pieces(painter, [*look.pieces, box], of.top, of.height)
        foot = self._foot(look.on)
        top = of.height - _EDGE - foot.height
        paint_lines(painter, foot, of.margin, top)
        paint_lines(painter, to_right(self._day(look.on), of.inner), of.margin, top)
        for finding in self.findings:
            painter.report(finding)

    def _foot(self, on: Paper) -> Lines:
        """Set what is said of VAT, and where the detail is."""
        said = next(vat_notes(self._sheet), ())
        detail = Words(_(" Détail et conditions : devis joint."), "note")
        width = on.of.inner - _DAY_WIDTH - GAP
        return set_words(((*said, detail),), width, on.of.foot, on.of.foot, leading=1.25)

    def _day(self, on: Paper) -> Lines:
        dated = self._sheet.quote.dated or self._sheet.today
        said = (Words(day(dated), "note", self._sheet.field("dated")),)
        return set_words((said,), _DAY_WIDTH, on.of.foot, on.of.foot, leading=1.25)


def _left_out(sheet: QuoteSheet, part: Part) -> Finding:
    """Return the finding for a whole part that the page does not hold."""
    if isinstance(part, Comparison):
        return left_out(_("Comparer"), sheet.field("choice", "alternatives"))
    said = (*part.said, *part.entries)
    address = next((words.address for one in said for words in one if words.address), sheet.root)
    return left_out(" ".join("".join(words.text for words in one) for one in said), address)
