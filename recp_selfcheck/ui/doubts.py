"""What does not look right in the yearly totals: said beside them, each corrected or explained in a sentence."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.i18n.mistakes import word_doubt
from recp_selfcheck.ui.explaining import explain
from recp_selfcheck.ui.fields import CompanyFields
from recp_selfcheck.ui.labels import carrier_label
from recp_selfcheck.ui.plain import plain


def announce_doubts(doubts: tuple[Doubt, ...]) -> None:
    """Say at the top of the page how many figures look doubtful; each is explained where it was typed."""
    still = sum(not doubt.explanation for doubt in doubts)
    with st.container():  # keeps its place when empty: fields that move are built anew and lose what is being typed
        if still:
            st.warning(text_n("{n} figure looks doubtful", "{n} figures look doubtful", still), icon=":material/help:")


def draw_doubts(fields: CompanyFields, doubts: tuple[Doubt, ...], *subjects: str) -> None:
    """Draw the mistakes and doubts about these subjects (`employees`, `output`, `total`), a line to explain each."""
    with st.container():  # as above
        for doubt in doubts:
            if doubt.subject.partition(".")[0] not in subjects:
                continue
            said = f"**{_subject(doubt)}**: {plain(word_doubt(doubt))}"
            if doubt.explanation:
                st.info(said, icon=":material/check:")
            elif doubt.blocking:
                st.error(said, icon=":material/error:")
            else:
                st.warning(said, icon=":material/help:")
            if doubt.explainable:
                explain(fields.session, fields.firm, doubt)


def _subject(doubt: Doubt) -> str:
    kind, _, rest = doubt.subject.partition(".")
    if kind != "total":
        return {"employees": text("Staff"), "floor_area": text("Floor area"), "output": text("Output")}.get(kind, kind)
    carrier, _, name = rest.partition(".")
    return f"{carrier_label(carrier)} {plain(name)}".strip()
