"""Everything known of a company, gathered for a report, a workbook or a printed checklist; changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import Years, profile_of, years_in
from recp_selfcheck.actions.company_reading import accepted
from recp_selfcheck.actions.follow_ups import follow_ups_of
from recp_selfcheck.actions.indicators import indicators_of
from recp_selfcheck.actions.opportunities import Improvements, improvements_of
from recp_selfcheck.actions.own_figures import own_figures_in
from recp_selfcheck.actions.plan import plan_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import Submission, all_begun, company_cells, facts_in, read
from recp_selfcheck.assessment import scoring
from recp_selfcheck.assessment.answers import AnswerSheet
from recp_selfcheck.assessment.plan import PlanEntry, rejected_measures
from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.reports.findings import Checked, Findings
from recp_selfcheck.reports.sheet import Printed
from recp_selfcheck.storage import database, receipts, reviews, submissions
from recp_selfcheck.storage.reviews import Decision


def gather(session: Session, language: str, zone: str = "") -> Findings:
    """Return everything a report says something about, contents in `language`, checklists in the shipped order."""
    with database.reading() as connection:
        for permission in (Permission.READ_COMPANY, Permission.READ_SUBMISSION):
            check(connection, session, permission, session.company)
        cells = company_cells(connection, session.company_id)
        begun = all_begun(connection, session.company_id, cells)
        years = years_in(connection, session.company_id, cells)
        plan = plan_of(connection, session.company_id, cells)
        decided = {one.id: reviews.decisions(connection, one.id) for one in begun if one.state == State.ACCEPTED}
        done = [entry.id for entry in plan.entries if entry.done_on is not None]
        saved = follow_ups_of(connection, session.company_id, cells, plan.entries, done)
    rejected = rejected_measures(own_figures_in(cells).rejected, plan.entries)
    improvements = improvements_of(begun, years.now, cells, rejected)
    checked = tuple(_reviewed(one, decided.get(one.id, ()), language) for one in begun)
    return replace(
        findings_of(checked, years, improvements, plan.entries, language=language, zone=zone), follow_ups=saved
    )


def findings_of(
    checked: tuple[Checked, ...],
    years: Years,
    improvements: Improvements,
    plan: tuple[PlanEntry, ...],
    *,
    language: str,
    zone: str,
) -> Findings:
    """Put together what a report says something about, from what was read already."""
    year, indicators = years.now, indicators_of(years)
    answered = {done.checklist.id for done in checked if done.sheet.answers}
    return Findings(
        made_at=now(),
        zone=zone,
        profile=year.profile,
        resources=year.resources,
        intensities=year.intensities,
        comparisons=year.comparisons,
        doubts=(*year.doubts, *year.bill_doubts),
        billed=year.billed,
        footprint=indicators.footprint,
        costs=indicators.costs,
        recp=indicators.to_baseline,
        checked=checked,
        waiting=tuple(
            content.translated_checklist(checklist, language).checklist.title
            for name, checklist in content.content().checklists.items()
            if name not in answered
        ),
        ranking=improvements.opportunities,
        co2=improvements.co2,
        plan=plan,
        bills=years.bills.by_series,
        series=years.bills.series,
        library=content.translated_library(language),
        figures=content.figures(),
    )


def frozen_copies(session: Session) -> list[tuple[str, Mapping[str, Any]]]:
    """Return every receipt of the company as it was frozen, by a name for its file."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_SUBMISSION, session.company)
        return [
            (f"{receipt.checklist}-{receipt.round}-{receipt.at:%Y%m%dT%H%M%SZ}-{receipt.sha256[:8]}", receipt.copy)
            for checklist in content.content().checklists
            for receipt in receipts.of_company(connection, session.company_id, checklist)
        ]


def printed(session: Session, checklist_id: str, language: str) -> Printed:
    """Return a shipped checklist to print, in `language`, with the answers of the latest round where there is one.

    Nothing is begun by printing; NotFound for a checklist that is not shipped.
    """
    shipped = content.content().checklists.get(checklist_id)
    if shipped is None:
        raise NotFound(f"checklist {checklist_id}")
    with database.reading() as connection:
        check(connection, session, Permission.READ_SUBMISSION, session.company)
        cells = company_cells(connection, session.company_id)
        row = submissions.current(connection, session.company_id, checklist_id)
        submission = read(connection, row, cells) if row else None
    done = checked_of(submission, language) if submission else None
    sheet = AnswerSheet(facts=facts_in(cells, shipped.facts))
    return Printed(
        checklist=done.checklist if done else content.translated_checklist(shipped, language).checklist,
        company=profile_of(cells).name,
        sheet=done.sheet if done else sheet,
        evidence=done.evidence if done else {},
        notes=done.notes if done else {},
    )


def _reviewed(submission: Submission, decisions: Sequence[Decision], language: str) -> Checked:
    """Return a checklist as a report shows it; of an accepted one the answers that company and trainer agreed on."""
    if not decisions:
        return checked_of(submission, language)
    decision, counted = decisions[-1], accepted(submission, (), decisions[-1]).counted
    return replace(checked_of(counted, language), reviewer=decision.by, reviewed_at=decision.at)


def checked_of(submission: Submission, language: str) -> Checked:
    """Return a checklist as a report shows it."""
    receipt = submission.receipt if not submission.editable else None
    said = {
        field: {key: cell.value for (key, of), cell in submission.cells.items() if of == field and cell.value}
        for field in ("evidence", "note")
    }
    return Checked(
        checklist=content.translated_checklist(submission.checklist, language).checklist,
        card=scoring.score(submission.checklist, submission.sheet),
        sheet=submission.sheet,
        state=State(submission.state),
        evidence=said["evidence"],
        notes=said["note"],
        saved_at=submission.saved_at,
        handed_in=receipt.at if receipt else None,
        handed_in_by=receipt.by if receipt else "",
    )
