"""The roster of a club held against who is there: what it would make, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.club_companies import add_company, called, name_key, names_of
from recp_selfcheck.actions.inputs import accept_text
from recp_selfcheck.actions.joining import LONGEST_NAME as LONGEST_COMPANY
from recp_selfcheck.actions.signing_in import LONGEST_NAME, NewPerson, accept_login, add_person, keep_password_link
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.people.roles import Permission, Person, Role, Thing, may
from recp_selfcheck.reports import roster_sheets as layout
from recp_selfcheck.reports.faults import Fault, Spot, fault, faults_of, in_order
from recp_selfcheck.reports.roster_in import FilledRoster, RosterRow
from recp_selfcheck.storage import audit, clubs, companies, people
from recp_selfcheck.storage.canonical import canonical
from recp_selfcheck.storage.database import Connection

LINK_LASTS: Final = timedelta(days=14)
"""Longer than a link for a forgotten password: the trainer gives it out at the next meeting."""


class Effect(StrEnum):
    """What a row does."""

    NEW_COMPANY = "new company"  # a new person, and a company made for them and those below
    NEW_PERSON = "new person"  # in a company of the club
    JOINS = "joins"  # has an account: the company is taken into the club
    IS_IN = "is in"  # nothing


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row of the workbook, as it would be stored, and what it does."""

    company: str
    name: str
    login: str
    language: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What taking a roster in would do; with `faults` it cannot be taken in. `seen` stands for all of it."""

    faults: tuple[Fault, ...] = ()
    lines: tuple[RosterLine, ...] = ()
    seen: str = ""

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to take in."""
        return any(line.effect is not Effect.IS_IN for line in self.lines)


@dataclass(frozen=True, slots=True)
class Invited:
    """A new person and the token of the link with which they set their password; nobody can read it later."""

    company: str
    name: str
    login: str
    token: str


