from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recp_selfcheck import i18n
from recp_selfcheck.charts import interactive
from recp_selfcheck.charts.data import Bullet, GapBars, GapRow, History, SectionBars
from tests.charts import samples
from tests.effort import tries

ALL: list[tuple[Callable[[Any], go.Figure], Any]] = [
    (interactive.gap_bars, samples.GAPS),
    (interactive.section_bars, samples.SECTIONS),
    (interactive.history, samples.HISTORY),
    (interactive.bullet, samples.BREAD),
]
figures = st.one_of(
    samples.gap_bars.map(interactive.gap_bars),
    samples.section_bars.map(interactive.section_bars),
    samples.histories.map(interactive.history),
    samples.bullets().map(interactive.bullet),
)


def texts(figure: go.Figure) -> Iterator[str]:
    """Yield every text Plotly would read as its own kind of HTML."""
    for annotation in figure.layout.annotations:
        yield annotation.text
    for trace in figure.data:
        if trace.hovertext is not None:
            yield from [trace.hovertext] if isinstance(trace.hovertext, str) else trace.hovertext
    yield from figure.layout.xaxis.ticktext or ()


@pytest.mark.parametrize(("draw", "chart"), ALL)
def test_every_figure_leaves_colours_of_page_and_text_to_the_theme(
    draw: Callable[[Any], go.Figure], chart: Any
) -> None:
    figure = draw(chart)
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.font.color is None
    assert all(annotation.font.color is None for annotation in figure.layout.annotations)
    assert figure.layout.showlegend is False
    assert figure.layout.dragmode is False
    assert figure.layout.title.text is None


def test_gap_bars_are_sorted_start_at_zero_and_carry_ids_and_values() -> None:
    i18n.use("ru")
    figure = interactive.gap_bars(samples.GAPS)
    worth, loss = figure.data
    assert list(loss.customdata) == ["leaks", "condensate", "led"]
    assert list(loss.x) == [9.1, 6, 2.2]
    assert list(worth.x) == [9.1, 12, 5.5]
    assert list(loss.y) == sorted(loss.y)
    assert set(loss.width) == set(worth.width)
    assert figure.layout.xaxis.range == (0, 12)
    assert figure.layout.height > max(loss.y)
    said = list(texts(figure))
    assert "6 из 12" in said
    assert "Сжатый воздух" in said


def test_only_the_dearest_are_drawn() -> None:
    rows = tuple(GapRow(f"q{place}", "s", float(place), 0, 0.3) for place in range(1, 21))
    assert list(interactive.gap_bars(GapBars(rows), most=3).data[1].x) == [20, 19, 18]


def test_a_provisional_section_is_hatched_and_says_so() -> None:
    figure = interactive.section_bars(samples.SECTIONS)
    assert list(figure.data[1].marker.pattern.shape) == ["", "/", ""]
    assert "80 (30–90), provisional" in list(texts(figure))
    assert "not rated yet (0–100)" in list(texts(figure))


def test_a_provisional_score_is_an_open_mark_in_the_history() -> None:
    line = interactive.history(samples.HISTORY).data[-1]
    assert list(line.marker.symbol) == ["circle-open", "circle"]
    assert interactive.history(samples.HISTORY).layout.yaxis.range == (0, 100)


def test_a_bullet_shows_bands_typical_and_own_value_with_its_word() -> None:
    figure = interactive.bullet(samples.BREAD)
    bands = [(trace.base[0], trace.base[0] + trace.x[0]) for trace in figure.data if trace.type == "bar"]
    assert [start for start, _ in bands] == [0, 179, 326]
    assert bands[-1][1] == figure.layout.xaxis.range[1]
    assert figure.layout.xaxis.range[0] == 0
    diamond = figure.data[-1]
    assert (diamond.marker.symbol, list(diamond.x)) == ("diamond", [337.6])
    assert "you 338 · worst quarter" in list(texts(figure))


@pytest.mark.parametrize("label", ["<b>x</b>", "&lt;b&gt;", "$a^2$", "a<br>b", '<a href="javascript:1">x</a>'])
def test_a_typed_label_shows_as_typed(label: str) -> None:
    rows = (GapRow(label, label, 1, 0, 0.1),)
    figure = interactive.gap_bars(GapBars(rows))
    shown = [said for said in texts(figure) if "x" in said or "b" in said or "a" in said]
    assert not any("<b>x" in said or "$" in said or "<a" in said or "a<br>b" in said for said in shown)
    written = figure.layout.annotations[0].text
    back = written.replace("&#36;", "$").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == label


def test_nothing_typed_reaches_a_template() -> None:
    for draw, chart in ALL:
        for trace in draw(chart).data:
            assert getattr(trace, "hovertemplate", None) is None
            assert getattr(trace, "texttemplate", None) is None


@pytest.mark.parametrize(
    "empty",
    [
        interactive.gap_bars(GapBars(())),
        interactive.section_bars(SectionBars(())),
        interactive.history(History(())),
        interactive.bullet(Bullet("a", "kWh/t", None)),
    ],
)
def test_nothing_to_show_is_still_a_figure(empty: go.Figure) -> None:
    assert empty.layout.height > 0
    json.loads(empty.to_json())


@settings(deadline=None, max_examples=tries(150))
@given(figures)
def test_no_figure_holds_what_json_cannot_or_an_axis_that_hides_zero(figure: go.Figure) -> None:
    written = json.loads(figure.to_json(), parse_constant=lambda name: pytest.fail(f"{name} in the figure"))
    assert "NaN" not in re.findall(r"\bNaN\b", json.dumps(written["layout"]["xaxis"]))
    for trace in figure.data:
        if trace.type == "bar" and trace.orientation == "h":
            start, end = figure.layout.xaxis.range
            assert start == 0
            bases = trace.base if trace.base is not None else [0.0] * len(trace.x)
            for base, length in zip(bases, trace.x, strict=True):
                assert length is not None
                assert length >= 0
                assert base + length <= end * 1.000001
    for said in texts(figure):
        assert re.sub(r"<br>", "", said).count("<") == 0
        assert "$" not in said
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", said)
