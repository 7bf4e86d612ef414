"""Who may do what, action by action: the tables of the product once more, so that a test can hold the code against them.

Places are whose thing an action is tried with:

own     a member's own company, club, account, certificate …; for anybody else one more company of their club
club    another company of one's club, which has handed in
draft   another company of one's club, whose checklist is a draft it keeps to itself
shared  the same, and it shares the draft
other   a company, person or thing of another club
staff   the account of somebody who is no member
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from recp_selfcheck.actions.bills import BillChange
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.homework_files import Dropped
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.assessment.plan import PlanState
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.review import Step
from recp_selfcheck.people.roles import Role

THINGS: Mapping[str, str] = {
    "submission_id": "submission",
    "attachment_id": "attachment",
    "company_id": "company",
    "club_id": "club",
    "meeting_id": "meeting",
    "here": "meeting",
    "there": "meeting again",
    "homework_id": "homework",
    "person_id": "person",
    "serial": "serial",
    "code": "code",
    "part_id": "part",
    "entry_id": "entry",
    "phrase_id": "phrase",
    "chosen": "submission",
}
"""Parameters that name a thing which belongs to somebody, and which thing."""
WRAPPED: Mapping[str, Callable[[Any], Any]] = {"chosen": lambda submission: {submission: ""}}
"""Parameters that hold the thing in something else."""
PLACES: Mapping[str, tuple[str, ...]] = {
    "submission": ("own", "club", "draft", "shared", "other"),
    "attachment": ("own", "club", "draft", "shared", "other"),
    "company": ("own", "club", "other"),
    "entry": ("own", "club", "other"),
    "part": ("own", "club", "other"),
    "serial": ("own", "club", "other"),
    "person": ("own", "club", "other", "staff"),
    "phrase": ("own", "other"),
    "nothing": ("own",),
}
"""Where there is a thing of each kind; every other kind is a club's: `club` and `other`."""


@dataclass(frozen=True, slots=True)
class Row:
    """The places where each role may do something with a thing.

    `given` are the values of the parameters that name nothing of anybody. `about` says what it is about where no
    parameter does: `company` is the one the session stands for. A second thing must be refused where it is of another
    club than the first, except where `second_free`. `silent` actions do nothing instead of refusing; of one with
    `nothing_there` the value given names nothing the small content knows.
    """

    member: str = ""
    trainer: str = ""
    coordinator: str = ""
    observer: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    second_free: bool = False
    silent: bool = False
    nothing_there: bool = False

    def places(self, role: Role) -> frozenset[str]:
        """Return where a role may do it."""
        return frozenset(str(getattr(self, role.value)).split())


def own_company(**given: Any) -> Row:
    """Return the row of what a company does with its own things, and nobody else."""
    return Row(member="own", given=given, about="company")


def handed_in(**given: Any) -> Row:
    """Return the row of reading what a company has handed in or shares."""
    read = "own club shared"
    return Row(member="own", trainer=read, coordinator=read, given=given, about="company")


def read_handed_in(**given: Any) -> Row:
    """Return the row of reading what a company has handed in, by the company or by the part."""
    return Row(member="own", trainer="own club", coordinator="own club", given=given)


def of_programme(**given: Any) -> Row:
    """Return the row of the figures of the whole programme."""
    return Row(coordinator="own", observer="own", given=given, about="nothing")


def reviewed(**given: Any) -> Row:
    """Return the row of what trainers do with what was handed in or shared."""
    return Row(trainer="own club shared", given=given)


def read_club(**given: Any) -> Row:
    """Return the row of what everybody of a club may see of it."""
    return Row(member="club", trainer="club", coordinator="club other", given=given)


def managed(**given: Any) -> Row:
    """Return the row of managing a club."""
    return Row(trainer="own club", coordinator="own club other", given=given)


def of_own_clubs(**given: Any) -> Row:
    """Return the row of what trainers and coordinators do in the clubs assigned to them."""
    return Row(trainer="club", coordinator="club", given=given)


def programme(**given: Any) -> Row:
    """Return the row of what coordinators do for the whole programme."""
    everywhere = "own club other staff"
    return Row(coordinator=everywhere, given=given, about="nothing", second_free=True)


def of_trainers(**given: Any) -> Row:
    """Return the row of what trainers and coordinators have for themselves."""
    return Row(trainer="own", coordinator="own", given=given, about="nothing")


def own_account(**given: Any) -> Row:
    """Return the row of what everybody does with their own account, which no parameter names."""
    return Row("own", "own", "own", "own", given=given, about="nothing")


NEW = NewPerson("new.person", "New", "seven lamps river tomato")
PASSWORD = "river tomato seven lamps"
TODAY: Callable[[], Any] = lambda: now().date()  # noqa: E731 - one of several values that are made at the call
TOMORROW: Callable[[], Any] = lambda: now().date() + timedelta(days=1)  # noqa: E731 - same
EMPTY = b"PK\x05\x06" + bytes(18)  # an archive without anything
FILE = {"data": b"no workbook", "name": "file.xlsx"}

