"""The page « Devis »: the quotes at the left, the one in front beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QWidget

from offerdesigner.app.editors.catalogue_page import CataloguePage
from offerdesigner.app.editors.form import lay_under_tabs
from offerdesigner.app.editors.quotes import edits
from offerdesigner.app.editors.quotes.clients import ClientsTab
from offerdesigner.app.editors.quotes.empty import EmptyQuotes
from offerdesigner.app.editors.quotes.pane import QuotesPane
from offerdesigner.app.editors.quotes.settings import SettingsTab
from offerdesigner.app.editors.quotes.sheet import QuoteSheet
from offerdesigner.app.live import BOARD_SHEET, QUOTE
from offerdesigner.app.text_size import scaled
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.edits import remove
from offerdesigner.model.quote_life import answer, duplicate_quote, family, revise, send
from offerdesigner.model.quotes import Quote, QuoteStatus
from offerdesigner.pricing.quote_totals import totals
from offerdesigner.pricing.quotes import content_of
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document
    from offerdesigner.app.live import Live

QUOTES, CLIENTS, SETTINGS = range(3)
"""The places of the tabs."""

_PANE, _LEAST_PANE = 222, 170
_PRINTED = ((QUOTE, _("Devis")), (BOARD_SHEET, _("Fiche de décision")))
_INSIDE = 3
"""How many parts the address of a field of a client has, at least."""


class QuotesPage(CataloguePage):
    """Three tabs: the list of quotes with the one in front, the clients, the texts and settings."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._live: Live | None = None
        self._shown: Id = ""
        self._told: Id | None = None
        self._printed = QUOTE
        self._is_stale = False
        self.tabs = QTabBar(self)
        self._front = QStackedWidget(self)
        self._others: dict[int, QWidget] = {}
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self._front)
        self.pane = QuotesPane(self._splitter)
        self._stack = QStackedWidget(self._splitter)
        self.sheet = QuoteSheet(self, self._stack)
        self.empty = EmptyQuotes(self._stack)
        self._lay_out()
        self._connect()

    # Building

    def _lay_out(self) -> None:
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self.empty)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(self._stack)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([scaled(_PANE), 3 * scaled(_PANE)])
        self.pane.setMinimumWidth(scaled(_LEAST_PANE))
        self._front.addWidget(self._splitter)
        titles = (_("Devis"), _("Clients"), _("Textes et réglages"))
        lay_under_tabs(self, self.tabs, titles, _("Parties des devis"), self._front)

    def _connect(self) -> None:
        self.document.changed.connect(self._follow)
        self.tabs.currentChanged.connect(self._show_tab)
        self.sheet.form.client_asked.connect(self._go_to_client)
        pane, head = self.pane, self.sheet.head
        pane.chosen.connect(self._choose)
        pane.add_asked.connect(self.add)
        pane.copy_asked.connect(self._copy)
        pane.removal_asked.connect(self._remove)
        pane.reopen_asked.connect(self._reopen)
        pane.comparison_asked.connect(self._compare)
        self.sheet.comparison.closed.connect(self._stop_comparing)
        for fold in (self.sheet.terms, self.sheet.board):
            fold.turned.connect(self._mark_again)
        head.send_asked.connect(self._send)
        head.answer_asked.connect(self._answer)
        head.revision_asked.connect(self._revise)
        self.empty.add_asked.connect(self.add)
        self.empty.offers_asked.connect(self._go_to_offers)
        self.empty.template_asked.connect(self.template_requested)
        new = QAction(self)
        new.setShortcut(QKeySequence("Ctrl+Shift+N"))
        new.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.triggered.connect(self.add)
        self.addAction(new)

    @property
    def clients(self) -> ClientsTab:
        """The tab of clients, made when it is first needed."""
        made = self._other(CLIENTS)
        assert isinstance(made, ClientsTab)
        return made

    @property
    def settings(self) -> SettingsTab:
        """The tab of texts and settings, made when it is first needed."""
        made = self._other(SETTINGS)
        assert isinstance(made, SettingsTab)
        return made

    def _other(self, place: int) -> QWidget:
        made = self._others.get(place)
        if made is None:
            made = self._others[place] = ClientsTab(self, self._live) if place == CLIENTS else SettingsTab(self)
            self._front.addWidget(made)
            self.show_findings(self._findings)
        return made

    def _show_tab(self, place: int) -> None:
        self._front.setCurrentWidget(self._splitter if place == QUOTES else self._other(place))
        if place == QUOTES and self._is_stale:
            self._refresh()

    def work_with(self, live: Live) -> None:
        """Take the day from `live`."""
        self._live = live
        if CLIENTS in self._others:
            self.clients.importing.live = live
        self._refresh()

    # Following

    @property
    def today(self) -> date:
        """The day on which quotes are sent, or expire. Nothing is shown before it is known."""
        return self._live.today() if self._live is not None else date.min

    @property
    def quote(self) -> Quote | None:
        """The quote in front."""
        quotes = self.document.project.quotes
        return next((quote for quote in quotes if quote.id == self._shown), None)

    def _follow(self, _change: Change) -> None:
        """Refresh now, or when it is next in sight: typing elsewhere must not pay for a hidden page."""
        self._is_stale = True
        if self.isVisible() and self.tabs.currentIndex() == QUOTES:
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def _refresh(self) -> None:
        if self._live is None:
            return
        self._is_stale = False
        project = self.document.project
        if self.quote is None:
            self._shown = self._first()
        quote = self.quote
        self.pane.show_quotes(project, quote, self.today)
        if self.printed_subject != self._told:
            self._told = self.printed_subject
            self.printed_changed.emit()
        self._stack.setCurrentIndex(1 if quote is None else 0)
        if quote is None:
            self.empty.show_project(project)
            return
        self.sheet.show_quote(project, quote, self.today)
        self._compare()

    def _first(self) -> Id:
        """Return the first quote of the list, or ""."""
        entries = self.pane.model.entries.of(self.document.project, self.today)
        return entries[0].quote.id if entries else ""

    def show_quote(self, quote_id: Id) -> None:
        """Bring a quote to the front."""
        if quote_id != self._shown:
            self._shown = quote_id
            self.pane.clear_filter_hiding(family(self.document.project, self.quote) if self.quote else ())
            self._refresh()
            self._mark_again()

    def _mark_again(self) -> None:
        """Mark what shows another quote, or shows for the first time, with what is known already."""
        self.show_findings(self._findings)

    def _choose(self, quote_id: Id) -> None:
        self.show_quote(quote_id)

    # What one does

    def add(self) -> None:
        """Add a quote, and put the cursor on its client."""
        if not self.document.project.offers:
            self.empty.take_keyboard()
            return
        made = new_id()
        if self.document.apply(edits.new_quote(self.document.project, made), self):
            self.show_quote(made)
            self.reveal(self.sheet.form.client)

    def _copy(self) -> None:
        quote, copy_id = self.quote, new_id()
        if quote is not None and self.document.apply(duplicate_quote(quote.id, copy_id), self):
            self.show_quote(copy_id)

    def _remove(self) -> None:
        quote = self.quote
        if quote is not None and not quote.is_frozen:
            self.document.apply(remove(at("quotes", quote.id), _("retirer un devis")), self)

    def _send(self) -> None:
        """Mark the quote as sent, unless it says nothing, or to nobody."""
        quote = self.quote
        if quote is None:
            return
        content = content_of(self.document.project, quote)
        if quote.client is None:
            self.reveal(self.sheet.form.client)
            self.sheet.form.client.refuse(_("À qui l'envoyez-vous ? Choisissez d'abord le client."))
        elif not totals(content, with_proposed=True).cadences:
            self.reveal(self.sheet.usage.offer)
            self.sheet.lines.refusal.say(_("Ce devis ne propose rien encore : choisissez une offre."))
        elif self.document.apply(send(quote.id, content, self.today), self):
            self.sheet.head.accepted_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, status: QuoteStatus) -> None:
        quote = self.quote
        if quote is not None:
            self.document.apply(answer(quote.id, status, self.today), self)

    def _revise(self) -> None:
        if self.quote is not None:
            self._reopen(self.quote.id)

    def _reopen(self, quote_id: Id) -> None:
        """Make a new version of a quote; one that is being made already comes to the front instead."""
        project = self.document.project
        known: Quote = edits.quote_at(project, quote_id)
        draft = next((one for one in family(project, known) if not one.is_frozen), None)
        if draft is not None:
            self.show_quote(draft.id)
            return
        copy_id = new_id()
        if self.document.apply(revise(quote_id, copy_id), self):
            self.show_quote(copy_id)
            self.reveal(self.sheet.form.client)

    def _compare(self) -> None:
        """Say what changes from the version before the one in front, or from the first one to the last."""
        quote = self.quote
        if quote is None:
            return
        versions = family(self.document.project, quote)
        place = versions.index(quote)
        pair = (versions[place + 1], quote) if place + 1 < len(versions) else (quote, versions[0])
        is_asked = self.pane.compare_button.isChecked() and len(versions) > 1
        self.sheet.comparison.show_versions(self.document.project, pair if is_asked else ())

    def _stop_comparing(self) -> None:
        self.pane.compare_button.setChecked(False)
        self.pane.compare_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_offers(self) -> None:
        self.address_requested.emit("offers")

    # Addresses and findings

    def first_address(self) -> str:
        """Begin on the list."""
        return "quotes"

    def go_to(self, address: str) -> bool:
        """Show and focus what stands at `address`. False when it is not on this page."""
        root, _slash, rest = address.partition("/")
        if root == "clients":
            return self._show_client(address)
        if root == "quoting":
            return self._show_settings(address)
        if root != "quotes":
            return False
        self.tabs.setCurrentIndex(QUOTES)
        quote_id = rest.partition("/")[0]
        if not quote_id:
            self._take_keyboard()
            return True
        if all(quote.id != quote_id for quote in self.document.project.quotes):
            return False
        self.show_quote(quote_id)
        if self._is_stale:
            self._refresh()
        self._go_inside(address)
        return True

    def _show_client(self, address: str) -> bool:
        clients = self.clients
        self.tabs.setCurrentIndex(CLIENTS)
        if not clients.go_to(address):
            return False
        if not super().go_to(address) or len(address.split("/")) < _INSIDE:
            self.reveal(clients.table.view)
            clients.table.take_keyboard()
        return True

    def _show_settings(self, address: str) -> bool:
        settings = self.settings
        self.tabs.setCurrentIndex(SETTINGS)
        if settings.clauses.table.go_to(address) and address != "quoting/clauses":
            self.reveal(settings.clauses.table.view)
            return True
        return super().go_to(address)

    def _go_to_client(self, client: Id) -> None:
        self.go_to(at("clients", client, "contact/person"))

    def _take_keyboard(self) -> None:
        if self.quote is None:
            self.empty.take_keyboard()
        else:
            self.pane.take_keyboard()

    def _go_inside(self, address: str) -> None:
        """Put the cursor on a part of the quote in front."""
        parts = address.split("/")[2:]
        self.sheet.unfold_for(parts)
        if parts[:1] in (["entries"], ["discounts"]) and len(parts) > 1 and self.sheet.lines.go_to(parts[1]):
            return
        widget = self.sheet.widget_for(parts)
        if widget is not None and widget.isEnabled():
            self.reveal(widget)
        elif not super().go_to(address):
            self.pane.take_keyboard()

    # What is printed

    @property
    def printed(self) -> str:
        """The quote, or what else was chosen of `printed_choices`; the tariff sheet while there is no quote."""
        return super().printed if self.quote is None else self._printed

    @property
    def printed_subject(self) -> Id | None:
        """The quote in front."""
        return None if self.quote is None else self._shown

    @property
    def printed_choices(self) -> tuple[tuple[str, str], ...]:
        """The quote, and the sheet for the board."""
        return () if self.quote is None else _PRINTED

    def print_as(self, kind: str) -> None:
        """Have the quote, or the sheet for the board, go with the page."""
        self._printed = kind

    @property
    def standing(self) -> object | None:
        """The tab, and the quote in front."""
        return self.tabs.currentIndex(), self._shown

    def stand(self, standing: object) -> None:
        """Come back to the quote that was in front."""
        assert isinstance(standing, tuple)
        tab, quote_id = standing
        if any(quote.id == quote_id for quote in self.document.project.quotes):
            self.show_quote(quote_id)
        self.tabs.setCurrentIndex(tab)
        if tab == QUOTES:
            self._take_keyboard()
        else:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
