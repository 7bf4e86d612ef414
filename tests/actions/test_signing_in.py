"""Accounts: signing in, slowing guesses down, one-time links, locking; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from recp_selfcheck.actions import joining, passwords, signing_in
from recp_selfcheck.actions.joining import Joining
from recp_selfcheck.actions.session import Session, session_of, set_language, stored_language
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.errors import AnswerMistakes, NotFound, NotPermitted, NotPossibleNow, SignInRefused, WaitFirst
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import accounts, audit, clubs, database

PASSWORD = "river tomato seven lamps"
HERE = "192.0.2.1"
START = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of everything that signing in asks for the time."""
    ticking = Clock()
    for module in ("signing_in", "joining", "session"):
        monkeypatch.setattr(f"recp_selfcheck.actions.{module}.now", ticking)
    return ticking


@pytest.fixture
def club_mode(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECP_MODE", "club")
    settings.cache_clear()


@pytest.fixture
def coordinator(club_mode: None, clock: Clock) -> Session:
    link = signing_in.first_start()
    assert link
    return session_of(signing_in.make_first_coordinator(link, NewPerson("olga", "Olga", PASSWORD), HERE))


@pytest.fixture
def club_id(coordinator: Session, clock: Clock) -> int:
    with database.transaction() as connection:
        made = clubs.make(connection, "Orsha", "Europe/Minsk", clock())
        clubs.keep_code(
            connection, "abcd2345", made, by=coordinator.person.id, until=clock() + timedelta(days=7), most_uses=3
        )
        return made


def member(login: str, *, company: str = "", code: str = "", name: str = "Ivan") -> Session:
    wanted = Joining(NewPerson(login, name, PASSWORD), company, code)
    return session_of(joining.join("ABCD 2345", wanted, HERE))


def add(role: Role, login: str, *in_clubs: int) -> Session:
    with database.transaction() as connection:
        person = signing_in.add_person(connection, signing_in.accept_new(NewPerson(login, login, PASSWORD)), role)
        for club in in_clubs:
            clubs.assign(connection, club, person)
        return_token = signing_in.begin(connection, person, HERE)
    return session_of(return_token)


def test_the_first_link_makes_one_coordinator_and_no_second(coordinator: Session) -> None:
    assert coordinator.person.role is Role.COORDINATOR
    assert signing_in.first_start() is None


def test_two_people_with_the_first_link_make_one_coordinator(club_mode: None, clock: Clock) -> None:
    link = signing_in.first_start()
    assert link
    signing_in.make_first_coordinator(link, NewPerson("olga", "Olga", PASSWORD), HERE)
    with pytest.raises(NotFound):
        signing_in.make_first_coordinator(link, NewPerson("eve", "Eve", PASSWORD), HERE)


def test_login_and_password_open_a_session_whatever_the_case_of_the_login(coordinator: Session) -> None:
    assert session_of(signing_in.sign_in(" OLGA ", PASSWORD, HERE)).person == coordinator.person


@pytest.mark.parametrize(
    ("login", "password"), [("olga", "wrong"), ("nobody", PASSWORD), ("", ""), ("olga", "x" * 5000)]
)
def test_what_does_not_fit_is_refused_in_the_same_words(coordinator: Session, login: str, password: str) -> None:
    with pytest.raises(SignInRefused, match="login and password do not fit"):
        signing_in.sign_in(login, password, HERE)


def test_a_session_ends_by_itself(coordinator: Session, clock: Clock) -> None:
    clock.passes(days=29)
    assert session_of(coordinator.token).person.id == coordinator.person.id
    clock.passes(days=2)
    with pytest.raises(NotPermitted):
        session_of(coordinator.token)


def test_guessing_waits_ever_longer_and_the_right_password_waits_too(coordinator: Session, clock: Clock) -> None:
    waits: list[int] = []
    for _ in range(12):
        try:
            signing_in.sign_in("olga", "guess", HERE)
        except SignInRefused:
            pass
        except WaitFirst as wait:
            waits.append(wait.seconds)
            clock.passes(seconds=wait.seconds)
    with suppress(SignInRefused, WaitFirst):
        signing_in.sign_in("olga", "guess", HERE)
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    with pytest.raises(WaitFirst):
        signing_in.sign_in("olga", PASSWORD, HERE)
    clock.passes(minutes=20)
    assert signing_in.sign_in("olga", PASSWORD, HERE)


def test_guessers_elsewhere_do_not_lock_a_person_out_for_more_than_a_quarter_of_an_hour(
    coordinator: Session, clock: Clock
) -> None:
    for place in range(60):
        try:
            signing_in.sign_in("olga", "guess", f"198.51.100.{place}")
        except (SignInRefused, WaitFirst):
            clock.passes(seconds=1)
    clock.passes(minutes=15)
    assert signing_in.sign_in("olga", PASSWORD, HERE)


def test_a_class_behind_one_address_is_not_slowed_by_a_few_slips(coordinator: Session, club_id: int) -> None:
    for number in range(20):
        with pytest.raises(SignInRefused):
            signing_in.sign_in(f"pupil{number}", "slip", HERE)
    assert signing_in.sign_in("olga", PASSWORD, HERE)


def test_an_address_that_tries_many_logins_waits(coordinator: Session) -> None:
    for number in range(31):
        with pytest.raises(SignInRefused):
            signing_in.sign_in(f"guess{number}", "password", HERE)
    with pytest.raises(WaitFirst):
        signing_in.sign_in("olga", PASSWORD, HERE)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password-short"),
        ("x" * 201, "password-long"),
        ("password123", "password-guessed"),
        ("Беларусь2027", "password-guessed"),
        ("olga olga olga", "password-guessed"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, code: str) -> None:
    with pytest.raises(AnswerMistakes) as refused:
        passwords.accept_password(password, ("olga",))
    assert [mistake.code for mistake in refused.value.mistakes] == [code]


def test_passwords_in_any_script_are_kept_and_told_apart() -> None:
    kept = passwords.hash_password("дождж па дарозе ў Воршу")
    assert passwords.is_password("дождж па дарозе ў Воршу", kept)
    assert not passwords.is_password("дождж па дарозе у Воршу", kept)
    assert not passwords.is_password("anything", None)
    assert not passwords.is_password("anything", "no hash at all")


def test_a_trainer_gives_a_member_of_the_own_club_a_link_that_works_once(
    club_id: int, coordinator: Session, clock: Clock
) -> None:
    ivan = member("ivan", company="Bakery")
    trainer = add(Role.TRAINER, "pavel", club_id)
    void = signing_in.make_password_link(trainer, ivan.person.id)
    link = signing_in.make_password_link(trainer, ivan.person.id)
    with pytest.raises(NotFound):
        signing_in.login_of_link(void)
    assert signing_in.login_of_link(link) == "ivan"
    signing_in.set_password_by_link(link, "seven lamps under water", HERE)
    with pytest.raises(NotFound):
        signing_in.set_password_by_link(link, PASSWORD, HERE)
    with pytest.raises(NotPermitted):
        session_of(ivan.token)  # whoever was signed in as him is out
    assert signing_in.sign_in("ivan", "seven lamps under water", HERE)
    old = signing_in.make_password_link(trainer, ivan.person.id)
    clock.passes(days=4)
    with pytest.raises(NotFound):
        signing_in.login_of_link(old)


def test_a_trainer_manages_members_of_own_clubs_and_nobody_else(club_id: int, coordinator: Session) -> None:
    ivan = member("ivan", company="Bakery")
    trainer, stranger = add(Role.TRAINER, "pavel", club_id), add(Role.TRAINER, "petr")
    colleague = add(Role.TRAINER, "anna", club_id)
    for refused in (
        lambda: signing_in.make_password_link(stranger, ivan.person.id),
        lambda: signing_in.lock_account(stranger, ivan.person.id, locked=True),
        lambda: signing_in.make_password_link(ivan, ivan.person.id),
        lambda: signing_in.make_password_link(trainer, coordinator.person.id),
    ):
        with pytest.raises(NotPermitted):
            refused()
    with pytest.raises(NotPossibleNow):
        signing_in.make_password_link(trainer, colleague.person.id)
    with pytest.raises(NotPossibleNow):
        signing_in.lock_account(coordinator, coordinator.person.id, locked=True)
    signing_in.lock_account(trainer, ivan.person.id, locked=True)
    with pytest.raises(NotPermitted):
        session_of(ivan.token)
    with pytest.raises(SignInRefused):
        signing_in.sign_in("ivan", PASSWORD, HERE)
    signing_in.lock_account(coordinator, ivan.person.id, locked=False)
    assert signing_in.sign_in("ivan", PASSWORD, HERE)


def test_joining_makes_person_company_and_membership_and_is_written_down(club_id: int) -> None:
    ivan = member("ivan", company="Bakery «Dawn»")
    assert ivan.person.role is Role.MEMBER
    assert ivan.person.club_ids == {club_id}
    with database.reading() as connection:
        assert clubs.companies(connection, club_id) == (ivan.company_id,)
        assert [entry.action for entry in audit.of_company(connection, ivan.company_id)] == ["joined"]
        code = clubs.company_code(connection, ivan.company_id)
    assert code
    anna = member("anna", code=code)
    assert anna.company_id == ivan.company_id


def test_joining_twice_changes_nothing_and_costs_no_use(club_id: int) -> None:
    ivan = member("ivan", company="Bakery")
    assert joining.join_as(ivan, "abcd2345") is False
    with database.reading() as connection:
        found = clubs.code(connection, "abcd2345")
    assert found
    assert found.uses == 1


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda clock: clock.passes(days=8), "code-expired"),
        (lambda _clock: [member(f"ivan{n}", company="B") for n in range(3)], "code-used-up"),
        (lambda clock: _withdraw(clock()), "code-withdrawn"),
    ],
)
def test_a_code_that_no_longer_works_says_why_and_makes_nothing(
    club_id: int, clock: Clock, spoil: Callable[[Clock], object], code: str
) -> None:
    spoil(clock)
    with pytest.raises(NotPossibleNow) as refused:
        member("late", company="Bakery")
    assert [mistake.code for mistake in refused.value.mistakes] == [code]
    with database.reading() as connection:
        assert accounts.find(connection, login="late") is None


