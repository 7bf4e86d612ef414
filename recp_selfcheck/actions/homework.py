"""A checklist's homework workbook: handed out with what is answered, looked through, taken in whole or not at all."""

from __future__ import annotations

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import profile_of
from recp_selfcheck.actions.homework_import import HomeworkImport, HomeworkPreview
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import FIELDS, begin, company_cells, facts_in, read
from recp_selfcheck.assessment.suitability import questions_ruled_out
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.reports.faults import faults_of
from recp_selfcheck.reports.homework_in import read_homework
from recp_selfcheck.reports.homework_out import write_homework
from recp_selfcheck.reports.homework_sheets import Homework
from recp_selfcheck.storage import companies, database, submissions

__all__ = [
    "HomeworkPreview",
    "preview_homework",
    "take_homework_in",
    "write_blank_homework",
    "write_homework_workbook",
]


def write_homework_workbook(session: Session, checklist_id: str, language: str) -> bytes:
    """Return the workbook of a checklist with what is answered, in `language`, which is also the running session's.

    It asks what the company's facts do not rule out. Nothing is begun by it; NotFound for an unknown checklist.
    """
    shipped = content.content().checklists.get(checklist_id)
    if shipped is None:
        raise NotFound(f"checklist {checklist_id}")
    with database.reading() as connection:
        check(connection, session, Permission.ANSWER, session.company)
        company = company_cells(connection, session.company_id)
        row = submissions.current(connection, session.company_id, checklist_id)
        submission = read(connection, row, company) if row else None
    checklist = submission.checklist if submission else shipped
    answers = {key: cell.value for key, cell in submission.cells.items() if key[1] in FIELDS} if submission else {}
    facts = {(fact.id, "answer"): company[fact.id].value for fact in checklist.facts if fact.id in company}
    known = facts_in(company, checklist.facts)
    return write_homework(
        Homework(
            checklist=content.translated_checklist(checklist, language).checklist,
            company=profile_of(company).name,
            questions=frozenset(checklist.questions) - questions_ruled_out(checklist, known),
            given={key: value for key, value in (facts | answers).items() if value is not None},
            made_on=now().date(),
        )
    )


def write_blank_homework(session: Session, checklist_id: str, language: str) -> bytes:
    """Return the empty workbook of a checklist, for a company that works without an account.

    It asks everything, and the company's name. NotFound for an unknown checklist.
    """
    with database.reading() as connection:
        check(connection, session, Permission.READ_CHECKLISTS, Thing())
    shipped = content.content().checklists.get(checklist_id)
    if shipped is None:
        raise NotFound(f"checklist {checklist_id}")
    checklist = content.translated_checklist(shipped, language).checklist
    return write_homework(Homework(checklist, "", frozenset(checklist.questions), {}, now().date()))


def preview_homework(session: Session, checklist_id: str, data: bytes, name: str) -> HomeworkPreview:
    """Return what taking a workbook in would do; changes nothing and refuses nothing: what is wrong is in `faults`."""
    _check(session)
    try:
        filled = read_homework(data, name)
    except AnswerMistakes as wrong:
        return HomeworkPreview(faults=tuple(faults_of(wrong)))
    with database.reading() as connection:
        check(connection, session, Permission.ANSWER, session.company)
        row = submissions.current(connection, session.company_id, checklist_id)
        submission = read(connection, row) if row else None
        return HomeworkImport(connection, session.company_id, checklist_id, submission, filled).preview()


def take_homework_in(session: Session, checklist_id: str, data: bytes, name: str, seen: str) -> HomeworkPreview:
    """Take a workbook in as it was `seen` in its preview, all of it in one transaction, and return what was done.

    NotPossibleNow, and nothing is written, where the workbook has faults, the checklist is handed in, or the workbook
    would do anything else by now.
    """
    _check(session)
    try:
        filled = read_homework(data, name)
    except AnswerMistakes as wrong:
        raise NotPossibleNow(wrong.mistakes) from wrong
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.ANSWER, session.company)
        check(connection, session, Permission.EDIT_COMPANY, session.company)
        row = submissions.current(connection, session.company_id, checklist_id)
        locked = submissions.get(connection, row.id, lock=True) if row else None
        submission = read(connection, locked) if locked else None
        wanted = HomeworkImport(connection, session.company_id, checklist_id, submission, filled)
        preview = wanted.preview()
        if preview.faults:
            raise NotPossibleNow([found.mistake for found in preview.faults])
        if preview.seen != seen:
            message = "Answers were changed since you looked at what the workbook does. Look at it again."
            raise NotPossibleNow([Mistake("answers-seen-otherwise", message)])
        if locked is None:
            begin(connection, session.company_id, content.content().checklists[checklist_id], 1)
            made = submissions.current(connection, session.company_id, checklist_id)
            if made is None:
                raise NotFound(f"submission of {checklist_id}")
            locked = made
        wanted.write(locked, person_id=person.id, by=person.name)
        return preview


def _check(session: Session) -> None:
    """Refuse a stranger before their file is read, which takes a while."""
    with database.reading() as connection:
        check(connection, session, Permission.ANSWER, session.company)
