"""Every kind of chart, drawn by one call: the window, documents and pictures all come here."""

from __future__ import annotations

from offerdesigner.render.charts.break_even import BreakEven
from offerdesigner.render.charts.break_even_layout import lay_out_break_even
from offerdesigner.render.charts.cumulated import Cumulated, lay_out_cumulated
from offerdesigner.render.charts.data import Chart, Zones
from offerdesigner.render.charts.layout import lay_out
from offerdesigner.render.charts.shapes import Shape, Sheet
from offerdesigner.render.charts.shares import Shares, height_of_shares, lay_out_shares
from offerdesigner.render.charts.zones import lay_out_zones

Figure = Chart | Zones | BreakEven | Cumulated | Shares


def shapes_of(figure: Figure, sheet: Sheet) -> tuple[Shape, ...]:
    """Return all that is drawn of a chart, from the ground up."""
    match figure:
        case Chart():
            return lay_out(figure, sheet)
        case Zones():
            return lay_out_zones(figure, sheet)
        case BreakEven():
            return lay_out_break_even(figure, sheet)
        case Cumulated():
            return lay_out_cumulated(figure, sheet)
        case Shares():
            return lay_out_shares(figure, sheet)


def height_of(figure: Figure, line: float, usual: float) -> float:
    """Return how high a chart is drawn, its words set in lines of this height: as its bars need, else as `usual`."""
    return height_of_shares(figure, line) if isinstance(figure, Shares) else usual
