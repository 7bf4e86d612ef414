"""From bills to resources and intensities: every amount brought to one unit, each conversion kept for the reader.

Energy is counted at net calorific value. A calorific value or CO₂ factor is a row of `data/factors.csv`, the company's
country before the general one; a plain unit (MWh, GJ, Gcal, tce) needs none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recp_selfcheck import units
from recp_selfcheck.assessment.bills import CARRIERS, OWN_HEAT, RESOURCES, WASTEWATER, Consumption, YearlyTotal
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.model import FactorRow
from recp_selfcheck.errors import UnitMistake

_ADDED_COST = {"water": WASTEWATER, "materials": "waste"}  # a unit saved is not bought and not disposed of either
LARGEST = 1e12  # of any base unit: a country's year, never a company's


@dataclass(frozen=True, slots=True)
class Part:
    """One carrier's share of a resource: `amount` of `unit` as typed is `converted` of `base`.

    `factor` is the calorific value used, None where the units alone convert. `gross` is the same energy in kWh at gross
    calorific value (electricity and purchased heat stay), None where no factor knows it. `ident` is its series.
    """

    carrier: str
    name: str
    amount: float
    unit: str
    cost: float | None
    converted: float
    base: str
    factor: FactorRow | None = None
    gross: float | None = None
    ident: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A yearly total that could not be taken in, and why: `code` and the numbers and names a sentence needs."""

    carrier: str
    name: str
    code: str
    values: Mapping[str, Any]
    ident: str = ""


@dataclass(frozen=True, slots=True)
class Resources:
    """A company's year by resource.

    `parts` also holds `vehicle_fuel` and `wastewater`, which are no resource. A resource with a refused total is left
    out of `by_resource`, because a sum without it would look complete.
    """

    by_resource: Mapping[str, Consumption]
    parts: Mapping[str, tuple[Part, ...]]
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Intensity:
    """A resource's yearly `amount` over `per_amount` of output, floor area or staff; `unit` as `kWh/t`."""

    resource: str
    basis: str
    value: float
    unit: str
    amount: float
    per: str
    per_amount: float
    per_unit: str


def resources(totals: Iterable[YearlyTotal], factors: Sequence[FactorRow], country: str) -> Resources:
    """Add up a year's totals by resource; nothing is raised, what cannot be taken in stands in `refused`.

    Water costs what its supply and its discharge cost, materials what their purchase and the disposal of waste cost.
    """
    parts: dict[str, list[Part]] = {}
    refused: list[Refusal] = []
    for total in totals:
        try:
            part = take_in(total, factors, country)
        except UnitMistake as mistake:
            refused.append(Refusal(total.carrier, total.name, mistake.code, mistake.values, total.ident))
        else:
            carrier = CARRIERS[total.carrier]
            parts.setdefault(carrier.resource or carrier.id, []).append(part)
    incomplete = {CARRIERS[refusal.carrier].resource for refusal in refused if refusal.carrier in CARRIERS}
    by_resource = {
        resource: Consumption(sum(part.converted for part in parts[resource]), _cost(resource, parts))
        for resource in RESOURCES
        if resource in parts and resource not in incomplete
    }
    return Resources(by_resource, {key: tuple(found) for key, found in parts.items()}, tuple(refused))


def take_in(total: YearlyTotal, factors: Sequence[FactorRow], country: str) -> Part:
    """Convert one yearly total to its carrier's base unit.

    Raises `UnitMistake`: unknown-carrier, not-finite, negative, too-large, no-unit, unknown-unit, or unit-for-carrier
    where neither the units nor a row of factors lead to the base unit.
    """
    carrier = CARRIERS.get(total.carrier)
    if carrier is None:
        raise UnitMistake("unknown-carrier", f"'{total.carrier}' is not a carrier.", {"carrier": total.carrier})
    _accept(total.amount, "amount")
    if not total.unit:
        sentence = f"{total.amount} of {carrier.id} has no unit. Choose one of {', '.join(carrier.units)}."
        raise UnitMistake("no-unit", sentence, {"carrier": carrier.id, "amount": total.amount, "units": carrier.units})
    if total.cost is not None:
        _accept(total.cost, "cost")
    row = _calorific(total, factors, country) if carrier.is_fuel else None
    try:
        if row is not None:
            converted = units.convert(total.amount, total.unit, row.unit) * row.kwh_net_per_unit
        else:
            converted = units.convert(total.amount, total.unit, carrier.base)
    except UnitMistake as mistake:
        if mistake.code != "mixed-dimensions":
            raise
        sentence = f"{total.unit} cannot be brought to {carrier.base} for {carrier.id}. Use {', '.join(carrier.units)}."
        values = {"carrier": carrier.id, "unit": total.unit, "units": carrier.units}
        raise UnitMistake("unit-for-carrier", sentence, values) from mistake
    if converted > LARGEST:
        sentence = f"{converted:.3g} {carrier.base} a year is more than any company uses."
        limit = {"amount": total.amount, "unit": total.unit, "limit": LARGEST, "base": carrier.base}
        raise UnitMistake("too-large", sentence, limit)
    gross = None
    if carrier.base == "kWh":
        passes_a_boiler = carrier.is_fuel or carrier.id == OWN_HEAT  # of own heat, no factor knows the fuel
        share = _net_per_gross(carrier.id, factors, country) if passes_a_boiler else 1.0
        gross = converted / share if share else None
    given = (total.carrier, total.name, total.amount, total.unit, total.cost)
    return Part(*given, converted, carrier.base, row, gross, total.ident)


