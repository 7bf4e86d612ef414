"""Dates as people type them: day first, with the month as number or word, in each language."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck import i18n
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.i18n.typed_dates import field_date, parse_date

MAY = date(2027, 5, 12)


def code(typed: str) -> str:
    with pytest.raises(AnswerMistakes) as caught:
        parse_date(typed)
    [mistake] = caught.value.mistakes
    assert word(mistake) != mistake.message or i18n.language() == "en", "worded for the reader"
    return mistake.code


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
@pytest.mark.parametrize(
    "typed",
    [
        "12.05.2027",
        " 12.5.27 ",
        "12. 05. 2027",
        "12-05-2027",
        "12 05 2027",
        "2027-05-12",
        "12 мая 2027",
        "12 Мая 2027 г.",
        "12 мая 2027\u202fг.",
        "12 May 2027",
        "12 may 27",
    ],
)
def test_a_date_is_read_day_first_or_as_iso(typed: str, language: str) -> None:
    i18n.use(language)
    assert parse_date(typed) == MAY


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "май 2027",
        "12.05",
        "12/05/2027/1",
        "2027",
        "12 ма 2027",
        "12 ию 2027",
        "=1+1",
        "<b>12.05.2027</b>",
        "1" * 500,
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    i18n.use("ru")
    assert code(typed) == "not-a-date"


@pytest.mark.parametrize("typed", ["31.02.2027", "29.02.2027", "00.05.2027", "12.13.2027", "32 мая 2027"])
def test_a_day_that_is_not_in_the_calendar_is_said_so(typed: str) -> None:
    i18n.use("ru")
    assert code(typed) == "no-such-day"


def test_slashes_are_ambiguous_in_english_alone() -> None:
    assert code("05/12/2027") == "ambiguous-date"
    assert parse_date("13/12/2027") == date(2027, 12, 13)
    assert parse_date("12/12/2027") == date(2027, 12, 12)
    i18n.use("ru")
    assert parse_date("05/12/2027") == date(2027, 12, 5)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(list(i18n.LANGUAGES)))
def test_what_stands_in_a_field_is_read_back_the_same(day: date, language: str) -> None:
    i18n.use(language)
    assert parse_date(field_date(day)) == day
    assert parse_date(i18n.date(day)) == day


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_date_or_a_refusal(typed: str) -> None:
    with suppress(AnswerMistakes):
        assert isinstance(parse_date(typed), date)
