"""Files of a club: the roster to fill in, and everything about the club to take away."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.routing import Route

from recp_selfcheck.actions import content
from recp_selfcheck.actions.bill_workbook import write_blank_bills
from recp_selfcheck.actions.club_export import gather_club
from recp_selfcheck.actions.homework import write_blank_homework
from recp_selfcheck.actions.roster import write_roster_workbook
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import language, text
from recp_selfcheck.reports.acceptance import BILLS
from recp_selfcheck.reports.club_archive import club_archive, club_workbook
from recp_selfcheck.web.downloads import XLSX, Download, download

_ZIP = "application/zip"
_LONGEST_NAME = 80  # characters: a path on Windows has 260 in all
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def roster_xlsx(session: Session, request: Request) -> Download:
    """Return the empty roster of a club."""
    made = write_roster_workbook(session, request.path_params["club"])
    return Download(f"{text('roster', context='file')}.xlsx", XLSX, made)


def blank_xlsx(session: Session, request: Request) -> Download:
    """Return the empty workbook of a checklist, or of the bills, for a company without an account."""
    part = request.path_params["part"]
    if part == BILLS:
        return Download(f"{text('bills', context='file')}.xlsx", XLSX, write_blank_bills(session))
    made = write_blank_homework(session, part, language())
    title = content.translated_checklist(content.content().checklists[part], language()).checklist.title
    return Download(f"{title}.xlsx", XLSX, made)


def club_xlsx(session: Session, request: Request) -> Download:
    """Return everything about a club as a workbook."""
    club = gather_club(session, request.path_params["club"], language())
    return Download(f"{_named(club.name, club.made_at.date().isoformat())}.xlsx", XLSX, club_workbook(club))


def club_zip(session: Session, request: Request) -> Download:
    """Return everything about a club as tables for any program."""
    club = gather_club(session, request.path_params["club"], language())
    return Download(f"{_named(club.name, club.made_at.date().isoformat())}.zip", _ZIP, club_archive(club))


def _named(club: str, day: str) -> str:
    """Return a name that Windows takes, too; the club's is cut where it is long."""
    name = _NOT_IN_NAMES.sub(" ", club).strip(" .")[:_LONGEST_NAME].strip()
    return " - ".join(part for part in (name, day) if part)


ROUTES: list[Route] = [
    download("/export/roster/{club:int}.xlsx", roster_xlsx),
    download("/export/blank/{part}.xlsx", blank_xlsx),
    download("/export/club/{club:int}.xlsx", club_xlsx),
    download("/export/club/{club:int}.zip", club_zip),
]
