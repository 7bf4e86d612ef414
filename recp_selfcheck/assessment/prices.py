"""What a unit costs beside what is plausible: one check for months of bills and for yearly totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from recp_selfcheck import units
from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.checklists.model import Figures, PriceBand

_LOW, _HIGH = 0.5, 2.0  # of the median
_PRICES = ("price", "low", "high", "median")
FEW = 3  # prices from which a median means something


@dataclass(frozen=True, slots=True)
class PriceFault:
    """Why a price is doubted: `price-band` (nobody pays that) or `price-spread` (far from the median of the others)."""

    code: str
    values: Mapping[str, Any]

    def per(self, unit: str, factor: float) -> PriceFault:
        """Return the same with prices per `unit`, one of which is `factor` of the unit they are in."""
        scaled = {name: value * factor for name in _PRICES if (value := self.values.get(name)) is not None}
        return PriceFault(self.code, {**self.values, **scaled, "unit": unit})


def bands_in(figures: Figures, currency: str) -> dict[str, PriceBand]:
    """Return what each carrier plausibly costs in a currency; a carrier without a row is not tested."""
    return {band.carrier: band for band in figures.price_bands if band.currency == currency}


def judge(
    prices: Sequence[float], base: str, band: PriceBand | None, currency: str, *, alike: bool = True
) -> list[PriceFault | None]:
    """Judge the prices (per `base`) of one carrier, each beside the band and, where they are `alike`, their median."""
    middle = median(prices) if alike and len(prices) >= FEW else 0.0
    per = units.convert(1, base, band.unit) if band is not None else 1.0
    found: list[PriceFault | None] = []
    for price in prices:
        if band is not None and not band.low - EQUAL <= price / per <= band.high + EQUAL:
            values = {"price": price / per, "unit": band.unit, "low": band.low, "high": band.high, "year": band.year}
            found.append(PriceFault("price-band", {**values, "currency": currency, "status": band.status}))
        elif middle > 0 and not _LOW - EQUAL <= price / middle <= _HIGH + EQUAL:
            values = {"price": price, "median": middle, "unit": base, "currency": currency}
            found.append(PriceFault("price-spread", values))
        else:
            found.append(None)
    return found
