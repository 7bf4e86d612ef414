"""What is written into the workbook of bills comes back as it was, whatever it is called and however big it is."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from recp_selfcheck import i18n
from recp_selfcheck.assessment.bill_import import alike
from recp_selfcheck.assessment.bills import CARRIERS, Bill, Series, series_of
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.checklists import figures
from recp_selfcheck.i18n import unit_label
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports.bill_sheets import BillBook
from recp_selfcheck.reports.bill_workbook_in import read_bills
from recp_selfcheck.reports.bill_workbook_out import write_bills
from recp_selfcheck.reports.typed_labels import carrier_of, unit_of

MONTHS = run(Month(2025, 1), 12)
FIGURES = st.none() | st.integers(0, 10**12) | st.floats(0, 1e15, allow_nan=False, allow_infinity=False)
XML_TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), min_size=1, max_size=60
)
UNITS = {"electricity": ("kWh", "MWh"), "natural_gas": ("m3", "thousand_m3"), "material.1": ("t", "kg")}


def book(series: dict[str, Series], by_series: dict[str, tuple[Bill, ...]]) -> BillBook:
    return BillBook("Завод", "BYN", MONTHS, series, by_series, UNITS, date(2026, 1, 1))


@settings(deadline=None, max_examples=12)
@given(
    name=XML_TEXT,
    bills=st.lists(
        st.tuples(st.sampled_from(sorted(UNITS)), st.integers(0, 11), st.integers(0, 1), FIGURES, FIGURES), max_size=12
    ),
)
def test_what_is_written_comes_back(name: str, bills: list[tuple[str, int, int, float | None, float | None]]) -> None:
    by_series: dict[str, dict[Month, Bill]] = {}
    for ident, place, unit, amount, cost in bills:
        by_series.setdefault(ident, {})[MONTHS[place]] = Bill(MONTHS[place], amount, UNITS[ident][unit], cost)
    series = {ident: Series(ident, ident.partition(".")[0], name, UNITS[ident][0]) for ident in UNITS}
    content = write_bills(book(series, {ident: tuple(found.values()) for ident, found in by_series.items()}))
    found = read_bills(content, "bills.xlsx")
    assert found.faults == []
    expected = {}
    for ident, of_series in by_series.items():
        for month, bill in of_series.items():
            expected |= {(ident, month, "amount"): bill.amount, (ident, month, "cost"): bill.cost}
            if bill.amount is not None:
                expected[ident, month, "unit"] = bill.unit
    given_ = {key: value for key, value in expected.items() if value is not None}
    read = {key: figure.raw for key, figure in found.figures.items()}
    assert read.keys() == given_.keys()
    assert all(alike(read[key], value) for key, value in given_.items())
    assert found.handed_out.keys() == given_.keys()
    sheets = load_workbook(BytesIO(content))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert name in [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]


@given(st.floats(1e-9, 1e15))
def test_a_number_is_alike_after_a_spreadsheet_has_kept_it(number: float) -> None:
    assert alike(number, float(f"{number:.16G}"))
    assert not alike(number, number * 1.001)


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_every_unit_and_carrier_is_found_again_by_its_label(language: str) -> None:
    figures.load_figures()  # names where the units come from
    with speaking(language):
        for carrier in CARRIERS.values():
            for unit in carrier.units:
                assert unit_of(f" {unit_label(unit).upper()} ") == unit
            assert carrier_of(i18n.labels.carrier_label(carrier.id)) == carrier.id


def test_every_series_of_the_table_is_written_with_a_place_of_its_own() -> None:
    series = {ident: series_of(f"{ident}.1" if CARRIERS[ident].named else ident) for ident in CARRIERS}
    known = {one.id: one for one in series.values() if one is not None}
    units = {one.id: CARRIERS[one.carrier].units for one in known.values()}
    made = BillBook("", "", MONTHS, known, {}, units, date(2026, 1, 1))
    assert read_bills(write_bills(made), "bills.xlsx").faults == []
