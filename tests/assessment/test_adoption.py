"""What a newer version of a checklist does to the answers given to the old one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.adoption import Adoption, Leads, carry
from recp_selfcheck.assessment.answers import Answer, AnswerSheet, read_answers
from recp_selfcheck.assessment.conditions import asked
from recp_selfcheck.assessment.scoring import score
from recp_selfcheck.checklists.model import Checklist

SCALE = [{"id": "none", "points": 0}, {"id": "some", "points": 50}, {"id": "all", "points": 100}]
TICKS = [{"id": "clock", "points": 60}, {"id": "sensor", "points": 40}, {"id": "nothing", "points": 0, "exclusive": True}]  # fmt: skip
SYSTEMS = {"id": "site.systems", "text": "?", "kind": "multiple", "fact": True, "options": [{"id": "air", "text": "?"}]}


def one_of(name: str, options: list[dict[str, Any]] = SCALE, **fields: Any) -> dict[str, Any]:
    return {"id": name, "text": "?", "kind": "options", "options": [{"text": "?", **one} for one in options], **fields}


def ticks(name: str, options: list[dict[str, Any]] = TICKS, **fields: Any) -> dict[str, Any]:
    return one_of(name, options, **{"kind": "multiple", **fields})


def number(name: str, unit: str = "%", most: float = 100, **fields: Any) -> dict[str, Any]:
    scored = {"unit": unit, "points": [[0, 0], [100, 100]], "at_least": 0, "at_most": most}
    return {"id": name, "text": "?", "kind": "number", "number": scored, **fields}


def checklist(*questions: dict[str, Any], version: int = 1) -> Checklist:
    section = {"id": "a", "title": "A", "questions": list(questions)}
    return Checklist.model_validate(
        {"id": "energy", "version": version, "language": "en", "title": "E", "sections": [section], "facts": [SYSTEMS]}
    )


def carried(old: dict[str, Any], new: list[dict[str, Any]], raw: Any, leads: Leads | None = None) -> Adoption:
    before = checklist(old)
    return carry(before, checklist(*new, version=2), read_answers(before, {old["id"]: raw}), leads or Leads())


def outcome(adoption: Adoption) -> tuple[Any, ...]:
    [one] = adoption.answers
    return one.fate, one.reason, one.to, one.after.value if one.after else None


SPENT = [{"id": "never", "points": 0}, {"id": "all", "points": 100}]


@pytest.mark.parametrize(
    ("old", "new", "raw", "leads", "expected"),
    [
        (one_of("a.x"), [one_of("a.x")], "some", None, ("kept", None, "a.x", "some")),
        (one_of("a.x"), [one_of("a.x", weight=3)], "dont_know", None, ("kept", None, "a.x", "dont_know")),
        (one_of("a.x"), [one_of("a.y")], "some", Leads({"a.x": "a.y"}), ("kept", None, "a.y", "some")),
        (one_of("a.x"), [one_of("a.x", SPENT)], "none", Leads({}, {"a.x": {"none": "never"}}), ("kept", None, "a.x", "never")),
        (one_of("a.x"), [one_of("a.x", SPENT)], "some", Leads({}, {"a.x": {"some": None}}), ("asked_again", "option_gone", "a.x", None)),
        (one_of("a.x"), [one_of("a.x", SPENT)], "some", None, ("asked_again", "option_gone", "a.x", None)),
        (one_of("a.x"), [one_of("a.y")], "some", None, ("dropped", "question_gone", None, None)),
        (one_of("a.x"), [one_of("a.y")], "some", Leads({"a.x": None}), ("dropped", "question_gone", None, None)),
        (one_of("a.x"), [number("a.x")], "some", None, ("asked_again", "other_kind", "a.x", None)),
        (one_of("a.x"), [number("a.x")], "dont_know", None, ("kept", None, "a.x", "dont_know")),
        (one_of("a.x"), [one_of("a.x", not_applicable=False)], "not_applicable", None, ("asked_again", "not_accepted", "a.x", None)),
        (number("a.x"), [number("a.x")], 40, None, ("kept", None, "a.x", 40)),
        (number("a.x"), [number("a.x", unit="bar")], 40, None, ("asked_again", "other_unit", "a.x", None)),
        (number("a.x"), [number("a.x", most=30)], 40, None, ("asked_again", "not_accepted", "a.x", None)),
        (ticks("a.x"), [ticks("a.x")], ["clock", "sensor"], None, ("kept", None, "a.x", ("clock", "sensor"))),
        (ticks("a.x"), [ticks("a.x", TICKS[1:])], ["clock", "sensor"], None, ("asked_again", "option_gone", "a.x", None)),
        (ticks("a.x"), [ticks("a.x", TICKS[1:])], ["clock", "sensor"], Leads({}, {"a.x": {"clock": "sensor"}}), ("kept", None, "a.x", ("sensor",))),
        (ticks("a.x"), [ticks("a.x", [TICKS[0], {**TICKS[1], "exclusive": True}])], ["clock", "sensor"], None, ("asked_again", "not_accepted", "a.x", None)),
    ],
)  # fmt: skip
def test_an_answer_is_kept_only_where_it_says_the_same(
    old: dict[str, Any], new: list[dict[str, Any]], raw: Any, leads: Leads | None, expected: tuple[Any, ...]
) -> None:
    assert outcome(carried(old, new, raw, leads)) == expected


def test_the_reason_of_a_not_applicable_goes_with_it() -> None:
    found = carried(one_of("a.x"), [one_of("a.x")], {"answer": "not_applicable", "reason": "There is none."})
    assert found.sheet.answers["a.x"] == Answer("not_applicable", "There is none.")


def test_two_questions_may_change_places() -> None:
    old = checklist(one_of("a.x"), one_of("a.y"))
    sheet = read_answers(old, {"a.x": "none", "a.y": "all"})
    found = carry(old, checklist(one_of("a.x"), one_of("a.y"), version=2), sheet, Leads({"a.x": "a.y", "a.y": "a.x"}))
    assert {name: answer.value for name, answer in found.sheet.answers.items()} == {"a.x": "all", "a.y": "none"}


@pytest.mark.parametrize(
    ("answers", "fates", "kept"),
    [
        ({"a.x": "all", "a.y": "all"}, ["kept", "kept"], "all"),
        ({"a.x": "all", "a.y": "none"}, ["asked_again", "asked_again"], None),
        ({"a.x": "all"}, ["kept"], "all"),
        ({"a.x": "all", "a.y": "dont_know"}, ["asked_again", "asked_again"], None),
    ],
)
def test_two_questions_that_became_one_keep_only_what_both_say(
    answers: dict[str, str], fates: list[str], kept: str | None
) -> None:
    old = checklist(one_of("a.x"), one_of("a.y"))
    leads = Leads({"a.x": "a.z", "a.y": "a.z"})
    found = carry(old, checklist(one_of("a.z"), version=2), read_answers(old, answers), leads)
    assert [one.fate for one in found.answers] == fates
    answer = found.sheet.answers.get("a.z")
    assert (answer.value if answer else None) == kept


def test_new_are_the_asked_questions_that_nothing_leads_to() -> None:
    old = checklist(one_of("a.x"), one_of("a.y"))
    air = {"question": "site.systems", "options": ["air"]}
    new = checklist(one_of("a.x"), one_of("a.z"), one_of("a.air", ask_if=air), version=2)
    sheet = AnswerSheet({"a.x": Answer("all")}, {"site.systems": Answer(())})
    found = carry(old, new, sheet, Leads({"a.y": None}))
    assert found.new == ("a.z",)
    assert carry(old, new, sheet, Leads({}), {"site.systems": Answer(("air",))}).new == ("a.z", "a.air")


def test_both_scores_stand_beside_each_other() -> None:
    old = checklist(one_of("a.x"), one_of("a.y"))
    harder = [{"id": "none", "points": 0}, {"id": "some", "points": 20}, {"id": "all", "points": 100}]
    sheet = read_answers(old, {"a.x": "some", "a.y": "all"})
    found = carry(old, checklist(one_of("a.x", harder), one_of("a.z"), version=2), sheet, Leads())
    assert (found.before.score, found.before.low, found.before.high) == (75, 75, 75)
    assert (found.after.score, found.after.low, found.after.high) == (20, 10, 60)
    assert [one.fate for one in found.answers] == ["kept", "dropped"]
    assert [len(found.of(fate)) for fate in ("kept", "asked_again", "dropped")] == [1, 0, 1]


IDS = ("a.x", "a.y", "a.z")
KINDS = (one_of, ticks, number)
RAW: dict[Any, Any] = {one_of: "some", ticks: ["clock"], number: 7}


@given(
    st.dictionaries(st.sampled_from(IDS), st.sampled_from(KINDS), min_size=1),
    st.dictionaries(st.sampled_from(IDS), st.sampled_from(KINDS), min_size=1),
    st.dictionaries(st.sampled_from(IDS), st.none() | st.sampled_from(IDS)),
    st.sets(st.sampled_from(IDS)),
)
def test_every_answer_has_one_fate_and_the_sheet_holds_the_kept_ones(
    before: dict[str, Any], after: dict[str, Any], leads: dict[str, str | None], answered: set[str]
) -> None:
    old = checklist(*(make(name) for name, make in before.items()))
    new = checklist(*(make(name) for name, make in after.items()), version=2)
    sheet = read_answers(old, {name: RAW[make] for name, make in before.items() if name in answered})
    found = carry(old, new, sheet, Leads(leads))
    assert [one.question for one in found.answers] == [name for name in before if name in answered]
    assert found.sheet.answers == {one.to: one.after for one in found.of("kept")}
    assert found.after == score(new, found.sheet)
    assert all(one.to in new.questions for one in found.answers if one.fate != "dropped")
    assert set(found.new) <= asked(new, found.sheet)
    assert carry(new, new, found.sheet, Leads()).sheet == found.sheet
