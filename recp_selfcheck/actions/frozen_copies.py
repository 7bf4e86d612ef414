"""What frozen copies add up to: a checklist, a year and a plan as they were handed in, with nothing of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from recp_selfcheck.actions.bills import Bills, bills_in
from recp_selfcheck.actions.company import Years, profile_of, years_from
from recp_selfcheck.actions.fields import SERIES, TOTAL, carrier_of
from recp_selfcheck.actions.own_figures import REJECTED, own_figures_in
from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.actions.plan_fields import entry_of
from recp_selfcheck.actions.submission import Submission
from recp_selfcheck.assessment.answers import read_answers
from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.assessment.plan import joined
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.parts import HandedInPart
from recp_selfcheck.storage.plan import EntryRow
from recp_selfcheck.storage.receipts import Receipt
from recp_selfcheck.storage.submissions import SubmissionRow

_MONTHS: Final = ("reporting_end", "baseline_end")
"""Fields of the company that say which months of its bills count, beside those of each series."""


def cells_of(company: Mapping[str, Any], at: datetime, by: str) -> dict[str, Cell]:
    """Return the company's fields of a frozen copy as cells."""
    return {key: Cell(value, 1, at, by) for key, value in company.items()}


def submission_of(row: SubmissionRow, receipt: Receipt, checklist: Checklist | None) -> Submission:
    """Return a submission as a receipt holds it; `checklist` spares reading its own where that has the same rules."""
    copy = receipt.copy
    if checklist is None or checklist.hash != receipt.hash or checklist.version != receipt.version:
        checklist = Checklist.model_validate(copy["checklist"])
    cells = {
        (question, field): Cell(value, 1, receipt.at, receipt.by)
        for field, part in (("evidence", "evidence"), ("note", "notes"))
        for question, value in copy[part].items()
    }
    return Submission(
        id=row.id,
        company_id=row.company_id,
        checklist=checklist,
        state=row.state,
        round=row.round,
        sheet=read_answers(checklist, {**copy["facts"], **copy["answers"]}),
        cells=cells,
        saved_at=receipt.at,
        previous={},
        receipt=receipt,
    )


def bills_of_part(part: HandedInPart) -> Bills:
    """Return handed-in bills, each series as it was set up then."""
    cells = {
        (one["series"], one["month"], one["field"]): Cell(one["value"], 1, part.at, part.by)
        for one in part.copy["bills"]
    }
    return bills_in(part.company_id, cells, cells_of(part.copy["company"], part.at, part.by))


def years_of_part(part: HandedInPart) -> Years:
    """Return what handed-in bills say, beside the profile as it was frozen with them."""
    cells = cells_of(part.copy["company"], part.at, part.by)
    return years_from(profile_of(cells), bills_of_part(part), cells)


def years_of(company_id: int, receipt: Receipt | None, part: HandedInPart | None) -> Years:
    """Return the years as they were handed in: with the newest checklist, with the bills, or both.

    Bills that were handed in count where twelve months of them are complete, everything else as the newer of the two
    froze it. Without both the years are empty.
    """
    if receipt is None or (part is not None and part.at > receipt.at):
        return years_of_part(part) if part else years_from(Profile(), bills_in(company_id, {}, {}), {})
    cells = cells_of(receipt.copy["company"], receipt.at, receipt.by)
    profile = _with_year(profile_of(cells), receipt.copy.get("year"))
    if part is None:
        return years_from(profile, bills_in(company_id, {}, cells), cells)
    theirs = cells_of(part.copy["company"], part.at, part.by)
    kept = {key: cell for key, cell in cells.items() if not _is_about_bills(key)}
    about = {key: cell for key, cell in theirs.items() if _is_about_bills(key)}
    return years_from(profile, bills_of_part(part), kept | about)


def plan_of_part(part: HandedInPart) -> Plan:
    """Return a handed-in plan; its entries are numbered from 1."""
    company = cells_of(part.copy["company"], part.at, part.by)
    currency = company["currency"].value if "currency" in company else ""
    refused = own_figures_in(company).rejected
    cells = {
        place: {field: Cell(value, 1, part.at, part.by) for field, value in one["fields"].items()}
        for place, one in enumerate(part.copy["plan"], start=1)
    }
    rows = [
        EntryRow(place, part.company_id, one["measure"], part.at)
        for place, one in enumerate(part.copy["plan"], start=1)
    ]
    return Plan(
        company_id=part.company_id,
        entries=tuple(joined(entry_of(row, cells[row.id], currency), refused) for row in rows),
        cells=cells,
        currency=currency,
        rejections={key.removeprefix(REJECTED): cell for key, cell in company.items() if key.startswith(REJECTED)},
        saved_at=part.at,
    )


def _is_about_bills(key: str) -> bool:
    return key in _MONTHS or key.startswith(SERIES)


def _with_year(profile: Profile, year: Mapping[str, Any] | None) -> Profile:
    """Return a profile with the totals and the output a receipt froze; copies of old had no year of their own."""
    if year is None:
        return profile
    output = year["output"] or {"amount": profile.output_amount, "unit": profile.output_unit}
    return replace(
        profile,
        year=int(year["months"]["last"][:4]) if year["months"] else profile.year,
        output_amount=output["amount"],
        output_unit=output["unit"],
        totals=tuple(total for one in year["totals"] if (total := _total(one)) is not None),
    )


def _total(frozen: Mapping[str, Any]) -> YearlyTotal | None:
    carrier = carrier_of(f"{TOTAL}{frozen['series']}")
    if carrier is None:
        return None
    return YearlyTotal(carrier.id, frozen["amount"], frozen["unit"], frozen["cost"], frozen["name"], frozen["series"])
