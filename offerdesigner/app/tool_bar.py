"""The tool bar of an open document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.actions import SIDES, Actions, spelt
from offerdesigner.app.go_to import GoTo
from offerdesigner.app.plain import bare
from offerdesigner.app.targets import Target
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _

_ICON = 18
_SIDES, _FIELD, _WORDS = range(1, 4)
"""What the bar gives up where there is no room, one after the other: what the prices are called, the field, words."""


class SideSwitch(QWidget):
    """« Prix affichés TTC | HT »: two buttons of which one is pressed."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._word = QLabel(_("Prix affichés"), self)
        theme.mark(self._word, "tone", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(0)
        row.addWidget(self._word)
        row.addSpacing(6)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._actions = {side: actions[f"prices_{side}"] for side in SIDES}
        for side, action in self._actions.items():
            button = self.buttons[side] = QToolButton(self)
            button.setText(side.upper())
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(bare(action.text()))
            theme.mark(button, "switch", side)
            self._group.addButton(button)
            row.addWidget(button)
            # An action given to a button of an exclusive group would be triggered when another is pressed.
            button.clicked.connect(action.trigger)
            action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        for side, action in self._actions.items():
            button = self.buttons[side]
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
            button.setChecked(action.isChecked())

    def set_narrow(self, narrow: bool) -> None:
        """Keep only the buttons where there is little room."""
        self._word.setVisible(not narrow)


class ToolBar(QToolBar):
    """New, open, save, undo and redo by name; « Aller à… », print and export at the right."""

    def __init__(self, actions: Actions, targets: Callable[[], Sequence[Target]], window: QMainWindow) -> None:
        """`targets` lists what « Aller à… » finds."""
        super().__init__(_("Barre d'outils"), window)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._window = window
        self._worded: list[QToolButton] = []
        for key in ("home", "open", "save", "", "undo", "redo"):
            if not key:
                self.addSeparator()
                continue
            self.addAction(actions[key])
            button = self._button(actions[key])
            if key in ("open", "save", "undo"):
                self._worded.append(button)
        self.addSeparator()
        self.sides = SideSwitch(actions, self)
        self.addWidget(self.sides)
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self.go_to = GoTo(window, targets, spelt(actions["go_to"].shortcut()), self)
        self.addWidget(self.go_to)
        self.addAction(actions["print"])
        self._worded.append(self._button(actions["print"]))
        self.export_button = self._main_button(actions["export"])
        self.addWidget(self.export_button)
        self.fit()

    def fit(self) -> None:
        """Keep every word that there is room for; icons are as large as the text."""
        self.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        for given_up in range(_WORDS + 1):
            self._give_up(given_up)
            if self.sizeHint().width() <= self._window.width():
                return

    def _give_up(self, many: int) -> None:
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if many >= _WORDS else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._worded:
            button.setToolButtonStyle(style)
        self.sides.set_narrow(many >= _SIDES)
        self.go_to.set_narrow(many >= _FIELD)
        for part in (self.sides, self.go_to, self):
            layout = part.layout()
            assert layout is not None
            # What was measured before is forgotten at once: `fit` measures again, without waiting for events.
            layout.invalidate()
            layout.activate()

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
