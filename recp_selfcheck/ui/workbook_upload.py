"""Bringing a workbook back: choosing the file, and what is wrong in it, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from recp_selfcheck.i18n import text_n
from recp_selfcheck.reports.faults import Fault, Spot, fault_words
from recp_selfcheck.ui.plain import plain

ENDINGS = ("xlsx", "xlsm", "xlsb", "xls", "ods")  # those but the first are refused with what to do, in one's language
_LARGEST_SENT = 40  # MB: what is too large by more than this the browser refuses, in English
_MOST_LISTED = 40
_FEW = 5


def draw_upload(place: str, label: str) -> UploadedFile | None:
    """Draw the field for the file and return what was chosen."""
    counter = st.session_state.setdefault(f"{place}:number", 0)
    return st.file_uploader(label, type=ENDINGS, max_upload_size=_LARGEST_SENT, key=f"{place}:file:{counter}")


def draw_uploads(place: str, label: str) -> list[UploadedFile]:
    """Draw the field for several files and return what was chosen, in the order of choosing."""
    counter = st.session_state.setdefault(f"{place}:number", 0)
    key = f"{place}:file:{counter}"
    return st.file_uploader(label, type=ENDINGS, max_upload_size=_LARGEST_SENT, key=key, accept_multiple_files=True)


def forget_upload(place: str) -> None:
    """Empty the field at the next drawing."""
    st.session_state[f"{place}:number"] += 1
    st.session_state.pop(place, None)


def draw_faults(faults: Sequence[Fault]) -> None:
    """Draw what is wrong, and that nothing was taken in."""
    if faults[0].spot is None:
        st.error(plain(fault_words(faults[0])), icon=":material/error:")
        return
    title = text_n(
        "{n} mistake in the workbook. Nothing is taken in; correct it there and choose the workbook again.",
        "{n} mistakes in the workbook. Nothing is taken in; correct them there and choose the workbook again.",
        len(faults),
    )
    st.error(title, icon=":material/error:")
    lines = [f"- {plain(fault_words(found))}" for found in faults[:_MOST_LISTED]]
    if len(faults) > _MOST_LISTED:
        lines.append("- " + text_n("and {n} more", "and {n} more", len(faults) - _MOST_LISTED))
    st.markdown("\n".join(lines))


def named_spots(spots: Sequence[Spot]) -> str:
    """Name a few cells and say how many more there are."""
    said = ", ".join(map(str, spots[:_FEW]))
    more = len(spots) - _FEW
    return said + (" " + text_n("and {n} more", "and {n} more", more) if more > 0 else "")
