"""Self-check: the facts a checklist needs, then its sections one by one; every answer is saved at once."""

import streamlit as st

from recp_selfcheck.actions import answering
from recp_selfcheck.actions.content import translated_checklist
from recp_selfcheck.assessment import conditions
from recp_selfcheck.i18n import language, text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.adopted import draw_adopted
from recp_selfcheck.ui.adopting import offer_newer_version
from recp_selfcheck.ui.asking import asking_for
from recp_selfcheck.ui.chooser import choose_checklist
from recp_selfcheck.ui.hand_in import ask_to_hand_in, draw_receipt
from recp_selfcheck.ui.homework import draw_homework
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.question import ask
from recp_selfcheck.ui.remarks import decisions_on, draw_decision
from recp_selfcheck.ui.screens import cut
from recp_selfcheck.ui.session import require
from recp_selfcheck.ui.stepper import choose_screen, draw_steps
from recp_selfcheck.ui.strip import draw_strip

session = require(Permission.ANSWER)
chosen = choose_checklist(answering.overview(session)).checklist.id
submission = answering.open_submission(session, chosen)
translated = translated_checklist(submission.checklist, language())
checklist = translated.checklist

if not submission.editable:
    draw_receipt(session, submission, checklist)
if st.session_state.pop("asked_to_hand_in", False):
    ask_to_hand_in(session, submission, checklist)
draw_adopted(session, submission)
offer_newer_version(session, submission)

decisions = decisions_on(session, submission)
draw_decision(submission, decisions)
screens = cut(checklist, conditions.asked(submission.checklist, submission.sheet))
screen, target = choose_screen(chosen, screens)
st.title(screen.title)
if screen.about:
    st.markdown(screen.about)

if translated.stale:
    st.caption(text("Some texts here are not translated into your language yet."))

asking = asking_for(session, submission, screen, decisions)
for question in screen.questions:
    ask(asking, question)

if len(screens) == 1:
    st.info(text("Nothing else is asked with these facts. Check them once more above."))
draw_homework(session, submission, checklist)
draw_steps(chosen, screens, screen)
draw_strip(chosen, screen.id)
run_page_script(f"self_check:{chosen}:{screen.id}:{target}", target)
