"""A newer version of the checklist: one calm notice, and behind it what it would change."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from recp_selfcheck.actions import adopting
from recp_selfcheck.actions.adopting import NewVersion
from recp_selfcheck.actions.answering import Submission
from recp_selfcheck.actions.content import translated_checklist
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.adoption import Carried, Reason
from recp_selfcheck.assessment.answers import to_raw
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.charts.svg import score_strip
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import language, text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.reports.answer_words import describe
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.words import score_words


def offer_newer_version(session: Session, submission: Submission) -> None:
    """Draw the notice where a newer version is shipped than the one being answered, opened what it would change."""
    newer = adopting.newer_version(submission)
    if newer is None:
        return
    opened = f"compared:{submission.id}:{newer.hash}"
    with st.container(border=True, key="newer_version"):
        st.markdown(
            text(
                "This checklist has a newer version, {new}. You answer version {old}, and nothing changes until you "
                "take the new one.",
                new=newer.version,
                old=submission.checklist.version,
            )
        )
        if not st.session_state.get(opened):
            st.button(text("See what would change"), key="compare_versions", on_click=_open, args=(opened, True))
            return
        found = adopting.what_changes(session, submission.id)
        if found is not None:
            _draw_comparison(found)
            _draw_choice(session, submission, found, opened)


def _open(opened: str, is_open: bool) -> None:  # noqa: FBT001 - Streamlit passes arguments by position
    st.session_state[opened] = is_open


def _draw_choice(session: Session, submission: Submission, found: NewVersion, opened: str) -> None:
    refused = f"{opened}:refused"
    for mistake in st.session_state.pop(refused, ()):
        st.error(plain(word(mistake)))
    with st.container(horizontal=True):
        st.button(
            text("Take version {version}", version=found.new.version),
            key="take_version",
            type="primary",
            on_click=_take,
            args=(session, submission.id, found.seen, refused),
        )
        st.button(
            text("Stay with version {version}", version=found.old.version),
            key="stay_with_version",
            on_click=_open,
            args=(opened, False),
        )


def _take(session: Session, submission_id: int, seen: str, refused: str) -> None:
    try:
        adopting.adopt(session, submission_id, seen)
    except NotPossibleNow as refusal:
        st.session_state[refused] = refusal.mistakes


def _draw_comparison(found: NewVersion) -> None:
    old = translated_checklist(found.old, language()).checklist
    new = translated_checklist(found.new, language()).checklist
    adoption = found.adoption
    before, after = st.columns(2)
    with before:
        _draw_score(text("Now, version {version}", version=old.version), adoption.before)
    with after:
        _draw_score(text("Then, version {version}", version=new.version), adoption.after)
    kept, again, dropped = (adoption.of(fate) for fate in ("kept", "asked_again", "dropped"))
    st.markdown(text_n("**{n} answer stays** as it is.", "**{n} answers stay** as they are.", len(kept)))
    if again:
        st.markdown(text_n("**{n} question is asked again:**", "**{n} questions are asked again:**", len(again)))
        _draw_list(_asked_again(one, old, new) for one in again)
    if adoption.new:
        st.markdown(text_n("**{n} question is new:**", "**{n} questions are new:**", len(adoption.new)))
        _draw_list(new.questions[name].text for name in adoption.new)
    if dropped:
        st.markdown(
            text_n(
                "**{n} answer is dropped.** It stays in the history and counts no more:",
                "**{n} answers are dropped.** They stay in the history and count no more:",
                len(dropped),
            )
        )
        _draw_list(f"{old.questions[one.question].text} {_answered(one, old)}" for one in dropped)


def _draw_score(title: str, card: ScoreCard) -> None:
    st.caption(title)
    st.markdown(score_strip(card.low, card.score, card.high, provisional=card.provisional), unsafe_allow_html=True)
    st.markdown(score_words(card))


def _draw_list(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines))


def _asked_again(one: Carried, old: Checklist, new: Checklist) -> str:
    question = new.questions[one.to or ""].text
    return f"{question} {_why(one.reason)} {_answered(one, old)}"


def _answered(one: Carried, old: Checklist) -> str:
    answer = describe(old.questions[one.question], to_raw(one.before))
    return text("You answered: {answer}", answer=f"*{answer}*")


def _why(reason: Reason | None) -> str:
    return {
        "option_gone": text("Your answer is no longer among the options."),
        "other_kind": text("It is answered in another way now."),
        "other_unit": text("It is answered in another unit now."),
        "not_accepted": text("Your answer is no longer possible here."),
        "joined": text("Two questions became one, and you answered them differently."),
    }.get(reason or "", "")
