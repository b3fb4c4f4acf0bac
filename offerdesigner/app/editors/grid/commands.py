"""What one does to the columns and rows of a table of offers: add, rename, move, duplicate, remove."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, QModelIndex, QObject, QPoint, Qt, Signal

from offerdesigner.app.document import Document
from offerdesigner.app.editors.grid.clipboard import Blocks
from offerdesigner.app.editors.grid.live import LiveTyping
from offerdesigner.app.editors.grid.menus import Menu, put_action
from offerdesigner.app.editors.grid.view import GridView
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.grid_rows import ADDING, Row, RowKind
from offerdesigner.model.address import Address, at, get
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.finding import Fix
from offerdesigner.model.offers import Offer
from offerdesigner.model.typed import Refused
from offerdesigner.text import _

Key = Qt.Key
_ALT, _CONTROL, _SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_PLAIN = Qt.KeyboardModifier.NoModifier


class GridCommands(QObject):
    """The commands of one view; subclasses say what its rows are."""

    name_requested = Signal(str)
    """Somebody wants help with the name of the offer or the option at this address."""

    def __init__(self, document: Document, view: GridView) -> None:
        super().__init__(view)
        self.document = document
        self.view = view
        self.columns = view.columns
        self._naming: LiveTyping | None = None
        self._typed_name = ""
        view.name_of = self._name_of
        view.across.moved.connect(self._drop_offer)
        view.down.moved.connect(self._drop_row)
        for heading in (view.across, view.down):
            heading.pressed_on.connect(self._enter_heading)
            heading.rename_typed.connect(self._type_name)
            heading.renamed.connect(self._end_name)
            heading.menu_requested.connect(self._open_menu)
        view.adding_pressed.connect(self._press_adding)
        view.fix_pressed.connect(self._offer_fixes)
        self._tie_keys()
        self.blocks = Blocks(self, view)

    def _tie_keys(self) -> None:
        tie = self._tie
        tie(_ALT, Key.Key_Left, self.move_left)
        tie(_ALT, Key.Key_Right, self.move_right)
        tie(_ALT, Key.Key_Up, self.move_up)
        tie(_ALT, Key.Key_Down, self.move_down)
        tie(_PLAIN, Key.Key_Insert, self.add)
        tie(_CONTROL | _SHIFT, Key.Key_N, self.add)
        tie(_PLAIN, Key.Key_Space, self.toggle)

    def _tie(self, held: Qt.KeyboardModifier, key: Qt.Key, command: Callable[[], object]) -> None:
        self.view.keys.tie(QKeyCombination(held, key), command)

    # Where one is

    @property
    def offer(self) -> Offer | None:
        """The offer of the current column."""
        index = self.view.currentIndex()
        return self.columns.offer_at(index) if index.isValid() else None

    @property
    def row(self) -> Row | None:
        """The row that the keyboard is on."""
        place = self.view.heading_row
        return self.columns.rows[place] if 0 <= place < len(self.columns.rows) else None

    def apply(self, edit: Edit | None) -> bool:
        """Make an edit, if there is one."""
        return edit is not None and self.document.apply(edit, self.view)

    def say(self, sentence: str) -> None:
        """Show a sentence at the current cell."""
        self.view.say(sentence, self.view.visualRect(self.view.currentIndex()))

    # Offers

    def add(self) -> None:
        """Add an offer after the current one, and let its name be typed."""
        wanted = new_id()
        after = self.offer.id if self.offer is not None else None
        if self.apply(grid_edits.add_offer(self.document.project, self.columns.range_id, wanted, after)):
            self.name_offer(wanted)

    def duplicate(self) -> None:
        """Duplicate the current offer, and let the copy be named."""
        self.duplicate_into(None)

    def duplicate_into(self, range_id: Id | None) -> None:
        """Duplicate the current offer, here or in another range."""
        wanted = new_id()
        if self.offer is None:
            return
        copied = grid_edits.duplicate_offer(self.document.project, self.offer, wanted, range_id)
        if self.apply(copied) and range_id is None:
            self.name_offer(wanted)

    def name_offer(self, offer_id: Id) -> None:
        """Let an offer be named in its heading."""
        column = self.columns.column_number(offer_id)
        self.view.go_to_cell(self.columns.index(self.columns.first_row, column))
        self.view.across.ask_for_name(column)

    def remove_offer(self) -> None:
        """Remove the current offer: it can be undone, so nothing is asked."""
        if self.offer is not None:
            self.apply(grid_edits.remove_offer(self.offer))

    def move_left(self) -> None:
        """Move the current offer one column to the left."""
        self._move_offer(-1)

    def move_right(self) -> None:
        """Move the current offer one column to the right."""
        self._move_offer(1)

    def _move_offer(self, step: int) -> None:
        if self.offer is not None:
            self._drop_offer(self.view.currentIndex().column(), self.view.currentIndex().column() + step)

    def _drop_offer(self, column: int, to: int) -> None:
        offer = self.columns.offers[column]
        if self.apply(grid_edits.move_offer(self.document.project, offer, to)):
            self.view.scrollTo(self.view.currentIndex())

    # Rows

    def move_up(self) -> None:
        """Move what the current row stands for upwards."""
        self._move_row(-1)

    def move_down(self) -> None:
        """Move what the current row stands for downwards."""
        self._move_row(1)

    def _move_row(self, step: int) -> None:
        row, on_heading, column = self.row, self.view.down.hasFocus(), self.view.currentIndex().column()
        if row is None or not self.apply(self.moved_row(row, step)):
            return
        place = self.columns.reveal(row.id)
        if on_heading:
            self.view.go_to_heading(place)
        elif self.view.currentIndex().row() != place:
            # It entered a folded group, which took it from under the cursor.
            self.view.go_to_cell(self.columns.index(place, column))
        else:
            self.view.scrollTo(self.view.currentIndex())

    @abstractmethod
    def moved_row(self, row: Row, step: int) -> Edit | None:
        """Return the edit that moves a row one step."""

    @abstractmethod
    def dropped_row(self, row: Row, on: Row, below: bool) -> Edit | None:
        """Return the edit that puts a row at the place of another."""

    def _drop_row(self, place: int, to: int) -> None:
        row, on = self.columns.rows[place], self.columns.rows[to]
        self.apply(self.dropped_row(row, on, to > place))

    def remove_row(self) -> None:
        """Remove what the current row stands for, and say why nothing is where nothing can be."""
        row = self.row
        if row is None:
            return
        # A length that was being typed is no longer awaited: its row goes with its prices, or alone.
        if self._take_back(row):
            return
        edit = grid_edits.remove_row(self.document.project, row, self.columns.range_id)
        if edit is not None:
            self.apply(edit)
        elif row.price_list:
            self.say(_("Ces prix suivent déjà la grille : il n'y a rien à supprimer."))
        elif row.kind is RowKind.PRICE:
            self.say(_("« {name} » est la ligne du prix de base : videz plutôt ses cases.").format(name=row.label))

    def remove_unpriced_row(self) -> bool:
        """Take back the current row if it awaits the price of a length that no offer has; tell whether it did."""
        row = self.row
        if row is None or grid_edits.remove_row(self.document.project, row, self.columns.range_id) is not None:
            return False
        return self._take_back(row)

    def _take_back(self, row: Row) -> bool:
        """Await no price in a row any longer; say so, and return True, if the row is gone with it."""
        if row.kind is not RowKind.PRICE or row.price_list or not self.columns.forget_months(row.months):
            return False
        if self.columns.row_number(row.id) >= 0:
            return False
        self.say(_("La ligne « {name} » n'avait pas de prix : elle est retirée.").format(name=row.label))
        return True

    def add_in_row(self, row: Row) -> None:
        """Add what a row « Ajouter… » promises, in a table that has such rows."""

    def _press_adding(self, place: int) -> None:
        self.add_in_row(self.columns.rows[place])

    def _enter_heading(self, section: int) -> None:
        if self.sender() is self.view.down:
            if self.columns.rows[section].kind not in ADDING:
                self.view.go_to_heading(section)
            else:
                self.add_in_row(self.columns.rows[section])

    # Names

    def rename(self) -> None:
        """Rename the offer of the current column."""
        if self.offer is not None:
            self.view.across.ask_for_name(self.view.currentIndex().column())

    def rename_row(self) -> None:
        """Rename what the current row stands for."""
        if self.row is not None:
            self.view.go_to_heading(self.view.heading_row, rename=True)

    def _name_of(self, across: bool, section: int) -> tuple[str, str] | None:
        """Return the name to rewrite and what to show when it is empty; `None` where nothing has a name."""
        if across:
            self._naming = LiveTyping(self.document, self.view, at("offers", self.columns.offers[section].id))
            return self.columns.offers[section].name, _("Nom de l'offre")
        row = self.columns.rows[section]
        if not row.is_renamable:
            return None
        self._typed_name = row.label
        self._naming = LiveTyping(self.document, self.view, row.address)
        address = self._address_of_name(row)
        return (str(get(self.document.project, address)) if address else row.label), row.label

    def _address_of_name(self, row: Row) -> Address:
        """Return where the name of a row stands; "" when it stands in several places."""
        field = "need" if row.kind is RowKind.SERVICE else "name"
        return at(row.address, field) if row.address else ""

    def _type_name(self, section: int, text: str) -> None:
        self._typed_name = text
        if self._naming is None:
            return
        if self.sender() is self.view.across:
            address = at("offers", self.columns.offers[section].id, "name")
            self._naming.apply(set_value(address, text, _("renommer l'offre")))
            return
        address = self._address_of_name(self.columns.rows[section])
        if address:
            self._naming.apply(set_value(address, text, _("renommer la ligne")))

    def _end_name(self, section: int, kept: bool) -> None:
        naming, self._naming = self._naming, None
        if naming is not None and not kept:
            naming.give_back()
        if self.sender() is self.view.across:
            under = max(self.columns.first_row, self.view.currentIndex().row())
            self.view.go_to_cell(self.columns.index(under, section))
            return
        row = self.columns.rows[section]
        if kept and not row.address and self._typed_name.strip() not in ("", row.label):
            self.apply(grid_edits.rename_line(self.document.project, self.columns.range_id, row, self._typed_name))
        self._back_from_name(section)

    def _back_from_name(self, section: int) -> None:
        index = self.columns.index(section, max(0, self.view.currentIndex().column()))
        if index.isValid() and self.columns.row_at(index).has_cells:
            self.view.go_to_cell(index)
        else:
            self.view.go_to_heading(section)

    # Cells

    def toggle(self) -> None:
        """Space: tick a service, pass an option from one state to the next, fold a group."""
        index = self.view.currentIndex()
        if self.view.down.hasFocus():
            self.view.down.turn(self.view.heading_row)
            return
        if not index.isValid() or not self.columns.row_at(index).has_cells:
            return
        try:
            self.apply(self.columns.toggle_for(self.columns.row_at(index), self.columns.offer_at(index)))
        except Refused as refusal:
            self.say(str(refusal))

    # Menus

    def _open_menu(self, section: int, place: QPoint) -> None:
        menu = Menu(self.view)
        if self.sender() is self.view.across:
            row = max(self.columns.first_row, self.view.currentIndex().row())
            self.view.setCurrentIndex(self.columns.index(row, section))
            self.fill_offer_menu(menu)
        else:
            self.view.go_to_heading(section)
            self.fill_row_menu(menu, self.columns.rows[section])
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.open_at(place)

    def fill_offer_menu(self, menu: Menu) -> None:
        """Put in a menu what one can do with the current offer."""
        last = self.columns.columnCount() - 1
        column = self.view.currentIndex().column()
        menu.offer(_("Renommer"), self.rename, icon="edit", key="F2")
        menu.offer(_("Choisir le nom…"), self._choose_name_of_offer, key="Ctrl+F2")
        menu.offer(_("Détail du prix…"), self._ask_for_detail, icon="price", key=_("Ctrl+Entrée"))
        menu.addSeparator()
        menu.offer(_("Déplacer à gauche"), self.move_left, icon="left", key="Alt+←", enabled=column > 0)
        menu.offer(_("Déplacer à droite"), self.move_right, icon="right", key="Alt+→", enabled=column < last)
        menu.offer(_("Dupliquer"), self.duplicate, icon="duplicate", key="Ctrl+D")
        others = [sold for sold in self.document.project.ranges if sold.id != self.columns.range_id]
        if others:
            into = menu.addMenu(_("Copier vers un autre public"))
            for sold in others:
                put_action(into, sold.name, self.duplicate_into, sold.id)
        self.fill_source_menu(menu)
        menu.addSeparator()
        menu.offer(_("Supprimer l'offre"), self.remove_offer, icon="trash")

    def fill_source_menu(self, menu: Menu) -> None:
        """Put in the menu of an offer what it inherits, in a table that shows it."""

    def fill_row_menu(self, menu: Menu, row: Row) -> None:
        """Put in a menu what one can do with a row."""
        if row.is_renamable:
            menu.offer(_("Renommer"), self.rename_row, icon="edit", key="F2")
        if row.kind is RowKind.OPTION:
            menu.offer(_("Choisir le nom…"), self.name_requested.emit, row.address, key="Ctrl+F2")
        if row.address:
            menu.offer(_("Monter"), self.move_up, icon="up", key="Alt+↑")
            menu.offer(_("Descendre"), self.move_down, icon="down", key="Alt+↓")
        if row.address or row.kind in (RowKind.RATE, RowKind.PRICE, RowKind.COMMITTED):
            words = (
                _("Supprimer le groupe, garder ses lignes") if row.kind is RowKind.GROUP else _("Supprimer la ligne")
            )
            menu.offer(words, self.remove_row, icon="trash", key=_("Suppr"))

    def fill_cell_menu(self, menu: Menu, row: Row) -> None:
        """Put in the menu of a cell what only some tables do."""

    def _choose_name_of_offer(self) -> None:
        if self.offer is not None:
            self.name_requested.emit(at("offers", self.offer.id))

    def _ask_for_detail(self) -> None:
        self.view.detail_requested.emit(self.view.currentIndex())

    def _offer_fixes(self, index: QModelIndex) -> None:
        menu = Menu(self.view)
        for finding in self.columns.look_at(index).findings:
            for fix in finding.fixes:
                menu.offer(fix.title, self._fix, fix, icon="fix")
        menu.open_at(self.view.viewport().mapToGlobal(self.view.visualRect(index).bottomLeft()))

    def _fix(self, fix: Fix) -> None:
        self.apply(fix.edit)
