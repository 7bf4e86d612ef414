"""A club to take away: a workbook with a sheet a thing, or the same tables as .csv in one .zip."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from recp_selfcheck.reports.company_archive import csv_of, put
from recp_selfcheck.reports.listings.club import ClubTables, club_listings
from recp_selfcheck.reports.report_workbook import workbook_of


def club_workbook(club: ClubTables) -> bytes:
    """Return the workbook as .xlsx, in the language of the running session."""
    return workbook_of(club_listings(club))


def club_archive(club: ClubTables) -> bytes:
    """Return the workbook and every table as .csv, in one .zip."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        put(packed, "club.xlsx", club_workbook(club), club.made_at)
        for listing in club_listings(club):
            put(packed, f"csv/{listing.id}.csv", csv_of(listing).encode(), club.made_at)
    return file.getvalue()
