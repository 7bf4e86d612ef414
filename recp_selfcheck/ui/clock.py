"""What day it is for the reader."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from recp_selfcheck.assessment.months import Month


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
