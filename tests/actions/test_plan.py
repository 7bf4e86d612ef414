"""The action plan as a person keeps it: taking over, writing down, fields, states, and whose it is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import answering, bills, company, content, opportunities, plan
from recp_selfcheck.actions.bills import BillChange
from recp_selfcheck.actions.plan_fields import accept_plan_field
from recp_selfcheck.actions.session import Session, solo_session
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.checklists.model import Content, Effect, EndUse, Library, Measure
from recp_selfcheck.errors import AnswerMistakes, Conflict, NotFound, NotPermitted, NotPossibleNow
from recp_selfcheck.storage import database, tables
from tests.actions.conftest import SCALE, SITE, checklist

TODAY = datetime.now(UTC).date()
LIBRARY = Library(
    measures={
        "led": Measure(
            id="led",
            title="Fit LED lamps",
            cost="medium",
            sources=("x",),
            effects=(Effect(resource="electricity", of="light", saves=(40, 50, 60)),),
            payback=(1, 2, 3),
        ),
        "clock": Measure(id="clock", title="Fit a clock", cost="low", sources=("x",)),
    },
    end_uses={"light": EndUse(id="light", resource="electricity", title="Lighting", share=(5, 10, 15), sources=("x",))},
)
LED = {"id": "lighting.led", "text": "LED?", "kind": "options", "options": SCALE, "measures": ["led"]}
ENERGY = checklist(sections=[{"id": "lighting", "title": "Lighting", "questions": [LED]}])


@pytest.fixture
def firm(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A company with 100 MWh of electricity for 20,000 BYN, and nothing done about its lamps."""
    monkeypatch.setattr(content, "content", lambda: Content(site=SITE, checklists={"energy": ENERGY}, library=LIBRARY))
    session = solo_session()
    company.save_field(session, "currency", "BYN", 0)
    company.save_field(session, "year", 2025, 0)
    company.save_field(session, "total.electricity", {"amount": 100, "unit": "MWh", "cost": 20_000}, 0)
    draft = answering.open_submission(session, "energy")
    answering.save_answer(session, draft.id, "lighting.led", "none", 0)
    return session


@pytest.fixture
def foreign(firm: Session) -> int:
    """An entry in the plan of another company."""
    with database.transaction() as connection:
        moment = datetime.now(UTC)
        other = connection.execute(sa.insert(tables.company).values(created_at=moment)).inserted_primary_key
        assert other is not None
        made = connection.execute(
            sa.insert(tables.plan_entry).values(
                company_id=other[0], measure=None, begun_at=moment, person_id=firm.person.id
            )
        ).inserted_primary_key
        assert made is not None
        return int(made[0])


def entry(session: Session, entry_id: int) -> PlanEntry:
    [found] = [one for one in plan.read_plan(session).entries if one.id == entry_id]
    return found


def save(session: Session, entry_id: int, field: str, raw: Any, seen: int = 0) -> Any:
    return plan.save_plan_field(session, entry_id, field, raw, seen)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises((AnswerMistakes, NotPossibleNow)) as caught:
        act()
    [mistake] = caught.value.mistakes
    return mistake.code


def test_a_new_company_has_an_empty_plan(firm: Session) -> None:
    found = plan.read_plan(firm)
    assert (found.entries, found.currency, found.saved_at, dict(found.measures)) == ((), "BYN", None, {})


def test_a_measure_is_taken_over_with_what_it_saves_today_and_only_once(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    company.save_field(firm, "total.electricity", {"amount": 50, "unit": "MWh", "cost": 20_000}, 1)
    assert plan.take_over(firm, "led") == ident
    [one] = plan.read_plan(firm).entries
    assert (one.measure, one.title, one.state) == ("led", "Fit LED lamps", PlanState.PLANNED)
    assert one.expected is not None
    assert one.expected.main is not None
    assert one.expected.main.amount is not None
    assert one.expected.main.amount.typical == pytest.approx(5000), "frozen: 10 % of 100 MWh, half of it"
    assert one.expected.money is not None
    assert one.expected.money.typical == pytest.approx(1000)
    assert (one.expected.currency, one.expected.year) == ("BYN", 2025)
    assert one.expected.investment == pytest.approx(2000)


def test_two_windows_that_take_a_measure_over_at_once_make_one_entry(firm: Session) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: plan.take_over(firm, "led"), range(4)))
    assert len(made) == 1
    assert len(plan.read_plan(firm).entries) == 1


