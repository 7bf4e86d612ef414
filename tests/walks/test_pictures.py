"""Every page in Russian, on a phone and a desk, light and dark: nothing sticks out, nothing is cut off.

With `--hypothesis-profile=long` the pictures are kept in pytest's temporary folder (`--basetemp`) to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, ViewportSize

from tests.effort import looks_long
from tests.walks.visitor import Visitor, until
from tests.web.serving import RunningApp

PAGES = {
    "home": "",
    "company": "company",
    "facts": "self_check?checklist=energy&screen=facts",
    "self_check": "self_check?checklist=energy&screen=compressed_air",
    "bills": "bills",
    "results": "results?checklist=energy",
    "opportunities": "opportunities",
}
SIZES: dict[str, ViewportSize] = {"390": {"width": 390, "height": 844}, "1280": {"width": 1280, "height": 900}}
STICKS_OUT = """() => {
  const wide = [];
  const limit = document.documentElement.clientWidth;
  for (const e of document.querySelectorAll('[data-testid="stMain"] *')) {
    const box = e.getBoundingClientRect();
    if (box.width && box.right > limit + 1 && !e.closest('.st-key-nav, [data-testid="stTable"], .js-plotly-plot'))
      wide.push(e.tagName + " " + (e.innerText || "").slice(0, 60));
  }
  return [Math.max(document.documentElement.scrollWidth - limit, 0), wide.slice(0, 5)];
}"""
CUT_OFF = """() => [...document.querySelectorAll('[data-testid="stMain"] button p, [data-testid="stRadioOption"] p, h1, h2, h3')]
  .filter((e) => e.getBoundingClientRect().width && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2))
  .map((e) => e.innerText)"""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


def test_nothing_sticks_out_and_nothing_is_cut_off(
    demo_app: RunningApp, visit: Callable[..., Visitor], pictures: Path
) -> None:
    visitor = visit(demo_app)
    for name, address in PAGES.items():
        visitor.open(address)
        for size, pixels in SIZES.items():
            visitor.page.set_viewport_size(pixels)
            if name == "results":
                visitor.page.locator(".js-plotly-plot .main-svg").first.wait_for()
            if name == "bills":  # drawn for the other width until the page has said how wide the window is
                (visitor.key("month_steps") if size == "390" else visitor.page.get_by_test_id("stDataFrame")).wait_for()
            visitor.settle()
            until(lambda: visitor.page.evaluate(STICKS_OUT), [0, []])
            until(lambda: visitor.page.evaluate(CUT_OFF), [])
            if looks_long():
                take(visitor, pictures / f"{name}-{size}-light.png")
                darken(visitor)
                take(visitor, pictures / f"{name}-{size}-dark.png")
                visitor.page.emulate_media(color_scheme="light")


def test_the_page_is_dark_where_the_reader_likes_it_dark(demo_app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(demo_app).open()
    assert brightness(visitor) > 200
    darken(visitor)


def test_an_answer_is_large_enough_for_a_gloved_finger(demo_app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(demo_app).open(PAGES["self_check"])
    visitor.option("compressed_air.leaks", "dont_know").wait_for()
    heights = visitor.page.evaluate(
        """() => [...document.querySelectorAll('[class*="st-key-choices_scored"] [data-testid="stRadioOption"]')]
            .map((e) => [e.getBoundingClientRect().height, e.getBoundingClientRect().width])"""
    )
    assert len(heights) > 10
    assert min(height for height, _ in heights) >= 44
    assert min(width for _, width in heights) > 300
    strip = visitor.key("strip").bounding_box()
    assert strip
    assert strip["y"] + strip["height"] <= 845  # always in sight
    assert strip["height"] < 844 / 5
    words = visitor.key("strip").locator('[data-testid="stCaptionContainer"] p').bounding_box()
    assert words
    assert words["y"] + words["height"] <= strip["y"] + strip["height"]  # its second line, too


def test_choices_keep_all_their_edges_where_they_wrap(demo_app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(demo_app).open()
    corners = visitor.page.evaluate(
        """() => [...document.querySelectorAll('.st-key-frame [data-variant="segmented_control"]')].map((e) => {
            const style = getComputedStyle(e);
            return [style.borderRadius, style.borderRightWidth, style.borderLeftWidth, style.borderRightStyle]; })"""
    )
    assert corners == [["8px", "1px", "1px", "solid"]] * 3


def test_the_way_to_the_present_page_is_in_sight_on_a_phone(
    demo_app: RunningApp, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(demo_app)
    for place, address in ((0, ""), (3, "bills"), (4, "results")):
        visitor.open(address)
        link = visitor.key("nav").locator("a").nth(place)
        until(lambda link=link: inside(link, 390), wanted=True)


def darken(visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    until(lambda: brightness(visitor) < 60, wanted=True)


def brightness(visitor: Visitor) -> float:
    background = visitor.page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    return sum(int(part) for part in background[4:-1].split(", ")[:3]) / 3


def inside(link: Locator, width: int) -> bool:
    box = link.bounding_box()
    return bool(box and box["x"] >= 0 and box["x"] + box["width"] <= width)


def take(visitor: Visitor, path: Path) -> None:
    """Take the whole page: Streamlit scrolls inside, so the window is made as tall as what is in it."""
    page = visitor.page
    size = page.viewport_size
    assert size
    height = page.evaluate("""document.querySelector('[data-testid="stMain"]').scrollHeight""")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(int(height) + 20, 12000))})
    page.screenshot(path=path)
    page.set_viewport_size(size)
