"""The price panel under real keys: what its tests share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.panel import PricePanel
from offerdesigner.model import address as addresses
from tests.gui.showing import show
from tests.plain import plain


def opened(qtbot, document: Document, height: int = 800) -> PricePanel:
    return show(qtbot, PricePanel(document), height=height)


def type_over(qtbot, field, text):
    field.setFocus()
    field.control.selectAll()
    qtbot.keyClicks(field.control, text)


def choose(qtbot, field, words):
    """Choose `words` in a list by its keyboard."""
    field.setFocus()
    combo = field.control
    wanted = combo.findText(words)
    assert wanted >= 0
    step = Qt.Key.Key_Down if wanted > combo.currentIndex() else Qt.Key.Key_Up
    while combo.currentIndex() != wanted:
        qtbot.keyClick(combo, step)


def value(document, address):
    """Return what stands at `address`."""
    return addresses.get(document.project, address)


def titles(panel):
    """Return what the lines of the panel are called."""
    return [plain(line.title) for line in panel.lines.model.lines]


def labels(widget):
    """Return the labels that are shown in `widget`."""
    return [label for label in widget.findChildren(QLabel) if not label.isHidden()]
