"""Security headers on every response, and no metrics for strangers."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CLOSED_PATHS = frozenset({"/_stcore/metrics", "/_stcore/agent/mcp"})


class SecurityHeaders:
    """ASGI middleware: content security policy, no framing by others, no sniffing; closes Streamlit's metrics."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the response that passes through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].rstrip("/") in _CLOSED_PATHS:
            await PlainTextResponse("not found", status_code=404)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", content_security_policy())
                headers["x-content-type-options"] = "nosniff"
                headers["x-frame-options"] = "SAMEORIGIN"
                headers["referrer-policy"] = "same-origin"
                headers["permissions-policy"] = "geolocation=(), microphone=(), payment=(), usb=()"
            await send(message)

        await self.app(scope, receive, send_with_headers)


@cache
def content_security_policy() -> str:
    """Return the policy: everything from this server only; inline scripts only those of Streamlit's own index page."""
    hashes = " ".join(f"'sha256-{digest}'" for digest in _inline_script_hashes())
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {hashes}".rstrip(),
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "style-src 'self' 'unsafe-inline'",
            "connect-src 'self' ws: wss: data:",
            "worker-src 'self' blob:",
            "frame-ancestors 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


def _inline_script_hashes() -> list[str]:
    import streamlit  # noqa: PLC0415 - only to find its folder, and only when the first page is served

    index = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", index.read_text(encoding="utf-8"), re.DOTALL)
    return [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
