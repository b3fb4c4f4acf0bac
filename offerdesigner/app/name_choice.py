"""Opening « Nommer » on the name one is at, following the cursor while it is in sight, and coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from offerdesigner.app.docks import Docks
from offerdesigner.app.side_panel import SidePanel
from offerdesigner.app.status import Status
from offerdesigner.model.address import Address, at, exists
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_NAMED = ("offers", "options", "ranges")


class NameChoice(QObject):
    """Leads from a place of the open document to the panel about its name, and back."""

    address_requested = Signal(str)
    """The keyboard should go back to this name."""

    def __init__(self, window: QMainWindow, docks: Docks, side: SidePanel, status: Status) -> None:
        super().__init__(window)
        self._window, self._docks, self._side, self._status = window, docks, side, status
        self._panel = side.names
        self._document: Document | None = None
        self._here: Address = ""
        self._before: QWidget | None = None
        self._panel.leave_asked.connect(self._go_back)
        side.currentChanged.connect(self._catch_up)

    def follow(self, document: Document | None) -> None:
        """Work on `document` instead of the former one; `None` when it was closed."""
        self._document = document
        self._here, self._before = "", None
        self._panel.follow(document)

    def open_here(self) -> None:
        """Choose the name of what the cursor is on."""
        self.open(self._here)

    def open(self, address: Address) -> None:
        """Choose the name of the offer, the option or the range that holds `address`, with the keyboard there."""
        subject = self._subject_of(address)
        if not subject:
            self._status.say(_("Mettez d'abord le curseur sur une offre, une option ou une gamme."))
            return
        self._end_typing()
        self._here = subject
        self._panel.show_name(subject)
        self._side.show_names()
        self._docks.open_side()
        self._panel.take_focus()

    def note(self, address: Address) -> None:
        """Take note of where the cursor is, when something there has a name; a panel in sight shows that name."""
        if not self._subject_of(address):
            return
        self._here = address
        self._note_keyboard()
        if self._is_shown:
            self._catch_up()

    def leave(self) -> bool:
        """Leave the panel, wherever the keyboard went meanwhile. False when it is not in sight."""
        shown = self._is_shown
        if shown:
            self._go_back()
        return shown

    @property
    def _is_shown(self) -> bool:
        return self._side.currentWidget() is self._panel and self._side.isVisible()

    def _end_typing(self) -> None:
        """Have a name that is being rewritten in place concluded, which takes the keyboard for a last time."""
        self._note_keyboard()
        focused = self._window.focusWidget()
        if focused is not None and not self._side.isAncestorOf(focused):
            focused.clearFocus()
            self._note_keyboard()

    def _note_keyboard(self) -> None:
        """Remember what has the keyboard, to give it back."""
        focused = self._window.focusWidget()
        if focused is not None and not self._side.isAncestorOf(focused):
            self._before = focused

    def _catch_up(self, _place: int = 0) -> None:
        subject = self._subject_of(self._here)
        if self._side.currentWidget() is self._panel and subject and subject != self._panel.subject:
            self._panel.show_name(subject)

    def _subject_of(self, address: Address) -> Address:
        """Return the object with a name of its own that holds `address`, or ""."""
        kind, *rest = address.split("/")
        if self._document is None or kind not in _NAMED or not rest:
            return ""
        subject = at(kind, rest[0])
        return subject if exists(self._document.project, subject) else ""

    def _go_back(self) -> None:
        subject, before = self._panel.subject, self._before
        self._side.show_usual()
        self._docks.fold_side()
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif subject:
            self.address_requested.emit(at(subject, "name"))
