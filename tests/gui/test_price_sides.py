"""The price panel of a structure that charges VAT: both sides of the amounts, and going from one to the other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from offerdesigner.app.document import Document
from offerdesigner.model.address import get
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.edits import set_value
from offerdesigner.model.offers import TaxMode, Term, Unlimited
from offerdesigner.model.structure import Vat, VatKind
from offerdesigner.pricing.offers import price_offer
from offerdesigner.text import money
from tests.gui import price_project
from tests.gui.price_keys import choose, opened, type_over
from tests.gui.price_project import OFFER, STORAGE, SUBSCRIPTION, USERS
from tests.plain import plain

AMOUNT = f"{SUBSCRIPTION}/charge/amount"


@pytest.fixture
def document() -> Document:
    project = price_project.project()
    vat = Vat(kind=VatKind.STANDARD, rate=Decimal(20))
    return Document(evolve(project, structure=evolve(project.structure, vat=vat)))


@pytest.fixture
def panel(qtbot, document):
    made = opened(qtbot, document)
    made.show_side(TaxMode.HT)
    return made


def value(document, address):
    return get(document.project, address)


def words(panel) -> list[str]:
    return [plain(label.text()) for label in panel.findChildren(QLabel) if label.isVisible()]


# Showing


def test_a_field_holds_what_was_entered_and_the_other_side_is_said_beside(qtbot, panel, document):
    panel.show_rate(SUBSCRIPTION)
    figures = panel.rate_page.figures["flat"].bindings["amount"].field
    assert plain(figures.control.text()) == "10,00 €"
    assert {"Prix saisi TTC, affiché HT", "soit 8,33 € HT"} <= set(words(panel))
    assert plain(panel.rate_page.sentence.text()) == "« 10 € par mois TTC, soit 8,33 € HT »"
    type_over(qtbot, figures, "12")
    assert value(document, AMOUNT) == 12
    assert "soit 10,00 € HT" in words(panel)
    type_over(qtbot, panel.rate_page.minimum, "6")
    assert "soit 5,00 € HT" in words(panel)


def test_the_list_says_the_side_of_what_is_derived(panel, document):
    document.apply(set_value(f"{OFFER}/setup_fee", FlatPrice(amount=Decimal(60)), "x"))
    panel.show_rate(SUBSCRIPTION)
    prices = [plain(line.price) for line in panel.lines.model.lines]
    assert prices[:4] == [
        "8,33 € HT par mois",
        "1,6667 € puis 0,8333 € HT par mois",
        "1,67 € les 10 HT par mois",
        "50 € HT",
    ]
    panel.show_side(TaxMode.TTC)
    prices = [plain(line.price) for line in panel.lines.model.lines]
    assert prices[:4] == ["10 € par mois", "2 € puis 1 € par mois", "2 € les 10 par mois", "60 €"]


def test_the_tables_say_both_sides(panel):
    panel.show_rate(USERS)
    model = panel.rate_page.tiers.model
    headers = [plain(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(4)]
    assert headers == ["Jusqu'à … compris", "Prix par utilisateur TTC", "Plus un forfait TTC", "Ce que cela donne HT"]
    first = model.rows[0].cells
    assert (plain(first[1].text), plain(first[1].beside), first[2].beside) == ("2,00 €", "1,6667 € HT", "")
    assert plain(first[3].text) == "de 1,67 € (1) à 16,67 € (10)"
    assert "1,6667 € HT" in plain(model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole))
    panel.show_offer(OFFER)
    terms = panel.terms.model
    assert [plain(cell.text) for cell in terms.rows[1].cells][2:5] == ["100,00 € TTC", "6,94 €", "16,67 € (17 %)"]
    assert plain(terms.rows[1].cells[2].beside) == "83,33 € HT"
    assert plain(terms.headerData(3, Qt.Orientation.Horizontal)) == "Soit par mois HT"


def test_what_the_client_pays_follows_the_switch(qtbot, panel, document):
    panel.show_rate(SUBSCRIPTION)
    offer = document.project.offers[0]
    usage = {"users": Decimal(5), "storage": Decimal(20)}
    for side in (TaxMode.HT, TaxMode.TTC):
        panel.show_side(side)
        expected = price_offer(document.project, offer, usage, months=1, tax=side)
        names = [plain(label.accessibleName()) for label in panel.usage.findChildren(QLabel) if label.isVisible()]
        [monthly] = [name for name in names if name.startswith("Par mois")]
        assert monthly.startswith(f"Par mois, {side.upper()} : {plain(money(expected.monthly))}, ")
    assert "pas de TVA" not in " ".join(words(panel.usage))
    panel.show_side(TaxMode.HT)
    assert "Montants HT ; pas de TVA sur l'adhésion." in words(panel.usage)


def test_a_long_term_is_said_to_be_counted_by_year(qtbot, panel, document):
    panel.show_side(TaxMode.TTC)
    panel.show_rate(SUBSCRIPTION)
    sentence = "Une échéance de 2 ans se paie d'avance : les montants par an en sont la part d'une année."
    assert sentence not in words(panel.usage)
    choose(qtbot, panel.usage.term_field, "2 ans")
    assert sentence in words(panel.usage)
    document.apply(set_value(f"{OFFER}/terms/years/billing_months", 1, "x"))
    assert "Les montants par an sont la part d'une année de l'échéance de 2 ans." in words(panel.usage)


# Entering on the other side


def test_a_line_entered_on_the_other_side_keeps_its_price_and_comes_back(qtbot, panel, document):
    before = document.project.offers[0]
    panel.show_rate(SUBSCRIPTION)
    tax = panel.rate_page.identity.tax
    choose(qtbot, tax, "HT")
    offer = document.project.offers[0]
    assert (offer.rates[0].tax, offer.rates[0].charge.amount) == (TaxMode.HT, Decimal("8.33"))
    assert [term.price for term in offer.terms] == [None, Decimal("83.33"), Decimal(150)]
    assert offer.rates[1:] == before.rates[1:]
    assert document.undo_label == "prix saisi TTC ou HT"
    assert "Montants convertis en HT : le client paie le même prix." in words(panel)
    choose(qtbot, tax, "TTC")
    assert document.project.offers[0] == before


def test_every_amount_of_a_line_follows(qtbot, panel, document):
    for name, amount in (("minimum_amount", 12), ("maximum_amount", 60)):
        document.apply(set_value(f"{USERS}/{name}", Decimal(amount), "x"))
    before = document.project
    panel.show_rate(USERS)
    choose(qtbot, panel.rate_page.identity.tax, "HT")
    line = value(document, USERS)
    assert [tier.unit_price for tier in line.charge.tiers] == [Decimal("1.6667"), Decimal("0.8333")]
    assert (line.minimum_amount, line.maximum_amount) == (10, 50)
    assert document.project.offers[0].terms == before.offers[0].terms
    choose(qtbot, panel.rate_page.identity.tax, "TTC")
    assert document.project == before


def test_a_cent_that_does_not_come_out_is_said_and_comes_back(qtbot, panel, document):
    document.apply(set_value(AMOUNT, Decimal("10.05"), "x"))
    before = document.project
    panel.show_rate(SUBSCRIPTION)
    choose(qtbot, panel.rate_page.identity.tax, "HT")
    assert value(document, AMOUNT) == Decimal("8.38")
    assert "Montants convertis en HT. Pour le client, 10,05 € TTC deviennent 10,06 €." in words(panel)
    type_over(qtbot, panel.rate_page.minimum, "5")
    assert not any("convertis" in said for said in words(panel))
    choose(qtbot, panel.rate_page.identity.tax, "TTC")
    assert value(document, AMOUNT) == Decimal("10.05")
    assert value(document, f"{SUBSCRIPTION}/minimum_amount") == 6
    assert document.project.offers[0].terms == before.offers[0].terms


def test_a_year_by_rule_that_does_not_come_out_is_said_too(qtbot, panel, document):
    document.apply(set_value(f"{OFFER}/terms", (Term(id="y", months=12, months_offered=Decimal(2)),), "x"))
    document.apply(set_value(AMOUNT, Decimal(25), "x"))
    panel.show_rate(SUBSCRIPTION)
    choose(qtbot, panel.rate_page.identity.tax, "HT")
    assert "Montants convertis en HT. Pour le client, 250 € TTC deviennent 249,96 €." in words(panel)


def test_the_numbers_may_be_kept_when_only_the_side_was_wrong(qtbot, panel, document):
    before = document.project.offers[0]
    panel.show_rate(SUBSCRIPTION)
    choose(qtbot, panel.rate_page.identity.tax, "HT")
    qtbot.mouseClick(panel.rate_page.entry_side.keep_link, Qt.MouseButton.LeftButton)
    offer = document.project.offers[0]
    assert (offer.rates[0].tax, offer.rates[0].charge, offer.terms) == (
        TaxMode.HT,
        before.rates[0].charge,
        before.terms,
    )
    assert not panel.rate_page.entry_side.isVisible()
    document.undo()
    document.undo()
    assert document.project.offers[0] == before


def test_a_setup_fee_goes_to_the_other_side_and_back(qtbot, panel, document):
    document.apply(set_value(f"{OFFER}/setup_fee", FlatPrice(amount=Decimal("10.05")), "x"))
    panel.show_offer(f"{OFFER}/setup_fee")
    section = panel.sections["setup_fee"]
    assert {"Prix saisi TTC, affiché HT", "soit 8,38 € HT"} <= set(words(panel))
    choose(qtbot, section.tax, "HT")
    assert value(document, f"{OFFER}/setup_fee").amount == Decimal("8.38")
    assert "Montants convertis en HT. Pour le client, 10,05 € TTC deviennent 10,06 €." in words(panel)
    choose(qtbot, section.tax, "TTC")
    assert value(document, f"{OFFER}/setup_fee").amount == Decimal("10.05")


def test_what_is_new_is_entered_on_the_side_shown(qtbot, panel, document):
    document.apply(set_value(f"{OFFER}/setup_fee", None, "x"))
    panel.show_offer(f"{OFFER}/setup_fee")
    choose(qtbot, panel.sections["setup_fee"].choice, "un montant")
    assert value(document, f"{OFFER}/setup_tax") is TaxMode.HT
    qtbot.mouseClick(panel.lines.add_button, Qt.MouseButton.LeftButton)
    assert document.project.offers[0].rates[-1].tax is TaxMode.HT


# The example


def test_what_the_line_charges_is_what_the_price_is_computed_with(qtbot, panel, document):
    document.apply(set_value(f"{OFFER}/inclusions/space/grant", Unlimited(), "x"))
    panel.show_side(TaxMode.TTC)
    panel.show_rate(STORAGE)
    assert "L'offre en comprend sans limite : cette ligne n'est jamais due." in words(panel)
    assert plain(panel.rate_page.sentence.text()) == "« 0 Go : 0 lot × 2 € = 0 € par mois »"
    names = [plain(label.accessibleName()) for label in panel.usage.findChildren(QLabel) if label.isVisible()]
    assert any(name.startswith("Stockage en plus : gratuit") for name in names)


def test_the_box_says_the_usage_that_the_price_is_for(qtbot, panel, document):
    """A quantity that nothing includes is the same in its field and in the price."""
    document.apply(set_value(f"{OFFER}/inclusions", (), "x"))
    panel.show_side(TaxMode.TTC)
    panel.show_rate(SUBSCRIPTION)
    asked = {metric: field.value for metric, field in panel.usage.fields.items()}
    expected = price_offer(document.project, document.project.offers[0], asked, months=1)
    names = [plain(label.accessibleName()) for label in panel.usage.findChildren(QLabel) if label.isVisible()]
    assert any(name.startswith(f"Par mois, TTC : {plain(money(expected.monthly))}, ") for name in names)
