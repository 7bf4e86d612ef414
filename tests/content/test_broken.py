"""Each folder in `broken/` holds one mistake and, in `expected.txt`, exactly what `check` says about it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from recp_selfcheck.checklists.check import check

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "broken").iterdir() if path.is_dir())


def found(case: Path, folder: Path) -> list[str]:
    """Lay the case's files over a sound surrounding of site facts and shared files, and check the case's files."""
    shutil.copytree(HERE / "around", folder, dirs_exist_ok=True)
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    files = sorted(path.relative_to(case) for path in case.rglob("*.yaml"))
    report = check([folder / file for file in files])
    return [
        str(replace(mistake, file=Path(mistake.file).relative_to(folder).as_posix())) for mistake in report.mistakes
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_named_with_its_place_and_remedy(case: Path, tmp_path: Path) -> None:
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert expected
    assert found(case, tmp_path) == expected


def test_the_surrounding_itself_has_no_mistakes(tmp_path: Path) -> None:
    shutil.copytree(HERE / "around", tmp_path, dirs_exist_ok=True)
    report = check([tmp_path])
    assert report.mistakes == []
    assert len(report.counts) == 6


def test_there_are_examples_enough() -> None:
    assert len(CASES) >= 30
