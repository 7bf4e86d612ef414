"""What does not look right in a profile's yearly totals, as data: the caller words it.

A mistake (`blocking`) cannot be true and must be corrected; a doubt is corrected or explained.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from recp_selfcheck import units
from recp_selfcheck.assessment.benchmarks import screen_rows
from recp_selfcheck.assessment.bills import CARRIERS, WASTEWATER
from recp_selfcheck.assessment.indicators import Part, Resources, amount_of, resources
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.model import BenchmarkRow, Figures, PriceBand

_FAR_BELOW, _FAR_ABOVE = 10.0, 2.0  # beyond the branch's percentiles; wide below: its plants are highly automated
_PRICE_LOW, _PRICE_HIGH = 0.5, 2.0
_FEW = 3  # meters of one carrier from which a median price means something
_MOST_PEOPLE = 1_000_000
_MOST_OUTPUT = 1e12


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt or mistake.

    `code` names the rule, `subject` the field (`employees`, `output`, `total.water`, `total.material.Flour`), `values`
    the numbers its sentence needs. One about bills is of a `series`, and of a `month` unless it is about all of them;
    its subject is `bill.<series>` or `bill.<series>.<month>`. `figure` is the number it is about: an `explanation`
    holds while it is the same.

    Blocking: not-finite, negative, zero, too-large, unknown-carrier, unknown-unit, unit-for-carrier. Doubts: staff
    (both energy and output per employee), energy-per-employee, output-per-employee, price-band, price-spread,
    water-out, waste-over-materials, no-unit.
    """

    code: str
    subject: str
    values: Mapping[str, Any] = field(default_factory=dict)
    blocking: bool = False
    series: str = ""
    month: Month | None = None
    figure: float | None = None
    explanation: str = ""

    @property
    def key(self) -> str:
        """What its explanation is stored under, after `explained.`."""
        return f"{self.code}.{self.subject.removeprefix('bill.')}"


def profile_doubts(profile: Profile, figures: Figures, year: Resources | None = None) -> tuple[Doubt, ...]:
    """Return all doubts about a profile, mistakes first; `year` saves adding the totals up once more."""
    year = year or resources(profile.totals, figures.factors, profile.country)
    found = [
        *_amounts(profile, year),
        *_staff(profile, year, figures),
        *_prices(profile, year, figures),
        *_balances(year),
    ]
    return tuple(sorted(found, key=lambda doubt: not doubt.blocking))


def _amounts(profile: Profile, year: Resources) -> Iterator[Doubt]:
    for refusal in year.refused:
        yield Doubt(refusal.code, _subject(refusal.carrier, refusal.name), refusal.values, blocking=True)
    for subject, value, most in (
        ("employees", profile.employees, _MOST_PEOPLE),
        ("floor_area", profile.floor_area, _MOST_OUTPUT),
        ("output", profile.output_amount, _MOST_OUTPUT),
    ):
        if value is None:
            continue
        if not math.isfinite(value):
            yield Doubt("not-finite", subject, {"amount": str(value)}, blocking=True)
        elif value < 0:
            yield Doubt("negative", subject, {"amount": value}, blocking=True)
        elif value == 0:
            yield Doubt("zero", subject, {"amount": value}, blocking=True)
        elif value > most:
            yield Doubt("too-large", subject, {"amount": value, "limit": most}, blocking=True)
    if profile.output_amount is not None and not profile.output_unit:
        yield Doubt("no-unit", "output", {"amount": profile.output_amount})
    elif profile.output_unit and not units.is_known(profile.output_unit):
        yield Doubt("unknown-unit", "output", {"unit": profile.output_unit}, blocking=True)


def _staff(profile: Profile, year: Resources, figures: Figures) -> Iterator[Doubt]:
    """Hold energy and output per employee against the plants of the branch.

    Both too high, or both too low, point at the number of employees; one alone at that one.
    """
    people = profile.employees
    if people is None or not 0 < people < math.inf:
        return
    energy = _energy_per_employee(profile, year, figures, people)
    output = _output_per_employee(profile, figures, people)
    if energy and output and energy["too_high"] == output["too_high"]:
        yield Doubt("staff", "employees", {"energy": energy, "output": output})
        return
    if energy:
        yield Doubt("energy-per-employee", "employees", energy)
    if output:
        yield Doubt("output-per-employee", "output", output)


