"""The price panel: everything that makes the price of one offer (or option, or competitor), line by line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.form import Mnemonics
from offerdesigner.app.editors.price.curve import CurvePanel
from offerdesigner.app.editors.price.example import Example
from offerdesigner.app.editors.price.findings import FindingFrames
from offerdesigner.app.editors.price.fixed import MembershipSection, OfferSection, SetupSection, TrialSection
from offerdesigner.app.editors.price.lines import Holder, Part, PriceLine, price_lines
from offerdesigner.app.editors.price.list import LinesPane
from offerdesigner.app.editors.price.parts import ElidedLabel, link, small_button
from offerdesigner.app.editors.price.rate import RatePage
from offerdesigner.app.editors.price.sides import View
from offerdesigner.app.editors.price.terms import TermsTable
from offerdesigner.app.editors.price.usage import UsageBox
from offerdesigner.app.plain import caption
from offerdesigner.app.text_size import scaled
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import TaxMode
from offerdesigner.pricing.sides import tax_of
from offerdesigner.text import _

LIST_WIDTH = 208
_HOLDERS = {"offers": _("Offres"), "options": _("Options"), "competitors": _("Concurrents")}


class PricePanel(QWidget):
    """Shows one line of the price at a time, beside the list of all of them and what a client pays."""

    closed = Signal()
    """The person goes back to the grid."""

    address_focused = Signal(str)
    why_requested = Signal(object)
    address_requested = Signal(str)
    """A link to another page was followed, to this address."""

    beside_changed = Signal()
    """The line shown has a curve, or has none any more."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._holder: Address = ""
        self._line: Address = ""
        self._findings: Sequence[Finding] = ()
        self._shown = TaxMode.TTC
        self._stale = False
        mnemonics = Mnemonics()
        self.example = Example(document, self)
        self.lines = LinesPane(document, self)
        self.usage = UsageBox(document, self.example, mnemonics, self)
        self.rate_page = RatePage(document, self.example, mnemonics, self)
        self.terms = TermsTable(document, self)
        self.sections: dict[Part, OfferSection] = {
            Part.SETUP: SetupSection(document, mnemonics, self),
            Part.TRIAL: TrialSection(document, mnemonics, self),
            Part.MEMBERSHIP: MembershipSection(document, mnemonics, self),
        }
        self.curve = CurvePanel(document, self.example, self)
        self._has_curve = False
        self.frames = FindingFrames(document, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.lines.view)

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_breadcrumb())
        left = QSplitter(Qt.Orientation.Vertical, self)
        left.setChildrenCollapsible(False)
        left.addWidget(self.lines)
        left.addWidget(self.usage)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 2)
        left.setSizes([330, 250])
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._make_area())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([scaled(LIST_WIDTH), 3 * scaled(LIST_WIDTH)])
        left.setMinimumWidth(scaled(190))
        column.addWidget(splitter, 1)

    def _make_breadcrumb(self) -> QHBoxLayout:
        self.back_button = small_button("left", _("Revenir à la grille (Échap)"), self)
        self.offers_link = link(_("Offres"), self)
        self.holder_link = link("", self)
        self._title = ElidedLabel(self)
        self._title.setFont(theme.font(theme.TITLE, bold=True))
        self._side = QLabel(self)
        theme.mark(self._side, "tone", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(4)
        row.addWidget(self.back_button)
        for part in (self.offers_link, self.holder_link):
            row.addWidget(part)
            row.addWidget(QLabel("›", self))
        row.addWidget(self._title, 1)
        row.addWidget(self._side)
        return row

    def _make_area(self) -> QScrollArea:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 4, 12, 12)
        column.setSpacing(9)
        column.addWidget(self.frames)
        for page in (self.rate_page, *self.sections.values(), self.terms):
            column.addWidget(page)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inner)
        return self.area

    def _connect(self) -> None:
        self._document.changed.connect(self._follow)
        self.lines.chosen.connect(self._show_line)
        self.lines.added.connect(self._show_added)
        for button in (self.back_button, self.offers_link):
            button.clicked.connect(self.closed)
        self.holder_link.clicked.connect(self._show_first)
        for frames in (self.frames, self.rate_page.findings):
            frames.why_requested.connect(self.why_requested)
        for page in (self.rate_page, self.terms):
            page.address_focused.connect(self.address_focused)
        for section in self.sections.values():
            section.address_asked.connect(self.address_requested)
            for binding, _inside in section.bindings:
                binding.entered.connect(self.address_focused)

    # Showing

    @property
    def line(self) -> PriceLine | None:
        """The line that is shown."""
        return next((line for line in self.lines.model.lines if line.address == self._line), None)

    @property
    def beside(self) -> CurvePanel | None:
        """The curve of the line shown; `None` where it counts nothing."""
        return self.curve if self._has_curve else None

    def show_rate(self, address: Address) -> bool:
        """Show the price line at `address` (of an offer, an option or a competitor). False when there is none."""
        parts = address.split("/")
        line = "/".join(parts[:4])
        if len(parts) < 4 or parts[2] != "rates" or not addresses.exists(self._document.project, line):
            return False
        self._open("/".join(parts[:2]), line)
        return True

    def show_offer(self, address: Address) -> bool:
        """Show the terms of an offer, or the part of it that `address` names (`…/trial`). False when there is none.

        Of a competitor, only the terms are shown.
        """
        parts = address.split("/")
        holder = "/".join(parts[:2])
        part = parts[2] if len(parts) > 2 else Part.TERMS.value
        has_part = parts[0] == "offers" or (parts[0] == "competitors" and part == Part.TERMS.value)
        if not has_part or len(parts) < 2 or not addresses.exists(self._document.project, holder):
            return False
        if part == "setup_tax":
            part = Part.SETUP.value
        self._open(holder, at(holder, part))
        return True

    def go_to(self, address: Address) -> bool:
        """Show and focus what stands at `address`, down to a tier or a term. False when it is not in this panel."""
        parts = address.split("/")
        if len(parts) == 3 and parts[2] == "rates" and addresses.exists(self._document.project, address):
            first = addresses.get(self._document.project, address)[:1]
            return any(self.go_to(at(address, rate.id)) for rate in first)
        if len(parts) >= 4 and parts[2] == "rates":
            if not self.show_rate(address):
                return False
            self._reveal(self.rate_page.go_to(address))
            return True
        if len(parts) < 3 or parts[2] not in (*(part.value for part in Part), "setup_tax"):
            return False
        if parts[2] == Part.RATE.value or not self.show_offer(address):
            return False
        if parts[2] == Part.TERMS.value:
            self.terms.go_to(address)
            self.terms.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        part = Part.SETUP if parts[2] == "setup_tax" else Part(parts[2])
        return self.sections[part].go_to(address)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the checks say: marks in the list and on the fields, and frames about the shown line."""
        self._findings = tuple(findings)
        self._refresh_in_sight()

    def show_side(self, side: TaxMode) -> None:
        """Show prices TTC, or HT: what is typed stays on the side that its line is entered on."""
        self._shown = side
        self.lines.side = side
        self._refresh_in_sight()

    def _open(self, holder: Address, line: Address) -> None:
        self._holder = holder
        self._line = line
        self.example.show_holder(holder)
        self._refresh()
        self.area.verticalScrollBar().setValue(0)

    def _show_line(self, address: Address) -> None:
        if address != self._line:
            self._line = address
            self._refresh()
            self.area.verticalScrollBar().setValue(0)
            self.address_focused.emit(address)

    def _show_added(self, address: Address) -> None:
        self._show_line(address)
        self._reveal(self.rate_page.go_to(at(address, "name")))
        self.rate_page.identity.name.control.selectAll()

    def _show_first(self) -> None:
        if self.lines.model.lines:
            self._show_line(self.lines.model.lines[0].address)

    def _reveal(self, widget: QWidget) -> None:
        self.area.ensureWidgetVisible(widget, 12, 24)

    def _follow(self, _change: Change) -> None:
        self._refresh_in_sight()

    def _refresh_in_sight(self) -> None:
        """Refresh now, or when it is next in sight: typing in the grid must not pay for a hidden panel."""
        if self.isVisible():
            self._refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _refresh(self) -> None:
        project = self._document.project
        self._stale = False
        if not self._holder:
            return
        if not addresses.exists(project, self._holder):
            self._holder = self._line = ""
            self.closed.emit()
            return
        lines = price_lines(project, self._holder, self._findings, self._shown)
        self._keep_a_line(lines)
        self.lines.sync(self._holder, lines, self._line)
        line = self.line
        self._say_where(line)
        self._show_pages(line)
        self.usage.show_side(self._shown)

    def _keep_a_line(self, lines: Sequence[PriceLine]) -> None:
        """Stay at the same place in the list when the line shown has just gone."""
        if self._line in [line.address for line in lines]:
            return
        place = min(max(self.lines.model.place(self._line), 0), len(lines) - 1)
        self._line = lines[place].address if lines else ""

    def _say_where(self, line: PriceLine | None) -> None:
        holder = addresses.get(self._document.project, self._holder)
        self.holder_link.setText(caption(holder.name) or _("Sans nom"))
        self.offers_link.setText(_HOLDERS[self._holder.partition("/")[0]])
        self._title.say(line.title if line else "")
        self._side.setText(self._side_words(holder, line))

    def _side_words(self, holder: Holder, line: PriceLine | None) -> str:
        """Say on which side the line is entered, and on which its amounts show when that is the other."""
        if line is None or line.part not in (Part.RATE, Part.SETUP):
            return ""
        entered: TaxMode = addresses.get(self._document.project, tax_of(line.address))
        view = View(entered, self._side_of(line), self._document.project.structure.vat)
        words = _("Prix saisi {entered}, affiché {shown}") if view.differs else _("Prix saisi {entered}")
        return words.format(entered=entered.upper(), shown=self._side_of(line).upper())

    def _side_of(self, line: PriceLine) -> TaxMode:
        """Return the side that a line shows on: the one asked, but that of its entry for a competitor."""
        if not self._holder.startswith("competitors/"):
            return self._shown
        project = self._document.project
        entered: TaxMode = (
            addresses.get(project, self._holder).tax
            if line.part == Part.TERMS
            else addresses.get(project, tax_of(line.address))
        )
        return entered

    def _show_pages(self, line: PriceLine | None) -> None:
        part = line.part if line else None
        self.rate_page.setVisible(part == Part.RATE)
        self.terms.setVisible(part == Part.TERMS)
        for other, section in self.sections.items():
            section.setVisible(part == other)
        inside = [f for f in self._findings if line and part != Part.RATE and contains(line.address, f.address)]
        self.frames.show_findings(inside)
        self._show_curve(line)
        if line is None or part is None:
            return
        if part == Part.RATE:
            self.rate_page.show_rate(line.address, self._findings, self._side_of(line))
        elif part == Part.TERMS:
            self.terms.show_offer(self._holder, self._findings, self._side_of(line))
        else:
            self.sections[part].show_offer(self._holder, self._findings, self._shown)

    def _show_curve(self, line: PriceLine | None) -> None:
        """Have the curve of a line that counts something."""
        had, project = self._has_curve, self._document.project
        counted = addresses.get(project, line.address).metric if line and line.part == Part.RATE else None
        self._has_curve = any(metric.id == counted for metric in project.metrics)
        if line is not None and self._has_curve:
            self.curve.show_line(line.address, self._findings, self._side_of(line))
        if had != self._has_curve:
            self.beside_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
