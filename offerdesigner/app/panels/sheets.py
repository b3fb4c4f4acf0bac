"""The pages of a document as sheets of paper: painted pictures, texts that can be clicked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QToolTip, QWidget

from offerdesigner.app import theme
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model.address import contains

if TYPE_CHECKING:
    from offerdesigner.app.live import PageImage
    from offerdesigner.render.document import Place

A4 = QSize(595, 842)
GAP = 14
MARGIN = 14
_REACH = 2.0
_SAME_PAPER = 2


class Sheets(QWidget):
    """Pages one under the other, `zoom` logical pixels a point; the last picture stays until a new one lands."""

    address_clicked = Signal(str)
    paper_changed = Signal()
    """A page turned out to have another format."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: dict[int, tuple[QImage, float]] = {}
        self._sizes: dict[int, tuple[int, int]] = {}
        self._count = 0
        self._zoom = 1.0
        self._places: tuple[Place, ...] = ()
        self._hovered: Place | None = None
        self._current = ""
        self._marks: Mapping[str, str] = {}
        # Which texts are outlined is known before a picture lands: the eye waits for its painting.
        self._marked: list[tuple[Place, str]] = []
        self._pointed: list[Place] = []
        self._empty = ""
        self._name_of: Callable[[str], str] = str
        self.setMouseTracking(True)
        self.setAutoFillBackground(False)

    @property
    def zoom(self) -> float:
        """Logical pixels a point."""
        return self._zoom

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._count

    def page_size(self, page: int) -> tuple[int, int]:
        """Return the width and height of a page in points, as far as they are known."""
        return self._sizes.get(page) or self._sizes.get(0) or (A4.width(), A4.height())

    def page_rect(self, page: int) -> QRect:
        """Return where a page stands in this widget."""
        top = MARGIN
        for before in range(page):
            top += round(self.page_size(before)[1] * self._zoom) + GAP
        width, height = (round(side * self._zoom) for side in self.page_size(page))
        return QRect(max(MARGIN, (self.width() - width) // 2), top, width, height)

    def height_at(self, zoom: float) -> int:
        """Return how high all the pages are, with the ground around them, at another zoom."""
        heights = (round(self.page_size(page)[1] * zoom) for page in range(self._count))
        return sum(heights) + GAP * max(0, self._count - 1) + 2 * MARGIN

    def pages_in(self, area: QRect) -> tuple[int, ...]:
        """Return the pages that show in `area`."""
        return tuple(page for page in range(self._count) if self.page_rect(page).intersects(area)) or (0,)

    def pages_about(self, addresses: Sequence[str]) -> list[int]:
        """Return the pages with a text that stands at one of `addresses`, or under it."""
        return sorted({place.page for place in self._places if any(contains(one, place.address) for one in addresses)})

    def show_pages(self, count: int, places: tuple[Place, ...]) -> None:
        """Take the pages and the texts of a new drawing; pictures follow, and are painted when they land."""
        same_pages = count == self._count
        self._count = count
        self._places = places
        self._hovered = None
        self._choose_outlined()
        if not same_pages:
            self._images = {page: known for page, known in self._images.items() if page < count}
            self.fit()

    def show_image(self, shown: PageImage) -> None:
        """Put the picture of one page in its place."""
        self._images[shown.page] = (shown.image, shown.scale)
        known = self.page_size(shown.page)
        size = (round(shown.image.width() / shown.scale), round(shown.image.height() / shown.scale))
        # A picture has whole pixels: another zoom gives a point more or less, which is no other paper.
        if max(abs(size[0] - known[0]), abs(size[1] - known[1])) > _SAME_PAPER:
            self._sizes[shown.page] = size
            self.fit()
            self.paper_changed.emit()
        self.update(self.page_rect(shown.page))

    def show_address(self, address: str) -> None:
        """Outline the texts that show the value at `address`."""
        if address != self._current:
            self._current = address
            self._choose_outlined()
            self.update()

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Outline the texts at the addresses of `marks`, each in its colour role."""
        if marks != self._marks:
            self._marks = marks
            self._choose_outlined()
            self.update()

    def _choose_outlined(self) -> None:
        roles = [(place, self._marks.get(place.address)) for place in self._places] if self._marks else []
        self._marked = [(place, role) for place, role in roles if role]
        self._pointed = [place for place in self._places if place.address == self._current] if self._current else []

    def say(self, sentence: str) -> None:
        """Show a sentence where there is no page."""
        self._empty = sentence
        self.update()

    def name_with(self, name_of: Callable[[str], str]) -> None:
        """Name the addresses with `name_of` in the tooltips."""
        self._name_of = name_of

    def clear(self) -> None:
        """Forget every page."""
        self._images = {}
        self._sizes = {}
        self._marks = {}
        self._current = ""
        self.show_pages(0, ())

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at `zoom` logical pixels a point."""
        if abs(zoom - self._zoom) > 1e-4:
            self._zoom = zoom
            self.fit()

    def fit(self) -> None:
        """Take the size that the pages need."""
        if not self._count:
            self.setMinimumSize(0, 0)
        else:
            last = self.page_rect(self._count - 1)
            width = max(round(self.page_size(page)[0] * self._zoom) for page in range(self._count))
            self.setMinimumSize(width + 2 * MARGIN, last.bottom() + MARGIN)
        self.update()

    def sizeHint(self) -> QSize:
        """The pages and the ground around them."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, then the outlines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pages = {page: place for page in range(self._count) if (place := self.page_rect(page)).intersects(event.rect())}
        # What a page covers is painted once: at twice the screen's resolution, ground and paper under it cost as much.
        around = QRegion(event.rect())
        for place in pages.values():
            around -= QRegion(place)
        self._paint_ground(painter, around, pages.values())
        for page, place in pages.items():
            self._paint_page(painter, page, place)
        if not self._count and self._empty:
            painter.setPen(theme.role("text"))
            wrapped = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(20, 20, -20, -20), wrapped, self._empty)
        self._paint_outlines(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter, around: QRegion, pages: Iterable[QRect]) -> None:
        painter.save()
        painter.setClipRegion(around, Qt.ClipOperation.IntersectClip)
        painter.fillRect(around.boundingRect(), theme.role("paper_surround"))
        for place in pages:
            painter.fillRect(place.translated(2, 2), theme.role("paper_shadow"))
        painter.restore()

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        known = self._images.get(page)
        if known is None:
            painter.fillRect(place, theme.role("paper"))
            return
        image, scale = known
        if abs(scale - self._zoom * self.devicePixelRatioF()) < 1e-3:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(place.topLeft(), image)
        else:
            painter.drawImage(place, image)

    def _paint_outlines(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, role in self._marked:
            self._outline(painter, place, role, 1.2)
        for place in self._pointed:
            self._outline(painter, place, "accent", 2.0)
        if self._hovered is not None:
            self._outline(painter, self._hovered, "accent", 1.0)

    def _outline(self, painter: QPainter, place: Place, role: str, width: float) -> None:
        # The paper keeps its own colours in the dark theme, and so do the marks on it.
        painter.setPen(QPen(theme.light_role(role), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect_of(place).adjusted(-2, -2, 2, 2), 2, 2)

    def _rect_of(self, place: Place) -> QRectF:
        origin = self.page_rect(place.page).topLeft()
        zoom = self._zoom
        return QRectF(origin.x() + place.x * zoom, origin.y() + place.y * zoom, place.width * zoom, place.height * zoom)

    def place_at(self, point: QPointF) -> Place | None:
        """Return the text under `point`, the smallest where several overlap."""
        found = [
            place
            for place in self._places
            if self._rect_of(place).adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point)
        ]
        return min(found, key=lambda place: place.width * place.height, default=None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would reach."""
        hovered = self.place_at(event.position())
        if hovered is not self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        if self._hovered is not None:
            self._hovered = None
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a text leads to its field."""
        place = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            QToolTip.hideText()
            self.address_clicked.emit(place.address)

    def event(self, event: QEvent) -> bool:
        """Name the field that a text comes from."""
        if isinstance(event, QHelpEvent):
            place = self.place_at(QPointF(event.pos()))
            name = self._name_of(place.address) if place is not None else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(name), self)
            return True
        return super().event(event)