def amount_of(year: Resources, resource: str, basis: str = "net") -> float | None:
    """Return a resource's amount on a calorific basis, None where that is not known.

    `energy_total` is electricity plus heat, `wastewater` its own sum. Not known is what was not entered, what was
    refused in part, and the gross value of a fuel whose net over gross no factor gives.
    """
    if resource == "energy_total":
        electricity, heat = amount_of(year, "electricity"), amount_of(year, "heat", basis)
        return None if electricity is None or heat is None else electricity + heat
    if resource == WASTEWATER:
        refused = any(refusal.carrier == WASTEWATER for refusal in year.refused)
        found = year.parts.get(WASTEWATER)
        return sum(part.converted for part in found) if found and not refused else None
    whole = year.by_resource.get(resource)
    if whole is None or resource != "heat" or basis != "gross":
        return None if whole is None else whole.amount
    gross = [part.gross for part in year.parts["heat"]]
    return None if None in gross else sum(amount for amount in gross if amount is not None)


def cost_of(year: Resources, resource: str) -> float | None:
    """Return what a resource costs a year, None where any part has no cost."""
    if resource == "energy_total":
        electricity, heat = cost_of(year, "electricity"), cost_of(year, "heat")
        return None if electricity is None or heat is None else electricity + heat
    whole = year.by_resource.get(resource)
    return None if whole is None else whole.cost


def intensities(profile: Profile, year: Resources) -> tuple[Intensity, ...]:
    """Return every resource over output, staff and floor area, as far as known; energy with fuels on both bases."""
    divisors = [
        ("output", *_output(profile)),
        ("employee", profile.employees, "employee"),
        ("floor_area", profile.floor_area, "m2"),
    ]
    wanted = [
        ("electricity", "", "kWh"),
        *((resource, basis, "kWh") for resource in ("heat", "energy_total") for basis in ("net", "gross")),
        ("water", "", "m3"),
        (WASTEWATER, "", "m3"),
        ("materials", "", "t"),
        ("waste", "", "t"),
    ]
    found = []
    for per, per_amount, per_unit in divisors:
        if per_amount is None or not math.isfinite(per_amount) or per_amount <= 0:
            continue
        for resource, basis, unit in wanted:
            amount = amount_of(year, resource, basis or "net")
            if amount is not None:
                value = amount / per_amount
                found.append(Intensity(resource, basis, value, f"{unit}/{per_unit}", amount, per, per_amount, per_unit))
    return tuple(found)


def _output(profile: Profile) -> tuple[float | None, str]:
    """Return the output in tonnes or cubic metres where its unit converts to them, else as it was given."""
    amount, unit = profile.output_amount, profile.output_unit
    if amount is None or not math.isfinite(amount) or not units.is_known(unit):
        return None, unit
    for base in ("t", "m3"):
        if units.fits(unit, base):
            return units.convert(amount, unit, base), base
    return amount, unit


def _accept(value: float, what: str) -> None:
    if not math.isfinite(value):
        sentence = f"The {what} {value} is not a finite number."
        raise UnitMistake("not-finite", sentence, {"of": what, "amount": str(value)})
    if value < 0:
        raise UnitMistake("negative", f"The {what} {value} is negative.", {"of": what, "amount": value})


def _cost(resource: str, parts: Mapping[str, Sequence[Part]]) -> float | None:
    """Return what its parts cost, with discharge or disposal as far as that is known; None where a part has no cost."""
    own = [part.cost for part in parts[resource]]
    if None in own:
        return None
    added = [part.cost for part in parts.get(_ADDED_COST.get(resource, ""), ())]
    return sum(cost for cost in (*own, *added) if cost is not None)


def of_country(rows: Iterable[FactorRow], country: str) -> list[FactorRow]:
    """Return the country's rows, newest first, then the general ones, newest first."""
    usable = [row for row in rows if not row.countries or country in row.countries]
    return sorted(usable, key=lambda row: (not row.countries, -row.year, row.line))


def _calorific(total: YearlyTotal, factors: Sequence[FactorRow], country: str) -> FactorRow | None:
    """Return the row for a fuel's unit: in that very unit first, then in one it converts to.

    A row in a unit of energy (gas in MMBtu is counted gross) stands for that unit alone: kWh are net as they are.
    """
    rows = of_country((row for row in factors if row.carrier == total.carrier), country)
    exact = [row for row in rows if row.unit == total.unit]
    if exact or not units.is_known(total.unit):
        return exact[0] if exact else None
    return next((row for row in rows if not units.fits(row.unit, "kWh") and units.fits(row.unit, total.unit)), None)


def _net_per_gross(carrier: str, factors: Sequence[FactorRow], country: str) -> float | None:
    rows = of_country((row for row in factors if row.carrier == carrier), country)
    return next((row.net_per_gross for row in rows if row.net_per_gross is not None), None)
