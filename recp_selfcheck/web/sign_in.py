"""Signing in and out, setting a password, the first start: plain forms, a random cookie, a session row behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from recp_selfcheck.actions import signing_in
from recp_selfcheck.actions.session import session_of
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.errors import AnswerMistakes, NotFound, NotPermitted, SignInRefused, WaitFirst
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.settings import settings
from recp_selfcheck.web.cookies import SESSION, forget_session, is_own_form, keep_session
from recp_selfcheck.web.forms import TooLarge, page, posted, safe_next, speak

Handler = Callable[[Request], Awaitable[Response]]


def address_of(request: Request) -> str:
    """Return the network address a request comes from, as the proxy tells it where uvicorn trusts the proxy."""
    return request.client.host if request.client else ""


def signed_in(request: Request, token: str, to: str = "/") -> Response:
    """Send the browser on with its new session; the one it had before is forgotten with its cookie."""
    response = RedirectResponse(to, status_code=303)
    keep_session(response, request, token)
    return response


def wrong_form(request: Request) -> Response:
    """Answer a form that was not shown by us in this browser, or is too large: nothing was done."""
    again = text("This form is too old, or it came from another page. Nothing was done. Go back and try again.")
    return page(
        request,
        "said",
        status=400,
        title=text("Once more, please"),
        said=again,
        to="/login",
        label=text("To the sign-in page"),
    )


def own_form(handler: Callable[[Request, dict[str, str]], Awaitable[Response]]) -> Handler:
    """Let only forms of our own through, in the person's language."""

    async def answer(request: Request) -> Response:
        speak(request)
        try:
            fields = dict(await posted(request))
        except (TooLarge, ValueError):
            return wrong_form(request)
        if not is_own_form(request, fields.get("form_token", "")):
            return wrong_form(request)
        return await handler(request, fields)

    return answer


async def show_sign_in(request: Request) -> Response:
    """Show the sign-in form."""
    speak(request)
    return _sign_in_page(request, safe_next(request.query_params.get("next", "/")))


@own_form
async def do_sign_in(request: Request, fields: dict[str, str]) -> Response:
    """Sign in, or show the form again with what is wrong."""
    following, login = safe_next(fields.get("next", "/")), fields.get("login", "")
    try:
        token = await run_in_threadpool(signing_in.sign_in, login, fields.get("password", ""), address_of(request))
    except SignInRefused:
        said = text("Login and password do not fit together. Check both; small and capital letters matter.")
        return _sign_in_page(request, following, login, said, status=403)
    except WaitFirst as wait:
        return _sign_in_page(request, following, login, wait_words(wait.seconds), status=429)
    return signed_in(request, token, following)


@own_form
async def do_sign_out(request: Request, fields: dict[str, str]) -> Response:
    """End the session, with `everywhere` all of the person's, and go to the sign-in page."""
    token = request.cookies.get(SESSION)
    if token:
        if fields.get("everywhere"):
            await run_in_threadpool(_sign_out_everywhere, token)
        await run_in_threadpool(signing_in.sign_out, token)
    response = RedirectResponse("/login", status_code=303)
    forget_session(response, request)
    return response


async def show_sign_out(request: Request) -> Response:
    """Ask whether to sign out here or everywhere: a link alone must not end a session."""
    speak(request)
    return page(request, "sign_out", title=text("Sign out"))


async def show_password(request: Request) -> Response:
    """Show the form that changes one's own password."""
    speak(request)
    try:
        await run_in_threadpool(session_of, request.cookies.get(SESSION))
    except NotPermitted:
        return RedirectResponse(f"/login?next={quote('/password')}", status_code=303)
    return _password_page(request, "/password", ask_old=True)


@own_form
async def do_password(request: Request, fields: dict[str, str]) -> Response:
    """Change one's own password; all other sessions end."""

    def change() -> str:
        session = session_of(request.cookies.get(SESSION))
        old, new = fields.get("old", ""), fields.get("password", "")
        return signing_in.change_password(session, old, new, address_of(request))

    try:
        return signed_in(request, await run_in_threadpool(change))
    except NotPermitted:
        return RedirectResponse(f"/login?next={quote('/password')}", status_code=303)
    except SignInRefused:
        said = text("The present password does not fit.")
        return _password_page(request, "/password", said, ask_old=True)
    except WaitFirst as wait:
        return _password_page(request, "/password", wait_words(wait.seconds), ask_old=True)
    except AnswerMistakes as wrong:
        return _password_page(request, "/password", *map(word, wrong.mistakes), ask_old=True)


