"""Signing in with an OpenID provider: who comes in, and who only says so."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey

from recp_selfcheck.errors import SettingMistake
from recp_selfcheck.settings import settings
from tests.web.identity_provider import CLIENT, SECRET, IdentityProvider, running
from tests.web.serving import RunningApp
from tests.web.test_sign_in import HTML, PASSWORD, browser, post

VERA = {"sub": "vera-1", "email": "vera@example.org", "email_verified": True}
OLGA = {"sub": "olga-1", "email": "Olga@Example.org", "email_verified": True}


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def club(provider: IdentityProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    given = {
        "RECP_MODE": "club",
        "RECP_LANGUAGE": "en",
        "RECP_OIDC_ISSUER": provider.issuer,
        "RECP_OIDC_CLIENT_ID": CLIENT,
        "RECP_OIDC_CLIENT_SECRET": SECRET,
        "RECP_OIDC_NAME": "City <login>",
    }
    app = RunningApp(tmp_path_factory.mktemp("oidc"), settings=given)
    app.start()
    link = re.search(r"/first/\S+", app.printed())
    assert link
    with browser(app) as asking:
        assert post(asking, link[0], login="olga@example.org", name="Olga", password=PASSWORD).status_code == 303
        provider.claims = OLGA
        assert go(asking).status_code == 303  # signed in with the password: now both are one
    yield app
    app.stop()


def go(asking: httpx.Client, following: str = "/") -> httpx.Response:
    """Go to the provider and come back with what it gave, as a browser does; the last answer is ours."""
    return asking.get(come_back(asking, following))


def come_back(asking: httpx.Client, following: str = "/") -> str:
    away = asking.get("/oidc/start", params={"next": following})
    assert away.status_code == 302, away.text
    return httpx.get(away.headers["location"], trust_env=False).headers["location"]


def test_the_button_is_on_the_sign_in_page(club: RunningApp) -> None:
    with browser(club) as asking:
        shown = asking.get("/login?next=/account").text
    assert "Sign in with City &lt;login&gt;" in shown
    assert "/oidc/start?next=/account" in shown


def test_whoever_has_the_address_of_an_account_comes_in_and_stays_known_by_the_subject(
    club: RunningApp, provider: IdentityProvider
) -> None:
    provider.claims = OLGA
    with browser(club) as asking:
        answer = go(asking, "/account")
        assert (answer.status_code, answer.headers["location"]) == (303, "/account")
        assert asking.get("/", headers=HTML).status_code == 200
    provider.claims = {"sub": "olga-1", "email": "new@example.org", "email_verified": False}
    with browser(club) as asking:
        assert go(asking).status_code == 303
    assert club.rows("SELECT subject FROM oidc_identity") == [("olga-1",)]


def test_an_account_somebody_else_made_with_one_s_address_is_not_entered_before_its_password(
    club: RunningApp, provider: IdentityProvider
) -> None:
    with sqlite3.connect(club.database) as connection:
        connection.execute(
            "INSERT INTO person (login, name, role, language, created_at, password_hash) "
            "SELECT 'vera@example.org', 'Vera', 'observer', '', created_at, password_hash FROM person"
        )
    provider.claims = VERA
    with browser(club) as asking:
        answer = go(asking, "/account")
        assert (answer.status_code, "has a password" in answer.text) == (403, True)
        assert "/login?next=%2Foidc%2Fstart" in answer.text
        assert post(asking, "/login", login="olga@example.org", password=PASSWORD).status_code == 303
        assert go(asking).status_code == 403  # signed in, but to another account
        assert club.rows("SELECT count(*) FROM oidc_identity WHERE subject = 'vera-1'") == [(0,)]
    with browser(club) as asking:
        assert post(asking, "/login", login="vera@example.org", password=PASSWORD).status_code == 303
        assert go(asking).status_code == 303
        assert asking.get("/", headers=HTML).status_code == 200
    with browser(club) as asking:
        assert go(asking).status_code == 303
    with sqlite3.connect(club.database) as connection:
        connection.execute("UPDATE person SET password_hash = NULL WHERE login = 'vera@example.org'")
        connection.execute("DELETE FROM oidc_identity WHERE subject = 'vera-1'")
    with browser(club) as asking:
        assert go(asking).status_code == 303  # nobody has a password: a trainer made it


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "x-1", "email": "olga@example.org", "email_verified": False},
        {"sub": "x-2", "email": "olga@example.org"},
        {"sub": "x-3", "email": "olga@example.org", "email_verified": "true"},
        {"sub": "x-4", "email": "somebody@example.org", "email_verified": True},
        {"sub": "x-5"},
    ],
)
def test_an_unchecked_or_unknown_address_opens_nothing(
    claims: dict[str, object], club: RunningApp, provider: IdentityProvider
) -> None:
    provider.claims = claims
    with browser(club) as asking:
        answer = go(asking)
        assert (answer.status_code, "There is no account here" in answer.text) == (403, True)
        assert "recp_session" not in asking.cookies


@pytest.mark.parametrize(
    "lie",
    [{"iss": "https://evil.example"}, {"aud": "another"}, {"nonce": "another"}, {"exp": 1_000_000}, {"sub": None}],
)
def test_a_token_that_was_not_made_for_us_now_opens_nothing(
    lie: dict[str, object], club: RunningApp, provider: IdentityProvider
) -> None:
    provider.claims = {**OLGA, **lie}
    with browser(club) as asking:
        assert go(asking).status_code == 502
        assert "recp_session" not in asking.cookies


def test_a_token_signed_by_somebody_else_opens_nothing(club: RunningApp, provider: IdentityProvider) -> None:
    provider.claims = OLGA
    own, provider.key = provider.key, RSAKey.generate_key(2048, parameters={"kid": "one"})
    try:
        with browser(club) as asking:
            assert go(asking).status_code == 502
    finally:
        provider.key = own


def test_what_came_back_counts_in_the_browser_that_asked_and_once(club: RunningApp, provider: IdentityProvider) -> None:
    provider.claims = OLGA
    with browser(club) as asking, browser(club) as other:
        back = come_back(asking)
        assert other.get(back).status_code == 502  # the link of somebody else's sign-in
        assert asking.get(back).status_code == 303
        assert asking.get(back).status_code == 502
    with browser(club) as asking:
        assert asking.get("/oidc/callback?code=x&state=y").status_code == 502
        asking.cookies.set("recp_oidc", "AAAA")
        assert asking.get("/oidc/callback?error=access_denied&state=y").status_code == 502


@pytest.mark.parametrize(
    ("issuer", "client", "named"),
    [("http://sso.example.org", "recp", "RECP_OIDC_ISSUER"), ("https://sso.example.org", "", "RECP_OIDC_CLIENT_ID")],
)
def test_half_a_provider_stops_the_start(issuer: str, client: str, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECP_OIDC_ISSUER", issuer)
    monkeypatch.setenv("RECP_OIDC_CLIENT_ID", client)
    settings.cache_clear()
    try:
        with pytest.raises(SettingMistake, match=named):
            settings()
    finally:
        settings.cache_clear()


def test_nobody_is_sent_elsewhere_afterwards(club: RunningApp, provider: IdentityProvider) -> None:
    provider.claims = OLGA
    with browser(club) as asking:
        assert go(asking, "//evil.example").headers["location"] == "/"


def test_the_provider_is_asked_with_pkce_state_and_nonce(club: RunningApp) -> None:
    with browser(club) as asking:
        away = asking.get("/oidc/start")
    asked = parse_qs(urlsplit(away.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))
    cookie = away.headers["set-cookie"]
    assert ("HttpOnly" in cookie, "Path=/oidc/" in cookie) == (True, True)


def test_a_locked_account_stays_locked(club: RunningApp, provider: IdentityProvider) -> None:
    provider.claims = OLGA
    with browser(club) as asking:
        assert go(asking).status_code == 303
        with sqlite3.connect(club.database) as connection:
            connection.execute("UPDATE person SET locked_at = '2026-01-01 00:00:00.000000'")
        assert asking.get("/", headers=HTML).status_code == 303
        assert go(asking).status_code == 403
        with sqlite3.connect(club.database) as connection:
            connection.execute("UPDATE person SET locked_at = NULL")
