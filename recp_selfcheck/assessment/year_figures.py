"""The figures of twelve months the RECP indicators are made of, each with what it holds and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final, Literal

from recp_selfcheck.assessment.bill_series import expected, likely
from recp_selfcheck.assessment.bill_year import BilledYear
from recp_selfcheck.assessment.billed_output import REFERENCE
from recp_selfcheck.assessment.bills import CARRIERS, VEHICLE_FUEL, WASTEWATER
from recp_selfcheck.assessment.emissions import Footprint
from recp_selfcheck.assessment.indicators import Resources, amount_of
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.profile import Profile

_ENERGY: Final = ("electricity", "heat")
# Each absolute figure: the resources it is the sum of, and its unit. Vehicle fuel and wastewater are resources here.
ABSOLUTE: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "energy": (_ENERGY, "kWh"),
    "materials": (("materials",), "t"),
    "water": (("water",), "m3"),
    "emissions": ((*_ENERGY, VEHICLE_FUEL), "tCO2e"),
    "wastewater": ((WASTEWATER,), "m3"),
    "waste": (("waste",), "t"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """What a figure lacks: the `series` (an id) and the `name` it has, and why.

    Codes: `months` (bills of these are missing), `not-entered` (no bills and no yearly total), `refused` (an amount
    that could not be read), `no-factor` and `own-heat` (nothing says what it emits), `unit` (the output of the two
    years is counted in units that do not convert), `zero` (nothing to divide by).
    """

    code: Literal["months", "not-entered", "refused", "no-factor", "own-heat", "unit", "zero"]
    series: str
    name: str = ""
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A year's amount in `unit`, None with anything `lacking`; `of` are the series (ids) in it."""

    value: float | None
    unit: str
    of: frozenset[str]
    lacking: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The absolute figures of one year by key, and its output.

    `end` is the last of its twelve months where there are bills, `year` what the company says it is.
    """

    end: Month | None
    year: int | None
    by_key: Mapping[str, Figure]
    output: Figure


def year_figures(profile: Profile, year: Resources, billed: BilledYear | None, footprint: Footprint) -> YearFigures:
    """Gather the figures of a year; `profile`, `year` and `footprint` are those of its bills where it has any."""
    by_key = {}
    for key, (resources, unit) in ABSOLUTE.items():
        lacking = tuple(_lacking(key, resources, profile, year, billed))
        value = footprint.tonnes if key == "emissions" else _sum(amount_of(year, of) for of in resources)
        if key == "emissions":
            lacking += tuple(Lack(one.code, one.carrier) for one in footprint.uncounted if one.code != "refused")
        held = frozenset(total.ident or total.carrier for total in profile.totals if _of(total.carrier) in resources)
        by_key[key] = Figure(None if lacking else value, unit, held, lacking)
    return YearFigures(
        end=billed.year.end if billed else None, year=profile.year, by_key=by_key, output=_output(profile, billed)
    )


def _lacking(
    key: str, resources: tuple[str, ...], profile: Profile, year: Resources, billed: BilledYear | None
) -> Iterator[Lack]:
    for refusal in year.refused:
        if _of(refusal.carrier) in resources:
            yield Lack("refused", refusal.ident or refusal.carrier, refusal.name)
    typed = {total.ident for total in profile.totals}
    begun = [
        one
        for one in (billed.year.incomplete if billed else ())
        if _of(one.series.carrier) in resources and one.series.id not in typed
    ]
    for one in begun:
        yield Lack("months", one.series.id, one.series.name, one.missing)
    there = {_of(total.carrier) for total in profile.totals} | {_of(one.series.carrier) for one in begun}
    if key in ("energy", "emissions"):
        wanted = _wanted_energy(profile)
        for resource in resources:
            if resource not in there and resource in wanted:
                yield Lack("not-entered", wanted[resource])
    elif not there.intersection(resources):
        yield Lack("not-entered", {"materials": "material"}.get(resources[0], resources[0]))


def _wanted_energy(profile: Profile) -> dict[str, str]:
    """Return the kinds of energy a company with these facts uses, each with the carrier to enter."""
    wanted = {"electricity": "electricity"}
    for carrier in (*likely(profile.facts), *expected(profile.facts)):
        if carrier in CARRIERS and _of(carrier) in ("heat", VEHICLE_FUEL):
            wanted[_of(carrier)] = carrier
    return wanted


def _output(profile: Profile, billed: BilledYear | None) -> Figure:
    amount, unit = profile.output_amount, profile.output_unit
    counted = {one.series.id for one in billed.output.products if not one.left_out} if billed else set()
    made = billed is not None and billed.output.amount is not None
    if amount is not None and isfinite(amount):
        return Figure(amount, unit, frozenset(counted) if made else frozenset({REFERENCE}))
    for one in billed.year.incomplete if billed else ():
        if one.series.id == REFERENCE:
            return Figure(None, unit, frozenset(), (Lack("months", REFERENCE, one.series.name, one.missing),))
    return Figure(None, unit, frozenset(), (Lack("not-entered", REFERENCE),))


def _of(carrier: str) -> str:
    found = CARRIERS.get(carrier)
    return (found.resource or found.id) if found else ""


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
