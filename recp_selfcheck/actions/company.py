"""The company: its profile, its facts, its yearly figures and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from recp_selfcheck.actions import content, own_figures
from recp_selfcheck.actions.bills import Bills, bills_of
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.fields import EXPLAINED, TOTAL, accept_company_field, carrier_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import company_cells, facts_in
from recp_selfcheck.assessment import benchmarks, doubts, indicators
from recp_selfcheck.assessment.benchmarks import Comparison
from recp_selfcheck.assessment.bill_doubts import bill_doubts, typed_doubts
from recp_selfcheck.assessment.bill_year import BilledYear, apply_bills, reporting_end
from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.explained import Explanation, with_explanations
from recp_selfcheck.assessment.indicators import Intensity, Resources
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import companies, database
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Company:
    """A company as stored.

    `cells` are by key, cleared ones too; `profile` is what they say; `saved_at` is the latest of them.
    """

    id: int
    profile: Profile
    cells: Mapping[str, Cell]
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Year:
    """A company's year and everything that follows from its profile: consumption, intensities, comparisons, doubts.

    Where twelve months of bills are complete, they stand in `profile` in place of what was typed; `billed` says which,
    None while there is no bill at all. `doubts` are about the profile, `bill_doubts` about the bills.
    """

    profile: Profile
    resources: Resources
    intensities: tuple[Intensity, ...]
    comparisons: tuple[Comparison, ...]
    doubts: tuple[Doubt, ...]
    billed: BilledYear | None = None
    bill_doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Years:
    """The reporting year, the twelve months before it, and the baseline year.

    The last two rest on bills alone and are None without a complete series of them. Where the company chose no baseline
    year, it is the year before.
    """

    now: Year
    before: Year | None
    baseline: Year | None
    bills: Bills


def read_company(session: Session) -> Company:
    """Return the company of the session."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        cells = company_cells(connection, session.company_id)
    saved_at = max((cell.at for cell in cells.values()), default=None)
    return Company(session.company_id, profile_of(cells), cells, saved_at)


def save_field(session: Session, key: str, raw: Any, seen_version: int) -> Cell:
    """Store one field of the company and return it as stored; `raw` None clears it.

    The same value changes nothing; a version other than the one seen raises Conflict with the stored cell, bad input
    AnswerMistakes; then nothing is changed. `fields.accept_company_field` lists the keys. A total or the output may be
    given part by part: it counts once it has an amount, and without a unit it makes its resource incomplete.
    """
    moment = now()
    value = accept_company_field(key, raw, moment.date())
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        if key.startswith(own_figures.SHARE):
            own_figures.check_beside(company_cells(connection, session.company_id), key, value)
        return stored_cells.save(
            connection,
            stored_cells.COMPANY_FIELDS,
            session.company_id,
            (key,),
            value,
            seen_version=seen_version,
            person_id=person.id,
            by=person.name,
            at=moment,
        )


def year(session: Session) -> Year:
    """Return the company's reporting year; without bills and yearly totals its consumption is empty."""
    return read_years(session).now


def baseline_year(session: Session) -> Year | None:
    """Return the company's baseline year, None where no bills of it are complete."""
    return read_years(session).baseline


def read_years(session: Session) -> Years:
    """Return the company's reporting year, the year before and the baseline year."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        cells = company_cells(connection, session.company_id)
        return years_in(connection, session.company_id, cells)


def years_in(connection: Connection, company_id: int, cells: Mapping[str, Cell]) -> Years:
    """Return a company's years while a transaction runs; `cells` are its profile's."""
    return years_from(profile_of(cells), bills_of(connection, company_id, cells), cells)


def years_from(profile: Profile, bills: Bills, cells: Mapping[str, Cell]) -> Years:
    """Work out a company's years; `cells` say which twelve months count and what the company explained."""
    explained = explained_in(cells)
    end = reporting_end(bills.by_series, bills.series, _month(cells, "reporting_end"))
    if end is None:
        return Years(_explained(year_of(profile), explained), None, None, bills)
    before = end.plus(-MONTHS_A_YEAR)
    chosen = _month(cells, "baseline_end")
    year_before = _of_bills_alone(profile, bills, before)
    baseline = year_before if chosen in (None, before) else _of_bills_alone(profile, bills, chosen)
    billed = apply_bills(profile, bills.by_series, bills.series, end, content.figures().factors)
    found = bill_doubts(
        bills.series,
        bills.by_series,
        content.figures(),
        billed,
        before=year_before.billed if year_before else None,
        explained=explained,
    )
    this_year = replace(_explained(year_of(profile, billed), explained), bill_doubts=found)
    return Years(this_year, year_before, baseline, bills)


