"""What must be true of every score, whatever the checklist and the answers."""

from __future__ import annotations

from math import isclose
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recp_selfcheck.assessment import conditions
from recp_selfcheck.assessment.answers import Answer, AnswerSheet, read_answers
from recp_selfcheck.assessment.scoring import ScoreCard, displayed, score
from recp_selfcheck.checklists.model import Checklist, Question, Section
from tests.assessment.oracle import Figures, Oracle
from tests.assessment.strategies import Case, cases, checklists, raw_answers

NEAR = 1e-9


def card_of(case: Case) -> ScoreCard:
    return score(case[0], read_answers(*case))


def same(one: float | None, other: float | None) -> bool:
    return one is other is None or (one is not None and other is not None and abs(one - other) < NEAR)


def referred(checklist: Checklist) -> set[str]:
    return {step.id for step in conditions.decisions(checklist) if step.referred}


def rebuilt(node: Any, order: Any, factor: float = 1.0) -> Any:
    """Copy a checklist or section with its parts in another order and all weights multiplied."""
    changes: dict[str, Any] = {"sections": tuple(order([rebuilt(part, order, factor) for part in node.sections]))}
    if isinstance(node, Section):
        questions = [part.model_copy(update={"weight": part.weight * factor}) for part in node.questions]
        changes |= {"questions": tuple(order(questions)), "weight": node.weight * factor}
    return node.model_copy(update=changes)


@given(cases())
def test_it_is_what_the_definition_says(case: Case) -> None:
    checklist, raw = case
    sheet = read_answers(checklist, raw)
    card, oracle = score(checklist, sheet), Oracle(checklist, sheet)
    whole = oracle.node(checklist)
    pairs: list[tuple[Any, Figures]] = [(card, whole)]
    pairs += [(card.sections[section.id], oracle.node(section)) for section in checklist.all_sections]
    for got, expected in pairs:
        assert same(got.score, expected.score)
        assert same(got.low, expected.low)
        assert same(got.high, expected.high)
        assert same(got.share_rated, expected.share)
    for question_id, question in checklist.questions.items():
        points, got = oracle.points(question), card.questions[question_id]
        assert got.state == ("rated" if isinstance(points, float | int) else points)
        assert same(got.points, points if isinstance(points, float | int) else None)


@given(cases())
def test_score_and_range_lie_within_0_and_100(case: Case) -> None:
    card = card_of(case)
    for part in (card, *card.sections.values()):
        if part.low is not None:
            assert part.high is not None
            assert 0 <= part.low <= part.high <= 100
        if part.score is not None:
            assert 0 <= part.score <= 100
            assert part.low - NEAR <= part.score <= part.high + NEAR
            assert 0 <= displayed(part.score) <= 100


@given(cases())
def test_the_range_is_as_wide_as_what_is_not_rated(case: Case) -> None:
    card = card_of(case)
    for part in (card, *card.sections.values()):
        if part.share_rated is None:
            assert part.low is part.high is part.score is None
        else:
            assert isclose(part.high - part.low, 100 * (1 - part.share_rated), abs_tol=NEAR)
            assert 0 <= part.share_rated <= 1


@given(cases())
def test_effective_weights_sum_to_1_and_losses_to_what_is_missing(case: Case) -> None:
    card = card_of(case)
    rated = [question for question in card.questions.values() if question.state == "rated"]
    if card.score is None:
        assert rated == []
        return
    assert isclose(sum(question.effective_weight for question in rated), 1, abs_tol=NEAR)
    assert isclose(sum(question.loss for question in rated), 100 - card.score, abs_tol=NEAR)
    assert isclose(sum(q.effective_weight * q.points for q in rated), card.score, abs_tol=NEAR)


@given(cases(), st.data())
def test_a_better_answer_never_lowers_the_score(case: Case, data: st.DataObject) -> None:
    checklist, raw = case
    before = card_of(case)
    pinned = referred(checklist)
    rated = [name for name, got in before.questions.items() if got.state == "rated" and name not in pinned]
    assume(rated)
    name = data.draw(st.sampled_from(rated))
    other = data.draw(raw_answers(checklist.questions[name]))
    after = card_of((checklist, {**raw, name: other}))
    assume(after.questions[name].state == "rated")
    better = after.questions[name].points - before.questions[name].points
    assert (after.score - before.score) * better >= -NEAR


