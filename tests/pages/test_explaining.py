"""A doubtful yearly figure is explained on the company page, and doubted anew when it changes."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from recp_selfcheck.actions import company
from recp_selfcheck.actions.demo import fill_demo
from recp_selfcheck.actions.session import set_language


def test_a_sentence_settles_a_doubt_until_its_figure_changes(open_page: Callable[..., AppTest]) -> None:
    session = fill_demo("UF0590")
    set_language(session, "en")
    app = open_page("company")
    assert any("1 figure looks doubtful" in warning.value for warning in app.warning)
    (line,) = (field for field in app.text_input if field.label == "Why it is so")
    line.set_value("Bakers of another firm are lent to us.").run()
    app = open_page("company")
    assert not any("looks doubtful" in warning.value for warning in app.warning)
    (line,) = (field for field in app.text_input if field.label == "Why it is so")
    assert line.value == "Bakers of another firm are lent to us."
    version = company.read_company(session).cells["employees"].version
    company.save_field(session, "employees", 26, version)
    app = open_page("company")
    assert any("1 figure looks doubtful" in warning.value for warning in app.warning)
