"""What changes from a version of a quote to another, in sentences, over the quote."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.price.parts import headed, heading, small_button
from offerdesigner.app.editors.quotes.listed import version_word
from offerdesigner.app.plain import breakable
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote
from offerdesigner.pricing.quote_difference import differences
from offerdesigner.text import _, typeset


class ComparisonBox(QFrame):
    """A title, a sentence a line, and a button that closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = heading("", self)
        self.sentences = QLabel(self)
        self.sentences.setTextFormat(Qt.TextFormat.PlainText)
        self.sentences.setWordWrap(True)
        self.sentences.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.close_button = small_button("close", _("Fermer la comparaison"), self)
        self.close_button.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 6, 6, 8)
        column.setSpacing(3)
        column.addLayout(headed(self.title, self.close_button))
        column.addWidget(self.sentences)
        theme.mark(self, "message", "advice")
        self.hide()

    def show_versions(self, project: Project, pair: Sequence[Quote]) -> None:
        """Say what the second of two versions says otherwise than the first; nothing without two."""
        self.setVisible(len(pair) > 1)
        if len(pair) < 2:
            return
        old, new = pair
        title = _("Ce qui change de {old} à {new}").format(old=version_word(old), new=version_word(new))
        self.title.setText(typeset(title))
        said = differences(project, old, new)
        lines = [f"• {breakable(sentence)}" for sentence in said] or [_("Les deux versions disent la même chose.")]
        self.sentences.setText(typeset("\n".join(lines)))
        self.setAccessibleName(typeset(title))
