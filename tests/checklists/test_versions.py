"""Rules, their hash, the record of published versions, and where ids went."""

import json
import shutil
from pathlib import Path

import pytest

from recp_selfcheck.checklists.authored import MovedVersion
from recp_selfcheck.checklists.check import check_project, publish
from recp_selfcheck.checklists.load import load_checklist
from recp_selfcheck.checklists.moves import Lead, follow
from recp_selfcheck.checklists.versions import digest, rules

CONTENT = Path(__file__).resolve().parents[1] / "content"
WORKED = (CONTENT / "worked" / "energy.yaml").read_text(encoding="utf-8").replace("[measure_id]", "[repair_air_leaks]")
SHARED = WORKED.replace("a.two, text: Second?, scale: done", "a.two, text: Second?, scale: practice")
SHARED = SHARED.replace("ask_if: {a.one: [none]}", "ask_if: {a.one: [none], site.systems: [lighting]}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "around", tmp_path / "checklists")
    write(tmp_path, SHARED)
    return tmp_path


def write(root: Path, text: str, name: str = "energy.yaml") -> Path:
    path = root / "checklists" / name
    path.write_text(text, encoding="utf-8")
    return path


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "checklists" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def mistakes(root: Path) -> list[str]:
    return [f"{Path(found.file).name}:{found.line} {found.code}" for found in check_project(root, None).mistakes]


def hash_of(root: Path) -> str:
    return load_checklist(root / "checklists" / "energy.yaml").hash


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("energy.yaml", "title: Section A", "title: Section Alpha"),
        ("energy.yaml", "text: First?", "text: Really first?"),
        ("energy.yaml", "title: Worked example", "title: Worked\nabout: Something."),
        ("energy.yaml", "version: 1", "version: 2"),
        ("energy.yaml", "published: 2026-12-01", "published: 2026-12-02"),
        ("energy.yaml", "a.one, text: First?", "a.one, text: First?, why: Because., weight: 1.0"),
        ("energy.yaml", "{a.one: [none], site.systems: [lighting]}", "{site.systems: [lighting], a.one: [none]}"),
        ("site.yaml", "text: Which of these do you have?", "text: What is there?"),
        ("site.yaml", "text: How many are you?", "text: How many work here?"),
        ("shared/measures.yaml", "saves: [1, 2, 3]", "saves: [2, 3, 4]"),
        ("shared/scales.yaml", "text: Nobody does it", "text: No one does it"),
        ("shared/bands.yaml", "title: Beginning", "title: Start"),
    ],
)
def test_what_is_no_rule_may_change(root: Path, name: str, old: str, new: str) -> None:
    before = hash_of(root)
    change(root, name, old, new)
    assert hash_of(root) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("energy.yaml", "weight: 3", "weight: 4"),
        ("energy.yaml", "    weight: 2\n", ""),
        ("energy.yaml", "a.three", "a.third"),
        ("energy.yaml", "points: 50", "points: 51"),
        ("energy.yaml", "{id: none, text: Nothing, points: 0}\n      - {id: half, text: Half of it, points: 50}",
         "{id: half, text: Half of it, points: 0}\n      - {id: none, text: Nothing, points: 50}"),
        ("energy.yaml", "site.systems: [lighting]", "site.systems: [compressed_air]"),
        ("energy.yaml", "measures: [repair_air_leaks]", "not_applicable: false, measures: [repair_air_leaks]"),
        ("energy.yaml", ", measures: [repair_air_leaks]", ""),
        ("energy.yaml", "bands: efficiency\n", ""),
        ("site.yaml", "{id: lighting, text: Lighting}", "{id: lamps, text: L}\n            - {id: lighting, text: L}"),
        ("shared/scales.yaml", "points: 65", "points: 60"),
        ("shared/bands.yaml", "from: 25", "from: 30"),
    ],
)  # fmt: skip
def test_what_is_a_rule_changes_the_hash(root: Path, name: str, old: str, new: str) -> None:
    before = hash_of(root)
    change(root, name, old, new)
    assert hash_of(root) != before


def test_the_hash_is_of_canonical_json(root: Path) -> None:
    checklist = load_checklist(root / "checklists" / "energy.yaml")
    again = json.loads(json.dumps(rules(checklist), indent=3))
    assert digest(again) == checklist.hash
    assert len(checklist.hash) == 64


def test_publishing_records_once(root: Path) -> None:
    assert publish(root=root) == ({"energy": True}, [])
    record = json.loads((root / "checklists/shared/published/energy/1.json").read_text(encoding="utf-8"))
    assert record["hash"] == hash_of(root)
    assert record["scales"] == {"a.two": "practice"}
    assert publish(["energy"], root=root) == ({"energy": False}, [])
    assert mistakes(root) == []


def test_an_unknown_checklist_is_not_published(root: Path) -> None:
    written, found = publish(["energie"], root=root)
    assert (written, [mistake.code for mistake in found]) == ({}, ["unknown-checklist"])


def test_nothing_is_published_while_there_are_mistakes(root: Path) -> None:
    change(root, "energy.yaml", "weight: 3", "weight: 0")
    written, found = publish(root=root)
    assert (written, [mistake.code for mistake in found]) == ({}, ["out-of-range"])
    assert not (root / "checklists/shared/published").exists()


