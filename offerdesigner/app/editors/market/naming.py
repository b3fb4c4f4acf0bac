"""The name of a free row of the comparison, typed on its heading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTableView

from offerdesigner.app.editors.grid.headings import HeadingEditor
from offerdesigner.text import _


class RowNaming(QObject):
    """Opens a line over the heading of a row; what is kept is handed over with the place of the row."""

    def __init__(self, view: QTableView, keep: Callable[[int, str], None]) -> None:
        super().__init__(view)
        self._view, self._keep = view, keep
        self._place = -1
        self.editor: HeadingEditor | None = None

    def open(self, place: int, name: str) -> None:
        """Type another name over `name`."""
        self._close(False)
        heading = self._view.verticalHeader()
        self._place = place
        self.editor = HeadingEditor(heading.viewport(), name, _("Ligne"))
        self.editor.setAccessibleName(_("Nom de la ligne"))
        self.editor.setGeometry(0, heading.sectionViewportPosition(place), heading.width(), heading.sectionSize(place))
        self.editor.finished.connect(self._close)
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, kept: bool) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        name = editor.text().strip()
        # Before it hides: Qt would hand the keyboard to the next cell.
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        if kept and name:
            self._keep(self._place, name)
