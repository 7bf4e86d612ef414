"""What the check of the content found, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from recp_selfcheck.actions.checklists import Report
from recp_selfcheck.errors import Mistake
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.reports.check_words import by_kind, count_words, place_words
from recp_selfcheck.ui.plain import plain

_FIT_WITHOUT_A_CLICK = 3  # places

_MOST_PLACES = 100


def report_title(report: Report) -> str:
    """Say what the check came to."""
    if not report.mistakes and not report.warnings:
        return text("The check finds nothing wrong")
    mistakes = text_n("{n} mistake", "{n} mistakes", len(report.mistakes))
    warnings = text_n("{n} warning", "{n} warnings", len(report.warnings))
    return text("The check finds {mistakes} and {warnings}", mistakes=mistakes, warnings=warnings)


def draw_report(report: Report) -> None:
    """Draw the mistakes and warnings by kind, then what each file holds."""
    st.markdown(
        text(
            "The check reads all checklists, translations and reference figures, as the program runs with them: wrong "
            "ids, points and conditions, changed rules under an old version, texts without translation."
        )
    )
    if report.mistakes or report.warnings:
        st.caption(text("After each place stands the sentence of the check itself, in English as on the command line."))
    _draw_found(text("Mistakes: to be corrected before anything is published"), report.mistakes)
    _draw_found(text("Warnings: allowed, but worth a look"), report.warnings)
    st.subheader(text("What was read"))
    st.table(
        [{text("File"): name, text("What it holds"): count_words(counts)} for name, counts in report.counts.items()],
        hide_index=True,
        border="horizontal",
    )
    st.caption(
        text(
            "Whoever runs the server corrects and publishes the files; how, stands in docs/authoring.md of the program."
        )
    )


def _draw_found(title: str, found: Sequence[Mistake]) -> None:
    if not found:
        return
    st.subheader(title)
    for kind, of_kind in by_kind(found):
        with st.container(border=True):
            st.markdown(f"**{kind.what}** · {text_n('{n} place', '{n} places', len(of_kind))}")
            st.markdown(f"{kind.why} {kind.remedy}")
            with st.expander(text("Where"), expanded=len(of_kind) <= _FIT_WITHOUT_A_CLICK):
                for one in of_kind[:_MOST_PLACES]:
                    st.markdown(f"- **{plain(place_words(one))}**: {plain(one.message)}")
