"""One month of bills as a form, for a narrow window: a grid does not fit there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.bills import BillChange, BillKey, save_bills
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import AnswerMistakes, Conflict
from recp_selfcheck.i18n import month, text, unit_label
from recp_selfcheck.ui.bill_book import Book
from recp_selfcheck.ui.numbers import read_number, written
from recp_selfcheck.ui.saved import Tied

_LONGEST = 64


def choose_month(months: tuple[Month, ...], filled: frozenset[Month]) -> Month:
    """Draw the month with the way to the one before and after; begin with the first that is not filled."""
    by_name = {str(one): one for one in months}
    first = next((one for one in months if one not in filled), months[-1])
    at = by_name.get(st.query_params.get("month", ""), first)
    st.query_params["month"] = str(at)
    place = months.index(at)
    st.progress(
        len(filled.intersection(months)) / len(months),
        text=text("{filled} of {all} months filled in", filled=len(filled.intersection(months)), all=len(months)),
    )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="month_steps"
    ):
        st.button(
            "←",
            key="month_before",
            help=text("The month before"),
            disabled=place == 0,
            on_click=_go,
            args=(months[place - 1],),
        )
        st.subheader(month(at.year, at.number), width="content", anchor=False)
        st.button(
            "→",
            key="month_after",
            help=text("The month after"),
            disabled=place + 1 == len(months),
            on_click=_go,
            args=(months[min(place + 1, len(months) - 1)],),
        )
    return at


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


def _go(to: Month) -> None:
    st.query_params["month"] = str(to)
