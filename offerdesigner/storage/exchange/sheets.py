"""The sheets of a file that a spreadsheet wrote: CSV (or any text between separators), ODS, XLSX."""

from __future__ import annotations

from pathlib import Path

from offerdesigner.storage.exchange.cells import Sheet
from offerdesigner.storage.exchange.text_tables import read_text_table
from offerdesigner.storage.exchange.workbooks import read_workbook
from offerdesigner.storage.files import read_bytes
from offerdesigner.storage.format import MAX_BYTES, Unreadable
from offerdesigner.text import _

_ARCHIVE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of the file `path` that hold something, in their order; what it is shows in its bytes.

    The file is left as it is. Raises `Unreadable`.
    """
    content = read_bytes(path)
    try:
        sheets = tuple(sheet for sheet in sheets_in(content, path.stem) if sheet.rows)
        if not sheets:
            raise Unreadable(_("il est vide."))
    except Unreadable as error:
        raise Unreadable(error.reason, path.name) from None
    return sheets


def sheets_in(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets that these bytes hold; `name` is that of a text file, which does not name its own.

    Raises `Unreadable`.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable(_("il dépasse {n} Mo.").format(n=MAX_BYTES // 1024**2))
    if content.startswith(_ARCHIVE):
        return read_workbook(content)
    if content.startswith(_OLD_OFFICE):
        raise Unreadable(
            _("c'est un ancien classeur (.xls), ou un mot de passe le protège : enregistrez-le en .ods ou en .xlsx.")
        )
    return (read_text_table(content, name),)
