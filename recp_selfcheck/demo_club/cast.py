"""The people of the demonstration: made as people are made, each with a password that is printed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from recp_selfcheck.actions import clubs, joining, signing_in
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.joining import Joining, new_code
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.demo_club.script import PlayedCompany, Script, Someone, spoken
from recp_selfcheck.errors import Mistake, NotPossibleNow
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import companies, database

HERE: Final = "127.0.0.1"
_RENEWED_AFTER: Final = timedelta(days=25)  # sessions last thirty


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in, as the command prints it."""

    role: Role
    login: str
    password: str
    name: str
    of: str  # a member's company


@dataclass(slots=True)
class Cast:
    """Everybody so far: their accounts and the sessions to act with, by login."""

    accounts: dict[str, Account] = field(default_factory=dict)
    _sessions: dict[str, tuple[Session, datetime]] = field(default_factory=dict)

    def begin(self, script: Script) -> None:
        """Make the first coordinator and the others; NotPossibleNow where there are accounts or data already."""
        link = signing_in.first_start()
        with database.reading() as connection:
            used = companies.anything_stored(connection)
        if link is None or used:
            message = "The database has accounts or data already. Set RECP_DATABASE_URL to a new one and run it again."
            raise NotPossibleNow([Mistake("has-data", message)])
        for login, one in script.people.items():
            new = self._new(login, spoken(one.name), one.role, "")
            if one.role is Role.COORDINATOR:
                self._keep(login, signing_in.make_first_coordinator(link, new, HERE))
            else:
                self._sign_in(login, clubs.invite(self.of(Role.COORDINATOR), new, one.role))

    def session(self, login: str) -> Session:
        """Return somebody's session, a new one where the old one has ended or is about to."""
        session, begun = self._sessions[login]
        if now() - begun > _RENEWED_AFTER:
            signing_in.sign_out(session.token)
            self._sign_in(login, session.person.id)
        return self._sessions[login][0]

    def of(self, role: Role) -> Session:
        """Return the session of the first of a role."""
        return self.session(next(login for login, account in self.accounts.items() if account.role is role))

    def join(self, code: str, company: PlayedCompany) -> None:
        """Let the people of a company join with a code of their club, the second with the company's."""
        name = f"{spoken(company.name)} {company.plant}"
        member = company.member.login
        self._keep(member, joining.join(code, Joining(self._member(company.member, name), name), HERE))
        if company.colleague is not None:
            of_company = clubs.company_code(self.session(member))
            new = self._member(company.colleague, name)
            self._keep(new.login, joining.join(code, Joining(new, company_code=of_company), HERE))

    def sign_out(self) -> None:
        """End the sessions of the play."""
        for session, _begun in self._sessions.values():
            signing_in.sign_out(session.token)

    def _keep(self, login: str, token: str) -> None:
        self._sessions[login] = (session_of(token), now())

    def _sign_in(self, login: str, person_id: int) -> None:
        with database.transaction() as connection:
            token = signing_in.begin(connection, person_id, HERE)
        self._keep(login, token)

    def _member(self, someone: Someone, company: str) -> NewPerson:
        return self._new(someone.login, spoken(someone.name), Role.MEMBER, company)

    def _new(self, login: str, name: str, role: Role, of: str) -> NewPerson:
        password = f"{new_code()}-{new_code()}"
        self.accounts[login] = Account(role, login, password, name, of)
        return NewPerson(login, name, password)
