"""A company's homework file becomes its hand-in: the file is all there is, nothing a company entered online is touched.

What was stored from an earlier file and is not in this one is cleared; the log of cells keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.bill_import import BillImport
from recp_selfcheck.actions.bills import bills_of
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import years_in
from recp_selfcheck.actions.fields import SERIES, accept_company_field
from recp_selfcheck.actions.handing_in import freeze
from recp_selfcheck.actions.homework_import import HomeworkImport
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.actions.part_handing_in import freeze_part
from recp_selfcheck.actions.submission import Submission, begin, company_cells, read
from recp_selfcheck.assessment.bills import CARRIERS, series_of
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.review import EDITABLE, State
from recp_selfcheck.people.roles import Person
from recp_selfcheck.reports import homework_sheets as layout
from recp_selfcheck.reports.acceptance import BILLS, Acceptance, PlacedDoubt
from recp_selfcheck.reports.bill_workbook_in import FilledBills, NewSeries
from recp_selfcheck.reports.faults import Fault, fault, faults_of, in_order
from recp_selfcheck.reports.homework_in import FilledHomework
from recp_selfcheck.storage import attachments, audit, companies, submissions
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage.cells import Change
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.kinds import Kind
from recp_selfcheck.storage.origins import keys_of_company
from recp_selfcheck.storage.submissions import SubmissionRow


def take_checklist(
    connection: Connection, person: Person, company_id: int, filled: FilledHomework, report: Acceptance
) -> Acceptance:
    """Hand a checklist in as its workbook says and return the report, with `faults` or with the receipt.

    AnswerMistakes where the checklist may not be handed in by file. The caller undoes all of it where there are faults.
    """
    companies.lock(connection, company_id)
    row = _open(connection, company_id, filled.checklist)
    submission = read(connection, row)
    _check_version(submission, filled)
    filled.handed_out.clear()  # it was handed out by another computer: what is stored here says nothing about that
    wanted = HomeworkImport(connection, company_id, filled.checklist, submission, filled)
    preview = wanted.preview()
    faults = [*preview.faults, *_facts_otherwise(connection, company_id, submission, wanted)]
    number = sum(name == layout.ANSWER for _question, name in filled.values)
    wanted.write(row, person_id=person.id, by=person.name)
    gone = [key for key, cell in submission.cells.items() if cell.value is not None and key not in filled.values]
    changes = [Change(key, None, submission.cells[key].version) for key in gone]
    _save(connection, stored_cells.ANSWERS, row.id, changes, person, also={"state": row.state.value})
    try:
        receipt = freeze(connection, submissions.get(connection, row.id), person, file=_file(report))
    except NotPossibleNow as missing:
        wrong = {found.spot for found in faults}
        faults += [found for found in _missing(missing.mistakes, filled) if found.spot not in wrong]
    report = replace(report, number=number, faults=in_order(faults, filled.sheets))
    if faults:
        return report
    _note(connection, person, company_id, report)
    return replace(report, receipt=receipt.sha256, at=receipt.at)


def take_bills(
    connection: Connection, person: Person, company_id: int, filled: FilledBills, report: Acceptance
) -> Acceptance:
    """Hand bills in as their workbook says and return the report, with `faults`, `doubts` or with the receipt.

    AnswerMistakes where the company keeps its bills online.
    """
    companies.lock(connection, company_id)
    if keys_of_company(connection, stored_cells.BILLS, company_id):
        message = "The company has entered bills online, so its file is not taken in: nothing is to be overwritten."
        refuse("bills-online", message)
    if not filled.figures:
        refuse("bills-empty", "There is no figure in the workbook. Ask the company for the one it filled in.")
    filled.handed_out.clear()
    named = tuple(_name_series(connection, company_id, filled.headed.values(), person))
    wanted = BillImport(connection, company_id, filled)
    preview = wanted.preview()
    faults = in_order((*named, *preview.faults), filled.sheets)
    months = len({figure.month for figure in filled.figures.values()})
    report = replace(report, number=months, faults=faults)
    if faults:
        return report
    kept = {(wanted.new[ident].id if ident in wanted.new else ident, str(month)) for ident, month, _ in filled.figures}
    before = bills_of(connection, company_id).cells
    gone = [Change(key, None, cell.version) for key, cell in before.items() if key[:2] not in kept]
    _save(connection, stored_cells.BILLS, company_id, gone, person)
    wanted.write(person_id=person.id, by=person.name)
    found = years_in(connection, company_id, company_cells(connection, company_id)).now.bill_doubts
    report = replace(report, doubts=tuple(_placed(found, wanted)))
    if any(one.must_be_corrected for one in report.doubts):
        return report
    _note(connection, person, company_id, report)
    return replace(report, receipt=freeze_part(connection, company_id, BILLS, person, file=_file(report)), at=now())


def _open(connection: Connection, company_id: int, checklist_id: str) -> SubmissionRow:
    """Return the round the file is to become, begun where none is; AnswerMistakes where it may not be."""
    shipped = content.content().checklists.get(checklist_id)
    if shipped is None:
        refuse("checklist-unknown", f"There is no checklist '{checklist_id[:40]}' here.", given=checklist_id[:40])
    row = submissions.current(connection, company_id, checklist_id)
    if row is None:
        begin(connection, company_id, shipped, 1)
        row = submissions.current(connection, company_id, checklist_id)
    if row is None:
        raise NotFound(f"submission of {checklist_id}")
    if row.state not in EDITABLE:
        message = f"The company's checklist is {row.state} already. Return it first if the file is to replace it."
        refuse("file-handed-in" if row.state is State.SUBMITTED else "file-accepted", message)
    if keys_of_company(connection, stored_cells.ANSWERS, row.id) or attachments.of_submission(connection, row.id):
        message = "The company has answered this checklist online, so its file is not taken in. Let it hand in there."
        refuse("file-answered-online", message)
    return submissions.get(connection, row.id, lock=True)


def _check_version(submission: Submission, filled: FilledHomework) -> None:
    checklist = submission.checklist
    if (filled.version, filled.hash) != (checklist.version, checklist.hash):
        message = f"The file has the questions of version {filled.version}; here it is version {checklist.version}."
        refuse("file-version", message, given=filled.version, version=checklist.version)


def _facts_otherwise(
    connection: Connection, company_id: int, submission: Submission, wanted: HomeworkImport
) -> Iterator[Fault]:
    """Name the facts that the company has answered online in another way."""
    online = keys_of_company(connection, stored_cells.COMPANY_FIELDS, company_id)
    changed = {line.question.id for line in wanted.lines if line.question.fact}
    for fact in submission.checklist.facts:
        if fact.id in changed and (fact.id,) in online:
            message = "The company has answered this online in another way. Correct it here, or let it hand in online."
            yield fault(wanted.filled.values[fact.id, layout.ANSWER].spot, "fact-otherwise", message)


def _missing(mistakes: Iterable[Mistake], filled: FilledHomework) -> Iterator[Fault]:
    """Place what is missing for a hand-in at its cell; what the workbook does not ask is said in one sentence."""
    not_asked = 0
    for mistake in mistakes:
        row = filled.reasons.get(str(mistake.values.get("question", "")))
        if row is None:
            not_asked += 1
        elif mistake.code == "reason-missing":
            yield fault(row, "reason-missing-here", mistake.message)
        else:
            yield fault(replace(row, column=layout.GIVEN), "answer-missing-here", mistake.message)
    if not_asked:
        message = f"{not_asked} questions are asked because of what the company has and are not in the workbook."
        yield Fault(Mistake("questions-not-in-file", message, values={"number": not_asked}))


def _name_series(
    connection: Connection, company_id: int, headed: Iterable[NewSeries], person: Person
) -> Iterator[Fault]:
    """Call materials, meters and products what the file calls them, where the company has not named them itself."""
    company = company_cells(connection, company_id)
    online = keys_of_company(connection, stored_cells.COMPANY_FIELDS, company_id)
    changes = []
    for one in headed:
        series = series_of(one.ident)
        carrier = CARRIERS.get(series.carrier) if series else None
        if series is None or not (series.is_output or series.parent or (carrier and carrier.named)):
            continue
        key = SERIES + one.ident
        name = one.name.partition(": ")[2] if series.parent else one.name
        stored = company.get(key)
        if (key,) in online and stored is not None:
            if stored.value.get("name", "").casefold() != name.casefold():
                message = "The company calls this otherwise online. Let it hand in there."
                yield fault(one.spot, "series-otherwise", message, given=name)
            continue
        try:
            value = accept_company_field(key, {"name": name, "unit": one.unit}, now().date())
        except AnswerMistakes as wrong:
            yield from faults_of(wrong, one.spot)
            continue
        changes.append(Change((key,), value, stored.version if stored else 0))
    _save(connection, stored_cells.COMPANY_FIELDS, company_id, changes, person)


def _placed(doubts: Iterable[Doubt], wanted: BillImport) -> Iterator[PlacedDoubt]:
    """Return the doubts with their cells in the workbook."""
    in_file = {series.id: ident for ident, series in wanted.new.items()}
    for doubt in doubts:
        ident = in_file.get(doubt.series, doubt.series)
        figures = (
            wanted.filled.figures.get((ident, month, field)) for month in doubt.months for field in ("amount", "cost")
        )
        figure = next((one for one in figures if one is not None), None)
        series = wanted.series.get(doubt.series)
        yield PlacedDoubt(doubt, series.name if series else "", figure.spot if figure else None)


def _file(report: Acceptance) -> dict[str, str]:
    """Return what the frozen copy and the log keep of a file."""
    return {"name": report.file, "sha256": report.sha256}


def _note(connection: Connection, person: Person, company_id: int, report: Acceptance) -> None:
    detail = {"checklist": report.part, "file": report.file, "sha256": report.sha256}
    audit.note(connection, "homework taken in", at=now(), person_id=person.id, company_id=company_id, detail=detail)


def _save(
    connection: Connection,
    kind: Kind,
    owner: int,
    changes: list[Change],
    person: Person,
    *,
    also: Mapping[str, Any] | None = None,
) -> None:
    """Store changes under the lock the caller holds."""
    for change in changes:
        stored_cells.save(
            connection,
            kind,
            owner,
            change.key,
            change.value,
            seen_version=change.seen_version,
            person_id=person.id,
            by=person.name,
            at=now(),
            also=also,
        )
