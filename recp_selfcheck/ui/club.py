"""The club page's parts: which club, its people, its join codes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from recp_selfcheck.actions import clubs, joining, signing_in
from recp_selfcheck.actions.clubs import Club
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import AnswerMistakes, NotPossibleNow
from recp_selfcheck.i18n import date as day_words
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume

REFUSED = "club_refused"


def choose_club(session: Session, *, given_only: bool = False) -> Club | None:
    """Draw the clubs beside each other and return the chosen one, which stands in the address; None without any.

    With `given_only` a coordinator chooses among the clubs given to them, not all.
    """
    given = session.person.club_ids
    own = {club.id: club for club in clubs.own_clubs(session) if not given_only or club.id in given}
    if not own:
        return None
    asked = st.query_params.get("club", "")
    chosen = int(asked) if asked.isdecimal() and int(asked) in own else next(iter(own))
    if len(own) > 1:
        shown = st.selectbox(
            text("Club"),
            list(own),
            index=list(own).index(chosen),
            format_func=lambda ident: own[ident].name,
            key=f"club:{chosen}",
        )
        if shown != chosen:
            st.query_params["club"] = str(shown)
            st.rerun()
    return own[chosen]


def show_refused() -> None:
    """Draw what the last button could not do."""
    for sentence in st.session_state.pop(REFUSED, ()):
        st.error(sentence, icon=":material/error:")


def refused(error: AnswerMistakes | NotPossibleNow) -> None:
    """Keep why something was refused, for the next drawing."""
    st.session_state[REFUSED] = tuple(plain(word(mistake)) for mistake in error.mistakes)


def base_url() -> str:
    """Return the address people reach this server by."""
    if settings().base_url:
        return settings().base_url
    return (st.context.url or "").split("?")[0].rsplit("/", 1)[0].rstrip("/")


def draw_members(session: Session, club: Club) -> None:
    """Draw the companies and people of the club, with what a trainer can do for somebody who cannot come in."""
    found = clubs.members(session, club.id)
    if not found:
        st.caption(text("Nobody has joined yet. Show the code below."))
    for member in found:
        with st.container(border=True, key=f"member_{member.person_id}"):
            left, right = st.columns([3, 2], vertical_alignment="center")
            locked = f" · {text('locked')}" if member.locked else ""
            left.markdown(f"**{plain(member.company) or '–'}** · {plain(member.name)} · {plain(member.login)}{locked}")
            with right, st.container(horizontal=True):
                st.button(
                    text("Link for a new password"),
                    key=f"reset:{member.person_id}",
                    type="tertiary",
                    on_click=_make_link,
                    args=(session, member.person_id),
                )
                st.button(
                    text("Unlock") if member.locked else text("Lock"),
                    key=f"lock:{member.person_id}",
                    type="tertiary",
                    on_click=_lock,
                    args=(session, member.person_id, not member.locked),
                )
            made = st.session_state.pop(f"link:{member.person_id}", "")
            if made:
                st.caption(text("Give this link to {name}. It works once, for three days.", name=plain(member.name)))
                st.code(f"{base_url()}/reset/{made}", language=None, wrap_lines=True)


def _make_link(session: Session, person_id: int) -> None:
    resume()
    try:
        st.session_state[f"link:{person_id}"] = signing_in.make_password_link(session, person_id)
    except NotPossibleNow as error:
        refused(error)


def _lock(session: Session, person_id: int, locked: bool) -> None:  # noqa: FBT001 - Streamlit passes by position
    resume()
    try:
        signing_in.lock_account(session, person_id, locked=locked)
    except NotPossibleNow as error:
        refused(error)


def draw_codes(session: Session, club: Club) -> None:
    """Draw the codes people join with: as a link, big, and as a QR code for the wall; of those that ended, why."""
    ended = {"code-expired": text("its last day is over"), "code-used-up": text("it is used up")}
    for code in clubs.codes(session, club.id):
        closed = joining.why_closed(code)
        if closed is not None:
            if closed.code in ended:
                st.caption(text("{code} no longer works: {why}.", code=code.code, why=ended[closed.code]))
            continue
        with st.container(border=True, key=f"code_{code.code}"):
            picture, words = st.columns([1, 3], vertical_alignment="center")
            address = f"{base_url()}/join/{code.code}"
            picture.image(_qr(address), width=150)
            with words:
                st.markdown(f"## {code.code[:4]} {code.code[4:]}")
                st.code(address, language=None, wrap_lines=True)
                last = day_words(code.expires_at - timedelta(seconds=1), club.time_zone)
                used = text("used {n} of {most} times", n=code.uses, most=code.most_uses)
                st.caption(f"{text('until {day}', day=last)} · {used}")
                st.button(
                    text("Withdraw"),
                    key=f"withdraw:{code.code}",
                    type="tertiary",
                    on_click=clubs.withdraw_code,
                    args=(session, code.code),
                )
    with st.form(f"new_code:{club.id}", border=False):
        left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
        last_day = left.date_input(
            text("New code, works until"), value=_today(club) + timedelta(days=30), format="DD.MM.YYYY"
        )
        uses = middle.number_input(text("How many people"), 1, clubs.MOST_USES, 40)
        if right.form_submit_button(text("Make a code"), width="stretch"):
            _make_code(session, club.id, last_day, int(uses))


def _make_code(session: Session, club_id: int, last_day: date, uses: int) -> None:
    try:
        clubs.make_code(session, club_id, last_day, uses)
    except AnswerMistakes as error:
        refused(error)
    st.rerun()


def _today(club: Club) -> date:
    return datetime.now(ZoneInfo(club.time_zone)).date()


def _qr(address: str) -> str:
    import segno  # noqa: PLC0415 - only a page with a code needs it

    return str(segno.make(address, error="m").svg_data_uri(scale=4, border=2, dark="#000", light="#fff"))


def draw_new_club(session: Session) -> None:
    """Draw the form that makes a club."""
    with st.form("new_club", border=True):
        name = st.text_input(text("Name of the new club"), max_chars=clubs.LONGEST_NAME)
        zone = st.text_input(text("Time zone"), value="Europe/Minsk", help=text("Deadlines end with the day there."))
        if st.form_submit_button(text("Make the club"), type="primary"):
            try:
                made = clubs.make_club(session, name, zone)
            except AnswerMistakes as error:
                refused(error)
            else:
                st.query_params["club"] = str(made)
            st.rerun()
