"""Which questions are asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from recp_selfcheck.assessment.answers import Answer, read_answers
from recp_selfcheck.assessment.conditions import (
    asked,
    asked_section_ids,
    decisions,
    facts_needed,
    holds,
    referred,
    unanswered_facts,
)
from recp_selfcheck.assessment.suitability import unsuited
from recp_selfcheck.checklists.model import AllOf, AnyOf, Checklist, Condition, Is, Measure, Not
from recp_selfcheck.errors import ContentMistakes
from tests.assessment.strategies import checklist, choice, section, ticks

KIND = choice("site.kind", [None, None], fact=True)
SYSTEMS = ticks("site.systems", [None, None, None], fact=True)
BOILER = Is(question="site.systems", options=("o0",))
FIRST = Is(question="a.one", options=("o1", "o2"))


def is_asked(made: Checklist, raw: Mapping[str, Any]) -> list[str]:
    return sorted(asked(made, read_answers(made, raw)))


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        (FIRST, {"a.one": "o1"}, True),
        (FIRST, {"a.one": "o2"}, True),
        (FIRST, {"a.one": "o0"}, False),
        (FIRST, {}, False),
        (FIRST, {"a.one": "dont_know"}, False),
        (FIRST, {"a.one": "not_applicable"}, False),
        (Not(negated=FIRST), {}, True),
        (Not(negated=FIRST), {"a.one": "dont_know"}, True),
        (Not(negated=FIRST), {"a.one": "o1"}, False),
        (BOILER, {"site.systems": ("o0", "o1")}, True),
        (BOILER, {"site.systems": ("o1",)}, False),
        (BOILER, {"site.systems": ()}, False),
        (AllOf(all=(FIRST, BOILER)), {"a.one": "o1", "site.systems": ("o0",)}, True),
        (AllOf(all=(FIRST, BOILER)), {"a.one": "o1"}, False),
        (AnyOf(any=(FIRST, BOILER)), {"a.one": "o1"}, True),
        (AnyOf(any=(FIRST, BOILER)), {}, False),
        (Not(negated=AnyOf(any=(FIRST, Not(negated=BOILER)))), {"site.systems": ("o0",)}, True),
    ],
)
def test_a_condition_holds(condition: Condition, values: dict[str, Any], expected: bool) -> None:
    assert holds(condition, values.get) is expected
    made = checklist(
        section("a", choice("a.one"), choice("a.two", ask_if=condition)),
        facts=[SYSTEMS],
    )
    raw = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    assert ("a.two" in is_asked(made, raw)) is expected


def test_conditions_are_decided_in_order_of_dependency() -> None:
    made = checklist(
        section("z", choice("z.last", ask_if=Is(question="m.middle", options=("o1",)))),
        section("m", choice("m.middle", ask_if=Is(question="a.first", options=("o1",)))),
        section("a", choice("a.first")),
    )
    assert is_asked(made, {"a.first": "o1", "m.middle": "o1"}) == ["a.first", "m.middle", "z.last"]
    assert is_asked(made, {"a.first": "o0", "m.middle": "o1"}) == ["a.first"]
    assert [step.id for step in decisions(made)] == ["a.first", "m.middle", "z.last"]


def test_a_kept_answer_in_a_hidden_section_opens_nothing() -> None:
    made = checklist(
        section("z", choice("z.q", ask_if=Is(question="inner.q", options=("o1",)))),
        section("outer", section("inner", choice("inner.q")), ask_if=BOILER),
        facts=[SYSTEMS],
    )
    raw = {"inner.q": "o1"}
    assert is_asked(made, {**raw, "site.systems": ["o0"]}) == ["inner.q", "z.q"]
    assert is_asked(made, {**raw, "site.systems": ["o1"]}) == []
    assert is_asked(made, raw) == []


def test_a_section_is_asked_when_all_above_it_are() -> None:
    made = checklist(
        section("outer", section("inner", choice("inner.q"), ask_if=Not(negated=FIRST)), ask_if=BOILER),
        section("a", choice("a.one")),
        facts=[SYSTEMS],
    )
    for raw, expected in (
        ({}, {"a"}),
        ({"site.systems": ["o0"]}, {"a", "outer", "inner"}),
        ({"site.systems": ["o0"], "a.one": "o1"}, {"a", "outer"}),
    ):
        assert asked_section_ids(made, read_answers(made, raw)) == expected


def test_a_section_may_ask_for_a_question_of_another_that_asks_for_a_third() -> None:
    made = checklist(
        section("b", choice("b.q"), ask_if=Is(question="c.q", options=("o2",))),
        section("c", choice("c.q"), ask_if=FIRST),
        section("a", choice("a.one")),
    )
    assert is_asked(made, {"a.one": "o1", "c.q": "o2"}) == ["a.one", "b.q", "c.q"]
    assert is_asked(made, {"a.one": "o0", "c.q": "o2"}) == ["a.one"]


@pytest.mark.parametrize(
    "made",
    [
        checklist(section("a", choice("a.one", ask_if=FIRST))),
        checklist(
            section("a", choice("a.one", ask_if=Is(question="b.q", options=("o1",)))),
            section("b", choice("b.q", ask_if=FIRST)),
        ),
        checklist(section("a", section("c", choice("a.one")), ask_if=FIRST)),
    ],
    ids=["itself", "each other", "its own section"],
)
def test_a_circle_is_a_mistake_of_the_content(made: Checklist) -> None:
    with pytest.raises(ContentMistakes, match=r"\[condition-cycle\].*a\.one"):
        is_asked(made, {})


def test_the_facts_a_checklist_needs_are_named_until_answered() -> None:
    made = checklist(section("a", choice("a.q", ask_if=AllOf(all=(BOILER, Is(question="site.kind", options=("o0",)))))))
    made = made.model_copy(update={"facts": (KIND, SYSTEMS)})
    assert [fact.id for fact in facts_needed(made)] == ["site.kind", "site.systems"]
    assert unanswered_facts(made, read_answers(made, {})) == ("site.kind", "site.systems")
    assert unanswered_facts(made, read_answers(made, {"site.systems": []})) == ("site.kind",)
    assert unanswered_facts(made, read_answers(made, {"site.systems": [], "site.kind": "o1"})) == ()


def test_a_fact_that_another_makes_needless_is_not_missing_and_its_kept_answer_is_dead() -> None:
    kind = KIND.model_copy(update={"ask_if": BOILER})
    made = checklist(
        section("a", choice("a.q", ask_if=Is(question="site.kind", options=("o0",)))),
        facts=[kind, SYSTEMS],
    )
    kept = {"site.systems": ["o1"], "site.kind": "o0"}
    assert is_asked(made, kept) == []
    assert is_asked(made, {**kept, "site.systems": ["o0"]}) == ["a.q"]
    assert unanswered_facts(made, read_answers(made, {"site.systems": ["o1"]})) == ()
    facts = read_answers(made, {"site.systems": ["o1"]}).facts
    assert [fact.id for fact in facts_needed(made, facts)] == ["site.systems"]


def test_a_site_file_needs_all_its_facts() -> None:
    site = checklist(section("company", KIND, SYSTEMS))
    assert [fact.id for fact in facts_needed(site)] == ["site.kind", "site.systems"]
    assert asked(site, read_answers(site, {})) == frozenset()


def test_what_a_condition_refers_to() -> None:
    assert list(referred(AllOf(all=(FIRST, Not(negated=AnyOf(any=(BOILER,))))))) == ["a.one", "site.systems"]


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (BOILER, {}, False),
        (BOILER, {"site.systems": ("o0",)}, True),
        (BOILER, {"site.systems": ()}, False),
        (Not(negated=BOILER), {}, False),
        (Not(negated=BOILER), {"site.systems": ()}, True),
        (Not(negated=BOILER), {"site.systems": ("o0",)}, False),
        (AnyOf(any=(BOILER, Is(question="site.kind", options=("o1",)))), {"site.kind": "o1"}, True),
        (AnyOf(any=(BOILER, Is(question="site.kind", options=("o1",)))), {"site.kind": "o0"}, False),
        (AllOf(all=(BOILER, Not(negated=Is(question="site.kind", options=("o1",))))), {"site.systems": ("o0",)}, False),
        (Not(negated=AllOf(all=(BOILER, Is(question="site.kind", options=("o1",))))), {"site.kind": "o0"}, True),
        (None, {"site.systems": ("o0",)}, False),
    ],
)
def test_an_unanswered_fact_makes_no_measure_unsuited(
    condition: Condition | None,
    facts: dict[str, Any],
    expected: bool,
) -> None:
    measure = Measure(id="boiler_tuning", title="Tune the boiler", cost="low", sources=("x",), unsuited_if=condition)
    assert unsuited(measure, {key: Answer(value) for key, value in facts.items()}) is expected
