"""The page « Coûts », with real keys and clicks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from offerdesigner.app.document import Document
from offerdesigner.app.editors.costs.page import CostsPage
from offerdesigner.app.editors.costs.rows import AMOUNT, BEHAVIOUR, CADENCE, MONTH, NAME, QUANTITY, YEAR
from offerdesigner.app.window import MainWindow
from offerdesigner.model.base import evolve
from offerdesigner.model.costs import CostFamily, Equipment, PaidAmount, StepCost, UnitCost, WorkDays
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.storage.examples import open_copy
from tests.gui.costs_page import LEFT, NEW, Key, cell, line_of, paste, row_ids, totals, type_in
from tests.gui.price_keys import choose, type_over
from tests.gui.scripted import ALT, CTRL, press, settle
from tests.gui.showing import show
from tests.plain import plain
from tests.strategies import projects


@pytest.fixture
def document() -> Document:
    return Document(open_copy("nuage-commun"))


@pytest.fixture
def page(qtbot, document):
    return show(qtbot, CostsPage(document))


def test_the_example_is_told_family_by_family(page):
    told = {row: cell(page, f"family:{row}", MONTH) for row in ("infrastructure", "work", "running", "savings")}
    assert told == {"infrastructure": "274,00 €", "work": "420,00 €", "running": "81,00 €", "savings": "110,00 €"}
    assert totals(page) == [
        ["À payer, pour 30 clients", "885,00 €", "10 620,00 €"],
        ["À payer + temps bénévole valorisé", "1 473,00 €", "17 676,00 €"],
    ]
    assert [cell(page, "servers", column) for column in range(7)] == [
        "Location de 2 serveurs", "2 × 79,00 €", "par mois", "fixe", "", "158,00 €", "1 896,00 €",
    ]  # fmt: skip
    assert [cell(page, "reinforcement", column) for column in (BEHAVIOUR, QUANTITY)] == [
        "par pas de 20 clients au-delà de 20",
        "1 pas",
    ]
    assert [cell(page, "volunteers", column) for column in (BEHAVIOUR, QUANTITY, MONTH, YEAR)] == [
        "valorisé, non payé", "6 jours", "(588,00 €)", "(7 056,00 €)",
    ]  # fmt: skip
    assert "(18 + 9 + 3)" in plain(page.bar._after.text())


@pytest.mark.parametrize(
    ("column", "typed", "changes"),
    [
        (NAME, "Deux serveurs", {"name": "Deux serveurs"}),
        (AMOUNT, "3 × 79", {"source": PaidAmount(amount=79, count=3)}),
        (AMOUNT, "3 j × 140", {"source": WorkDays(days=3, day_cost=140)}),
        (AMOUNT, "480 sur 4 ans", {"source": Equipment(price=480), "period_months": 48}),
        (CADENCE, "par trimestre", {"period_months": 3}),
        (BEHAVIOUR, "par pas de 20 clients", {"behaviour": StepCost(size=20)}),
        (BEHAVIOUR, "par Go", {"behaviour": UnitCost(basis="metric", metric="storage")}),
    ],
)
def test_a_line_is_typed_in_place_and_undone(qtbot, page, document, column, typed, changes):
    before = document.project
    type_in(qtbot, page, "servers", column, typed)
    assert line_of(document, "servers") == evolve(before.find("costs", "servers"), **changes)
    assert document.undo_label in {
        "nommer un poste",
        "changer le montant d'un poste",
        "changer la cadence d'un poste",
        "changer ce dont un poste dépend",
    }
    document.undo()
    assert document.project == before
    assert cell(page, "servers", AMOUNT) == "2 × 79,00 €"


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        (AMOUNT, "1.234", "peut se lire"),
        (AMOUNT, "beaucoup", "n'est pas un nombre"),
        (CADENCE, "parfois", "n'est pas une cadence"),
        (BEHAVIOUR, "par lune", "ne se compte pas ici"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(qtbot, page, document, column, typed, said):
    before = document.project
    type_in(qtbot, page, "servers", column, typed)
    assert said in plain(page.refusal.text()) and page.refusal.isVisible()
    assert document.project == before
    qtbot.keyClick(page.view.viewport().findChildren(QLineEdit)[-1], Key.Key_Escape)
    type_in(qtbot, page, "servers", AMOUNT, "80")
    assert not page.refusal.isVisible()


def test_what_is_shown_can_be_typed_again(qtbot, page, document):
    before = document.project
    for line in before.costs:
        for column in (NAME, AMOUNT, CADENCE, BEHAVIOUR):
            index = page.model.index(page.model.row_of(line.id), column)
            page.model.setData(index, index.data(Qt.ItemDataRole.EditRole))
    assert document.project == before


def test_a_new_line_is_named_then_filled(qtbot, page, document):
    type_in(qtbot, page, NEW, NAME, "Supervision", then=Key.Key_Tab)
    made = document.project.costs[-1]
    assert (made.name, made.family) == ("Supervision", CostFamily.INFRASTRUCTURE)
    assert page.view.current_row().id == made.id
    type_in(qtbot, page, made.id, AMOUNT, "12 par mois")
    assert cell(page, "family:infrastructure", MONTH) == "286,00 €"
    assert totals(page)[0][1] == "897,00 €"
    document.undo()
    document.undo()
    assert len(document.project.costs) == 16


def test_a_line_typed_as_in_a_note_has_its_amount(qtbot, page, document):
    before = document.project
    type_in(qtbot, page, NEW, NAME, "Assurance serveurs 240 euros par an")
    made = document.project.costs[-1]
    assert (made.name, made.source, made.period_months) == ("Assurance serveurs", PaidAmount(amount=240), 12)
    assert plain(page.refusal.text()) == (
        "Compris : « Assurance serveurs », 240,00 €, par an. Ctrl+Z revient en arrière."
    )
    assert document.undo_label == "ajouter un poste"
    document.undo()
    assert document.project == before


def test_what_cannot_be_spread_stays_in_its_cell(qtbot, page, document):
    before = document.project
    type_in(qtbot, page, NEW, NAME, "Serveur 480 euros une fois")
    assert document.project == before
    assert "sur combien de temps" in plain(page.refusal.text())


def test_an_amount_is_read_in_the_name_of_a_line_that_has_none_and_of_no_other(qtbot, page, document):
    type_in(qtbot, page, NEW, NAME, "Assurance")
    made = document.project.costs[-1]
    type_in(qtbot, page, made.id, NAME, "Assurance 12,50 euros par mois")
    assert line_of(document, made.id).source == PaidAmount(amount=Decimal("12.5"))
    type_in(qtbot, page, made.id, NAME, "Assurance 13 euros par mois")
    assert line_of(document, made.id) == evolve(
        made, name="Assurance 13 euros par mois", source=PaidAmount(amount="12.5")
    )


def test_the_button_adds_in_the_chosen_family(qtbot, page, document):
    choose(qtbot, page.bar.family, "Épargne")
    qtbot.mouseClick(page.bar.add_button, LEFT)
    qtbot.keyClicks(page.view.viewport().findChildren(QLineEdit)[-1], "Divers")
    qtbot.keyClick(page.view.viewport().findChildren(QLineEdit)[-1], Key.Key_Return)
    assert document.project.costs[-1].family is CostFamily.SAVINGS
    assert document.undo_label == "ajouter un poste"


def test_lines_are_duplicated_moved_and_removed_by_keys(qtbot, page, document):
    assert page.go_to("costs/backup")
    qtbot.keyClick(page.view, Key.Key_D, CTRL)
    copy = page.view.current_row().id
    assert copy != "backup" and line_of(document, copy).name == "Sauvegarde hors site"
    qtbot.keyClick(page.view, Key.Key_Up, ALT)
    assert row_ids(page).index(copy) == row_ids(page).index("backup") - 1
    assert page.view.current_row().id == copy
    qtbot.keyClick(page.view, Key.Key_Delete)
    assert copy not in row_ids(page)
    assert document.undo_label == "retirer un poste"
    for _step in range(3):
        document.undo()
    assert document.project == open_copy("nuage-commun")


def test_a_line_goes_from_one_family_to_the_next(qtbot, page, document):
    assert page.go_to("costs/reinforcement")
    qtbot.keyClick(page.view, Key.Key_Down, ALT)
    assert line_of(document, "reinforcement").family is CostFamily.WORK
    ids = row_ids(page)
    assert ids.index("reinforcement") == ids.index("family:work") + 1
    qtbot.keyClick(page.view, Key.Key_Up, ALT)
    assert line_of(document, "reinforcement").family is CostFamily.INFRASTRUCTURE
    for _step in range(9):
        qtbot.keyClick(page.view, Key.Key_Up, ALT)
    assert row_ids(page)[1] == "reinforcement"


def test_own_sub_families_are_added_named_and_removed_with_their_lines_kept(qtbot, page, document):
    assert page.go_to("costs/servers")
    qtbot.mouseClick(page.bar.group_button, LEFT)
    editor = page.view.viewport().findChildren(QLineEdit)[-1]
    qtbot.keyClicks(editor, "Serveurs")
    qtbot.keyClick(editor, Key.Key_Return)
    group = document.project.cost_groups[0]
    assert (group.name, group.family) == ("Serveurs", CostFamily.INFRASTRUCTURE)
    assert page.go_to("costs/servers")
    choose(qtbot, page.detail.fields["group"], "Serveurs")
    assert line_of(document, "servers").group == group.id
    assert cell(page, f"group:{group.id}", MONTH) == "158,00 €"
    assert cell(page, "family:infrastructure", MONTH) == "274,00 €"
    assert page.go_to(f"cost_groups/{group.id}")
    qtbot.keyClick(page.view, Key.Key_Delete)
    assert document.project.cost_groups == () and line_of(document, "servers").group is None


def test_a_family_folds_by_a_key_or_a_click_and_going_there_unfolds_it(qtbot, page):
    page.view.setFocus()
    page.view.select("family:work")
    qtbot.keyClick(page.view, Key.Key_Return)
    assert "technician" not in row_ids(page)
    assert totals(page)[0][1] == "885,00 €"
    assert page.go_to("costs/technician")
    assert page.view.current_row().id == "technician"
    place = page.view.visualRect(page.model.index(page.model.row_of("family:work"), NAME))
    qtbot.mouseClick(page.view.viewport(), LEFT, pos=place.topLeft() + QPoint(20, 8))
    assert "technician" not in row_ids(page)


# Clients, pasting, empty


def test_quantities_for_another_number_of_clients(qtbot, page, document):
    before = document.project
    type_over(qtbot, page.bar.clients, "61")
    assert cell(page, "reinforcement", QUANTITY) == "3 pas"
    assert cell(page, "space", QUANTITY) == "3 660 Go"
    assert totals(page)[0][0] == "À payer, pour 61 clients"
    assert document.project is before
    type_over(qtbot, page.bar.clients, "30")
    assert totals(page)[0][1] == "885,00 €"


def test_lines_of_a_spreadsheet_are_pasted_as_one_step(qtbot, page, document):
    before = document.project
    assert page.go_to("costs/bank")
    text = "Poste\tMontant\tCadence\nTéléphone\t12\tpar mois\nTravail\t\t\nSecrétariat\t2 j × 120\t\nTotal\t252\t\n"
    paste(qtbot, page, text)
    assert [(line.name, line.family) for line in document.project.costs[16:]] == [
        ("Téléphone", CostFamily.RUNNING),
        ("Secrétariat", CostFamily.WORK),
    ]
    assert document.undo_label == "coller 2 postes"
    document.undo()
    assert document.project == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Téléphone\t12\nBanque\t1.234\n", "Rien n'est collé. Ligne 2, « Banque »"),
        ("Téléphone\tcher", "Ligne 1, « Téléphone »"),
        ("Téléphone\t=A1*2", "c'est une formule"),
        ("Téléphone", "au moins deux colonnes"),
        ("", "rien à coller"),
        ("Poste\tMontant\n", "aucun poste"),
        ("a\t1\n" * 501, "trop grand"),
    ],
)
def test_what_cannot_be_pasted_is_refused_whole(qtbot, page, document, text, said):
    before = document.project
    paste(qtbot, page, text)
    assert said in plain(page.refusal.text())
    assert document.project is before


def test_an_empty_page_shows_the_four_families_and_how_to_begin(qtbot):
    page = show(qtbot, CostsPage(Document(Project())))
    assert [row for row in row_ids(page) if row.startswith("family:")] == [
        "family:infrastructure", "family:work", "family:running", "family:savings",
    ]  # fmt: skip
    assert page.bar.add_button.isVisible() and page.bar.paste_button.isVisible()
    assert page.go_to("costs")
    assert page.view.current_row().id == NEW
    qtbot.keyClicks(page.view, "B")
    qtbot.keyClicks(page.view.viewport().findChildren(QLineEdit)[-1], "anque")
    qtbot.keyClick(page.view.viewport().findChildren(QLineEdit)[-1], Key.Key_Return)
    assert page.document.project.costs[0].name == "Banque"


def test_names_that_look_like_mark_up_are_shown_as_they_are(qtbot, page, document):
    type_in(qtbot, page, "backup", NAME, "<b>Sauve & garde</b>")
    assert page.go_to("costs/backup")
    assert cell(page, "backup", NAME) == "<b>Sauve & garde</b>"
    assert page.pane.title.text().startswith("<b>Sauve & garde</b>")


def test_findings_are_marked_where_they_are(page):
    finding = Finding(rule="any", severity=Severity.WARNING, address="costs/backup/source", message="Trop cher.")
    page.show_findings((finding,))
    index = page.model.index(page.model.row_of("backup"), AMOUNT)
    assert "Trop cher." in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not page.model.index(page.model.row_of("backup"), NAME).data(Qt.ItemDataRole.DecorationRole)
    page.show_findings(())
    assert "Trop cher." not in page.model.index(page.model.row_of("backup"), AMOUNT).data(
        Qt.ItemDataRole.AccessibleTextRole
    )


def test_the_page_is_reached_and_left_by_the_keyboard(window: MainWindow):
    window.filing.open_model("nuage-commun")
    settle(window)
    window.workspace.go_to("costs/reinforcement/behaviour/size")
    settle(window)
    page = window.workspace.page
    assert isinstance(page, CostsPage)
    assert page.view.current_row().id == "reinforcement"
    assert page.view.currentIndex().column() == BEHAVIOUR
    press(window, Key.Key_Tab, CTRL)
    assert not page.view.hasFocus()
    window.workspace.go_to("costs/reinforcement/note")
    assert page.detail.fields["note"].control.hasFocus()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(projects(economy=True))
def test_any_project_is_shown(qapp, project):
    page = CostsPage(Document(project))
    for line in project.costs:
        assert page.go_to(f"costs/{line.id}/source")
        assert page.detail.line_id == line.id
    page.deleteLater()
