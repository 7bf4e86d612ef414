"""What does not look right in a profile's yearly totals, as data: the caller words it.

A mistake (`blocking`) cannot be true and must be corrected; a doubt is corrected or explained.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from recp_selfcheck import units
from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.benchmarks import screen_rows
from recp_selfcheck.assessment.bills import CARRIERS, OWN_HEAT, RAIN_WATER, WASTEWATER
from recp_selfcheck.assessment.indicators import Part, Resources, amount_of, resources
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.prices import bands_in, judge
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.model import BenchmarkRow, Figures

_FAR_BELOW, _FAR_ABOVE = 10.0, 2.0  # beyond the branch's percentiles; wide below: its plants are highly automated
_LIFTABLE = frozenset({"far-above-median", "far-below-median"})  # mistakes that an explanation may lift
_MOST_PEOPLE = 1_000_000
_MOST_OUTPUT = 1e12


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt or mistake.

    `code` names the rule, `subject` the field (`employees`, `output`, `total.water`, `total.material.Flour`), `values`
    the numbers its sentence needs. One about bills is of a `series` and its `months`; its subject is
    `bill.<series>.<month>`, or `bill.<series>` where it is about several. `figure` is the number it is about: an
    `explanation` holds while it is the same.

    Blocking: not-finite, negative, zero, too-large, unknown-carrier, unknown-unit, unit-for-carrier, no-unit (of a
    total or bill), heat-twice, and of bills far-above-median and far-below-median, which an explanation lifts. Doubts:
    staff (both energy and output per employee), energy-per-employee, output-per-employee, no-unit (of the output),
    price-band, price-spread, water-out, waste-over-materials; of bills change-on-year, change-on-median,
    meters-over-main, intensity-change.
    """

    code: str
    subject: str
    values: Mapping[str, Any] = field(default_factory=dict)
    blocking: bool = False
    series: str = ""
    months: tuple[Month, ...] = ()
    figure: float | None = None
    explanation: str = ""

    @property
    def key(self) -> str:
        """What its explanation is stored under, after `explained.`."""
        return f"{self.code}.{self.subject.removeprefix('bill.')}"

    @property
    def explainable(self) -> bool:
        """Whether a sentence settles it; other mistakes must be corrected."""
        return not self.blocking or self.code in _LIFTABLE


def of_bill(
    code: str,
    series: str,
    month: Month,
    values: Mapping[str, Any],
    *,
    blocking: bool = False,
    figure: float | None = None,
) -> Doubt:
    """Return a doubt about one month of a series."""
    return Doubt(code, f"bill.{series}.{month}", values, blocking, series, (month,), figure)


def is_more(part: float, whole: float) -> bool:
    """Say whether something is more than what it should be a part of; equal to nine digits is not."""
    return part > whole * (1 + EQUAL)


def profile_doubts(
    profile: Profile, figures: Figures, year: Resources | None = None, *, billed: Collection[str] = ()
) -> tuple[Doubt, ...]:
    """Return all doubts about a profile, mistakes first; `year` saves adding the totals up once more.

    `billed` are the series whose total was added up from bills: those are doubted month by month, not here.
    """
    year = year or resources(profile.totals, figures.factors, profile.country)
    found = [
        *_amounts(profile, year, billed),
        *_staff(profile, year, figures),
        *_prices(profile, year, figures, billed),
        *_balances(year, billed),
    ]
    return tuple(sorted(found, key=lambda doubt: not doubt.blocking))


def _amounts(profile: Profile, year: Resources, billed: Collection[str]) -> Iterator[Doubt]:
    for refusal in year.refused:
        if refusal.ident not in billed or refusal.code == "too-large":
            yield Doubt(refusal.code, _subject(refusal.carrier, refusal.name), refusal.values, blocking=True)
    for subject, value, most in (
        ("employees", profile.employees, _MOST_PEOPLE),
        ("floor_area", profile.floor_area, _MOST_OUTPUT),
        ("output", profile.output_amount, _MOST_OUTPUT),
    ):
        if value is not None:
            yield from _size(subject, value, most)
    if profile.output_amount is not None and not profile.output_unit:
        yield Doubt("no-unit", "output", {"amount": profile.output_amount})
    elif profile.output_unit and not units.is_known(profile.output_unit):
        yield Doubt("unknown-unit", "output", {"unit": profile.output_unit}, blocking=True)


def _size(subject: str, value: float, most: float) -> Iterator[Doubt]:
    if not math.isfinite(value):
        yield Doubt("not-finite", subject, {"amount": str(value)}, blocking=True)
    elif value < 0:
        yield Doubt("negative", subject, {"amount": value}, blocking=True)
    elif value == 0:
        yield Doubt("zero", subject, {"amount": value}, blocking=True)
    elif value > most:
        yield Doubt("too-large", subject, {"amount": value, "limit": most}, blocking=True)


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
        yield Doubt("staff", "employees", {"energy": energy, "output": output}, figure=energy["own"])
        return
    if energy:
        yield Doubt("energy-per-employee", "employees", energy, figure=energy["own"])
    if output:
        yield Doubt("output-per-employee", "output", output, figure=output["own"])


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


def _prices(profile: Profile, year: Resources, figures: Figures, billed: Collection[str]) -> Iterator[Doubt]:
    bands = bands_in(figures, profile.currency)
    by_carrier: dict[str, list[tuple[Part, float]]] = {}
    for part in (part for parts in year.parts.values() for part in parts):
        if part.cost is not None and part.converted > 0 and part.ident not in billed:
            by_carrier.setdefault(part.carrier, []).append((part, part.cost / part.converted))
    for carrier, priced in by_carrier.items():
        prices, alike = [price for _part, price in priced], not CARRIERS[carrier].named
        faults = judge(prices, CARRIERS[carrier].base, bands.get(carrier), profile.currency, alike=alike)
        for (part, price), fault in zip(priced, faults, strict=True):
            if fault is not None:
                yield Doubt(fault.code, _subject(carrier, part.name), fault.values, figure=price)


def _balances(year: Resources, billed: Collection[str]) -> Iterator[Doubt]:
    for code, out, came_in, resource in (
        ("water-out", WASTEWATER, ("water", RAIN_WATER), "water"),
        ("waste-over-materials", "waste", ("materials",), "materials"),
    ):
        parts = [part for key in (out, *came_in) for part in year.parts.get(key, ())]
        went, came = amount_of(year, out), amount_of(year, resource)
        if went is None or came is None or all(part.ident in billed for part in parts):
            continue
        came += sum(part.converted for part in year.parts.get(RAIN_WATER, ())) if resource == "water" else 0.0
        if is_more(went, came):
            values = {"in": came, "out": went, "unit": CARRIERS[out].base}
            yield Doubt(code, f"total.{out}", values, figure=went)
    heat = year.parts.get("heat", ())
    own = [part for part in heat if part.carrier == OWN_HEAT and part.converted > 0]
    fuels = [part for part in heat if CARRIERS[part.carrier].is_fuel and part.converted > 0]
    if own and fuels and not all(part.ident in billed for part in (*own, *fuels)):
        values = {"own": own[0].converted, "unit": "kWh", "carriers": tuple(part.carrier for part in fuels)}
        yield Doubt("heat-twice", f"total.{OWN_HEAT}", values, blocking=True)


def _subject(carrier: str, name: str) -> str:
    return f"total.{carrier}.{name}" if name else f"total.{carrier}"
