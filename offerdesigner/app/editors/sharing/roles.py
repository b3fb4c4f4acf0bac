"""« Qui fait quoi »: which structure provides each service, and cashes each price line and option."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from offerdesigner.app.editors.catalogue import CatalogueModel, Column, Index
from offerdesigner.app.editors.catalogues import providers
from offerdesigner.app.editors.table import CatalogueTable, Words
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id, Identified
from offerdesigner.model.project import Project
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_ROLES = "roles"
_SERVICE, _LINE, _OPTION = _("Service"), _("Ligne de prix"), _("Option")


@dataclass(frozen=True)
class Role:
    """Something that a structure provides or cashes; `id` is its address."""

    id: Address
    kind: str
    name: str
    provider: Id | None


def roles(project: Project) -> Iterator[Role]:
    """Yield the services, the price lines of the offers, then the options."""
    unnamed = _("sans nom")
    for service in project.services:
        yield Role(at("services", service.id), _SERVICE, service.label or unnamed, service.provider)
    for offer in project.offers:
        for rate in offer.rates:
            name = " · ".join(part for part in (offer.name or unnamed, rate.name) if part)
            yield Role(at("offers", offer.id, "rates", rate.id), _LINE, name, rate.provider)
    for option in project.options:
        yield Role(at("options", option.id), _OPTION, option.name or unnamed, option.provider)


class RolesModel(CatalogueModel):
    """The roles, one a row; only who has it can be changed."""

    def held(self, project: Project) -> Sequence[Identified]:
        """Return the roles; those that did not change stay the same objects."""
        known: dict[str, Any] = {row.id: row for row in getattr(self, "_rows", ())}
        return [known[role.id] if known.get(role.id) == role else role for role in roles(project)]  # type: ignore[misc]

    def address_at(self, index: Index) -> Address:
        """Return the address of who has the role."""
        return at(self.row_object(index.row()).id, "provider")

    def index_for(self, address: Address) -> QModelIndex:
        """Return the cell of who has the role at `address`, or an invalid index."""
        for row, role in enumerate(self._rows):
            if address == at(role.id, "provider"):
                return self.index(row, len(self.columns) - 1)
        return QModelIndex()

    def choices_at(self, index: Index) -> Sequence[tuple[Any, str]] | None:
        """Return the structures; what a partner does not cash is shared by the rule of its offer."""
        if self.columns[index.column()].choices is None:
            return None
        return self._choices(self._rows[index.row()])

    def _choices(self, role: Any) -> Sequence[tuple[Any, str]]:
        choices = providers(self._document.project)
        return choices if role.kind == _SERVICE else [(None, _("partagé selon la règle")), *choices[1:]]

    def _words(self, item: Identified, column: Column) -> str | None:
        if column.choices:
            held: Any = item
            return next((words for choice, words in self._choices(item) if choice == held.provider), "")
        return super()._words(item, column)


def _kind_of(_project: Project, role: Role) -> str:
    return role.kind


def _name_of(_project: Project, role: Role) -> str:
    return role.name


class RolesTable(CatalogueTable):
    """The table of the roles: nothing is added or removed there."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        columns = (
            Column("kind", _("Quoi"), computed=_kind_of),
            Column("name", _("Nom"), computed=_name_of, stretch=4),
            Column(
                "provider", _("Assuré ou encaissé par"), label=_("changer qui fait quoi"), choices=providers, stretch=3
            ),
        )
        words = Words(
            title=_("Qui fait quoi"),
            empty=_("Rien à répartir encore : ajoutez des services et des offres."),
            add="", added="", removed="", duplicated="", moved="",
        )  # fmt: skip
        super().__init__(document, _ROLES, columns, words, Identified, parent)
        self.view.verticalHeader().hide()

    def _make_model(self, holder: Address, columns: Sequence[Column]) -> CatalogueModel:
        return RolesModel(self._document, holder, columns, self)

    def _make_actions(self) -> dict[str, QAction]:
        return {}

    def _update_actions(self) -> None:
        """There is none."""

    def go_to(self, address: Address) -> bool:
        """Make the cell of `address` current. False when it is not who has a role."""
        index = self.model.index_for(address)
        if index.isValid() and not contains(_ROLES, address):
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        return index.isValid()
