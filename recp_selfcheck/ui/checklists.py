"""The checklists page's parts: what to look at, which checklist, all of them in numbers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from recp_selfcheck.actions.checklists import ListedChecklist
from recp_selfcheck.i18n import LANGUAGES, date, number, text, text_n
from recp_selfcheck.ui.words import checklist_title

VIEWS = ("content", "check", "versions")


def choose_view() -> str:
    """Draw what the page can show and return the chosen one, which stands in the address."""
    words = {"content": text("Read"), "check": text("Check report"), "versions": text("New versions")}
    return _choose("view", text("Show"), VIEWS, words)


def choose_listed(listed: Sequence[ListedChecklist]) -> ListedChecklist:
    """Draw the checklists beside each other and return the chosen one, which stands in the address."""
    by_id = {one.checklist.id: one for one in listed}
    titles = {name: checklist_title(one.checklist) for name, one in by_id.items()}
    return by_id[_choose("checklist", text("Checklist"), list(by_id), titles)]


def _choose(name: str, label: str, choices: Sequence[str], words: dict[str, str]) -> str:
    """Draw choices beside each other; the address decides first, and follows what is chosen."""
    asked = st.query_params.get(name, "")
    chosen = asked if asked in choices else choices[0]
    shown = st.segmented_control(
        label,
        choices,
        default=chosen,
        required=True,
        format_func=words.__getitem__,
        key=f"checklists_{name}:{chosen}",
        label_visibility="collapsed",
    )
    if shown and shown != chosen:
        st.query_params[name] = shown
        st.rerun()
    return chosen


def content_title(listed: Sequence[ListedChecklist]) -> str:
    """Say how much there is."""
    asked = [one for one in listed if one.checklist.id != "site"]
    return text(
        "{questions} in {checklists}",
        questions=text_n("{n} question", "{n} questions", sum(one.questions for one in asked)),
        checklists=text_n("{n} checklist", "{n} checklists", len(asked), context="in how many"),
    )


def draw_numbers(listed: Sequence[ListedChecklist]) -> None:
    """Draw all checklists in numbers, behind a click."""
    with st.expander(text("All in numbers")):
        st.table([_row(one) for one in listed], hide_index=True, border="horizontal")
        st.caption(text("Estimates are figures of experts that nobody has checked against a source yet."))


def _row(one: ListedChecklist) -> dict[str, str]:
    estimates = text("{n}, of them {estimates} estimated", n=len(one.measures), estimates=len(one.from_memory))
    return {
        text("Checklist"): checklist_title(one.checklist),
        text("Version"): str(one.checklist.version),
        text("Questions"): number(one.questions),
        text("Measures"): estimates if one.from_memory else number(len(one.measures)),
        text("Sources"): number(len(one.sources)),
        text("Translated"): _translated(one),
    }


def draw_head(one: ListedChecklist) -> None:
    """Draw the chosen checklist's version, hash and counts."""
    checklist = one.checklist
    published = text("published {day}", day=date(checklist.published)) if checklist.published else ""
    memory = text_n("{n} of them an expert's estimate", "{n} of them experts' estimates", len(one.from_memory))
    measures = text_n("{n} measure", "{n} measures", len(one.measures))
    parts = (
        text("Version {version}", version=checklist.version),
        published,
        text_n("{n} question", "{n} questions", one.questions),
        measures + (f" ({memory})" if one.from_memory else "") if one.measures else "",
        text_n("{n} source", "{n} sources", len(one.sources)) if one.sources else "",
        _translated(one),
        text("rules {hash}", hash=checklist.hash[:12]) if checklist.hash else "",
    )
    st.caption(" · ".join(part for part in parts if part))


def _translated(one: ListedChecklist) -> str:
    """Say into which languages all is translated, and how much is left of the others."""
    left = [
        text("{language}: {n} left", language=LANGUAGES[code], n=number(count))
        for code, count in one.untranslated.items()
        if count
    ]
    done = [LANGUAGES[code] for code in ("en", *one.untranslated) if not one.untranslated.get(code)]
    return ", ".join((*done, *left))
