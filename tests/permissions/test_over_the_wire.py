"""A real server, and every byte it sends: no page, no file and no tab tells anybody what is not theirs."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidHandshake

from recp_selfcheck.actions import (
    account,
    answering,
    certifying,
    club_homework,
    clubs,
    company,
    evidence,
    meetings,
    part_handing_in,
    part_reading,
    phrases,
    plan,
    reviewing,
    signing_in,
)
from recp_selfcheck.actions.bills import BillChange, save_bills
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.people.review import Step
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from recp_selfcheck.ui.pages import behind, in_row
from recp_selfcheck.web.routes import routes
from tests.actions.club import HERE, PASSWORD
from tests.web.serving import PROJECT, RunningApp

from .cast import CHECKLIST, Cast, Secret, build
from .tab import STREAM, tab

PAGES = sorted(page.stem for page in (PROJECT / "pages").glob("*.py"))
HTML = '<img src=x onerror="alert(1)">[x](javascript:alert(1)) $$x$$ :material/lock: **b**'


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningApp, Cast]]:
    folder = tmp_path_factory.mktemp("wire")
    given = {"RECP_MODE": "club", "RECP_LANGUAGE": "en", "RECP_FILES_URL": str(folder / "files")}
    app = RunningApp(folder, settings=given)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**given, "RECP_DATABASE_URL": app.database_url}.items():
            patch.setenv(name, value)
        settings.cache_clear()
        database.prepare(app.database_url)
        cast = build()
        app.start()
        yield app, cast
        app.stop()
        database.forget(app.database_url)
    settings.cache_clear()


@pytest.fixture(scope="module")
def app(setting: tuple[RunningApp, Cast]) -> RunningApp:
    return setting[0]


@pytest.fixture(scope="module")
def cast(setting: tuple[RunningApp, Cast]) -> Cast:
    return setting[1]


def hidden_from(cast: Cast, role: Role) -> tuple[bytes, ...]:
    """Return what must never be sent to somebody of a role."""
    others = [one for place, one in cast.companies.items() if role is Role.OBSERVER or place != "own"]
    if role in {Role.MEMBER, Role.OBSERVER}:
        return tuple(trace for one in others for trace in (*one.name(), *one.content()))
    found = (*cast.companies["draft"].content(), *cast.companies["other"].content())
    return (*found, *cast.companies["other"].name()) if role is Role.TRAINER else found


def told(sent: bytes, cast: Cast, role: Role) -> list[bytes]:
    return [trace for trace in hidden_from(cast, role) if trace in sent]


def own_pages(role: Role) -> set[str]:
    """Return the pages somebody has."""
    return {*in_row(role), *behind(role)}


def query_of(cast: Cast, place: str) -> str:
    """Return an address's query that asks for everything of somebody else."""
    company = cast.companies[place]
    club = cast.clubs["other" if place == "other" else "club"]
    return (
        f"club={club}&submission={company.submission}&company={company.session.company_id}&part={company.part}"
        f"&checklist={CHECKLIST}&question=x&series=electricity&months=24"
    )


def test_a_deep_link_right_after_the_start_shows_nothing_of_others(app: RunningApp, cast: Cast) -> None:
    with tab(app.port, "review", token=cast.sessions[Role.MEMBER].token, query=query_of(cast, "club")) as opened:
        assert told(opened.run(), cast, Role.MEMBER) == []


@pytest.mark.parametrize("role", Role)
def test_no_page_tells_what_is_not_one_s_own_nor_with_forged_values(role: Role, app: RunningApp, cast: Cast) -> None:
    token = cast.sessions[role].token
    before = _rows_of_others(app, cast)
    for number, page in enumerate(PAGES):
        place = ("club", "other")[number % 2] if role is Role.MEMBER else ("draft", "other")[number % 2]
        with tab(app.port, page, token=token, query=query_of(cast, place)) as opened:
            opened.run()
            if page not in own_pages(role) or role not in {Role.MEMBER, Role.TRAINER}:
                assert (page, told(bytes(opened.sent), cast, role)) == (page, [])
                continue  # another page was shown, or one whose code was tried with somebody else
            forged = {ident: _forge(*drawn[:2]) for ident, drawn in opened.widgets.items() if _forge(*drawn[:2])}
            opened.run({ident: value for ident, value in forged.items() if value})
            assert (page, told(bytes(opened.sent), cast, role)) == (page, [])
            assert (page, opened.exceptions) == (page, [])
    assert _rows_of_others(app, cast) == before


