"""Signing in with an OpenID provider: code with PKCE, state and nonce, kept in a cookie of ten minutes.

The provider is one of the settings; without it there are no such routes.
"""

from __future__ import annotations

import json
import warnings
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from recp_selfcheck.actions.signing_in_elsewhere import Identity, sign_in_with
from recp_selfcheck.errors import NotPossibleNow, SignInRefused
from recp_selfcheck.i18n import text
from recp_selfcheck.settings import settings
from recp_selfcheck.web.cookies import SESSION, is_secure
from recp_selfcheck.web.forms import page, safe_next, speak
from recp_selfcheck.web.sign_in import address_of, signed_in

COOKIE: Final = "recp_oidc"
_LASTS: Final = 600  # seconds
_NEXT: Final = "next"


async def start(request: Request) -> Response:
    """Send the browser to the provider."""
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 - only where a provider is set
    from httpx import HTTPError  # noqa: PLC0415 - same

    speak(request)
    kept: dict[str, Any] = {_NEXT: safe_next(request.query_params.get("next", "/"))}
    try:
        answer: Response = await _provider().authorize_redirect(_with(request, kept), _callback_of(request))
    except (AuthlibBaseError, HTTPError, ValueError, KeyError, RuntimeError):
        return _failed(request)
    value = urlsafe_b64encode(json.dumps(kept).encode()).decode()
    answer.set_cookie(
        COOKIE, value, max_age=_LASTS, httponly=True, samesite="lax", secure=is_secure(request), path="/oidc/"
    )
    answer.headers["cache-control"] = "no-store"
    return answer


async def callback(request: Request) -> Response:
    """Take what the provider sent back, and begin the session of the account it vouches for."""
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 - only where a provider is set
    from httpx import HTTPError  # noqa: PLC0415 - same
    from joserfc.errors import JoseError  # noqa: PLC0415 - same

    speak(request)
    kept = _kept(request)
    try:
        found = await _provider().authorize_access_token(_with(request, kept), claims_options=_expected())
        identity = _identity(found["userinfo"])
    except (AuthlibBaseError, JoseError, HTTPError, ValueError, KeyError, TypeError, RuntimeError):
        return _failed(request)
    try:
        token = await run_in_threadpool(sign_in_with, identity, address_of(request), request.cookies.get(SESSION, ""))
    except NotPossibleNow:
        return _password_first(request, identity.email)
    except SignInRefused:
        said = text(
            "There is no account here for {email}. Join with the code of your club first, with this e-mail address as "
            "login; or ask your trainer.",
            email=identity.email or identity.subject,
        )
        return _said(request, said, status=403)
    answer = signed_in(request, token, safe_next(str(kept.get(_NEXT, "/"))))
    answer.delete_cookie(COOKIE, path="/oidc/")
    return answer


def routes() -> list[Route]:
    """Return the routes, none where no provider is set."""
    if not settings().oidc_issuer:
        return []
    return [Route("/oidc/start", start, methods=["GET"]), Route("/oidc/callback", callback, methods=["GET"])]


@cache
def _provider() -> Any:
    import authlib.deprecate  # noqa: PLC0415 - it asks to see its warnings, so it comes before they are switched off

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", authlib.deprecate.AuthlibDeprecationWarning)  # of another HTTP client one day
        from authlib.integrations.starlette_client import OAuth  # noqa: PLC0415 - only where a provider is set

    chosen = settings()
    oauth = OAuth()
    oauth.register(
        "oidc",
        client_id=chosen.oidc_client_id,
        client_secret=chosen.oidc_client_secret or None,
        server_metadata_url=f"{chosen.oidc_issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
    )
    return oauth.create_client("oidc")


def _expected() -> dict[str, Any]:
    """Return what a token must say: this issuer, for this program, of somebody, until when."""
    chosen = settings()
    issuers = [chosen.oidc_issuer, f"{chosen.oidc_issuer}/"]  # providers differ in the last stroke
    return {
        "iss": {"essential": True, "values": issuers},
        "aud": {"essential": True, "values": [chosen.oidc_client_id]},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "nonce": {"essential": True},
    }


def _identity(claims: Any) -> Identity:
    return Identity(
        issuer=str(claims["iss"]).rstrip("/"),
        subject=str(claims["sub"]),
        email=str(claims.get("email") or ""),
        verified=claims.get("email_verified") is True,
    )


def _callback_of(request: Request) -> str:
    place = settings().base_url or str(request.base_url).rstrip("/")
    return f"{place}/oidc/callback"


def _with(request: Request, kept: dict[str, Any]) -> Request:
    """Return the request as Authlib takes it, which keeps state, nonce and verifier in its session."""
    return Request({**request.scope, "session": kept})


def _kept(request: Request) -> dict[str, Any]:
    try:
        kept = json.loads(urlsafe_b64decode(request.cookies.get(COOKIE, "")))
    except (ValueError, UnicodeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _password_first(request: Request, email: str) -> Response:
    said = text(
        "The account {email} has a password. Sign in with it once, then you will come back here and sign in with "
        "{provider} from now on. If you did not make this account, or do not know the password, ask your trainer for a "
        "link that sets a new one.",
        email=email,
        provider=settings().oidc_name,
    )
    return page(
        request,
        "said",
        status=403,
        title=text("Your password once, please"),
        said=said,
        to=f"/login?next={quote('/oidc/start', safe='')}",
        label=text("To the sign-in page"),
    )


def _failed(request: Request) -> Response:
    said = text(
        "{provider} did not confirm who you are, or it does not answer. Nothing was changed. Try once more, or sign in "
        "with your password.",
        provider=settings().oidc_name,
    )
    return _said(request, said, status=502)


def _said(request: Request, said: str, *, status: int) -> Response:
    title, label = text("Signing in did not work"), text("To the sign-in page")
    return page(request, "said", status=status, title=title, said=said, to="/login", label=label)
