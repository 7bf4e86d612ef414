"""What waits for a trainer: checklists to review, bills and plans to read, in the order they were handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from recp_selfcheck.actions.part_reading import WaitingPart
from recp_selfcheck.actions.reviewing import Waiting
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.ui.club_table import part_title
from recp_selfcheck.ui.plain import plain

_EARLY = datetime.min.replace(tzinfo=UTC)
_SUBMISSION, _PART = "submission", "part"
Place = tuple[str, int]
"""`submission` or `part`, and its number: as the address names it."""


def choose_waiting(waiting: Sequence[Waiting], parts: Sequence[WaitingPart]) -> Place | None:
    """Draw the queue and return what is chosen, which stands in the address; None for an empty queue."""
    words = _in_order(waiting, parts)
    if not words:
        return None
    chosen = _asked(words) or next(iter(_open_ones(waiting, parts)), next(iter(words)))
    shown = st.selectbox(
        text("Handed in, oldest first"),
        list(words),
        index=list(words).index(chosen),
        format_func=words.__getitem__,
        key=f"queue:{chosen[0]}:{chosen[1]}:{words[chosen]}",  # a list that is there keeps showing the words it had
    )
    if shown != chosen:
        go_to(shown)
        st.rerun()
    return chosen


def go_to(place: Place) -> None:
    """Look at something else of the queue from the next drawing on."""
    st.query_params.from_dict({place[0]: str(place[1])})


def draw_next(place: Place, waiting: Sequence[Waiting], parts: Sequence[WaitingPart]) -> None:
    """Draw the way to what waits next besides this."""
    names: dict[Place, str] = {(_SUBMISSION, one.submission_id): one.company for one in waiting}
    names |= {(_PART, one.row.id): one.company for one in parts}
    following = next((one for one in _open_ones(waiting, parts) if one != place), None)
    if following is not None:
        st.button(
            text("Next: {company}", company=plain(names[following]) or "–"),
            key="next_submission",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=go_to,
            args=(following,),
        )


def _asked(words: dict[Place, str]) -> Place | None:
    for kind in (_PART, _SUBMISSION):
        asked = st.query_params.get(kind, "")
        if asked.isdecimal() and (kind, int(asked)) in words:
            return kind, int(asked)
    return None


def _open_ones(waiting: Sequence[Waiting], parts: Sequence[WaitingPart]) -> list[Place]:
    """Return what waits for the trainer, in the order of the queue."""
    still = {(_SUBMISSION, one.submission_id) for one in waiting if one.state == "submitted"}
    still |= {(_PART, one.row.id) for one in parts if one.row.read_at is None}
    return [place for place in _in_order(waiting, parts) if place in still]


def _in_order(waiting: Sequence[Waiting], parts: Sequence[WaitingPart]) -> dict[Place, str]:
    """Return everything of the queue with its words, by when it was handed in."""
    dated = [(one.handed_in_at or _EARLY, (_SUBMISSION, one.submission_id), _waiting_words(one)) for one in waiting]
    dated += [(one.row.at, (_PART, one.row.id), _part_words(one)) for one in parts]
    return {place: words for _, place, words in sorted(dated)}


def _waiting_words(one: Waiting) -> str:
    states = {
        "draft": text("draft, shared"),
        "submitted": text("waits for you"),
        "returned": text("returned"),
        "accepted": text("accepted"),
    }
    away = text_n("{n} does not apply", "{n} do not apply", one.not_applicable) if one.not_applicable else ""
    return " · ".join(part for part in (one.company or "–", part_title(one.checklist), states[one.state], away) if part)


def _part_words(one: WaitingPart) -> str:
    state = text("read", context="part") if one.row.read_at else text("waits for you")
    remarked = text("with a remark") if one.row.remark else ""
    return " · ".join(part for part in (one.company or "–", part_title(one.row.part), state, remarked) if part)
