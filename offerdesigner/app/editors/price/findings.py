"""What the checks say of the line that is shown: a message frame for each finding, with its repair."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.parts import clear, link, muted
from offerdesigner.app.fields.marks import severity_word
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.text import _, typeset

MOST_SHOWN = 3
_ORDER = list(Severity)
_SHAPE = 18


class FindingFrame(QFrame):
    """One finding: its shape, its sentence, its first repair, and the way to its explanation."""

    why_asked = Signal(object)

    def __init__(self, document: Document, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.finding = finding
        self.setObjectName("finding")
        shape = self._shape = QLabel(self)
        self._draw_shape()
        shape.setAccessibleName(severity_word(finding.severity))
        sentence = QLabel(typeset(finding.message), self)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        sentence.setAccessibleName(f"{severity_word(finding.severity)} : {finding.message}")
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        self.fix_button: QPushButton | None = None
        if finding.fixes:
            self.fix_button = QPushButton(icons.icon("fix"), typeset(finding.fixes[0].title), self)
            self.fix_button.clicked.connect(self._mend)
            buttons.addWidget(self.fix_button)
        self.why_button = link(_("Pourquoi ?"), self)
        self.why_button.clicked.connect(self._explain)
        theme.mark(self, "message", finding.severity.value)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 7, 10, 7)
        grid.setHorizontalSpacing(9)
        grid.setVerticalSpacing(5)
        grid.addWidget(shape, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(sentence, 0, 1)
        if self.fix_button is None:
            grid.addWidget(self.why_button, 0, 2, Qt.AlignmentFlag.AlignTop)
        else:
            buttons.addWidget(self.why_button)
            buttons.addStretch(1)
            grid.addLayout(buttons, 1, 1)
        grid.setColumnStretch(1, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_shape()

    def _draw_shape(self) -> None:
        ratio = self.devicePixelRatioF()
        self._shape.setPixmap(icons.pixmap(self.finding.severity.value, _SHAPE, ratio=ratio))

    def _mend(self) -> None:
        self._document.apply(self.finding.fixes[0].edit, self)

    def _explain(self) -> None:
        self.why_asked.emit(self.finding)


class FindingFrames(QWidget):
    """The findings about the line, worst first; it takes no room when there is none."""

    why_requested = Signal(object)

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[Finding, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.frames: list[FindingFrame] = []
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show `findings` (praise is left to the problems panel)."""
        worth = [finding for finding in findings if finding.severity != Severity.STRENGTH]
        ordered = tuple(sorted(worth, key=lambda finding: _ORDER.index(finding.severity)))
        if ordered == self._shown:
            return
        self._shown = ordered
        clear(self._column)
        self.frames = []
        for finding in ordered[:MOST_SHOWN]:
            frame = FindingFrame(self._document, finding, self)
            frame.why_asked.connect(self.why_requested)
            self.frames.append(frame)
            self._column.addWidget(frame)
        left = len(ordered) - MOST_SHOWN
        if left > 0:
            words = (
                _("{n} autre constat dans « Problèmes ».") if left < 2 else _("{n} autres constats dans « Problèmes ».")
            )
            self._column.addWidget(muted(words.format(n=left), self))
        self.setVisible(bool(ordered))
