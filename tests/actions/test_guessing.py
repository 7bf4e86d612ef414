"""Guessing at once instead of one after the other, with the clock set wrong, and with codes nobody gave."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from recp_selfcheck.actions import joining, signing_in
from recp_selfcheck.actions.joining import Joining
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.errors import NotPermitted, NotPossibleNow, SignInRefused, WaitFirst
from recp_selfcheck.storage import database, tables

from .test_signing_in import HERE, PASSWORD, Clock, clock, club_mode, coordinator

__all__ = ["clock", "club_mode", "coordinator"]
WRONG = "wrong river tomato lamps"


def guess(password: str = WRONG, address: str = HERE) -> type[Exception] | None:
    try:
        signing_in.sign_in("olga", password, address)
    except (SignInRefused, WaitFirst) as refused:
        return type(refused)
    return None


def test_many_guesses_at_once_are_no_more_guesses_than_one_after_the_other(coordinator: Session) -> None:
    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(lambda _: guess(), range(16)))
    assert told.count(SignInRefused) <= 8  # four are free; a few more may stand in the queue of two hashes at a time
    assert guess(PASSWORD) is WaitFirst


def test_a_right_guess_among_many_at_once_is_not_told(coordinator: Session) -> None:
    with ThreadPoolExecutor(16) as pool:
        wrong = [pool.submit(guess) for _ in range(15)]
        while sum(one.done() for one in wrong) < 4:  # a right one before the fourth wrong one is nobody's guess
            time.sleep(0.001)
        assert pool.submit(guess, PASSWORD).result() is WaitFirst


@pytest.mark.parametrize("days", [1, 400])
def test_a_clock_that_was_fast_locks_nobody_out_when_it_is_set_right(
    coordinator: Session, clock: Clock, days: int
) -> None:
    clock.passes(days=days)
    for _ in range(6):
        guess()
    assert guess(PASSWORD) is WaitFirst
    clock.passes(days=-days)
    assert guess(PASSWORD) is None


def test_a_success_in_the_future_forgives_no_wrong_passwords_of_today(coordinator: Session, clock: Clock) -> None:
    clock.passes(days=400)
    assert guess(PASSWORD) is None
    clock.passes(days=-400)
    told = [guess() for _ in range(8)]
    assert told[-1] is WaitFirst


def test_a_session_begun_with_a_fast_clock_does_not_outlive_the_others(coordinator: Session, clock: Clock) -> None:
    clock.passes(days=400)
    token = signing_in.sign_in("olga", PASSWORD, HERE)
    assert session_of(token).person.name == "Olga"
    clock.passes(days=-400)
    with pytest.raises(NotPermitted):
        session_of(token)


def test_a_clock_that_was_slow_ends_sessions_and_links_in_their_time(coordinator: Session, clock: Clock) -> None:
    clock.passes(days=-30)
    slow = signing_in.sign_in("olga", PASSWORD, HERE)
    link = signing_in.make_password_link(session_of(slow), coordinator.person.id)
    clock.passes(days=31)
    for token in (slow,):
        with pytest.raises(NotPermitted):
            session_of(token)
    with pytest.raises(Exception, match="too old"):
        signing_in.login_of_link(link)


def test_clocks_of_two_servers_may_differ_by_seconds(coordinator: Session, clock: Clock) -> None:
    clock.passes(seconds=20)
    token = signing_in.sign_in("olga", PASSWORD, HERE)
    clock.passes(seconds=1)
    for _ in range(8):
        guess()
    clock.passes(seconds=-20)
    assert session_of(token).person.name == "Olga"
    assert guess(PASSWORD) is WaitFirst


def test_a_code_nobody_gave_costs_no_password_hash(coordinator: Session) -> None:
    weak = Joining(NewPerson("somebody", "Somebody", "short"), "Bakery")
    with pytest.raises(NotPossibleNow) as refused:
        joining.join("zzzz9999", weak, HERE)
    assert refused.value.mistakes[0].code == "code-unknown"
    with database.reading() as connection:
        assert len(connection.execute(tables.person.select()).all()) == 1
