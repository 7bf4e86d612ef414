"""One month of bills as a form, for a narrow window: a grid does not fit there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.bills import BillChange, BillKey, save_bills
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month
from recp_selfcheck.errors import AnswerMistakes, Conflict
from recp_selfcheck.i18n import month, text, unit_label
from recp_selfcheck.ui.bill_book import Book
from recp_selfcheck.ui.bill_sums import period
from recp_selfcheck.ui.numbers import read_number, written
from recp_selfcheck.ui.saved import Tied

_LONGEST = 64


def choose_month(book: Book, ident: str, months: tuple[Month, ...]) -> Month:
    """Draw which month the form is about; begin with the first that is missing."""
    by_name = {str(one): one for one in months}
    at = by_name.get(st.query_params.get("month", "")) or _first_missing(months, book.given(ident))
    st.query_params["month"] = str(at)
    filled = book.filled(ident)
    words = text("{filled} of {all} months filled in", filled=filled, all=MONTHS_A_YEAR)
    st.progress(filled / MONTHS_A_YEAR, text=f"{words} · {period(book.end)}")
    st.subheader(month(at.year, at.number), anchor=False)
    return at


def draw_month_steps(months: tuple[Month, ...], at: Month) -> None:
    """Draw the way to the month before and the month after."""
    place = months.index(at)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="month_steps"):
        if place > 0:
            before = months[place - 1]
            label = f"← {month(before.year, before.number)}"
            st.button(label, key="month_before", on_click=_go, args=(before,))
        if place + 1 < len(months):
            after = months[place + 1]
            label = f"{month(after.year, after.number)} →"
            st.button(label, key="month_after", on_click=_go, args=(after,))


def draw_month(book: Book, ident: str, at: Month, currency: str) -> None:
    """Draw amount, unit and cost of one month, each saved as it is typed."""
    series, units = book.series[ident], book.units(ident)
    unit = _tie(book, (ident, str(at), "unit"), lambda chosen: chosen)
    with st.container(key=f"month_{ident.replace('.', '-')}_{at}"):
        amount, beside = st.columns([3, 2], vertical_alignment="bottom", wrap=False)
        with amount:
            label = text("Amount") if len(units) > 1 else text("Amount, {unit}", unit=unit_label(units[0]))
            _figure(_tie(book, (ident, str(at), "amount"), read_number, unit, units[0]), label)
        if len(units) > 1:
            with beside:
                _unit(unit, units)
        if series.has_cost:
            label = text("Cost without VAT, {currency}", currency=currency)
            _figure(_tie(book, (ident, str(at), "cost"), read_number), label)


def _figure(tie: Tied, label: str) -> None:
    seed = written(tie.value) if isinstance(tie.value, int | float) else ""
    shown = st.text_input(label, seed, max_chars=_LONGEST, key=tie.key, on_change=tie.changed(), live="0.8s")
    tie.drawn(shown, seed)
    tie.show_trouble(lambda raw: text("empty") if raw is None else written(raw))


def _unit(tie: Tied, units: tuple[str, ...]) -> None:
    seed = tie.value if tie.value in units else units[0]
    shown = st.selectbox(
        text("Unit"), units, index=units.index(seed), format_func=unit_label, key=tie.key, on_change=tie.changed()
    )
    tie.drawn(shown, seed)
    tie.show_trouble(lambda raw: text("empty") if raw is None else unit_label(raw))


def _tie(book: Book, cell: BillKey, read: Callable[[Any], Any], unit: Tied | None = None, usual: str = "") -> Tied:
    """Tie a widget to a cell; an amount is stored with the unit it is shown in, since the `usual` one may change."""
    series, month, field = cell

    def save(raw: Any, seen: int) -> Cell:
        changes = [BillChange(series, month, field, raw, seen)]
        if unit is not None and unit.value is None and raw is not None:
            changes.append(BillChange(series, month, "unit", usual, unit.known.version))
        outcome, *of_unit = save_bills(book.session, changes)
        if unit is not None and of_unit and isinstance(of_unit[0], Conflict):
            unit.offer(usual, of_unit[0].current)
        if isinstance(outcome, Conflict):
            raise outcome
        if isinstance(outcome, tuple):
            raise AnswerMistakes(outcome)
        return outcome

    return Tied(f"bill{book.bills.company_id}", ":".join(cell), book.bills.cells.get(cell), save, read)


def _first_missing(months: tuple[Month, ...], given: frozenset[Month]) -> Month:
    """Return the first month after the earliest bill that has none; without any bill the first of all."""
    here = [one for one in months if one in given]
    return next((one for one in months if one not in given and (not here or one > here[0])), months[-1])


def _go(to: Month) -> None:
    st.query_params["month"] = str(to)
