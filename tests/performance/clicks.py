"""Click → new score in the browser: the app beside a bare Streamlit page with the same questions."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from recp_selfcheck.checklists.load import load_content
from tests.performance import grown
from tests.performance.figure import Figure, NotMeasuredError, percentile_95
from tests.performance.served import Server, serving, serving_grown, temporary_folder, write_json
from tests.walks.conftest import FLAGS, chromium

BUDGETS = {60: 0.5, 120: 0.35}
PAUSE = 350  # ms between two clicks, so that whatever a click still causes is over
PATIENCE = 30_000  # ms
# from the click's event in the page to the first change of the score's element
STOPWATCH = """
(score) => {
  const look = () => document.querySelector(score)?.innerHTML ?? "";
  const watch = { at: null, before: "", taken: null };
  window.stopwatch = watch;
  document.addEventListener("click", () => {
    if (watch.at === null && watch.taken === null) { watch.at = performance.now(); watch.before = look(); }
  }, true);
  new MutationObserver(() => {
    if (watch.at !== null && look() !== watch.before && look()) {
      watch.taken = performance.now() - watch.at; watch.at = null;
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}
"""


@dataclass
class Window:
    """A page whose score is watched; `clicked` holds for each click so far the ms until the new score."""

    page: Page
    score: str
    clicked: list[float] = field(default_factory=list)

    def open(self, address: str) -> Window:
        self.page.goto(address)
        quiet = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
        self.page.locator(self.score).wait_for(timeout=PATIENCE)
        self.page.locator(quiet).wait_for(state="attached", timeout=PATIENCE)
        self.page.evaluate(STOPWATCH, self.score)
        return self

    def wait_for_questions(self, number: int) -> None:
        expect(self.page.get_by_test_id("stRadio")).to_have_count(number, timeout=PATIENCE)

    def click(self, question: str, place: int) -> None:
        """Choose the option at a place; times the new score."""
        choices = self.page.locator(f".st-key-q_{question.replace('.', '-')} [role=radiogroup] label")
        choice = choices.nth(place)
        choice.scroll_into_view_if_needed()
        self.page.wait_for_timeout(PAUSE)
        self.page.evaluate("() => { stopwatch.at = stopwatch.taken = null }")
        choice.click()
        self.page.wait_for_function("() => stopwatch.taken !== null", timeout=PATIENCE)
        self.clicked.append(self.page.evaluate("() => stopwatch.taken"))


def measure(*, short: bool = False) -> list[Figure]:
    with sync_playwright() as playwright:
        path = chromium(playwright)
        if path is None:
            raise NotMeasuredError("Chromium is not installed; RECP_CHROMIUM names one elsewhere")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        figures = []
        for questions, budget in BUDGETS.items():
            figures += _grown(browser, questions, budget, rounds=1 if short else 2)
        figures += _shipped(browser)
        browser.close()
    return figures


def _grown(browser: Browser, questions: int, budget: float, rounds: int) -> list[Figure]:
    """Click through one screen of twelve questions in turns with the bare page."""
    checklist = grown.grow(questions)
    first = grown.questions_of(checklist)[:12]
    answered = grown.answers_to(checklist, unanswered=0.2, unknown=0.1)
    with ExitStack() as stack:
        server = stack.enter_context(serving_grown(checklist))
        bare = stack.enter_context(_serving_bare(stack, checklist, answered))
        ours = _ours(browser, server, "energy", first[0]["id"].partition(".")[0])
        theirs = Window(_page(browser), ".st-key-strip [data-testid=stMarkdownContainer]").open(bare.url)
        ours.wait_for_questions(len(first))
        theirs.wait_for_questions(questions)
        chosen = dict(answered)
        for _ in range(rounds):
            for question in first:
                ids = [option["id"] for option in question["options"]]
                best = max(range(len(ids)), key=lambda place: question["options"][place].get("points", -1))
                place = best if chosen.get(question["id"]) != ids[best] else 0
                chosen[question["id"]] = ids[place]
                ours.click(question["id"], place)
                theirs.click(question["id"], place)
        ours.page.context.close()
        theirs.page.context.close()
    return [
        Figure(
            f"click → new score, {questions} questions, of the bare page",
            median(ours.clicked) / median(theirs.clicked),
            "×",
            budget,
            f"{_told(ours.clicked)}, bare {_told(theirs.clicked)}, {len(ours.clicked)} clicks each",
        )
    ]


def _shipped(browser: Browser) -> list[Figure]:
    """Click through the longest screen of the shipped energy checklist; tells, has no budget of its own."""
    checklist = load_content().checklists["energy"]
    with serving_grown(None) as server:
        longest = max(checklist.all_sections, key=lambda section: len(section.questions))
        window = _ours(browser, server, "energy", longest.id)
        questions = [question for question in longest.questions if question.kind == "options"]
        for _ in range(2):
            for question in questions:
                choices = window.page.locator(f".st-key-q_{question.id.replace('.', '-')} [role=radiogroup] input")
                if choices.count():
                    window.click(question.id, 0 if not choices.nth(0).is_checked() else len(question.options) - 1)
        window.page.context.close()
    said = f"median, p95 {percentile_95(window.clicked):.0f} ms, screen '{longest.id}', {len(window.clicked)} clicks"
    return [
        Figure(
            f"click → new score, shipped energy ({len(checklist.questions)})", median(window.clicked), "ms", note=said
        )
    ]


def _ours(browser: Browser, server: Server, checklist: str, screen: str) -> Window:
    window = Window(_page(browser), ".st-key-strip .score-strip")
    return window.open(f"{server.url}/self_check?checklist={checklist}&screen={screen}")


def _page(browser: Browser) -> Page:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    return context.new_page()


def _serving_bare(stack: ExitStack, checklist: dict[str, Any], answered: dict[str, Any]) -> Any:
    folder: Path = stack.enter_context(temporary_folder("bare"))
    shutil.copy(Path(__file__).with_name("bare_page.py"), folder / "bare_page.py")
    questions = [_bare(question, answered.get(question["id"])) for question in grown.questions_of(checklist)]
    write_json(folder / "questions.json", questions)
    options = ("--server.headless=true", "--server.port=PORT", "--server.address=127.0.0.1")
    quiet = "--browser.gatherUsageStats=false"
    return serving((sys.executable, "-m", "streamlit", "run", "bare_page.py", *options, quiet), folder)


def _bare(question: dict[str, Any], answer: str | None) -> dict[str, Any]:
    """Return a question as the bare page draws it: as many choices as the app draws, the reserved ones too."""
    worth = {option["text"]: option.get("points", 0) for option in question["options"]}
    worth |= {"I don't know": 0, "Does not apply to us": 0}
    ids = [option["id"] for option in question["options"]] + ["dont_know"]
    return {
        "id": question["id"],
        "text": question["text"],
        "why": question["why"],
        "check": question["check"],
        "options": worth,
        "answered": ids.index(answer) if answer else None,
    }


def _told(clicked: Sequence[float]) -> str:
    return f"median {median(clicked):.0f} ms p95 {percentile_95(clicked):.0f} ms"
