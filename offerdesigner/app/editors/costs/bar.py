"""What stands around the table of the costs: the bar above it, and the totals under it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.costs.edits import FAMILIES
from offerdesigner.app.editors.costs.rows import month_and_year
from offerdesigner.app.editors.price.parts import ElidedLabel, narrow
from offerdesigner.app.fields import ChoiceField, QuantityField
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model.project import Project
from offerdesigner.text import _, number, plural, typeset

MARGIN, GAP = 8, 5
MOST_CLIENTS = 1_000_000
_MOST_PARTS = 6


class CostsBar(QWidget):
    """Adding, in which family, pasting; and for how many clients quantities are counted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # The bar never widens the page: its buttons lose their words first.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.add_button = self._tool("add", _("Ajouter un poste"))
        self.family = ChoiceField(self, choices=FAMILIES)
        self.family.control.setAccessibleName(_("Famille où ajouter"))
        self.family.control.setMinimumContentsLength(8)
        self.family.show(FAMILIES[0][0])
        self.group_button = self._tool("packs", _("Ajouter une sous-famille"))
        self.paste_button = self._tool("duplicate", _("Coller depuis un tableur"))
        self.clients = QuantityField(self, whole=True, maximum=MOST_CLIENTS)
        self.clients.control.setAccessibleName(_("Quantités pour ce nombre de clients"))
        narrow(self.clients, 64)
        self._before = QLabel(_("Quantités pour"), self)
        self._after = QLabel(self)
        theme.mark(self._before, "tone", "muted")
        across = QHBoxLayout(self)
        across.setContentsMargins(MARGIN, 5, MARGIN, 5)
        across.setSpacing(GAP)
        adding: tuple[QWidget, ...] = (self.add_button, self.family, self.group_button, self.paste_button)
        for widget in adding:
            across.addWidget(widget)
        across.addStretch(1)
        counting: tuple[QWidget, ...] = (self._before, self.clients, self._after)
        for widget in counting:
            across.addWidget(widget)

    def _tool(self, icon: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setText(words)
        button.setToolTip(plain_tooltip(words))
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def say_clients(self, project: Project, clients: Decimal) -> None:
        """Say for how many clients quantities are counted, and which they are when they are those of today."""
        self.clients.show(int(clients))
        today = [sale.clients for sale in project.sales]
        words = plural(clients, _("client"), _("clients"))
        is_today = sum(today) == clients and 1 < len(today) <= _MOST_PARTS
        parts = " + ".join(number(count) for count in today)
        self._after.setText(typeset(f"{words} ({parts})" if is_today else words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words of the buttons while there is room."""
        super().resizeEvent(event)
        wide, small = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        worded = (self.add_button, self.paste_button, self.group_button)
        for count in range(len(worded), -1, -1):
            for place, button in enumerate(worded):
                button.setToolButtonStyle(wide if place < count else small)
            if self.layout().sizeHint().width() <= event.size().width():  # type: ignore[union-attr]
                return


class Totals(QWidget):
    """What is to pay, and with volunteer time at its value: always in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "ground", "head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, 5, MARGIN, 5)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.labels = [[self._label(row, column) for column in range(3)] for row in range(2)]

    def _label(self, row: int, column: int) -> QLabel:
        label = ElidedLabel(self) if not column else QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(theme.font(bold=not row, figures=bool(column)))
        if column:
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, row, column)
        return label

    def set_widths(self, month: int, year: int, right: int) -> None:
        """Stand under the last two columns of the table, which leaves `right` pixels beside them."""
        self._grid.setColumnMinimumWidth(1, month)
        self._grid.setColumnMinimumWidth(2, year)
        self._grid.setContentsMargins(MARGIN, 5, right + 3, 5)

    def say(self, clients: Decimal, to_pay: Fraction, fair: Fraction, side: str) -> None:
        """Show both totals, a month and a year; `side` says on which side of VAT they are, where it matters."""
        count = plural(clients, _("{n} client"), _("{n} clients")).format(n=number(clients))
        titles = (
            _("À payer, pour {clients}{side}").format(clients=count, side=side),
            _("À payer + temps bénévole valorisé"),
        )
        for labels, title, amount in zip(self.labels, titles, (to_pay, fair), strict=True):
            month, year = month_and_year(amount)
            for label, words in zip(labels, (typeset(title), month, year), strict=True):
                if isinstance(label, ElidedLabel):
                    label.say(words)
                else:
                    label.setText(words)
            labels[1].setAccessibleName(_("{title}, par mois : {amount}").format(title=title, amount=month))
            labels[2].setAccessibleName(_("{title}, par an : {amount}").format(title=title, amount=year))
