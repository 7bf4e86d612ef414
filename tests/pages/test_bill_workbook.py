"""Bringing the workbook of bills back on its page: refused cell by cell, shown before it is taken in, taken in once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions.bill_workbook import write_bill_workbook
from recp_selfcheck.actions.bills import BillChange, read_bills, save_bills
from recp_selfcheck.actions.session import Session, set_language, solo_session
from recp_selfcheck.assessment.months import Month
from tests.reports.workbooks import typed

OpenPage = Callable[..., AppTest]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def session(empty_company: str) -> Session:
    i18n.use("en")
    return set_language(solo_session(), "en")


def upload(app: AppTest, content: bytes) -> AppTest:
    app.file_uploader[0].upload("bills.xlsx", content, XLSX).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(
        str(one.value) for kind in ("error", "success", "warning", "markdown") for one in getattr(app, kind)
    )


def amounts(session: Session) -> dict[str, float]:
    return {key[1]: cell.value for key, cell in read_bills(session).cells.items() if key[2] == "amount"}


def test_mistakes_are_listed_with_their_cells_and_there_is_nothing_to_press(
    session: Session, open_page: OpenPage
) -> None:
    blank = write_bill_workbook(session, last=Month(2025, 12), months=12)
    app = upload(open_page("bills"), typed(blank, {("Energy", "B6"): "<b>x</b>", ("Energy", "C7"): -3}))
    assert "2 mistakes" in said(app)
    assert "B6" in said(app)
    assert "C7" in said(app)
    assert "<b>x</b>" not in said(app), "what was typed is shown, not drawn"
    assert not [button for button in app.button if str(button.key).endswith(":take")]
    assert amounts(session) == {}


def test_a_workbook_is_taken_in_after_it_was_looked_at(session: Session, open_page: OpenPage) -> None:
    blank = write_bill_workbook(session, last=Month(2025, 12), months=12)
    app = upload(open_page("bills"), typed(blank, {("Energy", "B6"): 1000, ("Energy", "B7"): 2000}))
    assert amounts(session) == {}
    [take] = [button for button in app.button if str(button.key).endswith(":take")]
    take.click().run()
    assert not app.exception
    assert "Taken in" in said(app)
    assert amounts(session) == {"2025-01": 1000, "2025-02": 2000}
    assert not [button for button in app.button if str(button.key).endswith(":take")], "the field is empty again"


def test_what_another_window_saved_meanwhile_is_not_overwritten(session: Session, open_page: OpenPage) -> None:
    blank = write_bill_workbook(session, last=Month(2025, 12), months=12)
    app = upload(open_page("bills"), typed(blank, {("Energy", "B6"): 1000}))
    [take] = [button for button in app.button if str(button.key).endswith(":take")]
    save_bills(session, [BillChange("electricity", "2025-01", "amount", 5, 0)])
    take.click().run()
    assert amounts(session) == {"2025-01": 5}
    assert "look once more" in said(app)
