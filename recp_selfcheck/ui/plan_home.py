"""The plan's next step on the start page."""

from __future__ import annotations

from recp_selfcheck.actions.content import translated_library
from recp_selfcheck.actions.plan import read_plan
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.plan import completeness
from recp_selfcheck.i18n import language, text
from recp_selfcheck.ui.clock import reader_today
from recp_selfcheck.ui.home import Step
from recp_selfcheck.ui.plan_words import finding


def plan_step(session: Session) -> Step | None:
    """Return what is next in the plan, None while nothing is in it."""
    plan = read_plan(session)
    reached = completeness(plan.entries)
    if not reached.in_all:
        return None
    return Step(
        title=finding(plan.entries, translated_library(language()), reader_today()),
        why=text("In the plan: {in_all}, done: {done}.", in_all=reached.in_all, done=reached.done),
        button=text("Open the plan"),
        page="../../pages/action_plan.py",
    )
