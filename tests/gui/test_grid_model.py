"""The Qt models of the grid: they follow the project by id, and never lose the cursor."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QTableView

from offerdesigner import resources
from offerdesigner.app.document import Document
from offerdesigner.app.models import grid_edits
from offerdesigner.app.models.grid_model import GridModel, OptionsModel
from offerdesigner.app.models.grid_rows import rows_of
from offerdesigner.app.models.grid_sync import Axis, bring
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import ServiceGroup
from offerdesigner.model.edits import set_value
from offerdesigner.model.project import Project


def example(name: str) -> Project:
    text = resources.path("examples", f"{name}.offre").read_text("utf-8")
    return Project.model_validate(json.loads(text)["project"])


@pytest.fixture
def document() -> Document:
    return Document(example("nuage-commun"))


@pytest.fixture(params=[GridModel, OptionsModel])
def model(request, document, qtmodeltester):
    made = request.param(document, "associations")
    return made


def shown(model) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_models_keep_the_rules_of_qt(model, qtmodeltester):
    qtmodeltester.check(model)
    assert model.index(1, 0).data(Qt.ItemDataRole.UserRole)


@pytest.mark.parametrize("name", ["ksuite", "marsnet", "sleto", "paquerette", "proton", "marmule"])
def test_every_example_fits_in_the_models(name, qtmodeltester):
    project = example(name)
    for made in (GridModel, OptionsModel):
        qtmodeltester.check(made(Document(project), project.ranges[0].id))


def test_an_edit_changes_cells_without_a_reset(qtbot, model, document):
    resets, changed = [], []
    model.modelReset.connect(lambda: resets.append(True))
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), first.column())))
    document.apply(set_value("offers/active/rates/price/charge/amount", Decimal(30), "x"))
    model.sync(document.project)
    assert not resets
    if isinstance(model, GridModel):
        rows = {model.rows[row].id for row, column in changed if column == 1}
        assert rows == {"price:1", "price:12"} and {column for _row, column in changed} == {1}


def edits_of(project: Project):
    """A few edits of every kind: what comes, goes, moves and changes."""
    active = project.find("offers", "active")
    yield grid_edits.move_offer(project, active, 2)
    yield grid_edits.add_offer(project, "associations", "new", "essentielle")
    yield grid_edits.duplicate_offer(project, active, "copy")
    yield grid_edits.remove_offer(active)
    yield grid_edits.add_service("gerer", "service")
    yield grid_edits.move_services(project, ["files"], 1)
    yield grid_edits.move_services(project, ["backup"], -1)
    yield grid_edits.move_group(project, "place", 1)
    yield grid_edits.move_services(project, ["files", "office"], 1)
    yield grid_edits.group_services(project, ["space", "calendar"], "fresh")
    yield grid_edits.add_option(project, "option")
    yield grid_edits.move_option(project, "domain", 0)
    yield set_value("groups", (*project.groups, ServiceGroup(id="g", name="G")), "x")
    yield set_value("offers/active/rates", (), "x")
    yield set_value("services/files/group", None, "x")


@pytest.mark.parametrize("number", range(15))
def test_the_cursor_stays_on_its_cell_whatever_comes_and_goes(qtbot, document, model, number):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    row = "service:space" if isinstance(model, GridModel) else "option:transfer"
    index = model.index_at(row, "essentielle")
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    edit = list(edits_of(document.project))[number]
    assert document.apply(edit)
    model.sync(document.project)
    current = view.currentIndex()
    assert (model.row_at(current).id, model.offer_at(current).id) == (row, "essentielle")
    fresh = type(model)(document, "associations")
    assert shown(model) == shown(fresh)
    document.undo()
    model.sync(document.project)
    assert shown(model) == shown(type(model)(document, "associations"))


class Thing:
    def __init__(self, name: str) -> None:
        self.id = name


class Mirror:
    """A list that does what the signals of a model announce."""

    def __init__(self, items: list[Thing]) -> None:
        self.items = items
        self.pending = None

    def axis(self) -> Axis:
        return Axis(self.insert, self.end, self.remove, self.end, self.move, self.end)

    def insert(self, _parent, first, last):
        assert first == last <= len(self.items)

    def remove(self, _parent, first, last):
        assert first == last < len(self.items)

    def move(self, _parent, first, last, _to, child):
        # Qt refuses a move onto its own place.
        assert first == last and child not in (first, first + 1)
        assert 0 <= child <= len(self.items)
        return True

    def end(self):
        assert len({item.id for item in self.items}) == len(self.items)


@given(st.lists(st.sampled_from("abcdefg"), unique=True), st.lists(st.sampled_from("abcdefg"), unique=True))
def test_bringing_one_list_to_another(before, after):
    items = [Thing(name) for name in before]
    wanted = [Thing(name) for name in after]
    bring(items, wanted, Mirror(items).axis())
    assert items == wanted


def test_one_row_that_goes_down_is_one_move():
    items = [Thing(name) for name in "abcdefgh"]
    mirror, moves = Mirror(items), []
    axis = mirror.axis()
    counted = Axis(
        axis.begin_insert,
        axis.end_insert,
        axis.begin_remove,
        axis.end_remove,
        lambda *call: moves.append(call) or mirror.move(*call),
        axis.end_move,
    )
    bring(items, [Thing(name) for name in "bcdefgha"], counted)
    assert len(moves) == 1


def test_another_range_shows_its_own_offers(document, model):
    document.apply(grid_edits.add_range(document.project, "families"))
    model.show_range("families")
    assert model.columnCount() == 0
    model.show_range("associations")
    assert [offer.id for offer in model.offers] == ["essentielle", "active", "federation"]


def test_rows_and_columns_follow_a_project_that_has_nothing_in_common(document, model):
    other = example("sleto")
    model.sync(evolve(other, ranges=other.ranges))
    assert model.columnCount() == 0
    if isinstance(model, GridModel):
        assert [row.id for row in model.rows] == [row.id for row in rows_of(other, "associations")]


def test_what_is_inherited_is_not_marked_by_what_is_said_of_its_neighbours(qapp):
    from offerdesigner.model.finding import Finding
    from offerdesigner.storage.examples import open_copy

    document = Document(open_copy("sleto"))
    model = GridModel(document, document.project.ranges[0].id)
    own = document.project.offers[-1].inclusions[0]
    model.show_findings([Finding("x", f"offers/ruby/inclusions/{own.id}")])
    column = model.column_number("ruby")
    marked = [row for row in range(model.rowCount()) if model.look_at(model.index(row, column)).findings]
    assert len(marked) == 1
