"""Review: the queue, one submission question by question, the decision."""

import streamlit as st

from recp_selfcheck.actions import reviewing
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.review import (
    choose_question,
    choose_submission,
    draw_decision,
    draw_head,
    draw_question,
    draw_scores,
)
from recp_selfcheck.ui.session import require

session = require(Permission.READ_CHECKLISTS)
waiting = reviewing.queue(session)
chosen = choose_submission(waiting)

if chosen is None:
    st.title(text("Nothing is handed in yet"))
    st.markdown(text("Here you will read what the companies hand in, remark on it and return or accept it."))
    st.page_link("../../pages/club.py", label=text("To the club"), icon=":material/arrow_forward:")
else:
    review = reviewing.open_review(session, chosen)
    draw_head(review)
    centre, right = st.columns([2.4, 1], gap="large")
    with centre:
        question = choose_question(review)
        if question is not None:
            draw_question(session, review, question)
    with right:
        draw_scores(review)
        draw_decision(session, review, waiting)
run_page_script(f"review:{chosen}")
