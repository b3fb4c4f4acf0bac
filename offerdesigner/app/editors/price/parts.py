"""Small pieces that the price panel is made of."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.document import Document
from offerdesigner.app.fields import Field
from offerdesigner.app.fields.marks import plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.model.edits import Edit
from offerdesigner.text import typeset

FIGURE_WIDTH = 130
"""How wide a field of figures is."""


def heading(text: str, parent: QWidget) -> QLabel:
    """Return the title of a part of the panel."""
    label = QLabel(typeset(text), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(bold=True))
    return label


def muted(text: str, parent: QWidget, *, wrap: bool = True) -> QLabel:
    """Return a sentence of help, in the colour of hints."""
    label = QLabel(typeset(text), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setFont(theme.font(theme.HEADER))
    label.setWordWrap(wrap)
    return label


def link(text: str, parent: QWidget) -> QPushButton:
    """Return a button that looks like a link."""
    button = QPushButton(typeset(text), parent)
    button.setProperty("link", True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(False)
    return button


def headed(title: QWidget, *beside: QWidget) -> QHBoxLayout:
    """Return a title with what stands at its right."""
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(title, 1)
    for widget in beside:
        row.addWidget(widget)
    return row


def small_button(icon: str, text: str, parent: QWidget) -> QPushButton:
    """Return a button that shows an icon alone; `text` is its tooltip and its accessible name."""
    button = QPushButton(icons.icon(icon), "", parent)
    button.setToolTip(plain_tooltip(typeset(text)))
    button.setAccessibleName(text)
    button.setFixedWidth(scaled(30))
    button.setAutoDefault(False)
    return button


def paint_row_edges(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint the line under a row of a list, and the ring of the keyboard on the one that is chosen."""
    painter.setPen(theme.role("line"))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.role("on_accent"))
        painter.drawRect(option.rect.adjusted(2, 2, -3, -3))


def narrow(field: Field, width: int) -> None:
    """Keep a field of figures from growing with the page."""
    field.control.setMinimumWidth(min(width, scaled(width)))
    field.control.setMaximumWidth(scaled(width))
    field.row.addStretch(1)


def clear(layout: QLayout) -> None:
    """Take away every widget of `layout`."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class ElidedLabel(QLabel):
    """One line of plain text, cut with « … » where there is no room; the tooltip has it whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show `text`."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(plain_tooltip(text))

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: a label that cannot show gives way."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | self.alignment(), shown)


class Attempts(QObject):
    """Edits made outside of a field, with the reason of the last refusal.

    The document says why it refuses; this keeps the sentence for the table or the list that asked.
    """

    told = Signal(str)
    """The sentence of a refusal, or "" once an edit was accepted."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._trying = False
        self.sentence = ""
        document.refused.connect(self._note)

    def make(self, edit: Edit, origin: object | None = None) -> bool:
        """Apply `edit`; False (and `told`) when it is refused."""
        self.sentence = ""
        self._trying = True
        try:
            accepted = self._document.apply(edit, origin)
        finally:
            self._trying = False
        self.told.emit(self.sentence)
        return accepted

    def refuse(self, sentence: str) -> None:
        """Say why something typed cannot even be tried."""
        self.sentence = sentence
        self.told.emit(sentence)

    def _note(self, sentence: str) -> None:
        if self._trying:
            self.sentence = sentence


class RefusalLabel(QLabel):
    """Why the last edit of a table was refused, or what was understood; no room is taken for nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        theme.mark(self, "tone", "error")
        self.hide()

    def say(self, sentence: str) -> None:
        """Show `sentence`, or nothing when it is empty."""
        self._show(sentence, "error")

    def tell(self, sentence: str) -> None:
        """Show what was understood of what was typed: nothing is wrong."""
        self._show(sentence, "muted")

    def _show(self, sentence: str, tone: str) -> None:
        theme.mark(self, "tone", tone)
        self.setText(typeset(sentence))
        self.setVisible(bool(sentence))
