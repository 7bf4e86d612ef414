"""The first page of a report: what a director reads who turns no page."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.opportunities import Opportunity
from recp_selfcheck.assessment.plan import FINISHED
from recp_selfcheck.charts import svg, words
from recp_selfcheck.charts.data import ScoredRow
from recp_selfcheck.charts.scores import gap_rows
from recp_selfcheck.i18n import amount, between, money_between, number, text
from recp_selfcheck.i18n.labels import resource_label
from recp_selfcheck.reports.answer_words import describe
from recp_selfcheck.reports.chapters import company
from recp_selfcheck.reports.chapters.comparisons import gap_words
from recp_selfcheck.reports.document import Brief, Front, Picture, ScoreLine, Shortlist
from recp_selfcheck.reports.findings import Checked, Findings
from recp_selfcheck.reports.saving_words import caution_words, payback_words
from recp_selfcheck.reports.score_words import band_title, short_score_words

DEAREST = 3  # losses, and measures to begin with
_DIGITS = 2  # a saving estimated from shares and ranges is not known better


def front_of(findings: Findings) -> Front:
    """Return the first page."""
    return Front(
        company=company.name_of(findings),
        about=company.about_words(findings),
        status=company.status_words(findings),
        scores=tuple(_score_line(done) for done in findings.answered),
        beside=Shortlist(text("Beside others"), tuple(_beside(findings))),
        losses=Shortlist(
            text("Your dearest losses"),
            tuple(_dearest(findings)),
            text("Nothing is answered yet, or nothing is lost in what could be rated."),
        ),
        first=Shortlist(
            text("What to do first"),
            tuple(_first(findings, one) for one in _to_do(findings)[:DEAREST]),
            text("No measure yet: they follow from the answers."),
        ),
        pays=Shortlist(
            text("What all measures save together in a year"),
            tuple(_pays(findings)),
            text("Without yearly amounts nobody can say. Enter the bills, or the yearly totals."),
        ),
        caution=_caution(findings),
    )


def strip_of(done: Checked) -> Picture:
    """Return a checklist's score as a strip."""
    card = done.card
    row = ScoredRow(done.checklist.title, card.score, card.low, card.high, provisional=card.provisional)
    drawn = svg.strip(row, [band.start for band in done.checklist.bands])
    return Picture(drawn, f"{done.checklist.title}: {words.score_words(row)}")


def _score_line(done: Checked) -> ScoreLine:
    return ScoreLine(
        title=done.checklist.title,
        said=short_score_words(done.card),
        band=band_title(done.checklist, done.card),
        strip=strip_of(done),
    )


def _beside(findings: Findings) -> Iterator[Brief]:
    """Yield the positions beside benchmarks that are founded enough for a first page."""
    for one in findings.comparisons:
        if one.row is None or one.own is None or one.position in (None, "context", "check_data", "no_peer_group"):
            continue
        own = amount(one.own, one.row.unit)
        typical = text("typical {value}", value=number(one.row.typical)) if one.row.typical is not None else ""
        said = ". ".join(part for part in (typical, gap_words(findings, one)) if part)
        yield Brief(resource_label(one.resource), f"{own}: {words.position_word(one.position or '')}", said)


def _dearest(findings: Findings) -> Iterator[Brief]:
    """Yield the questions that cost most: in money where it is known, else in points."""
    in_money = sorted(
        (one for one in findings.ranking.listed if one.money is not None),
        key=lambda one: -(one.money.typical if one.money else 0.0),
    )
    seen: set[str] = set()
    for one in in_money:
        mention = max(one.questions, key=lambda mention: mention.loss or 0.0)
        if mention.question in seen or one.money is None:
            continue
        seen.add(mention.question)
        figure = text("{money} a year", money=_money(findings, one.money.low, one.money.high))
        yield _loss(findings.checked_by_id[mention.checklist], mention.question, figure)
        if len(seen) == DEAREST:
            return
    if not seen:
        rows = [(row, done) for done in findings.answered for row in gap_rows(done.checklist, done.card)]
        rows.sort(key=lambda pair: -pair[0].loss)
        for row, done in rows[:DEAREST]:
            if row.loss > 0:
                points = text("{points} of 100 points", points=number(row.loss, 2))
                yield _loss(done, row.id, f"{done.checklist.title}: {points}")


def _loss(done: Checked, question_id: str, figure: str) -> Brief:
    question = done.checklist.questions[question_id]
    section = next(section for section in done.checklist.all_sections if question in section.questions)
    scored = done.card.questions[question_id]
    answer = describe(question, scored.answer and scored.answer.value)
    return Brief(section.title, figure, f"{question.text} — {answer}")


def _to_do(findings: Findings) -> list[Opportunity]:
    """Return the measures in the order worth taking them, without those that are done by the plan."""
    done = {entry.measure for entry in findings.plan if entry.state in FINISHED}
    return [one for one in findings.ranking.listed if one.measure not in done]


def _first(findings: Findings, one: Opportunity) -> Brief:
    measure = findings.library.measures.get(one.measure)
    pays = [_money(findings, one.money.low, one.money.high)] if one.money else []
    figure = " · ".join([*(text("{money} a year", money=money) for money in pays), payback_words(one)])
    steps = measure.steps.this_week if measure and measure.steps else ""
    return Brief(measure.title if measure else one.measure, figure, steps)


def _pays(findings: Findings) -> Iterator[Brief]:
    for resource, total in findings.ranking.totals.items():
        amount = between(total.amount.low, total.amount.high, RESOURCES[resource], _DIGITS, scale=True)
        share = text("{share} of the year's use", share=between(total.share.low, total.share.high, "%", _DIGITS))
        if total.money:
            money = _money(findings, total.money.low, total.money.high)
            yield Brief(resource_label(resource), money, f"{amount} · {share}")
        else:
            yield Brief(resource_label(resource), amount, share)


def _caution(findings: Findings) -> str:
    if not findings.ranking.totals:
        return ""
    said = [text("Measures on the same equipment act on what the others leave, so this is less than their sum.")]
    said += [caution_words(total, findings.library) for total in findings.ranking.totals.values()]
    return " ".join(sentence for sentence in said if sentence)


def _money(findings: Findings, low: float, high: float) -> str:
    return money_between(low, high, findings.profile.currency, findings.profile.year, _DIGITS)
