"""The bar of key figures, always in sight: computed by the worker once the sheet is drawn and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QSizePolicy, QToolBar, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.docks import LOW
from offerdesigner.app.editors.forecast.edits import follow
from offerdesigner.app.fields import ChoiceField
from offerdesigner.app.figures import have_same_figures
from offerdesigner.app.latest import Latest
from offerdesigner.app.live import Live
from offerdesigner.app.pages import home_of
from offerdesigner.app.panels.key_cells import AimCell, FigureCell, MarginsCell, OneFigure
from offerdesigner.app.panels.key_words import PENDING, Figure, KeyView, key_view
from offerdesigner.app.text_size import scaled
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document

AIM = "plan/target_clients"
LATE_MS = 400
"""After so long, the bar says that its figures are still those of before."""

_NARROW = 1180
_SCENARIO_LETTERS = 10


class KeyFigures(QToolBar):
    """Threshold, clients to find, margins, aim and scenario of the open document; hidden while it has no cost."""

    page_chosen = Signal(int)
    """A figure was chosen: the page it comes from."""

    address_chosen = Signal(str)
    """A figure was chosen: the field it comes from."""

    def __init__(self, live: Live, window: QMainWindow) -> None:
        super().__init__(_("Chiffres clés"), window)
        self.setObjectName("figures")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._window = window
        self._document: Document | None = None
        self._shown: Project | None = None
        self._opening: dict[str, Figure] | None = None
        self._latest = Latest(live, self, keeps_up=True)
        self._latest.finished.connect(self._show)
        self.late = QTimer(self, singleShot=True, interval=LATE_MS)
        self.late.timeout.connect(self._show_late)
        self.threshold, self.to_find = OneFigure(self), OneFigure(self)
        self.margins, self.aim = MarginsCell(self), AimCell(self)
        self.scenario = ChoiceField(self)
        self._scenario_part = self._scenario()
        self._lay_out()
        self.hide()

    def _scenario(self) -> QWidget:
        part = QWidget(self)
        self._scenario_title = QLabel(_("Scénario"), part)
        self._scenario_title.setFont(theme.font(theme.HINT))
        theme.mark(self._scenario_title, "tone", "muted")
        self.scenario.control.setMinimumContentsLength(_SCENARIO_LETTERS)
        self.scenario.control.setAccessibleName(_("Scénario suivi"))
        self.scenario.committed.connect(self._follow_scenario)
        column = QVBoxLayout(part)
        column.setContentsMargins(12, 3, 12, 3)
        column.setSpacing(2)
        column.addWidget(self._scenario_title)
        column.addWidget(self.scenario)
        return part

    def _lay_out(self) -> None:
        self.cells: tuple[FigureCell, ...] = (self.threshold, self.to_find, self.margins, self.aim)
        inner = QWidget(self)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for cell in self.cells:
            row.addWidget(cell)
        row.addStretch(1)
        row.addWidget(self._scenario_part)
        self._row = row
        self.addWidget(inner)
        for one, place in ((self.threshold, "costs"), (self.to_find, "sales"), (self.margins, "offers")):
            one.setProperty("page", home_of(place))
            one.clicked.connect(self._go_to_page)
        self.aim.clicked.connect(self._go_to_aim)

    # The document

    def follow(self, document: Document) -> None:
        """Show the figures of `document`."""
        self.leave()
        self._document = document
        # After the panel of the page has asked: its job computes the same figures, and both come together.
        document.changed.connect(self._follow_change, Qt.ConnectionType.QueuedConnection)
        if document.project.costs:
            # Its room is taken at once: nothing moves under the eyes when the figures come.
            self._show_view(PENDING, {}, calm=True)
        self._ask()

    def leave(self) -> None:
        """Forget the document."""
        if self._document is not None:
            self._document.changed.disconnect(self._follow_change)
        self._document = self._shown = self._opening = None
        self._latest.forget()
        self.late.stop()
        self.hide()

    def _follow_change(self, _change: Change) -> None:
        self._ask()

    def _ask(self) -> None:
        if self._document is None:
            return
        project = self._document.project
        if not project.costs:
            self._latest.forget()
            self.late.stop()
            self._shown = None
            self.hide()
        elif self._shown is None or not have_same_figures(self._shown, project):
            self._latest.ask(partial(_Answer.of, project))
            if not self.late.isActive():
                self.late.start()

    def _show(self, answer: _Answer) -> None:
        if self._document is None or not self._document.project.costs:
            return
        self.late.stop()
        self._shown, view = answer.project, answer.view
        calm = self._opening is None
        if self._opening is None:
            self._opening = {figure.key: figure for figure in (view.threshold, view.to_find, *view.margins)}
        self._show_view(view, self._opening, calm=calm)

    def _show_view(self, view: KeyView, opening: Mapping[str, Figure], *, calm: bool) -> None:
        self.threshold.show_figure(view.threshold, opening.get(view.threshold.key), calm=calm)
        self.to_find.show_figure(view.to_find, opening.get(view.to_find.key), calm=calm)
        self.margins.show_margins(view.margins_title, view.margins, opening, calm=calm)
        self.aim.show_aim(view.aim, calm=calm)
        self.scenario.set_choices(view.scenarios)
        self.scenario.show(view.followed)
        self._scenario_part.setVisible(bool(view.scenarios))
        self.show()
        self.fit()

    def _show_late(self) -> None:
        """Say that figures are being computed: they take the place of these words when they come."""
        self.threshold.title.say(_("Calcul en cours…"))

    # Choosing

    def _follow_scenario(self, scenario: Id) -> None:
        if self._document is not None:
            self._document.apply(follow(scenario), self)

    def _go_to_page(self) -> None:
        cell = self.sender()
        if isinstance(cell, FigureCell):
            self.page_chosen.emit(cell.property("page"))

    def _go_to_aim(self) -> None:
        self.address_chosen.emit(AIM)

    # Room

    def fit(self) -> None:
        """Keep every figure that there is room for: in a small window one line each, then the last ones go."""
        width, height = self._window.width(), self._window.height()
        compact = width < scaled(_NARROW) or height < scaled(LOW)
        for given_up in range(len(self.cells) + 1):
            self._give_up(given_up, compact or given_up > 0)
            if self._row.minimumSize().width() + self._around() <= width:
                return

    def _give_up(self, many: int, compact: bool) -> None:
        """Leave out the aim, then the margins, once each cell has one line only."""
        for cell in self.cells:
            cell.set_compact(compact)
        self._scenario_title.setHidden(compact)
        self.aim.setHidden(many > 1)
        self.margins.setHidden(many > 2)
        self._row.invalidate()
        self._row.activate()

    def _around(self) -> int:
        layout = self.layout()
        margins = layout.contentsMargins() if layout is not None else self.contentsMargins()
        return margins.left() + margins.right()


class _Answer:
    """What the bar shows of a project."""

    def __init__(self, project: Project, view: KeyView) -> None:
        self.project, self.view = project, view

    @classmethod
    def of(cls, project: Project) -> _Answer:
        """Compute."""
        return cls(project, key_view(project))
