"""The figures of a model that is not made of tiers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.form import Mnemonics, Section
from offerdesigner.app.editors.price.parts import FIGURE_WIDTH, muted, narrow
from offerdesigner.app.editors.price.sides import OtherSide, View
from offerdesigner.app.fields import AmountField, Binding, Field, QuantityField, bind
from offerdesigner.model.address import Address, at
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.finding import Finding
from offerdesigner.pricing.sides import DECIMALS
from offerdesigner.pricing.wording import NO_METRIC
from offerdesigner.text import _

_MONEY, _COUNT = "money", "count"
PARAMETERS: dict[str, tuple[tuple[str, str], ...]] = {
    "flat": (("amount", _MONEY),),
    "unit": (("unit_price", _MONEY), ("free_units", _COUNT)),
    "package": (("package_price", _MONEY), ("size", _COUNT), ("free_units", _COUNT)),
    "capacity": (("amount", _MONEY), ("included", _COUNT), ("unit_price", _MONEY), ("size", _COUNT)),
    "free": (("advised", _MONEY), ("minimum", _MONEY)),
    "on_quote": (),
}
"""For each model, its fields and what they hold."""


def parameter_title(kind: str, field: str) -> str:
    """Return the label of a parameter of a model."""
    return {
        ("flat", "amount"): _("Prix"),
        ("unit", "unit_price"): _("Prix par unité"),
        ("unit", "free_units"): _("Premières gratuites"),
        ("package", "package_price"): _("Prix du lot"),
        ("package", "size"): _("Taille du lot"),
        ("package", "free_units"): _("Premières gratuites"),
        ("capacity", "amount"): _("Prix de base"),
        ("capacity", "included"): _("Compris"),
        ("capacity", "unit_price"): _("Prix au-delà"),
        ("capacity", "size"): _("Par lot de"),
        ("free", "advised"): _("Montant conseillé"),
        ("free", "minimum"): _("Montant minimum"),
    }[kind, field]


class ParametersForm(QWidget):
    """The figures of one model that is not made of tiers."""

    def __init__(self, document: Document, kind: str, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        section = Section(_("Ses montants"), mnemonics, self)
        self.bindings: dict[str, Binding] = {}
        self._beside: dict[str, OtherSide] = {}
        for name, sort in PARAMETERS[kind]:
            field: Field
            if sort == _COUNT:
                field = QuantityField(self)
            else:
                field = AmountField(self, decimals=DECIMALS[name])
                self._beside[name] = OtherSide(field)
            narrow(field, FIGURE_WIDTH)
            title = parameter_title(kind, name)
            section.add_field(title, field)
            self.bindings[name] = bind(document, field, at("offers", "-", name), title.lower())
        if kind == "on_quote":
            section.add_alone(muted(_("Rien à saisir : la fiche et le devis diront « sur devis », jamais 0 €."), self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)
        column.addStretch(1)

    def show_rate(self, rate: Address, metric: Metric | None, findings: Sequence[Finding], view: View) -> None:
        """Show the figures of the price line at `rate`, and beside them how they show on the other side."""
        for name, binding in self.bindings.items():
            binding.point_to(at(rate, "charge", name))
            binding.mark(findings)
            if isinstance(binding.field, QuantityField):
                binding.field.set_unit((metric or NO_METRIC).plural)
            else:
                self._beside[name].say(view.beside(binding.field.value, DECIMALS[name]))
