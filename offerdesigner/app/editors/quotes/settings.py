"""The tab « Textes et réglages »: how quotes are numbered, how long they hold, where to pay, the texts kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from offerdesigner.app.editors.form import Mnemonics, Section, scroll_column
from offerdesigner.app.editors.price.parts import narrow
from offerdesigner.app.editors.quotes import catalogues
from offerdesigner.app.editors.quotes.clauses import ClausesBox
from offerdesigner.app.fields import LineField, QuantityField, TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.quotes import Quoting
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.editors.catalogue_page import CataloguePage

_DAYS = 80


class SettingsTab(QWidget):
    """What every new quote begins with."""

    def __init__(self, page: CataloguePage) -> None:
        super().__init__(page)
        section = Section(
            _("Tous les devis"), Mnemonics(), self, remark=_("Pour les prochains : rien d'envoyé ne change.")
        )
        pattern = LineField(hint=_("{aaaa} est l'année, {nnn} le numéro, avec autant de chiffres que de lettres."))
        days = QuantityField(whole=True, maximum=3660, unit=_("jours"))
        narrow(days, _DAYS)
        fields = (
            ("pattern", pattern, _("changer le modèle des numéros de devis")),
            ("valid_days", days, _("changer la validité des devis")),
            ("iban", LineField(advise=about_iban), _("changer l'IBAN")),
            ("bic", LineField(), _("changer le BIC")),
            ("mail", TextField(hint=field_info(Quoting, "mail").help), _("changer le texte du courriel des devis")),
        )
        for name, field, label in fields:
            section.add_field(field_info(Quoting, name).title, field)
            page.bind(field, f"quoting/{name}", label)
        texts = Section(_("Textes gardés pour les prochains devis"), Mnemonics(), self)
        empty = _("Aucun encore : un nouveau devis commence par ceux qui sont ici.")
        self.clauses = ClausesBox(page, catalogues.clauses("quoting/clauses", _("Textes gardés"), empty), self)
        texts.column.addWidget(self.clauses)
        scroll_column(self, (section, texts))


def about_iban(typed: str) -> str:
    """Say gently what seems wrong in an account number, or ""."""
    from stdnum import iban  # asked for where one types alone

    if not typed or iban.is_valid(typed):
        return ""
    return _("Cet IBAN a sans doute une faute de frappe : sa clé ne tombe pas juste.")
