"""« Coûts » under real keys: what its tests share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from offerdesigner.app.document import Document
from offerdesigner.app.editors.costs.page import CostsPage
from offerdesigner.app.editors.costs.rows import INDENT
from offerdesigner.model.costs import CostLine
from tests.gui.scripted import CTRL
from tests.plain import plain

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NEW = "new:infrastructure:"


def cell(page: CostsPage, row_id: str, column: int) -> str:
    return plain(page.model.index(page.model.row_of(row_id), column).data()).lstrip(INDENT)


def row_ids(page: CostsPage) -> list[str]:
    return [row.id for row in page.model.rows]


def line_of(document: Document, wanted: str) -> CostLine:
    return document.project.find("costs", wanted)  # type: ignore[return-value]


def type_in(qtbot, page: CostsPage, row_id: str, column: int, text: str, *, then: Key = Key.Key_Return) -> None:
    """Put the cursor on a cell, replace what it holds, and confirm."""
    page.view.setFocus()
    assert page.view.select(row_id, column)
    qtbot.keyClick(page.view, Key.Key_F2)
    editor = page.view.viewport().findChildren(QLineEdit)[-1]
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, then)


def totals(page: CostsPage) -> list[list[str]]:
    return [[plain(label.text()) for label in labels] for labels in page.totals.labels]


def paste(qtbot, page: CostsPage, text: str) -> None:
    QApplication.clipboard().setText(text)
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_V, CTRL)
