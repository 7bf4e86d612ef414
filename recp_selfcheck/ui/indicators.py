"""The company in figures, whatever the checklist: RECP profile, footprint, costs, and how each came about."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.actions.company import Years
from recp_selfcheck.actions.indicators import Indicators, indicators_of
from recp_selfcheck.assessment.recp_profile import Indicator, RecpProfile
from recp_selfcheck.assessment.year_figures import YearFigures
from recp_selfcheck.charts.indicators.contents import profile_chart, value_words
from recp_selfcheck.charts.indicators.sentences import lack_words, unmatched_words
from recp_selfcheck.charts.indicators.words import signed
from recp_selfcheck.i18n import month, text
from recp_selfcheck.i18n.labels import indicator_label
from recp_selfcheck.ui.costs import draw_costs
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.footprint import draw_footprint
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.reader import draw_way, is_own
from recp_selfcheck.ui.use_charts import draw_use_chart


def draw_company_figures(years: Years) -> None:
    """Draw the company's year; only the open tab is worked out and sent."""
    st.header(text("Your company in figures") if is_own() else text("The company in figures"), divider="gray")
    if not years.now.resources.parts and not years.now.resources.refused:
        said = text(
            "Enter yearly totals or monthly bills: then you see here what your energy, water and materials come to."
        )
        st.info(said if is_own() else text("Neither yearly totals nor bills are handed in yet."))
        _draw_ways()
        return
    found = indicators_of(years)
    profile, footprint, costs = st.tabs(
        [text("Use and output"), text("CO₂ footprint"), text("Costs")], on_change="rerun", key="company_figures"
    )
    if profile.open:
        with profile:
            draw_profile(found)
    if footprint.open:
        with footprint:
            draw_footprint(found)
    if costs.open:
        with costs:
            draw_costs(found.costs, years.now.profile.currency)


def draw_profile(found: Indicators) -> None:
    """Draw the RECP profile; without a year to compare with, the figures and what would make the chart appear."""
    profile = _choose_profile(found)
    if profile.compares:
        chart = profile_chart(profile)
        st.subheader(plain(chart.title))
        against = text("{now} against {before}", now=year_words(profile.now), before=year_words(profile.before))
        st.caption(against)
        draw_use_chart(chart, "recp_profile", title=False)
        with st.expander(text("How this came about"), type="compact"):
            _draw_table(profile)
            st.caption(_about())
        _draw_lacks(profile, _names(found.years))
    else:
        st.subheader(text("Twelve indicators of your year") if is_own() else text("Twelve indicators of the year"))
        _draw_table(profile)
        st.caption(_about())
        _draw_lacks(profile, _names(found.years))
        said = text(
            "With bills of a second year, a chart here shows what got better and what got worse: enter the same "
            "twelve months of a year before."
        )
        st.info(said if is_own() else text("Bills of a second year to compare with are not handed in yet."))
    _draw_ways()


def _choose_profile(found: Indicators) -> RecpProfile:
    baseline, before = found.to_baseline, found.to_year_before
    if baseline.before is None or before.before is None or baseline.before.end == before.before.end:
        return baseline if baseline.before is not None else before
    chosen = st.segmented_control(
        text("Compared with"),
        ["baseline", "before"],
        default="baseline",
        required=True,
        format_func=lambda name: {
            "baseline": text("baseline year: {period}", period=year_words(baseline.before)),
            "before": text("year before: {period}", period=year_words(before.before)),
        }[name],
        key="recp_profile_to",
    )
    return before if chosen == "before" else baseline


def year_words(year: YearFigures | None) -> str:
    """Return "12 months up to December 2025", or the year the company names."""
    if year is None:
        return ""
    if year.end is not None:
        return text("12 months up to {month}", month=month(year.end.year, year.end.number))
    return str(year.year or "")


def _heading(year: YearFigures | None) -> str:
    """Return a year in as few words as fit over a column: "up to Dec 2025"."""
    if year is None or year.end is None:
        return year_words(year)
    return text("up to {month}", month=month(year.end.year, year.end.number, short=True))


def _draw_table(profile: RecpProfile) -> None:
    now = _heading(profile.now) or text("Your year") if is_own() else text("The year")
    before = _heading(profile.before)
    rows = []
    for one in _in_order(profile):
        row = {text("Indicator"): indicator_label(one.key)}
        if profile.before is not None:
            row[before] = value_words(one.before, one.unit)
        row[now] = value_words(one.now, one.unit)
        if profile.before is not None:
            row[text("Change")] = signed(one.change) if one.change is not None else "–"
        rows.append(row)
    draw_table(rows)


def _in_order(profile: RecpProfile) -> list[Indicator]:
    pairs = [one for pair in profile.pairs for one in pair]
    return [profile.indicators["output"], *pairs]


def _about() -> str:
    return text(
        "Energy: electricity, heat and fuels at net calorific value, without the fuel of vehicles; emissions count "
        "that too. Other products count by the factor you gave. A year with a gap is no year: nothing is extrapolated."
    )


def _draw_lacks(profile: RecpProfile, names: Mapping[str, str]) -> None:
    """Say of each figure that is missing what it lacks, once."""
    said: dict[str, list[str]] = {}
    for one in _in_order(profile):
        if one.kind in ("absolute", "output"):
            for sentence in _lacks_of(one, year_words(profile.before), names):
                said.setdefault(sentence, []).append(indicator_label(one.key))
    if said:
        st.markdown(f"**{text('Not known yet')}**")
        st.markdown("\n".join(f"- {_of_words(of, sentence)}{plain(sentence)}" for sentence, of in said.items()))


def _of_words(indicators: list[str], sentence: str) -> str:
    """Name the indicators a sentence is about, unless it begins with that name."""
    if len(indicators) == 1 and sentence.startswith(indicators[0]):
        return ""
    return f"{', '.join(indicators)}. "


def _lacks_of(one: Indicator, before: str, names: Mapping[str, str]) -> list[str]:
    if one.lacking:
        return [lack_words(lack) for lack in one.lacking]
    found = [text("{period}: {lack}", period=before, lack=lack_words(lack)) for lack in one.lacking_before]
    return [*found, *([unmatched_words(one.unmatched, names)] if one.unmatched else [])]


def _names(years: Years) -> dict[str, str]:
    return {ident: one.name for ident, one in years.bills.series.items()}


def _draw_ways() -> None:
    draw_way("bills", text("Enter bills"), ":material/edit:")
    draw_way("company", text("Yearly totals"), ":material/edit:")
