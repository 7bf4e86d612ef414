"""Workbooks as somebody sends them: filled in, broken, or made to do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def changed(content: bytes, change: Callable[[Workbook], Any]) -> bytes:
    """Open a workbook with openpyxl, change it, and save it."""
    book = load_workbook(BytesIO(content))
    change(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def typed(content: bytes, cells: Mapping[tuple[str, str], Any]) -> bytes:
    """Type values into cells by sheet and name; text that begins with = is a formula, as openpyxl writes it."""

    def change(book: Workbook) -> None:
        for (sheet, cell), value in cells.items():
            book[sheet][cell] = value

    return changed(content, change)


def repacked(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return a workbook with parts replaced, added or (None) left out."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, part in parts.items():
            if part is not None:
                after.writestr(name, part)
    return made.getvalue()


def sheet_of(rows: str, name: str = "a") -> bytes:
    """Return the smallest workbook with one sheet whose rows are this XML."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr("_rels/.rels", _relation("officeDocument", "xl/workbook.xml"))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml"))
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return made.getvalue()


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATION}/{kind}" Target="{target}"/>'
        "</Relationships>"
    )
