"""New versions in a club: who still answers an older one, what the newer would do, and taking it for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from recp_selfcheck.actions import club_adopting
from recp_selfcheck.actions.club_adopting import Effect, OlderVersion, OnOlder, Scores
from recp_selfcheck.actions.content import translated_checklist
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.adoption import Reason
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.i18n import language, text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Role
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.words import short_score_words

_DONE = "versions_taken"


def versions_title(found: Sequence[OlderVersion]) -> str:
    """Say how many companies are on an older version."""
    companies = {one.company_id for older in found for one in older.companies}
    if not companies:
        return text("Everybody answers the newest version")
    return text_n("{n} company is on an older version", "{n} companies are on an older version", len(companies))


def draw_versions(session: Session, found: Sequence[OlderVersion]) -> None:
    """Draw what became of the last choice, then each older version with what differs and who is on it."""
    _draw_done()
    if not found:
        st.markdown(
            text(
                "When a newer version of a checklist is published, this page shows what it would do to the answers of "
                "each company, and you can take it for them."
            )
        )
        return
    st.markdown(
        text(
            "Nothing changes by itself: each company stays on its version until it takes the newer one, or you take it "
            "for them here. Answers that no longer fit stay in the history."
        )
    )
    for older in found:
        _draw_older(session, older)


def _draw_older(session: Session, older: OlderVersion) -> None:
    old = translated_checklist(older.old, language()).checklist
    new = translated_checklist(older.new, language()).checklist
    st.subheader(text("{checklist}: version {old} → {new}", checklist=new.title, old=old.version, new=new.version))
    place = f"{old.id}:{old.version}:{old.hash[:8]}"
    with st.expander(_count_changes(older), key=f"changes_{place}"):
        for line in _changes(older, old, new):
            st.markdown(line)
    open_ones = [one for one in older.companies if one.effect is not None]
    for one in older.companies:
        _draw_company(session, one, place)
    if not open_ones:
        return
    chosen = [one for one in open_ones if st.session_state.get(_key(one))]
    with st.container(horizontal=True):
        st.button(
            text("Take version {version} for the chosen ({n})", version=new.version, n=len(chosen)),
            key=f"take_for_{place}",
            type="primary",
            disabled=not chosen,
            on_click=_take,
            args=(session, {one.submission_id: one.effect.seen for one in chosen if one.effect}),
        )
        if len(chosen) < len(open_ones):
            keys = tuple(_key(one) for one in open_ones)
            st.button(text("Choose all"), key=f"all_of_{place}", type="tertiary", on_click=_choose_all, args=(keys,))


def _draw_company(session: Session, one: OnOlder, place: str) -> None:
    with st.container(border=True, key=f"on_older_{one.submission_id}_{place.replace(':', '_')}"):
        name = plain(one.company) or "–"
        if one.effect is None:
            st.markdown(f"**{name}**")
            st.caption(text("Handed in: it stays on its version. Once it is returned, it can be brought over."))
            if session.person.role is Role.TRAINER:
                st.page_link(
                    "../../pages/review.py",
                    label=text("To the review"),
                    icon=":material/arrow_forward:",
                    query_params={"submission": str(one.submission_id)},
                )
            return
        st.checkbox(f"**{name}**", key=_key(one))
        st.markdown(f"{_state(one)} · {_effect(one.effect)}")
        if one.effect.scores is not None:
            st.caption(_scores(one.effect.scores))


def _key(one: OnOlder) -> str:
    return f"take_for:{one.submission_id}"


def _state(one: OnOlder) -> str:
    if one.state is State.RETURNED:
        return text("returned")
    return text("draft, shared") if one.shared else text("draft, not shared")


def _effect(effect: Effect) -> str:
    kept = text_n("{n} answer stays", "{n} answers stay", effect.kept)
    again = text_n("{n} is asked again", "{n} are asked again", effect.asked_again) if effect.asked_again else ""
    dropped = text_n("{n} is dropped", "{n} are dropped", effect.dropped) if effect.dropped else ""
    return ", ".join(part for part in (kept, again, dropped) if part)


def _scores(scores: Scores) -> str:
    title = text("Score, as handed in") if scores.as_handed_in else text("Score")
    return f"{title}: {short_score_words(scores.before)} → {short_score_words(scores.after)}"


def _count_changes(older: OlderVersion) -> str:
    changes = older.changes
    n = len(changes.asked_again)
    parts = [
        text_n("{n} question is new", "{n} questions are new", len(changes.new)) if changes.new else "",
        text_n("{n} is asked again", "{n} are asked again", n) if n else "",
        text_n("{n} is gone", "{n} are gone", len(changes.gone)) if changes.gone else "",
        text_n("{n} counts otherwise", "{n} count otherwise", len(changes.counted)) if changes.counted else "",
    ]
    what = ", ".join(part for part in parts if part) or text("nothing in the answers")
    return text("What the newer version changes: {what}", what=what)


def _changes(older: OlderVersion, old: Checklist, new: Checklist) -> Iterator[str]:
    changes = older.changes
    again = [f"{new.questions[to].text} {_why(reason)}" for _, to, reason in changes.asked_again]
    parts = (
        (text("New questions"), [new.questions[name].text for name in changes.new]),
        (text("Asked again, or of some"), again),
        (text("Gone"), [old.questions[name].text for name in changes.gone]),
        (
            text("Count otherwise: other points or another weight"),
            [new.questions[name].text for name in changes.counted],
        ),
    )
    for title, lines in parts:
        if lines:
            yield f"**{title}**\n" + "\n".join(f"- {line}" for line in lines)
    if not any(lines for _, lines in parts):
        yield text("Conditions, limits or measures only: every answer stays as it is.")


def _why(reason: Reason) -> str:
    return {
        "option_gone": text("An option is gone: who chose it is asked again."),
        "other_kind": text("It is answered in another way now."),
        "other_unit": text("It is answered in another unit now."),
    }.get(reason, "")


def _choose_all(keys: tuple[str, ...]) -> None:
    for key in keys:
        st.session_state[key] = True


def _take(session: Session, chosen: dict[int, str]) -> None:
    resume()
    st.session_state[_DONE] = club_adopting.adopt_for_companies(session, chosen)


def _draw_done() -> None:
    done = st.session_state.pop(_DONE, ())
    taken = [plain(one.company) or "–" for one in done if not one.mistakes]
    if taken:
        st.success(
            text("The newer version is taken for: {companies}. They see it on their page.", companies=", ".join(taken)),
            icon=":material/check:",
        )
    for one in done:
        for mistake in one.mistakes:
            st.error(f"**{plain(one.company) or '–'}**: {plain(word(mistake))}", icon=":material/error:")
