"""The tool bar of an open document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.actions import Actions, spelt
from offerdesigner.app.go_to import GoTo
from offerdesigner.app.plain import bare
from offerdesigner.app.targets import Target
from offerdesigner.text import _

_ICON = 18


class ToolBar(QToolBar):
    """New, open, save, undo and redo by name; « Aller à… », print and export at the right."""

    def __init__(self, actions: Actions, targets: Callable[[], Sequence[Target]], window: QMainWindow) -> None:
        """`targets` lists what « Aller à… » finds."""
        super().__init__(_("Barre d'outils"), window)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._worded: list[QToolButton] = []
        for key in ("home", "open", "save", "", "undo", "redo"):
            if not key:
                self.addSeparator()
                continue
            self.addAction(actions[key])
            button = self._button(actions[key])
            if key in ("open", "save", "undo"):
                self._worded.append(button)
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self.go_to = GoTo(window, targets, spelt(actions["go_to"].shortcut()), self)
        self.addWidget(self.go_to)
        self.addAction(actions["print"])
        self._worded.append(self._button(actions["print"]))
        self.export_button = self._main_button(actions["export"])
        self.addWidget(self.export_button)
        self.setIconSize(QSize(_ICON, _ICON))
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Keep only the icons where there is little room."""
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._worded:
            button.setToolButtonStyle(style)
        self.go_to.set_narrow(narrow)

    def _main_button(self, action: QAction) -> QToolButton:
        """Return the one filled button: its icon is painted on the accent, not on the bar."""
        button = QToolButton(self)
        button.setText(bare(action.text()))
        button.setIcon(icons.icon("export", "on_accent"))
        button.setToolTip(action.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(action.trigger)
        theme.mark(button, "primary", True)
        return button

    def _button(self, action: QAction) -> QToolButton:
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(bare(action.text()))
        return button
