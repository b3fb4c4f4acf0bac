"""The statement on the page: each structure with its lines, why, and its total; worked out in slices."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.price.parts import muted
from offerdesigner.app.editors.table_view import CellDelegate, TableView
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.economics.sale_words import offer_words, sale_words
from offerdesigner.economics.sharing import Statement, gathered, name_of, one_sale, structures
from offerdesigner.text import _, money, plural, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document
    from offerdesigner.model.project import Project

SLICE_SECONDS = 0.008
MOST_LINES = 60
"""How many lines of one structure the table shows; its total counts them all, and the document prints them."""
_MOST_ROWS = 14
_TITLES = (_("Structure"), _("Vente"), _("Pourquoi"), _("1re année, HT"))
_SALE = 1
_WIDTHS = {0: 130, 2: 200, 3: 120}
_SHARED = ("partners", "structure", "offers", "options", "sharing", "sales", "price_lists", "profiles", "metrics")

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Reckoning(QObject):
    """Works a statement out sale by sale between two events, so that a thousand sales never hold a key back."""

    told = Signal(object)
    """A whole `Statement`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._done: list[Statement] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def begin(self, project: Project) -> None:
        """Work out the statement of `project` instead of any other; what takes no time is told at once."""
        self._project, self._done = project, []
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Want nothing any more."""
        self._timer.stop()

    def _go_on(self) -> None:
        project = self._project
        assert project is not None
        end = time.perf_counter() + SLICE_SECONDS
        while len(self._done) < len(project.sales):
            self._done.append(one_sale(project, project.sales[len(self._done)]))
            if time.perf_counter() > end:
                break
        if len(self._done) == len(project.sales):
            self._timer.stop()
            self.told.emit(gathered(self._done))


@dataclass(frozen=True, slots=True)
class StatementRow:
    """The four texts of a row; a total is set in bold."""

    texts: tuple[str, str, str, str]
    is_total: bool = False


def statement_rows(project: Project, told: Statement) -> list[StatementRow]:
    """Return the lines of each structure under its total, then the total of all."""
    sales = {sale.id: f"{offer_words(project, sale)} · {sale_words(project, sale)}" for sale in project.sales}
    rows: list[StatementRow] = []
    for partner, _structure in structures(project):
        parts = told.of(partner)
        amount = money(told.total(partner), cents=True)
        rows.append(StatementRow((name_of(project, partner), "", _("total"), amount), is_total=True))
        for part in parts[:MOST_LINES]:
            why = part.why if part.label in sales[part.sale] else f"{part.label} : {part.why}"
            rows.append(StatementRow(("", sales[part.sale], why, money(part.amount, cents=True))))
        if len(parts) > MOST_LINES:
            more = len(parts) - MOST_LINES
            said = plural(more, _("et {n} autre ligne"), _("et {n} autres lignes")).format(n=more)
            rows.append(StatementRow(("", said, _("toutes sur le relevé imprimé"), "")))
    rows.append(StatementRow((_("Toutes"), "", _("total"), money(told.revenue, cents=True)), is_total=True))
    return rows


class StatementModel(QAbstractTableModel):
    """The rows of a statement; they follow it place by place, so that the current cell stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[StatementRow] = []

    def sync(self, rows: Sequence[StatementRow]) -> None:
        """Come to hold `rows`."""
        count, wanted = len(self._rows), len(rows)
        if wanted < count:
            self.beginRemoveRows(QModelIndex(), wanted, count - 1)
            del self._rows[wanted:]
            self.endRemoveRows()
        elif wanted > count:
            self.beginInsertRows(QModelIndex(), count, wanted - 1)
            self._rows += rows[count:]
            self.endInsertRows()
        for place, row in enumerate(rows):
            if self._rows[place] != row:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(_TITLES) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return self._alignment(section)
        return _TITLES[section] if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return the words of a cell."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        text = row.texts[index.column()]
        if role == Role.DisplayRole:
            return text
        if role == Role.ToolTipRole:
            return plain_tooltip(text) or None
        if role == Role.AccessibleTextRole:
            return ", ".join(part for part in row.texts if part)
        if role == Role.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Role.FontRole:
            return theme.font(bold=row.is_total, figures=index.column() == len(_TITLES) - 1)
        return theme.role("head") if role == Role.BackgroundRole and row.is_total else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == len(_TITLES) - 1 else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class StatementView(QWidget):
    """The live statement of the document, with what is not counted beneath."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._reckoning = Reckoning(self)
        self._reckoning.told.connect(self._show)
        self.model = StatementModel(self)
        self.view = self._make_view()
        self.empty = muted(_("Ajoutez une vente prévue : le relevé de chaque structure paraîtra ici."), self)
        self.uncounted = QLabel(self)
        self.uncounted.setTextFormat(Qt.TextFormat.PlainText)
        self.uncounted.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.empty, self.view, self.uncounted):
            column.addWidget(widget)
        document.changed.connect(self._follow)
        self._reckoning.begin(document.project)

    def _make_view(self) -> TableView:
        view = TableView(self)
        view.setModel(self.model)
        view.setItemDelegate(CellDelegate(view))
        view.setAccessibleName(_("Relevé par structure"))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
        heads = view.horizontalHeader()
        heads.setHighlightSections(False)
        for place, width in _WIDTHS.items():
            view.setColumnWidth(place, scaled(width))
        heads.setSectionResizeMode(_SALE, QHeaderView.ResizeMode.Stretch)
        return view

    def _follow(self, change: Change) -> None:
        before, now = change.previous, change.project
        if any(getattr(before, part) is not getattr(now, part) for part in _SHARED):
            self._reckoning.begin(now)

    def _show(self, told: Statement) -> None:
        project = self._document.project
        self.model.sync(statement_rows(project, told) if project.sales else [])
        rows = self.model.rowCount()
        self.empty.setVisible(not rows)
        self.view.setVisible(bool(rows))
        height = self.view.verticalHeader().defaultSectionSize() * min(rows, _MOST_ROWS)
        self.view.setFixedHeight(height + self.view.horizontalHeader().sizeHint().height() + 2 * self.view.frameWidth())
        reasons = dict.fromkeys(one.why for one in told.untold)
        said = _("Non compté : {reasons}.").format(reasons=" ; ".join(reasons)) if reasons else ""
        self.uncounted.setText(typeset(said))
        self.uncounted.setVisible(bool(said))
