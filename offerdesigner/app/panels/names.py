"""« Nommer »: choosing a name, with the keyboard in its field and Échap to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.panels.why_words import words
from offerdesigner.model.address import Address, exists
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document
    from offerdesigner.app.panels.names_body import NameBody

_MARGIN = 14


class NamesPanel(QScrollArea):
    """Tells about one name while it is typed; nothing is computed while it is out of sight."""

    leave_asked = Signal()
    """The person wants to go back to where the name was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Nommer"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.mark(self, "region", True)
        self._document: Document | None = None
        self.body: NameBody | None = None
        self._is_stale = False
        self.clear()

    @property
    def subject(self) -> Address:
        """The offer, the option or the range whose name is shown, or ""."""
        return self.body.subject if self.body is not None else ""

    def follow(self, document: Document | None) -> None:
        """Work on `document` instead of the former one; `None` when it was closed."""
        if self._document is not None:
            self._document.changed.disconnect(self._follow_change)
        self._document = document
        if document is not None:
            document.changed.connect(self._follow_change)
        self.clear()

    def clear(self) -> None:
        """Show no name."""
        self.body = None
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        column.addWidget(words(_("Mettez le curseur sur une offre, une option ou une gamme (Ctrl+F2)."), holder))
        column.addStretch(1)
        self._put(holder)

    def show_name(self, subject: Address) -> None:
        """Show the name of the offer, the option or the range at `subject`."""
        if self._document is None:
            return
        if self.body is not None:
            self._is_stale = False
            self.body.show_subject(subject)
            return
        # Built when it is first asked for: a document shows sooner without it.
        from offerdesigner.app.panels.names_body import NameBody

        self.body = NameBody(self._document, subject, self)
        self._put(self.body)
        self._set_margins()

    def take_focus(self) -> None:
        """Put the keyboard in the name, ready to be replaced; or on the panel, that the arrows scroll."""
        if self.body is None:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.ensureVisible(0, 0)
        self.body.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.body.field.control.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap, once the field has nothing to give back, goes back to where the name was."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text as wide with a scroll bar as without, so that neither makes the other come and go."""
        super().resizeEvent(event)
        self._set_margins()

    def _follow_change(self, change: Change) -> None:
        if self.body is None:
            return
        if not exists(change.project, self.subject):
            self.clear()
        elif self.isVisible():
            self._refresh()
        else:
            self._is_stale = True

    def _refresh(self) -> None:
        self._is_stale = False
        if self.body is not None:
            self.body.refresh()

    def _put(self, widget: QWidget) -> None:
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(widget)

    def _set_margins(self) -> None:
        layout = self.body.layout() if self.body is not None else None
        if layout is not None:
            bar = self.verticalScrollBar()
            room = 0 if bar.isVisible() else bar.sizeHint().width()
            layout.setContentsMargins(_MARGIN, 12, _MARGIN + room, 12)
