"""From gaps to measures: which are listed, what they save, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from recp_selfcheck.assessment.answers import Answer, read_answers
from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.opportunities import Opportunities, Opportunity, rank
from recp_selfcheck.assessment.savings import Range
from recp_selfcheck.assessment.scoring import as_dict, score
from recp_selfcheck.checklists.model import Checklist, Effect, EndUse, Is, Library, Measure, Not, Question
from recp_selfcheck.errors import AnswerMistakes
from tests.assessment.strategies import checklist, choice, section, ticks

POWER = {"electricity": Consumption(1_000_000, 100_000)}  # kWh, 0.10 a kWh


def measure(measure_id: str, *effects: tuple[str, str, float | tuple[float, float, float]], **more: Any) -> Measure:
    """Make a measure; one figure of saving stands for low, typical and high."""
    made = [
        Effect(resource=resource, of=of, saves=saves if isinstance(saves, tuple) else (saves,) * 3)
        for resource, of, saves in effects
    ]
    more = {"cost": "low", "title": measure_id, "sources": ("x",), **more}
    return Measure(id=measure_id, effects=tuple(made), **more)


def end_use(end_use_id: str, share: float, resource: str = "electricity", **more: Any) -> EndUse:
    triple = (share / 2, share, min(100, share * 2))
    return EndUse(id=end_use_id, resource=resource, title=end_use_id, share=triple, sources=("x",), **more)


def library(measures: Sequence[Measure], end_uses: Sequence[EndUse] = ()) -> Library:
    return Library(measures={part.id: part for part in measures}, end_uses={part.id: part for part in end_uses})


def asking(*measures: str, **more: Any) -> tuple[Question, ...]:
    """One question for each measure, in this order."""
    return tuple(choice(f"s.{name}", measures=(name,), **more) for name in measures)


def ranked(
    made: Checklist, raw: Mapping[str, Any], of: Library, facts: Mapping[str, Answer] | None = None, **more: Any
) -> Opportunities:
    sheet = read_answers(made, raw)
    return rank([(made, score(made, sheet))], of, sheet.facts if facts is None else facts, **more)


def all_at_zero(
    measures: Sequence[Measure], end_uses: Sequence[EndUse] = (), year: Any = POWER, **more: Any
) -> Opportunities:
    """Rank measures whose questions all have 0 points, so that every gap is 1."""
    made = checklist(section("s", *asking(*(part.id for part in measures))))
    return ranked(made, dict.fromkeys(made.questions, "o0"), library(measures, end_uses), year=year, **more)


def the_one(found: Opportunities) -> Opportunity:
    (only,) = found.listed
    return only


# Which measures are listed


def test_a_measure_is_listed_by_its_largest_gap() -> None:
    made = checklist(section("s", choice("s.a", measures=("m",)), choice("s.b", measures=("m",)), choice("s.c")))
    found = ranked(made, {"s.a": "o1", "s.b": "o0", "s.c": "o0"}, library([measure("m")]))
    assert the_one(found).gap == 1
    assert [(part.question, part.points) for part in the_one(found).questions] == [("s.a", 50), ("s.b", 0)]
    assert the_one(found).loss == pytest.approx(100 / 3)


def test_without_a_gap_it_is_listed_nowhere_although_other_questions_are_open() -> None:
    made = checklist(section("s", choice("s.a", measures=("m",)), choice("s.b", measures=("m",))))
    for other in ("o2", "dont_know", None):
        found = ranked(made, {"s.a": "o2", "s.b": other}, library([measure("m")]))
        assert found == Opportunities((), (), (), (), {})


def test_a_measure_nobody_can_rate_is_to_find_out() -> None:
    made = checklist(section("s", *asking("late", "early"), choice("s.more", measures=("late",))))
    found = ranked(made, {"s.early": "dont_know", "s.late": "not_applicable"}, library([measure("late")]))
    assert found.listed == ()
    assert [(part.measure, [m.question for m in part.questions]) for part in found.to_find_out] == [
        ("late", ["s.more"]),
        ("early", ["s.early"]),
    ]


def test_a_measure_whose_questions_are_not_asked_or_do_not_apply_is_nowhere() -> None:
    hidden = choice("s.b", measures=("m",), ask_if=Is(question="s.a", options=("o2",)))
    made = checklist(section("s", choice("s.a", measures=("m",)), hidden))
    found = ranked(made, {"s.a": "not_applicable", "s.b": "o0"}, library([measure("m")]))
    assert found == Opportunities((), (), (), (), {})


def test_unsuited_and_rejected_measures_are_in_no_other_list() -> None:
    systems = ticks("site.systems", [None, None], fact=True)
    condition = Not(negated=Is(question="site.systems", options=("o0",)))
    measures = [measure("a", unsuited_if=condition), measure("b"), measure("c", unsuited_if=condition)]
    made = checklist(section("s", *asking("a", "b", "c")), facts=[systems])
    rejected = {"b": "The landlord forbids it.", "c": "Too loud."}
    for answer in ("o0", None):
        raw = {"s.a": answer, "s.b": answer, "s.c": answer, "site.systems": ["o1"]}
        found = ranked(made, raw, library(measures), rejected=rejected)
        assert (found.listed, found.to_find_out) == ((), ())
        assert found.unsuited == ("a", "c")
        assert [(part.measure, part.reason) for part in found.rejected] == [("b", "The landlord forbids it.")]


def test_an_unanswered_fact_makes_no_measure_unsuited() -> None:
    condition = Not(negated=Is(question="site.systems", options=("o0",)))
    made = checklist(section("s", *asking("a")))
    found = ranked(made, {"s.a": "o0"}, library([measure("a", unsuited_if=condition)]), facts={})
    assert found.listed_ids == ("a",)


def test_the_kept_answer_to_a_fact_no_longer_asked_makes_no_measure_unsuited() -> None:
    systems = ticks("site.systems", [None, None], fact=True)
    kind = choice("site.kind", [None, None], fact=True, ask_if=Is(question="site.systems", options=("o0",)))
    made = checklist(section("s", *asking("a")), facts=[systems, kind])
    unfit = measure("a", unsuited_if=Is(question="site.kind", options=("o1",)))
    for ticked, expected in (("o0", ("a",)), ("o1", ())):
        raw = {"s.a": "o0", "site.systems": [ticked], "site.kind": "o1"}
        assert ranked(made, raw, library([unfit])).unsuited == expected


def test_a_measure_the_library_does_not_know_is_kept_with_its_gap() -> None:
    made = checklist(section("s", *asking("unknown")))
    found = the_one(ranked(made, {"s.unknown": "o1"}, Library(), year=POWER))
    assert (found.measure, found.gap, found.group, found.cost, found.money) == ("unknown", 0.5, "study", None, None)


def test_several_checklists_are_ranked_together() -> None:
    one = checklist(section("s", *asking("m")))
    other = checklist(section("s", *asking("m"))).model_copy(update={"id": "other"})
    cards = [(made, score(made, read_answers(made, {"s.m": said}))) for made, said in ((one, "o1"), (other, "o0"))]
    found = the_one(rank(cards, library([measure("m")]), {}))
    assert [(part.checklist, part.points) for part in found.questions] == [("small", 50), ("other", 0)]


# What they save


def test_a_saving_is_consumption_times_share_times_saves_times_gap() -> None:
    made = checklist(section("s", *asking("m")))
    repair = measure("m", ("electricity", "compressors", (10, 20, 30)))
    found = the_one(
        ranked(
            made, {"s.m": "o1"}, library([repair], [end_use("compressors", 10)]), year=POWER, co2={"electricity": 0.4}
        )
    )
    (effect,) = found.effects
    assert effect.amount == Range(5_000, 10_000, 15_000)
    assert effect.basis == "alone"
    assert (effect.consumption, effect.price, effect.gap, effect.saves) == (1_000_000, 0.1, 0.5, (10, 20, 30))
    assert effect.share is not None
    assert (effect.share.used, effect.share.range, effect.share.basis) == (10, (5, 10, 20), "typical")
    assert effect.money == found.money == Range(500, 1_000, 1_500)
    assert effect.co2_t == found.co2_t == Range(2, 4, 6)


def test_the_longest_sector_prefix_and_the_companys_own_share_win() -> None:
    ovens = end_use("ovens", 10, by_sector={"10": (10, 20, 30), "10.7": (30, 40, 50)})
    repair = measure("m", ("electricity", "ovens", 10))
    for more, used, basis in (
        ({}, 10, "typical"),
        ({"nace": "10.71"}, 40, "typical"),
        ({"nace": "10.51"}, 20, "typical"),
        ({"nace": "10.71", "shares": {"ovens": 25.0}}, 25, "own"),
    ):
        (effect,) = the_one(all_at_zero([repair], [ovens], **more)).effects
        assert effect.share is not None
        assert (effect.share.used, effect.share.basis) == (used, basis)


def test_without_consumption_or_cost_there_is_no_amount_or_money() -> None:
    repair = measure("m", ("electricity", "all", 10), payback=(0.5, 1, 2))
    for year in (None, {}, {"heat": Consumption(5, 5)}):
        found = the_one(all_at_zero([repair], year=year))
        assert (found.effects[0].amount, found.money, found.investment, found.npv) == (None, None, None, None)
    found = the_one(all_at_zero([repair], year={"electricity": Consumption(1000)}))
    assert (found.effects[0].amount, found.money) == (Range(100, 100, 100), None)


def test_a_site_energy_measure_saves_two_resources_and_says_when_one_has_no_price() -> None:
    monitor = measure("m", ("electricity", "all", 5), ("heat", "all", 10))
    both = the_one(all_at_zero([monitor], year={**POWER, "heat": Consumption(2_000, 400)}))
    assert both.money == Range(5040, 5040, 5040)
    assert not both.partial
    one = the_one(all_at_zero([monitor], year={**POWER, "heat": Consumption(2_000)}))
    assert one.money == Range(5000, 5000, 5000)
    assert one.partial


def test_measures_on_one_end_use_act_on_what_the_others_leave() -> None:
    measures = [measure("a", ("electricity", "light", 20)), measure("b", ("electricity", "light", 10))]
    found = all_at_zero(measures, [end_use("light", 10)], year={"electricity": Consumption(1_000)})
    assert [part.effects[0].amount for part in found.listed] == [Range(20, 20, 20), Range(10, 10, 10)]
    total = found.totals["electricity"]
    assert total.amount.typical == pytest.approx(28)
    assert total.parts[0].saving.typical / total.parts[0].consumption.typical == pytest.approx(0.28)
    assert total.basis == "together"
    assert total.parts[0].measures == ("a", "b")


def test_whole_resource_measures_act_on_what_is_left_after_all_end_uses() -> None:
    measures = [
        measure("whole", ("electricity", "all", 5)),
        measure("a", ("electricity", "light", 20)),
        measure("b", ("electricity", "light", 10)),
    ]
    found = all_at_zero(measures, [end_use("light", 10)], year={"electricity": Consumption(1_000, 200)})
    total = found.totals["electricity"]
    assert total.amount.typical == pytest.approx(1_000 * (1 - 0.972 * 0.95))
    assert total.amount.typical == pytest.approx(76.6)
    assert total.share.typical == pytest.approx(7.66)
    assert total.money is not None
    assert total.money.typical == pytest.approx(15.32)
    assert [part.kind for part in total.parts] == ["end_use", "whole"]
    assert total.parts[1].consumption.typical == pytest.approx(972)


def test_heat_recovered_from_compressors_is_what_they_still_use_and_at_most_what_heat_is_left() -> None:
    measures = [
        measure("recover", ("heat", "compressors", 50)),
        measure("leaks", ("electricity", "compressors", 20)),
        measure("insulate", ("heat", "rooms", 40)),
    ]
    uses = [end_use("compressors", 20), end_use("rooms", 100, "heat")]
    year = {"electricity": Consumption(1_000), "heat": Consumption(100)}  # MWh: compressors 200, heat left 60
    found = all_at_zero(measures, uses, year=year)
    heat = found.totals["heat"]
    recovered = next(part for part in heat.parts if part.kind == "recovered")
    assert recovered.consumption.typical == pytest.approx(160)
    assert recovered.saving.typical == pytest.approx(60)
    assert heat.amount.typical == pytest.approx(100)
    assert found.totals["electricity"].amount.typical == pytest.approx(40)
    plenty = all_at_zero(measures, uses, year={**year, "heat": Consumption(1_000)}).totals["heat"]
    assert next(part for part in plenty.parts if part.kind == "recovered").saving.typical == pytest.approx(80)
    assert plenty.amount.typical == pytest.approx(480)


def test_alone_a_recovery_saves_no_more_than_there_is_to_save() -> None:
    year = {"electricity": Consumption(1_000), "heat": Consumption(60)}
    (effect,) = the_one(all_at_zero([measure("m", ("heat", "fans", 50))], [end_use("fans", 20)], year=year)).effects
    assert effect.amount == Range(60, 60, 60)
    assert effect.held
    assert effect.consumption == 1_000


def test_the_same_heat_is_not_recovered_twice() -> None:
    measures = [measure("a", ("heat", "fans", 80)), measure("b", ("heat", "fans", 80))]
    year = {"electricity": Consumption(1_000), "heat": Consumption(5_000)}
    total = all_at_zero(measures, [end_use("fans", 20)], year=year).totals["heat"]
    assert total.amount.typical == pytest.approx(200 * (1 - 0.2 * 0.2))


def test_whole_heat_measures_come_after_what_is_recovered() -> None:
    measures = [measure("whole", ("heat", "all", 10)), measure("recover", ("heat", "fans", 50))]
    year = {"electricity": Consumption(1_000), "heat": Consumption(200)}
    total = all_at_zero(measures, [end_use("fans", 20)], year=year).totals["heat"]
    assert total.amount.typical == pytest.approx(100 + 10)


def test_a_recovery_that_finds_less_the_more_is_saved_before_keeps_its_range_in_order() -> None:
    measures = [
        measure("less", ("electricity", "fans", (0, 50, 90))),
        measure("recover", ("heat", "fans", (50, 50, 50))),
    ]
    year = {"electricity": Consumption(1_000), "heat": Consumption(5_000)}
    amount = all_at_zero(measures, [end_use("fans", 20)], year=year).totals["heat"].amount
    assert (amount.low, amount.typical, amount.high) == pytest.approx((10, 50, 100))


@pytest.mark.parametrize(
    ("resource", "saves", "above"),
    [
        ("electricity", 23.3, False),
        ("electricity", 23.4, True),
        ("heat", 22.0, False),
        ("heat", 22.1, True),
        ("water", 60, False),
    ],
)
def test_a_total_above_what_audits_find_says_so(resource: str, saves: float, above: bool) -> None:
    total = all_at_zero([measure("m", (resource, "all", saves))], year={resource: Consumption(321)}).totals[resource]
    assert total.above_audits is above
    assert total.share.typical == pytest.approx(saves)


def test_nothing_saves_more_than_there_is() -> None:
    measures = [measure(f"m{n}", ("electricity", "light", 100), ("electricity", "all", 100)) for n in range(3)]
    found = all_at_zero(measures, [end_use("light", 100)])
    assert found.totals["electricity"].amount == Range(1_000_000, 1_000_000, 1_000_000)


def test_own_shares_beyond_100_percent_are_refused_and_typical_ones_make_room() -> None:
    uses = [end_use("light", 30), end_use("fans", 30), end_use("pumps", 40)]
    measures = [measure("m", ("electricity", "fans", 10))]
    with pytest.raises(AnswerMistakes) as wrong:
        all_at_zero(measures, uses, shares={"light": 70.0, "fans": 40.0, "sauna": 5.0, "pumps": -1.0})
    assert [mistake.code for mistake in wrong.value.mistakes] == [
        *("share-out-of-range", "unknown-end-use", "shares-over-100"),
    ]
    (effect,) = the_one(all_at_zero(measures, uses, shares={"light": 65.0})).effects
    assert effect.share is not None
    assert (effect.share.used, effect.share.basis) == (pytest.approx(15), "held")


# What they cost, and in which order


def test_a_quote_comes_before_the_typical_payback() -> None:
    fans = measure("m", ("electricity", "all", 4), payback=(1, 2, 4), life=5)
    estimated = the_one(all_at_zero([fans]))
    assert (estimated.investment, estimated.investment_basis, estimated.payback) == (8_000, "payback", 2)
    quoted = the_one(all_at_zero([fans], quotes={"m": 10_000}))
    assert (quoted.investment, quoted.investment_basis, quoted.payback) == (10_000, "quote", 2.5)
    assert quoted.npv == pytest.approx(5163.15, abs=0.005)
    assert quoted.irr == pytest.approx(0.2865, abs=0.00005)
    assert (quoted.life, quoted.life_basis, quoted.rate) == (5, "measure", 0.10)


def test_a_running_cost_lowers_the_saving() -> None:
    fans = measure("m", ("electricity", "all", 4), payback=(1, 2, 4))
    found = the_one(all_at_zero([fans], quotes={"m": 6_000}, running_costs={"m": 1_000}))
    assert (found.net_saving, found.payback, found.life, found.life_basis) == (3_000, 2, 10, "usual")
    never = the_one(all_at_zero([fans], quotes={"m": 6_000}, running_costs={"m": 4_000}))
    assert (never.pays_back, never.payback, never.irr, never.group) == ("never", None, None, "study")


def test_what_costs_nothing_pays_back_at_once() -> None:
    found = the_one(all_at_zero([measure("m", ("electricity", "all", 4))], quotes={"m": 0}))
    assert (found.pays_back, found.payback, found.group) == ("at_once", 0, "do_now")


def test_the_cost_of_avoided_co2_takes_the_annualised_investment() -> None:
    fans = measure("m", ("electricity", "all", 4), life=5)
    found = the_one(all_at_zero([fans], quotes={"m": 10_000}, rate=0.0, co2={"electricity": 0.5}))
    assert found.co2_t == Range(20, 20, 20)
    assert found.co2_cost == pytest.approx((2_000 - 4_000) / 20)


@pytest.mark.parametrize(
    ("years", "cost", "group"),
    [
        (1.0, "low", "do_now"),
        (1.0, "none", "do_now"),
        (1.0, "medium", "plan"),
        (1.0 + 1e-6, "low", "plan"),
        (3.0, "high", "plan"),
        (3.0 + 1e-6, "low", "study"),
        (None, "none", "study"),
    ],
)
def test_a_payback_on_a_border_belongs_to_the_shorter_class(years: float | None, cost: str, group: str) -> None:
    payback = None if years is None else (years / 2, years, years * 2)
    with_money = measure("m", ("electricity", "all", 7), payback=payback, cost=cost)
    assert the_one(all_at_zero([with_money])).group == group
    without = measure("m", effect="charges", payback=payback, cost=cost)
    found = the_one(all_at_zero([without]))
    assert found.group == group
    assert found.money is None
    assert found.payback_basis == (None if years is None else "typical")


def test_the_order_is_class_then_money_then_loss_then_first_mention() -> None:
    measures = [
        measure("study_small", ("electricity", "all", 1), payback=(1, 9, 9)),
        measure("study_large", ("electricity", "all", 2), payback=(1, 9, 9)),
        measure("charges_tied", effect="charges", payback=(0, 0.5, 1)),
        measure("charges_first", effect="charges", payback=(0, 0.5, 1)),
        measure("charges_again", effect="charges", payback=(0, 0.5, 1)),
        measure("cheap_small", ("electricity", "all", 1), payback=(0, 1, 1)),
        measure("cheap_large", ("electricity", "all", 3), payback=(0, 1, 1)),
        measure("cheap_equal", ("electricity", "all", 1), payback=(0, 1, 1)),
        measure("plan", ("electricity", "all", 9), payback=(1, 2, 3)),
    ]
    names = [part.id for part in measures]
    weights = dict.fromkeys(names, 1.0) | {"charges_first": 5.0}
    made = checklist(section("s", *(choice(f"s.{name}", measures=(name,), weight=weights[name]) for name in names)))
    raw = dict.fromkeys(made.questions, "o0")
    found = ranked(made, raw, library(measures), year=POWER)
    assert found.listed_ids == (
        *("cheap_large", "cheap_small", "cheap_equal", "charges_first", "charges_tied", "charges_again"),
        *("plan", "study_large", "study_small"),
    )
    assert as_dict(score(made, read_answers(made, raw)), found)["opportunities"] == list(found.listed_ids)
    without_money = ranked(made, raw, library(measures))
    assert without_money.listed_ids == (
        *("charges_first", "charges_tied", "charges_again", "cheap_small", "cheap_large", "cheap_equal"),
        *("plan", "study_small", "study_large"),
    )


def test_what_is_to_find_out_comes_in_order_of_first_mention() -> None:
    made = checklist(section("s", *asking("c", "a", "b")))
    found = ranked(made, {}, library([measure("a"), measure("b"), measure("c")]))
    assert found.to_find_out_ids == ("c", "a", "b")
    assert as_dict(score(made, read_answers(made, {})), found)["to_find_out"] == ["c", "a", "b"]


def test_impossible_terms_are_refused() -> None:
    with pytest.raises(AnswerMistakes, match="quote of 'm' is -1"):
        all_at_zero([measure("m")], quotes={"m": -1})
    with pytest.raises(AnswerMistakes, match="rate is -2"):
        all_at_zero([measure("m")], rate=-2)
