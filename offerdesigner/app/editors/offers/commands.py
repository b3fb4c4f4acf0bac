"""The commands of the offers grid: its rows are prices, services and their groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt

from offerdesigner.app.document import Document
from offerdesigner.app.editors.grid.clipboard import block_of
from offerdesigner.app.editors.grid.commands import GridCommands
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.grid.notes import Notes
from offerdesigner.app.editors.grid.view import GridView
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.grid_rows import Row, RowKind, price_label
from offerdesigner.model.address import at, get, index_of
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.inheritance import can_follow
from offerdesigner.model.offers import Offer
from offerdesigner.text import _, listed, plural

if TYPE_CHECKING:
    from offerdesigner.app.models.service_choices import Pick

_NOT_OF_SERVICES = ("group:price", "group:public")


class OfferCommands(GridCommands):
    """The commands of the offers grid: its rows are services, groups and prices."""

    def __init__(self, document: Document, view: GridView) -> None:
        super().__init__(document, view)
        self.notes = Notes(self)
        view.keys.tie(QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_G), self.group_rows)

    def moved_row(self, row: Row, step: int) -> Edit | None:
        """Move the selected services among their group and into the next, or a whole group."""
        if row.kind is RowKind.SERVICE:
            return grid_edits.move_services(self.document.project, self._services_with(row), step)
        if row.kind is RowKind.GROUP and row.address:
            return grid_edits.move_group(self.document.project, row.key, step)
        return None

    def _services_with(self, row: Row) -> list[Id]:
        """Return the services of the selected rows when `row` is one of them, else its own."""
        block = block_of(self.view)
        rows = [self.columns.rows[place] for place in block.rows] if block is not None else []
        chosen = [other.key for other in rows if other.kind is RowKind.SERVICE]
        return chosen if row.key in chosen else [row.key]

    def dropped_row(self, row: Row, on: Row, below: bool) -> Edit | None:
        """Put a service beside another, or first in a group; put a group at the place of another."""
        project = self.document.project
        if on.kind not in (RowKind.SERVICE, RowKind.GROUP) or not on.address:
            return None
        group = on.key if on.kind is RowKind.GROUP else get(project, at(on.address, "group"))
        if row.kind is RowKind.GROUP and row.address and group is not None:
            return grid_edits.place_group(project, row.key, index_of(project.groups, group))
        if row.kind is not RowKind.SERVICE:
            return None
        if on.kind is RowKind.SERVICE:
            return grid_edits.place_services(project, [row.key], beside=on.key, below=below, group=group)
        first = next((service.id for service in project.services if service.group == group), None)
        return grid_edits.place_services(project, [row.key], beside=first, below=False, group=group)

    def add_in_row(self, row: Row) -> None:
        """Pick services, or choose the length of a new term."""
        if row.kind is RowKind.ADD_SERVICE:
            self.pick_services(row.key)
        elif row.kind is RowKind.ADD_TERM:
            place = self.columns.row_number(row.id)
            left = self.view.down.section_rect(place).bottomLeft()
            menu = Menu(self.view)
            self.fill_lengths(menu)
            menu.open_at(self.view.down.viewport().mapToGlobal(left))

    def fill_lengths(self, menu: Menu) -> None:
        """Put in a menu the lengths that have no row yet, and a line of another price."""
        shown = {row.months for row in self.columns.rows if row.kind is RowKind.PRICE}
        for months in (1, 3, 6, 12, 24, 36):
            if months not in shown:
                menu.offer(price_label(months), self.add_length, months)
        menu.addSeparator()
        menu.offer(_("Une autre ligne de prix"), self.add_line, enabled=self.offer is not None)

    def add_length(self, months: int) -> None:
        """Give a row to a length of term, and let its price be typed for the current offer."""
        offer = self.offer or self.columns.offers[0]
        self.columns.expect_months(months)
        self.columns.reveal(f"price:{months}")
        self.view.go_to_cell(self.columns.index_at(f"price:{months}", offer.id), edit=True)

    def add_line(self) -> None:
        """Add a price line to the current offer, and let it be named."""
        offer = self.offer
        if offer is None:
            return
        before = {row.id for row in self.columns.every_row}
        if self.apply(grid_edits.add_line(self.document.project, offer, self.columns.prices.side)):
            added = next((row.id for row in self.columns.every_row if row.id not in before), "")
            self._name_row(added)

    def _name_row(self, row_id: str) -> None:
        """Let a row be named in its heading."""
        place = self.columns.reveal(row_id)
        if place >= 0:
            self.view.go_to_heading(place, rename=True)

    def pick_services(self, group: Id) -> None:
        """Ask which services to add; those in one's own words go in a group."""
        # Imported here: few sessions need it.
        from offerdesigner.app.editors.offers.service_picker import ServicePicker

        picker = ServicePicker(self.document.project, self.columns.range_id, group or None, self.view)
        picker.picked.connect(self._add_picked)
        picker.open()

    def _add_picked(self, picks: Sequence[Pick], edit: Edit) -> None:
        if not self.apply(edit):
            return
        place = self.columns.reveal(f"service:{picks[0].id}")
        column = max(0, self.view.currentIndex().column())
        index = self.columns.index(place, column)
        if index.isValid():
            self.view.go_to_cell(index)
        else:
            self.view.go_to_heading(place)

    def add_service(self, group: Id) -> None:
        """Add a service in a group, and let its need be typed."""
        wanted = new_id()
        if self.apply(grid_edits.add_service(group or None, wanted)):
            self._name_row(f"service:{wanted}")

    def add_group(self) -> None:
        """Add a group of services, and let it be named."""
        wanted = new_id()
        if self.apply(grid_edits.add_group(self.document.project, wanted)):
            self._name_row(f"group:{wanted}")

    def group_rows(self) -> None:
        """Put the selected services in a new group, and let it be named."""
        row, wanted = self.row, new_id()
        if row is None or row.kind is not RowKind.SERVICE:
            return
        if self.apply(grid_edits.group_services(self.document.project, self._services_with(row), wanted)):
            self._name_row(f"group:{wanted}")

    def fold_all(self, folded: bool) -> None:
        """Fold every group, or unfold them all."""
        groups = [row.id for row in self.columns.every_row if row.kind is RowKind.GROUP]
        self.columns.fold(groups if folded else ())

    def fill_row_menu(self, menu: Menu, row: Row) -> None:
        """Add to the menu of a row what services and groups allow."""
        super().fill_row_menu(menu, row)
        if row.kind is RowKind.SERVICE:
            words = _("Ne pas imprimer cette ligne") if row.is_printed else _("Imprimer cette ligne")
            menu.offer(words, self.print_row, row, not row.is_printed, icon="print")
        if row.kind is RowKind.SERVICE or (row.kind is RowKind.GROUP and row.id not in _NOT_OF_SERVICES):
            self._fill_grouping(menu, row)
        if row.id == "group:price":
            self.fill_lengths(menu)
        if row.kind is RowKind.GROUP:
            self._fill_folding(menu, row)

    def _fill_grouping(self, menu: Menu, row: Row) -> None:
        group = row.key if row.kind is RowKind.GROUP else get(self.document.project, at(row.address, "group"))
        menu.addSeparator()
        if row.kind is RowKind.SERVICE:
            count = len(self._services_with(row))
            words = plural(count, _("Grouper cette ligne"), _("Grouper ces {n} lignes")).format(n=count)
            menu.offer(words, self.group_rows, key="Ctrl+G")
        menu.offer(_("Ajouter des services…"), self.pick_services, group or "", icon="search")
        menu.offer(_("Ajouter un service ici"), self.add_service, group or "", icon="add")
        menu.offer(_("Ajouter un groupe"), self.add_group, icon="add")

    def _fill_folding(self, menu: Menu, row: Row) -> None:
        menu.addSeparator()
        is_folded = row.hidden is not None
        words, key = (_("Déplier"), "→") if is_folded else (_("Replier"), "←")
        menu.offer(words, self.view.down.turn, self.columns.row_number(row.id), key=key)
        menu.offer(_("Tout replier"), self.fold_all, True)
        menu.offer(_("Tout déplier"), self.fold_all, False)

    def fill_cell_menu(self, menu: Menu, row: Row) -> None:
        """Add to the menu of a cell the note under what a service gives, and the way back to what it inherits."""
        if row.kind is not RowKind.SERVICE:
            return
        menu.offer(_("Note…"), self.notes.open, icon="document", key=_("Maj+F2"))
        offers, services = self._selected_cells()
        back = grid_edits.give_back(offers, services)
        if back is not None:
            above = {offer.inherits for offer in offers if offer.inherits}
            names = [offer.name for offer in self.document.project.offers if offer.id in above]
            words = _("Comme dans {offers}").format(offers=listed((f"« {name} »" for name in names), _("ou")))
            menu.offer(words, self.apply, back, icon="undo")

    def _selected_cells(self) -> tuple[list[Offer], list[Id]]:
        """Return the offers and the services of the selected cells."""
        block = block_of(self.view)
        if block is None:
            return [], []
        rows = (self.columns.rows[place] for place in block.rows)
        return [self.columns.offers[place] for place in block.columns], [
            row.key for row in rows if row.kind is RowKind.SERVICE
        ]

    def fill_source_menu(self, menu: Menu) -> None:
        """Put in the menu of an offer all the others that it may inherit, the present one ticked."""
        offer, project = self.offer, self.document.project
        if offer is None:
            return
        possible = [
            other
            for other in project.offers
            if other.id == offer.inherits or (other.range == offer.range and can_follow(project, offer, other))
        ]
        if not possible:
            return
        inner = menu.branch(_("Tout ce qu'il y a dans…"))
        for other in possible:
            edit = grid_edits.follow_offer(offer, other)
            inner.offer(other.name, self.apply, edit, icon="check" if other.id == offer.inherits else "")
        if offer.inherits is not None:
            inner.addSeparator()
            words = _("Rien d'autre : détacher, en gardant son contenu")
            inner.offer(words, self.apply, grid_edits.detach_offer(offer))

    def print_row(self, row: Row, printed: bool) -> None:
        """Print a service on the sheet, or leave it out."""
        words = _("imprimer « {name} »") if printed else _("ne pas imprimer « {name} »")
        self.apply(set_value(at(row.address, "on_sheet"), printed, words.format(name=row.label)))
