"""Many sheets at once give what each gives alone."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recp_selfcheck.assessment import score_table
from recp_selfcheck.assessment.answers import read_answers
from recp_selfcheck.assessment.scoring import score, score_many
from recp_selfcheck.checklists.model import Checklist, Is
from recp_selfcheck.errors import AnswerMistakes
from tests.assessment.strategies import SEEDS, SIZES, Maker, checklist, choice, number, section, ticks

SMALL = checklist(
    section("s", choice("s.choice"), ticks("s.ticks"), number("s.number", at_least=0, at_most=100)),
    section("t", choice("t.q", ask_if=Is(question="site.systems", options=("o1",)))),
    facts=[ticks("site.systems", [None, None], fact=True)],
    other_facts=[choice("site.other", [None, None], fact=True)],
)


def cell(raw: Any) -> Any:
    """Write an answer as a cell of a table."""
    if isinstance(raw, list):
        return " ".join(raw) if raw else "[]"
    return raw


def table(sheets: list[dict[str, Any]], made: Checklist) -> pd.DataFrame:
    columns = [*(fact.id for fact in made.facts), *made.questions]
    rows = [[cell(sheet.get(column)) for column in columns] for sheet in sheets]
    return pd.DataFrame(rows, columns=columns, index=[f"row {n}" for n in range(len(rows))], dtype=object)


def as_read_from_a_file(frame: pd.DataFrame) -> pd.DataFrame:
    """Write all cells as text, as a file has them."""
    return frame.map(lambda value: "" if value is None else str(value)).astype("str")


def check(made: Checklist, sheets: list[dict[str, Any]], got: pd.DataFrame) -> None:
    assert list(got.columns) == ["score", "low", "high", "share_rated", *(part.id for part in made.all_sections)]
    for row, raw in enumerate(sheets):
        card = score(made, read_answers(made, raw))
        expected = [card.score, card.low, card.high, card.share_rated]
        expected += [card.sections[part.id].score for part in made.all_sections]
        wanted = np.array([np.nan if figure is None else figure for figure in expected])
        np.testing.assert_allclose(got.iloc[row].to_numpy(), wanted, rtol=0, atol=1e-9)


@given(SEEDS, SIZES, st.integers(0, 12), st.sampled_from(["object", "text", "category", "mixed"]))
def test_many_sheets_score_like_each_alone(seed: int, size: int, count: int, kind: str) -> None:
    maker = Maker(seed, size, conditional=True)
    made = maker.checklist()
    sheets = [maker.answers(made) for _ in range(count)]
    frame = table(sheets, made)
    if kind == "text":
        frame = as_read_from_a_file(frame)
    elif kind == "category":
        frame = frame.astype("category")
    elif kind == "mixed":
        frame = frame.infer_objects()
    before = frame.copy()
    got = score_many(made, frame)
    check(made, sheets, got)
    assert list(got.index) == list(frame.index)
    pd.testing.assert_frame_equal(frame, before)


@given(SEEDS, SIZES)
@settings(max_examples=25)
def test_blocks_of_rows_change_nothing(seed: int, size: int) -> None:
    maker = Maker(seed, size, conditional=True)
    made = maker.checklist()
    frame = table([maker.answers(made) for _ in range(23)], made)
    whole = score_many(made, frame)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(score_table, "ROWS", 5)
        pd.testing.assert_frame_equal(score_many(made, frame), whole)


def test_missing_columns_are_unanswered_and_an_empty_table_has_no_rows() -> None:
    got = score_many(SMALL, pd.DataFrame({"s.choice": ["o1", None]}))
    check(SMALL, [{"s.choice": "o1"}, {}], got)
    assert score_many(SMALL, pd.DataFrame({"s.choice": []})).shape == (0, 6)
    assert list(score_many(SMALL, pd.DataFrame(index=[7, 8])).index) == [7, 8]


@pytest.mark.parametrize("dtype", ["float64", "Float64", "object", "str"])
def test_empty_cells_of_every_type_are_unanswered(dtype: str) -> None:
    frame = pd.DataFrame({"s.number": pd.Series([25, None, 50], dtype=dtype)})
    frame["s.choice"] = ["o1", pd.NA, np.nan]
    check(SMALL, [{"s.number": 25, "s.choice": "o1"}, {}, {"s.number": 50}], score_many(SMALL, frame))


def test_whole_numbers_and_words_mix_in_a_column() -> None:
    frame = pd.DataFrame({"s.number": [25, "dont_know", "5e1", "", 12.5, "not_applicable"]}, dtype=object)
    sheets = [{"s.number": raw} for raw in (25, "dont_know", 50, None, 12.5, "not_applicable")]
    check(SMALL, sheets, score_many(SMALL, frame))
    counted = pd.DataFrame({"s.number": np.array([25, 50])})
    check(SMALL, [{"s.number": 25}, {"s.number": 50}], score_many(SMALL, counted))


def test_cells_may_hold_what_an_answers_file_holds() -> None:
    reason = {"answer": "not_applicable", "reason": "We rent."}
    sheets: list[dict[str, Any]] = [
        {"s.ticks": ["o0", "o1"], "s.choice": reason, "site.systems": ["o1"], "t.q": "o2"},
        {"s.ticks": None, "s.choice": "o1", "site.systems": [], "t.q": "o2"},
    ]
    check(SMALL, sheets, score_many(SMALL, pd.DataFrame(sheets, dtype=object)))


def test_none_of_these_is_an_answer_to_a_fact_and_no_answer_to_a_question() -> None:
    frame = pd.DataFrame({"site.systems": ["[]", "o1"], "s.ticks": ["[]", "o0 o1"], "t.q": ["o2", "o2"]})
    sheets: list[dict[str, Any]] = [
        {"site.systems": [], "s.ticks": [], "t.q": "o2"},
        {"site.systems": ["o1"], "s.ticks": ["o0", "o1"], "t.q": "o2"},
    ]
    check(SMALL, sheets, score_many(SMALL, frame))


def test_every_mistake_is_reported_with_its_column_and_first_row() -> None:
    frame = pd.DataFrame(
        {
            "s.choise": ["o1"] * 4,
            5: ["o1"] * 4,
            "s.choice": ["o1", "o9", "o9", "o8"],
            "s.ticks": ["o0 o7", "", "", "o0 o0"],
            "s.number": [0.0, 120.0, -1.0, np.inf],
            "site.systems": ["dont_know", "", "", ""],
            "site.other": ["o0", "o0", "o0", "o5"],
        }
    )
    with pytest.raises(AnswerMistakes) as wrong:
        score_many(SMALL, frame)
    facts = [(mistake.code, dict(mistake.values)) for mistake in wrong.value.mistakes]
    got = [(code, values["question"], values.get("row")) for code, values in facts]
    assert sorted(got, key=str) == sorted(
        [
            ("unknown-question", "s.choise", None),
            ("unknown-question", "5", None),
            ("unknown-option", "s.choice", 2),
            ("unknown-option", "s.choice", 4),
            ("unknown-option", "s.ticks", 1),
            ("repeated-option", "s.ticks", 4),
            ("above-limit", "s.number", 2),
            ("below-limit", "s.number", 3),
            ("not-a-number", "s.number", 4),
            ("fact-needs-answer", "site.systems", 1),
            ("unknown-option", "site.other", 4),
        ],
        key=str,
    )
    messages = [mistake.message for mistake in wrong.value.mistakes]
    assert any(
        message.startswith("row 2 and 1 more: s.choice: 'o9' is not one of its options.") for message in messages
    )


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("s.number", "abc"),
        ("s.number", "1_000"),
        ("s.number", "nan"),
        ("s.number", "120"),
        ("s.number", True),
        ("s.choice", 1),
        ("s.choice", "o1 o2"),
        ("s.choice", ["o1"]),
        ("s.ticks", "o0,o1"),
        ("s.ticks", {"answer": "o1"}),
    ],
)
def test_a_wrong_cell_is_refused(column: str, wrong: Any) -> None:
    with pytest.raises(AnswerMistakes, match=rf"row 2: {column}: "):
        score_many(SMALL, pd.DataFrame({column: pd.Series([None, wrong], dtype=object)}))


def test_a_column_there_twice_is_refused() -> None:
    with pytest.raises(AnswerMistakes, match=r"\[repeated-column\] The column 's.choice' is there twice"):
        score_many(SMALL, pd.DataFrame([["o1", "o1"]], columns=["s.choice", "s.choice"]))


def test_a_thousand_mistakes_are_counted_and_not_all_written() -> None:
    frame = pd.DataFrame({"s.choice": [f"x{n}" for n in range(1000)], "s.number": np.arange(1000) + 101.0})
    with pytest.raises(AnswerMistakes) as wrong:
        score_many(SMALL, frame)
    assert len(wrong.value.mistakes) == 101
    assert wrong.value.mistakes[-1].message == "There are 1900 more mistakes like these."


def test_an_unused_category_is_no_mistake() -> None:
    column = pd.Series(pd.Categorical(["o1", "o2"], categories=["o1", "o2", "retired"]))
    check(SMALL, [{"s.choice": "o1"}, {"s.choice": "o2"}], score_many(SMALL, pd.DataFrame({"s.choice": column})))


def test_scoring_one_sheet_needs_neither_pandas_nor_numpy() -> None:
    program = "import sys; import recp_selfcheck.assessment.scoring; print({'pandas', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
