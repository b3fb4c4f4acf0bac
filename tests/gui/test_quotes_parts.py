"""The parts of the page « Devis »: free lines, discounts, conditions, clients, texts, the list, under real keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.quotes.board import BoardForm
from offerdesigner.app.editors.quotes.library import proposals
from offerdesigner.app.editors.quotes.page import CLIENTS, SETTINGS, QuotesPage
from offerdesigner.app.editors.quotes.terms import TermsForm
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.edits import set_value
from offerdesigner.model.quotes import QuoteComment, QuoteLine, Taking
from tests.gui.scripted import ALT, CTRL, press, settle, type_text
from tests.gui.test_quotes import (
    KEY,
    click,
    first_quote,
    page,
    project_of,
    put_keyboard,
    table_of,
    type_over,
)
from tests.plain import plain

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

__all__ = ["page"]


@pytest.fixture
def drafted(window: MainWindow, page: QuotesPage) -> QuotesPage:
    """The page with one draft."""
    first_quote(window, page)
    return page


def choose(window: MainWindow, words: str) -> None:
    """Choose an action of the open menu with the arrows."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    assert any(action.text().startswith(words) for action in menu.actions()), [a.text() for a in menu.actions()]
    while menu.activeAction() is None or not menu.activeAction().text().startswith(words):
        QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Return)
    settle(window)


def type_cell(window: MainWindow, page: QuotesPage, text: str) -> None:
    """Type over the cell under the cursor, and go right."""
    press(window, KEY.Key_F2)
    QTest.keyClicks(window.focusWidget(), text)
    QTest.keyClick(window.focusWidget(), KEY.Key_Tab)
    settle(window)


def test_a_free_line_is_typed_in_the_table_and_counts(window, drafted):
    lines = drafted.sheet.lines
    click(window, lines.add_button)
    QTest.keyClicks(window.focusWidget(), "Accompagnement")
    QTest.keyClick(window.focusWidget(), KEY.Key_Tab)
    settle(window)
    type_cell(window, drafted, "au téléphone".replace("é", "e"))
    type_cell(window, drafted, "2")
    type_cell(window, drafted, "45,50")
    [line] = drafted.quote.entries
    assert (line.label, line.detail, line.quantity, line.unit_price) == (
        "Accompagnement",
        "au telephone",
        2,
        Decimal("45.50"),
    )
    row = next(row for row in table_of(drafted) if row[0] == "Accompagnement")
    assert row[2:] == ("2", "45,50 €", "91,00 € / an")
    press(window, KEY.Key_Z, CTRL)
    assert drafted.quote.entries[0].unit_price == 0


def test_a_wrong_price_is_refused_with_a_sentence(window, drafted):
    lines = drafted.sheet.lines
    click(window, lines.add_button)
    QTest.keyClick(window.focusWidget(), KEY.Key_Escape)
    before = drafted.quote
    assert not lines.model.setData(lines.model.index(lines.model.row_of(before.entries[0].id), 3), "douze")
    assert "n'est pas un nombre" in plain(lines.refusal.text())
    assert drafted.quote is before


def test_free_lines_move_and_leave_by_the_keyboard(window, drafted):
    lines = drafted.sheet.lines
    click(window, lines.add_button)
    QTest.keyClick(window.focusWidget(), KEY.Key_Escape)
    lines.more_button.click()
    choose(window, "Commentaire")
    assert window.focusWidget() is lines.entry.words.control
    type_text(window, "a noter")
    assert drafted.quote.entries[1].text == "a noter"
    put_keyboard(window, lines.view)
    assert [type(entry) for entry in drafted.quote.entries] == [QuoteLine, QuoteComment]
    press(window, KEY.Key_Up, ALT)
    assert [type(entry) for entry in drafted.quote.entries] == [QuoteComment, QuoteLine]
    press(window, KEY.Key_Delete)
    assert [type(entry) for entry in drafted.quote.entries] == [QuoteLine]


def test_a_long_label_is_kept_whole_and_a_detail_of_two_lines_is_written_under_the_table(window, drafted):
    lines = drafted.sheet.lines
    click(window, lines.add_button)
    QTest.keyClicks(window.focusWidget(), "Une ligne au nom plus long que ce qu'une cellule montre" * 2)
    QTest.keyClick(window.focusWidget(), KEY.Key_Return)
    settle(window)
    assert len(drafted.quote.entries[0].label) == 110
    put_keyboard(window, lines.entry.words)
    type_text(window, "un")
    press(window, KEY.Key_Return)
    type_text(window, "deux")
    assert drafted.quote.entries[0].detail == "un\ndeux"
    cell = lines.model.rows[lines.model.row_of(drafted.quote.entries[0].id)].cells[1]
    assert (cell.text, cell.edited) == ("un deux", None)


