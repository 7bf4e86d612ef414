"""Chart data as the pages make them, and Hypothesis strategies for the like with any text and number."""

from __future__ import annotations

from hypothesis import strategies as st

from recp_selfcheck.charts.data import Bullet, GapBars, GapRow, History, ScoredRow, SectionBars

GAPS = GapBars(
    (
        GapRow("Светодиоды?", "Освещение", 2.2, 60, 0.055, "led"),
        GapRow("Как находят и устраняют утечки сжатого воздуха?", "Сжатый воздух", 9.1, 0, 0.091, "leaks"),
        GapRow("Есть ли учёт?", "Учёт", 0, 100, 0.2, "meters"),
        GapRow("Возвращается ли конденсат?", "Пар и конденсат", 6, 50, 0.12, "condensate"),
    )
)
SECTIONS = SectionBars(
    (
        ScoredRow("Освещение", 80, 30, 90, provisional=True, id="light"),
        ScoredRow("Холод", None, 0, 100, id="cold"),
        ScoredRow("Сжатый воздух", 12, 12, 12, id="air"),
    )
)
HISTORY = History((ScoredRow("12 марта", 38, 30, 52, provisional=True), ScoredRow("3 июня", 46, 41, 53)))
BREAD = Bullet("Электроэнергия", "kWh/t", 337.6, 179, 237, 326, "quartiles", "poor_quarter")

labels = st.one_of(
    st.text(max_size=120),
    st.sampled_from(
        ["<b>bold</b>", "&lt;b&gt;", "$x^2$", "%{x} %{customdata}", "</svg><script>", "a\"b'c", "]]>", "\u202eabc"]
    ),
)
scores = st.floats(0, 100)


@st.composite
def scored_rows(draw: st.DrawFn) -> ScoredRow:
    low, score, high = sorted(draw(st.tuples(scores, scores, scores)))
    kind = draw(st.sampled_from(["rated", "unknown", "nothing"]))
    label = draw(labels)
    if kind == "nothing":
        return ScoredRow(label, None, None, None)
    return ScoredRow(label, score if kind == "rated" else None, low, high, provisional=draw(st.booleans()))


gap_rows = st.builds(GapRow, labels, labels, st.floats(0, 100), scores, st.floats(0, 1))
gap_bars = st.builds(GapBars, st.lists(gap_rows, max_size=12).map(tuple))
section_bars = st.builds(SectionBars, st.lists(scored_rows(), max_size=10).map(tuple))
histories = st.builds(History, st.lists(scored_rows(), max_size=12).map(tuple))


@st.composite
def bullets(draw: st.DrawFn) -> Bullet:
    figures = st.one_of(st.none(), st.floats(0, 1e9))
    low, typical, high = draw(st.tuples(figures, figures, figures))
    marks = iter(sorted(mark for mark in (low, typical, high) if mark is not None))
    low, typical, high = (None if mark is None else next(marks) for mark in (low, typical, high))
    return Bullet(
        label=draw(labels),
        unit=draw(st.sampled_from(["kWh/t", "m3/t", "percent", ""])),
        own=draw(figures),
        low=low,
        typical=typical,
        high=high,
        kind=draw(st.sampled_from(["quartiles", "range", "point"])),
        position=draw(st.sampled_from(["best_quarter", "middle", "poor_quarter", "in_range", "check_data", "context"])),
        source=draw(labels),
    )