TABLE: Mapping[str, Row] = {
    "account.read_account": own_account(),
    "account.change_name": own_account(typed="Another"),
    "account.make_company_code": own_company(),
    "account.log": own_company(),
    "adopted.told": own_company(),
    "adopting.what_changes": own_company(),
    "adopting.adopt": own_company(seen=""),
    "answering.open_submission": own_company(checklist_id="energy"),
    "answering.find_submission": own_company(checklist_id="energy"),
    "answering.save_answer": own_company(question_id="lighting.led", raw="all", seen_version=1, field="answer"),
    "answering.overview": own_company(),
    "bill_workbook.write_bill_workbook": own_company(last=None, months=12),
    "bill_workbook.write_blank_bills": of_trainers(),
    "bill_workbook.preview_bills": own_company(**FILE),
    "bill_workbook.take_bills_in": own_company(**FILE, seen=""),
    "bills.read_bills": own_company(),
    "bills.save_bills": own_company(changes=[BillChange("electricity", "2025-03", "amount", 1234.5, 0)]),
    "certifying.candidates": managed(),
    "certifying.issue": managed(),
    "certifying.revoke": managed(why="Given by mistake."),
    "certifying.restore": managed(),
    "certifying.own": own_account(),
    "certifying.printed": Row(member="own", trainer="own club", coordinator="own club other"),
    "checklists.check_report": of_trainers(),
    "checklists.list_checklists": of_trainers(),
    "checklists.try_answer": of_trainers(
        checklist_id="energy", question_id="lighting.led", field="answer", raw="all", seen_version=0
    ),
    "class_viewing.view_class": managed(checklist_id="energy", seed=1, again=False),
    "club_adopting.adopt_for_companies": Row(trainer="own club draft shared", coordinator="own club draft shared"),
    "club_adopting.what_newer_versions_do": of_own_clubs(),
    "club_companies.companies_of": managed(),
    "club_companies.remove_company": managed(),
    "club_export.gather_club": managed(language="en"),
    "club_homework.list_homework": read_club(),
    "club_homework.add_homework": managed(title="At home", parts=["energy"], due="2027-02-18"),
    "club_homework.change_homework": managed(changes={"title": "Another"}),
    "club_homework.withdraw_homework": managed(withdrawn=True),
    "club_homework.progress": managed(),
    "club_homework.due": own_company(),
    "club_homework.hand_in_part": own_company(part="plan"),
    "club_homework.handed_in_parts": read_handed_in(),
    "club_homework.remark_part": Row(trainer="own club", given={"remark": "Good.", "seen_version": 0}),
    "clubs.own_clubs": own_account(),
    "clubs.make_club": programme(name="Mogilev", time_zone="Europe/Minsk"),
    "clubs.change_club": managed(name="Orsha 2", time_zone="Asia/Bishkek"),
    "clubs.rules_of": read_club(),
    "clubs.set_rules": managed(rules=Rules(meetings=2)),
    "clubs.invite": programme(new=NEW, role=Role.TRAINER, club_ids=frozenset()),
    "clubs.assign": programme(assigned=True),
    "clubs.members": managed(),
    "clubs.trainers": read_club(),
    "clubs.make_code": managed(last_day=TOMORROW, most_uses=5),
    "clubs.codes": managed(),
    "clubs.withdraw_code": managed(),
    "clubs.company_code": own_company(),
    "company.read_company": own_company(),
    "company.save_field": own_company(key="name", raw="Another", seen_version=1),
    "company.year": own_company(),
    "company.baseline_year": own_company(),
    "company.read_years": own_company(),
    "company_reading.companies_to_read": of_trainers(),
    "company_reading.read_company": read_handed_in(again=False),
    "comparing.club_figures": Row(
        member="own club",
        trainer="own club",
        coordinator="own club other",
        observer="own club other",
        about="company",
        given={"checklist_id": "energy", "version": 1},
    ),
    "comparing.programme": of_programme(),
    "deleting.what_goes": own_account(),
    "deleting.delete_account": own_account(confirmed="nobody", password=PASSWORD),
    "evidence.attach": own_company(question_id="lighting.led", name="a.pdf", content=b"%PDF-1.7 one more"),
    "evidence.detach": own_company(),
    "evidence.attached": handed_in(),
    "evidence.fetch": handed_in(),
    "follow_ups.read_follow_ups": own_company(entries=(), wanted=()),
    "handing_in.hand_in": own_company(),
    "handing_in.take_back": own_company(),
    "handing_in.begin_round": own_company(checklist_id="energy"),
    "handing_in.history": own_company(checklist_id="energy"),
    "homework_files.look_at_file": of_own_clubs(dropped=Dropped("file.xlsx", b"no workbook")),
    "homework_files.take_file_in": of_own_clubs(dropped=Dropped("file.xlsx", b"no workbook")),
    "homework.write_homework_workbook": own_company(checklist_id="energy", language="en"),
    "homework.write_blank_homework": of_trainers(checklist_id="energy", language="en"),
    "homework.preview_homework": own_company(checklist_id="energy", **FILE),
    "homework.take_homework_in": own_company(checklist_id="energy", **FILE, seen=""),
    "indicators.read_indicators": own_company(),
    "joining.join_as": Row(member="club other"),
    "meetings.list_meetings": read_club(),
    "meetings.add_meeting": managed(title="Water", day="2027-02-18", hours="", place=""),
    "meetings.change_meeting": managed(changes={"title": "Another"}),
    "meetings.cancel_meeting": managed(cancelled=True),
    "meetings.merge_meetings": managed(),
    "meetings.attendance": managed(),
    "meetings.set_present": managed(present=True),
    "my_data.my_data": own_company(made=EMPTY),
    "my_data.with_company_data": own_company(made=EMPTY),
    "opportunities.read_opportunities": own_company(),
    "opportunities.reject": own_company(measure_id="none", reason="Tried it before."),
    "opportunities.take_up": own_company(measure_id="none"),
    "part_reading.mark_part_read": Row(trainer="own club", given={"read": True}),
    "part_reading.open_part": read_handed_in(again=False),
    "part_reading.own_remarks": own_company(),
    "part_reading.parts_queue": of_trainers(),
    "plan.read_plan": own_company(),
    "plan.take_over": Row(member="own", about="company", given={"measure_id": "none"}, nothing_there=True),
    "plan.add_own": own_company(title="Mend the tap"),
    "plan.save_plan_field": own_company(field="owner", raw="Ivan", seen_version=0),
    "plan.change_state": own_company(to=PlanState.STARTED, seen_version=0, reason="", today=TODAY),
    "plan.renew": own_company(seen_version=0),
    "plan.remove": own_company(),
    "programme.load_what_measures": own_company(),
    "programme.read_savings": of_programme(),
    "report_reading.gather_read": read_handed_in(language="en", zone=""),
    "report_reading.printed_read": read_handed_in(checklist_id="energy", language="en"),
    "reporting.gather": own_company(language="en", zone=""),
    "reporting.frozen_copies": own_company(),
    "reporting.printed": own_company(checklist_id="energy", language="en"),
    "reviewing.queue": of_trainers(),
    "reviewing.open_review": Row(trainer="own club shared", coordinator="own club shared"),
    "reviewing.save_review": reviewed(question_id="lighting.led", raw="Why?", seen_version=0, field="remark"),
    "reviewing.history": handed_in(question_id="lighting.led"),
    "reviewing.decide": reviewed(step=Step.RETURN, reason="Say more."),
    "reviewing.own_decisions": own_company(),
    "reviewing.phrases": of_trainers(),
    "reviewing.keep_phrase": of_trainers(written="Say more."),
    "reviewing.drop_phrase": Row(trainer="own", coordinator="own", silent=True),
    "roster.preview_roster": managed(data=b"no workbook", name="file.xlsx"),
    "roster.take_roster_in": managed(data=b"no workbook", name="file.xlsx", seen=""),
    "roster.write_roster_workbook": managed(),
    "session.work_on": own_company(),
    "session.set_language": own_account(language="be"),
    "sharing.share_draft": own_company(shared=True),
    "sharing.show_in_class": own_company(shown_as="row"),
    "signing_in.sign_out_everywhere": own_account(),
    "signing_in.change_password": own_account(old=PASSWORD, new="seven lamps river", address="192.0.2.1"),
    "signing_in.make_password_link": Row(trainer="own club", coordinator="own club other staff"),
    "signing_in.lock_account": Row(trainer="own club", coordinator="own club other staff", given={"locked": True}),
    "taking_in.may_take_in": own_company(),
    "taking_in.look_into": own_company(archive=b"no archive"),
    "taking_in.take_in": own_company(archive=b"no archive"),
}

