"""The server dies in the middle; nothing that was shown as saved is lost, and nothing stays on screen unsaved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from recp_selfcheck import i18n
from tests.walks.visitor import Visitor, stored, until
from tests.web.serving import RunningApp

SCREEN = "self_check?checklist=water&screen=leaks"
NOTE = "Капает у мойки №2, заявка с пятницы"


@pytest.fixture
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    running = RunningApp(tmp_path_factory.mktemp("killed"))
    yield running.start()
    running.stop()


def test_answers_and_the_note_being_typed_survive_and_the_page_recovers_by_itself(
    mortal: RunningApp, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(mortal).open("self_check?checklist=water&screen=metering_balance")
    visitor.choose("metering_balance.reading", "weekly")
    visitor.answer_number("metering_balance.unexplained", "7,5")
    visitor.becomes_stored("water", "metering_balance.unexplained", 7.5)
    visitor.open(SCREEN)
    visitor.choose("leaks.repair", "week")
    visitor.becomes_stored("water", "leaks.repair", "week")
    note = visitor.open_note("leaks.repair")
    note.press_sequentially(NOTE, delay=10)
    visitor.page.wait_for_timeout(1200)  # the promise: saved a second after the last key, without leaving the field
    visitor.page.evaluate("window.sameDocument = true")
    mortal.kill()
    assert stored(mortal, "water", "leaks.repair", "note") == NOTE

    mortal.start()
    visitor.settle()
    assert visitor.page.evaluate("window.sameDocument")
    expect(visitor.option("leaks.repair", "week").locator("input")).to_be_checked()
    expect(note).to_have_value(NOTE)
    note.focus()
    visitor.page.keyboard.press("End")
    visitor.page.keyboard.type("!")  # it is no picture of the past: typing goes on
    visitor.becomes_stored("water", "leaks.repair", NOTE + "!", "note")
    visitor.open("self_check?checklist=water&screen=metering_balance")
    assert visitor.shown("metering_balance.reading") == "weekly"
    expect(visitor.question("metering_balance.unexplained").locator("input[type=text]")).to_have_value("7,5")
    assert [stored(mortal, "water", name) for name in ("metering_balance.reading", "leaks.repair")] == [
        "weekly",
        "week",
    ]


@pytest.mark.long
def test_a_first_answer_that_died_with_the_server_is_saved_when_it_is_back(
    mortal: RunningApp, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(mortal).open(SCREEN)
    swallow(visitor, "leaks.repair", "weeks")
    assert stored(mortal, "water", "leaks.repair") is None

    mortal.start()
    visitor.becomes_stored("water", "leaks.repair", "weeks")
    visitor.settle()
    assert visitor.shown("leaks.repair") == "weeks"
    assert visitor.conflict().count() == 0


@pytest.mark.parametrize("keep", ["mine", pytest.param("theirs", marks=pytest.mark.long)])
def test_a_changed_answer_that_died_with_the_server_is_asked_about(
    mortal: RunningApp, visit: Callable[..., Visitor], keep: str
) -> None:
    visitor = visit(mortal).open(SCREEN)
    visitor.choose("leaks.repair", "week")
    visitor.becomes_stored("water", "leaks.repair", "week")
    visitor.open(SCREEN)
    swallow(visitor, "leaks.repair", "day")
    assert stored(mortal, "water", "leaks.repair") == "week"

    mortal.start()
    expect(visitor.conflict()).to_be_visible()
    assert stored(mortal, "water", "leaks.repair") == "week"
    visitor.press_in(f"{keep}-")
    expect(visitor.conflict()).to_have_count(0)
    kept = "day" if keep == "mine" else "week"
    visitor.becomes_stored("water", "leaks.repair", kept)
    until(lambda: visitor.shown("leaks.repair"), kept)
    [(events,)] = mortal.rows("SELECT count(*) FROM answer_event WHERE question = 'leaks.repair' AND field = 'answer'")
    assert events == (2 if keep == "mine" else 1)


@pytest.mark.long
def test_a_fact_that_died_with_the_server_is_saved_when_it_is_back(
    mortal: RunningApp, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(mortal).open("self_check?checklist=water&screen=facts")
    mortal.freeze()
    visitor.option("site.water_uses", "canteen").click()
    visitor.option("site.size", "small").click()
    expect(visitor.option("site.size", "small").locator("input")).to_be_checked()
    mortal.kill()
    mortal.start()
    visitor.becomes_stored("water", "site.size", "small")
    visitor.settle()
    on_screen = visitor.option("site.water_uses", "canteen").get_attribute("aria-pressed") == "true"
    assert (stored(mortal, "water", "site.water_uses") == ["canteen"]) is on_screen


def swallow(visitor: Visitor, ident: str, choice: str) -> None:
    """Click while the server does nothing any more, and let it die with the click."""
    visitor.app.freeze()
    visitor.option(ident, choice).click()
    expect(visitor.option(ident, choice).locator("input")).to_be_checked()
    visitor.app.kill()


def test_while_the_server_is_away_the_page_says_so_in_the_reader_s_words(
    mortal: RunningApp, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(mortal).open(SCREEN)
    i18n.use("ru")
    words = i18n.text("The program does not answer. This page goes on by itself as soon as it is back.")
    said = "() => getComputedStyle(document.body, '::after').content"
    assert visitor.page.evaluate(said) == "none"
    mortal.kill()
    until(lambda: visitor.page.evaluate(said).strip('"'), words)
    visitor.page.locator(".stDialog").wait_for(state="attached")  # Streamlit's own box has come, and stays hidden
    expect(visitor.page.locator(".stDialog")).to_be_hidden()
    mortal.start()
    until(lambda: visitor.page.evaluate(said), "none")
    visitor.choose("leaks.repair", "day")
    visitor.becomes_stored("water", "leaks.repair", "day")
