"""Numbers with their units: energy, mass, volume, money, and ranges of them."""

from __future__ import annotations

import math

from recp_selfcheck.i18n.numbers import NO_BREAK, NOTHING, number, with_percent_sign
from recp_selfcheck.i18n.words import mark, text, text_n

_UNITS = {
    "Wh": mark("Wh", context="unit"),
    "kWh": mark("kWh", context="unit"),
    "MWh": mark("MWh", context="unit"),
    "GWh": mark("GWh", context="unit"),
    "kW": mark("kW", context="unit"),
    "MJ": mark("MJ", context="unit"),
    "GJ": mark("GJ", context="unit"),
    "TJ": mark("TJ", context="unit"),
    "Mcal": mark("Mcal", context="unit"),
    "Gcal": mark("Gcal", context="unit"),
    "toe": mark("toe", context="unit"),
    "tce": mark("t c.e.", context="unit"),
    "kgce": mark("kg c.e.", context="unit"),
    "MMBtu": mark("MMBtu", context="unit"),
    "therm": mark("therm", context="unit"),
    "kWh_gross": mark("kWh gross", context="unit"),
    "MWh_gross": mark("MWh gross", context="unit"),
    "MJ_gross": mark("MJ gross", context="unit"),
    "GJ_gross": mark("GJ gross", context="unit"),
    "MMBtu_gross": mark("MMBtu gross", context="unit"),
    "kg": mark("kg", context="unit"),
    "g": mark("g", context="unit"),
    "t": mark("t", context="unit"),
    "lb": mark("lb", context="unit"),
    "short_ton_us": mark("US short ton", context="unit"),
    "m": mark("m", context="unit"),
    "m2": mark("m²", context="unit"),
    "m3": mark("m³", context="unit"),
    "thousand_m3": mark("thousand m³", context="unit"),
    "l": mark("l", context="unit"),
    "dal": mark("dal", context="unit"),
    "hl": mark("hl", context="unit"),
    "gallon_us": mark("US gallon", context="unit"),
    "thousand_gallon_us": mark("thousand US gallons", context="unit"),
    "beer_barrel_us": mark("US beer barrel", context="unit"),
    "foot": mark("ft", context="unit"),
    "ft2": mark("ft²", context="unit"),
    "board_foot": mark("board foot", context="unit"),
    "thousand_board_foot": mark("thousand board feet", context="unit"),
    "Nm3": mark("m³ at 0 °C", context="unit"),
    "solid_m3": mark("m³ solid", context="unit"),
    "stacked_m3": mark("m³ stacked", context="unit"),
    "loose_m3": mark("m³ loose", context="unit"),
    "piece": mark("pcs", context="unit"),
    "thousand_pieces": mark("thousand pcs", context="unit"),
    "loaf": mark("loaf", context="unit"),
    "can": mark("can", context="unit"),
    "thousand_cans": mark("thousand cans", context="unit"),
    "head": mark("head", context="unit"),
    "cow": mark("cow", context="unit"),
    "vehicle": mark("vehicle", context="unit"),
    "employee": mark("employee", context="unit"),
    "pupil": mark("pupil", context="unit"),
    "guest_night": mark("guest night", context="unit"),
    "meal": mark("meal", context="unit"),
    "kgCO2": mark("kg CO₂", context="unit"),
    "tCO2": mark("t CO₂", context="unit"),
    "kgCO2e": mark("kg CO₂-eq", context="unit"),
    "tCO2e": mark("t CO₂-eq", context="unit"),
    "degree_day": mark("degree days", context="unit"),
    "h": mark("h", context="unit"),
    "day": mark("day", context="unit"),
    "month": mark("month", context="unit"),
    "year": mark("year", context="unit"),
    "bar": mark("bar", context="unit"),
    "C": mark("°C", context="unit"),
    "person": mark("person", context="unit"),
}
_LADDERS = (  # from small to big, each a thousand of the one before
    ("kWh", "MWh", "GWh"),
    ("MJ", "GJ", "TJ"),
    ("Mcal", "Gcal"),
    ("kg", "t"),
    ("kgCO2", "tCO2"),
    ("kgCO2e", "tCO2e"),
    ("kgce", "tce"),
)
_PERCENT = frozenset({"%", "percent"})
_THOUSAND = 1000.0


