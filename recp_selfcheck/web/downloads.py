"""Files to take away, below `/export/`: made at the request, for whoever is signed in, never kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import SEEK_END
from typing import IO, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from recp_selfcheck import i18n
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.errors import NotFound, NotPermitted, SelfCheckError
from recp_selfcheck.i18n import text
from recp_selfcheck.settings import settings
from recp_selfcheck.web.cookies import SESSION
from recp_selfcheck.web.language import COOKIE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
_AT_ONCE: Final = 256 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the person: its name as they will see it, its type, its bytes, or an open file of them."""

    name: str
    media_type: str
    content: bytes | IO[bytes]


Build = Callable[[Session, Request], Download]


def download(path: str, build: Build) -> Route:
    """Return the route of a file; `build` runs in a thread, in the language of the person (or of `?language=`)."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, request, build)

    return Route(path, answer, methods=["GET"])


def _answer(request: Request, build: Build) -> Response:
    wanted = request.query_params.get("language", "")
    try:
        session = session_of(request.cookies.get(SESSION))
        i18n.use(
            i18n.negotiate(
                profile=wanted if wanted in i18n.LANGUAGES else session.language,
                cookie=request.cookies.get(COOKIE),
                browser=request.headers.get("accept-language"),
                setting=settings().language,
            )
        )
        made = build(session, request)
    except NotPermitted:
        return PlainTextResponse(text("This is not yours to see."), status_code=403)
    except NotFound:
        return PlainTextResponse(text("There is no such file."), status_code=404)
    except SelfCheckError as error:
        return PlainTextResponse(str(error), status_code=409)
    disposition = f"attachment; filename*=UTF-8''{quote(made.name, safe='')}"
    headers = {"content-disposition": disposition, "cache-control": "no-store", "x-robots-tag": "noindex"}
    if isinstance(made.content, bytes):
        return Response(made.content, media_type=made.media_type, headers=headers)
    headers["content-length"] = str(_size(made.content))
    return StreamingResponse(_parts(made.content), media_type=made.media_type, headers=headers)


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, SEEK_END)
    file.seek(0)
    return size


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(_AT_ONCE):
            yield part


ROUTES: list[Route] = []
