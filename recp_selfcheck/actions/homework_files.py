"""Homework files of companies that work on their own computer, taken in as their hand-in by a trainer.

Looking at a file does all that taking it in does, and undoes it: so both always say the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from recp_selfcheck.actions.club_companies import add_company, called, name_key, names_of
from recp_selfcheck.actions.clubs import thing_of
from recp_selfcheck.actions.hand_in_by_file import take_bills, take_checklist
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Person, Thing
from recp_selfcheck.reports.acceptance import BILLS, Acceptance, Owner
from recp_selfcheck.reports.archive import refuse_file
from recp_selfcheck.reports.bill_sheets import TEMPLATE as BILL_BOOK
from recp_selfcheck.reports.bill_workbook_in import FilledBills, bills_in
from recp_selfcheck.reports.faults import Fault, faults_of
from recp_selfcheck.reports.homework_in import FilledHomework, homework_of
from recp_selfcheck.reports.homework_sheets import TEMPLATE as HOMEWORK
from recp_selfcheck.reports.sheets import company_in, said_in
from recp_selfcheck.reports.table_reader import read_tables
from recp_selfcheck.storage import clubs, database
from recp_selfcheck.storage.database import Connection

__all__ = ["MOST_FILES", "Acceptance", "Dropped", "Owner", "look_at_file", "mark_twice", "take_file_in"]

MOST_FILES: Final = 10
"""So many are dropped in at once."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as it came; without an owner it is whose it seems to be."""

    name: str
    data: bytes
    owner: Owner | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that could be read, and the report that says so."""

    content: FilledHomework | FilledBills
    report: Acceptance


def look_at_file(session: Session, club_id: int, dropped: Dropped) -> Acceptance:
    """Return what taking a file in would do; nothing is stored, and what is wrong is in the report."""
    return _work(session, club_id, dropped, keeps=False)


def take_file_in(session: Session, club_id: int, dropped: Dropped) -> Acceptance:
    """Take a file in, all of it in one transaction, and return its report with the receipt.

    NotPossibleNow, and nothing is stored, where anything is wrong with it by now. What is stored is what stands in the
    file, whatever else happened since it was looked at.
    """
    found = _work(session, club_id, dropped, keeps=True)
    if found.faults:
        raise NotPossibleNow([one.mistake for one in found.faults])
    if not found.receipt:
        message = "There are mistakes in the bills of this file. Look at it again."
        raise NotPossibleNow([Mistake("file-with-mistakes", message)])
    return found


def mark_twice(reports: Iterable[Acceptance]) -> tuple[Acceptance, ...]:
    """Refuse of several files of one company and part all but the first, which is taken in or can be."""
    found: list[Acceptance] = []
    for report in reports:
        can_be = not report.faults and not report.receipt
        first = next((one for one in found if can_be and not one.faults and _is_same(one, report)), None)
        found.append(report if first is None else _refused_beside(first, report))
    return tuple(found)


def _refused_beside(first: Acceptance, report: Acceptance) -> Acceptance:
    message = f"'{first.file}' of these files is of the same company and part. Leave one of the two."
    return replace(report, faults=(Fault(Mistake("file-twice", message, values={"given": first.file})),))


def _is_same(one: Acceptance, other: Acceptance) -> bool:
    return one.sha256 == other.sha256 or (one.part, one.owner) == (other.part, other.owner)


def _work(session: Session, club_id: int, dropped: Dropped, *, keeps: bool) -> Acceptance:
    with database.reading() as connection:
        check(connection, session, Permission.IMPORT_HOMEWORK, thing_of(club_id))
    read = _read(dropped)
    if isinstance(read, Acceptance):
        return read
    with database.transaction() as connection:
        person = check(connection, session, Permission.IMPORT_HOMEWORK, thing_of(club_id))
        clubs.get(connection, club_id)
        trial = connection.begin_nested()
        report = _try(connection, session, person, club_id, read)
        if keeps and report.receipt:
            trial.commit()
            return report
        trial.rollback()
        return replace(report, receipt="", at=None)


def _read(dropped: Dropped) -> _Read | Acceptance:
    """Read a file; what cannot be read is reported."""
    report = Acceptance(PurePath(dropped.name).name, hashlib.sha256(dropped.data).hexdigest(), owner=dropped.owner)
    try:
        tables = read_tables(dropped.data, dropped.name)
        said = said_in(tables)
        report = replace(report, written=company_in(tables))
        if said.get("template") == HOMEWORK:
            answers = homework_of(tables)
            return _Read(answers, replace(report, part=answers.checklist, version=answers.version))
        if said.get("template") == BILL_BOOK:
            return _Read(bills_in(tables), replace(report, part=BILLS))
        message = "This is no homework file of the self-check: neither a checklist's workbook nor that of the bills."
        refuse_file("homework-unknown", message)
    except AnswerMistakes as wrong:
        return replace(report, faults=tuple(faults_of(wrong)))


def _try(connection: Connection, session: Session, person: Person, club_id: int, read: _Read) -> Acceptance:
    """Take a file in and report; what is wrong is in the report, and then the caller undoes it."""
    names = names_of(connection, club_id)
    report = replace(read.report, owner=read.report.owner or _guess(names, read.report))
    try:
        company_id = _company(connection, session, person, club_id, report.owner)
        if isinstance(read.content, FilledHomework):
            return take_checklist(connection, person, company_id, read.content, report)
        return take_bills(connection, person, company_id, read.content, report)
    except AnswerMistakes as wrong:
        return replace(report, faults=tuple(faults_of(wrong)))


def _guess(names: Mapping[int, str], report: Acceptance) -> Owner | None:
    """Return whose a file seems to be: by the name written in it, else by a company's name in the file's."""
    if report.written:
        found = called(names, report.written)
        if len(found) > 1:
            return None
        return Owner(found[0]) if found else Owner(name=report.written)
    in_name = name_key(report.file)
    fitting = [ident for ident, name in names.items() if name_key(name) and name_key(name) in in_name]
    return Owner(fitting[0]) if len(fitting) == 1 else None


def _company(connection: Connection, session: Session, person: Person, club_id: int, owner: Owner | None) -> int:
    if owner is None:
        refuse("owner-missing", "The file does not say whose it is. Choose the company.")
    if owner.company_id:
        in_clubs = clubs.of_company(connection, owner.company_id)
        check(connection, session, Permission.IMPORT_HOMEWORK, Thing(owner.company_id, in_clubs))
        if club_id not in in_clubs:
            raise NotFound(f"company {owner.company_id} of club {club_id}")
        return owner.company_id
    found = called(names_of(connection, club_id), owner.name)
    if len(found) > 1:
        refuse("owner-unclear", "Several companies of the club are called so. Choose the one whose file it is.")
    return found[0] if found else add_company(connection, club_id, owner.name, person)
