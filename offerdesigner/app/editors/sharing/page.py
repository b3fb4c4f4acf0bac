"""The page « Partage »: who stands behind the offers, who does what, who gets what of the expected sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from offerdesigner.app import icons
from offerdesigner.app.editors import catalogues
from offerdesigner.app.editors.catalogue_page import CataloguePage
from offerdesigner.app.editors.form import Mnemonics, Section, scroll_column
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.price.parts import link, muted
from offerdesigner.app.editors.sales_table import SalesTable
from offerdesigner.app.editors.sharing import catalogues as sharing_catalogues
from offerdesigner.app.editors.sharing import edits
from offerdesigner.app.editors.sharing.parts import PartsEditor
from offerdesigner.app.editors.sharing.roles import RolesTable
from offerdesigner.app.editors.sharing.statement import StatementView
from offerdesigner.app.live import PARTNER_STATEMENT
from offerdesigner.app.plain import caption
from offerdesigner.economics.sharing import name_of
from offerdesigner.model.address import at, contains
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit
from offerdesigner.model.sharing import SharingRule
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document


class SharingPage(CataloguePage):
    """The structures, their roles, the rules, the expected sales and the statement, from top to bottom."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._mnemonics = Mnemonics()
        self._shared = [self._roles(), self._rules(), self._sales(), self._statement()]
        scroll_column(self, (self._structures(), *self._shared), _("Qui fait quoi, et qui reçoit quoi ?"))
        document.changed.connect(self._follow)
        self._show_dependents()

    @property
    def printed(self) -> str:
        """The statement, once there is somebody to share with."""
        return PARTNER_STATEMENT if self.document.project.partners else super().printed

    # Sections

    def _structures(self) -> Section:
        section = Section(_("Les structures"), self._mnemonics)
        self.purpose = muted(
            _(
                "Quand plusieurs structures portent une offre ensemble, cette page dit qui fait quoi et qui reçoit "
                "quoi : elle partage ce que rapportent les ventes, au centime près."
            ),
            section,
        )
        self.start_button = QPushButton(icons.icon("add"), _("Ajouter une structure partenaire"), section)
        self.start_button.clicked.connect(self._add_first)
        self.ours = link("", section)
        self.ours.clicked.connect(self._go_to_ours)
        self.partners = self.add_table(catalogues.partners())
        section.column.addWidget(self.purpose)
        section.column.addWidget(self.ours, alignment=Qt.AlignmentFlag.AlignLeft)
        section.column.addWidget(self.partners)
        section.column.addWidget(self.start_button, alignment=Qt.AlignmentFlag.AlignLeft)
        return section

    def _roles(self) -> Section:
        remark = _("Ce qui est encaissé par une structure lui revient en entier ; le reste se partage.")
        section = Section(_("Qui fait quoi"), self._mnemonics, remark=remark)
        self.roles = self.take_table(RolesTable(self.document, self))
        section.column.addWidget(self.roles)
        return section

    def _rules(self) -> Section:
        remark = _("Pour ce qui n'est encaissé par personne en particulier. L'adhésion reste chez vous.")
        section = Section(_("Règles de partage"), self._mnemonics, remark=remark)
        self.rules = self.add_table(sharing_catalogues.rules())
        self.offers_button = self.rules.add_action(_("Offres…"), self._choose_offers)
        self.rules.current_changed.connect(self._show_rule)
        self.parts = PartsEditor(self.document, self)
        self.parts.address_focused.connect(self.address_focused)
        section.column.addWidget(self.rules)
        section.column.addWidget(self.parts)
        return section

    def _sales(self) -> Section:
        section = Section(_("Ventes prévues"), self._mnemonics)
        self.no_offer = muted(_("Il faut d'abord une offre à vendre."), section)
        self.sales = self.take_table(SalesTable(self.document, self))
        section.column.addWidget(self.no_offer)
        section.column.addWidget(self.sales)
        return section

    def _statement(self) -> Section:
        remark = _("Hors taxes, pour la première année. L'aperçu montre ce que reçoit chaque structure.")
        section = Section(_("Relevé"), self._mnemonics, remark=remark)
        self.statement = StatementView(self.document, self)
        section.column.addWidget(self.statement)
        return section

    # Following the project

    def _follow(self, change: Change) -> None:
        self._show_dependents()
        if bool(change.previous.partners) != bool(change.project.partners):
            self.printed_changed.emit()

    def _show_dependents(self) -> None:
        project = self.document.project
        together = bool(project.partners)
        for section in self._shared:
            section.setVisible(together)
        self.partners.setVisible(together)
        self.ours.setVisible(together)
        self.purpose.setVisible(not together)
        self.start_button.setVisible(not together)
        form = project.structure.legal_form
        name = name_of(project, None)
        self.ours.setText(caption(_("Nous : {name}").format(name=f"{name} · {form}" if form else name)))
        self.no_offer.setVisible(not project.offers)
        self.sales.setVisible(bool(project.offers))
        self._show_rule()

    def _show_rule(self) -> None:
        rules = self.document.project.sharing
        current = self.rules.current()
        wanted = next((rule for rule in rules if current is not None and rule.id == current.id), None)
        self.parts.show_rule(wanted or next(iter(rules), None))

    def _add_first(self) -> None:
        self.partners.add()

    def _go_to_ours(self) -> None:
        self.address_requested.emit("structure/name")

    # Choosing several

    def _choose_offers(self) -> None:
        rule = self.rules.current()
        if not isinstance(rule, SharingRule):
            return
        menu = Menu(self)
        menu.tick(
            _("Toutes celles sans règle à elles"), rule.offers is None, self._apply, edits.share_every_offer(rule.id)
        )
        menu.addSeparator()
        for offer in self.document.project.offers:
            chosen = offer.id in (rule.offers or ())
            menu.tick(offer.name or _("Offre sans nom"), chosen, self._toggle_offer, rule.id, offer.id)
        menu.open_at(self.offers_button.mapToGlobal(self.offers_button.rect().bottomLeft()))

    def _toggle_offer(self, rule: Id, offer: Id) -> None:
        self._apply(edits.toggle_offer(self.document.project, rule, offer))

    def _apply(self, edit: Edit) -> None:
        self.document.apply(edit, self)

    # Going and marking

    def first_address(self) -> str:
        """Return the first partner."""
        return next((at("partners", partner.id) for partner in self.document.project.partners), "")

    def go_to(self, address: str) -> bool:
        """Show and focus the cell for `address`. False when it is not on this page."""
        if not self.document.project.partners:
            self.reveal(self.start_button)
            return address == "partners"
        for table in self.tables:
            if table.go_to(address):
                if contains("sharing", address) and address.endswith("/shares"):
                    self._show_rule()
                    self.reveal(self.parts)
                    self.parts.focus()
                else:
                    self.reveal(table.view)
                return True
        return False
