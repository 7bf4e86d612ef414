"""Physical units and their conversion, by pint over the text of `data/units.txt` as the whole registry.

This module opens no file: `checklists.figures` hands it the text. pint (0.4 s) is imported at the first conversion.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from typing import Any

from recp_selfcheck.errors import UnitMistake

_LONGEST = 80
_DEFINITION = re.compile(r"^(\w+)\s*=")
_NAME = re.compile(r"\w+")


class Units:
    """The units of one definition text; `names` are those defined, in the order of the text, other names included."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = tuple(_defined(text))

    @cached_property
    def _registry(self) -> Any:
        import pint  # noqa: PLC0415  # 0.4 s that --help and score must not pay

        try:
            registry: Any = pint.UnitRegistry(self.text.splitlines(), on_redefinition="raise")
            for name in self.names:  # pint reads lazily; a bad line shall not wait for its first use
                _ = registry.Unit(name).dimensionality
        except Exception as error:  # pint raises its own, its parser's and tokenizer's errors for a bad line
            sentence = f"The unit definitions cannot be read: {error}. Write one unit a line as name = definition."
            raise UnitMistake("unit-definitions", sentence, {"reason": str(error)}) from error
        return registry

    @lru_cache(maxsize=1024)  # noqa: B019  # one Units lives as long as the process
    def is_known(self, unit: str) -> bool:
        """Say whether every part of a unit such as `kWh/t` is defined; costs no import of pint."""
        return self._unknown_part(unit) is None

    @lru_cache(maxsize=1024)  # noqa: B019  # as above
    def dimension(self, unit: str) -> str:
        """Return what a unit measures, such as `energy` or `energy / mass`; raises `UnitMistake` for an unknown one."""
        return self._dimension(self._accept(unit))

    @lru_cache(maxsize=1024)  # noqa: B019  # as above
    def factor(self, unit: str, to: str) -> float:
        """Return how many `to` one `unit` is; raises `UnitMistake` for an unknown unit or different dimensions."""
        here, there = self._accept(unit), self._accept(to)
        if here == there:
            return 1.0
        dimension, to_dimension = self._dimension(here), self._dimension(there)
        if dimension != to_dimension:
            sentence = f"{here} ({dimension}) cannot be converted to {there} ({to_dimension})."
            values = {"unit": here, "to": there, "dimension": dimension, "to_dimension": to_dimension}
            raise UnitMistake("mixed-dimensions", f"{sentence} Choose a unit of {to_dimension}.", values)
        return float(self._registry.Quantity(1.0, here).to(there).magnitude)

    def convert(self, amount: float, unit: str, to: str) -> float:
        """Return `amount` of `unit` expressed in `to`; also refuses what is not a finite number."""
        if not math.isfinite(amount):
            sentence = f"{amount} is not a finite number. Enter the amount in digits."
            raise UnitMistake("not-finite", sentence, {"amount": str(amount), "unit": unit})
        return amount * self.factor(unit, to)

    def _accept(self, unit: str) -> str:
        unknown = self._unknown_part(unit)
        if unknown is None:
            return _plain(unit)
        close = get_close_matches(unknown, self.names, n=1, cutoff=0.6)
        same = [name for name in self.names if name.lower() == unknown.lower()]
        suggestion = (same or close or [""])[0]
        remedy = f"Did you mean '{suggestion}'?" if suggestion else "Choose one of the units in data/units.txt."
        sentence = f"'{unknown}' is not a unit known here. {remedy}"
        raise UnitMistake("unknown-unit", sentence, {"unit": unknown, "suggestion": suggestion})

    def _unknown_part(self, unit: str) -> str | None:
        if not unit or len(unit) > _LONGEST:
            return unit[:_LONGEST]
        parts = re.split(r"[/*·]", _plain(unit))
        return next((part for part in parts if part not in self._known), None)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.names)

    @lru_cache(maxsize=1024)  # noqa: B019  # as above
    def _dimension(self, unit: str) -> str:
        return re.sub(r"[\[\]]", "", str(self._registry.Unit(unit).dimensionality))


def _plain(unit: str) -> str:
    """Write `m³`, `m²` and `%` as the file does, and `·` as the `*` that pint reads."""
    return unit.replace("³", "3").replace("²", "2").replace("%", "percent").replace("·", "*").replace(" ", "")


def _defined(text: str) -> list[str]:
    names: list[str] = []
    for line in text.splitlines():
        bare = line.split("#", 1)[0].strip()
        if not _DEFINITION.match(bare):
            continue
        name, _definition, *others = (part.strip() for part in bare.split("="))
        names += [part for part in (name, *others) if _NAME.fullmatch(part)]
    return names


_source: list[Callable[[], str]] = []


def define(source: Callable[[], str]) -> None:
    """Name where the definitions come from; they are read at the first use. `checklists.figures` does it on import."""
    _source[:] = [source]
    units.cache_clear()


@cache
def units() -> Units:
    """Return the project's units; raises `UnitMistake` when `checklists.figures` was never imported."""
    if not _source:
        sentence = "No unit definitions are loaded. Import recp_selfcheck.checklists.figures first."
        raise UnitMistake("no-definitions", sentence, {})
    return Units(_source[0]())


def convert(amount: float, unit: str, to: str) -> float:
    """Return `amount` of `unit` in `to`; raises `UnitMistake` (unknown-unit, mixed-dimensions, not-finite).

    `convert(2, "MWh", "kWh")` is 2000.0; `convert(1, "kWh", "t")` is refused.
    """
    return units().convert(amount, unit, to)


def is_known(unit: str) -> bool:
    """Say whether a unit such as `kWh` or `m3/t` is known."""
    return units().is_known(unit)


def dimension(unit: str) -> str:
    """Return what a unit measures, such as `energy` or `energy / mass`."""
    return units().dimension(unit)


def fits(unit: str, to: str) -> bool:
    """Say whether both units are known and measure the same."""
    return is_known(unit) and is_known(to) and dimension(unit) == dimension(to)
