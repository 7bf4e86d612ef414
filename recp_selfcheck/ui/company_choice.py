"""Which company a trainer or a coordinator reads: club, then company, then what of it; it stands in the address."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import company_reading
from recp_selfcheck.actions.company_reading import CompanyReading
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotPermitted
from recp_selfcheck.i18n import date_time, text
from recp_selfcheck.ui.pages import of_company
from recp_selfcheck.ui.plain import plain

_CHOSEN, _LOOKED = "company_to_read", "companies_looked_at"
_OF_ANOTHER = ("opportunities_shown", "looked_at")  # what pages remember of a company: not of the next one


def choose_company(session: Session, page: str) -> CompanyReading | None:
    """Draw the clubs, the companies and the ways to the other pages; return the company as it may be read.

    None where there is no company, or where the one asked for is not this person's to read; that is said then.
    """
    clubs = [(club, firms) for club, firms in company_reading.companies_to_read(session) if firms]
    if not clubs:
        st.title(text("No company to read yet"))
        st.markdown(text("Companies stand here as soon as they have joined a club of yours."))
        return None
    chosen = _draw_choice(clubs, _asked(clubs))
    if st.session_state.get(_CHOSEN) != chosen:
        for key in _OF_ANOTHER:
            st.session_state.pop(key, None)
    looked: set[int] = st.session_state.setdefault(_LOOKED, set())
    try:
        reading = company_reading.read_company(session, chosen, again=chosen in looked)
    except NotPermitted:
        st.title(text("Not yours to read"))
        st.error(text("This company is not in your clubs. Choose one above."), icon=":material/block:")
        return None
    looked.add(chosen)
    st.session_state[_CHOSEN] = chosen
    st.query_params["company"] = str(chosen)
    _draw_ways(chosen, page)
    _draw_what_it_is(reading)
    return reading


Clubs = list[tuple[company_reading.Club, tuple[tuple[int, str], ...]]]


def _asked(clubs: Clubs) -> int:
    """Return the company the address asks for, whoever's it is: the action decides; else the one looked at before."""
    asked = st.query_params.get("company", "")
    if asked:
        return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < _LONGEST_ID else 0
    before = st.session_state.get(_CHOSEN)
    known = [firm for _, firms in clubs for firm, _ in firms]
    return before if before in known else known[0]


_LONGEST_ID = 10  # digits; a longer number is nobody's


def _draw_choice(clubs: Clubs, asked: int) -> int:
    """Draw the two lists and return the company to read: the one asked for, until another is chosen."""
    home = next((place for place, (_, firms) in enumerate(clubs) if asked in dict(firms)), None)
    left, right = st.columns(2)
    place = left.selectbox(
        text("Club"),
        range(len(clubs)),
        index=home,
        format_func=lambda one: clubs[one][0].name,
        key=f"club_to_read:{asked}",
        placeholder=text("Choose"),
    )
    names = dict(clubs[place][1]) if place is not None else {}
    company = right.selectbox(
        text("Company"),
        list(names),
        index=list(names).index(asked) if asked in names else None,
        format_func=lambda one: names[one] or "–",
        key=f"company_to_read:{asked}:{place}",
        placeholder=text("Choose"),
    )
    if company is not None and company != asked:
        st.query_params["company"] = str(company)
        st.rerun()
    return asked


def _draw_ways(company_id: int, page: str) -> None:
    with st.container(horizontal=True, gap="small", key="company_ways"):
        for name, title in of_company().items():
            if name == page:
                st.markdown(f"**{title}**", width="content")
            else:
                st.page_link(
                    f"../../pages/{name}.py", label=title, query_params={"company": str(company_id)}, width="content"
                )


def _draw_what_it_is(reading: CompanyReading) -> None:
    """Say whose this is and from when: nothing a company works on today is in it."""
    name = plain(reading.name) or text("Company without a name")
    if reading.frozen_at is None:
        st.caption(text("{company}: nothing is handed in yet.", company=name))
        return
    when = date_time(reading.frozen_at, st.context.timezone)
    st.caption(
        text(
            "{company}, as handed in, last on {when}. What it has changed since is not shown.", company=name, when=when
        )
    )
