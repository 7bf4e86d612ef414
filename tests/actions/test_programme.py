"""What plans handed in save, over clubs: when it is written down, who reads it, and that no company can be made out."""

from __future__ import annotations

from recp_selfcheck.actions import company, joining, part_handing_in, plan, programme
from recp_selfcheck.actions.programme import Savings
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.plan import PlanState
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import database, deletion

from .club import ClubOfTests


def hand_in_plan(member: Session, kwh: float, *, currency: str = "BYN", measured: float | None = None) -> int:
    """Write one own measure down, verified where something was measured, and hand the plan in; return its entry."""
    company.save_field(member, "currency", currency, 0)
    entry = plan.add_own(member, "Timer")
    for field, raw in (("saving_resource", "electricity"), ("saving_amount", kwh), ("saving_money", kwh / 5)):
        plan.save_plan_field(member, entry, field, raw, 0)
    if measured is not None:
        plan.change_state(member, entry, PlanState.DONE, 0)
        plan.save_plan_field(member, entry, "measured_6", measured, 0)
        plan.change_state(member, entry, PlanState.VERIFIED, 1)
    part_handing_in.hand_in_part(member, part_handing_in.PLAN)
    return entry


def figures(savings: Savings) -> list[tuple[str, str, str, tuple[str, ...], int, float]]:
    return [
        (one.stage, one.what, one.currency, tuple(savings.clubs[club] for club in one.clubs), one.n, one.saved.typical)
        for one in savings.programme.figures
    ]


def test_five_plans_handed_in_make_the_figures_of_club_and_programme(club_of_tests: ClubOfTests) -> None:
    orsha = club_of_tests.club("Orsha")
    members = [club_of_tests.member(orsha, f"member{n}", f"Company {n}") for n in range(5)]
    observer = club_of_tests.person(Role.OBSERVER, "donor")
    for member in members[:4]:
        hand_in_plan(member, 1000, measured=300)
    before = programme.read_savings(observer)
    assert figures(before) == []
    assert ("planned", "electricity") in before.programme.withheld
    entry = hand_in_plan(members[4], 2000)
    assert figures(programme.read_savings(observer)) == [
        ("planned", "electricity", "", (), 5, 6000),
        ("planned", "electricity", "", ("Orsha",), 5, 6000),
        ("planned", "money", "BYN", (), 5, 1200),
        ("planned", "money", "BYN", ("Orsha",), 5, 1200),
    ]
    version = plan.read_plan(members[4]).cells[entry]["saving_amount"].version
    plan.save_plan_field(members[4], entry, "saving_amount", 4000, version)
    assert figures(programme.read_savings(observer))[0][-1] == 6000, "what is not handed in does not count"
    part_handing_in.hand_in_part(members[4], part_handing_in.PLAN)
    assert figures(programme.read_savings(observer))[0][-1] == 8000, "the last plan counts, once"
    with database.transaction() as connection:
        deletion.delete_company(connection, members[0].company_id)
    assert figures(programme.read_savings(club_of_tests.coordinator)) == []


def test_a_small_club_is_counted_with_another_and_currencies_never_together(club_of_tests: ClubOfTests) -> None:
    orsha, vitebsk = club_of_tests.club("Orsha"), club_of_tests.club("Vitebsk")
    for number in range(7):
        club = orsha if number < 2 else vitebsk
        member = club_of_tests.member(club, f"member{number}", f"Company {number}")
        hand_in_plan(member, 100, currency="EUR" if number == 6 else "BYN", measured=50)
        if number == 1:
            assert joining.join_as(member, club_of_tests.codes[vitebsk]), "of two clubs, and counted once"
    found = figures(programme.read_savings(club_of_tests.coordinator))
    together = ("Orsha", "Vitebsk")
    assert ("planned", "electricity", "", together, 7, 700) in found
    assert ("verified", "electricity", "", together, 7, 350) in found
    assert ("planned", "money", "BYN", together, 6, 120) in found
    assert not [one for one in found if one[2] == "EUR" or one[3] in {("Orsha",), ("Vitebsk",)}]


def test_bills_and_plans_without_figures_write_nothing_down(club_of_tests: ClubOfTests) -> None:
    member = club_of_tests.member(club_of_tests.club("Orsha"), "ivan")
    plan.add_own(member, "Sweep the yard")
    part_handing_in.hand_in_part(member, part_handing_in.PLAN)
    part_handing_in.hand_in_part(member, part_handing_in.BILLS)
    savings = programme.read_savings(club_of_tests.coordinator).programme
    assert (savings.figures, savings.withheld) == ((), ())
