"""Who the report is about, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck.i18n import amount, date, percent, text, text_n
from recp_selfcheck.i18n.dates import month
from recp_selfcheck.i18n.names import country
from recp_selfcheck.people.review import State
from recp_selfcheck.reports.document import Block, Column, Facts, Paragraph, Part, Section, Table
from recp_selfcheck.reports.findings import Checked, Findings


def company_section(findings: Findings) -> Section:
    """Return who was looked at, in which year, and how far the checklists are."""
    blocks: list[Block] = [Facts(tuple(_facts(findings)))]
    if findings.profile.about:
        blocks.append(Paragraph(findings.profile.about, small=True))
    checklists: list[Block] = []
    if findings.answered:
        checklists.append(_table(findings))
    if findings.waiting:
        checklists.append(Paragraph(text("Not answered yet: {checklists}.", checklists=", ".join(findings.waiting))))
    parts = [Part("", tuple(blocks)), Part(text("The checklists"), tuple(checklists))]
    return Section("company", text("The company and what this rests on"), status_words(findings), tuple(parts))


def name_of(findings: Findings) -> str:
    """Return the company's name, or the words for one that has none yet."""
    return findings.profile.name or text("Your company")


def about_words(findings: Findings) -> str:
    """Say in one line what the company is: branch, country, output, staff."""
    profile = findings.profile
    parts = [
        findings.branch,
        country(profile.country) if profile.country else "",
        _output(findings),
        _staff(profile.employees),
    ]
    return " · ".join(part for part in parts if part)


def status_words(findings: Findings) -> str:
    """Say whose word the answers are."""
    reviewed = [done for done in findings.answered if done.reviewer]
    if not reviewed:
        return text("Self-declared: the answers are the company's own, nobody from outside has checked them.")
    said = "; ".join(f"{done.checklist.title}: {reviewer_words(findings, done)}" for done in reviewed)
    sentence = text("Reviewed by a trainer: {reviewed}.", reviewed=said)
    if len(reviewed) < len(findings.answered):
        sentence += " " + text("The other answers are the company's own.")
    return sentence


def reviewer_words(findings: Findings, done: Checked) -> str:
    """Say who looked a checklist's answers over and when, empty while they are the company's own word."""
    on = [date(done.reviewed_at, findings.zone or None)] if done.reviewed_at else []
    return ", ".join([done.reviewer, *on]) if done.reviewer else ""


def period_words(findings: Findings) -> str:
    """Say which twelve months the figures are of, and whether bills or totals stand behind them."""
    if findings.billed is not None:
        last = findings.billed.year.end
        return text("12 months up to {month}, from bills", month=month(last.year, last.number))
    return str(findings.profile.year) if findings.profile.year else ""


def _facts(findings: Findings) -> Iterator[tuple[str, str]]:
    profile = findings.profile
    rows = (
        (text("Company"), name_of(findings)),
        (text("Branch"), findings.branch),
        (text("Country"), country(profile.country) if profile.country else ""),
        (text("Output a year"), _output(findings)),
        (text("Staff, full-time"), _staff(profile.employees)),
        (text("Floor area"), amount(profile.floor_area, "m2") if profile.floor_area else ""),
        (text("Figures of"), period_words(findings)),
        (text("Currency"), profile.currency),
        (text("Report made on"), date(findings.made_at, findings.zone or None)),
    )
    return ((name, value) for name, value in rows if value)


def _staff(employees: float | None) -> str:
    return text_n("{n} employee", "{n} employees", employees) if employees else ""


def _output(findings: Findings) -> str:
    profile = findings.profile
    if profile.output_amount is None:
        return ""
    made = amount(profile.output_amount, profile.output_unit)
    return f"{findings.product}, {made}" if findings.product else made


def _table(findings: Findings) -> Table:
    columns = (
        Column(text("Checklist"), 1.2),
        Column(text("State"), 2.2),
        Column(text("Answered"), is_number=True),
        Column(text("Rated"), is_number=True),
        Column(text("Backed by bills or readings"), is_number=True),
    )
    return Table(columns, tuple(_row(findings, done) for done in findings.answered))


def _row(findings: Findings, done: Checked) -> tuple[str, ...]:
    return (
        done.checklist.title,
        state_words(findings, done),
        text("{answered} of {asked}", answered=done.answered, asked=done.asked),
        percent(done.card.share_rated, 2),
        percent(done.proven, 2),
    )


def state_words(findings: Findings, done: Checked) -> str:
    """Say how far a checklist is, and since when."""
    zone = findings.zone
    if done.handed_in is not None:
        day = date(done.handed_in, zone or None)
        said = text("accepted") if done.state is State.ACCEPTED else text("handed in on {day}", day=day)
        return f"{said}, {done.handed_in_by}" if done.handed_in_by else said
    said = text("returned with remarks") if done.state is State.RETURNED else text("being answered")
    if done.saved_at is not None:
        said += ", " + text("last change {day}", day=date(done.saved_at, zone or None))
    return said
