"""Which prices the window shows, TTC or HT. It is a way of looking: nothing of it is in the project."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from offerdesigner.app.settings import Store
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.structure import Vat


class ShownSide(QObject):
    """The side chosen, remembered between two runs; a structure that charges no VAT has one side only."""

    changed = Signal(object)
    """Prices show on this side from now on, or may be shown on two sides rather than one."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._vat = Vat()

    @property
    def is_free(self) -> bool:
        """Whether there are two sides to choose from."""
        return bool(self._vat.rate)

    @property
    def side(self) -> TaxMode:
        """The side on which prices show."""
        return TaxMode.HT if self.is_free and self._store.settings.prices == TaxMode.HT.value else TaxMode.TTC

    def choose(self, side: str) -> None:
        """Show prices on this side: « ttc » or « ht »."""
        self._store.change(prices=side)
        self.changed.emit(self.side)

    def follow(self, vat: Vat) -> None:
        """Take note of the VAT that the structure charges."""
        if vat.rate != self._vat.rate:
            self._vat = vat
            self.changed.emit(self.side)
