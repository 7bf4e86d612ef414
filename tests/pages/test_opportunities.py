"""The opportunities page: what leads it, own figures beside typical ones, what is put aside, and what is strange."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions import company, content, plan
from recp_selfcheck.actions.demo import fill_demo
from recp_selfcheck.actions.opportunities import read_opportunities, reject
from recp_selfcheck.actions.own_figures import LONGEST_REASON
from recp_selfcheck.actions.session import Session, set_language
from recp_selfcheck.storage import database, tables
from recp_selfcheck.ui.plain import plain
from tests.pages.test_bad_input import STRANGE
from tests.pages.test_every_page import words_on

OpenPage = Callable[..., AppTest]


@pytest.fixture
def dairy(empty_company: str) -> Session:
    return set_language(fill_demo("CI0042", plan=False), "en")


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put other contents in place of the shipped ones."""

    def put(**changes: Any) -> None:
        changed = content.content().model_copy(update=changes)
        monkeypatch.setattr(content, "content", lambda: changed)
        monkeypatch.setattr(content, "translated_library", lambda _language: changed.library)

    return put


def opened(open_page: OpenPage, *expanders: str) -> AppTest:
    app = open_page("opportunities")
    for key in expanders:
        app.session_state[key] = True
    return app.run()


def field(app: AppTest, place: str, key: str) -> Any:
    [found] = [one for one in app.text_input if str(one.key).startswith(f"own1_{place}:{key}:")]
    return found


def measured(session: Session) -> tuple[str, str]:
    """Return a measure among the first six that saves electricity of an end use, and that end use."""
    listed = read_opportunities(session).opportunities.listed[:6]
    return next(
        (one.measure, effect.of)
        for one in listed
        for effect in one.effects
        if effect.resource == "electricity" and effect.of != "all"
    )


def money(session: Session, measure: str) -> float:
    found = next(one for one in read_opportunities(session).opportunities.listed if one.measure == measure)
    assert found.money is not None
    return found.money.typical


def test_the_page_leads_with_the_first_measure_and_what_all_save_together(dairy: Session, open_page: OpenPage) -> None:
    app = open_page("opportunities")
    ranking = read_opportunities(dairy).opportunities
    first = content.content().library.measures[ranking.listed_ids[0]]
    assert app.title[0].value == f"First: {plain(first.title)}"
    said = words_on(app)
    assert f"{len(ranking.listed)} measures for you" in said
    assert "USD" in said
    assert "Seen side by side" in [header.value for header in app.header]
    assert not app.error


def test_every_input_of_a_measure_can_be_replaced_and_put_back(dairy: Session, open_page: OpenPage) -> None:
    measure, use = measured(dairy)
    before = money(dairy, measure)
    app = opened(open_page, f"why_{measure}")
    share = field(app, measure, f"own.share.{use}")
    assert share.value == ""
    share.set_value("60,5").run()
    assert company.read_company(dairy).cells[f"own.share.{use}"].value == 60.5
    assert money(dairy, measure) > before
    assert "60.5" in words_on(app.run())
    app.button(key=f"back:own1_{measure}:own.share.{use}").click().run()
    app.run()
    assert money(dairy, measure) == pytest.approx(before)
    assert field(app, measure, f"own.share.{use}").value == ""
    for key, typed in {
        f"own.quote.{measure}": "0",
        f"own.running.{measure}": "12",
        f"own.life.{measure}": "4",
        "own.price.electricity": "0,15",
        "own.rate": "7",
    }.items():
        field(app, measure, key).set_value(typed).run()
        assert company.read_company(dairy).cells[key].value is not None, key
    assert "at once" in words_on(app.run())


def test_the_same_figure_stands_at_two_places_and_both_show_the_newest(dairy: Session, open_page: OpenPage) -> None:
    measure, use = measured(dairy)
    app = opened(open_page, f"why_{measure}", "shares_electricity")
    field(app, measure, f"own.share.{use}").set_value("31").run()
    assert field(app, "shares_electricity", f"own.share.{use}").value == "31"
    field(app, "shares_electricity", f"own.share.{use}").set_value("33").run()
    assert field(app, measure, f"own.share.{use}").value == "33"
    assert not app.error


