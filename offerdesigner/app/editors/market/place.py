"""« Notre place »: an axis with every price, the median and what is aligned, and the strategy against the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.price.parts import heading, muted, small_button
from offerdesigner.app.fields import QuantityField, bind
from offerdesigner.app.flow import FlowBox
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.app.text_size import scaled
from offerdesigner.economics import competition_words as words
from offerdesigner.economics.competition import Comparison
from offerdesigner.model.edits import set_value
from offerdesigner.model.market import Strategy
from offerdesigner.render.charts.data import Axis
from offerdesigner.render.charts.frame import ticks
from offerdesigner.text import NBSP, NNBSP, _, money, number, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document

_MARGIN, _GAP = 14, 6
_ICON = 16
_MARKS = 8
_UNBOUND = (1 << 24) - 1
_TALL, _HIGH = 470, 600
"""How high a page has room for the axis, and for all of it in words too."""
_DOT = 4.0
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Label:
    """Words that belong to a place of the axis, `wide` pixels long."""

    at: float
    wide: float


def lanes(labels: Sequence[Label], room: float) -> list[tuple[int, float]]:
    """Return for each label, in the order of their places, its lane (0 is nearest to the axis) and its left end.

    A label stands at the left of its stalk, else at its right, and otherwise higher than those that it would meet:
    two labels never overlap.
    """
    placed: list[tuple[int, float]] = []
    for rank, label in enumerate(labels):
        left = label.at - label.wide
        lane = _lane_over(labels, placed, left)
        following = labels[rank + 1].at if rank + 1 < len(labels) else room + _GAP
        if (lane or left < 0) and label.at + label.wide + _GAP <= following:
            left, lane = label.at, _lane_over(labels, placed, label.at)
        elif left < 0:
            left, lane = 0.0, _lane_over(labels, placed, 0.0)
        placed.append((lane, left))
    return placed


def _lane_over(labels: Sequence[Label], placed: Sequence[tuple[int, float]], left: float) -> int:
    """Return the first lane where a label that begins at `left` meets neither a label before it, nor its stalk."""
    met = (
        lane + 1
        for other, (lane, start) in zip(labels, placed, strict=False)
        if max(other.at - 1, start + other.wide) > left - (_GAP if start < other.at else 0)
    )
    return max(met, default=0)


class PlaceAxis(QWidget):
    """The axis itself; its words say the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: Comparison | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def show_comparison(self, found: Comparison) -> None:
        """Show the prices of `found`."""
        self._found = found
        self.setAccessibleName(_("Notre place"))
        self.setAccessibleDescription(words.place_words(found))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Ask for two lanes of labels over the axis."""
        return QSize(scaled(240), 5 * self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        """Ask for no more than it needs."""
        return self.minimumSizeHint()

    @property
    def has_prices(self) -> bool:
        """Whether there is a price to show."""
        return self._found is not None and self._found.spread is not None

    @property
    def points(self) -> tuple[tuple[str, Decimal, bool], ...]:
        """Who is on the axis, at which price, and whether it is us; the cheapest first."""
        if self._found is None:
            return ()
        everyone = (*((self._found.ours,) if self._found.ours is not None else ()), *self._found.others)
        known = [
            (
                _("Nous") if one.competitor is None else words.competitor_name(one.competitor),
                one.monthly,
                one.competitor,
            )
            for one in everyone
            if one.monthly is not None
        ]
        return tuple((name, price, who is None) for name, price, who in sorted(known, key=lambda one: one[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the zone of what is aligned, the median, the axis, then each price on its stalk."""
        points = self.points
        found = self._found
        if found is None or found.spread is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.HINT, figures=True))
        line = painter.fontMetrics().height()
        base = self.height() - line - 8.0
        tolerance = found.project.market.tolerance / 100
        low, high = (found.spread.median * (1 + side * tolerance) for side in (-1, 1))
        most = max([price for _name, price, _ours in points] + [high]) or Decimal(1)
        scale = (self.width() - 2 * _MARGIN) / float(most * Decimal("1.04"))
        self._paint_zone(painter, (float(low) * scale, float(high) * scale), base, line)
        self._paint_median(painter, float(found.spread.median) * scale, base, line)
        self._paint_axis(painter, scale, base, float(most))
        self._paint_points(painter, points, scale, base, line)
        painter.end()

    def _paint_zone(self, painter: QPainter, ends: tuple[float, float], base: float, line: int) -> None:
        zone = QRectF(_MARGIN + ends[0], line + 3, ends[1] - ends[0], base - line - 3)
        painter.fillRect(zone, theme.role("accent_soft"))

    def _paint_median(self, painter: QPainter, place: float, base: float, line: int) -> None:
        assert self._found is not None and self._found.spread is not None
        painter.setPen(QPen(theme.role("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(_MARGIN + place, line + 3), QPointF(_MARGIN + place, base))
        said = typeset(
            _("médiane {median}, « aligné » : ± {tolerance} %").format(
                median=money(self._found.spread.median, cents=True),
                tolerance=number(self._found.project.market.tolerance),
            )
        )
        wide = painter.fontMetrics().horizontalAdvance(said)
        left = min(max(_MARGIN + place - wide / 2, 0), self.width() - wide)
        painter.setPen(theme.role("muted"))
        painter.drawText(QRectF(left, 0, wide + 2, line), Qt.AlignmentFlag.AlignLeft, said)

    def _paint_axis(self, painter: QPainter, scale: float, base: float, most: float) -> None:
        painter.setPen(QPen(theme.role("border"), 1))
        painter.drawLine(QPointF(_MARGIN, base), QPointF(self.width() - _MARGIN, base))
        for mark in ticks(Axis("", Decimal(0), Decimal(most).quantize(Decimal("0.01"))), _MARKS):
            place = _MARGIN + float(mark) * scale
            painter.setPen(QPen(theme.role("border"), 1))
            painter.drawLine(QPointF(place, base), QPointF(place, base + 4))
            painter.setPen(theme.role("muted"))
            words_of_mark = money(mark)
            wide = painter.fontMetrics().horizontalAdvance(words_of_mark)
            spot = QRectF(max(place - wide / 2, 0), base + 5, wide + 2, painter.fontMetrics().height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft, words_of_mark)

    def _paint_points(
        self, painter: QPainter, points: Sequence[tuple[str, Decimal, bool]], scale: float, base: float, line: int
    ) -> None:
        bold = QFontMetrics(theme.font(theme.HINT, bold=True, figures=True))
        longest = self.width() // 3
        texts = [
            f"{bold.elidedText(name, Qt.TextElideMode.ElideRight, longest)} {money(price, cents=True)}"
            for name, price, _ours in points
        ]
        places = [float(price) * scale for _name, price, _ours in points]
        made = [Label(at, bold.horizontalAdvance(text) + 8) for at, text in zip(places, texts, strict=True)]
        most = max(1, int((base - line - 10) / (line + 1)))
        spots = lanes(made, float(self.width() - 2 * _MARGIN))
        for (_name, _price, ours), text, label, (lane, left) in zip(points, texts, made, spots, strict=True):
            at = label.at
            foot = QPointF(_MARGIN + at, base)
            top = base - 7 - (lane + 1) * (line + 1)
            if lane < most:
                painter.setPen(QPen(theme.role("accent" if ours else "border"), 1.4 if ours else 1))
                painter.drawLine(foot, QPointF(foot.x(), top + line / 2))
                spot = QRectF(_MARGIN + left + 4, top, label.wide - 8, line)
                self._write(painter, text, ours, spot, Qt.AlignmentFlag.AlignRight if left < at else _LEFT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.role("accent" if ours else "muted"))
            size = _DOT + 1.2 if ours else _DOT
            painter.drawEllipse(foot, size, size)

    def _write(self, painter: QPainter, text: str, ours: bool, spot: QRectF, side: Qt.AlignmentFlag) -> None:
        painter.save()
        if ours:
            painter.setFont(theme.font(theme.HINT, bold=True, figures=True))
        painter.setPen(theme.role("accent" if ours else "text"))
        painter.drawText(spot, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)
        painter.restore()


class PlacePanel(QWidget):
    """The strategy that is chosen, the axis, the verdict, and all of it in words."""

    bounded = Signal()
    """Its greatest height is another: the axis was folded, or shown."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.axis = PlaceAxis(self)
        self.tolerance = QuantityField(self, maximum=100)
        self.tolerance.control.setAccessibleName(_("Aligné : à moins de, en %"))
        self.tolerance.control.setFixedWidth(scaled(48))
        self.reminder = QuantityField(self, whole=True, minimum=1, maximum=120)
        self.reminder.control.setAccessibleName(_("Regarder les tarifs de nouveau après, en mois"))
        self.reminder.control.setFixedWidth(scaled(40))
        bind(document, self.reminder, "market/reminder_months", _("changer quand regarder les tarifs de nouveau"))
        self.buttons: dict[Strategy, QPushButton] = {}
        self._height: int | None = None
        self._is_folded: bool | None = None
        self.fold_button = small_button("chevron-down", _("Replier l'axe des prix"), self)
        self.fold_button.clicked.connect(self._turn)
        self._group = QButtonGroup(self)
        self._icon = QLabel(self)
        self.verdict = QLabel(self)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setWordWrap(True)
        self.in_price = muted("", self)
        self.told = muted("", self)
        self._lay_out()
        self._group.idClicked.connect(self._choose)
        self.tolerance.committed.connect(self._tolerate)

    def _lay_out(self) -> None:
        chosen = QWidget(self)
        strategies = QHBoxLayout(chosen)
        strategies.setContentsMargins(0, 0, 0, 0)
        strategies.setSpacing(0)
        strategies.addWidget(muted(_("Stratégie choisie"), self, wrap=False))
        strategies.addSpacing(6)
        for place, strategy in enumerate(Strategy):
            button = self.buttons[strategy] = QPushButton(words.STRATEGIES[strategy], self)
            button.setCheckable(True)
            button.setAccessibleName(_("Stratégie : {name}").format(name=words.STRATEGIES[strategy]))
            self._group.addButton(button, place)
            strategies.addWidget(button)
        strategies.addSpacing(6)
        strategies.addWidget(muted(f"±{NBSP}", self, wrap=False))
        strategies.addWidget(self.tolerance)
        strategies.addWidget(muted(f"{NNBSP}%", self, wrap=False))
        again = QWidget(self)
        looks = QHBoxLayout(again)
        looks.setContentsMargins(0, 0, 0, 0)
        looks.setSpacing(6)
        looks.addWidget(muted(_("Revoir les tarifs après"), self, wrap=False))
        looks.addWidget(self.reminder)
        looks.addWidget(muted(_("mois"), self, wrap=False))
        parts = FlowBox(self, across=18)
        parts.flow.setContentsMargins(0, 0, 0, 0)
        for part in (heading(_("Notre place"), self), chosen, again):
            parts.flow.addWidget(part)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(parts, 1)
        top.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignTop)
        said = QHBoxLayout()
        said.setSpacing(6)
        said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(5)
        column.addLayout(top)
        column.addWidget(self.axis, 1)
        column.addLayout(said)
        column.addWidget(self.in_price)
        column.addWidget(self.told)

    def show_comparison(self, found: Comparison) -> None:
        """Show where we are in `found`."""
        chosen = found.project.market.strategy
        self._group.setExclusive(chosen is not None)
        for strategy, button in self.buttons.items():
            button.setChecked(strategy is chosen)
        self.tolerance.show(found.project.market.tolerance)
        self.axis.show_comparison(found)
        held, sentence = words.verdict(found)
        self.verdict.setText(sentence)
        self._icon.setVisible(held is not None)
        if held is not None:
            self._icon.setPixmap(icons.pixmap("ok" if held else "warning", _ICON, None, self.devicePixelRatioF()))
        self.in_price.setText(words.in_price_words(found))
        self.in_price.setVisible(bool(found.others))
        self.told.setText(words.place_words(found))
        self._show_parts()

    def suit(self, height: int) -> None:
        """Leave to the table, in a page `height` pixels high, the room of what is said twice, then of the axis.

        The axis stays folded, or not, once somebody chose.
        """
        self._height = height
        self._show_parts()

    @property
    def is_folded(self) -> bool:
        """Whether the axis is out of sight."""
        is_low = self._height is not None and self._height < scaled(_TALL)
        return is_low if self._is_folded is None else self._is_folded

    def _turn(self) -> None:
        self._is_folded = not self.is_folded
        self._show_parts()

    def _show_parts(self) -> None:
        folded, has_axis = self.is_folded, self.axis.has_prices
        self.fold_button.setVisible(has_axis)
        self.fold_button.setIcon(icons.icon("chevron-right" if folded else "chevron-down"))
        said = _("Montrer l'axe des prix") if folded else _("Replier l'axe des prix")
        self.fold_button.setAccessibleName(said)
        self.fold_button.setToolTip(plain_tooltip(typeset(said)))
        self.axis.setVisible(has_axis and not folded)
        is_high = self._height is None or self._height >= scaled(_HIGH)
        self.told.setVisible(has_axis and not folded and is_high)
        self._bound_height()

    def _bound_height(self) -> None:
        """Take no more height than the words need while the axis is folded."""
        layout = self.layout()
        assert layout is not None
        is_bound = self.is_folded and self.axis.has_prices
        height = layout.heightForWidth(self.width()) if is_bound else _UNBOUND
        if height != self.maximumHeight():
            self.setMaximumHeight(height)
            self.bounded.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the height of the words, which take more lines where it is narrow."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._bound_height()

    def go_to(self, address: str) -> bool:
        """Put the keyboard on the strategy or the tolerance. False for anything else."""
        if address == "market/tolerance":
            self.tolerance.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if address == "market/reminder_months":
            self.reminder.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if address == "market/strategy":
            chosen = self._document.project.market.strategy or Strategy.ALIGNED
            self.buttons[chosen].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _choose(self, place: int) -> None:
        strategy = list(Strategy)[place]
        self._document.apply(set_value("market/strategy", strategy, _("choisir la stratégie de prix")), self)

    def _tolerate(self, tolerance: Decimal) -> None:
        self._document.apply(set_value("market/tolerance", tolerance, _("changer ce qui compte comme aligné")), self)
