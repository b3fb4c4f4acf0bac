"""What one notes beside a quote, before and after it is sent: when to call again, and notes of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.editors.form import Mnemonics, Section
from offerdesigner.app.editors.price.parts import narrow
from offerdesigner.app.editors.quotes.bound import BoundFields
from offerdesigner.app.fields import DateField, TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.quotes import Quote
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.editors.page import Page

_DATE = 150


class FollowUp(QWidget):
    """Fields that stay open once the quote is sent: nothing of them is printed."""

    def __init__(self, page: Page, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = BoundFields(page)
        section = Section(_("Suivi"), mnemonics, self, remark=_("Pour vous : ne paraît nulle part."))
        self.remind = DateField(self)
        narrow(self.remind, _DATE)
        self.note = TextField(self, lines=2)
        for name, field, label in (
            ("remind_on", self.remind, _("changer la date de relance d'un devis")),
            ("note", self.note, _("changer les notes d'un devis")),
        ):
            section.add_field(field_info(Quote, name).title, field)
            self.fields.bind(field, name, label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)

    def show_quote(self, quote: Quote) -> None:
        """Show what is noted beside a quote."""
        self.fields.point_to(quote.id)
