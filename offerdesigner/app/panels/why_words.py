"""The labels that « Pourquoi ? » is written with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.text import typeset


def sentence(words: str) -> str:
    """Return `words` as a sentence begins, in French typography."""
    return typeset(words[:1].upper() + words[1:])


def words(said: str, parent: QWidget, *, muted: bool = False) -> QLabel:
    """Return a label that shows `said` as it is, on as many lines as it takes."""
    label = QLabel(sentence(said), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if muted:
        label.setFont(theme.font(theme.HEADER))
        theme.mark(label, "tone", "muted")
    return label


def section(title: str, parent: QWidget) -> QLabel:
    """Return the heading of a part of the explanation."""
    label = words(title, parent)
    label.setFont(theme.font(bold=True))
    return label


def told(title: str, said: str, parent: QWidget) -> QVBoxLayout:
    """Return a part of the explanation: its heading, and what it says close beneath."""
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(section(title, parent))
    column.addWidget(words(said, parent))
    return column


def line(parent: QWidget) -> QFrame:
    """Return a thin line between two parts."""
    drawn = QFrame(parent)
    drawn.setFixedHeight(1)
    theme.mark(drawn, "line", True)
    return drawn
