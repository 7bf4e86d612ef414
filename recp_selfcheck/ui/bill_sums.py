"""What the months add up to: the year's sum, what is missing in it, and how it stands to the yearly total typed in."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.bill_year import Replaced
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month
from recp_selfcheck.assessment.series_year import SeriesYear, counts
from recp_selfcheck.i18n import amount, date, month, month_name, number, percent, text, text_n, time
from recp_selfcheck.ui.bill_book import Book

EXACT = 6  # significant digits of a sum: enough to find it on the bills
_FEW = 4  # months named one by one; of more it is said how many


def draw_headline(book: Book, *, narrow: bool) -> None:
    """Draw how far the bills are, and how they are entered."""
    with st.container():  # one place whatever is in it: a grid that moves is built anew and loses what is being typed
        _say_how_far(book)
        if not book.firm.profile.facts:
            said = text(
                "Say first what you burn and where your water comes from: then only your bills are listed here."
            )
            st.info(said)
            st.page_link("../../pages/company.py", label=text("Describe the company"), icon=":material/arrow_forward:")
        st.caption(
            text("Without VAT. Saved as you type; a decimal comma is fine. 0 is a reading, an empty month is a gap.")
            + ("" if narrow else " " + text("Copy amount and cost from Excel and paste them all at once."))
        )


def _say_how_far(book: Book) -> None:
    counted = [ident for ident, one in book.series.items() if counts(one)]
    complete = [ident for ident in counted if book.filled(ident) == MONTHS_A_YEAR]
    if not book.bills.by_series:
        st.title(text("Twelve months of bills"))
        st.markdown(
            text(
                "They take the place of the yearly totals, show slips and leaks month by month, and tell what energy "
                "you should have used for what you made. Begin with the electricity bills."
            )
        )
    elif len(complete) == len(counted):
        st.title(text("All bills of the year are here"))
    else:
        st.title(text("{complete} of {all} have all twelve months", complete=len(complete), all=len(counted)))


def draw_sum(book: Book, ident: str) -> None:
    """Draw what the reporting year of one series adds up to, and what is missing in it."""
    year = book.twelve(ident)
    with st.container(border=True, key="bill_sum"):
        st.markdown(f"**{period(book.end)}**")
        st.markdown("  \n".join(sum_words(year, book.firm.profile.currency or text("money"))))
        st.caption(missing_words(year))
        if counts(book.series[ident]) and year.complete:
            _say_difference(book, ident)
        saved = book.bills.saved_at
        if saved:
            zone = st.context.timezone
            st.caption(text("saved {time}", time=time(saved, zone)) + f" · {date(saved, zone)}")


def period(end: Month) -> str:
    """Return the twelve months up to `end` as "November 2024 – October 2025" or "January–December 2025"."""
    first = end.plus(1 - MONTHS_A_YEAR)
    if first.year == end.year:
        return f"{month_name(first.number)}–{month(end.year, end.number)}"
    return f"{month(first.year, first.number)} – {month(end.year, end.number)}"


def sum_words(year: SeriesYear, currency: str) -> list[str]:
    """Say what a year adds up to, one line a unit, and what it costs."""
    said = [amount(total, unit, EXACT) for unit, total in year.amounts.items()]
    if not said:
        return [text("no bill yet")]
    if year.cost is not None:
        said.append(f"{number(year.cost, EXACT)}\u00a0{currency}")
    elif year.series.has_cost and year.unpriced:
        said.append(text("cost not known: {months}", months=months_words(year.unpriced)))
    return said


def missing_words(year: SeriesYear) -> str:
    """Say which months are missing."""
    if year.complete:
        return text("all twelve months are here")
    return text("missing: {months}. A year with a gap does not count.", months=months_words(year.missing))


def months_words(months: tuple[Month, ...]) -> str:
    """Name a few months, or say how many: "June, July 2025"."""
    if len(months) > _FEW:
        return text_n("{n} month", "{n} months", len(months))
    years = {at.year for at in months}
    if len(years) == 1:
        return ", ".join(month_name(at.number) for at in months) + f" {months[0].year}"
    return ", ".join(month(at.year, at.number) for at in months)


def difference_words(replaced: Replaced) -> str:
    """Say how a yearly total that was typed stands to its twelve bills."""
    if replaced.billed is None or replaced.difference is None:
        return text("The yearly total on the company page cannot be compared with the bills. The bills count.")
    return text(
        "The yearly total on the company page is {typed}, the bills add up to {billed}: {difference}. The bills count.",
        typed=amount(replaced.typed, replaced.unit),
        billed=amount(replaced.billed, replaced.unit),
        difference=("+" if replaced.difference > 0 else "") + percent(replaced.difference / 100, 2),
    )


def _say_difference(book: Book, ident: str) -> None:
    billed = book.year.billed
    found = next((one for one in billed.replaced if one.series == ident), None) if billed else None
    if found is not None and found.differs:
        st.warning(difference_words(found), icon=":material/compare_arrows:")
