"""Photos and documents at an answer: attaching them, and looking at them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from recp_selfcheck.actions import evidence
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import AnswerMistakes, NotFound, NotPossibleNow
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume

_ENDINGS = ["jpg", "jpeg", "png", "heic", "heif", "pdf"]
_LARGEST_SENT = 40  # MB: what is too large by more than this the browser refuses, in English


def show_attachments(session: Session, submission_id: int, question_id: str) -> Sequence[evidence.Attachment]:
    """Draw what is attached to a question: photos as they are, documents as links; return them."""
    found = [one for one in evidence.attached(session, submission_id) if one.question == question_id]
    photos = [one for one in found if one.media_type != evidence.PDF]
    if photos:
        columns = st.columns(min(3, len(photos)))
        for place, one in enumerate(photos):
            with columns[place % len(columns)]:
                _show_photo(session, one)
    for one in found:
        if one.media_type == evidence.PDF:
            _link(one, ":material/description:")
    return found


def _show_photo(session: Session, one: evidence.Attachment) -> None:
    """Draw a photo with the way to its file; a panorama is as high as others, to move along it."""
    try:
        _, content = evidence.fetch(session, one.id)
    except NotFound:
        st.caption(text("{name}: the file is gone", name=plain(one.name)))
        return
    if evidence.is_panorama(content):
        # Streamlit would make it 1460 px broad, and so a strip on which nothing can be read
        picture = f'<img src="/export/evidence/{one.id}" alt="{escape(one.name)}">'
        st.html(f'<div class="panorama" tabindex="0">{picture}</div>')
    else:
        st.image(content, width="stretch")
    _link(one, ":material/download:")


def _link(one: evidence.Attachment, icon: str) -> None:
    st.link_button(plain(one.name), f"/export/evidence/{one.id}", icon=icon, type="tertiary")


def ask_attachments(session: Session, submission_id: int, question_id: str, *, editable: bool) -> None:
    """Draw what is attached, and while it can be edited the way to add and to remove."""
    found = show_attachments(session, submission_id, question_id)
    if not editable:
        return
    for one in found:
        st.button(
            text("Remove {name}", name=plain(one.name)),
            key=f"detach:{one.id}",
            type="tertiary",
            icon=":material/delete:",
            on_click=_detach,
            args=(session, one.id),
        )
    place = f"attach:{submission_id}:{question_id}"
    number = st.session_state.setdefault(f"{place}:number", 0)
    st.file_uploader(
        text("Photo or PDF, 10 MB at most"),
        type=_ENDINGS,
        max_upload_size=_LARGEST_SENT,
        key=f"{place}:{number}",
        on_change=_attach,
        args=(session, submission_id, question_id, place, f"{place}:{number}"),
    )
    for sentence in st.session_state.get(f"{place}:refused", ()):
        st.error(sentence, icon=":material/error:")


def _attach(session: Session, submission_id: int, question_id: str, place: str, key: str) -> None:
    resume()
    given = st.session_state[key]
    if given is None:
        return
    st.session_state[f"{place}:refused"] = ()
    try:
        evidence.attach(session, submission_id, question_id, given.name, given.getvalue())
    except (AnswerMistakes, NotPossibleNow) as refusal:
        st.session_state[f"{place}:refused"] = tuple(plain(word(mistake)) for mistake in refusal.mistakes)
    st.session_state[f"{place}:number"] += 1  # an empty uploader for the next one


def _detach(session: Session, attachment_id: int) -> None:
    evidence.detach(session, attachment_id)
