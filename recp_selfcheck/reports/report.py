"""What the report says: a front page to hand to a director, then chapter by chapter what it rests on."""

from __future__ import annotations

from recp_selfcheck.i18n import date, language, text
from recp_selfcheck.reports.chapters.company import company_section, name_of
from recp_selfcheck.reports.chapters.comparisons import comparison_section
from recp_selfcheck.reports.chapters.consumption import consumption_section
from recp_selfcheck.reports.chapters.front import front_of
from recp_selfcheck.reports.chapters.improvements import improvement_section, unknown_section
from recp_selfcheck.reports.chapters.method import limits_words, method_section
from recp_selfcheck.reports.chapters.planned import plan_section
from recp_selfcheck.reports.chapters.scores import score_section
from recp_selfcheck.reports.document import Report
from recp_selfcheck.reports.findings import Findings

CHAPTERS = (
    company_section,
    score_section,
    consumption_section,
    comparison_section,
    improvement_section,
    unknown_section,
    plan_section,
    method_section,
)


def report(findings: Findings) -> Report:
    """Return everything the report says, in the language in use; the findings' contents are to be in it, too."""
    day = date(findings.made_at, findings.zone or None)
    company = name_of(findings)
    return Report(
        title=text("{company}: report on resource efficiency, {date}", company=company, date=day),
        kind=text("Report on resource efficiency and cleaner production"),
        company=company,
        date=day,
        language=language(),
        limits=limits_words(),
        front=front_of(findings),
        sections=tuple(chapter(findings) for chapter in CHAPTERS),
    )
