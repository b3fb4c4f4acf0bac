"""What opens a window and what is a command."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from offerdesigner.__main__ import main


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Stand in for the window; note what it is opened on."""
    asked: list[Path | None] = []

    def open_window(path: Path | None) -> int:
        asked.append(path)
        return 0

    application = ModuleType("offerdesigner.app.application")
    application.main = open_window  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "offerdesigner.app.application", application)
    return asked


def test_no_argument_opens_the_window(opened: list[Path | None]) -> None:
    assert main([]) == 0
    assert opened == [None]


@pytest.mark.parametrize("name", ["m.offre", "M.OFFRE", "absent.offre"])
def test_an_offer_opens_the_window(opened: list[Path | None], name: str) -> None:
    assert main([name]) == 0
    assert opened == [Path(name)]


def test_any_existing_file_opens_the_window(opened: list[Path | None], tmp_path: Path) -> None:
    path = tmp_path / "sans-fin-de-nom"
    path.touch()
    main([str(path)])
    assert opened == [path]


def test_a_command_is_not_a_file(
    opened: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("schema").touch()
    assert main(["schema"]) == 0
    assert main(["inconnu"]) == 2
    assert opened == []
    assert "« inconnu » n’est ni une commande ni un fichier" in capsys.readouterr().err.replace("\u00a0", " ")
