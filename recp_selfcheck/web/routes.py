"""Everything the server answers besides the pages, and what every request passes through on its way."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import Route

from recp_selfcheck.settings import settings
from recp_selfcheck.web import (
    certificate_files,
    club_files,
    downloads,
    evidence_files,
    health,
    join,
    oidc,
    own_data,
    programme_files,
    report_files,
    sign_in,
    verify,
    workbook_files,
)
from recp_selfcheck.web.compression import CompressedStatic
from recp_selfcheck.web.gate import Gate
from recp_selfcheck.web.headers import SecurityHeaders
from recp_selfcheck.web.known_pages import KnownPages
from recp_selfcheck.web.language import DocumentLanguage

_ALWAYS = [
    *health.ROUTES,
    *downloads.ROUTES,
    *evidence_files.ROUTES,
    *certificate_files.ROUTES,
    *report_files.ROUTES,
    *workbook_files.ROUTES,
]
_ACCOUNTS = [
    *sign_in.ROUTES,
    *join.ROUTES,
    *verify.ROUTES,
    *own_data.ROUTES,
    *club_files.ROUTES,
    *programme_files.ROUTES,
]
_FOLDERS = frozenset(route.path.split("/")[1] for route in (*_ALWAYS, *_ACCOUNTS))

MIDDLEWARE = [
    *(Middleware(part) for part in (SecurityHeaders, Gate)),
    Middleware(KnownPages, served=_FOLDERS),
    *(Middleware(part) for part in (DocumentLanguage, CompressedStatic)),
]
"""From the outside in."""


def routes() -> list[Route]:
    """Return the routes; those of accounts only where people sign in."""
    return [*_ALWAYS, *([*_ACCOUNTS, *oidc.routes()] if settings().mode == "club" else [])]
