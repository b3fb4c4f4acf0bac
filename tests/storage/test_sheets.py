"""Files of spreadsheets: read whatever wrote them, within bounds, and refused in one sentence when they are hostile."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.storage.exchange.cells import MOST_COLUMNS, MOST_ROWS, column_name, place_name
from offerdesigner.storage.exchange.sheets import read_sheets, sheets_in
from offerdesigner.storage.files import Unreadable
from tests.storage.workbooks import archive, ods, ods_cell, ods_of, xlsx, xlsx_cell, xlsx_of

ROWS = (("", "Été", "Réseau"), ("Prix", "10,50 €", "21.500,00"), ("Mot d'accueil", 'dit « œuf », "cru"', "a ; b, c"))
GRID = [["Offre", "Été", "Réseau"], ["Prix", Decimal("10.5"), Decimal("1.234")], ["Visio", True, False]]


def text_of(separator: str) -> str:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' if cell else "" for cell in row] for row in ROWS]
    return "\r\n".join(separator.join(row) for row in quoted) + "\r\n"


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_encoding_and_separator_are_found_out(self, encoding: str, separator: str) -> None:
        (sheet,) = sheets_in(text_of(separator).encode(encoding), "grille")
        assert sheet.rows == ROWS
        assert sheet.name == "grille"

    def test_decimal_commas_do_not_make_columns(self) -> None:
        (sheet,) = sheets_in(b"Offre;A;B\nPrix;10,00;25,00\nAn;100,00;250,00\n", "x")
        assert [len(row) for row in sheet.rows] == [3, 3, 3]

    def test_excel_may_say_its_separator(self) -> None:
        (sheet,) = sheets_in(b"sep=,\r\nOffre,A;B\r\n", "x")
        assert sheet.rows == (("Offre", "A;B"),)

    def test_a_cell_may_have_several_lines(self) -> None:
        (sheet,) = sheets_in(b'Offre;"une\nautre"\nx;y\n', "x")
        assert sheet.rows == (("Offre", "une\nautre"), ("x", "y"))

    def test_a_quote_that_nothing_closes_is_a_quote(self) -> None:
        (sheet,) = sheets_in(b'Offre;"A\nPrix;10\n', "x")
        assert sheet.rows == (("Offre", '"A'), ("Prix", "10"))

    def test_formulas_are_texts(self) -> None:
        (sheet,) = sheets_in(b'Offre;=HYPERLINK("http://exemple.test")\nx;=1+1\n', "x")
        assert sheet.rows[1] == ("x", "=1+1")

    def test_empty_rows_and_columns_at_the_end_are_no_part_of_it(self) -> None:
        (sheet,) = sheets_in(b"Offre;A;;\nPrix;10;;\n;;;\n\n", "x")
        assert sheet.rows == (("Offre", "A"), ("Prix", "10"))

    def test_a_million_rows_are_cut_and_said_to_be(self) -> None:
        (sheet,) = sheets_in(b"".join(b"%d;x\n" % n for n in range(1_000_000)), "x")
        assert len(sheet.rows) == MOST_ROWS
        assert sheet.is_cut

    def test_a_row_of_millions_of_cells_is_cut(self) -> None:
        (sheet,) = sheets_in(b"x;" * 4_000_000, "x")
        assert sheet.width == MOST_COLUMNS
        assert sheet.is_cut

    def test_a_cell_of_ten_thousand_letters_is_bounded(self) -> None:
        (sheet,) = sheets_in(b"Offre;" + b"x" * 10_000, "x")
        assert len(sheet.rows[0][1]) == 1000
        assert not sheet.is_cut

    def test_what_nobody_sees_is_gone(self) -> None:
        (sheet,) = sheets_in("Offre;a\x85\ufeffb\u202e".encode(), "x")
        assert "\ufeff" not in str(sheet.rows[0][1])


@pytest.mark.parametrize("write", [ods, xlsx])
class TestWorkbooks:
    def test_numbers_are_numbers_and_booleans_words(self, write: Callable[..., bytes]) -> None:
        (sheet,) = sheets_in(write({"Grille": GRID}), "x")
        assert sheet.rows == (
            ("Offre", "Été", "Réseau"),
            ("Prix", Decimal("10.5"), Decimal("1.234")),
            ("Visio", "oui", "non"),
        )
        assert sheet.name == "Grille"
        assert not sheet.is_cut

    def test_sheets_that_hold_nothing_are_passed_over(self, write: Callable[..., bytes], tmp_path: Path) -> None:
        path = tmp_path / "classeur"
        path.write_bytes(write({"Vide": [], "Grille": [["x"]], "Autre": [["y"]]}))
        assert [sheet.name for sheet in read_sheets(path)] == ["Grille", "Autre"]

    def test_many_rows_are_cut(self, write: Callable[..., bytes]) -> None:
        (sheet,) = sheets_in(write({"Grille": [["x", "y"]] * 2000}), "x")
        assert len(sheet.rows) == MOST_ROWS
        assert sheet.is_cut


def test_percentages_read_as_they_are_shown() -> None:
    (from_ods,) = sheets_in(_row('<table:table-cell office:value-type="percentage" office:value="-0.1"/>'), "x")
    styles = (
        '<numFmts><numFmt numFmtId="165" formatCode="0.0\\ %"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/></cellXfs>'
    )
    cell = xlsx_cell("A1", Decimal("-0.1"), 's="1"')
    (from_xlsx,) = sheets_in(xlsx_of({"x": f'<sheetData><row r="1">{cell}</row></sheetData>'}, styles=styles), "x")
    assert from_ods.rows == from_xlsx.rows == (("−10\u202f%",),)


def test_merged_cells_say_the_same_thing_but_titles() -> None:
    rows = "".join(f'<row r="{n}">{xlsx_cell(f"A{n}", f"a{n}")}{xlsx_cell(f"B{n}", f"b{n}")}</row>' for n in (1, 2, 3))
    merged = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:C2"/><mergeCell ref="B3:D3"/></mergeCells>'
    (sheet,) = sheets_in(xlsx_of({"x": f"<sheetData>{rows}</sheetData>{merged}"}), "x")
    assert sheet.rows == (("a1", "b1", "", ""), ("a2", "b2", "", ""), ("a3", "b3", "b3", "b3"))
    cells = (
        ods_cell("a"),
        ods_cell("b", 'table:number-columns-spanned="3"'),
        '<table:covered-table-cell table:number-columns-repeated="2"/>',
        ods_cell("e"),
    )
    row = f"<table:table-row>{''.join(cells)}</table:table-row>"
    (sheet,) = sheets_in(ods_of(f'<table:table table:name="x">{row}{row}</table:table>'), "x")
    assert sheet.rows == (("a", "b", "", "", "e"), ("a", "b", "b", "b", "e"))


def test_formulas_are_their_last_value_and_nothing_is_followed() -> None:
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>WEBSERVICE("http://exemple.test")</f></c><c r="C1"><v>3</v></c>'
    )
    link = (
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'externalLink" Target="http://exemple.test/x" TargetMode="External"/>'
    )
    (sheet,) = sheets_in(xlsx_of({"x": f'<sheetData><row r="1">{cells}</row></sheetData>'}, extra=link), "x")
    assert sheet.rows == ((Decimal(2), "#formule", Decimal(3)),)


def test_a_formula_that_failed_is_not_an_empty_cell() -> None:
    empty = '<c r="C1"><f>A1</f><v></v></c><c r="D1" t="str"><f>IF(A1,"","")</f><v></v></c>'
    cells = f'<c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>3</v></c>{empty}<c r="E1"><v>4</v></c>'
    (from_xlsx,) = sheets_in(xlsx_of({"x": f'<sheetData><row r="1">{cells}</row></sheetData>'}), "x")
    (from_ods,) = sheets_in(_row('<table:table-cell table:formula="of:=1+1"/>' + ods_cell(Decimal(3))), "x")
    assert from_xlsx.rows == (("#formule", Decimal(3), "#formule", "", Decimal(4)),)
    assert from_ods.rows == (("#formule", Decimal(3)),)


def test_hidden_sheets_stay_hidden() -> None:
    (sheet,) = sheets_in(xlsx({"Secret": [["x"]], "Grille": [["y"]]}, hidden="Secret"), "x")
    assert sheet.name == "Grille"


def test_a_day_reads_as_a_day_and_a_stray_binary_figure_as_what_was_typed() -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2026-11-23"/>'
    (sheet,) = sheets_in(_row(day + ods_cell(Decimal("0.30000000000000004"))), "x")
    assert sheet.rows == (("23\u00a0novembre\u00a02026", Decimal("0.3")),)


def _row(cells: str, attributes: str = "") -> bytes:
    return ods_of(f'<table:table table:name="x"><table:table-row {attributes}>{cells}</table:table-row></table:table>')


def _far(place: str) -> bytes:
    row = "".join(letter for letter in place if letter.isdigit())
    data = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{place}"><v>1</v></c></row>'
    return xlsx_of({"x": f"<sheetData>{data}</sheetData>"})


def _with_false_size() -> bytes:
    """Return a workbook whose content says that it unpacks to ten bytes."""
    content = bytearray(archive({"content.xml": b"\0" * 40_000_000}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(content)


def _encrypted(content: bytes) -> bytes:
    """Return an archive that says that its members are encrypted."""
    changed = bytearray(content)
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + shift] |= 1
            place = changed.find(mark, place + 4)
    return bytes(changed)


def _twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return archive([("content.xml", "<a/>"), ("content.xml", "<b/>")])


_DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

FOR_EVER = f'table:number-columns-repeated="{"9" * 4000}"'

HOSTILE = {
    "nothing": (lambda: b"", "il est vide"),
    "spaces": (lambda: b" \r\n \n", "il est vide"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "ni un tableau de texte"),
    "old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "ancien classeur"),
    "other archive": (lambda: archive({"lisez-moi.txt": "x"}), "pas un classeur"),
    "nested archive": (lambda: archive({"grille.ods": ods({"x": [["y"]]})}), "pas un classeur"),
    "cut archive": (lambda: ods({"x": [["y"]]})[:-200], "abîmé"),
    "bomb": (lambda: archive({"content.xml": b"\0" * 40_000_000}), "trop grand"),
    "false size": (_with_false_size, "abîmé"),
    "many members": (lambda: archive((f"m{n}", b"") for n in range(20_000)), "trop grand"),
    "member twice": (_twice, "abîmé"),
    "locked xlsx": (lambda: _encrypted(xlsx({"x": [["y"]]})), "mot de passe"),
    "locked ods": (lambda: ods_of("", manifest="<encryption-data/>"), "mot de passe"),
    "no xml": (lambda: archive({"content.xml": "<a><b></a>"}), "abîmé"),
    "entities": (lambda: ods_of("", before=_DOCTYPE), "abîmé"),
    "entities in a sheet": (lambda: xlsx_of({"x": "<sheetData/>"}, before=_DOCTYPE), "abîmé"),
    "far cell": (lambda: _far("XFD1048576"), "trop grand"),
    "farther cell": (lambda: _far("ZZZZZZ4294967295"), "trop grand"),
    "repeated cell": (
        lambda: _row(ods_cell("x", 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048576"'),
        "trop grand",
    ),
    "cell repeated for ever": (
        lambda: _row(ods_cell("x", f'table:number-columns-repeated="{"9" * 4000}"')),
        "trop grand",
    ),
    "no sheet": (lambda: xlsx_of({}), "il est vide"),
    "line without end": (lambda: b"x" * 2_000_000, "démesurée"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_in_a_sentence_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    make, sentence = HOSTILE[name]
    path = tmp_path / "grille.ods"
    content = make()
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=sentence) as refusal:
        read_sheets(path)
    assert str(refusal.value).startswith("« grille.ods » ne peut pas être ouvert : ")
    assert str(refusal.value).count(". ") == 0
    assert path.read_bytes() == content


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="n'existe pas"):
        read_sheets(tmp_path / "rien.csv")
    with pytest.raises(Unreadable, match="c'est un dossier"):
        read_sheets(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "tuyau.csv")
        with pytest.raises(Unreadable, match="fichier ordinaire"):
            read_sheets(tmp_path / "tuyau.csv")


def test_names_that_lead_elsewhere_are_not_followed(tmp_path: Path) -> None:
    sneaky = {"../../evil.xml": "<a/>", "/etc/evil.xml": "<a/>", "C:\\evil.xml": "<a/>"}
    with zipfile.ZipFile(io.BytesIO(xlsx({"x": [["y"]]}))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    (sheet,) = sheets_in(archive({**members, **sneaky}), "x")
    assert sheet.rows == (("y",),)
    assert list(tmp_path.iterdir()) == []


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_sheets_or_a_sentence(content: bytes) -> None:
    _read_or_refuse(content)


WORKBOOKS = (ods({"Grille": GRID}), xlsx({"Grille": GRID}))


@given(st.sampled_from(WORKBOOKS), st.data())
def test_any_damage_to_a_workbook_is_sheets_or_a_sentence(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _time in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    _read_or_refuse(bytes(changed[: data.draw(st.integers(1, len(changed)))]))


@given(st.data())
def test_any_damage_to_what_a_workbook_holds_is_sheets_or_a_sentence(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(WORKBOOKS))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    name = data.draw(st.sampled_from(sorted(members)))
    place = data.draw(st.integers(0, len(members[name])))
    words = st.sampled_from([b"", b"<", b'"', b"999999999", b"<c/>", b"<table:table>", b"&amp;", b"\xff", b" r=''"])
    end = place + data.draw(st.integers(0, 20))
    members[name] = members[name][:place] + data.draw(words) + members[name][end:]
    _read_or_refuse(archive(members))


def _read_or_refuse(content: bytes) -> None:
    try:
        sheets = sheets_in(content, "x")
    except Unreadable as refusal:
        assert str(refusal)
        return
    for sheet in sheets:
        assert len(sheet.rows) <= MOST_ROWS
        assert all(len(row) == sheet.width <= MOST_COLUMNS for row in sheet.rows)


def test_places_are_named_as_in_spreadsheets() -> None:
    assert [column_name(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert place_name(4, 1) == "B5"
