from __future__ import annotations

import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings

from recp_selfcheck import i18n
from recp_selfcheck.charts import svg
from recp_selfcheck.charts.data import Bullet, GapBars, GapRow, ScoredRow
from tests.charts import samples

NAME = "{http://www.w3.org/2000/svg}"


def check(written: str) -> ET.Element:
    """Read an SVG and hold it to what every one of ours must be."""
    assert "\n" not in written  # Markdown would end the block at an empty line
    assert "nan" not in re.sub(r">[^<]*<|\"[^\"]*\"", "", written)
    tree = ET.fromstring(written)
    picture = tree if tree.tag == f"{NAME}svg" else tree.find(f"{NAME}svg")
    assert picture is not None
    assert picture.get("role") == "img"
    assert picture.find(f"{NAME}title") is not None
    assert picture.find(f"{NAME}desc") is not None
    allowed = {f"{NAME}{tag}" for tag in ("svg", "title", "desc", "rect", "line", "circle", "path", "text")}
    assert {element.tag for element in picture.iter()} <= allowed
    for element in picture.iter(f"{NAME}rect"):
        assert float(element.get("width", "nan")) >= 0
        assert float(element.get("x", "nan")) >= 0
    for element in picture.iter(f"{NAME}text"):
        assert element.get("fill") == "currentColor"
    return picture


@settings(deadline=None)
@given(samples.scored_rows())
def test_any_score_makes_a_strip(row: ScoredRow) -> None:
    drawn = svg.score_strip(
        row.low, row.score, row.high, provisional=row.provisional, borders=(0, 25, 50, 75), label=row.label
    )
    picture = check(drawn)
    assert len(picture.findall(f"{NAME}circle")) == (row.score is not None)


def test_the_strip_shows_range_mark_and_borders() -> None:
    i18n.use("ru")
    picture = check(svg.score_strip(41, 46.4, 53, borders=(0, 25, 50, 75), label="Энергия"))
    _, band = picture.findall(f"{NAME}rect")
    circle = picture.find(f"{NAME}circle")
    assert circle is not None
    left, right = float(band.get("x", "")), float(band.get("x", "")) + float(band.get("width", ""))
    assert left < float(circle.get("cx", "")) < right
    assert len(picture.findall(f"{NAME}line")) == 3
    assert [text.text for text in picture.findall(f"{NAME}text")] == ["0", "100", "46"]
    assert picture.get("aria-label") == "Энергия: 46 (41–53)"


def test_a_provisional_mark_is_open() -> None:
    for provisional, fill in ((True, "none"), (False, "#0072B2")):
        circle = check(svg.score_strip(18, 46, 78, provisional=provisional)).find(f"{NAME}circle")
        assert circle is not None
        assert circle.get("fill") == fill


@pytest.mark.parametrize(
    ("score", "words"), [(100, ["0", "100"]), (99.7, ["0", "99"]), (0, ["100", "0"]), (0.2, ["100", "1"])]
)
def test_at_the_ends_the_score_stands_alone(score: float, words: list[str]) -> None:
    picture = check(svg.score_strip(score, score, score))
    assert [text.text for text in picture.findall(f"{NAME}text")] == words


@settings(deadline=None)
@given(samples.gap_bars)
def test_any_gaps_make_a_picture(chart: GapBars) -> None:
    check(svg.gap_bars(chart))


@settings(deadline=None)
@given(samples.bullets())
@example(Bullet("", "kWh/t", None, high=2.2250738585072014e-308))
def test_any_bullet_makes_a_picture(chart: Bullet) -> None:
    check(svg.bullet(chart))


def test_a_typed_label_shows_as_typed() -> None:
    label = "<script>alert(1)</script> & \"x\" 'y'"
    picture = check(svg.gap_bars(GapBars((GapRow(label, label, 1, 0, 0.1),))))
    assert label in [text.text for text in picture.findall(f"{NAME}text")]


def test_the_bakery_s_diamond_stands_in_the_worst_quarter() -> None:
    picture = check(svg.bullet(samples.BREAD))
    diamond = picture.find(f"{NAME}path")
    assert diamond is not None
    assert diamond.get("fill") == "#D55E00"
    assert "you 338 · worst quarter" in [text.text for text in picture.findall(f"{NAME}text")]


def test_the_strip_needs_no_plotly() -> None:
    code = (
        "import sys; import recp_selfcheck.charts.svg, recp_selfcheck.charts.words; sys.exit('plotly' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
