"""« Aller à… »: a field in the tool bar, and beneath it a list of the places that what is typed may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import shiboken6
from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QMenu, QToolButton, QWidget

from offerdesigner.app import icons, naming, theme
from offerdesigner.app.actions import spelt
from offerdesigner.app.plain import bare, plain_tooltip
from offerdesigner.app.target_list import TargetList
from offerdesigner.app.targets import Finder, Target
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _

_LETTERS = 22
_LONGEST = 100
_ICON = 15
_BUTTON = 18
_GAP = 8
_PAGE = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}


def commands_in(menu: QMenu, skipped: Sequence[QAction], *path: str) -> Iterator[Target]:
    """Return the commands of `menu` and of the menus inside it that can be asked for now."""
    menu.aboutToShow.emit()  # fills the menus that list something
    path = (*path, bare(menu.title()))
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from commands_in(inner, skipped, *path)
        elif action.text() and action.isEnabled() and action not in skipped:
            where = _("menu {name}").format(name=naming.SEPARATOR.join(path))
            name, _tab, keys = bare(action.text()).partition("\t")
            yield Target(name, where, "right", act=action.trigger, keys=keys or spelt(action.shortcut()))


class _Field(QLineEdit):
    """Has the list answer to the arrows while one types."""

    entered, left = Signal(), Signal()
    stepped = Signal(int)
    taken, given_up = Signal(), Signal()

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setPlaceholderText(_("Aller à…"))
        self.setMaxLength(_LONGEST)
        self.setTextMargins(_ICON + 4, 0, 0, 0)
        self.setAccessibleName(_("Aller à"))
        self.setToolTip(
            plain_tooltip(_("Aller à une offre, un prix, un champ ou une commande ({keys})").format(keys=keys))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the icon, and until somebody types the keys at the right."""
        super().paintEvent(event)
        painter = QPainter(self)
        icon = icons.pixmap("search", _ICON, "muted", self.devicePixelRatioF())
        painter.drawPixmap(7, (self.height() - _ICON) // 2, icon)
        if not self.text() and not self.hasFocus():
            self._show_keys(painter)
        painter.end()

    def _show_keys(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.HINT))
        metrics = painter.fontMetrics()
        chip = QRect(0, 0, metrics.horizontalAdvance(self._keys) + 10, metrics.height() + 2)
        chip.moveCenter(self.rect().center())
        chip.moveRight(self.width() - 6)
        painter.setPen(theme.role("mid"))
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(theme.role("muted"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._keys)


class GoTo(QWidget):
    """The field, or where there is little room an icon that opens it; its list lies over the window."""

    address_chosen = Signal(str)

    def __init__(
        self, window: QMainWindow, targets: Callable[[], Sequence[Target]], keys: str, parent: QWidget
    ) -> None:
        """`targets` lists what can be gone to: it is asked each time the field is entered. `keys` open it."""
        super().__init__(parent)
        self._window, self._targets = window, targets
        self._narrow = False
        self._finder = Finder(())
        self._before: QWidget | None = None
        self.field = _Field(keys, self)
        self.button = QToolButton(self)
        self.button.setIcon(icons.icon("search", "text"))
        self.button.setAccessibleName(_("Aller à…"))
        self.button.setToolTip(plain_tooltip(_("Aller à… ({keys})").format(keys=keys)))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list = TargetList(window)
        row = QHBoxLayout(self)
        row.setContentsMargins(_GAP, 0, _GAP, 0)
        row.addWidget(self.button)
        row.addWidget(self.field)
        self.button.clicked.connect(self.open)
        self.field.entered.connect(self._begin)
        self.field.left.connect(self._end)
        self.field.textEdited.connect(self._find)
        self.field.stepped.connect(self._step)
        self.field.taken.connect(self._take)
        self.field.given_up.connect(self._give_back)
        self.list.clicked.connect(self._take)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._note_focus)
        self._show_parts(False)

    def open(self) -> None:
        """Put the keyboard in the field."""
        self._show_parts(True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def set_narrow(self, narrow: bool) -> None:
        """Keep only the icon where there is little room."""
        self._narrow = narrow
        self._show_parts(self.field.hasFocus())
        if self.list.isVisible():
            self._place()

    def _show_parts(self, in_use: bool) -> None:
        self.button.setIconSize(QSize(scaled(_BUTTON), scaled(_BUTTON)))
        self.field.setVisible(in_use or not self._narrow)
        self.button.setVisible(self._narrow and not in_use)
        self.field.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS + 40)

    def _note_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self.field and old is not None and old is not self.button:
            self._before = old

    def _begin(self) -> None:
        self._finder = Finder(self._targets())
        self._find(self.field.text())

    def _end(self) -> None:
        self.list.hide()
        self.field.clear()
        self._show_parts(False)

    def _find(self, typed: str) -> None:
        self.list.show_targets(self._finder.find(typed))
        self._place()
        self.list.show()
        self.list.raise_()
        self._tell()

    def _place(self) -> None:
        """Lay the list under the field, wider than it, within the window."""
        corner = self.field.mapTo(self._window, QPoint(self.field.width(), self.field.height() + 2))
        width = min(self.fontMetrics().averageCharWidth() * 3 * _LETTERS, self._window.width() - 2 * _GAP)
        height = min(self.list.whole_height(), self._window.height() - corner.y() - _GAP)
        self.list.setGeometry(max(_GAP, corner.x() - width), corner.y(), width, height)

    def _step(self, by: int) -> None:
        self.list.step(by)
        self._tell()

    def _tell(self) -> None:
        """Say the current row to those who listen: the keyboard stays in the field."""
        current = self.list.current()
        self.field.setAccessibleDescription(current.spoken if current is not None else "")
        if QAccessible.isActive():
            event = QAccessibleEvent(self.list, QAccessible.Event.Focus)
            event.setChild(self.list.currentIndex().row())
            QAccessible.updateAccessibility(event)

    def _take(self, _clicked: QModelIndex | None = None) -> None:
        """Go to the current row. The keyboard goes back first: some commands act where it is."""
        target = self.list.current()
        if target is None or not target.leads:
            return
        self._give_back()
        if target.act is not None:
            target.act()
        else:
            self.address_chosen.emit(target.address)

    def _give_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.field.clearFocus()
