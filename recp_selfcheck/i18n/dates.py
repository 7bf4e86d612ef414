"""Dates and times of day, in the reader's language and the reader's time zone."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from recp_selfcheck.i18n.languages import locale


def date(value: dt.date | dt.datetime, zone: str | dt.tzinfo | None = None) -> str:
    """Return "12 мая 2026 г.", "12 May 2026"; a moment is first brought to `zone` (a name as the browser tells it)."""
    from babel.dates import format_date  # noqa: PLC0415 - slow to import

    return format_date(_local(value, zone)[0], "long", locale=locale())


def day(value: dt.datetime, zone: str | dt.tzinfo | None = None) -> dt.date:
    """Return the day an aware moment falls on in `zone`, in UTC where no zone is known."""
    found, _ = _local(value, zone)
    return found.date() if isinstance(found, dt.datetime) else found


def time(value: dt.datetime, zone: str | dt.tzinfo | None = None) -> str:
    """Return "12:41" of an aware moment in `zone`; with no zone known, "09:41 UTC"."""
    moment, sure = _local(value, zone)
    return f"{moment:%H:%M}" if sure else f"{moment:%H:%M}\u00a0UTC"


def date_time(value: dt.datetime, zone: str | dt.tzinfo | None = None) -> str:
    """Return date and time of day of an aware moment in `zone`."""
    return f"{date(value, zone)}, {time(value, zone)}"


@lru_cache(maxsize=2000)
def _month(year: int, number: int, pattern: str, tongue: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - slow to import

    return format_date(dt.date(year, number, 1), pattern, locale=tongue)


def month(year: int, number: int, *, short: bool = False) -> str:
    """Return a calendar month as "июнь 2025"; short: "июн. 2025"."""
    return _month(year, number, "LLL y" if short else "LLLL y", locale())


def month_name(number: int, *, short: bool = False) -> str:
    """Return the name of a month without its year, as it stands alone: "июнь"; short: "янв."."""
    return _month(2000, number, "LLL" if short else "LLLL", locale())


def _local(value: dt.date | dt.datetime, zone: str | dt.tzinfo | None) -> tuple[dt.date | dt.datetime, bool]:
    if not isinstance(value, dt.datetime):
        return value, True
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    if isinstance(zone, str):
        try:
            zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # whatever a browser sends, a time is shown
            zone = None
    return value.astimezone(zone or dt.UTC), zone is not None
