"""What the worker loads once the start centre is painted, so that opening an offer does not wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

_SHOWN = "nuage-commun"
_A4_POINTS = 842


def settle_memory() -> None:
    """Leave what is loaded for good out of later garbage collections: looking at it all stops typing for 0,1 s."""
    import gc

    gc.freeze()


@dataclass(frozen=True)
class Preload:
    """Loads the model, the checks and the drawing on the worker's thread; returns a sheet to show meanwhile."""

    height: int
    """Of the sheet, in pixels of the screen."""

    def __call__(self) -> QImage:
        """Open an example, check and draw it once: this fills every cache."""
        from offerdesigner.app.live import draw, picture
        from offerdesigner.checks.engine import run
        from offerdesigner.storage.examples import open_copy

        project = open_copy(_SHOWN)
        run(project, today=date.min)
        # Drawn larger, then reduced with care: the small letters stay smooth.
        page = picture(draw(project, "portrait", date.min).pdf, 0, 2 * self.height / _A4_POINTS)
        settle_memory()
        return page.scaledToHeight(self.height, Qt.TransformationMode.SmoothTransformation)
