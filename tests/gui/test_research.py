"""The tab « Besoins », with real keys and clicks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.research.page import ResearchTab
from offerdesigner.app.naming import place
from offerdesigner.app.window import MainWindow
from offerdesigner.economics.focus_guide import OPENING
from offerdesigner.model.project import Project
from offerdesigner.model.research import FocusGroup, Question, Verdict
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import read
from tests.gui.scripted import CTRL, point_of, press, press_page, settle
from tests.gui.showing import show
from tests.plain import plain

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def document() -> Document:
    return Document(open_copy("nuage-commun"))


@pytest.fixture
def tab(qtbot, document):
    return show(qtbot, ResearchTab(document))


def counts_of(tab) -> list[tuple[str, ...]]:
    return tab.group.counts.table.values.lines


def click_add(qtbot, table) -> None:
    adding = table.stops()[1]
    qtbot.mouseClick(adding, LEFT)


def type_cells(qtbot, *texts: str) -> None:
    """Type in the cell that is open, then in the ones at its right."""
    for number, text in enumerate(texts):
        editor = QApplication.focusWidget()
        qtbot.keyClicks(editor, text)
        if number < len(texts) - 1:
            qtbot.keyClick(editor, KEY.Key_Tab)


def test_an_empty_project_says_one_sentence_and_one_button_a_section(qtbot):
    document = Document(Project())
    tab = show(qtbot, ResearchTab(document))
    assert not tab.group.isVisible() and not tab.sentence.isVisible() and not tab.about.isVisible()
    for table in (tab.needs, tab.hypotheses, tab.groups):
        assert not table.view.isVisible() and table._empty.isVisible()
        assert table.stops()[1].isVisible() and table.stops()[1].isEnabled()


def test_a_need_is_told_as_a_sentence_while_one_types_it(qtbot):
    document = Document(Project())
    tab = show(qtbot, ResearchTab(document))
    click_add(qtbot, tab.needs)
    type_cells(qtbot, "les clubs", "un agenda", "leurs horaires")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert plain(tab.sentence.text()) == "Les clubs ont besoin d'un agenda en raison de leurs horaires."
    assert document.project.needs[0].why == "leurs horaires"
    document.undo()
    assert plain(tab.sentence.text()) == "Les clubs ont besoin d'un agenda en raison de …"


def test_a_hypothesis_is_judged_and_what_was_learnt_is_written(qtbot, tab, document):
    assert tab.go_to("hypotheses/fifteen/verdict")
    qtbot.keyClick(tab.hypotheses.view, KEY.Key_Return)
    combo = tab.hypotheses.view.viewport().findChild(QComboBox)
    qtbot.keyClicks(combo, "d")
    qtbot.waitUntil(lambda: not tab.hypotheses.view.viewport().findChildren(QComboBox))
    assert document.project.hypotheses[1].verdict is Verdict.REFUTED
    assert "quinze comptes" in tab.about.text()
    assert tab.go_to("hypotheses/fifteen/learnt")
    qtbot.keyClicks(QApplication.focusWidget(), "Huit suffisent.")
    assert document.project.hypotheses[1].learnt == "Huit suffisent."
    assert document.project.hypotheses[0].learnt.startswith("Le budget")
    assert document.undo_label == "changer ce qu'une hypothèse a appris"


def test_a_group_starts_from_the_usual_guide_in_one_step(qtbot):
    document = Document(Project())
    tab = show(qtbot, ResearchTab(document))
    click_add(qtbot, tab.groups)
    type_cells(qtbot, "Clubs")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert tab.group.isVisible() and tab.group.title.text() == "Clubs"
    assert not tab.group.said.isVisible()
    qtbot.mouseClick(tab.group.start_button, LEFT)
    (group,) = document.project.focus_groups
    assert len(group.questions) == 8 and group.opening == OPENING
    assert not tab.group.start_button.isVisible() and len(tab.group.said.fields) == 8
    assert plain(tab.groups.model.index(0, 3).data()) == "1 h 50"
    assert [plain(tab.group.questions.model.index(row, 2).data()) for row in (0, 1, 7)] == [
        "0 h 10",
        "0 h 20",
        "1 h 30",
    ]
    assert document.undo_label == "partir d'un guide type"
    document.undo()
    assert document.project.focus_groups[0].questions == () and tab.group.start_button.isVisible()


def test_own_words_of_welcome_are_kept(qtbot):
    document = Document(Project(focus_groups=(FocusGroup(id="g", opening="Bonsoir !"),)))
    tab = show(qtbot, ResearchTab(document))
    qtbot.mouseClick(tab.group.start_button, LEFT)
    assert document.project.focus_groups[0].opening == "Bonsoir !"


def test_what_is_said_is_counted_as_one_types(qtbot, tab, document):
    assert tab.go_to("focus_groups/district/questions/q3/answers")
    field = tab.group.said.fields["q3"].control
    assert QApplication.focusWidget() is field
    before = counts_of(tab)
    assert before[0][0] == "Mot" and ("cher", "—", "—", "2", "—", "—", "2") in before
    qtbot.keyClicks(field, "Trop chers ! ")
    assert ("cher", "—", "—", "3", "—", "—", "3") in counts_of(tab)
    document.undo()
    assert counts_of(tab) == before


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_words_are_typed_between_commas_or_taken_from_what_came_back(qtbot, tab, document):
    control = tab.group.keywords.control
    qtbot.mouseClick(control, LEFT)
    control.selectAll()
    qtbot.keyClicks(control, "benevole, aide ; , benevole,")
    assert document.project.focus_groups[0].keywords == ("benevole", "aide")
    assert control.text() == "benevole, aide ; , benevole,"
    qtbot.keyClick(control, KEY.Key_Return)
    assert control.text() == "benevole, aide"
    assert counts_of(tab)[1][0] == "benevole" and counts_of(tab)[1][-1] == "2"
    assert "fichiers (3)" in plain(tab.group.counts.often.text())
    qtbot.mouseClick(tab.group.counts.add_button, LEFT)
    menu = next(menu for menu in tab.findChildren(Menu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text().startswith("fichiers"))
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    menu.close()
    assert document.project.focus_groups[0].keywords[-1] == "fichiers"
    assert document.undo_label == "compter « fichiers »"


def test_too_many_words_are_refused_with_a_sentence(qtbot, tab, document):
    before = document.project
    control = tab.group.keywords.control
    QApplication.clipboard().setText(", ".join(f"mot{n}" for n in range(41)))
    qtbot.mouseClick(control, LEFT)
    control.selectAll()
    qtbot.keyClick(control, KEY.Key_V, CTRL)
    assert "40 mots au plus" in plain(tab.group.keywords.refusal)
    assert document.project == before
    qtbot.keyClick(control, KEY.Key_Escape)
    assert control.text().startswith("cher, simple")


def test_minutes_and_dates_are_read_as_people_write_them(qtbot, tab, document):
    assert tab.go_to("focus_groups/district/questions/q1/minutes")
    qtbot.keyClicks(tab.group.questions.view, "2")
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "5 min")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert document.project.focus_groups[0].questions[0].minutes == 25
    assert tab.go_to("focus_groups/district/held_on")
    control = QApplication.focusWidget()
    control.selectAll()
    qtbot.keyClicks(control, "3/12/2026")
    qtbot.keyClick(control, KEY.Key_Return)
    assert document.project.focus_groups[0].held_on == date(2026, 12, 3)
    assert plain(tab.groups.model.index(0, 2).data()) == "3 décembre 2026"


@pytest.mark.parametrize("typed", ["dix", "0", "2,5", "300"])
def test_minutes_that_are_none_are_refused(qtbot, tab, document, typed):
    before = document.project
    assert tab.go_to("focus_groups/district/questions/q1/minutes")
    with qtbot.waitSignal(document.refused):
        tab.group.questions.model.setData(tab.group.questions.view.currentIndex(), typed)
    assert document.project == before


def test_each_group_shows_its_own_questions_and_removing_it_is_undone(qtbot):
    two = (
        FocusGroup(id="a", name="Un", questions=(Question(id="q", text="À un ?", answers="oui"),), keywords=("oui",)),
        FocusGroup(id="b", name="Deux", questions=(Question(id="r", text="À deux ?"), Question(id="s", text="Et ?"))),
    )
    document = Document(Project(focus_groups=two))
    tab = show(qtbot, ResearchTab(document))
    assert tab.group.title.text() == "Un" and list(tab.group.said.fields) == ["q"]
    tab.groups.view.setFocus()
    qtbot.keyClick(tab.groups.view, KEY.Key_Down)
    assert tab.group.title.text() == "Deux" and list(tab.group.said.fields) == ["r", "s"]
    assert tab.group.questions.model.rowCount() == 2 and counts_of(tab)[1:] == []
    qtbot.keyClick(tab.groups.view, KEY.Key_Delete)
    assert [group.id for group in document.project.focus_groups] == ["a"]
    assert tab.group.title.text() == "Un" and tab.group.questions.model.rowCount() == 1
    qtbot.keyClick(tab.groups.view, KEY.Key_Delete)
    assert not tab.group.isVisible()
    document.undo()
    document.undo()
    assert document.project.focus_groups == two and tab.group.isVisible()


def test_the_keyboard_goes_through_what_was_said_in_the_order_of_the_page(qtbot):
    questions = (Question(id="q", text="Une ?"), Question(id="r", text="Deux ?"))
    document = Document(Project(focus_groups=(FocusGroup(id="g", name="Clubs", questions=questions),)))
    tab = show(qtbot, ResearchTab(document))
    first, second = (field.control for field in tab.group.said.fields.values())
    first.setFocus()
    qtbot.keyClicks(first, "oui")
    order: list[QWidget] = []
    for _press in range(2):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        order.append(QApplication.focusWidget())
    assert order == [second, tab.group.keywords.control]
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Backtab)
    assert QApplication.focusWidget() is second


@pytest.mark.parametrize(
    "address",
    [
        "needs", "needs/tools/why", "hypotheses/year/changed", "hypotheses/year/test", "focus_groups",
        "focus_groups/district", "focus_groups/district/place", "focus_groups/district/opening",
        "focus_groups/district/keywords", "focus_groups/district/learnt", "focus_groups/district/questions",
        "focus_groups/district/questions/q2/text", "focus_groups/district/questions/q2/answers",
    ],
)  # fmt: skip
def test_every_address_of_the_tab_takes_the_keyboard_there(qtbot, tab, address):
    focused: list[str] = []
    tab.address_focused.connect(focused.append)
    assert tab.go_to(address)
    assert focused and focused[-1].startswith(address)


def test_places_have_names_for_people(document):
    named = {
        "needs/tools/why": "Besoin · en raison de",
        "hypotheses/year/belief": "Hypothèse · Nous pensons que",
        "focus_groups/district/place": "Groupe de discussion · Associations du quartier · Lieu",
    }
    assert {address: place(document.project, address) for address in named} == named


def test_an_address_of_elsewhere_is_not_here(tab):
    assert not tab.go_to("offers/active") and not tab.go_to("needs/nobody")


class TestInTheWindow:
    @pytest.fixture
    def opened(self, window: MainWindow) -> MainWindow:
        window.filing.open_model("nuage-commun")
        settle(window)
        press_page(window, "needs")
        window.workspace.go_to("needs")
        settle(window)
        return window

    def test_the_guide_stands_beside_and_a_click_leads_to_the_field(self, opened: MainWindow) -> None:
        preview = opened.workspace.preview
        assert preview.view.document == "focus-group-guide" and preview.sheets.page_count == 3
        where = point_of(preview.sheets, "focus_groups/district/place")
        QTest.mouseClick(preview.sheets, LEFT, pos=where)
        settle(opened)
        focused = QApplication.focusWidget()
        assert focused is not None and focused.accessibleName() == "Lieu"
        QTest.keyClicks(focused, "x")
        settle(opened)
        assert "x" in opened.workspace.document.project.focus_groups[0].place

    def test_the_guide_is_exported_and_the_notes_are_saved(self, opened: MainWindow, prompts, tmp_path) -> None:
        written, saved = tmp_path / "guide.pdf", tmp_path / "besoins.offre"
        opened.workspace.go_to("focus_groups/district/learnt")
        settle(opened)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, "Bien. ")
        prompts.to_write = [written, saved]
        press(opened, KEY.Key_E, CTRL)
        assert opened.messages.sentence.startswith("Guide exporté : guide.pdf.")
        assert written.read_bytes().startswith(b"%PDF")
        press(opened, KEY.Key_S, CTRL)
        assert "Bien." in read(saved).project.focus_groups[0].learnt
