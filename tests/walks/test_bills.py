"""Bills in a real browser: typed, pasted from Excel, in two windows, through a crash, and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from recp_selfcheck.assessment.months import Month, twelve_to
from tests.walks.grid import DESK, Grid
from tests.walks.visitor import Visitor, until
from tests.web.serving import RunningApp

NOW = datetime.now(UTC)
MONTHS = [str(month) for month in twelve_to(Month(NOW.year, NOW.month).plus(-1))]


@pytest.fixture
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    running = RunningApp(tmp_path_factory.mktemp("killed"))
    yield running.start()
    running.stop()


def test_what_is_copied_from_excel_is_pasted_as_it_stands(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    grid = Grid(visit(app, size=DESK).open("bills?series=electricity"))
    grid.click(3, "amount").paste("12,5").becomes_stored(MONTHS[3], "amount", 12.5)
    grid.click(3, "cost").paste("306,30").becomes_stored(MONTHS[3], "cost", 306.3)
    block = "".join(f"1\u00a02{row:02d},5\t1 306,30\r\n" for row in range(12))
    grid.click(0, "amount").paste(block).becomes_stored(MONTHS[11], "cost", 1306.3)
    stored = grid.stored()
    assert [stored["electricity", month, "amount"] for month in MONTHS] == [1200.5 + row for row in range(12)]
    assert [stored["electricity", month, "unit"] for month in MONTHS] == ["kWh"] * 12
    until(lambda: grid.shown("mark"), ["✓"] * 12)
    expect(grid.visitor.key("bill_sum")).to_contain_text("14\u202f472")
    grid.click(10, "amount").paste("1\t2\tфунт\t9\r\n3\t4\tМВт·ч\r\n5\t6\r\n")
    grid.becomes_stored(MONTHS[11], "unit", "MWh")
    said = grid.visitor.key("pasted")
    expect(said).to_contain_text("Не вошло: 5 6.")
    expect(said).to_contain_text("Не вошло: 9.")
    expect(said).to_contain_text("«фунт» — такой единицы в списке нет")
    assert grid.stored()["electricity", MONTHS[10], "unit"] == "kWh"
    said.get_by_role("button").click()
    expect(said).to_have_count(0)


def test_a_grid_is_filled_with_the_keyboard_alone(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    grid = Grid(visit(app, size=DESK).open("bills?series=water"))
    grid.page.locator("h1").click()  # the mouse rests elsewhere
    into_the_grid(grid)
    grid.type("10,5", "Tab").type("99", "Enter").type("77", "Enter")
    grid.becomes_stored(MONTHS[1], "cost", 77, "water")
    grid.page.keyboard.press("ArrowLeft")
    grid.type("abc")
    expect(grid.box.locator('[data-testid="stAlert"]')).to_contain_text("abc")
    assert grid.cell(2, "amount").inner_text() == "abc"
    assert {key[1:]: value for key, value in grid.stored().items() if key[0] == "water"} == {
        (MONTHS[0], "amount"): 10.5,
        (MONTHS[0], "unit"): "m3",
        (MONTHS[0], "cost"): 99,
        (MONTHS[1], "cost"): 77,
    }


def into_the_grid(grid: Grid) -> None:
    """Press Tab until the grid has the focus; it is one stop, and arrows lead through it."""
    for _ in range(60):
        grid.page.keyboard.press("Tab")
        if grid.page.evaluate("document.activeElement.tagName") in {"CANVAS", "TD"}:
            until(grid.chosen, "glide-cell-0-0")
            grid.page.keyboard.press("ArrowRight")
            until(grid.chosen, "glide-cell-1-0")
            return
    raise AssertionError("Tab does not lead into the grid")


def test_correcting_a_doubt_leads_to_its_cell(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    grid = Grid(visit(app, size=DESK).open("bills?series=material.1"))
    block = "".join("2000\r\n" if row == 8 else "1\r\n" for row in range(12))
    grid.click(0, "amount").paste(block).becomes_stored(MONTHS[11], "amount", 1, "material.1")
    visitor = grid.visitor.open("bills?series=material.1")
    grid = Grid(visitor)
    visitor.press_in("go-far-above-median")
    until(grid.chosen, "glide-cell-1-8")
    grid.type("2").becomes_stored(MONTHS[8], "amount", 2, "material.1")
    expect(visitor.keys("go-far-above-median")).to_have_count(0)


def test_two_windows_on_one_grid(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    first, second = (Grid(visit(app, size=DESK).open("bills?series=wastewater")) for _ in range(2))
    first.click(0, "amount").type("10").becomes_stored(MONTHS[0], "amount", 10, "wastewater")
    second.click(1, "amount").type("20").becomes_stored(MONTHS[1], "amount", 20, "wastewater")
    until(lambda: second.shown("amount")[:2], ["10", "20"])  # came with the page, and the cell typed into stayed
    second.click(0, "amount").type("11").becomes_stored(MONTHS[0], "amount", 11, "wastewater")
    first.click(2, "amount").type("30").becomes_stored(MONTHS[2], "amount", 30, "wastewater")
    assert first.stored()["wastewater", MONTHS[0], "amount"] == 11, (
        "said again by the first grid, it is not stored again"
    )
    until(lambda: first.shown("amount")[:3], ["11", "20", "30"])

    first.click(1, "amount").type("21").becomes_stored(MONTHS[1], "amount", 21, "wastewater")
    second.click(1, "amount").type("22")
    expect(second.visitor.conflict()).to_be_visible()
    assert second.stored()["wastewater", MONTHS[1], "amount"] == 21
    second.visitor.press_in("mine-bill-")
    second.becomes_stored(MONTHS[1], "amount", 22, "wastewater")
    expect(second.visitor.conflict()).to_have_count(0)


@pytest.mark.long
def test_what_a_dying_server_swallowed_is_stored_or_asked_about(
    mortal: RunningApp, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(mortal, size=DESK).open("bills?series=electricity")
    grid = Grid(visitor)
    grid.click(0, "amount").type("10").type("20").becomes_stored(MONTHS[1], "amount", 20)
    visitor.open("bills?series=electricity")
    grid = Grid(visitor)
    mortal.freeze()
    grid.click(1, "amount").type("21").type("30")
    mortal.kill()
    assert {key[1] for key in grid.stored()} == {MONTHS[0], MONTHS[1]}
    mortal.start()
    grid.becomes_stored(MONTHS[2], "amount", 30)
    expect(visitor.conflict()).to_be_visible()
    assert grid.stored()["electricity", MONTHS[1], "amount"] == 20
    visitor.press_in("theirs-bill-")
    expect(visitor.conflict()).to_have_count(0)
    until(lambda: Grid(visitor).shown("amount")[:3], ["10", "20", "30"])


def test_a_phone_gets_a_form_for_one_month(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(app).open("bills?series=natural_gas")
    visitor.keys("bill1-electricity").first.wait_for()
    assert visitor.page.locator('[data-testid="stDataFrame"]').count() == 0
    visitor.open("bills?series=waste.1")
    visitor.fill(f"bill1-waste-1-{MONTHS[0]}-amount", "1,5")
    visitor.fill(f"bill1-waste-1-{MONTHS[0]}-cost", "306,30")
    stored = lambda: {row[0]: row[1] for row in app.rows("SELECT field, value FROM bill WHERE series = 'waste.1'")}  # noqa: E731
    until(stored, {"amount": 1.5, "unit": '"t"', "cost": 306.3})
    visitor.press("month_after")
    visitor.keys(f"bill1-waste-1-{MONTHS[1]}-amount").wait_for()
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    until(lambda: Grid(visitor).shown("amount")[0], "1,5")
