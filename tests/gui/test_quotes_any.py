"""The page « Devis » shows whatever a project holds."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QCoreApplication, QEvent

from offerdesigner.app.document import Document
from offerdesigner.app.editors.quotes.page import CLIENTS, QUOTES, SETTINGS, QuotesPage
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import QuoteComment, QuoteLine
from tests.strategies import projects

TODAY = date(2026, 11, 23)


@pytest.mark.usefixtures("qapp")
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
@given(projects(quoted=True))
def test_any_quote_shows_with_all_its_parts_and_every_tab(project: Project) -> None:
    document = Document(project)
    page = QuotesPage(document)
    live: Any = SimpleNamespace(today=lambda: TODAY)
    page.work_with(live)
    page.show()
    for fold in (page.sheet.terms, page.sheet.board):
        fold.unfold()
    for quote in project.quotes:
        page.show_quote(quote.id)
        assert page.quote is quote
        assert page.sheet.usage.isEnabled() is not quote.is_frozen
        for entry in quote.entries:
            page.go_to(f"quotes/{quote.id}/entries/{entry.id}")
            has_detail = isinstance(entry, QuoteLine | QuoteComment) and not quote.is_frozen
            assert page.sheet.lines.entry.isHidden() is not has_detail
    for tab in (CLIENTS, SETTINGS, QUOTES):
        page.tabs.setCurrentIndex(tab)
    assert document.project is project
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
