"""Bills by workbook: take it away, bring it back, look at what it changes, take it in."""

from __future__ import annotations

from datetime import datetime
from math import fsum
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from recp_selfcheck.actions.bill_workbook import BillPreview, preview_bills, take_bills_in
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.bill_import import BillLine, Effect
from recp_selfcheck.assessment.bills import Bill, Series
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import amount, language, month, number, text, text_n
from recp_selfcheck.i18n.labels import series_label
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.workbook_upload import draw_faults, draw_upload, forget_upload, named_spots

_EXACT = 9  # significant digits: enough to find a sum in the accounts
_MOST_LISTED = 200  # changed months
_FEW = 5  # months or cells named one by one


def draw_workbook(session: Session, saved_at: datetime | None) -> None:
    """Draw the way out and back in; `saved_at` is when a bill was last saved."""
    place = f"bill_workbook:{session.company_id}"
    is_in_use = place in st.session_state or f"{place}:done" in st.session_state
    with st.expander(text("Fill in as an Excel workbook"), icon=":material/table:", expanded=is_in_use):
        st.markdown(
            text(
                "A sheet each for energy, water, materials, waste and output: months down, bills across, with what is "
                "stored. Fill it in where your figures are, and bring it back."
            )
        )
        _draw_way_out()
        done = st.session_state.get(f"{place}:done")
        if done is not None:
            st.success(_done_words(done), icon=":material/check:")
        given = draw_upload(place, text("Bring the workbook back (.xlsx, 10 MB at most)"))
        if given is None:
            return
        st.session_state.pop(f"{place}:done", None)
        key = (given.file_id, saved_at)
        known = st.session_state.get(place)
        if known is None or known[0] != key:
            with st.spinner(text("Reading the workbook …")):
                known = (key, preview_bills(session, given.getvalue(), given.name))
            st.session_state[place] = known
        stale = st.session_state.pop(f"{place}:stale", "")
        if stale:
            st.warning(stale, icon=":material/warning:")
        _draw_preview(known[1])
        if known[1].changes_anything and not known[1].faults:
            _draw_taking_in(session, place, known[1])


def _draw_way_out() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="bill_workbook_ways"):
        months = st.segmented_control(
            text("Rows"),
            (12, 24, 36),
            default=24,
            required=True,
            format_func=lambda count: text_n("{n} month", "{n} months", count),
            key="bill_workbook_months",
        )
        query = urlencode({"months": months, "language": language()})
        st.link_button(text("Download the workbook"), f"/export/bills.xlsx?{query}", icon=":material/download:")


def _draw_taking_in(session: Session, place: str, preview: BillPreview) -> None:
    count = preview.count(Effect.NEW) + preview.count(Effect.CHANGED)
    label = text_n("Take in {n} month of bills", "Take in {n} months of bills", count)
    st.button(
        label,
        type="primary",
        key=f"{place}:take",
        icon=":material/check:",
        on_click=_take,
        args=(session, place, preview),
    )


def _take(session: Session, place: str, preview: BillPreview) -> None:
    resume()
    given = st.session_state.get(f"{place}:file:{st.session_state[f'{place}:number']}")
    if given is None:
        return
    try:
        st.session_state[f"{place}:done"] = take_bills_in(session, given.getvalue(), given.name, preview.seen)
    except NotPossibleNow as refusal:
        st.session_state[f"{place}:stale"] = plain(" ".join(word(mistake) for mistake in refusal.mistakes[:1]))
        st.session_state.pop(place, None)
    else:
        forget_upload(place)


def _draw_preview(preview: BillPreview) -> None:
    if preview.faults:
        draw_faults(preview.faults)
        return
    st.markdown(f"**{_summary(preview)}**")
    if preview.new:
        st.markdown(text("New: {name}", name=", ".join(plain(_name(series)) for series in preview.new)))
    if preview.lines:
        draw_table(_sums(preview.lines))
    changed = [line for line in preview.lines if line.effect is Effect.CHANGED]
    if changed:
        st.markdown(text("Changed by the workbook:"))
        draw_table([_change(line) for line in changed[:_MOST_LISTED]])
    for note in _notes(preview):
        st.caption(plain(note))


def _summary(preview: BillPreview) -> str:
    if not preview.changes_anything:
        return text("Everything in this workbook is stored already.")
    parts = (
        (Effect.NEW, text("new: {n}", n=preview.count(Effect.NEW))),
        (Effect.CHANGED, text("changed: {n}", n=preview.count(Effect.CHANGED))),
        (Effect.SAME, text("as stored: {n}", n=preview.count(Effect.SAME))),
    )
    said = " · ".join(words for effect, words in parts if preview.count(effect))
    return text("Months of bills in the workbook: {said}. Nothing is taken in yet.", said=said or "0")


def _done_words(done: BillPreview) -> str:
    new, changed = done.count(Effect.NEW), done.count(Effect.CHANGED)
    return text("Taken in. Months of bills: {new} new, {changed} changed.", new=new, changed=changed)


def _sums(lines: tuple[BillLine, ...]) -> list[dict[str, Any]]:
    """Return what each series adds up to in the workbook, to be compared with the accounts."""
    by_series: dict[str, list[BillLine]] = {}
    for line in lines:
        by_series.setdefault(line.series.id, []).append(line)
    return [_sum(of_series) for of_series in by_series.values()]


def _sum(lines: list[BillLine]) -> dict[str, Any]:
    by_unit: dict[str, list[float]] = {}
    costs = []
    for line in lines:
        if line.after.amount is not None:
            by_unit.setdefault(line.after.unit, []).append(line.after.amount)
        if line.after.cost is not None:
            costs.append(line.after.cost)
    return {
        text("What"): plain(_name(lines[0].series)),
        text("Months"): len(lines),
        text("Amount together"): " + ".join(amount(fsum(part), unit, _EXACT) for unit, part in by_unit.items()),
        text("Cost together"): number(fsum(costs), _EXACT) if costs else "",
    }


def _change(line: BillLine) -> dict[str, Any]:
    return {
        text("What"): plain(_name(line.series)),
        text("Month"): _month(line.month),
        text("Stored"): _bill_words(line.before),
        text("In the workbook"): _bill_words(line.after),
    }


def _bill_words(bill: Bill | None) -> str:
    if bill is None:
        return ""
    parts = []
    if bill.amount is not None:
        parts.append(amount(bill.amount, bill.unit, None))
    if bill.cost is not None:
        parts.append(text("cost {cost}", cost=number(bill.cost, None)))
    return ", ".join(parts)


def _notes(preview: BillPreview) -> list[str]:
    kept = [line for line in preview.lines if line.effect is Effect.KEPT]
    found = []
    if kept:
        said = _named([(line.series, line.month) for line in kept])
        found.append(
            text("Changed here since the workbook was downloaded, and not touched in it: {said}. It stays.", said=said)
        )
    if preview.emptied:
        said = _named(list(preview.emptied))
        found.append(text("Emptied in the workbook: {said}. What is stored stays; delete it here.", said=said))
    if preview.computed:
        cells = named_spots(preview.computed)
        found.append(text("Calculated by formulas and taken with the value they show: {cells}.", cells=cells))
    return found


def _named(months: list[tuple[Series, Month]]) -> str:
    said = ", ".join(f"{_name(series)} {_month(of_month)}" for series, of_month in months[:_FEW])
    more = len(months) - _FEW
    return said + (" " + text_n("and {n} more", "and {n} more", more) if more > 0 else "")


def _name(series: Series) -> str:
    return series_label(series.id, series.name)


def _month(of_month: Month) -> str:
    return month(of_month.year, of_month.number)
