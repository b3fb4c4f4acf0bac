"""The menu of a cell: what one does with it, with its row and with its offer."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPoint

from offerdesigner.app.editors.grid.commands import GridCommands
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.text import _


class CellMenu(QObject):
    """Opens the menu of the cells of one table."""

    def __init__(self, commands: GridCommands) -> None:
        super().__init__(commands)
        self._commands = commands
        self._view = commands.view
        self._view.menu_requested.connect(self._open)

    def _open(self, index: QModelIndex, place: QPoint) -> None:
        view, flags = self._view, QItemSelectionModel.SelectionFlag
        is_selected = view.selectionModel().isSelected(index)
        # The commands bear on the whole selection, when the menu is opened on it.
        view.selectionModel().setCurrentIndex(index, flags.NoUpdate if is_selected else flags.ClearAndSelect)
        menu = Menu(view)
        row = view.columns.row_at(index)
        if row.has_cells:
            self._fill(menu, index)
            self._commands.fill_cell_menu(menu, row)
            menu.addSeparator()
            self._commands.fill_row_menu(menu.branch(_("Ligne « {name} »").format(name=row.label)), row)
            if not view.across.isHidden():
                name = view.columns.offer_at(index).name
                self._commands.fill_offer_menu(menu.branch(_("Offre « {name} »").format(name=name)))
        else:
            view.go_to_heading(index.row())
            self._commands.fill_row_menu(menu, row)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.open_at(place)

    def _fill(self, menu: Menu, index: QModelIndex) -> None:
        menu.offer(_("Modifier"), self._view.edit, index, icon="edit", key="F2")
        menu.offer(_("Détail du prix…"), self._view.detail_requested.emit, index, icon="price", key=_("Ctrl+Entrée"))
        menu.addSeparator()
        blocks = self._commands.blocks
        menu.offer(_("Couper"), blocks.cut, key="Ctrl+X")
        menu.offer(_("Copier"), blocks.copy, icon="duplicate", key="Ctrl+C")
        menu.offer(_("Coller"), blocks.paste, key="Ctrl+V")
        for words, fill, down, key in (
            (_("Recopier à droite"), blocks.fill_right, False, "Ctrl+R"),
            (_("Recopier vers le bas"), blocks.fill_down, True, "Ctrl+D"),
        ):
            if blocks.can_fill(down=down):
                menu.offer(words, fill, icon="right" if not down else "down", key=key)
        menu.offer(_("Vider"), blocks.clear, key=_("Suppr"))
