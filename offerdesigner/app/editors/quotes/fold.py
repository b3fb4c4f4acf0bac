"""A part of the page that is folded under its title, and built when it is first unfolded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.price.parts import ElidedLabel
from offerdesigner.app.editors.quotes.tab_order import put_after
from offerdesigner.app.plain import caption
from offerdesigner.text import typeset


class Fold(QWidget):
    """A title that unfolds what `make` gives; beside it, a few words of what is inside."""

    turned = Signal()
    """What is inside shows, or no longer."""

    def __init__(self, title: str, make: Callable[[], QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._make = make
        self.inside: QWidget | None = None
        self.button = QToolButton(self)
        self.button.setText(caption(title))
        self.button.setFont(theme.font(bold=True))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setAccessibleName(title)
        self.button.setIcon(icons.icon("chevron-right"))
        self.button.clicked.connect(self._turn)
        self.told = ElidedLabel(self)
        theme.mark(self.told, "tone", "muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.button)
        head.addWidget(self.told, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(head)

    @property
    def is_open(self) -> bool:
        """Whether what is inside shows."""
        return self.inside is not None and not self.inside.isHidden()

    def say(self, words: str) -> None:
        """Tell what is inside."""
        self.told.say(typeset(words))

    def unfold(self, unfolded: bool = True) -> None:
        """Show what is inside, or fold it."""
        if unfolded and self.inside is None:
            self.inside = self._make()
            self._column.addWidget(self.inside)
            put_after(self.button, self.inside)
        if self.inside is not None:
            self.inside.setVisible(unfolded)
        self.button.setIcon(icons.icon("chevron-down" if unfolded else "chevron-right"))
        self.turned.emit()

    def _turn(self) -> None:
        self.unfold(not self.is_open)
