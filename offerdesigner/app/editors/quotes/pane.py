"""The left of the page « Devis »: the quotes, a filter, and the versions of the one in front."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.bespoke.prices import ReadTable
from offerdesigner.app.editors.price.cells import ROW_ROLE, Cell, Index, Row
from offerdesigner.app.editors.price.parts import heading, muted, paint_row_edges, small_button
from offerdesigner.app.editors.quotes.listed import ENTRY_ROLE, Entry, QuotesModel, version_word
from offerdesigner.app.editors.quotes.words import standing
from offerdesigner.app.plain import caption
from offerdesigner.app.text_size import scaled
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import family
from offerdesigner.model.quotes import Quote
from offerdesigner.pricing.quote_funnel import funnel_words, quote_funnel
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.text import _, typeset

_PADDING, _ICON = 8, 14


class _Delegate(QStyledItemDelegate):
    """Paints a quote: the client, the reference and the amount, how it stands."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        model = index.model()
        assert isinstance(model, QuotesModel)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ink, soft = (theme.role("on_accent" if selected else role) for role in ("text", "muted"))
        painter.save()
        painter.fillRect(option.rect, theme.role("accent" if selected else "base"))
        box = option.rect.adjusted(_PADDING, 5, -_PADDING, -5)
        _write(painter, box, entry.client, theme.font(bold=True), ink)
        painter.setFont(theme.font(theme.HEADER, figures=True))
        box.setTop(box.top() + option.fontMetrics.height() + 1)
        price = model.first_year(entry)
        width = painter.fontMetrics().horizontalAdvance(price) + _PADDING
        _write(painter, box.adjusted(0, 0, -width, 0), entry.reference, painter.font(), soft)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, price)
        box.setTop(box.top() + painter.fontMetrics().height() + 1)
        size = scaled(_ICON)
        role = "on_accent" if selected else None
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(box.left(), box.top() + 1, icons.pixmap(entry.standing.icon, size, role, ratio))
        _write(painter, box.adjusted(size + 5, 0, 0, 0), _told(entry), painter.font(), ink)
        paint_row_edges(painter, option)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 3 * option.fontMetrics.height() + 13)


def _told(entry: Entry) -> str:
    """Say how a quote stands; a later version says which one it is."""
    if entry.quote.version > 1:
        return _("{version} · {words}").format(version=version_word(entry.quote), words=entry.standing.words)
    return entry.standing.words


def _write(painter: QPainter, box: QRect, text: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)


