"""The panel of problems: counts that filter, the table (or one line where there is little room), F8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.clipboard import copy_table
from offerdesigner.app.panels.problem_header import ProblemHeader
from offerdesigner.app.panels.problem_line import ProblemLine
from offerdesigner.app.panels.problem_table import ProblemTable, Row, rows_of
from offerdesigner.app.text_size import scaled
from offerdesigner.model.finding import Severity
from offerdesigner.text import _, plural

if TYPE_CHECKING:
    from offerdesigner.checks.engine import Report
    from offerdesigner.model.project import Project

_ANY_HEIGHT = 16777215
_UNFOLDED_HEIGHT = 190
"""Of the whole list, in pixels, on a screen where it is usually one line."""


class ProblemsPanel(QWidget):
    """Shows a report; says what was asked, the window acts."""

    go_asked = Signal(str)
    fix_asked = Signal(object)
    """A `Fix` to apply."""

    mend_asked = Signal()
    """Every safe repair is to be made."""

    why_asked = Signal(object)
    """A `Finding` to explain."""

    resume_asked = Signal(object)
    """A `Waiver` to take back."""

    said = Signal(str)
    """A sentence for the status bar."""

    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._is_low = self._is_unfolded = False
        self._build()

    @property
    def shown(self) -> tuple[Row, ...]:
        """The problems that the filters let through."""
        return tuple(row for row in self._rows if self.header.lets_through(row))

    def show_report(self, report: Report, project: Project) -> None:
        """Show what the checks found in `project`."""
        self._rows = rows_of(project, report.findings, report.waived)
        self._refresh()

    def clear(self) -> None:
        """Show nothing: no document is open."""
        self._rows = ()
        self._refresh()

    def set_compact(self, compact: bool) -> None:
        """Fold into one line about the current problem, or unfold."""
        self._is_low, self._is_unfolded = compact, False
        self.arrange()

    def open(self) -> None:
        """Show the whole list, even where there is little room, with the keyboard on it."""
        self._is_unfolded = True
        self.arrange()
        self.take_focus()

    def fold(self) -> None:
        """Show one line again, where there is little room, with the keyboard on it."""
        self._is_unfolded = False
        self.arrange()
        self.take_focus()

    def arrange(self) -> None:
        """Show the list, or one line where there is little room, as high as the words take."""
        compact = self._is_low and not self._is_unfolded
        self.header.setVisible(not compact)
        self.header.fold_button.setVisible(self._is_low)
        self._stack.setCurrentWidget(self.line if compact else self._full)
        self.setMaximumHeight(self.line.sizeHint().height() if compact else _ANY_HEIGHT)
        self.setMinimumHeight(scaled(_UNFOLDED_HEIGHT) if self._is_low and not compact else 0)
        self._refresh()

    def current(self) -> Row | None:
        """The current problem, or `None`."""
        return self.table.current()

    def first(self) -> None:
        """Go to the first problem shown, the worst: wherever one was."""
        worst = next(
            (row for row in self.shown if row.finding.severity is not Severity.STRENGTH and not row.waiver), None
        )
        if worst is not None:
            self._go(worst)

    def next(self) -> None:
        """Go to the problem after the current one; after the last, the first again."""
        self._step(1)

    def previous(self) -> None:
        """Go to the problem before the current one."""
        self._step(-1)

    def fix_current(self) -> None:
        """Ask for the first repair of the current problem, or say that there is none."""
        row = self.current()
        if row is None:
            self.said.emit(_("Aucun problème n'est choisi : F8 mène au premier."))
        elif not row.action:
            self.said.emit(_("Pas de correction toute faite pour ce problème."))
        else:
            self._act(row)

    def explain_current(self) -> None:
        """Ask why the current problem is one."""
        row = self.current() or next(iter(self.shown), None)
        if row is not None:
            self.table.make_current(row)
            self.why_asked.emit(row.finding)

    def copy(self) -> None:
        """Put the problems shown on the clipboard, one a line, as a table."""
        rows = self.shown
        if rows:
            copy_table([row.told for row in rows])
        said = plural(len(rows), _("{n} ligne copiée."), _("{n} lignes copiées.")).format(n=len(rows))
        self.said.emit(said if rows else _("Rien à copier : aucun problème n'est montré."))

    def take_focus(self) -> None:
        """Put the keyboard on the problems."""
        target = self.line if self._stack.currentWidget() is self.line else self.table
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = ProblemHeader(self)
        self.header.filtered.connect(self._refresh)
        self.header.mend_asked.connect(self.mend_asked)
        self.header.copy_asked.connect(self.copy)
        self.header.next_asked.connect(self.next)
        self.header.previous_asked.connect(self.previous)
        self.header.fold_asked.connect(self.fold)
        self.header.close_asked.connect(self.close_asked)
        column.addWidget(self.header)
        self._stack = QStackedWidget(self)
        column.addWidget(self._stack, 1)
        self._full = QWidget(self)
        inner = QVBoxLayout(self._full)
        inner.setContentsMargins(0, 0, 0, 0)
        self.table = ProblemTable(self._full)
        self._nothing = QLabel(self._full)
        self._nothing.setContentsMargins(12, 10, 12, 10)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.mark(self._nothing, "tone", "muted")
        inner.addWidget(self.table)
        inner.addWidget(self._nothing)
        self.line = ProblemLine(self)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.line)
        self.table.row_chosen.connect(self._go)
        self.table.action_asked.connect(self._act)
        self.table.why_asked.connect(self._explain)
        self.table.selectionModel().currentRowChanged.connect(self._show_line)
        self.line.go_asked.connect(self._go)
        self.line.action_asked.connect(self._act)
        self.line.why_asked.connect(self._explain)
        self.line.next_asked.connect(self.next)
        self.line.previous_asked.connect(self.previous)
        self.line.all_asked.connect(self.open)

    def _refresh(self) -> None:
        self.header.show_rows(self._rows)
        shown = self.shown
        self.table.show_rows(shown)
        self.table.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        hidden = len(self._rows) - len(shown)
        self._nothing.setText(
            _("Rien à signaler.") if not hidden else _("Rien d'autre à signaler que ce qui est caché.")
        )
        self._show_line()

    def _show_line(self) -> None:
        shown = self.shown
        row = self.current() or next(iter(shown), None)
        self.line.show_row(row, shown.index(row) if row in shown else 0, len(shown))

    def _step(self, direction: int) -> None:
        problems = [row for row in self.shown if row.finding.severity is not Severity.STRENGTH and not row.waiver]
        if not problems:
            return
        current = self.current()
        if current in problems:
            wanted = problems[(problems.index(current) + direction) % len(problems)]
        else:
            wanted = problems[0 if direction > 0 else -1]
        self.table.make_current(wanted)
        self._go(wanted)

    def _go(self, row: Row) -> None:
        self.table.make_current(row)
        self.go_asked.emit(row.finding.address)

    def _act(self, row: Row) -> None:
        if row.waiver is not None:
            self.resume_asked.emit(row.waiver)
        elif row.finding.fixes:
            self.fix_asked.emit(row.finding.fixes[0])

    def _explain(self, row: Row) -> None:
        self.table.make_current(row)
        self.why_asked.emit(row.finding)
