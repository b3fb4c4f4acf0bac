from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.history import History

actions = st.lists(
    st.one_of(st.tuples(st.just("push"), st.integers(0, 5)), st.tuples(st.sampled_from(["undo", "redo"]), st.just(0))),
    max_size=40,
)


@given(actions)
def test_history_is_a_line_of_states_one_walks_along(steps):
    history = History(0)
    line, here = [0], 0
    for action, value in steps:
        if action == "push":
            if history.push(value, f"met {value}"):
                line, here = [*line[: here + 1], value], here + 1
        elif action == "undo":
            here -= history.undo() is not None
        else:
            here += history.redo() is not None
        assert history.value == line[here]
        assert (history.undo_label is None) == (here == 0)
        assert (history.redo_label is None) == (here == len(line) - 1)


def test_labels_name_what_would_be_undone_and_redone():
    history = History("a")
    history.push("b", "renommer")
    assert (history.undo_label, history.redo_label) == ("renommer", None)
    history.undo()
    assert (history.undo_label, history.redo_label) == (None, "renommer")


def test_a_typed_word_is_one_step():
    history = History("")
    for time, typed in enumerate(("n", "no", "nom")):
        history.push(typed, "nom", key="name", time=time * 0.3)
    history.undo()
    assert history.value == ""


def test_a_pause_or_another_field_starts_a_step():
    history = History("")
    history.push("a", "nom", key="name", time=0)
    history.push("ab", "nom", key="name", time=5)
    history.push("abc", "ville", key="town", time=5.1)
    assert [history.undo().label for _ in range(3)] == ["ville", "nom", "nom"]


def test_typing_goes_on_after_a_save_in_a_step_of_its_own():
    history = History("")
    history.push("a", "nom", key="name", time=0)
    history.mark_clean()
    history.push("ab", "nom", key="name", time=0.1)
    history.undo()
    assert history.value == "a"
    assert history.is_clean


def test_clean_mark_follows_the_state_not_the_number_of_steps():
    history = History("a")
    assert history.is_clean
    history.push("b", "x")
    assert not history.is_clean
    history.undo()
    assert history.is_clean
    history.mark_dirty()
    assert not history.is_clean


def test_pushing_the_present_value_changes_nothing():
    history = History("a")
    assert not history.push("a", "rien")
    assert history.undo_label is None


def test_old_states_are_forgotten_beyond_the_limit():
    history = History(0, limit=3)
    for value in range(1, 10):
        history.push(value, str(value))
    undone = 0
    while history.undo():
        undone += 1
    assert (undone, history.value) == (3, 6)


def test_typing_after_an_undo_is_a_step_of_its_own():
    history = History("start")
    history.push("a", "nom", key="name", time=0)
    history.push("b", "ville", key="town", time=0.1)
    history.undo()
    history.push("c", "nom", key="name", time=0.2)
    history.undo()
    assert history.value == "a"


def test_what_is_typed_then_erased_leaves_no_trace():
    history = History("")
    history.push("a", "nom", key="name", time=0)
    history.push("", "nom", key="name", time=0.1)
    assert history.undo_label is None
    assert history.is_clean
