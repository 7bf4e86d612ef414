"""What a company made in twelve months: one reference product, others by the factor the company gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Final, Literal

from recp_selfcheck import units
from recp_selfcheck.assessment.bills import Series
from recp_selfcheck.assessment.series_year import SeriesYear

REFERENCE: Final = "output.1"
LeftOut = Literal["", "no-factor", "incomplete", "unit"]


@dataclass(frozen=True, slots=True)
class ProductYear:
    """A product's twelve months: `amount` in its own `unit`, `counted` in that of the reference product.

    `left_out` says why it is not counted: the company gave no factor, a month is missing (then `amount` is what there
    is), or its months are in units that do not convert into each other.
    """

    series: Series
    amount: float | None
    unit: str
    counted: float | None
    left_out: LeftOut = ""


@dataclass(frozen=True, slots=True)
class Output:
    """The output of a year: `amount` of the reference product's `unit`, other products counted in; None without it.

    `main_share` is the reference product's share of all that is made on the same meters: 1 without other products, None
    where one of them cannot be weighed against it.
    """

    amount: float | None
    unit: str
    products: tuple[ProductYear, ...]
    main_share: float | None

    @property
    def left_out(self) -> tuple[ProductYear, ...]:
        """The products that are not in `amount`."""
        return tuple(product for product in self.products if product.left_out)

    def in_unit(self, unit: str) -> float | None:
        """Return the amount in another unit, None where it does not convert."""
        if self.amount is None or not units.fits(self.unit, unit):
            return None
        return units.convert(self.amount, self.unit, unit)


def output_of(by_series: Mapping[str, SeriesYear]) -> Output:
    """Add up the products of a year of bills."""
    years = [year for year in by_series.values() if year.series.is_output]
    reference = next((year for year in years if year.series.id == REFERENCE), None)
    unit = _unit_of(reference) if reference else ""
    products = tuple(_product(year, unit) for year in years)
    main = next((product.counted for product in products if product.series.id == REFERENCE), None)
    others = [product for product in products if product.series.id != REFERENCE]
    amount = None
    if main is not None:
        amount = fsum((main, *(product.counted for product in others if product.counted is not None)))
    return Output(amount, unit, products, _main_share(main, others, unit))


def _product(year: SeriesYear, reference_unit: str) -> ProductYear:
    series, unit = year.series, _unit_of(year)
    amount = _amount_in(year, unit)
    if amount is None:
        return ProductYear(series, None, unit, None, "unit")
    if not year.complete:
        return ProductYear(series, amount, unit, None, "incomplete")
    if series.id == REFERENCE:
        return ProductYear(series, amount, unit, amount)
    if series.factor is None or not reference_unit:
        return ProductYear(series, amount, unit, None, "no-factor")
    return ProductYear(series, amount, unit, amount * series.factor)


def _main_share(main: float | None, others: list[ProductYear], unit: str) -> float | None:
    if not others:
        return 1.0
    weights = [_weight(product, unit) for product in others]
    known = [weight for weight in weights if weight is not None]
    if main is None or len(known) < len(weights):
        return None
    whole = fsum((main, *known))
    return main / whole if whole > 0 else None


def _weight(product: ProductYear, unit: str) -> float | None:
    """Return what a product weighs beside the reference product: as counted, else as much as it is in the same unit."""
    if product.counted is not None:
        return product.counted
    if product.left_out != "no-factor" or product.amount is None or not units.fits(product.unit, unit):
        return 0.0 if product.amount == 0 and product.left_out == "no-factor" else None
    return units.convert(product.amount, product.unit, unit)


def _unit_of(year: SeriesYear) -> str:
    return year.series.unit or next(iter(year.amounts), "")


def _amount_in(year: SeriesYear, unit: str) -> float | None:
    if not all(units.fits(part, unit) for part in year.amounts):
        return None
    return fsum(units.convert(amount, part, unit) for part, amount in year.amounts.items())
