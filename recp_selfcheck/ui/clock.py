"""What day it is for the reader, and when something was saved."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from recp_selfcheck.assessment.months import Month
from recp_selfcheck.i18n import date as day_words
from recp_selfcheck.i18n import text, time
from recp_selfcheck.i18n.dates import day


def reader_today() -> date:
    """Return today in the browser's time zone, in UTC where it claims one nobody knows."""
    try:
        return datetime.now(ZoneInfo(st.context.timezone or "UTC")).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.now(UTC).date()


def last_month() -> Month:
    """Return the last month that is over."""
    today = reader_today()
    return Month(today.year, today.month).plus(-1)


def when_saved(moment: datetime) -> str:
    """Say when something was saved: the time of day today, else the day."""
    zone = st.context.timezone
    return text("saved {time}", time=(time if day(moment, zone) == reader_today() else day_words)(moment, zone))
