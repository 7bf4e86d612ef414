"""What the server says besides the pages: health, headers, what is closed, the document's language."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import streamlit

from recp_selfcheck.storage import database
from tests.conftest import PostgreSQL
from tests.web.serving import RunningApp

STATIC = Path(streamlit.__file__).parent / "static"
SCRIPT = "/static/js/" + next(path.name for path in (STATIC / "static" / "js").glob("index.*.js"))
STYLE = "/static/css/" + next(path.name for path in (STATIC / "static" / "css").glob("*.css"))
PAGES = ["/", "/company", "/self_check", "/results", "/opportunities", "/self_check?checklist=water&screen=leaks"]


def test_the_process_lives_and_the_database_answers(client: httpx.Client) -> None:
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_without_its_database_it_lives_but_is_not_ready(tmp_path: Path, postgresql: PostgreSQL) -> None:
    name = postgresql.fresh(prepared=True)
    url = postgresql.url(name)
    app = RunningApp(tmp_path, settings={"RECP_DATABASE_URL": url})
    try:
        app.start()
        assert httpx.get(f"{app.url}/readyz", timeout=30, trust_env=False).status_code == 200
        postgresql.drop(name)
        answer = httpx.get(f"{app.url}/readyz", timeout=30, trust_env=False)
        assert answer.status_code == 503
        assert set(answer.json()) == {"status"}
        assert quote(str(postgresql.folder)) not in answer.text
        assert httpx.get(f"{app.url}/healthz", timeout=30, trust_env=False).status_code == 200
        document = httpx.get(app.url, timeout=30, trust_env=False)
        assert document.status_code == 200
        assert "Traceback" not in document.text
    finally:
        app.stop()
        database.forget(url)


@pytest.mark.parametrize("path", [*PAGES, SCRIPT, STYLE, "/healthz", "/static/js/none.js", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'self'"
    assert "unsafe-eval'" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert "unsafe-inline" not in policy["script-src"]
    assert "http" not in headers["content-security-policy"].replace("https:", "http:")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera" not in headers["permissions-policy"]  # photos come in by it


def test_the_policy_allows_each_inline_script_of_the_document_and_no_other(client: httpx.Client) -> None:
    answer = client.get("/")
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", answer.text)
    assert answer.headers["content-security-policy"].count("'sha256-") == len(inline)


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/mcp", "//_stcore/metrics"])
def test_what_is_not_for_strangers_is_closed(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert "process_" not in answer.text
    assert "cache_memory" not in answer.text
    assert path.startswith("//") or answer.status_code == 404


def test_no_page_is_kept_by_the_browser_when_it_should_be_asked_for_again(client: httpx.Client) -> None:
    assert "immutable" in client.get(SCRIPT).headers["cache-control"]
    assert "immutable" not in client.get("/").headers.get("cache-control", "")


def test_a_foreign_page_may_not_open_the_websocket(app: RunningApp) -> None:
    from websockets.exceptions import InvalidStatus  # noqa: PLC0415 - only here
    from websockets.sync.client import connect  # noqa: PLC0415 - same

    address = f"ws://127.0.0.1:{app.port}/_stcore/stream"
    with pytest.raises(InvalidStatus), connect(address, origin="http://evil.example", proxy=None):  # type: ignore[arg-type]
        pass


class TestLanguageOfTheDocument:
    @pytest.mark.parametrize(
        ("cookie", "accepted", "language"),
        [
            (None, None, "ru"),
            (None, "en-GB,en;q=0.9", "en"),
            (None, "be-BY,ru;q=0.8", "be"),
            (None, "de-DE,be;q=0.3,en;q=0.7", "en"),
            (None, "de-DE,fr;q=0.7", "ru"),
            (None, '"><script>alert(1)</script>', "ru"),
            (None, "x" * 5000, "ru"),
            ("be", "en-GB", "be"),
            ("en", None, "en"),
            ("xx", "be", "be"),
            ('"><script>', "en", "en"),
        ],
    )
    def test_the_cookie_comes_before_the_browser(
        self, app: RunningApp, cookie: str | None, accepted: str | None, language: str
    ) -> None:
        headers = {"accept-language": accepted} if accepted else {}
        if cookie:
            headers["cookie"] = f"recp_language={cookie}"
        with httpx.Client(trust_env=False, timeout=30) as asking:
            asking.headers.pop("accept-language", None)
            for path in PAGES:
                answer = asking.get(f"{app.url}{path}", headers=headers)
                assert re.findall(r"<html[^>]*lang=\"([a-z]+)\"", answer.text) == [language]
                assert answer.headers["set-cookie"].startswith(f"recp_language={language};")
                assert "HttpOnly" in answer.headers["set-cookie"]
                assert int(answer.headers["content-length"]) == len(answer.content)
                assert "Accept-Language" in answer.headers["vary"]
                asking.cookies.clear()

    def test_what_the_person_chose_comes_before_both(self, tmp_path: Path) -> None:
        app = RunningApp(tmp_path, settings={"RECP_LANGUAGE": "be"})
        try:
            app.start()
            assert document_language(app) == "be"
            assert document_language(app, "en") == "en"
            chosen = app.rows("SELECT count(*) FROM person")
            assert chosen == [(0,)]  # asking for a document creates nobody
            httpx.get(f"{app.url}/readyz", timeout=30, trust_env=False)
        finally:
            app.stop()


def document_language(app: RunningApp, accepted: str = "") -> str:
    headers = {"accept-language": accepted}
    page = httpx.get(app.url, headers=headers, timeout=30, trust_env=False).text
    return re.findall(r"<html[^>]*lang=\"([a-z]+)\"", page)[0]


def test_an_address_that_is_no_page_is_said_in_the_reader_s_language(client: httpx.Client) -> None:
    browser = {"accept": "text/html,application/xhtml+xml", "accept-language": "ru"}
    for path in ("/review", "/nothing", "/compny?checklist=energy", "/login", "/join", "/account", "/export"):
        answer = client.get(path, headers=browser)
        assert answer.status_code == 404
        assert "Такой страницы у вас нет" in answer.text
        assert 'href="/"' in answer.text
    start = client.get("/home?checklist=energy", headers=browser)
    assert (start.status_code, start.headers["location"]) == (303, "/?checklist=energy")
    for path in ("/company", "/opportunities", "/report"):
        assert client.get(path, headers=browser).status_code == 200
    assert client.get("/healthz", headers=browser).json() == {"status": "ok"}
