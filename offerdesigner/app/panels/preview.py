"""The preview: the very pages that will be printed, beside the editor, always in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import icons, theme
from offerdesigner.app.live import TARIFF_SHEET, View
from offerdesigner.app.panels.sheets import MARGIN, Sheets
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.live import Drawing, PageImage
    from offerdesigner.model.base import Id

_WIDTH, _PAGE = "width", "page"
_PIXELS_PER_POINT = 96 / 72
_STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_LAYOUTS = (("auto", _("Format auto")), ("portrait", _("Portrait")), ("landscape", _("Paysage")))
_LEAST_ZOOM = 0.2
_BUSY_AFTER_MS = 250


class PreviewPanel(QWidget):
    """Shows drawings; says which pages it needs, at which scale, and which text was clicked."""

    view_changed = Signal(object)
    """A `View`: what the worker should draw."""

    address_clicked = Signal(str)
    zoom_chosen = Signal(str)
    layout_chosen = Signal(str)
    document_chosen = Signal(str)
    """Another of the documents that go with the page (its kind) is to be shown."""

    def __init__(self, zoom: str = _WIDTH, layout: str = "auto", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = zoom
        self._document = TARIFF_SHEET
        self._subject: Id | None = None
        self._awaited: tuple[str, ...] = ()
        self._busy_timer = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(self._show_busy)
        self._build(layout)
        self._arrange()

    @property
    def view(self) -> View:
        """What is in sight."""
        area = self._area.viewport().rect()
        seen = area.translated(self._area.horizontalScrollBar().value(), self._area.verticalScrollBar().value())
        scale = self.sheets.zoom * self.devicePixelRatioF()
        return View(
            self.sheets.pages_in(seen), round(scale, 4), self.layout_choice.currentData(), self._document, self._subject
        )

    def show_document(self, kind: str, subject: Id | None = None, choices: Sequence[tuple[str, str]] = ()) -> None:
        """Show another kind of document, about `subject`; only a tariff sheet may be turned.

        `choices` (kinds and titles) are those that one may show instead.
        """
        self._offer_documents(kind, choices)
        if (kind, subject) != (self._document, self._subject):
            self._document, self._subject = kind, subject
            self.layout_choice.setVisible(kind == TARIFF_SHEET)
            self._area.verticalScrollBar().setValue(0)
            self._tell_view()

    def _offer_documents(self, kind: str, choices: Sequence[tuple[str, str]]) -> None:
        blocked = self.document_choice.blockSignals(True)
        self.document_choice.clear()
        for value, title in choices:
            self.document_choice.addItem(title, value)
        self.document_choice.setCurrentIndex(self.document_choice.findData(kind))
        self.document_choice.blockSignals(blocked)
        self.document_choice.setVisible(len(choices) > 1)

    def show_drawing(self, drawing: Drawing) -> None:
        """Take a new drawing; its pictures follow one by one, the old ones stay until then."""
        self.sheets.show_pages(drawing.document.page_count, drawing.document.places)
        self._arrange()
        self._bring_part()

    def show_part(self, addresses: Sequence[str]) -> None:
        """Bring in sight the first page about `addresses`, now or with the drawing that has it."""
        self._awaited = tuple(addresses)
        self._bring_part()

    def _bring_part(self) -> None:
        """Bring what is awaited, unless one reads a page of it already: a click on it leads to its range."""
        pages = self.sheets.pages_about(self._awaited)
        if not pages:
            return
        self._awaited = ()
        if self._page() not in pages:
            self._go(pages[0])

    def show_page(self, shown: PageImage) -> None:
        """Take the picture of one page."""
        self.sheets.show_image(shown)

    def show_busy(self, busy: bool) -> None:
        """Say that the pages are being drawn, once it takes long enough to be noticed."""
        if busy:
            self._busy_timer.start()
            return
        self._busy_timer.stop()
        self._bar.setMaximum(1)
        self._state.setText(_("À jour · un clic sur un texte mène à son champ"))

    def show_failure(self, _reason: str) -> None:
        """Say that the page could not be drawn."""
        self._busy_timer.stop()
        self._bar.setMaximum(1)
        self._state.setText(
            _("La fiche n'a pas pu être dessinée : l'aperçu montre la précédente, l'offre est intacte.")
        )

    def show_address(self, address: str) -> None:
        """Outline the text of `address`."""
        self.sheets.show_address(address)

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Outline the texts that have a problem, each in its colour role."""
        self.sheets.show_marks(marks)

    def name_with(self, name_of: Callable[[str], str]) -> None:
        """Name the addresses with `name_of`."""
        self.sheets.name_with(name_of)

    def clear(self) -> None:
        """Show no page."""
        self._awaited = ()
        self.sheets.clear()

    def take_focus(self) -> None:
        """Put the keyboard on the pages: arrows and Page up and down scroll."""
        self._area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._step(1)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._step(-1)

    def fit_width(self) -> None:
        """Show the whole width of a page."""
        self._choose_zoom(_WIDTH)

    def next_page(self) -> None:
        """Scroll to the next page."""
        self._go(self._page() + 1)

    def previous_page(self) -> None:
        """Scroll to the page before."""
        self._go(self._page() - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel zoom; another size of the panel asks for other pages."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(1 if event.angleDelta().y() > 0 else -1)
            return True
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._arrange()
        return super().eventFilter(watched, event)

    def _build(self, layout: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar_of_controls(layout))
        self._bar = QProgressBar(self, textVisible=False, maximum=1)
        self._bar.setFixedHeight(3)
        self._bar.setAccessibleName(_("Dessin de la fiche"))
        column.addWidget(self._bar)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(_("Aperçu de la fiche tarifaire"))
        self.sheets = Sheets()
        self.sheets.say(_("La fiche paraîtra dès la première offre."))
        self.sheets.address_clicked.connect(self.address_clicked)
        self.sheets.paper_changed.connect(self._arrange)
        self._area.setWidget(self.sheets)
        self._area.viewport().installEventFilter(self)
        self._area.verticalScrollBar().valueChanged.connect(self._scrolled)
        column.addWidget(self._area, 1)
        self._state = QLabel(self)
        self._state.setContentsMargins(10, 4, 10, 4)
        self._state.setFont(theme.font(theme.HEADER))
        self._state.setWordWrap(True)
        theme.mark(self._state, "tone", "muted")
        column.addWidget(self._state)

    def _bar_of_controls(self, layout: str) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        self.layout_choice = QComboBox(bar)
        self.layout_choice.setAccessibleName(_("Format de la fiche"))
        self.layout_choice.setToolTip(
            plain_tooltip(_("Format de la fiche : choisi d'après le nombre d'offres, ou imposé"))
        )
        for value, word in _LAYOUTS:
            self.layout_choice.addItem(word, value)
        self.layout_choice.setCurrentIndex(max(0, self.layout_choice.findData(layout)))
        self.layout_choice.currentIndexChanged.connect(self._layout_changed)
        row.addWidget(self.layout_choice)
        self.document_choice = QComboBox(bar)
        self.document_choice.setAccessibleName(_("Document montré"))
        self.document_choice.hide()
        self.document_choice.activated.connect(self._document_picked)
        row.addWidget(self.document_choice)
        row.addStretch(1)
        self.previous_button = self._button("chevron-left", _("Page précédente"), self.previous_page)
        self._place = QLabel("", bar)
        self._place.setFont(theme.font(theme.HEADER, figures=True))
        self.next_button = self._button("chevron-right", _("Page suivante"), self.next_page)
        for widget in (self.previous_button, self._place, self.next_button):
            row.addWidget(widget)
        self.zoom_choice = QComboBox(bar)
        self.zoom_choice.setAccessibleName(_("Zoom de l'aperçu"))
        self.zoom_choice.setToolTip(plain_tooltip(_("Zoom de l'aperçu (Ctrl et la molette)")))
        self.zoom_choice.addItem(_("Largeur"), _WIDTH)
        self.zoom_choice.addItem(_("Page"), _PAGE)
        for step in _STEPS:
            self.zoom_choice.addItem(_("{n} %").format(n=round(step * 100)), str(step))
        self.zoom_choice.setCurrentIndex(max(0, self.zoom_choice.findData(self._zoom)))
        self._zoom = self.zoom_choice.currentData()
        self.zoom_choice.currentIndexChanged.connect(self._zoom_picked)
        row.addWidget(self.zoom_choice)
        return bar

    def _button(self, icon: str, name: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setToolTip(plain_tooltip(name))
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        return button

    def _wanted_zoom(self) -> float:
        room = self._area.maximumViewportSize()
        height = self.sheets.page_size(0)[1]
        # Decided without a look at the scroll bar: it comes and goes with the zoom, which would never settle.
        across = self._across(room.width())
        if self.sheets.height_at(across) > room.height():
            across = self._across(room.width() - self._area.verticalScrollBar().sizeHint().width())
        if self._zoom == _WIDTH:
            return across
        if self._zoom == _PAGE:
            return min(across, max(_LEAST_ZOOM, (room.height() - 2 * MARGIN) / height))
        return float(self._zoom) * _PIXELS_PER_POINT

    def _across(self, width: int) -> float:
        """Return the zoom of a page as wide as there is room for."""
        return max(_LEAST_ZOOM, (width - 2 * MARGIN) / self.sheets.page_size(0)[0])

    def _arrange(self) -> None:
        """Give the pages their zoom, keeping the same text in sight, and ask for their pictures."""
        bar = self._area.verticalScrollBar()
        before = self.sheets.zoom
        self.sheets.set_zoom(self._wanted_zoom())
        if self.sheets.zoom != before and before:
            bar.setValue(round(bar.value() * self.sheets.zoom / before))
        self._tell_view()

    def _scrolled(self) -> None:
        self._tell_view()

    def _tell_view(self) -> None:
        count = self.sheets.page_count
        page = self._page()
        self._place.setText(_("{n} / {count}").format(n=page + 1, count=count) if count else "")
        self.previous_button.setEnabled(page > 0)
        self.next_button.setEnabled(page + 1 < count)
        self._area.setAccessibleDescription(_("Page {n} sur {count}").format(n=page + 1, count=count))
        self.view_changed.emit(self.view)

    def _page(self) -> int:
        """Return the page that holds the upper third of what is in sight."""
        port = self._area.viewport()
        line = self._area.verticalScrollBar().value() + port.height() // 3
        return max((n for n in range(self.sheets.page_count) if self.sheets.page_rect(n).top() <= line), default=0)

    def _go(self, page: int) -> None:
        self._area.verticalScrollBar().setValue(self.sheets.page_rect(page).top() - MARGIN)

    def _step(self, direction: int) -> None:
        now = self.sheets.zoom / _PIXELS_PER_POINT
        larger = [step for step in _STEPS if step > now * 1.01]
        smaller = [step for step in _STEPS if step < now * 0.99]
        if direction > 0:
            self._choose_zoom(str(larger[0]) if larger else str(_STEPS[-1]))
        else:
            self._choose_zoom(str(smaller[-1]) if smaller else str(_STEPS[0]))

    def _choose_zoom(self, zoom: str) -> None:
        self.zoom_choice.setCurrentIndex(self.zoom_choice.findData(zoom))

    def _zoom_picked(self) -> None:
        self._zoom = self.zoom_choice.currentData()
        self._arrange()
        self.zoom_chosen.emit(self._zoom)

    def _document_picked(self, _place: int) -> None:
        self.document_chosen.emit(self.document_choice.currentData())

    def _layout_changed(self) -> None:
        self._tell_view()
        self.layout_chosen.emit(self.layout_choice.currentData())

    def _show_busy(self) -> None:
        self._bar.setMaximum(0)
        self._state.setText(_("En cours…"))
