"""`/export/certificate/<serial>.pdf`: a genuine certificate, for its person and for those who manage the club."""

from __future__ import annotations

from starlette.requests import Request

from recp_selfcheck.actions import certifying
from recp_selfcheck.actions.session import Session
from recp_selfcheck.reports.certificate import certificate_page
from recp_selfcheck.reports.pdf import certificate_pdf
from recp_selfcheck.settings import settings
from recp_selfcheck.web.downloads import PDF, Download, download


def _certificate(session: Session, request: Request) -> Download:
    found, club = certifying.printed(session, request.path_params["serial"])
    base = settings().base_url or str(request.base_url).rstrip("/")
    page = certificate_page(
        name=found.person_name,
        company=found.company_name,
        club=club,
        issued_on=found.issued_at.date(),
        serial=found.serial,
        address=f"{base}/verify/{found.serial}",
    )
    return Download(f"RECP-{found.serial}.pdf", PDF, certificate_pdf(page))


ROUTES = [download("/export/certificate/{serial}.pdf", _certificate)]
