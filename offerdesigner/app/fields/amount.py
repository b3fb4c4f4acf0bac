"""Fields of numbers: amounts of money and quantities, French in and out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from offerdesigner.app.fields.base import Refused
from offerdesigner.app.fields.line import LineEditField
from offerdesigner.text import _, money, number, parse_number

_UNFINISHED = re.compile(r"\s*[-−]?\s*(\d{1,3}([\s\u00a0\u202f]\d{3})*[\s\u00a0\u202f]\d{0,2})?\s*€?\s*")


class NumberField(LineEditField):
    """A number (`Decimal`, or `None` when `optional` and left empty) between two limits.

    `1 234,5`, `1234.5` and « 1234,50 € » are the same; « 1.234 » is refused with its two readings.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        placeholder: str = "",
        optional: bool = False,
        decimals: int = 2,
        minimum: Decimal | int | None = 0,
        maximum: Decimal | int | None = None,
    ) -> None:
        super().__init__(parent, hint=hint)
        self._optional = optional
        self._decimals = decimals
        self._minimum = minimum
        self._maximum = maximum
        self.control.setMaxLength(40)
        self.control.setPlaceholderText(placeholder)
        self.control.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _take_typed(self, text: str) -> None:
        # « 1 2 » on the way to « 1 234 » is not a mistake yet; leaving the field tells.
        if _UNFINISHED.fullmatch(text) and not (self._optional and not text.strip()):
            return
        self.commit()

    def _read(self) -> Any:
        typed = self.control.text()
        if not typed.replace("€", "").strip():
            if self._optional:
                return None
            raise Refused(_("Il manque un nombre ici."))
        value = parse_number(typed)
        self._check(value)
        return value

    def _check(self, value: Decimal) -> None:
        if self._minimum is not None and value < self._minimum:
            raise Refused(_("Au moins {limit}, s'il vous plaît.").format(limit=self._text(Decimal(self._minimum))))
        if self._maximum is not None and value > self._maximum:
            raise Refused(_("Au plus {limit}, s'il vous plaît.").format(limit=self._text(Decimal(self._maximum))))
        if value != round(value, self._decimals):
            if not self._decimals:
                raise Refused(_("Un nombre entier, sans virgule, s'il vous plaît."))
            raise Refused(_("{n} chiffres après la virgule au plus.").format(n=self._decimals))
        if abs(value) >= Decimal(10) ** (12 - self._decimals):
            raise Refused(_("Ce nombre est trop grand."))

    def _display(self, value: Any) -> None:
        text = "" if value is None else self._text(value)
        if self.control.text() != text:
            self.control.setText(text)

    def _text(self, value: Decimal) -> str:
        return number(value)

    def refuse(self, sentence: str, readings: Sequence[Decimal] = ()) -> None:
        """Say why; only the readings that could be accepted are proposed."""
        super().refuse(sentence, [reading for reading in readings if self._is_acceptable(reading)])

    def _is_acceptable(self, value: Decimal) -> bool:
        try:
            self._check(value)
        except Refused:
            return False
        return True

    def _reading_text(self, reading: Decimal) -> str:
        return self._text(reading)


class AmountField(NumberField):
    """An amount in € (`Decimal`, two decimals unless `decimals` says four for a unit price)."""

    def _text(self, value: Decimal) -> str:
        return money(value, cents=True)


class QuantityField(NumberField):
    """A quantity (`Decimal`, or `int` when `whole`) followed by its unit in words."""

    def __init__(
        self, parent: QWidget | None = None, *, unit: str = "", whole: bool = False, decimals: int = 3, **options: Any
    ) -> None:
        super().__init__(parent, decimals=0 if whole else decimals, **options)
        self._whole = whole
        self._unit = QLabel(unit, self)
        self._unit.setTextFormat(Qt.TextFormat.PlainText)
        self._unit.setVisible(bool(unit))
        self.row.insertWidget(1, self._unit)

    def set_unit(self, unit: str) -> None:
        """Change the words after the number."""
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))

    def _read(self) -> Any:
        value = super()._read()
        return int(value) if self._whole and value is not None else value
