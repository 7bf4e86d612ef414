"""The workbook and the archive: all figures as numbers, all text as text, nothing a spreadsheet would execute."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recp_selfcheck import i18n
from recp_selfcheck.assessment.plan import PlanEntry
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports.company_archive import company_archive
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.report_workbook import LISTINGS, MOST_IN_A_CELL, listings_of, report_workbook
from recp_selfcheck.reports.typed import visible
from tests.reports.bad_texts import BAD_TEXTS
from tests.reports.conftest import Gather

Book = Any  # openpyxl has no types


def opened(findings: Findings, language: str = "en") -> Book:
    with speaking(language):
        return openpyxl.load_workbook(BytesIO(report_workbook(findings)))


def rows(book: Book, sheet: str) -> list[dict[str, Any]]:
    heads, *lines = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


@pytest.fixture(scope="module")
def bakery(findings_of: Gather) -> Book:
    return opened(findings_of("UF0590", "en"))


def test_the_figures_are_numbers_with_every_digit(bakery: Book) -> None:
    energy = next(row for row in rows(bakery, "Scores") if row["Checklist"] == "Energy" and not row["Section"])
    assert energy["Score"] == pytest.approx(45.854, abs=0.001)
    electricity = next(row for row in rows(bakery, "Indicators") if row["Unit"] == "kg" or row["Value"] > 0)
    assert electricity["Value"] == pytest.approx(337.64, abs=0.01)
    benchmark = rows(bakery, "Benchmarks")[0]
    assert benchmark["Position"] == "worst quarter"
    assert benchmark["Down to typical a year"] == pytest.approx(3_342_023, abs=1)
    assert benchmark["n"] > 50


def test_every_answer_gap_measure_and_source_is_in_it(findings_of: Gather, bakery: Book) -> None:
    findings = findings_of("UF0590", "en")
    answered = sum(done.asked for done in findings.answered)
    assert len(rows(bakery, "Answers")) == answered
    lost = [sum(row["Points lost"] for row in rows(bakery, "Gaps") if row["Checklist"] == "Energy")]
    assert lost[0] == pytest.approx(100 - 45.854, abs=0.001)
    numbers = {row["No"] for row in rows(bakery, "Opportunities")}
    assert numbers == set(range(1, len(findings.ranking.listed) + 1))
    assert len(rows(bakery, "Sources")) > 30


def test_the_months_of_the_bills_are_in_it(findings_of: Gather) -> None:
    findings = findings_of("CI0042", "en")
    months = rows(opened(findings), "Bills")
    assert len(months) == sum(len(bills) for bills in findings.bills.values())
    electricity = [row for row in months if row["Bills of"] == "Electricity" and row["Month"].startswith("2025")]
    assert sum(row["Amount"] for row in electricity) == pytest.approx(1_830_360, abs=1)


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_every_sheet_has_a_title_of_its_own_in_every_language(language: str, findings_of: Gather) -> None:
    book = opened(findings_of("UF0590", language), language)
    assert len(set(book.sheetnames)) == len(LISTINGS)
    assert all(len(title) <= 31 for title in book.sheetnames)
    assert all(cell.value for sheet in book for cell in sheet[1])


def test_an_empty_company_has_the_same_sheets(findings_of: Gather) -> None:
    book = opened(findings_of("", "ru"), "ru")
    assert len(book.sheetnames) == len(LISTINGS)


def _with(findings: Findings, typed: str) -> Findings:
    plan = (PlanEntry(1, title=typed, owner=typed, proof=typed),)
    return replace(findings, profile=replace(findings.profile, name=typed), plan=plan)


@pytest.mark.parametrize("typed", BAD_TEXTS, ids=range(len(BAD_TEXTS)))
def test_text_stays_text(typed: str, findings_of: Gather) -> None:
    book = opened(_with(findings_of("", "en"), typed))
    cells = [book["Company"]["B2"], book["Action plan"]["A2"], book["Action plan"]["C2"]]
    for cell in cells:
        assert cell.value == visible(typed)
        assert cell.data_type == "s"
        assert cell.quotePrefix == typed.startswith(("=", "+", "-", "@"))
        assert cell.hyperlink is None
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(min_size=1, max_size=200))
def test_any_text_comes_back_as_it_was(typed: str, findings_of: Gather) -> None:
    cell = opened(_with(findings_of("", "en"), typed))["Action plan"]["C2"]
    assert (cell.value or "") == visible(typed)


def test_more_than_a_cell_holds_is_cut(findings_of: Gather) -> None:
    cell = opened(_with(findings_of("", "en"), "я" * 40_000))["Action plan"]["C2"]
    assert len(cell.value) == MOST_IN_A_CELL


def test_the_archive_holds_every_table_the_workbook_and_the_receipts(findings_of: Gather) -> None:
    findings = _with(findings_of("UF0590", "en"), "=1+1")
    receipt = {"score": {"score": 33.3}, "notes": {"a": "Ўзор"}}
    with speaking("en"):
        packed = ZipFile(BytesIO(company_archive(findings, [("energy-1", receipt)])))
        listings = listings_of(findings)
    assert packed.testzip() is None
    assert {f"csv/{listing.id}.csv" for listing in listings} < set(packed.namelist())
    assert json.loads(packed.read("receipts/energy-1.json")) == receipt
    assert openpyxl.load_workbook(BytesIO(packed.read("company.xlsx"))).sheetnames[0] == "Company"
    for listing in listings:
        written = packed.read(f"csv/{listing.id}.csv").decode("utf-8-sig")
        table = list(csv.reader(StringIO(written, newline=""), delimiter=";"))
        assert len(table) == len(listing.rows) + 1
        assert {len(line) for line in table} == {len(listing.fields)}
        texts = [
            cell
            for line, row in zip(table[1:], listing.rows, strict=True)
            for cell, value in zip(line, row, strict=True)
            if isinstance(value, str)
        ]
        assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]
    assert "'=1+1" in packed.read("csv/plan.csv").decode()
