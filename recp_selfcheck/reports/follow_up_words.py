"""Sentences about what a measure really saved, on page and paper; texts as they were typed, nothing escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from recp_selfcheck import i18n
from recp_selfcheck.assessment.bills import RESOURCES, Series
from recp_selfcheck.assessment.follow_ups import FollowUp
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.i18n import amount, between, money, money_between, number, percent, text, text_n
from recp_selfcheck.i18n.labels import series_label
from recp_selfcheck.i18n.numbers import NO_BREAK

_DIGITS = 2
_SHOWN = 12  # months named; more say only how many


def heading(follow_up: FollowUp) -> str:
    """Say which follow-up it is, and of which months."""
    last = follow_up.since.plus(follow_up.months - 1)
    return text_n(
        "{n} month after: {first} – {last}",
        "{n} months after: {first} – {last}",
        follow_up.months,
        first=_month(follow_up.since),
        last=_month(last),
    )


def found_words(follow_up: FollowUp, currency: str) -> str:
    """Say what was saved, and how much that is of what was expected; nothing where there is no figure."""
    if follow_up.saved is None:
        return ""
    if follow_up.saved < 0:
        said = text("{amount} more was used than before.", amount=_amount(-follow_up.saved, follow_up, currency))
    else:
        said = text("{amount} saved.", amount=_amount(follow_up.saved, follow_up, currency))
    expected, share = follow_up.expected, follow_up.share
    if expected is None or share is None:
        return said
    usual = _between(expected.low, expected.high, follow_up, currency)
    if follow_up.saved < 0:
        return f"{said} {text('Expected was a saving of {range}.', range=usual)}"
    compared = text("That is {share} of what was expected ({range}).", share=percent(share, _DIGITS), range=usual)
    if follow_up.is_in_range:
        return f"{said} {compared}"
    verdict = text("Less than expected.") if follow_up.saved < expected.low else text("More than expected.")
    return f"{said} {compared} {verdict}"


def basis_words(follow_up: FollowUp) -> str:
    """Say how the figure was found."""
    baseline = follow_up.baseline
    if follow_up.basis == "baseline" and baseline is not None:
        fit = f"R²{NO_BREAK}{number(baseline.r_squared, _DIGITS)}"
        if baseline.term("degree_days") is None:
            return text(
                "By the bills, beside what the twelve months before let expect of this output ({fit}).", fit=fit
            )
        return text(
            "By the bills, beside what the twelve months before let expect of this output and cold ({fit}).", fit=fit
        )
    return {
        "own": text("Your own figure."),
        "per_output": text("By the bills, per unit of output, beside the same months a year before."),
        "plain": text(
            "By the bills, beside the same months a year before. Output is not entered for all of them, so it is left "
            "out of account."
        ),
    }.get(follow_up.basis, "")


def missing_words(follow_up: FollowUp, series: Mapping[str, Series], today: date) -> str:
    """Say what is missing for a figure, or when it can be seen."""
    if follow_up.due > today:
        return text("Look here on {day}, when these months are billed.", day=i18n.date(follow_up.due))
    if not follow_up.resource:
        return text("No resource is known for this measure: enter your own figure, or say in words what you found.")
    by_series: dict[str, list[Month]] = {}
    for ident, month in follow_up.missing:
        by_series.setdefault(ident, []).append(month)
    if not by_series:
        return text("There are no bills of these months yet: enter them, or enter your own figure.")
    lacks = [f"{_series(ident, series)}: {_months(months)}" for ident, months in by_series.items()]
    return text("Bills are missing – {bills}. Enter them, or enter your own figure.", bills="; ".join(lacks))


def others_words(follow_up: FollowUp, titles: Mapping[int, str]) -> str:
    """Say which other measures are in the figure."""
    named = [titles[ident] for ident in follow_up.others if ident in titles]
    if not named:
        return ""
    return text("The bill shows all measures together; also done in this time: {measures}.", measures="; ".join(named))


def _amount(value: float, follow_up: FollowUp, currency: str) -> str:
    if not follow_up.resource:
        return money(value, currency, digits=_DIGITS)
    return amount(value, RESOURCES[follow_up.resource], _DIGITS, scale=True)


def _between(low: float, high: float, follow_up: FollowUp, currency: str) -> str:
    if not follow_up.resource:
        return money_between(low, high, currency, digits=_DIGITS)
    return between(low, high, RESOURCES[follow_up.resource], _DIGITS, scale=True)


def _series(ident: str, series: Mapping[str, Series]) -> str:
    known = series.get(ident)
    return series_label(ident, known.name if known else "")


def _months(months: Sequence[Month]) -> str:
    if len(months) > _SHOWN:
        return text_n("{n} month", "{n} months", len(months))
    return ", ".join(_month(month) for month in months)


def _month(month: Month) -> str:
    return i18n.month(month.year, month.number)
