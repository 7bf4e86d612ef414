"""How a company's yearly intensities compare with reference figures (scoring rules of benchmarks).

All reference rows are lower is better. The company's product is the one it picked, never guessed; of the rows it can be
divided by, the best founded one is shown and the others stand behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from recp_selfcheck import units
from recp_selfcheck.assessment.indicators import Resources, amount_of, cost_of
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.model import BenchmarkRow, Figures

Position = Literal[
    "no_peer_group",
    "check_data",
    "best_quarter",
    "middle",
    "poor_quarter",
    "below_range",
    "in_range",
    "above_range",
    "context",
]
COMPARED = ("electricity", "heat", "energy_total", "water", "wastewater", "waste")
MAIN_PRODUCT = 0.8  # share of output from which a site with several products has peers
EQUAL = 1e-9
_FAR_BELOW, _FAR_ABOVE = 0.2, 5.0
_FUELLED = frozenset({"heat", "energy_total"})
_KIND_ORDER = ("quartiles", "range", "point")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a comparison is as it is: a code, and the numbers and names a sentence needs.

    Codes: `compared`; `rough-screen` (per employee, whatever the product); `basis-unknown` (a fuel's gross value is not
    known, so `own` is net); `no-product`, `several-products`, `products-not-weighed` (one of several has no factor or
    no whole year), `no-row`, `unit` (the output's unit leads to no row), `no-output`, `no-amount` (nothing entered, or
    it was refused).
    """

    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator beside its reference row.

    `own` and `gap_amount` (a year) are in `row.unit` and its numerator, on `basis`; `gap_money` is in the company's
    currency. `position` is None while something of the company's is missing. `alternatives` are the rows that stand
    behind.
    """

    resource: str
    position: Position | None
    own: float | None
    row: BenchmarkRow | None
    gap_amount: float | None
    gap_money: float | None
    basis: str
    why: Reason
    alternatives: tuple[BenchmarkRow, ...] = ()


def compare(
    profile: Profile, year: Resources, figures: Figures, resource: str, *, main_share: float | None = 1.0
) -> Comparison:
    """Compare one resource's intensity with the best founded row of the company's benchmark product.

    `main_share` is the product's share of output on the same meters, None where that is not known: below 0.8, or not
    known to reach it, there is no peer group.
    """
    if not profile.product:
        return _nothing(resource, "no_peer_group", "no-product", nace=profile.nace)
    if main_share is None or main_share < MAIN_PRODUCT - EQUAL:
        code = "products-not-weighed" if main_share is None else "several-products"
        return _nothing(resource, "no_peer_group", code, share=main_share)
    rows = [row for row in figures.benchmarks_for(profile.product) if row.resource == resource]
    if not rows:
        return _nothing(resource, "no_peer_group", "no-row", product=profile.product)
    if profile.output_amount is None and all(row.per == "output" for row in rows):
        return _nothing(resource, None, "no-output", product=profile.product)
    usable = sorted((row for row in rows if _divisor(profile, row) is not None), key=_rank)
    if not usable:
        wanted = tuple(dict.fromkeys(row.per_unit for row in rows))
        return _nothing(resource, "no_peer_group", "unit", unit=profile.output_unit, wanted=wanted)
    return _beside(profile, year, usable[0], tuple(usable[1:]))


def compare_all(
    profile: Profile, year: Resources, figures: Figures, *, main_share: float | None = 1.0
) -> tuple[Comparison, ...]:
    """Compare every resource that was entered; where there is no peer group, the rough screens of the branch follow."""
    entered = [resource for resource in COMPARED if amount_of(year, resource) is not None]
    found = [compare(profile, year, figures, resource, main_share=main_share) for resource in entered]
    without_peers = {one.resource for one in found if one.position == "no_peer_group"}
    return (*found, *(one for one in screens(profile, year, figures) if one.resource in without_peers))


def screens(profile: Profile, year: Resources, figures: Figures) -> tuple[Comparison, ...]:
    """Compare with all plants of the branch per employee: a rough screen, shown without a position."""
    found = []
    for row in screen_rows(figures, profile.nace):
        if row.per == "employee" and row.unit != "percent" and _divisor(profile, row) is not None:
            one = _beside(profile, year, row, ())
            if one.own is not None:
                found.append(
                    Comparison(
                        one.resource,
                        "context",
                        one.own,
                        row,
                        None,
                        None,
                        one.basis,
                        Reason("rough-screen", one.why.values),
                    )
                )
    return tuple(found)


def screen_rows(figures: Figures, nace: str) -> tuple[BenchmarkRow, ...]:
    """Return the rows that hold for a whole branch, whatever the product."""
    return tuple(
        row
        for row in figures.benchmarks
        if not row.product and row.per in ("employee", "floor_area") and any(nace.startswith(code) for code in row.nace)
    )


def position(row: BenchmarkRow, own: float) -> Position:
    """Place an own value, already on the row's basis; a difference below 1e-9 from a border counts as equal.

    A figure from memory gives no position at all; a missing bound gives none on its side.
    """
    low, high = row.low, row.high
    if row.status == "memory":
        return "context"
    if low is not None and own < _FAR_BELOW * low - EQUAL:
        return "check_data"
    if high is not None and own > _FAR_ABOVE * high + EQUAL:
        return "check_data"
    if row.kind == "quartiles" and low is not None and high is not None:
        return "best_quarter" if own <= low + EQUAL else "poor_quarter" if own >= high - EQUAL else "middle"
    if row.kind == "range":
        return _in_range(low, high, own)
    return "context"


def _in_range(low: float | None, high: float | None, own: float) -> Position:
    if low is not None and own < low - EQUAL:
        return "below_range"
    if high is not None and own > high + EQUAL:
        return "above_range"
    return "context" if low is None or high is None else "in_range"


def _beside(profile: Profile, year: Resources, row: BenchmarkRow, alternatives: tuple[BenchmarkRow, ...]) -> Comparison:
    resource, divisor = row.resource, _divisor(profile, row)
    amount = amount_of(year, resource, row.basis or "net")
    code, basis = "compared", row.basis
    if amount is None and row.basis == "gross":
        amount, code, basis = amount_of(year, resource), "basis-unknown", "net"
    if amount is None or divisor is None:
        return _nothing(resource, None, "no-amount", row=row, alternatives=alternatives)
    if resource in _FUELLED and not row.basis:
        code, basis = "basis-unknown", "net"
    in_row_unit = units.convert(amount, _BASE[resource], row.amount_unit)
    own = in_row_unit / divisor
    place: Position = position(row, own) if code == "compared" else "context"
    gap = money = None
    if code == "compared" and place != "check_data" and row.status == "verified" and row.typical is not None:
        gap = max(0.0, own - row.typical) * divisor
        cost = cost_of(year, resource)
        money = gap * cost / in_row_unit if cost is not None and in_row_unit > 0 else None
    values = {
        "amount": in_row_unit,
        "amount_net": amount_of(year, resource),
        "amount_unit": row.amount_unit,
        "per": row.per,
        "per_amount": divisor,
        "per_unit": row.per_unit,
    }
    return Comparison(resource, place, own, row, gap, money, basis, Reason(code, values), alternatives)


_BASE = {
    "electricity": "kWh",
    "heat": "kWh",
    "energy_total": "kWh",
    "water": "m3",
    "wastewater": "m3",
    "materials": "t",
    "waste": "t",
}


def _divisor(profile: Profile, row: BenchmarkRow) -> float | None:
    """Return what the row divides by, in its unit; None where the company did not give it or it does not convert."""
    amount, unit = {
        "output": (profile.output_amount, profile.output_unit),
        "floor_area": (profile.floor_area, "m2"),
        "employee": (profile.employees, "employee"),
    }.get(row.per, (None, ""))
    if amount is None or not 0 < amount < float("inf") or not units.fits(unit, row.per_unit):
        return None
    return units.convert(amount, unit, row.per_unit)


def _rank(row: BenchmarkRow) -> tuple[bool, int, int, int, int]:
    return row.status != "verified", _KIND_ORDER.index(row.kind), -(row.n or 0), -row.newest_year, row.line


def _nothing(
    resource: str,
    place: Position | None,
    code: str,
    *,
    row: BenchmarkRow | None = None,
    alternatives: tuple[BenchmarkRow, ...] = (),
    **values: Any,
) -> Comparison:
    return Comparison(resource, place, None, row, None, None, "", Reason(code, values), alternatives)
