"""Parts of a form or a page: sections with a heading, labelled rows, columns that fold into one, tabs above."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import theme
from offerdesigner.app.fields.base import Field
from offerdesigner.app.fields.marks import hint_label
from offerdesigner.app.plain import caption
from offerdesigner.app.text_size import scaled

ONE_COLUMN_BELOW = 620
_WIDEST_LABEL = 130
_MENU_BAR = "FEAPDO"


class Mnemonics:
    """Gives each label of a page a letter of its own, leaving those of the menu bar alone."""

    def __init__(self) -> None:
        self._taken = set(_MENU_BAR)

    def branch(self) -> Mnemonics:
        """Return others that leave alone the letters taken so far, for labels that are made anew."""
        made = Mnemonics()
        made._taken |= self._taken
        return made

    def label(self, title: str) -> str:
        """Return `title` with `&` before its first free letter (and any `&` of its own doubled)."""
        for index, letter in enumerate(title):
            plain = unicodedata.normalize("NFD", letter)[0].upper()
            if plain == letter.upper() and plain in string.ascii_uppercase and plain not in self._taken:
                self._taken.add(plain)
                return f"{title[:index].replace('&', '&&')}&{title[index:].replace('&', '&&')}"
        return caption(title)


class Section(QWidget):
    """A heading, a remark beside it, rows of labelled fields, and whatever else is added beneath."""

    def __init__(self, title: str, mnemonics: Mnemonics, parent: QWidget | None = None, *, remark: str = "") -> None:
        super().__init__(parent)
        self._mnemonics = mnemonics
        self.labels: list[QLabel] = []
        self.setAccessibleName(title)
        heading = QLabel(title, self)
        heading.setFont(theme.font(bold=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(heading)
        head.addStretch(1)
        if remark:
            beside = hint_label(remark, self)
            beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            head.addWidget(beside, 10)
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(10)
        self.form.setVerticalSpacing(7)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 6)
        self.column.setSpacing(7)
        self.column.addLayout(head)
        self.column.addLayout(self.form)

    def add_field(self, title: str, field: Field) -> QLabel:
        """Add a row: `title` as a label with a letter to jump to `field`, which is also its accessible name."""
        label = QLabel(self._mnemonics.label(title), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if label.sizeHint().width() > scaled(_WIDEST_LABEL) and " " in title:
            label.setWordWrap(True)
            label.setFixedWidth(scaled(_WIDEST_LABEL))
        label.setBuddy(field.control)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.labels.append(label)
        field.control.setAccessibleName(title)
        self.form.addRow(label, field)
        return label

    def add_alone(self, widget: QWidget) -> None:
        """Add a row without a label, under the fields."""
        label = QLabel(self)
        self.labels.append(label)
        self.form.addRow(label, widget)

    def show_row(self, widget: QWidget, visible: bool) -> None:
        """Show the row of `widget`, or take it away so that it leaves no gap."""
        self.form.setRowVisible(widget, visible)


def align_labels(sections: Sequence[Section]) -> None:
    """Give the labels of `sections` one width, so that their fields stand in one column."""
    labels = [label for section in sections for label in section.labels]
    width = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setFixedWidth(width)


class Columns(QWidget):
    """Two columns side by side; the second goes under the first when there is little room."""

    def __init__(
        self,
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        parent: QWidget | None = None,
        *,
        one_below: int = ONE_COLUMN_BELOW,
        shares: tuple[int, int] = (1, 1),
    ) -> None:
        """Under the width `one_below` there is one; `shares` part the room between the two."""
        super().__init__(parent)
        self._one_below, self._shares = one_below, shares
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(12)
        self._sides = [self._pile(left), self._pile(right)]
        self._is_wide: bool | None = None
        self._arrange(True)

    @property
    def is_wide(self) -> bool:
        """Whether the columns stand side by side."""
        return bool(self._is_wide)

    def _pile(self, widgets: Sequence[QWidget]) -> QWidget:
        side = QWidget(self)
        pile = QVBoxLayout(side)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(12)
        for widget in widgets:
            pile.addWidget(widget)
        pile.addStretch(1)
        return side

    def _arrange(self, wide: bool) -> None:
        if wide == self._is_wide:
            return
        self._is_wide = wide
        left, right = self._sides
        self._grid.removeWidget(right)
        self._grid.addWidget(left, 0, 0)
        self._grid.addWidget(right, 0 if wide else 1, 1 if wide else 0)
        self._grid.setColumnStretch(0, self._shares[0])
        self._grid.setColumnStretch(1, self._shares[1] if wide else 0)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one column only: the other one folds."""
        widest = max(side.minimumSizeHint().width() for side in self._sides)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._arrange(event.size().width() >= scaled(self._one_below))


def scroll_column(page: QWidget, blocks: Sequence[QWidget], title: str = "", beside: Sequence[QWidget] = ()) -> None:
    """Lay `blocks` one under the other on `page`, under its title, in an area that scrolls up and down alone.

    `beside` stands at the right of the title.
    """
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(16, 10, 16, 16)
    column.setSpacing(14)
    if title:
        heading = QLabel(title, content)
        heading.setFont(theme.font(theme.TITLE, bold=True))
        row = QHBoxLayout()
        row.addWidget(heading, 1)
        for widget in beside:
            row.addWidget(widget)
        column.addLayout(row)
    for block in blocks:
        column.addWidget(block)
    column.addStretch(1)
    area = QScrollArea(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)


def lay_under_tabs(page: QWidget, tabs: QTabBar, titles: Iterable[str], name: str, content: QWidget) -> None:
    """Lay `content` on `page` under `tabs`, which are given these titles and are called `name`."""
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    tabs.setUsesScrollButtons(False)
    tabs.setAccessibleName(name)
    for title in titles:
        tabs.addTab(title)
    bar = QHBoxLayout()
    bar.setContentsMargins(8, 4, 8, 0)
    bar.addWidget(tabs)
    bar.addStretch(1)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(bar)
    column.addWidget(content, 1)
