"""Arriving by a deep link, right after the start: the frame and the checks before a page are never left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.walks.visitor import Visitor
from tests.walks.ws_client import ask_for_page
from tests.web.serving import PROJECT, RunningApp

PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*.py"))  # those of trainers too
ROW = ("company", "self_check", "bills", "results", "action_plan")  # beside the start page
FIRST = (  # the first one of solo mode, one behind it, one that is not there
    "home",
    pytest.param("self_check", marks=pytest.mark.long),
    "review",
)
OPEN = {"", *ROW, "opportunities", "report"}  # to the person of solo mode


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    running = RunningApp(tmp_path_factory.mktemp("fresh"))
    yield running.start()
    running.stop()


@pytest.mark.parametrize("page", FIRST)
def test_a_page_asked_for_first_comes_through_the_router(fresh: RunningApp, page: str) -> None:
    """Streamlit runs a script of `pages/` beside the main script directly, until navigation was set up once."""
    came_through_the_router(fresh, page)
    for other in PAGES:
        came_through_the_router(fresh, other)


def came_through_the_router(app: RunningApp, page: str) -> None:
    run = ask_for_page(app.port, page)
    assert run.exceptions == []
    assert set(run.pages) == OPEN
    assert any("nav" in key for key in run.keys)
    assert len(run.elements) > len(OPEN)


def test_no_name_of_a_page_runs_a_script_without_the_router(app: RunningApp) -> None:
    for name in ("pages/company", "pages/company.py", "company.py", "router", "../pages/company", "PAGES/COMPANY", "я"):
        run = ask_for_page(app.port, name)
        assert run.exceptions == []
        assert set(run.pages) == OPEN
        assert any("nav" in key for key in run.keys)


def test_a_deep_link_right_after_the_start(fresh: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(fresh).open("self_check?checklist=water")
    expect(visitor.key("checklist-water")).to_be_visible()
    expect(visitor.key("nav").locator("a")).to_have_count(len(ROW) + 1)
    assert visitor.page.evaluate("location.pathname") == "/self_check"
