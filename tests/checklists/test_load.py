"""From files to resolved checklists."""

import shutil
from pathlib import Path

import pytest

from recp_selfcheck.checklists.check import check
from recp_selfcheck.checklists.load import PROJECT, checklist_files, load_checklist, load_content, load_library
from recp_selfcheck.checklists.model import AllOf, AnyOf, Is, Not
from recp_selfcheck.errors import ContentMistakes

CONTENT = Path(__file__).resolve().parents[1] / "content"
HEAD = "id: energy\nversion: 1\npublished: 2026-12-01\nlanguage: en\ntitle: Energy\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "around", tmp_path, dirs_exist_ok=True)
    return tmp_path


def write(folder: Path, questions: str, head: str = HEAD) -> Path:
    path = folder / "energy.yaml"
    path.write_text(f"{head}sections:\n  - id: s\n    title: S\n    questions:\n{questions}", encoding="utf-8")
    return path


FLOORS = {"energy": 45, "water": 16, "materials": 18, "waste": 10, "air": 9, "management": 12}


def test_all_shipped_content_loads_in_its_order() -> None:
    content = load_content()
    names = list(content.checklists)
    assert names[:3] == ["energy", "water", "materials"]
    assert content.site.id == "site"
    assert all(fact.fact for fact in content.site.questions.values())
    for checklist in content.checklists.values():
        assert len(checklist.questions) >= FLOORS[checklist.id]
        assert {fact.id for fact in checklist.facts} <= content.site.questions.keys()
        assert len(checklist.facts) + len(checklist.other_facts) == len(content.site.questions)
        assert checklist.bands == content.library.bands[checklist.band_set or ""]


def test_what_is_shipped_has_no_mistakes() -> None:
    assert [str(mistake) for mistake in check().mistakes] == []


def test_everything_a_question_names_exists() -> None:
    content = load_content()
    for checklist in content.checklists.values():
        for question in checklist.questions.values():
            assert set(question.measures) <= content.library.measures.keys()
            assert set(question.sources) <= content.library.sources.keys()


def test_a_new_checklist_comes_after_the_known_ones(tmp_path: Path) -> None:
    for name in ("noise", "water", "energy", "site", "aaa"):
        (tmp_path / f"{name}.yaml").touch()
    assert [path.stem for path in checklist_files(tmp_path)] == ["energy", "water", "aaa", "noise"]


def test_scales_are_written_out_and_own_ones_come_first(folder: Path) -> None:
    own = (
        "scales:\n  - {id: practice, options: [{id: bad, text: Bad, points: 10}, {id: good, text: Good, points: 90}]}\n"
    )
    questions = "      - {id: s.own, text: A?, scale: practice}\n      - {id: s.shared, text: B?, scale: coverage}\n"
    found = load_checklist(write(folder, questions, HEAD + own)).questions
    assert [(option.id, option.points) for option in found["s.own"].options] == [("bad", 10.0), ("good", 90.0)]
    assert [option.id for option in found["s.shared"].options] == ["none", "all"]
    assert (found["s.own"].scale, found["s.shared"].scale) == (None, "coverage")


def test_every_kind_of_question(folder: Path) -> None:
    questions = """
      - {id: s.a, text: A?, options: [{id: x, text: X}, {id: y, text: Y, points: 5}], not_applicable: false}
      - {id: s.b, text: B?, multiple: [{id: x, text: X, points: 60}, {id: y, text: Y, points: 0, exclusive: true}]}
      - {id: s.c, text: C?, number: {unit: "%", points: [[0, 0], [90, 100]], at_least: 0, at_most: 100}, weight: 0.5}
"""
    found = load_checklist(write(folder, questions)).questions
    assert [question.kind for question in found.values()] == ["options", "multiple", "number"]
    assert found["s.a"].options[0].points is None
    assert not found["s.a"].not_applicable
    assert found["s.b"].options[1].exclusive
    assert found["s.c"].number is not None
    assert found["s.c"].number.points == ((0.0, 0.0), (90.0, 100.0))
    assert found["s.c"].weight == 0.5


