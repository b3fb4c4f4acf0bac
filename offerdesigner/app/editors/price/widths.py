"""How the columns of a small table share the width there is, their headings on several lines if need be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from offerdesigner.app import theme
from offerdesigner.app.editors.price.cells import CELL_ROLE

MARGIN = 4
"""What is left at the side of what is painted in a cell."""

_AROUND = 10
"""What a table leaves beside the words of a cell, in pixels."""

_HEADING = 18
"""What the style sheet leaves beside the words of a heading, and above and below them a third of it."""

_TALLEST = 1000


def shared(needed: Sequence[int], wanted: Sequence[int], room: int, *, evenly: bool = False) -> list[int]:
    """Return the widths of columns that fill `room`: the narrowest first get what they need, then what they want.

    What is left then is for the last one, or for all of them `evenly`.
    """
    if sum(needed) > room:
        return _levelled(needed, room)
    spare = room - sum(needed)
    lacking = [max(0, more - least) for least, more in zip(needed, wanted, strict=True)]
    if sum(lacking) > spare:
        return [least + given for least, given in zip(needed, _levelled(lacking, spare), strict=True)]
    widths = [max(pair) for pair in zip(needed, wanted, strict=True)]
    if widths:
        left = (room - sum(widths)) // len(widths) if evenly else 0
        widths = [width + left for width in widths]
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
        cells = list(_cell_widths(view, place))
        needed.append(max((word, sample, *(wide for wide, _words in cells))))
        besides = (wide + beside_width(words) for wide, words in cells)
        wanted.append(max((metrics.horizontalAdvance(title) + _HEADING, *besides)))
    last = next(_cells(view, len(titles) - 1), None)
    evenly = last is not None and last.data(CELL_ROLE).right
    for place, width in enumerate(shared(needed, wanted, view.viewport().width(), evenly=evenly)):
        view.setColumnWidth(place, width)
    header.setFixedHeight(_heading_height(header, titles))


def beside_width(words: str) -> int:
    """Return the room that an amount on the other side takes at the left of the one that was entered."""
    return QFontMetrics(theme.font(theme.HINT, figures=True)).horizontalAdvance(words) + 4 * MARGIN if words else 0


def _cells(view: QTableView, column: int) -> Iterator[QModelIndex]:
    rows = (row for row in range(view.model().rowCount()) if view.columnSpan(row, column) == 1)
    return (view.model().index(row, column) for row in rows)


def _widest(view: QTableView, column: int) -> list[QModelIndex]:
    """Return the cells that may be the widest: of those that look alike, the one that has the longest words."""
    advances = {
        right: QFontMetrics(theme.font(figures=True)).horizontalAdvance
        if right
        else view.fontMetrics().horizontalAdvance
        for right in (True, False)
    }
    found: dict[tuple[bool, bool, str, str], tuple[int, QModelIndex]] = {}
    for index in _cells(view, column):
        cell = index.data(CELL_ROLE)
        look, wide = (cell.right, cell.muted, cell.icon, cell.beside), advances[cell.right](cell.text)
        if look not in found or wide > found[look][0]:
            found[look] = wide, index
    return [index for _wide, index in found.values()]


def _cell_widths(view: QTableView, column: int) -> Iterator[tuple[int, str]]:
    """Yield how wide the widest cells are, and the amount that each has beside it."""
    grid = 1  # the line at the right of a cell is taken from its width
    for index in _widest(view, column):
        yield view.sizeHintForIndex(index).width() + grid, index.data(CELL_ROLE).beside


def _heading_height(header: QHeaderView, titles: Sequence[str]) -> int:
    heights = []
    for place, title in enumerate(titles):
        room = QRect(0, 0, header.sectionSize(place) - _HEADING + 1, _TALLEST)
        heights.append(header.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), title).height())
    return max(heights, default=0) + _HEADING // 3 + 2
