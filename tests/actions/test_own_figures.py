"""The company's own figures: stored and put back, refused with a sentence, never in the way of the page."""

from __future__ import annotations

from typing import Any

import pytest

from recp_selfcheck.actions import company, content, demo
from recp_selfcheck.actions import opportunities as actions
from recp_selfcheck.actions.opportunities import read_opportunities
from recp_selfcheck.actions.own_figures import own_figures_in
from recp_selfcheck.actions.session import Session, solo_session
from recp_selfcheck.assessment.opportunities import Opportunities, Opportunity
from recp_selfcheck.errors import AnswerMistakes, Conflict
from recp_selfcheck.i18n import use
from recp_selfcheck.i18n.mistakes import word

IMPOSSIBLE = [
    ("own.share.lighting", -1),
    ("own.share.lighting", 100.5),
    ("own.share.lighting", float("nan")),
    ("own.price.electricity", 0),
    ("own.price.electricity", -0.2),
    ("own.price.electricity", 1e12),
    ("own.quote.replace_lamps_led", -5),
    ("own.quote.replace_lamps_led", "a lot"),
    ("own.running.replace_lamps_led", 1e300),
    ("own.life.replace_lamps_led", 0),
    ("own.life.replace_lamps_led", 300),
    ("own.rate", -3),
    ("own.rate", 1000),
    ("own.share.sauna", 5),
    ("own.price.gold", 5),
    ("own.quote.../etc", 5),
    ("own.colour", 5),
    ("own.rate.more", 5),
    ("rejected.replace_lamps_led", "no"),
    ("rejected.replace_lamps_led", {"rejected": True}),
    ("rejected.replace_lamps_led", {"rejected": True, "reason": "no  "}),
    ("rejected.replace_lamps_led", {"rejected": True, "reason": "x" * 1001}),
    ("rejected.x'; DROP TABLE", {"rejected": True, "reason": "Too loud."}),
]


@pytest.fixture
def dairy(database_url: str) -> Session:
    """The demonstration dairy with its bills, answers and all checklists."""
    return demo.fill_demo("CI0042", plan=False)


def ranking(session: Session) -> Opportunities:
    return read_opportunities(session).opportunities


def the(session: Session, measure: str) -> Opportunity:
    return next(one for one in ranking(session).listed if one.measure == measure)


def with_share(session: Session) -> tuple[Opportunity, str]:
    """Return a measure on an end use of electricity, and that end use."""
    found = ranking(session).listed
    return next((one, e.of) for one in found for e in one.effects if e.resource == "electricity" and e.of != "all")


def refusal(session: Session, key: str, raw: Any) -> str:
    with pytest.raises(AnswerMistakes) as caught:
        company.save_field(session, key, raw, 0)
    assert key not in company.read_company(session).cells
    use("en")
    return word(caught.value.mistakes[0])


def test_every_own_figure_counts_and_is_put_back_exactly(dairy: Session) -> None:
    before = ranking(dairy)
    one, use_of = with_share(dairy)
    for key, raw in {
        f"own.share.{use_of}": 31.0,
        "own.price.electricity": 0.5,
        f"own.quote.{one.measure}": 0,
        f"own.running.{one.measure}": 12.0,
        f"own.life.{one.measure}": 3,
        "own.rate": 0,
    }.items():
        cell = company.save_field(dairy, key, raw, 0)
        assert ranking(dairy) != before, key
        company.save_field(dairy, key, None, cell.version)
        assert ranking(dairy) == before, key


