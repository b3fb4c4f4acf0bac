"""The page « Offres »: the ranges, the grid of their offers, the options under it, and the detail of a price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.grid.cell_menu import CellMenu
from offerdesigner.app.editors.grid.clipboard import Blocks
from offerdesigner.app.editors.grid.find import FIND, FindBar
from offerdesigner.app.editors.grid.view import GridView
from offerdesigner.app.editors.offers.bar import EmptyRange, OfferBar
from offerdesigner.app.editors.offers.commands import OfferCommands
from offerdesigner.app.editors.offers.details import detail_of, is_detail
from offerdesigner.app.editors.offers.folds import Folds
from offerdesigner.app.editors.offers.options import OptionsStrip
from offerdesigner.app.editors.offers.ranges import RangeTabs
from offerdesigner.app.editors.offers.standing import Standing
from offerdesigner.app.editors.page import Page
from offerdesigner.app.message_bar import MessageBar
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.grid_model import GridModel
from offerdesigner.model.address import Address, at, exists, get
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.edits import together
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.text import _, plural

if TYPE_CHECKING:
    from offerdesigner.app.editors.price.panel import PricePanel
    from offerdesigner.app.panels.beside import Beside


class OffersPage(Page):
    """Everything about what is sold, one range at a time."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._panel: PricePanel | None = None
        self._side = TaxMode.TTC
        self._back: tuple[GridView, Address] | None = None
        self.tabs = RangeTabs(document, self)
        self.model = GridModel(document, self.tabs.range_id, self)
        self.view = GridView(document, self.model, self)
        self.view.setAccessibleName(_("Offres de la gamme"))
        self.commands = OfferCommands(document, self.view)
        self.cell_menu = CellMenu(self.commands)
        self.options = OptionsStrip(document, self.tabs.range_id, self)
        self.bar = OfferBar(self.tabs, self.commands, self)
        self.folds = Folds(document, self.bar, self)
        self.empty = EmptyRange(self)
        self.message = MessageBar(self)
        self.find_bar = FindBar(self.view, self)
        self._asking: GridView = self.view
        self._lay_out()
        self._connect()
        self._show_range(self.tabs.range_id)

    # Building

    def _lay_out(self) -> None:
        self._grid = QSplitter(Qt.Orientation.Vertical, self)
        self._grid.setChildrenCollapsible(False)
        self._grid.addWidget(self.view)
        self._grid.addWidget(self.options)
        self._grid.setStretchFactor(0, 3)
        self._grid.setStretchFactor(1, 1)
        self._grid.setSizes([420, 150])
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._sheet())
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.folds)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)

    def _sheet(self) -> QWidget:
        """Return the grid and the options, under the bar that finds words."""
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self._grid, 1)
        return sheet

    def _connect(self) -> None:
        self.document.changed.connect(self._follow)
        self.tabs.chosen.connect(self._show_range)
        self.tabs.header_requested.connect(self.folds.turn_header)
        self.bar.detail_button.clicked.connect(self._open_current)
        self.empty.template_button.clicked.connect(self.template_requested)
        self.empty.create_button.clicked.connect(self._create_first)
        self.folds.closed.connect(self._take_keyboard)
        self.message.keyboard_freed.connect(self._take_keyboard_back)
        for commands in (self.commands, self.options.commands):
            commands.blocks.overflowed.connect(self._ask_to_crop)
        for namer in (self.commands, self.options.commands, self.options.form, self.tabs):
            namer.name_requested.connect(self.name_requested)
        self.view.detail_requested.connect(self._open_detail)
        self.view.left.connect(self._leave_grid)
        self.options.view.left.connect(self._leave_options)
        self.options.price_requested.connect(self._open_option_price)
        for source in (self.view.cursor_moved, self.folds.address_focused, self.options.address_focused):
            source.connect(self.address_focused)
        self.view.horizontalScrollBar().valueChanged.connect(self.options.view.horizontalScrollBar().setValue)
        self.options.view.horizontalScrollBar().valueChanged.connect(self.view.horizontalScrollBar().setValue)
        self.options.view.keys.tie(FIND, self.find_bar.open_bar)
        self.options.view.follow_columns_of(self.view)
        self.options.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Following

    def _follow(self, _change: Change) -> None:
        self.message.dismiss()
        self._refresh()

    def _ask_to_crop(self, sentence: str) -> None:
        """Say that a table is too large to be pasted, and offer to paste what fits."""
        blocks = self.sender()
        assert isinstance(blocks, Blocks)
        self.message.say("warning", sentence, ((_("Coller ce qui tient"), blocks.paste_what_fits),))
        self._asking = blocks.view
        self.message.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_keyboard_back(self) -> None:
        self._asking.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_side(self, side: TaxMode) -> None:
        """Show every price TTC, or HT."""
        self._side = side
        self.model.show_side(side)
        self.options.show_side(side)
        self.view.fit_sizes()
        if self._panel is not None:
            self._panel.show_side(side)

    def _show_range(self, range_id: str) -> None:
        self.close_price()
        self.model.show_range(range_id)
        self.options.show_range(range_id)
        self.folds.show_range(range_id)
        self.view.fit_sizes()
        self._refresh()
        self.range_shown.emit(range_id)

    def _refresh(self) -> None:
        """Show the grid or what an empty range says, and keep the words around them true."""
        count = self.model.columnCount()
        if self._stack.currentIndex() < 2:
            self._stack.setCurrentIndex(0 if count else 1)
        sold = next((sold for sold in self.document.project.ranges if sold.id == self.tabs.range_id), None)
        is_closed = self._panel_is_closed
        self.bar.enable(adding=is_closed, offers=bool(count) and is_closed, header=sold is not None)
        offers = plural(count, _("{n} offre"), _("{n} offres")).format(n=count)
        self.view.set_corner(" · ".join(part for part in (offers, sold.name if sold else "") if part))

    def showEvent(self, event: QShowEvent) -> None:
        """Start in the first cell, unless the keyboard is already on something in sight."""
        super().showEvent(event)
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Hand the keyboard to the grid when the page itself is given it."""
        if self.hasFocus():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(forward)

    def _create_first(self) -> None:
        """Create an offer, and a range for it when there is none."""
        if self.tabs.range_id:
            self.commands.add()
            return
        project = self.document.project
        sold, offer = new_id(), new_id()
        ranged = grid_edits.add_range(project, sold)
        edit = together(_("ajouter une offre"), (ranged, grid_edits.add_offer(project, sold, offer)))
        if self.document.apply(edit, self):
            self.commands.name_offer(offer)

    def _take_keyboard(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_grid(self, forward: bool) -> None:
        target: QWidget = self.options.view if forward else self.tabs
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_options(self, forward: bool) -> None:
        if forward:
            self.options.view.setTabKeyNavigation(False)
            self.options.view.focusNextChild()
            self.options.view.setTabKeyNavigation(True)
        else:
            self.view.setFocus(Qt.FocusReason.BacktabFocusReason)

    # The detail of a price

    @property
    def _panel_is_closed(self) -> bool:
        return self._stack.currentIndex() < 2

    def _price_panel(self) -> PricePanel:
        """Return the panel, built when it is first asked for: the grid shows sooner without it."""
        if self._panel is None:
            from offerdesigner.app.editors.price.panel import PricePanel

            self._panel = PricePanel(self.document, self)
            self._panel.closed.connect(self.close_price)
            self._panel.address_focused.connect(self.address_focused)
            self._panel.why_requested.connect(self.why_requested)
            self._panel.address_requested.connect(self._follow_link)
            self._panel.beside_changed.connect(self.beside_changed)
            self._stack.currentChanged.connect(self._announce_beside)
            self._panel.show_findings(self._findings)
            self._panel.show_side(self._side)
            self._stack.addWidget(self._panel)
        return self._panel

    def _open_current(self) -> None:
        self._open_detail(self.view.currentIndex())

    def _open_detail(self, index: QModelIndex) -> None:
        """Open the detail of the price in a cell, or of the whole offer from another cell."""
        if not index.isValid():
            return
        row, offer = self.model.row_at(index), self.model.offer_at(index)
        address = detail_of(self.document.project, row, offer, self.model.look_at(index).cell.address)
        if self._open_price(address):
            self._back = (self.view, address)

    def _open_option_price(self, address: Address) -> None:
        if self._open_price(address):
            self._back = (self.options.view, address)

    def _open_price(self, address: Address) -> bool:
        panel = self._price_panel()
        shown = panel.show_rate(address) if "/rates/" in address else panel.show_offer(address)
        if shown:
            self._stack.setCurrentWidget(panel)
            panel.setFocus(Qt.FocusReason.OtherFocusReason)
            self._refresh()
        return shown

    def _announce_beside(self, _place: int) -> None:
        self.beside_changed.emit()

    @property
    def beside(self) -> Beside | None:
        """The curve of the price that is detailed."""
        return None if self._panel is None or self._panel_is_closed else self._panel.beside

    def close_price(self) -> None:
        """Come back from the detail of a price to the cell it was opened from."""
        if self._panel_is_closed:
            return
        self._stack.setCurrentIndex(0)
        self._refresh()
        view = self._back[0] if self._back else self.view
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_address(self) -> str:
        """Return the first price of the first offer."""
        offers = self.document.project.offers
        if not offers:
            return ""
        rate = offers[0].lead_rate
        return f"offers/{offers[0].id}/rates/{rate.id}" if rate is not None else f"offers/{offers[0].id}/name"

    @property
    def range_id(self) -> Id:
        """The range whose tab is in front."""
        return self.tabs.range_id

    @property
    def standing(self) -> Standing:
        """The range, the cell and the open detail."""
        index, model = self.view.currentIndex(), self.model
        row, offer = (model.row_at(index).id, model.offer_at(index).id) if index.isValid() else ("", "")
        view, detail = self._back if self._back is not None and not self._panel_is_closed else (self.view, "")
        is_of_option = view is self.options.view
        return Standing(self.tabs.range_id, row, offer, model.folded, model.extra_months, detail, is_of_option)

    def stand(self, standing: object) -> None:
        """Come to the range, the cell and the detail where a former page was."""
        assert isinstance(standing, Standing)
        self.tabs.show_range(standing.range_id)
        self.model.fold(standing.folded)
        for months in standing.extra_months:
            self.model.expect_months(months)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.go_to_cell(self.model.index_at(standing.row, standing.offer))
        if standing.detail and self._open_price(standing.detail):
            self._back = (self.options.view if standing.is_of_option else self.view, standing.detail)

    def come_back(self) -> None:
        """Close the detail of a price: somebody asks for the grid."""
        self.close_price()

    def _follow_link(self, address: Address) -> None:
        if not self.go_to(address):
            self.address_requested.emit(address)

    # Addresses and findings

    def go_to(self, address: str) -> bool:
        """Show the cell, the heading or the field for an address of a range, an offer, an option or a service."""
        kind, _slash, rest = address.partition("/")
        found = self._ways().get(kind)
        if found is None:
            return False
        if not rest:
            first = next(iter(get(self.document.project, kind)), None)
            return first is not None and found(at(kind, first.id))
        return exists(self.document.project, at(*address.split("/")[:2])) and found(address)

    def _ways(self) -> dict[str, Callable[[Address], bool]]:
        return {
            "offers": self._go_to_offer,
            "ranges": self._go_to_range,
            "price_lists": self.folds.go_to,
            "options": self._go_to_option,
            "services": self._go_to_row,
            "groups": self._go_to_row,
        }

    def _go_to_range(self, address: Address) -> bool:
        parts = address.split("/")
        self.tabs.show_range(parts[1])
        self.close_price()
        if len(parts) < 3 or parts[2] == "name":
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return self.folds.go_to(address)

    def _go_to_offer(self, address: Address) -> bool:
        parts = address.split("/")
        offer: Offer = get(self.document.project, at(*parts[:2]))
        self.tabs.show_range(offer.range)
        field = parts[2] if len(parts) > 2 else "name"
        if is_detail(parts):
            panel = self._price_panel()
            if self._open_price(address) and panel.go_to(address):
                self._back = (self.view, at(*parts[:4]))
                return True
        self.close_price()
        column = self.model.column_number(offer.id)
        if field in ("name", "range"):
            self.view.go_to_cell(self.model.index(self.model.first_row, column))
            self.view.across.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        index = self.model.index_for(address)
        if not index.isValid():
            index = self.model.index(self.model.first_row, column)
        self.view.go_to_cell(index)
        return index.isValid()

    def _go_to_option(self, address: Address) -> bool:
        parts = address.split("/")
        if is_detail(parts) and self._open_price(address) and self._price_panel().go_to(address):
            self._back = (self.options.view, at(*parts[:4]))
            return True
        self.close_price()
        return self.options.go_to(address)

    def _go_to_row(self, address: Address) -> bool:
        wanted = at(*address.split("/")[:2])
        place = self.model.reveal(next((row.id for row in self.model.every_row if row.address == wanted), ""))
        if place < 0 or not self.model.columnCount():
            return False
        self.close_price()
        self.view.go_to_heading(place)
        return True

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark headings, cells and fields with the findings about them."""
        super().show_findings(findings)
        self.model.show_findings(findings)
        self.options.show_findings(findings)
        self.folds.mark(findings)
        if self._panel is not None:
            self._panel.show_findings(findings)
