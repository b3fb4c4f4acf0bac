"""What stands around a control: its hint, the mark of the findings, and the sentence of a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.plain import plain_tooltip as plain_tooltip
from offerdesigner.model.finding import SEVERITY_WORDS, Finding, Severity
from offerdesigner.text import _, typeset

ICON_SIZE = QSize(16, 16)
_TALLEST_HINT = 10_000
_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.ADVICE, Severity.STRENGTH)

SOFT_GROUND = {Severity.ERROR: "error_soft", Severity.WARNING: "warning_soft", Severity.ADVICE: "advice_soft"}
"""The role of the ground behind a value with such a finding; a strength tints nothing."""


def severity_word(severity: Severity) -> str:
    """Return the word that says `severity`, as it stands beside its icon."""
    word = SEVERITY_WORDS[severity][0]
    return word[0].upper() + word[1:]


def worst_of(findings: Sequence[Finding]) -> Severity | None:
    """Return the worst severity among `findings`, or `None`."""
    present = {finding.severity for finding in findings}
    return next((severity for severity in _WORST_FIRST if severity in present), None)


def spoken(findings: Sequence[Finding]) -> str:
    """Say `findings` in plain text, the worst first, one a line."""
    ordered = sorted(findings, key=lambda finding: _WORST_FIRST.index(finding.severity))
    return "\n".join(
        _("{severity} : {message}").format(severity=severity_word(f.severity), message=f.message) for f in ordered
    )


class HintLabel(QLabel):
    """A muted, smaller sentence, which always has the height that its width asks for."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(typeset(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setFont(theme.font(theme.HINT))

    def setText(self, text: str) -> None:
        """Show another sentence."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Nested layouts ask for heights at widths they do not keep, and would cut the last line.
        # QLabel's own height for a width never goes below a minimum set before: measured here instead.
        room = QRect(0, 0, self.width(), _TALLEST_HINT)
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        height = self.fontMetrics().boundingRect(room, wrapped, self.text()).height() if self.text() else 0
        if height != self.minimumHeight():
            self.setMinimumHeight(height)


def hint_label(text: str, parent: QWidget) -> QLabel:
    """Return a muted, smaller sentence of help."""
    return HintLabel(text, parent)


class Mark(QLabel):
    """The shape of the worst finding beside a control, whose ground it tints; it takes no room when there is none."""

    def __init__(self, control: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._control = control
        self._findings: tuple[Finding, ...] = ()
        self.spoken = ""
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the worst of `findings`; their sentences go to the tooltips."""
        if tuple(findings) == self._findings:
            return
        self._findings = tuple(findings)
        self.spoken = spoken(findings)
        tooltip = plain_tooltip(self.spoken)
        self.setToolTip(tooltip)
        self._control.setToolTip(tooltip)
        self._paint_severity()

    def _paint_severity(self) -> None:
        severity = worst_of(self._findings)
        self.setVisible(severity is not None)
        if severity is not None:
            self.setAccessibleName(severity_word(severity))
            self.setPixmap(icons.pixmap(severity.value, ICON_SIZE.width(), ratio=self.devicePixelRatioF()))
        theme.mark(self._control, "finding", "" if severity is None else severity.value)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._findings:
            self._paint_severity()


class Refusal(QFrame):
    """Why what was typed is not accepted, with a button for each way it could be read."""

    chosen = Signal(object)
    """A reading (Decimal) was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = ""
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._shape = QLabel(self)
        self._buttons: list[QPushButton] = []
        sentence = QHBoxLayout()
        sentence.setSpacing(6)
        sentence.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        sentence.addWidget(self._text, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(sentence)
        column.addLayout(self._row)
        self.hide()

    def say(self, sentence: str, readings: Sequence[tuple[str, Decimal]] = ()) -> None:
        """Show `sentence`, and one button a reading."""
        self._drop_buttons()
        self.sentence = sentence
        self._text.setText(sentence)
        theme.mark(self._text, "tone", "error")
        self._shape.setPixmap(icons.pixmap("error", ICON_SIZE.width(), ratio=self.devicePixelRatioF()))
        for text, reading in readings:
            button = QPushButton(text, self)
            button.setProperty("reading", str(reading))
            button.clicked.connect(self._choose)
            self._row.insertWidget(len(self._buttons), button)
            self._buttons.append(button)
        self.show()

    def clear(self) -> None:
        """Take the sentence away."""
        if self.sentence:
            self._drop_buttons()
            self.sentence = ""
            self.hide()

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(Decimal(button.property("reading")))

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
