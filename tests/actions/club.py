"""A small club for tests: its people with their sessions, made through the actions people use."""

from __future__ import annotations

from datetime import timedelta

from recp_selfcheck.actions import joining, signing_in
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.joining import Joining
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import clubs, database

PASSWORD = "river tomato seven lamps"
HERE = "192.0.2.1"


class ClubOfTests:
    """Makes clubs, and people with sessions in them; the first coordinator is there from the beginning."""

    def __init__(self) -> None:
        link = signing_in.first_start()
        assert link
        self.coordinator = session_of(
            signing_in.make_first_coordinator(link, NewPerson("olga", "Olga", PASSWORD), HERE)
        )
        self.codes: dict[int, str] = {}

    def club(self, name: str) -> int:
        with database.transaction() as connection:
            made = clubs.make(connection, name, "Europe/Minsk", now())
            clubs.assign(connection, made, self.coordinator.person.id)
            self.codes[made] = joining.new_code()
            until = now() + timedelta(days=30)
            clubs.keep_code(
                connection, self.codes[made], made, by=self.coordinator.person.id, until=until, most_uses=100
            )
        return made

    def member(self, club: int, login: str, company: str = "Bakery") -> Session:
        wanted = Joining(NewPerson(login, login.title(), PASSWORD), company)
        return session_of(joining.join(self.codes[club], wanted, HERE))

    def person(self, role: Role, login: str, *of_clubs: int) -> Session:
        account = signing_in.accept_new(NewPerson(login, login.title(), PASSWORD))
        with database.transaction() as connection:
            person = signing_in.add_person(connection, account, role)
            for club in of_clubs:
                clubs.assign(connection, club, person)
            token = signing_in.begin(connection, person, HERE)
        return session_of(token)