WITHOUT_SESSION: Mapping[str, str] = {
    "session.check": "the check itself, inside the transaction of every action",
    "session.session_of": "the cookie becomes a session here",
    "session.solo_session": "the one person of solo mode; refused in club mode",
    "session.stored_language": "the language of a page before anybody is known; gives nothing else",
    "signing_in.sign_in": "this is signing in",
    "signing_in.sign_out": "ends the session of the token it is given; whoever has that could use it, too",
    "signing_in.prove": "asks for a password",
    "signing_in.set_password_by_link": "the one-time link is the proof",
    "signing_in.login_of_link": "the one-time link is the proof",
    "signing_in.first_start": "prints the first link while nobody has an account",
    "signing_in.is_first_link": "the link of the first start is the proof",
    "signing_in.make_first_coordinator": "the link of the first start is the proof",
    "signing_in_elsewhere.sign_in_with": "the provider's signed word is the proof",
    "joining.club_of_code": "the code is the proof; gives the club's name",
    "joining.join": "the code is the proof",
    "certifying.is_genuine": "anybody may verify a certificate",
    "health.database_answers": "says yes or no to whoever watches the server",
    "accounts_by_command.add_account": "command line of the server",
    "accounts_by_command.reset": "command line of the server",
    "accounts_by_command.lock": "command line of the server",
    "demo.fill_demo": "command line of the server",
}
"""The functions that reach the database and ask for no session, each with the reason."""
