"""An address that is no page, or none of the reader's: said in their language; Streamlit's own box is English."""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from recp_selfcheck.actions.session import session_of, solo_session
from recp_selfcheck.errors import NotPermitted, StorageProblem
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.pages import behind, in_row
from recp_selfcheck.web.cookies import SESSION
from recp_selfcheck.web.forms import page, speak

_START = "home"
_NAME = re.compile(r"/([^/.]+)/?")


class KnownPages:
    """ASGI middleware behind the gate: lets through the pages of the reader's role, and the routes `beside` them."""

    def __init__(self, app: ASGIApp, beside: Collection[str]) -> None:
        self.app = app
        self.beside = beside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the start page's own name to the start page, and answer 404 for what is none of the reader's pages."""
        name = self._page_asked_for(scope)
        if name is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if name == _START:
            await RedirectResponse(f"/?{request.url.query}" if request.url.query else "/", 303)(scope, receive, send)
            return
        role = await run_in_threadpool(_role, request.cookies.get(SESSION))
        if role is None or name in {**in_row(role), **behind(role)}:
            await self.app(scope, receive, send)
            return
        speak(request)
        said = text("Either the address is mistyped, or the page is for others, a trainer for example.")
        title, label = text("There is no such page for you"), text("To the start page")
        await page(request, "said", status=404, title=title, said=said, to="/", label=label)(scope, receive, send)

    def _page_asked_for(self, scope: Scope) -> str | None:
        """Return the name of the page that a browser wants to show, None for everything else."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] in self.beside:
            return None
        named = _NAME.fullmatch(scope["path"])
        wants_page = "text/html" in Request(scope).headers.get("accept", "")
        return named[1] if named and wants_page else None


def _role(token: str | None) -> Role | None:
    """Return the role of who asks, None where the app itself has to say what is wrong."""
    try:
        session = session_of(token) if settings().mode == "club" else solo_session()
    except (NotPermitted, StorageProblem):
        return None
    return session.person.role
