"""« Ajouter une gamme », with real keys and clicks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.editors.offers.range_dialog import RangeDialog
from offerdesigner.model.offers import Audience, RangeKind
from offerdesigner.model.project import Project
from offerdesigner.text import NNBSP
from tests.gui.grid_page import CONTROL, Key, example, names, opened, press, type_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


@pytest.fixture
def dialog(qtbot, page) -> RangeDialog:
    return asked(qtbot, page)


def asked(qtbot, page: OffersPage) -> RangeDialog:
    qtbot.mouseClick(page.bar.add_range_button, LEFT)
    dialog = page.findChild(RangeDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def write(qtbot, field, text: str) -> None:
    """Type over what a field of the rule has."""
    field.setFocus()
    press(qtbot, Key.Key_A, CONTROL)
    type_in(qtbot, text)


def table(dialog: RangeDialog) -> list[tuple[str, ...]]:
    plain = str.maketrans({NNBSP: " ", "\u00a0": " "})
    return [tuple(cell.text.translate(plain) for cell in row.cells) for row in dialog.prices.table.rows]


def test_a_copy_shows_each_price_before_and_after_then_is_one_step(qtbot, page, dialog):
    before = page.document.project
    assert dialog.audience.control.hasFocus() and dialog.origin == "copy"
    assert table(dialog)[0] == ("Essentielle", "Par mois", "12 €", "12 €", "inchangé")
    write(qtbot, dialog.prices.factor, "1,2")
    write(qtbot, dialog.prices.amount, "2")
    dialog.prices.rounding.control.setFocus()
    for _step in range(3):
        press(qtbot, Key.Key_Down)
    assert table(dialog) == [
        ("Essentielle", "Par mois", "12 €", "16,50 €", "+ 38 %"),
        ("Essentielle", "Mise en service", "60 €", "72 €", "+ 20 %"),
        ("Active", "Par mois", "25 €", "32 €", "+ 28 %"),
        ("Active", "Mise en service", "120 €", "144 €", "+ 20 %"),
        ("Fédération", "Par mois", "60 €", "74 €", "+ 23 %"),
        ("Fédération", "Mise en service", "240 €", "288 €", "+ 20 %"),
    ]
    assert page.document.project is before
    press(qtbot, Key.Key_Return)
    project = page.document.project
    assert [sold.name for sold in project.ranges] == ["Associations", "Collectivités"]
    assert project.ranges[1].audience is Audience.LOCAL_AUTHORITIES
    assert [offer.lead_rate.charge.amount for offer in page.model.offers] == [Decimal("16.5"), 32, 74]
    page.document.undo()
    assert page.document.project == before


def test_a_template_brings_its_offers(qtbot, page, dialog):
    qtbot.mouseClick(dialog.origins["groupement"], LEFT)
    assert not dialog.prices.isVisible()
    qtbot.mouseClick(dialog.accept_button, LEFT)
    assert names(page) == ["Bureau", "Vitrine", "Maison"]
    assert len(page.document.project.partners) == 3
    assert page.document.project.ranges[1].kind is RangeKind.MIXED


def test_one_writes_another_public_by_the_keyboard_alone(qtbot, page, dialog):
    press(qtbot, Key.Key_End)
    assert dialog.audience.value is None and dialog.name.text() == "" == dialog.public.text()
    press(qtbot, Key.Key_Tab)
    type_in(qtbot, "les cooperatives")
    press(qtbot, Key.Key_Tab)
    type_in(qtbot, "<b>Coops</b>")
    press(qtbot, Key.Key_Tab)
    assert dialog.origins["copy"].hasFocus()
    for _step in range(len(dialog.origins) - 1):
        press(qtbot, Key.Key_Down)
    assert dialog.origin == "empty"
    press(qtbot, Key.Key_Return)
    sold = page.document.project.ranges[1]
    assert (sold.name, sold.public, sold.audience) == ("<b>Coops</b>", "les cooperatives", None)
    assert page.tabs.range_id == sold.id and page.empty.create_button.isVisible()


def test_what_is_not_a_number_keeps_the_dialog_open(qtbot, page, dialog):
    before = page.document.project
    write(qtbot, dialog.prices.factor, "beaucoup")
    qtbot.mouseClick(dialog.accept_button, LEFT)
    assert dialog.isVisible() and dialog.prices.factor.refusal and page.document.project is before
    write(qtbot, dialog.prices.factor, "0,5")
    qtbot.mouseClick(dialog.accept_button, LEFT)
    assert [offer.lead_rate.charge.amount for offer in page.model.offers] == [6, Decimal("12.5"), 30]


def test_tab_goes_through_the_dialog_in_reading_order(qtbot, dialog):
    wanted = [
        dialog.audience.control,
        dialog.public,
        dialog.name,
        dialog.origins["copy"],
        dialog.source.control,
        *(field.control for field in dialog.prices.fields),
        dialog.prices.view,
    ]
    seen = []
    for _stop in wanted:
        seen.append(QApplication.focusWidget())
        press(qtbot, Key.Key_Tab)
    assert seen == wanted


def test_another_range_is_copied(qtbot):
    page = opened(qtbot, example("nuage-commun"))
    first = asked(qtbot, page)
    qtbot.mouseClick(first.origins["sur-mesure"], LEFT)
    qtbot.mouseClick(first.accept_button, LEFT)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    dialog = asked(qtbot, page)
    assert [row[0] for row in table(dialog)][:1] == ["Composer"]
    dialog.source.setFocus()
    press(qtbot, Key.Key_Up)
    assert [row[0] for row in table(dialog)][:1] == ["Essentielle"]


def test_escape_changes_nothing(qtbot, page, dialog):
    before = page.document.project
    press(qtbot, Key.Key_Escape)
    assert not dialog.isVisible() and page.document.project is before


def test_without_any_offer_there_is_nothing_to_copy(qtbot):
    page = opened(qtbot, Project())
    dialog = asked(qtbot, page)
    assert "copy" not in dialog.origins and dialog.origin == "trois-niveaux"
    qtbot.mouseClick(dialog.accept_button, LEFT)
    assert names(page) == ["Départ", "Équipe", "Réseau"]
    assert page.document.project.ranges[0].title == "Trois offres pour les associations"
    assert QApplication.activeModalWidget() is None
