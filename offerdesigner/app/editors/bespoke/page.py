"""The page « Sur mesure »: for what one client uses and needs, the price of each offer, and which is the cheapest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.bespoke.curve import CurveBox
from offerdesigner.app.editors.bespoke.edits import make_offer
from offerdesigner.app.editors.bespoke.form import UsageForm
from offerdesigner.app.editors.bespoke.prices import LinesBox, PricesTable, copy_button
from offerdesigner.app.editors.bespoke.spots import spot_on_curve, spots_on_zones, zones_in_words
from offerdesigner.app.editors.bespoke.usage import BespokeUsage
from offerdesigner.app.editors.bespoke.words import (
    bars,
    facts,
    line_rows,
    monthly_title,
    name_of,
    price_rows,
    total_words,
)
from offerdesigner.app.editors.bespoke.work import Answer, Asked, PricesJob, ZonesAnswer, ZonesJob
from offerdesigner.app.editors.bespoke.zones import ZonesPanel
from offerdesigner.app.editors.offers.bar import EmptyRange
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.price.parts import headed, heading, link
from offerdesigner.app.latest import Latest
from offerdesigner.app.plain import caption
from offerdesigner.app.text_size import scaled
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.offers import TaxMode
from offerdesigner.pricing.choice import Choice
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.live import Live
    from offerdesigner.app.panels.beside import Beside

_FORM_WIDTH = 296
_LEAST_FORM = 240
_NARROW = 600
"""Under this width the usage and the prices show one at a time."""


class BespokePage(Page):
    """What a client asks, at the left; what each offer asks for it, in the middle; the zones, beside."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.usage = BespokeUsage.of(document)
        self._tax = TaxMode.TTC
        self._prices: Latest | None = None
        self._maps: Latest | None = None
        self._answer: Answer | None = None
        self._zones: ZonesAnswer | None = None
        self._chosen: Id | None = None
        """The offer that the person wants to see line by line; `None`: the cheapest, whichever it is."""

        self.form = UsageForm(document, self.usage, self)
        self.tabs = QTabBar(self)
        self.usage_button = QPushButton(caption(_("L'usage")), self)
        self.zones_link = link(_("Voir les zones"), self)
        self.prices = PricesTable(self)
        self.prices_copy = copy_button(self)
        self.lines = LinesBox(self)
        self.curve = CurveBox(self)
        self.zones = ZonesPanel(self)
        self.empty = EmptyRange(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._refresh()

    # Building

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(_("Gamme dont on compare les offres"))
        self.tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.usage_button.setCheckable(True)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.form)
        self._splitter.addWidget(self._middle())
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([scaled(_FORM_WIDTH), 3 * scaled(_FORM_WIDTH)])
        self.form.setMinimumWidth(scaled(_LEAST_FORM))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)

    def _middle(self) -> QWidget:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(10)
        self._title = heading(_("Le prix de chaque offre pour cet usage"), self)
        self._title.setMinimumWidth(0)
        column.addLayout(headed(self._title, self.zones_link, self.prices_copy))
        for widget in (self.prices, self.lines, self.curve):
            column.addWidget(widget)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 0)
        bar.addWidget(self.usage_button)
        bar.addWidget(self.tabs, 1)
        bar.addStretch()
        middle = QWidget(self)
        outer = QVBoxLayout(middle)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(bar)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.empty)
        outer.addWidget(self._stack, 1)
        return middle

    def _connect(self) -> None:
        self.document.changed.connect(self._follow)
        self.usage.changed.connect(self._refresh)
        self.tabs.currentChanged.connect(self._choose_range)
        self.usage_button.toggled.connect(self._show_form)
        self.zones_link.clicked.connect(self.beside_requested)
        self.prices.chosen.connect(self._choose_offer)
        self.prices_copy.clicked.connect(self.prices.copy)
        self.curve.metric_chosen.connect(self._vary_along)
        self.curve.picture_asked.connect(self.picture_asked)
        self.zones.metric_chosen.connect(self.usage.vary)
        self.zones.place_chosen.connect(self.usage.put)
        self.zones.seen.connect(self._follow_zones)
        self.form.offer_wanted.connect(self._make_offer)
        self.form.profiles.address_focused.connect(self.address_focused)
        self.empty.template_button.clicked.connect(self.template_requested)
        self.empty.create_button.clicked.connect(self._go_to_offers)

    def work_with(self, live: Live) -> None:
        """Have `live` compute."""
        self._prices, self._maps = (Latest(live, self, keeps_up=True) for _kind in range(2))
        self._prices.finished.connect(self._show_answer)
        self._maps.finished.connect(self._show_zones)
        self._ask()

    # Asking

    def _follow(self, change: Change) -> None:
        self._refresh()

    def _refresh(self) -> None:
        """Show the present usage at once, and have its prices computed."""
        self._sync_tabs()
        self._stack.setCurrentIndex(0 if self.usage.offers else 1)
        if self.form.refresh():
            self._order_tabs()
        project = self.document.project
        self.curve.show_metrics(project, self.usage.metric("along"))
        self.zones.show_metrics(project, self.usage.metric("across"), self.usage.metric("up"))
        self._place_usage()
        self._ask()

    def _order_tabs(self) -> None:
        """Have the keyboard walk as one reads, whenever each part was made."""
        head: tuple[QWidget, ...] = (self.usage_button, self.tabs, self.zones_link, self.prices_copy, self.prices)
        buttons = (self.curve.buttons.copy_button, self.curve.buttons.picture_button)
        lines = (self.lines.copy_button, self.lines.table, self.curve.metric_field.control, *buttons)
        for before, after in pairwise((*self.form.stops(), *head, *lines)):
            QWidget.setTabOrder(before, after)

    def _asked(self) -> Asked:
        usage = self.usage
        along, across, up = (usage.metric(use) for use in ("along", "across", "up"))
        need = usage.need(self._tax)
        return Asked(self.document.project, usage.range_id, need, usage.price_list, along, across, up)

    def _ask(self) -> None:
        if self._prices is None or not self.isVisible() or not self.usage.offers:
            return
        asked = self._asked()
        known = self._answer
        same = known is not None and (known.asked.project is asked.project and known.asked.range_id == asked.range_id)
        self._prices.ask(PricesJob(asked, known.spans if known is not None and same else None))

    def _ask_zones(self) -> None:
        """Have the zones computed, if anybody looks and they are not known."""
        if self._maps is None or self._answer is None or not self.zones.isVisible():
            return
        asked = self._answer.asked
        if not asked.is_mapped:
            self.zones.say(_missing_for_zones(asked))
        elif self._zones is None or not self._zones.serves(asked):
            self._maps.ask(ZonesJob(self._answer))
        else:
            self._place_usage()

    def _follow_zones(self, seen: bool) -> None:
        self.zones_link.setVisible(not seen)
        if seen:
            self._ask_zones()

    def showEvent(self, event: QShowEvent) -> None:
        """Compute what changed while nobody looked."""
        super().showEvent(event)
        self._ask()

    # Showing

    def _show_answer(self, answer: Answer) -> None:
        if answer.asked.project is not self.document.project:
            return  # a newer one is on its way
        self._answer = answer
        self.form.show_spans(answer.spans)
        choice = self._choice()
        title = monthly_title(answer.asked.project, answer.asked.need.tax)
        shown = choice.offer.id if choice is not None else None
        self.prices.show_prices(title, price_rows(answer), bars(answer), shown)
        if choice is not None:
            self._show_lines(answer, choice)
        self._place_usage()
        self._ask_zones()

    def _choice(self) -> Choice | None:
        """Return the offer that is told line by line: the one wanted, else the cheapest, else the first."""
        choices = {choice.offer.id: choice for choice in self._answer.choices} if self._answer is not None else {}
        best = self._answer.best if self._answer is not None else None
        found = choices.get(self._chosen or "") or choices.get(best or "")
        return found or next(iter(choices.values()), None)

    def _show_lines(self, answer: Answer, choice: Choice) -> None:
        title = monthly_title(answer.asked.project, answer.asked.need.tax)
        total = _("{title} : {amount}").format(title=title, amount=total_words(choice))
        if choice.price is None:
            total = str(price_rows(answer)[answer.choices.index(choice)].cells[-1].text)
        self.lines.show_lines(name_of(choice.offer), line_rows(choice), total, tuple(facts(answer, choice)))

    def _show_zones(self, answer: ZonesAnswer) -> None:
        if answer.asked.project is self.document.project:
            self._zones = answer
            self._place_usage()

    def _place_usage(self) -> None:
        """Put the present usage on the curve and the zones: it needs no computing."""
        answer, quantities = self._answer, self.usage.quantities
        if answer is None or answer.asked.project is not self.document.project:
            return
        missing = _("Il faut une quantité qui varie : ajoutez une unité à la page Structure.")
        choice = self._choice()
        self.curve.show_curve(answer.curve, spot_on_curve(answer, choice) if choice is not None else None, missing)
        if self._zones is not None and answer.asked.is_mapped and self._zones.serves(self._asked()):
            spots = tuple(spots_on_zones(answer, quantities))
            self.zones.show_zones(self._zones, quantities, spots, zones_in_words(answer, self._zones))

    def _sync_tabs(self) -> None:
        ranges = self.document.project.ranges
        blocked = self.tabs.blockSignals(True)
        while self.tabs.count() > len(ranges):
            self.tabs.removeTab(self.tabs.count() - 1)
        while self.tabs.count() < len(ranges):
            self.tabs.addTab("")
        for place, sold in enumerate(ranges):
            self.tabs.setTabText(place, caption(sold.name or _("Sans nom")))
            if sold.id == self.usage.range_id:
                self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(blocked)
        self.tabs.setVisible(len(ranges) > 1)

    # What one does

    def show_side(self, side: TaxMode) -> None:
        """Tell prices on a side."""
        if side is not self._tax:
            self._tax = side
            self._ask()

    @property
    def beside(self) -> Beside | None:
        """The zones."""
        return self.zones

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Hand the keyboard to the first quantity when the page itself is given it."""
        if self.hasFocus():
            self.form.take_keyboard()
            return True
        return super().focusNextPrevChild(forward)

    def _choose_range(self, place: int) -> None:
        ranges = self.document.project.ranges
        if 0 <= place < len(ranges):
            self._chosen = None
            self.usage.show_range(ranges[place].id)

    def _choose_offer(self, offer: Id) -> None:
        """Tell an offer line by line; the cheapest one goes on being followed."""
        if self._answer is None:
            return
        self._chosen = None if offer == self._answer.best else offer
        choice = self._choice()
        if choice is not None:
            self._show_lines(self._answer, choice)
            self._place_usage()

    def _vary_along(self, metric: Id) -> None:
        self.usage.vary("along", metric)

    def _make_offer(self, on_quote: bool) -> None:
        """Make an offer of the usage, at the price of the offer that is told line by line, and go there."""
        choice = self._choice()
        if choice is None:
            return
        made = new_id()
        project, usage = self.document.project, self.usage
        name = _("Pour {usage}").format(usage=usage.profile().name)
        edit = make_offer(project, choice, usage.need(self._tax), usage.price_list, made, name, on_quote=on_quote)
        if self.document.apply(edit, self):
            self.address_requested.emit(at("offers", made, "name"))

    def _go_to_offers(self) -> None:
        self.address_requested.emit("offers")

    # Addresses and room

    def go_to(self, address: str) -> bool:
        """Show a usage type."""
        if not address.startswith("profiles"):
            return False
        if not self.form.profiles.go_to(address):
            return False
        self._open_form()
        self.form.profiles.take_keyboard()
        self.form.area.ensureWidgetVisible(self.form.profiles)
        return True

    def _open_form(self) -> None:
        if self.form.isHidden():
            self.usage_button.setChecked(True)

    def _show_form(self, shown: bool) -> None:
        """Where there is little room, show the usage in place of the prices."""
        self.form.setVisible(shown or not self._is_narrow)
        self._stack.setVisible(not (shown and self._is_narrow))

    @property
    def _is_narrow(self) -> bool:
        return self.width() < scaled(_NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the usage where there is no room for both."""
        super().resizeEvent(event)
        self.usage_button.setVisible(self._is_narrow)
        self._show_form(self.usage_button.isChecked())


def _missing_for_zones(asked: Asked) -> str:
    if len(asked.offers) < 2:
        return _("La carte paraîtra dès la deuxième offre : elle dit laquelle est la moins chère.")
    return _("La carte demande deux quantités : ajoutez une unité à la page Structure, des personnes ou des Go.")
