"""Who is here: the session every other action asks for, and the check it makes first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from recp_selfcheck.actions.clock import now
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotPermitted, StorageProblem
from recp_selfcheck.people.roles import Permission, Person, Thing, may
from recp_selfcheck.settings import Settings, settings
from recp_selfcheck.storage import accounts, database, people
from recp_selfcheck.storage.database import Connection

LANGUAGES: tuple[str, ...] = get_args(Settings.model_fields["language"].annotation)


@dataclass(frozen=True, slots=True)
class Session:
    """A person at work, on a company where they have one (else `company_id` is 0).

    `language` is the one they have chosen, "" for none; `token` is empty in solo mode.
    """

    person: Person
    company_id: int
    language: str
    token: str = ""

    @property
    def company(self) -> Thing:
        """The company as something permissions are about."""
        return Thing(self.company_id)


def solo_session() -> Session:
    """Return the session of solo mode's built-in person; person and company are made at the first call.

    NotPermitted in club mode, where everybody signs in.
    """
    _solo_only()
    found = _built_in()
    if found is None:
        people.make_solo(now())
        found = _built_in()
    if found is None or not found.person.company_ids:
        raise StorageProblem(
            "no-solo-person",
            "The database has people but not the built-in person of solo mode with its company. "
            "Start with RECP_MODE=club, or set RECP_DATABASE_URL to a new database.",
        )
    return Session(found.person, min(found.person.company_ids), found.language)


def session_of(token: str | None) -> Session:
    """Return the session a browser's cookie stands for; in solo mode the built-in person's, whatever the cookie.

    NotPermitted where nobody is signed in with it (any more).
    """
    if settings().mode == "solo":
        return solo_session()
    with database.reading() as connection:
        stored = accounts.session(connection, token, now()) if token else None
        found = people.find(connection, person_id=stored.person_id) if stored else None
    if not token or stored is None or found is None:
        raise NotPermitted("nobody is signed in")
    own = found.person.company_ids
    company_id = stored.company_id if stored.company_id in own else min(own, default=0)
    return Session(found.person, company_id or 0, found.language, token)


def work_on(session: Session, company_id: int) -> Session:
    """Turn to another of one's own companies, for the rest of the session."""
    with database.transaction() as connection:
        check(connection, session, Permission.READ_COMPANY, Thing(company_id))
        accounts.work_on(connection, session.token, company_id)
    return replace(session, company_id=company_id)


def stored_language(token: str | None = None) -> str:
    """Return the language a person has chosen; "" for none, before the first start, without database or sign-in."""
    try:
        return session_of(token).language if settings().mode == "club" else _language_of_solo()
    except (NotPermitted, StorageProblem):
        return ""  # the page that follows says what is wrong with the database


def _language_of_solo() -> str:
    found = _built_in()
    return found.language if found else ""


def set_language(session: Session, language: str) -> Session:
    """Keep the language a person has chosen, "" for none, and return the session in it."""
    if language not in {"", *LANGUAGES}:
        allowed = ", ".join(LANGUAGES)
        raise AnswerMistakes(
            [
                Mistake(
                    "unknown-language",
                    f"'{language[:20]}' is not one of the languages: {allowed}.",
                    values={"given": language[:20], "options": LANGUAGES},
                )
            ]
        )
    with database.transaction() as connection:
        _alive(connection, session)
        people.choose_language(connection, session.person.id, language)
    return replace(session, language=language)


def check(connection: Connection, session: Session, permission: Permission, thing: Thing) -> Person:
    """Return the person of a live session as they are stored now; NotPermitted where they may not do this."""
    person = _alive(connection, session)
    if not may(person, permission, thing):
        raise NotPermitted(f"{permission}: company {thing.company_id}")
    return person


def _alive(connection: Connection, session: Session) -> Person:
    person_id: int | None = session.person.id
    if settings().mode == "club":
        stored = accounts.session(connection, session.token, now()) if session.token else None
        person_id = stored.person_id if stored else None
    found = people.find(connection, person_id=person_id) if person_id is not None else None
    if found is None:
        raise NotPermitted("the session has ended")
    return found.person


def _solo_only() -> None:
    if settings().mode != "solo":
        raise NotPermitted("club mode asks everybody to sign in")


def _built_in() -> people.Account | None:
    with database.reading() as connection:
        return people.find(connection, login=people.SOLO_LOGIN)
