"""Laws of edits and history on any project: what is done can be undone, and nothing is left dangling."""

from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model import edits
from offerdesigner.model.address import at, get, put
from offerdesigner.model.history import History
from offerdesigner.model.project import Project, inclusions_of
from tests.strategies import projects

KINDS = (
    "partners",
    "metrics",
    "groups",
    "services",
    "ranges",
    "offers",
    "options",
    "price_lists",
    "profiles",
    "sharing",
    "sales",
)


@st.composite
def projects_and_edits(draw):
    """A project, and edits that could be made to it one after the other."""
    project = draw(projects(economy=True, quoted=True, events=True))
    present = [(kind, item.id) for kind in KINDS for item in getattr(project, kind)]
    chosen = draw(st.lists(st.sampled_from(present), max_size=6)) if present else []
    made = [edits.set_value("name", draw(st.sampled_from(["A", "B"])), "nom")]
    for kind, name in chosen:
        address = at(kind, name)
        action = draw(st.sampled_from(["remove", "move", "duplicate"]))
        if action == "remove":
            made.append(edits.remove(address, "retirer"))
        elif action == "move":
            made.append(edits.move(address, draw(st.integers(-2, 9)), "déplacer"))
        else:
            made.append(edits.duplicate(address, f"copie-{len(made)}", "dupliquer"))
    return project, made


@given(projects_and_edits())
def test_undoing_everything_comes_back_to_the_start_and_redoing_to_the_end(case):
    project, made = case
    history = History(project)
    for edit in made:
        try:
            history.push(edit.apply(history.value), edit.label)
        except KeyError:  # an earlier edit removed what this one is about
            continue
    end = history.value
    while history.undo():
        pass
    assert history.value is project
    while history.redo():
        pass
    assert history.value is end


@given(projects_and_edits())
def test_every_edit_gives_a_project_that_reads_back_from_its_own_text(case):
    project, made = case
    for edit in made:
        try:
            project = edit.apply(project)
        except KeyError:
            continue
    assert Project.model_validate_json(project.model_dump_json()) == project
    for offer in project.offers:
        inclusions_of(project, offer)


@given(projects(economy=True, quoted=True, events=True))
def test_putting_back_what_stands_there_changes_nothing(project):
    for kind in KINDS:
        for item in getattr(project, kind):
            assert put(project, at(kind, item.id), get(project, at(kind, item.id))) == project
