"""Serves the scripts and styles of the pages compressed.

Streamlit sends them as they are (7.5 MB with a chart); a class on one Wi-Fi waits for that. Their names carry a hash of
their content, so each is compressed once and kept.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from http import HTTPStatus
from posixpath import normpath

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ENDINGS = (".js", ".css", ".json", ".svg", ".wasm", ".map", ".txt")
_SMALLEST = 1024
_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)


class CompressedStatic:
    """ASGI middleware: gzip for everything textual below `/static/`, compressed once per file."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, tuple[Message, bytes]] = {}
        self._compressing = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, compressing at the first request; everything else passes through."""
        if not _wanted(scope):
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path not in self._kept:
            async with self._compressing:
                if path not in self._kept:
                    start, body = await self._fetch(scope, receive)
                    if not _is_file(start) or len(body) < _SMALLEST:
                        await send(start)
                        await send({"type": "http.response.body", "body": body})
                        return
                    self._kept[path] = (start, await asyncio.to_thread(_compress, start, body))
        start, body = self._kept[path]
        await send(start)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _fetch(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        """Fetch the whole file from the application, uncompressed and unconditionally."""
        unwanted = (b"accept-encoding", b"range", b"if-none-match", b"if-modified-since")
        plain = {**scope, "method": "GET", "headers": [h for h in scope["headers"] if h[0].lower() not in unwanted]}
        start: Message = {}
        parts: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        await self.app(plain, receive, keep)
        return start, b"".join(parts)


def _wanted(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in {"GET", "HEAD"}
        and scope["path"].startswith("/static/")
        and scope["path"].endswith(_ENDINGS)
        and normpath(scope["path"]) == scope["path"]  # a file has one name, or there would be no end of keeping it
        and _TAKES_GZIP.search(Headers(scope=scope).get("accept-encoding", "")) is not None
        and "range" not in Headers(scope=scope)
    )


def _is_file(start: Message) -> bool:
    """Say whether an answer is a file: for a name nobody has Streamlit sends its page, which is not to be kept."""
    kind = MutableHeaders(raw=start["headers"]).get("content-type", "")
    return bool(start["status"] == HTTPStatus.OK) and not kind.startswith("text/html")


def _compress(start: Message, body: bytes) -> bytes:
    packed = gzip.compress(body, compresslevel=6, mtime=0)
    headers = MutableHeaders(raw=start["headers"])
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(packed))
    headers["vary"] = "Accept-Encoding"
    del headers["accept-ranges"]
    if "etag" in headers:
        headers["etag"] = "W/" + headers["etag"].removeprefix("W/")
    start["headers"] = headers.raw
    return packed
