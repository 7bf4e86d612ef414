"""That a trainer took a newer version of the checklist for the company: what became of its answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from recp_selfcheck.actions.adopted import Told, told
from recp_selfcheck.actions.answering import Submission
from recp_selfcheck.actions.content import translated_checklist
from recp_selfcheck.actions.session import Session
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.i18n import date_time, language, text, text_n
from recp_selfcheck.reports.answer_words import describe
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.words import checklist_title


def draw_adopted(session: Session, submission: Submission) -> None:
    """Draw the notice until the company hands in; nobody takes a version for somebody else in solo mode."""
    found = told(session).get(submission.checklist.id) if settings().mode == "club" else None
    if found is None:
        return
    with st.container(border=True, key="adopted"):
        st.markdown(_sentence(found))
        if not found.asked_again and not found.dropped:
            return
        old = translated_checklist(found.old, language()).checklist
        with st.expander(text("What became of your answers")):
            if found.asked_again:
                n = len(found.asked_again)
                st.markdown(text_n("**{n} question is asked again:**", "**{n} questions are asked again:**", n))
                _draw_answers(found.asked_again, old)
            if found.dropped:
                st.markdown(
                    text_n(
                        "**{n} answer is dropped.** It stays in the history and counts no more:",
                        "**{n} answers are dropped.** They stay in the history and count no more:",
                        len(found.dropped),
                    )
                )
                _draw_answers(found.dropped, old)


def draw_adopted_links(session: Session) -> None:
    """Draw on the start page which checklists somebody took a newer version of, with the way to them."""
    for name, found in told(session).items():
        with st.container(border=True, key=f"adopted_{name}"):
            st.markdown(_sentence(found))
            st.page_link(
                "../../pages/self_check.py",
                label=text("To the checklist"),
                icon=":material/arrow_forward:",
                query_params={"checklist": name},
            )


def _sentence(found: Told) -> str:
    who = plain(found.by) or text("The trainer")
    said = text(
        "**{who} has brought «{checklist}» to version {new}** ({when}; you answered version {old}).",
        who=who,
        checklist=checklist_title(found.old),
        new=found.new,
        old=found.old.version,
        when=date_time(found.at, st.context.timezone),
    )
    kept = text_n("**{n} answer stays** as it is.", "**{n} answers stay** as they are.", found.kept)
    return f"{said} {kept}"


def _draw_answers(answers: Mapping[str, Any], old: Checklist) -> None:
    lines = []
    for name, raw in answers.items():
        answer = plain(describe(old.questions[name], raw))
        lines.append(f"- {old.questions[name].text} {text('You answered: {answer}', answer=f'*{answer}*')}")
    st.markdown("\n".join(lines))
