"""The page « Prévisions »: clients, scenarios, other revenue, the model and the aim, and what comes of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from offerdesigner.app import icons
from offerdesigner.app.editors.catalogue_page import CataloguePage
from offerdesigner.app.editors.forecast import catalogues as forecast_catalogues
from offerdesigner.app.editors.forecast import edits
from offerdesigner.app.editors.forecast.clients import ClientsTable
from offerdesigner.app.editors.forecast.plan import PlanPart
from offerdesigner.app.editors.forecast.results import MarginsPart, MonthsPart, ValuesPart
from offerdesigner.app.editors.forecast.shares import SharesPart
from offerdesigner.app.editors.forecast.threshold_live import LiveThreshold
from offerdesigner.app.editors.forecast.words import ForecastView, forecast_view
from offerdesigner.app.editors.form import Mnemonics, Section, scroll_column
from offerdesigner.app.editors.price.parts import link
from offerdesigner.app.fields import TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.app.figures import figures_of
from offerdesigner.app.latest import Latest
from offerdesigner.app.live import VIABILITY_REPORT, Live
from offerdesigner.app.panels.beside import Beside
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model.address import at
from offerdesigner.model.base import new_id
from offerdesigner.model.forecast import Scenario
from offerdesigner.model.project import Project
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document


def view_of(project: Project) -> ForecastView:
    """Compute the figures of `project` and say them: the job of the worker."""
    return forecast_view(project, figures_of(project))


class ForecastPage(CataloguePage):
    """What one expects, section by section."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._mnemonics = Mnemonics()
        self._latest: Latest | None = None
        self._shown: Project | None = None
        self.threshold = LiveThreshold(document, self)
        self.side_by_side = ValuesPart(_("Scénarios côte à côte"), self)
        self.months = MonthsPart(self)
        self.months.picture_asked.connect(self.picture_asked)
        expected = [self._clients(), self._scenarios(), self.side_by_side, self._revenues(), self._model()]
        self.plan = PlanPart(self, self._mnemonics)
        self.margins = MarginsPart(self, self._mnemonics)
        self.take_table(self.plan.wages)
        scroll_column(
            self,
            (*expected, self.plan, self.margins, self.months),
            _("Combien de clients, et est-ce que cela tient ?"),
            (self._report_button(),),
        )
        document.changed.connect(self._follow)
        # After the key figures have asked: tables of months are long to show.
        document.changed.connect(self._ask, Qt.ConnectionType.QueuedConnection)
        self._show_dependents()

    @property
    def printed(self) -> str:
        """The viability report: what is typed here is what it tells."""
        return VIABILITY_REPORT

    # Sections

    def _clients(self) -> Section:
        remark = _("Les clients d'aujourd'hui, et la part que chaque vente prend aux nouveaux dans chaque scénario.")
        section = Section(_("Clients"), self._mnemonics, remark=remark)
        self.no_offer = link(_("Il faut d'abord une offre à vendre : aller aux offres"), section)
        self.no_offer.clicked.connect(self._go_to_offers)
        self.clients = self.take_table(ClientsTable(self.document, self))
        section.column.addWidget(self.no_offer, alignment=Qt.AlignmentFlag.AlignLeft)
        section.column.addWidget(self.clients)
        return section

    def _scenarios(self) -> Section:
        section = Section(_("Scénarios"), self._mnemonics)
        self.scenarios = self.add_table(forecast_catalogues.scenarios())
        self.follow_button = self.scenarios.add_action(_("Suivre ce scénario"), self._follow_current)
        self.scenarios.current_changed.connect(self._show_scenario)
        words = _("Partir de trois scénarios : Prudent, Réaliste, Ambitieux")
        self.propose_button = QPushButton(icons.icon("add"), words, section)
        self.propose_button.clicked.connect(self._propose)
        section.column.insertWidget(1, self.scenarios)
        section.column.insertWidget(2, self.propose_button, alignment=Qt.AlignmentFlag.AlignLeft)
        note = TextField(lines=2)
        self._note_label = section.add_field(field_info(Scenario, "note").title, note)
        self._note_section = section
        self._note = self.bind(note, at("scenarios", "", "note"), _("changer les hypothèses d'un scénario"))
        return section

    def _revenues(self) -> Section:
        remark = _("Ce qui n'est qu'espéré ne compte que dans les scénarios où la case « Revenus espérés » est cochée.")
        section = Section(_("Autres revenus"), self._mnemonics, remark=remark)
        self.revenues = self.add_table(forecast_catalogues.revenues())
        section.column.addWidget(self.revenues)
        return section

    def _model(self) -> Section:
        remark = _("D'où vient l'argent aujourd'hui, et d'où il devrait venir.")
        section = Section(_("Modèle économique"), self._mnemonics, remark=remark)
        self.shares = SharesPart(self)
        self.shares.picture_asked.connect(self.picture_asked)
        section.column.addWidget(self.shares)
        return section

    def _report_button(self) -> QPushButton:
        self.report_button = QPushButton(icons.icon("export"), _("Exporter le rapport…"), self)
        self.report_button.setAccessibleName(_("Exporter le rapport de viabilité"))
        self.report_button.setToolTip(plain_tooltip(_("Le rapport de viabilité, en PDF : ce que l'on montre au CA")))
        self.report_button.setAutoDefault(False)
        self.report_button.clicked.connect(self._export_report)
        return self.report_button

    def _export_report(self) -> None:
        self.document_asked.emit(VIABILITY_REPORT)

    # Following the project

    def _follow(self, _change: Change) -> None:
        self._show_dependents()

    def work_with(self, live: Live) -> None:
        """Have `live` compute the figures, once the sheet is drawn and checked."""
        self.threshold.work_with(live)
        self._latest = Latest(live, self, keeps_up=True)
        self._latest.finished.connect(self._show_figures)
        self._ask()

    @property
    def beside(self) -> Beside:
        """The threshold: what the clients ask for."""
        return self.threshold

    def showEvent(self, event: QShowEvent) -> None:
        """Have what changed while nobody looked computed."""
        super().showEvent(event)
        self._ask()

    def _ask(self, _change: object = None) -> None:
        project = self.document.project
        if self._latest is not None and self.isVisible() and project is not self._shown:
            self._latest.ask(partial(view_of, project))

    def _show_figures(self, view: ForecastView) -> None:
        self._shown = view.project
        self.side_by_side.show_values(view.scenarios, view.scenarios_words)
        self.margins.show_margins(view)
        self.months.show_months(view)
        self.shares.show_real(view.project, view.revenue, view.revenue_chart)
        self._show_results()

    def _show_results(self) -> None:
        """Leave out what there is nothing to say of yet."""
        project = self.document.project
        self.side_by_side.setVisible(bool(project.scenarios and project.sales))
        self.margins.setVisible(bool(project.offers and (project.sales or project.costs)))
        self.months.setVisible(bool(project.sales or project.costs))

    def _show_dependents(self) -> None:
        project = self.document.project
        self.no_offer.setVisible(not project.offers)
        self.clients.setVisible(bool(project.offers))
        self.propose_button.setVisible(not project.scenarios)
        self._note_section.show_row(self._note.field, bool(project.scenarios))
        self._show_scenario()
        self._show_results()

    def _show_scenario(self) -> None:
        """Show the hypotheses of the current scenario, or of the first."""
        current = self.scenarios.current() or next(iter(self.document.project.scenarios), None)
        self._note.point_to(at("scenarios", current.id if current is not None else "-", "note"))
        if isinstance(current, Scenario):
            self._note.field.control.setAccessibleName(
                typeset(_("Hypothèses : {name}").format(name=current.name or _("Sans nom")))
            )
        self._note.mark(self._findings)

    def _propose(self) -> None:
        ids = new_id(), new_id(), new_id()
        if self.document.apply(edits.propose_scenarios(ids), self):
            self.scenarios.go_to(at("scenarios", ids[1], "arrivals"))
            self.reveal(self.scenarios.view)

    def _follow_current(self) -> None:
        current = self.scenarios.current()
        if current is not None:
            self.document.apply(edits.follow(current.id), self)

    def _go_to_offers(self) -> None:
        self.address_requested.emit("offers")

    # Going and marking

    def first_address(self) -> str:
        """Return the first sale, or the table of them."""
        return next((at("sales", sale.id, "clients") for sale in self.document.project.sales), "sales")

    def go_to(self, address: str) -> bool:
        """Show and focus the cell or the field for `address`. False when it is not on this page."""
        if address == "scenarios" and not self.document.project.scenarios:
            self.reveal(self.propose_button)
            return True
        if address in ("sales", "offers") and not self.document.project.offers:
            self.reveal(self.no_offer)
            return address == "sales"
        for table in self.tables:
            if not address.endswith("/note") and table.go_to(address):
                self.reveal(table.view)
                if not table.model.rowCount():
                    table.take_keyboard()
                return True
        return self._go_to_note(address) or super().go_to(address)

    def _go_to_note(self, address: str) -> bool:
        if not (address.endswith("/note") and self.scenarios.go_to(address)):
            return False
        self._show_scenario()
        self.reveal(self._note.field)
        return True
