"""Workbooks: ODS and XLSX. They are archives from anywhere, so each member is unpacked here, within bounds.

What reads the cells (calamine) is then handed a clean archive of the few members that it needs: no size in it
is a lie, no name leads elsewhere, and no cell stands so far that the memory would not hold what is before it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from posixpath import join, normpath

from offerdesigner.storage.exchange.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    NO_RESULT,
    Cell,
    Sheet,
    cell_from,
    sheet_of,
    text_cell,
)
from offerdesigner.storage.exchange.survey import (
    Attributes,
    Block,
    Extent,
    OdsSurvey,
    XlsxSurvey,
    damaged,
    percent_styles,
    too_large,
    walk,
)
from offerdesigner.storage.format import Unreadable
from offerdesigner.text import _

MOST_XML = 12 * 1024 * 1024
"""How many bytes the members that are read may hold together, unpacked."""

MOST_MEMBERS = 5000
MOST_SHEETS = 50

_MEMBER = b"PK\x01\x02"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>'
)
_UNREAD = ("xl/charts/", "xl/drawings/", "xl/theme/", "xl/pivot", "xl/comments", "xl/tables/", "xl/media/")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """Return the visible sheets of the ODS or XLSX workbook that these bytes are.

    Raises `Unreadable`.
    """
    if content.count(_MEMBER) > MOST_MEMBERS:
        raise too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = _Members(archive)
            if "content.xml" in members.names:
                return _read_ods(members)
            if "xl/workbook.xml" in members.names:
                return _read_xlsx(members)
    except _BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise damaged() from None
    raise Unreadable(_("ce n'est pas un classeur .ods ou .xlsx."))


class _Members:
    """The members of an archive, unpacked when they are asked for, until there are too many bytes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MOST_XML
        self.names = archive.namelist()
        if len(set(self.names)) < len(self.names):
            raise damaged()

    def read(self, name: str) -> bytes:
        """Return the bytes of a member, whatever size it says that it has."""
        if self._archive.getinfo(name).flag_bits & 1:
            raise _locked()
        with self._archive.open(name) as member:
            content = member.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise too_large()
        return content


def _locked() -> Unreadable:
    return Unreadable(_("il est protégé par un mot de passe : enregistrez-le sans mot de passe."))


def _read_ods(members: _Members) -> tuple[Sheet, ...]:
    manifest = "META-INF/manifest.xml"
    if manifest in members.names and b"encryption-data" in members.read(manifest):
        raise _locked()
    content = members.read("content.xml")
    survey = OdsSurvey(content)
    clean = _archive({"mimetype": _ODS.encode(), "content.xml": content, manifest: _MANIFEST.encode()})
    return _sheets(clean, dict(enumerate(survey.extents)))


def _read_xlsx(members: _Members) -> tuple[Sheet, ...]:
    kept = {
        name: members.read(name)
        for name in members.names
        if name.lower().endswith((".xml", ".rels")) and not name.startswith(_UNREAD)
    }
    styles = percent_styles(kept["xl/styles.xml"]) if "xl/styles.xml" in kept else frozenset()
    places = _sheet_members(kept)
    extents = {}
    for name, xml in kept.items():
        extent = XlsxSurvey(xml, styles).extent
        if name in places:
            extents[places[name]] = extent
    return _sheets(_archive(kept), extents)


def _sheet_members(kept: Mapping[str, bytes]) -> dict[str, int]:
    """Return the place of the sheet that each member holds."""
    references: list[str] = []
    targets: dict[str, str] = {}

    def note_sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            references.append(attributes.get("id", ""))

    def note_target(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = normpath(join("/xl", target)).lstrip("/")

    walk(kept["xl/workbook.xml"], note_sheet)
    walk(kept.get("xl/_rels/workbook.xml.rels", b"<none/>"), note_target)
    return {targets[name]: place for place, name in enumerate(references) if name in targets}


def _archive(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _sheets(archive: bytes, extents: Mapping[int, Extent]) -> tuple[Sheet, ...]:
    # Imported here: the commands that read no workbook do without.
    import python_calamine as calamine

    sheets = []
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(archive)) as workbook:
            for place, about in enumerate(workbook.sheets_metadata[:MOST_SHEETS]):
                is_table = about.typ == calamine.SheetTypeEnum.WorkSheet
                if is_table and about.visible == calamine.SheetVisibleEnum.Visible and place in extents:
                    values = workbook.get_sheet_by_index(place).to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
                    sheets.append(sheet_of(text_cell(about.name), _cells(values, extents[place])))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of calamine is no Exception
        raise damaged() from None
    return tuple(sheets)


def _cells(values: Sequence[Sequence[object]], extent: Extent) -> list[list[Cell]]:
    cells = [
        [cell_from(value, is_percent=(down, across) in extent.percents) for across, value in enumerate(row)]
        for down, row in enumerate(values)
    ]
    for down, across in extent.computed:
        if down < len(cells) and across < len(cells[down]) and cells[down][across] == "":
            cells[down][across] = NO_RESULT
    for block in extent.merged:
        _spread(cells, block)
    return cells


def _spread(cells: list[list[Cell]], block: Block) -> None:
    """Have all the cells of a merged block say what its first one does."""
    if block.row >= len(cells) or block.column >= len(cells[block.row]):
        return
    value = cells[block.row][block.column]
    for row in cells[block.row : block.row + block.rows]:
        for across in range(block.column, min(block.column + block.columns, MOST_COLUMNS)):
            row.extend([""] * (across + 1 - len(row)))
            row[across] = value
