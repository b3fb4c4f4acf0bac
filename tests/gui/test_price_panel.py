"""The price panel around its prices: closed, gone to, marked by findings, dressed and hidden."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from offerdesigner.app import naming, theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.charge import KindRow
from offerdesigner.checks.engine import run
from offerdesigner.model.charges import GraduatedPrice, Tier, VolumePrice
from offerdesigner.model.edits import remove, set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from tests.gui import price_project
from tests.gui.price_keys import choose, labels, opened, titles, type_over, value
from tests.gui.price_project import OFFER, OPTION, STORAGE, SUBSCRIPTION, USERS
from tests.plain import plain

TODAY = date(2026, 11, 23)


@pytest.fixture
def document() -> Document:
    return Document(price_project.project())


@pytest.fixture
def panel(qtbot, document):
    return opened(qtbot, document)


def test_the_words_of_the_trade_are_explained(panel):
    panel.show_rate(SUBSCRIPTION)
    title = next(label for label in panel.findChildren(QLabel) if label.text() == "Lignes de prix")
    assert "une ligne par montant" in title.toolTip()
    row = next(row for row in panel.findChildren(KindRow) if row.kind == "capacity")
    assert row.radio.text() == "Compris + dépassement"
    assert "ce qui dépasse se paie en plus" in row.toolTip()


def test_escape_restores_a_field_then_closes(qtbot, panel, document):
    panel.show_rate(SUBSCRIPTION)
    field = panel.rate_page.figures["flat"].bindings["amount"].field
    type_over(qtbot, field, "99")
    qtbot.keyClick(field.control, Qt.Key.Key_Escape)
    assert value(document, f"{SUBSCRIPTION}/charge/amount") == 10
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(field.control, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.closed):
        qtbot.mouseClick(panel.back_button, Qt.MouseButton.LeftButton)


def test_escape_closes_from_a_list_of_choices_once_chosen(qtbot, panel):
    panel.show_rate(USERS)
    field = panel.usage.term_field
    choose(qtbot, field, "2 ans")
    with qtbot.waitSignal(panel.closed, timeout=500):
        qtbot.keyClick(field.control, Qt.Key.Key_Escape)
    assert field.value == 24


def test_escape_closes_from_every_part_of_the_panel(qtbot, panel):
    for line in (SUBSCRIPTION, USERS, f"{OFFER}/setup_fee", f"{OFFER}/trial", f"{OFFER}/terms"):
        assert panel.show_rate(line) or panel.show_offer(line)
        QApplication.processEvents()
        controls = [
            each for each in panel.findChildren(QWidget)
            if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]  # fmt: skip
        assert len(controls) > 8
        for control in controls:
            control.setFocus()
            with qtbot.waitSignal(panel.closed, timeout=500):
                qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_what_enter_kept_is_not_taken_back(qtbot, panel, document):
    panel.show_rate(SUBSCRIPTION)
    field = panel.rate_page.figures["flat"].bindings["amount"].field
    type_over(qtbot, field, "14")
    qtbot.keyClick(field.control, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.closed, timeout=500):
        qtbot.keyClick(field.control, Qt.Key.Key_Escape)
    assert value(document, f"{SUBSCRIPTION}/charge/amount") == 14


def test_closes_when_the_offer_is_removed_elsewhere(qtbot, panel, document):
    panel.show_rate(USERS)
    with qtbot.waitSignal(panel.closed):
        document.apply(remove(OFFER, "supprimer l'offre"))
    document.undo()
    assert panel.show_rate(USERS)


def test_prices_of_options_are_edited_too(qtbot, panel, document):
    assert panel.show_rate(OPTION)
    assert titles(panel) == ["Nom de domaine"]
    assert not panel.usage.isVisible()
    type_over(qtbot, panel.rate_page.figures["flat"].bindings["amount"].field, "18")
    assert value(document, f"{OPTION}/charge/amount") == 18


@pytest.mark.parametrize("address", ["", "structure", "offers/none/rates/x", f"{OFFER}/inclusions/people", OFFER])
def test_does_not_go_to_what_is_not_here(panel, address):
    assert panel.go_to(address) is False


def test_goes_down_to_a_figure(qtbot, panel):
    assert panel.go_to(f"{SUBSCRIPTION}/charge/amount")
    assert panel.rate_page.figures["flat"].bindings["amount"].field.control.hasFocus()
    assert panel.go_to(f"{USERS}/charge/tiers/second/unit_price")
    view = panel.rate_page.tiers.view
    assert view.hasFocus() and (view.currentIndex().row(), view.currentIndex().column()) == (1, 1)
    assert panel.go_to(f"{OFFER}/terms/year/price")
    assert panel.terms.view.hasFocus() and panel.terms.view.currentIndex().row() == 1
    assert panel.go_to(f"{OFFER}/trial/price")
    assert panel.sections["trial"].price.control.hasFocus()
    assert panel.go_to(f"{OFFER}/setup_tax")
    assert panel.line.part == "setup_fee"
    assert panel.go_to(f"{STORAGE}/name")
    assert panel.rate_page.identity.name.control.hasFocus()


def cliff(document):
    charge = value(document, f"{USERS}/charge")
    mend = set_value(f"{USERS}/charge", GraduatedPrice(tiers=charge.tiers), "mode de calcul")
    return Finding(
        "price_cliff",
        f"{USERS}/charge/tiers/second",
        severity=Severity.WARNING,
        message="Onze coûtent moins que dix.",
        fixes=(Fix("Chaque tranche à son prix", mend),),
    )


def test_findings_are_shown_where_they_are_and_mended(qtbot, panel, document):
    panel.show_rate(USERS)
    advice = Finding("name_long", f"{USERS}/name", severity=Severity.ADVICE, message="Ce nom est long.")
    praise = Finding("fair", USERS, severity=Severity.STRENGTH, message="Bravo.")
    elsewhere = Finding("dear", f"{OFFER}/terms/year", severity=Severity.ERROR, message="Plus cher.")
    found = cliff(document)
    panel.show_findings((advice, praise, found, elsewhere))
    frames = panel.rate_page.findings.frames
    assert [frame.finding for frame in frames] == [found, advice]
    assert [line.severity for line in panel.lines.model.lines][-1] == Severity.ERROR
    assert panel.lines.model.lines[1].severity == Severity.WARNING
    with qtbot.waitSignal(panel.why_requested) as asked:
        qtbot.mouseClick(frames[0].why_button, Qt.MouseButton.LeftButton)
    assert asked.args == [found]
    fix: QPushButton = frames[0].fix_button
    qtbot.mouseClick(fix, Qt.MouseButton.LeftButton)
    assert isinstance(value(document, f"{USERS}/charge"), GraduatedPrice)
    panel.show_findings(())
    assert not panel.rate_page.findings.isVisible()
    panel.show_findings((elsewhere,))
    panel.show_offer(OFFER)
    assert panel.frames.isVisible()


def test_two_cliffs_of_a_line_are_each_reached_and_marked_at_their_tier(qtbot, panel, document):
    prices = ((10, 5), (20, 3), (None, 1))
    tiers = tuple(
        Tier(id=f"t{n}", up_to=end and Decimal(end), unit_price=Decimal(price)) for n, (end, price) in enumerate(prices)
    )
    document.apply(set_value(f"{USERS}/charge", VolumePrice(tiers=tiers), "mode de calcul"))
    cliffs = [one for one in run(document.project, today=TODAY).findings if one.rule == "price_cliff"]
    panel.show_findings(cliffs)
    view = panel.rate_page.tiers.view
    for place, cliff in enumerate(cliffs):
        assert panel.go_to(cliff.address)
        assert panel.line.address == USERS and view.hasFocus() and view.currentIndex().row() == place
    marks = [row.severity for row in panel.rate_page.tiers.model.rows]
    assert marks == [Severity.WARNING, Severity.WARNING, None, None]
    frames = panel.rate_page.findings.frames
    assert [frame.finding for frame in frames] == cliffs
    assert [plain(naming.place(document.project, one.address)).rpartition(" · ")[2] for one in cliffs] == [
        "jusqu'à 10", "jusqu'à 20",
    ]  # fmt: skip
    qtbot.mouseClick(frames[1].fix_button, Qt.MouseButton.LeftButton)
    assert isinstance(value(document, f"{USERS}/charge"), GraduatedPrice)


def test_text_of_a_file_is_never_markup(panel, document):
    hostile = "<b>gras</b><img src=x>"
    document.apply(set_value(f"{USERS}/name", hostile, "nom"))
    panel.show_rate(USERS)
    panel.show_findings((Finding("x", USERS, message=hostile, severity=Severity.ERROR),))
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels(panel) if "<b>" in label.text())


@pytest.mark.parametrize("size", [(1000, 700), (700, 560)])
def test_nothing_is_cut_sideways(qtbot, panel, size):
    panel.resize(*size)
    for address in (SUBSCRIPTION, USERS, STORAGE):
        panel.show_rate(address)
        qtbot.waitUntil(lambda: panel.area.horizontalScrollBar().maximum() == 0)
    panel.show_offer(OFFER)
    qtbot.waitUntil(lambda: panel.area.horizontalScrollBar().maximum() == 0)


def test_a_hidden_panel_catches_up_when_it_is_shown(panel, document):
    panel.show_rate(SUBSCRIPTION)
    panel.hide()
    document.apply(set_value(f"{SUBSCRIPTION}/charge/amount", Decimal(14), "prix"))
    panel.show_findings((Finding("x", USERS, severity=Severity.ERROR, message="Non."),))
    panel.show()
    assert plain(panel.lines.model.lines[0].price) == "14 € par mois"
    assert panel.lines.model.lines[1].severity == Severity.ERROR


def test_an_offer_without_a_price_is_not_free(panel, document):
    for rate in (SUBSCRIPTION, USERS, STORAGE):
        document.apply(set_value(f"{OFFER}/terms", (), "échéances"))
        document.apply(remove(rate, "supprimer"))
    document.apply(set_value(f"{OFFER}/setup_fee", None, "mise en service"))
    assert panel.show_offer(OFFER)
    said = [plain(label.text()) for label in labels(panel.usage)]
    assert said.count("sur devis") == 4


def test_a_forfait_is_said_without_a_count(panel):
    panel.show_rate(SUBSCRIPTION)
    assert plain(panel.rate_page.sentence.text()) == "« 10 € par mois »"
    assert not panel.rate_page.head.quantity.isVisible()


def test_follows_a_change_of_theme(qtbot, panel):
    application = QApplication.instance()
    palette, sheet = application.palette(), application.styleSheet()
    panel.show_rate(USERS)
    chosen = panel.rate_page.chooser.rows["volume"]
    try:
        theme.put_on(application, "dark")
        assert chosen.palette().window().color() == theme.role("accent_soft")
    finally:
        application.setPalette(palette)
        application.setStyleSheet(sheet)


def test_focus_comes_to_the_list(panel):
    panel.show_rate(USERS)
    panel.setFocus()
    assert panel.lines.view.hasFocus()
    assert panel.go_to(f"{OFFER}/rates")
    assert panel.line.address == SUBSCRIPTION
