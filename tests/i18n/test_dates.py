from __future__ import annotations

import datetime as dt

import pytest

from recp_selfcheck import i18n

MOMENT = dt.datetime(2026, 5, 11, 22, 41, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "day"), [("ru", "12 мая 2026\u202fг."), ("be", "12 мая 2026\u202fг."), ("en", "12 May 2026")]
)
def test_a_moment_is_shown_on_the_day_it_is_for_the_reader(language: str, day: str) -> None:
    i18n.use(language)
    assert i18n.date(MOMENT, "Europe/Minsk") == day
    assert i18n.date(dt.date(2026, 5, 12)) == day
    assert i18n.time(MOMENT, "Europe/Minsk") == "01:41"
    assert i18n.date_time(MOMENT, "Europe/Minsk") == f"{day}, 01:41"


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "../../etc/passwd", "\x00", "a" * 5000])
def test_whatever_zone_a_browser_claims_a_time_is_shown(zone: str | None) -> None:
    assert i18n.time(MOMENT, zone) == "22:41\u00a0UTC"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        i18n.time(MOMENT.replace(tzinfo=None), "Europe/Minsk")


@pytest.mark.parametrize(
    ("language", "whole", "short"),
    [("ru", "июнь 2025", "июнь 2025"), ("be", "чэрвень 2025", "чэр 2025"), ("en", "June 2025", "Jun 2025")],
)
def test_a_month_stands_in_the_nominative(language: str, whole: str, short: str) -> None:
    i18n.use(language)
    assert (i18n.month(2025, 6), i18n.month(2025, 6, short=True)) == (whole, short)
    assert i18n.month_name(6) == whole.removesuffix(" 2025")