class QuotesView(QListView):
    """The list; Ctrl+D makes a copy, Suppr removes a draft."""

    def __init__(self, model: QuotesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(_("Devis"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap is for the page."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class VersionsTable(ReadTable):
    """The versions of a quote, under no heading."""

    def _fit(self, *change: object) -> None:
        super()._fit(*change)
        self.horizontalHeader().setFixedHeight(0)
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(rows + 2 * self.frameWidth())


class SearchLine(QLineEdit):
    """What one looks for; ↓ and Entrée go to what is found, Échap looks for nothing."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, empty, or type."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class QuotesPane(QWidget):
    """The list with its buttons, and the versions under it."""

    chosen = Signal(str)
    """Somebody wants to see the quote of this id."""

    add_asked, copy_asked, removal_asked, comparison_asked = Signal(), Signal(), Signal(), Signal()
    reopen_asked = Signal(str)
    """A new version is to be made of the version of this id."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = QuotesModel(self)
        self.search = SearchLine(self)
        self.add_button = small_button("add", _("Nouveau devis (Ctrl+Maj+N)"), self)
        self.copy_button = small_button("duplicate", _("Dupliquer le devis (Ctrl+D)"), self)
        self.remove_button = small_button("trash", _("Retirer le brouillon (Suppr)"), self)
        self.view = QuotesView(self.model, self)
        self.versions = VersionsTable(_("Versions du devis"), self)
        self.compare_button = QPushButton(icons.icon("duplicate"), _("Comparer"), self)
        self.compare_button.setCheckable(True)
        self.reopen_button = QPushButton(icons.icon("undo"), "", self)
        self._shown: Quote | None = None
        self._following = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(6, 6, 6, 6)
        top.setSpacing(3)
        top.addWidget(self.search, 1)
        for button in (self.add_button, self.copy_button, self.remove_button):
            top.addWidget(button)
        self.search.setPlaceholderText(_("Chercher"))
        self.search.setAccessibleName(_("Chercher un devis"))
        self.search.setClearButtonEnabled(True)
        self._under = QWidget(self)
        self._versions_title = heading("", self._under)
        self._versions_title.setContentsMargins(8, 4, 8, 4)
        self.versions.setParent(self._under)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(6, 4, 6, 6)
        buttons.setSpacing(5)
        buttons.addWidget(self.compare_button)
        buttons.addWidget(self.reopen_button)
        buttons.addStretch(1)
        under = QVBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self._versions_title)
        under.addWidget(self.versions)
        under.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.funnel = muted("", self)
        self.funnel.setContentsMargins(8, 4, 8, 6)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self._under)
        column.addWidget(self.funnel)

    def _connect(self) -> None:
        self.search.textEdited.connect(self._filter)
        self.search.left_down.connect(self._enter_list)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.versions.selectionModel().currentRowChanged.connect(self._choose_version)
        self.add_button.clicked.connect(self.add_asked)
        self.copy_button.clicked.connect(self.copy_asked)
        self.remove_button.clicked.connect(self.removal_asked)
        self.compare_button.toggled.connect(self.comparison_asked)
        self.reopen_button.clicked.connect(self._reopen)
        for keys, signal in ((QKeySequence("Ctrl+D"), self.copy_asked), (Qt.Key.Key_Delete, self.removal_asked)):
            action = QAction(self.view)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(signal)
            self.view.addAction(action)

    # Showing

    def show_quotes(self, project: Project, shown: Quote | None, today: date) -> None:
        """Show the quotes of a project, the cursor on the one in front."""
        self._following = True
        self._shown = shown
        self.model.show_quotes(project, today)
        versions = family(project, shown) if shown is not None else ()
        row = self.model.row_of(versions)
        index = self.model.index(row) if row >= 0 else QModelIndex()
        if index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
        self._show_versions(project, versions, today)
        told = funnel_words(quote_funnel(project, today))
        self.funnel.setText(told)
        self.funnel.setVisible(bool(told))
        self.copy_button.setEnabled(shown is not None)
        self.remove_button.setEnabled(shown is not None and not shown.is_frozen)
        self._following = False

    def _show_versions(self, project: Project, versions: Sequence[Quote], today: date) -> None:
        shown = self._shown
        self._under.setVisible(len(versions) > 1)
        if len(versions) < 2:
            self.compare_button.setChecked(False)
        if shown is None or len(versions) < 2:
            self.versions.show_rows(("", "", ""), ())
            return
        title = _("Versions de {number}").format(number=shown.number)
        self._versions_title.setText(typeset(title))
        rows = [
            Row(
                quote.id,
                (
                    Cell(version_word(quote)),
                    Cell(standing(quote, today).words, muted=quote.id != shown.id),
                    Cell(amount_words(self.model.entries.first_year(project, quote)), right=True),
                ),
                removable=False,
            )
            for quote in versions
        ]
        self.versions.show_rows(("", "", ""), rows)
        self.versions.select(shown.id)
        sent = next((quote for quote in versions if quote.is_frozen and quote.id != versions[0].id), None)
        reopened = shown if shown.is_frozen else sent
        self.reopen_button.setVisible(reopened is not None)
        if reopened is not None:
            self.reopen_button.setText(caption(_("Rouvrir {version}").format(version=version_word(reopened))))
            self.reopen_button.setProperty("quote", reopened.id)

    # What one does

    def take_keyboard(self) -> None:
        """Put the cursor in the list, or on the button that adds a first quote."""
        target = self.view if self.model.rowCount() else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filter_hiding(self, versions: Sequence[Quote]) -> None:
        """Show every quote, where what is typed hides all these versions of the one to come."""
        if self.search.text() and self.model.row_of(versions) < 0:
            self.search.clear()
            self._filter("")

    def _filter(self, typed: str) -> None:
        self._following = True
        self.model.filter(typed)
        self._following = False

    def _enter_list(self) -> None:
        """Go to the first quote that is found."""
        if not self.model.rowCount():
            return
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        current = self.view.currentIndex()
        if current.isValid():
            self._choose(current, current)
        else:
            self.view.setCurrentIndex(self.model.index(0))

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entry = current.data(ENTRY_ROLE)
        if entry is not None and not self._following:
            self.chosen.emit(entry.quote.id)

    def _choose_version(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._following:
            self.chosen.emit(current.data(ROW_ROLE).id)

    def _reopen(self) -> None:
        wanted: Id = self.reopen_button.property("quote")
        self.reopen_asked.emit(wanted)
