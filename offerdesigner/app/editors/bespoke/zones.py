"""« Zones »: over two quantities, which offer is the cheapest; a click sets the usage. It stands beside the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QWidget

from offerdesigner.app.chart_buttons import ChartButtons
from offerdesigner.app.chart_view import ChartView
from offerdesigner.app.editors.bespoke.work import ZonesAnswer
from offerdesigner.app.editors.price.parts import headed, heading, muted
from offerdesigner.app.fields import ChoiceField
from offerdesigner.app.panels.beside import Beside
from offerdesigner.app.text_size import scaled
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.render.charts.data import Spot
from offerdesigner.render.charts.maps import with_spots
from offerdesigner.text import _, months, typeset

_LEAST_HEIGHT = 300


class ZonesPanel(Beside):
    """The map of zones, with the usage types as rings and the present usage as a dot."""

    place_chosen = Signal(object)
    """Quantities (by metric) were pointed at on the map."""

    metric_chosen = Signal(str, str)
    """Another metric is to vary, « across » or « up »."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, _("Zones"))
        self._answer: ZonesAnswer | None = None
        self._quantities: Mapping[Id, Decimal] = {}
        self.fields = {"across": ChoiceField(self), "up": ChoiceField(self)}
        self.chart = ChartView(self)
        self.chart.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chart.setMinimumHeight(scaled(_LEAST_HEIGHT))
        self.chart.picked.connect(self._pick)
        self.chart.stepped.connect(self._step)
        self._remark = muted("", self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.buttons = ChartButtons(self.chart, self)
        self.buttons.picture_asked.connect(self.picture_asked)
        self.fields["across"].committed.connect(self._choose_across)
        self.fields["up"].committed.connect(self._choose_up)
        self._lay_out()
        self.setFocusProxy(self.chart)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(4)
        for use, title in (("across", _("De gauche à droite")), ("up", _("De bas en haut"))):
            self.fields[use].control.setAccessibleName(title)
            form.addRow(title, self.fields[use])
        self._frame = QFrame(self)
        self._frame.setProperty("message", "advice")
        said = QHBoxLayout(self._frame)
        said.setContentsMargins(10, 6, 10, 6)
        said.addWidget(self.words, 1)
        column = self.lay_on_paper()
        column.addLayout(headed(heading(_("Quelle offre est la moins chère ?"), self), self.buttons))
        column.addWidget(self._remark)
        column.addLayout(form)
        column.addWidget(self.chart, 1)
        column.addWidget(self._frame)

    # Showing

    def show_metrics(self, project: Project, across: Id, up: Id) -> None:
        """Offer the metrics of `project` to vary, `across` and `up` being those that do."""
        for field, chosen in zip(self.fields.values(), (across, up), strict=True):
            field.set_choices((metric.id, metric.name or _("Sans nom")) for metric in project.metrics)
            field.show(chosen)
            field.setEnabled(len(project.metrics) > 1)

    def say(self, missing: str) -> None:
        """Say what is missing for a map."""
        self._answer = None
        self.chart.say(missing)
        self._show_rest("", "")

    def show_zones(
        self, answer: ZonesAnswer, quantities: Mapping[Id, Decimal], spots: Sequence[Spot], words: str
    ) -> None:
        """Show the map with these spots on it, `quantities` being the present ones, and say the same in words."""
        self._answer, self._quantities = answer, quantities
        self.chart.show_chart(with_spots(answer.zones, spots))
        length = answer.asked.need.months
        paid = _("Prix par mois, pour {length}").format(length=months(length)) if length > 1 else _("Prix par mois")
        remark = [paid, answer.rest]
        rings = _("Cercles : usages types.") if any(spot.look == "ring" for spot in spots) else ""
        self._show_rest(typeset(" ".join((f"{', '.join(filter(None, remark))}.", rings))).strip(), typeset(words))

    def _show_rest(self, remark: str, words: str) -> None:
        self._remark.setText(remark)
        self.words.setText(words)
        self._frame.setVisible(bool(words))

    # Choosing

    def _choose_across(self, metric: Id) -> None:
        self.metric_chosen.emit("across", metric)

    def _choose_up(self, metric: Id) -> None:
        self.metric_chosen.emit("up", metric)

    def _pick(self, x: Decimal, y: Decimal) -> None:
        if self._answer is not None:
            asked = self._answer.asked
            self.place_chosen.emit({asked.across: Decimal(round(x)), asked.up: Decimal(round(y))})

    def _step(self, across: int, up: int) -> None:
        """Go one quantity of the map further."""
        if self._answer is None:
            return
        asked, zones = self._answer.asked, self._answer.zones
        wanted = {}
        for metric, axis, step, steps in (
            (asked.across, zones.x, self._answer.step_across, across),
            (asked.up, zones.y, self._answer.step_up, up),
        ):
            now = self._quantities.get(metric, Decimal(0))
            wanted[metric] = min(max(now + step * steps, axis.low), axis.high) if steps else now
        self.place_chosen.emit(wanted)
