"""The command line as scripts call it: exit codes, output, and what it costs to start."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from recp_selfcheck.__main__ import score as score_command

PROJECT = Path(__file__).resolve().parents[2]
WORKED = PROJECT / "tests" / "content" / "worked"
HEAVY = ("pandas", "numpy", "plotly", "streamlit", "pint", "sqlalchemy", "statsmodels", "pyxirr")


def call(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "recp_selfcheck", *map(str, words)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return done


def score(*answers: str | Path, checklist: str | Path = WORKED / "energy.yaml", code: int = 0) -> list[dict[str, Any]]:
    done = call("score", "--checklist", checklist, "--answers", *answers, code=code)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("energy.yaml", "answers.yaml"):
        shutil.copy(WORKED / name, tmp_path)
    return tmp_path


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_worked_example_to_the_letter() -> None:
    (card,) = score(WORKED / "answers.yaml")
    rated = {"state": "rated", "points": 100.0}
    half = {"score": 50.0, "low": 50.0, "high": 50.0, "share_rated": 1.0, "asked": 1, "answered": 1, "rated": 1}
    nothing = {"points": None, "effective_weight": None, "loss": None}
    assert card == {
        "checklist": "energy", "version": 1, "score": 33.333333333333336, "low": 30.0, "high": 43.333333333333336,
        "share_rated": 0.8666666666666667, "provisional": False, "band": "developing",
        "sections": {
            "a": {"score": 25.0, "low": 20.0, "high": 40.0, "share_rated": 0.8, "asked": 3, "answered": 3, "rated": 2},
            "b": half,
            "b.inner": half,
        },
        "questions": {
            "a.one": {**rated, "answer": "all", "effective_weight": 0.16666666666666666, "loss": 0.0},
            "a.two": {**rated, "answer": "none", "points": 0.0, "effective_weight": 0.5, "loss": 50.0},
            "a.three": {"state": "dont_know", "answer": "dont_know", **nothing},
            "b.one": {**rated, "answer": "half", "points": 50.0, "effective_weight": 0.3333333333333333,
                      "loss": 16.666666666666664},
            "b.two": {"state": "not_asked", "answer": None, **nothing},
        },
        "opportunities": ["measure_id"], "to_find_out": [],
    }  # fmt: skip


def test_yaml_and_json_answers_give_the_same_card() -> None:
    one, other = score(WORKED / "answers.yaml", WORKED / "answers.json")
    assert one == other


def test_a_shipped_checklist_by_its_id(folder: Path) -> None:
    (card,) = score(write(folder, "empty.yaml", "{}"), checklist="energy")
    assert card["checklist"] == "energy"
    assert (card["score"], card["low"], card["high"], card["share_rated"]) == (None, 0.0, 100.0, 0.0)
    assert card["provisional"] is True


def test_a_broken_answers_file_leaves_the_others_scored(folder: Path) -> None:
    wrong = write(folder, "wrong.yaml", "a.one: all\na.two: nones\nb.on: half\n")
    done = call("score", "--checklist", folder / "energy.yaml", "--answers", wrong, folder / "answers.yaml", code=1)
    assert len(done.stdout.splitlines()) == 1
    first, second = done.stderr.splitlines()
    assert first.startswith(f"{wrong}:2: [unknown-option]")
    assert "'none'" in first
    assert second.startswith(f"{wrong}:3: [unknown-question]")
    assert "'b.one'" in second


@pytest.mark.parametrize(
    "raw",
    [b"", b"[a, b]", b"a: \xff", b"a.one: !!str all", b"a.one: all\na.one: none", b"[" * 5000, b"a.one: [", b"text",
     b"a.one: 1e400", b"a" * 1_000_001, b"a.one: {x: 1}", b"a.one: .nan"],
)  # fmt: skip
def test_whatever_is_wrong_inside_an_answers_file_is_a_mistake(folder: Path, raw: bytes) -> None:
    path = write(folder, "wrong.yaml", raw)
    done = call("score", "--checklist", folder / "energy.yaml", "--answers", path, code=1)
    assert done.stdout == ""
    assert done.stderr.startswith(str(path))


def test_a_missing_file_is_a_wrong_command_line_and_the_rest_is_done(folder: Path) -> None:
    wrong = write(folder, "wrong.yaml", "x: y")
    missing = folder / "missing.yaml"
    words = ("score", "--checklist", folder / "energy.yaml", "--answers", missing, wrong, folder / "answers.yaml")
    done = call(*words, code=2)
    assert len(done.stdout.splitlines()) == 1
    assert str(missing) in done.stderr
    assert "[unknown-question]" in done.stderr


def test_a_broken_checklist_scores_nothing(folder: Path) -> None:
    write(folder, "energy.yaml", "id: energy\nversion: 0\n")
    done = call("score", "--checklist", folder / "energy.yaml", "--answers", folder / "answers.yaml", code=1)
    assert done.stdout == ""
    assert f"{folder / 'energy.yaml'}:2: [out-of-range]" in done.stderr


@pytest.mark.parametrize("name", ["enrgy", "no/such/file.yaml", "missing.yaml"])
def test_a_checklist_that_does_not_exist(name: str) -> None:
    done = call("score", "--checklist", name, "--answers", WORKED / "answers.yaml", code=2)
    assert name in done.stderr
    assert "Did you mean 'energy'?" in done.stderr or name != "enrgy"


@pytest.mark.parametrize(
    "words",
    [
        ("score",), ("score", "--checklist", "energy"), ("score", "--checklist", "energy", "--answers"), ("scoore",),
        ("check", "--todayy"), ("check", "--today", "yesterday"), ("check", "no/such/file.yaml"), ("demo", "XX0000"),
        ("check", "checklists/energy.yaml", "no/such/file.yaml"),
    ],
)  # fmt: skip
def test_a_wrong_command_line(words: tuple[str, ...]) -> None:
    assert call(*words, code=2).stderr != ""


def test_check_prints_mistakes_then_warnings_then_a_count(folder: Path) -> None:
    path = write(folder, "energy.yaml", (folder / "energy.yaml").read_bytes().replace(b"weight: 3", b"wieght: 3"))
    lines = call("check", path, code=1).stdout.splitlines()
    assert lines[0] == f"{path}:20: [unknown-field] 'wieght' is not a field of a question. Did you mean 'weight'?"
    assert all(": warning: [" in line for line in lines[1:-1])
    assert lines[-1] == f"1 mistake, {len(lines) - 2} warnings."


def test_check_of_everything_shipped_has_no_mistakes() -> None:
    lines = call("check").stdout.splitlines()
    assert lines[-1].startswith("0 mistakes, ")
    assert all(": warning: [" in line for line in lines[:-1])


def test_a_summary_counts_by_file_and_kind() -> None:
    lines = call("check", "--summary", "checklists/energy.yaml").stdout.splitlines()
    assert lines[0].startswith("checklists/energy.yaml: ")
    assert " questions" in lines[0]
    assert lines[-1].startswith("0 mistakes, ")


def test_the_summary_of_all_that_is_shipped_says_how_much_there_is() -> None:
    lines = call("check", "--summary").stdout.splitlines()
    [together] = [line for line in lines if line.startswith("together: ")]
    found = {noun: int(number) for number, _, noun in (part.partition(" ") for part in together[10:].split(", "))}
    assert (found["checklists"], found["facts"]) == (6, 9)
    assert found["questions"] >= 110
    assert found["measures"] >= 60
    floors = {"energy": 45, "water": 16, "materials": 18, "waste": 10, "air": 9, "management": 12}
    for name, floor in floors.items():
        [line] = [line for line in lines if line.startswith(f"checklists/{name}.yaml: ")]
        assert int(line.partition(" sections, ")[2].partition(" ")[0]) >= floor
    for language in ("ru", "be"):
        assert f"checklists/translations/{language}.po: " in "\n".join(lines)
    assert any(line.startswith("data/benchmarks.csv: ") and " memory" in line for line in lines)


def test_warnings_are_counted_by_kind(folder: Path) -> None:
    path = write(folder, "energy.yaml", (folder / "energy.yaml").read_bytes().replace(b"weight: 3", b"weight: 6"))
    lines = call("check", "--summary", path).stdout.splitlines()
    assert f"{path}: 1 warning [heavy]" in lines
    assert any(line.startswith(f"{path}: ") and line.endswith(" warnings [no-source]") for line in lines)


def test_a_file_outside_is_checked_without_the_published_record(folder: Path) -> None:
    write(folder, "shared.txt", "")
    (folder / "shared" / "published" / "energy").mkdir(parents=True)
    write(folder / "shared" / "published" / "energy", "1.json", "{")
    assert call("check", WORKED / "energy.yaml").stdout.splitlines()[-1].startswith("0 mistakes")


def test_a_passed_review_date_needs_a_date(folder: Path) -> None:
    (folder / "shared").mkdir()
    path = write(folder / "shared", "sources.yaml", "- {id: a, title: A, year: 2020, review_by: 2026-12-31}\n")
    assert "review-due" not in call("check", path).stdout
    assert "review-due" not in call("check", path, "--today", "2026-12-31").stdout
    assert f"{path}:1: warning: [review-due]" in call("check", path, "--today", "2027-01-01").stdout


def test_publish_refuses_an_unknown_checklist() -> None:
    assert "Nothing was recorded" in call("publish", "enrgy", code=1).stdout


def test_the_quick_commands_load_nothing_heavy() -> None:
    program = (
        "import sys\nfrom recp_selfcheck.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & set({HEAVY})), file=sys.stderr)\n"
    )
    score_words = ["score", "--checklist", "energy", "--answers", str(WORKED / "answers.yaml")]
    for words in (["--help"], score_words, ["check", str(WORKED / "energy.yaml")]):
        done = subprocess.run(
            [sys.executable, "-c", program, *words], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
        )
        assert done.stderr.splitlines()[-1] == "[]", words


@pytest.mark.parametrize(
    "words",
    [
        ("--answers", "a", "b", "c", "--checklist", "x"),
        ("--checklist", "x", "--answers", "a", "b", "--answers", "c"),
        ("--answers=a", "--answers", "b", "--checklist", "x", "--answers", "c"),
    ],
)
def test_one_answers_option_takes_all_files_behind_it_in_order(words: tuple[str, ...]) -> None:
    context = score_command.make_context("score", list(words))
    assert context.params["checklist"] == "x"
    assert context.params["answers"] == (Path("a"), Path("b"), Path("c"))
