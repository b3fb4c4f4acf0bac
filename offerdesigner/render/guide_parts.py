"""The parts of a focus group's guide: what it is about, what to prepare, and how it goes minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from offerdesigner.economics.focus_guide import CLOSING, CLOSING_MINUTES, WELCOME_MINUTES, clock, total_minutes
from offerdesigner.economics.needs import need_sentence
from offerdesigner.model.address import Address, at
from offerdesigner.model.project import Project
from offerdesigner.model.research import FocusGroup, Hypothesis, Verdict
from offerdesigner.render.flow import Piece
from offerdesigner.render.painter import Painter
from offerdesigner.render.sheet_parts import marked, paint_frame
from offerdesigner.render.style import DISPLAY, INK, INK_2, MM, RULE, Palette, Style
from offerdesigner.render.tariff_head import line_pieces, title_piece
from offerdesigner.render.tariff_measures import Measures, plain
from offerdesigner.render.tariff_table import (
    HAIRLINE,
    Lines,
    Look,
    SetCell,
    cells_pieces,
    group_title,
    paint_lines,
    set_lines,
    set_words,
)
from offerdesigner.render.words import Said, Words, paragraphs
from offerdesigner.text import NBSP, _, day

READ_ALOUD = 10.6
"""Size of what is read to the group, from a table."""
_LEADING = 1.3
_CLOCK, _MINUTES = 18 * MM, 22 * MM
"""How wide the clock and the minutes are, at the left and the right of each step."""
_FACTS_A_ROW = 3
_LINE = 8 * MM
"""From a line to write on to the next."""
_LEAST_LINES, _MOST_LINES = 3, 8
_BOX = 2.9 * MM
_TEST_X, _VERDICTS_X = 82 * MM, 150 * MM
_VERDICTS = (_("oui"), _("non"), "?")
_PREPARED = (
    _("De quatre à huit personnes qui pourraient être vos clients, pas seulement des proches déjà convaincus."),
    _("Une pièce où l'on s'entend, des chaises en rond, de quoi boire et grignoter."),
    _("Quelqu'un qui anime, quelqu'un d'autre qui note."),
    _("Vos offres et leurs prix imprimés, à poser sur la table le moment venu."),
    _("Dès l'invitation : il y aura des notes, sans noms ; un enregistrement, seulement si chacun l'accepte."),
)


@dataclass(frozen=True, slots=True)
class Guide:
    """A group to print: `group` with the usual words where `own` has none, and where `own` stands."""

    project: Project
    group: FocusGroup
    own: FocusGroup
    root: Address
    of: Measures
    palette: Palette

    @property
    def name(self) -> Words:
        """The name of the group."""
        return Words(self.own.name or _("Groupe de discussion"), "ink", self.field("name"))

    def field(self, *parts: str) -> Address:
        """Return where a field of the group stands; the groups themselves while there is none."""
        return at(self.root, *parts) if "/" in self.root else self.root

    def question(self, place: int, name: str) -> Address:
        """Return where a field of a question stands; all the questions, when they are the usual ones."""
        own = self.own.questions
        return self.field("questions", own[place].id, name) if own else self.field("questions")


# What it is about -------------------------------------------------------------------------


def head_pieces(guide: Guide) -> list[Piece]:
    """Return the title, the group and its public, then who, where, when."""
    of, own = guide.of, guide.own
    name = set_lines([plain(guide.name, Style(DISPLAY, 17, INK))], of.inner, 1.15)
    pieces = [title_piece(Words(_("Guide de discussion")), guide.project, of, guide.palette)]
    pieces += line_pieces(name, of, before=7 * MM)
    if own.public:
        public = ((Words(own.public, "soft", guide.field("public")),),)
        pieces += line_pieces(set_words(public, of.inner, of.lead, of.note, leading=_LEADING), of)
    facts = list(_facts(guide))
    for start in range(0, len(facts), _FACTS_A_ROW):
        pieces.append(_facts_piece(facts[start : start + _FACTS_A_ROW], of))
    return [replace(piece, keeps=True) for piece in pieces[:-1]] + pieces[-1:]


def _facts(guide: Guide) -> Iterator[tuple[str, str, Address]]:
    own = guide.own
    yield _("Date"), day(own.held_on) if own.held_on else "", guide.field("held_on")
    yield _("Lieu"), own.place, guide.field("place")
    yield _("Durée"), clock(total_minutes(guide.group)), guide.field("questions")
    yield _("Animation"), own.moderator, guide.field("moderator")
    yield _("Prise de notes"), own.note_taker, guide.field("note_taker")
    yield _("Participants"), str(own.participants), guide.field("participants")


def _facts_piece(facts: list[tuple[str, str, Address]], of: Measures) -> Piece:
    """Return facts side by side, each over a rule on which what is not known yet is written by hand."""
    gap = 5 * MM
    width = (of.inner - gap * (_FACTS_A_ROW - 1)) / _FACTS_A_ROW
    cells: list[tuple[float, Lines, Address]] = []
    for place, (label, value, address) in enumerate(facts):
        said: tuple[Said, ...] = ((Words(label, "note"),), (Words(value, "strong", address),) if value else ())
        cells.append((of.margin + place * (width + gap), set_words(said, width, of.lead, of.note), address))
    least = 1.2 * (of.note + of.lead)
    height = max(least, *(lines.height for _x, lines, _address in cells)) + 1.5 * MM

    def paint(painter: Painter, top: float) -> None:
        for (x, lines, address), (_label, value, _field) in zip(cells, facts, strict=True):
            below = paint_lines(painter, lines, x, top)
            painter.rule(x, top + height, width, HAIRLINE, INK_2)
            if not value:
                painter.add_place(x, below, width, top + height - below, address)

    return Piece(height, paint, before=3 * MM)


def aim_pieces(guide: Guide) -> list[Piece]:
    """Return what one wants to learn: the need and the hypotheses still to test, or lines to write them on."""
    of, project = guide.of, guide.project
    pieces = [group_title(Words(_("Ce que nous voulons apprendre")), of, guide.palette)]
    needs = [(need_sentence(need), at("needs", need.id)) for need in project.needs]
    said = tuple((Words(sentence, "strong", address),) for sentence, address in needs if sentence)
    pieces += line_pieces(set_words(said, of.inner, of.lead, of.note, leading=_LEADING), of, before=1.5 * MM)
    tested = [one for one in project.hypotheses if one.belief and one.verdict in (Verdict.UNTESTED, Verdict.UNSURE)]
    if tested:
        pieces += _hypotheses(tested, of)
    elif not said:
        hint = (Words(_("De quoi avez-vous besoin d'être sûrs ? Écrivez-le avant de commencer."), "soft", "needs"),)
        pieces += line_pieces(set_words((hint,), of.inner, of.text, of.note), of, before=1.5 * MM)
        pieces += writing_pieces(of, of.margin, of.inner, 3, "needs")
    return pieces


def _hypotheses(tested: list[Hypothesis], of: Measures) -> list[Piece]:
    heads: tuple[Said, Said] = ((Words(_("Nous pensons que"), "note"),), (Words(_("Nous le saurons en"), "note"),))
    pieces = _with_boxes(_hypothesis_cells(*heads, of), of, Look(rule=0, pad=1 * MM), boxes=False)
    pieces = [replace(pieces[0], before=2 * MM, keeps=True)]
    for one in tested:
        address = at("hypotheses", one.id)
        belief = (Words(one.belief, "ink", at(address, "belief")),)
        test = (Words(one.test, "soft", at(address, "test")),) if one.test else ()
        pieces += _with_boxes(_hypothesis_cells(belief, test, of), of, Look(), boxes=True)
    return pieces


def _hypothesis_cells(belief: Said, test: Said, of: Measures) -> list[SetCell]:
    gap = 4 * MM
    return [
        SetCell(of.margin, set_words((belief,), _TEST_X - gap, of.text, of.note)),
        SetCell(of.margin + _TEST_X, set_words((test,), _VERDICTS_X - _TEST_X - gap, of.text, of.note)),
    ]


def _with_boxes(cells: list[SetCell], of: Measures, look: Look, *, boxes: bool) -> list[Piece]:
    """Return a row of a hypothesis with boxes to tick, or the words that stand over them."""
    first, *more = cells_pieces(cells, of, look)
    step = (of.inner - _VERDICTS_X) / len(_VERDICTS)

    def paint(painter: Painter, top: float) -> None:
        first.paint(painter, top)
        for place, word in enumerate(_VERDICTS):
            x = of.margin + _VERDICTS_X + place * step
            if boxes:
                paint_box(painter, x, top + (min(first.height, 1.6 * of.text) - _BOX) / 2 + 0.3 * MM, _BOX)
            else:
                painter.text(word, Style(size=of.note, colour=INK_2), x, top + first.height / 2 + 0.33 * of.note)

    return [replace(first, paint=paint), *more]


def preparation_pieces(guide: Guide) -> list[Piece]:
    """Return what to have ready, to tick."""
    of = guide.of
    pieces = [group_title(Words(_("À préparer")), of, guide.palette)]
    indent = _BOX + 2.5 * MM
    for said in _PREPARED:
        words = set_words(((Words(said),),), of.inner - indent, of.text, of.note)
        [row] = cells_pieces([SetCell(of.margin + indent, words)], of, Look(rule=0, pad=1.2 * MM))

        def paint(painter: Painter, top: float, row: Piece = row) -> None:
            row.paint(painter, top)
            paint_box(painter, of.margin, top + 0.6 * MM + (1.18 * of.text - _BOX) / 2, _BOX)

        pieces.append(replace(row, paint=paint))
    return pieces


# How it goes ------------------------------------------------------------------------------


def course_pieces(guide: Guide) -> list[Piece]:
    """Return the welcome, the questions with the clock and lines to write on, and the closing."""
    of, group = guide.of, guide.group
    pieces = [marked(group_title(Words(_("Déroulé")), of, guide.palette), _("Déroulé"))]
    minutes = 0
    pieces += _step(of, minutes, Words(_("Accueil"), "name"), WELCOME_MINUTES)
    opening = paragraphs(group.opening, "ink", guide.field("opening"))
    pieces += _aloud(of, opening)
    minutes += WELCOME_MINUTES
    for place, question in enumerate(group.questions):
        number = Words(f"{place + 1}.{NBSP}", "name")
        text = Words(question.text, "name", guide.question(place, "text"))
        address = guide.question(place, "minutes")
        pieces += _step(of, minutes, number, question.minutes, text, address)
        *lines, last = writing_pieces(of, of.margin + _CLOCK, of.inner - _CLOCK, _line_count(question.minutes), "")
        pieces += [*lines, replace(last, fills=True)]
        minutes += question.minutes
    pieces += _step(of, minutes, Words(_("Pour finir"), "name"), CLOSING_MINUTES)
    pieces += _aloud(of, paragraphs(CLOSING, "ink", ""))
    pieces[-1] = replace(pieces[-1], keeps=True)
    return pieces + writing_pieces(of, of.margin + _CLOCK, of.inner - _CLOCK, _LEAST_LINES, "")


def _line_count(minutes: int) -> int:
    return max(_LEAST_LINES, min(_MOST_LINES, 2 + minutes // 5))


def _step(
    of: Measures, start: int, title: Words, minutes: int, more: Words | None = None, address: Address = ""
) -> list[Piece]:
    """Return the head of a step: when it starts, what it is, how long it takes. It keeps what follows."""
    said = (title, more) if more is not None else (title,)
    length = _("{n} min").format(n=minutes)
    lasts = set_words(((Words(length, "soft", address),),), _MINUTES, of.text, of.note)
    cells = [
        SetCell(of.margin, set_words(((Words(clock(start), "soft"),),), _CLOCK, of.text, of.note)),
        SetCell(of.margin + _CLOCK, set_words((said,), of.inner - _CLOCK - _MINUTES, of.text, of.note, 11.5)),
        SetCell(of.margin + of.inner - lasts.lines[0][0].width, lasts),
    ]
    rows = cells_pieces(cells, of, Look(rule=HAIRLINE if start else 0, pad=2 * MM))
    return [
        replace(rows[0], before=3.5 * MM if start else 0, keeps=True),
        *(replace(row, keeps=True) for row in rows[1:]),
    ]


def _aloud(of: Measures, said: tuple[Said, ...]) -> list[Piece]:
    """Return what is read to the group, a piece a line, no line of it alone under its step or on a next page."""
    indented = replace(of, margin=of.margin + _CLOCK)
    pieces: list[Piece] = []
    for paragraph in said:
        lines = set_words((paragraph,), of.inner - _CLOCK - _MINUTES, READ_ALOUD, of.note, leading=_LEADING)
        made = line_pieces(lines, indented, before=1.2 * MM if pieces else 0)
        pieces += [replace(piece, keeps=place in (0, len(made) - 2)) for place, piece in enumerate(made[:-1])]
        pieces.append(replace(made[-1], keeps=False))
    return pieces


def notes_pieces(guide: Guide, room: float) -> list[Piece]:
    """Return lines for free notes that fill `room`, where there is enough of it."""
    of = guide.of
    title = group_title(Words(_("Notes")), of, guide.palette)
    count = int((room - title.before - title.height) / _LINE)
    return [title, *writing_pieces(of, of.margin, of.inner, count, "")] if count >= _LEAST_LINES else []


def writing_pieces(of: Measures, x: float, width: float, count: int, address: Address) -> list[Piece]:
    """Return lines to write on, which no page break parts."""

    def paint(painter: Painter, top: float) -> None:
        painter.rule(x, top + _LINE, width, HAIRLINE, RULE)
        if address:
            painter.add_place(x, top, width, _LINE, address)

    return [Piece(_LINE, paint, keeps=place < count - 1) for place in range(count)]


def paint_box(painter: Painter, x: float, y: float, side: float) -> None:
    """Paint an empty square to tick."""
    paint_frame(painter, x, y, side, side)
