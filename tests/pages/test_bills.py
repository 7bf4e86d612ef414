"""The bills page: a grid whose cells are saved one by one, a form on a phone, doubts explained or corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions import company
from recp_selfcheck.actions.bills import BillChange, read_bills, save_bills
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.session import Session, set_language, solo_session
from recp_selfcheck.assessment.months import Month, twelve_to
from tests.pages.grid import Grid

OpenPage = Callable[..., AppTest]
TODAY = now().date()
MONTHS = twelve_to(Month(TODAY.year, TODAY.month).plus(-1))


@pytest.fixture
def session(empty_company: str) -> Session:
    return set_language(solo_session(), "en")


def save(session: Session, **cells: Any) -> None:
    """Store cells of electricity as another window would: `m3_amount=5` is the amount of the fourth month."""
    for name, raw in cells.items():
        place, field = name.removeprefix("m").split("_")
        key = ("electricity", str(MONTHS[int(place)]), field)
        cell = read_bills(session).cells.get(key)
        save_bills(session, [BillChange(*key, raw, cell.version if cell else 0)])


def fill(session: Session, series: str = "electricity", amounts: Mapping[int, float] | None = None) -> None:
    changes = [
        BillChange(series, str(month), field, raw, 0)
        for place, month in enumerate(MONTHS)
        for field, raw in (("amount", (amounts or {}).get(place, 1000)), ("unit", "kWh"), ("cost", 200))
    ]
    save_bills(session, changes)


def stored(session: Session, place: int, field: str = "amount", series: str = "electricity") -> Any:
    cell = read_bills(session).cells.get((series, str(MONTHS[place]), field))
    return cell.value if cell else None


def everything(session: Session) -> dict[tuple[str, str, str], Any]:
    return {key: (cell.value, cell.version) for key, cell in read_bills(session).cells.items()}


def button(app: AppTest, beginning: str) -> Any:
    [found] = [entry for entry in app.button if str(entry.key).startswith(beginning)]
    return found


def test_a_pasted_block_is_read_with_comma_and_spaces(session: Session, open_page: OpenPage) -> None:
    block = {row: {"amount": f"1 2{row:02d},5", "cost": "306,30"} for row in range(12)}
    grid = Grid(open_page("bills")).send(block)
    assert [stored(session, row) for row in range(12)] == [1200.5 + row for row in range(12)]
    assert {stored(session, row, "cost") for row in range(12)} == {306.3}
    assert {stored(session, row, "unit") for row in range(12)} == {"kWh"}
    assert grid.column("mark") == ["✓"] * 12
    assert "14,472 kWh" in "".join(line.value for line in grid.app.markdown).replace("\u202f", ",").replace("\xa0", " ")


def test_each_edit_stores_only_what_is_new_in_it(session: Session, open_page: OpenPage) -> None:
    grid = Grid(open_page("bills")).type(3, amount="12,5")
    save(session, m3_amount=20, m4_amount=30)  # another window, before this one says everything once more
    grid.type(5, amount="7")
    assert [stored(session, place) for place in (3, 4, 5)] == [20, 30, 7]
    assert grid.column("amount")[3:6] == ["20", "30", "7"]
    assert not button_keys(grid.app, "mine:")
    assert everything(session)["electricity", str(MONTHS[3]), "amount"] == (20, 2)


def test_what_is_typed_over_a_newer_value_is_offered_beside_it(session: Session, open_page: OpenPage) -> None:
    grid = Grid(open_page("bills")).type(3, amount="10")
    save(session, m3_amount=20)
    grid.type(3, amount="30")
    assert stored(session, 3) == 20
    assert (grid.column("amount")[3], grid.column("mark")[3]) == ("30", "⇄")
    button(grid.app, "mine:").click().run()
    assert stored(session, 3) == 30
    assert not button_keys(grid.app, "mine:")
    save(session, m3_amount=40)
    grid.again()
    assert grid.column("amount")[3] == "40"
    grid.type(4, amount="5")
    save(session, m4_amount=6)
    grid.type(4, amount="7")
    button(grid.app, "theirs:").click().run()
    assert stored(session, 4) == 6
    assert Grid(grid.app).column("amount")[3:5] == ["40", "6"]


@pytest.mark.parametrize("typed", ["abc", "-5", "1e309", "NaN", "1.234.567,8", "1,234", "9" * 70, "12 kWh"])
def test_a_refused_cell_keeps_what_was_typed_and_says_why(typed: str, session: Session, open_page: OpenPage) -> None:
    grid = Grid(open_page("bills")).send({2: {"amount": typed}, 3: {"amount": "5"}})
    assert (stored(session, 2), stored(session, 3)) == (None, 5)
    assert (grid.column("amount")[2], grid.column("mark")[2]) == (typed, "✗")
    [said] = grid.app.error
    assert "Traceback" not in said.value
    save(session, m3_amount=6)  # draws the grid anew: what was refused stays
    grid.again()
    assert (grid.edits, grid.column("amount")[2:4]) == ({}, [typed, "6"])
    assert len(grid.app.error) == 1
    grid.type(2, amount="7,5")
    assert (stored(session, 2), len(grid.app.error)) == (7.5, 0)


def test_clearing_a_cell_clears_what_is_stored(session: Session, open_page: OpenPage) -> None:
    save(session, m0_amount=5)
    grid = Grid(open_page("bills")).type(0, amount=None)
    assert everything(session)["electricity", str(MONTHS[0]), "amount"] == (None, 2)
    assert grid.column("amount")[0] is None


def test_a_unit_is_kept_with_its_amount(session: Session, open_page: OpenPage) -> None:
    grid = Grid(open_page("bills")).type(0, amount="5")
    grid.type(1, unit="MWh").type(1, amount="6")
    assert [stored(session, place, "unit") for place in (0, 1)] == ["kWh", "MWh"]
    usual = next(entry for entry in grid.app.selectbox if "series.electricity" in str(entry.key))
    usual.set_value("GJ").run()
    grid = Grid(grid.app)
    assert grid.column("unit")[:3] == ["kWh", "MWh", "GJ"]


FORGED: list[Any] = [
    {"edited_rows": {"99": {"amount": "5"}}},
    {"edited_rows": {"-1": {"amount": "5"}}},
    {"edited_rows": {"3": {"month": "x", "mark": "✓"}}},
    {"edited_rows": {"3": {"version": 7, "series": "water"}}},
    {"edited_rows": {"3": {"_index": "x"}}},
    {"edited_rows": {"3": {"unit": "furlong"}}},
    {"edited_rows": {"3": {"unit": None}}},
    {"edited_rows": {"3": {"amount": [1, 2], "cost": {"a": 1}, "unit": ["kWh"]}}},
    {"edited_rows": {"3": 5}},
    {"edited_rows": {}, "added_rows": [{"amount": "5"}], "deleted_rows": [0, 3, 99]},
]


@pytest.mark.parametrize("state", FORGED)
def test_a_forged_grid_changes_nothing(state: Any, session: Session, open_page: OpenPage) -> None:
    save(session, m3_amount=5, m3_unit="MWh")
    before = everything(session)
    grid = Grid(open_page("bills")).say(state)
    assert everything(session) == before
    grid.type(2, amount="8")
    assert stored(session, 2) == 8


PASTED = [
    (None, 0),
    ("x", 0),
    ({"place": "another grid", "below": ["5"]}, 0),
    ({"below": 5, "beyond": [7], "units": [["3", "t"], [99, "t"], [True], 5]}, 0),
    ({"below": ["5 6", "*7*"], "beyond": [], "units": [[0, "lb"], [1, "lb"]]}, 2),
]


@pytest.mark.parametrize(("pasted", "sentences"), PASTED)
def test_what_was_pasted_in_vain_is_said(pasted: Any, sentences: int, session: Session, open_page: OpenPage) -> None:
    save(session, m3_amount=5)
    app = open_page("bills")
    grid_place = str(app.data_editor[0].key).rpartition(":")[0]
    said = {"place": grid_place, **pasted} if isinstance(pasted, dict) else pasted
    app.session_state["pasted_in_vain"] = said
    app.run()
    assert not app.exception
    found = [entry.value for entry in app.warning if "asted" in entry.value or "lb" in entry.value]
    assert len(found) == sentences
    if sentences:
        assert "5 6; \\*7\\*" in found[0]
        button(app, "pasted:seen").click().run()
        assert not [entry for entry in app.warning if "asted" in entry.value]


def test_what_a_crash_swallowed_is_stored_or_asked_about(session: Session, open_page: OpenPage) -> None:
    save(session, m3_amount=5, m4_amount=6)
    app = open_page("bills")
    # a browser that comes back says everything typed into its grid, and no callback runs for it
    app.session_state[str(app.data_editor[0].key)] = {
        "edited_rows": {2: {"amount": "1"}, 3: {"amount": "9"}, 4: {"amount": "6"}}
    }
    app.session_state["bill_grids"] = {}
    app.session_state[f"bill_cells:{session.company_id}"] = {}
    app.run()
    assert [stored(session, place) for place in (2, 3, 4)] == [1, 5, 6]
    assert button_keys(app, "mine:") == [f"mine:bill:electricity:{MONTHS[3]}:amount"]
    button(app, "mine:").click().run()
    assert stored(session, 3) == 9


def button_keys(app: AppTest, beginning: str) -> list[str]:
    return [str(entry.key) for entry in app.button if str(entry.key).startswith(beginning)]


@pytest.fixture
def form(session: Session, open_page: OpenPage) -> AppTest:
    """The page in a window as narrow as a phone."""
    app = open_page("bills")
    app.session_state["narrow_window"] = True
    return app.run()


def field(app: AppTest, name: str) -> Any:
    [found] = [
        entry
        for entry in (*app.text_input, *app.selectbox)
        if f":{name}:" in f"{entry.key}" and not str(entry.key).startswith("c1:series.electricity")
    ]
    return found


def test_a_narrow_window_has_one_month_at_a_time(session: Session, form: AppTest) -> None:
    assert not form.data_editor
    field(form, "amount").set_value("12,5").run()
    form.run()
    field(form, "cost").set_value("306,30").run()
    field(form, "unit").set_value("MWh").run()
    assert [stored(session, 0, name) for name in ("amount", "cost", "unit")] == [12.5, 306.3, "MWh"]
    form.button(key="month_after").click().run()
    assert field(form, "amount").value == ""
    field(form, "amount").set_value("abc").run()
    form.run()
    assert stored(session, 1) is None
    assert len(form.error) == 1
    form.button(key="month_before").click().run()
    assert field(form, "amount").value == "12.5"
    assert not button_keys(form, "month_before"), "there is no month before the first"


def test_the_form_takes_a_newer_unit_for_no_accident(session: Session, form: AppTest) -> None:
    save(session, m0_unit="MWh")
    field(form, "amount").set_value("500").run()
    form.run()
    assert button_keys(form, "mine:"), "500 was typed beside kWh"
    button(form, "mine:").click().run()
    assert (stored(session, 0), stored(session, 0, "unit")) == (500, "kWh")


def test_a_doubt_is_explained_and_the_explanation_taken_back(session: Session, open_page: OpenPage) -> None:
    fill(session, amounts={7: 1000 * 400})
    app = open_page("bills")
    assert Grid(app).column("mark")[7] == "!"
    [sentence] = [entry for entry in app.text_input if "explained.far-above-median" in str(entry.key)]
    sentence.set_value("A new line was tried out").run()
    app.run()
    assert Grid(app).column("mark")[7] == "(✓)"
    key = f"explained.far-above-median.electricity.{MONTHS[7]}"
    cell = company.read_company(session).cells[key]
    assert cell.value == {"text": "A new line was tried out", "seen": 400000}
    app.session_state["explained_doubts"] = True
    app.run()
    [sentence] = [entry for entry in app.text_input if "explained.far-above-median" in str(entry.key)]
    assert sentence.value == "A new line was tried out"
    sentence.set_value("").run()
    app.run()
    assert Grid(app).column("mark")[7] == "!"
    assert company.read_company(session).cells[key].value is None


def test_a_doubt_about_a_whole_resource_is_called_by_it_and_leads_to_its_bills(
    session: Session, open_page: OpenPage
) -> None:
    both_years = (*twelve_to(MONTHS[0].plus(-1)), *MONTHS)
    changes = []
    for place, month in enumerate(both_years):
        for series, unit, amount in (("natural_gas", "m3", 100 if place < 12 else 900), ("output.1", "t", 10)):
            changes += [
                BillChange(series, str(month), "amount", amount, 0),
                BillChange(series, str(month), "unit", unit, 0),
            ]
    save_bills(session, changes)
    app = open_page("bills")
    said = "\n".join(entry.value for entry in app.markdown)
    assert "**Heat and fuels**" in said
    assert "energy\\_total" not in said
    [correct] = [entry for entry in app.button if str(entry.key).startswith("go:") and str(entry.key).endswith("heat")]
    app = correct.click().run()
    assert "Natural gas" in [entry.value for entry in app.header]


def test_correcting_leads_to_the_series_and_the_month(session: Session, open_page: OpenPage) -> None:
    fill(session, amounts={7: 1000 * 400})
    app = open_page("bills", series="water")
    assert "water" in str(app.data_editor[0].key)
    button(app, "go:far-above-median").click().run()
    assert "electricity" in str(app.data_editor[0].key)
    assert app.query_params["month"] == str(MONTHS[7])
    Grid(app).type(7, amount="1000")
    assert not button_keys(app, "go:far-above-median")


def test_bills_that_differ_from_the_typed_total_say_so(session: Session, open_page: OpenPage) -> None:
    company.save_field(session, "total.electricity", {"amount": 13000, "unit": "kWh", "cost": 2400}, 0)
    fill(session)
    words = " ".join(str(warning.value) for warning in open_page("bills").warning)
    assert "13" in words
    assert "7.7" in words
    company.save_field(session, "total.electricity", {"amount": 12100, "unit": "kWh", "cost": 2400}, 1)
    assert not open_page("bills").warning


def test_a_missing_month_is_named(session: Session, open_page: OpenPage) -> None:
    fill(session)
    save(session, m4_amount=None)
    app = open_page("bills")
    i18n.use("en")
    assert any(i18n.month_name(MONTHS[4].number) in str(line.value) for line in app.caption)


def test_the_reporting_and_the_baseline_year_are_chosen_among_complete_ones(
    session: Session, open_page: OpenPage
) -> None:
    changes = [
        BillChange("electricity", str(MONTHS[-1].plus(-back)), name, raw, 0)
        for back in range(30)
        for name, raw in (("amount", 100), ("unit", "kWh"))
    ]
    save_bills(session, changes)
    app = open_page("bills")
    years = field(app, "reporting_end")
    assert len(years.options) == 19
    years.set_value(str(MONTHS[-1].plus(-3))).run()
    assert company.read_company(session).cells["reporting_end"].value == str(MONTHS[-1].plus(-3))
    app.run()
    assert len(field(app, "baseline_end").options) == 15
    assert len(app.data_editor[0].value) == 36  # what is there is shown, whole years of it


@pytest.mark.parametrize(
    ("kind", "ident", "columns"),
    [
        ("material", "material.2", ["amount", "cost", "unit"]),
        ("electricity.sub", "electricity.sub.1", ["amount", "unit"]),
        ("degree_days", "degree_days", ["amount"]),
        ("output", "output.2", ["amount", "unit"]),
        ("coal", "coal", ["amount", "cost", "unit"]),
    ],
)
def test_more_is_kept_on_the_books(
    kind: str, ident: str, columns: list[str], session: Session, open_page: OpenPage
) -> None:
    app = open_page("bills")
    [adding] = [entry for entry in app.selectbox if str(entry.key).startswith("add_series")]
    adding.set_value(kind).run()
    assert f":{ident}:" in str(app.data_editor[0].key)
    assert [name for name in app.data_editor[0].value.columns if name in {"amount", "cost", "unit"}] == columns
    assert ident in read_bills(session).series
    button(app, "remove:").click().run()
    assert ident not in read_bills(session).series


def test_another_product_counts_by_its_factor(session: Session, open_page: OpenPage) -> None:
    company.save_field(session, "series.output.2", {"unit": "t"}, 0)
    app = open_page("bills", series="output.2")
    field(app, "series.output.2:name").set_value("Rolls *fresh*").run()
    field(app, "series.output.2:factor").set_value("0,5").run()
    assert company.read_company(session).cells["series.output.2"].value == {
        "unit": "t",
        "name": "Rolls *fresh*",
        "factor": 0.5,
    }
    app.run()
    assert r"Rolls \*fresh\*" in [header.value for header in app.header]


def test_older_years_come_one_by_one_and_never_more_than_three_at_once(open_page: OpenPage, session: Session) -> None:
    app = open_page("bills")
    shown = [len(app.data_editor[0].value)]
    for _ in range(3):
        app.button(key="older").click().run()
        shown.append(len(app.data_editor[0].value))
    assert shown == [12, 24, 36, 36]
    grid = Grid(app).type(0, amount="5")
    assert read_bills(session).cells["electricity", str(MONTHS[0].plus(-36)), "amount"].value == 5
    grid.app.button(key="later").click().run()
    assert (
        app.data_editor[0].value["month"].iloc[-1] == "Oct 2026" if TODAY.month == 11 and TODAY.year == 2026 else True
    )


@pytest.mark.parametrize(
    "query", [{"series": "<script>"}, {"month": "2025-13", "to": "99"}, {"months": "9999999", "to": "2100-12"}]
)
def test_a_wrong_address_shows_the_page_as_it_is(query: dict[str, str], session: Session, open_page: OpenPage) -> None:
    assert len(open_page("bills", **query).data_editor[0].value) == 12


def test_the_company_page_says_which_totals_come_from_bills(session: Session, open_page: OpenPage) -> None:
    company.save_field(session, "total.electricity", {"amount": 12100, "unit": "kWh"}, 0)
    fill(session)
    said = [str(line.value) for line in open_page("company").caption if "twelve months of bills, " in str(line.value)]
    assert len(said) == 1
    assert "12\u202f000\u00a0kWh" in said[0]
    save(session, m0_amount=None)
    assert not [line for line in open_page("company").caption if "twelve months of bills, " in str(line.value)]


def test_the_start_page_counts_the_months_and_leads_to_the_bills(session: Session, open_page: OpenPage) -> None:
    assert not open_page("home").get("progress")
    fill(session, amounts={7: 1000 * 400})
    app = open_page("home")
    [progress] = app.get("progress")
    assert progress.proto.text.startswith("12 of 72 months")
    assert any("1 figure looks doubtful" in str(line.value) for line in app.caption)


@pytest.mark.parametrize("narrow", [True, False])
def test_what_was_chosen_stays_chosen_while_its_months_are_filled(
    narrow: bool, session: Session, open_page: OpenPage
) -> None:
    app = open_page("bills")
    app.session_state["narrow_window"] = narrow
    app.run()
    [chooser] = [entry for entry in (*app.selectbox, *app.pills) if str(entry.key).startswith("series:")]
    chooser.set_value("water").run()
    assert app.query_params["series"] == "water"
    if narrow:
        field(app, "amount").set_value("12").run()
    else:
        Grid(app).type(0, amount="12")
    app.run()
    assert stored(session, 0, series="water") == 12
    assert app.query_params["series"] == "water"
    assert app.header[0].value == "Water"
