"""What a chart says: its one-sentence finding, and the text read aloud instead of the picture."""

from __future__ import annotations

from collections.abc import Sequence

from recp_selfcheck.assessment.scoring import displayed
from recp_selfcheck.charts.data import Bullet, GapBars, GapRow, History, ScoredRow, SectionBars
from recp_selfcheck.i18n import amount, between, mark, number, text

_POSITIONS = {
    "best_quarter": mark("best quarter", context="position"),
    "middle": mark("middle half", context="position"),
    "poor_quarter": mark("worst quarter", context="position"),
    "below_range": mark("better than usual", context="position"),
    "in_range": mark("as usual", context="position"),
    "above_range": mark("worse than usual", context="position"),
    "check_data": mark("check the figures", context="position"),
    "context": mark("for orientation only", context="position"),
    "no_peer_group": mark("nothing to compare with", context="position"),
}
_FINDINGS = {
    "best_quarter": mark("You use {own}: among the best quarter, typical is {typical}."),
    "middle": mark("You use {own}: among the middle half, typical is {typical}."),
    "poor_quarter": mark("You use {own}: among the worst quarter, typical is {typical}."),
    "below_range": mark("You use {own}: less than is usual."),
    "in_range": mark("You use {own}: about as much as is usual."),
    "above_range": mark("You use {own}: more than is usual."),
    "check_data": mark("{own} is hardly possible here: check the amount, its unit and the output."),
    "context": mark("You use {own}. The figure beside it is for orientation only."),
    "no_peer_group": mark("You use {own}. There is no fair comparison yet."),
}
_MOST_NAMED = 5  # in a text read aloud
_MOST_OF_IT = 0.6  # of the loss: then one section is the news


def position_word(position: str) -> str:
    """Return a benchmark position in two or three words."""
    return text(_POSITIONS[position], context="position") if position in _POSITIONS else position


def gap_finding(rows: Sequence[GapRow]) -> str:
    """Say where most points are lost."""
    by_group: dict[str, float] = {}
    for row in rows:
        if row.loss > 0:
            by_group[row.group] = by_group.get(row.group, 0.0) + row.loss
    if not by_group:
        return text("No points are lost in what could be rated.")
    first, *rest = sorted(by_group, key=lambda group: -by_group[group])
    if not rest or by_group[first] >= _MOST_OF_IT * sum(by_group.values()):
        return text("Most points are lost here: {section}.", section=first)
    return text("Most points are lost here: {first}; {second}.", first=first, second=rest[0])


def bullet_finding(chart: Bullet) -> str:
    """Say how an intensity stands beside its benchmark."""
    if chart.own is None:
        return text("Your own figure is missing: fill in the yearly amount and the output.")
    own = amount(chart.own, chart.unit)
    if chart.position in {"best_quarter", "middle", "poor_quarter"} and chart.typical is None:
        return f"{own}: {position_word(chart.position)}."
    if not chart.addressed:
        said = f"{own}: {position_word(chart.position)}"
        return said if chart.typical is None else f"{said}, {text('typical')} {number(chart.typical)}"
    values = {"own": own}
    if chart.position in {"best_quarter", "middle", "poor_quarter"}:
        values["typical"] = number(chart.typical)
    said = text(_FINDINGS.get(chart.position, _FINDINGS["context"]), **values)
    return said.replace("..", ".")  # a unit may end in a full stop of its own: "м³/чел."


def section_finding(rows: Sequence[ScoredRow]) -> str:
    """Say which section stands lowest and which highest."""
    rated = sorted((row for row in rows if row.score is not None), key=lambda row: row.score or 0)
    if not rated:
        return text("No section has a score yet.")
    low, high = rated[0], rated[-1]
    if len(rated) == 1 or displayed(low.score or 0) == displayed(high.score or 0):
        return text("{section}: {score} of 100.", section=low.label, score=displayed(low.score or 0))
    return text(
        "Lowest: {low} ({low_score} of 100). Highest: {high} ({high_score}).",
        low=low.label,
        low_score=displayed(low.score or 0),
        high=high.label,
        high_score=displayed(high.score or 0),
    )


