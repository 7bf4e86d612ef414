"""`/export/evidence/<id>`: an attached photo or document, as a file to take away."""

from __future__ import annotations

from starlette.requests import Request

from recp_selfcheck.actions import evidence
from recp_selfcheck.actions.session import Session
from recp_selfcheck.web.downloads import Download, download


def _attachment(session: Session, request: Request) -> Download:
    found, content = evidence.fetch(session, int(request.path_params["attachment"]))
    return Download(found.name, found.media_type, content)


ROUTES = [download("/export/evidence/{attachment:int}", _attachment)]