@given(cases(), st.data())
def test_not_applicable_in_one_section_changes_no_other(case: Case, data: st.DataObject) -> None:
    checklist, raw = case
    pinned = referred(checklist)
    free = [
        (section.id, question.id)
        for section in checklist.all_sections
        for question in section.questions
        if question.not_applicable and question.id not in pinned
    ]
    assume(free)
    section_id, question_id = data.draw(st.sampled_from(free))
    before, after = card_of(case), card_of((checklist, {**raw, question_id: "not_applicable"}))
    within = {section.id for section in checklist.all_sections if section_id in {inner.id for inner in section.walk()}}
    for other in set(before.sections) - within:
        assert before.sections[other] == after.sections[other]


@given(cases(), st.data())
def test_a_hidden_answer_counts_for_nothing(case: Case, data: st.DataObject) -> None:
    checklist, raw = case
    before = card_of(case)
    hidden = [name for name, got in before.questions.items() if got.state == "not_asked"]
    assume(hidden)
    name = data.draw(st.sampled_from(hidden))
    other = data.draw(raw_answers(checklist.questions[name]))
    after = card_of((checklist, {**raw, name: other}))
    assert (after.score, after.low, after.high) == (before.score, before.low, before.high)
    assert after.sections == before.sections
    assert {key: got.state for key, got in after.questions.items()} == {
        key: got.state for key, got in before.questions.items()
    }


@given(cases(), st.floats(0.01, 50))
def test_scaling_all_weights_changes_nothing(case: Case, factor: float) -> None:
    before = card_of(case)
    after = card_of((rebuilt(case[0], lambda parts: parts, factor), case[1]))
    for one, other in ((before, after), *((before.sections[key], after.sections[key]) for key in before.sections)):
        assert same(one.score, other.score)
        assert same(one.low, other.low)
        assert same(one.share_rated, other.share_rated)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_changes_nothing(case: Case, chance: Any) -> None:
    def mixed(parts: list[Any]) -> list[Any]:
        return chance.sample(parts, len(parts))

    before, after = card_of(case), card_of((rebuilt(case[0], mixed), case[1]))
    assert before.questions.keys() == after.questions.keys()
    for one, other in ((before, after), *((before.sections[key], after.sections[key]) for key in before.sections)):
        assert same(one.score, other.score)
        assert same(one.low, other.low)
        assert same(one.high, other.high)
    assert {key: got.state for key, got in before.questions.items()} == {
        key: got.state for key, got in after.questions.items()
    }


@given(cases())
def test_an_unanswered_fact_makes_the_score_provisional(case: Case) -> None:
    checklist, raw = case
    assume(checklist.facts)
    fact = checklist.facts[0]
    without = card_of((checklist, {key: answer for key, answer in raw.items() if key != fact.id}))
    assert without.provisional
    assert fact.id in without.unanswered_facts


@given(cases())
def test_it_is_provisional_for_a_reason(case: Case) -> None:
    card = card_of(case)
    reasons = (card.score is None, bool(card.unanswered_facts), card.share_rated is None or card.share_rated < 0.8)
    assume(card.share_rated is None or abs(card.share_rated - 0.8) > NEAR)
    assert card.provisional == any(reasons)


@given(checklists(), st.data())
def test_asked_questions_and_sections_agree_with_the_card(checklist: Checklist, data: st.DataObject) -> None:
    raw = {
        question.id: data.draw(raw_answers(question)) for question in (*checklist.facts, *checklist.questions.values())
    }
    sheet = read_answers(checklist, raw)
    card = score(checklist, sheet)
    asked = conditions.asked(checklist, sheet)
    assert asked == {key for key, got in card.questions.items() if got.state != "not_asked"}
    seen = conditions.asked_section_ids(checklist, sheet)
    for section in checklist.all_sections:
        inner = [question.id for part in section.walk() for question in part.questions]
        assert card.sections[section.id].asked == len(asked.intersection(inner))
        if section.id not in seen:
            assert asked.isdisjoint(inner)


@pytest.mark.parametrize("wrong", [Answer("no such option"), Answer(()), Answer(("no_such",))])
@given(checklist=checklists(conditional=False))
def test_an_answer_the_question_does_not_know_counts_as_unanswered(checklist: Checklist, wrong: Answer) -> None:
    known: list[Question] = [question for question in checklist.questions.values() if question.kind != "number"]
    card = score(checklist, AnswerSheet({question.id: wrong for question in known}))
    assert all(got.state == "unanswered" for got in card.questions.values())
