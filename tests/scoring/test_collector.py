"""The trainers' tests really fail, and say why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
HERE = Path(__file__).parent
PLAIN = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest")  # which loads half of itself for each summary


@pytest.fixture
def folder(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with the small checklists and the collector."""
    shutil.copytree(HERE / "checklists", pytester.path / "checklists")
    pytester.makeconftest("from tests.scoring.conftest import pytest_collect_file")
    return pytester


def run(folder: pytest.Pytester, text: str) -> pytest.RunResult:
    (folder.path / "some.yaml").write_text(text, encoding="utf-8")
    return folder.runpytest_inprocess(*PLAIN)


GOOD = "- {name: It is fine, checklist: worked, answers: {b.one: half}, expect: {score: 50}}\n"
LONG = "- name: x\n  checklist: worked\n  answers:\n    a.one: all\n    a.two: all\n  expect: {score: 5}\n"


def test_a_case_that_holds_passes(folder: pytest.Pytester) -> None:
    run(folder, GOOD).assert_outcomes(passed=1)


def test_a_failing_case_names_itself_its_place_and_its_reasons(folder: pytest.Pytester) -> None:
    text = GOOD + (
        "- name: The leaks are judged too mildly\n"
        "  checklist: worked\n"
        "  answers: {a.one: all, a.two: none, a.three: dont_know, b.one: half}\n"
        "  expect:\n"
        "    score: 40\n"
        "    band: developing\n"
        "    provisional: true\n"
        "    sections: {a: {rated: 3}}\n"
    )
    result = run(folder, text)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*The leaks are judged too mildly*",
            "some.yaml:2, checklist worked",
            "*score: expected 40, got 33.3333",
            "*provisional: expected true, got false",
            "*sections.a.rated: expected 3, got 2",
            "Why this score:",
            "*a.one: 100 points x 0.1667, loses 0 (answer: all)",
            "*a.two: 0 points x 0.5000, loses 50 (answer: none)",
            "*a.three: dont_know",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "band: expected" not in result.stdout.str()


@pytest.mark.parametrize(
    ("got", "expected", "passes"),
    [("33.37", 1, True), ("33.28", 1, False), ("null", 1, False), ("'33.33'", 1, False), ("true", 1, False)],
)
def test_numbers_agree_to_a_twentieth_and_kinds_exactly(
    folder: pytest.Pytester,
    got: str,
    expected: int,
    passes: bool,
) -> None:
    answers = "{a.one: all, a.two: none, a.three: dont_know, b.one: half}"
    text = f"- {{name: x, checklist: worked, answers: {answers}, expect: {{score: {got}}}}}\n"
    run(folder, text).assert_outcomes(**{"passed" if passes else "failed": expected})


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (GOOD.replace("worked", "wroked"), 1, "There is no checklist 'wroked'. Did you mean 'worked'?"),
        (GOOD.replace("b.one", "b.oen"), 1, "'b.oen' is not a question of the checklist 'worked'. Did you mean"),
        (GOOD.replace("half", "hlaf"), 1, "'hlaf' is not one of its options. Did you mean 'half'?"),
        (GOOD.replace("score: 50", "scroe: 50"), 1, "'scroe' does not exist. Did you mean 'score'?"),
        (GOOD.replace("score: 50", "sections: {aa: {score: 5}}"), 1, "'sections.aa' does not exist."),
        (GOOD.replace("score: 50", "sections: {a: {scores: 5}}"), 1, "'sections.a.scores' does not exist. Did"),
        (GOOD.replace("score: 50", "questions: {b.two: {points: 5}}"), 1, "'questions.b.two' does not exist. Did"),
        (LONG.replace("a.two", "a.tow"), 5, "Did you mean 'a.two'?"),
    ],
    ids=["checklist", "question", "option", "field", "section", "field of a section", "expected question", "line"],
)
def test_an_unknown_id_is_an_error_with_its_line_and_a_suggestion(
    folder: pytest.Pytester, text: str, line: int, says: str
) -> None:
    result = run(folder, text)
    result.assert_outcomes(failed=1)
    output = result.stdout.str()
    assert f"some.yaml:{line}: " in output
    assert says in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: x\n", "some.yaml:1: A file of tests is a list"),
        ("- just text\n", "some.yaml:1: A test has the fields"),
        (GOOD + GOOD.replace("expect", "expects"), "some.yaml:2: 'expects' is not a field of a test. Did you mean"),
        ("- {name: x, checklist: worked}\n", "some.yaml:1: The test needs the field 'expect'."),
        ("- {name: x, name: y}\n", "some.yaml:1: [duplicate-key]"),
    ],
    ids=["no list", "no mapping", "unknown field", "missing field", "broken"],
)
def test_a_file_that_is_no_list_of_tests_is_an_error(folder: pytest.Pytester, text: str, says: str) -> None:
    result = run(folder, text)
    assert result.parseoutcomes().get("errors") == 1
    assert says in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_checklists_are_not_taken_for_tests(folder: pytest.Pytester) -> None:
    result = folder.runpytest_inprocess(*PLAIN)
    result.assert_outcomes()
