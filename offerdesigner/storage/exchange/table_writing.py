"""Tables written for spreadsheets: CSV as French ones read it, and ODS. A text is never a formula there."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from offerdesigner.storage.exchange.cells import text_cell

Value = str | Decimal | date | None
"""What a cell holds: a text, a number, a day or nothing."""

Table = Sequence[Sequence[Value]]

_FORMULA = ("=", "+", "-", "@")
"""How a cell of a CSV file begins that a spreadsheet would run."""

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_MADE_ON = (1980, 1, 1, 0, 0, 0)
"""The day that an archive bears, so that the same quote gives the same bytes."""


def csv_bytes(table: Table) -> bytes:
    """Write a table as CSV: « ; », decimal commas, days as « 2026-11-23 », UTF-8 with its mark."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in table)
    return written.getvalue().encode("utf-8-sig")


def _csv_cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case date():
            return value.isoformat()
    text = _one_line(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def ods_bytes(name: str, table: Table) -> bytes:
    """Write a table as the only sheet, called `name`, of an ODS workbook."""
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in table)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3"><office:body>'
        f"<office:spreadsheet><table:table table:name={quoteattr(name)}>{rows}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        # The kind of the file comes first and as it is: that is how programs recognise it.
        _add(archive, "mimetype", _ODS, zipfile.ZIP_STORED)
        _add(archive, "content.xml", content, zipfile.ZIP_DEFLATED)
        _add(archive, "META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: str, packing: int) -> None:
    member = zipfile.ZipInfo(name, _MADE_ON)
    member.compress_type = packing
    archive.writestr(member, content.encode())


def _ods_cell(value: Value) -> str:
    match value:
        case None | "":
            return "<table:table-cell/>"
        case Decimal():
            typed, shown = f'float" office:value="{value:f}', f"{value:f}".replace(".", ",")
        case date():
            typed, shown = f'date" office:date-value="{value.isoformat()}', value.isoformat()
        case _:
            typed, shown = "string", escape(_one_line(value))
    return f'<table:table-cell office:value-type="{typed}"><text:p>{shown}</text:p></table:table-cell>'


def _one_line(text: str) -> str:
    """Return a text on one line, without characters that no cell holds."""
    return " ".join(text_cell(text).split())