async def show_reset(request: Request) -> Response:
    """Show the form behind a one-time link."""
    speak(request)
    token = request.path_params["token"]
    try:
        login = await run_in_threadpool(signing_in.login_of_link, token)
    except NotFound:
        return _void_link(request)
    return _password_page(request, f"/reset/{quote(token)}", login=login)


@own_form
async def do_reset(request: Request, fields: dict[str, str]) -> Response:
    """Set a password with a one-time link and sign in with it."""
    token = request.path_params["token"]
    password = fields.get("password", "")
    try:
        made = await run_in_threadpool(signing_in.set_password_by_link, token, password, address_of(request))
    except NotFound:
        return _void_link(request)
    except AnswerMistakes as wrong:
        login = await run_in_threadpool(signing_in.login_of_link, token)
        return _password_page(request, f"/reset/{quote(token)}", *map(word, wrong.mistakes), login=login)
    return signed_in(request, made)


async def show_first(request: Request) -> Response:
    """Ask who the coordinator is, once, behind the link the server printed at its first start."""
    speak(request)
    token = request.path_params["token"]
    if not await run_in_threadpool(signing_in.is_first_link, token):
        return _void_link(request)
    return _first_page(request, token)


@own_form
async def do_first(request: Request, fields: dict[str, str]) -> Response:
    """Make the first coordinator."""
    token = request.path_params["token"]
    new = NewPerson(fields.get("login", ""), fields.get("name", ""), fields.get("password", ""))
    try:
        made = await run_in_threadpool(signing_in.make_first_coordinator, token, new, address_of(request))
    except NotFound:
        return _void_link(request)
    except AnswerMistakes as wrong:
        return _first_page(request, token, *map(word, wrong.mistakes), given=fields)
    return signed_in(request, made)


def _sign_out_everywhere(token: str) -> None:
    try:
        signing_in.sign_out_everywhere(session_of(token))
    except NotPermitted:
        return  # it is over already


def _sign_in_page(request: Request, following: str, login: str = "", *wrong: str, status: int = 200) -> Response:
    oidc = settings().oidc_name if settings().oidc_issuer else ""
    return page(
        request, "sign_in", status=status, title=text("Sign in"), next=following, login=login, wrong=wrong, oidc=oidc
    )


def _password_page(
    request: Request, action: str, *wrong: str, login: str | None = None, ask_old: bool = False
) -> Response:
    status = 400 if wrong else 200
    title = text("Set a new password")
    return page(
        request, "password", status=status, title=title, action=action, wrong=wrong, login=login, ask_old=ask_old
    )


def _first_page(request: Request, token: str, *wrong: str, given: dict[str, str] | None = None) -> Response:
    return page(
        request,
        "join",
        status=400 if wrong else 200,
        title=text("Who coordinates the clubs?"),
        about=text("The first account. It makes the clubs and gives them their trainers."),
        action=f"/first/{quote(token)}",
        wrong=wrong,
        given=given or {},
        signed_in="",
        ask_company=False,
        button=text("Make this account"),
    )


def _void_link(request: Request) -> Response:
    said = text("This link was used already, or it is older than three days. Ask for a new one.")
    return page(
        request,
        "said",
        status=404,
        title=text("This link no longer works"),
        said=said,
        to="/login",
        label=text("To the sign-in page"),
    )


def wait_words(seconds: int) -> str:
    """Say how long to wait after too many wrong passwords."""
    if seconds >= 120:  # noqa: PLR2004 - from two minutes on seconds say nothing
        minutes = -(-seconds // 60)
        return text_n(
            "Too many wrong passwords. Wait {n} minute and try again.",
            "Too many wrong passwords. Wait {n} minutes and try again.",
            minutes,
        )
    return text_n(
        "Too many wrong passwords. Wait {n} second and try again.",
        "Too many wrong passwords. Wait {n} seconds and try again.",
        seconds,
    )


ROUTES = [
    Route("/login", show_sign_in, methods=["GET"]),
    Route("/login", do_sign_in, methods=["POST"]),
    Route("/logout", show_sign_out, methods=["GET"]),
    Route("/logout", do_sign_out, methods=["POST"]),
    Route("/password", show_password, methods=["GET"]),
    Route("/password", do_password, methods=["POST"]),
    Route("/reset/{token}", show_reset, methods=["GET"]),
    Route("/reset/{token}", do_reset, methods=["POST"]),
    Route("/first/{token}", show_first, methods=["GET"]),
    Route("/first/{token}", do_first, methods=["POST"]),
]
