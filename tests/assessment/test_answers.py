"""What is taken as an answer, and what is said about the rest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from recp_selfcheck.assessment.answers import Answer, AnswerSheet, accept, read_answers, to_raw
from recp_selfcheck.checklists.model import Checklist, Option, Question
from recp_selfcheck.errors import AnswerMistakes
from tests.assessment.strategies import Case, cases, checklist, choice, number, options_of, section, ticks

CHOICE = choice("s.choice")
ALWAYS = choice("s.always", not_applicable=False)
TICKS = Question(
    id="s.ticks",
    text="?",
    kind="multiple",
    options=(*options_of([60, 40]), Option(id="nothing", text="None", points=0.0, exclusive=True)),
)
NUMBER = number("s.number", at_least=0, at_most=100)
FACT = choice("site.kind", [None, None], fact=True)
FACTS = ticks("site.systems", [None, None], fact=True)
OTHER = choice("site.other", [None, None], fact=True)
SMALL = checklist(section("s", CHOICE, ALWAYS, TICKS, NUMBER), facts=[FACT, FACTS], other_facts=[OTHER])


@pytest.mark.parametrize(
    ("question", "raw", "answer"),
    [
        (CHOICE, "o1", Answer("o1")),
        (CHOICE, "dont_know", Answer("dont_know")),
        (CHOICE, "not_applicable", Answer("not_applicable")),
        (CHOICE, {"answer": "not_applicable"}, Answer("not_applicable")),
        (CHOICE, {"answer": "not_applicable", "reason": " We rent. "}, Answer("not_applicable", "We rent.")),
        (CHOICE, {"answer": "not_applicable", "reason": "a\x00b"}, Answer("not_applicable", "ab")),
        (CHOICE, None, None),
        (CHOICE, "", None),
        (TICKS, ["o1", "o0"], Answer(("o1", "o0"))),
        (TICKS, ("o1",), Answer(("o1",))),
        (TICKS, ["nothing"], Answer(("nothing",))),
        (TICKS, [], None),
        (TICKS, "dont_know", Answer("dont_know")),
        (NUMBER, 40, Answer(40.0)),
        (NUMBER, 0, Answer(0.0)),
        (NUMBER, 100 + 1e-10, Answer(100 + 1e-10)),
        (NUMBER, "not_applicable", Answer("not_applicable")),
        (FACT, "o0", Answer("o0")),
        (FACT, "", None),
        (FACTS, [], Answer(())),
        (FACTS, None, None),
        (FACTS, ["o0"], Answer(("o0",))),
    ],
)
def test_it_takes(question: Question, raw: Any, answer: Answer | None) -> None:
    assert accept(question, raw) == answer


@pytest.mark.parametrize(
    ("question", "raw", "code", "says"),
    [
        (CHOICE, "o11", "unknown-option", "Did you mean 'o1'?"),
        (CHOICE, "zzz", "unknown-option", "It takes 'o0', 'o1', 'o2'."),
        (CHOICE, 1, "wrong-kind", "takes one option id"),
        (CHOICE, ["o1"], "wrong-kind", "takes one option id"),
        (CHOICE, True, "wrong-kind", "takes one option id"),
        (CHOICE, {"answer": "o1"}, "wrong-kind", "only `{answer: not_applicable, reason: …}`"),
        (CHOICE, {"answer": "not_applicable", "why": "x"}, "wrong-kind", "only `{answer: not_applicable, reason: …}`"),
        (CHOICE, {"answer": "not_applicable", "reason": 5}, "reason-not-text", "Put it in quotes."),
        (CHOICE, {"answer": "not_applicable", "reason": "x" * 2001}, "reason-too-long", "2000 are the most"),
        (ALWAYS, "not_applicable", "not-applicable-off", "it applies to every company"),
        (ALWAYS, {"answer": "not_applicable", "reason": "We rent."}, "not-applicable-off", "applies to every"),
        (TICKS, "o1", "wrong-kind", "takes a list of option ids, such as [o0]"),
        (TICKS, ["o1", "o1"], "repeated-option", "'o1' is ticked more than once"),
        (TICKS, ["o1", "nothing"], "exclusive", "'nothing' excludes every other tick"),
        (TICKS, ["o1", "o9"], "unknown-option", "'o9' is not one of its options"),
        (TICKS, ["o1", 1], "unknown-option", "'1' is not one of its options"),
        (TICKS, ["dont_know"], "unknown-option", "'dont_know' is not one of its options"),
        (NUMBER, "40", "not-a-number", "takes a number in %, not 40"),
        (NUMBER, True, "not-a-number", "takes a number in %"),
        (NUMBER, float("nan"), "not-a-number", "takes a number in %"),
        (NUMBER, float("inf"), "not-a-number", "takes a number in %"),
        (NUMBER, 10**400, "not-a-number", "takes a number in %"),
        (NUMBER, [40], "not-a-number", "takes a number in %"),
        (NUMBER, -0.5, "below-limit", "-0.5 % is below 0 %, the least"),
        (NUMBER, 120, "above-limit", "120 % is above 100 %, the most"),
        (FACT, "dont_know", "fact-needs-answer", "a fact needs an answer"),
        (FACT, "not_applicable", "fact-needs-answer", "a fact needs an answer"),
        (FACT, {"answer": "not_applicable", "reason": "We rent."}, "fact-needs-answer", "a fact needs an answer"),
    ],
)
def test_it_refuses(question: Question, raw: Any, code: str, says: str) -> None:
    with pytest.raises(AnswerMistakes) as wrong:
        accept(question, raw)
    (mistake,) = wrong.value.mistakes
    assert mistake.code == code
    assert says in mistake.message
    assert mistake.message.startswith(f"{question.id}: ")
    assert mistake.values["question"] == question.id


def test_limits_are_told_apart_from_the_number() -> None:
    with pytest.raises(AnswerMistakes) as wrong:
        accept(NUMBER, 120)
    assert wrong.value.mistakes[0].values == {
        "question": "s.number",
        "given": 120.0,
        "unit": "%",
        "limit": 100.0,
        "least": 0.0,
        "most": 100.0,
    }


def test_an_option_id_of_digits_wants_quotes() -> None:
    question = Question(id="s.year", text="?", kind="options", options=(Option(id="2024", text="2024", points=1.0),))
    with pytest.raises(AnswerMistakes, match="Put it in quotes"):
        accept(question, 2024)
    assert accept(question, "2024") == Answer("2024")


def test_a_sheet_has_answers_and_facts_apart() -> None:
    raw = {"s.choice": "o1", "s.ticks": [], "s.number": None, "site.systems": [], "site.other": "o1"}
    assert read_answers(SMALL, raw) == AnswerSheet(
        {"s.choice": Answer("o1")}, {"site.systems": Answer(()), "site.other": Answer("o1")}
    )


def test_every_mistake_is_reported_at_once() -> None:
    raw = {
        "s.choise": "o1",
        "s.choice": "o9",
        "s.ticks": ["o7", "o8"],
        "s.number": 400,
        "site.kind": "dont_know",
        "site.unheard_of": "o1",
        5: "o1",
    }
    with pytest.raises(AnswerMistakes) as wrong:
        read_answers(SMALL, raw)  # type: ignore[arg-type] # a key that is no text is one of the mistakes
    assert [(mistake.code, mistake.values["question"]) for mistake in wrong.value.mistakes] == [
        ("unknown-question", "s.choise"),
        ("unknown-option", "s.choice"),
        ("unknown-option", "s.ticks"),
        ("unknown-option", "s.ticks"),
        ("above-limit", "s.number"),
        ("fact-needs-answer", "site.kind"),
        ("unknown-question", "site.unheard_of"),
        ("unknown-question", "5"),
    ]
    assert "Did you mean 's.choice'?" in wrong.value.mistakes[0].message


@pytest.mark.parametrize("raw", [None, [], "text", 5])
def test_a_sheet_is_a_mapping(raw: Any) -> None:
    with pytest.raises(AnswerMistakes, match="question id: answer"):
        read_answers(SMALL, raw)


@given(cases())
def test_what_was_accepted_can_be_written_and_read_again(case: Case) -> None:
    made, raw = case
    sheet = read_answers(made, raw)
    written = {key: to_raw(answer) for key, answer in (*sheet.answers.items(), *sheet.facts.items())}
    assert read_answers(made, written) == sheet
    assert written == {key: given for key, given in raw.items() if given != [] or made.questions.get(key) is None}


def test_a_whole_number_is_written_without_a_point() -> None:
    assert repr(to_raw(Answer(40.0))) == "40"
    assert to_raw(Answer("not_applicable", "We rent.")) == {"answer": "not_applicable", "reason": "We rent."}
    assert to_raw(None) is None


def test_long_and_odd_input_makes_a_short_message() -> None:
    with pytest.raises(AnswerMistakes) as wrong:
        accept(CHOICE, "x" * 100_000)
    assert len(wrong.value.mistakes[0].message) < 200


def test_a_site_file_takes_facts() -> None:
    site: Checklist = checklist(section("company", FACT, FACTS))
    assert read_answers(site, {"site.kind": "o0"}) == AnswerSheet({}, {"site.kind": Answer("o0")})
