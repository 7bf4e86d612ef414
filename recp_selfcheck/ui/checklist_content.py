"""A checklist as it was read: section by section, each question with all that belongs to it, found by a word too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from recp_selfcheck.actions.content import content, translated_checklist, translated_library, translated_site
from recp_selfcheck.actions.session import Session
from recp_selfcheck.checklists.model import AllOf, AnyOf, Checklist, Condition, Is, Library, Option, Question, Section
from recp_selfcheck.i18n import language, number, text, text_n, unit_label
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.question_preview import draw_preview

_MOST_FOUND = 20  # more on one page nobody reads


def draw_content(session: Session, checklist: Checklist) -> None:
    """Draw the choice of a section, the search, and the questions of the one or found by the other."""
    shown = translated_checklist(checklist, language()).checklist
    left, right = st.columns([3, 2])
    with right:
        wanted = st.text_input(
            text("Search in this checklist"),
            key="search_questions",
            icon=":material/search:",
            max_chars=80,
            live="0.5s",
        )
    with left:
        section = _choose_section(shown)
    if wanted.strip():
        questions = [question for question in shown.questions.values() if _holds(question, wanted)]
        st.caption(text_n("{n} question found", "{n} questions found", len(questions)))
        _draw_questions(session, shown, questions[:_MOST_FOUND])
        return
    if section.about:
        st.markdown(section.about)
    _draw_facts_of_section(shown, section)
    _draw_questions(session, shown, section.questions)


def _choose_section(shown: Checklist) -> Section:
    sections = {section.id: section for section in shown.all_sections if section.questions}
    chosen = st.selectbox(
        text("Section"),
        list(sections),
        format_func=lambda name: f"{sections[name].title} ({len(sections[name].questions)})",
        key=f"section_of:{shown.id}",
    )
    return sections[chosen]


def _holds(question: Question, wanted: str) -> bool:
    """Say whether every word of a search stands in a question."""
    texts = (question.id, question.text, question.why, question.check, *(option.text for option in question.options))
    whole = " ".join(part for part in texts if part).casefold()
    return all(word in whole for word in wanted.casefold().split())


def _draw_facts_of_section(shown: Checklist, section: Section) -> None:
    said = [text("Weight of the section: {weight}", weight=number(section.weight))] if not _is_site(shown) else []
    if section.ask_if is not None:
        said.append(text("only asked if {condition}", condition=_condition(section.ask_if, shown)))
    if said:
        st.caption(" · ".join(said))


def _draw_questions(session: Session, shown: Checklist, questions: Sequence[Question]) -> None:
    library = translated_library(language())
    for question in questions:
        with st.container(border=True, key=f"read_{question.id.replace('.', '-')}"):
            st.markdown(f"**{question.text}**")
            if question.why:
                st.caption(question.why)
            st.markdown(_answers(question))
            said = [plain(question.id)]
            if not question.fact:
                said.append(text("weight {weight}", weight=number(question.weight)))
            if not question.not_applicable and not question.fact:
                said.append(text("applies to everybody"))
            if question.ask_if is not None:
                said.append(text("only asked if {condition}", condition=_condition(question.ask_if, shown)))
            st.caption(" · ".join(said))
            _draw_more(question, library)
            draw_preview(session, shown.id, question.id)


def _answers(question: Question) -> str:
    """Return the answers with their points as a list."""
    if question.number is not None:
        return _number(question)
    lines = [f"- {_points(option, question)}{option.text}" for option in question.options]
    if question.kind == "multiple":
        several = (
            text("Several may be ticked.") if question.fact else text("Several may be ticked; their points add up.")
        )
        lines.insert(0, several + "\n")
    return "\n".join(lines)


def _points(option: Option, question: Question) -> str:
    if option.points is None:
        return ""
    sign = "+" if question.kind == "multiple" and option.points else ""
    alone = text("alone") + " · " if option.exclusive else ""
    return f"**{sign}{number(option.points)}** · {alone}"


def _number(question: Question) -> str:
    asked = question.number
    if asked is None:
        return ""
    unit = unit_label(asked.unit)
    pairs = "; ".join(f"{number(value, None)} {unit} → **{number(points)}**" for value, points in asked.points)
    lines = [f"- {text('A number in {unit}: {points}', unit=unit, points=pairs)}"]
    limits = [number(limit, None) for limit in (asked.at_least, asked.at_most) if limit is not None]
    if limits:
        lines.append(f"- {text('possible: {limits}', limits=' … '.join(limits))} {unit}")
    return "\n".join(lines)


def _draw_more(question: Question, library: Library) -> None:
    lines = list(_more(question, library))
    if lines:
        with st.expander(text("How to check, proof, measures, sources"), type="compact"):
            st.markdown("\n\n".join(lines))


def _more(question: Question, library: Library) -> Iterator[str]:
    if question.check:
        yield f"**{text('How to check')}:** {question.check}"
    proof = question.evidence
    if proof and proof.expected:
        words = _proof_words()
        yield f"**{text('Proof expected')}:** {', '.join(words[kind] for kind in proof.expected)}"
    if proof and proof.reviewer:
        yield f"**{text('What you look for')}:** {proof.reviewer}"
    measures = [library.measures[name] for name in question.measures if name in library.measures]
    if measures:
        estimated = text("estimate")
        named = [one.title + (f" *({estimated})*" if one.status == "memory" else "") for one in measures]
        yield f"**{text('Measures')}:**\n" + "\n".join(f"- {title}" for title in named)
    sources = [library.sources[name] for name in question.sources if name in library.sources]
    if sources:
        titles = [f"[{one.title}]({one.url}), {one.year}" if one.url else f"{one.title}, {one.year}" for one in sources]
        yield f"**{text('Sources')}:**\n" + "\n".join(f"- {title}" for title in titles)


def _proof_words() -> dict[str, str]:
    return {
        "statement": text("their word"),
        "document": text("a document"),
        "photo": text("a photo"),
        "bill": text("a bill"),
        "reading": text("a meter reading"),
        "seen": text("seen on the spot"),
    }


def _condition(condition: Condition, shown: Checklist) -> str:
    """Word a condition: questions by their text, options by theirs."""
    if isinstance(condition, Is):
        asked = shown.find(condition.question) or translated_site(language()).checklist.find(condition.question)
        if asked is None:
            return condition.question
        options = [asked.option_by_id[name].text for name in condition.options if name in asked.option_by_id]
        return f"«{asked.text}» = {_or().join(f'«{option}»' for option in options)}"
    if isinstance(condition, AllOf):
        return f" {text('and', context='condition')} ".join(_condition(part, shown) for part in condition.all)
    if isinstance(condition, AnyOf):
        return _or().join(_condition(part, shown) for part in condition.any)
    return text("not ({condition})", condition=_condition(condition.negated, shown))


def _or() -> str:
    return f" {text('or', context='condition')} "


def _is_site(checklist: Checklist) -> bool:
    return checklist.id == content().site.id
