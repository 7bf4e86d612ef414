"""Handed-in bills to read: months × series with costs, and under them what is doubted and how it was explained."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from recp_selfcheck.actions.company import Years
from recp_selfcheck.actions.part_reading import PartRow
from recp_selfcheck.assessment.bill_series import in_order
from recp_selfcheck.assessment.bills import Bill
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.i18n import date_time, month, number, text, text_n, unit_label
from recp_selfcheck.i18n.labels import doubt_label, series_label
from recp_selfcheck.i18n.mistakes import word_doubt
from recp_selfcheck.ui.bill_grid import DOUBT, EXPLAINED_MARK, MISTAKE
from recp_selfcheck.ui.bill_sums import months_words
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.width import is_narrow

_BESIDE = 4  # series in one table: more do not fit a page
_MOST_MONTHS = 36
_NBSP = "\u00a0"


def draw_handed_in_bills(part: PartRow, years: Years) -> None:
    """Draw the table and the doubts, all as they were handed in."""
    draw_receipt(part)
    bills = years.bills
    idents = [ident for ident in in_order(bills.by_series) if bills.by_series[ident]]
    if not idents:
        st.info(text("No bill is in what was handed in."))
        return
    months = sorted({bill.month for ident in idents for bill in bills.by_series[ident]})[-_MOST_MONTHS:]
    beside = 1 if is_narrow() else _BESIDE
    for first in range(0, len(idents), beside):
        draw_table(_rows(years, idents[first : first + beside], months))
    st.caption(
        text(
            "Amount · cost without VAT. {mistake} mistake, {doubt} doubt, {explained} explained, – no bill.",
            mistake=MISTAKE,
            doubt=DOUBT,
            explained=EXPLAINED_MARK,
        )
    )
    _draw_doubts(years)


def draw_receipt(part: PartRow) -> None:
    """Say when it was handed in by whom, and the checksum of the receipt."""
    when = date_time(part.at, st.context.timezone)
    st.caption(
        text(
            "handed in {when} by {name} · checksum {checksum}…",
            when=when,
            name=plain(part.by) or "–",
            checksum=part.sha256[:12],
        )
    )


def _rows(years: Years, idents: Sequence[str], months: Sequence[Month]) -> list[dict[str, str]]:
    by_month = {ident: {bill.month: bill for bill in years.bills.by_series[ident]} for ident in idents}
    units = {ident: _unit(years, ident) for ident in idents}
    headings = {ident: _heading(years, ident, units[ident]) for ident in idents}
    marks = {ident: _marks(years, ident) for ident in idents}
    rows = []
    for at in months:
        row = {text("Month"): month(at.year, at.number, short=True).replace(" ", _NBSP)}
        for ident in idents:
            bill, mark = by_month[ident].get(at), marks[ident].get(at, "")
            row[headings[ident]] = _cell(bill, mark, with_unit=not units[ident])
        if any(at in by_month[ident] for ident in idents):
            rows.append(row)
    return rows


def _name(years: Years, ident: str) -> str:
    series = years.bills.series.get(ident)
    return plain(series_label(ident, series.name if series else ""))


def _unit(years: Years, ident: str) -> str:
    """Return the unit all bills of a series are in, "" where they are in several."""
    units = {bill.unit for bill in years.bills.by_series[ident] if bill.amount is not None}
    return unit_label(units.pop()) if len(units) == 1 else ""


def _heading(years: Years, ident: str, unit: str) -> str:
    """Name a series with what its cells are in: "Electricity, kWh · BYN"."""
    has_cost = any(bill.cost is not None for bill in years.bills.by_series[ident])
    parts = (unit, years.now.profile.currency if has_cost else "")
    return ", ".join(filter(None, (_name(years, ident), " · ".join(filter(None, parts)))))


def _cell(bill: Bill | None, mark: str, *, with_unit: bool) -> str:
    if bill is None:
        return "–"
    amount = _exact(bill.amount) + (f" {unit_label(bill.unit)}" if with_unit else "")
    cost = f" · {_exact(bill.cost)}" if bill.cost is not None else ""
    return plain(mark) + (_NBSP if mark else "") + amount + cost


def _exact(value: float | None) -> str:
    """Write a number so that it is found on the bill: to the hundredth, as kopecks are."""
    return number(None if value is None else round(value, 2), None)


def _marks(years: Years, ident: str) -> dict[Month, str]:
    found: dict[Month, str] = {}
    for doubt in years.now.bill_doubts:
        if doubt.series == ident:
            mark = EXPLAINED_MARK if doubt.explanation else MISTAKE if doubt.blocking else DOUBT
            for at in doubt.months:
                found[at] = MISTAKE if found.get(at) == MISTAKE else mark
    return found


def _draw_doubts(years: Years) -> None:
    doubts = (*years.now.bill_doubts, *years.now.doubts)
    if not doubts:
        st.caption(text("Nothing in these bills looks doubtful."))
        return
    opened = sum(not doubt.explanation for doubt in doubts)
    with st.expander(
        text_n("{n} figure looks doubtful", "{n} figures look doubtful", len(doubts))
        + " · "
        + text_n("{n} without an explanation", "{n} without an explanation", opened)
    ):
        st.markdown("\n".join(_doubt(years, doubt) for doubt in doubts))


def _doubt(years: Years, doubt: Doubt) -> str:
    series = years.bills.series.get(doubt.series)
    label = doubt_label(doubt.code, doubt.series, series.name if series else "") if doubt.series else ""
    where = ", ".join(part for part in (label, months_words(doubt.months) if doubt.months else "") if part)
    said = f"- **{plain(where)}** — " if where else "- "
    said += plain(word_doubt(doubt))
    if doubt.explanation:
        return f"{said}  \n  {text('The company:')} {plain(doubt.explanation)}"
    return f"{said}  \n  {text('Not explained.')}"
