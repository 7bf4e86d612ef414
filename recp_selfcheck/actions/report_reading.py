"""The report and printed checklists of a company of an own club: from what it handed in or shares."""

from __future__ import annotations

from dataclasses import replace

from recp_selfcheck.actions import content
from recp_selfcheck.actions.company_reading import (
    CompanyReading,
    Shown,
    follow_ups_in,
    improvements_in,
    read_company,
)
from recp_selfcheck.actions.reporting import checked_of, findings_of
from recp_selfcheck.actions.session import Session
from recp_selfcheck.actions.submission import facts_in
from recp_selfcheck.assessment.answers import AnswerSheet
from recp_selfcheck.errors import NotFound
from recp_selfcheck.reports.findings import Checked, Findings
from recp_selfcheck.reports.sheet import Printed


def gather_read(session: Session, company_id: int, language: str, zone: str = "") -> Findings:
    """Return what a report of a company says; taking it away is written down as a look."""
    return findings_in(read_company(session, company_id), language, zone)


def findings_in(reading: CompanyReading, language: str, zone: str = "") -> Findings:
    """Return what a report says of a company that was read already."""
    found = findings_of(
        tuple(_checked(one, language) for one in reading.shown),
        reading.years,
        improvements_in(reading),
        reading.plan.entries if reading.plan else (),
        language=language,
        zone=zone,
    )
    found = replace(found, follow_ups=follow_ups_in(reading))
    return found if found.profile.name else replace(found, profile=replace(found.profile, name=reading.name))


def printed_read(session: Session, company_id: int, checklist_id: str, language: str) -> Printed:
    """Return a checklist to print with the answers a company handed in, blank where it did not.

    NotFound for a checklist that is neither shipped nor handed in.
    """
    reading = read_company(session, company_id)
    shown, shipped = reading.by_checklist.get(checklist_id), content.content().checklists.get(checklist_id)
    if shown is not None:
        done = _checked(shown, language)
        return Printed(done.checklist, reading.name, done.sheet, done.evidence, done.notes)
    if shipped is None:
        raise NotFound(f"checklist {checklist_id}")
    blank = content.translated_checklist(shipped, language).checklist
    return Printed(blank, reading.name, AnswerSheet(facts=facts_in(reading.cells, shipped.facts)), {}, {})


def _checked(one: Shown, language: str) -> Checked:
    """Return a checklist as the report shows it; what the company works on since it was returned is not said."""
    receipt = one.own.receipt
    return replace(
        checked_of(one.counted, language),
        handed_in=receipt.at if receipt else None,
        handed_in_by=receipt.by if receipt else "",
        reviewer=one.decision.by if one.decision else "",
        reviewed_at=one.decision.at if one.decision else None,
    )
