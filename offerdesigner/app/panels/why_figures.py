"""In « Pourquoi ? »: what the rule says of this very offer, in figures where it has some."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from offerdesigner.app import theme
from offerdesigner.app.panels.why_words import sentence, words
from offerdesigner.text import _


class Figures(QFrame):
    """« Chez vous »: lines of a label and a number, the last one being the point, or a sentence."""

    def __init__(self, said: str, lines: Sequence[tuple[str, str]], tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "message", tone)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 10, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(words(_("Chez vous"), self, muted=True), 0, 0, 1, 2)
        self._cells: list[tuple[QLabel, QLabel]] = []
        self._sentence = words("", self)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(self._sentence, 1, 0, 1, 2)
        for place in range(len(lines)):
            self._add_line(2 + place, tone if place == len(lines) - 1 else "")
        self.say(said, lines)

    def say(self, said: str, lines: Sequence[tuple[str, str]]) -> None:
        """Show as many `lines` as before, or the sentence where there are none."""
        self._sentence.setText(sentence(said))
        self._sentence.setVisible(not lines)
        for (label, number), (title, value) in zip(self._cells, lines, strict=True):
            label.setText(sentence(title))
            number.setText(value)
            number.setAccessibleName(_("{label} : {value}").format(label=sentence(title), value=value))

    def _add_line(self, row: int, tone: str) -> None:
        label, number = words("", self), words("", self)
        number.setWordWrap(False)
        number.setFont(theme.font(bold=bool(tone), figures=True))
        if tone:
            label.setFont(theme.font(bold=True))
            theme.mark(number, "tone", tone)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(number, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._cells.append((label, number))
