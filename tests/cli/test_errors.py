from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from offerdesigner import __version__
from offerdesigner.cli import COMMANDS
from offerdesigner.model.offers import Offer, Range
from offerdesigner.model.project import Project
from offerdesigner.storage.files import save
from tests.cli.conftest import Run

Refused = Callable[..., str]

ENGLISH = re.compile(
    r"\b(usage|options|show|help message|the|required|argument|expected|invalid|choose|error)\b:?", re.I
)


def cli(*arguments: str | Path, **settings: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "offerdesigner", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **settings)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
def test_help_is_in_french(run: Run, command: tuple[str, ...]) -> None:
    outcome = run(*command, "--help")
    assert outcome.status == 0
    assert outcome.err == ""
    assert outcome.out.startswith("utilisation")
    words = outcome.out.replace("options\u00a0:", "").replace("[options]", "")
    assert not ENGLISH.search(re.sub(r"--\w+|Abonnement et options", "", words))


def test_help_lists_every_command(run: Run) -> None:
    out = run("--help").out
    assert all(f"    {command} " in out for command in COMMANDS)


def test_version(run: Run) -> None:
    assert run("--version").out == f"Offer Designer {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek", "x.offre", "y"], "« chek » n'est ni une commande ni un fichier"),
        (["price"], "il manque FICHIER, --offer"),
        (["price", "x.offre", "--offer"], "--offer : il manque sa valeur"),
        (["price", "x.offre", "--offer", "a", "--json=1"], "--json : il ne prend pas de valeur"),
        (["check", "x.offre", "--jso"], "argument inconnu : --jso"),
        (["--bizarre"], "il manque COMMANDE"),
        (["new"], "il manque MODÈLE, --output"),
    ],
)
def test_wrong_arguments_are_told_in_french(refused: Refused, arguments: list[str], said: str) -> None:
    sentence = refused(*arguments)
    assert said in sentence
    assert not ENGLISH.search(sentence.replace("argument inconnu", ""))


@pytest.mark.parametrize("command", [["check"], ["price", "--offer", "a"], ["export", "--document", "tariff-sheet"]])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "il n'existe pas"),
        (b"", "il est vide"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"format": 7, "project": {}}', "version plus récente"),
        (b'{"format": 1, "project": {"offers": [{}]}}', "dans l'offre n° 1"),
    ],
)
def test_an_unreadable_file_is_told(
    refused: Refused, tmp_path: Path, command: list[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "a.offre"
    if content is not None:
        path.write_bytes(content)
    name, *others = command
    output = ["--output", str(tmp_path / "a.pdf")] if name == "export" else []
    assert said in refused(name, path, *others, *output)
    assert not (tmp_path / "a.pdf").exists()
    assert content is None or path.read_bytes() == content


def test_a_folder_is_told(refused: Refused, tmp_path: Path) -> None:
    assert "c'est un dossier" in refused("check", tmp_path)


def test_a_strange_name_is_printed(refused: Refused, tmp_path: Path) -> None:
    strange = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.offre") if os.name == "posix" else "bizarre.offre"
    outcome = cli("check", strange)
    assert outcome.returncode == 2
    assert b"Traceback" not in outcome.stderr


def test_a_reader_that_stops_is_no_error(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "offerdesigner", "schema"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert done.stderr == b""


def test_a_terminal_without_accents_shows_what_it_can() -> None:
    outcome = cli("--help", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert outcome.returncode == 0
    assert b"Concevoir" in outcome.stdout


def test_commands_load_neither_qt_nor_what_draws() -> None:
    heavy = ("PySide6", "shiboken6", "reportlab", "pypdfium2", "pikepdf", "PIL", "rapidfuzz")
    look = (
        "import sys, offerdesigner.cli.parser as cli; cli.make_parser(); "
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_pricing_loads_neither_qt_nor_what_draws(file_of: Callable[[str], Path]) -> None:
    path = file_of("marmule")
    look = (
        "import sys; from offerdesigner.__main__ import main; "
        f"main(['price', {str(path)!r}, '--offer', 'marmule', '--json']); "
        "print([m for m in ('PySide6', 'reportlab', 'pypdfium2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_hostile_name_commands_no_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.offre"
    hostile = "Rouge\x1b[31m\x9b2J\u202e\nligne"
    project = Project(ranges=(Range(id="r", name=hostile),), offers=(Offer(id="o", range="r", name=hostile),))
    save(project, path, None)
    outcomes = [run("check", path), run("price", path, "--offer", "o"), run("price", path, "--offer", "x")]
    for outcome in outcomes:
        assert not {"\x1b", "\x9b", "\u202e"} & set(outcome.out + outcome.err)
    assert outcomes[-1].err.count("\n") == 1
    assert run("price", path, "--offer", "o", "--json").json["offer"] == hostile
