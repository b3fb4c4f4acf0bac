"""The tab « Concurrents » of « Marché »: what others ask for the same usage, and where we stand among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Change
from offerdesigner.app.editors.market.bar import MarketBar
from offerdesigner.app.editors.market.place import PlacePanel
from offerdesigner.app.editors.market.table import MarketTable
from offerdesigner.app.editors.market.usage import UsageBar
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.price.lines import new_rate
from offerdesigner.app.editors.price.parts import RefusalLabel, link, muted
from offerdesigner.app.message_bar import MessageBar
from offerdesigner.app.models.market_edits import mark_seen
from offerdesigner.app.text_size import scaled
from offerdesigner.economics import competition_words as words
from offerdesigner.economics.competition import OldLook, old_looks
from offerdesigner.model.address import at, contains, exists
from offerdesigner.model.edits import insert
from offerdesigner.model.finding import Finding
from offerdesigner.model.market import Competitor
from offerdesigner.model.offers import TaxMode
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document
    from offerdesigner.app.editors.price.panel import PricePanel
    from offerdesigner.app.live import Live
    from offerdesigner.app.panels.beside import Beside

_TABLE, _PLACE = 420, 210
_MOST_NAMED = 3


class CompetitorsTab(Page):
    """The usage, the table, our place, and what was looked at too long ago."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._live: Live | None = None
        self._side = TaxMode.TTC
        self._panel: PricePanel | None = None
        self.usage = UsageBar(document, self)
        self.table = MarketTable(document, self)
        self.bar = MarketBar(self.table, self)
        self.place = PlacePanel(document, self)
        self.refusal = RefusalLabel(self)
        self.old = MessageBar(self)
        self._old: tuple[OldLook, ...] = ()
        self._is_stale = False
        self._stack = QStackedWidget(self)
        self._lay_out()
        document.changed.connect(self._follow)
        self.table.told.connect(self.refusal.say)
        self.table.market.compared.connect(self._show_comparison)
        self.table.cursor_moved.connect(self.address_focused)
        self.table.detail_requested.connect(self._open_detail)
        self._show_comparison()

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        self._split.addWidget(self.place)
        self._split.setStretchFactor(0, 1)
        self._share_height()
        self.place.bounded.connect(self._share_height)
        self.table.setMinimumHeight(scaled(150))
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.usage, self.refusal):
            column.addWidget(widget)
        column.addWidget(self._split, 1)
        column.addWidget(self.old)
        self._stack.addWidget(sheet)
        self._stack.addWidget(self._empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _share_height(self) -> None:
        """Give to the table what the place leaves, or to each its share where the axis shows."""
        table, place = scaled(_TABLE), scaled(_PLACE)
        if self.place.is_folded:
            table, place = sum(self._split.sizes()), self.place.maximumHeight()
        self._split.setSizes([table, place])

    def _empty(self) -> QWidget:
        """Return what is said as long as nobody is compared."""
        empty = QWidget(self)
        said = QLabel(typeset(_("Ajoutez un premier concurrent : trois prix suffisent.")), empty)
        said.setFont(theme.font(theme.TITLE))
        said.setWordWrap(True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        why = muted(
            _("Son prix se calcule pour le même usage que le vôtre : vous voyez où vous êtes, et ce que cela change."),
            empty,
        )
        why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first_button = QPushButton(_("Ajouter un concurrent"), empty)
        theme.mark(self.first_button, "primary", True)
        self.first_button.clicked.connect(self._add_first)
        self.paste_link = link(_("Coller depuis un tableur"), empty)
        self.paste_link.clicked.connect(self.table.paste)
        column = QVBoxLayout(empty)
        column.addStretch(2)
        for widget in (said, why):
            column.addWidget(widget)
        column.addSpacing(10)
        for button in (self.first_button, self.paste_link):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return empty

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave to the table the room that it needs most, where there is little."""
        super().resizeEvent(event)
        self.place.suit(event.size().height())

    # Following

    def work_with(self, live: Live) -> None:
        """Take the day from `live`: it tells which looks are old."""
        self._live = live
        self.table.market.know_today(live.today)

    def show_side(self, side: TaxMode) -> None:
        """Compare TTC, or HT."""
        self._side = side
        self.table.market.show_side(side)
        if self._panel is not None:
            self._panel.show_side(side)

    def _follow(self, _change: Change) -> None:
        """Refresh now, or when it is next in sight: typing elsewhere must not pay for a hidden tab."""
        self._is_stale = True
        if self.isVisible():
            self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.table.market.refresh()

    def _show_comparison(self) -> None:
        project, found = self.document.project, self.table.market.found
        if self._panel_is_closed:
            self._stack.setCurrentIndex(0 if project.competitors else 1)
        self.usage.refresh()
        self.usage.side.setText(_("{side} par mois").format(side=self._side.upper()))
        self.place.show_comparison(found)
        self._show_old()

    def _show_old(self) -> None:
        """Tell at the foot whose prices were looked at too long ago."""
        today = self._live.today() if self._live is not None else None
        old = old_looks(self.document.project, today) if today is not None else ()
        if old == self._old:
            return
        self._old = old
        if not old:
            self.old.dismiss()
            return
        self.old.say("warning", _old_words(old), ((typeset(_("Marquer vu aujourd'hui")), self._mark_seen),))

    def _mark_seen(self) -> None:
        if self._live is not None and self._old:
            self.document.apply(mark_seen((one.competitor for one in self._old), self._live.today()), self)

    def _add_first(self) -> None:
        self._stack.setCurrentIndex(0)
        self.table.add()

    # The prices of one, line by line

    @property
    def _panel_is_closed(self) -> bool:
        return self._panel is None or self._stack.currentWidget() is not self._panel

    def _price_panel(self) -> PricePanel:
        """Return the panel, built when it is first asked for."""
        if self._panel is None:
            from offerdesigner.app.editors.price.panel import PricePanel

            self._panel = PricePanel(self.document, self)
            self._panel.closed.connect(self.come_back)
            self._panel.address_focused.connect(self.address_focused)
            self._panel.why_requested.connect(self.why_requested)
            self._panel.address_requested.connect(self.address_requested)
            self._panel.beside_changed.connect(self.beside_changed)
            self._panel.show_findings(self._findings)
            self._panel.show_side(self._side)
            self._stack.addWidget(self._panel)
        return self._panel

    def _open_detail(self, address: str) -> None:
        """Open the prices at `address`; ours are edited with the offers."""
        if not address.startswith("competitors/"):
            self.address_requested.emit(address)
            return
        competitor = self.table.competitor
        if competitor is not None and not competitor.rates:
            rate = new_rate(self.document.project, competitor)
            self.document.apply(insert(address, rate, _("ajouter une ligne de prix")), self)
        self._show_detail(address)

    def _show_detail(self, address: str) -> bool:
        panel = self._price_panel()
        if not panel.go_to(address):
            return False
        self._stack.setCurrentWidget(panel)
        panel.go_to(address)
        self.beside_changed.emit()
        return True

    @property
    def beside(self) -> Beside | None:
        """The curve of the price that is detailed."""
        return None if self._panel is None or self._panel_is_closed else self._panel.beside

    def come_back(self) -> None:
        """Come back from the prices of one to the comparison."""
        if self._panel_is_closed:
            return
        self._stack.setCurrentIndex(0 if self.document.project.competitors else 1)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.beside_changed.emit()

    # Addresses and findings

    def first_address(self) -> str:
        """Begin on the first price of the first competitor, or on the button that adds one."""
        competitors = self.document.project.competitors
        return at("competitors", competitors[0].id, "name") if competitors else "competitors"

    def go_to(self, address: str) -> bool:
        """Show and focus what stands at `address`. False when it is not on this tab."""
        self._catch_up()
        is_detail = "/rates/" in address or address.split("/")[2:3] == ["terms"]
        if is_detail and address.startswith("competitors/"):
            return self._show_detail(address)
        if not exists(self.document.project, address):
            return False
        self.come_back()
        if not self.document.project.competitors:
            self.first_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.place.go_to(address) or self.table.go_to(address):
            return True
        if contains("market", address):
            self.usage.take_keyboard()
            return True
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the cells that the checks speak of."""
        super().show_findings(findings)
        self.table.market.show_findings(findings)
        if self._panel is not None:
            self._panel.show_findings(findings)


def _old_words(old: Sequence[OldLook]) -> str:
    """Say whose prices are old: each by name, or how many when they are many."""
    if len(old) > _MOST_NAMED:
        return typeset(_("{n} tarifs ont été relevés il y a longtemps : ils ont pu changer.").format(n=len(old)))
    said = " ".join(words.old_look_words(_name(one.competitor), one.months) for one in old)
    return typeset(_("{said} Un prix a pu changer depuis.").format(said=said))


def _name(competitor: Competitor) -> str:
    return words.competitor_name(competitor)
