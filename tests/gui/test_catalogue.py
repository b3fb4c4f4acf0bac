"""The tables of metrics, groups, services and partners: synchronised by id, edited in place, reordered."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors import catalogues
from offerdesigner.app.editors.catalogue import CatalogueModel
from offerdesigner.app.editors.table import CatalogueTable
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.edits import remove, set_value
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure
from tests.gui.showing import show

Role = Qt.ItemDataRole


@pytest.fixture
def document() -> Document:
    return Document(
        Project(
            metrics=(
                Metric(id="users", name="Personnes", singular="personne", plural="personnes", feminine=True),
                Metric(id="storage", name="Espace", singular="Go", plural="Go"),
            ),
            groups=(ServiceGroup(id="work", name="Travailler"), ServiceGroup(id="talk", name="Communiquer")),
            services=(
                Service(id="files", need="Partager des fichiers", software="Nextcloud", group="work"),
                Service(id="mail", need="Recevoir du courrier", group="talk", metric="users", provider="ami"),
                Service(id="visio", software="BigBlueButton"),
            ),
            partners=(Structure(id="ami", name="Les amis"),),
        )
    )


@pytest.fixture
def page(qapp):
    """A window for one table, with a button before and one after."""
    made = QWidget()
    QVBoxLayout(made)
    return made


def table_of(qtbot, page, document, catalogue) -> CatalogueTable:
    before, after = QPushButton("avant", page), QPushButton("après", page)
    table = CatalogueTable(document, catalogue.holder, catalogue.columns, catalogue.words, catalogue.new_row, page)
    for widget in (before, table, after):
        page.layout().addWidget(widget)
    show(qtbot, page, 900, 400)
    table.view.setFocus()
    return table


def at(table, row, column):
    index = table.model.index(row, column)
    table.view.setCurrentIndex(index)
    return index


def editor_of(table):
    (editor,) = [
        widget
        for kind in (QLineEdit, QComboBox)
        for widget in table.view.viewport().findChildren(kind)
        if widget.isVisible()
    ]
    return editor


def ids(document, holder="services"):
    return [item.id for item in getattr(document.project, holder)]


@pytest.mark.parametrize(
    "make", [catalogues.metrics, catalogues.groups, catalogues.services, catalogues.partners], ids=lambda f: f.__name__
)
def test_the_models_keep_the_promises_of_qt(qtmodeltester, document, make):
    catalogue = make()
    model = CatalogueModel(document, catalogue.holder, catalogue.columns)
    qtmodeltester.check(model, force_py=True)
    # The tester stays attached and checks each of these changes.
    document.apply(remove(f"{catalogue.holder}/{model.row_object(0).id}", "retirer"))
    document.undo()
    assert model.rowCount() == len(getattr(document.project, catalogue.holder))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.permutations("abcdef"), after=st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_synchronising_gives_the_rows_without_a_reset(qapp, before, after):
    groups = {name: ServiceGroup(id=name, name=name) for name in "abcdefgh"}
    document = Document(Project(groups=tuple(groups[name] for name in before)))
    catalogue = catalogues.groups()
    model = CatalogueModel(document, catalogue.holder, catalogue.columns)
    resets = []
    model.modelReset.connect(resets.append)
    kept = {name: QPersistentModelIndex(model.index(row, 0)) for row, name in enumerate(before)}
    model.sync(tuple(evolve(groups[name], name=name.upper()) for name in after))
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [name.upper() for name in after]
    for name, place in kept.items():
        assert place.isValid() == (name in after)
        if name in after:
            assert place.data(Role.UserRole).id == name
    assert not resets


def test_typing_in_a_cell_changes_it_and_enter_goes_down(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    at(table, 0, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_F2)
    editor = editor_of(table)
    assert editor.text() == "Partager des fichiers"
    qtbot.keyClicks(editor, "Stocker")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.project.services[0].need == "Stocker"
    assert document.undo_label == "changer un besoin"
    assert (table.view.currentIndex().row(), table.view.currentIndex().column()) == (1, 0)


def test_escape_leaves_the_cell_as_it_was(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    at(table, 0, 0)
    qtbot.keyClicks(table.view, "Z")
    editor = editor_of(table)
    assert editor.text() == "Z"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert document.project.services[0].need == "Partager des fichiers"
    assert document.undo_label is None


def test_a_box_is_ticked_with_the_space_bar(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.metrics())
    at(table, 1, 4)
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert document.project.metrics[1].decimal is True


def test_a_group_is_chosen_among_those_there_are(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    index = at(table, 2, 2)
    assert index.data() == "sans groupe"
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    editor = editor_of(table)
    assert [editor.itemText(place) for place in range(editor.count())] == ["sans groupe", "Travailler", "Communiquer"]
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert document.project.services[2].group == "work"
    assert table.model.index(2, 2).data() == "Travailler"


def test_a_renamed_group_is_renamed_in_the_services(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    with qtbot.waitSignal(table.model.dataChanged):
        document.apply(set_value("groups/work/name", "Coopérer", "renommer"))
    assert table.model.index(0, 2).data() == "Coopérer"


def test_a_new_row_comes_after_the_current_one_ready_to_be_named(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    at(table, 0, 0)
    table.actions_by_name["add"].trigger()
    editor = editor_of(table)
    qtbot.keyClicks(editor, "Se former")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [service.label for service in document.project.services] == [
        "Partager des fichiers", "Se former", "Recevoir du courrier", "BigBlueButton",
    ]  # fmt: skip
    document.undo()
    document.undo()
    assert ids(document) == ["files", "mail", "visio"]


def test_delete_removes_without_asking_and_undo_brings_back(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    at(table, 1, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert ids(document) == ["files", "visio"]
    assert document.undo_label == "retirer le service « Recevoir du courrier »"
    assert table.view.currentIndex().isValid()
    document.undo()
    assert ids(document) == ["files", "mail", "visio"]


def test_a_removed_group_leaves_its_services(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.groups())
    at(table, 0, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert document.project.services[0].group is None


def test_a_copy_comes_under_its_model(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    at(table, 0, 0)
    table.actions_by_name["duplicate"].trigger()
    assert [service.need for service in document.project.services[:2]] == ["Partager des fichiers"] * 2
    assert document.project.services[1].id != "files"
    assert table.view.currentIndex().row() == 1


def test_alt_and_an_arrow_move_the_row_and_the_cell_follows(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    at(table, 0, 1)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids(document) == ["mail", "files", "visio"]
    assert table.current().id == "files"
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids(document) == ["mail", "visio", "files"]
    qtbot.keyClick(table.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ids(document) == ["mail", "files", "visio"]


def test_a_row_is_dragged_by_its_grip(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    grips = table.view.verticalHeader()
    start, end = (QPoint(10, grips.sectionViewportPosition(row) + grips.sectionSize(row) // 2) for row in (0, 2))
    qtbot.mousePress(grips.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(grips.viewport(), start + QPoint(0, 12))
    qtbot.mouseMove(grips.viewport(), end + QPoint(0, 8))
    qtbot.mouseRelease(grips.viewport(), Qt.MouseButton.LeftButton, pos=end + QPoint(0, 8))
    assert ids(document) == ["mail", "visio", "files"]
    assert [grips.visualIndex(row) for row in range(3)] == [0, 1, 2]
    assert [table.model.index(row, 0).data() for row in range(3)] == [
        "Recevoir du courrier", "", "Partager des fichiers",
    ]  # fmt: skip
    assert table.current().id == "files"


def test_tab_goes_from_cell_to_cell_then_out_and_ctrl_tab_leaves_at_once(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.groups())
    at(table, 0, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_Tab)
    assert table.view.currentIndex().row() == 1
    qtbot.keyClick(table.view, Qt.Key.Key_Tab)
    assert not table.view.hasFocus()
    table.view.setFocus()
    at(table, 0, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not table.view.hasFocus()


def test_the_current_cell_announces_its_address(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    with qtbot.waitSignal(table.address_focused) as announced:
        at(table, 1, 3)
    assert announced.args == ["services/mail/metric"]


@pytest.mark.parametrize(
    ("address", "row", "column"),
    [("services/visio", 2, 0), ("services/mail/metric", 1, 3), ("services/files/description", 0, 0)],
)
def test_an_address_leads_to_its_cell(qtbot, page, document, address, row, column):
    table = table_of(qtbot, page, document, catalogues.services())
    assert table.go_to(address)
    assert (table.view.currentIndex().row(), table.view.currentIndex().column()) == (row, column)


@pytest.mark.parametrize("address", ["services/none", "offers/files", "serv", "servicesx/files", ""])
def test_an_address_from_elsewhere_is_refused(qtbot, page, document, address):
    assert not table_of(qtbot, page, document, catalogues.services()).go_to(address)


def test_an_address_inside_a_field_leads_to_its_column(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.partners())
    assert table.go_to("partners/ami/contact/email")
    assert table.view.currentIndex().column() == 6


def test_a_partner_shows_what_it_delivers_and_its_site_is_typed(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.partners())
    assert table.model.index(0, 8).data() == "Recevoir du courrier"
    at(table, 0, 4)
    qtbot.keyClicks(table.view, "a")
    qtbot.keyClicks(editor_of(table), "mis.example")
    qtbot.keyClick(editor_of(table), Qt.Key.Key_Return)
    assert document.project.partners[0].contact.website == "amis.example"
    at(table, 0, 8)
    qtbot.keyClick(table.view, Qt.Key.Key_F2)
    assert not [line for line in table.view.viewport().findChildren(QLineEdit) if line.isVisible()]


def test_findings_mark_their_cell(qtbot, page, document):
    table = table_of(qtbot, page, document, catalogues.services())
    table.model.show_findings(
        [
            Finding("r", "services/visio/software", severity=Severity.WARNING, message="<b>Nom</b>"),
            Finding("r", "services/mail", severity=Severity.ERROR, message="Tout"),
            Finding("r", "offers/files", severity=Severity.ERROR, message="Ailleurs"),
        ]
    )
    marked = table.model.index(2, 1)
    assert not marked.data(Role.DecorationRole).isNull()
    assert marked.data(Role.BackgroundRole).isValid()
    assert "&lt;b&gt;" in marked.data(Role.ToolTipRole)
    assert marked.data(Role.AccessibleTextRole).endswith("Alerte : <b>Nom</b>")
    assert table.model.index(1, 0).data(Role.DecorationRole) is not None
    assert table.model.index(0, 0).data(Role.DecorationRole) is None
    table.model.show_findings([])
    assert table.model.index(2, 1).data(Role.DecorationRole) is None


def test_an_empty_table_says_what_to_do(qtbot, page):
    document = Document(Project())
    table = table_of(qtbot, page, document, catalogues.services())
    assert not table.view.isVisible()
    table.actions_by_name["add"].trigger()
    assert table.view.isVisible()
    assert len(document.project.services) == 1
    assert QApplication.focusWidget() is editor_of(table)
    assert table.model.index(0, 0, QModelIndex()).data() == "Nouveau besoin"
