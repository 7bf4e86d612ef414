"""Warnings: what is allowed but worth a look."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from recp_selfcheck.checklists.check import check, check_project
from recp_selfcheck.checklists.load import load_checklist
from recp_selfcheck.checklists.reach import never_asked, unreachable_values

CONTENT = Path(__file__).resolve().parents[1] / "content"
HEAD = "id: energy\nversion: 1\npublished: 2026-12-01\nlanguage: en\ntitle: Energy\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "around", tmp_path / "checklists")
    return tmp_path


def write(root: Path, *questions: str, section: str = "") -> Path:
    lines = "".join(f"      - {{{question}}}\n" for question in questions)
    path = root / "checklists" / "energy.yaml"
    path.write_text(f"{HEAD}sections:\n  - id: s\n    title: S\n{section}    questions:\n{lines}", encoding="utf-8")
    return path


def warned(root: Path, today: date | None = None) -> list[tuple[str, int, str]]:
    report = check_project(root, today)
    assert report.mistakes == []
    return [
        (Path(warning.file).name, warning.line, warning.code)
        for warning in report.warnings
        if not warning.code.startswith("translation")
    ]


def test_nothing_to_warn_of(root: Path) -> None:
    write(root, "id: s.a, text: A?, scale: coverage, sources: [book], measures: [repair_air_leaks]")
    assert warned(root) == []


def test_a_question_without_a_source_and_a_measure_without_a_question(root: Path) -> None:
    write(root, "id: s.a, text: A?, scale: coverage")
    assert warned(root) == [("energy.yaml", 10, "no-source"), ("measures.yaml", 1, "unnamed-measure")]


def test_a_heavy_weight(root: Path) -> None:
    write(
        root,
        "id: s.a, text: A?, scale: coverage, sources: [book], measures: [repair_air_leaks], weight: 5.5",
        section="    weight: 6\n",
    )
    assert warned(root) == [("energy.yaml", 9, "heavy"), ("energy.yaml", 11, "heavy")]


@pytest.mark.parametrize(("today", "codes"), [(None, []), (date(2027, 1, 1), []), (date(2027, 1, 2), ["review-due"])])
def test_a_review_date_passed(root: Path, today: date | None, codes: list[str]) -> None:
    write(root, "id: s.a, text: A?, scale: coverage, sources: [book], measures: [repair_air_leaks]")
    assert [code for _, _, code in warned(root, today)] == codes


def test_missing_translations_are_counted_by_text(root: Path) -> None:
    write(root, "id: s.a, text: A?, scale: coverage")
    missing = [warning for warning in check_project(root, None).warnings if warning.code == "translation-missing"]
    contexts = [warning.values["context"] for warning in missing if warning.file.endswith("be.po")]
    assert "energy:s.a.text" in contexts
    assert len(missing) == 2 * len(set(contexts))


def test_a_folder_and_its_files_are_checked_alone(root: Path) -> None:
    path = write(root, "id: s.a, text: A?, scale: coverages")
    assert [mistake.code for mistake in check([path]).mistakes] == ["unknown-scale"]
    assert [mistake.code for mistake in check([path.parent]).mistakes] == ["unknown-scale"]
    assert check([path.parent / "site.yaml"]).mistakes == []


@pytest.mark.parametrize(
    ("condition", "reachable"),
    [
        ("{site.systems: [lighting], s.a: [all]}", True),
        ("{all: [{s.a: [all]}, {s.a: [none]}]}", False),
        ("{all: [{site.systems: [lighting]}, {site.systems: [compressed_air]}]}", True),
        ("{all: [{s.a: [all]}, {not: {s.a: [all]}}]}", False),
        ("{not: {s.a: [all, none]}}", True),
        ("{s.hidden: [all]}", False),
        ("{any: [{s.hidden: [all]}, {s.a: [all]}]}", True),
    ],
)
def test_a_question_nobody_can_be_asked(root: Path, condition: str, *, reachable: bool) -> None:
    path = write(
        root,
        "id: s.a, text: A?, scale: coverage",
        "id: s.hidden, text: H?, scale: coverage, ask_if: {all: [{s.a: [all]}, {s.a: [none]}]}",
        f"id: s.b, text: B?, scale: coverage, ask_if: {condition}",
    )
    assert list(never_asked(load_checklist(path))) == ["s.hidden"] + ([] if reachable else ["s.b"])


def test_a_condition_with_very_many_cases_is_taken_as_reachable(root: Path) -> None:
    many = [f"id: s.q{n}, text: A?, scale: coverage" for n in range(40)]
    every = ", ".join(f"{{s.q{n}: [all]}}" for n in range(40))
    path = write(root, *many, f"id: s.last, text: L?, scale: coverage, ask_if: {{all: [{every}]}}")
    assert list(never_asked(load_checklist(path))) == []


def test_values_that_the_limits_exclude(root: Path) -> None:
    pairs = "[[0, 0], [1, 1], [2, 2], [9, 9], [10, 10]]"
    path = write(root, f"id: s.a, text: A?, number: {{unit: t, points: {pairs}, at_least: 2, at_most: 8}}")
    assert list(unreachable_values(load_checklist(path).questions["s.a"])) == [0.0, 10.0]


def test_options_without_points_never_count(root: Path) -> None:
    write(root, "id: s.a, text: A?, options: [{id: x, text: X}], sources: [book], measures: [repair_air_leaks]")
    assert warned(root) == [("energy.yaml", 10, "never-rated")]