def _energy_per_employee(
    profile: Profile, year: Resources, figures: Figures, people: float
) -> Mapping[str, Any] | None:
    """Return the first of electricity and energy per employee far beyond the branch's 10th or 90th percentile."""
    for row in _per_employee(figures, profile.nace):
        amount = amount_of(year, row.resource, row.basis or "net")
        if amount and row.p10 and row.p90:
            own, low, high = amount / people, row.p10 / _FAR_BELOW, row.p90 * _FAR_ABOVE
            if not low <= own <= high:
                return _outside(own, row.unit, row.p10, row.p90, row, too_high=own > high)
    return None


def _output_per_employee(profile: Profile, figures: Figures, people: float) -> Mapping[str, Any] | None:
    """Return an output per employee no plant of the branch has.

    Its bounds: the branch's electricity per employee (10th and 90th percentile) over the product's electricity per unit
    of output (quartiles).
    """
    amount, unit = profile.output_amount, profile.output_unit
    branch = [row for row in _per_employee(figures, profile.nace) if row.resource == "electricity"]
    if not branch or amount is None or not 0 < amount < math.inf:
        return None
    for row in figures.benchmarks_for(profile.product):
        if row.resource != "electricity" or row.kind != "quartiles" or not units.fits(unit, row.per_unit):
            continue
        p10, p90 = branch[0].p10, branch[0].p90
        if row.status == "verified" and row.low and row.high and p10 and p90:
            own, low, high = units.convert(amount, unit, row.per_unit) / people, p10 / row.high, p90 / row.low
            if not low / _FAR_BELOW <= own <= high:
                return _outside(own, f"{row.per_unit}/employee", low, high, row, too_high=own > high)
    return None


def _per_employee(figures: Figures, nace: str) -> list[BenchmarkRow]:
    wanted = ("electricity", "energy_total")
    return [row for row in screen_rows(figures, nace) if row.per == "employee" and row.resource in wanted]


def _outside(own: float, unit: str, low: float, high: float, row: BenchmarkRow, *, too_high: bool) -> Mapping[str, Any]:
    return {
        "resource": row.resource,
        "own": own,
        "unit": unit,
        "low": low,
        "high": high,
        "too_high": too_high,
        "row": row.id,
    }


def _prices(profile: Profile, year: Resources, figures: Figures) -> Iterator[Doubt]:
    bands = {band.carrier: band for band in figures.price_bands if band.currency == profile.currency}
    by_carrier: dict[str, list[tuple[Part, float]]] = {}
    for part in (part for parts in year.parts.values() for part in parts):
        if part.cost is not None and part.converted > 0:
            by_carrier.setdefault(part.carrier, []).append((part, part.cost / part.converted))
    for carrier, priced in by_carrier.items():
        band = bands.get(carrier)
        middle = median(price for _part, price in priced)
        compares = len(priced) >= _FEW and not CARRIERS[carrier].named and middle > 0
        for part, price in priced:
            subject = _subject(carrier, part.name)
            if band is not None and not _in_band(price, part, band):
                shown = price / units.convert(1, part.base, band.unit)
                values = {"price": shown, "unit": band.unit, "low": band.low, "high": band.high, "year": band.year}
                yield Doubt("price-band", subject, {**values, "currency": band.currency, "status": band.status})
            elif compares and not _PRICE_LOW * middle <= price <= _PRICE_HIGH * middle:
                yield Doubt("price-spread", subject, {"price": price, "median": middle, "unit": part.base})


def _in_band(price: float, part: Part, band: PriceBand) -> bool:
    return band.low <= price / units.convert(1, part.base, band.unit) <= band.high


def _balances(year: Resources) -> Iterator[Doubt]:
    water, out = amount_of(year, "water"), amount_of(year, WASTEWATER)
    if water is not None and out is not None and out > water:
        yield Doubt("water-out", "total.wastewater", {"in": water, "out": out, "unit": "m3"})
    materials, waste = amount_of(year, "materials"), amount_of(year, "waste")
    if materials is not None and waste is not None and waste > materials:
        yield Doubt("waste-over-materials", "total.waste", {"in": materials, "out": waste, "unit": "t"})


def _subject(carrier: str, name: str) -> str:
    return f"total.{carrier}.{name}" if name else f"total.{carrier}"
