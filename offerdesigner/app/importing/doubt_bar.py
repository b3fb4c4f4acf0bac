"""The amounts that can be read in two ways: how many there are, and a button for each way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.storage.exchange.cells import place_name
from offerdesigner.storage.exchange.grid_layout import Reading
from offerdesigner.storage.exchange.grid_notes import Doubt
from offerdesigner.text import _, number, plural, typeset


class DoubtBar(QFrame):
    """One sentence and two buttons, which answer for all the amounts in doubt; it takes no room without any."""

    answered = Signal(object)
    """All are to be read so (`Reading`)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "message", "warning")
        shape = QLabel(self)
        shape.setPixmap(icons.pixmap("warning", 18, None, self.devicePixelRatioF()))
        self._sentence = QLabel(self)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 6, 5)
        row.setSpacing(8)
        row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self.buttons: dict[Reading, QPushButton] = {}
        for reading, slot in ((Reading.THOUSANDS, self._read_thousands), (Reading.DECIMALS, self._read_decimals)):
            button = self.buttons[reading] = QPushButton(self)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        self.hide()

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Ask about these amounts, with the first as the example."""
        self.setVisible(bool(doubts))
        if not doubts:
            return
        first = doubts[0]
        words = plural(
            len(doubts),
            _("Un montant se lit de deux façons : {text} ({cell}). Comment le lire ?"),
            _("{n} montants se lisent de deux façons, comme {text} ({cell}). Comment les lire tous ?"),
        )
        sentence = words.format(
            n=len(doubts), text=_("« {text} »").format(text=first.text), cell=place_name(*first.place)
        )
        self._sentence.setText(typeset(sentence))
        self.setAccessibleName(sentence)
        for reading, button in self.buttons.items():
            button.setText(number(first.readings[reading]))
            button.setAccessibleName(_("Lire {number}").format(number=number(first.readings[reading])))

    def _read_thousands(self) -> None:
        self.answered.emit(Reading.THOUSANDS)

    def _read_decimals(self) -> None:
        self.answered.emit(Reading.DECIMALS)
