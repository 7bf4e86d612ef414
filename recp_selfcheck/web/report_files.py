"""The report as PDF and Excel, printable checklists, and everything of a company in one archive."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.routing import Route

from recp_selfcheck.actions import report_reading, reporting
from recp_selfcheck.actions.my_data import with_company_data
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import language, text
from recp_selfcheck.reports import company_archive, pdf, report_workbook, sheet
from recp_selfcheck.reports.chapters.company import name_of
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.report import report
from recp_selfcheck.web.downloads import PDF, XLSX, Download, download

ZIP = "application/zip"
_LONGEST_ID = 10  # digits
_LONGEST_NAME = 80  # characters: a path on Windows has 260 in all
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def report_pdf(session: Session, request: Request) -> Download:
    """Return the report as PDF; with `?company=` that of a company one may read."""
    findings = _gather(session, request)
    name = _file_name(name_of(findings), text("report", context="file"), findings.day.isoformat())
    return Download(f"{name}.pdf", PDF, pdf.report_pdf(report(findings)))


def report_xlsx(session: Session, request: Request) -> Download:
    """Return the report's tables as a workbook."""
    findings = _gather(session, request)
    name = _file_name(name_of(findings), text("report", context="file"), findings.day.isoformat())
    return Download(f"{name}.xlsx", XLSX, report_workbook.report_workbook(findings))


def company_zip(session: Session, request: Request) -> Download:
    """Return everything of one's own company as an archive."""
    name, made = company_tables(session, request)
    return Download(name, ZIP, with_company_data(session, made))


def company_tables(session: Session, request: Request) -> tuple[str, bytes]:
    """Return what there is to read of one's own company as an archive, and the name of its file."""
    findings = reporting.gather(session, language(), request.query_params.get("zone", ""))
    name = _file_name(name_of(findings), text("all data", context="file"), findings.day.isoformat())
    return f"{name}.zip", company_archive.company_archive(findings, reporting.frozen_copies(session))


def checklist_pdf(session: Session, request: Request) -> Download:
    """Return a checklist to print: blank, or with `?filled=1` as it was answered."""
    checklist, company = request.path_params["checklist"], _company(request)
    if company is None:
        printed = reporting.printed(session, checklist, language())
    else:
        printed = report_reading.printed_read(session, company, checklist, language())
    is_filled = request.query_params.get("filled") == "1"
    kind = text("answers", context="file") if is_filled else text("to fill in", context="file")
    name = _file_name(printed.company, printed.checklist.title, kind)
    return Download(f"{name}.pdf", PDF, pdf.sheet_pdf(sheet.sheet_of(printed, is_filled=is_filled)))


def _gather(session: Session, request: Request) -> Findings:
    zone, company = request.query_params.get("zone", ""), _company(request)
    if company is None:
        return reporting.gather(session, language(), zone)
    return report_reading.gather_read(session, company, language(), zone)


def _company(request: Request) -> int | None:
    """Return the company that `?company=` asks for, None without it; what is no number is nobody's company."""
    asked = request.query_params.get("company")
    if asked is None:
        return None
    return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < _LONGEST_ID else 0


def _file_name(company: str, *parts: str) -> str:
    """Return a name that Windows takes, too; the company's is cut where it is long."""
    name = _NOT_IN_NAMES.sub(" ", company).strip(" .")[:_LONGEST_NAME].strip()
    return " - ".join(part for part in (name, *parts) if part)


ROUTES: list[Route] = [
    download("/export/report.pdf", report_pdf),
    download("/export/report.xlsx", report_xlsx),
    download("/export/company.zip", company_zip),
    download("/export/checklist/{checklist}.pdf", checklist_pdf),
]
