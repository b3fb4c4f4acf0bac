"""The page « Marché »: what others ask, what people would pay, what they need, a tab each.

A tab is a `Page` listed in `pages.MARKET_TABS`, made when it is first shown or gone to. It needs to know nothing
of this page: addresses, findings, the side shown and the worker reach it from here, and its signals go on from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from offerdesigner.app.editors.form import lay_under_tabs
from offerdesigner.app.editors.page import Page
from offerdesigner.app.pages import MARKET_TABS
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import TaxMode
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document
    from offerdesigner.app.live import Live
    from offerdesigner.app.panels.beside import Beside

_PASSED_ON = (
    "address_focused",
    "address_requested",
    "why_requested",
    "name_requested",
    "template_requested",
    "beside_requested",
    "beside_changed",
    "printed_changed",
    "range_shown",
)


class MarketPage(Page):
    """The tabs, one at a time; what belongs to a page is that of the tab in front."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._made: dict[int, Page] = {}
        self._stack = QStackedWidget(self)
        self._side = TaxMode.TTC
        self._live: Live | None = None
        self.tabs = QTabBar(self)
        titles = (kind.title for kind in MARKET_TABS)
        lay_under_tabs(self, self.tabs, titles, _("Parties du marché"), self._stack)
        self.tabs.currentChanged.connect(self._show_tab)
        self._show_tab(0)

    @property
    def tab(self) -> Page:
        """The tab in front."""
        return self._tab(self.tabs.currentIndex())

    def _tab(self, place: int) -> Page:
        """Return a tab, made when it is first needed."""
        tab = self._made.get(place)
        if tab is None:
            tab = self._made[place] = MARKET_TABS[place].load()(self.document, self)
            for name in _PASSED_ON:
                getattr(tab, name).connect(getattr(self, name))
            tab.show_findings(self._findings)
            tab.show_side(self._side)
            if self._live is not None:
                tab.work_with(self._live)
            self._stack.addWidget(tab)
        return tab

    def _show_tab(self, place: int) -> None:
        self._stack.setCurrentWidget(self._tab(place))
        self.beside_changed.emit()
        self.printed_changed.emit()

    # What a page does, done by the tabs

    def go_to(self, address: str) -> bool:
        """Show and focus what stands at `address`, on the tab where it is at home. False when there is none."""
        root = address.partition("/")[0]
        place = next((place for place, kind in enumerate(MARKET_TABS) if root in kind.roots), None)
        if place is None:
            return False
        self.tabs.setCurrentIndex(place)
        return self.tab.go_to(address)

    def first_address(self) -> str:
        """Return where one begins on the tab in front."""
        return self.tab.first_address()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Have each tab mark what is said of its part."""
        super().show_findings(findings)
        for tab in self._made.values():
            tab.show_findings(findings)

    def show_side(self, side: TaxMode) -> None:
        """Show prices TTC, or HT."""
        self._side = side
        for tab in self._made.values():
            tab.show_side(side)

    def work_with(self, live: Live) -> None:
        """Have `live` compute for the tabs."""
        self._live = live
        for tab in self._made.values():
            tab.work_with(live)

    @property
    def printed(self) -> str:
        """The document that goes with the tab in front."""
        return self.tab.printed

    @property
    def beside(self) -> Beside | None:
        """The panel that goes with the tab in front."""
        return self.tab.beside

    @property
    def standing(self) -> object | None:
        """The tab in front, and where one is on it."""
        return self.tabs.currentIndex(), self.tab.standing

    def stand(self, standing: object) -> None:
        """Come back to the tab, and to where one was on it."""
        assert isinstance(standing, tuple)
        place, inner = standing
        self.tabs.setCurrentIndex(place)
        if inner is not None:
            self.tab.stand(inner)
        else:
            self.tab.setFocus()

    def come_back(self) -> None:
        """Leave whatever detail covers the tab."""
        self.tab.come_back()
