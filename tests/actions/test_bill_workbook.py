"""The workbook of bills: out, filled in, looked through, and taken in whole or not at all; on each kind of database."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from recp_selfcheck import i18n
from recp_selfcheck.actions import company
from recp_selfcheck.actions.bill_workbook import BillPreview, preview_bills, take_bills_in, write_bill_workbook
from recp_selfcheck.actions.bills import BillChange, read_bills, save_bills
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.bill_import import Effect
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import AnswerMistakes, NotPossibleNow
from recp_selfcheck.reports.faults import fault_words
from recp_selfcheck.storage import database, tables
from tests.reports.bad_texts import BAD_TEXTS
from tests.reports.workbooks import changed, repacked, typed

LAST = Month(2025, 12)
JANUARY, FEBRUARY = 6, 7  # rows of a workbook of twelve months to December 2025
RE_SAVED = Path(__file__).parents[1] / "reports" / "dairy_from_libreoffice.xlsx"
Cells = dict[tuple[str, str], Any]


@pytest.fixture(autouse=True)
def russian() -> None:
    i18n.use("ru")


@pytest.fixture
def blank(session: Session) -> bytes:
    return write_bill_workbook(session, last=LAST, months=12)


def take(session: Session, content: bytes) -> BillPreview:
    return take_bills_in(session, content, "bills.xlsx", preview_bills(session, content, "bills.xlsx").seen)


def stored(session: Session) -> dict[tuple[str, str, str], Any]:
    return {key: cell.value for key, cell in read_bills(session).cells.items()}


def codes(preview: BillPreview) -> list[tuple[str, str]]:
    return [(found.spot.cell if found.spot else "", found.mistake.code) for found in preview.faults]


def bill(series: str, month: str, field: str, raw: Any, seen: int = 0) -> BillChange:
    return BillChange(series, month, field, raw, seen)


def test_what_is_typed_comes_in_and_the_second_time_nothing_changes(session: Session, blank: bytes) -> None:
    filled = typed(blank, {("Энергия", "B6"): "1 234,5", ("Энергия", "C6"): 200, ("Вода", "B7"): "3.5"})
    looked = preview_bills(session, filled, "bills.xlsx")
    assert [(line.series.id, str(line.month), line.effect) for line in looked.lines] == [
        ("electricity", "2025-01", Effect.NEW),
        ("water", "2025-02", Effect.NEW),
    ]
    assert stored(session) == {}, "looking changes nothing"
    take(session, filled)
    assert stored(session) == {
        ("electricity", "2025-01", "amount"): 1234.5,
        ("electricity", "2025-01", "unit"): "kWh",
        ("electricity", "2025-01", "cost"): 200,
        ("water", "2025-02", "amount"): 3.5,
        ("water", "2025-02", "unit"): "m3",
    }
    again = preview_bills(session, filled, "bills.xlsx")
    assert again.count(Effect.SAME) == 2
    assert not again.changes_anything


def test_a_new_material_and_a_new_fuel_are_set_up_with_their_figures(session: Session, blank: bytes) -> None:
    filled = typed(
        blank,
        {("Материалы", "B3"): "=Мука|'высший'", ("Материалы", "B4"): "кг", ("Материалы", "B6"): 5}
        | {("Энергия", "D3"): "Уголь", ("Энергия", "D4"): "т", ("Энергия", "D7"): "12"},
    )  # openpyxl would write the name as a formula: it is put in as text
    filled = changed(filled, lambda book: _as_text(book["Материалы"]["B3"]))
    done = take(session, filled)
    assert [series.id for series in done.new] == ["coal", "material.1"]
    bills = read_bills(session)
    assert bills.series["material.1"].name == "=Мука|'высший'"
    assert stored(session)["material.1", "2025-01", "unit"] == "kg"
    assert stored(session)["coal", "2025-02", "amount"] == 12


def test_a_new_meter_is_set_up_within_its_carrier(session: Session, blank: bytes) -> None:
    head = {cell.value: cell.column_letter for cell in load_workbook(BytesIO(blank))["Энергия"][1]}
    first, second = head["electricity.sub.new.1/amount"], head["electricity.sub.new.2/amount"]
    water = {cell.value: cell.column_letter for cell in load_workbook(BytesIO(blank))["Вода"][1]}[
        "water.sub.new.1/amount"
    ]
    done = take(
        session,
        typed(
            blank,
            {
                ("Энергия", f"{first}3"): "Компрессоры",
                ("Энергия", f"{first}4"): "МВт·ч",
                ("Энергия", f"{first}6"): "7,5",
            }
            | {("Энергия", f"{second}3"): "Холод", ("Энергия", f"{second}4"): "кВт·ч", ("Энергия", f"{second}7"): 900}
            | {("Вода", f"{water}3"): "Мойка", ("Вода", f"{water}4"): "м³", ("Вода", f"{water}6"): 12},
        ),
    )
    assert [(series.id, series.name) for series in done.new] == [
        ("electricity.sub.1", "Компрессоры"),
        ("electricity.sub.2", "Холод"),
        ("water.sub.1", "Мойка"),
    ]
    bills = read_bills(session)
    assert bills.series["electricity.sub.1"].parent == "electricity"
    assert [(bill.amount, bill.unit) for bill in bills.by_series["electricity.sub.1"]] == [(7.5, "MWh")]
    twice = typed(blank, {("Энергия", f"{first}3"): "холод", ("Энергия", f"{first}4"): "кВт·ч"})
    assert codes(preview_bills(session, twice, "bills.xlsx")) == [(f"{first}3", "series-twice")]


def _as_text(cell: Any) -> None:
    cell.data_type = "s"


@pytest.mark.parametrize(
    ("cells", "where", "code"),
    [
        ({("Энергия", "B6"): "abc"}, "B6", "not-a-number"),
        ({("Энергия", "B6"): "12 34,5"}, "B6", "not-a-number"),
        ({("Энергия", "B6"): "1,234,5.7"}, "B6", "ambiguous-number"),
        ({("Энергия", "B6"): "1e309"}, "B6", "number-too-big"),
        ({("Энергия", "B6"): "NaN"}, "B6", "not-a-number"),
        ({("Энергия", "B6"): "\u200f12"}, "B6", "not-a-number"),
        ({("Энергия", "B6"): True}, "B6", "not-a-number"),
        ({("Энергия", "B6"): -1}, "B6", "negative"),
        ({("Энергия", "C6"): "-0,5"}, "C6", "negative"),
        ({("Энергия", "B6"): 1e16}, "B6", "above-limit"),
        ({("Энергия", "B6"): date(2025, 5, 12)}, "B6", "date-for-number"),
        ({("Энергия", "B6"): "=1+1"}, "B6", "formula-unsaved"),
        ({("Энергия", "A7"): "январь 2025", ("Энергия", "B7"): 1}, "A7", "month-twice"),
        ({("Энергия", "A7"): "2025-13", ("Энергия", "B7"): 1}, "A7", "not-a-month"),
        ({("Энергия", "A7"): None, ("Энергия", "B7"): 1}, "A7", "not-a-month"),
        ({("Энергия", "B4"): "м³", ("Энергия", "B6"): 1}, "B4", "unit-does-not-fit"),
        ({("Энергия", "B4"): "фунт на метр", ("Энергия", "B6"): 1}, "B4", "unknown-unit"),
        ({("Энергия", "B4"): None, ("Энергия", "B6"): 1}, "B4", "no-unit"),
        ({("Энергия", "Z6"): 1}, "Z6", "no-column"),
        ({("Материалы", "B6"): 1, ("Материалы", "B4"): "т"}, "B3", "series-name-missing"),
        ({("Материалы", "B3"): "x" * 201, ("Материалы", "B4"): "т"}, "B3", "too-long"),
        ({("Энергия", "D3"): "Дрова из леса", ("Энергия", "D4"): "т"}, "D3", "carrier-not-offered"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_cell_and_nothing_is_taken_in(
    session: Session, blank: bytes, cells: Cells, where: str, code: str
) -> None:
    filled = typed(blank, {("Вода", "B6"): 7, **cells})
    before = perf_counter()
    found = preview_bills(session, filled, "bills.xlsx")
    assert perf_counter() - before < 2
    assert codes(found) == [(where, code)]
    sentence = fault_words(found.faults[0])
    assert where in sentence
    assert sentence.endswith(".")
    with pytest.raises(NotPossibleNow):
        take_bills_in(session, filled, "bills.xlsx", found.seen)
    assert stored(session) == {}


def test_numbers_that_are_none_in_the_file_itself(session: Session, blank: bytes) -> None:
    """A file may hold what no keyboard types: NaN, infinity and an error as the value of a number cell."""
    filled = typed(blank, {("Энергия", "B6"): 111.5, ("Энергия", "B7"): 222.5, ("Энергия", "B8"): 333.5})
    sheet = "xl/worksheets/sheet2.xml"
    xml = _part(filled, sheet)
    xml = xml.replace(b"<v>111.5</v>", b"<v>NaN</v>").replace(b"<v>222.5</v>", b"<v>1e309</v>")
    xml = _error_in(xml, b"333.5")
    assert codes(preview_bills(session, repacked(filled, {sheet: xml}), "bills.xlsx")) == [
        ("B6", "not-a-number"),
        ("B7", "not-a-number"),
        ("B8", "cell-error"),
    ]


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def _error_in(xml: bytes, value: bytes) -> bytes:
    place = xml.index(b"<v>" + value)
    start = xml.rindex(b"<c ", 0, place)
    cell = xml[start:place].replace(b' t="n"', b"").replace(b"<c ", b'<c t="e" ')
    return xml[:start] + cell + b"<v>#REF!</v>" + xml[place + len(b"<v>" + value + b"</v>") :]


@pytest.mark.parametrize(
    ("row", "value", "code"),
    [(1, "homework", "template-other"), (2, "0", "template-older"), (2, "99", "template-newer"), (0, None, "template-unknown")],
)  # fmt: skip
def test_another_workbook_is_told_from_this_one(
    session: Session, blank: bytes, row: int, value: str | None, code: str
) -> None:
    def other(book: Workbook) -> None:
        if value is None:
            del book["recp"]
        else:
            book["recp"].cell(row, 2).value = value

    found = preview_bills(session, changed(blank, other), "bills.xlsx")
    assert codes(found) == [("", code)]
    assert fault_words(found.faults[0]) != found.faults[0].mistake.message, "worded in the reader's language"


def test_every_mistake_is_listed_once_in_the_order_of_the_sheets(session: Session, blank: bytes) -> None:
    wrong = {
        ("Вода", "B9"): "x",
        ("Энергия", "C8"): "y",
        ("Энергия", "B4"): "м³",
        ("Энергия", "B6"): 1,
        ("Энергия", "B7"): 2,
    }
    found = preview_bills(session, typed(blank, wrong), "bills.xlsx")
    assert codes(found) == [("B4", "unit-does-not-fit"), ("C8", "not-a-number"), ("B9", "not-a-number")]


def test_a_formula_with_a_saved_result_is_taken_and_said_so(session: Session) -> None:
    filled = typed(write_bill_workbook(session, last=LAST, months=12), {("Энергия", "B6"): 444.5})
    sheet = "xl/worksheets/sheet2.xml"
    xml = _part(filled, sheet).replace(b"<v>444.5</v>", b"<f>400+44.5</f><v>444.5</v>")
    found = preview_bills(session, repacked(filled, {sheet: xml}), "bills.xlsx")
    assert [str(spot) for spot in found.computed] == ["Энергия!B6"]
    assert not found.faults


def test_what_changed_after_looking_keeps_all_of_it_out(session: Session, blank: bytes) -> None:
    filled = typed(blank, {("Энергия", "B6"): 10, ("Вода", "B6"): 20})
    seen = preview_bills(session, filled, "bills.xlsx").seen
    save_bills(session, [bill("electricity", "2025-01", "amount", 5)])
    before = stored(session)
    with pytest.raises(NotPossibleNow) as refused:
        take_bills_in(session, filled, "bills.xlsx", seen)
    assert [mistake.code for mistake in refused.value.mistakes] == ["bills-seen-otherwise"]
    assert stored(session) == before
    looked = preview_bills(session, filled, "bills.xlsx")
    assert [line.effect for line in looked.lines] == [Effect.CHANGED, Effect.NEW]
    assert looked.lines[0].before is not None
    assert (looked.lines[0].before.amount, looked.lines[0].after.amount) == (5, 10)


def test_what_was_changed_here_and_not_touched_in_the_workbook_stays(session: Session) -> None:
    save_bills(session, [bill("electricity", "2025-01", "amount", 5), bill("electricity", "2025-02", "amount", 6)])
    content = write_bill_workbook(session, last=LAST, months=12)
    save_bills(session, [bill("electricity", "2025-01", "amount", 50, 1)])
    found = take(session, typed(content, {("Энергия", "B7"): 60}))
    assert [line.effect for line in found.lines] == [Effect.KEPT, Effect.CHANGED]
    assert stored(session)["electricity", "2025-01", "amount"] == 50
    assert stored(session)["electricity", "2025-02", "amount"] == 60


def test_an_emptied_cell_is_said_and_changes_nothing(session: Session) -> None:
    save_bills(session, [bill("electricity", "2025-01", "amount", 5), bill("electricity", "2025-01", "cost", 1)])
    content = write_bill_workbook(session, last=LAST, months=12)
    found = take(session, typed(content, {("Энергия", "B6"): None}))
    assert [(series.id, str(month)) for series, month in found.emptied] == [("electricity", "2025-01")]
    assert stored(session)["electricity", "2025-01", "amount"] == 5


def test_bills_in_two_units_have_a_column_for_each_and_come_back_the_same(session: Session) -> None:
    save_bills(
        session,
        [
            bill("natural_gas", "2025-01", "amount", 900), bill("natural_gas", "2025-01", "unit", "m3"),
            bill("natural_gas", "2025-02", "amount", 0.7), bill("natural_gas", "2025-02", "unit", "thousand_m3"),
        ],
    )  # fmt: skip
    content = write_bill_workbook(session, last=LAST, months=12)
    found = preview_bills(session, content, "bills.xlsx")
    assert (found.count(Effect.SAME), len(found.lines), found.faults) == (2, 2, ())
    sheet = load_workbook(BytesIO(content))["Энергия"]
    first, second = (cell.column_letter for cell in sheet[1] if cell.value == "natural_gas/amount")
    twice = typed(content, {("Энергия", f"{first}6"): 3, ("Энергия", f"{second}6"): 4})
    assert codes(preview_bills(session, twice, "bills.xlsx")) == [(f"{second}6", "figure-twice")]


def test_a_workbook_that_libreoffice_saved_is_read(session: Session) -> None:
    company.save_field(session, "series.natural_gas", {"unit": "kWh"}, 0)
    company.save_field(session, "series.output.1", {"name": "Йогурт", "unit": "t"}, 0)
    done = take(session, RE_SAVED.read_bytes())
    assert done.count(Effect.NEW) == 96
    kept = stored(session)
    assert sum(kept["electricity", f"2025-{month:02d}", "amount"] for month in range(1, 13)) == 1_830_360
    with database.reading() as connection:
        events = connection.execute(sa.select(tables.bill_event)).mappings().all()
    logged = {(one["series"], one["month"], one["field"]): one["new"] for one in events}
    assert logged == kept, "what comes by hundreds is logged like anything else"
    assert len(events) == len(logged) > 200
    assert {(one["old"], one["version"], one["person_id"]) for one in events} == {(None, 1, session.person.id)}


def test_a_name_that_looks_like_a_formula_is_text_in_the_workbook(session: Session) -> None:
    for number, name in enumerate(BAD_TEXTS, start=1):
        company.save_field(session, f"series.material.{number}", {"name": name[:200], "unit": "t"}, 0)
    company.save_field(session, "name", "=cmd|' /C calc'!A0", 0)
    book = load_workbook(BytesIO(write_bill_workbook(session, last=LAST, months=12)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    shown = {cell.value for cell in book["Материалы"][3]}
    kept = {read_bills(session).series[f"material.{number}"].name for number in range(1, len(BAD_TEXTS) + 1)}
    assert kept <= shown, "no character is lost on the way out"


def test_a_number_of_months_that_is_none_is_refused(session: Session) -> None:
    with pytest.raises(AnswerMistakes) as refused:
        write_bill_workbook(session, months=40)
    assert refused.value.mistakes[0].code == "months-out-of-range"
