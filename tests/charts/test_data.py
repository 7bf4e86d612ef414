from __future__ import annotations

import math

import pytest
from hypothesis import given

from recp_selfcheck.charts.data import Bullet, GapRow, ScoredRow
from tests.charts import samples


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_no_axis_can_show_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match=r"GapRow\.loss"):
        GapRow("a", "b", bad, 0, 0.1)
    with pytest.raises(ValueError, match=r"ScoredRow\.score"):
        ScoredRow("a", bad, 0, 100)
    with pytest.raises(ValueError, match=r"Bullet\.own"):
        Bullet("a", "kWh/t", bad)


def test_rows_stand_in_the_order_that_matters() -> None:
    assert [row.id for row in samples.GAPS.worst_first] == ["leaks", "condensate", "led"]
    assert [row.id for row in samples.SECTIONS.worst_first] == ["air", "light", "cold"]


@given(samples.bullets())
def test_the_axis_of_a_bullet_holds_every_mark(chart: Bullet) -> None:
    marks = [mark for mark in (chart.low, chart.typical, chart.high, chart.own) if mark is not None]
    assert math.isfinite(chart.end)
    assert chart.end > 0
    assert all(mark <= chart.end for mark in marks)
