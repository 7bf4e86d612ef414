"""Account: who one is here, one's companies, what others see of them, one's data, signing out."""

import streamlit as st

from recp_selfcheck.actions import account
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.ui.account import (
    draw_certificates,
    draw_company,
    draw_languages,
    draw_person,
    draw_sessions,
    show_refused,
)
from recp_selfcheck.ui.account_data import draw_data, draw_log
from recp_selfcheck.ui.account_sharing import draw_sharing
from recp_selfcheck.ui.account_taking_in import draw_taking_in
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import require

session = require(Permission.OWN_ACCOUNT)
own = account.read_account(session)

st.title(plain(own.name) or text("Your account"))
show_refused()
draw_person(session, own)
draw_languages(session)
if session.person.role is Role.MEMBER and session.company_id:
    st.header(text("Your company"), divider="gray")
    draw_company(session, own)
    st.header(text("What others see"), divider="gray")
    draw_sharing(session, own)
    st.header(text("Who saw and changed what"), divider="gray")
    draw_log(account.log(session))
if own.certificates:
    st.header(text("Your certificates"), divider="gray")
    draw_certificates(own)
st.header(text("Where you are signed in"), divider="gray")
draw_sessions(own)
st.header(text("Your data"), divider="gray")
draw_taking_in(session)
draw_data(session)
run_page_script("account")
