"""The worked numbers of the score, and its corners."""

from __future__ import annotations

import gc
import json
import weakref

import pytest

from recp_selfcheck.assessment import once
from recp_selfcheck.assessment.answers import AnswerSheet, read_answers
from recp_selfcheck.assessment.conditions import asked
from recp_selfcheck.assessment.scoring import ScoreCard, as_dict, band_of, displayed, is_provisional, score
from recp_selfcheck.checklists.model import Band, Checklist, Is
from tests.assessment.strategies import checklist, choice, number, options_of, section, ticks

BANDS = (
    Band(id="beginning", title="Beginning", start=0.0),
    Band(id="developing", title="Developing", start=30.0),
    Band(id="good", title="Good", start=70.0),
)


def worked() -> Checklist:
    """Section A (weight 2) with questions of weight 1, 3 and 1, section B with one."""
    return checklist(
        section("a", choice("a.one"), choice("a.two", weight=3), choice("a.three"), weight=2),
        section("b", choice("b.one")),
        bands=BANDS,
    )


def worked_card() -> ScoreCard:
    raw = {"a.one": "o2", "a.two": "o0", "a.three": "dont_know", "b.one": "o1"}
    return score(worked(), read_answers(worked(), raw))


def test_the_worked_example() -> None:
    card = worked_card()
    assert card.score == pytest.approx(100 / 3, abs=1e-12)
    assert card.low == pytest.approx(30, abs=1e-12)
    assert card.high == pytest.approx(130 / 3, abs=1e-12)
    assert card.share_rated == pytest.approx(2.6 / 3, abs=1e-12)
    assert not card.provisional
    assert (card.sections["a"].score, card.sections["a"].low, card.sections["a"].high) == (25, 20, 40)


def test_the_worked_example_as_the_command_line_prints_it() -> None:
    printed = as_dict(worked_card())
    assert json.loads(json.dumps(printed, allow_nan=False)) == printed
    assert list(printed) == [
        *("checklist", "version", "score", "low", "high", "share_rated", "provisional", "band"),
        *("sections", "questions", "opportunities", "to_find_out"),
    ]
    assert printed["score"] == 33.333333333333336
    assert printed["share_rated"] == 0.8666666666666667
    assert printed["band"] == "developing"
    assert printed["sections"]["a"] == {
        "score": 25.0,
        "low": 20.0,
        "high": 40.0,
        "share_rated": 0.8,
        "asked": 3,
        "answered": 3,
        "rated": 2,
    }
    assert printed["questions"]["a.one"] == {
        "state": "rated",
        "answer": "o2",
        "points": 100.0,
        "effective_weight": pytest.approx(1 / 6, abs=1e-15),
        "loss": 0.0,
    }
    assert printed["questions"]["a.three"] == {
        "state": "dont_know",
        "answer": "dont_know",
        "points": None,
        "effective_weight": None,
        "loss": None,
    }


def test_answers_are_repeated_as_they_were_given() -> None:
    made = checklist(section("s", ticks("s.t"), number("s.n"), choice("s.c"), choice("s.d")))
    reason = {"answer": "not_applicable", "reason": "We rent the hall."}
    raw = {"s.t": ["o2", "o0"], "s.n": 12.5, "s.c": reason}
    printed = as_dict(score(made, read_answers(made, raw)))["questions"]
    assert {key: question["answer"] for key, question in printed.items()} == {**raw, "s.d": None}


def test_without_any_rated_answer_there_is_no_score_but_a_range() -> None:
    made = worked()
    card = score(made, read_answers(made, dict.fromkeys(made.questions, "dont_know")))
    assert (card.score, card.low, card.high, card.share_rated) == (None, 0, 100, 0)
    assert card.provisional
    assert card.band is None
    assert card == score(made, read_answers(made, dict.fromkeys(made.questions, "dont_know")))


def test_when_nothing_applies_there_are_no_figures() -> None:
    made = worked()
    card = score(made, read_answers(made, dict.fromkeys(made.questions, "not_applicable")))
    assert (card.score, card.low, card.high, card.share_rated) == (None, None, None, None)
    assert card.provisional
    assert (card.sections["a"].asked, card.sections["a"].answered, card.sections["a"].rated) == (3, 3, 0)


def test_an_option_without_points_is_its_own_reason() -> None:
    made = checklist(section("s", choice("s.q", [0, None]), choice("s.r")))
    card = score(made, read_answers(made, {"s.q": "o1", "s.r": "o1"}))
    assert card.questions["s.q"].state == "not_applicable"
    assert (card.score, card.share_rated) == (50, 1)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["o0"], 60),
        (["o0", "o1"], 100),
        (["o0", "o1", "o2"], 100),
        (["o2", "o3"], 30),
        (["o3"], None),
    ],
)
def test_ticks_add_up_to_100_at_most(given: list[str], expected: float | None) -> None:
    made = checklist(section("s", ticks("s.q", [60, 40, 30, None])))
    assert score(made, read_answers(made, {"s.q": given})).score == expected


