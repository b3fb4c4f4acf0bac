"""Words on a few lines: how high they stand, and where they are cut when they do not fit."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from offerdesigner.app.plain import plain_tooltip

FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TALL = 10_000


def height_of(words: str, metrics: QFontMetrics, width: int) -> int:
    """Return how high `words` stand, in pixels, wrapped to `width`."""
    return metrics.boundingRect(QRect(0, 0, max(1, width), _TALL), FLAGS, words).height()


def fitted(words: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """Return as much of `words` as `lines` lines of `width` hold, « … » after what is cut."""
    # Lines of a large font stand a pixel apart more than told: half a line more is never one line more.
    room = (lines + 0.5) * metrics.lineSpacing()

    def fits(shown: str) -> bool:
        place = metrics.boundingRect(QRect(0, 0, max(1, width), _TALL), FLAGS, shown)
        return place.height() <= room and place.width() <= width

    if fits(words):
        return words
    least, most = 0, len(words)
    while most - least > 1:
        half = (least + most) // 2
        least, most = (half, most) if fits(f"{words[:half].rstrip()}…") else (least, half)
    return f"{words[:least].rstrip()}…" if least else ""


def on_two_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """Return `words` broken into the two lines of `width` that a button may have, the second one shortened to it."""
    if metrics.horizontalAdvance(words) <= width:
        return words
    parts = words.split(" ")
    count = len(parts)
    while count > 1 and metrics.horizontalAdvance(" ".join(parts[:count])) > width:
        count -= 1
    lines = " ".join(parts[:count]), " ".join(parts[count:])
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines if line)


class Wrapped(QLabel):
    """A label on at most `lines` lines, which tells its text whole to who hovers or listens."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, sentence: str) -> None:
        """Show `sentence`."""
        self._whole = sentence
        self.setToolTip(plain_tooltip(sentence))
        self.setAccessibleName(sentence)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(fitted(self._whole, self.fontMetrics(), self.width(), self._lines))
