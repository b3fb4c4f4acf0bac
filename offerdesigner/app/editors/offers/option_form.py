"""The detail of one option: what it is called, what it costs, when it adds itself, what it needs and what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QWidget

from offerdesigner.app import icons
from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.price.provider import ProviderField
from offerdesigner.app.fields import Binding, CheckField, Field, LineField, QuantityField, bind
from offerdesigner.app.fields.info import field_info
from offerdesigner.app.fields.line import LineEditField
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.grid_cells import grant_text, metric_of
from offerdesigner.app.models.grid_grants import grant_from, quantified_services
from offerdesigner.app.models.option_rows import option_price
from offerdesigner.app.plain import caption, plain_tooltip
from offerdesigner.model.address import Address, at, exists, get
from offerdesigner.model.base import Id
from offerdesigner.model.edits import remove
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Inclusion, Option, TaxMode
from offerdesigner.model.typed import Refused
from offerdesigner.pricing.sides import on_side
from offerdesigner.text import _, listed


class GrantField(LineEditField):
    """What is given of one service: « oui », « 5 personnes », « illimité », words.

    Its value is the grant, and the unit that the service is counted in: « 10 Go » gives it one.
    """

    def __init__(self, document: Document, service: Id, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._service = service

    def _take_typed(self, _text: str) -> None:
        """Wait for the end: half a quantity is another quantity."""

    def _display(self, value: Any) -> None:
        grant, metric = value
        project = self._document.project
        self.control.setText(grant_text(project, grant, metric_of(project, metric)))

    def _read(self) -> Any:
        project = self._document.project
        grant, metric = grant_from(project, self._service, self.control.text(), quantified_services(project))
        service: Any = project.find("services", self._service)
        return grant, metric or service.metric


class AddsList(QWidget):
    """What an option gives: one line a service, and a menu to add another."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._option = ""
        self._shown: tuple[Id, ...] = ()
        self.fields: dict[Id, GrantField] = {}
        self._rows: list[QWidget] = []
        self._column = QFormLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setVerticalSpacing(3)
        self._add = QPushButton(icons.icon("add"), _("Ajouter un service…"), self)
        self._add.setProperty("link", True)
        self._add.clicked.connect(self._choose)
        self._column.addRow(self._add)

    def show_option(self, option: Option) -> None:
        """Show what `option` gives."""
        lines = tuple(line.id for line in option.adds)
        if (self._option, self._shown) != (option.id, lines):
            self._option, self._shown = option.id, lines
            self._build(option)
        for line in option.adds:
            service: Any = self._document.project.find("services", line.service)
            self.fields[line.id].show((line.grant, service.metric))

    def _build(self, option: Option) -> None:
        for row in self._rows:
            self._column.removeRow(row)
        self._rows, self.fields = [], {}
        for line in option.adds:
            self._rows.append(self._row(line))
            self._column.insertRow(self._column.rowCount() - 1, self._rows[-1])

    def _row(self, line: Inclusion) -> QWidget:
        service: Any = self._document.project.find("services", line.service)
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        name = QLabel(service.label, row)
        name.setTextFormat(Qt.TextFormat.PlainText)
        field = GrantField(self._document, line.service, row)
        field.control.setAccessibleName(_("Ce que l'option donne de « {name} »").format(name=service.label))
        field.setProperty("address", at("options", self._option, "adds", line.id))
        field.committed.connect(self._take_grant)
        drop = QToolButton(row)
        drop.setIcon(icons.icon("trash"))
        drop.setToolTip(plain_tooltip(_("Ne plus donner ce service")))
        drop.setAccessibleName(_("Retirer « {name} »").format(name=service.label))
        drop.setProperty("address", at("options", self._option, "adds", line.id))
        drop.clicked.connect(self._drop)
        across.addWidget(name, 1)
        across.addWidget(field, 1)
        across.addWidget(drop)
        self.fields[line.id] = field
        return row

    def _take_grant(self, value: Any) -> None:
        field = self.sender()
        assert isinstance(field, GrantField)
        self._document.apply(grid_edits.grant_of_option(field.property("address"), *value), field)

    def _drop(self) -> None:
        self._document.apply(remove(self.sender().property("address"), _("retirer un service d'une option")), self)

    def _choose(self) -> None:
        project = self._document.project
        option: Option = get(project, at("options", self._option))
        given = {line.service for line in option.adds}
        menu = Menu(self)
        for service in project.services:
            if service.id not in given:
                menu.offer(service.label, self._give, service.id)
        menu.open_at(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _give(self, service: Id) -> None:
        option: Option = get(self._document.project, at("options", self._option))
        self._document.apply(grid_edits.add_to_option(option, service), self)


class LinksButton(QToolButton):
    """The other options that this one needs, or does not go with: ticked in a menu, named on the button."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(icons.icon("chevron-down", "muted"))
        self._options: tuple[Option, ...] = ()
        self._linked: tuple[Id, ...] = ()
        self.clicked.connect(self._open)

    def show_links(self, options: Sequence[Option], linked: tuple[Id, ...]) -> None:
        """Show which of `options` are linked."""
        self._options, self._linked = tuple(options), linked
        names = [option.name for option in options if option.id in linked]
        self.setText(caption(listed(names) or _("aucune")))
        self.setEnabled(bool(options))

    def _open(self) -> None:
        menu = Menu(self)
        for option in self._options:
            action = menu.addAction(caption(option.name))
            action.setCheckable(True)
            action.setChecked(option.id in self._linked)
            action.setData(option.id)
        menu.triggered.connect(self._take)
        menu.open_at(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, action: Any) -> None:
        wanted = {*self._linked, action.data()} if action.isChecked() else {*self._linked} - {action.data()}
        self.chosen.emit(tuple(option.id for option in self._options if option.id in wanted))


class OptionForm(QScrollArea):
    """The fields of the current option, in two columns."""

    closed = Signal()
    address_focused = Signal(str)
    price_requested = Signal(str)
    """The detail of the price at this address was asked for."""
    name_requested = Signal(str)
    """Help with the name of the option at this address was asked for."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._option = ""
        self._side = TaxMode.TTC
        self._bindings: dict[str, Binding] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        self._sides = [QFormLayout(), QFormLayout()]
        across = QHBoxLayout(inner)
        across.setContentsMargins(16, 6, 16, 8)
        across.setSpacing(24)
        for form in self._sides:
            form.setVerticalSpacing(5)
            form.setHorizontalSpacing(10)
            form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
            across.addLayout(form, 1)
        self.setWidget(inner)
        self._inner = inner
        self._fields: dict[str, tuple[int, Field]] = {
            "name": (0, LineField(inner)),
            "description": (0, LineField(inner)),
            "max_quantity": (
                1,
                QuantityField(inner, whole=True, optional=True, unit=_("fois"), minimum=1, maximum=10_000),
            ),
            "when_needed": (1, CheckField(_("S'ajoute d'elle-même au besoin"), inner)),
            "provider": (1, ProviderField(document, inner)),
        }
        for name, (side, field) in self._fields.items():
            title = "" if isinstance(field, CheckField) else field_info(Option, name).title
            field.control.setAccessibleName(field_info(Option, name).title)
            field.control.setToolTip(plain_tooltip(field_info(Option, name).title))
            self._sides[side].addRow(title, field)
        self._fields["name"][1].row.addWidget(self._name_button(inner))
        self.price_button = QPushButton(inner)
        self.price_button.setToolTip(plain_tooltip(_("Détail du prix")))
        self.price_button.clicked.connect(self._ask_for_price)
        self._sides[0].addRow(_("Prix"), self.price_button)
        self.links = {"needs": LinksButton(inner), "excludes": LinksButton(inner)}
        for name, button in self.links.items():
            button.setAccessibleName(field_info(Option, name).title)
            self._sides[1].addRow(field_info(Option, name).title, button)
        self.links["needs"].chosen.connect(self._set_needs)
        self.links["excludes"].chosen.connect(self._set_excludes)
        self.adds = AddsList(document, inner)
        self._sides[0].addRow(_("Donne"), self.adds)
        document.changed.connect(self._follow)

    def _name_button(self, parent: QWidget) -> QToolButton:
        """Return the button, beside the name, that helps to choose it."""
        button = QToolButton(parent)
        button.setIcon(icons.icon("edit"))
        button.setToolTip(plain_tooltip(_("Choisir le nom… (Ctrl+F2)")))
        button.setAccessibleName(_("Choisir le nom…"))
        button.clicked.connect(self._ask_for_name)
        return button

    @property
    def option_id(self) -> Id:
        """The option that is shown, or ""."""
        return self._option

    def wanted_height(self) -> int:
        """Return the height at which nothing need be scrolled."""
        return self._inner.sizeHint().height() + 2

    def show_option(self, option_id: Id) -> None:
        """Show an option."""
        self._option = option_id
        for name, (_side, field) in self._fields.items():
            address = at("options", option_id, name)
            if name in self._bindings:
                self._bindings[name].point_to(address)
            else:
                self._bindings[name] = bind(self._document, field, address, _("option"))
                self._bindings[name].entered.connect(self.address_focused)
        self._refresh()

    def show_side(self, side: TaxMode) -> None:
        """Show the price TTC, or HT."""
        self._side = side
        if self._option:
            self._refresh()

    def _follow(self, _change: Change) -> None:
        if self._option:
            self._refresh()

    def _refresh(self) -> None:
        project = self._document.project
        if not exists(project, at("options", self._option)):
            self._option = ""
            self.closed.emit()
            return
        option: Option = get(project, at("options", self._option))
        others = [other for other in project.options if other.id != option.id]
        for name, button in self.links.items():
            blocker = QSignalBlocker(button)
            button.show_links(others, getattr(option, name))
            blocker.unblock()
        shown = on_side(option, self._side, project.structure.vat)
        self._sides[1].setRowVisible(self._fields["provider"][1], bool(project.partners))
        self.price_button.setText(option_price(project, shown, option) or _("Donner un prix…"))
        self.adds.show_option(option)

    def _set_needs(self, others: object) -> None:
        self._link("needs", others)

    def _set_excludes(self, others: object) -> None:
        self._link("excludes", others)

    def _link(self, field: str, others: Any) -> None:
        option: Option = get(self._document.project, at("options", self._option))
        try:
            edit = grid_edits.set_links(self._document.project, option, field, others)
        except Refused as refusal:
            self._document.refused.emit(str(refusal))
            return
        self._document.apply(edit, self)

    def _ask_for_name(self) -> None:
        self.name_requested.emit(at("options", self._option))

    def _ask_for_price(self) -> None:
        option: Option = get(self._document.project, at("options", self._option))
        rate = option.rates[0].id if option.rates else ""
        self.price_requested.emit(at("options", self._option, "rates", rate))

    def go_to(self, address: Address) -> bool:
        """Put the cursor in the field for `address`."""
        parts = address.split("/")
        name = parts[2] if len(parts) > 2 else "name"
        widget: QWidget | None = self._fields[name][1] if name in self._fields else self.links.get(name)
        widget = widget or (self.price_button if name == "rates" else self.adds if name == "adds" else None)
        if widget is None:
            return False
        self.ensureWidgetVisible(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def mark(self, findings: Sequence[Finding]) -> None:
        """Mark the fields with the findings about them."""
        for binding in self._bindings.values():
            binding.mark(findings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
