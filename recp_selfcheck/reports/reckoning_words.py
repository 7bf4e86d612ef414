"""How a saving was reckoned, step by step: each figure with whose it is and what it rests on."""

from __future__ import annotations

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.emissions import EmissionFactor
from recp_selfcheck.assessment.savings import EffectSaving, Range, Share
from recp_selfcheck.checklists.model import Library, Measure
from recp_selfcheck.i18n import amount, between, money, money_between, number, text, unit_label
from recp_selfcheck.i18n.labels import carrier_label, resource_label
from recp_selfcheck.reports.benchmark_words import memory_mark

_DIGITS = 2  # a saving estimated from shares and ranges is not known better


def heading(effect: EffectSaving, library: Library) -> str:
    """Name what an effect saves and where: "Electricity: Compressed air"."""
    return f"{resource_label(effect.resource)}: {use_word(effect.of, library)}"


def use_word(of: str, library: Library) -> str:
    """Name an end use, `all` too."""
    use = library.end_uses.get(of)
    return use.title if use else text("all use") if of == "all" else of


def consumption_words(effect: EffectSaving, library: Library) -> str:
    """Say how much is used in a year, and of which resource where a saving is recovered from another."""
    use = library.end_uses.get(effect.of)
    source = use.resource if use else effect.resource
    return text(
        "Used in a year: **{amount}** ({resource})",
        amount=amount(effect.consumption, RESOURCES[source], scale=True),
        resource=resource_label(source),
    )


def share_words(share: Share) -> str:
    """Say which share goes into an end use, whose figure that is and what is typical."""
    return text("**{share}** of it — {basis}", share=_percent(share.used), basis=basis_words(share))


def basis_words(share: Share) -> str:
    """Say whose figure a share is, and what is typical where it was changed."""
    words = {
        "own": text("your own figure"),
        "typical": text("typical share"),
        "raised": text("typical share, with what you do not have shared out"),
        "absent": text("you do not have this"),
        "held": text("typical share, lowered so that all fit"),
        "whole": text("all use"),
    }[share.basis]
    if share.basis == "whole":
        return words
    return f"{words}; {typical_words(share)}"


def typical_words(share: Share) -> str:
    """Return the typical share with its range: "typical 10 % (5–20 %)", marked where it is an estimate."""
    low, typical, high = share.range
    said = text("typical {typical} ({range})", typical=_percent(typical), range=between(low, high, "%"))
    return f"{said}, {memory_mark()}" if share.status == "memory" else said


def saves_words(effect: EffectSaving, measure: Measure | None) -> str:
    """Say which part of it the measure saves."""
    low, typical, high = effect.saves
    said = text(
        "The measure saves **{low}–{typical}–{high} %** of that",
        low=number(low),
        typical=number(typical),
        high=number(high),
    )
    return f"{said}, {memory_mark()}" if measure is not None and measure.status == "memory" else said


def gap_words(effect: EffectSaving) -> str:
    """Say which part of the saving is still open by the answers."""
    return text("Still open by your answers: **{gap}**", gap=_percent(effect.gap * 100))


def amount_words(effect: EffectSaving) -> str:
    """Return the saving: low, typical and high; what is missing where there is none."""
    if effect.amount is None:
        return text("How much that is nobody can say before the yearly amount is entered.")
    unit = RESOURCES[effect.resource]
    said = text(
        "= **{saving}** a year, typically {typical}",
        saving=_between(effect.amount, unit),
        typical=amount(effect.amount.typical, unit, _DIGITS, scale=True),
    )
    return said + (" — " + text("no more than there is") if effect.held else "")


def price_words(effect: EffectSaving, currency: str) -> str:
    """Say at which price a saving counts, and whose price that is."""
    if effect.price is None:
        return text("No price: the bills have no cost, and you gave none. So there is no money here.")
    basis = text("your own figure") if effect.price_basis == "own" else text("average of your bills")
    return text("× **{price}** — {basis}", price=price(effect.price, effect.resource, currency), basis=basis)


def price(value: float, resource: str, currency: str) -> str:
    """Return a price with its unit: "0,25 BYN/кВт·ч"."""
    return f"{number(value)} {currency}/{unit_label(RESOURCES[resource])}"


def money_words(effect: EffectSaving, currency: str, year: int | None) -> str:
    """Return the saving in money."""
    if effect.money is None:
        return ""
    return text("= **{money}** a year", money=money_range(effect.money, currency, year))


def money_range(found: Range, currency: str, year: int | None = None) -> str:
    """Return low to high of a saving in money."""
    return money_between(found.low, found.high, currency, year, _DIGITS)


def co2_words(effect: EffectSaving, factor: EmissionFactor | None, footprint: EmissionFactor | None) -> str:
    """Say how much CO₂ a saving avoids, by which factor, and that the footprint counts with another."""
    if effect.resource not in {"electricity", "heat"}:
        return ""
    if factor is None:
        return text("CO₂ is not counted: there is no factor for this energy in your country yet.")
    avoided = between(effect.co2_t.low, effect.co2_t.high, "tCO2", _DIGITS) if effect.co2_t else "–"
    said = text(
        "CO₂: × {factor} kg/kWh = **{avoided}** a year. Factor: {name}.",
        factor=number(factor.kg_per_unit),
        avoided=avoided,
        name="; ".join(_factor_words(factor)),
    )
    if footprint is not None and abs(footprint.kg_per_unit - factor.kg_per_unit) > 1e-6:  # noqa: PLR2004 - of a kg
        said += " " + text(
            "That is what a saved kWh avoids; your footprint counts {factor} kg/kWh, the average of generation.",
            factor=number(footprint.kg_per_unit),
        )
    return said


def _factor_words(factor: EmissionFactor) -> list[str]:
    return [
        ", ".join(
            part
            for part in (
                carrier_label(row.carrier),
                "/".join(row.countries) if row.carrier == "electricity" else "",
                str(row.year),
                memory_mark() if row.ef_status == "memory" else "",
            )
            if part
        )
        for row in factor.rows
    ]


def _between(found: Range, unit: str) -> str:
    return between(found.low, found.high, unit, _DIGITS, scale=True)


def _percent(value: float) -> str:
    return between(value, value, "%")


def plain_money(value: float | None, currency: str) -> str:
    """Return an amount of money that is not known better than to two digits."""
    return money(value, currency, digits=_DIGITS)
