"""Two parts of a sheet of paper to compare: side by side where they can be read so, else one above the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.excerpts import Picture

_TRUE_SIZE, _REDUCED = 96 / 72, 1.15
"""Pixels a point: paper as large as it is, on an ordinary screen, and no larger than it takes to be read."""

_READABLE, _READABLE_EXAMPLE = 1.0, 0.85
"""Pixels a point under which pictures are put one above the other; examples say less, in larger letters."""

_GAP = 8
_INSIDE = 6
_ARROW = 16
_LEAST_HEIGHT = 26


@dataclass(frozen=True)
class Side:
    """How one of both is called, and in which tone what differs on it is marked."""

    word: str
    tone: str


class _Paper(QLabel):
    """The picture of a part of a sheet, at the scale that it is given; a sentence where nothing is printed."""

    def __init__(self, side: Side, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = side
        self._picture: Picture | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(_LEAST_HEIGHT)

    def put(self, picture: Picture, said: str) -> None:
        """Take `picture`; `said` tells it to who does not see it."""
        self._picture = picture
        self.setAccessibleName(_("{side} : {said}").format(side=self._side.word, said=said))
        self.setToolTip(plain_tooltip(said))

    @property
    def wanted(self) -> float:
        """Its width in points."""
        return self._picture.width if self._picture is not None else 0.0

    def fit(self, scale: float) -> None:
        """Show the picture at `scale` pixels of the screen a point, sharp on it."""
        if self._picture is None:
            return
        if self._picture.image.isNull():
            self.setText(typeset(_("Rien n'est imprimé à cet endroit.")))
            self.setFixedHeight(max(_LEAST_HEIGHT, self.heightForWidth(max(1, self.width()))))
            return
        shown = self._drawn(self._picture, scale)
        self.setPixmap(shown)
        self.setFixedHeight(max(_LEAST_HEIGHT, round(shown.deviceIndependentSize().height())))

    def _drawn(self, picture: Picture, scale: float) -> QPixmap:
        ratio = self.devicePixelRatioF()
        width = max(1, round(self.wanted * scale * ratio))
        shown = QPixmap.fromImage(picture.image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
        shown.setDevicePixelRatio(ratio)
        painter = QPainter(shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in picture.marks:
            self._mark(painter, QRectF(mark.topLeft() * scale, mark.size() * scale))
        painter.end()
        return shown

    def _mark(self, painter: QPainter, area: QRectF) -> None:
        # The paper keeps its own colours in the dark theme, and so do the marks on it.
        area = area.adjusted(-3, -1, 3, 1)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(area, theme.light_role(f"{self._side.tone}_soft"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(theme.light_role(self._side.tone), 1))
        painter.drawRect(area)


class Comparison(QWidget):
    """Two pictures in boxes of their own; an arrow leads from one to the other where one becomes the other."""

    def __init__(self, first: Side, second: Side, parent: QWidget | None = None, *, becomes: bool = False) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._arrow = QLabel(self) if becomes else None
        self._largest = _TRUE_SIZE if becomes else _REDUCED
        self._readable = _READABLE if becomes else _READABLE_EXAMPLE
        self.papers = tuple(_Paper(side, self) for side in (first, second))
        for place, (side, paper) in enumerate(zip((first, second), self.papers, strict=True)):
            if place and self._arrow is not None:
                self._arrow.setPixmap(icons.pixmap("right", _ARROW, None, self.devicePixelRatioF()))
                self._row.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignCenter)
            self._row.addWidget(self._box(side, paper), 1)
        if becomes:
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            theme.mark(self, "ground", "paper_surround")
            self._row.setContentsMargins(_GAP, _GAP, _GAP, _GAP)

    def put(self, first: Picture, second: Picture, said: tuple[str, str]) -> None:
        """Show both pictures; `said` tells each to who does not see it."""
        for paper, picture, words in zip(self.papers, (first, second), said, strict=True):
            paper.put(picture, words)
        self._arrange()

    @property
    def is_side_by_side(self) -> bool:
        """Whether there is room enough to read one beside the other."""
        return self._row.direction() == QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Read as well as the new width allows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(0, super().sizeHint().height())

    def _box(self, side: Side, paper: _Paper) -> QFrame:
        box = QFrame(self)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(_INSIDE, _INSIDE - 1, _INSIDE, _INSIDE)
        inner.setSpacing(4)
        word = QLabel(typeset(side.word), box)
        word.setFont(theme.font(theme.HEADER, bold=True))
        head = QHBoxLayout()
        if self._arrow is None:
            theme.mark(box, "box", side.tone)
            theme.mark(word, "tone", side.tone)
            sign = QLabel(box)
            sign.setPixmap(icons.pixmap(side.tone, 14, None, self.devicePixelRatioF()))
            head.addWidget(sign)
        else:
            inner.setContentsMargins(0, 0, 0, 0)
        head.addWidget(word, 1)
        inner.addLayout(head)
        inner.addWidget(paper)
        inner.addStretch(1)
        return box

    def _arrange(self) -> None:
        """Choose between beside and beneath, and the scale that both pictures share."""
        widest = max(paper.wanted for paper in self.papers)
        if not widest:
            scale, beside = self._largest, True
        else:
            inside = 0 if self._arrow is not None else 2 * (_INSIDE + 1)
            margins = self._row.contentsMargins()
            room = self.width() - margins.left() - margins.right()
            between = _GAP if self._arrow is None else _ARROW + 2 * _GAP
            half, full = (room - between) / 2 - inside, room - inside
            beside = half / widest >= self._readable
            scale = min(self._largest, max(0.1, (half if beside else full) / widest))
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        if self._arrow is not None:
            self._arrow.setVisible(beside)
        for paper in self.papers:
            paper.fit(scale)
        self.updateGeometry()
