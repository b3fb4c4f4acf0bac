"""« Couper », « Copier », « Coller », « Vider » in the menu: the keys of whatever has the keyboard, pressed there."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


class EditMenu(QObject):
    """Ties the actions of a menu, each with its keys as data, to the cells or the field with the keyboard.

    The actions have no shortcut of their own: the keys go on meaning what each field and table makes of them.
    """

    def __init__(self, menu: QMenu, actions: Sequence[QAction], window: QMainWindow) -> None:
        super().__init__(window)
        self._window, self._actions = window, tuple(actions)
        self._focused: QWidget | None = None
        self.is_open = False
        """Whether there is a document to edit."""
        menu.aboutToShow.connect(self._enable)
        for action in self._actions:
            action.triggered.connect(self._press)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._note_focus)

    def _note_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # The menu bar has the keyboard while one walks through it: it is not what one edits.
        if new is not None and new.window() is self._window and not isinstance(new, QMenuBar):
            self._focused = new

    def _target(self) -> QWidget | None:
        return self._focused if self._focused is not None and shiboken6.isValid(self._focused) else None

    def _enable(self) -> None:
        target = self._target()
        for action in self._actions:
            action.setEnabled(self.is_open and target is not None and _takes(target, _keys_of(action)))

    def _press(self) -> None:
        action, target = self.sender(), self._target()
        if isinstance(action, QAction) and target is not None and _takes(target, _keys_of(action)):
            keys = _keys_of(action)
            own = _action_of(target, keys)
            if own is not None:
                own.trigger()
                return
            if keys.key() == Qt.Key.Key_Delete and isinstance(target, QLineEdit | QTextEdit | QPlainTextEdit):
                target.selectAll()
            QApplication.sendEvent(target, _event(QEvent.Type.KeyPress, keys))


def _keys_of(action: QAction) -> QKeyCombination:
    keys = action.data()
    assert isinstance(keys, QKeyCombination)
    return keys


def _takes(target: QWidget, keys: QKeyCombination) -> bool:
    """Tell whether a part has its own meaning for these keys; on a heading, they would remove rather than empty."""
    if isinstance(target, QHeaderView):
        return False
    if _action_of(target, keys) is not None:
        return True
    asked = _event(QEvent.Type.ShortcutOverride, keys)
    asked.ignore()
    QApplication.sendEvent(target, asked)
    return asked.isAccepted()


def _action_of(target: QWidget, keys: QKeyCombination) -> QAction | None:
    """Return the command of a part that has these keys: sent there, they would not reach it.

    Where one removes with the key that empties, nothing is emptied.
    """
    if keys.key() == Qt.Key.Key_Delete:
        return None
    wanted = QKeySequence(keys)
    return next((one for one in target.actions() if one.isEnabled() and wanted in one.shortcuts()), None)


def _event(kind: QEvent.Type, keys: QKeyCombination) -> QKeyEvent:
    return QKeyEvent(kind, keys.key(), keys.keyboardModifiers())
