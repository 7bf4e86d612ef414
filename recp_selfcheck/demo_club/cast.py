"""The people of the demonstration: made as people are made, each with a password that is printed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from recp_selfcheck.actions import clock, clubs, joining, signing_in
from recp_selfcheck.actions.joining import Joining, new_code
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.demo_club.script import PlayedCompany, Script, Someone, spoken
from recp_selfcheck.errors import Mistake, NotPossibleNow
from recp_selfcheck.people.roles import Role

HERE: Final = "127.0.0.1"


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
    """Everybody so far: their accounts, and sessions to act with, by login, begun at `acting`.

    A session lasts thirty days; begun lately it serves for acts in any month before.
    """

    acting: datetime
    accounts: dict[str, Account] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)

    def begin(self, script: Script) -> None:
        """Make the first coordinator; NotPossibleNow where somebody has an account already."""
        link = signing_in.first_start()
        if link is None:
            message = "The database has clubs or accounts already. Set RECP_DATABASE_URL to a new one and run it again."
            raise NotPossibleNow([Mistake("has-data", message)])
        for login, one in script.people.items():
            new = self._new(login, spoken(one.name), one.role, "")
            if one.role is Role.COORDINATOR:
                signing_in.make_first_coordinator(link, new, HERE)
            else:
                clubs.invite(self.of(Role.COORDINATOR), new, one.role)
            self._sign_in(login)

    def of(self, role: Role) -> Session:
        """Return the session of the first of a role."""
        return self.sessions[next(login for login, account in self.accounts.items() if account.role is role)]

    def join(self, code: str, company: PlayedCompany) -> None:
        """Let the people of a company join with a code of their club, the second with the company's."""
        name = f"{spoken(company.name)} {company.plant}"
        joining.join(code, Joining(self._member(company.member, name), name), HERE)
        self._sign_in(company.member.login)
        if company.colleague is not None:
            of_company = clubs.company_code(self.sessions[company.member.login])
            joining.join(code, Joining(self._member(company.colleague, name), company_code=of_company), HERE)

    def sign_out(self) -> None:
        """End the sessions of the play."""
        for session in self.sessions.values():
            signing_in.sign_out(session.token)

    def _sign_in(self, login: str) -> None:
        with clock.as_of(self.acting):
            self.sessions[login] = session_of(signing_in.sign_in(login, self.accounts[login].password, HERE))

    def _member(self, someone: Someone, company: str) -> NewPerson:
        return self._new(someone.login, spoken(someone.name), Role.MEMBER, company)

    def _new(self, login: str, name: str, role: Role, of: str) -> NewPerson:
        password = f"{new_code()}-{new_code()}"
        self.accounts[login] = Account(role, login, password, name, of)
        return NewPerson(login, name, password)
