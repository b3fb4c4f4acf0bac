"""From a blank page to a printed range, with real keys: three levels, options, a solidarity price list."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.editors.offers.service_picker import ServicePicker
from offerdesigner.app.window import MainWindow
from offerdesigner.model.finding import Severity
from offerdesigner.model.project import Project
from offerdesigner.pricing.offers import price_offer
from offerdesigner.pricing.price_lists import under
from tests.gui.grid_page import CONTROL, Key, type_in
from tests.gui.scripted import ScriptedPrompts, press, settle

PRICES = (("Pousse", "10", "100", "5"), ("Arbre", "25", "250", "15"), ("Forêt", "60", "600", "50"))


def page_of(window: MainWindow) -> OffersPage:
    page = window.workspace.page
    assert isinstance(page, OffersPage)
    return page


def project_of(window: MainWindow) -> Project:
    assert window.document is not None
    return window.document.project


def fill(qtbot: QtBot, window: MainWindow, row: str, values: tuple[str, ...]) -> None:
    """Type values in a row, from the first offer to the last: Tab goes to the right."""
    page = page_of(window)
    page.view.go_to_cell(page.model.index_at(row, page.model.offers[0].id))
    for value in values:
        type_in(qtbot, value)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    settle(window)


def test_a_volunteer_makes_a_range_from_a_blank_page(
    window: MainWindow, prompts: ScriptedPrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    templates = window.start.templates
    row = next(n for n, card in enumerate(templates.cards) if card.key == "page-blanche")
    place = templates.visualRect(templates.model().index(row, 0)).center()
    QTest.mouseClick(templates.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle(window)
    page = page_of(window)

    # Three offers, named as they come.
    page.view.go_to_cell(page.model.index_at("price:1", page.model.offers[0].id))
    press(window, Key.Key_Up)
    for name, *_others in PRICES:
        if name != PRICES[0][0]:
            press(window, Key.Key_Insert)
        else:
            press(window, Key.Key_F2)
            QApplication.focusWidget().selectAll()
        type_in(qtbot, name)
        press(window, Key.Key_Return)
    assert [offer.name for offer in project_of(window).offers] == ["Pousse", "Arbre", "Forêt"]

    # Prices, and a term of a year.
    fill(qtbot, window, "price:1", tuple(month for _name, month, _year, _people in PRICES))
    page.model.expect_months(12)
    fill(qtbot, window, "price:12", tuple(year for _name, _month, year, _people in PRICES))
    fill(qtbot, window, "setup", ("offerte", "60", "sur devis"))

    # Services from the library, in one step.
    page.view.go_to_heading(page.model.row_number("add:service"))
    press(window, Key.Key_Return)
    picker = page.findChild(ServicePicker)
    qtbot.waitUntil(picker.isActiveWindow)
    for word in ("fichiers", "moodle", "visio"):
        type_in(qtbot, word)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle(window)
    assert len(project_of(window).services) >= 3

    # Two options.
    for name, price in (("Nom de domaine", "15"), ("Atelier", "75")):
        page.options.commands.add()
        type_in(qtbot, name)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
        option = project_of(window).options[-1]
        page.options.view.go_to_cell(page.options.model.index_at(f"option:{option.id}", page.model.offers[0].id))
        type_in(qtbot, price)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert [option.name for option in project_of(window).options] == ["Nom de domaine", "Atelier"]

    # A solidarity list, 40 % less.
    qtbot.mouseClick(page.bar.lists_button, Qt.MouseButton.LeftButton)
    add = next(action for action in page.folds.lists.table.view.actions() if action.text() == "Ajouter une grille")
    add.trigger()
    for text in ("Tarif solidaire", "pour les associations sans salarié", "40"):
        type_in(qtbot, text)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    settle(window)
    project = project_of(window)
    (solidarity,) = project.price_lists
    priced = under(project, solidarity.id)
    assert [price_offer(priced, offer).for_the_term for offer in priced.offers] == [60, 150, 360]
    assert price_offer(project, project.offers[1]).for_the_term == Decimal(250)

    # Nothing wrong with the prices, and it prints.
    errors = [found.rule for found in window.workspace.report.findings if found.severity is Severity.ERROR]
    assert not errors
    prompts.to_write = [tmp_path / "fiche.pdf"]
    press(window, Key.Key_E, CONTROL)
    document = pypdfium2.PdfDocument((tmp_path / "fiche.pdf").read_bytes())
    text = " ".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    for said in ("Pousse", "Forêt", "Nom de domaine", "solidaire", "sur devis"):
        assert said in text
