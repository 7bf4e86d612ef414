"""Without a mouse, and in each of the languages."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.walks.visitor import Visitor, until
from tests.web.serving import RunningApp

SCREEN = "self_check?checklist=water&screen=leaks"


def test_a_question_is_answered_with_the_keyboard_alone(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(app).open(SCREEN)
    tab_into(visitor, "leaks.repair")
    visitor.page.keyboard.press("Space")
    visitor.becomes_stored("water", "leaks.repair", "unseen")
    visitor.page.keyboard.press("ArrowDown")
    visitor.becomes_stored("water", "leaks.repair", "weeks")
    visitor.settle()
    visitor.page.keyboard.press("ArrowDown")
    visitor.becomes_stored("water", "leaks.repair", "week")
    expect(visitor.option("leaks.repair", "week").locator("input")).to_be_focused()


def test_ticks_are_set_with_the_keyboard_alone(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(app).open("self_check?checklist=water&screen=facts")
    tab_into(visitor, "site.water_uses")
    visitor.page.keyboard.press("Space")
    visitor.becomes_stored("water", "site.water_uses", ["sanitary"])
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press("Space")
    visitor.becomes_stored("water", "site.water_uses", ["sanitary", "canteen"])


def test_the_language_is_kept_over_reloads_and_by_the_document(app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(app).open()
    assert document_language(visitor) == "ru"
    titles = {"ru": visitor.page.locator("h1").inner_text()}
    for place, language in ((2, "be"), (1, "en"), (0, "ru")):
        visitor.keys("language-").locator("button").nth(place).click()
        visitor.key(f"language-{language}").wait_for()
        visitor.settle()
        until(lambda: document_language(visitor), language)
        visitor.page.reload()
        visitor.settle()
        assert visitor.key(f"language-{language}").count() == 1
        assert document_language(visitor) == language
        titles[language] = visitor.page.locator("h1").inner_text()
    assert len(set(titles.values())) == 3
    another = visit(app, locale="en-GB").open()  # the choice is the person's, not the browser's
    assert document_language(another) == "ru"


def tab_into(visitor: Visitor, ident: str) -> None:
    inside = f"() => !!document.activeElement.closest('.st-key-q_{ident.replace('.', '-')} :is([role=radiogroup], [role=toolbar])')"
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(inside):
            return
    raise AssertionError(f"Tab does not lead to {ident}")


def document_language(visitor: Visitor) -> str:
    return str(visitor.page.evaluate("document.documentElement.lang"))
