"""The company: its profile, its facts, its yearly figures and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.fields import TOTAL, accept_company_field, carrier_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import company_cells, facts_in
from recp_selfcheck.assessment import benchmarks, doubts, indicators
from recp_selfcheck.assessment.benchmarks import Comparison
from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.indicators import Intensity, Resources
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import companies, database
from recp_selfcheck.storage.cells import Cell


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
    """A company's year and everything that follows from its profile: consumption, intensities, comparisons, doubts."""

    profile: Profile
    resources: Resources
    intensities: tuple[Intensity, ...]
    comparisons: tuple[Comparison, ...]
    doubts: tuple[Doubt, ...]


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
    """Return the company's year; without yearly totals its consumption is empty."""
    return year_of(read_company(session).profile)


def year_of(profile: Profile) -> Year:
    """Work out what follows from a profile, with the shipped reference figures."""
    figures = content.figures()
    used = indicators.resources(profile.totals, figures.factors, profile.country)
    return Year(
        profile=profile,
        resources=used,
        intensities=indicators.intensities(profile, used),
        comparisons=benchmarks.compare_all(profile, used, figures),
        doubts=doubts.profile_doubts(profile, figures, used),
    )


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
                    carrier.id, total["amount"], total.get("unit", ""), total.get("cost"), total.get("name", "")
                )
            )
    return found


def _place(key: str) -> tuple[str, int]:
    """Sort `total.material.10` after `total.material.9`."""
    _total, carrier, *number = key.split(".")
    return carrier, int(number[0]) if number and number[0].isdecimal() else 0
