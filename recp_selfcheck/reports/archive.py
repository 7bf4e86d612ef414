"""The archive that an .xlsx file is: opened with limits before anything else looks into it, and copied clean.

Two small files of a few cells can fill any memory: one that unpacks to gigabytes, and one whose cells lie at opposite
corners of the sheet. The first is refused here, the second in `table_reader`.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, NoReturn

from recp_selfcheck.errors import AnswerMistakes, Mistake

EXTENSION: Final = ".xlsx"
LARGEST_MB: Final = 10
LARGEST_FILE: Final = LARGEST_MB * 2**20  # bytes
LARGEST_UNPACKED: Final = 50 * 2**20  # bytes, all parts together
HIGHEST_RATIO: Final = 100  # unpacked to packed, from a megabyte on; workbooks of people stay below 30
MOST_PARTS: Final = 1000
_MEGABYTE: Final = 2**20
_ENCRYPTED: Final = 1  # bit of a part's flags
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # how Office keeps a workbook with a password
_MIME = "mimetype"  # the first part of an OpenDocument file
_KEPT = (".xml", ".rels")


def open_archive(data: bytes, name: str) -> dict[str, bytes]:
    """Return the XML parts of a workbook by their path in the archive.

    Raises AnswerMistakes with one mistake: `file-large`, `file-empty`, `file-old-excel`, `file-locked`,
    `file-not-excel`, `file-open-document`, `file-binary`, `file-macros`, `file-swells` or `file-damaged`.
    """
    if len(data) > LARGEST_FILE:
        refuse_file("file-large", f"The file is larger than {LARGEST_MB} MB. Send a smaller one.", most=LARGEST_MB)
    if not data:
        refuse_file("file-empty", "The file is empty. Save the workbook once more and choose it again.")
    if data.startswith(_OLE):
        _refuse_ole(data)
    if not data.startswith(_ZIP):
        message = f"'{name}' is not an Excel workbook, whatever its name says. Choose the workbook you filled in."
        refuse_file("file-not-excel", message, given=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_kind(archive, {part.filename for part in parts}, name)
            _check_size(parts, len(data))
            return {part.filename: archive.read(part) for part in parts if part.filename.lower().endswith(_KEPT)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        refuse_damaged()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of these parts and nothing else, not compressed: what reads it can unpack nothing more."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path, content in parts.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    return made.getvalue()


def refuse_file(code: str, message: str, **values: object) -> NoReturn:
    """Raise AnswerMistakes about the file as a whole."""
    raise AnswerMistakes([Mistake(code, message, values=values)])


def refuse_damaged() -> NoReturn:
    """Raise AnswerMistakes: the file cannot be read as what it pretends to be."""
    refuse_file(
        "file-damaged",
        "The workbook is damaged, perhaps on its way by e-mail. Open it in Excel, save it as .xlsx, choose it again.",
    )


def _refuse_ole(data: bytes) -> NoReturn:
    if _LOCKED in data:
        message = "The workbook opens with a password. Save it without one (File, Info, Protect) and choose it again."
        refuse_file("file-locked", message)
    message = "This is a workbook of old Excel (.xls). Open it, save it as 'Excel workbook (.xlsx)', and choose that."
    refuse_file("file-old-excel", message)


def _check_kind(archive: zipfile.ZipFile, paths: set[str], name: str) -> None:
    known = {path.lower() for path in paths}
    if _MIME in paths:
        message = "This is a file of LibreOffice or OpenOffice. Save it as 'Excel 2007-365 (.xlsx)' and choose that."
        refuse_file("file-open-document", message)
    if "xl/workbook.bin" in known:
        message = "This is a binary workbook (.xlsb). Save it as 'Excel workbook (.xlsx)' and choose that."
        refuse_file("file-binary", message)
    if any("vbaproject" in path for path in known) or _has_macros(archive, paths):
        message = (
            "The workbook has macros, which are not opened here. Save it as 'Excel workbook (.xlsx)' without them."
        )
        refuse_file("file-macros", message)
    if "xl/workbook.xml" not in paths or PurePath(name).suffix.lower() != EXTENSION:
        message = f"'{name}' is not an Excel workbook (.xlsx). Choose the workbook you filled in."
        refuse_file("file-not-excel", message, given=name)


def _has_macros(archive: zipfile.ZipFile, paths: set[str]) -> bool:
    types = "[Content_Types].xml"
    if types not in paths or archive.getinfo(types).file_size > _MEGABYTE:
        return False
    return b"macroEnabled" in archive.read(types)


def _check_size(parts: list[zipfile.ZipInfo], packed_size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    swells = unpacked > _MEGABYTE and unpacked > HIGHEST_RATIO * packed_size
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS or swells:
        message = "The workbook unpacks to far more than tables need. Copy your figures into a newly downloaded one."
        refuse_file("file-swells", message)
    paths = {part.filename for part in parts}
    if len(paths) < len(parts) or any(part.flag_bits & _ENCRYPTED for part in parts):
        refuse_damaged()
