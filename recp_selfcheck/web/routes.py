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


def routes() -> list[Route]:
    """Return the routes; those of accounts only where people sign in."""
    accounts = [*sign_in.ROUTES, *join.ROUTES, *verify.ROUTES, *own_data.ROUTES, *club_files.ROUTES]
    return [
        *health.ROUTES,
        *downloads.ROUTES,
        *evidence_files.ROUTES,
        *certificate_files.ROUTES,
        *report_files.ROUTES,
        *workbook_files.ROUTES,
        *([*accounts, *programme_files.ROUTES, *oidc.routes()] if settings().mode == "club" else []),
    ]


def middleware() -> list[Middleware]:
    """Return what every request passes through, from the outside in."""
    beside = frozenset(route.path for route in routes())
    return [
        Middleware(SecurityHeaders),
        Middleware(Gate),
        Middleware(KnownPages, beside=beside),
        Middleware(DocumentLanguage),
        Middleware(CompressedStatic),
    ]
