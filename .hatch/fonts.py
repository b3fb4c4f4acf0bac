"""Build hook: make the static Latin fonts that the documents embed.

The variable fonts come from the `fontpkg-*` packages (OFL). reportlab needs one static TrueType
file a face. « Source » is a reserved font name, so the instances of Source Sans 3 are renamed
« OD Text »; Bricolage Grotesque reserves none, its instances are named « OD Display ».
"""

from __future__ import annotations

import shutil
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

UNICODES = [
    *range(0x20, 0x180), *range(0x2000, 0x2070), 0x20AC, 0x2116, 0x2122, *range(0x2190, 0x219A),
    0x2212, 0x2260, 0x2264, 0x2265, 0x2610, 0x2611, 0x2612, 0x2605, 0x2713, 0x2717, 0x25A0, 0x25A1, 0x25CF,
]  # fmt: skip
FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]
FACES = (
    ("Source Sans 3", {"wght": 400}, "OD Text", "Regular"),
    ("Source Sans 3", {"wght": 600}, "OD Text", "SemiBold"),
    ("Source Sans 3", {"wght": 700}, "OD Text", "Bold"),
    ("Bricolage Grotesque", {"wght": 600, "opsz": 24, "wdth": 100}, "OD Display", "SemiBold"),
    ("Bricolage Grotesque", {"wght": 800, "opsz": 96, "wdth": 100}, "OD Display", "ExtraBold"),
)
COPYRIGHT, LICENCE, LICENCE_URL = 0, 13, 14


class FontsHook(BuildHookInterface):
    """Write `resources/fonts/` before anything is packed, for wheels and editable installs alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Make the faces that are missing."""
        if self.target_name == "wheel":
            make_fonts(Path(self.root) / "resources" / "fonts")


def make_fonts(folder: Path) -> None:
    """Write each missing face of `FACES`, and the licences, in `folder`."""
    import fontpkg

    folder.mkdir(parents=True, exist_ok=True)
    for source, location, family, style in FACES:
        target = folder / f"{family.replace(' ', '')}-{style}.ttf"
        upright = next(face for face in fontpkg.family(source).files if face.style == "normal")
        if not target.exists():
            _make_face(Path(upright.path), location, family, style, target)
        licence = folder / f"LICENCE-{family.replace(' ', '')}.txt"
        if not licence.exists():
            shutil.copyfile(_licence_of(Path(upright.path)), licence)


def _licence_of(font: Path) -> Path:
    for folder in font.parents:
        found = sorted([*folder.glob("OFL*"), *folder.glob("LICEN[CS]E*"), *folder.glob("licenses/*")])
        if found:
            return found[0]
    raise FileNotFoundError(f"no licence beside {font}")


def _make_face(source: Path, location: dict[str, float], family: str, style: str, target: Path) -> None:
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"], glyph_names=False
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, location, inplace=True)
    _rename(font, family, style)
    partial = target.with_suffix(".part")
    font.save(partial)
    partial.replace(target)


def _rename(font: object, family: str, style: str) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (COPYRIGHT, LICENCE, LICENCE_URL)]
    postscript = f"{family.replace(' ', '')}-{style}"
    for name_id, value in ((1, family), (2, style), (3, postscript), (4, f"{family} {style}"), (6, postscript)):
        names.setName(value, name_id, 3, 1, 0x409)