def test_conditions(folder: Path) -> None:
    conditions = [
        "{s.a: [none]}",
        "{s.a: [none], site.systems: [lighting, compressed_air]}",
        "{any: [{s.a: [none]}, {not: {all: [{s.a: [all]}]}}]}",
    ]
    lines = [
        f"      - {{id: s.q{n}, text: Q?, scale: coverage, ask_if: {text}}}\n" for n, text in enumerate(conditions)
    ]
    checklist = load_checklist(write(folder, "      - {id: s.a, text: A?, scale: coverage}\n" + "".join(lines)))
    none = Is(question="s.a", options=("none",))
    systems = Is(question="site.systems", options=("lighting", "compressed_air"))
    assert [checklist.questions[f"s.q{n}"].ask_if for n in range(3)] == [
        none,
        AllOf(all=(none, systems)),
        AnyOf(any=(none, Not(negated=AllOf(all=(Is(question="s.a", options=("all",)),))))),
    ]
    assert [fact.id for fact in checklist.facts] == ["site.systems"]
    assert [fact.id for fact in checklist.other_facts] == ["site.staff"]


def test_a_fact_brings_the_facts_it_depends_on(folder: Path) -> None:
    site = (folder / "site.yaml").read_text(encoding="utf-8") + (
        "  - id: more\n    title: More\n    ask_if: {site.systems: [lighting]}\n    questions:\n"
        "      - {id: site.lamps, text: L?, fact: {options: [{id: led, text: LED}, {id: old, text: Old}]}}\n"
    )
    (folder / "site.yaml").write_text(site, encoding="utf-8")
    question = "      - {id: s.a, text: A?, scale: coverage, ask_if: {site.lamps: [old]}}\n"
    checklist = load_checklist(write(folder, question))
    assert [fact.id for fact in checklist.facts] == ["site.systems", "site.lamps"]
    assert checklist.facts[1].ask_if == Is(question="site.systems", options=("lighting",))


def test_outside_the_project_unknown_measures_and_sources_are_warnings(folder: Path) -> None:
    path = write(folder, "      - {id: s.a, text: A?, scale: coverage, measures: [nothing], sources: [boook]}\n")
    assert load_checklist(path).questions["s.a"].measures == ("nothing",)
    report = check([path])
    assert report.mistakes == []
    assert [warning.code for warning in report.warnings] == ["unknown-measure", "unknown-source"]
    assert "Did you mean 'book'?" in report.warnings[1].message


def test_outside_the_project_its_facts_and_shared_files_stand_in(tmp_path: Path) -> None:
    scale = next(iter(load_library(PROJECT / "checklists" / "shared").scales))
    question = f"      - {{id: s.a, text: A?, scale: {scale}, ask_if: {{site.systems: [lighting]}}}}\n"
    checklist = load_checklist(write(tmp_path, question))
    assert checklist.questions["s.a"].scale == scale
    assert [fact.id for fact in checklist.facts] == ["site.systems"]


def test_a_mistake_in_a_shared_file_is_told_when_a_checklist_needs_the_entry(folder: Path) -> None:
    path = write(folder, "      - {id: s.a, text: A?, scale: coverage}\n")
    (folder / "shared" / "scales.yaml").write_text("- {id: coverage, options: [{id: a}]}\n", encoding="utf-8")
    with pytest.raises(ContentMistakes) as caught:
        load_checklist(path)
    assert [Path(mistake.file).name for mistake in caught.value.mistakes] == ["scales.yaml"]


def test_a_missing_file_is_one_mistake(tmp_path: Path) -> None:
    with pytest.raises(ContentMistakes) as caught:
        load_checklist(tmp_path / "energy.yaml")
    assert [mistake.code for mistake in caught.value.mistakes] == ["cannot-open"]


def test_a_library_is_complete(folder: Path) -> None:
    library = load_library(folder / "shared")
    assert list(library.scales) == ["practice", "coverage"]
    assert [band.start for band in library.bands["efficiency"]] == [0.0, 25.0, 50.0]
    measure = library.measures["repair_air_leaks"]
    assert measure.effects[0].saves == (1.0, 2.0, 3.0)
    assert measure.status == "memory"
    assert library.sources["book"].year == 2020
    assert library.end_uses["lighting"].share == (5.0, 10.0, 15.0)
