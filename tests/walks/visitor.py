"""What a visitor does on the pages, found by the keys of the elements, whatever the language."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from recp_selfcheck.actions.content import content
from recp_selfcheck.checklists.model import Question
from tests.web.serving import RunningApp

PATIENCE = 30.0  # seconds until a walk gives up; everything is there in a fraction of it on an idle machine
expect.set_options(timeout=PATIENCE * 1000)
_BOXES = """
  const look = () => document.querySelectorAll('[data-testid="stException"], [role="dialog"]').forEach((box) => {
    if (box.checkVisibility() && box.innerText && box.innerText !== box.dataset.told) { box.dataset.told = box.innerText; tellBox(box.innerText); }
  });
  new MutationObserver(look).observe(document, {childList: true, subtree: true, characterData: true});
"""
_BUILT_IN = re.compile(
    r"Connection error|Is Streamlit still running|Page not found|Traceback|streamlit run|Oh no|Bad message|"
    r"Something went wrong|Exception|Error:"
)


class Watch:
    """Keeps what no walk may cause: foreign requests, refused scripts, script errors, boxes in the program's English."""

    def __init__(self) -> None:
        self.foreign: list[str] = []
        self.refused: list[str] = []
        self.errors: list[str] = []
        self.boxes: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.expose_binding("tellBox", lambda _source, said: self.boxes.append(said))
        context.add_init_script(_BOXES)

    def seen(self) -> list[str]:
        built_in = [said for said in self.boxes if _BUILT_IN.search(said)]
        return [*self.foreign, *self.refused, *self.errors, *built_in]

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname != "127.0.0.1":
            self.foreign.append(f"foreign request: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.refused.append(f"refused: {message.text}")


class Visitor:
    """One window and the person before it."""

    def __init__(self, app: RunningApp, page: Page) -> None:
        self.app = app
        self.page = page
        page.set_default_timeout(PATIENCE * 1000)

    def open(self, path: str = "") -> Visitor:
        self.page.goto(f"{self.app.url}/{path}")
        return self.settle()

    def settle(self) -> Visitor:
        """Wait until the page is connected, drawn, and idle."""
        quiet = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
        self.page.locator(quiet).wait_for(state="attached")
        self.page.locator(".st-key-recp_live").wait_for(state="attached")  # the last thing every page draws
        self.page.locator(quiet).wait_for(state="attached")
        waiting = self.page.locator('[data-testid="stMain"] [data-testid="stSkeleton"]')
        expect(waiting).to_have_count(0)
        return self

    def key(self, name: str) -> Locator:
        """Return the element with a widget's or container's key."""
        return self.page.locator(f".st-key-{re.sub('[^a-zA-Z0-9_-]', '-', name)}")

    def keys(self, beginning: str) -> Locator:
        return self.page.locator(f'[class*="st-key-{re.sub("[^a-zA-Z0-9_-]", "-", beginning)}"]')

    def press(self, key: str) -> Visitor:
        """Press a button that stands still: one that is drawn anew under the finger loses the click."""
        self.settle()
        self.key(key).locator("button").click()
        return self

    def press_in(self, beginning: str) -> Visitor:
        """Press the last button of the element whose key begins like this, once it stands still."""
        self.settle()
        self.keys(beginning).locator("button").last.click()
        return self

    def question(self, ident: str) -> Locator:
        return self.key(f"q_{ident}")

    def option(self, ident: str, choice: str) -> Locator:
        """Return the button of one choice of a question."""
        question = find(ident)
        place = choices(question).index(choice)
        kind = "[role=toolbar] button" if question.kind == "multiple" else '[data-testid="stRadioOption"]'
        return self.question(ident).locator(kind).nth(place)

    def choose(self, ident: str, *options: str) -> Visitor:
        """Click the choices of a question, one after the other, each shown chosen before the next."""
        for choice in options:
            self.option(ident, choice).click()
            if find(ident).kind == "multiple":
                expect(self.option(ident, choice)).to_have_attribute("aria-pressed", "true")
            else:
                expect(self.option(ident, choice).locator("input")).to_be_checked()
        return self

    def answer_number(self, ident: str, typed: str) -> Visitor:
        field = self.question(ident).locator("input[type=text]").first
        field.fill(typed)
        field.press("Tab")
        return self

    def fill(self, key: str, typed: str) -> Visitor:
        field = self.keys(key).locator("input").first
        field.fill(typed)
        field.press("Tab")
        return self

    def pick(self, key: str, place: int, typed: str = "") -> Visitor:
        """Choose from a drop-down list: what is left after typing, at this place."""
        field = self.keys(key).locator("input").first
        option = self.page.locator("[role=listbox] [role=option]").nth(place)
        for _ in range(10):  # a page that still scrolls to where it should closes an open list
            field.click()
            if typed:
                field.fill(typed)
            with suppress(PlaywrightTimeout):
                option.click(timeout=PATIENCE * 100)
                return self
        raise AssertionError(f"the list of {key} does not open")

    def open_note(self, ident: str) -> Locator:
        """Open what belongs to an answer and return the field of the note."""
        self.question(ident).locator("summary").last.click()
        field = self.question(ident).locator('[class*="-note-"] textarea')
        field.wait_for()
        return field

    def conflict(self) -> Locator:
        return self.keys("conflict-")

    def shown(self, ident: str) -> str | None:
        """Return the option a question shows as chosen, None for none."""
        for choice in choices(find(ident)):
            if self.option(ident, choice).locator("input").is_checked():
                return choice
        return None

    def text(self) -> str:
        return self.page.locator('[data-testid="stMain"]').inner_text()

    def becomes_stored(self, checklist: str, ident: str, value: Any, field: str = "answer") -> None:
        until(lambda: stored(self.app, checklist, ident, field), value)


def find(ident: str) -> Question:
    shipped = content()
    everywhere = [shipped.site, *shipped.checklists.values()]
    return next(checklist.questions[ident] for checklist in everywhere if ident in checklist.questions)


def choices(question: Question) -> list[str]:
    """Return the choices of a question in the order they are drawn."""
    options = [option.id for option in question.options]
    if question.fact:
        return [*options, "none_of_these"] if question.kind == "multiple" else options
    return [*options, "dont_know", *(["not_applicable"] if question.not_applicable else [])]


def stored(app: RunningApp, checklist: str, ident: str, field: str = "answer") -> Any:
    """Return what the database holds, None for nothing or cleared."""
    if ident.startswith("site."):
        return json.loads(app.company().get(ident, "null"))
    return json.loads(app.answers(checklist).get((ident, field), "null"))


def until(read: Callable[[], Any], wanted: Any) -> None:
    """Wait until reading gives what is wanted; say what it gave instead."""
    deadline = time.monotonic() + PATIENCE
    got = read()
    while got != wanted and time.monotonic() < deadline:
        time.sleep(0.03)
        got = read()
    assert got == wanted, f"{got!r} instead of {wanted!r}"
