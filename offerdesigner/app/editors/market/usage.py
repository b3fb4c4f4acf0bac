"""« Même usage pour tous »: the usage type that every price is computed for, its quantities, and how it is paid."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.price.parts import clear, muted
from offerdesigner.app.fields import ChoiceField, QuantityField
from offerdesigner.app.models.market_edits import use
from offerdesigner.app.text_size import scaled
from offerdesigner.economics.competition import metrics_charged, need_compared
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.project import Project
from offerdesigner.text import _, months, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_FIELD = 62
_USUAL_METRICS = 2
"""How many metrics are asked for where no price of a competitor counts one yet."""
_LENGTHS = (1, 3, 12, 24, 36)


class _Quantity(QuantityField):
    """How much of one metric."""

    used = Signal(str, object)

    def __init__(self, metric: Metric, parent: QWidget) -> None:
        super().__init__(parent, maximum=1_000_000)
        self._metric: Id = metric.id
        self.control.setAccessibleName(_("Même usage pour tous, {unit}").format(unit=metric.plural))
        self.control.setFixedWidth(scaled(_FIELD))
        self.committed.connect(self._tell)

    def _tell(self, quantity: Decimal) -> None:
        self.used.emit(self._metric, quantity)


class UsageBar(QWidget):
    """One line over the table."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[Metric, ...] = ()
        self.fields: dict[Id, _Quantity] = {}
        title = QLabel(typeset(_("Même usage pour tous :")), self)
        title.setFont(theme.font(bold=True))
        self.profile = ChoiceField(self)
        self.profile.control.setAccessibleName(_("Usage comparé"))
        self.length = ChoiceField(self)
        self.length.control.setAccessibleName(_("Engagement comparé"))
        for field, letters in ((self.profile, 14), (self.length, 6)):
            field.control.setMinimumContentsLength(letters)
        self._quantities = QWidget(self)
        self._line = QHBoxLayout(self._quantities)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(5)
        self.side = muted("", self, wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(8)
        for widget in (title, self.profile, self._quantities, self.length):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.side)
        self.profile.committed.connect(self._choose)
        self.length.committed.connect(self._commit)

    def refresh(self) -> None:
        """Show the usage that the project compares."""
        project = self._document.project
        offered = [(None, typeset(_("ce que comprend notre offre")))]
        self.profile.set_choices([*offered, *((one.id, one.name or _("sans nom")) for one in project.profiles)])
        self.profile.show(project.market.profile)
        lengths = sorted({*_LENGTHS, project.market.months})
        self.length.set_choices((length, _("au mois") if length == 1 else months(length)) for length in lengths)
        self.length.show(project.market.months)
        metrics = metrics_asked(project)
        if metrics != self._shown:
            self._shown = metrics
            self._rebuild(metrics)
        usage = need_compared(project).usage
        for metric, field in self.fields.items():
            field.show(usage.get(metric, Decimal(0)))

    def _rebuild(self, metrics: tuple[Metric, ...]) -> None:
        clear(self._line)
        self.fields = {}
        for metric in metrics:
            field = self.fields[metric.id] = _Quantity(metric, self._quantities)
            field.used.connect(self._use)
            self._line.addWidget(field)
            self._line.addWidget(muted(metric.plural, self._quantities, wrap=False))
        before: QWidget = self.profile.control
        for field in self.fields.values():
            QWidget.setTabOrder(before, field.control)
            before = field.control
        QWidget.setTabOrder(before, self.length.control)

    def take_keyboard(self) -> None:
        """Put the cursor in the first quantity, or in the choice of the usage."""
        first = next(iter(self.fields.values()), self.profile)
        first.control.setFocus()

    def _choose(self, profile: Id | None) -> None:
        self._apply(set_value("market/profile", profile, _("choisir l'usage comparé")))

    def _commit(self, length: int) -> None:
        self._apply(set_value("market/months", length, _("choisir l'engagement comparé")))

    def _use(self, metric: Id, quantity: Decimal) -> None:
        self._apply(use(self._document.project, metric, quantity))

    def _apply(self, edit: Edit) -> None:
        self._document.apply(edit, self)


def metrics_asked(project: Project) -> tuple[Metric, ...]:
    """Return the metrics whose quantity is asked: those that a price of a competitor counts, or else the first ones."""
    charged = metrics_charged(project)
    found = tuple(metric for metric in project.metrics if metric.id in charged)
    return found or project.metrics[:_USUAL_METRICS]
