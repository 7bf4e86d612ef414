"""Answering on the self-check page: each kind of question, refusals, clearing, reasons, notes, handing in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck.actions import answering, company
from recp_selfcheck.actions.demo import fill_demo
from recp_selfcheck.actions.session import set_language, solo_session

OpenPage = Callable[..., AppTest]


@pytest.fixture
def lighting_only(empty_company: str) -> None:
    session = set_language(solo_session(), "en")
    for fact, value in {
        "site.size": "small",
        "site.shifts": "one",
        "site.systems": ["lighting", "compressed_air"],
        "site.heating": "none",
        "site.fuels": [],
    }.items():
        company.save_field(session, fact, value, 0)


def stored(question: str, field: str = "answer") -> Any:
    submission = answering.find_submission(solo_session(), "energy")
    assert submission is not None
    cell = submission.cells.get((question, field))
    return cell.value if cell else None


def widget(app: AppTest, kind: str, question: str, field: str = "answer") -> Any:
    found = [entry for entry in getattr(app, kind) if f":{field}:{question}:" in str(entry.key)]
    assert found, f"no {kind} for {question} ({field})"
    return found[0]


def screen(open_page: OpenPage, section: str) -> AppTest:
    return open_page("self_check", checklist="energy", screen=section)


def test_an_option_is_saved_at_once_and_can_be_cleared(lighting_only: None, open_page: OpenPage) -> None:
    app = screen(open_page, "compressed_air")
    widget(app, "radio", "compressed_air.leaks").set_value("planned").run()
    assert stored("compressed_air.leaks") == "planned"
    app.run()
    [clear] = [
        button for button in app.button if str(button.key).startswith("clear:") and "compressed_air.leaks" in button.key
    ]
    clear.click().run()
    assert stored("compressed_air.leaks") is None
    assert widget(app, "radio", "compressed_air.leaks").value is None


def test_does_not_apply_asks_for_a_reason(lighting_only: None, open_page: OpenPage) -> None:
    app = screen(open_page, "compressed_air")
    widget(app, "radio", "compressed_air.leaks").set_value("not_applicable").run()
    app.run()
    widget(app, "text_area", "compressed_air.leaks", "reason").set_value("The compressor is a neighbour's").run()
    assert stored("compressed_air.leaks") == "not_applicable"
    assert stored("compressed_air.leaks", "reason") == "The compressor is a neighbour's"


@pytest.mark.parametrize(("typed", "kept"), [("1,5", 1.5), ("2", 2), ("0.25", 0.25)])
def test_a_number_is_read_with_comma_or_point(
    typed: str, kept: float, lighting_only: None, open_page: OpenPage
) -> None:
    app = screen(open_page, "compressed_air")
    widget(app, "text_input", "compressed_air.pressure").set_value(typed).run()
    assert stored("compressed_air.pressure") == kept


@pytest.mark.parametrize("typed", ["abc", "1e309", "NaN", "-5", "100000", "1.234.567,8"])
def test_a_wrong_number_is_refused_with_a_sentence_and_stays_on_the_screen(
    typed: str, lighting_only: None, open_page: OpenPage
) -> None:
    app = screen(open_page, "compressed_air")
    field = widget(app, "text_input", "compressed_air.pressure")
    field.set_value(typed).run()
    app.run()
    assert stored("compressed_air.pressure") is None
    assert len(app.error) == 1
    assert "Traceback" not in app.error[0].value
    assert widget(app, "text_input", "compressed_air.pressure").value == typed


def test_not_knowing_a_number_is_a_button_beside_it(lighting_only: None, open_page: OpenPage) -> None:
    app = screen(open_page, "compressed_air")
    [button] = [
        entry
        for entry in app.button
        if str(entry.key).startswith("dont_know:") and "compressed_air.pressure" in entry.key
    ]
    button.click().run()
    assert stored("compressed_air.pressure") == "dont_know"
    assert widget(app, "text_input", "compressed_air.pressure").value == ""


def test_none_of_these_takes_the_other_ticks_away(lighting_only: None, open_page: OpenPage) -> None:
    app = screen(open_page, "facts")
    ticks = widget(app, "button_group", "site.fuels")
    ticks.set_value(["natural_gas", "coal"]).run()
    session = solo_session()
    assert company.read_company(session).cells["site.fuels"].value == ["natural_gas", "coal"]
    app.run()
    widget(app, "button_group", "site.fuels").set_value(["natural_gas", "coal", "none_of_these"]).run()
    assert company.read_company(session).cells["site.fuels"].value == []


def test_a_fact_opens_and_closes_sections_and_keeps_hidden_answers(lighting_only: None, open_page: OpenPage) -> None:
    app = screen(open_page, "compressed_air")
    widget(app, "radio", "compressed_air.leaks").set_value("planned").run()
    company.save_field(solo_session(), "site.systems", ["lighting"], 1)
    app = open_page("self_check", checklist="energy", screen="compressed_air")
    assert not [entry for entry in app.radio if "compressed_air" in str(entry.key)]
    assert stored("compressed_air.leaks") == "planned"


def test_a_newer_answer_of_another_window_is_shown(lighting_only: None, open_page: OpenPage) -> None:
    app = screen(open_page, "compressed_air")
    submission = answering.find_submission(solo_session(), "energy")
    assert submission is not None
    answering.save_answer(solo_session(), submission.id, "compressed_air.leaks", "breakdown", 0)
    app.run()
    assert widget(app, "radio", "compressed_air.leaks").value == "breakdown"


def test_a_stale_answer_is_not_written_over_a_newer_one(lighting_only: None, open_page: OpenPage) -> None:
    app = screen(open_page, "compressed_air")
    submission = answering.find_submission(solo_session(), "energy")
    assert submission is not None
    answering.save_answer(solo_session(), submission.id, "compressed_air.leaks", "breakdown", 0)
    widget(app, "radio", "compressed_air.leaks").set_value("planned").run()
    assert stored("compressed_air.leaks") == "breakdown"
    [mine] = [button for button in app.button if str(button.key).startswith("mine:")]
    mine.click().run()
    assert stored("compressed_air.leaks") == "planned"


def test_a_note_and_the_proof_are_kept_beside_the_answer(lighting_only: None, open_page: OpenPage) -> None:
    fields = {"note": "<script>alert(1)</script> **жирно** =cmd|", "evidence": 2}
    submission = answering.open_submission(solo_session(), "energy")
    for field, value in fields.items():
        answering.save_answer(solo_session(), submission.id, "compressed_air.leaks", value, 0, field=field)
    app = screen(open_page, "compressed_air")
    app.session_state[f"more_s{submission.id}v{submission.checklist.version}_compressed_air-leaks"] = True
    app.run()
    assert widget(app, "text_area", "compressed_air.leaks", "note").value == fields["note"]
    widget(app, "radio", "compressed_air.leaks", "evidence").set_value(1).run()
    assert stored("compressed_air.leaks", "evidence") == 1
    assert stored("compressed_air.leaks", "note") == fields["note"]


def test_handing_in_locks_the_answers_until_they_are_taken_back(open_page: OpenPage) -> None:
    session = set_language(fill_demo("UF0590"), "en")
    app = open_page("self_check", checklist="water")
    assert app.button(key="hand_in"), "offered when nothing is open; the dialog behind it is walked in a browser"
    draft = answering.find_submission(session, "water")
    assert draft is not None
    answering.hand_in(session, draft.id)
    submission = answering.find_submission(session, "water")
    assert submission is not None
    assert submission.receipt is not None
    app = open_page("self_check", checklist="water")
    assert submission.receipt.sha256 in "\n".join(str(entry.value) for entry in app.caption)
    assert all(entry.disabled for entry in app.radio)
    app.button(key="take_back").click().run()
    taken_back = answering.find_submission(session, "water")
    assert taken_back is not None
    assert taken_back.editable


def test_a_new_round_shows_last_time_s_answers_beside(open_page: OpenPage) -> None:
    session = set_language(fill_demo("UF0590"), "en")
    submission = answering.find_submission(session, "water")
    assert submission is not None
    answering.hand_in(session, submission.id)
    answering.begin_round(session, "water")
    section = submission.checklist.all_sections[0].id
    app = open_page("self_check", checklist="water", screen=section)
    assert any(str(entry.value).startswith("Last time") for entry in app.caption)
    assert all(entry.value is None for entry in app.radio)


def test_the_whole_company_page_keeps_what_is_typed(open_page: OpenPage) -> None:
    session = set_language(solo_session(), "en")
    app = open_page("company")
    [name] = [entry for entry in app.text_input if ":name:" in str(entry.key) and "total" not in str(entry.key)]
    name.set_value("  Ромашка <b>&\u202e ").run()
    [amount] = [entry for entry in app.text_input if "total.electricity:amount" in str(entry.key)]
    amount.set_value("12 345,6").run()
    cells = company.read_company(session).cells
    assert cells["total.electricity"].value == {"amount": 12345.6}
    assert cells["name"].value.startswith("Ромашка <b>&")


@pytest.mark.parametrize("typed", ["-1", "abc", "1e309", "1.234.567,8", "1e300"])
def test_an_absurd_yearly_amount_is_refused(typed: str, open_page: OpenPage) -> None:
    session = set_language(solo_session(), "en")
    app = open_page("company")
    [amount] = [entry for entry in app.text_input if "total.water:amount" in str(entry.key)]
    amount.set_value(typed).run()
    app.run()
    assert len(app.error) == 1
    assert "total.water" not in company.read_company(session).cells
