"""The charts of savings: sorted, from zero, labelled at the marks, the same on screen and on paper."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recp_selfcheck import i18n
from recp_selfcheck.charts.savings import interactive, layout, svg, words
from recp_selfcheck.charts.savings.data import (
    AbatementCurve,
    AbatementStep,
    BillBars,
    BillRow,
    PaybackBubbles,
    Saver,
    TogetherBars,
    TogetherRow,
)
from tests.charts.savings import samples
from tests.charts.test_interactive import texts
from tests.charts.test_svg import NAME, check
from tests.effort import tries

ALL = (samples.BUBBLES, samples.CURVE, samples.TOGETHER, samples.BILLS)
NEXT_TO_NOTHING = (TogetherBars((TogetherRow("a", 0.0, 5e-324),)), BillBars((BillRow("a", 5e-324, 0, 0, 0),), "USD"))
EMPTY = (PaybackBubbles((), "USD"), AbatementCurve((), "USD"), TogetherBars(()), BillBars((), "USD"))
INTERACTIVE: dict[type, Any] = {
    PaybackBubbles: interactive.payback_bubbles,
    AbatementCurve: interactive.abatement_curve,
    TogetherBars: interactive.together_bars,
    BillBars: interactive.bill_bars,
}
SVG: dict[type, Any] = {
    PaybackBubbles: svg.payback_bubbles,
    AbatementCurve: svg.abatement_curve,
    TogetherBars: svg.together_bars,
    BillBars: svg.bill_bars,
}


def written(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.findall(f"{NAME}text")]


def test_what_no_axis_can_show_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Saver\.money"):
        Saver(1, "a", "plan", math.inf, 1, None)
    with pytest.raises(ValueError, match=r"BillRow\.bill"):
        BillRow("a", math.nan, 0, 0, 0)


def test_bubbles_hold_what_pays_back_in_sight_the_largest_first() -> None:
    assert [row.id for row in samples.BUBBLES.drawn] == ["burner", "lamps", "leaks", "boiler"]


def test_class_is_told_by_colour_and_by_marker_and_co2_by_size() -> None:
    figure = interactive.payback_bubbles(samples.BUBBLES)
    trace = figure.data[0]
    looks = dict(zip(trace.customdata, zip(trace.marker.symbol, trace.marker.color, strict=True), strict=True))
    assert looks["burner"] == ("circle", "#0072B2")
    assert looks["leaks"][0] == "circle-open"  # CO₂ not known
    assert looks["lamps"] == ("diamond-open", "#E69F00")
    assert looks["boiler"][0] == "square"
    size = dict(zip(trace.customdata, trace.marker.size, strict=True))
    assert size["burner"] > size["boiler"] > 0
    radius = {mark.id: mark.radius for mark in layout.place_bubbles(samples.BUBBLES).marks}
    assert (radius["boiler"] / radius["burner"]) ** 2 == pytest.approx(37.8 / 147.3)


def test_a_bubble_further_right_pays_back_later_and_higher_up_saves_more() -> None:
    marks = {mark.id: mark for mark in layout.place_bubbles(samples.BUBBLES).marks}
    assert marks["burner"].x < marks["leaks"].x < marks["lamps"].x < marks["boiler"].x <= 1
    assert marks["burner"].y < marks["lamps"].y < marks["leaks"].y < marks["boiler"].y


def test_the_abatement_curve_is_sorted_by_cost_and_as_wide_as_its_tonnes() -> None:
    placed = layout.place_curve(samples.CURVE)
    assert [block.id for block in placed.blocks] == ["insulation", "burner", "boiler"]
    assert placed.blocks[0].left == 0
    assert placed.blocks[-1].right == pytest.approx(1)
    widths = [block.right - block.left for block in placed.blocks]
    assert widths == pytest.approx([tonnes / (4.8 + 147.3 + 37.8) for tonnes in (4.8, 147.3, 37.8)])
    assert placed.blocks[1].top == placed.zero  # earns: goes down
    assert placed.blocks[2].bottom == placed.zero  # costs: goes up
    assert placed.blocks[0].is_cut
    assert not placed.blocks[1].is_cut


def test_every_mark_has_its_number_and_every_number_its_name() -> None:
    for chart in (samples.BUBBLES, samples.CURVE):
        for said in (list(texts(INTERACTIVE[type(chart)](chart))), written(check(SVG[type(chart)](chart)))):
            for row in chart.drawn:
                assert str(row.place) in said
                assert any(line.startswith(f"{row.place} ") and row.label in line for line in said)


def test_together_and_bills_start_at_zero_and_say_their_figures() -> None:
    i18n.use("ru")
    alone, together = interactive.together_bars(samples.TOGETHER).data
    assert [a >= t for a, t in zip(alone.x, together.x, strict=True)] == [True, True]
    said = list(texts(interactive.together_bars(samples.TOGETHER)))
    assert "Электроэнергия: 15\u00a0%, а не 17\u00a0%" in said
    bill, saved = interactive.bill_bars(samples.BILLS).data
    assert next(iter(bill.x)) == 1
    assert next(iter(saved.x)) == pytest.approx(122_000 / 800_718)
    assert len(check(svg.together_bars(samples.TOGETHER)).findall(f"{NAME}line")) == 1  # what audits find


def test_findings_state_what_the_picture_shows() -> None:
    i18n.use("ru")
    assert words.bubbles_finding(samples.BUBBLES).startswith("2 меры из 6 окупаются за год.")
    assert words.abatement_finding(samples.CURVE).startswith("3 меры из 4 снижают CO₂ и приносят деньги")
    assert words.together_finding(samples.TOGETHER) == (
        "Вода: все меры вместе экономят 21\u00a0%; если сложить их по одной, казалось бы 23\u00a0%."
    )
    assert "Электроэнергия" in words.bills_finding(samples.BILLS)
    dear = AbatementCurve((AbatementStep(1, "a", "study", 1, 5),), "USD")
    assert "стоит денег" in words.abatement_finding(dear)


@pytest.mark.parametrize("chart", EMPTY)
def test_nothing_to_show_is_a_sentence(chart: Any) -> None:
    figure = INTERACTIVE[type(chart)](chart)
    assert figure.layout.height > 0
    assert not figure.data or all(len(trace.x) == 0 for trace in figure.data)
    assert any(said.endswith(".") for said in texts(figure))
    assert written(check(SVG[type(chart)](chart)))


@pytest.mark.parametrize("chart", NEXT_TO_NOTHING)
def test_next_to_nothing_can_be_drawn(chart: Any) -> None:
    json.loads(INTERACTIVE[type(chart)](chart).to_json(), parse_constant=pytest.fail)
    check(SVG[type(chart)](chart))


def test_every_figure_leaves_colours_of_page_and_text_to_the_theme() -> None:
    for chart in ALL:
        figure = INTERACTIVE[type(chart)](chart)
        assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
        assert all(annotation.font.color is None for annotation in figure.layout.annotations)
        assert figure.layout.showlegend is False
        assert all(getattr(trace, "hovertemplate", None) is None for trace in figure.data)


@settings(deadline=None, max_examples=tries(100))
@given(st.one_of(samples.bubbles, samples.curves, samples.together, samples.bills))
def test_any_chart_can_be_drawn_read_aloud_and_printed(chart: Any) -> None:
    figure = INTERACTIVE[type(chart)](chart)
    json.loads(figure.to_json(), parse_constant=lambda name: pytest.fail(f"{name} in the figure"))
    for said in texts(figure):
        assert said.replace("<br>", "").count("<") == 0
        assert "$" not in said
    check(SVG[type(chart)](chart))
    assert words.alt(chart)


@settings(deadline=None, max_examples=tries(100))
@given(samples.bubbles)
def test_every_bubble_stands_in_the_picture(chart: PaybackBubbles) -> None:
    for mark in layout.place_bubbles(chart).marks:
        assert 0 <= mark.x <= 1
        assert layout.TOP <= mark.y <= layout.TOP + layout.PLOT


@settings(deadline=None, max_examples=tries(100))
@given(samples.curves)
def test_the_bars_of_the_curve_stand_side_by_side_in_the_picture(chart: AbatementCurve) -> None:
    blocks = layout.place_curve(chart).blocks
    for block, following in pairwise(blocks):
        assert block.right == pytest.approx(following.left)
    for block in blocks:
        assert layout.TOP - 1e-6 <= block.top <= block.bottom <= layout.TOP + layout.PLOT + 1e-6


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_the_words_of_the_upright_axis_have_room(language: str) -> None:
    i18n.use(language)
    big = PaybackBubbles(tuple(Saver(n, "Lamps", "plan", 40_000.0 * n, float(n), None) for n in range(1, 9)), "USD")
    drawn = ET.fromstring(svg.payback_bubbles(big))
    ends = [text for text in drawn.findall(f"{NAME}text") if text.get("text-anchor") == "end" and text.text]
    ticks = [text for text in ends if any(sign.isdigit() for sign in text.text or "")]
    assert ticks
    for text in ticks:
        assert float(text.get("x", 0)) >= 6.5 * len(text.text or "")  # px of a letter of this size
