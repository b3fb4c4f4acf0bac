"""The left of « Sur mesure »: what a client uses, needs and commits to, the usage types, and the offer made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.bespoke.edits import renew_profile
from offerdesigner.app.editors.bespoke.needs import NeedsBox
from offerdesigner.app.editors.bespoke.quantity import QuantityRow
from offerdesigner.app.editors.bespoke.usage import BespokeUsage
from offerdesigner.app.editors.catalogues import profiles
from offerdesigner.app.editors.form import Mnemonics, Section
from offerdesigner.app.editors.grid.menus import put_action
from offerdesigner.app.editors.price.parts import heading, muted
from offerdesigner.app.editors.table import CatalogueTable
from offerdesigner.app.fields import ChoiceField
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.pricing.usual import lengths
from offerdesigner.text import _, months, typeset


class UsageForm(QWidget):
    """What is asked of the offers."""

    offer_wanted = Signal(bool)
    """Make an offer of this usage; True: on quote, False: at the computed price."""

    def __init__(self, document: Document, usage: BespokeUsage, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._usage = document, usage
        self.rows: dict[Id, QuantityRow] = {}
        self._shown: tuple[Metric, ...] = ()
        self._mnemonics = Mnemonics()
        self.needs = NeedsBox(self)
        self.term_field = ChoiceField(self)
        self.list_field = ChoiceField(self)
        self._conditions = Section(_("Conditions"), self._mnemonics, self)
        self._conditions.add_field(_("Engagement"), self.term_field)
        self._conditions.add_field(_("Grille"), self.list_field)
        kept = profiles(usage.profile)
        self.profiles = CatalogueTable(document, kept.holder, kept.columns, kept.words, kept.new_row, self, narrow=True)
        self.load_button = self.profiles.add_action(_("Voir"), self._load_current)
        self.renew_button = self.profiles.add_action(_("Remplacer"), self._renew_current)
        self.offer_button = QPushButton(icons.icon("offers"), _("En faire une offre"), self)
        self._no_metric = muted(_("Rien ne se compte encore : ajoutez une unité à la page Structure."), self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        title = QLabel(typeset(_("L'usage")), self)
        title.setFont(theme.font(bold=True))
        title.setContentsMargins(16, 7, 16, 7)
        theme.mark(title, "ground", "head")
        inner = QWidget(self)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 10, 12, 10)
        self._column.setSpacing(9)
        self._column.addWidget(self._no_metric)
        for widget in (heading(_("Besoins"), self), self.needs, self._conditions):
            self._column.addWidget(widget)
        self._column.addWidget(heading(_("Usages types"), self))
        self._column.addWidget(self.profiles)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 12, 8)
        foot.addWidget(self.offer_button, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self.area, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.needs.turned.connect(self._usage.need_service)
        self.term_field.committed.connect(self._usage.commit_to)
        self.list_field.committed.connect(self._usage.pay_by)
        self.profiles.view.clicked.connect(self._load_clicked)
        menu = QMenu(self.offer_button)
        put_action(menu, _("Au prix calculé"), self.offer_wanted.emit, False, icon="price")
        put_action(menu, _("Sur devis"), self.offer_wanted.emit, True, icon="document")
        self.offer_button.setMenu(menu)

    # Showing

    def refresh(self) -> bool:
        """Show the present usage of the present project; tells whether the keyboard stops at new widgets."""
        project, usage = self._document.project, self._usage
        is_new = project.metrics != self._shown
        if is_new:
            self._shown = project.metrics
            self._rebuild(project.metrics)
        for metric, quantity in usage.quantities.items():
            self.rows[metric].show_quantity(quantity)
        is_new = self.needs.show_needs(project, usage.services) or is_new
        possible = lengths(usage.offers)
        self.term_field.set_choices((length, _at_length(length)) for length in possible)
        self.term_field.show(usage.months)
        self._conditions.show_row(self.term_field, len(possible) > 1)
        lists = ((None, _("prix ordinaires")), *((one.id, one.name or _("Sans nom")) for one in project.price_lists))
        self.list_field.set_choices(lists)
        self.list_field.show(usage.price_list)
        self._conditions.show_row(self.list_field, len(lists) > 1)
        self._conditions.setVisible(len(possible) > 1 or len(lists) > 1)
        self.offer_button.setEnabled(bool(usage.offers))
        return is_new

    def show_spans(self, spans: Mapping[Id, range]) -> None:
        """Let the sliders go over these quantities of each metric."""
        for metric, row in self.rows.items():
            if metric in spans:
                row.show_span(spans[metric])
                row.show_quantity(self._usage.quantities.get(metric, Decimal(0)))

    def _rebuild(self, metrics: tuple[Metric, ...]) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        letters = self._mnemonics.branch()
        for place, metric in enumerate(metrics):
            row = self.rows[metric.id] = QuantityRow(metric, letters, self)
            row.used.connect(self._use)
            self._column.insertWidget(place, row)
        self._no_metric.setVisible(not metrics)

    def take_keyboard(self) -> None:
        """Put the cursor in the first quantity, or where there is none on what comes next."""
        first = next(self.stops(), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> Iterator[QWidget]:
        """Yield what the keyboard stops at, from top to bottom."""
        for row in self.rows.values():
            yield from (row.field.control, row.slider)
        yield from self.needs.ticks.values()
        yield from (self.term_field.control, self.list_field.control)
        yield from self.profiles.stops()
        yield self.offer_button

    # What one does

    def _use(self, metric: Id, quantity: Decimal) -> None:
        self._usage.put({metric: quantity})

    def _load_clicked(self, index: QModelIndex) -> None:
        self._load(index.row())

    def _load_current(self) -> None:
        self._load(self.profiles.view.currentIndex().row())

    def _load(self, row: int) -> None:
        if 0 <= row < len(self._document.project.profiles):
            self._usage.load(self._document.project.profiles[row])

    def _renew_current(self) -> None:
        """Have the current usage type be what is shown, under its name."""
        kept = self.profiles.current()
        if isinstance(kept, UsageProfile) and not self._usage.is_as(kept):
            self._document.apply(renew_profile(kept, self._usage.profile()), self)


def _at_length(length: int) -> str:
    return _("au mois") if length == 1 else months(length)