class RosterImport:
    """A workbook beside the people and companies that are stored at this moment of the transaction."""

    def __init__(self, connection: Connection, club_id: int, by: Person, filled: FilledRoster) -> None:
        self.connection = connection
        self.club_id = club_id
        self.by = by
        self.filled = filled
        self.names = names_of(connection, club_id)
        self.faults = list(filled.faults)
        self.lines: dict[Spot, RosterLine] = {}
        self.places: dict[str, int] = {}  # companies of the rows, by the key of their name; 0 where it is to be made
        accepted = [row for row in filled.rows if (row.company and row.name and row.login)]
        clean = [one for one in map(self._clean, accepted) if one is not None]
        self._refuse_twice(clean)
        strangers = [row for row in clean if not self._is_there(row)]
        for row in strangers:
            self._add(row)

    def preview(self) -> RosterPreview:
        """Return what it would do."""
        lines = tuple(self.lines[row.spot] for row in self.filled.rows if row.spot in self.lines)
        seen = canonical([[line.company, line.name, line.login, line.language, line.effect.value] for line in lines])
        faults = in_order(self.faults, self.filled.sheets)
        return RosterPreview(faults, lines, hashlib.sha256(seen.encode()).hexdigest())

    def write(self) -> tuple[Invited, ...]:
        """Make the people and companies and return the links of the new ones; the caller has compared what was seen."""
        made: list[Invited] = []
        for line in self.preview().lines:
            key = name_key(line.company)
            if line.effect is Effect.JOINS:
                clubs.add_company(self.connection, self.club_id, self.places[key], now())
                self._note("joined", self.places[key])
            elif line.effect is not Effect.IS_IN:
                company_id = self.places[key] or add_company(self.connection, self.club_id, line.company, self.by)
                self.places[key] = company_id
                made.append(self._invite(line, company_id))
        return tuple(made)

    def _invite(self, line: RosterLine, company_id: int) -> Invited:
        person_id = add_person(self.connection, NewPerson(line.login, line.name, ""), Role.MEMBER)
        people.make_member(self.connection, person_id, company_id)
        if line.language:
            people.choose_language(self.connection, person_id, line.language)
        self._note("invited", company_id, person_id)
        token = keep_password_link(self.connection, person_id, by=self.by.id, lasts=LINK_LASTS)
        return Invited(line.company, line.name, line.login, token)

    def _note(self, action: str, company_id: int, person_id: int = 0) -> None:
        detail = {"of": person_id, "role": Role.MEMBER.value} if person_id else {}
        audit.note(
            self.connection,
            action,
            at=now(),
            person_id=self.by.id,
            company_id=company_id,
            club_id=self.club_id,
            detail=detail,
        )

    def _clean(self, row: RosterRow) -> RosterRow | None:
        """Return a row as it would be stored, None where a part of it cannot be."""
        parts: dict[int, str] = {}
        ways: dict[int, tuple[str, Callable[[str], str | None]]] = {
            layout.COMPANY: (row.company, lambda typed: accept_text(typed, LONGEST_COMPANY, one_line=True)),
            layout.NAME: (row.name, lambda typed: accept_text(typed, LONGEST_NAME, one_line=True)),
            layout.LOGIN: (row.login, accept_login),
        }
        for column, (typed, accept) in ways.items():
            try:
                parts[column] = accept(typed) or ""
            except AnswerMistakes as wrong:
                self.faults += faults_of(wrong, row.at(column))
        if len(parts) < len(ways):
            return None
        return RosterRow(parts[layout.COMPANY], parts[layout.NAME], parts[layout.LOGIN], row.language, row.spot)

    def _refuse_twice(self, rows: list[RosterRow]) -> None:
        """Name the logins that stand there more than once."""
        first: dict[str, RosterRow] = {}
        for row in rows:
            before = first.setdefault(row.login, row)
            if before is not row:
                message = f"'{row.login}' stands in cell {before.at(layout.LOGIN).cell} already. Each has their own."
                cell = before.at(layout.LOGIN).cell
                self._refuse(row, layout.LOGIN, "roster-twice", message, given=row.login, cell=cell)

    def _is_there(self, row: RosterRow) -> bool:
        """Say whether a login has an account already, and see what becomes of that."""
        account = people.find(self.connection, login=row.login)
        if account is None:
            return False
        person = account.person
        if not may(self.by, Permission.MANAGE_ACCOUNT, Thing(club_ids=person.club_ids)):
            message = "This login belongs to somebody of another club. Give them a code to join with, or another login."
            self._refuse(row, layout.LOGIN, "roster-stranger", message)
        elif person.role is not Role.MEMBER:
            message = "This login belongs to a trainer, coordinator or observer. Members need a login of their own."
            self._refuse(row, layout.LOGIN, "roster-not-member", message)
        else:
            self._join(row, {ident: companies.name(self.connection, ident) for ident in sorted(person.company_ids)})
        return True

    def _join(self, row: RosterRow, own: dict[int, str]) -> None:
        found = called(own, row.company)
        if len(found) != 1:
            given = ", ".join(f"«{name}»" for name in own.values())
            message = f"This login belongs to somebody of {shorten(given)}. Write that company, or give another login."
            self._refuse(row, layout.COMPANY, "roster-other-company", message, given=shorten(given))
            return
        effect = Effect.IS_IN if found[0] in self.names else Effect.JOINS
        self.places[name_key(row.company)] = found[0]
        self._keep(row, own[found[0]], effect)

    def _add(self, row: RosterRow) -> None:
        key = name_key(row.company)
        found = called(self.names, row.company)
        if not key:
            message = f"'{shorten(row.company)}' has neither a letter nor a digit. Write the company's name."
            self._refuse(row, layout.COMPANY, "roster-nameless", message, given=shorten(row.company))
        elif key in self.places:
            self._keep(row, row.company, Effect.NEW_PERSON)
        elif len(found) > 1:
            message = "Several companies of the club are called so. Let this person join with the company's code."
            self._refuse(row, layout.COMPANY, "roster-unclear", message)
        else:
            self.places[key] = found[0] if found else 0
            name, effect = (self.names[found[0]], Effect.NEW_PERSON) if found else (row.company, Effect.NEW_COMPANY)
            self._keep(row, name, effect)

    def _keep(self, row: RosterRow, company: str, effect: Effect) -> None:
        self.lines[row.spot] = RosterLine(company, row.name, row.login, row.language, effect)

    def _refuse(self, row: RosterRow, column: int, code: str, message: str, **values: object) -> None:
        self.faults.append(fault(row.at(column), code, message, **values))
