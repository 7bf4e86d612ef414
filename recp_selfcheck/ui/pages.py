"""Which pages somebody has: six at most in the row, the others reached from them."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Role


def in_row(role: Role) -> Mapping[str, str]:
    """Return the pages of the row with their titles, by the name of their script; the first is where one arrives."""
    if role is Role.MEMBER:
        return {
            "home": text("Home"),
            "company": text("Company"),
            "self_check": text("Self-check"),
            "bills": text("Bills"),
            "results": text("Results"),
            "action_plan": text("Plan", context="page"),
        }
    if role is Role.OBSERVER:
        return {"home": text("Home")}
    trainers = {"review": text("Review", context="page")} if role is Role.TRAINER else {}
    return {"home": text("Home"), "club": text("Club"), **trainers}


def behind(role: Role) -> Mapping[str, str]:
    """Return the pages that are reached from other pages."""
    if role is Role.MEMBER:
        return {"opportunities": text("What to improve"), "report": text("Report")}
    return {}