def _forge(kind: str, drawn: Any) -> dict[str, Any]:
    """Return a value that no browser would send for an element."""
    if kind in {"text_input", "text_area", "selectbox", "radio"}:
        return {"string_value": HTML if "text" in kind else "999999"}
    if kind in {"button_group", "multiselect"}:
        return {"string_array_value": ["999999", HTML]}
    if kind == "arrow_data_frame" and drawn.editing_mode:
        return {
            "string_value": '{"edited_rows":{"0":{"x":"<b>"},"999":{"y":1e400}},"added_rows":[{"x":{}}],"deleted_rows":[7]}'
        }
    if kind == "bidi_component":
        return {"json_value": '{"value":[["electricity","1900-13","amount","=1+1"],["x"]]}'}
    return {}


def _rows_of_others(app: RunningApp, cast: Cast) -> str:
    """Return the hash of what the other companies have entered."""
    own = cast.companies["own"].session.company_id
    rows = [
        app.rows("SELECT * FROM bill WHERE company_id != ?", own),
        app.rows("SELECT * FROM company_field WHERE company_id != ?", own),
        app.rows("SELECT * FROM answer JOIN submission ON submission.id = submission_id WHERE company_id != ?", own),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


EXPORTS = {
    "/export/evidence/{attachment:int}": lambda one: f"/export/evidence/{one.attachment}",
    "/export/certificate/{serial}.pdf": lambda one: f"/export/certificate/{one.serial}.pdf",
    "/export/report.pdf": lambda one: f"/export/report.pdf?company={one.session.company_id}",
    "/export/report.xlsx": lambda one: f"/export/report.xlsx?company={one.session.company_id}",
    "/export/checklist/{checklist}.pdf": lambda one: (
        f"/export/checklist/{CHECKLIST}.pdf?filled=1&company={one.session.company_id}"
    ),
    **dict.fromkeys(
        ("/export/club/{club:int}.xlsx", "/export/club/{club:int}.zip", "/export/roster/{club:int}.xlsx"),
        lambda one: "",
    ),
}
"""How to ask for each file of somebody else's company; a club's by its club."""
OWN_ONLY = {"/export/company.zip", "/export/my-data.zip", "/export/bills.xlsx", "/export/checklist/{checklist}.xlsx"}
OF_PROGRAMME = {"/export/programme.xlsx", "/export/programme-savings.csv", "/export/programme-scores.csv"}
"""Files whose address names nobody: they are of the company of whoever asks."""
OF_NOBODY = {"/export/blank/{part}.xlsx"}
"""Files that hold nothing of anybody."""


def test_every_file_s_address_is_known_here(setting: tuple[RunningApp, Cast]) -> None:
    found = {route.path for route in routes() if route.path.startswith("/export/")}
    assert found == {*EXPORTS, *OWN_ONLY, *OF_PROGRAMME, *OF_NOBODY}


@pytest.mark.parametrize("path", EXPORTS)
def test_no_file_of_others_is_given(path: str, app: RunningApp, cast: Cast) -> None:
    for role, places in {
        Role.MEMBER: ("club", "draft", "other"),
        Role.TRAINER: ("other",),
        Role.COORDINATOR: ("other",),
        Role.OBSERVER: ("own", "other"),
    }.items():
        for place in places:
            if "certificate" in path and not cast.companies[place].serial:
                continue
            club = cast.clubs["other" if place == "other" else "club"]
            address = EXPORTS[path](cast.companies[place]) or path.replace("{club:int}", str(club))
            answer = _get(app, address, cast.sessions[role].token)
            manages = role is Role.COORDINATOR and any(part in path for part in ("certificate", "/club/", "/roster/"))
            assert (role, place, answer.status_code) == (role, place, 200 if manages else 403)
            assert told(_unpacked(answer.content), cast, role) == []


@pytest.mark.parametrize("path", sorted(OF_PROGRAMME))
def test_the_programme_s_files_name_nobody(path: str, app: RunningApp, cast: Cast) -> None:
    for role, status in zip(Role, (403, 403, 200, 200), strict=True):
        answer = _get(app, path, cast.sessions[role].token)
        assert (role, answer.status_code) == (role, status)
        assert told(_unpacked(answer.content), cast, Role.OBSERVER) == []


def _unpacked(content: bytes) -> bytes:
    """Return a file, and of an archive what is in it, and in the workbooks in it."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(_unpacked(archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize("path", sorted(OWN_ONLY))
def test_who_has_no_company_gets_none_s_file(path: str, app: RunningApp, cast: Cast) -> None:
    address = path.replace("{checklist}", CHECKLIST)
    for role in (Role.TRAINER, Role.COORDINATOR, Role.OBSERVER):
        answer = _get(app, f"{address}?{query_of(cast, 'other')}", cast.sessions[role].token)
        assert answer.status_code == (200 if "my-data" in path else 403)
        assert told(answer.content, cast, role) == []
    assert _get(app, address, "").status_code == 401


def _get(app: RunningApp, path: str, token: str) -> httpx.Response:
    cookies = {"recp_session": token} if token else {}
    return httpx.get(f"{app.url}{path}", cookies=cookies, trust_env=False, timeout=60)


@pytest.mark.parametrize("token", ["", "x", "ended"])
@pytest.mark.parametrize("path", [STREAM, "/join/x" + STREAM, "/static" + STREAM, "/verify/.." + STREAM, "/" + STREAM])
def test_nobody_opens_a_tab_without_a_session(token: str, path: str, app: RunningApp, cast: Cast) -> None:
    if token == "ended":
        token = signing_in.sign_in("wombatery", PASSWORD, HERE)
        signing_in.sign_out(token)
    forged = {"X-Recp-Person": str(cast.sessions[Role.COORDINATOR].person.id), "X-Forwarded-For": "127.0.0.1"}
    with pytest.raises((InvalidHandshake, OSError)), tab(app.port, token=token, path=path, headers=forged) as opened:
        opened.run()


def test_a_person_is_who_the_token_says_whatever_the_headers_say(app: RunningApp, cast: Cast) -> None:
    forged = {"X-Recp-Person": str(cast.sessions[Role.COORDINATOR].person.id), "x-recp-person": "1"}
    with tab(app.port, "club", token=cast.sessions[Role.MEMBER].token, headers=forged) as opened:
        sent = opened.run()
    assert told(sent, cast, Role.MEMBER) == []
    assert cast.companies["own"].word.encode() in sent


def test_guesses_are_counted_by_the_address_the_proxy_adds_not_by_the_one_a_browser_claims(app: RunningApp) -> None:
    claimed = {
        "X-Forwarded-For": "203.0.113.7, 198.51.100.9",
        "X-Real-IP": "203.0.113.8",
        "Forwarded": "for=203.0.113.8",
    }
    with httpx.Client(base_url=app.url, trust_env=False, timeout=60, headers=claimed) as asking:
        shown = asking.get("/login").text
        token = shown.partition('name="form_token" value="')[2].partition('"')[0]
        fields = {"form_token": token, "login": "nobody at all", "password": "wrong"}
        assert asking.post("/login", data=fields).status_code == 403
    assert app.rows("SELECT address FROM sign_in_attempt WHERE login = 'nobody at all'") == [("198.51.100.9",)]


def test_nobody_goes_on_with_the_tab_of_another(app: RunningApp, cast: Cast) -> None:
    with tab(app.port, "bills", token=cast.companies["other"].session.token) as victim:
        assert cast.companies["other"].word.encode() in victim.run()
    with tab(app.port, "bills", token=cast.sessions[Role.MEMBER].token, resume=victim.session_id) as opened:
        sent = opened.run()
    assert opened.session_id != victim.session_id
    assert told(sent, cast, Role.MEMBER) == []


def test_a_tab_still_open_after_signing_out_shows_and_changes_nothing(app: RunningApp, cast: Cast) -> None:
    vera = cast.companies["other"]
    token = signing_in.sign_in(vera.word.lower(), PASSWORD, HERE)
    with tab(app.port, "account", token=token) as opened:
        assert vera.word.encode() in opened.run()
        before, widgets = _everything(app), dict(opened.widgets)
        signing_in.sign_out(token)
        before = _everything(app)
        for ident, (kind, drawn, fragment) in widgets.items():
            value = {"trigger_value": True} if kind == "button" else _forge(kind, drawn)
            if value:
                sent = opened.run({ident: value}, fragment)
                assert [trace for trace in (*vera.name(), *vera.content()) if trace in sent] == []
    assert _everything(app) == before
    assert session_of(vera.session.token).person.id == vera.session.person.id


def _everything(app: RunningApp) -> str:
    names = [str(name) for (name,) in app.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return hashlib.sha256(repr([app.rows(f"SELECT * FROM {name}") for name in names]).encode()).hexdigest()


def test_the_search_finds_what_is_there(app: RunningApp, cast: Cast) -> None:
    own, trainer = cast.companies["own"], cast.sessions[Role.TRAINER].token
    seen = b""
    for page, token in (("bills", own.session.token), ("action_plan", own.session.token), ("review", trainer)):
        with tab(app.port, page, token=token, query=f"series=electricity&submission={own.submission}") as opened:
            seen += opened.run()
    assert [one for one in Secret.wrote(own.word) if one.encode() not in seen] == []
    assert any(trace in seen for trace in own.content()[3:])


def test_what_people_type_is_shown_as_they_typed_it_on_every_page(app: RunningApp, cast: Cast) -> None:
    own, trainer = cast.companies["own"], cast.sessions[Role.TRAINER]
    _write_everywhere(own, trainer, cast.clubs["club"])
    found = []
    for session in (own.session, trainer):
        for page in own_pages(session.person.role):
            with tab(app.port, page, token=session.token, query=query_of(cast, "own")) as opened:
                opened.run()
            found += [
                (page, kind, _around(drawn))
                for kind, drawn in opened.drawn
                if kind not in AS_TYPED and _is_alive(kind, drawn)
            ]
    assert found == []


AS_TYPED = frozenset(
    {"text_input", "text_area", "selectbox", "multiselect", "arrow_data_frame", "bidi_component", "code"}
)
"""Elements that show a text letter by letter, whatever is in it."""
LIVING = "[x](javascript:alert(1))<img src=x onerror=alert(1)> :material/lock: **b**"


def _around(drawn: bytes) -> bytes:
    place = drawn.find(b"[x](javascript")
    return drawn[max(0, place - 60) : place + 30]


def _is_alive(kind: str, drawn: bytes) -> bool:
    return b"[x](javascript" in drawn or (kind == "html" and b"<img src=x" in drawn)


def _write_everywhere(own: Secret, trainer: Session, club: int) -> None:
    """Write markdown and HTML into every kind of text there is."""
    member = own.session
    cells = company.read_company(member).cells
    for key, raw in (("name", f"{own.word} {LIVING}"), ("series.material.1", {"name": LIVING, "unit": "kg"})):
        company.save_field(member, key, raw, cells[key].version if key in cells else 0)
    save_bills(member, [BillChange("material.1", "2025-01", "amount", 5, 0)])
    account.change_name(member, LIVING)
    account.change_name(trainer, LIVING)
    entry = plan.add_own(member, LIVING)
    for name in ("owner", "proof", "note"):
        plan.save_plan_field(member, entry, name, LIVING, 0)
    part_handing_in.hand_in_part(member, "plan")
    part = part_handing_in.handed_in_parts(member, member.company_id)[0].id
    part_reading.remark_part(trainer, member.company_id, part, LIVING)
    question = next(iter(content().checklists[CHECKLIST].questions))
    _remark(trainer, own.submission, question)
    phrases.keep_phrase(trainer, LIVING)
    reviewing.decide(trainer, own.submission, Step.RETURN, LIVING)
    answering.save_answer(member, own.submission, question, LIVING, 1, field="note")
    evidence.attach(member, own.submission, question, LIVING, b"%PDF-1.7 living")
    answering.hand_in(member, own.submission)
    _remark(trainer, own.submission, question)
    clubs.change_club(trainer, club, name=LIVING, time_zone="Europe/Minsk")
    meetings.add_meeting(trainer, club, title=LIVING, day="2027-02-18", hours=LIVING, place=LIVING)
    club_homework.add_homework(trainer, club, title=LIVING, parts=[CHECKLIST, "bills", "plan"], due="2027-02-18")
    certifying.revoke(trainer, own.serial, LIVING)


def _remark(trainer: Session, submission: int, question: str) -> None:
    cell = reviewing.open_review(trainer, submission).cells.get((question, "remark"))
    reviewing.save_review(trainer, submission, question, LIVING, cell.version if cell else 0, field="remark")


def test_a_file_too_large_is_refused_before_it_is_read(app: RunningApp, cast: Cast) -> None:
    token = cast.sessions[Role.MEMBER].token
    with tab(app.port, "self_check", token=token) as opened, httpx.Client(trust_env=False, timeout=60) as asking:
        opened.run()
        asking.cookies.set("recp_session", token)
        asking.get(f"{app.url}/_stcore/health")
        xsrf = {"x-xsrftoken": asking.cookies["_streamlit_xsrf"]}

        def send(session_id: str, megabytes: int, headers: dict[str, str]) -> int:
            address = f"{app.url}/_stcore/upload_file/{session_id}/{megabytes}"
            kind = {"content-type": "multipart/form-data; boundary=x"}
            return asking.put(address, content=_file_of(megabytes), headers={**kind, **headers}).status_code

        assert send(opened.session_id, 12, xsrf) == 204
        before = _memory(app)
        assert send(opened.session_id, 200, xsrf) == 413
        assert _memory(app) - before < 40
        assert send(opened.session_id, 1, {}) == 403  # from another site
        assert send("of-somebody-else", 1, xsrf) == 400
        asking.cookies.delete("recp_session")
        assert send(opened.session_id, 1, xsrf) == 401


def _file_of(megabytes: int) -> Iterator[bytes]:
    yield b'--x\r\nContent-Disposition: form-data; name="f"; filename="../../a.jpg"\r\n\r\n'
    for _ in range(megabytes):
        yield bytes(1024 * 1024)
    yield b"\r\n--x--\r\n"


def _memory(app: RunningApp) -> int:
    """Return the memory of the server in MB."""
    assert app.process
    for line in Path(f"/proc/{app.process.pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    raise AssertionError("no figure")
