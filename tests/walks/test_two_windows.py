"""Two windows on one company: the later save of a stale answer is refused with both values shown; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from recp_selfcheck.actions.content import content
from tests.walks.visitor import Visitor, stored, until
from tests.web.serving import RunningApp

SCREEN = "self_check?checklist=water&screen=leaks"
FACTS = "self_check?checklist=water&screen=facts"


def test_the_same_question_in_two_windows(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    first, second = visit(app).open(SCREEN), visit(app).open(SCREEN)
    first.choose("leaks.repair", "week")
    first.becomes_stored("water", "leaks.repair", "week")

    second.option("leaks.repair", "unseen").click()
    expect(second.conflict()).to_be_visible()
    words = {option.id: option.text for option in content().checklists["water"].questions["leaks.repair"].options}
    assert buttons(second) == {"mine": shown_as(second, "unseen"), "theirs": shown_as(second, "week")}
    assert len(set(words.values())) == len(words)
    assert stored(app, "water", "leaks.repair") == "week"
    second.press_in("theirs-")
    expect(second.conflict()).to_have_count(0)
    until(lambda: second.shown("leaks.repair"), "week")
    assert stored(app, "water", "leaks.repair") == "week"

    first.choose("leaks.repair", "day")
    first.becomes_stored("water", "leaks.repair", "day")
    second.option("leaks.repair", "weeks").click()
    expect(second.conflict()).to_be_visible()
    assert stored(app, "water", "leaks.repair") == "day"
    second.press_in("mine-")
    second.becomes_stored("water", "leaks.repair", "weeks")
    expect(second.conflict()).to_have_count(0)
    assert second.shown("leaks.repair") == "weeks"
    log = app.rows("SELECT version, new FROM answer_event WHERE question = 'leaks.repair' ORDER BY version")
    assert log == [(1, '"week"'), (2, '"day"'), (3, '"weeks"')]

    # the first window knows an older value; saying again what it shows is no conflict with what it cannot see
    first.option("leaks.repair", "unseen").click()
    expect(first.conflict()).to_be_visible()
    first.press_in("theirs-")
    until(lambda: first.shown("leaks.repair"), "weeks")


def test_the_same_answer_in_two_windows_is_no_conflict(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    screen = "self_check?checklist=materials&screen=purchasing_storage"
    first, second = visit(app).open(screen), visit(app).open(screen)
    first.choose("purchasing_storage.first_out", "order")
    first.becomes_stored("materials", "purchasing_storage.first_out", "order")
    second.choose("purchasing_storage.first_out", "order")
    second.choose("purchasing_storage.damage", "few")
    second.becomes_stored("materials", "purchasing_storage.damage", "few")
    assert second.conflict().count() == 0


def test_different_questions_in_two_windows_are_both_saved(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    screen = "self_check?checklist=energy&screen=metering"
    first, second = visit(app).open(screen), visit(app).open(screen)
    for window, ident, choice in (
        (first, "metering.records", "monthly"),
        (second, "metering.comparison", "last_year"),
        (first, "metering.contract", "dont_know"),
    ):
        window.choose(ident, choice)
        window.becomes_stored("energy", ident, choice)
    field = second.open_note("metering.records")
    field.press_sequentially("из второго окна")
    second.becomes_stored("energy", "metering.records", "из второго окна", "note")
    assert [first.conflict().count(), second.conflict().count()] == [0, 0]
    third = visit(app).open(screen)
    assert [third.shown(name) for name in ("metering.records", "metering.comparison", "metering.contract")] == [
        "monthly",
        "last_year",
        "dont_know",
    ]


def test_a_fact_changed_in_one_window_reaches_the_other(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    first, second = visit(app).open(FACTS), visit(app).open(FACTS)
    questions = visit(app).open("self_check?checklist=water&screen=wastewater")
    screens = screen_count(questions)

    first.choose("site.size", "micro")
    first.becomes_stored("water", "site.size", "micro")
    second.option("site.size", "small").click()
    expect(second.conflict()).to_be_visible()
    assert stored(app, "water", "site.size") == "micro"
    second.press_in("theirs-")
    until(lambda: second.shown("site.size"), "micro")

    first.choose("site.water_uses", "sanitary", "hot_water")
    until(lambda: sorted(stored(app, "water", "site.water_uses") or []), ["hot_water", "sanitary"])
    assert screen_count(questions) == screens
    questions.choose("wastewater.charge", "dont_know")
    questions.becomes_stored("water", "wastewater.charge", "dont_know")
    questions.press("step_back")
    until(lambda: screen_count(questions) > screens, wanted=True)
    assert questions.conflict().count() == 0


def buttons(visitor: Visitor) -> dict[str, str]:
    """Return which of a question's words stand on each button."""
    return {kind: said(visitor.keys(f"{kind}-").locator("button")) for kind in ("mine", "theirs")}


def said(button: Locator) -> str:
    return button.inner_text().partition(": ")[2]


def shown_as(visitor: Visitor, choice: str) -> str:
    return visitor.option("leaks.repair", choice).inner_text()


def screen_count(visitor: Visitor) -> int:
    names = visitor.keys("screen-").first.get_attribute("class") or ""
    chosen = next(name for name in names.split() if name.startswith("st-key-screen-"))
    return int(chosen.rpartition("-")[2])