def test_a_rejected_measure_keeps_its_entry_and_its_reason(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    plan.change_state(firm, ident, PlanState.REJECTED, 0, reason=" The hall is let until 2028 ")
    assert plan.take_over(firm, "led") == ident
    one = entry(firm, ident)
    assert (one.state, one.reason.strip()) == (PlanState.REJECTED, "The hall is let until 2028")


def test_a_measure_no_answer_calls_for_is_taken_over_without_figures(firm: Session) -> None:
    one = entry(firm, plan.take_over(firm, "clock"))
    assert one.expected is not None
    assert (one.title, one.expected.effects, one.expected.money) == ("Fit a clock", (), None)
    with pytest.raises(NotFound):
        plan.take_over(firm, "no_such_measure")


def test_a_measure_that_left_the_library_stays_in_the_plan(firm: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    ident = plan.take_over(firm, "led")
    without = Content(site=SITE, checklists={"energy": ENERGY}, library=Library())
    monkeypatch.setattr(content, "content", lambda: without)
    one = entry(firm, ident)
    assert one.title == "Fit LED lamps"
    assert one.expected is not None
    assert one.expected.main is not None
    save(firm, ident, "owner", "Anna")
    plan.change_state(firm, ident, PlanState.STARTED, 0)


def test_own_measures_may_have_the_same_name(firm: Session) -> None:
    made = [plan.add_own(firm, " Shut the\ngate ") for _ in range(2)]
    assert len(set(made)) == 2
    assert [one.title for one in plan.read_plan(firm).entries] == ["Shut the gate", "Shut the gate"]


def test_an_own_measure_needs_a_name(firm: Session) -> None:
    ident = plan.add_own(firm, "Shut the gate")
    for title in ("", "  \n ", "\x00"):
        assert refusal(lambda title=title: plan.add_own(firm, title)) == "title-missing"
        assert refusal(lambda title=title: save(firm, ident, "title", title, 1)) == "title-missing"
    assert entry(firm, ident).title == "Shut the gate"


@pytest.mark.parametrize(
    ("field", "raw", "kept"),
    [
        ("title", " Shut\tit ", "Shut it"),
        ("owner", "=cmd|'/c calc'!A1 <script>alert(1)</script>", "=cmd|'/c calc'!A1 <script>alert(1)</script>"),
        ("owner", "🏭 שלום #let x = {{ }}", "🏭 שלום #let x = {{ }}"),
        ("due", "2027-05-12", "2027-05-12"),
        ("due", date(2100, 12, 31), "2100-12-31"),
        ("budget", 0, 0),
        ("budget", 12_500.5, 12_500.5),
        ("proof", "Meter before\nand after", "Meter before\nand after"),
        ("note", "я" * 4000, "я" * 4000),
        ("saving_resource", "water", "water"),
        ("saving_amount", 12, 12),
        ("saving_money", 300.0, 300.0),
        ("measured_6", -12.5, -12.5),
        ("explained_12", "The line stood still", "The line stood still"),
        ("owner", "   ", None),
        ("budget", None, None),
        ("due", "", None),
    ],
)
def test_what_a_field_may_hold(field: str, raw: Any, kept: Any) -> None:
    assert accept_plan_field(PlanEntry(id=1, title="Shut the gate"), field, raw, TODAY) == kept


def test_what_is_typed_is_stored_and_read_back(firm: Session) -> None:
    ident = plan.add_own(firm, "Shut the gate")
    typed = {
        "owner": "Anna",
        "due": date(2027, 5, 12),
        "budget": 120.5,
        "proof": "A meter\nand a photo",
        "note": "<b>&",
    }
    for field, value in typed.items():
        save(firm, ident, field, value.isoformat() if isinstance(value, date) else value)
    save(firm, ident, "title", "Shut both gates", 1)
    one = entry(firm, ident)
    assert {field: getattr(one, field) for field in typed} == typed
    assert one.title == "Shut both gates"
    assert plan.read_plan(firm).saved_at is not None


@pytest.mark.parametrize(
    ("field", "raw", "code"),
    [
        ("title", "я" * 301, "too-long"),
        ("owner", "x" * 201, "too-long"),
        ("owner", 5, "not-text"),
        ("due", "12.05.2027", "not-a-date"),
        ("due", "2027-02-30", "not-a-date"),
        ("due", 20270512, "not-a-date"),
        ("due", datetime(2027, 5, 12, tzinfo=UTC), "not-a-date"),
        ("due", "1999-12-31", "date-out-of-range"),
        ("due", "2101-01-01", "date-out-of-range"),
        ("budget", -1, "negative"),
        ("budget", "12", "not-a-number"),
        ("budget", True, "not-a-number"),
        ("budget", float("nan"), "not-a-number"),
        ("budget", 10**400, "not-a-number"),
        ("budget", 1e16, "above-limit"),
        ("proof", "x" * 1001, "too-long"),
        ("saving_resource", "gold", "unknown-option"),
        ("saving_amount", -3, "negative"),
        ("measured_6", "a lot", "not-a-number"),
        ("measured_7", 1, "unknown-field"),
        ("state", "done", "unknown-field"),
        ("expected", {}, "unknown-field"),
        ("done_on", "2026-01-01", "not-done-yet"),
        ("; DROP TABLE plan_entry", "x", "unknown-field"),
    ],
)
def test_what_a_field_may_not_hold(field: str, raw: Any, code: str) -> None:
    one = PlanEntry(id=1, title="Shut the gate")
    assert refusal(lambda: accept_plan_field(one, field, raw, TODAY)) == code


def test_what_cannot_be_is_refused_and_nothing_is_changed(firm: Session) -> None:
    ident = plan.add_own(firm, "Shut the gate")
    before = plan.read_plan(firm)
    assert refusal(lambda: save(firm, ident, "budget", -1)) == "negative"
    assert plan.read_plan(firm) == before


def test_a_measure_taken_over_keeps_its_own_name_and_saving(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    for field in ("title", "saving_resource", "saving_amount", "saving_money"):
        assert refusal(lambda field=field: save(firm, ident, field, "water")) == "unknown-field"


def test_an_own_saving_counts_once_it_has_an_amount_or_money(firm: Session) -> None:
    ident = plan.add_own(firm, "Shut the gate")
    save(firm, ident, "saving_resource", "water")
    assert entry(firm, ident).expected is None
    save(firm, ident, "saving_money", 40)
    expected = entry(firm, ident).expected
    assert expected is not None
    assert (expected.main, expected.money and expected.money.typical) == (None, 40)
    save(firm, ident, "saving_amount", 7)
    expected = entry(firm, ident).expected
    assert expected is not None
    assert expected.main is not None
    assert (expected.main.resource, expected.currency) == ("water", "BYN")


def test_a_stale_version_is_refused_with_what_is_stored(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    save(firm, ident, "owner", "Anna")
    with pytest.raises(Conflict) as caught:
        save(firm, ident, "owner", "Boris")
    assert (caught.value.current.value, caught.value.current.version) == ("Anna", 1)
    assert save(firm, ident, "owner", "Anna").version == 1, "the same value changes nothing"
    assert save(firm, ident, "due", "2027-05-12").version == 1, "each field has a version of its own"
    assert save(firm, ident, "owner", "Boris", 1).version == 2


def test_two_windows_on_one_state(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    started = plan.change_state(firm, ident, PlanState.STARTED, 0)
    assert plan.change_state(firm, ident, PlanState.STARTED, 0) == started, "both pressed the same"
    with pytest.raises(Conflict) as caught:
        plan.change_state(firm, ident, PlanState.REJECTED, 0, reason="No money this year")
    assert caught.value.current.value == "started"
    assert entry(firm, ident).reason == ""


def test_the_way_to_verified_and_back(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    plan.change_state(firm, ident, PlanState.DONE, 0)
    assert entry(firm, ident).done_on == TODAY
    assert refusal(lambda: plan.change_state(firm, ident, PlanState.VERIFIED, 1)) == "no-follow-up"
    assert refusal(lambda: plan.change_state(firm, ident, PlanState.REJECTED, 1, reason="Not any more")) == "plan-state"
    save(firm, ident, "explained_6", "The hall meter shows half")
    plan.change_state(firm, ident, PlanState.VERIFIED, 1)
    plan.change_state(firm, ident, PlanState.DONE, 2)
    plan.change_state(firm, ident, PlanState.STARTED, 3)
    one = entry(firm, ident)
    assert (one.state, one.done_on) == (PlanState.STARTED, None)
    assert one.explained == {6: "The hall meter shows half"}, "what was written stays"


def test_the_bills_are_enough_to_verify(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    plan.change_state(firm, ident, PlanState.DONE, 0)
    save(firm, ident, "done_on", "2025-03-15", 1)
    bills.save_bills(
        firm,
        [
            BillChange("electricity", str(month), "amount", 9000 if month < Month(2025, 4) else 8500, 0)
            for month in run(Month(2024, 3), 20)
        ],
    )
    plan.change_state(firm, ident, PlanState.VERIFIED, 1)
    assert entry(firm, ident).state is PlanState.VERIFIED


def test_a_measure_is_not_done_in_the_future(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    plan.change_state(firm, ident, PlanState.DONE, 0)
    far = (TODAY + timedelta(days=3)).isoformat()
    assert refusal(lambda: save(firm, ident, "done_on", far, 1)) == "date-ahead"
    assert save(firm, ident, "done_on", "2026-01-31", 1).value == "2026-01-31"


def test_a_reason_may_not_be_endless(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    assert refusal(lambda: plan.change_state(firm, ident, PlanState.REJECTED, 0, reason="no " * 500)) == "too-long"
    assert refusal(lambda: plan.change_state(firm, ident, PlanState.REJECTED, 0)) == "reject-reason"


def test_today_s_figures_may_take_the_place_of_the_frozen_ones_until_it_is_done(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    company.save_field(firm, "total.electricity", {"amount": 50, "unit": "MWh", "cost": 20_000}, 1)
    with pytest.raises(Conflict):
        plan.renew(firm, ident, 0)
    plan.renew(firm, ident, 1)
    expected = entry(firm, ident).expected
    assert expected is not None
    assert expected.main is not None
    assert expected.main.amount is not None
    assert expected.main.amount.typical == pytest.approx(2500)
    plan.change_state(firm, ident, PlanState.DONE, 0)
    assert refusal(lambda: plan.renew(firm, ident, 2)) == "plan-renew"
    assert refusal(lambda: plan.renew(firm, plan.add_own(firm, "Own"), 0)) == "plan-renew"


def test_only_an_own_entry_with_nothing_but_its_name_may_be_removed(firm: Session) -> None:
    gone = plan.add_own(firm, "A slip of the pen")
    plan.remove(firm, gone)
    assert plan.read_plan(firm).entries == ()
    with pytest.raises(NotFound):
        save(firm, gone, "owner", "Anna")
    taken, own = plan.take_over(firm, "led"), plan.add_own(firm, "Shut the gate")
    save(firm, own, "owner", "Anna")
    save(firm, own, "owner", None, 1)
    for ident in (taken, own):
        assert refusal(lambda ident=ident: plan.remove(firm, ident)) == "plan-remove"
    assert len(plan.read_plan(firm).entries) == 2


def test_the_plan_of_another_company_is_out_of_reach(firm: Session, foreign: int) -> None:
    assert plan.read_plan(firm).entries == ()
    attempts: list[Callable[[], object]] = [
        lambda: save(firm, foreign, "owner", "Eve"),
        lambda: plan.change_state(firm, foreign, PlanState.DONE, 0),
        lambda: plan.change_state(firm, foreign, PlanState.VERIFIED, 0),
        lambda: plan.renew(firm, foreign, 0),
        lambda: plan.remove(firm, foreign),
    ]
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()
    with database.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.plan_cell)).scalar() == 0
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.plan_entry)).scalar() == 1
    with pytest.raises(NotFound):
        save(firm, 10**6, "owner", "Eve")


def test_every_change_is_in_the_log_for_good(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    save(firm, ident, "owner", "Anna")
    save(firm, ident, "owner", "Boris", 1)
    plan.change_state(firm, ident, PlanState.REJECTED, 0, reason="The hall is let")
    log = tables.plan_cell_event.c
    with database.reading() as connection:
        rows = connection.execute(sa.select(log.field, log.version, log.old, log.new).order_by(log.id)).all()
    assert [tuple(row) for row in rows if row.field != "expected"] == [
        ("owner", 1, None, "Anna"),
        ("owner", 2, "Anna", "Boris"),
        ("state", 1, None, "rejected"),
        ("reason", 1, None, "The hall is let"),
    ]


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MOST_ENTRIES", 2)


def test_a_plan_nobody_can_follow_is_refused(firm: Session, small_limit: None) -> None:
    plan.add_own(firm, "One")
    plan.add_own(firm, "Two")
    assert refusal(lambda: plan.add_own(firm, "Three")) == "plan-full"
    assert refusal(lambda: plan.take_over(firm, "led")) == "plan-full"


def test_a_rejection_is_one_thing_in_the_plan_and_among_the_opportunities(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    opportunities.reject(firm, "led", "The hall is let.")
    assert (entry(firm, ident).state, entry(firm, ident).reason) == (PlanState.REJECTED, "The hall is let.")
    assert rejected(firm) == {"led": "The hall is let."}
    version = plan.read_plan(firm).cells[ident]["state"].version
    plan.change_state(firm, ident, PlanState.PLANNED, version)
    assert rejected(firm) == {}
    assert company.read_company(firm).cells["rejected.led"].value == {"reason": "The hall is let."}, "kept"
    plan.change_state(firm, ident, PlanState.REJECTED, version + 1, reason="Too dear by far")
    assert rejected(firm) == {"led": "Too dear by far"}
    opportunities.take_up(firm, "led")
    assert entry(firm, ident).state is PlanState.PLANNED
    assert rejected(firm) == {}
    plan.change_state(firm, ident, PlanState.DONE, version + 3)
    with pytest.raises(NotPossibleNow):
        opportunities.reject(firm, "led", "It is done, though.")
    assert rejected(firm) == {}


def test_rejections_stored_on_one_side_only_count_on_both(firm: Session) -> None:
    ident = plan.take_over(firm, "led")
    company.save_field(firm, "rejected.led", {"reason": "Too loud.", "rejected": True}, 0)
    assert (entry(firm, ident).state, entry(firm, ident).reason) == (PlanState.REJECTED, "Too loud.")
    plan.change_state(firm, ident, PlanState.PLANNED, 0)
    assert entry(firm, ident).state is PlanState.PLANNED
    assert rejected(firm) == {}


def rejected(session: Session) -> dict[str, str]:
    return {one.measure: one.reason for one in opportunities.read_opportunities(session).opportunities.rejected}
