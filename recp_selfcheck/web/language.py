"""The page's language before any script runs: the `lang` of the document and the cookie later visits begin with."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recp_selfcheck.actions.session import stored_language
from recp_selfcheck.i18n import LANGUAGES, negotiate
from recp_selfcheck.settings import settings
from recp_selfcheck.web.cookies import SESSION

COOKIE = "recp_language"
_YEAR = 365 * 24 * 3600


class DocumentLanguage:
    """ASGI middleware: writes the person's language into the HTML document and remembers it in a cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the document that passes through; everything else stays as it is."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(("/static/", "/_stcore/")):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        asked = request.query_params.get("language", "")
        stored = await run_in_threadpool(stored_language, request.cookies.get(SESSION))
        language = negotiate(
            profile=stored or (asked if asked in LANGUAGES else ""),
            cookie=request.cookies.get(COOKIE),
            browser=request.headers.get("accept-language"),
            setting=settings().language,
        )
        start: Message = {}

        async def send_translated(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if not headers.get("content-type", "").startswith("text/html") or headers.get("content-encoding"):
                    await send(message)
                    return
                headers.append("set-cookie", f"{COOKIE}={language}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax")
                headers["vary"] = "Accept-Language, Cookie"
                del headers["etag"]
                del headers["last-modified"]
                start.update(message)
            elif not start:
                await send(message)
            else:
                start.setdefault("page", b"")
                start["page"] += message.get("body", b"")
                if not message.get("more_body"):
                    body = re.sub(
                        rb'<html lang="[a-z]+"', f'<html lang="{language}"'.encode(), start.pop("page"), count=1
                    )
                    headers = MutableHeaders(scope=start)
                    headers["content-length"] = str(len(body))
                    await send(start)
                    await send({"type": "http.response.body", "body": body})

        # compressed, as Streamlit sends it to whoever takes that, the document could not be changed
        plain = [header for header in scope["headers"] if header[0].lower() != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, send_translated)