def history_finding(rows: Sequence[ScoredRow]) -> str:
    """Say how the score moved since the first time."""
    rated = [row for row in rows if row.score is not None]
    if len(rated) < 2:  # noqa: PLR2004 - a change needs two
        return text("The first time: the next hand-in will show what changed.")
    first, last = displayed(rated[0].score or 0), displayed(rated[-1].score or 0)
    since = rated[0].label
    if last > first:
        return text("Up from {first} to {last} of 100 since {date}.", first=first, last=last, date=since)
    if last < first:
        return text("Down from {first} to {last} of 100 since {date}.", first=first, last=last, date=since)
    return text("Unchanged at {last} of 100 since {date}.", last=last, date=since)


def score_words(row: ScoredRow) -> str:
    """Return "46 (41–53)", a provisional one with the word, the range alone without a score."""
    if row.low is None or row.high is None:
        return text("does not apply")
    low, high = displayed(row.low), displayed(row.high)
    span = str(low) if low == high else f"{low}–{high}"
    if row.score is None:
        return text("not rated yet ({span})", span=span)
    score = str(displayed(row.score)) if low == high else f"{displayed(row.score)} ({span})"
    return text("{score}, provisional", score=score) if row.provisional else score


def gap_words(row: GapRow) -> str:
    """Return "9,1 of 12": points lost of those the question carries."""
    return text("{loss} of {worth}", loss=number(row.loss, 2), worth=number(row.worth, 2))


def gap_note() -> str:
    """Say what the two lengths of a gap bar are."""
    return text("Coloured: points you lose. Grey: points the question carries.")


def alt(chart: GapBars | Bullet | SectionBars | History) -> str:
    """Return what is read aloud instead of the picture: the finding and the first values."""
    if isinstance(chart, Bullet):
        marks = [
            text("{name}: {value}", name=name, value=amount(value, chart.unit))
            for name, value in bullet_marks(chart)
            if value is not None
        ]
        return " ".join([chart.label + ".", chart.finding or bullet_finding(chart), *(f"{part}." for part in marks)])
    if isinstance(chart, GapBars):
        finding = chart.finding or gap_finding(chart.rows)
        parts = [f"{row.label} {gap_words(row)}" for row in chart.worst_first[:_MOST_NAMED]]
    else:
        worded = section_finding if isinstance(chart, SectionBars) else history_finding
        finding = chart.finding or worded(chart.rows)
        rows = chart.worst_first if isinstance(chart, SectionBars) else chart.rows
        parts = [f"{row.label} {score_words(row)}" for row in rows[:_MOST_NAMED]]
    return " ".join([finding, "; ".join(parts)]).strip()


def bullet_marks(chart: Bullet) -> tuple[tuple[str, float | None], ...]:
    """Return the benchmark's marks with their names, from low to high."""
    if chart.kind == "range":
        return (text("usual from"), chart.low), (text("typical"), chart.typical), (text("usual up to"), chart.high)
    if chart.kind == "point":
        return ((text("typical"), chart.typical),)
    return (
        (text("best quarter up to"), chart.low),
        (text("typical"), chart.typical),
        (text("worst quarter from"), chart.high),
    )


def own_words(chart: Bullet) -> str:
    """Return "you 338 · worst quarter"; where nothing is judged, the figure alone."""
    said = text("you {own}", own=number(chart.own)) if chart.addressed else number(chart.own)
    return said if chart.position in {"context", "no_peer_group"} else f"{said} · {position_word(chart.position)}"


def mark_words(chart: Bullet) -> str:
    """Return the benchmark's marks in one line."""
    if chart.kind == "range" and chart.low is not None and chart.high is not None:
        return text("usual {range}", range=between(chart.low, chart.high, chart.unit))
    return " · ".join(f"{name} {number(value)}" for name, value in bullet_marks(chart) if value is not None)