def unit_label(unit: str) -> str:
    """Return how the reader writes a unit of `units.txt`, `kWh/t` part by part; a unit without words stays as it is."""
    if unit in _PERCENT:
        return "%"
    return "/".join(text(_UNITS[part], context="unit") if part in _UNITS else part for part in unit.split("/"))


def amount(value: float | None, unit: str, digits: int | None = 3, *, scale: bool = False) -> str:
    """Return a number with its unit; with `scale`, 3,340,000 kWh is "3,34 ГВт·ч"."""
    value = _finite(value)
    if value is None:
        return NOTHING
    if scale:
        value, unit = _scaled(value, unit)
    if unit == "year":
        return _years(value, number(value, digits))
    if unit == "employee":
        return text_n("{n} employee", "{n} employees", value).replace(" ", NO_BREAK)
    return _with_unit(number(value, digits), unit)


def between(
    low: float | None, high: float | None, unit: str = "", digits: int | None = 3, *, scale: bool = False
) -> str:
    """Return a range, "3–8 %"; equal ends collapse, an open end is said in words."""
    low, high = _finite(low), _finite(high)
    if low is None and high is None:
        return NOTHING
    if scale:
        biggest = max(abs(end) for end in (low, high) if end is not None)
        factor, unit = larger_unit(biggest, unit)
        low, high = (None if end is None else end / factor for end in (low, high))
    if unit == "year" and high is not None:
        return _years(high, _range(low, high, digits))
    return _with_unit(_range(low, high, digits), unit)


def money(value: float | None, currency: str, year: int | None = None, digits: int | None = 3) -> str:
    """Return an amount of money with its currency code and, where it belongs to one, its year: "12 300 BYN (2024)"."""
    return money_between(value, value, currency, year, digits)


def money_between(
    low: float | None, high: float | None, currency: str, year: int | None = None, digits: int | None = 3
) -> str:
    """Return a range of money; from ten thousand up in thousands, millions or billions: "30–80 тыс. BYN (2024)"."""
    low, high = _finite(low), _finite(high)
    if low is None and high is None:
        return NOTHING
    ends = [end for end in (low, high) if end is not None]
    low, high, word = _in_thousands(low, high, max(map(abs, ends)))
    parts = [_range(low, high, digits), word, currency, f"({year})" if year else ""]
    return NO_BREAK.join(filter(None, parts))


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _in_thousands(low: float | None, high: float | None, biggest: float) -> tuple[float | None, float | None, str]:
    steps = (
        (1e9, text("billion", context="money")),
        (1e6, text("million", context="money")),
        (1e3, text("thousand", context="money")),
    )
    for factor, word in steps:
        if biggest >= factor * (10 if factor == _THOUSAND else 1):  # "8 000 BYN" reads better than "8 thousand BYN"
            return (*(None if end is None else end / factor for end in (low, high)), word)  # type: ignore[return-value]
    return low, high, ""


def _range(low: float | None, high: float | None, digits: int | None) -> str:
    if low is None or high is None:
        value = number(high if low is None else low, digits)
        return text("up to {value}", value=value) if low is None else text("from {value} up", value=value)
    first, last = number(low, digits), number(high, digits)
    if first == last:
        return first
    return f"{first}{NO_BREAK}… {last}" if low < 0 or high < 0 else f"{first}–{last}"


def _with_unit(written: str, unit: str) -> str:
    if unit in _PERCENT:
        return with_percent_sign(written)
    return f"{written}{NO_BREAK}{unit_label(unit)}" if unit else written


def _years(value: float, written: str) -> str:
    return text_n("{years} year", "{years} years", value, years=written.replace(" ", NO_BREAK)).replace(" ", NO_BREAK)


def _scaled(value: float, unit: str) -> tuple[float, str]:
    factor, unit = larger_unit(abs(value), unit)
    return value / factor, unit


def larger_unit(biggest: float, unit: str) -> tuple[float, str]:
    """Return the unit of the same kind in which a number stays below a thousand, and how many of `unit` it holds."""
    factor = 1.0
    for ladder in _LADDERS:
        if unit in ladder:
            for bigger in ladder[ladder.index(unit) + 1 :]:
                if biggest < factor * _THOUSAND:
                    break
                factor, unit = factor * _THOUSAND, bigger
            break
    return factor, unit