def _withdraw(moment: datetime) -> None:
    with database.transaction() as connection:
        clubs.withdraw_code(connection, "abcd2345", moment)


@pytest.mark.parametrize(
    ("login", "company", "code", "expected"),
    [
        ("a b", "Bakery", "", "login-form"),
        ("ivan", "Bakery", "", "login-taken"),
        ("anna", "", "", "company-missing"),
        ("anna", "", "zzzz9999", "company-code-unknown"),
    ],
)
def test_what_cannot_join_is_told_why_and_nothing_is_made(
    club_id: int, login: str, company: str, code: str, expected: str
) -> None:
    member("ivan", company="Bakery")
    with pytest.raises(AnswerMistakes) as refused:
        member(login, company=company, code=code)
    assert [mistake.code for mistake in refused.value.mistakes] == [expected]
    with database.reading() as connection:
        assert accounts.find(connection, login="anna") is None
        found = clubs.code(connection, "abcd2345")
    assert found
    assert found.uses == 1


def test_only_a_company_joins(club_id: int, coordinator: Session) -> None:
    with pytest.raises(NotPermitted):
        joining.join_as(coordinator, "abcd2345")


def test_a_language_is_kept_for_the_person_signed_in(coordinator: Session) -> None:
    set_language(coordinator, "be")
    assert stored_language(coordinator.token) == "be"
    assert stored_language("forged") == ""
    assert stored_language(None) == ""


def test_an_open_session_is_no_way_to_guess_its_password(coordinator: Session) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            signing_in.change_password(coordinator, "guess", "seven lamps under water", HERE)
    with pytest.raises(WaitFirst):
        signing_in.change_password(coordinator, PASSWORD, "seven lamps under water", HERE)
