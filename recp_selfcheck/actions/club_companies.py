"""The companies of a club: finding one by the name somebody wrote, and making one nobody has joined yet."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.clubs import thing_of
from recp_selfcheck.actions.joining import new_company
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.errors import Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Person
from recp_selfcheck.storage import audit, clubs, companies, database, deletion, files
from recp_selfcheck.storage.database import Connection


def companies_of(session: Session, club_id: int) -> dict[int, str]:
    """Return the names of a club's companies by id, in the order of the names; those without people, too."""
    with database.reading() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        return names_of(connection, club_id)


def names_of(connection: Connection, club_id: int) -> dict[int, str]:
    """Read the names of a club's companies by id, in the order of the names."""
    ids = clubs.companies(connection, club_id)
    found = dict.fromkeys(ids, "") | companies.names(connection, ids)
    return dict(sorted(found.items(), key=lambda one: (one[1].casefold(), one[0])))


def called(names: Mapping[int, str], written: str) -> tuple[int, ...]:
    """Return the companies that are called so; quotation marks, spaces and capitals make no difference.

    >>> called({3: "ОАО «Хлеб-1»", 4: "Dairy"}, 'оао "Хлеб-1" ')
    (3,)
    """
    wanted = name_key(written)
    return tuple(ident for ident, name in names.items() if wanted and name_key(name) == wanted)


def name_key(name: str) -> str:
    """Return what makes no difference between two ways to write a company's name."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return "".join(sign for sign in plain if sign.isalnum())


def add_company(connection: Connection, club_id: int, typed: str, person: Person) -> int:
    """Make a company of the club by its name and return its id; AnswerMistakes where the name is none."""
    made = new_company(connection, typed, person.id, person.name)
    clubs.add_company(connection, club_id, made, now())
    audit.note(connection, "company added", at=now(), person_id=person.id, company_id=made, club_id=club_id)
    return made


def remove_company(session: Session, club_id: int, company_id: int) -> None:
    """Take a company nobody has joined out of a club; what came of its files goes, unless it is in another club, too.

    NotPossibleNow where it has people: they leave by themselves.
    """
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        in_clubs = clubs.of_company(connection, company_id)
        if club_id not in in_clubs:
            raise NotFound(f"company {company_id} of club {club_id}")
        companies.lock(connection, company_id)
        if deletion.others_in(connection, company_id, 0):
            message = "The company has people, so it stays in the club. They can delete their accounts themselves."
            raise NotPossibleNow([Mistake("company-has-people", message)])
        audit.note(connection, "company removed", at=now(), person_id=person.id, company_id=company_id, club_id=club_id)
        clubs.remove_company(connection, club_id, company_id)
        unused = deletion.delete_company(connection, company_id) if in_clubs == {club_id} else set()
    for digest in unused:
        files.forget(digest)
