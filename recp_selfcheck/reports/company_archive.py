"""Everything of a company in one .zip: the tables as CSV and as a workbook, and the receipts as they were frozen."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.listings.listing import Listing, Value
from recp_selfcheck.reports.report_workbook import ACTIVE, listings_of, report_workbook
from recp_selfcheck.reports.typed import visible

BOM: Final = "\ufeff"  # without it Excel takes the file for one in its own old code page


def company_archive(findings: Findings, receipts: Iterable[tuple[str, Mapping[str, Any]]]) -> bytes:
    """Return the archive; `receipts` are frozen copies by the name of their file."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        put(packed, "company.xlsx", report_workbook(findings), findings.made_at)
        for listing in listings_of(findings):
            put(packed, f"csv/{listing.id}.csv", csv_of(listing).encode(), findings.made_at)
        for name, copy in receipts:
            written = json.dumps(copy, ensure_ascii=False, indent=1, allow_nan=False)
            put(packed, f"receipts/{name}.json", written.encode(), findings.made_at)
    return file.getvalue()


def csv_of(listing: Listing) -> str:
    """Return a table as CSV, which Excel opens too: what it would take for a formula begins with an apostrophe."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.title for field in listing.fields])
    writer.writerows([[_written(value) for value in row] for row in listing.rows])
    return BOM + text.getvalue()


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    text = visible(value)
    return f"'{text}" if text.startswith(ACTIVE) else text


def put(packed: ZipFile, name: str, content: bytes, at: datetime) -> None:
    """Add a file to an archive."""
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    packed.writestr(entry, content)
