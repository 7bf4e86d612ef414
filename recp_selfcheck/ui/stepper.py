"""Walks through the screens of a checklist: choose one, go back, go on; the place stands in the address."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.i18n import text
from recp_selfcheck.ui.screens import Screen


def choose_screen(checklist: str, screens: tuple[Screen, ...]) -> tuple[Screen, str]:
    """Draw the list of screens; return the chosen one and the key of the container to scroll to, if any."""
    by_id = {screen.id: screen for screen in screens}
    go_to, target = st.session_state.pop("go_to", ("", "")) if "go_to" in st.session_state else _asked_for(screens)
    here = go_to or st.query_params.get("screen", "")
    if here not in by_id:
        here = screens[0].id
    place = list(by_id).index(here)
    shown = st.selectbox(
        text("Section {n} of {all}", n=place + 1, all=len(screens)),
        list(by_id),
        index=place,
        format_func=lambda ident: by_id[ident].title,
        key=f"screen:{checklist}:{here}:{len(screens)}",
        filter_mode=None,
    )
    chosen = by_id[shown or here]
    st.query_params["screen"] = chosen.id
    return chosen, f"q_{target.replace('.', '-')}" if target else ""


def _asked_for(screens: tuple[Screen, ...]) -> tuple[str, str]:
    """Return the screen and question a link leads to; once followed, the address forgets the question."""
    wanted = st.query_params.pop("question", "") if "question" in st.query_params else ""
    found = (screen.id for screen in screens if any(question.id == wanted for question in screen.questions))
    screen = next(found, "")
    return screen, wanted if screen else ""


def draw_steps(checklist: str, screens: tuple[Screen, ...], screen: Screen) -> None:
    """Draw the buttons to the screen before and the screen after."""
    place = [entry.id for entry in screens].index(screen.id)
    with st.container(horizontal=True, horizontal_alignment="distribute", key=f"steps_{checklist}"):
        if place > 0:
            before = screens[place - 1]
            st.button(f"← {before.title}", key="step_back", on_click=_go, args=(before.id,))
        if place + 1 < len(screens):
            after = screens[place + 1]
            st.button(f"{after.title} →", key="step_on", on_click=_go, args=(after.id,))


def _go(ident: str) -> None:
    st.session_state["go_to"] = (ident, "")
