"""What is impossible, absurd or strange: refused with a sentence beside the field, or shown as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck.actions import answering, company
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import set_language, solo_session
from recp_selfcheck.ui.plain import plain

OpenPage = Callable[..., AppTest]
STRANGE = [
    "<script>alert(1)</script>",
    "**bold** _it_ `code` # head",
    "{{name}} {name} {0} %s %(x)s",
    '=cmd|"/c calc"!A1',
    "[link](http://evil.example) ![](x) $x^2$ :material/home: :red[x]",
    "я" * 200,
    "🏭👩‍🔧 é ÿ \u202etfel",
    "'; DROP TABLE company_field; --",
]


def field(app: AppTest, kind: str, *parts: str) -> Any:
    [found] = [entry for entry in getattr(app, kind) if all(part in str(entry.key) for part in parts)]
    return found


@pytest.mark.parametrize("typed", ["-1", "0", "abc", "NaN", "inf", "1e309", "9" * 39, "12 чел."])
@pytest.mark.parametrize("name", ["employees", "floor_area"])
def test_an_impossible_figure_of_the_company_is_refused(name: str, typed: str, open_page: OpenPage) -> None:
    session = set_language(solo_session(), "en")
    app = open_page("company")
    field(app, "text_input", f":{name}:").set_value(typed).run()
    app.run()
    [said] = [error.value for error in app.error]
    assert "Traceback" not in said
    assert said.strip().endswith(".")
    assert name not in company.read_company(session).cells
    assert field(app, "text_input", f":{name}:").value == typed  # stays on the screen, to be corrected
    field(app, "text_input", f":{name}:").set_value("12,5").run()
    app.run()
    assert not app.error
    assert company.read_company(session).cells[name].value == 12.5


def test_a_refused_cost_leaves_the_amount_beside_it(open_page: OpenPage) -> None:
    session = set_language(solo_session(), "en")
    app = open_page("company")
    field(app, "text_input", "total.electricity:amount").set_value("1000").run()
    field(app, "text_input", "total.electricity:cost").set_value("-5").run()
    app.run()
    assert len(app.error) >= 1
    assert company.read_company(session).cells["total.electricity"].value == {"amount": 1000}


def test_only_units_that_fit_are_offered(open_page: OpenPage) -> None:
    set_language(solo_session(), "en")
    app = open_page("company")
    offered = {
        carrier: set(field(app, "selectbox", f"total.{carrier}:unit").options) for carrier in ("electricity", "water")
    }
    assert all(offered.values())
    assert offered["electricity"].isdisjoint(offered["water"])


@pytest.mark.parametrize("typed", STRANGE)
def test_a_strange_name_is_kept_and_shown_literally(typed: str, open_page: OpenPage) -> None:
    session = set_language(solo_session(), "en")
    app = open_page("company")
    field(app, "text_input", "c1:name:").set_value(typed).run()
    kept = company.read_company(session).cells["name"].value
    assert kept == " ".join(typed.split())
    for page in ("home", "company", "self_check", "results", "opportunities"):
        shown = open_page(page)
        assert plain(kept) in [caption.value for caption in shown.caption]


def test_ticks_that_exclude_each_other(open_page: OpenPage) -> None:
    set_language(solo_session(), "en")
    ident = "purchasing_storage.incoming"
    question = content().checklists["materials"].questions[ident]
    [alone] = [option.id for option in question.options if option.exclusive]
    others = [option.id for option in question.options if not option.exclusive]

    def ticks(value: list[str]) -> Any:
        app.run()
        field(app, "button_group", f":answer:{ident}:").set_value(value).run()
        submission = answering.find_submission(solo_session(), "materials")
        assert submission is not None
        return submission.cells[ident, "answer"].value

    app = open_page("self_check", checklist="materials", screen="purchasing_storage")
    assert ticks(others[:2]) == others[:2]
    assert ticks([*others[:2], alone]) == [alone]
    assert ticks([alone, others[0]]) == [others[0]]
    assert ticks([others[0], "dont_know"]) == "dont_know"
    assert ticks(["dont_know", others[1]]) == [others[1]]
    assert ticks([]) is None


def test_an_address_that_was_typed_is_shown_as_it_was_typed_and_is_no_link() -> None:
    typed = "https://example.com, HTTP://x.by, www.tut.by, anna@mail.by"
    shown = plain(typed)
    assert shown.replace("\\", "").replace("\u2060", "") == typed
    read = shown.replace("\\", "")  # as Streamlit reads it before it makes links of what looks like one
    assert not re.search(r"https?://|www\.|\w@", read, re.IGNORECASE)
