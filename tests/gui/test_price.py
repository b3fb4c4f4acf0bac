"""The price panel, with real keys and clicks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from offerdesigner.app.document import Document
from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Step,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.edits import remove, set_value
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.offers import price_offer
from tests.gui import price_project
from tests.gui.price_keys import choose, labels, opened, titles, type_over, value
from tests.gui.price_project import OFFER, STORAGE, SUBSCRIPTION, USERS
from tests.plain import plain

TODAY = date(2026, 11, 23)


@pytest.fixture
def document() -> Document:
    return Document(price_project.project())


@pytest.fixture
def panel(qtbot, document):
    return opened(qtbot, document)


def test_shows_where_one_is_and_all_that_makes_the_price(panel):
    assert panel.show_rate(USERS)
    assert titles(panel) == [
        "Abonnement",
        "Utilisateur en plus",
        "Stockage en plus",
        "Mise en service",
        "Essai",
        "Adhésion",
        "Échéances de l'offre",
    ]
    assert [plain(line.price) for line in panel.lines.model.lines][:5] == [
        "10 € par mois",
        "2 € puis 1 € par mois",
        "2 € les 10 par mois",
        "offerte",
        "30 jours",
    ]
    assert panel.lines.current.address == USERS
    assert panel.holder_link.text() == "Essentielle"


@pytest.mark.parametrize(
    ("charge", "price", "counted"),
    [
        (UnitPrice(unit_price=Decimal(3)), "3 € par mois", "par utilisateur au-delà de 5"),
        (FreePrice(advised=Decimal(30)), "libre, 30 € conseillés par mois", "au choix du client"),
        (OnQuote(), "sur devis", ""),
        (FlatPrice(amount=Decimal(30)), "30 € par mois", "un forfait"),
        (
            PackagePrice(package_price=Decimal(15), size=Decimal(5)),
            "15 € les 5 par mois",
            "par lot de 5 utilisateurs au-delà de 5",
        ),
        (StairstepPrice(steps=(Step(id="s", price=Decimal(9)),)), "9 € par mois", "un prix par palier"),
        (
            CapacityPrice(amount=Decimal(30), included=Decimal(10), unit_price=Decimal(2)),
            "30 € puis 2 € par mois",
            "10 utilisateurs, puis par utilisateur",
        ),
    ],
)
def test_the_list_says_what_a_price_is_for(panel, document, charge, price, counted):
    panel.show_rate(USERS)
    document.apply(set_value(f"{USERS}/charge", charge, "mode de calcul"))
    assert (plain(panel.lines.current.price), plain(panel.lines.current.counted)) == (price, counted)


def test_each_model_has_its_worked_result(panel):
    panel.show_rate(USERS)
    results = {kind: plain(row.radio.accessibleName()) for kind, row in panel.rate_page.chooser.rows.items()}
    assert results["unit"].endswith("12 × 2 € = 24 €")
    assert results["graduated"].endswith("10 × 2 € + 2 × 1 € = 22 €")
    assert results["volume"].endswith("12 × 1 € = 12 €")
    assert results["on_quote"] == "Sur devis, sur devis"
    assert plain(panel.rate_page.sentence.text()) == "« 12 utilisateurs : 12 × 1 € = 12 € par mois »"


def test_the_example_is_for_any_quantity(qtbot, panel):
    panel.show_rate(USERS)
    type_over(qtbot, panel.rate_page.head.quantity, "11")
    assert plain(panel.rate_page.sentence.text()).startswith("« 11 utilisateurs : 11 × 1 € = 11 €")
    assert panel.usage.fields["users"].value == 16
    type_over(qtbot, panel.usage.fields["users"], "15")
    assert plain(panel.rate_page.sentence.text()).startswith("« 10 utilisateurs : 10 × 2 € = 20 €")
    type_over(qtbot, panel.rate_page.head.quantity, "16")
    assert plain(panel.rate_page.sentence.text()).startswith("« 16 utilisateurs : sur devis")


def test_the_limits_of_the_line_bear_on_every_result(qtbot, panel):
    panel.show_rate(USERS)
    type_over(qtbot, panel.rate_page.minimum, "20")
    assert plain(panel.rate_page.sentence.text()) == "« 12 utilisateurs : 12 × 1 € = 12 €, minimum 20 € par mois »"
    rows = panel.rate_page.chooser.rows
    assert plain(rows["volume"].radio.accessibleName()).endswith("12 × 1 € = 12 €, minimum 20 €")
    assert plain(rows["unit"].radio.accessibleName()).endswith("12 × 2 € = 24 €")
    type_over(qtbot, panel.rate_page.maximum, "22")
    assert plain(rows["unit"].radio.accessibleName()).endswith("12 × 2 € = 24 €, plafonné à 22 €")


def test_a_quantity_that_is_included_costs_nothing_more(qtbot, panel):
    panel.show_rate(USERS)
    type_over(qtbot, panel.usage.fields["users"], "4")
    assert plain(panel.rate_page.sentence.text()) == "« 5 utilisateurs compris : rien de plus n'est dû »"


def test_a_click_on_a_model_converts_and_names_the_step(qtbot, panel, document):
    panel.show_rate(USERS)
    before = value(document, f"{USERS}/charge")
    row = panel.rate_page.chooser.rows["graduated"]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 5, row.height() // 2))
    assert value(document, f"{USERS}/charge") == GraduatedPrice(tiers=before.tiers)
    assert document.undo_label == "mode de calcul"
    assert "10 × 2 € + 2 × 1 € = 22 €" in plain(panel.rate_page.sentence.text())
    document.undo()
    assert value(document, f"{USERS}/charge") == before
    assert panel.rate_page.chooser.rows["volume"].radio.isChecked()


def test_arrows_go_through_the_models_and_back_to_the_very_same(qtbot, panel, document):
    panel.show_rate(USERS)
    before = value(document, f"{USERS}/charge")
    panel.rate_page.chooser.rows["volume"].radio.setFocus()
    for _step in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert isinstance(value(document, f"{USERS}/charge"), FlatPrice)
    for _step in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert value(document, f"{USERS}/charge") == before
    assert isinstance(before, VolumePrice)


def test_figures_are_typed_live(qtbot, panel, document):
    panel.show_rate(SUBSCRIPTION)
    field = panel.rate_page.figures["flat"].bindings["amount"].field
    seen = []
    document.changed.connect(lambda change: seen.append(value(document, f"{SUBSCRIPTION}/charge/amount")))
    type_over(qtbot, field, "12,5")
    assert seen == [1, 12, Decimal("12.5")]
    assert plain(panel.lines.model.lines[0].price) == "12,50 € par mois"
    assert "12,50 €" in plain(panel.rate_page.sentence.text())
    document.undo()
    assert value(document, f"{SUBSCRIPTION}/charge/amount") == 10


def test_unit_prices_have_four_decimals(qtbot, panel, document):
    panel.show_rate(STORAGE)
    panel.rate_page.chooser.rows["unit"].radio.setFocus()
    qtbot.keyClick(panel.rate_page.chooser.rows["unit"].radio, Qt.Key.Key_Space)
    field = panel.rate_page.figures["unit"].bindings["unit_price"].field
    type_over(qtbot, field, "0,0125")
    assert value(document, f"{STORAGE}/charge") == UnitPrice(unit_price=Decimal("0.0125"))
    type_over(qtbot, field, "0,01255")
    assert field.refusal
    assert value(document, f"{STORAGE}/charge/unit_price") == Decimal("0.0125")


def test_what_a_line_applies_to(qtbot, panel, document):
    panel.show_rate(STORAGE)
    page = panel.rate_page
    type_over(qtbot, page.identity.name, "Go de plus")
    assert titles(panel)[2] == "Go de plus"
    assert document.undo_label == "nom de la ligne de prix"
    choose(qtbot, page.identity.counted_in, "Utilisateurs")
    assert value(document, f"{STORAGE}/metric") == "users"
    choose(qtbot, page.identity.tax, "HT")
    assert value(document, f"{STORAGE}/tax") is TaxMode.HT
    choose(qtbot, page.identity.period, "par an")
    assert value(document, f"{STORAGE}/period_months") == 12
    choose(qtbot, page.identity.period, "une fois")
    assert value(document, f"{STORAGE}/period_months") is None
    qtbot.mouseClick(page.identity.beyond.control, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert value(document, f"{STORAGE}/beyond_included") is False
    qtbot.mouseClick(page.follows.control, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert value(document, f"{STORAGE}/follows_terms") is False


def test_any_length_for_a_price(qtbot, panel, document):
    panel.show_rate(STORAGE)
    period = panel.rate_page.identity.period
    choose(qtbot, period, "autre durée…")
    assert period.months.isVisible()
    type_over(qtbot, period.months, "18")
    assert value(document, f"{STORAGE}/period_months") == 18
    assert plain(period.control.currentText()) == "pour 18 mois"


def test_a_maximum_under_the_minimum_is_refused_with_its_sentence(qtbot, panel, document):
    panel.show_rate(STORAGE)
    page = panel.rate_page
    type_over(qtbot, page.minimum, "5")
    assert value(document, f"{STORAGE}/minimum_amount") == 5
    type_over(qtbot, page.maximum, "3")
    assert page.maximum.refusal == "Le plafond est plus bas que le minimum."
    assert value(document, f"{STORAGE}/maximum_amount") is None


def test_lines_are_added_duplicated_moved_and_removed_by_keyboard(qtbot, panel, document):
    panel.show_rate(STORAGE)
    panel.lines.view.setFocus()
    qtbot.keyClick(panel.lines.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(panel)[:3] == ["Abonnement", "Stockage en plus", "Utilisateur en plus"]
    assert document.undo_label == "déplacer la ligne de prix"
    assert panel.lines.current.address == STORAGE
    qtbot.keyClick(panel.lines.view, Qt.Key.Key_Delete)
    assert "Stockage en plus" not in titles(panel)
    assert panel.line.address == USERS
    document.undo()
    assert "Stockage en plus" in titles(panel)
    panel.show_rate(STORAGE)
    qtbot.mouseClick(panel.lines.duplicate_button, Qt.MouseButton.LeftButton)
    assert titles(panel)[2] == "Stockage en plus (copie)"
    qtbot.mouseClick(panel.lines.add_button, Qt.MouseButton.LeftButton)
    assert titles(panel)[4] == "Nouvelle ligne"
    assert panel.rate_page.identity.name.control.hasFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "Formation")
    assert titles(panel)[4] == "Formation"


def test_a_new_line_is_the_likely_next_one(qtbot, panel, document):
    document.apply(remove(STORAGE, "supprimer"))
    panel.show_rate(SUBSCRIPTION)
    qtbot.mouseClick(panel.lines.add_button, Qt.MouseButton.LeftButton)
    rate = value(document, panel.line.address)
    assert (rate.name, rate.metric, rate.beyond_included) == ("Go en plus", "storage", True)


def test_a_line_is_dragged_to_another_place(panel, document):
    panel.show_rate(SUBSCRIPTION)
    model = panel.lines.model
    data = model.mimeData([model.index(2)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index(-1))
    assert titles(panel)[:3] == ["Stockage en plus", "Abonnement", "Utilisateur en plus"]
    assert not model.flags(model.index(4)) & Qt.ItemFlag.ItemIsDragEnabled


def test_what_the_client_pays_is_the_quote(qtbot, panel, document):
    panel.show_rate(USERS)
    type_over(qtbot, panel.usage.fields["users"], "17")
    type_over(qtbot, panel.usage.fields["storage"], "45")
    project = document.project
    usage = {"users": Decimal(17), "storage": Decimal(45)}
    expected = price_offer(project, project.offers[0], usage, months=1)
    said = [plain(label.accessibleName()) for label in panel.usage.findChildren(QLabel) if label.accessibleName()]
    assert expected.monthly == Decimal("28.00")
    assert [line for line in said if "mois" in line and line.startswith("Par mois")] == [
        "Par mois : 28 €, sans adhésion ni mise en service"
    ]
    assert any(line.startswith("Stockage en plus : 6 €") for line in said)
    choose(qtbot, panel.usage.term_field, "1 an")
    assert any(plain(label.accessibleName()).startswith("Abonnement : 100 € par an") for label in labels(panel.usage))


def test_setup_fee_in_its_four_forms(qtbot, panel, document):
    assert panel.show_offer(f"{OFFER}/setup_fee")
    section = panel.sections["setup_fee"]
    assert section.choice.control.currentText() == "offerte"
    choose(qtbot, section.choice, "un montant")
    assert section.amount.control.hasFocus()
    qtbot.keyClicks(section.amount.control, "60")
    assert value(document, f"{OFFER}/setup_fee") == FlatPrice(amount=Decimal(60))
    choose(qtbot, section.tax, "HT")
    assert value(document, f"{OFFER}/setup_tax") is TaxMode.HT
    choose(qtbot, section.choice, "sur devis")
    assert value(document, f"{OFFER}/setup_fee") == OnQuote()
    assert not section.amount.isVisible()
    choose(qtbot, section.choice, "aucune")
    assert value(document, f"{OFFER}/setup_fee") is None
    assert plain(panel.line.price) == "aucune"


def test_trial_and_membership(qtbot, panel, document):
    panel.show_offer(f"{OFFER}/trial")
    section = panel.sections["trial"]
    type_over(qtbot, section.duration, "2")
    choose(qtbot, section.unit, "mois")
    assert plain(panel.line.price) == "2 mois"
    choose(qtbot, section.choice, "aucun")
    assert value(document, f"{OFFER}/trial") is None
    panel.show_offer(f"{OFFER}/membership")
    membership = panel.sections["membership"]
    assert "20 € par an" in plain(membership.words.text())
    choose(qtbot, membership.choice, "comprise dans le prix")
    assert value(document, f"{OFFER}/membership") is MembershipRule.INCLUDED
    with qtbot.waitSignal(panel.address_requested) as asked:
        qtbot.mouseClick(membership.edit_link, Qt.MouseButton.LeftButton)
    assert asked.args == ["structure/membership"]
