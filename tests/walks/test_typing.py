"""Nothing that is typed gets lost because something else is saved meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.walks.visitor import Visitor, stored, until
from tests.web.serving import RunningApp

NOTE = "Счётчик №4 за котельной, спросить Ольгу"
STRANGE = (
    '<script>document.title="x"</script> **жирный** {{name}} {name} =cmd|"/c calc"!A1 [a](b) $x$ :smile: 🏭 <b>b</b>'
)


def test_the_field_after_the_first_one_keeps_what_is_typed(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(app).open("company")
    visitor.keys("c1-name-").locator("input").press_sequentially("Цех", delay=20)
    staff = visitor.keys("c1-employees-").locator("input")
    staff.click()
    visitor.page.keyboard.type("12,5", delay=250)  # the name is saved and the page drawn anew between two keys
    until(lambda: json.loads(app.company().get("name", "null")), "Цех")
    until(lambda: json.loads(app.company().get("employees", "null")), 12.5)
    expect(staff).to_be_focused()

    # an amount without a unit is announced above all fields; what is typed meanwhile stays, too
    alert = visitor.page.locator('[data-testid="stAlert"]')
    assert alert.count() == 0
    visitor.keys("c1-total-electricity-amount-").locator("input").fill("40 000")
    area = visitor.keys("c1-floor_area-").locator("input")
    area.click()
    visitor.page.keyboard.type("120,5", delay=250)
    expect(alert.first).to_be_visible()
    until(lambda: json.loads(app.company().get("floor_area", "null")), 120.5)
    expect(area).to_be_focused()


def test_typing_goes_on_while_the_note_is_being_saved(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(app).open("self_check?checklist=water&screen=metering_balance")
    visitor.choose("metering_balance.reading", "weekly")
    field = visitor.open_note("metering_balance.reading")
    field.press_sequentially(NOTE, delay=10)
    visitor.becomes_stored("water", "metering_balance.reading", NOTE, "note")
    expect(field).to_be_focused()
    visitor.page.keyboard.type(" или Петра", delay=120)  # slower than the pause after which it saves
    visitor.becomes_stored("water", "metering_balance.reading", NOTE + " или Петра", "note")
    expect(field).to_be_focused()
    assert stored(app, "water", "metering_balance.reading") == "weekly"


def test_a_note_is_saved_when_the_tab_is_closed_right_after_typing(
    app: RunningApp, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(app).open("self_check?checklist=water&screen=metering_balance")
    field = visitor.open_note("metering_balance.unexplained")
    field.press_sequentially("закрыто сразу", delay=5)
    assert stored(app, "water", "metering_balance.unexplained", "note") is None
    visitor.page.close(run_before_unload=True)
    visitor.becomes_stored("water", "metering_balance.unexplained", "закрыто сразу", "note")


def test_what_people_type_is_shown_exactly_as_they_typed_it(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(app).open("company")
    name = (STRANGE + "я" * 200)[:199]  # the browser counts the factory as two of the 200
    visitor.fill("c1-name-", name)
    until(lambda: json.loads(app.company().get("name", "null")), name)
    visitor.open("company")
    expect(visitor.keys("c1-name-").locator("input")).to_have_value(name)
    caption = visitor.key("frame").locator('[data-testid="stCaptionContainer"]').first
    assert caption.inner_text() == name
    assert caption.locator("b, strong, a, script, .katex").count() == 0
    assert visitor.page.title() != "x"

    visitor.open("self_check?checklist=water&screen=leaks")
    visitor.choose("leaks.repair", "not_applicable")
    visitor.question("leaks.repair").locator('[class*="-reason-"] textarea').fill(STRANGE)
    visitor.becomes_stored("water", "leaks.repair", STRANGE, "reason")
    second = visit(app).open("self_check?checklist=water&screen=leaks")
    field = second.question("leaks.repair").locator('[class*="-reason-"] textarea')
    expect(field).to_have_value(STRANGE)

    # both windows hold a reason of their own: the box with both values shows them literally, too
    visitor.question("leaks.repair").locator('[class*="-reason-"] textarea').fill("другая причина")
    visitor.becomes_stored("water", "leaks.repair", "другая причина", "reason")
    field.fill(STRANGE + " 2")
    expect(second.conflict()).to_be_visible()
    assert STRANGE + " 2" in second.conflict().inner_text()
    assert second.conflict().locator("b, script, .katex, a").count() == 0
