"""Plan: which measures are done by whom and when, how far they are, and what they really saved."""

from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.ui.company_choice import choose_company
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.own_plan import draw_own_plan
from recp_selfcheck.ui.reading_plan import draw_plan_of
from recp_selfcheck.ui.session import require
from recp_selfcheck.ui.width import is_narrow

session = require(Permission.OWN_ACCOUNT)  # whoever is here; of which company they may read, the actions decide
if session.person.role is Role.MEMBER:
    draw_own_plan(session)
    run_page_script("action_plan")
else:
    narrow = is_narrow()
    reading = choose_company(session, "action_plan")
    if reading is not None:
        draw_plan_of(session, reading)
    run_page_script(f"plan_of:{reading.company_id if reading else 0}", narrow=narrow)