def test_the_detail_of_a_free_line_shows_with_it_alone(window, drafted):
    lines = drafted.sheet.lines
    assert not lines.entry.isVisible()
    click(window, lines.add_button)
    QTest.keyClick(window.focusWidget(), KEY.Key_Escape)
    assert lines.entry.isVisible()
    put_keyboard(window, lines.entry.taking)
    press(window, KEY.Key_Down)
    assert drafted.quote.entries[0].taking is Taking.PROPOSED
    lines.view.setCurrentIndex(lines.model.index(0, 0))
    assert not lines.entry.isVisible()


def test_a_discount_is_typed_in_place_and_lowers_the_totals(window, drafted):
    lines = drafted.sheet.lines
    before = drafted.sheet.totals.next.figure.text()
    click(window, lines.discount_button)
    assert lines.discount.value.control.hasFocus()
    type_text(window, "10")
    press(window, KEY.Key_Return)
    [discount] = drafted.quote.discounts
    assert (discount.percent, discount.line) == (10, "")
    assert not lines.discount.isVisible()
    assert drafted.sheet.totals.next.figure.text() != before
    put_keyboard(window, lines.view)
    press(window, KEY.Key_Delete)
    assert drafted.quote.discounts == ()


def test_a_discount_of_nothing_or_of_too_much_says_so(window, drafted):
    form = drafted.sheet.lines.discount
    click(window, drafted.sheet.lines.discount_button)
    press(window, KEY.Key_Return)
    assert form.value.refusal == "De combien ?"
    type_text(window, "120")
    press(window, KEY.Key_Return)
    assert plain(form.value.refusal) == "Une remise va jusqu'à 100 %."
    press(window, KEY.Key_Escape)
    press(window, KEY.Key_Escape)
    assert drafted.quote.discounts == ()


def test_an_option_is_proposed_beside_the_totals_then_left_out(window, drafted):
    row = next(row for row in drafted.sheet.options.rows.values() if row.switch.isVisible())
    before = drafted.sheet.totals.first.figure.text()
    put_keyboard(window, row.switch.pressed)
    press(window, KEY.Key_Right)
    assert [item.taking for item in drafted.quote.choice.options] == [Taking.PROPOSED]
    assert drafted.sheet.totals.first.figure.text() == before
    assert drafted.sheet.totals.first.remark.text().startswith("avec options")
    assert any("hors des totaux" in line[0] for line in table_of(drafted))
    press(window, KEY.Key_Left)
    assert drafted.quote.choice.options == ()


def test_the_cheapest_offer_is_told_and_taken(window, drafted):
    usage = drafted.sheet.usage
    assert plain(usage.verdict.text()) == "la moins chère pour cet usage"
    put_keyboard(window, usage.offer)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Down)
    assert drafted.quote.choice.offer == "federation"
    assert "de moins par an" in usage.verdict.text()
    click(window, usage.take_button)
    assert drafted.quote.choice.offer == "essentielle"


def test_a_variant_is_ticked_in_a_menu(window, drafted):
    click(window, drafted.sheet.usage.variants_button)
    choose(window, "Active")
    assert drafted.quote.choice.alternatives == ("active",)
    assert "Active" in drafted.sheet.usage.variants_button.text()


def test_conditions_unfold_say_their_dates_and_take_texts(window, drafted):
    fold = drafted.sheet.terms
    put_keyboard(window, fold.button)
    press(window, KEY.Key_Space)
    terms = fold.inside
    assert isinstance(terms, TermsForm)
    assert drafted.document.apply(set_value(f"quotes/{drafted.quote.id}/terms/start", date(2027, 1, 1), "x"))
    settle(window)
    assert plain(terms.dates.text()).startswith("Du 1er janvier 2027 au 31 décembre 2027 inclus.")
    click(window, terms.clauses.choose_button)
    choose(window, "Partir")
    [clause] = drafted.quote.terms.clauses
    assert clause.title == "Partir" and terms.clauses.text.isVisible()
    assert "À vérifier" in plain(terms.clauses.provenance.text())
    click(window, terms.keep_button)
    assert [kept.title for kept in project_of(drafted).quoting.clauses] == ["Partir"]
    first_quote(window, drafted, "Un autre")
    assert [kept.title for kept in drafted.quote.terms.clauses] == ["Partir"]


