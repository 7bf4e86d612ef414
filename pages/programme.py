"""The programme: what all clubs together scored and save, never of fewer than five companies."""

from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.programme import draw_programme
from recp_selfcheck.ui.session import require

session = require(Permission.READ_PROGRAMME)
draw_programme(session)
run_page_script("programme")
