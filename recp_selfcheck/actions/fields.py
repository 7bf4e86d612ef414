"""What the fields of a company may hold: one acceptor a key, each returns what is stored or refuses with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from recp_selfcheck import units
from recp_selfcheck.actions import content
from recp_selfcheck.actions.inputs import accept_answer, accept_text, refuse
from recp_selfcheck.actions.numbers import above_zero, accept_amount, finite
from recp_selfcheck.actions.own_figures import of_own, of_rejected
from recp_selfcheck.assessment.answers import shorten, suggestion
from recp_selfcheck.assessment.bills import CARRIERS, MOST_NAMED, Carrier, Series, series_of
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.profile import COUNTRIES, CURRENCIES

LONGEST_NAME = 200  # characters
LONGEST_ABOUT = 2000
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
LARGEST_STAFF = 1e6
LARGEST_AREA = 1e8  # m²

LONGEST_EXPLANATION = 500
LARGEST_FACTOR = 1e6  # units of the reference product that one unit of another counts

TOTAL = "total."
SITE = "site."
SERIES = "series."
EXPLAINED = "explained."

Accept = Callable[[Any], Any]


def accept_company_field(key: str, raw: Any, today: date) -> Any:
    """Return what is stored under a key, None where it is cleared; AnswerMistakes with everything that is wrong.

    Keys: name, country, nace, currency, year, employees, floor_area, product, output, about, reporting_end and
    baseline_end (the last months of the reporting and the baseline year), `site.<fact>`, `total.<carrier>` and, for
    materials and waste, `total.<carrier>.<n>`, `series.<series>` (how its bills are written), `explained.<doubt>`; for
    opportunities the own figures of `own_figures.py`.
    """
    accept = _acceptor(key, today)
    if accept is None:
        return refuse("unknown-field", f"'{shorten(key)}' is no field of a company.", field=shorten(key))
    if raw in (None, "") and not key.startswith(SITE):
        return None
    return accept(raw)


def carrier_of(key: str) -> Carrier | None:
    """Return the carrier of a `total.…` key, None where it is none."""
    parts = key.removeprefix(TOTAL).split(".")
    carrier = CARRIERS.get(parts[0]) if key.startswith(TOTAL) else None
    if carrier is None or len(parts) > 2:  # noqa: PLR2004 - carrier and number
        return None
    if len(parts) == 1:
        return carrier
    number = parts[1]
    fits = number.isascii() and number.isdecimal() and number[0] != "0" and int(number) <= MOST_NAMED
    return carrier if carrier.named and fits else None


def fits_carrier(unit: str, carrier: Carrier) -> bool:
    """Say whether a bill of this carrier can be in this unit: one of its own, or one that converts or has a factor."""
    if unit in carrier.units or units.fits(unit, carrier.base):
        return True
    rows = (row for row in content.figures().factors if row.carrier == carrier.id)
    return carrier.is_fuel and any(units.fits(unit, row.unit) for row in rows)


def _accept_name(raw: Any) -> str | None:
    return accept_text(raw, LONGEST_NAME, one_line=True)


def _accept_about(raw: Any) -> str | None:
    return accept_text(raw, LONGEST_ABOUT)


def _one_of(field: str, known: Callable[[], Mapping[str, Any] | tuple[str, ...]]) -> Callable[[Any], str]:
    def accept(raw: Any) -> str:
        allowed = known()
        if isinstance(raw, str) and raw in allowed:
            return raw
        nearest = suggestion(raw, list(allowed)) if isinstance(raw, str) else None
        remedy = f"Did you mean '{nearest}'?" if nearest else "Choose one of the list."
        message = f"'{shorten(raw)}' is not a known {field}. {remedy}"
        return refuse(f"unknown-{field}", message, given=shorten(raw), suggestion=nearest)

    return accept


def _accept_year(raw: Any, today: date) -> int:
    latest = min(LATEST_YEAR, today.year + 1)
    number = finite(raw, "year")
    if number != int(number) or not EARLIEST_YEAR <= number <= latest:
        message = f"The year must be between {EARLIEST_YEAR} and {latest}."
        refuse("year-out-of-range", message, field="year", given=shorten(raw), least=EARLIEST_YEAR, most=latest)
    return int(number)


def accept_unit_of(series: Series, raw: Any) -> str:
    """Return the unit of a bill, one that its carrier can be billed in."""
    unit = _accept_unit(raw)
    carrier = CARRIERS.get(series.carrier)
    if carrier is not None and not fits_carrier(unit, carrier):
        message = f"{unit} is no unit of {carrier.id}. Choose one of: {', '.join(carrier.units)}."
        refuse("unit-does-not-fit", message, unit=unit, carrier=carrier.id, options=carrier.units)
    return unit


def _accept_month(raw: Any) -> str:
    try:
        return str(Month.read(raw))
    except (TypeError, ValueError):
        message = f"'{shorten(raw)}' is not a month. Write it as 2025-03."
        return refuse("not-a-month", message, given=shorten(raw))


def _accept_series(series: Series, raw: Any) -> dict[str, Any] | None:
    parts = _parts(raw, ("name", "unit", "factor"))
    if "name" in parts:
        parts["name"] = accept_text(parts["name"], LONGEST_NAME, one_line=True)
    if "unit" in parts:
        accept_unit_of(series, parts["unit"])
    if "factor" in parts:
        parts["factor"] = above_zero("factor", LARGEST_FACTOR)(parts["factor"])
    return {field: value for field, value in parts.items() if value is not None} or None


def _accept_explanation(raw: Any) -> dict[str, Any] | None:
    """Return a sentence that explains a doubt, with the figure it was written about: another figure is a new doubt."""
    parts = _parts(raw, ("text", "seen"))
    if "text" in parts:
        parts["text"] = accept_text(parts["text"], LONGEST_EXPLANATION, one_line=True)
    if "seen" in parts:
        finite(parts["seen"], "seen")
    return parts if parts.get("text") else None


def _accept_output(raw: Any) -> dict[str, Any] | None:
    parts = _parts(raw, ("amount", "unit"))
    if "amount" in parts:
        parts["amount"] = accept_amount(parts["amount"], "amount")
    if "unit" in parts:
        _accept_unit(parts["unit"])
    return parts or None


def _accept_total(carrier: Carrier, raw: Any) -> dict[str, Any] | None:
    parts = _parts(raw, ("amount", "unit", "cost", "name"))
    for field in ("amount", "cost"):
        if field in parts:
            parts[field] = accept_amount(parts[field], field)
    if "unit" in parts:
        accept_unit_of(Series(carrier.id, carrier.id), parts["unit"])
    if "name" in parts:
        parts["name"] = accept_text(parts["name"], LONGEST_NAME, one_line=True)
    return {field: value for field, value in parts.items() if value is not None} or None


def _parts(raw: Any, allowed: tuple[str, ...]) -> dict[str, Any]:
    """Return the parts that are given; a part still empty is left out, so that a form can be filled in part by part."""
    if not isinstance(raw, Mapping) or not set(raw) <= set(allowed):
        refuse("wrong-kind", f"Give {', '.join(allowed)}, not {shorten(raw)}.", given=shorten(raw))
    return {field: raw[field] for field in allowed if raw.get(field) not in (None, "")}


def _accept_unit(raw: Any) -> str:
    if isinstance(raw, str) and units.is_known(raw):
        return raw
    nearest = suggestion(raw, list(units.units().names)) if isinstance(raw, str) else None
    remedy = f"Did you mean '{nearest}'?" if nearest else "Choose one of the list."
    return refuse("unknown-unit", f"'{shorten(raw)}' is not a unit. {remedy}", unit=shorten(raw), suggestion=nearest)


def _acceptor(key: str, today: date) -> Accept | None:
    """Return what accepts a field, None for a key nobody knows."""
    if key == "year":
        return lambda raw: _accept_year(raw, today)
    group, dot, rest = key.partition(".")
    if not dot:
        return _ACCEPT.get(key)
    of_group = _ACCEPT_IN.get(group)
    return of_group(rest) if of_group else None


def _of_fact(name: str) -> Accept | None:
    fact = content.content().site.questions.get(SITE + name)
    return (lambda raw: accept_answer(fact, raw)) if fact else None


def _of_total(name: str) -> Accept | None:
    carrier = carrier_of(TOTAL + name)
    return (lambda raw: _accept_total(carrier, raw)) if carrier else None


def _of_series(ident: str) -> Accept | None:
    series = series_of(ident)
    return (lambda raw: _accept_series(series, raw)) if series else None


_ACCEPT: Mapping[str, Accept] = {
    "name": _accept_name,
    "about": _accept_about,
    "country": _one_of("country", lambda: COUNTRIES),
    "currency": _one_of("currency", lambda: CURRENCIES),
    "nace": _one_of("nace", lambda: content.figures().sectors),
    "product": _one_of("product", lambda: content.figures().products),
    "employees": above_zero("employees", LARGEST_STAFF),
    "floor_area": above_zero("floor_area", LARGEST_AREA),
    "output": _accept_output,
    "reporting_end": _accept_month,
    "baseline_end": _accept_month,
}
_ACCEPT_IN: Mapping[str, Callable[[str], Accept | None]] = {
    "site": _of_fact,
    "total": _of_total,
    "series": _of_series,
    "explained": lambda _doubt: _accept_explanation,
    "own": of_own,
    "rejected": of_rejected,
}
