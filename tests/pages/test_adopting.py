"""A newer version of a checklist on the self-check page: the notice, the comparison, taking it, staying."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck.actions import answering, company, content
from recp_selfcheck.actions.session import set_language, solo_session
from recp_selfcheck.checklists.authored import MovedVersion
from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.checklists.moves import Moves

OpenPage = Callable[..., AppTest]
RENAMED, DROPPED, OTHER_UNIT, KEPT = "lighting.led", "lighting.level", "metering.night_load", "lighting.outdoor"


NOW = content.content().checklists["energy"].version


def next_version(shipped: Checklist) -> Checklist:
    """The energy checklist with one question renamed, one dropped and one in another unit."""

    def question(one: Question) -> Question | None:
        if one.id == RENAMED:
            return one.model_copy(update={"id": "lighting.lamps"})
        if one.id == OTHER_UNIT and one.number:
            return one.model_copy(update={"number": one.number.model_copy(update={"unit": "kW", "at_most": None})})
        return None if one.id == DROPPED else one

    sections = [
        part.model_copy(update={"questions": tuple(made for one in part.questions if (made := question(one)))})
        for part in shipped.sections
    ]
    return shipped.model_copy(update={"version": NOW + 1, "hash": "other rules", "sections": tuple(sections)})


@pytest.fixture
def newer_shipped(empty_company: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """A draft answered with the shipped energy checklist, then a newer one shipped; returns the draft's id."""
    session = set_language(solo_session(), "en")
    for fact, value in {"site.shifts": "one", "site.systems": ["lighting"], "site.heating": "none"}.items():
        company.save_field(session, fact, value, 0)
    draft = answering.open_submission(session, "energy").id
    for question, raw in {RENAMED: "half", DROPPED: "year", OTHER_UNIT: 20, KEPT: "dusk"}.items():
        answering.save_answer(session, draft, question, raw, 0)
    shipped = content.content()
    energy = next_version(shipped.checklists["energy"])
    newer = shipped.model_copy(update={"checklists": {**shipped.checklists, "energy": energy}})
    moved = MovedVersion(questions={RENAMED: "lighting.lamps", DROPPED: None})
    monkeypatch.setattr(content, "content", lambda: newer)
    monkeypatch.setattr(content, "moves", lambda: Moves({"energy": {NOW + 1: moved}}))
    return draft


def buttons(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button} & {"compare_versions", "take_version", "stay_with_version"}


def said(app: AppTest) -> str:
    return "\n".join(entry.value for entry in (*app.markdown, *app.caption))


def test_nothing_is_said_while_the_shipped_version_is_answered(empty_company: str, open_page: OpenPage) -> None:
    set_language(solo_session(), "en")
    assert buttons(open_page("self_check", checklist="energy")) == set()


def test_what_would_change_opens_and_closes_and_changes_nothing(newer_shipped: int, open_page: OpenPage) -> None:
    app = open_page("self_check", checklist="energy", screen="lighting")
    assert buttons(app) == {"compare_versions"}
    app.button(key="compare_versions").click().run()
    assert buttons(app) == {"take_version", "stay_with_version"}
    shown = said(app)
    assert "**2 answers stay** as they are." in shown
    assert "**1 question is asked again:**" in shown
    assert "It is answered in another unit now. You answered: *20 %*" in shown
    assert "**1 answer is dropped.**" in shown
    assert "When was the light at the workplaces last measured?" in shown
    assert f"Now, version {NOW}" in shown
    assert f"Then, version {NOW + 1}" in shown
    assert "questions are new" not in shown
    app.button(key="stay_with_version").click().run()
    assert buttons(app) == {"compare_versions"}
    found = answering.find_submission(solo_session(), "energy")
    assert found
    assert found.checklist.version == NOW


def test_taking_it_moves_the_answers_and_the_notice_goes(newer_shipped: int, open_page: OpenPage) -> None:
    app = open_page("self_check", checklist="energy", screen="lighting")
    app.button(key="compare_versions").click().run()
    app.button(key="take_version").click().run()
    assert not app.exception
    assert buttons(app) == set()
    found = answering.find_submission(solo_session(), "energy")
    assert found
    assert {name: answer.value for name, answer in found.sheet.answers.items()} == {
        "lighting.lamps": "half",
        KEPT: "dusk",
    }
    [lamps] = [radio for radio in app.radio if ":answer:lighting.lamps:" in str(radio.key)]
    assert lamps.value == "half"


def test_an_answer_given_meanwhile_in_another_window_is_looked_at_again(
    newer_shipped: int, open_page: OpenPage
) -> None:
    app = open_page("self_check", checklist="energy", screen="lighting")
    app.button(key="compare_versions").click().run()
    answering.save_answer(solo_session(), newer_shipped, OTHER_UNIT, "dont_know", 1)
    app.button(key="take_version").click().run()
    assert [entry.value for entry in app.error] == [
        "The answers were changed meanwhile\\. Look once more at what would change\\."
    ]
    assert "**3 answers stay**" in said(app)
    app.button(key="take_version").click().run()
    assert buttons(app) == set()
