"""Home: for a company what is due and the one next step, for those who look after clubs how far everybody is."""

from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.member_home import draw_member_home
from recp_selfcheck.ui.programme import draw_programme
from recp_selfcheck.ui.session import require
from recp_selfcheck.ui.trainer_home import draw_trainer_home

session = require(Permission.OWN_ACCOUNT)
if session.person.role is Role.MEMBER:
    draw_member_home(session)
elif session.person.role is Role.OBSERVER:
    draw_programme(session)
else:
    draw_trainer_home(session)
run_page_script("home")
