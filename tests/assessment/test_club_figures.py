"""Figures over companies: how many it takes, how they are rounded, and that none can be made out."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.club_figures import club_figure, merged

SCORES = st.lists(st.floats(0, 100, allow_nan=False), max_size=40)


@pytest.mark.parametrize("n", range(5))
def test_fewer_than_five_others_give_nothing(n: int) -> None:
    assert club_figure([50.0] * n) is None


@given(SCORES.filter(lambda scores: len(scores) >= 5))
def test_what_is_shown_grows_with_the_number_of_companies(scores: list[float]) -> None:
    figure = club_figure(scores)
    assert figure is not None
    assert figure.n == len(scores)
    assert (figure.quartiles is not None) == (len(scores) >= 10)
    assert (figure.percentiles is not None) == (len(scores) >= 20)
    assert abs(figure.median - statistics.median(scores)) <= 1
    if figure.quartiles:
        assert figure.quartiles[0] <= figure.median <= figure.quartiles[1]
    if figure.quartiles and figure.percentiles:
        assert figure.percentiles[0] <= figure.quartiles[0]
        assert figure.quartiles[1] <= figure.percentiles[1]


def test_figures_are_whole_numbers_before_they_leave() -> None:
    figure = club_figure([10.26, 20.4, 33.333, 41.5, 97.9, 12.1, 55.5, 61.2, 70.7, 88.8])
    assert figure is not None
    assert figure.median == 49  # 48.5, half up
    assert figure.quartiles == (24, 68)


@given(st.dictionaries(st.integers(1, 50), st.integers(0, 20), max_size=15))
def test_no_group_and_no_remainder_is_of_one_to_four_companies(sizes: dict[int, int]) -> None:
    groups = merged(sizes)
    counted = [sum(sizes[club] for club in group) for group in groups]
    assert all(size >= 5 for size in counted)
    whole = sum(sizes.values())
    rest = whole - sum(counted)
    assert rest == 0 or (rest == whole and whole < 5)
    flat = [club for group in groups for club in group]
    assert len(flat) == len(set(flat))
