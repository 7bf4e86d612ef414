"""What the report says: the bakery's known figures, every chapter in each language, and little of an empty company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from recp_selfcheck import i18n
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.opportunities import Rejected
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports.document import Report, Section
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.report import CHAPTERS, report
from tests.reports.conftest import Gather

PLANTS = ("UF0590", "CI0042")


def texts(part: Any) -> Iterator[str]:
    """Yield every text of a report, or of a part of one, without the drawings."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from texts(inner)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name != "svg":
                yield from texts(getattr(part, field.name))


def said(part: Any) -> str:
    return "\n".join(texts(part)).replace("\u202f", " ").replace("\u00a0", " ")


def chapter(whole: Report, ident: str) -> Section:
    return next(section for section in whole.sections if section.id == ident)


def composed(findings: Findings, language: str = "en") -> Report:
    with speaking(language):
        return report(findings)


@pytest.fixture(scope="module")
def bakery(findings_of: Gather) -> Report:
    return composed(findings_of("UF0590", "en"))


def test_the_first_page_says_what_a_director_asks(bakery: Report) -> None:
    front = bakery.front
    assert [line.said for line in front.scores][:2] == ["46 of 100 (43–49)", "45 of 100 (44–47)"]
    assert all(line.band for line in front.scores)
    assert front.beside.items[0].figure == "338\u00a0kWh/t: worst quarter"
    assert "3.34\u00a0GWh" in front.beside.items[0].said
    assert "239\u00a0thousand\u00a0USD" in front.beside.items[0].said
    assert len(front.losses.items) == len(front.first.items) == 3
    assert all("USD" in brief.figure for brief in (*front.losses.items, *front.first.items, *front.pays.items))
    assert "Self-declared" in front.status


def test_the_dearest_losses_are_those_with_most_money(findings_of: Gather, bakery: Report) -> None:
    listed = findings_of("UF0590", "en").ranking.listed
    dearest = max((one for one in listed if one.money), key=lambda one: one.money.typical if one.money else 0)
    checklists = findings_of("UF0590", "en").checked_by_id
    mention = max(dearest.questions, key=lambda one: one.loss or 0)
    assert checklists[mention.checklist].checklist.questions[mention.question].text in bakery.front.losses.items[0].said


def test_the_bakery_s_known_figures_stand_in_it(bakery: Report) -> None:
    figures, benchmarks = said(chapter(bakery, "figures")), said(chapter(bakery, "benchmarks"))
    assert "801 thousand USD" in figures
    assert "0.0714 USD/kWh" in figures
    assert "338 kWh/t" in figures
    assert "11 212 200 kWh : 33 207.5 t = 338 kWh/t" in benchmarks
    assert "538 kWh/t" in benchmarks, "fuels at gross calorific value"
    assert "179" in benchmarks
    assert "237" in benchmarks
    assert "326" in benchmarks
    assert "n = 8" in benchmarks, "whose figures these are"
    assert "2003-2025" in benchmarks


def test_each_of_the_first_measures_shows_how_its_figures_came_about(bakery: Report) -> None:
    cards = chapter(bakery, "opportunities").parts[0].blocks
    assert len(cards) == 6
    for card in cards:
        words = said(card)
        assert "Because of your answers" in words
        assert "×" in words
        assert "Net present value" in words


def test_every_other_measure_stands_in_a_table_or_list(findings_of: Gather, bakery: Report) -> None:
    findings = findings_of("UF0590", "en")
    words = said(chapter(bakery, "opportunities"))
    for measure in findings.ranking.listed_ids:
        assert findings.library.measures[measure].title in words


def test_estimates_are_marked_and_explained(bakery: Report) -> None:
    assert "expert estimate, to be checked" in said(chapter(bakery, "opportunities"))
    assert "Figures marked «expert estimate, to be checked»" in said(chapter(bakery, "method"))


def test_the_limits_and_the_factors_are_named(bakery: Report) -> None:
    method = said(chapter(bakery, "method"))
    assert "at most an audit of type 1 of ISO 50002. It is not a certificate" in method
    assert "IPCC AR5" in method
    assert "Natural gas" in method
    assert bakery.limits == "A mini-audit, at most ISO 50002 type 1; not a certificate"


def test_the_dairy_is_set_beside_its_baseline_year(findings_of: Gather) -> None:
    figures = said(chapter(composed(findings_of("CI0042", "en")), "figures"))
    assert "Change against the baseline year" in figures
    assert "12 months up to December 2024" in figures
    assert "+6.7%\nbetter" in figures


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_every_chapter_is_there_in_every_language(plant: str, language: str, findings_of: Gather) -> None:
    whole = composed(findings_of(plant, language), language)
    assert len(whole.sections) == len(CHAPTERS)
    assert whole.language == language
    assert all(section.title for section in whole.sections)
    assert all(section.parts or section.finding for section in whole.sections)
    if language != "en":
        assert "338 " in said(whole) or plant != "UF0590"
        words = said((whole.front, whole.limits, tuple(section.title for section in whole.sections)))
        assert not [word for word in words.split() if word.isascii() and word.isalpha() and word not in ASCII]


