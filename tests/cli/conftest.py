from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from offerdesigner.cli import main
from offerdesigner.storage.examples import open_copy
from offerdesigner.storage.files import save
from tests.plain import plain


@dataclass(frozen=True)
class Outcome:
    """What a command did: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in a terminal of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str | Path) -> Outcome:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:  # argparse stops so after --help and --version
            status = int(stop.code or 0)
        written = capsys.readouterr()
        return Outcome(status, written.out, written.err)

    return run


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Run a command that must fail; return its one sentence."""

    def refused(*arguments: str | Path) -> str:
        outcome = run(*arguments)
        assert outcome.status == 2
        assert outcome.out == ""
        assert outcome.err.startswith("offerdesigner\u00a0: ")
        assert outcome.err.count("\n") == 1
        assert outcome.err.rstrip().endswith((".", "?"))
        return plain(outcome.err).strip()

    return refused


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[str], Path]:
    """Save an example or a template under its name."""

    def file_of(name: str) -> Path:
        path = tmp_path / f"{name}.offre"
        save(open_copy(name), path, None)
        return path

    return file_of
