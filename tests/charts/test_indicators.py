"""Charts of use and cost: coloured by goodness, honest axes, nothing typed read as markup, one finding each."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings

from recp_selfcheck import i18n
from recp_selfcheck.charts.indicators import interactive, notes, svg, words
from recp_selfcheck.charts.indicators.axes import ticks
from recp_selfcheck.charts.indicators.data import Change, CostBars, CostRow, Cusum, ProfileBars, ProfileRow, TrendMonth
from recp_selfcheck.charts.style import BAD, GOOD, NEUTRAL
from tests.charts import indicator_samples as samples
from tests.charts.test_svg import NAME, check

DRAWN: dict[str, Any] = {
    "ProfileBars": svg.recp_profile,
    "Trend": svg.trend,
    "ExpectedLines": svg.expected_lines,
    "Cusum": svg.cusum,
    "CostBars": svg.cost_bars,
}


def texts(figure: go.Figure) -> Iterator[str]:
    """Yield every text Plotly would read as its own kind of HTML."""
    for annotation in figure.layout.annotations:
        yield annotation.text
    for trace in figure.data:
        if trace.hovertext is not None:
            yield from [trace.hovertext] if isinstance(trace.hovertext, str) else trace.hovertext
    yield from figure.layout.xaxis.ticktext or ()


def bars(figure: go.Figure) -> list[go.Bar]:
    return [trace for trace in figure.data if trace.type == "bar"]


@pytest.mark.parametrize("chart", [*samples.ALL, *samples.EMPTY])
def test_every_figure_leaves_colours_of_page_and_text_to_the_theme(chart: words.Chart) -> None:
    figure = interactive.draw(chart)
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.font.color is None
    assert all(annotation.font.color is None for annotation in figure.layout.annotations)
    assert figure.layout.showlegend is False
    assert figure.layout.height > 0
    for trace in figure.data:
        assert getattr(trace, "hovertemplate", None) is None
        assert getattr(trace, "texttemplate", None) is None
    json.loads(figure.to_json())


def test_the_profile_is_coloured_by_goodness_not_by_sign_and_says_it_in_words() -> None:
    i18n.use("ru")
    figure = interactive.draw(samples.PROFILE)
    absolute, relative = bars(figure)
    assert list(absolute.x) == [-10, 8, 0, 5]
    assert list(absolute.marker.color) == [GOOD, BAD, NEUTRAL, NEUTRAL]
    assert list(relative.x) == [16.67, -2.8, 0]
    assert list(relative.marker.color) == [GOOD, BAD, NEUTRAL]
    assert list(relative.y) == list(absolute.y)[:3]
    low, high = figure.layout.xaxis.range
    assert low == -high
    assert figure.layout.xaxis2.range == figure.layout.xaxis.range
    said = [text.replace("\u00a0", " ").replace("\u2212", "-") for text in texts(figure)]
    assert any(text.startswith("-10 % ✓") for text in said)
    assert any(text.startswith("+8 % !") for text in said)


def test_a_trend_has_last_year_behind_and_marks_a_month_without_a_bill() -> None:
    figure = interactive.draw(samples.TREND)
    before, now = bars(figure)
    assert before.width > now.width
    assert now.y[3] is None
    assert [(a.x, a.text) for a in figure.layout.annotations if a.text == "×"] == [(3, "×")]
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.yaxis.range[1] > 100


def test_a_cumulative_sum_marks_the_month_it_turns_and_tells_more_from_less_by_shape() -> None:
    figure = interactive.draw(samples.CUSUM)
    line, diamond = figure.data[0], figure.data[-1]
    assert list(diamond.x) == [4]
    assert list(diamond.y) == [30]
    assert set(line.marker.symbol[:11]) == {"triangle-up"}
    assert "turns: июн. 2024" in list(texts(figure))
    below = Cusum("a", "MWh", tuple(type(one)(one.label, 1, 1, -one.cusum) for one in samples.MONTHS), 4)
    assert interactive.draw(below).data[0].marker.color[4] == GOOD


def test_what_left_again_stands_apart_from_the_costs_it_is_a_part_of() -> None:
    figure = interactive.draw(samples.COSTS)
    (bar,) = bars(figure)
    assert list(bar.x) == [1_200_000, 300_000, 0, 150_000]
    assert list(bar.marker.color) == [GOOD, GOOD, GOOD, BAD]
    assert list(bar.marker.pattern.shape) == ["", "", "", "/"]
    assert notes.left_note() in list(texts(figure))
    assert figure.layout.xaxis.range[0] == 0


@pytest.mark.parametrize("chart", [*samples.ALL, *samples.EMPTY])
def test_every_chart_has_a_finding_a_text_read_aloud_and_an_svg(chart: words.Chart) -> None:
    assert words.finding(chart).endswith(".")
    assert words.alt(chart).startswith(words.finding(chart))
    picture = check(DRAWN[type(chart).__name__](chart))
    assert picture.get("aria-label")


def spaced(said: str) -> str:
    return said.replace("\u00a0", " ")


def test_findings_name_what_stands_out() -> None:
    assert words.profile_finding(samples.PROFILE) == (
        "Improved most: Выпуск на МВт·ч энергии (+16.7%). Got worse most: Выпуск на м³ воды (−2.8%)."
    )
    assert words.trend_finding(samples.TREND).startswith("−4.3% against the same 11 months a year before.")
    assert spaced(words.cusum_finding(samples.CUSUM)) == (
        "It turns in месяц 4: until then 30 MWh more than expected, since then less."
    )
    assert spaced(words.cost_finding(samples.COSTS)) == (
        "Материалы costs most: 1.2 million BYN (65%) a year. "
        "150 thousand BYN a year went into what left again as waste or wastewater."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([], "There is nothing to compare yet."),
        ([(5.0, "better")], "Improved most: r0 (+5%). Per unit of output nothing got worse."),
        ([(5.0, "worse"), (9.0, "worse")], "Got worse most: r1 (+9%). Per unit of output nothing improved."),
        ([(0.0, "same")], "Per unit of output nothing changed."),
    ],
)
def test_a_profile_finding_fits_what_there_is(changes: list[tuple[float, Any]], said: str) -> None:
    rows = tuple(
        ProfileRow("a", Change("a", 1.0, "worse"), Change(f"r{place}", change, kind))
        for place, (change, kind) in enumerate(changes)
    )
    assert words.profile_finding(ProfileBars(rows)) == said


def test_only_months_known_in_both_years_are_set_beside_each_other() -> None:
    months = (TrendMonth("a", 10, None), TrendMonth("b", 10, 20), TrendMonth("c", None, 50))
    chart = type(samples.TREND)("x", "kWh", months)
    assert words.trend_finding(chart) == "−50% against the same month a year before."
    assert words.trend_finding(type(chart)("x", "kWh", months[:1])).startswith("Most in a:")
    assert words.trend_finding(type(chart)("x", "kWh", months[2:])) == "No bill in these months yet."


def test_tables_hold_every_row_a_chart_was_drawn_from() -> None:
    assert [len(words.table(chart)) for chart in samples.ALL] == [7, 12, 12, 12, 4]
    assert words.table(samples.EXPECTED)[0]["Difference"].replace("\u00a0", " ") == "−4 MWh"


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 47), (-1e6, 1e6), (3, 3), (0, 1e-9), (99.5, 100.25)])
def test_ticks_are_few_round_and_inside(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 1 <= len(found) <= 5
    assert all(low - 1e-9 * abs(high) <= tick <= high * (1 + 1e-9) for tick in found)


@pytest.mark.parametrize("label", ["<b>x</b>", "&lt;b&gt;", "$a^2$", '<a href="javascript:1">x</a>'])
def test_a_typed_label_shows_as_typed(label: str) -> None:
    figure = interactive.draw(CostBars((CostRow(label, 5, None, label),), "BYN"))
    written = figure.layout.annotations[0].text
    back = written.replace("&#36;", "$").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == label
    picture = check(svg.cost_bars(CostBars((CostRow(label, 5),), "BYN")))
    assert label in [text.text for text in picture.findall(f"{NAME}text")]


@settings(deadline=None, max_examples=25)
@given(samples.anything)
def test_no_chart_holds_what_json_or_svg_cannot(chart: words.Chart) -> None:
    figure = interactive.draw(chart)
    written = json.loads(figure.to_json(), parse_constant=lambda name: pytest.fail(f"{name} in the figure"))
    assert written["layout"]["height"] > 0
    for said in texts(figure):
        assert re.sub(r"<br>", "", said).count("<") == 0
        assert "$" not in said
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", said)
    for trace in bars(figure):
        if trace.orientation == "h" and len(bars(figure)) == 1:
            assert all(length >= 0 for length in trace.x)
    check(DRAWN[type(chart).__name__](chart))
    assert words.alt(chart)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_what_no_axis_can_show_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match=r"Change\.change"):
        Change("a", bad)
    with pytest.raises(ValueError, match=r"CostRow\.cost"):
        CostRow("a", bad)


def test_the_svgs_need_no_plotly() -> None:
    code = "import sys; import recp_selfcheck.charts.indicators.svg, recp_selfcheck.charts.indicators.contents; sys.exit('plotly' in sys.modules or 'statsmodels' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
