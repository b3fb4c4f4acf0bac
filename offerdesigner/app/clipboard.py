"""What is copied as a table, for spreadsheets and word processors alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from offerdesigner.app.models.grid_tables import as_html, written


def copy_table(lines: Sequence[Sequence[str]]) -> None:
    """Put lines of cells on the clipboard, as text between tabs and as a table."""
    carried = QMimeData()
    carried.setText(written(lines))
    carried.setHtml(as_html(lines))
    QGuiApplication.clipboard().setMimeData(carried)
