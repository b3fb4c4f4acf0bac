"""The head of a quote: its reference, the steps of its life, and what one does next."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.price.parts import ElidedLabel
from offerdesigner.app.editors.quotes.listed import version_word
from offerdesigner.app.editors.quotes.words import SOON_DAYS, standing
from offerdesigner.app.flow import Flow
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import next_number, status_on, valid_until
from offerdesigner.model.quotes import Quote, QuoteStatus
from offerdesigner.pricing.quote_words import STATUSES
from offerdesigner.text import _, day, typeset

_WAITING = (QuoteStatus.SENT, QuoteStatus.EXPIRED)
_ANSWERS = (QuoteStatus.ACCEPTED, QuoteStatus.REFUSED, QuoteStatus.DROPPED)
_TITLES = {status: words.capitalize() for status, words in STATUSES.items()}
_STEPS = tuple(_TITLES[status] for status in (QuoteStatus.DRAFT, QuoteStatus.SENT, QuoteStatus.ACCEPTED))
_REACHED = {QuoteStatus.DRAFT: 0, QuoteStatus.SENT: 1}


class Steps(QWidget):
    """« Brouillon › Envoyé › Accepté », the one reached in bold with a full disc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pairs: list[tuple[QLabel, QLabel]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for place in range(len(_STEPS)):
            if place:
                row.addWidget(self._arrow())
            disc, word = QLabel(self), QLabel(self)
            row.addWidget(disc)
            row.addWidget(word)
            self._pairs.append((disc, word))

    def _arrow(self) -> QLabel:
        arrow = QLabel("›", self)
        arrow.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return arrow

    def show_status(self, status: QuoteStatus) -> None:
        """Show how far a quote is; what ends it otherwise stands for the last step."""
        reached = _REACHED.get(status, 2)
        for place, (disc, word) in enumerate(self._pairs):
            is_here = place == reached
            name = _TITLES[status] if place == reached else _STEPS[place]
            picture = "radio-on" if is_here else "radio-off"
            disc.setPixmap(icons.pixmap(picture, 12, "accent" if is_here else "muted", self.devicePixelRatioF()))
            word.setText(name)
            word.setFont(theme.font(bold=is_here))
            theme.mark(word, "tone", "" if is_here else "muted")
        self.setAccessibleName(_("Étape : {step}").format(step=_TITLES[status]))


class QuoteHead(QWidget):
    """Reference, steps and buttons, on as many lines as there is room for."""

    send_asked, revision_asked = Signal(), Signal()
    answer_asked = Signal(object)
    """The client answered (a `QuoteStatus`), or never will."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(self)
        self.title.setFont(theme.font(theme.TITLE, bold=True))
        self.badge = QLabel(self)
        self.steps = Steps(self)
        self.send_button = self._button(_("Marquer envoyé"), "export", self.send_asked)
        self.accepted_button = self._button(_TITLES[QuoteStatus.ACCEPTED], "ok", self._accept)
        self.refused_button = self._button(_TITLES[QuoteStatus.REFUSED], "close", self._refuse)
        self.dropped_button = self._button(_TITLES[QuoteStatus.DROPPED], "ignored", self._drop)
        self.revise_button = self._button(_("Nouvelle version"), "duplicate", self.revision_asked)
        self._answers = tuple(
            zip(_ANSWERS, (self.accepted_button, self.refused_button, self.dropped_button), strict=True)
        )
        self.buttons = (self.send_button, *(button for _status, button in self._answers), self.revise_button)
        self.remark = QLabel(self)
        self.remark.setWordWrap(True)
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()

    def _button(self, words: str, icon: str, does: object) -> QPushButton:
        button = QPushButton(icons.icon(icon), words, self)
        button.setAutoDefault(False)
        button.clicked.connect(does)
        return button

    def _lay_out(self) -> None:
        theme.mark(self.send_button, "primary", True)
        self.send_button.setIcon(icons.icon("export", "on_accent"))
        theme.mark(self.badge, "ground", "head")
        self.badge.setContentsMargins(6, 1, 6, 1)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title)
        top.addWidget(self.badge)
        top.addStretch(1)
        top.addWidget(self.steps)
        top.addWidget(self.send_button)
        self._below = acts = QWidget(self)
        self._acts = Flow(acts)
        for button in self.buttons[1:]:
            self._acts.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(5)
        column.addLayout(top)
        column.addWidget(acts)
        column.addWidget(self.remark)

    def show_quote(self, project: Project, quote: Quote, today: date) -> None:
        """Show a quote and what can be done with it."""
        status = status_on(quote, today)
        coming = "" if quote.number else typeset(_("{number} à l'envoi"))
        self.title.say(quote.number or coming.format(number=next_number(project, today)))
        theme.mark(self.title, "tone", "" if quote.number else "muted")
        self.badge.setText(version_word(quote))
        self.badge.setVisible(quote.version > 1)
        self.steps.show_status(status)
        is_answerable = status in (*_WAITING, *_ANSWERS)  # an answer noted by mistake is mended by another
        self._below.setVisible(quote.is_frozen)
        self.send_button.setVisible(not quote.is_frozen)
        for meaning, button in self._answers:
            button.setVisible(is_answerable and status is not meaning)
        self.revise_button.setVisible(quote.is_frozen)
        said = _remark(quote, status, today)
        self.remark.setText(typeset(said))
        self.remark.setVisible(bool(said))

    def _accept(self) -> None:
        self.answer_asked.emit(QuoteStatus.ACCEPTED)

    def _refuse(self) -> None:
        self.answer_asked.emit(QuoteStatus.REFUSED)

    def _drop(self) -> None:
        self.answer_asked.emit(QuoteStatus.DROPPED)


def _remark(quote: Quote, status: QuoteStatus, today: date) -> str:
    """Say why nothing can be typed, and until when the quote holds."""
    if not quote.is_frozen:
        return ""
    frozen = _("Ce devis est parti : ses mots et ses montants ne changent plus. Pour changer, faites-en une version.")
    last = valid_until(quote)
    if status in _WAITING and last is not None:
        stands = standing(quote, today)
        near = status is QuoteStatus.EXPIRED or (last - today).days <= SOON_DAYS
        held = _("Valable jusqu'au {day} inclus").format(day=day(last))
        return f"{frozen} {held}{f' ({stands.words})' if near and not stands.is_due else ''}."
    return frozen
