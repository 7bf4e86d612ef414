"""What to improve: the first measures with their reckoning, the rest, all together, and what to find out first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.opportunities import GROUPS, SHOWN_FIRST, Opportunity
from recp_selfcheck.charts.savings.words import group_word
from recp_selfcheck.checklists.model import Measure
from recp_selfcheck.i18n import between, money, money_between, number, percent, text, text_n
from recp_selfcheck.i18n.labels import resource_label
from recp_selfcheck.reports.chapters.saving_pictures import pictures_of, pictures_together
from recp_selfcheck.reports.document import Block, Column, MeasureCard, Notice, Paragraph, Part, Points, Section, Table
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.saving_words import (
    caution_words,
    estimate_mark,
    how_words,
    payback_words,
    savings_words,
)

_DIGITS = 2  # a saving estimated from shares and ranges is not known better


def improvement_section(findings: Findings) -> Section:
    """Return the measures that close the gaps, in the order worth taking them."""
    title = text("What to improve first")
    listed = findings.ranking.listed
    if not listed:
        return Section("opportunities", title, text("No measure yet: they follow from the answers."))
    said = text(
        "From your answers and your own bills, each measure alone. Ranges, because no two workshops are the same."
    )
    if not findings.resources.by_resource:
        said = text("Without yearly amounts and costs the order comes from your answers only.")
    parts = [Part("", tuple(_card(findings, place, one) for place, one in enumerate(listed[:SHOWN_FIRST], start=1)))]
    drawn = tuple(pictures_of(findings))
    if drawn:
        parts.append(Part(text("Seen side by side"), drawn))
    rest = listed[SHOWN_FIRST:]
    for group in GROUPS:
        of_group = [one for one in rest if one.group == group]
        if of_group:
            more = text_n(
                "{group}: {n} more measure", "{group}: {n} more measures", len(of_group), group=group_word(group)
            )
            parts.append(Part(more, tuple(_more(findings, of_group))))
    planned = {entry.measure for entry in findings.plan}  # their reasons stand in the plan's chapter
    refused = [
        f"{findings.measure_title(one.measure)} – {one.reason}"
        for one in findings.ranking.rejected
        if one.measure not in planned
    ]
    if refused:
        parts.append(Part(text("Rejected, with the reason"), (Points(tuple(refused)),)))
    if findings.ranking.totals:
        parts.append(Part(text("All measures together"), tuple(_together(findings))))
    return Section("opportunities", title, said, tuple(parts))


def unknown_section(findings: Findings) -> Section:
    """Return what has to be found out before some measures can be judged."""
    title = text("To find out first")
    rows, seen = [], set()
    for entry in findings.ranking.to_find_out:
        for mention in entry.questions:
            done = findings.checked_by_id.get(mention.checklist)
            if done is None or not done.sheet.answers or mention.question in seen:
                continue
            seen.add(mention.question)
            question = done.checklist.questions[mention.question]
            check = question.check or text("Ask the person who looks after this equipment.")
            rows.append((question.text, check, findings.measure_title(entry.measure)))
    if not findings.answered:
        return Section("to_find_out", title, text("No measure yet: they follow from the answers."))
    if not rows:
        return Section("to_find_out", title, text("Nothing: every measure can be judged from the answers."))
    columns = (
        Column(text("Question"), 1),
        Column(text("How to check"), 1.5),
        Column(text("It decides about"), 0.8),
    )
    said = text("These questions are open; each decides about a measure.")
    return Section("to_find_out", title, said, (Part("", (Table(columns, tuple(rows)),)),))


def _card(findings: Findings, place: int, one: Opportunity) -> MeasureCard:
    measure = findings.library.measures.get(one.measure)
    pays = savings_words(one)
    if one.money:
        pays.append(text("{money} a year", money=_money(findings, one)))
    pays.append(payback_words(one))
    if estimate_mark(measure):
        pays.append(estimate_mark(measure))
    steps = measure.steps if measure else None
    return MeasureCard(
        number=place,
        title=findings.measure_title(one.measure),
        group=group_word(one.group),
        pays=tuple(pays),
        steps=((text("This week"), steps.this_week), (text("Within the year"), steps.this_year)) if steps else (),
        why=tuple(_why(findings, one, measure)),
    )


def _why(findings: Findings, one: Opportunity, measure: Measure | None) -> Iterator[str]:
    because = [
        f"{findings.checked_by_id[mention.checklist].checklist.questions[mention.question].text} "
        f"({text('{points} of 100 points', points=number(mention.points))})"
        for mention in one.questions
    ]
    yield f"{text('Because of your answers:')} " + "; ".join(because)
    for effect in one.effects:
        yield how_words(effect, findings.library)
    if one.partial:
        yield text("One part of the saving has no price yet: enter its cost on the company page.")
    if one.investment is not None:
        yield _worth(findings, one)
    if measure and measure.note:
        yield measure.note


def _worth(findings: Findings, one: Opportunity) -> str:
    invested = money(one.investment, findings.profile.currency)
    if one.investment_basis == "quote":
        said = text("Investment {money}: your own quote.", money=invested)
    else:
        said = text(
            "Investment about {money}: from the saving and the usual payback of such measures, not a quote.",
            money=invested,
        )
    if one.npv is None:
        return said
    worth = text(
        "Net present value {npv} over {life} at {rate} a year.",
        npv=money(one.npv, findings.profile.currency),
        life=text_n("{n} year", "{n} years", one.life),
        rate=percent(one.rate),
    )
    return f"{said} {worth}"


def _more(findings: Findings, of_group: Sequence[Opportunity]) -> Iterator[Block]:
    """Yield the measures with an amount as a table, the others as a list with their paybacks."""
    reckoned = [one for one in of_group if savings_words(one)]
    others = [one for one in of_group if not savings_words(one)]
    if reckoned:
        yield _rest(findings, reckoned)
    if others:
        if reckoned:
            yield Paragraph(text("Without an amount, because nothing says how much they act on:"))
        yield Points(tuple(f"{findings.measure_title(one.measure)} ({payback_words(one)})" for one in others), True, 2)


def _rest(findings: Findings, rest: Sequence[Opportunity]) -> Table:
    profile = findings.profile
    currency = f"{profile.currency} ({profile.year})" if profile.year else profile.currency
    columns = (
        Column(text("Measure"), 2.4),
        Column(text("Saves a year"), 1.5),
        Column(text("{currency} a year", currency=currency) if currency else text("Money a year"), is_number=True),
        Column(text("Payback, years"), is_number=True),
    )
    rows = tuple(
        (
            findings.measure_title(one.measure),
            "; ".join(savings_words(one)) or "–",
            money_between(one.money.low, one.money.high, "", digits=_DIGITS) if one.money else "–",
            _years(one),
        )
        for one in rest
    )
    return Table(columns, rows)


def _years(one: Opportunity) -> str:
    """Word a payback for a column of years."""
    if one.pays_back == "at_once":
        return text("at once", context="payback")
    if one.pays_back == "never":
        return text("never", context="payback")
    return number(one.payback, _DIGITS)


def _together(findings: Findings) -> Iterator[Block]:
    yield Paragraph(
        text("Measures on the same equipment act on what the others leave, so this is less than their sum.")
    )
    columns = (
        Column(text("Resource"), 1.4),
        Column(text("Saves a year"), is_number=True),
        Column(text("Of the year's use"), is_number=True),
        Column(text("Money a year"), is_number=True),
        Column(text("CO₂ a year"), is_number=True),
    )
    totals = findings.ranking.totals
    rows = tuple(
        (
            resource_label(resource),
            between(total.amount.low, total.amount.high, RESOURCES[resource], _DIGITS, scale=True),
            between(total.share.low, total.share.high, "%", _DIGITS),
            money_between(total.money.low, total.money.high, findings.profile.currency, findings.profile.year, _DIGITS)
            if total.money
            else "–",
            between(total.co2_t.low, total.co2_t.high, "tCO2", _DIGITS) if total.co2_t else "–",
        )
        for resource, total in totals.items()
    )
    yield Table(columns, rows)
    for total in totals.values():
        if caution := caution_words(total, findings.library):
            yield Notice(caution)
    yield from pictures_together(findings)


def _money(findings: Findings, one: Opportunity) -> str:
    if one.money is None:
        return ""
    return money_between(one.money.low, one.money.high, findings.profile.currency, findings.profile.year, _DIGITS)
