"""What the programme saves, in words: what is counted, at which stage, how much."""

from __future__ import annotations

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.programme import CO2, MONEY, ProgrammeSaving, Stage
from recp_selfcheck.i18n import between, money_between, text
from recp_selfcheck.i18n.labels import resource_label


def stage_word(stage: Stage) -> str:
    """Word a stage."""
    return {
        "planned": text("Planned, a year"),
        "done": text("Done of it, expected a year"),
        "verified": text("Measured in 6 or 12 months"),
    }[stage]


def what_word(what: str, currency: str = "") -> str:
    """Word what is saved; of money with its currency."""
    if what == CO2:
        return "CO₂"
    if what == MONEY:
        return f"{text('Money')}, {currency}" if currency else text("Money")
    return resource_label(what)


def unit_of(what: str, currency: str = "") -> str:
    """Return the unit a saving is counted in."""
    return {CO2: "t", MONEY: currency}.get(what) or RESOURCES[what]


def saved_words(one: ProgrammeSaving) -> str:
    """Write how much is saved, as a range where it is one."""
    if one.what == MONEY:
        return money_between(one.saved.low, one.saved.high, one.currency)
    return between(one.saved.low, one.saved.high, unit_of(one.what), scale=one.what != CO2)


def method_words() -> tuple[str, ...]:
    """Say how the figures came about."""
    return (
        text("A company counts with the plan it handed in last; a company of two clubs counts in the first of them."),
        text("Planned: what all measures but the rejected are expected to save in a year, low to high."),
        text("Done of it: the same of the measures that are done or verified."),
        text(
            "Measured: what six or twelve months after a verified measure have shown, by the company's own figures or "
            "by its bills, added up as found. Nothing is made a year of."
        ),
        text(
            "Money and CO₂ of what was measured are reckoned with the price and the factor of the plan. Currencies are "
            "never converted."
        ),
        text("CO₂ is that of energy with a factor for the company's country; other energy is not in it."),
        text(
            "No figure is of fewer than five companies. A club with fewer is counted together with another, so that "
            "nothing can be worked out by subtracting either. Figures are rounded to three digits."
        ),
    )
