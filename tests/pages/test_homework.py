"""A checklist brought back as a workbook on its page: refused cell by cell, shown before it is taken in."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions import answering
from recp_selfcheck.actions.homework import write_homework_workbook
from recp_selfcheck.actions.session import Session, set_language, solo_session

OpenPage = Callable[..., AppTest]
QUESTION = "metering_balance.reading"
NOTE = 8


@pytest.fixture
def session(empty_company: str) -> Session:
    i18n.use("en")
    return set_language(solo_session(), "en")


def with_note(session: Session, words: str, answer: str = "") -> bytes:
    book = load_workbook(BytesIO(write_homework_workbook(session, "water", "en")))
    for sheet in book:
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == QUESTION:
                sheet.cell(row, NOTE, words)
                if answer:
                    sheet.cell(row, 4, answer)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def brought(open_page: OpenPage, content: bytes) -> AppTest:
    app = open_page("self_check", checklist="water")
    assert not app.file_uploader, "drawn when it is opened"
    app.session_state[f"homework:{answering.open_submission(solo_session(), 'water').id}:box"] = True
    app.run()
    app.file_uploader[0].upload("water.xlsx", content, "application/octet-stream").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(
        str(one.value) for kind in ("error", "success", "warning", "markdown") for one in getattr(app, kind)
    )


def take(app: AppTest) -> list[Any]:
    return [button for button in app.button if str(button.key).endswith(":take")]


def test_a_workbook_is_shown_and_taken_in(session: Session, open_page: OpenPage) -> None:
    app = brought(open_page, with_note(session, "<b>meter</b> 3"))
    assert "meter" in said(app)
    assert "<b>meter</b>" not in said(app), "what was typed is shown, not drawn"
    [button] = take(app)
    button.click().run()
    assert not app.exception
    submission = answering.find_submission(session, "water")
    assert submission is not None
    assert submission.cells[QUESTION, "note"].value == "<b>meter</b> 3"
    assert "Taken in: 1 change" in said(app)


def test_mistakes_are_listed_with_their_cells(session: Session, open_page: OpenPage) -> None:
    app = brought(open_page, with_note(session, "n", answer="perhaps"))
    assert "1 mistake" in said(app)
    assert take(app) == []
