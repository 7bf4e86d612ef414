"""Plain HTML pages with a form each: what a browser without a session may see. Every value is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse

from recp_selfcheck import i18n
from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.settings import settings
from recp_selfcheck.web.cookies import form_token, keep_form_token
from recp_selfcheck.web.language import COOKIE

if TYPE_CHECKING:
    from jinja2 import Environment

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_MOST_BYTES = 20_000  # of a posted form
_NAMES = {"ru": "Русский", "en": "English", "be": "Беларуская"}


class TooLarge(ValueError):
    """A posted form larger than any of ours."""


def speak(request: Request) -> None:
    """Use the language of somebody who is not signed in: the one asked for, their cookie's, their browser's."""
    asked = request.query_params.get("language", "")
    i18n.use(
        i18n.negotiate(
            profile=asked if asked in i18n.LANGUAGES else "",
            cookie=request.cookies.get(COOKIE),
            browser=request.headers.get("accept-language"),
            setting=settings().language,
        )
    )


def page(
    request: Request, template: str, *, status: int = 200, wrong: Sequence[str] = (), **values: Any
) -> HTMLResponse:
    """Return a page made from a template, with what was wrong, the language links and the token its form needs."""
    token = form_token(request)
    languages = [(code, _NAMES[code], code == i18n.language()) for code in i18n.LANGUAGES]
    body = (
        _templates()
        .get_template(f"{template}.html")
        .render(t=text, language=i18n.language(), languages=languages, form_token=token, wrong=wrong, **values)
    )
    response = HTMLResponse(body, status_code=status, headers={"cache-control": "no-store"})
    response.headers["content-security-policy"] = _POLICY
    keep_form_token(response, request, token)
    return response


async def say_storage_problem(request: Request, error: Exception) -> HTMLResponse:
    """Say that the database does not answer; for whatever a route did not expect of it."""
    speak(request)
    said = word(error) if isinstance(error, StorageProblem) else ""
    title, label = text("That did not work"), text("Try again")
    return page(request, "said", status=503, title=title, said=said, to=request.url.path, label=label)


async def posted(request: Request) -> Mapping[str, str]:
    """Return the fields of a posted form; TooLarge where it cannot be one of ours."""
    if int(request.headers.get("content-length") or 0) > _MOST_BYTES:
        raise TooLarge
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            raise TooLarge
    return _read(bytes(body))


def _read(body: bytes) -> Mapping[str, str]:
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=50)
    return dict(pairs)


def safe_next(wanted: str) -> str:
    """Return where to go after signing in: a path of this server, else the start page."""
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and "\\" not in wanted
    return wanted if plain and wanted.isprintable() and not wanted.startswith(("/login", "/logout")) else "/"


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only club mode pays for it

    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
