"""What each command of the menus does: it calls the part of the window that knows how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from offerdesigner.app import text_size, theme
from offerdesigner.app.actions import Actions, spelt
from offerdesigner.app.live import VIABILITY_REPORT
from offerdesigner.app.pages import FRONT, PAGES
from offerdesigner.app.plain import caption, plain_tooltip
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.shell import Shell
    from offerdesigner.app.targets import Target


class Commands(QObject):
    """The commands of a window. Those that need a document are only asked for while one is open."""

    def __init__(self, window: Shell) -> None:
        super().__init__(window)
        self._window = window

    def slots_by_key(self) -> dict[str, Callable[..., object]]:
        """Return what does each command of `actions.MENUS`, by its key; `EditMenu` does those with keys of « here »."""
        filing = self._window.filing
        return {
            "new": filing.new,
            "open": filing.open,
            "import": self._window.import_grid,
            "home": filing.close,
            "save": filing.save,
            "save_as": filing.save_as,
            "export": self._export,
            "export_report": self._export_report,
            "print": self._print,
            "quit": self._window.close,
            "undo": self.undo,
            "redo": self._redo,
            "find": self._find,
            **{f"page_{place}": self._go_to_page for place in range(len(PAGES))},
            "go_to": self._open_go_to,
            "prices_ttc": self._show_prices,
            "prices_ht": self._show_prices,
            "side": self._toggle_side,
            "problems": self._toggle_problems,
            "zoom_in": self._zoom_in,
            "zoom_out": self._zoom_out,
            "zoom_width": self._zoom_width,
            "next_region": self._next_region,
            "previous_region": self._previous_region,
            "next_problem": self._next_problem,
            "previous_problem": self._previous_problem,
            "fix": self._fix,
            "fix_safe": self._fix_safe,
            "copy_problems": self._copy_problems,
            "why": self._why,
            "name": self._choose_name,
            "shortcuts": self._show_shortcuts,
            "rules": self._show_rules,
            "about": self._show_about,
        }

    def fill(self, actions: Actions) -> None:
        """Have the menus that list something show it and obey."""
        actions.recents.aboutToShow.connect(self._list_recents)
        actions.themes.triggered.connect(self._choose_theme)
        actions.text_sizes.triggered.connect(self._choose_text_size)
        for action in actions.themes.actions():
            action.setChecked(action.data() == self._window.store.settings.theme)
        for action in actions.text_sizes.actions():
            action.setChecked(action.data() == text_size.percent())

    def check_panels(self) -> None:
        """Tick the panels that are in sight."""
        actions, docks = self._window.actions_by_key, self._window.workspace.docks
        actions["side"].setChecked(docks.side.isVisible())
        actions["problems"].setChecked(docks.problems.isVisible())

    def check_prices(self) -> None:
        """Tick the side on which prices show; HT waits for a structure that charges VAT."""
        actions, shown = self._window.actions_by_key, self._window.workspace.shown_side
        actions[f"prices_{shown.side.value}"].setChecked(True)
        actions.free_ht(shown.is_free)

    def undo(self) -> None:
        """Take back the last change."""
        if self._window.document is not None:
            self._window.document.undo()

    def _redo(self) -> None:
        if self._window.document is not None:
            self._window.document.redo()

    def _find(self) -> None:
        """Open the bar that finds words, above the grid."""
        from offerdesigner.app.editors.offers.page import OffersPage

        workspace = self._window.workspace
        workspace.ask_for_page(FRONT)
        if isinstance(workspace.page, OffersPage):
            workspace.page.find_bar.open_bar()

    def _export(self) -> None:
        if self._window.delivery is not None:
            self._window.delivery.export()

    def _export_report(self) -> None:
        if self._window.delivery is not None:
            self._window.delivery.export_document(VIABILITY_REPORT)

    def _print(self) -> None:
        if self._window.delivery is not None:
            self._window.delivery.print()

    def _go_to_page(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._window.workspace.ask_for_page(action.data())

    def targets(self) -> tuple[Target, ...]:
        """Return what « Aller à… » finds: pages, what the open document holds, commands."""
        from offerdesigner.app.go_to import commands_in
        from offerdesigner.app.targets import Target, of_project

        actions, workspace = self._window.actions_by_key, self._window.workspace
        on_pages = [(page, actions[f"page_{place}"]) for place, page in enumerate(PAGES)]
        pages = [
            Target(page.title, _("page"), page.icon, act=action.trigger, keys=spelt(action.shortcut()))
            for page, action in on_pages
        ]
        skipped = [actions["go_to"], *(action for _page, action in on_pages)]
        commands = [target for menu in actions.menus.values() for target in commands_in(menu, skipped)]
        return (*pages, *of_project(workspace.document.project, workspace.report), *workspace.commands(), *commands)

    def _open_go_to(self) -> None:
        if self._window.tools is not None:
            self._window.tools.go_to.open()

    def _show_prices(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._window.workspace.shown_side.choose(action.data())

    def _toggle_side(self) -> None:
        self._window.workspace.docks.toggle_side()

    def _toggle_problems(self) -> None:
        self._window.workspace.docks.toggle_problems()

    def _zoom_in(self) -> None:
        self._window.workspace.preview.zoom_in()

    def _zoom_out(self) -> None:
        self._window.workspace.preview.zoom_out()

    def _zoom_width(self) -> None:
        self._window.workspace.preview.fit_width()

    def _next_region(self) -> None:
        self._window.workspace.docks.next_region()

    def _previous_region(self) -> None:
        self._window.workspace.docks.previous_region()

    def _next_problem(self) -> None:
        self._window.workspace.problems.next()

    def _previous_problem(self) -> None:
        self._window.workspace.problems.previous()

    def _fix(self) -> None:
        self._window.workspace.problems.fix_current()

    def _fix_safe(self) -> None:
        self._window.workspace.mending.apply_safe()

    def _copy_problems(self) -> None:
        self._window.workspace.problems.copy()

    def _why(self) -> None:
        self._window.workspace.problems.explain_current()

    def _choose_name(self) -> None:
        self._window.workspace.names.open_here()

    def _show_shortcuts(self) -> None:
        from offerdesigner.app.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window.actions_by_key.listed(), self._window).open()

    def _show_rules(self) -> None:
        from offerdesigner.app.rule_book import RuleBookDialog

        RuleBookDialog(self._window.live, self._window).open()

    def _show_about(self) -> None:
        from offerdesigner.app.shortcuts import AboutDialog

        AboutDialog(self._window).open()

    def _list_recents(self) -> None:
        menu = self._window.actions_by_key.recents
        menu.clear()
        for recent in self._window.store.settings.recents:
            action = QAction(caption(Path(recent.path).name), menu)
            action.setData(recent.path)
            action.setToolTip(plain_tooltip(recent.path))
            action.setEnabled(Path(recent.path).is_file())
            action.triggered.connect(self._open_listed)
            menu.addAction(action)

    def _open_listed(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._window.filing.open_path(Path(action.data()))

    def _choose_text_size(self, action: QAction) -> None:
        self._window.store.change(text_size=action.data())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            text_size.put_on(application, action.data())
            self._window.lay_out_again()
            text_size.fit_words(application)

    def _choose_theme(self, action: QAction) -> None:
        self._window.store.change(theme=action.data())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.put_on(application, action.data())
