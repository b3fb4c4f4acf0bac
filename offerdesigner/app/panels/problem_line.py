"""One line about the current problem, where there is no room for the table."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.panels.problem_table import Row
from offerdesigner.model.finding import Severity
from offerdesigner.text import _

_FIX_LETTERS = 26
_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice", Severity.STRENGTH: "ok"}


class Elided(QLabel):
    """A label that shortens its text to its width, and tells it whole to who hovers or listens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, sentence: str) -> None:
        """Show `sentence`."""
        self._whole = sentence
        self.setToolTip(sentence)
        self.setAccessibleName(sentence)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class ProblemLine(QFrame):
    """Icon, place, sentence, repair, why, « 1 sur 6 » and arrows."""

    go_asked = Signal(object)
    action_asked = Signal(object)
    why_asked = Signal(object)
    next_asked = Signal()
    previous_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Row | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 6, 2)
        row.setSpacing(8)
        self._icon = QLabel(self)
        self._place = Elided(self)
        self._place.setFont(theme.font(bold=True))
        self._sentence = Elided(self)
        self.fix_button = QPushButton(icons.icon("fix"), "", self)
        self.fix_button.clicked.connect(self._act)
        self.why_button = QPushButton(_("Pourquoi ?"), self)
        theme.mark(self.why_button, "link", True)
        self.why_button.clicked.connect(self._explain)
        self._count = QLabel(self)
        self._count.setFont(theme.font(theme.HEADER, figures=True))
        theme.mark(self._count, "tone", "muted")
        row.addWidget(self._icon)
        row.addWidget(self._place, 2)
        row.addWidget(self._sentence, 5)
        for button in (self.fix_button, self.why_button, self._count):
            row.addWidget(button)
        for icon, name, signal in (
            ("up", _("Problème précédent (Maj+F8)"), self.previous_asked),
            ("down", _("Problème suivant (F8)"), self.next_asked),
        ):
            arrow = QToolButton(self)
            arrow.setIcon(icons.icon(icon))
            arrow.setToolTip(name)
            arrow.setAccessibleName(name)
            arrow.clicked.connect(signal)
            row.addWidget(arrow)
        self.setFocusProxy(self.why_button)

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(400, self.fontMetrics().height() + 20)

    def show_row(self, row: Row | None, place: int, count: int) -> None:
        """Show a problem, the `place`-th (from 0) of `count`."""
        known = self._row is not None and row is not None and self._row.shown == row.shown
        self._row = row
        self._count.setText(_("{n} sur {count}").format(n=place + 1, count=count))
        if known:
            return
        for widget in (self._icon, self._place, self.why_button, self._count):
            widget.setVisible(row is not None)
        self.fix_button.setVisible(row is not None and bool(row.action))
        if row is None:
            self._sentence.say(_("Rien à signaler."))
            theme.mark(self, "message", "ok")
            return
        theme.mark(self, "message", "advice" if row.waiver else _TONES[row.finding.severity])
        self._icon.setPixmap(icons.pixmap(row.icon, 16, None, self.devicePixelRatioF()))
        self._place.setMaximumWidth(self._place.fontMetrics().horizontalAdvance(row.place) + 6)
        self._place.say(row.place)
        self._sentence.say(row.sentence)
        room = self.fontMetrics().averageCharWidth() * _FIX_LETTERS
        self.fix_button.setText(self.fontMetrics().elidedText(row.action, Qt.TextElideMode.ElideRight, room))
        self.fix_button.setToolTip(row.action)
        self.fix_button.setAccessibleName(row.action)

    def _act(self) -> None:
        if self._row is not None:
            self.action_asked.emit(self._row)

    def _explain(self) -> None:
        if self._row is not None:
            self.why_asked.emit(self._row)