def test_the_deposit_is_in_percent_or_in_euros_never_both(window, drafted):
    drafted.sheet.terms.unfold()
    terms = drafted.sheet.terms.inside
    type_over(window, terms.deposit, "30")
    assert (drafted.quote.terms.deposit_percent, drafted.quote.terms.deposit_amount) == (30, None)
    put_keyboard(window, terms.unit)
    press(window, KEY.Key_Down)
    assert (drafted.quote.terms.deposit_percent, drafted.quote.terms.deposit_amount) == (None, 30)


@pytest.mark.parametrize(
    ("client", "titles"),
    [
        (Client(), set()),
        (Client(kind=ClientKind.COMPANY, is_professional=True), {"Retard de paiement", "Escompte"}),
        (Client(kind=ClientKind.PERSON), {"Médiateur"}),
        (None, set()),
    ],
)
def test_penalties_are_for_professionals_and_the_mediator_for_consumers(client, titles):
    special = {"Retard de paiement", "Escompte", "Médiateur"}
    assert {one.clause.title for one in proposals() if one.suits(client)} & special == titles


def test_the_board_sheet_is_typed(window, drafted):
    drafted.sheet.board.unfold()
    board = drafted.sheet.board.inside
    assert isinstance(board, BoardForm)
    settle(window)
    assert drafted.go_to(f"quotes/{drafted.quote.id}/board/question")
    type_text(window, "On y va ?")
    assert drafted.quote.board.question == "On y va ?"
    drafted.sheet.board.unfold(False)
    assert "On y va" in drafted.sheet.board.told.text()


def test_a_sent_quote_keeps_only_its_reminder_and_notes_open(window, drafted):
    drafted.sheet.terms.unfold()
    click(window, drafted.sheet.head.send_button)
    assert not drafted.sheet.terms.inside.isEnabled() and not drafted.sheet.usage.isEnabled()
    type_over(window, drafted.sheet.follow_up.remind, "23/11/2026")
    press(window, KEY.Key_Return)
    assert drafted.quote.remind_on == date(2026, 11, 23)
    assert drafted.pane.model.rows[0].standing.words == "à relancer"


def test_clients_have_a_tab_of_their_own(window, drafted):
    click(window, drafted.sheet.form.detail_button)
    assert drafted.tabs.currentIndex() == CLIENTS
    client = project_of(drafted).clients[0]
    type_text(window, "Nadia")
    assert project_of(drafted).clients[0].contact.person == "Nadia"
    assert drafted.go_to(f"clients/{client.id}/identifiers/siret")
    type_text(window, "123")
    press(window, KEY.Key_Return)
    assert project_of(drafted).clients[0].identifiers.siret == "123"
    assert drafted.go_to(f"clients/{client.id}/kind")
    press(window, KEY.Key_Return)
    QTest.keyClicks(drafted.clients.table.view.viewport().findChild(QComboBox), "c")
    settle(window)
    assert project_of(drafted).clients[0].kind is ClientKind.PUBLIC


def test_the_pattern_of_numbers_is_set_and_a_wrong_one_refused(window, drafted):
    assert drafted.go_to("quoting/pattern")
    assert drafted.tabs.currentIndex() == SETTINGS
    QTest.keyClick(window.focusWidget(), KEY.Key_A, CTRL)
    type_text(window, "N{nn}")
    assert drafted.go_to("quotes")
    assert drafted.sheet.head.title.text().startswith("N01")


def test_the_list_is_filtered_as_one_types_and_the_cursor_stays(window, drafted):
    for name in ("Radio Estuaire", "Club d'astronomie"):
        first_quote(window, drafted, name)
    shown = drafted.quote.id
    put_keyboard(window, drafted.pane.search)
    type_text(window, "radio est")
    assert [entry.client for entry in drafted.pane.model.rows] == ["Radio Estuaire"]
    assert drafted.quote.id == shown
    press(window, KEY.Key_Down)
    assert window.focusWidget() is drafted.pane.view
    assert drafted.pane.model.rows[0].quote.id == drafted.quote.id
    put_keyboard(window, drafted.pane.search)
    QTest.keyClick(window.focusWidget(), KEY.Key_A, CTRL)
    press(window, KEY.Key_Delete)
    assert len(drafted.pane.model.rows) == 3
    assert drafted.pane.view.currentIndex().row() == drafted.pane.model.row_of((drafted.quote,))


