"""What an offer asks beside its price lines: setup fee, trial, membership."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.form import Mnemonics, Section
from offerdesigner.app.editors.price.lines import Part
from offerdesigner.app.editors.price.parts import FIGURE_WIDTH, link, muted, narrow
from offerdesigner.app.editors.price.sides import EntrySide, OtherSide, View
from offerdesigner.app.fields import AmountField, Binding, ChoiceField, Field, QuantityField, bind
from offerdesigner.app.fields.binding import MakeEdit
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.edits import set_value, together
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Offer, TaxMode, Trial
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.wording import price
from offerdesigner.text import _, every, typeset

SIDES = ((TaxMode.TTC, "TTC"), (TaxMode.HT, "HT"))
"""The sides on which an amount is entered."""

CHOICE_WIDTH = 240
MEMBERSHIP = at("structure", "membership")


class OfferSection(QWidget):
    """A form about one part of an offer; subclasses bind their fields under the offer's address."""

    address_asked = Signal(str)
    """A link to another page was followed, to this address."""

    def __init__(self, document: Document, title: str, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(parent)
        self.document = document
        self.section = Section(title, mnemonics, self)
        self.bindings: list[tuple[Binding, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)
        column.addStretch(1)
        self.offer_address: Address = ""
        self.shown = TaxMode.TTC

    @property
    def offer(self) -> Offer:
        """The offer shown."""
        offer: Offer = addresses.get(self.document.project, self.offer_address)
        return offer

    def bind(self, field: Field, inside: str, label: str, *, edit: MakeEdit | None = None) -> None:
        """Tie `field` to a value of the offer."""
        self.bindings.append((bind(self.document, field, at("offers", "-", inside), label, edit=edit), inside))

    def show_offer(self, address: Address, findings: Sequence[Finding], shown: TaxMode) -> None:
        """Show the offer at `address`, and beside an amount how it is on the side `shown`."""
        self.offer_address, self.shown = address, shown
        for binding, inside in self.bindings:
            binding.point_to(at(address, inside))
            binding.mark(findings)
        self.refresh()

    def refresh(self) -> None:
        """Show or hide what depends on the values."""

    def go_to(self, address: Address) -> bool:
        """Focus the field for `address`, or the first one."""
        fields = [b.field for b, _inside in self.bindings if contains(b.address, address) and b.field.isVisible()]
        (fields or [self.first_field])[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    @abstractmethod
    def first_field(self) -> Field:
        """The field that chooses among the forms of this part."""

    def put(self, inside: str, value: Any, label: str) -> None:
        """Change a value of the offer."""
        self.document.apply(set_value(at(self.offer_address, inside), value, label), self)


class SetupSection(OfferSection):
    """Mise en service: none, an amount, offered, on quote."""

    def __init__(self, document: Document, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(document, _("Mise en service"), mnemonics, parent)
        choices = (
            ("none", _("aucune")),
            ("amount", _("un montant")),
            ("offered", _("offerte")),
            ("quote", _("sur devis")),
        )
        # 0 € reads « offerte », but not under the fingers of who is typing an amount.
        self._amount_wanted: Address = ""
        self.choice = ChoiceField(self, choices=choices)
        self.amount = AmountField(self)
        self.tax = ChoiceField(self, choices=SIDES)
        self.entry_side = EntrySide(document, _("mise en service, TTC ou HT"), self)
        self._beside = OtherSide(self.amount)
        narrow(self.amount, FIGURE_WIDTH)
        narrow(self.choice, CHOICE_WIDTH)
        self.section.add_field(_("Une fois, au début"), self.choice)
        self.section.add_field(_("Montant"), self.amount)
        self.section.add_field(_("Montant saisi"), self.tax)
        self.section.add_alone(self.entry_side)
        self.section.add_alone(
            muted(
                _("« Offerte » se lit sur la fiche ; « aucune » ne s'y lit pas. « Sur devis » n'est jamais 0 €."), self
            )
        )
        self.bind(self.amount, at(Part.SETUP.value, "amount"), _("mise en service"))
        self.bind(self.tax, "setup_tax", "", edit=self.entry_side.edit)
        self.choice.committed.connect(self._choose)

    @property
    def first_field(self) -> Field:
        """The field that says which of them it is."""
        return self.choice

    def refresh(self) -> None:
        """Show an amount where there is one."""
        offer = self.offer
        fee, view = offer.setup_fee, View(offer.setup_tax, self.shown, self.document.project.structure.vat)
        self.entry_side.show_line(at(self.offer_address, Part.SETUP.value))
        self._beside.say(view.beside(fee.amount) if isinstance(fee, FlatPrice) else "")
        shown = "none" if fee is None else "quote" if isinstance(fee, OnQuote) else "amount"
        if isinstance(fee, FlatPrice) and not fee.amount and self._amount_wanted != self.offer_address:
            shown = "offered"
        self.choice.show(shown)
        for field in (self.amount, self.tax):
            self.section.show_row(field, shown == "amount")

    def _choose(self, wanted: str) -> None:
        fee = self.offer.setup_fee
        amount = fee.amount if isinstance(fee, FlatPrice) else Decimal(0)
        values: dict[str, Any] = {
            "none": None,
            "amount": FlatPrice(amount=amount),
            "offered": FlatPrice(amount=Decimal(0)),
            "quote": OnQuote(),
        }
        self._amount_wanted = self.offer_address if wanted == "amount" else ""
        steps = [set_value(at(self.offer_address, Part.SETUP.value), values[wanted], "")]
        if wanted == "amount" and not isinstance(fee, FlatPrice) and self.document.project.structure.vat.rate:
            # A new amount is entered on the side that one looks at.
            steps.append(set_value(at(self.offer_address, "setup_tax"), self.shown, ""))
        self.document.apply(together(_("mise en service"), steps, steps[0].address), self)
        self.refresh()
        if wanted == "amount":
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self.amount.control.selectAll()


class TrialSection(OfferSection):
    """Essai: none, or some days or months at a price."""

    def __init__(self, document: Document, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(document, _("Essai avant de s'engager"), mnemonics, parent)
        self.choice = ChoiceField(self, choices=((False, _("aucun")), (True, _("un essai"))))
        self.duration = QuantityField(self, whole=True, minimum=1, maximum=365)
        self.unit = ChoiceField(self, choices=(("days", _("jours")), ("months", _("mois"))))
        self.price = AmountField(self)
        narrow(self.duration, FIGURE_WIDTH)
        narrow(self.price, FIGURE_WIDTH)
        narrow(self.choice, CHOICE_WIDTH)
        self.section.add_field(_("Avant l'abonnement"), self.choice)
        self.section.add_field(_("Durée de l'essai"), self.duration)
        self.section.add_field(_("Compté en"), self.unit)
        self.section.add_field(_("Prix de l'essai"), self.price)
        self.bind(self.duration, "trial/duration", _("durée de l'essai"))
        self.bind(self.unit, "trial/unit", _("durée de l'essai"))
        self.bind(self.price, "trial/price", _("prix de l'essai"))
        self.choice.committed.connect(self._choose)

    @property
    def first_field(self) -> Field:
        """The field that says which of them it is."""
        return self.choice

    def refresh(self) -> None:
        """Show the length and the price of a trial where there is one."""
        trial = self.offer.trial
        self.choice.show(trial is not None)
        for field in (self.duration, self.unit, self.price):
            self.section.show_row(field, trial is not None)

    def _choose(self, wanted: bool) -> None:
        self.put(Part.TRIAL.value, Trial(duration=30, unit="days") if wanted else None, _("essai"))


class MembershipSection(OfferSection):
    """Adhésion: due, included, or none; its amount is the structure's."""

    def __init__(self, document: Document, mnemonics: Mnemonics, parent: QWidget) -> None:
        super().__init__(document, _("Adhésion à la structure"), mnemonics, parent)
        choices = (
            (MembershipRule.REQUIRED, _("due en plus du prix")),
            (MembershipRule.INCLUDED, _("comprise dans le prix")),
            (MembershipRule.NONE, _("aucune")),
        )
        self.choice = ChoiceField(self, choices=choices)
        self.words = muted("", self)
        self.edit_link = link(_("Modifier l'adhésion de la structure"), self)
        narrow(self.choice, CHOICE_WIDTH)
        self.section.add_field(_("Pour prendre cette offre"), self.choice)
        self.section.add_alone(self.words)
        self.section.column.addWidget(self.edit_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.bind(self.choice, Part.MEMBERSHIP.value, _("adhésion"))
        self.edit_link.clicked.connect(self._ask)

    @property
    def first_field(self) -> Field:
        """The field that says which of them it is."""
        return self.choice

    def refresh(self) -> None:
        """Say what the structure's membership is."""
        membership = self.document.project.structure.membership
        if membership is None:
            said = _("La structure n'a pas d'adhésion obligatoire : rien n'est ajouté au prix.")
        else:
            said = _("{name} de la structure : {price} {cadence}.").format(
                name=membership.name, price=price(membership.amount), cadence=every(membership.period_months)
            )
        self.words.setText(typeset(said))

    def _ask(self) -> None:
        self.address_asked.emit(MEMBERSHIP)