@pytest.mark.parametrize(
    ("value", "points"),
    [(-5, 0), (0, 0), (25, 30), (50, 60), (70, 80), (90, 100), (1000, 100)],
)
def test_a_number_lies_on_the_line_and_is_flat_beyond(value: float, points: float) -> None:
    made = checklist(section("s", number("s.q")))
    assert score(made, read_answers(made, {"s.q": value})).score == pytest.approx(points, abs=1e-12)


def test_a_number_with_one_pair_is_flat() -> None:
    made = checklist(section("s", number("s.q", [(5, 40)])))
    assert [score(made, read_answers(made, {"s.q": value})).score for value in (4, 5, 6)] == [40, 40, 40]


def test_three_sections_each_80_percent_rated_are_not_provisional() -> None:
    assert not is_provisional(50, 0.7999999999999999)
    made = checklist(
        *(section(name, *(choice(f"{name}.q{n}") for n in range(5))) for name in "abc"),
    )
    raw = {question: "o1" for question in made.questions if not question.endswith("q4")}
    card = score(made, read_answers(made, raw))
    assert card.share_rated == pytest.approx(0.8)
    assert not card.provisional


def test_less_than_80_percent_rated_is_provisional() -> None:
    assert is_provisional(50, 0.8 - 1e-6)
    assert is_provisional(None, 1)


def test_the_band_is_the_last_that_starts_at_or_below() -> None:
    def name(figure: float) -> str:
        band = band_of(BANDS, figure)
        assert band is not None
        return band.id

    assert [name(figure) for figure in (0, 29.9, 30, 30 - 1e-12, 69.999, 70, 100)] == [
        *("beginning", "beginning", "developing", "developing", "developing", "good", "good"),
    ]
    assert band_of((), 50) is None
    assert band_of(BANDS, None) is None


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (99.7, 99),
        (0.2, 1),
        (100, 100),
        (100 - 1e-10, 100),
        (0, 0),
        (1e-10, 0),
        (0.5, 1),
        (1.5, 2),
        (2.5, 3),
        (2.5 - 1e-12, 3),
        (49.49, 49),
        (99.2, 99),
    ],
)
def test_a_score_is_shown_whole_and_never_falsely_full_or_empty(figure: float, shown: int) -> None:
    assert displayed(figure) == shown


def test_sections_nested_deeply_score_like_their_only_child() -> None:
    inner = section("s0", choice("s0.q"))
    for depth in range(1, 60):
        inner = section(f"s{depth}", inner, weight=1 + depth)
    made = checklist(inner)
    card = score(made, read_answers(made, {"s0.q": "o1"}))
    assert {part.score for part in card.sections.values()} == {50}
    assert card.questions["s0.q"].effective_weight == pytest.approx(1, abs=1e-9)


def test_not_asked_questions_and_sections_are_in_the_card_without_figures() -> None:
    made = checklist(
        section("a", choice("a.q")),
        section("b", section("c", choice("c.q")), ask_if=Is(question="a.q", options=("o2",))),
    )
    card = score(made, read_answers(made, {"a.q": "o1", "c.q": "o2"}))
    for name in ("b", "c"):
        assert card.sections[name].asked == 0
        assert card.sections[name].score is card.sections[name].low is card.sections[name].share_rated is None
    assert card.questions["c.q"].state == "not_asked"
    assert as_dict(card)["questions"]["c.q"]["answer"] == "o2"
    assert card.score == 50


def test_facts_are_not_in_the_card() -> None:
    fact = choice("site.kind", [None, None], fact=True)
    made = checklist(section("a", choice("a.q", ask_if=Is(question="site.kind", options=("o0",)))), facts=[fact])
    card = score(made, read_answers(made, {"site.kind": "o0", "a.q": "o2"}))
    assert list(card.questions) == ["a.q"]
    assert not card.provisional
    assert score(made, read_answers(made, {"a.q": "o2"})).unanswered_facts == ("site.kind",)


def test_a_checklist_of_facts_alone_has_no_score() -> None:
    made = checklist(section("a", choice("site.kind", [None, None], fact=True)))
    card = score(made, read_answers(made, {"site.kind": "o0"}))
    assert card.questions == {}
    assert card.score is None


def test_what_is_kept_for_a_checklist_goes_with_it() -> None:
    made = worked()
    assert asked(made, AnswerSheet()) == set(made.questions)
    score(made, AnswerSheet())
    gone = weakref.ref(made)
    del made
    gc.collect()
    assert gone() is None


def test_what_is_kept_is_never_that_of_another_checklist() -> None:
    count = once.once_per_checklist(lambda made: len(made.questions))
    for length in range(1, 30):
        made = checklist(section("s", *(choice(f"s.q{n}") for n in range(length))))
        assert count(made) == count(made) == length
        copied = made.model_copy(update={"sections": ()})
        assert count(copied) == 0


def test_options_keep_their_points_as_numbers() -> None:
    assert [option.points for option in options_of([0, 50])] == [0.0, 50.0]