def test_own_figures_enter_the_reckoning(dairy: Session) -> None:
    one, use_of = with_share(dairy)
    company.save_field(dairy, f"own.share.{use_of}", 31.0, 0)
    company.save_field(dairy, "own.price.electricity", 0.5, 0)
    company.save_field(dairy, f"own.quote.{one.measure}", 0, 0)
    company.save_field(dairy, "own.rate", 5, 0)
    found = the(dairy, one.measure)
    [effect] = [effect for effect in found.effects if effect.of == use_of]
    assert effect.share is not None
    assert (effect.share.used, effect.share.basis) == (31, "own")
    assert (effect.price, effect.price_basis) == (0.5, "own")
    assert (found.investment, found.investment_basis, found.pays_back) == (0, "quote", "at_once")
    assert found.rate == pytest.approx(0.05)


def test_shares_of_one_resource_over_100_percent_are_refused_with_their_sum(dairy: Session) -> None:
    company.save_field(dairy, "own.share.lighting", 60, 0)
    said = refusal(dairy, "own.share.compressed_air", 55.5)
    assert "115.5" in said.replace("\u202f", "") or "116" in said
    company.save_field(dairy, "own.share.compressed_air", 40, 0)
    with pytest.raises(AnswerMistakes):
        company.save_field(dairy, "own.share.lighting", 60.5, 1)
    company.save_field(dairy, "own.share.space_heating", 90, 0)  # another resource
    company.save_field(dairy, "own.share.lighting", 10, 1)  # its own old share does not count beside the new one


def test_what_cannot_be_is_refused_with_a_remedy(database_url: str) -> None:
    session = solo_session()
    for key, raw in IMPOSSIBLE:
        said = refusal(session, key, raw)
        assert said.endswith("."), (key, raw)
        assert "{" not in said, (key, raw)


def test_a_rejected_measure_leaves_with_its_reason_and_comes_back(dairy: Session) -> None:
    before = ranking(dairy)
    name = before.listed_ids[0]
    actions.reject(dairy, name, "<b>The landlord</b> forbids it")
    found = ranking(dairy)
    assert name not in found.listed_ids
    assert [(one.measure, one.reason) for one in found.rejected] == [(name, "<b>The landlord</b> forbids it")]
    actions.take_up(dairy, name)
    assert ranking(dairy) == before
    kept = company.read_company(dairy).cells[f"rejected.{name}"]
    assert kept.value == {"reason": "<b>The landlord</b> forbids it"}
    actions.reject(dairy, name, "Again no")
    assert ranking(dairy).rejected[0].reason == "Again no"


def test_a_rejection_needs_a_reason(dairy: Session) -> None:
    name = ranking(dairy).listed_ids[0]
    for reason in ("", "  ", "no"):
        with pytest.raises(AnswerMistakes):
            actions.reject(dairy, name, reason)
    assert ranking(dairy).rejected == ()


def test_an_older_own_figure_never_overwrites_a_newer_one(dairy: Session) -> None:
    company.save_field(dairy, "own.rate", 5, 0)
    with pytest.raises(Conflict) as caught:
        company.save_field(dairy, "own.rate", 7, 0)
    assert caught.value.current.value == 5


def test_what_a_new_library_no_longer_knows_is_left_out(dairy: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    company.save_field(dairy, "own.share.lighting", 60, 0)
    company.save_field(dairy, "own.share.space_heating", 70, 0)
    company.save_field(dairy, "own.quote.replace_lamps_led", 60, 0)
    shipped = content.content()
    uses = dict(shipped.library.end_uses)
    heating = uses.pop("space_heating")
    library = shipped.library.model_copy(update={"end_uses": uses, "measures": {}})
    monkeypatch.setattr(content, "content", lambda: shipped.model_copy(update={"library": library}))
    found = read_opportunities(dairy)
    assert found.own.shares == {"lighting": 60}
    assert all(one.money is None for one in found.opportunities.listed)
    uses["space_heating"] = heating.model_copy(update={"resource": "electricity"})
    library = shipped.library.model_copy(update={"end_uses": uses})
    monkeypatch.setattr(content, "content", lambda: shipped.model_copy(update={"library": library}))
    assert own_figures_in(company.read_company(dairy).cells).shares == {}
    assert read_opportunities(dairy).opportunities.listed
