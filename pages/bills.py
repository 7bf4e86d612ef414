"""Bills: twelve months and more of each carrier, what is doubtful in them, and what follows for energy."""

import streamlit as st

from recp_selfcheck.actions import company
from recp_selfcheck.actions.part_handing_in import BILLS
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.bill_book import open_book
from recp_selfcheck.ui.bill_cells import CellGrid
from recp_selfcheck.ui.bill_chooser import choose_months, choose_series, draw_window_steps, led_to
from recp_selfcheck.ui.bill_doubts import draw_doubts, draw_month_doubts, marks
from recp_selfcheck.ui.bill_grid import draw_grid, draw_troubles, editor_scripts
from recp_selfcheck.ui.bill_month import choose_month, draw_month, draw_month_steps
from recp_selfcheck.ui.bill_paste import draw_pasted, room_of
from recp_selfcheck.ui.bill_settings import draw_adding, draw_settings
from recp_selfcheck.ui.bill_sums import draw_headline, draw_sum
from recp_selfcheck.ui.bill_views import draw_views
from recp_selfcheck.ui.bill_workbook import draw_workbook
from recp_selfcheck.ui.bill_years import draw_years
from recp_selfcheck.ui.clock import last_month
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.part_remarks import draw_part_remark
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import require
from recp_selfcheck.ui.width import is_narrow

session = require(Permission.ANSWER)
firm, years = company.read_company(session), company.read_years(session)
book = open_book(session, firm, years, last_month())
narrow, currency = is_narrow(), firm.profile.currency or text("money")

draw_headline(book, narrow=narrow)
draw_part_remark(session, BILLS)
here = choose_series(book, narrow=narrow)
months = choose_months(book)
st.header(plain(book.label(here)), divider="gray")
if narrow:
    with st.container(key="bill_months"):
        at = choose_month(book, here, months)
        draw_month(book, here, at, currency)
        draw_month_doubts(book, here, at)
        draw_month_steps(months, at)
    draw_sum(book, here)
    draw_settings(book, here)
else:
    table, beside = st.columns([5, 3], gap="medium")
    with table, st.container(key="bill_months"):
        grid = CellGrid(session, book.bills, book.series[here], months, book.units(here))
        draw_grid(grid, marks(book, here), currency)
        draw_troubles(grid)
        draw_pasted(grid)
    with beside:
        draw_sum(book, here)
        draw_settings(book, here)
draw_window_steps(book, months)
draw_adding(book)
draw_doubts(book, here)
draw_views(book, here)
draw_years(book)
draw_workbook(session, book.bills.saved_at)

month, times = led_to()
run_page_script(
    f"bills:{here}:{times}",
    "bill_months" if month else "",
    cell=f"1-{months.index(month)}" if month and not narrow else "",
    narrow=narrow,
    preload=() if narrow else editor_scripts(),
    grid=None if narrow else room_of(grid),
)
