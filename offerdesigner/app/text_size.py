"""The size of the text, a choice of its own beside the scale of the screen: everything follows the application's font.

What is laid out once (a width, a row) and was chosen in pixels for the usual size asks `scaled` for
as many as the present text needs.
"""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from offerdesigner.app import theme

USUAL = 100
SIZES = (90, USUAL, 115, 130, 160)
"""In % of the system's own size."""

_PERCENT, _OWN = "textSize", "ownFont"


def percent() -> int:
    """Return the size in force, in %."""
    application = QCoreApplication.instance()
    chosen = application.property(_PERCENT) if application is not None else None
    return chosen if isinstance(chosen, int) else USUAL


def scaled(pixels: int) -> int:
    """Return as many pixels as the text in force takes where the usual size takes `pixels`."""
    return round(pixels * percent() / USUAL)


def put_on(application: QApplication, wanted: int) -> None:
    """Write the whole application in the size `wanted`; one that is not among `SIZES` is the usual one."""
    own = application.property(_OWN)
    if not isinstance(own, QFont):
        own = application.font()
        application.setProperty(_OWN, own)
    size = wanted if wanted in SIZES else USUAL
    factor = size / percent()
    application.setProperty(_PERCENT, size)
    if factor == 1:
        return
    application.setFont(_resized(own, size / USUAL))
    for widget in _alive(application):
        # A font of its own (a title, a hint) does not follow the application's.
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            widget.setFont(_resized(widget.font(), factor))
    theme.measure_again(application)


def fit_words(application: QApplication) -> None:
    """Have what fits its words to its room do it anew, once another size is in force."""
    application.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    for widget in _alive(application):
        application.sendEvent(widget, QResizeEvent(widget.size(), QSize()))


def _alive(application: QApplication) -> Iterator[QWidget]:
    """Yield every widget, but those that what was done to others has deleted meanwhile."""
    return filter(shiboken6.isValid, application.allWidgets())


def _resized(font: QFont, factor: float) -> QFont:
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(round(font.pixelSize() * factor))
    else:
        made.setPointSizeF(font.pointSizeF() * factor)
    return made
