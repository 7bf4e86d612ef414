"""The one widget that holds an answer, by kind of question, with the reserved answers in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.i18n import number, parse_number, text, unit_label
from recp_selfcheck.reports.answer_words import NONE_OF_THESE, describe, reserved_for, reserved_words
from recp_selfcheck.ui.asking import Asking
from recp_selfcheck.ui.saved import Tied
from recp_selfcheck.ui.session import resume


def ask_answer(asking: Asking, question: Question) -> None:
    """Draw the widget for a question's answer and keep what is answered."""
    _BY_KIND[question.kind](asking, question)


def _label(question: Question) -> Callable[[str], str]:
    words = reserved_words()
    return lambda option: words[option] if option in words else question.option_by_id[option].text


def _redraw(asking: Asking, question: Question) -> str | None:
    """Return the fragment to draw again, or None where the whole page may look different after this answer."""
    return None if question.id in asking.steering else asking.redraw_only


def _ask_options(asking: Asking, question: Question) -> None:
    tie = asking.tie(question.id, "answer")
    choices = [option.id for option in question.options] + reserved_for(question)
    held = tie.value

    def changed() -> None:
        now = st.session_state[tie.key]
        reason_appears = NOT_APPLICABLE in (now, held)
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
        _draw_clear(tie)


def _ask_multiple(asking: Asking, question: Question) -> None:
    alone = {option.id for option in question.options if option.exclusive} | set(reserved_for(question))

    def read(ticks: list[str] | None) -> Any:
        ticks = list(ticks or [])
        if not ticks:
            return None
        if ticks[0] in (DONT_KNOW, NOT_APPLICABLE):
            return ticks[0]
        return [] if ticks == [NONE_OF_THESE] else [i for i in question.option_by_id if i in ticks]

    tie = asking.tie(question.id, "answer", read)
    choices = [option.id for option in question.options] + reserved_for(question)
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
    held = tie.value
    reserved = held if isinstance(held, str) else None
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
            placeholder=text("a number"),
            width=220,
            live="0.8s",
        )
        for choice in reserved_for(question):
            st.button(
                reserved_words()[choice],
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
        _draw_clear(tie)


def _scored(question: Question) -> str:
    """Name the look of the choices: those of a scored question end in reserved answers, which are set apart."""
    if question.fact:
        return "fact"
    return "scored2" if question.not_applicable else "scored1"


def _draw_clear(tie: Tied) -> None:
    """Draw the button that takes an answer back; the style sheet hides it while nothing is chosen or typed."""
    with st.container(key=f"{'cleared' if isinstance(tie.value, str) else 'clear'}_{tie.key}"):
        st.button(text("Clear the answer"), key=f"clear:{tie.key}", type="tertiary", on_click=tie.put, args=(None,))


_BY_KIND: Mapping[str, Callable[[Asking, Question], None]] = {
    "options": _ask_options,
    "multiple": _ask_multiple,
    "number": _ask_number,
}
