"""No file that somebody sends can do harm: each is read, or refused with one sentence, within two seconds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from time import perf_counter

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.reports.archive import LARGEST_FILE
from recp_selfcheck.reports.table_reader import MOST_ROWS, cell_name, read_tables
from tests.reports.workbooks import OLD_EXCEL, repacked, sheet_of

ONE_CELL = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>')
SHEET = "xl/worksheets/sheet1.xml"


def open_document() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return made.getvalue()


def with_password() -> bytes:
    return OLD_EXCEL + "EncryptedPackage".encode("utf-16-le")


def bomb(megabytes: int = 48) -> bytes:
    """Megabytes of nothing, a thousandth of it packed."""
    return repacked(ONE_CELL, {SHEET: b"<worksheet>" + b" " * (megabytes * 2**20) + b"</worksheet>"})


def far_corner() -> bytes:
    return sheet_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def million_rows() -> bytes:
    return sheet_of("".join(f'<row r="{row}"/>' for row in range(1, 1_000_001)))


def formatted_cells() -> bytes:
    return sheet_of("".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1, 100_001)))


def many_cells() -> bytes:
    row = "".join(f'<c r="{cell_name(0, column)[:-1]}ROW"><v>1</v></c>' for column in range(100))
    return sheet_of("".join(f'<row r="{place}">{row.replace("ROW", str(place))}</row>' for place in range(1, 5001)))


BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "a.xlsx", "file-empty"),
    "too large": (lambda: b"PK\x03\x04" + b"x" * LARGEST_FILE, "a.xlsx", "file-large"),
    "old Excel renamed": (lambda: OLD_EXCEL, "a.xlsx", "file-old-excel"),
    "with a password": (with_password, "a.xlsx", "file-locked"),
    "text": (lambda: b"month;amount\n1;2", "a.xlsx", "file-not-excel"),
    "PDF renamed": (lambda: b"%PDF-1.7\n", "a.xlsx", "file-not-excel"),
    "another ending": (lambda: ONE_CELL, "a.zip", "file-not-excel"),
    "OpenDocument": (open_document, "a.ods", "file-open-document"),
    "an archive of something else": (lambda: repacked(ONE_CELL, {"xl/workbook.xml": None}), "a.xlsx", "file-not-excel"),
    "binary workbook": (lambda: repacked(ONE_CELL, {"xl/workbook.bin": b"x"}), "a.xlsb", "file-binary"),
    "macros": (lambda: repacked(ONE_CELL, {"xl/vbaProject.bin": b"x"}), "a.xlsm", "file-macros"),
    "macros declared": (
        lambda: repacked(ONE_CELL, {"[Content_Types].xml": b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"}),
        "a.xlsx",
        "file-macros",
    ),
    "cut off": (lambda: ONE_CELL[: len(ONE_CELL) // 2], "a.xlsx", "file-damaged"),
    "entities": (lambda: repacked(ONE_CELL, {SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'}), "a.xlsx", "file-damaged"),
    "UTF-16": (lambda: repacked(ONE_CELL, {SHEET: "<worksheet/>".encode("utf-16")}), "a.xlsx", "file-damaged"),
    "no place for a cell": (lambda: sheet_of('<row r="1"><c><v>1</v></c></row>'), "a.xlsx", "file-damaged"),
    "a place hidden in a value": (lambda: sheet_of('<row r="1"><c s="r=\'A1\'"><v>1</v></c></row>'), "a.xlsx", "file-damaged"),
    "a place behind a bracket": (lambda: sheet_of('<row r="1"><c s=">" r="XFD1048576"><v>1</v></c></row>'), "a.xlsx", "file-damaged"),
    "zip bomb": (bomb, "a.xlsx", "file-swells"),
    "far corner": (far_corner, "a.xlsx", "file-far-cells"),
    "million empty rows": (million_rows, "a.xlsx", "file-far-cells"),
    "formatted cells far down": (formatted_cells, "a.xlsx", "file-far-cells"),
    "half a million cells": (many_cells, "a.xlsx", "file-many-cells"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_with_one_reason_quickly(name: str) -> None:
    make, file_name, code = BAD[name]
    content = make()
    before = perf_counter()
    with pytest.raises(AnswerMistakes) as refused:
        read_tables(content, file_name)
    assert perf_counter() - before < 2
    assert [mistake.code for mistake in refused.value.mistakes] == [code]
    assert refused.value.mistakes[0].message.endswith(".")


def test_rows_are_read_as_far_as_the_refusal_says() -> None:
    def with_row(number: int) -> bytes:
        return sheet_of(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>')

    [table] = read_tables(with_row(MOST_ROWS), "a.xlsx").values()
    assert table.at(MOST_ROWS - 1, 0) == 1
    with pytest.raises(AnswerMistakes) as refused:
        read_tables(with_row(MOST_ROWS + 1), "a.xlsx")
    assert refused.value.mistakes[0].values["rows"] == MOST_ROWS


def test_an_archive_that_lies_about_the_size_of_a_part_gives_no_more_than_it_says() -> None:
    content = bytearray(bomb(2))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    with pytest.raises(AnswerMistakes) as refused:
        read_tables(bytes(content), "a.xlsx")
    assert refused.value.mistakes[0].code in {"file-damaged", "file-swells"}


def test_cells_are_read_as_they_are_and_formulas_and_errors_are_known() -> None:
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Лист 1")
    sheet.write_row(0, 0, [1.5, "  a\nb ", True])
    sheet.write_datetime(0, 3, date(2025, 5, 12), book.add_format({"num_format": "dd.mm.yyyy"}))
    sheet.write_formula(1, 1, "=1+2", None, 3)
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    book.close()
    table = read_tables(made.getvalue(), "a.XLSX")["Лист 1"]
    assert [table.at(0, column) for column in range(5)] == [1.5, "  a\nb ", True, date(2025, 5, 12), None]
    assert table.text(0, 1) == "a\nb"
    assert table.at(1, 1) == 3
    assert table.computed == {(1, 1), (2, 2)}
    assert table.failed == {(2, 2)}
    assert table.at(99, 0) is table.at(0, 99) is table.at(-1, 0) is None


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_whatever_is_broken_inside_there_is_a_sentence(data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(ONE_CELL)) as archive:
        name = data.draw(st.sampled_from(archive.namelist()))
        part = bytearray(archive.read(name))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(part)))
        part[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=4))
    with suppress(AnswerMistakes):
        assert isinstance(read_tables(repacked(ONE_CELL, {name: bytes(part)}), "a.xlsx"), dict)
