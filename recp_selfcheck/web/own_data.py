"""`/export/my-data.zip`, and `/delete-account`: what goes and what stays, the login typed once more, the password."""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from recp_selfcheck.actions import deleting, my_data
from recp_selfcheck.actions.deleting import Deletion
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.errors import AnswerMistakes, NotPermitted, NotPossibleNow, SignInRefused, WaitFirst
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.web.cookies import SESSION, forget_session
from recp_selfcheck.web.downloads import Download, download
from recp_selfcheck.web.forms import page, speak
from recp_selfcheck.web.report_files import ZIP, company_tables
from recp_selfcheck.web.sign_in import own_form, wait_words


def my_data_zip(session: Session, request: Request) -> Download:
    """Return all that is stored about a person and their company."""
    if not session.company_id:
        return Download(f"{text('my data', context='file')}.zip", ZIP, my_data.my_data(session))
    name, made = company_tables(session, request)
    return Download(name, ZIP, my_data.my_data(session, made))


async def show_deletion(request: Request) -> Response:
    """Say what would be deleted and what would stay."""
    speak(request)
    return await run_in_threadpool(_deletion_page, request)


@own_form
async def do_deletion(request: Request, fields: dict[str, str]) -> Response:
    """Delete the account, or show the page again with what is wrong."""
    return await run_in_threadpool(_delete, request, fields)


def _delete(request: Request, fields: dict[str, str]) -> Response:
    try:
        session = session_of(request.cookies.get(SESSION))
        deleting.delete_account(session, fields.get("login", ""), fields.get("password", ""))
    except NotPermitted:
        return _sign_in_first()
    except WaitFirst as wait:
        return _deletion_page(request, wait_words(wait.seconds))
    except SignInRefused:
        return _deletion_page(request, text("The password does not fit. Nothing was deleted."))
    except (AnswerMistakes, NotPossibleNow) as wrong:
        return _deletion_page(request, *map(word, wrong.mistakes))
    said = text("Your account is deleted.")
    title, label = text("Good-bye"), text("To the sign-in page")
    response = page(request, "said", title=title, said=said, to="/login", label=label)
    forget_session(response, request)
    return response


def _deletion_page(request: Request, *wrong: str) -> Response:
    try:
        found = deleting.what_goes(session_of(request.cookies.get(SESSION)))
    except NotPermitted:
        return _sign_in_first()
    return page(
        request,
        "delete",
        status=400 if wrong else 200,
        title=text("Delete my account"),
        wrong=wrong,
        found=found,
        goes=_goes(found),
        stays=_stays(found),
    )


def _goes(found: Deletion) -> list[str]:
    said = [text("Your account: name, login, password, sign-ins, ready phrases, and who you were at the meetings.")]
    for name in found.goes:
        shown = name or text("without a name")
        said.append(
            text(
                "The company {company}, because nobody else is in it: profile, answers, bills, plan, photos and "
                "documents, the trainer's remarks, and the history of all of it.",
                company=f"«{shown}»",
            )
        )
    return said


def _stays(found: Deletion) -> list[str]:
    said = [text("The log of who did what and when, without your name.")]
    said += [text("The company {company}: your colleagues go on with it.", company=f"«{name}»") for name in found.stays]
    if found.receipts:
        said.append(
            text_n(
                "{n} receipt without names and answers: checklist, day, checksum and the numbers of the score.",
                "{n} receipts without names and answers: checklist, day, checksum and the numbers of the score.",
                found.receipts,
            )
        )
    if found.certificates:
        said.append(
            text_n(
                "The serial number of {n} certificate, without your name: your paper stays genuine.",
                "The serial numbers of {n} certificates, without your name: your papers stay genuine.",
                found.certificates,
            )
        )
    said.append(text("Backups of the server, until they are overwritten."))
    return said


def _sign_in_first() -> Response:
    return RedirectResponse(f"/login?next={quote('/delete-account')}", status_code=303)


ROUTES = [
    download("/export/my-data.zip", my_data_zip),
    Route("/delete-account", show_deletion, methods=["GET"]),
    Route("/delete-account", do_deletion, methods=["POST"]),
]
