"""Which pages somebody has: six at most in the row, the others reached from them."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings


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
    trainers = {"review": text("Review", context="page"), "class_view": text("Class")} if role is Role.TRAINER else {}
    coordinators = {"programme": text("Programme", context="page")} if role is Role.COORDINATOR else {}
    return {
        "home": text("Home"),
        "club": text("Club"),
        **trainers,
        "certificates": text("Certificates"),
        "checklists": text("Checklists"),
        **coordinators,
    }


def behind(role: Role) -> Mapping[str, str]:
    """Return the pages that are reached from other pages; the account from one's name, where people sign in."""
    own = {"account": text("Your account")} if settings().mode == "club" else {}
    if role is Role.MEMBER:
        return {"opportunities": text("What to improve"), "report": text("Report"), **own}
    return {**of_company(), **own} if role in {Role.TRAINER, Role.COORDINATOR} else own


def of_company() -> Mapping[str, str]:
    """Return the pages on which others read a company of their clubs, in the order they are read in."""
    return {
        "results": text("Results"),
        "opportunities": text("What to improve"),
        "action_plan": text("Plan", context="page"),
        "report": text("Report"),
    }
