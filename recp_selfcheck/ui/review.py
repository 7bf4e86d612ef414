"""The review page's parts: one question at a time with all that was said, the scores, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from recp_selfcheck.actions import phrases, reviewing
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.content import translated_checklist
from recp_selfcheck.actions.reviewing import Decision, Review
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.answers import to_raw
from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.i18n import date_time, language, text, text_n
from recp_selfcheck.reports.answer_words import describe
from recp_selfcheck.ui.answer_widget import ask_answer
from recp_selfcheck.ui.asking import Asking
from recp_selfcheck.ui.attachments import show_attachments
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.remarks import draw_sent_before, sent_before
from recp_selfcheck.ui.words import checklist_title

_FILTERS = ("all", "changed", "not_applicable", "remarks", "points")


def translated_title(checklist_id: str) -> str:
    """Return a shipped checklist's title in the reader's language, its id for one that is no longer shipped."""
    from recp_selfcheck.actions.content import content  # noqa: PLC0415 - beside its one use

    found = content().checklists.get(checklist_id)
    return checklist_title(found) if found else checklist_id


def draw_head(review: Review) -> None:
    """Draw whose it is, its state, what does not apply, and what was decided before."""
    checklist = translated_checklist(review.submission.checklist, language()).checklist
    st.title(f"{plain(review.company) or '–'}: {checklist.title}")
    receipt = review.submission.receipt
    if receipt is not None:
        st.caption(
            text(
                "handed in {when} by {name}, version {version}",
                when=date_time(receipt.at, st.context.timezone),
                name=plain(receipt.by) or "–",
                version=receipt.version,
            )
        )
    away = review.not_applicable
    if away:
        with st.expander(
            text_n("{n} question does not apply to them", "{n} questions do not apply to them", len(away))
        ):
            for name in away:
                reason = review.submission.sheet.answers[name].reason if name in review.submission.sheet.answers else ""
                st.markdown(f"- {checklist.questions[name].text} — {plain(reason) or text('no reason')}")
    for decision in review.decisions[-1:]:
        words = {"return": text("returned"), "accept": text("accepted"), "reopen": text("reopened")}
        when = date_time(decision.at, st.context.timezone)
        said = f"{words[decision.step]} {when}, {plain(decision.by)}"
        st.caption(f"{said}: {plain(decision.reason)}" if decision.reason else said)


def choose_question(review: Review) -> Question | None:
    """Draw the filter and the way from question to question; return the one to look at."""
    words = {
        "all": text("all questions"),
        "changed": text("changed since returned"),
        "not_applicable": text("do not apply to them"),
        "remarks": text("with a remark"),
        "points": text("points lost"),
    }
    chosen = st.segmented_control(
        text("Show"),
        _FILTERS,
        default=_first_shown(review),
        required=True,
        format_func=words.__getitem__,
        key=f"filter:{review.submission.id}",
        label_visibility="collapsed",
    )
    names = _filtered(review, chosen or "all")
    if not names:
        st.info(text("No question is like that."))
        return None
    key = f"question:{review.submission.id}:{chosen}"
    place = min(st.session_state.get(key, 0), len(names) - 1)
    before, middle, after = st.columns([1, 2, 1], vertical_alignment="center")
    before.button(
        text("Previous"),
        key="previous",
        disabled=place == 0,
        shortcut="k",
        width="stretch",
        on_click=_go,
        args=(key, place - 1),
    )
    middle.markdown(text("{n} of {of}", n=place + 1, of=len(names)), text_alignment="center")
    after.button(
        text("Next"),
        key="next",
        disabled=place == len(names) - 1,
        shortcut="j",
        width="stretch",
        on_click=_go,
        args=(key, place + 1),
    )
    return review.submission.checklist.questions[names[place]]


def _first_shown(review: Review) -> str:
    if review.changed:
        return "changed"
    return "remarks" if _sent(review) else "all"


def _sent(review: Review) -> dict[str, list[tuple[Decision, str]]]:
    return sent_before(review.submission.checklist, review.decisions)


def _go(key: str, place: int) -> None:
    st.session_state[key] = place


def _filtered(review: Review, chosen: str) -> list[str]:
    """Return the asked questions of a filter; those whose trainer's answer was overtaken come first."""
    card = review.cards["company"]
    sent = _sent(review)
    asked = [name for name, scored in card.questions.items() if scored.state != "not_asked"]
    kept = {
        "all": asked,
        "changed": [name for name in asked if name in review.changed],
        "not_applicable": [name for name in asked if name in review.not_applicable],
        "remarks": [name for name in asked if name in sent or _value(review, name, "remark")],
        "points": sorted((n for n in asked if card.questions[n].loss), key=lambda n: -(card.questions[n].loss or 0)),
    }[chosen]
    return [name for name in review.overtaken if name in kept] + [name for name in kept if name not in review.overtaken]


def _value(review: Review, name: str, field: str) -> Any:
    cell = review.cells.get((name, field))
    return cell.value if cell else None


