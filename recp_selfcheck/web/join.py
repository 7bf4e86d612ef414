"""`/join/<code>`: the way into a club, for somebody new and for somebody who is signed in already."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from recp_selfcheck.actions import joining
from recp_selfcheck.actions.joining import Joining
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.errors import AnswerMistakes, NotPermitted, NotPossibleNow
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.web.cookies import SESSION
from recp_selfcheck.web.forms import page, speak
from recp_selfcheck.web.sign_in import address_of, own_form, signed_in


async def show(request: Request) -> Response:
    """Show what joining needs, or why the code does not work."""
    speak(request)
    return await run_in_threadpool(_join_page, request)


@own_form
async def join(request: Request, fields: dict[str, str]) -> Response:
    """Join, or show the form again with what is wrong."""
    return await run_in_threadpool(_join, request, fields)


def _join(request: Request, fields: Mapping[str, str]) -> Response:
    code = request.path_params["code"]
    try:
        session = _session(request)
        if session is not None:
            joining.join_as(session, code)
            return RedirectResponse("/", status_code=303)
        person = NewPerson(fields.get("login", ""), fields.get("name", ""), fields.get("password", ""))
        wanted = Joining(person, fields.get("company", ""), fields.get("company_code", ""))
        return signed_in(request, joining.join(code, wanted, address_of(request)))
    except AnswerMistakes as wrong:
        return _join_page(request, *map(word, wrong.mistakes), given=fields)
    except NotPossibleNow as wrong:
        return _no_code(request, wrong)
    except NotPermitted:
        said = text("Only a company can join a club. You are signed in as somebody without one.")
        return _said(request, said, status=403)


def _join_page(request: Request, *wrong: str, given: Mapping[str, str] | None = None) -> Response:
    code = request.path_params["code"]
    try:
        club = joining.club_of_code(code)
    except NotPossibleNow as error:
        return _no_code(request, error)
    session = _session(request)
    return page(
        request,
        "join",
        status=400 if wrong else 200,
        title=text("Join the club “{club}”", club=club.name),
        about="",
        action=f"/join/{quote(code, safe='')}",
        wrong=wrong,
        given=given or {},
        signed_in=session.person.name if session else "",
        ask_company=True,
        button=text("Join"),
    )


def _session(request: Request) -> Session | None:
    try:
        return session_of(request.cookies.get(SESSION))
    except NotPermitted:
        return None


def _no_code(request: Request, error: NotPossibleNow) -> Response:
    return _said(request, " ".join(map(word, error.mistakes)), status=404)


def _said(request: Request, said: str, *, status: int) -> Response:
    title = text("Joining does not work like this")
    return page(request, "said", status=status, title=title, said=said, to="/login", label=text("To the sign-in page"))


ROUTES = [
    Route("/join/{code}", show, methods=["GET"]),
    Route("/join/{code}", join, methods=["POST"]),
]
