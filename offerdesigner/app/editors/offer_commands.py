"""The commands of the offers grid: its rows are prices, services and their groups."""

from __future__ import annotations

from offerdesigner.app.document import Document
from offerdesigner.app.editors.grid_commands import GridCommands
from offerdesigner.app.editors.grid_menus import Menu
from offerdesigner.app.editors.grid_notes import Notes
from offerdesigner.app.editors.grid_view import GridView
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.grid_rows import Row, RowKind, price_label
from offerdesigner.model.address import at, get
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.text import _


class OfferCommands(GridCommands):
    """The commands of the offers grid: its rows are services, groups and prices."""

    def __init__(self, document: Document, view: GridView) -> None:
        super().__init__(document, view)
        self.notes = Notes(self)

    def moved_row(self, row: Row, step: int) -> Edit | None:
        """Move a service among its group and into the next, or a whole group."""
        if row.kind is RowKind.SERVICE:
            return grid_edits.move_service(self.document.project, row.key, step)
        if row.kind is RowKind.GROUP and row.address:
            return grid_edits.move_group(self.document.project, row.key, step)
        return None

    def dropped_row(self, row: Row, on: Row, below: bool) -> Edit | None:
        """Put a service beside another, or first in a group."""
        project = self.document.project
        if row.kind is not RowKind.SERVICE:
            return None
        if on.kind is RowKind.SERVICE:
            group = get(project, at(on.address, "group"))
            return grid_edits.place_service(project, row.key, beside=on.key, below=below, group=group)
        if on.kind is RowKind.GROUP and on.address:
            first = next((service.id for service in project.services if service.group == on.key), None)
            return grid_edits.place_service(project, row.key, beside=first, below=False, group=on.key)
        return None

    def add_in_row(self, row: Row) -> None:
        """Add a service, or choose the length of a new term."""
        if row.kind is RowKind.ADD_SERVICE:
            self.add_service(row.key)
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
        self.columns.extra_months |= {months}
        self.columns.sync(self.document.project)
        self.view.go_to_cell(self.columns.index_at(f"price:{months}", offer.id), edit=True)

    def add_line(self) -> None:
        """Add a price line to the current offer, and let it be named."""
        offer = self.offer
        if offer is None:
            return
        before = {row.id for row in self.columns.rows}
        if self.apply(grid_edits.add_line(self.document.project, offer)):
            added = next((place for place, row in enumerate(self.columns.rows) if row.id not in before), -1)
            if added >= 0:
                self.view.go_to_heading(added, rename=True)

    def add_service(self, group: Id) -> None:
        """Add a service in a group, and let its need be typed."""
        wanted = new_id()
        if self.apply(grid_edits.add_service(group or None, wanted)):
            self.view.go_to_heading(self.columns.row_number(f"service:{wanted}"), rename=True)

    def add_group(self) -> None:
        """Add a group of services, and let it be named."""
        wanted = new_id()
        if self.apply(grid_edits.add_group(self.document.project, wanted)):
            self.view.go_to_heading(self.columns.row_number(f"group:{wanted}"), rename=True)

    def fill_row_menu(self, menu: Menu, row: Row) -> None:
        """Add to the menu of a row what services and groups allow."""
        super().fill_row_menu(menu, row)
        if row.kind is RowKind.SERVICE or (row.kind is RowKind.GROUP and row.id not in ("group:price", "group:public")):
            group = row.key if row.kind is RowKind.GROUP else get(self.document.project, at(row.address, "group"))
            if row.kind is RowKind.SERVICE:
                words = _("Ne pas imprimer cette ligne") if row.is_printed else _("Imprimer cette ligne")
                menu.offer(words, self.print_row, row, not row.is_printed, icon="print")
            menu.addSeparator()
            menu.offer(_("Ajouter un service ici"), self.add_service, group or "", icon="add")
            menu.offer(_("Ajouter un groupe"), self.add_group, icon="add")
        if row.id == "group:price":
            self.fill_lengths(menu)

    def fill_cell_menu(self, menu: Menu, row: Row) -> None:
        """Add to the menu of a cell the note under what a service gives."""
        if row.kind is RowKind.SERVICE:
            menu.offer(_("Note…"), self.notes.open, icon="document", key=_("Maj+F2"))

    def print_row(self, row: Row, printed: bool) -> None:
        """Print a service on the sheet, or leave it out."""
        words = _("imprimer « {name} »") if printed else _("ne pas imprimer « {name} »")
        self.apply(set_value(at(row.address, "on_sheet"), printed, words.format(name=row.label)))
