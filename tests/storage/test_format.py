from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from offerdesigner.model.project import Project
from offerdesigner.storage.format import dump, load
from tests.strategies import projects

generous = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@generous
@given(projects())
def test_a_project_comes_back_as_it_was(project: Project) -> None:
    text = dump(project)
    assert load(text) == project
    assert load(text.encode()) == project
    assert dump(load(text)) == text
