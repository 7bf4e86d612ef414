"""The cookies of signing in: the session's, and the one that ties a form to the browser it was shown in."""

from __future__ import annotations

import secrets

from starlette.requests import HTTPConnection
from starlette.responses import Response

from recp_selfcheck.actions.signing_in import STAYS_SIGNED_IN

SESSION = "recp_session"
FORM = "recp_form"


def is_secure(connection: HTTPConnection) -> bool:
    """Say whether the browser came over https (the proxy says so, where uvicorn trusts it)."""
    return connection.url.scheme in {"https", "wss"}


def keep_session(response: Response, request: HTTPConnection, token: str) -> None:
    """Give the browser its session."""
    response.set_cookie(
        SESSION,
        token,
        max_age=int(STAYS_SIGNED_IN.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
        path="/",
    )


def forget_session(response: Response, request: HTTPConnection) -> None:
    """Take the session from the browser."""
    response.delete_cookie(SESSION, path="/", httponly=True, samesite="lax", secure=is_secure(request))


def form_token(request: HTTPConnection) -> str:
    """Return the token the browser's forms carry: the one of its cookie, or a new one."""
    kept = request.cookies.get(FORM, "")
    return kept if 20 <= len(kept) <= 100 else secrets.token_urlsafe(24)  # noqa: PLR2004 - what token_urlsafe makes


def keep_form_token(response: Response, request: HTTPConnection, token: str) -> None:
    """Give the browser the token its forms carry."""
    response.set_cookie(FORM, token, httponly=True, samesite="strict", secure=is_secure(request), path="/")


def is_own_form(request: HTTPConnection, given: str) -> bool:
    """Say whether a posted form was shown by us in this very browser: its token is the cookie's, its origin is ours."""
    kept = request.cookies.get(FORM, "")
    return bool(kept) and secrets.compare_digest(kept.encode(), given.encode()) and is_own_origin(request)


def is_own_origin(request: HTTPConnection) -> bool:
    """Say whether a request comes from a page of ours; a browser that names no origin is believed."""
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")
