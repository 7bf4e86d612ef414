"""How the workbook of bills is laid out: a sheet a group, months down, two columns for each bill in one unit.

Bills that come in two units through the year (gas in m³, then in thousand m³) have a pair of columns for each, so that
no amount is converted on its way out and back. Written by `bill_workbook_out`, read by `bill_workbook_in`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from recp_selfcheck.assessment.bill_series import METER, METERED, in_order
from recp_selfcheck.assessment.bills import CARRIERS, DEGREE_DAYS, OUTPUT, RAIN_WATER, WASTEWATER, Bill, Series
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.labels import carrier_label, series_label

TEMPLATE: Final = "bills"
VERSION: Final = 1
MARK: Final = "recp:"  # begins the hidden first cell of a sheet of bills; its group follows
AS_WRITTEN: Final = "recp_"  # begins the name of the hidden sheet that holds what a sheet was handed out with
NEW: Final = "new"  # stands for a series that is not there yet: `material.new.2`
AMOUNT, COST, UNIT = "amount", "cost", "unit"
IDS, KINDS, NAMES, UNITS, HEADS, FIRST_MONTH = range(6)  # rows
MONTHS: Final = 0  # the column
GROUPS: Final = ("energy", "water", "materials", "waste", OUTPUT)
_WATERS: Final = frozenset({"water", WASTEWATER, RAIN_WATER})
_FREE: Final[Mapping[str, int]] = {"energy": 2, "water": 1, "materials": 5, "waste": 4, OUTPUT: 2}
_FREE_METERS: Final[Mapping[str, int]] = {"electricity": 2}  # one for the others


@dataclass(frozen=True, slots=True)
class BillBook:
    """What the workbook is made from.

    `series` are those with columns, by id, `by_series` their bills, `units` those each may be billed in, its usual one
    first; new products are offered the last entry's, under `output.new`. `months` are the rows.
    """

    company: str
    currency: str
    months: tuple[Month, ...]
    series: Mapping[str, Series]
    by_series: Mapping[str, tuple[Bill, ...]]
    units: Mapping[str, tuple[str, ...]]
    made_on: date


@dataclass(frozen=True, slots=True)
class Pair:
    """The column of amounts of one series in one unit, and the column of costs beside it where there are costs.

    `ident` is a series' id, or `material.new.1` for one to be named by whoever fills it in; `choices` are the names to
    choose from where it may not be any. `bills` are those handed out in it, by month.
    """

    ident: str
    kind: str
    title: str
    unit: str
    units: tuple[str, ...]
    has_cost: bool
    bills: Mapping[Month, Bill]
    choices: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it waits for a name."""
        return f".{NEW}." in self.ident

    @property
    def is_single(self) -> bool:
        """Whether a single column has to hold what stands above a meter, which has no cost."""
        return METER in self.ident


def group_of(ident: str) -> str:
    """Return the sheet a series stands on."""
    head = ident.partition(".")[0]
    if head in _WATERS:
        return "water"
    return {"material": "materials", "waste": "waste", OUTPUT: OUTPUT, DEGREE_DAYS: OUTPUT}.get(head, "energy")


def group_title(group: str) -> str:
    """Return what a sheet is called."""
    return {
        "energy": text("Energy"),
        "water": text("Water"),
        "materials": text("Materials"),
        "waste": text("Waste"),
        OUTPUT: text("Output"),
    }[group]


def pairs_of(book: BillBook, group: str) -> tuple[Pair, ...]:
    """Return the columns of a sheet: of everything known, then free ones, those of meters last."""
    idents = [ident for ident in in_order(book.series) if group_of(ident) == group]
    known = [pair for ident in idents for pair in _pairs(book, ident)]
    meters = [pair for ident in METERED if ident in idents for pair in _free_meters(book, ident)]
    return (*known, *_free_pairs(book, group), *meters)


def remaining_carriers(series: Mapping[str, Series], group: str) -> tuple[str, ...]:
    """Return the carriers of a group that have no column yet and come only once."""
    return tuple(
        ident
        for ident, carrier in CARRIERS.items()
        if not carrier.named and ident not in series and group_of(ident) == group
    )


def _pairs(book: BillBook, ident: str) -> Iterator[Pair]:
    series, units = book.series[ident], book.units.get(ident, ())
    bills = [bill for bill in book.by_series.get(ident, ()) if bill.month in book.months]
    used = [bill.unit for bill in reversed(bills) if bill.amount is not None]
    in_use = tuple(dict.fromkeys(used)) or ((units or ("",))[0],)
    for unit in in_use:
        first = unit == in_use[0]  # takes a cost without amount, which has no unit
        own = {bill.month: bill for bill in bills if bill.unit == unit or (first and bill.unit not in in_use)}
        yield Pair(ident, _kind(ident), series_label(ident, series.name), unit, units, series.has_cost, own)


def _free_pairs(book: BillBook, group: str) -> Iterator[Pair]:
    head = {"materials": "material", "waste": "waste", OUTPUT: OUTPUT}.get(group, group)
    choices = tuple(carrier_label(ident) for ident in remaining_carriers(book.series, group))
    if group in {"energy", "water"} and not choices:
        return
    kind = {
        "energy": text("More energy: choose"),
        "water": text("More water: choose"),
        "materials": text("New material: name it"),
        "waste": text("New waste: name it"),
        OUTPUT: text("New product: name it"),
    }[group]
    for number in range(1, min(_FREE[group], len(choices) or _FREE[group]) + 1):
        yield Pair(f"{head}.{NEW}.{number}", kind, "", "", _free_units(book, group), group != OUTPUT, {}, choices)


def _free_meters(book: BillBook, parent: str) -> Iterator[Pair]:
    kind = text("A meter of its own within: {carrier}", carrier=carrier_label(parent))
    for number in range(1, _FREE_METERS.get(parent, 1) + 1):
        yield Pair(f"{parent}{METER}.{NEW}.{number}", kind, "", "", book.units.get(parent, ()), False, {})


def _free_units(book: BillBook, group: str) -> tuple[str, ...]:
    if group == OUTPUT:
        return book.units.get(f"{OUTPUT}.{NEW}", ())
    heads = {"materials": ("material",), "waste": ("waste",)}.get(group) or remaining_carriers(book.series, group)
    return tuple(dict.fromkeys(unit for head in heads for unit in CARRIERS[head].units))


def _kind(ident: str) -> str:
    """Return what stands above a name: what kind of thing it is, "" where the name says it."""
    head, *rest = ident.split(".")
    if len(rest) > 1:
        return text("Meter within")
    return {"material": text("Material"), "waste": text("Waste"), OUTPUT: text("Product")}.get(head, "")
