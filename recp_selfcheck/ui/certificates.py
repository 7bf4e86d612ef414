"""The certificates page's parts: what the club asks for, who has earned one, who not yet and why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from recp_selfcheck.actions import certifying, clubs
from recp_selfcheck.actions.certifying import Candidate
from recp_selfcheck.actions.clubs import Club
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotPossibleNow
from recp_selfcheck.i18n import date, text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.people.certificates import DONE_AT_LEAST, IN_PLAN_AT_LEAST, Missing, Rules
from recp_selfcheck.ui.club import base_url, refused
from recp_selfcheck.ui.club_table import part_title
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume


def draw_rules(session: Session, club: Club) -> None:
    """Draw what a certificate of the club needs, to change."""
    rules = clubs.rules_of(session, club.id)
    with st.expander(text("What a certificate needs")), st.form(f"rules:{club.id}", border=False):
        asked = st.number_input(text("Meetings attended, at least"), 0, 50, rules.meetings)
        homework = st.checkbox(text("All homework accepted, bills handed in"), rules.homework)
        plan = st.checkbox(text("The action plan handed in"), rules.plan)
        measures = st.checkbox(
            text("{done} measures done, and {all} in the plan", done=DONE_AT_LEAST, all=IN_PLAN_AT_LEAST),
            rules.measures,
        )
        if st.form_submit_button(text("Save the rules")):
            try:
                clubs.set_rules(session, club.id, Rules(int(asked), homework, plan, measures))
            except AnswerMistakes as error:
                refused(error)
            st.rerun()


def draw_candidates(session: Session, club: Club, found: Sequence[Candidate]) -> None:
    """Draw every member: the certificate, the button that gives it, or what is missing."""
    for one in found:
        with st.container(border=True, key=f"candidate_{one.person_id}"):
            left, right = st.columns([3, 2], vertical_alignment="center")
            left.markdown(f"**{plain(one.name)}** · {plain(one.company) or '–'}")
            with right:
                _draw_one(session, club, one)
            if one.certificate is None:
                left.caption("  \n".join(f"○ {sentence}" for sentence in _missing(one.missing)))


def _missing(found: Sequence[Missing]) -> list[str]:
    """Say what is missing, all homework in one sentence."""
    parts = [part_title(str(one.values["part"])) for one in found if one.code == "homework"]
    said = [missing_words(one) for one in found if one.code != "homework"]
    return [*said, *([text("Not accepted yet: {parts}.", parts=", ".join(parts))] if parts else [])]


def _draw_one(session: Session, club: Club, one: Candidate) -> None:
    given = one.certificate
    if given is None:
        st.button(
            text("Give the certificate"),
            key=f"issue:{one.person_id}",
            type="primary",
            disabled=bool(one.missing),
            width="stretch",
            on_click=_issue,
            args=(session, club.id, one.person_id),
        )
        return
    if given.revoked_at is not None:
        st.markdown(text("✕ revoked: {why}", why=plain(given.revoked_why)))
        st.button(
            text("Make it genuine again"),
            key=f"restore:{given.serial}",
            type="tertiary",
            on_click=certifying.restore,
            args=(session, given.serial),
        )
        return
    st.markdown(text("✓ given out on {day}", day=date(given.issued_at, club.time_zone)))
    st.code(given.serial, language=None)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        address = f"/export/certificate/{given.serial}.pdf"
        st.link_button(text("Certificate as PDF"), address, icon=":material/download:")
        st.link_button(text("Verify"), f"{base_url()}/verify/{given.serial}", type="tertiary")
        with st.popover(text("Revoke"), type="tertiary"):
            st.text_input(text("Why"), key=f"why:{given.serial}", max_chars=500)
            st.button(text("Revoke it"), key=f"revoke:{given.serial}", on_click=_revoke, args=(session, given.serial))


def _issue(session: Session, club_id: int, person_id: int) -> None:
    resume()
    try:
        certifying.issue(session, club_id, person_id)
    except NotPossibleNow as error:
        refused(error)


def _revoke(session: Session, serial: str) -> None:
    resume()
    try:
        certifying.revoke(session, serial, st.session_state[f"why:{serial}"])
    except NotPossibleNow as error:
        refused(error)


def missing_words(missing: Missing) -> str:
    """Say what is still missing."""
    values = dict(missing.values)
    if "part" in values:
        values["part"] = part_title(str(values["part"]))
    return word(Mistake(f"missing-{missing.code}", missing.code, values=values))


def summary(found: Sequence[Candidate]) -> str:
    """Say how many have a certificate and how many have earned one."""
    earned = sum(not one.missing and one.certificate is None for one in found)
    given = sum(one.certificate is not None and one.certificate.revoked_at is None for one in found)
    if earned:
        return text_n("{n} person has earned the certificate", "{n} people have earned the certificate", earned)
    return text_n("{n} certificate is given out", "{n} certificates are given out", given)
