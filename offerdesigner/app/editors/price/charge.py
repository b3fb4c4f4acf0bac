"""The choice of a charge model in plain words, each with what it would ask for the example."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.price.parts import ElidedLabel
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.model.address import Address
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import CapacityPrice, Charge, GraduatedPrice, PackagePrice, StairstepPrice, VolumePrice
from offerdesigner.model.offers import RateCard
from offerdesigner.pricing.charges import quote
from offerdesigner.pricing.conversion import converted
from offerdesigner.pricing.lines import within_limits
from offerdesigner.pricing.wording import NO_METRIC, price, worked
from offerdesigner.text import _, money, number, typeset

KINDS = ("flat", "unit", "package", "graduated", "volume", "stairstep", "capacity", "free", "on_quote")
_FAMILIES = {"graduated": "tiers", "volume": "tiers"}


class Memory:
    """What was typed under each model of each line, so that coming back to a model finds it again.

    The two models by tiers share theirs: what is changed under one shows under the other.
    """

    def __init__(self) -> None:
        self._charges: dict[tuple[Address, str], Charge] = {}

    def keep(self, line: Address, charge: Charge) -> None:
        """Remember `charge` as what was typed under its model."""
        self._charges[line, _family(charge.kind)] = charge

    def recall(self, line: Address, kind: str, charge: Charge, like: Decimal) -> Charge:
        """Return what was typed under `kind`, or else `charge` converted to it."""
        known = charge if _family(charge.kind) == _family(kind) else self._charges.get((line, _family(kind)), charge)
        return converted(known, kind, like)


def _family(kind: str) -> str:
    return _FAMILIES.get(kind, kind)


def kind_name(kind: str, metric: Metric | None) -> str:
    """Return the plain words for a model."""
    unit = (metric or NO_METRIC).singular
    return {
        "flat": _("Forfait"),
        "unit": _("Prix par {unit}").format(unit=unit),
        "package": _("Par lots"),
        "graduated": _("Par tranches, chaque tranche à son prix"),
        "volume": _("Par tranches, tout au prix de la tranche atteinte"),
        "stairstep": _("Un montant par palier"),
        "capacity": _("Compris + dépassement"),
        "free": _("Prix libre"),
        "on_quote": _("Sur devis"),
    }[kind]


def kind_hint(charge: Charge) -> str:
    """Return a few words on how a model counts, with its own figures."""
    match charge:
        case PackagePrice():
            return _("des lots entiers de {n}").format(n=number(charge.size))
        case GraduatedPrice(tiers=(first, _second, *_rest)) if first.up_to is not None:
            return _("{price} jusqu'à {n}, puis le prix suivant").format(
                price=money(first.unit_price), n=number(first.up_to)
            )
        case VolumePrice(tiers=(first, second, *_rest)) if first.up_to is not None:
            return _("dès {n} dépassés, tous à {price}").format(n=number(first.up_to), price=money(second.unit_price))
        case StairstepPrice(steps=(first, *_rest)) if first.up_to is not None:
            return _("un prix pour « jusqu'à {n} »").format(n=number(first.up_to))
        case CapacityPrice():
            more = money(charge.unit_price)
            if charge.size != 1:
                more = _("{price} les {size}").format(price=more, size=number(charge.size))
            return _("{n} compris, puis {price}").format(n=number(charge.included), price=more)
        case _:
            return _HINTS[charge.kind]()


_HINTS = {
    "flat": lambda: _("le même prix, quel que soit le nombre"),
    "unit": lambda: _("chaque unité au même prix"),
    "graduated": lambda: _("les premières plus chères, ou moins"),
    "volume": lambda: _("plus on en prend, moins toutes coûtent"),
    "stairstep": lambda: _("un prix pour chaque taille"),
    "free": lambda: _("chacun choisit, vous conseillez"),
    "on_quote": lambda: _("inconnu d'avance, jamais 0 €"),
}


_EXPLAINED = {
    "package": _("On paie des lots entiers : pour 12 Go vendus par 10, deux lots."),
    "graduated": _("Le prix change en route, pour ce qui suit seulement : les premiers gardent le leur."),
    "volume": _("Le prix dépend du nombre, et vaut pour tous : en prendre plus les change tous de prix."),
    "stairstep": _("Un montant tout rond pour chaque taille : « jusqu'à 10 », « jusqu'à 50 »."),
    "capacity": _("Le prix de base comprend une quantité ; ce qui dépasse se paie en plus."),
}
"""What the names of the models that are not everyday words mean."""


class KindRow(QFrame):
    """One model: its radio button, a few words, and the worked result."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._full = self._brief = ""
        self.radio = QRadioButton(self)
        self.hint = ElidedLabel(self)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hint.setFont(theme.font(theme.HEADER))
        self.result = QLabel(self)
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        self.result.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 6, 2)
        row.setSpacing(8)
        row.addWidget(self.radio)
        row.addWidget(self.hint, 1)
        row.addWidget(self.result)
        self.setAutoFillBackground(True)
        self.setToolTip(plain_tooltip(_EXPLAINED.get(kind, "")))
        self.radio.toggled.connect(self._dress)
        self._dress()

    def say(self, name: str, hint: str, full: str, brief: str) -> None:
        """Show the model's name, its hint, and its result, whole or (when narrow) the amount alone."""
        self._full, self._brief = full, brief
        if self.radio.text() != name:
            self.radio.setText(name)
        self.radio.setAccessibleName(f"{name}, {full}")
        self.hint.say(hint)
        self._fit()

    def _fit(self) -> None:
        taken = self.radio.sizeHint().width() + 40
        full = self.result.fontMetrics().horizontalAdvance(self._full)
        shown = self._full if taken + full <= self.width() else self._brief
        if self.result.text() != shown:
            self.result.setText(shown)
            self.result.setToolTip(plain_tooltip(self._full))

    def _dress(self, _checked: bool = False) -> None:
        chosen = self.radio.isChecked()
        font = theme.font(bold=chosen)
        self.radio.setFont(font)
        self.result.setFont(theme.font(bold=chosen, figures=True))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.role("accent_soft" if chosen else "base"))
        self.setPalette(palette)
        # Fusion outlines the button in the window's colour darkened by 1.4: unseen on a dark ground.
        outlined = self.radio.palette()
        outlined.setColor(QPalette.ColorRole.Window, theme.role("border").lighter(140))
        self.radio.setPalette(outlined)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole result where there is room for it."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the model by a click anywhere on its row."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()

    def minimumSizeHint(self) -> QSize:
        """Ask for the name and the amount, no more."""
        brief = self.result.fontMetrics().horizontalAdvance(self._brief)
        return QSize(self.radio.sizeHint().width() + brief + 40, super().minimumSizeHint().height())


class ChargeChooser(QFrame):
    """The models, one a row, and the sentence of the chosen one."""

    kind_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(_("Comment ce prix se calcule-t-il ?"))
        self._group = QButtonGroup(self)
        self.rows: dict[str, KindRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for place, kind in enumerate(KINDS):
            row = KindRow(kind, self)
            self._group.addButton(row.radio, place)
            self.rows[kind] = row
            column.addWidget(row)
        self._group.idClicked.connect(self._choose)

    def show_charge(
        self, line: Address, rate: RateCard, metric: Metric | None, quantity: Decimal, memory: Memory
    ) -> None:
        """Show what each model would ask for `quantity` within the limits of `rate`, and which one is chosen."""
        charge = rate.charge
        like = quantity or Decimal(1)
        for kind, row in self.rows.items():
            there = memory.recall(line, kind, charge, like)
            found = quote(there, quantity)
            due, limit = within_limits(rate, found.amount)
            row.say(
                typeset(kind_name(kind, metric)),
                typeset(kind_hint(there)),
                typeset(f"{worked(there, found, metric)}{limit}"),
                price(due),
            )
        self.rows[charge.kind].radio.setChecked(True)

    def _choose(self, place: int) -> None:
        self.kind_chosen.emit(KINDS[place])
