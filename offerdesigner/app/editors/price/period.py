"""For how long a price pays: the usual periods by name, any other in months."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from offerdesigner.app.fields import ChoiceField, QuantityField
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _, every

USUAL: tuple[int | None, ...] = (1, 3, 12, 24, None)
_OTHER = 0


class PeriodField(ChoiceField):
    """Months (`int`), or `None` for a price paid once; « autre durée… » opens a field for the months."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months = QuantityField(self, unit=_("mois"), whole=True, minimum=1, maximum=120)
        self.months.control.setAccessibleName(_("Nombre de mois"))
        self.months.control.setMaximumWidth(scaled(70))
        self.months.committed.connect(self._take_months)
        self.row.insertWidget(1, self.months)
        self.months.hide()
        self._offer_choices(1)

    def _offer_choices(self, value: Any) -> None:
        periods = USUAL if value in USUAL else (*USUAL, value)
        self.set_choices([*((period, every(period)) for period in periods), (_OTHER, _("autre durée…"))])

    def _display(self, value: Any) -> None:
        if value is None or (isinstance(value, int) and value > 0):
            self._offer_choices(value)
        super()._display(value)
        if not self.months.control.hasFocus():
            self.months.setVisible(isinstance(value, int) and value not in USUAL)
            self.months.show(value)

    def _take_activated(self, index: int) -> None:
        if self.control.currentIndex() == self.control.count() - 1:
            self.months.show(self._value)
            self.months.setVisible(True)
            self.months.setFocus(Qt.FocusReason.OtherFocusReason)
            self.months.control.selectAll()
            return
        self.months.hide()
        self.conclude()

    def _read(self) -> Any:
        value = super()._read()
        return self._value if value == _OTHER and value is not None else value

    def _take_months(self, months: int) -> None:
        self._value = months
        self._offer_choices(months)
        self._write(months)
        self.committed.emit(months)
