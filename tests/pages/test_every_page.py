"""Every page opens without an exception: empty, and with each demonstration company, in each language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.demo import fill_demo
from recp_selfcheck.actions.session import set_language, solo_session

OpenPage = Callable[..., AppTest]
PAGES = ("home", "company", "self_check", "bills", "results", "opportunities", "action_plan", "report")


def words_on(app: AppTest) -> str:
    return "\n".join(
        str(element.value)
        for kind in ("title", "markdown", "caption", "info", "warning")
        for element in getattr(app, kind)
    )


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_company_is_told_what_to_do(page: str, language: str, open_page: OpenPage) -> None:
    set_language(solo_session(), language)
    app = open_page(page)
    assert app.title, "every page has a title that states something"
    assert not app.error


@pytest.mark.parametrize(
    ("plant", "language"),
    [
        *(("UF0590", language) for language in i18n.LANGUAGES),
        ("CI0042", "ru"),
        *(pytest.param("CI0042", language, marks=pytest.mark.long) for language in ("en", "be")),
    ],
)
def test_a_demonstration_company_fills_every_page(plant: str, language: str, open_page: OpenPage) -> None:
    set_language(fill_demo(plant), language)
    for page in PAGES:
        app = open_page(page)
        assert plant in words_on(app), "the company's name stands on every page"
        assert not app.error
    for checklist in content().checklists:
        open_page("self_check", checklist=checklist)
        results = open_page("results", checklist=checklist)
        assert "100" in words_on(results)


def test_the_bakery_s_absurd_staff_is_doubted(open_page: OpenPage) -> None:
    set_language(fill_demo("UF0590"), "en")
    app = open_page("company")
    doubts = [warning.value for warning in app.warning]
    assert any("25" in doubt or "Staff" in doubt for doubt in doubts)


def test_the_bakery_is_in_the_worst_quarter_for_electricity(open_page: OpenPage) -> None:
    set_language(fill_demo("UF0590"), "en")
    words = words_on(open_page("results", checklist="energy"))
    assert "338" in words
    assert "3.34" in words


def test_six_opportunities_are_shown_first(open_page: OpenPage) -> None:
    set_language(fill_demo("UF0590"), "en")
    app = open_page("opportunities")
    numbered = [line.value for line in app.markdown if str(line.value).startswith("### ")]
    assert [line.split(".")[0] for line in numbered] == [f"### {place}" for place in range(1, 7)]
