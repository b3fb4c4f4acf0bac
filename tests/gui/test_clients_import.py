"""« Importer des clients… » in the tab « Clients », with real clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from offerdesigner.app.editors.quotes.clients_import import ClientsImport
from offerdesigner.app.editors.quotes.page import CLIENTS, QuotesPage
from offerdesigner.app.window import MainWindow
from tests.gui.scripted import CTRL, press, settle
from tests.gui.test_quotes import KEY, click, page, project_of
from tests.plain import plain

__all__ = ["page"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def importing(window: MainWindow, page: QuotesPage) -> ClientsImport:
    page.tabs.setCurrentIndex(CLIENTS)
    settle(window)
    return page.clients.importing


def bring(window: MainWindow, importing: ClientsImport, path: Path, content: str | bytes) -> None:
    """Choose a file in the dialog that the button opens."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    click(window, importing.button)
    dialog = importing.findChild(QFileDialog)
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.close()
    window.activateWindow()
    settle(window)


def test_clients_come_in_one_edit_that_undo_takes_back(window, page, importing, tmp_path):
    bring(window, importing, tmp_path / "c.csv", "Nom;Courriel\nLa Bobine;a@b.fr\nRadio;c@d.fr\n")
    assert [client.name for client in project_of(page).clients] == ["La Bobine", "Radio"]
    assert plain(importing.said.text()) == "2 clients importés."
    assert page.clients.table.model.rowCount() == 2
    press(window, KEY.Key_Z, CTRL)
    assert not project_of(page).clients


def test_those_that_are_known_are_asked_about_first(window, page, importing, tmp_path):
    bring(window, importing, tmp_path / "a.csv", "Nom;Ville\nLa Bobine;Nantes\n")
    again = "Nom;Ville;Adhérents\nla bobine;Rezé;40\nRadio;Brest;12\n"
    bring(window, importing, tmp_path / "b.csv", again)
    assert len(project_of(page).clients) == 1
    assert plain(importing.question.text()) == ("1 nouveau client ; 1 est déjà dans votre liste (la bobine).")
    click(window, importing.add_button)
    assert [client.contact.town for client in project_of(page).clients] == ["Nantes", "Brest"]
    bring(window, importing, tmp_path / "b.csv", again)
    assert not importing.add_button.isVisible()
    click(window, importing.update_button)
    assert [(client.contact.town, client.members) for client in project_of(page).clients] == [
        ("Rezé", 40),
        ("Brest", 12),
    ]
    before = project_of(page)
    bring(window, importing, tmp_path / "b.csv", again)
    click(window, importing.drop_button)
    assert project_of(page) is before and not importing.question.isVisible()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "il est vide"),
        (b"\x00\x01\x02", "ce n'est ni un tableau de texte"),
        (b"Prix;Ville\n10;Nantes\n", "Aucune colonne ne dit le nom des clients"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence_and_changes_nothing(window, page, importing, tmp_path, content, said):
    before = project_of(page)
    bring(window, importing, tmp_path / "c.csv", content)
    assert said in importing.said.text().replace("’", "'")
    assert project_of(page) is before