ASCII = {"ISO", "USD", "CIP", "Europe"}


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_of_an_empty_company_each_chapter_says_in_a_line_that_nothing_is_there(
    language: str, findings_of: Gather
) -> None:
    whole = composed(findings_of("", language), language)
    assert whole.front.company
    assert not whole.front.scores
    for shortlist in (whole.front.losses, whole.front.first, whole.front.pays):
        assert not shortlist.items
        assert shortlist.nothing
    for ident in ("scores", "figures", "benchmarks", "opportunities", "to_find_out", "plan"):
        section = chapter(whole, ident)
        assert not section.parts
        assert section.finding
    assert len(findings_of("", language).waiting) == 6
    assert chapter(whole, "to_find_out").finding == chapter(whole, "opportunities").finding, "nothing can be judged yet"


def test_whoever_reviewed_is_named_and_the_rest_stays_self_declared(findings_of: Gather) -> None:
    findings = findings_of("UF0590", "en")
    first, *others = findings.checked
    reviewed = replace(findings, checked=(replace(first, reviewer="Anna Petrova"), *others))
    status = composed(reviewed).front.status
    assert status == "Reviewed by a trainer: Energy: Anna Petrova. The other answers are the company's own."


def test_the_plan_says_who_does_what_by_when_and_why_not(findings_of: Gather) -> None:
    entries = (
        PlanEntry(1, title="Insulate the steam pipe", owner="Petrov", due=date(2020, 5, 1), budget=1200.0),
        PlanEntry(2, title="Solar roof", state=PlanState.REJECTED, reason="The roof is rented"),
    )
    plan = said(chapter(composed(replace(findings_of("UF0590", "en"), plan=entries)), "plan"))
    for words in ("Insulate the steam pipe", "Petrov", "1 May 2020", "1 200 USD", "late", "The roof is rented"):
        assert words in plan


def test_a_rejected_measure_keeps_its_reason(findings_of: Gather) -> None:
    findings = findings_of("UF0590", "en")
    ranking = replace(findings.ranking, rejected=(Rejected("replace_lamps_led", "Done last year"),))
    words = said(chapter(composed(replace(findings, ranking=ranking)), "opportunities"))
    assert f"{findings.library.measures['replace_lamps_led'].title} – Done last year" in words


def test_doubts_say_where_and_how_they_were_explained(findings_of: Gather) -> None:
    findings = findings_of("UF0590", "en")
    months = (Month(2023, 3), Month(2023, 4))
    values = {"price": 0.2, "currency": "USD", "unit": "kWh", "low": 0.05, "high": 0.1, "year": "2023"}
    about_bills = Doubt(
        "price-band", "bill.electricity.2023-03", values, series="electricity", months=months, explanation="A fine"
    )
    doubted = replace(findings, doubts=(*findings.doubts, about_bills))
    words = said(chapter(composed(doubted), "figures"))
    assert "Staff: " in words
    assert "Electricity, March 2023 – April 2023: You pay 0.2 USD for 1 kWh" in words
    assert "Explained: A fine" in words


def test_the_plan_says_what_it_should_save_and_what_it_has_saved(findings_of: Gather) -> None:
    findings = findings_of("CI0042", "en")
    with speaking("en"):
        made = report(findings)
        [plan] = [section for section in made.sections if section.id == "plan"]
    assert "Verified – Electricity: 25–100 MWh" in said(plan)
    assert "saved. That is" in said(plan)
    assert "Bills are missing – Electricity: January 2026" in said(plan)
    assert "Use the reject of water treatment for yards or first washes" in said(plan)
    done = {entry.measure for entry in findings.plan if entry.done_on}
    assert not {findings.measure_title(measure) for measure in done} & {brief.title for brief in made.front.first.items}
    assert "self-declared" in said(made)


def test_an_accepted_checklist_says_by_whom_and_when(findings_of: Gather) -> None:
    findings = findings_of("CI0042", "en")
    accepted = replace(findings.checked[0], reviewer="P. Orlov", reviewed_at=findings.made_at)
    with speaking("en"):
        made = report(replace(findings, checked=(accepted, *findings.checked[1:])))
    assert f"Energy: P. Orlov, {made.date}" in made.front.status
    assert f"agreed with the trainer: P. Orlov, {made.date}" in said(made)
    assert "The other answers are the company's own." in made.front.status
