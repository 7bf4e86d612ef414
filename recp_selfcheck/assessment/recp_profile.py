"""The RECP indicators of UNIDO and UNEP: six absolute, the output, six relative, and how they changed.

Energy is electricity, heat and fuels at net calorific value, without the fuel of vehicles; emissions count that too.
Nothing is annualised: a figure that lacks a month or a part is no figure, and says what it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from recp_selfcheck import units
from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.year_figures import ABSOLUTE, Figure, Lack, YearFigures

Kind = Literal["absolute", "output", "productivity", "intensity"]
Goodness = Literal["better", "worse", "same", "neutral"]

# Each relative indicator: the absolute one it is made of, and how the quotient is written.
RELATIVE: Final[Mapping[str, str]] = {
    "energy_productivity": "energy",
    "materials_productivity": "materials",
    "water_productivity": "water",
    "emissions_intensity": "emissions",
    "wastewater_intensity": "wastewater",
    "waste_intensity": "waste",
}
_PER: Final[
    Mapping[str, tuple[str, float]]
] = {  # the unit a relative indicator is written in, in units of the absolute
    "energy": ("MWh", 1e-3),
    "materials": ("t", 1.0),
    "water": ("m3", 1.0),
    "emissions": ("kgCO2e", 1e3),
    "wastewater": ("m3", 1.0),
    "waste": ("kg", 1e3),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of two years of twelve months each; None where a year does not have it.

    `change` is in per cent of `before`. `lacking` and `lacking_before` say what a year lacks; `unmatched` are the
    series (ids) that only one of the two years holds, so that their figures do not compare.
    """

    key: str
    kind: Kind
    unit: str
    now: float | None
    before: float | None = None
    change: float | None = None
    goodness: Goodness | None = None
    lacking: tuple[Lack, ...] = ()
    lacking_before: tuple[Lack, ...] = ()
    unmatched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RecpProfile:
    """All thirteen indicators by key: the absolute ones, `output`, the relative ones; `before` is None without one."""

    now: YearFigures
    before: YearFigures | None
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    @property
    def pairs(self) -> tuple[tuple[Indicator, Indicator], ...]:
        """Each absolute indicator with the relative one made of it."""
        return tuple((self.indicators[of], self.indicators[key]) for key, of in RELATIVE.items())

    @property
    def compares(self) -> bool:
        """Whether any indicator has a change."""
        return any(one.change is not None for one in self.indicators.values())


def recp_profile(now: YearFigures, before: YearFigures | None = None) -> RecpProfile:
    """Set a year beside an earlier one; the earlier output is brought to the unit of the later one."""
    earlier = None if before is None else replace(before, output=_in_unit(before.output, now.output.unit))
    found = {
        key: _indicator(key, "absolute", now.by_key[key], earlier.by_key[key] if earlier else None) for key in ABSOLUTE
    }
    found["output"] = _indicator("output", "output", now.output, earlier.output if earlier else None)
    for key, of in RELATIVE.items():
        kind: Kind = "productivity" if key.endswith("productivity") else "intensity"
        quotient = _quotient(earlier, of, kind) if earlier else None
        found[key] = _indicator(key, kind, _quotient(now, of, kind), quotient)
    return RecpProfile(now, before, found)


def change(now: float, before: float) -> float:
    """Return by how many per cent of `before` something changed.

    >>> round(change(1.05 / 0.9, 1), 2), round(change(0.9 / 1.05, 1), 2)
    (16.67, -14.29)
    """
    return (now / before - 1) * 100


def _indicator(key: str, kind: Kind, now: Figure, before: Figure | None) -> Indicator:
    if before is None:
        return Indicator(key, kind, now.unit, now.value, lacking=now.lacking)
    both = now.value is not None and before.value is not None
    unmatched = now.of ^ before.of if both else frozenset()
    moved = None
    if now.value is not None and before.value is not None and before.value > 0 and not unmatched:
        moved = change(now.value, before.value)
    return Indicator(
        key=key,
        kind=kind,
        unit=now.unit,
        now=now.value,
        before=before.value,
        change=moved,
        goodness=None if moved is None else _goodness(kind, moved),
        lacking=now.lacking,
        lacking_before=before.lacking,
        unmatched=unmatched,
    )


def _goodness(kind: Kind, moved: float) -> Goodness:
    if kind == "output":
        return "neutral"
    if abs(moved) < EQUAL:
        return "same"
    return "better" if (moved > 0) == (kind == "productivity") else "worse"


def _quotient(year: YearFigures, of: str, kind: Kind) -> Figure:
    """Return output over a figure, or a figure over output."""
    figure, output = year.by_key[of], year.output
    written, factor = _PER[of]
    unit = f"{output.unit}/{written}" if kind == "productivity" else f"{written}/{output.unit}"
    lacking = (*figure.lacking, *output.lacking)
    if figure.value is None or output.value is None:
        return Figure(None, unit, frozenset(), lacking)
    above, below = (output, figure) if kind == "productivity" else (figure, output)
    if not below.value:
        nothing = Lack("zero", "output" if kind == "intensity" else of)
        return Figure(None, unit, frozenset(), (*lacking, nothing))
    value = (above.value or 0.0) / below.value
    return Figure(value / factor if kind == "productivity" else value * factor, unit, figure.of | output.of, lacking)


def _in_unit(output: Figure, unit: str) -> Figure:
    if output.value is None or not unit or output.unit == unit:
        return output
    if not units.fits(output.unit, unit):
        return replace(output, value=None, lacking=(*output.lacking, Lack("unit", "output.1")))
    return replace(output, value=units.convert(output.value, output.unit, unit), unit=unit)
