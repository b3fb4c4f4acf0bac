"""Small menus of the grid: actions that call a method, with the key that does the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from offerdesigner.app import icons
from offerdesigner.app.plain import caption


class Call(QObject):
    """Calls a function with an argument kept for it, when its action is chosen."""

    def __init__(self, function: Callable[..., object], arguments: tuple[object, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._function = function
        self._arguments = arguments

    def run(self) -> None:
        """Call it."""
        self._function(*self._arguments)


class Menu(QMenu):
    """A menu opened at a place, and forgotten once closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shows_keys = True

    def branch(self, words: str) -> Menu:
        """Add a menu inside this one; it shows no keys, which may mean something else where one is."""
        inner = Menu(self)
        inner._shows_keys = False
        inner.setTitle(caption(words))
        self.addMenu(inner)
        return inner

    def offer(
        self,
        words: str,
        function: Callable[..., object],
        *arguments: object,
        icon: str = "",
        key: str = "",
        enabled: bool = True,
    ) -> None:
        """Add an action that calls `function`; `key` is shown beside it."""
        shown = key if self._shows_keys else ""
        put_action(self, words, function, *arguments, icon=icon, key=shown, enabled=enabled)

    def tick(self, words: str, ticked: bool, function: Callable[..., object], *arguments: object) -> None:
        """Add a choice that is taken or not, which calls `function` to change that."""
        self.offer(words, function, *arguments)
        action = self.actions()[-1]
        action.setCheckable(True)
        action.setChecked(ticked)

    def open_at(self, place: QPoint) -> None:
        """Open without blocking."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.popup(place)


def put_action(
    menu: QMenu,
    words: str,
    function: Callable[..., object],
    *arguments: object,
    icon: str = "",
    key: str = "",
    enabled: bool = True,
) -> None:
    """Add to any menu an action that calls `function`."""
    text = caption(words) + (f"\t{key}" if key else "")
    action = menu.addAction(icons.icon(icon), text) if icon else menu.addAction(text)
    action.setEnabled(enabled)
    action.triggered.connect(Call(function, arguments, menu).run)
