from __future__ import annotations

import contextlib
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recp_selfcheck import i18n
from recp_selfcheck.errors import AnswerMistakes

LANGUAGES = st.sampled_from(list(i18n.LANGUAGES))
NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "digits", "russian", "english"),
    [
        (0, 3, "0", "0"),
        (-0.0, 3, "0", "0"),
        (1234567.8, 3, f"1{NARROW}230{NARROW}000", f"1{NARROW}230{NARROW}000"),
        (1234567.8, None, f"1{NARROW}234{NARROW}567,8", f"1{NARROW}234{NARROW}567.8"),
        (337.64, 3, "338", "338"),
        (12.0, 3, "12", "12"),
        (0.125, 2, "0,13", "0.13"),
        (9.995, 3, "10", "10"),
        (999.6, 3, f"1{NARROW}000", f"1{NARROW}000"),
        (-12.34, 3, "−12,3", "−12.3"),
        (0.000123456, 3, "0,000123", "0.000123"),
        (1.5e20, 3, "1,5·10²⁰", "1.5·10²⁰"),
        (-2.5e-9, 3, "−2,5·10⁻⁹", "−2.5·10⁻⁹"),
        (None, 3, "–", "–"),
        (math.nan, 3, "–", "–"),
        (math.inf, 3, "–", "–"),
    ],
)
def test_numbers_as_people_write_them(value: float | None, digits: int | None, russian: str, english: str) -> None:
    for language, expected in (("ru", russian), ("be", russian), ("en", english)):
        i18n.use(language)
        assert i18n.number(value, digits) == expected


def test_quantities_in_russian() -> None:
    i18n.use("ru")
    assert i18n.percent(0.456) == f"45,6{NO_BREAK}%"
    assert i18n.between(3, 8, "%") == f"3–8{NO_BREAK}%"
    assert i18n.between(3, 3.0001, "%") == f"3{NO_BREAK}%"
    assert i18n.between(-5, -3, "%") == f"−5{NO_BREAK}… −3{NO_BREAK}%"
    assert i18n.between(None, 5, "t") == f"до 5{NO_BREAK}т"
    assert i18n.between(5, None, "t") == f"от 5{NO_BREAK}т"
    assert i18n.between(None, None, "t") == "–"
    assert i18n.amount(3_340_000, "kWh", scale=True) == f"3,34{NO_BREAK}ГВт·ч"
    assert i18n.amount(999, "kWh", scale=True) == f"999{NO_BREAK}кВт·ч"
    assert i18n.between(12_000, 30_000, "kWh", scale=True) == f"12–30{NO_BREAK}МВт·ч"
    assert i18n.between(500, 1500, "kWh", scale=True) == f"0,5–1,5{NO_BREAK}МВт·ч"
    assert i18n.amount(337.6, "kWh/t") == f"338{NO_BREAK}кВт·ч/т"
    assert i18n.amount(2.5, "Gcal") == f"2,5{NO_BREAK}Гкал"
    assert i18n.amount(7, "tce") == f"7{NO_BREAK}т{NO_BREAK}у.т.".replace(f"т{NO_BREAK}у", "т у")
    assert i18n.amount(None, "t") == "–"
    assert i18n.amount(5, "parsec") == f"5{NO_BREAK}parsec"
    assert i18n.money(12_345, "BYN", 2024) == f"12,3{NO_BREAK}тыс.{NO_BREAK}BYN{NO_BREAK}(2024)"
    assert i18n.money(1_234, "BYN") == f"1{NARROW}230{NO_BREAK}BYN"
    assert i18n.money_between(30_000, 80_000, "BYN") == f"30–80{NO_BREAK}тыс.{NO_BREAK}BYN"
    assert i18n.money(2_500_000, "USD") == f"2,5{NO_BREAK}млн{NO_BREAK}USD"


@pytest.mark.parametrize(
    ("years", "russian", "english"),
    [(1, "1 год", "1 year"), (2, "2 года", "2 years"), (5, "5 лет", "5 years"), (0.5, "0,5 года", "0.5 years")],
)
def test_years_take_their_plural(years: float, russian: str, english: str) -> None:
    for language, expected in (("ru", russian), ("en", english)):
        i18n.use(language)
        assert i18n.amount(years, "year") == expected.replace(" ", NO_BREAK)


