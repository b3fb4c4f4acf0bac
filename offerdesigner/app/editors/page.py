"""What every page of the window has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from offerdesigner.app.fields.base import Field
from offerdesigner.app.fields.binding import Binding, MakeEdit, Read, bind
from offerdesigner.app.live import TARIFF_SHEET
from offerdesigner.model.address import Address, contains
from offerdesigner.model.base import Id
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import TaxMode

if TYPE_CHECKING:
    from offerdesigner.app.document import Document
    from offerdesigner.app.live import Live
    from offerdesigner.app.panels.beside import Beside


class Page(QWidget):
    """One page: it edits a part of the document, goes to an address, and shows the findings in place.

    A page built of fields only has to `bind` them; one with tables extends `go_to` and `show_findings`.
    """

    address_focused = Signal(str)
    """The address the cursor is on."""

    address_requested = Signal(str)
    """Somebody wants to go to an address that may be on another page."""

    why_requested = Signal(object)
    """Somebody asks « Pourquoi ? » of a finding."""

    name_requested = Signal(str)
    """Somebody wants help with the name of the object at this address."""

    template_requested = Signal()
    """Somebody wants to start from a template instead."""

    beside_requested = Signal()
    """Somebody wants to see the panel that goes with what is shown."""

    beside_changed = Signal()
    """Another panel goes with what is shown, or none does any more."""

    printed_changed = Signal()
    """Another document goes with the page."""

    picture_asked = Signal(object)
    """A chart (`Figure`) of the page is to be saved as a picture."""

    document_asked = Signal(str)
    """A document of this kind is to be exported."""

    range_shown = Signal(str)
    """The page shows the range of this id: its sheet is the one to have in sight."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._bindings: list[Binding] = []
        self._findings: tuple[Finding, ...] = ()

    def bind(
        self, field: Field, address: Address, label: str, *, read: Read | None = None, edit: MakeEdit | None = None
    ) -> Binding:
        """Tie `field` to `address` (see `Binding`), so that the page can go there and mark it."""
        binding = bind(self.document, field, address, label, read=read, edit=edit)
        binding.entered.connect(self.address_focused)
        self._bindings.append(binding)
        return binding

    def go_to(self, address: str) -> bool:
        """Show and focus the widget for `address`. False when it is not on this page."""
        binding = self._closest(address)
        if binding is None:
            return False
        self.reveal(binding.field)
        return True

    def first_address(self) -> str:
        """Return where one begins on this page; by default the first field, if there is one."""
        return self._bindings[0].address if self._bindings else ""

    def show_side(self, side: TaxMode) -> None:
        """Show prices TTC, or HT, on a page that shows some."""

    def work_with(self, live: Live) -> None:
        """Have `live` compute what a page cannot on the window's thread; most have nothing for it."""

    @property
    def printed(self) -> str:
        """The name of the document that the preview shows beside the page."""
        return TARIFF_SHEET

    @property
    def printed_subject(self) -> Id | None:
        """The quote that this document is about; `None` where it is about none in particular."""
        return None

    @property
    def printed_choices(self) -> tuple[tuple[str, str], ...]:
        """The documents to choose from, where there are several: their names, and their titles for people."""
        return ()

    def print_as(self, kind: str) -> None:
        """Have another of `printed_choices` go with the page."""

    @property
    def beside(self) -> Beside | None:
        """The panel that goes with what is shown, or `None`."""
        return None

    @property
    def range_id(self) -> Id:
        """The range that the page shows; empty when it shows none in particular."""
        return ""

    @property
    def standing(self) -> object | None:
        """What `stand` needs to bring the same page, made anew, to where this one is; `None`: an address is enough."""
        return None

    def stand(self, standing: object) -> None:
        """Come to where a former page of this kind was, keyboard included."""

    def come_back(self) -> None:
        """Leave whatever detail covers the page, when somebody asks for the page itself."""

    def _closest(self, address: Address) -> Binding | None:
        """Return the binding that edits `address`; for a whole (« structure/contact »), the first of its parts."""
        usable = [binding for binding in self._bindings if binding.field.isEnabled()]
        around = [binding for binding in usable if contains(binding.address, address)]
        if around:
            return max(around, key=lambda binding: len(binding.address))
        return next((binding for binding in usable if address and contains(address, binding.address)), None)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to `widget` and give it the cursor."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget, 24, 48)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark each field with the findings about it."""
        self._findings = tuple(findings)
        found: dict[Binding, list[Finding]] = {binding: [] for binding in self._bindings}
        for finding in findings:
            binding = self._closest(finding.address)
            if binding is not None:
                found[binding].append(finding)
        for binding, about in found.items():
            binding.field.mark(about)
