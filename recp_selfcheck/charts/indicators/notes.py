"""The small print that says how a chart of use and cost is read."""

from __future__ import annotations

from recp_selfcheck.charts.indicators.data import Cusum, ExpectedLines, ProfileBars, Trend
from recp_selfcheck.charts.indicators.words import Chart
from recp_selfcheck.i18n import text


def scale_note() -> str:
    """Say how the two halves of the profile are read."""
    return text("Left: the whole year. Right: beside output. To the right of the line more, to the left less.")


def trend_note(chart: Trend) -> str:
    """Say what the bars of a trend are."""
    said = text("Narrow bars: these twelve months.")
    if chart.has_before:
        said += " " + text("Wide pale bars: the year before.")
    if any(month.now is None for month in chart.months):
        said += " " + text("×: no bill.")
    return said


def lines_note() -> str:
    """Say what the lines of a baseline are."""
    return text("Line with dots: actual. Dashed line: expected.")


def cusum_note() -> str:
    """Say how a cumulative sum is read."""
    return text("All differences to the expected use, added up. Rising: more than expected. Falling: less.")


def note(chart: Chart) -> str:
    """Return the small print that says how a chart is read, empty for bars that say it themselves."""
    if isinstance(chart, ProfileBars):
        return scale_note()
    if isinstance(chart, Trend):
        return trend_note(chart)
    if isinstance(chart, ExpectedLines):
        return lines_note()
    return cusum_note() if isinstance(chart, Cusum) else ""


def left_note() -> str:
    """Head the bars of what left again."""
    return text("Of all this, paid for what left again:")
