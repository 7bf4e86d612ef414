"""Each folder in `broken/` holds one mistake and, in `expected.txt`, exactly what `check` says about it.

A case with `checklists/` is a whole project with its record of published versions; any other is checked by itself: a
checklist or shared files, tables in `data/`, or a catalogue.
"""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from recp_selfcheck.checklists.check import check, check_project
from recp_selfcheck.checklists.figures import DATA

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "broken").iterdir() if path.is_dir())
MISTAKE = re.compile(r"[\w/]+\.yaml:\d+: \[[a-z-]+\] ")
WHOLE_TABLES = ("units.txt", "gwp.csv")  # small enough to be taken as they are shipped


def lay(case: Path, folder: Path) -> None:
    """Lay the case's files over a sound surrounding of site facts and shared files, and of small tables."""
    is_project = (case / "checklists").is_dir()
    shutil.copytree(HERE / "around", folder / "checklists" if is_project else folder, dirs_exist_ok=True)
    if (case / "data").is_dir():
        shutil.copytree(HERE / "around_data", folder / "data")
        for name in WHOLE_TABLES:
            shutil.copy(DATA / name, folder / "data" / name)
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))


def found(case: Path, folder: Path) -> list[str]:
    """Return what `check` says about the case's files, with their names from the case's folder."""
    lay(case, folder)
    files = sorted(path.relative_to(case) for kind in ("yaml", "csv", "po") for path in case.rglob(f"*.{kind}"))
    report = check_project(folder, None) if (case / "checklists").is_dir() else check([folder / file for file in files])
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


def test_the_small_tables_have_no_mistakes(tmp_path: Path) -> None:
    shutil.copytree(HERE / "around_data", tmp_path, dirs_exist_ok=True)
    for name in WHOLE_TABLES:
        shutil.copy(DATA / name, tmp_path / name)
    assert check(sorted(tmp_path.glob("*.csv"))).mistakes == []


def test_there_are_examples_enough() -> None:
    assert len(CASES) >= 130


def test_the_guide_for_authors_shows_mistakes_word_for_word() -> None:
    guide = (DATA.parent / "docs" / "authoring.md").read_text(encoding="utf-8")
    shown = [line for line in guide.splitlines() if MISTAKE.match(line)]
    given = {line for case in CASES for line in (case / "expected.txt").read_text(encoding="utf-8").splitlines()}
    assert len(shown) == 10
    assert set(shown) <= given
