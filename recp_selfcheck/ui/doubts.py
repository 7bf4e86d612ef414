"""What does not look right in the yearly totals: said beside them, each in a sentence."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.i18n.mistakes import word_doubt
from recp_selfcheck.ui.labels import carrier_label
from recp_selfcheck.ui.plain import plain


def draw_doubts(doubts: tuple[Doubt, ...]) -> None:
    """Draw the list of mistakes and doubts about the yearly figures, nothing where there are none."""
    if not doubts:
        return
    st.subheader(text_n("{n} figure looks doubtful", "{n} figures look doubtful", len(doubts)))
    for doubt in doubts:
        said = f"**{_subject(doubt)}**: {plain(word_doubt(doubt))}"
        if doubt.blocking:
            st.error(said, icon=":material/error:")
        else:
            st.warning(said, icon=":material/help:")


def _subject(doubt: Doubt) -> str:
    kind, _, rest = doubt.subject.partition(".")
    if kind != "total":
        return {"employees": text("Staff"), "floor_area": text("Floor area"), "output": text("Output")}.get(kind, kind)
    carrier, _, name = rest.partition(".")
    return f"{carrier_label(carrier)} {plain(name)}".strip()
