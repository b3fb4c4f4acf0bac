"""The parts of the window that need no window: colours, icons, settings, names, removals, system libraries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from offerdesigner import resources
from offerdesigner.app import naming, system_libraries, theme
from offerdesigner.app.filing import file_name
from offerdesigner.app.output import files_of
from offerdesigner.app.removals import removal
from offerdesigner.app.settings import RECENT_LIMIT, Recent, Settings, Store
from offerdesigner.model import edits
from offerdesigner.model.base import evolve
from offerdesigner.model.structure import Structure
from offerdesigner.storage.examples import examples, open_copy

APP = Path(__file__).parents[2] / "offerdesigner" / "app"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

TEXT_PAIRS = (
    *((text, ground) for text in ("text", "muted") for ground in ("window", "base", "alternate", "head")),
    ("text", "accent_soft"),
    ("on_accent", "accent"),
    ("accent", "base"),
    ("accent", "window"),
    *((tone, "base") for tone in ("error", "warning", "advice", "ok")),
    *((tone, f"{tone}_soft") for tone in ("error", "warning", "advice", "ok")),
    *(("text", f"{tone}_soft") for tone in ("error", "warning", "advice", "ok")),
    *((f"series_{n}", "base") for n in (1, 2, 3)),
)
SHAPE_PAIRS = (("border", "base"), ("border", "window"), ("warning_fill", "base"), ("accent", "head"))


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
class TestColours:
    @pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
    def test_words_can_be_read(self, name: theme.ThemeName, pair: tuple[str, str]) -> None:
        named = theme.colours(name)
        assert _contrast(named[pair[0]], named[pair[1]]) >= 4.5

    @pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
    def test_shapes_can_be_seen(self, name: theme.ThemeName, pair: tuple[str, str]) -> None:
        named = theme.colours(name)
        assert _contrast(named[pair[0]], named[pair[1]]) >= 2.9

    def test_every_role_of_the_style_sheet_is_given(self, name: theme.ThemeName) -> None:
        assert re.findall(r"\{[a-z_]+\}", theme.style_sheet(name)) == []


def test_both_themes_have_the_same_roles() -> None:
    assert set(theme.colours("light")) == set(theme.colours("dark"))


def _sources() -> Iterator[tuple[str, str]]:
    for path in APP.rglob("*.py"):
        yield path.name, path.read_text("utf-8")


def test_no_colour_is_named_in_the_code_of_widgets() -> None:
    named = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*\d|GlobalColor\.(?!transparent)|setStyleSheet\(")
    allowed = {"theme.py", "colour.py", "sheet_parts.py"}  # the last composes paper, white in every theme
    assert [name for name, source in _sources() if name not in allowed and named.search(source)] == []


def test_every_icon_asked_for_exists() -> None:
    known = {path.stem for path in resources.path("icons").glob("*.svg")}
    asked = {name for _file, source in _sources() for name in re.findall(r"(?:icon|pixmap)\(\s*\"([a-z-]+)\"", source)}
    assert asked <= known
    for path in resources.path("icons").glob("*.svg"):
        assert ElementTree.parse(path).getroot().get("viewBox") == "0 0 16 16"


class TestSettings:
    def test_what_is_remembered_comes_back(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path)
        assert store.settings == Settings()
        store.remember(tmp_path / "é.offre", NOON)
        store.change(zoom="page", problems_shown=False)
        assert Store.open(tmp_path).settings == store.settings

    @pytest.mark.parametrize(
        "content",
        [
            "",
            "[]",
            "{",
            '{"zoom": 3, "recents": "x", "preview_shown": "false"}',
            '{"recents": [1, {}, {"path": ""}, {"path": "a", "when": 1, "pinned": true}]}',
        ],
    )
    def test_what_cannot_be_read_falls_back(
        self, tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "settings.json").write_text(content)
        assert Store.open(tmp_path).settings == Settings()

    def test_a_folder_that_cannot_be_written_stops_nobody(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "config").write_text("a file where a folder should be")
        store = Store(tmp_path / "config" / "settings.json")
        store.change(zoom="page")
        assert store.settings.zoom == "page"
        assert "could not be written" in caplog.text

    def test_recent_files_are_few_and_the_pinned_ones_stay(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path)
        store.remember(Path("/a/garder.offre"), NOON)
        store.pin("/a/garder.offre")
        for number in range(RECENT_LIMIT + 5):
            store.remember(Path(f"/a/{number}.offre"), NOON.replace(minute=number + 1))
        kept = store.settings.recents
        assert len(kept) == RECENT_LIMIT
        assert kept[0] == Recent("/a/garder.offre", NOON.isoformat(timespec="minutes"), pinned=True)
        assert kept[1].path == f"/a/{RECENT_LIMIT + 4}.offre"

    def test_the_file_is_plain_json(self, tmp_path: Path) -> None:
        store = Store.open(tmp_path)
        store.change(theme="dark")
        assert json.loads(store.path.read_text("utf-8"))["theme"] == "dark"


class TestNames:
    def test_places_are_named_in_words(self) -> None:
        project = open_copy("nuage-commun")
        offer = project.offers[2]
        assert naming.place(project, "") == "Tout le projet"
        assert naming.place(project, f"offers/{offer.id}") == offer.name
        term = next(term for term in offer.terms if term.months == 12)
        assert naming.place(project, f"offers/{offer.id}/terms/{term.id}") == f"{offer.name} · Échéances · 1 an"
        assert naming.place(project, "structure/contact/email") == "Structure · Courriel"
        assert naming.place(project, "offers/gone/name")

    def test_every_text_of_every_example_has_a_name(self) -> None:
        from datetime import date

        from offerdesigner.render.documents import KINDS

        for example in examples():
            project = open_copy(example.name)
            drawn = KINDS["tariff-sheet"].draw(project, today=date(2026, 11, 23))
            for place in drawn.places:
                assert naming.place(project, place.address).strip(" ·")

    @pytest.mark.parametrize(
        ("title", "expected"),
        [
            ("Offres Sleto (copie)", "offres-sleto-copie"),
            ("Été à l'œuvre", "ete-a-l-uvre"),
            ("../../etc", "etc"),
            ("…", "offre"),
        ],
    )
    def test_a_title_makes_a_safe_file_name(self, title: str, expected: str) -> None:
        assert file_name(title) == expected

    def test_a_png_holds_one_page(self, tmp_path: Path) -> None:
        assert files_of(tmp_path / "a.pdf", 3) == (tmp_path / "a.pdf",)
        assert files_of(tmp_path / "a.png", 1) == (tmp_path / "a.png",)
        assert [path.name for path in files_of(tmp_path / "a.png", 2)] == ["a-1.png", "a-2.png"]


class TestRemovals:
    def test_what_went_is_said(self) -> None:
        project = open_copy("nuage-commun")
        without = edits.remove(f"offers/{project.offers[0].id}", "").apply(project)
        assert removal(project, without) == "Offre supprimée."
        assert removal(without, project) == ""
        offer = project.offers[0]
        shorter = evolve(project, offers=(evolve(offer, terms=offer.terms[1:]), *project.offers[1:]))
        assert removal(project, shorter) == "Échéance supprimée."

    def test_costs_that_a_partner_paid_are_told_to_be_ours(self) -> None:
        project = open_copy("nuage-commun")
        bois = Structure(id="bois", name="Bois")
        paid = tuple(
            evolve(line, provider="bois") if line.id in ("servers", "bank", "volunteers") else line
            for line in project.costs
        )
        without = edits.remove("partners/bois", "").apply
        one = evolve(project, partners=(bois,), costs=(paid[0], *project.costs[1:]))
        assert removal(one, without(one)) == "Partenaire supprimé. 1 poste est désormais à votre charge."
        several = evolve(project, partners=(bois,), costs=paid)
        assert removal(several, without(several)) == "Partenaire supprimé. 2 postes sont désormais à votre charge."
        nobody = evolve(project, partners=(bois,))
        assert removal(nobody, without(nobody)) == "Partenaire supprimé."

    def test_costs_that_a_unit_counted_are_told_to_be_fixed(self) -> None:
        project = open_copy("nuage-commun")
        said = removal(project, edits.remove("metrics/storage", "").apply(project))
        assert said == "Unité supprimée. 1 coût « par Go » devient fixe."

    def test_a_change_that_removes_nothing_says_nothing(self) -> None:
        project = open_copy("nuage-commun")
        assert removal(project, edits.set_value("name", "Autre", "").apply(project)) == ""


class TestSystemLibraries:
    @staticmethod
    def lacking(*files: str) -> object:
        def load(library: str) -> None:
            if library in files:
                raise OSError(library)

        return load

    def test_nothing_is_said_when_all_is_there(self) -> None:
        assert system_libraries.missing({"DISPLAY": ":0"}, self.lacking(), "linux") == ""  # type: ignore[arg-type]

    def test_the_packages_of_both_families_are_named(self) -> None:
        said = system_libraries.missing(
            {"DISPLAY": ":0"},
            self.lacking("libxcb-cursor.so.0", "libEGL.so.1"),  # type: ignore[arg-type]
            "linux",
        )
        assert "libegl1 libxcb-cursor0 (Debian" in said
        assert "libglvnd-egl xcb-util-cursor (Fedora" in said

    @pytest.mark.parametrize(
        "environment",
        [{"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}],
    )
    def test_x11_is_not_asked_where_it_is_not_used(self, environment: dict[str, str]) -> None:
        lacking = self.lacking("libxcb-cursor.so.0")
        assert system_libraries.missing(environment, lacking, "linux") == ""  # type: ignore[arg-type]

    def test_other_systems_are_left_alone(self) -> None:
        assert system_libraries.missing({}, self.lacking("libEGL.so.1"), "win32") == ""  # type: ignore[arg-type]

    def test_no_screen_is_told(self) -> None:
        assert "écran" in system_libraries.missing({}, self.lacking(), "linux")  # type: ignore[arg-type]
