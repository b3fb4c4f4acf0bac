"""What is typed or pasted in the comparison with others, as edits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from offerdesigner.app.fields.base import Refused as Unread
from offerdesigner.app.fields.date import parse_date
from offerdesigner.app.models import market_edits as edits
from offerdesigner.app.models.grid_tables import plain, read_table
from offerdesigner.app.models.market_rows import NOTHING, YES, Column, Row, RowKind, is_typed, rows_of
from offerdesigner.economics.competition import Asked
from offerdesigner.economics.competition_words import competitor_name
from offerdesigner.model.address import at
from offerdesigner.model.base import new_id
from offerdesigner.model.edits import Edit, insert, set_value
from offerdesigner.model.market import Competitor
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused, read_number
from offerdesigner.text import _, fold, of, plural, typeset

MOST_COLUMNS, MOST_LINES = 60, 200
_LONGEST = 200
_CHANGED = {
    RowKind.NAME: _("nom"),
    RowKind.SEEN: _("date du relevé"),
    RowKind.KIND: _("nature"),
    RowKind.WEBSITE: _("site"),
    RowKind.OFFER: _("offre comparée"),
    RowKind.VAT: _("TVA"),
}
"""What changes in each row of a competitor that is typed as it is."""

_LABELS = {
    RowKind.SEEN: ("regarde le", "releve le", "date", "vu le"),
    RowKind.KIND: ("nature", "type", "statut", "forme juridique"),
    RowKind.WEBSITE: ("site", "site web", "adresse", "url", "lien"),
    RowKind.OFFER: ("offre comparee", "offre", "formule"),
    RowKind.TARIFF: ("tarif affiche", "tarif", "tarifs", "prix", "prix affiche"),
}
"""What people write before a row that is known, folded."""


def entered(project: Project, row: Row, column: Column, text: Any, today: date) -> Edit | None:
    """Return the edit that puts in a cell what was typed or chosen `today`; `None` for a cell that is computed.

    Raises `Refused` for what cannot stand there.
    """
    if not is_typed(row, column):
        return None
    if row.free is not None:
        said = _without_signs(str(text))
        return edits.answer(column.holder, row.free, said)
    if column.competitor is None:
        return set_value("market/offer", text, _("choisir notre offre à comparer"))
    if row.kind is RowKind.TARIFF:
        return edits.change_prices(project, column.competitor, str(text), today)
    return _of_competitor(row, column.competitor, str(text).strip())


def _without_signs(text: str) -> str:
    """Return an answer in words: « ✓ » is « oui », « — » is « non »."""
    said = text.strip()
    return {YES: _("oui"), NOTHING: _("non")}.get(said, said)


def _of_competitor(row: Row, competitor: Competitor, text: str) -> Edit:
    label = _("{what} {of_name}").format(what=_CHANGED[row.kind], of_name=of(competitor_name(competitor)))
    return set_value(at("competitors", competitor.id, row.kind.value), _value(row.kind, text), label)


def _value(kind: RowKind, text: str) -> Any:
    if kind is RowKind.SEEN:
        return _day(text) if text and text != NOTHING else None
    if kind is RowKind.VAT:
        share: Decimal = read_number(text.replace("%", ""), decimals=2) if text else Decimal(0)
        if share > 100:
            raise Refused(_("Une TVA ne dépasse pas 100 %."))
        return share
    return "" if text == NOTHING else text


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except Unread as refusal:
        raise Refused(str(refusal)) from refusal


def pasted(text: str, today: date) -> Edit:
    """Return the edit that takes a table: names of competitors in its first line, a thing to compare in each other.

    The lines and the competitors that are known by their name change, the others are added; a column with the name
    of our structure or « Nous » is ours. Raises `Refused` for what is no such table, saying what cannot be read.
    """
    table = read_table(text, MOST_LINES + 1)
    if table.width < 2 or table.height < 2:
        raise Refused(_("Copiez un tableau : le nom des concurrents sur la première ligne, un sujet par ligne."))
    if table.width > MOST_COLUMNS or table.height > MOST_LINES:
        words = _("Ce tableau est trop grand : {n} concurrents et {lines} lignes au plus.")
        raise Refused(words.format(n=MOST_COLUMNS - 1, lines=MOST_LINES))
    names, *lines = ([plain(cell) for cell in line] for line in table.lines)
    count = len([name for name in names[1:] if name])
    label = plural(count, _("coller {n} concurrent"), _("coller {n} concurrents")).format(n=count)

    def apply(now: Project) -> Project:
        now = _with_columns(now, names[1:])
        for line in lines:
            now = _with_line(now, names[1:], line, today)
        return now

    return Edit(label, apply, "competitors")


def _is_us(project: Project, name: str) -> bool:
    return fold(name) in ("nous", fold(project.structure.name)) or fold(name).startswith("nous :")


def _with_columns(project: Project, names: Sequence[str]) -> Project:
    for name in names:
        if name and not _is_us(project, name) and _competitor_named(project, name) is None:
            added = insert("competitors", Competitor(id=new_id(), name=name), "")
            project = added.apply(project)
    return project


def _competitor_named(project: Project, name: str) -> Competitor | None:
    return next((one for one in project.competitors if fold(one.name) == fold(name)), None)


def _with_line(project: Project, names: Sequence[str], line: Sequence[str], today: date) -> Project:
    label, *cells = line
    if not label or not any(cells):
        return project
    project, row = _row_named(project, label)
    if row is None:
        return project
    for name, cell in zip(names, cells, strict=False):
        competitor = _competitor_named(project, name)
        if not name or not cell or (competitor is None and not _is_us(project, name)):
            continue
        holder = "market" if competitor is None else at("competitors", competitor.id)
        column = Column("", holder, Asked(competitor, None))
        if competitor is None and row.free is None:
            continue  # what we sell is said elsewhere
        try:
            edit = entered(project, row, column, cell, today)
        except Refused as refusal:
            words = _("{name}, {label} : {why}")
            raise Refused(typeset(words.format(name=name, label=label.lower(), why=refusal))) from refusal
        project = edit.apply(project) if edit is not None else project
    return project


def _row_named(project: Project, label: str) -> tuple[Project, Row | None]:
    """Return the row that a label means, added if it is a new one; `None` for one that is computed."""
    wanted = fold(label)
    for row in rows_of(project):
        if wanted == fold(row.title) or wanted in _LABELS.get(row.kind, ()):
            known = row.free is not None or row.kind in (*_LABELS, RowKind.NAME, RowKind.VAT)
            return project, row if known else None
    added = edits.add_row(project, new_id(), name=label[:_LONGEST]).apply(project)
    return added, next(row for row in reversed(rows_of(added)))


def offers_to_compare(project: Project) -> list[tuple[Any, str]]:
    """Return the offers of ours that can be compared, by id."""
    return [(offer.id, offer.name or _("Offre sans nom")) for offer in project.offers]
