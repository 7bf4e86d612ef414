"""Results: the score with its range, why it is that number, benchmarks, history, and the company's year in figures."""

from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.ui.company_choice import choose_company
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.own_results import draw_own_results
from recp_selfcheck.ui.reading_results import draw_results_of
from recp_selfcheck.ui.session import require

session = require(Permission.OWN_ACCOUNT)  # whoever is here; of which company they may read, the actions decide
if session.person.role is Role.MEMBER:
    run_page_script(f"results:{draw_own_results(session)}")
else:
    reading = choose_company(session, "results")
    about = f"{reading.company_id}:{draw_results_of(session, reading)}" if reading else ""
    run_page_script(f"results_of:{about}")
