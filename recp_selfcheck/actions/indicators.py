"""The RECP indicators, the footprint and the costs of a company's reporting year."""

from __future__ import annotations

from dataclasses import dataclass

from recp_selfcheck.actions import content
from recp_selfcheck.actions.company import Year, Years, read_years
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.costs import CostView, costs
from recp_selfcheck.assessment.emissions import Footprint, footprint
from recp_selfcheck.assessment.recp_profile import RecpProfile, recp_profile
from recp_selfcheck.assessment.year_figures import YearFigures, year_figures


@dataclass(frozen=True, slots=True)
class Indicators:
    """A company's reporting year in indicators: beside the baseline year and beside the year before, as far as known.

    Where there is no such year, its profile has nothing to compare with. The grid factor of all years is that of the
    reporting year.
    """

    years: Years
    footprint: Footprint
    costs: CostView
    to_baseline: RecpProfile
    to_year_before: RecpProfile

    @property
    def now(self) -> YearFigures:
        """The figures of the reporting year."""
        return self.to_baseline.now


def read_indicators(session: Session) -> Indicators:
    """Return the indicators of the company of the session."""
    return indicators_of(read_years(session))


def indicators_of(years: Years) -> Indicators:
    """Work out the indicators of years already read."""
    of_year = years.now.profile.year
    now = _figures(years.now, of_year)
    baseline, before = (None if year is None else _figures(year, of_year) for year in (years.baseline, years.before))
    return Indicators(
        years=years,
        footprint=_footprint(years.now, of_year),
        costs=costs(years.now.resources),
        to_baseline=recp_profile(now, baseline),
        to_year_before=recp_profile(now, before),
    )


def _figures(year: Year, of_year: int | None) -> YearFigures:
    return year_figures(year.profile, year.resources, year.billed, _footprint(year, of_year))


def _footprint(year: Year, of_year: int | None) -> Footprint:
    figures = content.figures()
    return footprint(year.resources, figures.factors, year.profile.country, of_year, figures.gwp)