def test_changed_rules_under_a_published_number_are_refused(root: Path) -> None:
    publish(root=root)
    change(root, "energy.yaml", "weight: 3", "weight: 4")
    assert mistakes(root) == ["energy.yaml:3 changed-rules"]
    written, found = publish(root=root)
    assert written == {}
    assert "weight of question 'a.two'" in found[0].message
    assert "Set version: 2" in found[0].message
    change(root, "energy.yaml", "version: 1", "version: 2")
    assert publish(root=root) == ({"energy": True}, [])


def test_a_changed_shared_scale_names_every_checklist_that_uses_it(root: Path) -> None:
    other = SHARED.replace("id: energy", "id: water")
    write(root, other, "water.yaml")
    write(root, WORKED.replace("id: energy", "id: waste"), "waste.yaml")
    publish(root=root)
    change(root, "shared/scales.yaml", "points: 65", "points: 60")
    found = check_project(root, None).mistakes
    assert [Path(mistake.file).name for mistake in found] == ["energy.yaml", "water.yaml"]
    assert all("scale 'practice'" in mistake.message for mistake in found)


def test_a_number_that_runs_backwards(root: Path) -> None:
    change(root, "energy.yaml", "version: 1", "version: 2")
    publish(root=root)
    change(root, "energy.yaml", "version: 2", "version: 1")
    assert mistakes(root) == ["energy.yaml:3 old-version"]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (None, ["lost-id"]),
        ("energy: {2: {questions: {a.three: a.third}}}", []),
        ("energy: {2: {questions: {a.three: }}}", []),
        ("energy: {2: {questions: {a.three: a.fourth}}}", ["unknown-question", "lost-id"]),
        ("energy: {3: {questions: {a.three: a.third}}}", ["lost-id"]),
    ],
)
def test_a_renamed_question_must_be_in_moves(root: Path, moves: str | None, expected: list[str]) -> None:
    publish(root=root)
    change(root, "energy.yaml", "a.three", "a.third")
    change(root, "energy.yaml", "version: 1", "version: 2")
    if moves:
        write(root, moves, "shared/moves.yaml")
    assert [mistake.code for mistake in check_project(root, None).mistakes] == expected


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (None, ["lost-id"]),
        ("energy: {2: {options: {practice: {planned: by_plan}}}}", []),
        ("energy: {2: {options: {a.two: {planned: }}}}", []),
        ("energy: {2: {options: {practice: {planned: by_plans}}}}", ["unknown-option", "lost-id"]),
    ],
)
def test_a_renamed_option_of_a_shared_scale_must_be_in_moves(
    root: Path, moves: str | None, expected: list[str]
) -> None:
    publish(root=root)
    change(root, "shared/scales.yaml", "id: planned", "id: by_plan")
    change(root, "energy.yaml", "version: 1", "version: 2")
    if moves:
        write(root, moves, "shared/moves.yaml")
    assert [mistake.code for mistake in check_project(root, None).mistakes] == expected


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ("energy: {2: {questions: {a.one: a.first}}}", ["lost-id"]),
        ("energy: {2: {questions: {a.one: a.first}, options: {a.one: {half: part}}}}", []),
        ("energy: {2: {questions: {a.one: a.first}, options: {a.first: {half: part}}}}", []),
        ("energy: {2: {questions: {a.one: a.first}, options: {a.first: {half: parts}}}}", ["unknown-option", "lost-id"]),
    ],
)  # fmt: skip
def test_a_renamed_question_may_have_renamed_options(root: Path, moves: str, expected: list[str]) -> None:
    own = "options: [{id: none, text: No, points: 0}, {id: half, text: Half, points: 50}]"
    change(root, "energy.yaml", "a.one, text: First?, scale: done", f"a.one, text: First?, {own}")
    publish(root=root)
    change(root, "energy.yaml", "a.one", "a.first")
    change(root, "energy.yaml", "{id: half, text: Half,", "{id: part, text: Half,")
    change(root, "energy.yaml", "version: 1", "version: 2")
    write(root, moves, "shared/moves.yaml")
    assert [mistake.code for mistake in check_project(root, None).mistakes] == expected


def test_ids_are_followed_through_several_versions() -> None:
    steps = [
        MovedVersion(questions={"a.one": "a.two"}, options={"practice": {"none": "never"}}),
        MovedVersion(questions={"a.two": "b.two"}, options={"a.two": {"never": "no"}, "b.two": {"some": None}}),
    ]
    assert follow("a.one", "practice", ["none", "some", "all"], steps) == Lead(
        "b.two", {"none": "no", "some": None, "all": "all"}
    )
    assert follow("a.two", None, ["never"], steps[1:]) == Lead("b.two", {"never": "no"})
    assert follow("a.gone", "practice", ["none"], [MovedVersion(questions={"a.gone": None}), *steps]).question is None


def test_an_altered_record_is_noticed(root: Path) -> None:
    publish(root=root)
    path = root / "checklists/shared/published/energy/1.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"weight": 3.0', '"weight": 4.0'), encoding="utf-8")
    assert mistakes(root) == ["1.json:0 bad-record"]
    path.write_text("{", encoding="utf-8")
    assert mistakes(root) == ["1.json:0 bad-record"]
