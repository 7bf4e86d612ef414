"""Monthly bills: each cell with a version of its own, on each kind of database; nothing forged gets in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recp_selfcheck.actions.bills import BillChange, accept_bill, read_bills, save_bills
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.errors import AnswerMistakes, Conflict, NotFound, NotPermitted
from recp_selfcheck.storage import cells
from recp_selfcheck.storage.cells import Cell

MAY = "2025-05"


def amount(raw: Any, seen: int = 0, month: str = MAY, series: str = "electricity") -> BillChange:
    return BillChange(series, month, "amount", raw, seen)


def values(session: Session) -> dict[tuple[str, str, str], Any]:
    return {key: (cell.value, cell.version) for key, cell in read_bills(session).cells.items()}


def test_a_refused_or_stale_cell_keeps_none_of_the_others_out(session: Session) -> None:
    save_bills(session, [amount(1)])
    outcomes = save_bills(session, [amount(2), amount(-1, month="2025-06"), amount(3, month="2025-07"), amount(4, 1)])
    stale, refused, stored, right = outcomes
    assert isinstance(stale, Conflict)
    assert stale.current.value == 1
    assert isinstance(refused, tuple)
    assert [mistake.code for mistake in refused] == ["negative"]
    assert isinstance(stored, Cell)
    assert isinstance(right, Cell)
    assert (right.value, right.version) == (4, 2)
    assert values(session) == {("electricity", MAY, "amount"): (4, 2), ("electricity", "2025-07", "amount"): (3, 1)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (amount(1, series="gold"), "unknown-series"),
        (amount(1, series="electricity.sub.0"), "unknown-series"),
        (amount(1, series="material"), "unknown-series"),
        (amount(1, month="2025-13"), "not-a-month"),
        (amount(1, month="1989-12"), "not-a-month"),
        (amount(1, month="\u0662025-05"), "not-a-month"),
        (BillChange("electricity", MAY, "version", 1, 0), "unknown-field"),
        (BillChange("degree_days", MAY, "cost", 1, 0), "unknown-field"),
        (BillChange("electricity.sub.1", MAY, "cost", 1, 0), "unknown-field"),
        (BillChange("electricity", MAY, "unit", "m3", 0), "unit-does-not-fit"),
        (BillChange("electricity", MAY, "unit", "furlong", 0), "unknown-unit"),
        (BillChange("electricity", MAY, "unit", ["kWh"], 0), "unknown-unit"),
        (amount(float("nan")), "not-a-number"),
        (amount(float("inf")), "not-a-number"),
        (amount(10**400), "not-a-number"),
        (amount(True), "not-a-number"),
        (amount([1]), "not-a-number"),
        (amount("5"), "not-a-number"),
        (amount(1e16), "above-limit"),
    ],
)
def test_what_no_page_sends_is_refused(change: BillChange, code: str) -> None:
    with pytest.raises(AnswerMistakes) as refused:
        accept_bill(change)
    assert [mistake.code for mistake in refused.value.mistakes] == [code]


def test_another_company_s_bills_are_out_of_reach(session: Session) -> None:
    stranger = replace(session, company_id=session.company_id + 1)
    for do in (lambda: save_bills(stranger, [amount(1)]), lambda: read_bills(stranger)):
        with pytest.raises((NotPermitted, NotFound)):
            do()


def test_a_cleared_month_is_no_bill(session: Session) -> None:
    save_bills(session, [amount(1), BillChange("electricity", MAY, "unit", "kWh", 0)])
    save_bills(session, [amount(None, 1), BillChange("electricity", MAY, "unit", None, 1)])
    assert "electricity" not in read_bills(session).by_series
    assert values(session)["electricity", MAY, "amount"] == (None, 2)


CHANGES = st.lists(
    st.builds(
        amount,
        st.one_of(st.none(), st.integers(0, 3)),
        st.integers(0, 2),
        st.sampled_from([str(month) for month in run(Month(2025, 1), 3)]),
    ),
    max_size=12,
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(CHANGES, max_size=3))
def test_few_cells_are_stored_as_many_are(
    batches: list[list[BillChange]], session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read one by one or all at once: the same outcomes, cell for cell."""

    def store(series: str, few: int) -> list[list[tuple[Any, int]]]:
        monkeypatch.setattr(cells, "_FEW", few)
        return [
            [said(outcome) for outcome in save_bills(session, [replace(one, series=series) for one in batch])]
            for batch in batches
        ]

    number = next(NUMBERS)
    assert store(f"material.{number}", 0) == store(f"waste.{number}", 99)


NUMBERS = iter(range(1, 99))


def said(outcome: Any) -> tuple[Any, int]:
    cell = outcome.current if isinstance(outcome, Conflict) else outcome
    return cell.value, -cell.version if isinstance(outcome, Conflict) else cell.version
