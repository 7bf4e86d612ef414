"""What a company did on its own computer, taken into its empty account on a server: tried first, then at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.archive_values import Found, accept_archive
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.solo_archive import LARGEST_MB, read_archive
from recp_selfcheck.actions.submission import begin
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Person
from recp_selfcheck.storage import attachments, audit, companies, database, files, submissions
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import plan as stored_plan
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.kinds import Kind

__all__ = ["LARGEST_MB", "Found", "look_into", "may_take_in", "take_in"]


def may_take_in(session: Session) -> bool:
    """Say whether nothing but a name is stored of the company yet."""
    with database.reading() as connection:
        check(connection, session, Permission.EDIT_COMPANY, session.company)
        return companies.is_untouched(connection, session.company_id)


def look_into(session: Session, archive: bytes) -> Found:
    """Return what an archive would bring; nothing is stored. AnswerMistakes where it is no such archive."""
    with database.reading() as connection:
        check(connection, session, Permission.EDIT_COMPANY, session.company)
    return accept_archive(read_archive(archive))


def take_in(session: Session, archive: bytes) -> Found:
    """Store what an archive brings as drafts of the company, all or nothing.

    AnswerMistakes with all that is wrong in it, NotPossibleNow (`not-empty`) where something is entered already.
    """
    found = look_into(session, archive)
    if found.mistakes:
        raise AnswerMistakes(found.mistakes)
    kept = [(*one, files.keep(one[4])) for one in found.attached]
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        if not companies.is_untouched(connection, session.company_id):
            message = "Something is entered for this company already, so nothing was taken in: it would be lost."
            raise NotPossibleNow([Mistake("not-empty", message)])
        writer = _Writer(connection, session.company_id, person)
        writer.fields(found.fields)
        writer.bills(found.bills)
        drafts = {name: writer.answers(name, cells) for name, cells in found.answers.items()}
        writer.plan(found.plan)
        for checklist, question, name, media_type, whole, digest in kept:
            attachments.add(
                connection,
                drafts[checklist],
                question,
                name=name,
                media_type=media_type,
                sha256=digest,
                size=len(whole),
                at=now(),
                person_id=person.id,
            )
        audit.note(connection, "data taken in", at=now(), person_id=person.id, company_id=session.company_id)
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    connection: Connection
    company_id: int
    person: Person

    def save(self, kind: Kind, owner: int, key: tuple[str, ...], value: Any, **also: str) -> None:
        stored = stored_cells.read(self.connection, kind, owner).get(key) if key == ("name",) else None
        stored_cells.save(
            self.connection,
            kind,
            owner,
            key,
            value,
            seen_version=stored.version if stored else 0,
            person_id=self.person.id,
            by=self.person.name,
            at=now(),
            also=also,
        )

    def fields(self, given: Mapping[str, Any]) -> None:
        for key, value in given.items():
            self.save(stored_cells.COMPANY_FIELDS, self.company_id, (key,), value)

    def bills(self, given: Mapping[tuple[str, str, str], Any]) -> None:
        changes = [stored_cells.Change(key, value, 0) for key, value in given.items()]
        kind, person = stored_cells.BILLS, self.person
        stored_cells.save_many(
            self.connection, kind, self.company_id, changes, person_id=person.id, by=person.name, at=now()
        )

    def answers(self, name: str, given: Mapping[tuple[str, str], Any]) -> int:
        begin(self.connection, self.company_id, content.content().checklists[name], 1)
        draft = submissions.current(self.connection, self.company_id, name)
        if draft is None:
            raise NotFound(f"submission of {name}")
        for key, value in given.items():
            self.save(stored_cells.ANSWERS, draft.id, key, value, state=draft.state.value)
        return draft.id

    def plan(self, given: list[tuple[str | None, dict[str, Any]]]) -> None:
        for measure, cells in given:
            entry = stored_plan.begin(self.connection, self.company_id, measure, person_id=self.person.id, at=now())
            for name, value in cells.items():
                self.save(stored_cells.PLAN_CELLS, entry, (name,), value)
