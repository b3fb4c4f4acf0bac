"""What was sent stays as it is in the open document; the edits that send and answer it are undone as others."""

from __future__ import annotations

from datetime import date

import pytest

from offerdesigner.app.document import Document
from offerdesigner.model import edits
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import answer, send
from offerdesigner.model.quotes import Quote, QuoteContent, QuoteStatus
from offerdesigner.model.structure import Structure

TODAY = date(2026, 11, 23)


@pytest.fixture
def document(qtbot) -> Document:
    return Document(Project(quotes=(Quote(id="a"), Quote(id="b"))))


def test_a_sent_quote_refuses_what_changes_its_words_and_takes_notes(document: Document) -> None:
    refused: list[str] = []
    document.refused.connect(refused.append)
    assert document.apply(send("a", QuoteContent(seller=Structure(id="structure")), TODAY))
    kept = document.project
    assert not document.apply(edits.set_value("quotes/a/purpose", "Autre", "changer l'objet"))
    assert not document.apply(edits.remove("quotes/a", "supprimer le devis"))
    assert document.project is kept
    assert refused == [
        "Le devis D-2026-001 est envoyé : il ne change plus. Révisez-le pour en préparer un autre.",
        "Un devis envoyé ne se supprime pas : classez-le « sans suite ».",
    ]
    assert document.apply(edits.set_value("quotes/a/note", "Rappeler jeudi", "noter"))
    assert document.apply(answer("a", QuoteStatus.REFUSED, TODAY))


def test_sending_is_undone_as_anything_else_and_its_number_is_free_again(document: Document) -> None:
    content = QuoteContent(seller=Structure(id="structure"))
    document.apply(send("a", content, TODAY))
    assert document.undo_label == "marquer le devis envoyé"
    document.undo()
    assert not any(quote.is_frozen for quote in document.project.quotes)
    document.apply(send("b", content, TODAY))
    assert [quote.number for quote in document.project.quotes] == ["", "D-2026-001"]
