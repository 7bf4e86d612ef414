"""Chooses which bills the page shows, and which months of them; both stand in the address."""

from __future__ import annotations

from zlib import crc32

import streamlit as st

from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.bill_book import MOST_MONTHS, Book, default_window, latest, window
from recp_selfcheck.ui.plain import plain

_CHOSEN = "chosen_series"
_LED_TO, _TIMES_LED = "bill_led_to", "bill_times_led"


def choose_series(book: Book, *, narrow: bool) -> str:
    """Draw what bills are kept of, each with how far it is, and return the chosen one."""
    asked_for = st.query_params.get("series", "")
    chosen = asked_for if asked_for in book.series else st.session_state.get(_CHOSEN, "")
    chosen = chosen if chosen in book.series else next(iter(book.series))
    label, options = text("What the bills are for"), list(book.series)
    words = {ident: _label(book, ident, narrow=narrow) for ident in options}
    # a list remembers its choice by the words shown: with other words (one month more) it would fall back to the first
    key = f"series:{chosen}:{crc32(repr(words).encode())}"
    if narrow:
        place = options.index(chosen)
        shown = st.selectbox(
            label, options, place, words.__getitem__, key=key, on_change=_remember, args=(key,), filter_mode=None
        )
    else:
        shown = st.pills(
            label,
            options,
            default=chosen,
            required=True,
            format_func=words.__getitem__,
            key=key,
            on_change=_remember,
            args=(key,),
        )
    found = str(shown or chosen)
    st.session_state[_CHOSEN] = st.query_params["series"] = found
    return found


def go_to(series: str, month: Month | None = None) -> None:
    """Show another series from the next drawing on, and lead to a month where one is named."""
    st.session_state[_CHOSEN] = st.query_params["series"] = series
    if month is not None:
        st.query_params["month"] = str(month)
        st.session_state[_LED_TO] = str(month)
        st.session_state[_TIMES_LED] = st.session_state.get(_TIMES_LED, 0) + 1


def led_to() -> tuple[Month | None, int]:
    """Return the month to lead to now, if any, and how often somebody was led in this window."""
    return _read(st.session_state.pop(_LED_TO, "")), st.session_state.get(_TIMES_LED, 0)


def choose_months(book: Book) -> tuple[Month, ...]:
    """Return the months shown: as the address says, else those with bills, at least the last twelve that are over."""
    end, count = default_window(book)
    last = latest(book)
    end = min(_read(st.query_params.get("to")) or end, last)
    if st.query_params.get("months") in {"12", "24", "36"}:
        count = int(st.query_params["months"])
    wanted = min(_read(st.query_params.get("month")) or end, last)
    if wanted > end or end.since(wanted) >= MOST_MONTHS:
        end = min(wanted.plus(MONTHS_A_YEAR - 1), last)
    while end.since(wanted) >= count:
        count += MONTHS_A_YEAR
    return window(end, count)


def draw_window_steps(book: Book, months: tuple[Month, ...]) -> None:
    """Draw the way to older months, and back."""
    last = latest(book)
    with st.container(horizontal=True, key="window_steps"):
        st.button(
            text("One more year back"),
            icon=":material/keyboard_arrow_up:",
            key="older",
            on_click=_older,
            args=(months,),
        )
        if months[-1] < last:
            st.button(
                text("One year later"),
                icon=":material/keyboard_arrow_down:",
                key="later",
                on_click=_later,
                args=(months, last),
            )


def _older(months: tuple[Month, ...]) -> None:
    st.query_params.pop("month", None)
    if len(months) < MOST_MONTHS:
        st.query_params["months"] = str(len(months) + MONTHS_A_YEAR)
    else:
        st.query_params["to"] = str(months[-1].plus(-MONTHS_A_YEAR))


def _later(months: tuple[Month, ...], last: Month) -> None:
    st.query_params.pop("month", None)
    st.query_params["to"] = str(min(months[-1].plus(MONTHS_A_YEAR), last))


def _remember(key: str) -> None:
    chosen = st.session_state[key]
    if chosen:
        st.query_params.pop("month", None)
        st.session_state[_CHOSEN] = st.query_params["series"] = chosen


def _label(book: Book, ident: str, *, narrow: bool) -> str:
    filled = book.filled(ident)
    doubts = [doubt for doubt in book.doubts(ident) if not doubt.explanation]
    mark = " !" if any(doubt.blocking for doubt in doubts) else " ?" if doubts else ""
    done = " ✓" if filled == MONTHS_A_YEAR and not mark else ""
    label = book.label(ident)
    return f"{label if narrow else plain(label)} {filled}/{MONTHS_A_YEAR}{done}{mark}"


def _read(written: str | None) -> Month | None:
    try:
        month = Month.read(written or "")
    except ValueError:
        return None
    return month if Month(1991, 1) <= month <= Month(2100, 12) else None
