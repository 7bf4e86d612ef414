"""The three layers, and the rule for an answer the company corrected."""

from __future__ import annotations

from recp_selfcheck.assessment.answers import Answer, AnswerSheet
from recp_selfcheck.assessment.layers import TrainerAnswer, counting, overtaken, sheet_of

COMPANY = AnswerSheet({"a": Answer("all"), "b": Answer("none")}, {"site.x": Answer("yes")})
GIVEN = {"a": TrainerAnswer(Answer("some"), 2), "c": TrainerAnswer(Answer("none"), 0)}


def test_the_agreed_answer_is_the_trainers_where_it_stands_else_the_companys() -> None:
    trainer = counting(GIVEN, {"a": 2, "b": 1})
    agreed = sheet_of("agreed", COMPANY, trainer)
    assert agreed.answers == {"a": Answer("some"), "b": Answer("none"), "c": Answer("none")}
    assert agreed.facts == COMPANY.facts
    assert sheet_of("trainer", COMPANY, trainer).answers == {"a": Answer("some"), "c": Answer("none")}
    assert sheet_of("company", COMPANY, trainer) is COMPANY


def test_a_corrected_answer_takes_the_trainers_out_and_heads_the_list() -> None:
    versions = {"a": 3, "b": 1}
    assert counting(GIVEN, versions) == {"c": Answer("none")}
    assert overtaken(GIVEN, versions) == ("a",)


def test_a_first_answer_of_the_company_overtakes_the_trainers_too() -> None:
    assert overtaken(GIVEN, {"a": 2, "c": 1}) == ("c",)