def test_shares_over_100_percent_are_refused_beside_the_field_with_their_sum(
    dairy: Session, open_page: OpenPage
) -> None:
    app = opened(open_page, "shares_electricity")
    field(app, "shares_electricity", "own.share.lighting").set_value("60").run()
    field(app, "shares_electricity", "own.share.compressed_air").set_value("55").run()
    app.run()
    [said] = [error.value for error in app.error]
    assert "115" in said
    assert field(app, "shares_electricity", "own.share.compressed_air").value == "55"
    assert "own.share.compressed_air" not in company.read_company(dairy).cells


def test_an_impossible_price_is_refused_and_stays_to_be_corrected(dairy: Session, open_page: OpenPage) -> None:
    app = opened(open_page, "shares_electricity")
    for typed in ("-1", "0", "abc", "1e309", "٣"):
        field(app, "shares_electricity", "own.price.electricity").set_value(typed).run()
        app.run()
        [said] = [error.value for error in app.error]
        assert said.strip().endswith(".")
        assert field(app, "shares_electricity", "own.price.electricity").value == typed
        assert read_opportunities(dairy).own.prices == {}


def test_a_price_of_another_unit_is_doubted_not_refused(dairy: Session, open_page: OpenPage) -> None:
    app = opened(open_page, "shares_electricity")
    field(app, "shares_electricity", "own.price.electricity").set_value("137").run()
    assert read_opportunities(dairy).own.prices == {"electricity": 137}
    assert any("Check that it is the price of 1" in warning.value for warning in app.warning)


def test_an_open_card_stays_while_its_own_figure_changes_the_order(dairy: Session, open_page: OpenPage) -> None:
    first = read_opportunities(dairy).opportunities.listed_ids[:6]
    app = opened(open_page, f"why_{first[1]}")
    field(app, first[1], f"own.running.{first[1]}").set_value("999999").run()
    assert first[1] not in read_opportunities(dairy).opportunities.listed_ids[:6]
    assert field(app.run(), first[1], f"own.running.{first[1]}").value == "999999"
    assert "never pays back" in words_on(app)
    app.session_state[f"why_{first[1]}"] = False
    app.run()
    assert not [one for one in app.text_input if "own.running" in str(one.key)]


def test_a_measure_is_taken_into_the_plan(dairy: Session, open_page: OpenPage) -> None:
    first = read_opportunities(dairy).opportunities.listed_ids[0]
    app = open_page("opportunities")
    app.button(key=f"take_{first}").click().run()
    assert first in plan.read_plan(dairy).measures
    assert f"take_{first}" not in [button.key for button in app.button]


def test_a_measure_is_put_aside_with_a_reason_shown_as_typed(dairy: Session, open_page: OpenPage) -> None:
    first = read_opportunities(dairy).opportunities.listed_ids[0]
    app = open_page("opportunities")
    for typed in (*STRANGE, "x" * LONGEST_REASON):
        [reason] = [one for one in app.text_area if f"rejected.{first}:" in str(one.key)]
        reason.set_value(typed)
        app.button(key=f"reject_{first}").click().run()
        assert first not in read_opportunities(dairy).opportunities.listed_ids
        assert plain(typed) in [caption.value for caption in app.caption]
        app.button(key=f"again_{first}").click().run()
        assert read_opportunities(dairy).opportunities.listed_ids[0] == first
        assert not app.error


def test_without_a_reason_it_is_not_put_aside(dairy: Session, open_page: OpenPage) -> None:
    first = read_opportunities(dairy).opportunities.listed_ids[0]
    app = open_page("opportunities")
    app.button(key=f"reject_{first}").click().run()
    assert read_opportunities(dairy).opportunities.listed_ids[0] == first
    assert any("Say in a sentence" in error.value for error in app.error)


