"""What surrounds the editor: pages, side panel, problems; shown, folded, and walked through with F6."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from offerdesigner.app.page_list import PageList
from offerdesigner.app.panels.problems import ProblemsPanel
from offerdesigner.app.settings import Store
from offerdesigner.app.side_panel import EdgeBar, SidePanel
from offerdesigner.app.text_size import scaled

NARROW = 1180
LOW = 720
_SIDE_WIDTH = 420
_PROBLEMS_HEIGHT = 150


class Docks(QObject):
    """The regions of the window around its editor."""

    editor_asked = Signal()
    """The keyboard should go to the page in front."""

    shown_changed = Signal()
    """A panel was shown or hidden."""

    def __init__(
        self,
        window: QMainWindow,
        store: Store,
        editor: QWidget,
        pages: PageList,
        side: SidePanel,
        problems: ProblemsPanel,
    ) -> None:
        super().__init__(window)
        self._window, self._store = window, store
        self._editor, self._pages, self._side, self._problems = editor, pages, side, problems
        self.is_narrow = False
        """Whether there is so little room that the side panel covers part of the editor when it is unfolded."""
        self._low = self._folded = self._in_use = False
        self.edge = EdgeBar(window)
        self._pages_dock = self._dock("pages", pages, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.side = self._dock("side", side, Qt.DockWidgetArea.RightDockWidgetArea)
        self.problems = self._dock("problems", problems, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.addToolBar(Qt.ToolBarArea.RightToolBarArea, self.edge)
        window.resizeDocks([self.side], [scaled(_SIDE_WIDTH)], Qt.Orientation.Horizontal)
        window.resizeDocks([self.problems], [scaled(_PROBLEMS_HEIGHT)], Qt.Orientation.Vertical)
        self.edge.toggled.connect(self.toggle_side)
        side.currentChanged.connect(self._name_edge)

    def set_in_use(self, in_use: bool) -> None:
        """Show what the person left shown, or hide everything for the start centre."""
        self._in_use = in_use
        settings = self._store.settings
        self._pages_dock.setVisible(in_use)
        self.side.setVisible(in_use and settings.preview_shown and not self._folded)
        self.problems.setVisible(in_use and settings.problems_shown)
        self.edge.setVisible(in_use and self.is_narrow)
        self.shown_changed.emit()

    def adapt(self, width: int, height: int) -> None:
        """Fold what there is no room for."""
        narrow, low = width < scaled(NARROW), height < scaled(LOW)
        self._pages.set_narrow(narrow)
        if narrow != self.is_narrow:
            self.is_narrow = self._folded = narrow
            if self._in_use:
                self.set_in_use(True)
        if low != self._low:
            self._low = low
            self._problems.set_compact(low)

    def toggle_side(self) -> None:
        """Show or hide the side panel (unfold it over half of the width where there is little room)."""
        shown = not self.side.isVisible()
        if self.is_narrow:
            self.unfold(shown)
        else:
            self._store.change(preview_shown=shown)
            self.set_in_use(True)

    def open_side(self) -> None:
        """Have the side panel shown."""
        if self.is_narrow:
            self.unfold(True)
        elif not self.side.isVisible():
            self.toggle_side()

    def fold_side(self) -> None:
        """Give the editor its room back, where there is little."""
        if self.is_narrow:
            self.unfold(False)

    def unfold(self, shown: bool) -> None:
        """Show the side panel over half of the width, or fold it to its tab."""
        self._folded = not shown
        self.side.setVisible(shown)
        self.edge.tab.setChecked(shown)
        if shown:
            whole = self._window.width()
            width = max(whole // 2, min(scaled(_SIDE_WIDTH), 2 * whole // 3))
            self._window.resizeDocks([self.side], [width], Qt.Orientation.Horizontal)
        self.shown_changed.emit()

    def _name_edge(self, _place: int) -> None:
        self.edge.tab.setText(self._side.tabText(self._side.currentIndex()))

    def toggle_problems(self) -> None:
        """Show or hide the problems."""
        self._store.change(problems_shown=not self.problems.isVisible())
        self.set_in_use(True)

    def open_problems(self) -> None:
        """Show the problems, with the keyboard on them."""
        self._store.change(problems_shown=True)
        self.set_in_use(True)
        self._problems.open()

    def next_region(self, direction: int = 1) -> None:
        """Move the keyboard from pages to editor, side panel, problems, and round."""
        regions: list[QWidget] = [self._pages, self._editor]
        if self._store.settings.preview_shown:
            regions.append(self._side)
        if self.problems.isVisible():
            regions.append(self._problems)
        focused = self._window.focusWidget()
        here = next(
            (
                n
                for n, region in enumerate(regions)
                if focused is not None and (region is focused or region.isAncestorOf(focused))
            ),
            1,
        )
        self._enter(regions[(here + direction) % len(regions)])

    def previous_region(self) -> None:
        """Move the keyboard to the region before."""
        self.next_region(-1)

    def _enter(self, region: QWidget) -> None:
        if region is self._side:
            if self.is_narrow:
                self.unfold(True)
            self._side.take_focus()
        elif region is self._problems:
            self._problems.take_focus()
        elif region is self._editor:
            self.editor_asked.emit()
        else:
            self._pages.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(name)
        dock.setTitleBarWidget(QWidget(dock))
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        return dock
