"""A company's own figures for opportunities: which fields they are stored in, and what these may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.inputs import accept_text, refuse
from recp_selfcheck.actions.numbers import above_zero, accept_amount, finite
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.own_figures import SHORTEST_REASON, OwnFigures
from recp_selfcheck.assessment.savings import WHOLE, share_mistakes
from recp_selfcheck.checklists.model import ID_PATTERN
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.storage.cells import Cell

OWN, REJECTED = "own.", "rejected."
SHARE, PRICE, RATE = f"{OWN}share.", f"{OWN}price.", f"{OWN}rate"
QUOTE, RUNNING, LIFE = f"{OWN}quote.", f"{OWN}running.", f"{OWN}life."
LARGEST_PRICE = 1e9  # of a unit, in any currency
LONGEST_LIFE = 100.0  # years
LARGEST_RATE = 100.0  # per cent a year
LONGEST_REASON = 1000  # characters
_LONGEST_ID = 60

Accept = Callable[[Any], Any]


def own_figures_in(cells: Mapping[str, Cell]) -> OwnFigures:
    """Return the own figures that a company's cells hold.

    A share of an end use that the library has no more is left out, and so are all of a resource's where a new library
    makes them exceed 100 % together.
    """
    given = {
        key: cell.value for key, cell in cells.items() if key.startswith((OWN, REJECTED)) and cell.value is not None
    }
    rate = given.get(RATE)
    return OwnFigures(
        shares=_usable(_group(given, SHARE)),
        prices=_group(given, PRICE),
        quotes=_group(given, QUOTE),
        running_costs=_group(given, RUNNING),
        lives=_group(given, LIFE),
        rate=None if rate is None else rate / WHOLE,
        rejected={
            key: value["reason"] for key, value in _group(given, REJECTED).items() if value.get("rejected") is True
        },
    )


def check_beside(cells: Mapping[str, Cell], key: str, value: Any) -> None:
    """Raise AnswerMistakes where a new own share does not fit beside the others that are stored."""
    if not key.startswith(SHARE) or value is None:
        return
    shares = {**own_figures_in(cells).shares, key.removeprefix(SHARE): value}
    if mistakes := share_mistakes(shares, content.content().library):
        raise AnswerMistakes(mistakes)


def of_own(name: str) -> Accept | None:
    """Return what accepts the field `own.<name>`, None where there is no such field."""
    kind, _, ident = name.partition(".")
    accept = _ACCEPT_OWN.get(kind)
    return accept(ident) if accept else None


def of_rejected(measure: str) -> Accept | None:
    """Return what accepts why a measure is rejected (`reason`) and whether it is (`rejected`)."""
    return accept_rejection if _is_id(measure) else None


def accept_rejection(raw: Any) -> dict[str, Any] | None:
    """Return why a measure is rejected (`reason`) and whether it is (`rejected`) as they are stored."""
    if not isinstance(raw, Mapping) or not set(raw) <= {"reason", "rejected"}:
        refuse("wrong-kind", f"Give reason and rejected, not {shorten(raw)}.", given=shorten(raw))
    reason = accept_text(raw.get("reason"), LONGEST_REASON)
    if raw.get("rejected") is not True:
        return {"reason": reason} if reason else None
    if reason is None or len(reason.strip()) < SHORTEST_REASON:
        message = f"Say in a sentence why it will not be done, at least {SHORTEST_REASON} characters."
        refuse("why-rejected", message, least=SHORTEST_REASON)
    return {"reason": reason, "rejected": True}


def _of_share(end_use: str) -> Accept | None:
    return _accept_share if end_use in content.content().library.end_uses else None


def _accept_share(raw: Any) -> float:
    share = finite(raw, "share")
    if not 0 <= share <= WHOLE:
        refuse("share-out-of-range", f"A share of {share:.6g} % is not possible; enter 0 to 100 %.", share=share)
    return share


def _of_price(resource: str) -> Accept | None:
    return above_zero("price", LARGEST_PRICE) if resource in RESOURCES else None


def _of_rate(rest: str) -> Accept | None:
    return None if rest else lambda raw: accept_amount(raw, "rate", LARGEST_RATE, "%")


def _of_life(measure: str) -> Accept | None:
    return above_zero("life", LONGEST_LIFE, "year") if _is_id(measure) else None


def _of_cost(measure: str) -> Accept | None:
    return (lambda raw: accept_amount(raw, "cost")) if _is_id(measure) else None


_ACCEPT_OWN: Mapping[str, Callable[[str], Accept | None]] = {
    "share": _of_share,
    "price": _of_price,
    "quote": _of_cost,
    "running": _of_cost,
    "life": _of_life,
    "rate": _of_rate,
}


def _is_id(ident: str) -> bool:
    return len(ident) <= _LONGEST_ID and re.fullmatch(ID_PATTERN, ident) is not None


def _group(given: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {key.removeprefix(prefix): value for key, value in given.items() if key.startswith(prefix)}


def _usable(shares: Mapping[str, float]) -> dict[str, float]:
    library = content.content().library
    known = {use: share for use, share in shares.items() if use in library.end_uses}
    too_much = {mistake.values.get("resource") for mistake in share_mistakes(known, library)}
    return {use: share for use, share in known.items() if library.end_uses[use].resource not in too_much}
