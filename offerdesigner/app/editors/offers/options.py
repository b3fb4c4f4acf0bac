"""The options under the offers grid, in the same columns: proposed, included or neither, with their detail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.grid.cell_menu import CellMenu
from offerdesigner.app.editors.grid.commands import GridCommands
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.grid.view import GridView
from offerdesigner.app.editors.offers.option_form import OptionForm
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.grid_model import OptionsModel
from offerdesigner.app.models.grid_rows import Row
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.model.address import Address, at, index_of
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.edits import Edit
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Option, TaxMode
from offerdesigner.text import _

LEAST_TABLE = 56
LEAST_FORM = 200


class OptionCommands(GridCommands):
    """The commands of the options strip: its rows are options."""

    def add(self) -> None:
        """Add an option, and let it be named."""
        wanted = new_id()
        if self.apply(grid_edits.add_option(self.document.project, wanted)):
            self.view.go_to_heading(self.columns.row_number(f"option:{wanted}"), rename=True)

    def fill_cell_menu(self, menu: Menu, row: Row) -> None:
        """Add to the menu of a cell what makes the option part of the offer."""
        offer, project = self.offer, self.document.project
        option: Option = project.find("options", row.key)  # type: ignore[assignment]
        if offer is None or not option.adds or not option.is_available_for(offer):
            return
        menu.addSeparator()
        for words, with_price in (
            (_("Intégrer à « {offer} », avec son prix"), True),
            (_("Intégrer à « {offer} », sans changer le prix"), False),
        ):
            edit = grid_edits.integrate_option(project, option, offer, with_price=with_price)
            menu.offer(words.format(offer=offer.name), self.apply, edit, icon="check" if with_price else "")

    def moved_row(self, row: Row, step: int) -> Edit | None:
        """Move an option among the others."""
        project = self.document.project
        return grid_edits.move_option(project, row.key, index_of(project.options, row.key) + step)

    def dropped_row(self, row: Row, on: Row, below: bool) -> Edit | None:
        """Put an option at the place of another."""
        project = self.document.project
        return grid_edits.move_option(project, row.key, index_of(project.options, on.key))


class OptionsStrip(QWidget):
    """A heading, the table of the options, and the detail of one of them when it is asked for."""

    address_focused = Signal(str)
    price_requested = Signal(str)

    def __init__(self, document: Document, range_id: Id, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.model = OptionsModel(document, range_id, self)
        self.view = GridView(document, self.model, self)
        self.view.setAccessibleName(_("Options"))
        self.view.across.hide()
        self.commands = OptionCommands(document, self.view)
        self.cell_menu = CellMenu(self.commands)
        self.form = OptionForm(document, self)
        self.form.hide()
        self._fold = QToolButton(self)
        self._is_unfolded = True
        self._fold.setToolTip(plain_tooltip(_("Replier ou déplier les options")))
        self._fold.setAccessibleName(_("Options"))
        self._fold.clicked.connect(self._turn)
        self._count = QLabel(self)
        self._detail = QPushButton(_("Détail de l'option…"), self)
        self._detail.setToolTip(plain_tooltip(_("Ctrl+Entrée")))
        self._detail.setProperty("link", True)
        self._detail.clicked.connect(self._open_current)
        self._add = QPushButton(_("Ajouter une option…"), self)
        self._add.setProperty("link", True)
        self._add.clicked.connect(self.commands.add)
        self._lay_out()
        self._connect()
        self._say_count()
        self._fit_height()

    def _lay_out(self) -> None:
        title = QLabel(_("Options"), self)
        title.setFont(theme.font(bold=True))
        theme.mark(self._count, "tone", "muted")
        self._fold.setIcon(icons.icon("chevron-down"))
        self._heading = QWidget(self)
        theme.mark(self._heading, "ground", "head")
        self._heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The heading never widens the page: it says less first.
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        across = QHBoxLayout(self._heading)
        across.setContentsMargins(4, 0, 8, 0)
        for widget in (self._fold, title, self._count):
            across.addWidget(widget)
        across.addStretch(1)
        across.addWidget(self._detail)
        across.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        self._panes = QSplitter(Qt.Orientation.Vertical, self)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self.view)
        self._panes.addWidget(self.form)
        self.view.setMinimumHeight(scaled(LEAST_TABLE))
        self.form.setMinimumHeight(scaled(96))
        column.addWidget(self._panes, 1)

    def _connect(self) -> None:
        self._document.changed.connect(self._follow)
        self.view.cursor_moved.connect(self._follow_cursor)
        self.view.detail_requested.connect(self._open_detail)
        self.form.closed.connect(self._close_form)
        self.form.address_focused.connect(self.address_focused)
        self.form.price_requested.connect(self.price_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out of the heading what there is no room for: how many, then the way to the detail."""
        super().resizeEvent(event)
        for whole in (self._count, self._detail):
            whole.show()
        for spared in (self._count, self._detail):
            spared.setVisible(self._heading.sizeHint().width() <= event.size().width())

    def show_range(self, range_id: Id) -> None:
        """Show what the offers of another range make of the options."""
        self.model.show_range(range_id)
        self.view.fit_sizes()

    def show_side(self, side: TaxMode) -> None:
        """Show the prices TTC, or HT."""
        self.model.show_side(side)
        self.form.show_side(side)
        self._say_count()

    def _follow(self, _change: Change) -> None:
        self._say_count()
        self._fit_height()

    def _say_count(self) -> None:
        count = len(self._document.project.options)
        words = _("{n} dans ce projet").format(n=count)
        if self._document.project.structure.vat.rate:
            words = _("{count} · prix {side}").format(count=words, side=self.model.prices.side.upper())
        self._count.setText(words if count else _("Rien en option. Un besoin que tous n'ont pas ?"))
        self._detail.setEnabled(bool(count))

    def _turn(self) -> None:
        self.unfold(not self._is_unfolded)

    def unfold(self, unfolded: bool) -> None:
        """Show the options, or only their heading."""
        self._is_unfolded = unfolded
        self._fold.setIcon(icons.icon("chevron-down" if unfolded else "chevron-right"))
        self._fit_height()

    def _fit_height(self) -> None:
        """Take no more room than the options need."""
        least = most = self._heading.sizeHint().height()
        is_open = self._is_unfolded and self.model.rowCount() > 0
        self._panes.setVisible(is_open)
        if is_open:
            most += self.view.down.length() + 2 * self.view.frameWidth()
            least += scaled(LEAST_TABLE)
        if is_open and not self.form.isHidden():
            wanted = self.form.wanted_height()
            most, least = most + wanted + 8, least + min(wanted, scaled(LEAST_FORM))
            self._panes.setSizes([most - wanted, wanted])
        self.setMaximumHeight(most)
        self.setMinimumHeight(min(least, most))

    # Detail

    @property
    def current_option(self) -> Id:
        """The option the cursor is on, or ""."""
        row = self.commands.row
        return row.key if row is not None else ""

    def _follow_cursor(self, address: Address) -> None:
        if not self.form.isHidden() and self.current_option:
            self.form.show_option(self.current_option)
        self.address_focused.emit(address)

    def _open_current(self) -> None:
        options = self._document.project.options
        self.open_form(self.current_option or (options[0].id if options else ""))

    def _open_detail(self, _index: QModelIndex) -> None:
        self._open_current()

    def open_form(self, option_id: Id) -> None:
        """Show the detail of an option, with the cursor in it."""
        if not option_id:
            return
        self.unfold(True)
        row = self.model.row_number(f"option:{option_id}")
        if self.model.columnCount() and self.current_option != option_id:
            self.view.setCurrentIndex(self.model.index(row, max(0, self.view.currentIndex().column())))
        self.form.show_option(option_id)
        self.form.show()
        self._fit_height()
        self.form.go_to(at("options", option_id, "name"))

    def _close_form(self) -> None:
        had_option = self.form.option_id or self.current_option
        self.form.hide()
        self._fit_height()
        row = self.model.row_number(f"option:{had_option}")
        if row >= 0 and self.model.columnCount():
            self.view.go_to_cell(self.model.index(row, max(0, self.view.currentIndex().column())))

    def go_to(self, address: Address) -> bool:
        """Go to an option: its cells for a price or an offer, its detail for the rest."""
        parts = address.split("/")
        if parts[0] != "options" or len(parts) < 2:
            return False
        row = self.model.row_number(f"option:{parts[1]}")
        if row < 0:
            return False
        self.unfold(True)
        field = parts[2] if len(parts) > 2 else "name"
        if field in ("rates", "available_for") and self.model.columnCount():
            self.view.go_to_cell(self.model.index(row, self._column_with(parts[1])))
            return True
        self.open_form(parts[1])
        return self.form.go_to(address)

    def _column_with(self, option_id: Id) -> int:
        """Return the first column where the option is proposed: that is where its price shows."""
        option = self._document.project.find("options", option_id)
        offered = (place for place, offer in enumerate(self.model.offers) if option.is_available_for(offer))  # type: ignore[attr-defined]
        return next(offered, 0)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark options and fields."""
        self.model.show_findings(findings)
        self.form.mark(findings)
