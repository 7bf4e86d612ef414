"""Where a resource goes in a company: what it does not have goes to its other uses, and saves nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.savings import Year, savings_alone, year_of
from recp_selfcheck.checklists.model import Effect, EndUse, Is, Library, Measure, Not

OVENS = Is(question="site.systems", options=("ovens",))
OWN_BOILER = Is(question="site.heating", options=("own",))
HEAT = {"heat": Consumption(1000, 100)}


def end_use(name: str, typical: float, absent_if: Is | Not | None = None, **more: object) -> EndUse:
    triple = (typical / 2, typical, typical)
    return EndUse.model_validate(
        {"id": name, "resource": "heat", "title": name, "share": triple, "sources": ("x",), "absent_if": absent_if, **more}
    )  # fmt: skip


USES = [end_use("steam", 20), end_use("ovens", 50, Not(negated=OVENS)), end_use("rooms", 20)]


def facts(**given: str | tuple[str, ...]) -> dict[str, Answer]:
    return {f"site.{name}": Answer(value) for name, value in given.items()}


def year(
    uses: list[EndUse], known: Mapping[str, Answer], own: Mapping[str, float] | None = None, nace: str = ""
) -> Year:
    return year_of(Library(end_uses={use.id: use for use in uses}), HEAT, nace, own, facts=known)


def shares(
    known: Mapping[str, Answer], own: Mapping[str, float] | None = None, uses: list[EndUse] = USES
) -> dict[str, tuple[float, str]]:
    return {name: (pytest.approx(share.used), share.basis) for name, share in year(uses, known, own).shares.items()}


def test_what_a_company_does_not_have_goes_to_its_other_uses_in_their_proportion() -> None:
    assert shares(facts(systems=("steam",))) == {"steam": (45, "raised"), "ovens": (0, "absent"), "rooms": (45, "raised")}  # fmt: skip
    assert shares(facts(systems=("ovens",))) == {"steam": (20, "typical"), "ovens": (50, "typical"), "rooms": (20, "typical")}  # fmt: skip


def test_an_unanswered_fact_takes_nothing_away() -> None:
    assert shares({}) == shares(facts(systems=("ovens",)))


def test_an_own_share_counts_although_the_facts_say_there_is_none() -> None:
    assert shares(facts(systems=()), {"ovens": 30}) == {"steam": (20, "typical"), "ovens": (30, "own"), "rooms": (20, "typical")}  # fmt: skip


def test_what_is_raised_leaves_room_for_own_shares() -> None:
    assert shares(facts(systems=()), {"steam": 70}) == {"steam": (70, "own"), "ovens": (0, "absent"), "rooms": (30, "held")}  # fmt: skip


def test_where_nothing_is_left_nothing_is_raised() -> None:
    alone = [end_use("ovens", 50, Not(negated=OVENS))]
    assert shares(facts(systems=()), uses=alone) == {"ovens": (0, "absent")}


@given(st.lists(st.integers(0, 33), min_size=3, max_size=3), st.sets(st.sampled_from("abc")), st.integers(0, 100))
def test_shares_never_exceed_the_whole_and_nothing_gets_lost(typical: list[int], had: set[str], own: int) -> None:
    uses = [
        end_use(name, share, Not(negated=Is(question="site.systems", options=(name,))))
        for name, share in zip("abc", typical, strict=True)
    ]
    found = year(uses, facts(systems=tuple(had)), {"a": own}).shares
    total = sum(share.used for share in found.values())
    assert total <= 100 + 1e-9
    if had & {"b", "c"} and any(found[name].used > 0 for name in "bc"):
        assert total == pytest.approx(min(100, own + typical[1] + typical[2]))


def test_a_share_says_how_good_its_figure_is() -> None:
    use = end_use("rooms", 20, status="verified", by_sector={"14": (1, 2, 3), "14.1": (2, 3, 4)}, estimated=("14",))
    assert [use.status_for(nace) for nace in ("", "15", "14", "14.2", "14.10")] == [
        *("verified", "verified", "memory", "memory", "verified"),
    ]
    assert year([use], {}, nace="14.2").shares["rooms"].status == "memory"


def boiler_tuning() -> Measure:
    rooms = Effect(resource="heat", of="rooms", saves=(10, 10, 10), unsuited_if=Not(negated=OWN_BOILER))
    steam = Effect(resource="heat", of="steam", saves=(10, 10, 10))
    return Measure(id="tune", title="Tune", cost="low", sources=("x",), effects=(steam, rooms))


@pytest.mark.parametrize(
    ("heating", "expected"),
    [("own", {"steam": 20, "rooms": 20}), ("district", {"steam": 20}), (None, {"steam": 20, "rooms": 20})],
)
def test_an_effect_counts_only_where_the_company_has_something_of_it(
    heating: str | None, expected: dict[str, float]
) -> None:
    known = facts(heating=heating) if heating else {}
    found = savings_alone(boiler_tuning(), 1, year(USES, known), known)
    assert {one.of: one.amount.typical for one in found if one.amount} == expected


def test_an_effect_on_what_the_company_does_not_have_is_left_out() -> None:
    measure = Measure(id="m", title="M", cost="low", sources=("x",), effects=(Effect(resource="heat", of="ovens", saves=(1, 1, 1)),))  # fmt: skip
    known = facts(systems=())
    assert savings_alone(measure, 1, year(USES, known), known) == ()
    assert savings_alone(None, 1, year(USES, known), known) == ()
