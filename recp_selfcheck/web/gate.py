"""In club mode, nobody without a session comes past this: neither pages nor the websocket nor files."""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from recp_selfcheck.actions.session import session_of
from recp_selfcheck.errors import NotPermitted, StorageProblem
from recp_selfcheck.settings import settings
from recp_selfcheck.web.cookies import SESSION, is_own_origin

PERSON_HEADER = b"x-recp-person"
_OPEN = ("/login", "/logout", "/healthz", "/readyz", "/favicon.png", "/robots.txt")
_OPEN_BELOW = ("/join/", "/reset/", "/first/", "/verify/", "/oidc/", "/static/")
_CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """ASGI middleware: asks who is here, tells the app by a header of ours, strips one that the browser sent.

    Streamlit compares that header when a browser wants to go on with an earlier session of its own, so that one person
    never continues another's.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what is open or signed in; send pages to the sign-in page and refuse the rest."""
        if scope["type"] not in {"http", "websocket"} or settings().mode != "club":
            await self.app(scope, receive, send)
            return
        headers = [header for header in scope["headers"] if not header[0].lower().startswith(b"x-recp-")]
        connection = HTTPConnection({**scope, "headers": headers})
        if _is_open(scope["path"]):
            await self.app({**scope, "headers": headers}, receive, send)
            return
        person = await run_in_threadpool(_person, connection.cookies.get(SESSION))
        if person is None or not _is_same_site(scope, connection):
            await _refuse(scope, receive, send, signed_in=person is not None)
            return
        headers.append((PERSON_HEADER, str(person).encode()))
        await self.app({**scope, "headers": headers}, receive, send)


def _is_open(path: str) -> bool:
    return path in _OPEN or path.startswith(_OPEN_BELOW)


def _is_same_site(scope: Scope, connection: HTTPConnection) -> bool:
    """Say whether a websocket or a changing request comes from a page of ours."""
    if scope["type"] == "http" and scope["method"] in _CHANGES_NOTHING:
        return True
    return is_own_origin(connection)


def _person(token: str | None) -> int | None:
    try:
        return session_of(token).person.id
    except (NotPermitted, StorageProblem):
        return None


async def _refuse(scope: Scope, receive: Receive, send: Send, *, signed_in: bool) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4403})
        return
    wants_page = scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    if wants_page and not signed_in:
        query = scope["query_string"].decode("latin-1")
        here = scope["path"] + (f"?{query}" if query else "")
        response: RedirectResponse | PlainTextResponse = RedirectResponse(
            f"/login?next={quote(here, safe='')}" if here != "/" else "/login", status_code=303
        )
    else:
        response = PlainTextResponse("sign in first", status_code=403 if signed_in else 401)
    await response(scope, receive, send)
