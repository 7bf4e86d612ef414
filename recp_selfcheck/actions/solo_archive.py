"""An archive of `export` or `backup` from somebody's own computer: opened with limits, read as plain rows.

Nothing in it is believed: whoever takes it in accepts each value like one that is typed.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from recp_selfcheck.actions.evidence import LARGEST as LARGEST_FILE
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.storage.dump import MANIFEST, PROGRAM, place_of

LARGEST_MB: Final = 50  # what the server takes at all, .streamlit/config.toml
LARGEST_TABLE: Final = 30 * 2**20  # bytes unpacked; the bills of ten years have two million
MOST_FILES: Final = 2000
READ: Final = (
    "company_field",
    "bill",
    "plan_entry",
    "plan_cell",
    "submission",
    "checklist_version",
    "answer",
    "attachment",
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SoloArchive:
    """The rows of one company, by table; `content` is the archive itself, for the attached files."""

    rows: Mapping[str, tuple[Row, ...]]
    content: bytes

    def file(self, digest: str) -> bytes | None:
        """Return an attached file, None where the archive has none or one that is too large."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            try:
                return _part(archive, f"files/{digest}", LARGEST_FILE)
            except (KeyError, ValueError, zipfile.BadZipFile, zlib.error):
                return None


def read_archive(content: bytes) -> SoloArchive:
    """Return what an archive holds of its one company.

    AnswerMistakes (`archive-large`, `archive-other`, `archive-damaged`, `archive-many`) says in one sentence why not.
    """
    if len(content) > LARGEST_MB * 2**20:
        refuse(
            "archive-large", f"The file is larger than {LARGEST_MB} MB. Ask whoever runs the server.", most=LARGEST_MB
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            about = json.loads(_part(archive, MANIFEST, 10_000)) if MANIFEST in archive.namelist() else None
            if not isinstance(about, dict) or about.get("program") != PROGRAM or len(archive.namelist()) > MOST_FILES:
                _refuse_other()
            rows = {table: _rows(archive, table) for table in READ}
    except zipfile.BadZipFile:
        _refuse_other()
    except AnswerMistakes:
        raise
    except (ValueError, KeyError, zlib.error, EOFError, NotImplementedError, RuntimeError, RecursionError):
        refuse("archive-damaged", "The file is damaged, nothing was taken in. Make it once more.")
    return SoloArchive(_of_one_company(rows), content)


def _refuse_other() -> NoReturn:
    message = (
        "This is no file of the self-check. Take “All data as .zip” from its report page, or make one with `backup`."
    )
    refuse("archive-other", message)


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a part of an archive, reading no more than allowed, whatever its directory says of its size."""
    with archive.open(name) as part:
        read = part.read(most + 1)
    if len(read) > most:
        raise ValueError("a part is too large")
    return read


def _rows(archive: zipfile.ZipFile, table: str) -> tuple[Row, ...]:
    if place_of(table) not in archive.namelist():
        return ()
    found = [json.loads(line) for line in _part(archive, place_of(table), LARGEST_TABLE).splitlines()]
    if not all(isinstance(row, dict) for row in found):
        raise ValueError("a row is not a row")
    return tuple(found)


def _of_one_company(rows: Mapping[str, tuple[Row, ...]]) -> Mapping[str, tuple[Row, ...]]:
    companies = {
        str(row.get("company_id"))
        for table in ("company_field", "bill", "plan_entry", "submission")
        for row in rows[table]
    }
    if len(companies) > 1:
        message = "The file holds several companies. Take one of a single company's own computer."
        refuse("archive-many", message)
    if not companies:
        refuse("archive-empty", "The file holds nothing yet: no profile, no answers, no bills.")
    return rows
