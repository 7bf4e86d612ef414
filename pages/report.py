"""The report: what it holds, its first page, and the files to hand over, print or keep."""

from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.ui.company_choice import choose_company
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.own_report import draw_own_report
from recp_selfcheck.ui.reading_report import draw_report_of
from recp_selfcheck.ui.session import require

session = require(Permission.OWN_ACCOUNT)  # whoever is here; of which company they may read, the actions decide
if session.person.role is Role.MEMBER:
    draw_own_report(session)
    run_page_script("report")
else:
    reading = choose_company(session, "report")
    if reading is not None:
        draw_report_of(reading)
    run_page_script(f"report_of:{reading.company_id if reading else 0}")
