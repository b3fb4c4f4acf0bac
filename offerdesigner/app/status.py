"""The status bar: counts of problems, what was just done and can be undone, the VAT mention."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStatusBar, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _, typeset

_NOTICE_MS = 12_000
_ICON = 14


class Counts(QPushButton):
    """« 1 erreur, 3 alertes, 2 conseils »: a button that opens the problems."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, "link", True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 4, 0)
        self._row.setSpacing(4)
        self._labels: list[QLabel] = []
        self._shown: tuple[tuple[str, str], ...] = ()
        self.setToolTip(plain_tooltip(_("Ouvrir les problèmes (F8 : le suivant)")))

    def show_counts(self, counts: Sequence[tuple[str, str]]) -> None:
        """Show each count: the icon's name and « 3 alertes »."""
        shown = tuple(counts) or (("ok", _("rien à signaler")),)
        if shown == self._shown:
            return
        self._shown = shown
        for label in self._labels:
            self._row.removeWidget(label)
            label.deleteLater()
        self._labels = []
        for icon, word in shown:
            sign, said = QLabel(self), QLabel(word, self)
            sign.setPixmap(icons.pixmap(icon, _ICON, None, self.devicePixelRatioF()))
            theme.mark(said, "tone", "text")
            for label in (sign, said):
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                self._row.addWidget(label)
            self._labels += [sign, said]
        self.setAccessibleName(", ".join(word for _icon, word in shown))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the counts."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Counts are never cut."""
        return self._row.sizeHint()


class Status(QStatusBar):
    """What always shows, and a notice that comes and goes."""

    problems_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.counts = Counts(self)
        self.counts.clicked.connect(self.problems_asked)
        self._notice = QLabel(self)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_button = QPushButton(_("Annuler"), self)
        theme.mark(self.undo_button, "link", True)
        self.undo_button.clicked.connect(self._undo)
        self._mention = QLabel(self)
        self._mention.setTextFormat(Qt.TextFormat.PlainText)
        theme.mark(self._mention, "tone", "muted")
        for widget in (self.counts, self._notice, self.undo_button):
            widget.setFont(theme.font(theme.HEADER))
            self.addWidget(widget)
        self._mention.setContentsMargins(0, 0, 10, 0)
        self._mention.setFont(theme.font(theme.HEADER))
        self._copy = QLabel(self)
        self._copy.setFont(theme.font(theme.HEADER))
        theme.mark(self._copy, "tone", "muted")
        self.addPermanentWidget(self._copy)
        self.addPermanentWidget(self._mention)
        self._timer = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._timer.timeout.connect(self.dismiss)
        self._said = ""
        self.leave_document()

    @property
    def notice(self) -> str:
        """What is said at the moment."""
        return self._said

    def say(self, sentence: str, *, undoable: bool = False, stays: bool = False) -> None:
        """Say a sentence for some seconds, or until it is dismissed; `undoable` puts « Annuler » beside it."""
        self._said = sentence
        self._notice.setText(typeset(sentence))
        self._notice.setAccessibleName(sentence)
        self.undo_button.setVisible(undoable)
        if stays:
            self._timer.stop()
        else:
            self._timer.start()

    def dismiss(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self._said = ""
        self._notice.setText("")
        self.undo_button.hide()

    def show_mention(self, mention: str) -> None:
        """Show the VAT mention of the structure."""
        self._mention.setText(mention)

    def show_copy(self, sentence: str) -> None:
        """Say when the last recovery copy was made."""
        self._copy.setText(sentence)

    def enter_document(self) -> None:
        """Show what belongs to an open document."""
        self.counts.show()
        self.dismiss()

    def leave_document(self) -> None:
        """Show what belongs to the start centre."""
        self.counts.hide()
        self.show_copy("")
        self.dismiss()
        self.show_mention(_("Rien ne quitte cet ordinateur"))

    def _undo(self) -> None:
        self.dismiss()
        self.undo_asked.emit()
