"""What a measure really saved, by the bills of the months after it was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.bills import Bill, Series, series_of
from recp_selfcheck.assessment.expected import Expected
from recp_selfcheck.assessment.follow_ups import FollowUp, follow_ups
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.assessment.resource_months import MonthlyBills
from recp_selfcheck.assessment.savings import EffectSaving, Range
from recp_selfcheck.checklists.figures import load_figures

FACTORS = load_figures().factors  # with them come the units
DONE = date(2026, 3, 15)
DONE_MONTH = Month(2026, 3)
MONTHS = run(Month(2025, 3), 25)  # the twelve before, the month itself, the twelve after
MADE = (90, 110, 100, 120, 80, 95, 105, 115, 85, 100, 110, 90)  # t a month, so that output explains something


def saving(resource: str, yearly: float, spread: float = 0.5) -> EffectSaving:
    amount = Range(yearly * (1 - spread), yearly, yearly * (1 + spread))
    return EffectSaving(resource, "", None, None, (0.0, 0.0, 0.0), 1.0, amount, False, None, None, None)


def done(resource: str = "electricity", yearly: float = 12_000, ident: int = 1, **more: Any) -> PlanEntry:
    expected = Expected(effects=(saving(resource, yearly),), currency="BYN")
    given = {"state": PlanState.DONE, "done_on": DONE, "expected": expected, **more}
    return PlanEntry(id=ident, title="Shut the gate", **given)


def made(month: Month) -> float:
    return float(MADE[month.number - 1])


def monthly(
    amounts: dict[str, Callable[[Month], float | None]], months: Sequence[Month] = MONTHS, **units: str
) -> MonthlyBills:
    series: dict[str, Series] = {}
    bills: dict[str, tuple[Bill, ...]] = {}
    for ident, amount in amounts.items():
        one = series_of(ident.replace("_1", ".1"), unit=units.get(ident, ""))
        assert one is not None
        series[one.id] = one
        found = [(month, amount(month)) for month in months]
        bills[one.id] = tuple(Bill(month, value, one.unit) for month, value in found if value is not None)
    return MonthlyBills(bills, series, FACTORS, "BY")


def power(saved: float) -> Callable[[Month], float]:
    """A base load of 2,000 kWh and 30 kWh a tonne, less what is saved a month from the month after on."""
    return lambda month: 2000 + wobble(month) + 30 * made(month) - (saved if month > DONE_MONTH else 0)


def wobble(month: Month) -> float:
    """A kWh more or less, as no meter is without; the same in the same month of each year."""
    return 1.0 if month.number % 2 else -1.0


def six_and_twelve(bills: MonthlyBills, entry: PlanEntry, *others: PlanEntry) -> tuple[FollowUp, FollowUp]:
    six, twelve = follow_ups(entry, (entry, *others), bills)
    return six, twelve


def test_a_baseline_of_the_twelve_months_before_finds_what_was_saved() -> None:
    bills = monthly({"electricity": power(600), "output_1": made}, output_1="t", electricity="kWh")
    six, twelve = six_and_twelve(bills, done())
    assert (six.basis, twelve.basis) == ("baseline", "baseline")
    assert six.saved == pytest.approx(3600, abs=6)
    assert twelve.saved == pytest.approx(7200, abs=12)
    assert six.since == Month(2026, 4)
    assert (six.due, twelve.due) == (date(2026, 9, 15), date(2027, 3, 15))
    assert six.expected is not None
    assert six.expected.typical == pytest.approx(6000)
    assert six.share == pytest.approx(0.6, abs=0.01)
    assert six.is_in_range
    assert twelve.share == pytest.approx(0.6, abs=0.01)


def test_the_baseline_counts_what_was_made_not_only_what_was_used() -> None:
    """Twice as much was made afterwards: more was used, and yet something was saved."""

    def more(month: Month) -> float:
        return made(month) * (2 if month > DONE_MONTH else 1)

    def used(month: Month) -> float:
        return 2000 + wobble(month) + 30 * more(month) - (600 if month > DONE_MONTH else 0)

    six, _ = six_and_twelve(monthly({"electricity": used, "output_1": more}, output_1="t", electricity="kWh"), done())
    assert six.basis == "baseline"
    assert six.saved == pytest.approx(3600, abs=30)


def test_cold_is_a_cause_of_heat() -> None:
    cold = (600, 500, 400, 200, 50, 0, 0, 0, 100, 300, 450, 550)

    def degree_days(month: Month) -> float:
        return float(cold[month.number - 1]) * (1.5 if month > DONE_MONTH else 1)

    def used(month: Month) -> float:
        return 1000 + wobble(month) + 5 * made(month) + 20 * degree_days(month) - (400 if month > DONE_MONTH else 0)

    given = {"heat": used, "output_1": made, "degree_days": degree_days}
    six, _ = six_and_twelve(monthly(given, heat="kWh", output_1="t"), done("heat"))
    assert six.basis == "baseline"
    assert six.baseline is not None
    assert six.baseline.term("degree_days") is not None
    assert six.saved == pytest.approx(2400, abs=20)


def test_without_a_usable_baseline_the_same_months_a_year_before_count_per_unit_of_output() -> None:
    flat = monthly(
        {"electricity": lambda month: 5000.0 if month <= DONE_MONTH else 4500.0, "output_1": made},
        output_1="t",
        electricity="kWh",
    )
    six, _ = six_and_twelve(flat, done())
    assert six.basis == "per_output"
    assert six.saved == pytest.approx(3000)
    grown = monthly(
        {
            "electricity": lambda month: 5000.0,
            "output_1": lambda month: made(month) * (1.1 if month > DONE_MONTH else 1),
        },
        output_1="t",
        electricity="kWh",
    )
    six, _ = six_and_twelve(grown, done())
    assert six.basis == "per_output"
    assert six.saved == pytest.approx(3000), "a tenth more was made with as much"


def test_without_output_the_amounts_stand_beside_each_other() -> None:
    six, twelve = six_and_twelve(monthly({"electricity": power(600)}, electricity="kWh"), done())
    assert (six.basis, twelve.basis) == ("plain", "plain")
    assert six.saved == pytest.approx(3600)


def test_more_used_than_before_is_a_negative_saving() -> None:
    six, _ = six_and_twelve(monthly({"electricity": power(-100)}, electricity="kWh"), done())
    assert six.saved == pytest.approx(-600)
    assert six.share == pytest.approx(-0.1)
    assert not six.is_in_range


def test_missing_months_are_named_and_nothing_is_guessed() -> None:
    gap = {Month(2026, 6), Month(2025, 7)}
    bills = monthly(
        {"electricity": lambda month: None if month in gap else power(600)(month)},
        [month for month in MONTHS if month <= Month(2026, 9)],
        electricity="kWh",
    )
    six, twelve = six_and_twelve(bills, done())
    assert six.basis == "missing"
    assert six.saved is None
    assert six.missing == (("electricity", Month(2025, 7)), ("electricity", Month(2026, 6)))
    assert ("electricity", Month(2027, 3)) in twelve.missing


def test_nothing_is_known_without_bills_without_a_resource_or_before_it_is_done() -> None:
    empty = monthly({})
    six, twelve = six_and_twelve(empty, done())
    assert (six.basis, six.missing, twelve.saved) == ("missing", (), None)
    six, _ = six_and_twelve(monthly({"electricity": power(600)}), done(expected=None))
    assert (six.basis, six.resource) == ("missing", "")
    for entry in (done(state=PlanState.STARTED, done_on=None), done(done_on=None)):
        assert follow_ups(entry, [entry], empty) == ()


def test_the_company_s_own_figure_stands_in_place_of_the_bills() -> None:
    bills = monthly({"electricity": power(600)}, electricity="kWh")
    six, twelve = six_and_twelve(bills, done(measured={6: 3000.0}), done(ident=2))
    assert (six.basis, six.saved, six.others) == ("own", 3000.0, ())
    assert six.share == pytest.approx(0.5)
    assert twelve.basis == "plain"


def test_an_own_figure_of_a_measure_that_saves_money_alone_is_money() -> None:
    expected = Expected(money=Range(1200, 1200, 1200), currency="BYN")
    six, _ = six_and_twelve(monthly({}), done(expected=expected, measured={6: 300.0}))
    assert six.resource == ""
    assert six.share == pytest.approx(0.5)


def test_other_measures_on_the_same_bill_are_said_and_expected_too() -> None:
    bills = monthly({"electricity": power(600)}, electricity="kWh")
    others = (
        done(ident=2, yearly=6000, done_on=date(2026, 5, 1)),
        done("water", ident=3),
        done(ident=4, done_on=date(2024, 1, 1)),
        done(ident=5, state=PlanState.STARTED),
        done(ident=6, done_on=date(2026, 12, 1)),
    )
    six, twelve = six_and_twelve(bills, done(), *others)
    assert six.others == (2,)
    assert six.expected is not None
    assert six.expected.typical == pytest.approx(9000)
    assert twelve.others == (2, 6)


def test_all_carriers_of_a_resource_count_but_not_the_meters_within_them() -> None:
    bills = monthly(
        {
            "heat": lambda month: 100.0 if month > DONE_MONTH else 200.0,
            "own_heat": lambda month: 50.0,
        },
        heat="kWh",
        own_heat="kWh",
    )
    six, _ = six_and_twelve(bills, done("heat"))
    assert six.saved == pytest.approx(600)
    meter = series_of("electricity.sub.1", unit="kWh")
    assert meter is not None
    power_bills = monthly({"electricity": power(600)}, electricity="kWh")
    within = MonthlyBills(
        {**power_bills.by_series, meter.id: tuple(Bill(month, 1.0, "kWh") for month in MONTHS)},
        {**power_bills.series, meter.id: meter},
        FACTORS,
        "BY",
    )
    six, _ = six_and_twelve(within, done())
    assert six.saved == pytest.approx(3600)


def test_a_carrier_that_has_ended_holds_nothing_back() -> None:
    bills = monthly(
        {
            "heat": lambda month: 100.0,
            "own_heat": lambda month: 50.0 if month < Month(2025, 4) else None,
        },
        heat="kWh",
        own_heat="kWh",
    )
    six, _ = six_and_twelve(bills, done("heat"))
    assert six.saved == pytest.approx(0)


@given(st.floats(-2000, 3000), st.sampled_from([6, 12]))
def test_what_is_saved_each_month_is_found_whatever_it_is(saved: float, months: int) -> None:
    bills = monthly({"electricity": power(saved), "output_1": made}, output_1="t", electricity="kWh")
    found = next(one for one in follow_ups(done(), [done()], bills) if one.months == months)
    assert found.saved == pytest.approx(saved * months, abs=months)
