"""The pages of the window: one line each gives the list of pages, the menu, the keys and what belongs where.

Their classes load when a page is first shown: the start centre and its menus do not wait for them.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.editors.page import Page

_EDITORS = "offerdesigner.app.editors"


@dataclass(frozen=True)
class PageKind:
    """A page: its word with its mnemonic, its icon, its class (« module:Class » among the editors)."""

    word: str
    icon: str
    made_by: str
    roots: frozenset[str]
    """The first parts of the addresses that are at home there."""

    @property
    def title(self) -> str:
        """The word, without its mnemonic."""
        return self.word.replace("&", "")

    def load(self) -> type[Page]:
        """Return the class of the page."""
        return _load(self.made_by)


@dataclass(frozen=True)
class TabKind:
    """A tab of « Marché »: its word, its class (as for a page: it is one), and what is at home there."""

    title: str
    made_by: str
    roots: frozenset[str]

    def load(self) -> type[Page]:
        """Return the class of the tab."""
        return _load(self.made_by)


def _load(made_by: str) -> type[Page]:
    made: type[Page] = pkgutil.resolve_name(f"{_EDITORS}.{made_by}")
    return made


_ABOUT_US = frozenset(("structure", "metrics", "name", "conditions", "end_of_contract", "valid_from"))
_ON_SALE = frozenset(("offers", "ranges", "options", "services", "groups", "price_lists"))

_COMPARED = frozenset(("market", "market_rows", "competitors"))

_ASKED = frozenset(("needs", "hypotheses", "focus_groups"))

MARKET_TABS: tuple[TabKind, ...] = (
    TabKind(_("Concurrents"), "market.competitors:CompetitorsTab", _COMPARED),
    TabKind(_("Prix psychologique"), "survey.page:SurveyTab", frozenset(("surveys",))),
    TabKind(_("Besoins"), "research.page:ResearchTab", _ASKED),
)
"""The tabs of « Marché », in their order: one more is one line here.

Its class is a `Page` like any other, which `market.page.MarketPage` makes when it is first shown or gone to.
"""

_MARKET = frozenset(root for tab in MARKET_TABS for root in tab.roots)
_EXPECTED = frozenset(("sales", "scenarios", "revenues", "wanted_shares", "plan"))
_TOGETHER = frozenset(("partners", "sharing"))

PAGES: tuple[PageKind, ...] = (
    PageKind(_("&Structure"), "structure", "structure.page:StructurePage", _ABOUT_US),
    PageKind(_("Coû&ts"), "costs", "costs.page:CostsPage", frozenset(("costs", "cost_groups"))),
    PageKind(_("Mar&ché"), "market", "market.page:MarketPage", _MARKET),
    PageKind(_("&Offres"), "offers", "offers.page:OffersPage", _ON_SALE),
    PageKind(_("Sur &mesure"), "bespoke", "bespoke.page:BespokePage", frozenset(("profiles",))),
    PageKind(_("Pré&visions"), "forecast", "forecast.page:ForecastPage", _EXPECTED),
    PageKind(_("Parta&ge"), "sharing", "sharing.page:SharingPage", _TOGETHER),
    PageKind(_("&Devis"), "document", "quotes.page:QuotesPage", frozenset(("quotes", "clients", "quoting"))),
)
"""In the order of the list; the first nine have the keys Ctrl+1 to Ctrl+9."""

FRONT = next(place for place, page in enumerate(PAGES) if "offers" in page.roots)
"""The page that a document opens on, and where what has no page of its own goes."""


def home_of(address: str) -> int:
    """Return the place of the page where `address` is at home."""
    root = address.partition("/")[0]
    return next((place for place, page in enumerate(PAGES) if root in page.roots), FRONT)
