"""What the worker loads once the start centre is painted, so that opening an offer does not wait for it."""

from __future__ import annotations


def settle_memory() -> None:
    """Leave what is loaded for good out of later garbage collections: looking at it all stops typing for 0,1 s."""
    import gc

    gc.freeze()


def preload() -> None:
    """Import the model, the checks and the drawing, and draw the first template once to fill their caches."""
    from datetime import date

    from offerdesigner.app.live import check, draw, picture
    from offerdesigner.storage.examples import open_copy

    project = open_copy("trois-niveaux")
    check(project, date.min, ())
    picture(draw(project, "auto", date.min).pdf, 0, 1.0)
    settle_memory()
