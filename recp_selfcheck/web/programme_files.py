"""`/export/programme.xlsx`, `…-savings.csv`, `…-scores.csv`: the programme's figures, for those who read them."""

from __future__ import annotations

from starlette.requests import Request

from recp_selfcheck.actions import comparing, content, programme
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import language, text
from recp_selfcheck.reports.company_archive import csv_of
from recp_selfcheck.reports.listings.programme import ScoreLine, method_listing, saving_listing, score_listing
from recp_selfcheck.reports.report_workbook import workbook_of
from recp_selfcheck.web.downloads import XLSX, Download, download

CSV = "text/csv; charset=utf-8"


def _workbook(session: Session, _request: Request) -> Download:
    savings = programme.read_savings(session)
    listings = (
        saving_listing(savings.programme, savings.clubs),
        score_listing(_scores(session)),
        method_listing(savings.programme),
    )
    return Download(f"{_name(text('programme', context='file'))}.xlsx", XLSX, workbook_of(listings))


def _savings_csv(session: Session, _request: Request) -> Download:
    savings = programme.read_savings(session)
    made = csv_of(saving_listing(savings.programme, savings.clubs)).encode()
    return Download(f"{_name(text('programme, savings', context='file'))}.csv", CSV, made)


def _scores_csv(session: Session, _request: Request) -> Download:
    made = csv_of(score_listing(_scores(session))).encode()
    return Download(f"{_name(text('programme, scores', context='file'))}.csv", CSV, made)


def _scores(session: Session) -> list[ScoreLine]:
    return [ScoreLine(_title(one.checklist), one.clubs, one.figure) for one in comparing.programme(session)]


def _title(checklist: str) -> str:
    shipped = content.content().checklists.get(checklist)
    return content.translated_checklist(shipped, language()).checklist.title if shipped else checklist


def _name(kind: str) -> str:
    return f"RECP - {kind} - {now().date().isoformat()}"


ROUTES = [
    download("/export/programme.xlsx", _workbook),
    download("/export/programme-savings.csv", _savings_csv),
    download("/export/programme-scores.csv", _scores_csv),
]
