"""The class view's parts, big enough for forty people before a projector."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.class_viewing import ClassView
from recp_selfcheck.actions.content import content, translated_checklist
from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE
from recp_selfcheck.assessment.class_figures import Distribution
from recp_selfcheck.assessment.club_figures import FEWEST_SHOWN_ROWS
from recp_selfcheck.charts.class_map import answer_bars, heat_map
from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.i18n import language, number, text, text_n
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.width import is_narrow
from recp_selfcheck.ui.words import checklist_title

PARTS = ("questions", "missed", "unknown", "spread", "map", "trainer")


def choose_class(club_id: int) -> str:
    """Draw the checklists and return the chosen one's id."""
    known = content().checklists
    return st.segmented_control(
        text("Checklist"),
        list(known),
        default=next(iter(known)),
        required=True,
        format_func=lambda ident: checklist_title(known[ident]),
        key=f"class_checklist:{club_id}",
        label_visibility="collapsed",
        persist_state="session",
    ) or next(iter(known))


def choose_part() -> str:
    """Draw what can be shown and return the chosen part."""
    words = {
        "questions": text("Question by question"),
        "missed": text("Most points lost"),
        "unknown": text("Not known"),
        "spread": text("Widest spread"),
        "map": text("Sections × companies"),
        "trainer": text("Own score and trainer's"),
    }
    return (
        st.segmented_control(
            text("Show"),
            PARTS,
            default="questions",
            required=True,
            format_func=words.__getitem__,
            key="class_part",
            label_visibility="collapsed",
            persist_state="session",
        )
        or "questions"
    )


def draw_class(view: ClassView, part: str) -> None:
    """Draw one part of what the class sees."""
    figures = view.figures
    said = text_n("{n} company has handed in", "{n} companies have handed in", figures.n)
    st.caption(f"{said} · {text('reviewed: {n}', n=figures.reviewed)} · {plain(view.club)}")
    if not figures.distributions:
        left = FEWEST_SHOWN_ROWS - figures.n
        st.title(text("Too few to show"))
        st.markdown(text_n("{n} more company has to hand in.", "{n} more companies have to hand in.", max(1, left)))
        st.markdown(text("With fewer than six, everybody could work out whose answer it is."))
        return
    checklist = translated_checklist(view.checklist, language()).checklist
    {
        "questions": _draw_questions,
        "missed": _draw_missed,
        "unknown": _draw_unknown,
        "spread": _draw_spread,
        "map": _draw_map,
        "trainer": _draw_trainer,
    }[part](view, checklist)


def _draw_questions(view: ClassView, checklist: Checklist) -> None:
    names = list(view.figures.distributions)
    key = f"class_question:{checklist.id}"
    place = min(st.session_state.get(key, 0), len(names) - 1)
    question = checklist.questions[names[place]]
    st.title(question.text)
    shown = view.figures.distributions[question.id]
    st.markdown(_finding(shown))
    st.plotly_chart(
        answer_bars(_labels(question, shown), narrow=is_narrow()),
        width="stretch",
        config={"displayModeBar": False},
        alt=_finding(shown),
    )
    before, middle, after = st.columns([1, 2, 1], vertical_alignment="center")
    for column, label, step, shortcut in ((before, text("Previous"), -1, "Left"), (after, text("Next"), 1, "Right")):
        column.button(
            label,
            key=f"class_step:{step}",
            disabled=not 0 <= place + step < len(names),
            shortcut=shortcut,
            width="stretch",
            on_click=_go,
            args=(key, place + step),
        )
    middle.markdown(text("{n} of {of}", n=place + 1, of=len(names)), text_alignment="center")


def _go(key: str, place: int) -> None:
    st.session_state[key] = place


def _finding(shown: Distribution) -> str:
    if shown.dont_know * 2 >= shown.asked:
        return text("{n} of {of} do not know.", n=shown.dont_know, of=shown.asked)
    if shown.mean_points is not None:
        points = number(shown.mean_points, 2)
        return text("On average {points} of 100 points, {of} companies asked.", points=points, of=shown.asked)
    return text("{of} companies asked.", of=shown.asked)


def _labels(question: Question, shown: Distribution) -> list[tuple[str, int]]:
    reserved = {DONT_KNOW: text("I don't know"), NOT_APPLICABLE: text("Does not apply")}
    found = []
    for name, count in shown.by_answer.items():
        option = question.option_by_id.get(name)
        points = text("{range} points", range=name.replace("-", "–"))
        found.append((reserved.get(name) or (option.text if option else points), count))
    return found


def _draw_missed(view: ClassView, checklist: Checklist) -> None:
    _draw_list(text("Here the class loses most points"), view.figures.missed, checklist)


def _draw_unknown(view: ClassView, checklist: Checklist) -> None:
    _draw_list(text("This the class does not know"), view.figures.unknown, checklist)


def _draw_spread(view: ClassView, checklist: Checklist) -> None:
    _draw_list(text("Here the class differs most: who does it can tell the others how"), view.figures.spread, checklist)


def _draw_list(title: str, found: tuple[Distribution, ...], checklist: Checklist) -> None:
    st.title(title)
    if not found:
        st.markdown(text("Nothing to show."))
    for one in found:
        st.markdown(f"### {checklist.questions[one.question].text}")
        st.markdown(_finding(one))


def _draw_map(view: ClassView, checklist: Checklist) -> None:
    figures = view.figures
    st.title(text("Sections × companies"))
    if not figures.rows:
        st.markdown(
            text(
                "{n} companies agreed to be shown as a row; six are needed.",
                n=figures.agreed_to_a_row,
            )
        )
        return
    names_shown = st.toggle(text("Show the names of those who agreed"), key="class_names")
    sections = [section for section in checklist.all_sections if section.questions]
    rows = [
        (plain(row.name) if names_shown and row.name else "", [row.sections.get(section.id) for section in sections])
        for row in figures.rows
    ]
    titles = [section.title for section in sections]
    st.plotly_chart(
        heat_map(titles, rows, narrow=is_narrow()),
        width="stretch",
        config={"displayModeBar": False},
        alt=text("Sections × companies"),
    )


def _draw_trainer(view: ClassView, checklist: Checklist) -> None:
    st.title(text("How companies see themselves, and how the trainer does"))
    pairs = view.figures.self_against_trainer
    if not pairs:
        st.markdown(text("Six reviewed companies are needed. Reviewed so far: {n}.", n=view.figures.reviewed))
        return
    titles = {section.id: section.title for section in checklist.all_sections}
    draw_table(
        [
            {text("Section"): titles[name], text("Own score"): own, text("Agreed score"): agreed}
            for name, (own, agreed) in pairs.items()
        ]
    )
