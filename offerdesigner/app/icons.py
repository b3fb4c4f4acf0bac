"""Icons: our own line drawings, painted in the colour that the theme gives them.

The colour is chosen when an icon is painted, so a change of theme needs no new icon.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from offerdesigner import resources
from offerdesigner.app import theme

_OWN_COLOUR = {
    "error": "error",
    "warning": "warning_fill",
    "advice": "advice",
    "strength": "ok",
    "ok": "ok",
    "fix": "warning_fill",
}


def icon(name: str, role: str | None = None) -> QIcon:
    """Return the icon `name`, painted in `role` (its own colour for severities, else the text's).

    Raises `FileNotFoundError` for an unknown name.
    """
    return QIcon(_Engine(name, role or _OWN_COLOUR.get(name, "text")))


def pixmap(name: str, size: int, role: str | None = None, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` as a picture of `size` logical pixels for a screen of this pixel `ratio`."""
    colour = theme.role(role or _OWN_COLOUR.get(name, "text")).name()
    return _drawn(name, colour, round(size * ratio), ratio)


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    # QtSvg loads with the first icon that is painted, not with the program.
    from PySide6.QtSvg import QSvgRenderer

    inner = theme.role("on_accent" if theme.current() == "dark" else "base").name()
    source = _source(name).replace("currentColor", colour).replace("innerColor", inner)
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(source.encode()).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        _source(name)
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
        side = min(rect.width(), rect.height())
        picture = self._picture(side, mode, ratio)
        painter.drawPixmap(rect.center() - QPoint((side - 1) // 2, (side - 1) // 2), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(min(size.width(), size.height()), mode, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        ratio = scale if scale > 0 else QApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
        return self._picture(round(min(size.width(), size.height()) / ratio), mode, ratio)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def _picture(self, side: int, mode: QIcon.Mode, ratio: float) -> QPixmap:
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        return pixmap(self._name, max(1, side), role, ratio)
