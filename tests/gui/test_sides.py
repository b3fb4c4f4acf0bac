"""Prices shown TTC or HT: one switch, what shows, and what is typed, with real keys and clicks."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from offerdesigner.app.document import Document
from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.app.models.grid_model import GridModel, OptionsModel
from offerdesigner.app.settings import Store
from offerdesigner.app.window import MainWindow
from offerdesigner.model.address import get
from offerdesigner.model.base import evolve
from offerdesigner.model.edits import set_value
from offerdesigner.model.offers import Inclusion, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Vat, VatKind
from tests.gui.grid_page import CONTROL, Key, example, go, opened, type_in, value
from tests.gui.grid_page import press as key
from tests.gui.scripted import ScriptedPrompts, press, settle
from tests.plain import plain
from tests.strategies import projects

NORMAL = Vat(kind=VatKind.STANDARD, rate=Decimal(20))
PRICE = "offers/active/rates/price"
AMOUNT = f"{PRICE}/charge/amount"


def charging(name: str) -> Project:
    project = example(name)
    return evolve(project, structure=evolve(project.structure, vat=NORMAL))


# The switch


@pytest.fixture
def nuage(window: MainWindow) -> MainWindow:
    window.filing.open_model("nuage-commun")
    settle(window)
    return window


def charge_vat(window: MainWindow, rate: int = 20) -> None:
    window.document.apply(set_value("structure/vat", Vat(kind=VatKind.STANDARD, rate=Decimal(rate)), "TVA"))
    settle(window)


def click(window: MainWindow, side: str) -> None:
    button = window.tools.sides.buttons[side]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(window)


def shown(window: MainWindow, row: str = "price:1", offer: str = "active") -> str:
    model = window.workspace.page.model
    cell = model.look_at(model.index_at(row, offer)).cell
    return plain(f"{cell.text} {cell.side}".strip())


def mention(window: MainWindow) -> str:
    return plain(window.status._mention.text())


def test_without_vat_there_is_one_side_and_the_button_says_why(nuage: MainWindow) -> None:
    ttc, ht = (nuage.tools.sides.buttons[side] for side in ("ttc", "ht"))
    assert ttc.isChecked() and not ht.isChecked()
    assert not ht.isEnabled()
    assert "ne facture pas de TVA" in plain(ht.toolTip())
    click(nuage, "ht")
    assert shown(nuage) == "25,00 €"
    assert mention(nuage) == "TVA non applicable, art. 293 B du CGI : prix TTC = prix HT"


def test_the_switch_shows_another_side_and_changes_nothing(nuage: MainWindow, store: Store) -> None:
    charge_vat(nuage)
    before = nuage.document.project
    click(nuage, "ht")
    assert shown(nuage) == "20,83 € HT"
    assert nuage.workspace.page.model.rows[0].label == "Prix HT"
    assert mention(nuage) == "TVA à 20 % · prix affichés HT"
    assert nuage.document.project is before
    assert nuage.actions_by_key["prices_ht"].isChecked()
    assert json.loads(store.path.read_text("utf-8"))["prices"] == "ht"
    click(nuage, "ttc")
    assert shown(nuage) == "25,00 €"
    assert nuage.workspace.page.model.rows[0].label == "Prix TTC"
    assert nuage.document.project is before


def test_the_switch_is_reached_with_the_keyboard(nuage: MainWindow) -> None:
    charge_vat(nuage)
    nuage.tools.sides.buttons["ttc"].setFocus(Qt.FocusReason.TabFocusReason)
    press(nuage, Qt.Key.Key_Right)
    press(nuage, Qt.Key.Key_Space)
    assert shown(nuage) == "20,83 € HT"
    nuage.actions_by_key["prices_ttc"].trigger()
    assert shown(nuage) == "25,00 €"
    assert nuage.tools.sides.buttons["ttc"].isChecked() and not nuage.tools.sides.buttons["ht"].isChecked()


def test_the_side_is_remembered_from_one_document_and_one_run_to_the_next(
    nuage: MainWindow, store: Store, prompts: ScriptedPrompts
) -> None:
    charge_vat(nuage)
    click(nuage, "ht")
    prompts.answers = ["drop"]
    nuage.filing.open_model("marsnet")
    settle(nuage)
    assert nuage.tools.sides.buttons["ttc"].isChecked() and not nuage.tools.sides.buttons["ht"].isEnabled()
    charge_vat(nuage)
    assert nuage.tools.sides.buttons["ht"].isChecked()
    assert nuage.workspace.page.model.prices.side is TaxMode.HT
    again = Store.open(store.path.parent)
    assert again.settings.prices == "ht"


def test_a_structure_that_stops_charging_vat_has_one_side(nuage: MainWindow) -> None:
    charge_vat(nuage)
    click(nuage, "ht")
    nuage.document.undo()
    settle(nuage)
    assert shown(nuage) == "25,00 €"
    assert not nuage.tools.sides.buttons["ht"].isEnabled()
    nuage.document.redo()
    settle(nuage)
    assert shown(nuage) == "20,83 € HT"


def test_the_detail_of_a_price_shows_the_side_chosen_and_follows_it(nuage: MainWindow) -> None:
    charge_vat(nuage)
    click(nuage, "ht")
    page = nuage.workspace.page
    page.go_to(PRICE)
    press(nuage, Qt.Key.Key_Return, CONTROL)
    said = [plain(label.text()) for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Prix saisi TTC, affiché HT" in said and "soit 20,83 € HT" in said
    click(nuage, "ttc")
    said = [plain(label.text()) for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Prix saisi TTC" in said and not any(words.startswith("soit ") for words in said)


# The tables


@pytest.fixture
def page(qtbot) -> OffersPage:
    return showing(qtbot, TaxMode.HT)


def showing(qtbot, side: TaxMode, project: Project | None = None) -> OffersPage:
    page = opened(qtbot, project or charging("nuage-commun"))
    page.show_side(side)
    return page


def look(page: OffersPage, row: str, offer: str = "active"):
    return page.model.look_at(page.model.index_at(row, offer)).cell


def test_what_is_derived_says_its_side_and_what_was_entered(page) -> None:
    index = page.model.index_at("price:1", "active")
    assert (plain(look(page, "price:1").text), look(page, "price:1").side) == ("20,83 €", "HT")
    assert "Saisi TTC : 25,00 €" in plain(index.data(Qt.ItemDataRole.ToolTipRole))
    assert plain(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Active, par mois, 20,83 € HT")
    assert (plain(look(page, "setup").text), look(page, "setup").side) == ("100,00 €", "HT")


def test_a_year_is_derived_once_from_the_year(page) -> None:
    year = look(page, "price:12")
    assert (plain(year.text), plain(year.note)) == ("208,33 €", "41,67 € économisés")
    assert "250,00 € TTC" in plain(year.hint) and "Saisi" not in year.hint


def test_what_is_on_the_side_shown_says_nothing(qtbot) -> None:
    page = showing(qtbot, TaxMode.TTC)
    assert look(page, "price:1").side == "" and "Saisi" not in look(page, "price:1").hint
    page.document.apply(set_value(f"{PRICE}/tax", TaxMode.HT, "x"))
    assert (plain(look(page, "price:1").text), look(page, "price:1").side) == ("30,00 €", "TTC")


def test_one_types_on_the_side_one_reads_and_the_line_keeps_its_own(qtbot, page) -> None:
    go(page, "price:1", "active")
    type_in(qtbot, "2")
    assert value(page, AMOUNT) == Decimal("2.40")
    type_in(qtbot, "4")
    editor = QApplication.focusWidget()
    assert [label.text() for label in editor.findChildren(QLabel)] == ["HT"]
    key(qtbot, Key.Key_Return)
    assert (value(page, AMOUNT), value(page, f"{PRICE}/tax")) == (Decimal("28.80"), TaxMode.TTC)
    assert plain(look(page, "price:1").text) == "24,00 €"
    page.document.undo()
    assert value(page, AMOUNT) == 25


def test_escape_gives_the_very_project_back(qtbot, page) -> None:
    before = page.document.project
    go(page, "price:1", "active")
    type_in(qtbot, "99")
    assert page.document.project is not before
    key(qtbot, Key.Key_Escape)
    assert page.document.project is before


def test_opening_a_cell_and_leaving_it_changes_nothing(qtbot, page) -> None:
    before = page.document.project
    for row in ("price:1", "price:12", "setup"):
        go(page, row, "active")
        key(qtbot, Key.Key_F2)
        assert isinstance(QApplication.focusWidget(), QLineEdit)
        key(qtbot, Key.Key_Return)
    assert page.document.project is before


def test_typing_again_what_one_read_brings_back_what_was_entered(qtbot) -> None:
    """10,05 € and 10,06 € TTC are both 8,38 € HT."""
    page = showing(qtbot, TaxMode.HT)
    page.document.apply(set_value(AMOUNT, Decimal("10.05"), "x"))
    go(page, "price:1", "active")
    type_in(qtbot, "8,38")
    key(qtbot, Key.Key_Return)
    assert value(page, AMOUNT) == Decimal("10.05")


def test_what_the_other_side_cannot_give_to_the_cent_is_refused_with_the_way(qtbot) -> None:
    page = showing(qtbot, TaxMode.TTC)
    page.document.apply(set_value(f"{PRICE}/tax", TaxMode.HT, "x"))
    before = page.document.project
    go(page, "price:1", "active")
    type_in(qtbot, "9,99")
    key(qtbot, Key.Key_Return)
    assert plain(page.view.refusal).startswith(
        "9,99 € TTC ne tombe pas juste : cette ligne est saisie HT, et 8,33 € HT font 10,00 € TTC."
    )
    assert page.document.project is before
    key(qtbot, Key.Key_Escape)
    type_in(qtbot, "12")
    key(qtbot, Key.Key_Return)
    assert value(page, AMOUNT) == 10


@pytest.mark.parametrize(("typed", "kept"), [("12 HT", "14.40"), ("12 ht", "14.40"), ("12 TTC", "12")])
def test_a_side_may_be_typed(qtbot, page, typed, kept) -> None:
    go(page, "price:1", "active")
    type_in(qtbot, typed)
    key(qtbot, Key.Key_Return)
    assert value(page, AMOUNT) == Decimal(kept)
    assert value(page, f"{PRICE}/tax") is TaxMode.TTC


@pytest.mark.parametrize(
    ("typed", "kept"), [("12 € HT", "14.40"), ("12 € HT par mois", "14.40"), ("12\u00a0€\u00a0TTC", "12")]
)
def test_a_side_is_understood_as_people_write_it(qtbot, page, typed, kept) -> None:
    project, model = page.document.project, page.model
    row, offer = model.row_at(model.index_at("price:1", "active")), project.find("offers", "active")
    assert get(model.edit_for(project, row, offer, typed).apply(project), AMOUNT) == Decimal(kept)


def test_a_new_price_is_kept_on_the_side_on_which_it_is_typed(qtbot, page) -> None:
    page.document.apply(set_value("offers/active/rates", (), "x"))
    page.document.apply(set_value("offers/active/setup_fee", None, "x"))
    for row in ("price:1", "setup"):
        go(page, row, "active")
        type_in(qtbot, "24")
        key(qtbot, Key.Key_Return)
    rate = value(page, "offers/active/rates")[0]
    assert (rate.charge.amount, rate.tax) == (24, TaxMode.HT)
    assert (value(page, "offers/active/setup_fee").amount, value(page, "offers/active/setup_tax")) == (24, TaxMode.HT)
    assert look(page, "price:1").side == look(page, "setup").side == ""


def test_an_own_price_goes_to_the_side_of_the_leading_line(qtbot, page) -> None:
    go(page, "price:12", "active")
    type_in(qtbot, "200")
    key(qtbot, Key.Key_Return)
    year = next(term for term in value(page, "offers/active").terms if term.months == 12)
    assert year.price == 240
    assert plain(look(page, "price:12").text) == "200,00 €"
    assert "Saisi TTC : 240,00 €" in plain(look(page, "price:12").hint)


def test_cells_copied_and_pasted_back_change_nothing(qtbot, page) -> None:
    before = page.document.project
    go(page, "price:1", "active")
    key(qtbot, Key.Key_A, CONTROL)
    key(qtbot, Key.Key_C, CONTROL)
    assert "20,83" in QGuiApplication.clipboard().text()
    key(qtbot, Key.Key_V, CONTROL)
    assert page.document.project == before


def test_a_block_is_pasted_on_the_side_shown_or_refused_by_the_cell(qtbot) -> None:
    page = showing(qtbot, TaxMode.HT)
    go(page, "price:1", "essentielle")
    QGuiApplication.clipboard().setText("15\t30\n150\t300 € HT\n")
    key(qtbot, Key.Key_V, CONTROL)
    assert [value(page, f"offers/{offer}/rates/price/charge/amount") for offer in ("essentielle", "active")] == [18, 36]
    assert plain(look(page, "price:12").text) == "300,00 €"
    page.document.apply(set_value(f"{PRICE}/tax", TaxMode.HT, "x"))
    page.show_side(TaxMode.TTC)
    before = page.document.project
    for text, cell, told in (
        ("12\t9,99", "Par mois d'Active : ", "9,99 € TTC ne tombe pas juste"),
        ("12 HT\t12", "Par mois d'Essentielle : ", "affichez les prix HT"),
    ):
        QGuiApplication.clipboard().setText(text)
        go(page, "price:1", "essentielle")
        key(qtbot, Key.Key_V, CONTROL)
        assert told in plain(page.view.refusal) and plain(page.view.refusal).startswith(cell)
        assert page.document.project is before


def test_options_show_and_take_the_side_too(qtbot, page) -> None:
    view, model = page.options.view, page.options.model
    option = page.document.project.options[0]
    row = f"option:{option.id}"
    cell = model.look_at(model.index_at(row, "active")).cell
    assert plain(cell.note) == "2,50 € HT / mois"
    assert "Saisi TTC : 3 € / mois" in plain(cell.hint)
    view.go_to_cell(model.index_at(row, "active"))
    type_in(qtbot, "4")
    key(qtbot, Key.Key_Return)
    line = value(page, f"options/{option.id}/rates")[0]
    assert (line.charge.amount, line.tax) == (Decimal("4.80"), TaxMode.TTC)
    page.options.open_form(option.id)
    assert plain(page.options.form.price_button.text()) == "4 € HT / mois"
    page.options.commands.add()
    key(qtbot, Key.Key_Return)
    view.go_to_cell(model.index_at(f"option:{page.document.project.options[-1].id}", "active"))
    type_in(qtbot, "20")
    key(qtbot, Key.Key_Return)
    (line,) = page.document.project.options[-1].rates
    assert (line.charge.amount, line.tax) == (Decimal(20), TaxMode.HT)
    go(page, "price:1", "active")
    page.commands.add_line()
    assert value(page, "offers/active").rates[-1].tax is TaxMode.HT


def test_a_service_offered_as_an_option_says_the_side_of_its_price(qtbot) -> None:
    project = charging("nuage-commun")
    meetings = next(service.id for service in project.services if "distance" in service.label)
    option = project.options[0]
    adds = (Inclusion(id="a", service=meetings),)
    sold = evolve(option, adds=adds, when_needed=False, available_for=("essentielle",))
    page = showing(qtbot, TaxMode.HT, evolve(project, options=(sold,), quotes=()))
    assert plain(look(page, f"service:{meetings}", "essentielle").text) == "en option, + 2,50 € HT"


@given(projects(max_offers=2), st.sampled_from(TaxMode), st.sampled_from((20, 5)))
def test_what_a_cell_starts_with_typed_back_changes_nothing(project: Project, side: TaxMode, rate: int) -> None:
    project = evolve(project, structure=evolve(project.structure, vat=Vat(kind=VatKind.STANDARD, rate=Decimal(rate))))
    for sold in project.ranges:
        for kind in (GridModel, OptionsModel):
            model = kind(Document(project), sold.id)
            model.show_side(side)
            for place, row in enumerate(model.rows):
                if not row.has_cells:
                    continue
                for column, offer in enumerate(model.offers):
                    cell = model.look_at(model.index(place, column)).cell
                    assert model.edit_for(project, row, offer, cell.typed).apply(project) is project