def draw_question(session: Session, review: Review, question: Question) -> None:
    """Draw one question: the company's answer with proof and history, the trainer's answer, the remark."""
    submission = review.submission
    shown = translated_checklist(submission.checklist, language()).checklist.questions[question.id]
    answer = submission.sheet.answers.get(question.id)
    with st.container(border=True, key=f"review_{question.id.replace('.', '-')}"):
        st.markdown(f"**{shown.text}**")
        said = describe(shown, to_raw(answer)) if answer else text("no answer")
        st.markdown(text("The company: **{answer}**", answer=plain(said)))
        if question.id in review.changed and review.before is not None:
            old = review.before.copy["answers"].get(question.id)
            st.caption(text("Before it was returned: {answer}", answer=plain(describe(shown, old))))
        _draw_proof(session, review, question)
        if shown.evidence and shown.evidence.reviewer:
            st.caption(text("Look for: {what}", what=shown.evidence.reviewer))
        if question.id in review.overtaken:
            given = review.given[question.id]
            st.warning(
                text(
                    "The company has changed its answer since. Yours no longer counts: {answer}",
                    answer=plain(describe(shown, to_raw(given.answer))),
                ),
                icon=":material/history:",
            )
        asking = _asking(session, review)
        with st.expander(text("My answer, where it differs"), expanded=question.id in review.given):
            ask_answer(asking, shown)
        _ask_evidence(asking, question)
        draw_sent_before(_sent(review).get(question.id, ()))
        _ask_remark(session, asking, question)


def _draw_proof(session: Session, review: Review, question: Question) -> None:
    cells, submission = review.submission.cells, review.submission
    words = {0: text("only said so"), 1: text("a document or photo"), 2: text("a bill or a reading")}
    proof = cells.get((question.id, "evidence"))
    note = cells.get((question.id, "note"))
    if proof is not None and proof.value is not None:
        st.caption(text("Proof: {proof}", proof=words.get(proof.value, "–")))
    if note is not None and note.value:
        st.markdown(f"> {plain(note.value)}")
    show_attachments(session, submission.id, question.id)
    with st.expander(
        text("History of this answer"), type="compact", key=f"history_{question.id}", on_change="rerun"
    ) as more:
        if more.open:
            for event in reviewing.history(session, submission.id, question.id):
                when = date_time(event.at, st.context.timezone)
                was, now = plain(describe(question, event.old)), plain(describe(question, event.new))
                st.caption(f"{when}, {plain(event.by) or '–'}: {was} → {now}")


def _asking(session: Session, review: Review) -> Asking:
    def save(question: str, field: str, raw: Any, seen: int) -> Cell:
        return _bare(reviewing.save_review(session, review.submission.id, question, raw, seen, field=field))

    cells: Mapping[tuple[str, str], Cell] = {key: _bare(cell) for key, cell in review.cells.items()}
    return Asking(place=f"r{review.submission.id}", cells=cells, save=save, editable=review.may_write)


def _bare(cell: Cell) -> Cell:
    """Return a trainer's cell with the value alone: the version it was given on is the action's affair."""
    value = cell.value["value"] if isinstance(cell.value, dict) and "on" in cell.value else cell.value
    return Cell(value, cell.version, cell.at, cell.by)


def _ask_evidence(asking: Asking, question: Question) -> None:
    words = {0: text("only said so"), 1: text("a document or photo"), 2: text("a bill or a reading")}
    words[3] = text("seen or measured by me")
    tie = asking.tie(question.id, "evidence")
    shown = st.segmented_control(
        text("What I saw"),
        list(words),
        default=tie.value if tie.value in words else None,
        format_func=words.__getitem__,
        key=tie.key,
        on_change=tie.changed(),
        disabled=not asking.editable,
    )
    if asking.editable:
        tie.drawn(shown, tie.value if tie.value in words else None)
        tie.show_trouble(lambda raw: words.get(raw, text("no answer")))


def _ask_remark(session: Session, asking: Asking, question: Question) -> None:
    tie = asking.tie(question.id, "remark", lambda typed: (typed or "").strip() or None)
    kept = phrases.list_phrases(session) if asking.editable else ()
    if kept:
        with st.container(horizontal=True, gap="xxsmall", key=f"phrases_{question.id}"):
            for phrase in kept:
                st.button(
                    plain(phrase.text[:60]),
                    key=f"phrase:{phrase.id}:{question.id}",
                    type="tertiary",
                    icon=":material/add:",
                    on_click=tie.put,
                    args=(f"{tie.value} {phrase.text}" if tie.value else phrase.text,),
                )
    shown = st.text_area(
        text("Remark to the company"),
        value=tie.value or "",
        key=tie.key,
        on_change=tie.changed(),
        max_chars=4000,
        height=110,
        placeholder=text("What to do, and what to bring. The company sees it when you return or accept."),
        disabled=not asking.editable,
    )
    if asking.editable:
        tie.drawn(shown, tie.value or "")
        tie.show_trouble(str)
        if tie.value and tie.value not in {phrase.text for phrase in kept}:
            st.button(
                text("Keep as a phrase"),
                key=f"keep:{question.id}",
                type="tertiary",
                on_click=phrases.keep_phrase,
                args=(session, tie.value),
            )


def checklist_of(review: Review) -> Checklist:
    """Return the checklist of a review in the reader's language."""
    return translated_checklist(review.submission.checklist, language()).checklist
