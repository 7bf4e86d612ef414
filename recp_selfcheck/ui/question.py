"""One question on the screen: its text, why it is asked, one widget for the answer, and what belongs to the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.i18n import number, parse_number, text, unit_label
from recp_selfcheck.ui.saved import Save, Tied
from recp_selfcheck.ui.session import resume

NONE_OF_THESE = "none_of_these"  # how the screen writes the empty list of a fact
EVIDENCE_LEVELS = (0, 1, 2)


@dataclass(frozen=True)
class Asking:
    """Where answers come from and go to: a submission's cells, or the company's for facts."""

    place: str
    cells: Mapping[tuple[str, str], Cell]
    save: Callable[[str, str, Any, int], Cell]  # (question, field, raw, seen version)
    editable: bool
    steering: frozenset[str] = frozenset()  # questions whose answers change what else is asked
    redraw_only: str | None = None  # the fragment to draw again after an ordinary answer
    previous: Mapping[str, Any] | None = None

    def tie(self, question_id: str, field: str, read: Callable[[Any], Any] | None = None) -> Tied:
        """Tie a widget to one field of one question."""
        save: Save = lambda raw, seen: self.save(question_id, field, raw, seen)  # noqa: E731 - binds the two names
        stored = self.cells.get((question_id, field))
        return Tied(self.place, f"{field}:{question_id}", stored, save, *([read] if read else []))


def ask(asking: Asking, question: Question) -> None:
    """Draw one question and keep whatever is answered."""
    with st.container(key=f"q_{question.id.replace('.', '-')}", border=not question.fact):
        st.markdown(f"**{question.text}**")
        if question.why:
            st.caption(question.why)
        _WIDGETS[question.kind](asking, question)
        raw = _raw(asking, question)
        if _is(raw, NOT_APPLICABLE):
            _ask_reason(asking, question)
        if asking.previous and question.id in asking.previous:
            st.caption(text("Last time: {answer}", answer=describe(question, asking.previous[question.id])))
        if not question.fact:
            _below(asking, question)


def describe(question: Question, raw: Any) -> str:
    """Word a raw answer for a person."""
    if isinstance(raw, Mapping):
        raw = raw.get("answer")
    if raw is None:
        return text("no answer")
    if raw in _reserved_words():
        return _reserved_words()[raw]
    if question.kind == "number":
        unit = question.number.unit if question.number else ""
        return f"{number(raw, None)} {unit_label(unit)}" if isinstance(raw, int | float) else str(raw)
    ids = [raw] if isinstance(raw, str) else list(raw)
    if not ids:
        return _reserved_words()[NONE_OF_THESE]
    return "; ".join(question.option_by_id[i].text if i in question.option_by_id else str(i) for i in ids)


def _reserved_words() -> dict[str, str]:
    return {
        DONT_KNOW: text("I don't know"),
        NOT_APPLICABLE: text("Does not apply to us"),
        NONE_OF_THESE: text("None of these"),
    }


def _reserved(question: Question) -> list[str]:
    if question.fact:
        return [NONE_OF_THESE] if question.kind == "multiple" else []
    return [DONT_KNOW, NOT_APPLICABLE] if question.not_applicable else [DONT_KNOW]


def _label(question: Question) -> Callable[[str], str]:
    words = _reserved_words()
    return lambda option: words[option] if option in words else question.option_by_id[option].text


def _raw(asking: Asking, question: Question) -> Any:
    cell = asking.cells.get((question.id, "answer"))
    known = st.session_state.get("known", {}).get(f"{asking.place}:answer:{question.id}")
    return known.value if known else cell.value if cell else None


def _is(raw: Any, reserved: str) -> bool:
    return raw == reserved or (isinstance(raw, Mapping) and raw.get("answer") == reserved)


def _redraw(asking: Asking, question: Question) -> str | None:
    """Return the fragment to draw again, or None where the whole page may look different after this answer."""
    return None if question.id in asking.steering else asking.redraw_only


def _ask_options(asking: Asking, question: Question) -> None:
    tie = asking.tie(question.id, "answer")
    choices = [option.id for option in question.options] + _reserved(question)
    held = tie.value.get("answer") if isinstance(tie.value, Mapping) else tie.value
    before = tie.value

    def changed() -> None:
        now = st.session_state[tie.key]
        reason_appears = NOT_APPLICABLE in (now, before)
        tie.changed(redraw_only=None if reason_appears else _redraw(asking, question))()

    above = st.container()
    with st.container(key=f"choices_{_scored(question)}_{tie.key}"):
        shown = st.radio(
            question.text,
            choices,
            index=choices.index(held) if held in choices else None,
            format_func=_label(question),
            key=tie.key,
            on_change=changed,
            disabled=not asking.editable,
            label_visibility="collapsed",
            width="stretch",
        )
    if asking.editable:
        tie.drawn(shown, held if held in choices else None)
        with above:
            tie.show_trouble(lambda raw: describe(question, raw))
        if tie.value is not None:
            _clear_button(tie)


def _ask_multiple(asking: Asking, question: Question) -> None:
    alone = {option.id for option in question.options if option.exclusive} | set(_reserved(question))

    def read(ticks: list[str] | None) -> Any:
        ticks = list(ticks or [])
        if not ticks:
            return None
        if ticks[0] in (DONT_KNOW, NOT_APPLICABLE):
            return ticks[0]
        return [] if ticks == [NONE_OF_THESE] else [i for i in question.option_by_id if i in ticks]

    tie = asking.tie(question.id, "answer", read)
    choices = [option.id for option in question.options] + _reserved(question)
    before = _ticks(tie.value)
    seed = [tick for tick in before if tick in choices]

    def changed() -> None:
        ticks = list(st.session_state[tie.key] or [])
        added = [tick for tick in ticks if tick not in before]
        kept = [t for t in ticks if t not in alone]
        if any(tick in alone for tick in added):
            kept = [next(tick for tick in added if tick in alone)]
        elif not kept:
            kept = [t for t in ticks if t in alone][:1]
        resume()
        if sorted(kept) != sorted(ticks):
            tie.put(read(kept))
        else:
            reserved_moves = NOT_APPLICABLE in (*ticks, *before)
            tie.changed(redraw_only=None if reserved_moves else _redraw(asking, question))()

    above = st.container()
    with st.container(key=f"ticks_{_scored(question)}_{tie.key}"):
        shown = st.pills(
            question.text,
            choices,
            selection_mode="multi",
            default=seed,
            format_func=_label(question),
            key=tie.key,
            on_change=changed,
            disabled=not asking.editable,
            label_visibility="collapsed",
            width="content",
        )
    st.caption(text("Tick everything that is so."))
    if asking.editable:
        tie.drawn(shown, seed)
        with above:
            tie.show_trouble(lambda raw: describe(question, raw))


def _ticks(raw: Any) -> list[str]:
    if isinstance(raw, Mapping):
        raw = raw.get("answer")
    if raw is None:
        return []
    if isinstance(raw, str):
        return [raw]
    return list(raw) or [NONE_OF_THESE]


def _ask_number(asking: Asking, question: Question) -> None:
    unit = unit_label(question.number.unit) if question.number else ""

    def read(typed: str | None) -> Any:
        if typed and typed.strip():
            return parse_number(typed)
        return reserved

    tie = asking.tie(question.id, "answer", read)
    held = tie.value.get("answer") if isinstance(tie.value, Mapping) else tie.value
    reserved = held if held in _reserved_words() else None
    seed = number(held, None) if isinstance(held, int | float) else ""
    above = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"number_{tie.key}"):
        shown = st.text_input(
            text("Number, in {unit}", unit=unit),
            value=seed,
            key=tie.key,
            on_change=tie.changed(redraw_only=_redraw(asking, question)),
            disabled=not asking.editable,
            max_chars=40,
            width=220,
            live="0.8s",
        )
        for choice in _reserved(question):
            st.button(
                _reserved_words()[choice],
                key=f"{choice}:{tie.key}",
                type="primary" if reserved == choice else "secondary",
                on_click=tie.put,
                args=(choice,),
                disabled=not asking.editable,
            )
    if asking.editable:
        tie.drawn(shown, seed)
        with above:
            tie.show_trouble(lambda raw: describe(question, raw))
        if tie.value is not None:
            _clear_button(tie)


def _scored(question: Question) -> str:
    """Name the look of the choices: those of a scored question end in reserved answers, which are set apart."""
    if question.fact:
        return "fact"
    return "scored2" if question.not_applicable else "scored1"


def _clear_button(tie: Tied) -> None:
    with st.container(key=f"clear_{tie.key}"):
        st.button(text("Clear the answer"), key=f"clear:{tie.key}", type="tertiary", on_click=tie.put, args=(None,))


def _ask_reason(asking: Asking, question: Question) -> None:
    tie = asking.tie(question.id, "reason", lambda typed: (typed or "").strip() or None)
    shown = st.text_area(
        text("Why does it not apply? One sentence is needed to hand in."),
        value=tie.value or "",
        key=tie.key,
        on_change=tie.changed(redraw_only=asking.redraw_only),
        max_chars=1000,
        height=80,
        disabled=not asking.editable,
    )
    if asking.editable:
        tie.drawn(shown, tie.value or "")
        tie.show_trouble(str)


def _below(asking: Asking, question: Question) -> None:
    """Draw how to check, and behind a click (drawn only when open) how sure the answer is and a note."""
    place = question.id.replace(".", "-")
    if question.check:
        with st.expander(text("How to check"), type="compact"):
            st.markdown(question.check)
            if question.evidence and question.evidence.reviewer:
                st.caption(text("In class you will be asked: {question}", question=question.evidence.reviewer))
    noted = any((question.id, field) in asking.cells and asking.cells[question.id, field].value for field in _EXTRAS)
    label = text("Proof and note · filled in") if noted else text("Proof and note")
    more = st.expander(label, key=f"more_{asking.place}_{place}", on_change="rerun", type="compact")
    if more.open:
        with more:
            _ask_evidence(asking, question)
            _ask_note(asking, question)


_EXTRAS = ("evidence", "note")


def _ask_evidence(asking: Asking, question: Question) -> None:
    words = {
        0: text("I say so"),
        1: text("A document or photo shows it"),
        2: text("A bill or a meter reading shows it"),
    }
    tie = asking.tie(question.id, "evidence")
    shown = st.radio(
        text("What shows that this answer is right?"),
        EVIDENCE_LEVELS,
        index=tie.value if tie.value in EVIDENCE_LEVELS else None,
        format_func=words.__getitem__,
        key=tie.key,
        on_change=tie.changed(redraw_only=asking.redraw_only),
        disabled=not asking.editable,
    )
    if asking.editable:
        tie.drawn(shown, tie.value if tie.value in EVIDENCE_LEVELS else None)
        tie.show_trouble(lambda raw: words.get(raw, text("no answer")))


def _ask_note(asking: Asking, question: Question) -> None:
    tie = asking.tie(question.id, "note", lambda typed: typed or None)
    shown = st.text_area(
        text("Note"),
        value=tie.value or "",
        key=tie.key,
        on_change=tie.changed(redraw_only=asking.redraw_only),
        max_chars=4000,
        height=110,
        placeholder=text("Where, which machine, who knows more. Saved while you type."),
        disabled=not asking.editable,
    )
    if asking.editable:
        tie.drawn(shown, tie.value or "")
        tie.show_trouble(str)


_WIDGETS: Mapping[str, Callable[[Asking, Question], None]] = {
    "options": _ask_options,
    "multiple": _ask_multiple,
    "number": _ask_number,
}
