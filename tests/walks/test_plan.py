"""A measure goes from the ranking into the plan, gets somebody and a day, is done; all of it is there after a reload."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.walks.visitor import Visitor, until
from tests.web.serving import RunningApp


def test_a_measure_from_taken_over_to_done(demo_app: RunningApp, visit: Callable[..., Visitor]) -> None:
    def stored(field: str) -> str | None:
        found = demo_app.rows("SELECT value FROM plan_cell WHERE plan_entry_id = 8 AND field = ?", field)
        return json.loads(found[0][0]) if found else None

    visitor = visit(demo_app).open("opportunities")
    visitor.press("take_fill_oven_loads")  # after the seven of the demonstration's own plan
    visitor.key("decide_fill_oven_loads").locator("a").click()
    visitor.key("plan_open_8").wait_for()
    visitor.press("plan_open_8")
    visitor.key("plan_body_8").wait_for()
    visitor.fill("p8-owner-", "Иванов <b>П. А.</b>")
    until(lambda: stored("owner"), "Иванов <b>П. А.</b>")
    visitor.fill("p8-due-", "12.05.2031")
    until(lambda: stored("due"), "2031-05-12")
    proof = visitor.keys("p8-proof-").locator("textarea")
    proof.fill("Счётчик до и после")
    until(lambda: stored("proof"), "Счётчик до и после")  # kept while the field still has the focus
    visitor.press("plan_to_8_started")
    until(lambda: stored("state"), "started")
    visitor.key("plan_to_8_planned").wait_for()  # the way back is drawn: the button below is the new one
    expect(visitor.key("plan_to_8_done").locator("button")).to_have_count(1)
    visitor.press("plan_to_8_done")
    until(lambda: stored("state"), "done")

    later = visit(demo_app).open("action_plan")
    row = later.key("plan_row_8")
    expect(row).to_contain_text("Иванов <b>П. А.</b>")
    expect(later.page.get_by_role("heading", name="Сделаны: 2")).to_be_visible()
    later.press("plan_open_8")
    expect(later.keys("p8-owner-").locator("input")).to_have_value("Иванов <b>П. А.</b>")
    expect(later.keys("p8-due-").locator("input")).to_have_value("12.05.2031")
    expect(later.keys("p8-proof-").locator("textarea")).to_have_value("Счётчик до и после")
