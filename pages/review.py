"""Review: the queue; a checklist question by question with the decision, or bills and plan to read and remark on."""

import streamlit as st

from recp_selfcheck.actions import part_reading, reviewing
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.review import choose_question, draw_head, draw_question
from recp_selfcheck.ui.review_decision import draw_decision, draw_scores
from recp_selfcheck.ui.review_part import draw_company_link, draw_part
from recp_selfcheck.ui.review_queue import choose_waiting, draw_next
from recp_selfcheck.ui.session import require
from recp_selfcheck.ui.width import is_narrow

session = require(Permission.READ_CHECKLISTS)
waiting, parts = reviewing.queue(session), part_reading.parts_queue(session)
chosen = choose_waiting(waiting, parts)
narrow = is_narrow()

if chosen is None:
    st.title(text("Nothing is handed in yet"))
    st.markdown(text("Here you will read what the companies hand in, remark on it and return or accept it."))
    st.page_link("../../pages/club.py", label=text("To the club"), icon=":material/arrow_forward:")
elif chosen[0] == "part":
    draw_part(session, chosen[1])
    draw_next(chosen, waiting, parts)
else:
    review = reviewing.open_review(session, chosen[1])
    draw_head(review)
    draw_company_link(review.submission.company_id)
    centre, right = st.columns([2.4, 1], gap="large")
    with centre:
        question = choose_question(review)
        if question is not None:
            draw_question(session, review, question)
    with right:
        draw_scores(review)
        draw_decision(session, review)
        draw_next(chosen, waiting, parts)
run_page_script(f"review:{chosen}", narrow=narrow)
