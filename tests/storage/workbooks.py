"""Small ODS and XLSX workbooks, made as spreadsheets write them, and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

Value = str | Decimal | bool | None

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def archive(members: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> bytes:
    """Pack members, in order."""
    packed = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in pairs:
            file.writestr(name, content)
    return packed.getvalue()


def ods(sheets: Mapping[str, Sequence[Sequence[Value]]]) -> bytes:
    """Write an ODS workbook: texts, numbers as currencies, booleans."""
    return ods_of("".join(_ods_table(name, "".join(map(_ods_row, rows))) for name, rows in sheets.items()))


def ods_of(tables: str, *, before: str = "", manifest: str = "") -> bytes:
    """Write an ODS workbook of these XML tables."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content xmlns:office="{_OFFICE}" '
        f'xmlns:table="{_TABLE}" xmlns:text="{_TEXT}"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": ODS_TYPE,
            "content.xml": content,
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "Pictures/logo.png": b"\x89PNG",
        }
    )


def _ods_table(name: str, rows: str) -> str:
    end = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>'
    )
    return f"<table:table table:name={quoteattr(name)}>{rows}{end}</table:table-row></table:table>"


def _ods_row(row: Sequence[Value]) -> str:
    return f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"


def ods_cell(value: Value, attributes: str = "") -> str:
    """Write a cell of an ODS workbook."""
    match value:
        case None:
            return f"<table:table-cell {attributes}/>"
        case bool():
            typed, shown = f'boolean" office:boolean-value="{str(value).lower()}', "VRAI" if value else "FAUX"
        case Decimal():
            typed, shown = f'currency" office:value="{value}', f"{value:.2f} €"
        case _:
            typed, shown = "string", escape(value)
    return f'<table:table-cell office:value-type="{typed}" {attributes}><text:p>{shown}</text:p></table:table-cell>'


def xlsx(sheets: Mapping[str, Sequence[Sequence[Value]]], *, hidden: str = "", styles: str = "") -> bytes:
    """Write an XLSX workbook."""
    made = {
        name: f"<sheetData>{''.join(_xlsx_row(place, row) for place, row in enumerate(rows))}</sheetData>"
        for name, rows in sheets.items()
    }
    return xlsx_of(made, hidden=hidden, styles=styles)


def xlsx_of(
    sheets: Mapping[str, str], *, hidden: str = "", styles: str = "", extra: str = "", before: str = ""
) -> bytes:
    """Write an XLSX workbook of these XML sheets; `extra` are more relations of the workbook."""
    entries, relations, types, members = "", extra, "", {}
    for place, (name, data) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name == hidden else ""
        entries += f'<sheet name={quoteattr(name)} sheetId="{place}" r:id="rId{place}"{state}/>'
        relations += (
            f'<Relationship Id="rId{place}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        )
        types += (
            f'<Override PartName="/xl/worksheets/sheet{place}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        )
        members[f"xl/worksheets/sheet{place}.xml"] = f'{before}<worksheet xmlns="{_MAIN}">{data}</worksheet>'
    if styles:
        members["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
            "_rels/.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
                f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{entries}</sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
            ),
            **members,
        }
    )


def _xlsx_row(place: int, row: Sequence[Value]) -> str:
    cells = "".join(xlsx_cell(f"{chr(ord('A') + column)}{place + 1}", value) for column, value in enumerate(row))
    return f'<row r="{place + 1}">{cells}</row>'


def xlsx_cell(name: str, value: Value, attributes: str = "") -> str:
    """Write a cell of an XLSX workbook."""
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{name}" t="b" {attributes}><v>{int(value)}</v></c>'
        case Decimal():
            return f'<c r="{name}" {attributes}><v>{value}</v></c>'
        case _:
            return f'<c r="{name}" t="inlineStr" {attributes}><is><t xml:space="preserve">{escape(value)}</t></is></c>'
