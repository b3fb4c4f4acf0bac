"""What an import brings and leaves: a sentence, and beneath it what is left with its reason; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.storage.exchange.cells import MOST_COLUMNS, MOST_ROWS, Sheet, place_name
from offerdesigner.storage.exchange.grid_layout import Place
from offerdesigner.storage.exchange.grid_notes import Filled, NoteKind, summary
from offerdesigner.text import _, number, typeset

_IN_SIGHT = 4
_ICON = 14


class Notes(QWidget):
    """The summary, in words that a screen reader says, and the list of notes."""

    place_chosen = Signal(object)
    """A note about a `Place` of the sheet was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: list[Place | None] = []
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setFont(theme.font(bold=True))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Ce qui est laissé, et pourquoi"))
        self.list.setIconSize(QSize(_ICON, _ICON))
        self.list.setFixedHeight(_IN_SIGHT * (max(_ICON, self.fontMetrics().height()) + 2) + 4)
        self.list.currentRowChanged.connect(self._tell_row)
        self.list.clicked.connect(self._tell_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.summary)
        column.addWidget(self.list)

    def say(self, sentence: str, tone: str = "") -> None:
        """Say why there is nothing to import, or what is going on."""
        self._clear()
        theme.mark(self.summary, "tone", tone)
        self.summary.setText(typeset(sentence))
        self.list.hide()

    def show_filled(self, filled: Filled, sheet: Sheet) -> None:
        """Say what is brought and left."""
        self._clear()
        theme.mark(self.summary, "tone", "")
        self.summary.setText(typeset(summary(filled)))
        if sheet.is_cut:
            said = _("Seules les {rows} premières lignes et les {columns} premières colonnes sont lues.")
            self._add("warning", said.format(rows=number(MOST_ROWS), columns=number(MOST_COLUMNS)), None)
        for doubt in filled.doubts:
            said = _("Case {cell}, « {text} » : se lit de deux façons.")
            self._add("warning", said.format(cell=place_name(*doubt.place), text=doubt.text), doubt.place)
        for note in filled.notes:
            self._add("advice" if note.kind is NoteKind.REMARK else "ignored", note.sentence, note.place)
        self.list.setVisible(bool(self._places))

    def _clear(self) -> None:
        self.list.clear()
        self._places = []

    def _add(self, icon: str, sentence: str, place: Place | None) -> None:
        item = QListWidgetItem(icons.icon(icon), typeset(sentence))
        item.setToolTip(plain_tooltip(sentence))
        self._places.append(place)
        self.list.addItem(item)

    def _tell_row(self, row: int) -> None:
        if 0 <= row < len(self._places) and self.list.hasFocus() and self._places[row] is not None:
            self.place_chosen.emit(self._places[row])

    def _tell_clicked(self, index: QModelIndex) -> None:
        self._tell_row(index.row())
