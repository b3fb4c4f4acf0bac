"""The page « Coûts »: what the structure spends, in four families, typed in a table or in the detail under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app import icons
from offerdesigner.app.clipboard import copy_table
from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.costs import edits
from offerdesigner.app.editors.costs.bar import CostsBar, Totals
from offerdesigner.app.editors.costs.edits import Section
from offerdesigner.app.editors.costs.pane import CostPane
from offerdesigner.app.editors.costs.paste import pasted_lines
from offerdesigner.app.editors.costs.rows import (
    AMOUNT,
    BEHAVIOUR,
    CADENCE,
    MONTH,
    NAME,
    YEAR,
    Kept,
    column_of,
    cost_rows,
    family_row,
    group_row,
    new_row,
    section_named,
)
from offerdesigner.app.editors.costs.table import CostsModel, CostsView
from offerdesigner.app.editors.costs.typing import has_no_amount, named, typed, understood
from offerdesigner.app.editors.forecast.threshold_live import LiveThreshold
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.price.parts import Attempts, RefusalLabel
from offerdesigner.app.live import VIABILITY_REPORT, Live
from offerdesigner.app.panels.beside import Beside
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.economics.activity import Activity, activity_today
from offerdesigner.economics.costs import Cost, costs, fair, for_clients, to_pay
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.costs import CostFamily, CostLine
from offerdesigner.model.edits import duplicate, remove, set_value
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.text import _, plural

_LIVED_FROM = ("sales", "offers", "options", "profiles", "services", "metrics", "scenarios", "plan")


class CostsPage(Page):
    """The bar, the table, the detail of the chosen line and the totals."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._attempts = Attempts(document, self)
        self._folded: set[str] = set()
        self._asked: Decimal | None = None
        self._today: tuple[tuple[Any, ...], Activity] | None = None
        self._costs: tuple[Cost, ...] = ()
        self._kept: Kept = {}
        self.bar = CostsBar(self)
        self.model = CostsModel(self._take, self._told, self)
        self.view = CostsView(self.model, self)
        self.refusal = RefusalLabel(self)
        self.totals = Totals(self)
        self.threshold = LiveThreshold(document, self)
        self.actions_by_name = self._make_actions()
        commands = (self.actions_by_name[name] for name in ("duplicate", "up", "down", "remove"))
        self.pane = CostPane(document, commands, self)
        self.detail = self.pane.detail
        self._lay_out()
        self._connect()
        self.refresh()

    # Building

    def _make_actions(self) -> dict[str, QAction]:
        wanted: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
            ("duplicate", _("Dupliquer le poste"), "duplicate", "Ctrl+D", self.duplicate_current),
            ("up", _("Monter le poste"), "up", "Alt+Up", self.move_up),
            ("down", _("Descendre le poste"), "down", "Alt+Down", self.move_down),
            ("remove", _("Retirer le poste"), "trash", "", self.view.remove_current),
            ("copy", _("Copier"), "duplicate", "Ctrl+C", self.copy),
            ("paste", _("Coller"), "duplicate", "Ctrl+V", self.paste),
        )
        made = {}
        for name, words, icon, keys, slot in wanted:
            action = QAction(icons.icon(icon), words, self.view)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or _("Suppr")
            action.setToolTip(plain_tooltip(f"{words} ({shown})"))
            action.triggered.connect(slot)
            self.view.addAction(action)
            made[name] = action
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        for widget in (self.refusal, self.pane, self.totals):
            column.addWidget(widget)
        self.refusal.setContentsMargins(12, 4, 12, 4)

    def _connect(self) -> None:
        self.document.changed.connect(self._follow)
        self._attempts.told.connect(self.refusal.say)
        self.view.remove_asked.connect(self.remove)
        self.view.fold_asked.connect(self._fold)
        self.view.row_focused.connect(self._announce)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.horizontalHeader().sectionResized.connect(self._fit_totals)
        self.detail.address_focused.connect(self.address_focused)
        self.bar.add_button.clicked.connect(self.add)
        self.bar.group_button.clicked.connect(self.add_group)
        self.bar.paste_button.clicked.connect(self.paste)
        self.bar.clients.committed.connect(self._ask_clients)

    def work_with(self, live: Live) -> None:
        """Have `live` compute the threshold, and say which day it is."""
        self.detail.today = live.today
        self.threshold.work_with(live)

    @property
    def printed(self) -> str:
        """The viability report: what is typed here is what it tells."""
        return VIABILITY_REPORT

    @property
    def beside(self) -> Beside:
        """The threshold: what costs ask for."""
        return self.threshold

    # Showing

    def _follow(self, _change: Change) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Compute every line anew, and show what changed."""
        project = self.document.project
        today = self._activity_today(project)
        clients = today.clients if self._asked is None else self._asked
        self._costs = costs(project, today if self._asked is None else for_clients(today, clients))
        self._sync(project)
        self.bar.say_clients(project, clients)
        side = _(", hors taxes") if project.structure.vat.rate else ""
        self.totals.say(clients, to_pay(self._costs), fair(self._costs), side)
        self._show_current()

    def _sync(self, project: Project) -> None:
        rows = cost_rows(project, self._costs, self._folded, self._findings, self._kept)
        before = [row.id for row in self.model.rows]
        self.model.sync(rows)
        if [row.id for row in rows] != before:
            self.view.span_headings(rows)

    def _activity_today(self, project: Project) -> Activity:
        """Return what the clients of today use; it is worked out anew only when something it depends on changed."""
        held = tuple(getattr(project, name) for name in _LIVED_FROM)
        if self._today is None or any(new is not old for new, old in zip(held, self._today[0], strict=True)):
            self._today = held, activity_today(project)
        return self._today[1]

    def _show_current(self, *_cursor: object) -> None:
        cost = self._current()
        self.pane.show_cost(cost, self._findings)
        self.pane.fit(self.height())
        row = self.view.current_row()
        if row is not None:
            self.bar.family.show(self._section(row.id)[0])
        for name in ("duplicate", "up", "down"):
            self.actions_by_name[name].setEnabled(cost is not None)
        self.actions_by_name["remove"].setEnabled(row is not None and row.removable)

    def _current(self) -> Cost | None:
        row = self.view.current_row()
        return None if row is None else self._cost(row.id)

    def _cost(self, row_id: str) -> Cost | None:
        return next((cost for cost in self._costs if cost.line.id == row_id), None)

    def _told(self, row_id: str) -> str:
        cost = self._cost(row_id)
        return "" if cost is None else cost.words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height, and stand the totals under their columns."""
        super().resizeEvent(event)
        self.pane.fit(self.height())
        self._fit_totals()

    def _fit_totals(self, *_range: int) -> None:
        cells = self.view.viewport()
        right = self.width() - self.view.x() - cells.x() - cells.width()
        self.totals.set_widths(self.view.columnWidth(MONTH), self.view.columnWidth(YEAR), right)

    def _announce(self, row_id: str) -> None:
        index = self.view.currentIndex()
        if row_id.startswith("group:"):
            self.address_focused.emit(at("cost_groups", row_id.partition(":")[2]))
        elif ":" in row_id:
            self.address_focused.emit("costs")
        else:
            field = {AMOUNT: "source", CADENCE: "period_months", BEHAVIOUR: "behaviour"}.get(index.column(), "name")
            self.address_focused.emit(at("costs", row_id, field))

    # Typing

    def _take(self, row_id: str, column: int, said: str, live: bool) -> bool:
        text = said.strip()
        section = section_named(row_id)
        if section is not None:
            return not text or self._add_named(section, text)
        if row_id.startswith("group:"):
            address = at("cost_groups", row_id.partition(":")[2], "name")
            return self._attempts.make(set_value(address, text, _("nommer une sous-famille")), self)
        is_new = column == NAME and has_no_amount(self.document.project.find("costs", row_id))  # type: ignore[arg-type]
        if not self._attempts.make(typed(row_id, column, text), self):
            return False
        if is_new:
            self._tell_understood(row_id)
        return True

    def _add_named(self, section: Section, text: str) -> bool:
        try:
            line = named(self.document.project, section, text)
        except Refused as refusal:
            self._attempts.refuse(str(refusal))
            return False
        if not self._attempts.make(edits.add_lines((line,), _("ajouter un poste")), self):
            return False
        # Tab goes on to its amount, Enter down to the next new line.
        self.view.select(line.id, NAME)
        self._tell_understood(line.id)
        return True

    def _tell_understood(self, line: Id) -> None:
        project = self.document.project
        self.refusal.tell(understood(project, project.find("costs", line)))  # type: ignore[arg-type]

    # Commands

    def add(self) -> None:
        """Put the cursor where one types a new line: in the section one is in, or in the chosen family."""
        wanted: CostFamily = self.bar.family.value
        row = self.view.current_row()
        section = self._section(row.id) if row is not None else (wanted, None)
        if section[0] is not wanted:
            section = wanted, None
        self._unfold(section[0])
        self.view.edit_cell(new_row(section), NAME)

    def add_group(self) -> None:
        """Add a sub-family to the chosen family, and let it be named."""
        group, family = new_id(), self.bar.family.value
        if self._attempts.make(edits.add_group(family, group), self):
            self._unfold(family)
            self.view.edit_cell(group_row(group), NAME)

    def duplicate_current(self) -> None:
        """Insert a copy of the current line under it."""
        cost = self._current()
        if cost is not None:
            copy = new_id()
            if self._attempts.make(duplicate(at("costs", cost.line.id), copy, _("dupliquer un poste")), self):
                self.view.select(copy, NAME)

    def remove(self, row_id: str) -> None:
        """Remove a line, or a sub-family, whose lines stay in the family."""
        if row_id.startswith("group:"):
            address = at("cost_groups", row_id.partition(":")[2])
            self._attempts.make(remove(address, _("retirer une sous-famille")), self)
        else:
            self._attempts.make(remove(at("costs", row_id), _("retirer un poste")), self)

    def move_up(self) -> None:
        """Move the current line up, to the section above at the top of its own."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the current line down, to the section below at the bottom of its own."""
        self._move(1)

    def _move(self, step: int) -> None:
        cost, column = self._current(), self.view.currentIndex().column()
        edit = None if cost is None else edits.move_line(self.document.project, cost.line, step)
        if cost is None or edit is None:
            return
        if self._attempts.make(edit, self):
            moved: CostLine = self.document.project.find("costs", cost.line.id)  # type: ignore[assignment]
            self._unfold(moved.family)
            self.view.select(moved.id, column)

    def copy(self) -> None:
        """Copy the current row, as text between tabs and as a table."""
        row = self.view.current_row()
        if row is not None:
            copy_table([[cell.edited or cell.text.strip() for cell in row.cells]])

    def paste(self) -> None:
        """Add the lines that a spreadsheet put on the clipboard, all of them or none."""
        carried = QGuiApplication.clipboard().mimeData()
        text = carried.text() if carried is not None and carried.hasText() else ""
        row = self.view.current_row()
        section = self._section(row.id) if row is not None else (self.bar.family.value, None)
        try:
            if not text.strip():
                raise Refused(_("Il n'y a rien à coller : copiez d'abord deux colonnes, le poste et son montant."))
            lines = pasted_lines(self.document.project, text, section)
        except Refused as refusal:
            self._attempts.refuse(str(refusal))
            return
        label = plural(len(lines), _("coller un poste"), _("coller {n} postes")).format(n=len(lines))
        if self._attempts.make(edits.add_lines(lines, label), self):
            self._unfold(lines[0].family)
            self.view.select(lines[0].id, NAME)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _section(self, row_id: str) -> Section:
        """Return the section that a row stands in."""
        adds = section_named(row_id)
        kind, _colon, named = row_id.partition(":")
        if adds is not None:
            return adds
        project = self.document.project
        if kind == "family":
            return CostFamily(named), None
        if kind == "group":
            return next((group.family, group.id) for group in project.cost_groups if group.id == named)
        return edits.section_of(project, project.find("costs", row_id))  # type: ignore[arg-type]

    def _fold(self, row_id: str) -> None:
        self._folded ^= {row_id}
        self._sync(self.document.project)

    def _unfold(self, family: CostFamily) -> None:
        if family_row(family) in self._folded:
            self._fold(family_row(family))

    def _ask_clients(self, clients: int) -> None:
        today = self._activity_today(self.document.project).clients
        self._asked = None if clients == today else Decimal(clients)
        self.refresh()

    # Going and marking

    def first_address(self) -> Address:
        """Return the first line, or the table where there is none."""
        return next((at("costs", line.id) for line in self.document.project.costs), "costs")

    def go_to(self, address: Address) -> bool:
        """Show and focus the cell for `address`, or the field of the detail. False when it is not on this page."""
        root, _slash, rest = address.partition("/")
        wanted, _slash, field = rest.partition("/")
        if root not in ("costs", "cost_groups"):
            return False
        row_id, column = self._place(root, wanted, field)
        if not row_id or not self.view.select(row_id, column):
            return False
        self.view.scrollTo(self.view.currentIndex())
        is_in_table = root != "costs" or field in ("", "name", "source", "period_months", "behaviour")
        if is_in_table or not self.detail.go_to(address):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _place(self, root: str, wanted: Id, field: str) -> tuple[str, int]:
        """Return the row and the column of what stands at an address, its family unfolded."""
        project = self.document.project
        if not wanted:
            return (new_row((CostFamily.INFRASTRUCTURE, None)) if not project.costs else self.model.rows[0].id), NAME
        item: Any = next((item for item in getattr(project, root) if item.id == wanted), None)
        if item is None:
            return "", NAME
        self._unfold(item.family)
        return (group_row(wanted), NAME) if root == "cost_groups" else (wanted, column_of(field.partition("/")[0]))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the cells and the fields with the findings about them."""
        super().show_findings(findings)
        self._sync(self.document.project)
        self._show_current()
