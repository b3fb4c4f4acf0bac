"""The quote in front, from its head to its notes: one column that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.form import Mnemonics
from offerdesigner.app.editors.price.parts import headed, heading, muted
from offerdesigner.app.editors.quotes.board import BoardForm
from offerdesigner.app.editors.quotes.comparison import ComparisonBox
from offerdesigner.app.editors.quotes.fold import Fold
from offerdesigner.app.editors.quotes.follow_up import FollowUp
from offerdesigner.app.editors.quotes.form import QuoteForm
from offerdesigner.app.editors.quotes.head import QuoteHead
from offerdesigner.app.editors.quotes.lines import LinesBox
from offerdesigner.app.editors.quotes.options import OptionsBox
from offerdesigner.app.editors.quotes.terms import TermsForm
from offerdesigner.app.editors.quotes.totals import TotalsRow
from offerdesigner.app.editors.quotes.usage import UsageBox
from offerdesigner.app.editors.quotes.words import board_told, terms_told
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote
from offerdesigner.pricing.quotes import content_of
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.editors.catalogue_page import CataloguePage


class QuoteSheet(QWidget):
    """The parts of one quote; those that are printed are closed once it is sent."""

    def __init__(self, page: CataloguePage, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self._mnemonics = Mnemonics()
        self._shown: tuple[Project, Quote] | None = None
        self._was_frozen = False
        self.head = QuoteHead(self)
        self.area = QScrollArea(self)
        inner = self._inner = QWidget(self.area)
        self.comparison = ComparisonBox(inner)
        self.form = QuoteForm(page, self._mnemonics, inner)
        self.usage = UsageBox(page, inner)
        self.options = OptionsBox(page, self.usage.variants_button, inner)
        self.lines = LinesBox(page, inner)
        self.totals = TotalsRow(inner)
        self.terms = Fold(_("Conditions"), self._make_terms, inner)
        self.board = Fold(_("Fiche de décision"), self._make_board, inner)
        self.follow_up = FollowUp(page, self._mnemonics, inner)
        for fold in (self.terms, self.board):
            fold.turned.connect(self._fill_folds)
        self._options_title = QWidget(inner)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(8)
        titles = QVBoxLayout(self._options_title)
        titles.setContentsMargins(0, 0, 0, 0)
        remark = muted(_("Une option proposée paraît à part, hors des totaux."), self._options_title, wrap=False)
        titles.addLayout(headed(heading(_("Options"), self._options_title), remark))
        column.addWidget(self.comparison)
        column.addWidget(self.form)
        column.addWidget(heading(_("Offre et usage"), self._inner))
        column.addWidget(self.usage)
        column.addWidget(self._options_title)
        column.addWidget(self.options)
        column.addSpacing(4)
        column.addWidget(self.lines)
        column.addWidget(self.totals)
        column.addSpacing(6)
        for fold in (self.terms, self.board):
            column.addWidget(fold)
        column.addSpacing(4)
        column.addWidget(self.follow_up)
        column.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self._inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        rule = QFrame(self)
        rule.setProperty("line", True)
        rule.setFixedHeight(1)
        whole.addWidget(rule)
        whole.addWidget(self.area, 1)

    def unfold_for(self, parts: Sequence[str]) -> None:
        """Unfold what holds a part of the quote, and give it its place at once: one is about to scroll there."""
        if parts[:1] in (["terms"], ["attaches_tariff"], ["shows_deposit_code"]):
            self.terms.unfold()
        elif parts[:1] == ["board"]:
            self.board.unfold()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def widget_for(self, parts: Sequence[str]) -> QWidget | None:
        """Return what edits a part of the quote that is no plain field: a quantity, an option."""
        match parts:
            case ["choice", "quantities", metric, *_rest] if metric in self.usage.quantities:
                return self.usage.quantities[metric]
            case ["choice", "options", option, *_rest] if option in self.options.rows:
                return self.options.rows[option].switch.pressed
        return None

    def _make_terms(self) -> QWidget:
        return TermsForm(self._page, self._mnemonics.branch())

    def _make_board(self) -> QWidget:
        return BoardForm(self._page, self._mnemonics.branch())

    def _fill_folds(self) -> None:
        """Show the quote in what is unfolded; tell the rest in a few words."""
        if self._shown is None:
            return
        project, quote = self._shown
        if isinstance(self.terms.inside, TermsForm):
            self.terms.inside.show_quote(project, quote)
        if isinstance(self.board.inside, BoardForm):
            self.board.inside.show_quote(quote)
        self.terms.say("" if self.terms.is_open else terms_told(quote))
        self.board.say("" if self.board.is_open else board_told(quote))
        self._close_parts()

    def show_quote(self, project: Project, quote: Quote, today: date) -> None:
        """Show a quote as it is."""
        content = content_of(project, quote)
        self.head.show_quote(project, quote, today)
        self.form.show_quote(project, quote, today)
        self.usage.show_quote(project, quote)
        self.options.show_quote(project, quote, content)
        self._options_title.setVisible(not self.options.isHidden())
        self.lines.show_quote(quote, content)
        self.totals.show_quote(quote, content)
        self.follow_up.show_quote(quote)
        self._shown = project, quote
        self._fill_folds()

    def _close_parts(self) -> None:
        """Let nothing be typed that was sent, and say why where one tries."""
        frozen = self._shown is not None and self._shown[1].is_frozen
        why = _("Ce devis est parti : il ne change plus. « Nouvelle version » en prépare un autre.")
        folded = [part for part in (self.terms.inside, self.board.inside) if part is not None]
        for part in (self.form, self.usage, self.options, *folded):
            part.setEnabled(not frozen)
            if frozen or self._was_frozen:
                _keep_legible(part, frozen)
            part.setToolTip(plain_tooltip(why if frozen else ""))
        self._was_frozen = frozen


def _keep_legible(part: QWidget, frozen: bool) -> None:
    """Have what is closed be read as easily as before: one reads a quote that was sent."""
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QLabel):
        for widget in part.findChildren(kind):
            theme.mark(widget, "frozen", frozen)
