"""The workbooks that are filled in at a desk and brought back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import Route

from recp_selfcheck.actions import content
from recp_selfcheck.actions.bill_workbook import DEFAULT_MONTHS, write_bill_workbook
from recp_selfcheck.actions.homework import write_homework_workbook
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import NotFound
from recp_selfcheck.i18n import language, text
from recp_selfcheck.web.downloads import XLSX, Download, download


def bills_xlsx(session: Session, request: Request) -> Download:
    """Return the workbook of bills: `?months=12` to 36 rows, up to `?last=2025-12`."""
    months, last = request.query_params.get("months", ""), request.query_params.get("last", "")
    try:
        count = int(months) if months else DEFAULT_MONTHS
        end = Month.read(last) if last else None
    except ValueError:
        raise NotFound("no such months") from None
    made = write_bill_workbook(session, last=end, months=count)
    return Download(f"{text('bills', context='file')}.xlsx", XLSX, made)


def homework_xlsx(session: Session, request: Request) -> Download:
    """Return the homework workbook of a checklist, with what is answered."""
    checklist = request.path_params["checklist"]
    made = write_homework_workbook(session, checklist, language())
    title = content.translated_checklist(content.content().checklists[checklist], language()).checklist.title
    return Download(f"{title}.xlsx", XLSX, made)


ROUTES: list[Route] = [
    download("/export/bills.xlsx", bills_xlsx),
    download("/export/checklist/{checklist}.xlsx", homework_xlsx),
]
