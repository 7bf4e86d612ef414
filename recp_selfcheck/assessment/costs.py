"""What a year's energy, water and materials cost, and what was paid for things that left as waste or wastewater.

The last is non-product output: bought, and then paid for once more to be rid of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, Literal

from recp_selfcheck.assessment.bills import CARRIERS, RAIN_WATER, VEHICLE_FUEL, WASTEWATER
from recp_selfcheck.assessment.indicators import Part, Resources

# Each group of costs: the resources in it, of which vehicle fuel and wastewater are none elsewhere.
GROUPS: Final = {
    "electricity": ("electricity",),
    "heat": ("heat",),
    VEHICLE_FUEL: (VEHICLE_FUEL,),
    "water": ("water", WASTEWATER),
    "materials": ("materials",),
    "waste": ("waste",),
}


@dataclass(frozen=True, slots=True)
class CostLine:
    """One carrier's year: `amount` in `unit`, `cost` None where a bill of it has none; `name` tells materials apart."""

    carrier: str
    name: str
    amount: float
    unit: str
    cost: float | None

    @property
    def price(self) -> float | None:
        """Average price per unit, None without cost or amount."""
        return self.cost / self.amount if self.cost is not None and self.amount > 0 else None


@dataclass(frozen=True, slots=True)
class CostGroup:
    """Carriers that belong together, the dearest first; `cost` is what is known, and all of it only if `complete`."""

    id: str
    lines: tuple[CostLine, ...]
    cost: float
    complete: bool


@dataclass(frozen=True, slots=True)
class NonProduct:
    """What was bought and left again: `amount` of `unit` at its purchase `price`, and the cost to be rid of it.

    `price` is the average of everything bought, `prices` the lowest and the highest of it: which of the materials left
    is not known. `bought` is None where no price is known, `disposal` where no bill of it has a cost. `held` says that
    more left than came in (rain, moisture, a slip), so that `amount` is what came in.
    """

    resource: Literal["materials", "water"]
    amount: float
    unit: str
    price: float | None
    prices: tuple[float, float] | None
    bought: float | None
    disposal: float | None
    held: bool = False

    @property
    def cost(self) -> float | None:
        """Purchase and disposal as far as known, None where neither is."""
        known = [part for part in (self.bought, self.disposal) if part is not None]
        return fsum(known) if known else None

    @property
    def between(self) -> tuple[float, float] | None:
        """The cost if only the cheapest, and if only the dearest, of what was bought had left; None without prices."""
        if self.prices is None:
            return None
        low, high = (price * self.amount + (self.disposal or 0.0) for price in self.prices)
        return low, high

    @property
    def complete(self) -> bool:
        """Whether both parts are known."""
        return self.bought is not None and self.disposal is not None


@dataclass(frozen=True, slots=True)
class CostView:
    """A year's costs by group, the dearest first.

    `total` is what is known; `unknown` are the lines without a cost, `refused` the carriers whose amount or cost could
    not be read. `non_product` holds materials and water, as far as anything left.
    """

    groups: tuple[CostGroup, ...]
    total: float
    unknown: tuple[CostLine, ...]
    refused: tuple[str, ...]
    non_product: tuple[NonProduct, ...]

    @property
    def complete(self) -> bool:
        """Whether every line has a cost."""
        return not self.unknown and not self.refused

    def share(self, cost: float | None) -> float | None:
        """Return the share (0…1) of the known total."""
        return cost / self.total if cost is not None and self.total > 0 else None

    @property
    def non_product_cost(self) -> float | None:
        """What is known of all non-product output, None where nothing is."""
        known = [one.cost for one in self.non_product if one.cost is not None]
        return fsum(known) if known else None


def costs(year: Resources) -> CostView:
    """Gather the costs of a year; each bill counts once: discharge with water, disposal as waste."""
    groups = []
    for ident, resources in GROUPS.items():
        lines = _lines(part for of in resources for part in year.parts.get(of, ()))
        if lines:
            known = [line.cost for line in lines if line.cost is not None]
            dearest = sorted(lines, key=lambda line: -(line.cost or 0.0))
            groups.append(CostGroup(ident, tuple(dearest), fsum(known), len(known) == len(lines)))
    return CostView(
        groups=tuple(sorted(groups, key=lambda group: -group.cost)),
        total=fsum(group.cost for group in groups),
        unknown=tuple(line for group in groups for line in group.lines if line.cost is None),
        refused=tuple(dict.fromkeys(refusal.carrier for refusal in year.refused if refusal.carrier != RAIN_WATER)),
        non_product=tuple(_non_product(year)),
    )


def _lines(parts: Iterable[Part]) -> list[CostLine]:
    """Add the parts of one carrier and name together; own heat has no bill and is no cost."""
    together: dict[tuple[str, str], list[Part]] = {}
    for part in parts:
        if part.carrier in CARRIERS and not (part.carrier == "own_heat" and part.cost is None):
            together.setdefault((part.carrier, part.name), []).append(part)
    return [
        CostLine(carrier, name, fsum(part.converted for part in same), same[0].base, _cost(same))
        for (carrier, name), same in together.items()
    ]


def _cost(parts: Sequence[Part]) -> float | None:
    known = [part.cost for part in parts if part.cost is not None]
    return fsum(known) if known and len(known) == len(parts) else None


def _non_product(year: Resources) -> Iterable[NonProduct]:
    refused = {CARRIERS[refusal.carrier].id for refusal in year.refused if refusal.carrier in CARRIERS}
    pairs: tuple[tuple[Literal["materials", "water"], str, str, str], ...] = (
        ("materials", "waste", "material", "waste"),
        ("water", WASTEWATER, "water", WASTEWATER),
    )
    for bought_of, left_as, bought_carrier, left_carrier in pairs:
        bought, left = year.parts.get(bought_of, ()), year.parts.get(left_as, ())
        gone = fsum(part.converted for part in left)
        if not left or gone <= 0 or left_carrier in refused:
            continue
        came = fsum(part.converted for part in bought)
        paid = _cost(bought) if bought_carrier not in refused else None
        held = 0 < came < gone
        amount = came if held else gone
        price = paid / came if paid is not None and came > 0 else None
        yield NonProduct(
            resource=bought_of,
            amount=amount,
            unit=left[0].base,
            price=price,
            prices=_prices(bought) if price is not None else None,
            bought=None if price is None else price * amount,
            disposal=_cost(left),
            held=held,
        )


def _prices(bought: Sequence[Part]) -> tuple[float, float] | None:
    known = [line.price for line in _lines(bought) if line.price is not None]
    return (min(known), max(known)) if known else None
