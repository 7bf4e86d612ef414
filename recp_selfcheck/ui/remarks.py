"""What the trainer decided about a checklist: the reason, and the way to every remark; those sent before, in review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from recp_selfcheck.actions import reviewing
from recp_selfcheck.actions.adopting import question_now
from recp_selfcheck.actions.answering import Submission
from recp_selfcheck.actions.content import translated_checklist
from recp_selfcheck.actions.reviewing import Decision
from recp_selfcheck.actions.session import Session
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.i18n import date_time, language, text, text_n
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.plain import plain


def decisions_on(session: Session, submission: Submission) -> Sequence[Decision]:
    """Return what was decided on a submission of the own company, oldest first; nobody decides in solo mode."""
    return reviewing.own_decisions(session, submission.id) if settings().mode == "club" else ()


def draw_decision(submission: Submission, decisions: Sequence[Decision]) -> None:
    """Draw the latest decision: what was said about the whole, and each remark with a link to its question."""
    if not decisions or submission.state == "submitted":
        return
    last = decisions[-1]
    words = {
        "return": text("Returned to you by {name}, {when}", name=plain(last.by), when=_when(last.at)),
        "accept": text("Accepted by {name}, {when}", name=plain(last.by), when=_when(last.at)),
        "reopen": text("Opened again by {name}, {when}", name=plain(last.by), when=_when(last.at)),
    }
    with st.container(border=True, key="decision"):
        st.markdown(f"**{words[last.step]}**")
        if last.reason:
            st.markdown(plain(last.reason))
        remarks = last.copy["remarks"]
        if remarks:
            questions = translated_checklist(submission.checklist, language()).checklist.questions
            with st.expander(text_n("{n} remark", "{n} remarks", len(remarks)), expanded=last.step == "return"):
                for said_of, remark in remarks.items():
                    name = question_now(submission.checklist, said_of, last.copy["version"])
                    st.markdown(f"{plain(remark)}")
                    if name is None:
                        st.caption(text("This question is no longer asked."))
                        continue
                    st.page_link(
                        "../../pages/self_check.py",
                        label=questions[name].text,
                        icon=":material/arrow_forward:",
                        query_params={"checklist": submission.checklist.id, "question": name},
                    )


def sent_before(checklist: Checklist, decisions: Sequence[Decision]) -> dict[str, list[tuple[Decision, str]]]:
    """Return the remarks that went out with decisions, by the question of today they belong to, oldest first."""
    found: dict[str, list[tuple[Decision, str]]] = {}
    for decision in decisions:
        for said_of, remark in decision.copy["remarks"].items():
            name = question_now(checklist, said_of, decision.copy["version"])
            if name is not None:
                found.setdefault(name, []).append((decision, remark))
    return found


def draw_sent_before(sent: Sequence[tuple[Decision, str]]) -> None:
    """Draw the remarks a company has had to one question already, with who sent them and when."""
    for decision, remark in sent:
        st.markdown(f"> {plain(remark)}")
        st.caption(text("sent by {name}, {when}", name=plain(decision.by), when=_when(decision.at)))


def _when(moment: datetime) -> str:
    return date_time(moment, st.context.timezone)
