"""Scripts and styles come compressed, and are byte for byte what Streamlit ships."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.web.serving import RunningApp
from tests.web.test_answers import SCRIPT, STATIC, STYLE

IMAGE = "/favicon.png"
GZIP = {"accept-encoding": "gzip, deflate, br"}
PLAIN = {"accept-encoding": "identity"}


def raw(client: httpx.Client, path: str, headers: dict[str, str], method: str = "GET") -> tuple[httpx.Response, bytes]:
    with client.stream(method, path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", [SCRIPT, STYLE])
def test_the_content_is_what_is_shipped(client: httpx.Client, path: str) -> None:
    shipped = (STATIC / path.removeprefix("/")).read_bytes()
    answer, packed = raw(client, path, GZIP)
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed) == shipped
    assert int(answer.headers["content-length"]) == len(packed) < len(shipped) / 2
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "accept-ranges" not in answer.headers

    answer, plain = raw(client, path, PLAIN)
    assert "content-encoding" not in answer.headers
    assert plain == shipped
    assert int(answer.headers["content-length"]) == len(shipped)


def test_every_script_and_style_comes_compressed(client: httpx.Client) -> None:
    files = [path for path in (STATIC / "static").rglob("*") if path.suffix in {".js", ".css"}]
    large = sorted((path for path in files if path.stat().st_size >= 1024), key=lambda path: path.stat().st_size)
    assert len(large) > 50
    for path in large[:: len(large) // 12]:
        answer, packed = raw(client, f"/{path.relative_to(STATIC).as_posix()}", GZIP)
        assert answer.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed) == path.read_bytes()


def test_asking_for_the_head_only(client: httpx.Client) -> None:
    whole, packed = raw(client, SCRIPT, GZIP)
    for _ in range(2):
        head, nothing = raw(client, SCRIPT, GZIP, "HEAD")
        assert nothing == b""
        assert head.status_code == 200
        assert head.headers["content-length"] == str(len(packed))
        assert head.headers["content-encoding"] == whole.headers["content-encoding"]


def test_a_head_before_anybody_asked_for_the_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    app = RunningApp(tmp_path_factory.mktemp("head"))
    try:
        app.start()
        with httpx.Client(base_url=app.url, timeout=30, trust_env=False) as client:
            head, nothing = raw(client, STYLE, GZIP, "HEAD")
            assert (head.status_code, nothing) == (200, b"")
            missing, nothing = raw(client, "/static/js/none.js", GZIP, "HEAD")
            assert nothing == b""
            assert missing.status_code == raw(client, "/static/js/none.js", PLAIN, "HEAD")[0].status_code
            with ThreadPoolExecutor(8) as several:
                got = list(several.map(lambda _: raw(client, SCRIPT, GZIP)[1], range(8)))
            assert len(set(got)) == 1
    finally:
        app.stop()


def test_a_part_of_a_file_is_a_part_of_the_plain_file(client: httpx.Client) -> None:
    answer, part = raw(client, SCRIPT, {**GZIP, "range": "bytes=0-99"})
    shipped = (STATIC / SCRIPT.removeprefix("/")).read_bytes()
    assert "content-encoding" not in answer.headers
    assert part == (shipped[:100] if answer.status_code == 206 else shipped)


@pytest.mark.parametrize("refused", ["gzip;q=0", "identity, gzip;q=0", "br"])
def test_who_does_not_want_gzip_gets_none(client: httpx.Client, refused: str) -> None:
    answer, plain = raw(client, STYLE, {"accept-encoding": refused})
    assert "content-encoding" not in answer.headers
    assert plain == (STATIC / STYLE.removeprefix("/")).read_bytes()


@pytest.mark.parametrize("other", ["/static/./", "/static//", "/static/%2e/"])
def test_a_file_by_another_of_its_names_is_not_kept_once_more(client: httpx.Client, other: str) -> None:
    target = STYLE.replace("/static/", other).encode()
    request = client.build_request("GET", "/", headers=GZIP, extensions={"target": target})
    answer = client.send(request)
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers
    assert answer.content == (STATIC / STYLE.removeprefix("/")).read_bytes()


def test_an_image_stays_as_it_is(client: httpx.Client) -> None:
    answer, got = raw(client, IMAGE, GZIP)
    assert "content-encoding" not in answer.headers
    assert got == (STATIC / IMAGE.removeprefix("/")).read_bytes()


def test_what_is_not_there_is_no_script(client: httpx.Client) -> None:
    for accepted in (GZIP, PLAIN):
        answer, _ = raw(client, "/static/js/none.js", accepted)
        assert answer.status_code == 404 or "text/html" in answer.headers["content-type"]
        assert "content-encoding" not in answer.headers  # what is compressed is kept, and names there are without end


def test_no_file_outside_the_folder_is_served(client: httpx.Client) -> None:
    for path in (
        "/static/../../../__init__.py",
        "/static/%2e%2e/%2e%2e/__init__.py",
        "/static/js/..%2f..%2f..%2fversion.py",
    ):
        answer = client.get(path, headers=GZIP)
        assert b"__version__" not in answer.content
        assert b"import" not in answer.content[:2000] or b"<html" in answer.content[:2000]
