"""A field for a colour, with its contrast said in words."""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QPushButton, QWidget

from offerdesigner.app.fields.base import Refused
from offerdesigner.app.fields.line import LineEditField
from offerdesigner.app.fields.marks import ICON_SIZE, hint_label
from offerdesigner.text import _, number

_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def contrast_with_white(colour: str) -> float:
    """Return the WCAG contrast ratio (1 to 21) of `#RRGGBB` with white paper."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def contrast_in_words(colour: str) -> str:
    """Say whether text in `colour` reads on white paper."""
    ratio = contrast_with_white(colour)
    # Rounded down, so that no « 4,5 » is said too pale.
    figure = number(Decimal(ratio).quantize(Decimal("0.1"), ROUND_FLOOR))
    if ratio >= 7:
        return _("Très lisible sur papier blanc (contraste {ratio}).").format(ratio=figure)
    if ratio >= 4.5:
        return _("Lisible sur papier blanc (contraste {ratio}).").format(ratio=figure)
    return _("Trop pâle pour du texte sur papier blanc (contraste {ratio}).").format(ratio=figure)


class ColourField(LineEditField):
    """A colour (`#RRGGBB`), typed or picked; its contrast with paper is said beneath."""

    def __init__(self, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent, hint=hint)
        self.control.setMaxLength(20)
        self.swatch = QPushButton(self)
        self.swatch.setIconSize(ICON_SIZE)
        self.swatch.setText(_("Choisir…"))
        self.swatch.setAccessibleName(_("Choisir une couleur"))
        self.swatch.clicked.connect(self._open_dialog)
        self.row.insertWidget(1, self.swatch)
        self._contrast = hint_label("", self)
        self._column.addWidget(self._contrast)

    @property
    def contrast(self) -> str:
        """The sentence about the colour's contrast."""
        return self._contrast.text()

    def settle(self, value: Any) -> None:
        """Show the swatch and the contrast of the colour that the project holds now."""
        super().settle(value)
        self._show_colour(value)

    def _display(self, value: Any) -> None:
        if self.control.text() != value:
            self.control.setText(value or "")
        self._show_colour(value)

    def _read(self) -> str:
        found = _HEX.fullmatch(self.control.text().strip())
        if not found:
            raise Refused(_("Écrivez une couleur comme « #1F36C7 », ou choisissez-la."))
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return f"#{digits.upper()}"

    def _take_typed(self, text: str) -> None:
        # « #1F3 » on the way to « #1F36C7 » is neither a mistake nor a colour yet.
        if len(text.strip().lstrip("#")) >= 6:
            self.commit()

    def _show_colour(self, value: str | None) -> None:
        if value is None:
            return
        pixels = QPixmap(ICON_SIZE)
        pixels.fill(QColor(value))
        self.swatch.setIcon(QIcon(pixels))
        self._contrast.setText(contrast_in_words(value))

    def _open_dialog(self) -> None:
        dialog = QColorDialog(QColor(self.value), self)
        dialog.setWindowTitle(_("Couleur des documents"))
        dialog.colorSelected.connect(self._take_colour)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_colour(self, colour: QColor) -> None:
        self._write(colour.name().upper())
        self.commit()
