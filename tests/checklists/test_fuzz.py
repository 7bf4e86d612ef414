"""Whatever stands in a file, reading it ends in data or in mistakes that name the file."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recp_selfcheck.checklists import load
from recp_selfcheck.checklists.files import read_text
from recp_selfcheck.checklists.load import load_checklist
from recp_selfcheck.errors import ContentMistakes, Mistake
from tests.effort import tries

CONTENT = Path(__file__).resolve().parents[1] / "content"
WORKED = (CONTENT / "worked" / "energy.yaml").read_bytes()
SITE = (CONTENT / "around" / "site.yaml").read_bytes()
MEASURES = (CONTENT / "around" / "shared" / "measures.yaml").read_bytes()
PIECES = [
    *(b"\n", b"  ", b": ", b"- ", b"{", b"}", b"[", b"]", b"'", b'"', b"&a ", b"*a", b"!!str ", b"---\n", b"\t", b"# "),
    *(b"\x00", b"\xff", "ы".encode(), b"null", b"true", b"010", b"1e400", b".nan", b"all: ", b"not: ", b"id: a\n"),
    *(
        b"ask_if: {a.one: [none]}",
        b"{a.one: }",
        b"- - -",
        b"? [a]\n: b\n",
        b"<<: *a",
        b"options: ",
        b"number: {unit: t}",
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    shutil.copytree(CONTENT / "around", folder, dirs_exist_ok=True)
    return folder


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A sound file with bytes cut out, moved and put in."""
    text = whole
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 60)))
        text = text[:at] + draw(st.sampled_from([b"", text[at:end] * 2, *PIECES])) + text[end:]
    return text


def mistakes_of(read: Callable[[], object]) -> list[Mistake]:
    """Return the mistakes that reading ends in, none where it ends in data."""
    try:
        read()
    except ContentMistakes as error:
        return list(error.mistakes) or [Mistake("none", "an error without a mistake")]
    return []


@settings(max_examples=tries(300), deadline=None)
@given(st.binary(max_size=400))
@example(b"? ")
@example(b"- - - ? a")
@example(b"&a : *a")
@example(b"a: |\n x\n y\n")
def test_any_bytes(raw: bytes) -> None:
    for is_json in (False, True):
        found = mistakes_of(partial(read_text, raw, "f", is_json=is_json))
        assert {mistake.file for mistake in found} <= {"f"}


@settings(max_examples=tries(250), deadline=None)
@given(raw=damaged(WORKED))
def test_a_damaged_checklist(folder: Path, raw: bytes) -> None:
    path = folder / "energy.yaml"
    path.write_bytes(raw)
    found = mistakes_of(partial(load_checklist, path))
    assert {mistake.file for mistake in found} <= {str(path)}
    assert all(mistake.line <= raw.count(b"\n") + 1 for mistake in found)
    if not found:
        assert len(load_checklist(path).hash) == 64


@settings(max_examples=tries(150), deadline=None)
@given(raw=damaged(MEASURES), site=damaged(SITE))
def test_damaged_shared_files_and_facts(tmp_path_factory: pytest.TempPathFactory, raw: bytes, site: bytes) -> None:
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(CONTENT / "around", folder, dirs_exist_ok=True)
    (folder / "shared" / "measures.yaml").write_bytes(raw)
    (folder / "site.yaml").write_bytes(site)
    found = mistakes_of(partial(load.load_library, folder / "shared"))
    assert {Path(mistake.file).name for mistake in found} <= {"measures.yaml"}
    found = mistakes_of(partial(load_checklist, folder / "site.yaml"))
    assert {Path(mistake.file).name for mistake in found} <= {"site.yaml"}
