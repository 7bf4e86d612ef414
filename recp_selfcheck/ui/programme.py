"""The programme as a whole: what it saves and scores over clubs, never over fewer than five companies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from recp_selfcheck.actions import comparing, programme
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.club_figures import ClubFigure
from recp_selfcheck.assessment.programme import MONEY, STAGES, ProgrammeSavings
from recp_selfcheck.i18n import language, money_between, text, text_n
from recp_selfcheck.reports.programme_words import method_words, saved_words, stage_word, what_word
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.review import translated_title


def draw_programme(session: Session) -> None:
    """Draw savings, scores, and the files with both."""
    savings = programme.read_savings(session)
    st.title(_finding(savings.programme))
    st.markdown(text("All clubs together, by what their companies handed in. One company is never shown."))
    st.header(text("Savings"), divider="gray")
    if savings.programme.figures or savings.programme.withheld:
        _draw_whole(savings.programme)
        _draw_behind(savings.programme, savings.clubs)
    else:
        st.markdown(text("Savings appear once five companies have handed in a plan with figures."))
    st.header(text("Scores"), divider="gray")
    _draw_scores(session)
    _draw_files()


def _finding(savings: ProgrammeSavings) -> str:
    planned = [one for one in savings.figures if not one.clubs and (one.stage, one.what) == ("planned", MONEY)]
    if not planned:
        return text("The programme")
    largest = max(planned, key=lambda one: one.n)
    return text_n(
        "{n} company plans to save {money} a year",
        "{n} companies plan to save {money} a year",
        largest.n,
        money=_unbroken(money_between(largest.saved.low, largest.saved.high, largest.currency)),
    )


def _draw_whole(savings: ProgrammeSavings) -> None:
    """Draw the stages beside each other: what is saved, how much, by how many companies."""
    for column, stage in zip(st.columns(len(STAGES), gap="medium"), STAGES, strict=True):
        with column:
            st.subheader(stage_word(stage))
            whole = [one for one in savings.figures if not one.clubs and one.stage == stage]
            if whole:
                draw_table(
                    [
                        {
                            text("Saving"): plain(what_word(one.what)),
                            text("How much"): f"{_unbroken(saved_words(one))}  \n{_companies(one.n)}",
                        }
                        for one in whole
                    ]
                )
            kept = ", ".join(what_word(what) for of_stage, what in savings.withheld if of_stage == stage)
            if kept:
                st.caption(text("Of fewer than five companies, so without a figure: {what}.", what=kept))
            elif not whole:
                st.caption(text("Nothing handed in says anything of it yet."))


def _draw_behind(savings: ProgrammeSavings, clubs: Mapping[int, str]) -> None:
    """Draw the same by club, and how it was counted, behind a click: a programme of many clubs has many rows."""
    with st.expander(text("By club"), key="programme_clubs", on_change="rerun") as box:
        if box.open:
            draw_table(
                [
                    {
                        text("Saving"): plain(f"{what_word(one.what)}: {stage_word(one.stage)}"),
                        text("Clubs"): _names(clubs[club] for club in one.clubs),
                        text("How much"): f"{_unbroken(saved_words(one))}  \n{_companies(one.n)}",
                    }
                    for one in savings.figures
                    if one.clubs
                ]
            )
    with st.expander(text("How it was counted"), key="programme_method"):
        st.markdown("\n".join(f"- {sentence}" for sentence in method_words()))


def _draw_scores(session: Session) -> None:
    figures = comparing.programme(session)
    if not figures:
        st.markdown(text("Figures appear once five companies have an accepted checklist."))
        return
    draw_table(
        [
            {
                text("Checklist"): translated_title(one.checklist),
                text("Clubs"): _names(one.clubs),
                text("Companies"): one.figure.n,
                text("Median score"): _median(one.figure),
            }
            for one in figures
        ]
    )
    st.caption(text("Accepted scores only. A club of fewer than five companies is counted together with another."))


def _draw_files() -> None:
    with st.container(horizontal=True, key="programme_files"):
        for name, label, icon in (
            ("programme.xlsx", text("Tables for Excel"), ":material/table:"),
            ("programme-savings.csv", text("Savings as .csv"), ":material/download:"),
            ("programme-scores.csv", text("Scores as .csv"), ":material/download:"),
        ):
            st.link_button(label, f"/export/{name}?language={language()}", icon=icon)


def _names(clubs: Iterable[str]) -> str:
    return ", ".join(map(plain, clubs))


def _unbroken(written: str) -> str:
    """Keep a range on one line."""
    return written.replace("–", "\u2060–\u2060")


def _companies(number: int) -> str:
    return text_n("{n} company", "{n} companies", number)


def _median(figure: ClubFigure) -> str:
    """Write the median and, where there are enough companies, the middle half."""
    if figure.quartiles is None:
        return str(figure.median)
    return text(
        "{median} (middle half {low}–{high})", median=figure.median, low=figure.quartiles[0], high=figure.quartiles[1]
    )