def test_the_list_keeps_its_rows_in_step(window, drafted, qtmodeltester):
    qtmodeltester.check(drafted.pane.model)
    project = project_of(drafted)
    [quote] = project.quotes
    many = [evolve(quote, id=f"q{n}", purpose=f"objet {n % 7}") for n in range(40)]
    for chosen in (many, many[::2], many[1::3] + many[::3], [], many[::-1]):
        drafted.pane.model.show_quotes(evolve(project, quotes=tuple(chosen)), date(2026, 11, 23))
        assert [entry.quote.id for entry in drafted.pane.model.rows] == [one.id for one in chosen]
        drafted.pane.model.filter("objet 3")
        assert all("objet 3" in entry.quote.purpose for entry in drafted.pane.model.rows)
        drafted.pane.model.filter("")


def test_tab_walks_as_one_reads(window, drafted):
    sheet = drafted.sheet
    for fold in (sheet.terms, sheet.board):
        fold.unfold()
    sheet.lines._add("line")
    QTest.keyClick(window.focusWidget(), KEY.Key_Escape)
    settle(window)
    pane, parts = drafted.pane, (sheet.head, sheet.form, sheet.usage, sheet.options, sheet.lines, sheet.terms)
    parts = (pane, *parts, sheet.board, sheet.follow_up)
    put_keyboard(window, pane.search)
    walked, met = [], set()
    while window.focusWidget() not in met and len(met) < 150:
        here = window.focusWidget()
        met.add(here)
        walked += [place for place, part in enumerate(parts) if part.isAncestorOf(here)]
        QTest.keyClick(here, KEY.Key_Tab, CTRL if here is sheet.lines.view else Qt.KeyboardModifier.NoModifier)
    inside = walked[: walked.index(len(parts) - 1)]
    assert inside == sorted(inside)
    assert set(inside) == set(range(len(parts) - 1))


def test_an_answer_noted_by_mistake_is_mended_by_another(window, drafted):
    head = drafted.sheet.head
    buttons = (head.accepted_button, head.refused_button, head.dropped_button)
    click(window, head.send_button)
    for answered in (1, 2, 0):
        click(window, buttons[answered])
        assert [button.isVisible() for button in buttons] == [place != answered for place in range(3)]
    assert [step.status.value for step in drafted.quote.steps] == ["sent", "refused", "dropped", "accepted"]
    press(window, KEY.Key_Z, CTRL)
    assert head.accepted_button.isVisible() and not head.dropped_button.isVisible()


def test_a_draft_is_known_by_its_offer_until_it_says_what_it_is_about(window, drafted):
    rows = drafted.pane.model
    assert rows.rows[0].reference == "Essentielle"
    assert drafted.document.apply(set_value(f"quotes/{drafted.quote.id}/purpose", "Le site", "x"))
    assert rows.rows[0].reference == "Le site"
    assert drafted.document.apply(set_value(f"quotes/{drafted.quote.id}/purpose", "", "x"))
    assert drafted.document.apply(set_value("offers/essentielle/name", "Essentiel", "x"))
    drafted.go_to(f"quotes/{drafted.quote.id}")
    assert rows.rows[0].reference == "Essentiel"


def discounted(window: MainWindow, page: QuotesPage, value: str, on: str = "") -> None:
    """Add a discount of « value » (€ where it says so) on the whole, or on the first line whose name holds `on`."""
    form = page.sheet.lines.discount
    click(window, page.sheet.lines.discount_button)
    if on:
        put_keyboard(window, form.on)
        while on not in form.on.control.currentText():
            press(window, KEY.Key_Down)
    if "€" in value:
        put_keyboard(window, form.kind)
        press(window, KEY.Key_Down)
    type_over(window, form.value, value.rstrip(" €"))
    press(window, KEY.Key_Return)


def free_line(window: MainWindow, page: QuotesPage, name: str, **fields: object) -> None:
    """Add a free line of 100 €, then change its fields."""
    click(window, page.sheet.lines.add_button)
    QTest.keyClicks(window.focusWidget(), name)
    QTest.keyClick(window.focusWidget(), KEY.Key_Return)
    settle(window)
    here = f"quotes/{page.quote.id}/entries/{page.quote.entries[-1].id}"
    for field, value in {"unit_price": Decimal(100), **fields}.items():
        assert page.document.apply(set_value(f"{here}/{field}", value, "x"))
    settle(window)


