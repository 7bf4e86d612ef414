"""What to improve: all together in a line, the first six measures, pictures, all measures, own figures."""

from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.ui.company_choice import choose_company
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.opportunity_page import draw_opportunities, view_of, view_of_own
from recp_selfcheck.ui.session import require
from recp_selfcheck.ui.width import is_narrow

session = require(Permission.OWN_ACCOUNT)  # whoever is here; of which company they may read, the actions decide
narrow = is_narrow()
if session.person.role is Role.MEMBER:
    draw_opportunities(view_of_own(session), narrow=narrow)
    run_page_script("opportunities", narrow=narrow)
else:
    reading = choose_company(session, "opportunities")
    if reading is not None:
        draw_opportunities(view_of(session, reading), narrow=narrow)
    run_page_script(f"opportunities_of:{reading.company_id if reading else 0}", narrow=narrow)