@pytest.mark.parametrize("cleared", ["amounts", "costs"])
def test_without_bills_or_prices_the_page_holds(cleared: str, dairy: Session, open_page: OpenPage) -> None:
    with database.transaction() as connection:
        connection.execute(tables.bill.delete())
    for key, cell in company.read_company(dairy).cells.items():
        if key.startswith("total."):
            kept = {name: value for name, value in cell.value.items() if name != "cost"}
            company.save_field(dairy, key, None if cleared == "amounts" else kept, cell.version)
    found = read_opportunities(dairy)
    assert all(one.money is None for one in found.opportunities.listed)
    app = opened(open_page, f"why_{found.opportunities.listed_ids[0]}", "group_do_now")
    assert "Seen side by side" not in [header.value for header in app.header]
    if cleared == "costs":
        assert "Without money" in words_on(app)
        assert "your own bills" in words_on(app)
    else:
        assert any("order comes from your answers" in info.value for info in app.info)
        assert "your own bills" not in words_on(app)
    assert not app.error


def test_without_a_library_the_measures_stay_with_their_ids(
    dairy: Session, open_page: OpenPage, shipped: Callable[..., None]
) -> None:
    measure, use = measured(dairy)
    company.save_field(dairy, f"own.quote.{measure}", 100, 0)
    company.save_field(dairy, f"own.share.{use}", 10, 0)
    reject(dairy, measure, "The landlord forbids it.")
    library = content.content().library
    shipped(library=library.model_copy(update={"measures": {}, "end_uses": {}, "sources": {}}))
    first = read_opportunities(dairy).opportunities.listed_ids[0]
    app = opened(open_page, f"why_{first}", "group_study")
    assert app.title[0].value == f"First: {plain(first)}"
    assert not app.error


def test_a_measure_whose_source_was_removed_is_shown_without_it(
    dairy: Session, open_page: OpenPage, shipped: Callable[..., None]
) -> None:
    first = read_opportunities(dairy).opportunities.listed_ids[0]
    shipped(library=content.content().library.model_copy(update={"sources": {}}))
    app = opened(open_page, f"why_{first}")
    assert not any(caption.value.startswith("Source: ") and "expert" in caption.value for caption in app.caption)
    assert not app.error


def test_five_hundred_measures_are_drawn_in_a_moment(
    empty_company: str, open_page: OpenPage, shipped: Callable[..., None]
) -> None:
    shipped_now = content.content()
    repair = shipped_now.library.measures["repair_air_leaks"]
    many = {
        f"many_{n}": repair.model_copy(update={"id": f"many_{n}", "title": f"{n} <b>{{{{long}}}}</b> " + "name " * 58})
        for n in range(500)
    }
    energy = shipped_now.checklists["energy"]
    asked = {"measures": tuple(many)}
    sections = tuple(
        section.model_copy(update={"questions": tuple(one.model_copy(update=asked) for one in section.questions)})
        for section in energy.sections
    )
    shipped(
        library=shipped_now.library.model_copy(update={"measures": many}),
        checklists={**shipped_now.checklists, "energy": energy.model_copy(update={"sections": sections})},
    )
    session = set_language(fill_demo("CI0042", plan=False), "en")
    assert len(read_opportunities(session).opportunities.listed) >= 500
    started = time.monotonic()
    app = opened(open_page, "group_do_now", "group_plan", "group_study")
    assert time.monotonic() - started < 10
    assert not app.error
    assert sum("name name" in str(said.value) for said in app.markdown) >= 6


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_what_nobody_knows_is_to_find_out_with_the_way_to_its_question(
    language: str, dairy: Session, open_page: OpenPage
) -> None:
    set_language(dairy, language)
    unknown = [
        mention
        for entry in read_opportunities(dairy).opportunities.to_find_out
        for mention in entry.questions
        if mention.state == "dont_know"
    ]
    assert unknown
    app = open_page("opportunities")
    mention = unknown[0]
    question = content.translated_checklist(content.content().checklists[mention.checklist], language)
    assert f"**{question.checklist.questions[mention.question].text}**" in [said.value for said in app.markdown]
    app.button(key=f"to_question:unknown:{mention.checklist}:{mention.question}").click().run()
    assert not app.exception
