"""Who is here, and that every action asks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import answering, company, opportunities
from recp_selfcheck.actions import session as sessions
from recp_selfcheck.actions.session import Session, set_language, solo_session, stored_language
from recp_selfcheck.errors import AnswerMistakes, NotPermitted, StorageProblem
from recp_selfcheck.people.roles import Person, Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database, tables


def test_the_built_in_person_has_one_company_and_stays_the_same(database_url: str) -> None:
    first = solo_session()
    assert first.person.role is Role.MEMBER
    assert first.person.company_ids == {first.company_id}
    assert solo_session() == first


def test_twelve_first_calls_at_once_make_one_person(database_url: str) -> None:
    found: list[Any] = []
    together = threading.Barrier(12)

    def call() -> None:
        together.wait()
        try:
            found.append(solo_session())
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say so
            found.append(error)

    threads = [threading.Thread(target=call) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1, found
    with database.reading() as connection:
        people = connection.execute(sa.select(sa.func.count()).select_from(tables.person)).scalar()
        companies = connection.execute(sa.select(sa.func.count()).select_from(tables.company)).scalar()
    assert (people, companies) == (1, 1)


def test_the_chosen_language_is_kept(database_url: str) -> None:
    assert stored_language() == ""
    session = set_language(solo_session(), "be")
    assert session.language == "be"
    assert solo_session().language == "be"
    assert stored_language() == "be"
    set_language(session, "")
    assert stored_language() == ""


def test_a_language_nobody_speaks_here_is_refused(database_url: str) -> None:
    with pytest.raises(AnswerMistakes) as caught:
        set_language(solo_session(), "de")
    assert caught.value.mistakes[0].code == "unknown-language"
    assert stored_language() == ""


def test_without_a_database_no_language_is_stored(empty_url: str) -> None:
    assert stored_language() == ""


def test_club_mode_has_no_built_in_person(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    session = solo_session()
    monkeypatch.setenv("RECP_MODE", "club")
    settings.cache_clear()
    with pytest.raises(NotPermitted):
        solo_session()
    with pytest.raises(NotPermitted):
        company.read_company(session)


def test_a_person_without_company_is_said(database_url: str) -> None:
    solo_session()
    with database.transaction() as connection:
        connection.execute(sa.delete(tables.membership))
    with pytest.raises(StorageProblem) as caught:
        solo_session()
    assert caught.value.code == "no-solo-person"


def _stranger(session: Session) -> Session:
    with database.transaction() as connection:
        key = connection.execute(
            sa.insert(tables.person).values(
                login="x", name="Stranger", role="member", language="", created_at=sessions.now()
            )
        ).inserted_primary_key
        other = connection.execute(sa.insert(tables.company).values(created_at=sessions.now())).inserted_primary_key
        assert key
        assert other
        connection.execute(sa.insert(tables.membership).values(person_id=key[0], company_id=other[0]))
    forged = Person(key[0], "Stranger", Role.MEMBER, session.person.company_ids)
    return Session(forged, session.company_id, "")


ACTIONS: dict[str, Callable[[Session, int], Any]] = {
    "read company": lambda session, _: company.read_company(session),
    "year": lambda session, _: company.year(session),
    "save field": lambda session, _: company.save_field(session, "name", "Mine", 0),
    "overview": lambda session, _: answering.overview(session),
    "open": lambda session, _: answering.open_submission(session, "water"),
    "find": lambda session, _: answering.find_submission(session, "energy"),
    "save answer": lambda session, submission: answering.save_answer(session, submission, "lighting.led", "all", 0),
    "hand in": answering.hand_in,
    "take back": answering.take_back,
    "begin round": lambda session, _: answering.begin_round(session, "energy"),
    "history": lambda session, _: answering.history(session, "energy"),
    "opportunities": lambda session, _: opportunities.read_opportunities(session),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_refuses_a_person_of_another_company_whatever_the_session_claims(
    session: Session, action: str
) -> None:
    submission = answering.open_submission(session, "energy").id
    stranger = _stranger(session)
    with pytest.raises(NotPermitted):
        ACTIONS[action](stranger, submission)
    gone = replace(session, person=replace(session.person, id=987))
    with pytest.raises(NotPermitted):
        ACTIONS[action](gone, submission)
    ACTIONS["find"](session, submission)
