"""Deleting an account: what goes, what stays, and who may not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image

from recp_selfcheck.actions import (
    answering,
    deleting,
    evidence,
    joining,
    part_handing_in,
    reviewing,
    signing_in,
)
from recp_selfcheck.actions.account import log, read_account
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import save_field
from recp_selfcheck.actions.joining import Joining
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.errors import AnswerMistakes, NotPermitted, NotPossibleNow, SignInRefused
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import certificates, database, tables
from tests.actions.club import HERE, PASSWORD, ClubOfTests


@pytest.fixture(autouse=True)
def files_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / "files"))
    settings.cache_clear()
    return tmp_path / "files"


def whole_database() -> str:
    with database.reading() as connection:
        return "\n".join(
            f"{table.name}: {tuple(row)}"
            for table in tables.metadata.sorted_tables
            for row in connection.execute(sa.select(table))
        )


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(made, "JPEG")
    return made.getvalue()


def handed_in(session: Session) -> int:
    """Answer everything of the small checklist about water, with a photo and a note, and hand it in."""
    draft = answering.open_submission(session, "water")
    answering.save_answer(session, draft.id, "taps.leaks", "some", 0)
    answering.save_answer(session, draft.id, "taps.leaks", "Secretnote", 0, field="note")
    evidence.attach(session, draft.id, "taps.leaks", "Secretphoto.jpg", photo())
    answering.hand_in(session, draft.id)
    return draft.id


def colleague(club: ClubOfTests, number: int, of: Session, login: str) -> Session:
    wanted = Joining(NewPerson(login, login.title(), PASSWORD), company_code=read_account(of).code)
    return session_of(joining.join(club.codes[number], wanted, HERE))


def test_with_the_last_of_its_people_a_company_goes_and_no_name_is_left(
    club_of_tests: ClubOfTests, files_folder: Path
) -> None:
    number = club_of_tests.club("Orsha")
    anna = club_of_tests.member(number, "anna.secretary", "Secretbakery")
    trainer = club_of_tests.person(Role.TRAINER, "tom", number)
    submission = handed_in(anna)
    reviewing.open_review(trainer, submission)
    save_field(anna, "about", "Secretabout", 0)
    part_handing_in.hand_in_part(anna, "bills")
    assert any(path.is_file() for path in files_folder.rglob("*"))
    said = deleting.what_goes(anna)
    assert (said.goes, said.stays, said.receipts, said.refused) == (("Secretbakery",), (), 2, False)

    deleting.delete_account(anna, " Anna.Secretary ", PASSWORD)

    left = whole_database().lower()
    assert "secret" not in left
    assert "anna" not in left
    assert not any(path.is_file() for path in files_folder.rglob("*"))
    with pytest.raises(NotPermitted):
        session_of(anna.token)
    with pytest.raises(SignInRefused):
        signing_in.sign_in("anna.secretary", PASSWORD, HERE)
    with database.reading() as connection:
        kept = connection.execute(sa.select(tables.receipt.c.sha256, tables.receipt.c.copy)).all()
        assert len(kept) == 1
        assert kept[0].copy["checklist"]["id"] == "water"
        assert "answers" not in kept[0].copy
        actions = connection.execute(sa.select(tables.audit_log.c.action)).scalars().all()
    assert {"opened for review", "company deleted", "account deleted"} <= set(actions)
    assert reviewing.queue(trainer) == ()
    club_of_tests.member(number, "anna.secretary", "Another")  # the login is free again


def test_a_company_stays_with_whoever_is_left_in_it(club_of_tests: ClubOfTests) -> None:
    number = club_of_tests.club("Orsha")
    anna = club_of_tests.member(number, "anna", "Bakery")
    boris = colleague(club_of_tests, number, anna, "boris")
    handed_in(anna)
    assert deleting.what_goes(anna).stays == ("Bakery",)
    deleting.delete_account(anna, "anna", PASSWORD)
    assert read_account(boris).companies == ((boris.company_id, "Bakery"),)
    submission = answering.open_submission(boris, "water")
    assert submission.receipt
    assert submission.receipt.by == ""
    assert next((line.name, line.action) for line in log(boris)) == ("", "left the company")


def test_a_certificate_keeps_its_serial_and_loses_its_names(club_of_tests: ClubOfTests) -> None:
    number = club_of_tests.club("Orsha")
    anna = club_of_tests.member(number, "anna", "Bakery")
    with database.transaction() as connection:
        certificates.keep(
            connection,
            "RECP-1",
            club_id=number,
            person_id=anna.person.id,
            person_name="Anna",
            company_name="Bakery",
            grounds={},
            at=now(),
            by=club_of_tests.coordinator.person.id,
        )
    assert deleting.what_goes(anna).certificates == 1
    deleting.delete_account(anna, "anna", PASSWORD)
    with database.reading() as connection:
        found = certificates.find(connection, "RECP-1")
    assert found
    assert (found.person_id, found.person_name, found.company_name) == (None, "", "")


def test_nothing_goes_without_the_login_and_the_password(club_of_tests: ClubOfTests) -> None:
    anna = club_of_tests.member(club_of_tests.club("Orsha"), "anna")
    before = whole_database()
    with pytest.raises(AnswerMistakes, match="not-confirmed"):
        deleting.delete_account(anna, "boris", PASSWORD)
    assert whole_database() == before
    with pytest.raises(SignInRefused):
        deleting.delete_account(anna, "anna", "a wrong one")
    kept = [line for line in whole_database().splitlines() if not line.startswith("sign_in_attempt")]
    assert kept == before.splitlines()  # but for the attempt, which is written down


def test_the_last_coordinator_stays(club_of_tests: ClubOfTests) -> None:
    olga = club_of_tests.coordinator
    assert deleting.what_goes(olga).refused
    with pytest.raises(NotPossibleNow, match="last-coordinator"):
        deleting.delete_account(olga, "olga", PASSWORD)
    second = club_of_tests.person(Role.COORDINATOR, "vera")
    deleting.delete_account(olga, "olga", PASSWORD)
    with pytest.raises(NotPossibleNow, match="last-coordinator"):
        deleting.delete_account(second, "vera", PASSWORD)


def test_a_trainer_goes_and_what_they_decided_stays(club_of_tests: ClubOfTests) -> None:
    number = club_of_tests.club("Orsha")
    anna = club_of_tests.member(number, "anna")
    tom = club_of_tests.person(Role.TRAINER, "tom", number)
    reviewing.open_review(tom, handed_in(anna))
    deleting.delete_account(tom, "tom", PASSWORD)
    assert [line.name for line in log(anna) if line.action == "opened for review"] == [""]
