"""How the width of a table of offers is shared between its headings and its columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.grid.delegate import PADDING
from offerdesigner.app.editors.grid.headings import row_font
from offerdesigner.app.editors.grid.offer_table import OfferTable
from offerdesigner.app.models.offer_columns import OfferColumnsModel

MANY = 8
"""More offers than this never stand side by side: their columns are scrolled."""

NAME_MARGIN, ROW_MARGIN = 45, 48


class Corner(QLabel):
    """What stands where the headings meet: how many offers, for whom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.setContentsMargins(PADDING, 0, PADDING, 5)
        theme.mark(self, "ground", "head")
        theme.mark(self, "tone", "muted")

    def place(self, view: OfferTable) -> None:
        """Fill the corner of a table, if it has one."""
        across, frame = view.horizontalHeader(), view.frameWidth()
        self.setVisible(not across.isHidden())
        self.setFont(theme.font(theme.HINT))
        self.setGeometry(frame, frame, view.verticalHeader().width(), across.height())


def shares(view: OfferTable, metrics: QFontMetrics) -> tuple[int, int]:
    """Return the width of the headings and that of a column: the headings give way first."""
    digit = metrics.horizontalAdvance("0")
    least = 18 * digit
    count = max(1, view.columns.columnCount())
    narrow = narrowest(view.columns, metrics, digit)
    room = view.width() - view.verticalScrollBar().sizeHint().width() - 2 * view.frameWidth()
    labels = (QFontMetrics(row_font(row)).horizontalAdvance(row.label) for row in view.columns.rows)
    longest = max(labels, default=0) + ROW_MARGIN
    if room - least < count * narrow:
        # The columns will be scrolled anyway: let the headings, which stay in sight, be read.
        heading, narrow = max(least, min(longest, 27 * digit)), 18 * digit
    else:
        heading = max(least, min(longest, 34 * digit, room - count * narrow))
    return heading, max(narrow, min(32 * digit, (room - heading) // count))


def narrowest(columns: OfferColumnsModel, metrics: QFontMetrics, digit: int) -> int:
    """Return the width under which a name or a value would be cut; notes may go."""
    if columns.columnCount() > MANY:
        return 18 * digit
    names = (QFontMetrics(theme.font(bold=True)).horizontalAdvance(offer.name) for offer in columns.offers)
    texts = (metrics.horizontalAdvance(text) for text in columns.texts())
    widest = (max(names, default=0) + NAME_MARGIN, max(texts, default=0) + 2 * PADDING + 2)
    return min(18 * digit, max(13 * digit, *widest))
