"""Action plans in the demonstration: measures taken over, started, done, followed up, verified, rejected."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from recp_selfcheck.actions import plan
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.opportunities import read_opportunities
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.plan import PlanState
from recp_selfcheck.demo_club.script import Script

_DUE: Final = (-10, 25, 60, 90, 120, 150, 180)  # days after they were taken over
_SOON: Final = 50  # days
_FOUND: Final = (0.9, 1.15, 0.6)  # of what was expected, by the company's own figures
_HALF_A_YEAR: Final = 6  # months


def take_over(session: Session, script: Script, *, measures: int) -> None:
    """Take the first measures over, give each an owner and a day, write down one of the company's own."""
    for measure in read_opportunities(session).opportunities.listed[:measures]:
        plan.take_over(session, measure.measure)
    own = plan.add_own(session, script.say("own_measure"))
    for field, raw in (("saving_resource", "electricity"), ("saving_amount", 3000), ("saving_money", 400)):
        plan.save_plan_field(session, own, field, raw, 0)
    today = now().date()
    for days, entry in zip(_DUE, plan.read_plan(session).entries, strict=False):
        plan.save_plan_field(session, entry.id, "owner", script.say("owner"), 0)
        plan.save_plan_field(session, entry.id, "due", (today + timedelta(days=days)).isoformat(), 0)
        if days < _SOON:
            plan.save_plan_field(session, entry.id, "proof", script.say("proof"), 0)
        if entry.expected and entry.expected.investment is not None:
            plan.save_plan_field(session, entry.id, "budget", round(entry.expected.investment), 0)


def carry_out(session: Session, script: Script, *, done: int) -> None:
    """Do the first measures, start the next, reject the last one taken over."""
    entries = plan.read_plan(session).entries
    for entry in entries[:done]:
        plan.change_state(session, entry.id, PlanState.DONE, 0)
    for entry in entries[done : done + 1]:
        plan.change_state(session, entry.id, PlanState.STARTED, 0)
    taken_over = [entry for entry in entries if not entry.is_own]
    plan.change_state(session, taken_over[-1].id, PlanState.REJECTED, 0, reason=script.say("rejected"))


def follow_up(session: Session, script: Script) -> None:
    """Write down what half a year has shown of the measures done, and verify all of them but the last."""
    finished = [entry for entry in plan.read_plan(session).entries if entry.state is PlanState.DONE]
    for factor, entry in zip(_FOUND, finished[:-1], strict=False):
        main = entry.expected.main if entry.expected else None
        expected = main.amount if main else entry.expected.money if entry.expected else None
        if expected is not None:
            found = round(expected.typical / 2 * factor, 1)
            plan.save_plan_field(session, entry.id, f"measured_{_HALF_A_YEAR}", found, 0)
        plan.save_plan_field(session, entry.id, f"explained_{_HALF_A_YEAR}", script.say("explained"), 0)
        state = plan.read_plan(session).cells[entry.id]["state"]
        plan.change_state(session, entry.id, PlanState.VERIFIED, state.version)
