"""The page « Partage », with real keys and clicks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from offerdesigner.app.document import Document
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.price.provider import ProviderField
from offerdesigner.app.editors.sharing.page import SharingPage
from offerdesigner.app.editors.sharing.statement import MOST_LINES, statement_rows
from offerdesigner.app.window import MainWindow
from offerdesigner.economics.sharing import statement
from offerdesigner.model.address import get
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import SharingKind
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import save
from tests.economics.bundles import TOTALS, four_structures, many_sales
from tests.gui.scripted import CTRL, press, press_page, settle
from tests.gui.showing import show
from tests.plain import plain
from tests.strategies import projects

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def document() -> Document:
    return Document(four_structures())


@pytest.fixture
def page(qtbot, document):
    return show(qtbot, SharingPage(document))


def statement_of(page) -> list[tuple[str, ...]]:
    model = page.statement.model
    return [tuple(plain(model.index(row, column).data()) for column in range(4)) for row in range(model.rowCount())]


def totals_of(page) -> list[str]:
    return [row[3] for row in statement_of(page) if row[2] == "total"]


def type_part(qtbot, page, partner, field, text) -> None:
    control = page.parts.fields[partner, field].control
    qtbot.mouseClick(control, LEFT)
    control.selectAll()
    qtbot.keyClicks(control, text)


def choose(qtbot, menu_of, words: str) -> None:
    menu = next(menu for menu in menu_of.findChildren(Menu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == words)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    menu.close()


def test_without_partners_the_page_says_what_it_is_for_and_begins_with_one_button(qtbot):
    document = Document(open_copy("nuage-commun"))
    page = show(qtbot, SharingPage(document))
    assert "plusieurs structures" in page.purpose.text()
    assert not page.rules.isVisible() and not page.sales.isVisible()
    qtbot.mouseClick(page.start_button, LEFT)
    assert page.rules.isVisible() and not page.start_button.isVisible()
    assert len(document.project.partners) == 1
    qtbot.keyClicks(QApplication.focusWidget(), "Bois")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert document.project.partners[0].name == "Bois"
    document.undo()
    document.undo()
    assert page.start_button.isVisible() and not page.rules.isVisible()


def test_the_statement_is_that_of_the_engine(page):
    shown_totals = [plain(f"{total:,.2f} €".replace(",", " ").replace(".", ",")) for total in TOTALS.values()]
    assert totals_of(page) == [*shown_totals, "15 870,00 €"]
    assert ("", "Bouquet · 10 clients · engagement 1 an", "30 % du reste", "2 520,00 €") in statement_of(page)
    assert plain(page.statement.uncounted.text()) == "Non compté : Bouquet sur mesure : sur devis."


def test_a_service_a_price_line_and_an_option_change_hands_by_the_keyboard(qtbot, page, document):
    for address, letter in (("services/files", "l"), ("offers/pack/rates/sub", "b"), ("options/workshop", "p")):
        assert page.roles.go_to(f"{address}/provider")
        page.roles.view.setFocus()
        qtbot.keyClick(page.roles.view, Qt.Key.Key_Return)
        qtbot.keyClicks(page.roles.view.viewport().findChild(QComboBox), letter)
        qtbot.waitUntil(lambda: not page.roles.view.viewport().findChildren(QComboBox))
    project = document.project
    assert project.services[0].provider == "lin"
    assert project.offers[0].rates[0].provider == "bois"
    assert project.options[0].provider is None
    assert document.undo_label == "changer qui fait quoi"
    document.undo()
    assert document.project.options[0].provider == "lin"


def test_the_sentence_follows_what_is_typed(qtbot, page, document):
    assert plain(page.parts.sentence.text()) == (
        "Sur 100 € HT par mois et par client : 20 € de frais à Bois et 10 € de frais à Cuivre, puis 30 % du reste à "
        "Bois (21 €), 20 % du reste à Cuivre (14 €) et 10 % du reste à Lin (7 €). Il vous reste 28 €."
    )
    type_part(qtbot, page, "lin", "percent", "12,5")
    assert "12,5 % du reste à Lin (8,75 €)" in plain(page.parts.sentence.text())
    assert document.project.sharing[0].shares[2].percent == Decimal("12.5")
    assert document.undo_label == "changer la part d'une structure"
    document.undo()
    assert document.project == four_structures()


def test_more_than_all_is_refused_with_a_sentence(qtbot, page, document):
    before = document.project
    type_part(qtbot, page, "lin", "percent", "60")
    assert plain(page.parts.fields["lin", "percent"].refusal) == "Les parts dépassent 100 %."
    assert sum(share.percent for share in document.project.sharing[0].shares) <= 100
    for _key in range(2):  # first what was refused, then what was typed before it
        qtbot.keyClick(page.parts.fields["lin", "percent"].control, Qt.Key.Key_Escape)
    assert document.project == before


def test_our_own_part_and_one_of_zero(qtbot, page, document):
    type_part(qtbot, page, None, "percent", "40")
    assert next(share for share in document.project.sharing[0].shares if share.partner is None).percent == 40
    assert page.parts.sentence.text().endswith("Il ne vous reste rien d’autre.")
    type_part(qtbot, page, "lin", "percent", "0")
    assert "lin" not in {share.partner for share in document.project.sharing[0].shares}


def test_the_kind_of_a_rule_changes_what_is_asked(qtbot, page, document):
    assert page.rules.go_to("sharing/rule/kind")
    page.rules.model.setData(page.rules.view.currentIndex(), SharingKind.FIXED)
    assert {field for _partner, field in page.parts.fields} == {"amount"}
    assert "20 € à Bois et 10 € à Cuivre. Il vous reste 70 €." in plain(page.parts.sentence.text())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_offers_of_a_rule_and_options_of_a_sale_are_ticked(qtbot, page, document):
    assert page.rules.go_to("sharing/rule")
    qtbot.mouseClick(page.offers_button, LEFT)
    choose(qtbot, page, "Bouquet sur mesure")
    assert document.project.sharing[0].offers == ("large",)
    assert totals_of(page)[0] == "15 600,00 €"
    qtbot.mouseClick(page.offers_button, LEFT)
    choose(qtbot, page, "Toutes celles sans règle à elles")
    assert document.project.sharing[0].offers is None
    assert page.sales.go_to("sales/ten")
    qtbot.mouseClick(page.sales.options_button, LEFT)
    choose(qtbot, page.sales, "Atelier")
    assert document.project.sales[0].options == ("workshop",)
    assert document.undo_label == "choisir les options d'une vente"


def test_sales_are_typed_added_moved_and_removed(qtbot, page, document):
    assert page.sales.go_to("sales/ten/clients")
    page.sales.view.setFocus()
    qtbot.keyClicks(page.sales.view, "2")
    editor = page.sales.view.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "0")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.project.sales[0].clients == 20
    assert document.undo_label == "changer le nombre de clients"
    qtbot.keyClick(page.sales.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.sales.view, Qt.Key.Key_Delete)
    assert [sale.id for sale in document.project.sales] != ["ten", "three", "quoted"]
    count = len(document.project.sales)
    page.sales.add()
    assert len(document.project.sales) == count + 1


def test_a_number_of_clients_that_is_none_is_refused(qtbot, page, document):
    assert page.sales.go_to("sales/ten/clients")
    for typed in ("beaucoup", "2,5", "-3"):
        with qtbot.waitSignal(document.refused):
            page.sales.model.setData(page.sales.view.currentIndex(), typed)
    assert document.project == four_structures()


def test_a_long_statement_is_told_in_slices_and_shortened_per_structure(qtbot):
    document = Document(many_sales())
    page = show(qtbot, SharingPage(document))
    qtbot.waitUntil(lambda: page.statement.model.rowCount() > 0)
    assert any(row[2] == "toutes sur le relevé imprimé" for row in statement_of(page))
    assert max(len(statement(document.project).of(partner)) for partner in TOTALS) > MOST_LINES


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects())
def test_whatever_the_project_the_rows_end_with_the_total_of_all(project: Project):
    told = statement(project)
    rows = statement_rows(project, told)
    assert sum(row.is_total for row in rows) == len(project.partners) + 2
    assert rows[-1].is_total
    assert len(rows) <= (len(project.partners) + 1) * (MOST_LINES + 2) + 1


class TestInTheWindow:
    @pytest.fixture
    def bundle(self, window: MainWindow, tmp_path) -> MainWindow:
        path = tmp_path / "bouquet.offre"
        save(four_structures(), path, None)
        window.filing.open_path(path)
        settle(window)
        return window

    def test_the_preview_shows_the_statement_beside_its_page_alone(self, bundle: MainWindow) -> None:
        preview = bundle.workspace.preview
        assert preview.sheets.page_count == 1
        press_page(bundle, "partners")
        assert preview.view.document == "partner-statement" and preview.sheets.page_count == 4
        assert not preview.layout_choice.isVisible()
        press_page(bundle, "offers")
        assert preview.view.document == "tariff-sheet" and preview.sheets.page_count == 1
        assert preview.layout_choice.isVisible()

    def test_what_is_exported_is_what_is_in_view(self, bundle: MainWindow, prompts, tmp_path) -> None:
        press_page(bundle, "partners")
        written = tmp_path / "releve.pdf"
        prompts.to_write = [written]
        press(bundle, Qt.Key.Key_E, CTRL)
        settle(bundle)
        assert prompts.proposed[0].name == "bouquet-releve.pdf"
        assert bundle.messages.sentence.startswith("Relevé exporté : releve.pdf.")
        assert b"Relev" in written.read_bytes() or written.stat().st_size > 10_000

    def test_a_click_on_a_sale_of_the_statement_leads_to_its_row(self, bundle: MainWindow) -> None:
        press_page(bundle, "partners")
        bundle.workspace.go_to("sales/three")
        settle(bundle)
        assert bundle.workspace.page.sales.current().id == "three"

    def test_a_finding_about_the_parts_leads_to_them(self, bundle: MainWindow) -> None:
        press_page(bundle, "offers")
        bundle.workspace.go_to("sharing/rule/shares")
        settle(bundle)
        first = bundle.workspace.page.parts.fields[None, "amount"]
        assert bundle.focusWidget() is first.control

    @pytest.mark.parametrize("address", ["offers/pack/rates/sub", "options/workshop"])
    def test_who_cashes_is_chosen_where_the_price_is(self, bundle: MainWindow, address: str) -> None:
        press_page(bundle, "offers")
        bundle.workspace.go_to(f"{address}/provider")
        settle(bundle)
        field = next(one for one in bundle.workspace.page.findChildren(ProviderField) if one.isVisible())
        field.control.setFocus()
        QTest.keyClicks(field.control, "c")
        settle(bundle)
        assert get(bundle.workspace.document.project, f"{address}/provider") == "cuivre"

    def test_nobody_is_asked_who_cashes_without_partners(self, bundle: MainWindow) -> None:
        bundle.filing.open_model("nuage-commun")
        settle(bundle)
        bundle.workspace.go_to("offers/active/rates")
        settle(bundle)
        fields = bundle.workspace.page.findChildren(ProviderField)
        assert not [one for one in fields if one.isVisible()]
