"""Whatever stands in a file, reading it ends in data or in mistakes that name the file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recp_selfcheck.checklists import load
from recp_selfcheck.checklists.files import read_text
from recp_selfcheck.checklists.load import load_checklist
from recp_selfcheck.errors import ContentMistakes

CONTENT = Path(__file__).resolve().parents[1] / "content"
WORKED = (CONTENT / "worked" / "energy.yaml").read_bytes()
SITE = (CONTENT / "around" / "site.yaml").read_bytes()
MEASURES = (CONTENT / "around" / "shared" / "measures.yaml").read_bytes()
PIECES = [
    *(b"\n", b"  ", b": ", b"- ", b"{", b"}", b"[", b"]", b"'", b'"', b"&a ", b"*a", b"!!str ", b"---\n", b"\t", b"# "),
    *(b"\x00", b"\xff", "ы".encode(), b"null", b"true", b"010", b"1e400", b".nan", b"all: ", b"not: ", b"id: a\n"),
    *(b"ask_if: {a.one: [none]}", b"{a.one: }", b"- - -", b"? [a]\n: b\n", b"<<: *a", b"options: ", b"number: {unit: t}"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("fuzz")
    shutil.copytree(CONTENT / "around", folder, dirs_exist_ok=True)
    yield folder


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A sound file with bytes cut out, moved and put in."""
    text = whole
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 60)))
        text = text[:at] + draw(st.sampled_from([b"", text[at:end] * 2, *PIECES])) + text[end:]
    return text


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"? ")
@example(b"- - - ? a")
@example(b"&a : *a")
@example(b"a: |\n x\n y\n")
def test_any_bytes(raw: bytes) -> None:
    for is_json in (False, True):
        try:
            read_text(raw, "f", is_json=is_json)
        except ContentMistakes as error:
            assert error.mistakes
            assert {mistake.file for mistake in error.mistakes} == {"f"}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=damaged(WORKED))
def test_a_damaged_checklist(folder: Path, raw: bytes) -> None:
    path = folder / "energy.yaml"
    path.write_bytes(raw)
    try:
        checklist = load_checklist(path)
    except ContentMistakes as error:
        assert error.mistakes
        assert {mistake.file for mistake in error.mistakes} == {str(path)}
    else:
        assert len(checklist.hash) == 64


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=damaged(MEASURES), site=damaged(SITE))
def test_damaged_shared_files_and_facts(tmp_path_factory: pytest.TempPathFactory, raw: bytes, site: bytes) -> None:
    folder = tmp_path_factory.mktemp("shared", numbered=True)
    shutil.copytree(CONTENT / "around", folder, dirs_exist_ok=True)
    (folder / "shared" / "measures.yaml").write_bytes(raw)
    (folder / "site.yaml").write_bytes(site)
    for read in (load.load_library, load_checklist):
        try:
            read(folder / ("shared" if read is load.load_library else "site.yaml"))
        except ContentMistakes as error:
            assert error.mistakes
