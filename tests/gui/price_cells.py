"""The tables of the price panel under real keys: what their tests share."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit

from tests.plain import plain


def cells(table, row):
    model = table.model
    return [plain(model.index(row, column).data() or "") for column in range(model.columnCount())]


def stand(table, row, column):
    table.view.setCurrentIndex(table.model.index(row, column))


def write(qtbot, table, text, *keys):
    """Type over the current cell, then press `keys`."""
    qtbot.keyClick(table.view, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("")
    qtbot.keyClicks(editor, text)
    for key in keys:
        qtbot.keyClick(editor, key)
    return editor
