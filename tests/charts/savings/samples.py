"""Charts of savings as the page makes them, and Hypothesis strategies for the like with any text and number."""

from __future__ import annotations

from hypothesis import strategies as st

from recp_selfcheck.charts.savings.data import (
    AbatementCurve,
    AbatementStep,
    BillBars,
    BillRow,
    PaybackBubbles,
    Saver,
    TogetherBars,
    TogetherRow,
)
from tests.charts.samples import labels

BUBBLES = PaybackBubbles(
    (
        Saver(1, "Утечки", "do_now", 10_249, 0.4, None, "leaks"),
        Saver(2, "Горелка", "do_now", 22_939, 0.2, 147.3, "burner"),
        Saver(3, "Лампы", "plan", 17_682, 3.0, None, "lamps"),
        Saver(4, "Котёл", "study", 5_888, 4.0, 37.8, "boiler"),
        Saver(5, "Никогда", "study", 90, None, 1.0, "never"),
        Saver(6, "Очень долго", "study", 90_000, 40.0, 1.0, "long"),
    ),
    "USD",
)
CURVE = AbatementCurve(
    (
        AbatementStep(4, "Котёл", "study", 37.8, 83, "boiler"),
        AbatementStep(1, "Горелка", "do_now", 147.3, -121, "burner"),
        AbatementStep(7, "Изоляция", "do_now", 4.8, -5_000, "insulation"),
        AbatementStep(9, "Ничего", "do_now", 0.0, -1, "nothing"),
    ),
    "USD",
)
TOGETHER = TogetherBars(
    (
        TogetherRow("Электроэнергия", 15.3, 17.1, 23.3, "1,7 ГВт·ч, а не 1,9 ГВт·ч", "electricity"),
        TogetherRow("Вода", 20.6, 22.6, id="water"),
    )
)
BILLS = BillBars(
    (
        BillRow("Электроэнергия", 800_718, 69_000, 122_000, 218_000, "electricity"),
        BillRow("Вода", 52_286, 6_700, 10_800, 18_000, "water"),
    ),
    "USD",
    2024,
)

places = st.integers(1, 500)
groups = st.sampled_from(["do_now", "plan", "study"])
money = st.floats(-1e12, 1e12)
amounts = st.one_of(st.just(0.0), st.floats(1e-6, 1e9))
savers = st.builds(
    Saver, places, labels, groups, money, st.one_of(st.none(), st.floats(0, 1e6)), st.one_of(st.none(), amounts)
)
steps = st.builds(AbatementStep, places, labels, groups, amounts, money)
bubbles = st.builds(PaybackBubbles, st.lists(savers, max_size=20).map(tuple), st.just("BYN"))
curves = st.builds(AbatementCurve, st.lists(steps, max_size=20).map(tuple), st.just("BYN"))
shares = st.floats(0, 100)
together = st.builds(
    TogetherBars,
    st.lists(
        st.builds(TogetherRow, labels, shares, st.floats(0, 1e4), st.one_of(st.none(), shares), labels), max_size=6
    ).map(tuple),
)


@st.composite
def bill_rows(draw: st.DrawFn) -> BillRow:
    bill = draw(amounts)
    low, saved, high = sorted(draw(st.tuples(*[st.floats(0, 1)] * 3)))
    return BillRow(draw(labels), bill, bill * low, bill * saved, bill * high)


bills = st.builds(BillBars, st.lists(bill_rows(), max_size=6).map(tuple), st.just("BYN"))
