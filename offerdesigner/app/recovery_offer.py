"""At the start: unsaved work of a window that ended badly is told and offered."""

from __future__ import annotations

from PySide6.QtCore import QObject

from offerdesigner.app.filing import Filing
from offerdesigner.app.message_bar import MessageBar
from offerdesigner.app.recovery import Copy, Recovery, left_behind
from offerdesigner.text import _


class RecoveryOffer(QObject):
    """Offers the latest copy that was left behind: to take it up, or to remove it."""

    def __init__(self, recovery: Recovery, filing: Filing, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._recovery, self._filing, self._messages = recovery, filing, messages
        self._left: Copy | None = None

    def make(self) -> None:
        """Say that a window ended badly with unsaved work, if one did and no document is open yet."""
        left = left_behind(self._recovery.folder)
        if left and self._filing.document is None and not self._filing.is_opening:
            self._left = left[0]
            hour = left[0].when.partition("T")[2][:5]
            self._messages.say(
                "advice",
                _("« {title} » n'avait pas été enregistrée : une copie de secours de {hour} est là.").format(
                    title=left[0].title, hour=hour
                ),
                ((_("La &reprendre"), self._take), (_("La &supprimer"), self._forget)),
            )

    def _take(self) -> None:
        if self._left is not None:
            self._filing.recover(self._left, self._replace)

    def _replace(self) -> None:
        """What was left is open: it gets a copy of its own."""
        self._recovery.copy_now()
        self._forget()

    def _forget(self) -> None:
        if self._left is not None:
            self._left.discard()
            self._left = None
        self._messages.dismiss()
