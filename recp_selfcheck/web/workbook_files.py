"""The workbooks that are filled in at a desk and brought back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import Route

from recp_selfcheck.actions.bill_workbook import DEFAULT_MONTHS, write_bill_workbook
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import NotFound
from recp_selfcheck.i18n import text
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


ROUTES: list[Route] = [download("/export/bills.xlsx", bills_xlsx)]
