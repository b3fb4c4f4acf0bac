"""The ranges over the offers grid: a tab each, renamed and moved in place, with what heads their sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QTabBar, QWidget

from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.grid.headings import HeadingEditor
from offerdesigner.app.editors.grid.live import LiveTyping
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.fields import Binding, ChoiceField, Field, LineField, TextField, bind
from offerdesigner.app.fields.info import field_info
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.new_ranges import KINDS, audiences
from offerdesigner.app.plain import caption, plain_tooltip
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit, remove, set_value
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Range
from offerdesigner.text import _

_HEADER_EDITS = {
    "audience": _("dire pour qui est la gamme"),
    "kind": _("changer la composition de la gamme"),
    "public": _("changer le public de la fiche"),
    "title": _("changer le titre de la fiche"),
    "lead": _("changer la présentation de la fiche"),
}


class RangeTabs(QTabBar):
    """One tab a range. F2 or a double click renames, dragging or Alt+arrows moves."""

    chosen = Signal(str)
    """Another range is shown: its id."""

    name_requested = Signal(str)
    """Somebody wants help with the name of the range at this address."""

    header_requested = Signal()
    """The title and lead of the sheet were asked for."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: list[Id] = []
        self._editor: HeadingEditor | None = None
        self._typing: LiveTyping | None = None
        self._is_syncing = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("Gammes"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.currentChanged.connect(self._tell)
        self.tabMoved.connect(self._take_move)
        document.changed.connect(self._follow)
        self._sync(document.project.ranges)

    @property
    def range_id(self) -> Id:
        """The range that is shown, or ""."""
        place = self.currentIndex()
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def show_range(self, range_id: Id) -> bool:
        """Show a range; False when there is none of this id."""
        if range_id not in self._ids:
            return False
        self.setCurrentIndex(self._ids.index(range_id))
        return True

    def _follow(self, change: Change) -> None:
        self._sync(change.project.ranges)

    def _sync(self, ranges: Sequence[Range]) -> None:
        before = self.range_id
        self._is_syncing = True
        wanted = [sold.id for sold in ranges]
        for place in range(len(self._ids) - 1, -1, -1):
            if self._ids[place] not in wanted:
                del self._ids[place]
                self.removeTab(place)
        for place, sold in enumerate(ranges):
            if sold.id not in self._ids:
                self._ids.insert(place, sold.id)
                self.insertTab(place, "")
            found = self._ids.index(sold.id)
            if found != place:
                self._ids.insert(place, self._ids.pop(found))
                self.moveTab(found, place)
            name = caption(sold.name or _("Sans nom"))
            if self.tabText(place) != name:
                self.setTabText(place, name)
        self._is_syncing = False
        self.setVisible(bool(ranges))
        if self.range_id != before:
            self.chosen.emit(self.range_id)

    def _tell(self, _place: int) -> None:
        if not self._is_syncing:
            self.chosen.emit(self.range_id)

    def _take_move(self, origin: int, place: int) -> None:
        if self._is_syncing:
            return
        moved = self._ids.pop(origin)
        self._ids.insert(place, moved)
        self._apply(grid_edits.move_range(self._document.project, moved, place))

    def _apply(self, edit: Edit | None) -> bool:
        return edit is not None and self._document.apply(edit, self)

    # Commands

    def ask(self) -> None:
        """Ask for whom a new range is and from what, then add and show it."""
        # Imported here: few sessions need it.
        from offerdesigner.app.editors.offers.range_dialog import RangeDialog

        dialog = RangeDialog(self._document.project, self.range_id, self)
        dialog.made.connect(self._add)
        dialog.open()

    def _add(self, sold: Range, edit: Edit) -> None:
        if self._apply(edit):
            self.show_range(sold.id)

    def remove_current(self) -> None:
        """Remove the range that is shown, with its offers: it can be undone."""
        name = self.tabText(self.currentIndex())
        self._apply(remove(at("ranges", self.range_id), _("supprimer la gamme « {name} »").format(name=name)))

    def move_left(self) -> None:
        """Move the range that is shown to the left."""
        self._move(-1)

    def move_right(self) -> None:
        """Move the range that is shown to the right."""
        self._move(1)

    def _move(self, step: int) -> None:
        self._apply(grid_edits.move_range(self._document.project, self.range_id, self.currentIndex() + step))

    def rename(self) -> None:
        """Let the name of the range that is shown be rewritten on its tab."""
        place = self.currentIndex()
        if place < 0 or self._editor is not None:
            return
        sold = self._document.project.ranges[place]
        self._typing = LiveTyping(self._document, self, at("ranges", sold.id))
        self._editor = HeadingEditor(self, sold.name, _("Gamme"))
        rect = self.tabRect(place)
        height = self._editor.sizeHint().height()
        top = rect.top() + max(0, (rect.height() - height) // 2)
        self._editor.setGeometry(rect.left() + 2, top, max(rect.width() - 4, 120), height)
        self._editor.setAccessibleName(_("Nom de la gamme"))
        self._editor.textEdited.connect(self._type_name)
        self._editor.finished.connect(self._end_name)
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type_name(self, text: str) -> None:
        if self._typing is not None:
            self._typing.apply(set_value(at("ranges", self.range_id, "name"), text, _("renommer la gamme")))

    def _end_name(self, kept: bool) -> None:
        editor, self._editor = self._editor, None
        typing, self._typing = self._typing, None
        if editor is not None:
            editor.blockSignals(True)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.hide()
            editor.deleteLater()
        if typing is not None and not kept:
            typing.give_back()

    def _choose_name(self) -> None:
        self.name_requested.emit(at("ranges", self.range_id))

    def _open_menu(self, place: QPoint) -> None:
        tab = self.tabAt(place)
        if tab < 0:
            return
        self.setCurrentIndex(tab)
        menu = Menu(self)
        menu.offer(_("Renommer"), self.rename, icon="edit", key="F2")
        menu.offer(_("Choisir le nom…"), self._choose_name, key="Ctrl+F2")
        menu.offer(_("Titre et présentation de la fiche…"), self.header_requested.emit, icon="document")
        menu.offer(_("Déplacer à gauche"), self.move_left, icon="left", key="Alt+←", enabled=tab > 0)
        menu.offer(_("Déplacer à droite"), self.move_right, icon="right", key="Alt+→", enabled=tab < self.count() - 1)
        menu.addSeparator()
        menu.offer(_("Ajouter une gamme…"), self.ask, icon="add")
        menu.offer(_("Supprimer la gamme et ses offres"), self.remove_current, icon="trash")
        menu.open_at(self.mapToGlobal(place))

    def event(self, event: QEvent) -> bool:
        """Keep the key that helps to choose a name: in the window it is for the name that the cursor was on last."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _asks_for_name(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename, move, or walk along the tabs."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if _asks_for_name(event):
            self._choose_name()
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        elif alt and event.key() == Qt.Key.Key_Left:
            self.move_left()
        elif alt and event.key() == Qt.Key.Key_Right:
            self.move_right()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename."""
        if self.tabAt(event.position().toPoint()) == self.currentIndex():
            self.rename()


def _asks_for_name(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F2 and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class RangeHeader(QFrame):
    """What a range is, for whom, and what heads its sheet: the public, the title and the lead."""

    address_focused = Signal(str)
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._fields: dict[str, Field] = {
            "audience": ChoiceField(self, choices=[(None, _("non précisé")), *audiences()]),
            "kind": ChoiceField(self, choices=list(KINDS.items())),
            "public": LineField(self),
            "title": LineField(self),
            "lead": TextField(self, lines=2),
        }
        self._bindings: dict[str, Binding] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        form = QFormLayout(self)
        form.setContentsMargins(16, 8, 16, 8)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        for name, field in self._fields.items():
            info = field_info(Range, name)
            field.control.setAccessibleName(info.title)
            field.control.setToolTip(plain_tooltip(info.help))
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self._fields["audience"], 1)
        composed = QLabel(field_info(Range, "kind").title, self)
        composed.setToolTip(plain_tooltip(field_info(Range, "kind").help))
        beside.addWidget(composed)
        beside.addWidget(self._fields["kind"], 1)
        form.addRow(field_info(Range, "audience").title, beside)
        for name in ("public", "title", "lead"):
            form.addRow(field_info(Range, name).title, self._fields[name])
        for name, row in (("audience", beside), ("public", self._fields["public"])):
            form.labelForField(row).setToolTip(plain_tooltip(field_info(Range, name).help))

    def show_range(self, range_id: Id) -> None:
        """Show the words of a range."""
        if not range_id:
            return
        for name, field in self._fields.items():
            address = at("ranges", range_id, name)
            if name in self._bindings:
                self._bindings[name].point_to(address)
            else:
                self._bindings[name] = bind(self._document, field, address, _HEADER_EDITS[name])
                self._bindings[name].entered.connect(self.address_focused)

    def go_to(self, address: Address) -> bool:
        """Put the cursor in the field for `address`."""
        field = self._fields.get(address.rpartition("/")[2])
        if field is None:
            return False
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def mark(self, findings: Sequence[Finding]) -> None:
        """Mark the fields with the findings about them."""
        for binding in self._bindings.values():
            binding.mark(findings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape folds the words away."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
