"""Sheets drawn for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from offerdesigner.model.project import Project
from offerdesigner.render.document import Document
from offerdesigner.render.documents import KINDS
from tests.samples import offers_alone

TODAY = date(2026, 11, 23)


@pytest.fixture
def draw() -> Callable[..., Document]:
    """Draw a project's tariff sheet."""

    def drawn(project: Project, *args: object, **choices: object) -> Document:
        return KINDS["tariff-sheet"].draw(project, *args, today=TODAY, **choices)  # type: ignore[arg-type]

    return drawn


@pytest.fixture
def sample() -> Project:
    """The example whose figures are all known, without the sales and costs that no sheet prints."""
    return offers_alone()
