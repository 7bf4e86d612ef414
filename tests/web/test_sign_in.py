"""Signing in over the wire: what a browser, a guesser and a forger get."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import websockets

from tests.web.serving import RunningApp

PASSWORD = "river tomato seven lamps"
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """A club's server whose first coordinator, `olga`, has just been made with the link it printed."""
    running = RunningApp(tmp_path_factory.mktemp("club"), settings={"RECP_MODE": "club", "RECP_LANGUAGE": "en"})
    running.start()
    link = re.search(r"/first/\S+", running.printed())
    assert link
    with browser(running) as asking:
        made = post(asking, link[0], login="Olga@Example.org", name="Olga", password=PASSWORD)
        assert made.status_code == 303, made.text
        assert asking.get(link[0]).status_code == 404  # once only
    yield running
    running.stop()


def browser(app: RunningApp) -> httpx.Client:
    return httpx.Client(base_url=app.url, timeout=30, trust_env=False, headers={"accept-language": "en"})


def post(asking: httpx.Client, path: str, **fields: str) -> httpx.Response:
    """Send a form as a browser does that was shown it first."""
    shown = asking.get("/login")
    token = re.search(r'name="form_token" value="([^"]+)"', shown.text)
    assert token
    return asking.post(path, data={"form_token": token[1], **fields})


@contextmanager
def signed_in(app: RunningApp) -> Iterator[httpx.Client]:
    with browser(app) as asking:
        assert post(asking, "/login", login="olga@example.org", password=PASSWORD).status_code == 303
        yield asking


def websocket_opens(app: RunningApp, **headers: str) -> bool:
    async def try_() -> bool:
        address = f"ws://127.0.0.1:{app.port}/_stcore/stream"
        try:
            async with websockets.connect(address, additional_headers=headers, proxy=None):
                return True
        except websockets.InvalidStatus as refused:
            return refused.response.status_code != 403

    return asyncio.run(try_())


def test_a_stranger_gets_the_sign_in_page_and_nothing_else(club: RunningApp) -> None:
    with browser(club) as asking:
        for path in ("/", "/company", "/review"):
            answer = asking.get(path, headers=HTML)
            assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")
        assert asking.get("/export/report.pdf").status_code == 401
        assert asking.get("/_stcore/health").status_code == 401
        assert asking.get("/media/x.png").status_code == 401
        assert asking.get("/healthz").status_code == 200
    assert not websocket_opens(club)


def test_a_header_of_ours_sent_by_the_browser_opens_nothing(club: RunningApp) -> None:
    with browser(club) as asking:
        assert asking.get("/", headers={"X-Recp-Person": "1"}).status_code == 401
    assert not websocket_opens(club, **{"X-Recp-Person": "1"})


def test_whoever_signs_in_gets_a_cookie_no_script_can_read_and_comes_in(club: RunningApp) -> None:
    with browser(club) as asking:
        answer = post(asking, "/login", login=" OLGA@example.org ", password=PASSWORD, next="/company")
        assert (answer.status_code, answer.headers["location"]) == (303, "/company")
        cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith("recp_session="))
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Secure" not in cookie  # no https here
        assert asking.get("/", headers=HTML).status_code == 200
        token = asking.cookies["recp_session"]
    assert websocket_opens(club, Cookie=f"recp_session={token}", Origin=club.url)
    assert not websocket_opens(club, Cookie=f"recp_session={token}", Origin="http://evil.example")


def test_the_database_holds_no_token_and_no_password(club: RunningApp) -> None:
    with signed_in(club) as asking:
        token = asking.cookies["recp_session"]
    whole = Path(club.database).read_bytes()
    wal = Path(f"{club.database}-wal")
    whole += wal.read_bytes() if wal.exists() else b""
    assert token.encode() not in whole
    assert PASSWORD.encode() not in whole


@pytest.mark.parametrize("wanted", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "/login"])
def test_after_signing_in_nobody_is_sent_elsewhere(club: RunningApp, wanted: str) -> None:
    with browser(club) as asking:
        answer = post(asking, "/login", login="olga@example.org", password=PASSWORD, next=wanted)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_form_from_elsewhere_does_nothing(club: RunningApp) -> None:
    with browser(club) as asking:
        plain = asking.post("/login", data={"login": "olga@example.org", "password": PASSWORD})
        assert plain.status_code == 400
        token = re.search(r'name="form_token" value="([^"]+)"', asking.get("/login").text)
        assert token
        fields = {"form_token": token[1], "login": "olga@example.org", "password": PASSWORD}
        assert asking.post("/login", data=fields, headers={"origin": "http://evil.example"}).status_code == 400
        assert asking.post("/login", data={**fields, "form_token": "guessed"}).status_code == 400
        assert asking.post("/login", data={**fields, "name": "x" * 30_000}).status_code == 400
        assert asking.post("/login", data=fields, headers={"origin": club.url}).status_code == 303


def test_signing_out_ends_the_session_on_the_server(club: RunningApp) -> None:
    with signed_in(club) as here, signed_in(club) as there:
        token = here.cookies["recp_session"]
        assert here.get("/logout").status_code == 200  # looking at it ends nothing
        assert post(here, "/logout").headers["location"] == "/login"
        assert "recp_session" not in here.cookies
        here.cookies.set("recp_session", token)
        assert here.get("/", headers=HTML).status_code == 303  # the old cookie is worth nothing
        assert there.get("/", headers=HTML).status_code == 200
    assert not websocket_opens(club, Cookie=f"recp_session={token}")


def test_signing_out_everywhere_ends_all_sessions(club: RunningApp) -> None:
    with signed_in(club) as here, signed_in(club) as there:
        post(here, "/logout", everywhere="1")
        assert there.get("/", headers=HTML).status_code == 303


def test_a_changed_password_ends_the_other_sessions(club: RunningApp) -> None:
    with signed_in(club) as here, signed_in(club) as there:
        other = "seven lamps under water"
        assert post(here, "/password", old="wrong", password=other).status_code == 400
        short = post(here, "/password", old=PASSWORD, password="short")
        assert "at least 10 are needed" in short.text
        assert "among the first that are tried" in post(here, "/password", old=PASSWORD, password="password123").text
        assert post(here, "/password", old=PASSWORD, password=other).status_code == 303
        assert here.get("/", headers=HTML).status_code == 200
        assert there.get("/", headers=HTML).status_code == 303
        assert post(here, "/password", old=other, password=PASSWORD).status_code == 303


def test_guessing_is_slowed_down_and_an_unknown_login_looks_the_same(club: RunningApp) -> None:
    with browser(club) as asking:
        for login in ("nobody@example.org", "guess@example.org"):
            answers = [post(asking, "/login", login=login, password=f"guess number {n}") for n in range(6)]
            assert [answer.status_code for answer in answers[:5]] == [403] * 5
            assert answers[5].status_code == 429
            assert "Wait" in answers[5].text
        assert post(asking, "/login", login="olga@example.org", password=PASSWORD).status_code == 303


def test_what_was_typed_is_shown_as_text(club: RunningApp) -> None:
    with browser(club) as asking:
        answer = post(asking, "/login", login='"><script>alert(1)</script>{{7*7}}', password="x")
        assert "<script>" not in answer.text
        assert "{{7*7}}" in answer.text


def test_the_sign_in_page_speaks_three_languages(club: RunningApp) -> None:
    with browser(club) as asking:
        for language, word in (("ru", "Войти"), ("be", "Увайсці"), ("en", "Sign in")):
            assert word in asking.get(f"/login?language={language}").text
            assert word in asking.get("/login").text  # it is remembered
