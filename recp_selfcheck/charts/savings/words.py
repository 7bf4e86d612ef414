"""What the charts of savings say: a finding each, the text read aloud instead of the picture, labels at the marks."""

from __future__ import annotations

from typing import Final

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.opportunities import SOON, Group
from recp_selfcheck.charts.savings.data import (
    AbatementCurve,
    AbatementStep,
    BillBars,
    BillRow,
    PaybackBubbles,
    Saver,
    TogetherBars,
    TogetherRow,
)
from recp_selfcheck.i18n import amount, between, money, money_between, number, text, text_n

SIGNS: Final[dict[Group, str]] = {"do_now": "●", "plan": "◆", "study": "■"}
_DIGITS = 2
_MOST_READ = 5  # rows in a text read aloud
_WORTH_SAYING = 0.5  # percentage points between together and summed


def group_word(group: Group) -> str:
    """Word a class of measures."""
    return {"do_now": text("Do now"), "plan": text("Plan"), "study": text("Study first")}[group]


def group_sign(group: Group) -> str:
    """Return a class's sign and word: the sign is its marker in the charts."""
    return f"{SIGNS[group]} {group_word(group)}"


def signs_note() -> str:
    """Name the classes' signs."""
    return " · ".join(group_sign(group) for group in SIGNS)


def bubbles_finding(chart: PaybackBubbles) -> str:
    """Say how many measures pay back within a year, and which saves most."""
    if not chart.rows:
        return text("No measure has a saving in money yet.")
    quick = sum(row.payback is not None and row.payback <= SOON + EQUAL for row in chart.rows)
    said = text_n(
        "{n} of {all} measures pays back within a year.",
        "{n} of {all} measures pay back within a year.",
        quick,
        all=len(chart.rows),
    )
    largest = max(chart.rows, key=lambda row: row.money)
    most = text(
        "Most is saved by: {measure} ({money} a year).",
        measure=largest.label,
        money=money(largest.money, chart.currency, digits=_DIGITS),
    )
    return f"{said} {most}"


def abatement_finding(chart: AbatementCurve) -> str:
    """Say how many measures avoid CO₂ and earn money at once."""
    if not chart.rows:
        return text("No measure has both a cost and a saving of CO₂ yet.")
    earning = sum(row.cost < 0 for row in chart.rows)
    if earning == len(chart.rows):
        return text("Every tonne avoided here also earns money: all bars go down.")
    if not earning:
        return text("Every tonne avoided here costs money: all bars go up.")
    return text_n(
        "{n} of {all} measures avoids CO₂ and earns money: its bar goes down.",
        "{n} of {all} measures avoid CO₂ and earn money: their bars go down.",
        earning,
        all=len(chart.rows),
    )


def together_finding(chart: TogetherBars) -> str:
    """Say how far the sum of single savings is from what they save together, where it is farthest."""
    if not chart.rows:
        return text("No saving is known in amounts yet.")
    widest = max(chart.rows, key=lambda row: row.alone - row.together)
    if widest.alone - widest.together < _WORTH_SAYING:
        return text("Here the measures hardly act on each other: their savings may nearly be added up.")
    return text(
        "{resource}: all measures together save {together}; added up one by one it would look like {alone}.",
        resource=widest.label,
        together=_percent(widest.together),
        alone=_percent(widest.alone),
    )


def bills_finding(chart: BillBars) -> str:
    """Say of which bill most money can be saved."""
    if not chart.rows:
        return text("No bill with a cost yet.")
    most = max(chart.rows, key=lambda row: row.saved)
    return text(
        "Most money is in this bill: {resource}. The measures address {share} of it, about {money} a year.",
        resource=most.label,
        share=_percent(most.share),
        money=money(most.saved, chart.currency, chart.year, _DIGITS),
    )


def saver_words(row: Saver, currency: str) -> str:
    """Return what a bubble stands for: "22,9 тыс. USD · 0,2 года · 147 т CO₂"."""
    parts = [money(row.money, currency, digits=_DIGITS), payback_words(row.payback)]
    if row.co2_t is not None:
        parts.append(amount(row.co2_t, "tCO2", _DIGITS))
    return " · ".join(parts)


