"""Two lines about the current problem, where there is no room for the table."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from offerdesigner.app import icons, naming, theme
from offerdesigner.app.panels.problem_table import Row
from offerdesigner.app.panels.wrapping import Wrapped
from offerdesigner.app.plain import caption, plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _

_LINES = 2
_COUNTED, _PLACED, _WORDED = 320, 620, 1100
"""From these widths on, in pixels for the usual size of text, it is said how many there are, where the problem
is, and the repair on its button, whose icon and tooltip do otherwise."""


class ProblemLine(QFrame):
    """Icon, place, sentence, repair, why, « 1 sur 6 » and arrows."""

    go_asked = Signal(object)
    action_asked = Signal(object)
    why_asked = Signal(object)
    next_asked = Signal()
    previous_asked = Signal()
    all_asked = Signal()
    """The person wants the whole list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Row | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 6, 2)
        row.setSpacing(8)
        self._icon = QLabel(self)
        self._place = Wrapped(_LINES, self)
        self._place.setFont(theme.font(bold=True))
        self._sentence = Wrapped(_LINES, self)
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
            ("chevron-up", _("Voir toute la liste"), self.all_asked),
        ):
            arrow = QToolButton(self)
            arrow.setIcon(icons.icon(icon))
            arrow.setToolTip(plain_tooltip(name))
            arrow.setAccessibleName(name)
            arrow.clicked.connect(signal)
            row.addWidget(arrow)
        self.setFocusProxy(self.why_button)

    def sizeHint(self) -> QSize:
        """Two lines of words high."""
        return QSize(400, _LINES * self.fontMetrics().lineSpacing() + 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the place, and the repair on its button, where there is room: sentences name what they are about."""
        super().resizeEvent(event)
        self._place.setVisible(self._row is not None and self.width() >= scaled(_PLACED))
        self._fit()

    def show_row(self, row: Row | None, place: int, count: int) -> None:
        """Show a problem, the `place`-th (from 0) of `count`."""
        known = self._row is not None and row is not None and self._row.shown == row.shown
        self._row = row
        self._count.setText(_("{n} sur {count}").format(n=place + 1, count=count) if row is not None else "")
        if known:
            return
        for widget in (self._icon, self.why_button):
            widget.setVisible(row is not None)
        self._place.setVisible(row is not None and self.width() >= scaled(_PLACED))
        self.fix_button.setVisible(row is not None and bool(row.action))
        if row is None:
            self._fit()
            self._sentence.say(_("Rien à signaler."))
            theme.mark(self, "message", "ok")
            return
        theme.mark(self, "message", "advice" if row.waiver else naming.TONES[row.finding.severity])
        self._icon.setPixmap(icons.pixmap(row.icon, 16, None, self.devicePixelRatioF()))
        self._place.say(row.place)
        self._sentence.say(row.sentence)
        self._fit()

    def _fit(self) -> None:
        self._count.setVisible(self._row is not None and self.width() >= scaled(_COUNTED))
        if self._row is not None:
            self._place.setMaximumWidth(self._place.fontMetrics().horizontalAdvance(self._row.place) + 6)
        action = self._row.action if self._row is not None else ""
        self.fix_button.setText(caption(action) if self.width() >= scaled(_WORDED) else "")
        self.fix_button.setToolTip(plain_tooltip(action))
        self.fix_button.setAccessibleName(action)

    def _act(self) -> None:
        if self._row is not None:
            self.action_asked.emit(self._row)

    def _explain(self) -> None:
        if self._row is not None:
            self.why_asked.emit(self._row)
