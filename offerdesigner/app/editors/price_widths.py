"""How the columns of a small table share the width there is, their headings on several lines if need be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

_AROUND = 10
"""What a table leaves beside the words of a cell, in pixels."""

_HEADING = 18
"""What the style sheet leaves beside the words of a heading, and above and below them a third of it."""

_TALLEST = 1000


def shared(needed: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns that fill `room`: the narrowest first get what they need, then what they want."""
    if sum(needed) > room:
        return _levelled(needed, room)
    spare = room - sum(needed)
    lacking = [max(0, more - least) for least, more in zip(needed, wanted, strict=True)]
    if sum(lacking) > spare:
        return [least + given for least, given in zip(needed, _levelled(lacking, spare), strict=True)]
    widths = [max(pair) for pair in zip(needed, wanted, strict=True)]
    if widths:
        widths[-1] += room - sum(widths)
    return widths


def _levelled(asked: Sequence[int], room: int) -> list[int]:
    """Cut the largest of `asked` to one level, so that all of them fit in `room`."""
    given = [0] * len(asked)
    left = max(0, room)
    order = sorted(range(len(asked)), key=lambda place: asked[place])
    for rank, place in enumerate(order):
        given[place] = min(asked[place], left // (len(order) - rank))
        left -= given[place]
    return given


def share_width(view: QTableView, samples: Sequence[str]) -> None:
    """Give the columns of `view` its whole width; `samples` are long words that each column must hold."""
    header = view.horizontalHeader()
    titles = [str(view.model().headerData(place, Qt.Orientation.Horizontal)) for place in range(len(samples))]
    metrics = header.fontMetrics()
    needed, wanted = [], []
    for place, title in enumerate(titles):
        word = max(metrics.horizontalAdvance(word) for word in title.split(" ")) + _HEADING
        sample = view.fontMetrics().horizontalAdvance(samples[place]) + _AROUND
        needed.append(max(word, sample, _widest_cell(view, place)))
        wanted.append(metrics.horizontalAdvance(title) + _HEADING)
    for place, width in enumerate(shared(needed, wanted, view.viewport().width())):
        view.setColumnWidth(place, width)
    header.setFixedHeight(_heading_height(header, titles))


def _widest_cell(view: QTableView, column: int) -> int:
    rows = (row for row in range(view.model().rowCount()) if view.columnSpan(row, column) == 1)
    cells = (view.sizeHintForIndex(view.model().index(row, column)).width() for row in rows)
    return max(cells, default=0)


def _heading_height(header: QHeaderView, titles: Sequence[str]) -> int:
    heights = []
    for place, title in enumerate(titles):
        room = QRect(0, 0, header.sectionSize(place) - _HEADING + 1, _TALLEST)
        heights.append(header.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), title).height())
    return max(heights, default=0) + _HEADING // 3 + 2
