"""The commands over the comparison: on competitors, on free rows, on the prices, and pasting from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from offerdesigner.app import icons
from offerdesigner.app.editors.market.table import MarketTable
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _

_MARGIN, _GAP = 8, 4


class MarketBar(QWidget):
    """Buttons that lose their words where there is little room."""

    def __init__(self, table: MarketTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._table = table
        self.add_button = self._tool("add", _("Ajouter un concurrent"), table.add, _("Inser"))
        self.paste_button = self._tool("document", _("Coller depuis un tableur"), table.paste, "Ctrl+V")
        self.detail_button = self._tool("price", _("Détail du prix"), table.open_detail, _("Ctrl+Entrée"))
        self.left_button = self._tool("left", _("Déplacer le concurrent à gauche"), table.move_left, "Alt+←")
        self.right_button = self._tool("right", _("Déplacer le concurrent à droite"), table.move_right, "Alt+→")
        self.duplicate_button = self._tool("duplicate", _("Dupliquer le concurrent"), table.duplicate, "Ctrl+D")
        self.remove_button = self._tool("trash", _("Retirer le concurrent"), table.remove)
        self.row_button = self._tool("add", _("Ajouter une ligne"), table.add_row)
        self.up_button = self._tool("up", _("Monter la ligne"), table.move_up, "Alt+↑")
        self.down_button = self._tool("down", _("Descendre la ligne"), table.move_down, "Alt+↓")
        self.remove_row_button = self._tool("minus", _("Retirer la ligne"), table.remove_row)
        self._worded = (self.add_button, self.row_button, self.paste_button, self.detail_button)
        self._on_competitor = (self.left_button, self.right_button, self.duplicate_button, self.remove_button)
        self._on_row = (self.up_button, self.down_button, self.remove_row_button)
        across = QHBoxLayout(self)
        across.setContentsMargins(_MARGIN, 4, _MARGIN, 0)
        across.setSpacing(_GAP)
        for button in (self.add_button, *self._on_competitor, self.row_button, *self._on_row):
            across.addWidget(button)
        across.addStretch(1)
        across.addWidget(self.detail_button)
        across.addWidget(self.paste_button)
        table.selectionModel().currentChanged.connect(self.enable)
        table.market.compared.connect(self.enable)
        self.enable()

    def _tool(self, icon: str, words: str, command: Callable[[], None], key: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setText(words)
        button.setToolTip(plain_tooltip(f"{words} ({key})" if key else words))
        button.setAccessibleName(words)
        button.clicked.connect(command)
        return button

    def enable(self, *_moved: object) -> None:
        """Enable what can be done where the cursor is."""
        competitor, row = self._table.competitor, self._table.row
        for button in (*self._on_competitor, self.detail_button):
            button.setEnabled(competitor is not None)
        for button in self._on_row:
            button.setEnabled(row is not None and row.free is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words of the main buttons while there is room: those of the last ones go first."""
        super().resizeEvent(event)
        wide, narrow = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for count in range(len(self._worded), -1, -1):
            for place, button in enumerate(self._worded):
                button.setToolButtonStyle(wide if place < count else narrow)
            buttons = (*self._worded, *self._on_competitor, *self._on_row)
            if sum(button.sizeHint().width() + _GAP for button in buttons) + 2 * _MARGIN <= event.size().width():
                return
