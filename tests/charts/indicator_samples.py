"""Chart data of use and cost as the pages make them, and Hypothesis strategies for the like."""

from __future__ import annotations

from hypothesis import strategies as st

from recp_selfcheck.charts.indicators.data import (
    Change,
    CostBars,
    CostRow,
    Cusum,
    ExpectedLines,
    ExpectedMonth,
    ProfileBars,
    ProfileRow,
    Trend,
    TrendMonth,
)
from tests.charts.samples import labels

PROFILE = ProfileBars(
    (
        ProfileRow(
            "Энергия",
            Change("Энергия", -10, "better", "1 ГВт·ч → 0,9 ГВт·ч"),
            Change("Выпуск на МВт·ч энергии", 16.67, "better"),
        ),
        ProfileRow("Вода", Change("Вода", 8, "worse"), Change("Выпуск на м³ воды", -2.8, "worse")),
        ProfileRow("Отходы", Change("Отходы", None), Change("Отходы на единицу выпуска", None)),
        ProfileRow("Выпуск", Change("Выпуск", 5, "neutral")),
    )
)
TREND = Trend(
    "Электроэнергия",
    "MWh",
    tuple(
        TrendMonth(f"м{place}", None if place == 3 else 90.0 + place, 100.0, f"месяц {place}") for place in range(12)
    ),
)
MONTHS = tuple(
    ExpectedMonth(f"июн. {2024 + place // 12}", 100.0 + place, 104.0, cusum, f"месяц {place}")
    for place, cusum in enumerate([4.0, 9, 15, 22, 30, 24, 17, 11, 6, 3, 1, 0])
)
EXPECTED = ExpectedLines("Энергия", "MWh", MONTHS)
CUSUM = Cusum("Энергия", "MWh", MONTHS, turn=4)
COSTS = CostBars(
    (
        CostRow("Материалы", 1_200_000, 0.65),
        CostRow("Электроэнергия", 300_000, 0.16),
        CostRow("Отходы", 0, 0, "без: стружка"),
    ),
    "BYN",
    (CostRow("Вода, ушедшая в сток", 150_000, 0.08),),
)
ALL = (PROFILE, TREND, EXPECTED, CUSUM, COSTS)
EMPTY = (
    ProfileBars(()),
    Trend("a", "kWh", ()),
    ExpectedLines("a", "kWh", ()),
    Cusum("a", "kWh", ()),
    CostBars((), "BYN"),
)

amounts = st.floats(-1e9, 1e12)
kinds = st.sampled_from(["better", "worse", "same", "neutral", "unknown"])
changes = st.builds(Change, labels, st.one_of(st.none(), st.floats(-100, 1e6)), kinds, labels)
profiles = st.builds(
    ProfileBars,
    st.lists(st.builds(ProfileRow, labels, changes, st.one_of(st.none(), changes)), max_size=8).map(tuple),
)
trends = st.builds(
    Trend,
    labels,
    st.sampled_from(["kWh", "m3", ""]),
    st.lists(
        st.builds(TrendMonth, labels, st.one_of(st.none(), amounts), st.one_of(st.none(), amounts), labels), max_size=12
    ).map(tuple),
)
expected_months = st.lists(st.builds(ExpectedMonth, labels, amounts, amounts, amounts, labels), max_size=36).map(tuple)
lines = st.builds(ExpectedLines, labels, st.just("MWh"), expected_months)


@st.composite
def cusums(draw: st.DrawFn) -> Cusum:
    months = draw(expected_months)
    turn = draw(st.one_of(st.none(), st.integers(0, len(months) - 1))) if months else None
    return Cusum(draw(labels), "MWh", months, turn)


cost_rows = st.lists(
    st.builds(CostRow, labels, st.floats(0, 1e12), st.one_of(st.none(), st.floats(0, 1)), labels), max_size=8
).map(tuple)
costs = st.builds(CostBars, cost_rows, st.just("BYN"), cost_rows)
anything = st.one_of(profiles, trends, lines, cusums(), costs)
