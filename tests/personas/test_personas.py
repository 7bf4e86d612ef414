"""Each described company gets the score cards and first six opportunities that its engineer would expect."""

from __future__ import annotations

import pytest

from recp_selfcheck.actions import content
from recp_selfcheck.actions.submission import needs_reason
from recp_selfcheck.assessment.answers import AnswerSheet, accept
from recp_selfcheck.assessment.conditions import asked
from recp_selfcheck.assessment.opportunities import SHOWN_FIRST
from recp_selfcheck.assessment.totals import AUDIT_SHARES, GUIDE_SHARES
from recp_selfcheck.i18n import number
from recp_selfcheck.reports.saving_words import caution_words
from tests.personas.persona import FOLDER, Persona, differences, read_persona, summary, work_out

PERSONAS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
FEW_SYSTEMS = "sewing"
MOST_FOR_FEW_SYSTEMS = 60
MOST_BELIEVED = 30.0  # per cent of electricity or heat: more is a mistake in the content, whatever the sentence says


@pytest.fixture(params=PERSONAS)
def persona(request: pytest.FixtureRequest) -> Persona:
    return read_persona(request.param)


def test_there_are_six_and_one_with_few_systems() -> None:
    assert {"bakery", "dairy", "furniture", "dyeing", "foundry", "hotel", FEW_SYSTEMS} <= set(PERSONAS)


def test_a_persona_gets_what_its_engineer_expects(persona: Persona) -> None:
    found = list(differences(persona.name, persona.expect, summary(work_out(persona))))
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_a_persona_answers_what_it_is_asked_and_nothing_else(persona: Persona) -> None:
    wrong = []
    assert set(persona.answers) == set(content.content().checklists)
    for checklist, card in work_out(persona).results:
        states = {name: scored.state for name, scored in card.questions.items()}
        given = persona.answers[checklist.id]
        wrong += [f"{name} is not answered" for name, state in states.items() if state == "unanswered"]
        wrong += [f"{name} is not asked" for name in given if states[name] == "not_asked"]
        answers = {name: scored.answer for name, scored in card.questions.items() if scored.answer is not None}
        wrong += [f"{name} lacks a reason" for name, answer in answers.items() if needs_reason(answer)]
        wrong += [f"{fact} is not answered" for fact in card.unanswered_facts]
    if wrong:
        pytest.fail("\n".join(f"{persona.name}: {line}" for line in wrong), pytrace=False)


def test_a_persona_has_good_bad_and_unknown_answers(persona: Persona) -> None:
    scored = [one for _, card in work_out(persona).results for one in card.questions.values()]
    points = [one.points for one in scored if one.points is not None]
    assert min(points) == 0
    assert max(points) == 100
    assert {"dont_know", "not_applicable"} <= {one.state for one in scored}


def test_a_company_with_few_systems_is_asked_no_more_than_sixty_questions() -> None:
    few = read_persona(FEW_SYSTEMS)
    assert few.fields["site.systems"] == ["lighting", "machines"]
    assert few.fields["site.water_uses"] == ["sanitary"]
    result = work_out(few)
    assert result.asked <= MOST_FOR_FEW_SYSTEMS
    sheet = AnswerSheet(facts=result.year.profile.facts)
    assert result.asked == sum(len(asked(checklist, sheet)) for checklist, _ in result.results)


SMALL_BAKERY = {
    "site.size": "micro",
    "site.shifts": "two",
    "site.premises": "own",
    "site.systems": ["lighting", "machines", "refrigeration", "process_heat", "hot_water_boiler", "ventilation"],
    "site.heating": "own_boiler",
    "site.fuels": ["natural_gas"],
    "site.water_uses": ["sanitary", "washing", "process", "hot_water"],
    "site.materials": ["food", "packaging"],
}


def test_a_small_bakery_is_asked_about_what_it_has_and_nothing_else() -> None:
    found = {}
    for name, checklist in content.content().checklists.items():
        facts = {fact.id: accept(fact, SMALL_BAKERY[fact.id]) for fact in checklist.facts}
        found[name] = asked(checklist, AnswerSheet(facts={key: answer for key, answer in facts.items() if answer}))
    assert {name: len(ids) for name, ids in found.items()} == {
        "energy": 31,
        "water": 15,
        "materials": 13,
        "waste": 6,
        "air": 6,
        "management": 11,
    }
    sections = {name.partition(".")[0] for name in found["energy"] | found["water"] | found["materials"]}
    assert not sections & {"compressed_air", "process_rinsing", "cooling", "cutting", "surface", "solvents_oils"}
    assert not {"boilers_steam.traps", "boilers_steam.condensate", "motors_drives.throttle"} & found["energy"]


def test_there_are_six_opportunities_to_show_first(persona: Persona) -> None:
    assert len(work_out(persona).ranking.listed) > SHOWN_FIRST


def test_a_total_above_what_audits_find_says_so_with_both_figures(persona: Persona) -> None:
    for resource, total in work_out(persona).ranking.totals.items():
        assert total.above_audits is (total.share.typical > AUDIT_SHARES.get(resource, 100.0))
        assert resource not in AUDIT_SHARES or total.share.typical < MOST_BELIEVED
        said = caution_words(total, content.content().library)
        if total.above_audits:
            assert number(total.share.typical) in said
            assert number(total.audit_share) in said
        if total.above_guides:
            assert all(number(share) in said for share in GUIDE_SHARES[resource])
        assert bool(said) is (total.above_audits or total.above_guides)


def test_the_water_of_dairy_and_dyeing_mill_is_more_than_guides_expect_and_says_of_what() -> None:
    for name, use in (("dairy", "water_cip"), ("dyeing", "water_process")):
        total = work_out(read_persona(name)).ranking.totals["water"]
        assert total.above_guides
        assert content.content().library.end_uses[use].title in caution_words(total, content.content().library)
