"""The page « Structure »: who sells, under which rules, with which words, what is counted and delivered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pydantic import BaseModel
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors import catalogues
from offerdesigner.app.editors.catalogue_page import CataloguePage
from offerdesigner.app.editors.form import Columns, Mnemonics, Section, align_labels, scroll_column
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.structure import edits as special
from offerdesigner.app.editors.table import shown_name
from offerdesigner.app.fields import (
    AmountField,
    CheckField,
    ChoiceField,
    ColourField,
    DateField,
    Field,
    LineField,
    PictureField,
    QuantityField,
    TextField,
)
from offerdesigner.app.fields.info import field_info
from offerdesigner.app.fields.marks import hint_label, plain_tooltip
from offerdesigner.app.plain import caption
from offerdesigner.app.text_size import scaled
from offerdesigner.model.address import Address, at
from offerdesigner.model.catalogue import Service
from offerdesigner.model.edits import set_value
from offerdesigner.model.project import Project
from offerdesigner.model.replacing import replace_service, replacements
from offerdesigner.model.structure import Brand, Contact, Identifiers, Membership, Structure, Vat
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document

_NARROW_TABLE = 460
_LONGEST_NAME = 280
_SHOWN = ("structure", "services", "offers", "options")


class StructurePage(CataloguePage):
    """Everything about the structure, then the tables of metrics and services."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._mnemonics = Mnemonics()
        left = [self._identity(), self._contact(), self._brand()]
        right = [self._vat(), self._membership(), self._texts()]
        align_labels(left)
        align_labels(right)
        self.columns = Columns(left, right)
        scroll_column(
            self,
            (self.columns, self._metrics(), self._services(), self._partners()),
            _("Qui êtes-vous, et que proposez-vous ?"),
        )
        document.changed.connect(self._follow)
        self._show_dependents()

    # Sections

    def _add(self, section: Section, model: type[BaseModel], address: Address, field: Field, label: str) -> None:
        """Add a bound row to `section`, titled as the model says."""
        section.add_field(field_info(model, address.rpartition("/")[2]).title, field)
        self.bind(field, address, label)

    def _identity(self) -> Section:
        section = Section(_("Identité"), self._mnemonics)
        self._add(section, Structure, "structure/name", LineField(), _("changer le nom"))
        form = LineField(placeholder=_hint(Structure, "legal_form"))
        self._add(section, Structure, "structure/legal_form", form, _("changer la forme juridique"))
        presentation = TextField(hint=_hint(Structure, "presentation"), lines=2)
        self._add(section, Structure, "structure/presentation", presentation, _("changer la présentation"))
        for name in Identifiers.model_fields:
            field = LineField(placeholder=_hint(Identifiers, name), advise=partial(special.about_identifier, name))
            label = _("changer le numéro {name}").format(name=field_info(Identifiers, name).title)
            self._add(section, Identifiers, f"structure/identifiers/{name}", field, label)
        return section

    def _contact(self) -> Section:
        section = Section(_("Contact"), self._mnemonics)
        labels = {
            "person": _("changer l'interlocutrice ou l'interlocuteur"),
            "email": _("changer le courriel"),
            "phone": _("changer le téléphone"),
            "website": _("changer le site"),
            "street": _("changer la rue"),
            "postcode": _("changer le code postal"),
            "town": _("changer la ville"),
        }
        for name, label in labels.items():
            self._add(section, Contact, f"structure/contact/{name}", LineField(), label)
        return section

    def _vat(self) -> Section:
        section = Section(_("TVA"), self._mnemonics)
        self._kind = ChoiceField(choices=[(known.kind, known.label) for known in special.situations()])
        section.add_field(field_info(Vat, "kind").title, self._kind)
        self.bind(self._kind, f"{special.VAT}/kind", _("changer la situation de TVA"), edit=special.choose_situation)
        self._provenance = hint_label("", section)
        section.add_alone(self._provenance)
        rate = QuantityField(unit="%", decimals=2, maximum=100)
        self._add(section, Vat, f"{special.VAT}/rate", rate, _("changer le taux de TVA"))
        self._add(section, Vat, f"{special.VAT}/mention", LineField(), _("changer la mention de TVA"))
        self._propose_mention = QPushButton(_("Écrire la mention proposée"), section)
        theme.mark(self._propose_mention, "link", True)
        self._propose_mention.clicked.connect(self._take_mention)
        section.add_alone(self._propose_mention)
        self._vat_section = section
        return section

    def _membership(self) -> Section:
        self._membership_section = section = Section(_("Adhésion"), self._mnemonics)
        required = CheckField(_("Il faut adhérer pour s'abonner"))
        required.control.setAccessibleName(field_info(Structure, "membership").title)
        section.add_alone(required)
        self.bind(
            required, special.MEMBERSHIP, "",
            read=special.requires_membership, edit=special.require_membership,
        )  # fmt: skip
        self._membership_fields: list[Field] = [
            LineField(),
            AmountField(),
            QuantityField(unit=_("mois"), whole=True, minimum=1, maximum=120),
        ]
        names = ("name", "amount", "period_months")
        labels = (_("renommer l'adhésion"), _("changer le montant de l'adhésion"), _("changer la durée de l'adhésion"))
        for name, field, label in zip(names, self._membership_fields, labels, strict=True):
            self._add(section, Membership, f"{special.MEMBERSHIP}/{name}", field, label)
        return section

    def _brand(self) -> Section:
        section = Section(_("Identité visuelle"), self._mnemonics)
        self._add(section, Brand, "structure/brand/accent", ColourField(), _("changer la couleur"))
        logo = PictureField(hint=_("PNG ou JPEG. Il est gardé dans le projet : le fichier peut disparaître."))
        section.add_field(field_info(Brand, "logo").title, logo)
        self.bind(logo, special.LOGO, "", read=special.logo_of, edit=special.change_logo)
        return section

    def _texts(self) -> Section:
        section = Section(_("Textes de la fiche"), self._mnemonics)
        for name, label in (
            ("conditions", _("changer les conditions")),
            ("end_of_contract", _("changer le texte de fin de contrat")),
        ):
            self._add(section, Project, name, TextField(hint=_hint(Project, name), lines=4), label)
        self._add(section, Project, "valid_from", DateField(), _("changer la date des tarifs"))
        return section

    def _metrics(self) -> Section:
        remark = _("Les unités dont dépendent vos prix ou que vos offres comprennent.")
        section = Section(_("Ce que l'on compte"), self._mnemonics, remark=remark)
        section.column.addWidget(self.add_table(catalogues.metrics()))
        return section

    def _services(self) -> Section:
        remark = _("Le besoin d'abord, le logiciel ensuite : c'est le besoin que l'on cherche.")
        section = Section(_("Services, par besoin"), self._mnemonics, remark=remark)
        self._service_table = self.add_table(catalogues.services())
        section.column.insertWidget(1, self._service_table)
        self._describe = description = LineField(hint=_hint(Service, "description"))
        self._description_label = section.add_field(field_info(Service, "description").title, description)
        self.uses = hint_label("", section)
        section.add_alone(self.uses)
        self._description = self.bind(description, at("services", "", "description"), _("décrire un service"))
        self._service_table.current_changed.connect(self._show_service)
        self.replace_button = self._service_table.add_action(_("Remplacer partout par…"), self._choose_replacement)
        groups = self.add_table(catalogues.groups())
        groups.setMaximumWidth(scaled(_NARROW_TABLE))
        section.column.addWidget(groups)
        return section

    def _partners(self) -> Section:
        remark = _("Des structures qui assurent une partie des services avec vous.")
        section = Section(_("Partenaires"), self._mnemonics, remark=remark)
        together = QPushButton(_("Les partenaires et le partage"), section)
        theme.mark(together, "link", True)
        together.clicked.connect(self._go_to_partners)
        section.column.addWidget(together, alignment=Qt.AlignmentFlag.AlignLeft)
        return section

    def _go_to_partners(self) -> None:
        self.address_requested.emit("partners")

    # Following the project

    def _follow(self, change: Change) -> None:
        before, now = change.previous, change.project
        if any(getattr(before, part) is not getattr(now, part) for part in _SHOWN):
            self._show_dependents()

    def _show_dependents(self) -> None:
        structure = self.document.project.structure
        self._provenance.setText(special.provenance(structure.vat.kind))
        mention = special.proposed_mention(self.document.project)
        self._propose_mention.setToolTip(plain_tooltip(mention))
        self._vat_section.show_row(self._propose_mention, bool(mention))
        for field in self._membership_fields:
            self._membership_section.show_row(field, structure.membership is not None)
        self._show_service()

    def _show_service(self) -> None:
        service = self._service_table.current()
        self._description.point_to(at("services", service.id, "description") if service else "services/-/description")
        prompt = "" if service else _("Choisissez un service dans la table.")
        self._describe.control.setPlaceholderText(prompt)
        shown = (
            _("Description de « {name} »").format(name=self._shortened(shown_name(service)))
            if service
            else _("Description")
        )
        self._description_label.setText(caption(shown))
        said = catalogues.uses(self.document.project, service) if isinstance(service, Service) else ""
        self.uses.setText(typeset(said))
        self._description.mark(self._findings)

    def _choose_replacement(self) -> None:
        """List the services that the current one may give way to."""
        service = self._service_table.current()
        if not isinstance(service, Service):
            return
        menu = Menu(self)
        for other in replacements(self.document.project, service):
            name = other.label or _("Service sans nom")
            menu.offer(self._shortened(name), self._replace, service, other)
        if menu.isEmpty():
            menu.offer(_("Aucun autre service ne se compte de même"), menu.close, enabled=False)
        menu.open_at(self.replace_button.mapToGlobal(self.replace_button.rect().bottomLeft()))

    def _replace(self, service: Service, other: Service) -> None:
        if self.document.apply(replace_service(service, other), self):
            self._service_table.go_to(at("services", other.id))

    def _shortened(self, name: str) -> str:
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, scaled(_LONGEST_NAME))

    def _take_mention(self) -> None:
        mention = special.proposed_mention(self.document.project)
        self.document.apply(set_value(f"{special.VAT}/mention", mention, _("changer la mention de TVA")), self)

    # Going and marking

    def go_to(self, address: str) -> bool:
        """Show and focus the field or the cell for `address`. False when it is not on this page."""
        for table in self.tables:
            if table.go_to(address):
                self.reveal(self._description.field if address.endswith("/description") else table.view)
                return True
        return super().go_to(address)


def _hint(model: type[BaseModel], name: str) -> str:
    return field_info(model, name).help
