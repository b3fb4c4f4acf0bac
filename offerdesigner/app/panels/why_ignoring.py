"""In « Pourquoi ? »: ignoring a problem with a reason, or taking an ignored one up again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons
from offerdesigner.app.panels.why_words import section, words
from offerdesigner.model.project import Waiver
from offerdesigner.text import _, day

_LONGEST_REASON = 500


class IgnoringPart(QWidget):
    """A reason to type, and the button that it makes active."""

    ignore_asked = Signal(str)
    """The reason for which to ignore the problem."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(section(_("Ignorer ici"), self))
        row = QHBoxLayout()
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(_("La raison, en une phrase…"))
        self.reason.setAccessibleName(_("La raison d'ignorer ce problème"))
        self.reason.setMaxLength(_LONGEST_REASON)
        self.button = QPushButton(_("&Ignorer"), self)
        self.button.setEnabled(False)
        self.reason.textChanged.connect(self._allow)
        self.reason.returnPressed.connect(self._ignore)
        self.button.clicked.connect(self._ignore)
        row.addWidget(self.reason, 1)
        row.addWidget(self.button)
        column.addLayout(row)
        column.addWidget(
            words(_("La raison est gardée dans le fichier ; le problème reste listé à part."), self, muted=True)
        )

    def _allow(self, typed: str) -> None:
        self.button.setEnabled(bool(typed.strip()))

    def _ignore(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.ignore_asked.emit(reason)


class IgnoredPart(QWidget):
    """The reason for which a problem is ignored, and the button that takes it up again."""

    resume_asked = Signal(object)
    """The `Waiver` to take back."""

    def __init__(self, waiver: Waiver, parent: QWidget) -> None:
        super().__init__(parent)
        self._waiver = waiver
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(section(_("Problème ignoré"), self))
        said = _("Le {day} : « {reason} ».").format(day=day(waiver.date), reason=waiver.reason)
        column.addWidget(words(said, self))
        row = QHBoxLayout()
        self.button = QPushButton(icons.icon("undo"), _("&Reprendre"), self)
        self.button.setAccessibleDescription(_("Compter de nouveau ce problème"))
        self.button.clicked.connect(self._resume)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)

    def _resume(self) -> None:
        self.resume_asked.emit(self._waiver)
