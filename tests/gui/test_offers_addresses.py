"""« Offres »: findings in their cells, going to an address, and the detail of a price."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from offerdesigner.app.editors.offers.page import OffersPage
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from tests.gui.grid_page import CONTROL, Key, example, go, here, opened, press, type_in, value

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot) -> OffersPage:
    return opened(qtbot, example("nuage-commun"))


class TestFindings:
    @pytest.fixture
    def marked(self, page):
        fix = Fix("Mettre 600 €", set_value("offers/federation/public", "Réparé", "réparer"))
        page.show_findings(
            (
                Finding(
                    "a",
                    "offers/federation/terms/year/price",
                    severity=Severity.ERROR,
                    message="<b>Trop</b>",
                    fixes=(fix,),
                ),
                Finding("b", "offers/active", severity=Severity.WARNING, message="Trop d'offres."),
                Finding("c", "services/meetings", severity=Severity.WARNING, message="Nom."),
                Finding("d", "offers/essentielle/rates/price", severity=Severity.STRENGTH, message="Bien."),
            )
        )
        return page

    def test_they_mark_the_cell_the_column_and_the_row(self, marked):
        look = marked.model.look_at(marked.model.index_at("price:12", "federation"))
        assert look.severity is Severity.ERROR
        assert marked.model.severity_of_offer(marked.model.offers[1]) is Severity.WARNING
        assert marked.model.look_at(marked.model.index_at("price:1", "active")).severity is None
        assert marked.model.look_at(marked.model.index_at("price:1", "essentielle")).severity is None
        row = marked.model.rows[marked.model.row_number("service:meetings")]
        assert len(marked.model.findings_of_row(row)) == 1

    def test_a_tooltip_is_plain_and_speech_is_whole(self, marked):
        index = marked.model.index_at("price:12", "federation")
        assert "&lt;b&gt;Trop&lt;/b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.startswith("Fédération, par an, 600,00") and said.endswith("erreur : <b>Trop</b>")

    def test_the_bulb_offers_the_fix(self, qtbot, marked):
        index = marked.model.index_at("price:12", "federation")
        qtbot.mouseClick(marked.view.viewport(), Qt.MouseButton.LeftButton, pos=marked.view.bulb_rect(index).center())
        menu = next(menu for menu in marked.findChildren(QMenu) if menu.isVisible())
        menu.actions()[0].trigger()
        menu.close()
        assert value(marked, "offers/federation/public") == "Réparé"

    def test_a_cell_changed_since_opening_says_what_it_was(self, qtbot, page):
        go(page, "price:1", "essentielle")
        type_in(qtbot, "9")
        press(qtbot, Key.Key_Return)
        assert "12,00" in page.model.index_at("price:1", "essentielle").data(Qt.ItemDataRole.ToolTipRole)


class TestGoingTo:
    @pytest.mark.parametrize(
        ("address", "place"),
        [
            ("offers/active/rates/price", ("Par mois", "Active")),
            ("offers/active/rates/price/charge/amount", ("Par mois", "Active")),
            ("offers/federation/terms/year/price", ("Par an", "Fédération")),
            ("offers/active/setup_fee", ("Mise en service", "Active")),
            ("offers/active/setup_fee/amount", ("Mise en service", "Active")),
            ("offers/active/inclusions/space/grant/quantity", ("Espace", "Active")),
            ("offers/active/public", ("Public de l'offre", "Active")),
            ("offers/active/inherits", ("Tout ce qu'il y a dans", "Active")),
        ],
    )
    def test_a_cell(self, page, address, place):
        page.tabs.setFocus()
        assert page.go_to(address)
        assert here(page) == place and page.view.hasFocus()

    def test_an_offer_and_a_service_by_their_headings(self, page):
        assert page.go_to("offers/federation/name")
        assert page.view.across.hasFocus() and here(page)[1] == "Fédération"
        assert page.go_to("services/meetings/need")
        assert page.view.down.hasFocus() and page.view.heading_row == page.model.row_number("service:meetings")

    def test_inside_a_charge_is_the_detail_of_the_price(self, page):
        assert page.go_to("offers/active/rates/price/follows_terms")
        assert not page.view.isVisible()
        page.close_price()
        assert page.view.isVisible() and page.view.hasFocus()

    def test_the_words_of_a_range(self, page):
        assert page.go_to("ranges/associations/title")
        assert page.folds.header.isVisible()
        assert QApplication.focusWidget().text() == "Trois offres pour les associations"
        assert page.go_to("ranges/associations")

    @pytest.mark.parametrize("address", ["offers", "options", "ranges", "services"])
    def test_all_of_a_kind_is_the_first_of_it(self, page, address):
        assert page.go_to(address)

    def test_elsewhere_is_not_ours(self, page):
        for address in ("structure/name", "", "offers/nobody", "metrics/users", "services/nobody"):
            assert not page.go_to(address)

    def test_every_address_of_every_finding_is_reached(self, page):
        for offer in page.document.project.offers:
            for part in ("", "name", "terms", "rates", "inclusions", "trial", "membership"):
                assert page.go_to(f"offers/{offer.id}/{part}".rstrip("/")), part

    def test_the_cursor_says_its_address(self, qtbot, page):
        with qtbot.waitSignal(page.address_focused) as told:
            go(page, "price:12", "federation")
        assert told.args == ["offers/federation/terms/year"]


class TestPrice:
    def test_ctrl_enter_opens_the_detail_and_escape_comes_back_to_the_cell(self, qtbot, page):
        go(page, "price:1", "active")
        press(qtbot, Key.Key_Return, CONTROL)
        assert not page.view.isVisible()
        assert not page.bar.add_button.isEnabled()
        press(qtbot, Key.Key_Escape)
        assert page.view.hasFocus() and here(page) == ("Par mois", "Active")

    def test_the_page_asked_for_again_comes_back_to_the_cell(self, qtbot, page):
        go(page, "price:1", "active")
        press(qtbot, Key.Key_Return, CONTROL)
        assert not page.view.isVisible()
        page.come_back()
        assert page.view.hasFocus() and here(page) == ("Par mois", "Active")

    def test_a_double_click_on_a_note_opens_the_detail(self, qtbot, page):
        rect = page.view.visualRect(page.model.index_at("price:12", "active"))
        place = QPoint(rect.left() + 12, rect.center().y())
        qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert not page.view.isVisible()

    def test_a_double_click_on_the_value_edits_it(self, qtbot, page):
        rect = page.view.visualRect(page.model.index_at("price:12", "active"))
        place = QPoint(rect.right() - 12, rect.center().y())
        qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert isinstance(QApplication.focusWidget(), QLineEdit)

    def test_the_button_opens_the_detail(self, qtbot, page):
        go(page, "price:1", "active")
        qtbot.mouseClick(page.bar.detail_button, Qt.MouseButton.LeftButton)
        assert not page.view.isVisible()