def year_of(profile: Profile, billed: BilledYear | None = None) -> Year:
    """Work out what follows from a profile, or from its year of bills, with the shipped reference figures."""
    figures = content.figures()
    profile = billed.profile if billed else profile
    used = indicators.resources(profile.totals, figures.factors, profile.country)
    main_share = billed.output.main_share if billed else 1.0
    found = doubts.profile_doubts(profile, figures, used, billed=billed.idents if billed else ())
    return Year(
        profile=profile,
        resources=used,
        intensities=indicators.intensities(profile, used),
        comparisons=benchmarks.compare_all(profile, used, figures, main_share=main_share),
        doubts=(*found, *typed_doubts(billed)) if billed else found,
        billed=billed,
    )


def _of_bills_alone(profile: Profile, bills: Bills, end: Month) -> Year | None:
    """Return a year of bills without anything typed: that belongs to the reporting year."""
    bare = replace(profile, totals=(), output_amount=None, output_unit="", year=end.year)
    billed = apply_bills(bare, bills.by_series, bills.series, end, content.figures().factors)
    return year_of(bare, billed) if billed.year.complete else None


def _explained(found: Year, explained: Mapping[str, Explanation]) -> Year:
    return replace(found, doubts=with_explanations(found.doubts, explained))


def explained_in(cells: Mapping[str, Cell]) -> dict[str, Explanation]:
    """Return what the company explained, by the key of the doubt."""
    return {
        key.removeprefix(EXPLAINED): Explanation(cell.value["text"], cell.value.get("seen"))
        for key, cell in cells.items()
        if key.startswith(EXPLAINED) and cell.value is not None
    }


def _month(cells: Mapping[str, Cell], key: str) -> Month | None:
    cell = cells.get(key)
    return Month.read(cell.value) if cell is not None and cell.value is not None else None


def profile_of(cells: Mapping[str, Cell]) -> Profile:
    """Return the profile that a company's cells add up to; a total without unit is in it, and refused later."""
    given = {key: cell.value for key, cell in cells.items() if cell.value is not None}
    output = given.get("output", {})
    return Profile(
        name=given.get("name", ""),
        country=given.get("country", ""),
        nace=given.get("nace", ""),
        currency=given.get("currency", ""),
        year=given.get("year"),
        employees=given.get("employees"),
        floor_area=given.get("floor_area"),
        product=given.get("product", ""),
        output_amount=output.get("amount"),
        output_unit=output.get("unit", ""),
        totals=tuple(_totals(given)),
        facts=facts_in(cells, content.content().site.questions.values()),
        about=given.get("about", ""),
    )


def _totals(given: Mapping[str, Any]) -> list[YearlyTotal]:
    found = []
    for key in sorted((key for key in given if key.startswith(TOTAL)), key=_place):
        carrier, total = carrier_of(key), given[key]
        if carrier is not None and "amount" in total:
            found.append(
                YearlyTotal(
                    carrier.id,
                    total["amount"],
                    total.get("unit", ""),
                    total.get("cost"),
                    total.get("name", ""),
                    key.removeprefix(TOTAL),
                )
            )
    return found


def _place(key: str) -> tuple[str, int]:
    """Sort `total.material.10` after `total.material.9`."""
    _total, carrier, *number = key.split(".")
    return carrier, int(number[0]) if number and number[0].isdecimal() else 0
