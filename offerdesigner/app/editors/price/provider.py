"""« Encaissé par »: which structure a price line or an option belongs to, when there are several."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFormLayout, QWidget

from offerdesigner.app.document import Change, Document
from offerdesigner.app.editors.catalogues import providers
from offerdesigner.app.fields import ChoiceField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.offers import RateCard
from offerdesigner.text import _


def payees(document: Document) -> list[tuple[Any, str]]:
    """Return who may cash something: what no partner cashes is shared by the rule of its offer."""
    return [(None, _("partagé selon la règle")), *providers(document.project)[1:]]


class ProviderField(ChoiceField):
    """The structures of the document; it says whether there is anything to choose."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.control.setAccessibleName(_("Encaissé par"))
        self.control.setMinimumContentsLength(5)
        document.changed.connect(self._follow)
        self.set_choices(payees(document))

    @property
    def is_needed(self) -> bool:
        """Whether there are several structures."""
        return bool(self._document.project.partners)

    def _follow(self, change: Change) -> None:
        if change.previous.partners is not change.project.partners:
            self.set_choices(payees(self._document))


class ProviderRow(QWidget):
    """The field with its label, in sight only when there are several structures."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ProviderField(document, self)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(field_info(RateCard, "provider").title, self.field)
        document.changed.connect(self._follow)
        self.setVisible(self.field.is_needed)

    def _follow(self, _change: Change) -> None:
        self.setVisible(self.field.is_needed)
