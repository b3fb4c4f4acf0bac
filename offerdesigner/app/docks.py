"""What surrounds the editor: pages, side panel, problems; shown, folded, and walked through with F6."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from offerdesigner.app.page_list import WIDE as PAGES_WIDE
from offerdesigner.app.page_list import PageList
from offerdesigner.app.panels.problems import ProblemsPanel
from offerdesigner.app.settings import Store
from offerdesigner.app.side_panel import EdgeBar, SidePanel
from offerdesigner.app.text_size import scaled

LOW = 720
_EDITOR_WIDTH = 680
"""What a page needs, in pixels for the usual size of text, before anything stands beside it."""
_SIDE_WIDTH, _SIDE_LEAST = 420, 320
"""The side panel: how wide it is at first, and the least that shows a sheet."""
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
        """Whether there is so little room that the side panel lies over part of the editor when it is unfolded."""
        self._low = self._folded = self._in_use = False
        self._squeezed_from = 0
        self.edge = EdgeBar(window)
        self._pages_dock = self._dock("pages", pages, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.side = self._dock("side", side, Qt.DockWidgetArea.RightDockWidgetArea)
        self.side.setAutoFillBackground(True)
        self.problems = self._dock("problems", problems, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.addToolBar(Qt.ToolBarArea.RightToolBarArea, self.edge)
        window.resizeDocks([self.problems], [scaled(_PROBLEMS_HEIGHT)], Qt.Orientation.Vertical)
        self.edge.toggled.connect(self.toggle_side)
        side.currentChanged.connect(self._name_edge)
        self._page = window.centralWidget() or editor
        self._page.installEventFilter(self)

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
        """Fold what there is no room for; before that, the pages lose their words and the side panel some width."""
        editor, low = scaled(_EDITOR_WIDTH), height < scaled(LOW)
        self._pages.set_narrow(width < scaled(PAGES_WIDE) + editor + _SIDE_LEAST)
        room = width - self._pages.width() - editor
        narrow = room < _SIDE_LEAST
        if narrow != self.is_narrow:
            self.is_narrow = self._folded = narrow
            self._float_side(narrow)
            if self._in_use:
                self.set_in_use(True)
                self._give_side(min(scaled(_SIDE_WIDTH), room))
        elif not self._in_use:
            self._give_side(min(scaled(_SIDE_WIDTH), room))
        elif self.side.isVisible():
            self._squeeze_side(room)
        if low != self._low:
            self._low = low
            self._problems.set_compact(low)

    def note_restored(self) -> None:
        """What was remembered of a larger window put the side panel beside the page: it lies over it here."""
        if self.is_narrow:
            self._float_side(True)

    def _float_side(self, floats: bool) -> None:
        """Have the side panel lie over the page, or stand beside it."""
        if floats:
            self._window.removeDockWidget(self.side)
        else:
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.side)

    def _squeeze_side(self, room: int) -> None:
        """Have the side panel leave the page its room, and take its own back once there is enough."""
        if self.is_narrow:
            return
        wanted = max(self._squeezed_from, self.side.width())
        self._squeezed_from = wanted if room < wanted else 0
        self._give_side(min(wanted, room))

    def _give_side(self, width: int) -> None:
        if not self.is_narrow:
            self._window.resizeDocks([self.side], [width], Qt.Orientation.Horizontal)

    def _lay_over(self) -> None:
        """Lay the side panel over the right half of the page, or a little more."""
        page = self._page.geometry()
        width = max(page.width() // 2, min(scaled(_SIDE_WIDTH), 2 * page.width() // 3))
        self.side.setGeometry(QRect(page.right() + 1 - width, page.top(), width, page.height()))
        self.side.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page with what lies over it."""
        if self.is_narrow and event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.side.isVisible():
            self._lay_over()
        return super().eventFilter(watched, event)

    def toggle_side(self) -> None:
        """Show or hide the side panel (unfold it over the page where there is little room)."""
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
        """Show the side panel over the page, or fold it to its tab."""
        self._folded = not shown
        self.side.setVisible(shown)
        self.edge.tab.setChecked(shown)
        if shown:
            self._lay_over()
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
            self.fold_side()
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