def put_cursor(window: MainWindow, page: QuotesPage, label: str, column: int = 0) -> None:
    """Put the cursor on a row of the table."""
    lines = page.sheet.lines
    place = next(place for place, row in enumerate(table_of(page)) if row[0] == label)
    put_keyboard(window, lines.view)
    lines.view.setCurrentIndex(lines.model.index(place, column))
    settle(window)


def test_a_discount_in_euros_is_asked_on_what_is_in_the_totals_alone(window, drafted):
    free_line(window, drafted, "Tous les deux mois", period_months=2, taking=Taking.PROPOSED)
    form = drafted.sheet.lines.discount
    click(window, drafted.sheet.lines.discount_button)
    shown = [plain(form.cadence.control.itemText(place)) for place in range(form.cadence.control.count())]
    assert shown and "Tous les 2 mois" not in shown


def test_a_discount_goes_with_the_free_line_that_it_bears_on(window, drafted):
    free_line(window, drafted, "Formation", period_months=None)
    discounted(window, drafted, "10", "Formation")
    names = [row[0] for row in table_of(drafted)]
    assert names[names.index("Formation") + 1] == "Remise"
    assert next(row for row in table_of(drafted) if row[0] == "Remise")[4] == "−10,00 € une fois"
    before = drafted.quote
    put_cursor(window, drafted, "Formation")
    press(window, KEY.Key_Delete)
    assert (drafted.quote.entries, drafted.quote.discounts) == ((), ())
    press(window, KEY.Key_Z, CTRL)
    assert (drafted.quote.entries, drafted.quote.discounts) == (before.entries, before.discounts)


def test_removing_a_free_line_keeps_the_discounts_on_the_whole(window, drafted):
    discounted(window, drafted, "10")
    free_line(window, drafted, "Formation")
    put_cursor(window, drafted, "Formation")
    press(window, KEY.Key_Delete)
    assert drafted.quote.entries == () and len(drafted.quote.discounts) == 1


def test_a_discount_that_bears_on_nothing_shows_and_is_removed(window, drafted):
    row = next(row for row in drafted.sheet.options.rows.values() if row.switch.isVisible())
    put_keyboard(window, row.switch.pressed)
    press(window, KEY.Key_Right)
    name = next(row[0] for row in table_of(drafted)[::-1])
    discounted(window, drafted, "5 €", name)
    assert len(drafted.quote.discounts) == 1
    put_keyboard(window, row.switch.pressed)
    press(window, KEY.Key_Left)
    assert ("Remise", "ne porte sur rien", "", "5,00 €", "") in table_of(drafted)
    put_cursor(window, drafted, "Remise")
    click(window, drafted.sheet.lines.remove_button)
    assert drafted.quote.discounts == ()


@pytest.mark.parametrize("of_year", [False, True])
def test_euros_over_percent_are_at_the_cadence_of_the_row_typed_in(window, drafted, of_year):
    free_line(window, drafted, "Formation", period_months=None)
    discounted(window, drafted, "10")
    rows = [place for place, row in enumerate(table_of(drafted)) if row[0] == "Remise"]
    assert len(rows) > 1
    headings = {}
    for place, row in enumerate(table_of(drafted)):
        if not any(row[1:]):
            under = row[0]
        headings[place] = under
    wanted, period = ("Chaque année", 12) if of_year else ("Une seule fois", None)
    place = next(place for place in rows if headings[place] == wanted)
    lines = drafted.sheet.lines
    put_keyboard(window, lines.view)
    lines.view.setCurrentIndex(lines.model.index(place, 3))
    press(window, KEY.Key_F2)
    window.focusWidget().insert("20 €")
    QTest.keyClick(window.focusWidget(), KEY.Key_Tab)
    settle(window)
    [discount] = drafted.quote.discounts
    assert (discount.amount, discount.percent, discount.period_months) == (20, None, period)
    assert [row[4] for row in table_of(drafted) if row[0] == "Remise"] == ["−20,00 €"]


def test_an_address_inside_folded_conditions_is_in_sight_and_under_the_cursor(window, drafted):
    assert not drafted.sheet.terms.is_open
    drafted.go_to(f"quotes/{drafted.quote.id}/terms/notice_months")
    settle(window)
    focused = QApplication.focusWidget()
    assert drafted.sheet.terms.inside.isAncestorOf(focused)
    assert focused.visibleRegion().boundingRect().height() == focused.height()