def payback_words(years: float | None) -> str:
    """Return the payback in a word or a number of years."""
    if years is None:
        return text("no payback")
    return text("at once") if years <= EQUAL else amount(years, "year", _DIGITS)


def step_words(row: AbatementStep, currency: str) -> str:
    """Return what a bar of the abatement curve stands for: "−121 USD/т CO₂ · 147 т CO₂"."""
    return f"{money(row.cost, currency, digits=_DIGITS)}/{text('t CO₂')} · {amount(row.tonnes, 'tCO2', _DIGITS)}"


def together_words(row: TogetherRow) -> str:
    """Return the two figures of a resource: "15 %, not 17 %"."""
    return text("{together}, not {alone}", together=_percent(row.together), alone=_percent(row.alone))


def bill_words(row: BillRow, chart: BillBars) -> str:
    """Return the addressed part of a bill: "69–220 of 800 тыс. USD, about 15 %"."""
    return text(
        "{saved} of {bill}, about {share}",
        saved=money_between(row.low, row.high, "", digits=_DIGITS),
        bill=money(row.bill, chart.currency, digits=_DIGITS),
        share=_percent(row.share),
    )


def bubbles_note() -> str:
    """Say what position and size of a bubble are."""
    return text("Right: pays back later. Up: saves more. Size: CO₂ saved a year; open: CO₂ not known.")


def abatement_note() -> str:
    """Say what width and height of a bar are."""
    return text("Width: tonnes a year. Down: a tonne earns money. Up: it costs. Each measure alone.")


def together_note() -> str:
    """Say what the two bars of a resource are."""
    return text("Per cent of the year's use. Coloured: all together. Grey: each alone, added up.")


def bills_note() -> str:
    """Say what the two bars of a bill are."""
    return text("Grey: the bill of the year. Coloured: what all measures together save of it.")


def audits_note() -> str:
    """Say what the mark across a bar is."""
    return text("The line across: three of four whole audits find no more than this.")


def money_axis(currency: str) -> str:
    """Name the upright axis of payback against saving."""
    return text("Saves a year, {currency}", currency=currency)


def years_axis() -> str:
    """Name the level axis of payback against saving."""
    return text("Payback, years")


def cost_axis(currency: str) -> str:
    """Name the upright axis of the abatement curve."""
    return text("{currency} for a tonne of CO₂", currency=currency)


def tonnes_axis() -> str:
    """Name the level axis of the abatement curve."""
    return text("Tonnes of CO₂ a year")


def alt(chart: PaybackBubbles | AbatementCurve | TogetherBars | BillBars) -> str:
    """Return what is read aloud instead of the picture: the finding and the first values."""
    if isinstance(chart, PaybackBubbles):
        parts = [f"{row.place} {row.label} {saver_words(row, chart.currency)}" for row in chart.drawn]
        finding = chart.finding or bubbles_finding(chart)
    elif isinstance(chart, AbatementCurve):
        parts = [f"{row.place} {row.label} {step_words(row, chart.currency)}" for row in chart.drawn]
        finding = chart.finding or abatement_finding(chart)
    elif isinstance(chart, TogetherBars):
        parts = [f"{row.label} {together_words(row)}" for row in chart.rows]
        finding = chart.finding or together_finding(chart)
    else:
        parts = [f"{row.label} {bill_words(row, chart)}" for row in chart.rows]
        finding = chart.finding or bills_finding(chart)
    return " ".join([finding, "; ".join(parts[:_MOST_READ])]).strip()


def _percent(share: float) -> str:
    return between(share, share, "%", _DIGITS)


def axis_money(value: float) -> str:
    """Return an amount of money as short as an axis needs it, "10 тыс."."""
    return money(value, "", digits=_DIGITS)


def axis_years(value: float) -> str:
    """Return a number of years on an axis: "½", "3"."""
    return "½" if value == 0.5 else number(value)  # noqa: PLR2004 - half a year has a sign of its own