def test_the_currency_code_stands_beside_the_number_in_every_language() -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert i18n.money(5, "BYN") == f"5{NO_BREAK}BYN"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        (" 1 234 567,8 ", 1234567.8),
        ("1\u00a0234,5", 1234.5),
        ("1\u202f234.5", 1234.5),
        ("1\u2009234", 1234),
        ("1'234", 1234),
        ("1’234,5", 1234.5),
        ("−5", -5),
        ("–5", -5),
        ("- 5", -5),
        ("+5", 5),
        (",5", 0.5),
        ("5.", 5),
        ("1e3", 1000),
        ("1,5·10¹⁵", 1.5e15),
        ("0,001", 0.001),
        ("-0", 0),
    ],
)
def test_numbers_as_people_type_them_in_every_language(typed: str, value: float) -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert i18n.parse_number(typed) == value


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("ru", "1.234.567,8", 1234567.8),
        ("be", "1.234,5", 1234.5),
        ("ru", "1.234.567", 1234567),
        ("ru", "1,234", 1.234),
        ("ru", "1.234", 1.234),
        ("en", "1,234,567.8", 1234567.8),
        ("en", "1,234,567", 1234567),
        ("en", "1.234", 1.234),
        ("en", "0,234", 0.234),
        ("en", "12,34", 12.34),
    ],
)
def test_marks_between_thousands_are_those_of_the_language(language: str, typed: str, value: float) -> None:
    i18n.use(language)
    assert i18n.parse_number(typed) == value


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("ru", "1,234,567.8", "ambiguous-number"),
        ("ru", "1,234.5", "ambiguous-number"),
        ("ru", "1,234,567", "ambiguous-number"),
        ("en", "1.234.567,8", "ambiguous-number"),
        ("en", "1.234.567", "ambiguous-number"),
        ("en", "1,234", "ambiguous-number"),
        ("en", "-12,345", "ambiguous-number"),
        ("ru", "", "number-missing"),
        ("ru", " \u00a0 ", "number-missing"),
        ("ru", "nan", "not-a-number"),
        ("ru", "inf", "not-a-number"),
        ("ru", "-Infinity", "not-a-number"),
        ("ru", "1_000", "not-a-number"),
        ("ru", "12 34", "not-a-number"),
        ("ru", "1 2345", "not-a-number"),
        ("ru", "1 234 56", "not-a-number"),
        ("ru", "1.23.4", "not-a-number"),
        ("ru", "1 234.567,8", "not-a-number"),
        ("ru", "٣", "not-a-number"),
        ("ru", "１２", "not-a-number"),
        ("ru", "12 кВт·ч", "not-a-number"),
        ("ru", "0x10", "not-a-number"),
        ("ru", "=1+1", "not-a-number"),
        ("ru", "5-", "not-a-number"),
        ("ru", "--5", "not-a-number"),
        ("ru", "1e309", "number-too-big"),
        ("ru", "-1e9999", "number-too-big"),
        ("ru", "1e99999", "not-a-number"),
        ("ru", "9" * 65, "not-a-number"),
        ("ru", "\u202e12", "not-a-number"),
        ("ru", "\u200f12", "not-a-number"),
        ("ru", "12\x00", "not-a-number"),
    ],
)
def test_what_is_no_number_is_refused_by_name(language: str, typed: str, code: str) -> None:
    i18n.use(language)
    with pytest.raises(AnswerMistakes) as refused:
        i18n.parse_number(typed)
    (mistake,) = refused.value.mistakes
    assert mistake.code == code
    assert mistake.values["text"].isprintable()
    assert len(mistake.values["text"]) <= 41 * 5


def test_a_refusal_shows_invisible_marks() -> None:
    with pytest.raises(AnswerMistakes) as refused:
        i18n.parse_number("\u202e12")
    assert refused.value.mistakes[0].values["text"] == "\\u202e12"


@given(LANGUAGES, st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_reads_back(language: str, value: float) -> None:
    i18n.use(language)
    assert i18n.parse_number(i18n.number(value, digits=None)) == value


@given(LANGUAGES, st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 6))
def test_what_is_rounded_reads_back_within_its_digits(language: str, value: float, digits: int) -> None:
    assume(abs(value) > 1e-300)
    i18n.use(language)
    assume(abs(value) < 1e308)  # rounding up would leave what a float can hold
    assert i18n.parse_number(i18n.number(value, digits)) == pytest.approx(value, rel=0.5000001 * 10.0 ** (1 - digits))


@given(LANGUAGES, st.text(max_size=80))
def test_any_text_is_a_finite_number_or_a_mistake(language: str, typed: str) -> None:
    i18n.use(language)
    with contextlib.suppress(AnswerMistakes):
        assert math.isfinite(i18n.parse_number(typed))


@given(LANGUAGES, st.floats(), st.floats(), st.sampled_from(["", "kWh", "%", "year", "kWh/t", "kg"]), st.booleans())
def test_ranges_and_amounts_never_fail(language: str, low: float, high: float, unit: str, scale: bool) -> None:
    i18n.use(language)
    for said in (
        i18n.between(low, high, unit, scale=scale),
        i18n.amount(low, unit, scale=scale),
        i18n.money(low, "BYN"),
    ):
        assert said
        assert "nan" not in said
        assert "inf" not in said
