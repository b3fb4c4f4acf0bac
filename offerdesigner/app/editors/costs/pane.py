"""What lies under the table of the costs: the name of the chosen line, its commands, and its detail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.costs.detail import CostDetail
from offerdesigner.app.editors.price.parts import ElidedLabel, muted
from offerdesigner.economics.costs import Cost
from offerdesigner.model.finding import Finding
from offerdesigner.text import _, typeset

_AROUND = 24
MOST_SHARE = 0.4
"""How much of the page the detail has at most; what does not fit there scrolls."""


class _Area(QScrollArea):
    """Scrolls the detail where it is higher than its share; the field with the cursor stays in sight."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the field in sight, the room having changed."""
        super().resizeEvent(event)
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll to the field with the cursor, if there is one."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus() and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, _AROUND)


class CostPane(QWidget):
    """The detail of one line of cost, no higher than it needs."""

    def __init__(self, document: Document, commands: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(self)
        self.title.setFont(theme.font(bold=True))
        self.detail = CostDetail(document, self)
        self.detail.address_focused.connect(self._keep_in_sight)
        self._none = muted(_("Choisissez un poste pour voir son détail, ou tapez « Nouveau poste… »."), self)
        self._none.setContentsMargins(12, 6, 12, 8)
        self._area = _Area(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head(commands), self._none, self._area):
            column.addWidget(widget)

    def _head(self, commands: Iterable[QAction]) -> QWidget:
        head = QWidget(self)
        theme.mark(head, "ground", "head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout(head)
        across.setContentsMargins(12, 1, 8, 1)
        across.setSpacing(4)
        across.addWidget(self.title, 1)
        for command in commands:
            button = QToolButton(head)
            button.setDefaultAction(command)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(command.text())
            across.addWidget(button)
        return head

    def show_cost(self, cost: Cost | None, findings: Sequence[Finding]) -> None:
        """Show the line of `cost`, or how to choose one."""
        self._area.setVisible(cost is not None)
        self._none.setVisible(cost is None)
        if cost is None:
            self.title.say(_("Détail"))
            return
        name = typeset(cost.line.name or _("Poste sans nom"))
        self.title.say(_("{name} · détail du poste choisi").format(name=name))
        self.detail.show_cost(cost, findings)

    def _keep_in_sight(self, _address: str) -> None:
        self._area.keep_in_sight()

    def fit(self, page_height: int) -> None:
        """Take the height that the detail needs, or its share of a page of this height."""
        wanted = self.detail.layout().heightForWidth(self._area.viewport().width())  # type: ignore[union-attr]
        self._area.setFixedHeight(min(wanted, round(page_height * MOST_SHARE)))
