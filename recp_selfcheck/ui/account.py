"""The account page's parts about the person: name, login, language, companies, certificates, sessions."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck import i18n
from recp_selfcheck.actions import account
from recp_selfcheck.actions.account import OwnAccount
from recp_selfcheck.actions.session import Session, set_language, work_on
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.i18n import date, date_time, text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plain_link import draw_link
from recp_selfcheck.ui.session import resume

_REFUSED = "account_refused"


def show_refused() -> None:
    """Draw what the last button could not do."""
    for sentence in st.session_state.pop(_REFUSED, ()):
        st.error(sentence, icon=":material/error:")


def draw_person(session: Session, own: OwnAccount) -> None:
    """Draw name and login, and the links to password and sign-out."""
    with st.form("own_name", border=False):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        typed = left.text_input(text("Your name"), value=own.name, max_chars=account.LONGEST_NAME)
        if right.form_submit_button(text("Save this name"), width="stretch"):
            _rename(session, typed)
    st.caption(text("Login: {login}", login=plain(own.login)))
    with st.container(horizontal=True, gap="medium", key="account_links"):
        if own.has_password:
            draw_link("/password", text("Change the password"))
        draw_link("/logout", text("Sign out"))


def _rename(session: Session, typed: str) -> None:
    try:
        account.change_name(session, typed)
    except AnswerMistakes as error:
        st.session_state[_REFUSED] = tuple(plain(word(mistake)) for mistake in error.mistakes)
    st.rerun()


def draw_languages(session: Session) -> None:
    """Ask for the language of pages and files."""
    key = f"account_language:{i18n.language()}"
    st.radio(
        text("Language of the pages and files"),
        list(i18n.LANGUAGES),
        index=list(i18n.LANGUAGES).index(i18n.language()),
        format_func=i18n.LANGUAGES.__getitem__,
        horizontal=True,
        key=key,
        on_change=_choose_language,
        args=(session, key),
    )


def _choose_language(session: Session, key: str) -> None:
    set_language(session, st.session_state[key])
    resume()


def draw_company(session: Session, own: OwnAccount) -> None:
    """Draw which company one works on, where there are several, and the code for colleagues."""
    names = dict(own.companies)
    if len(names) > 1:
        key = f"work_on:{session.company_id}"
        st.radio(
            text("Which company do you work on now?"),
            list(names),
            index=list(names).index(session.company_id),
            format_func=lambda one: plain(names[one]) or text("Company without a name"),
            key=key,
            on_change=_work_on,
            args=(session, key),
        )
    else:
        st.markdown(f"**{plain(names.get(session.company_id, '')) or text('Company without a name')}**")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        st.markdown(text("With this code a colleague joins your company: at joining, in place of its name."))
        if own.code:
            st.code(own.code, language=None)
    right.button(
        text("Another code") if own.code else text("Make a code"),
        key="company_code",
        width="stretch",
        help=text("The code so far is worthless then. Who has joined stays."),
        on_click=_make_code,
        args=(session,),
    )


def _work_on(session: Session, key: str) -> None:
    resume()
    work_on(session, st.session_state[key])


def _make_code(session: Session) -> None:
    resume()
    account.make_company_code(session)


def draw_certificates(own: OwnAccount) -> None:
    """Draw one's certificates with the page that proves each genuine."""
    for one in own.certificates:
        revoked = f" · {text('revoked')}" if one.revoked_at else ""
        given = text("{serial}, given on {day}", serial=plain(one.serial), day=date(one.issued_at, st.context.timezone))
        st.markdown(f"{given}{revoked}")
        if not one.revoked_at:
            draw_link(f"/export/certificate/{one.serial}.pdf", text("Certificate as PDF"))
        draw_link(f"/verify/{one.serial}", text("The page that proves it"))


def draw_sessions(own: OwnAccount) -> None:
    """Draw since when and from where one is signed in."""
    for one in own.sessions:
        since = date_time(one.begun_at, st.context.timezone)
        st.markdown(f"- {text('since {moment}, from {address}', moment=since, address=plain(one.address) or '–')}")
    st.caption(text("Something you do not know? Sign out on all devices and change the password."))
    draw_link("/logout#everywhere", text("Sign out on all devices"))
