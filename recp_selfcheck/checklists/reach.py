"""Which questions can be asked at all, and which written numbers can be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product

from recp_selfcheck.checklists.condition_reader import conditions_named
from recp_selfcheck.checklists.model import AllOf, AnyOf, Checklist, Condition, Is, Question, Section

_MOST_CONDITIONS = 50  # followed back; leaving some out can only make a question seem reachable
_MOST_CASES = 4096  # combinations of answers tried; a condition with more is taken to be reachable

Chosen = Mapping[str, frozenset[str]]


def never_asked(checklist: Checklist) -> Iterator[str]:
    """Yield ids of questions whose conditions contradict each other: no answers to the others make them appear."""
    conditions = {
        question.id: tuple(condition for condition in (*around, question.ask_if) if condition is not None)
        for question, around in _with_conditions(checklist.sections, ())
    }
    for question_id, own in conditions.items():
        if own and not _can_hold(_complete(own, conditions), checklist):
            yield question_id


def unreachable_values(question: Question) -> Iterator[float]:
    """Yield values of a number's pairs that its limits make useless: all but the nearest one beyond each limit."""
    number = question.number
    if number is None:
        return
    values = [value for value, _ in number.points]
    if number.at_least is not None:
        yield from [value for value in values if value < number.at_least][:-1]
    if number.at_most is not None:
        yield from [value for value in values if value > number.at_most][1:]


def _with_conditions(
    sections: tuple[Section, ...], above: tuple[Condition, ...]
) -> Iterator[tuple[Question, tuple[Condition, ...]]]:
    for section in sections:
        around = (*above, *([section.ask_if] if section.ask_if is not None else []))
        yield from ((question, around) for question in section.questions)
        yield from _with_conditions(section.sections, around)


def _complete(own: tuple[Condition, ...], conditions: Mapping[str, tuple[Condition, ...]]) -> tuple[Condition, ...]:
    """Add what must hold for the questions that must have been answered; what stands under any or not need not."""
    whole, seen, left = list(own), set(), [item.question for condition in own for item in _required(condition)]
    while left and len(whole) < _MOST_CONDITIONS:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            for condition in conditions.get(name, ()):
                whole.append(condition)
                left += [item.question for item in _required(condition)]
    return tuple(whole)


def _required(condition: Condition) -> Iterator[Is]:
    if isinstance(condition, Is):
        yield condition
    elif isinstance(condition, AllOf):
        yield from chain.from_iterable(map(_required, condition.all))


def _can_hold(conditions: tuple[Condition, ...], checklist: Checklist) -> bool:
    named: dict[str, set[str]] = {}
    for item in chain.from_iterable(map(conditions_named, conditions)):
        named.setdefault(item.question, set()).update(item.options)
    choices = {name: _choices(checklist.find(name), options) for name, options in named.items()}
    cases = 1
    for possible in choices.values():
        cases *= len(possible)
        if cases > _MOST_CASES:
            return True
    return any(
        all(_holds(condition, dict(zip(choices, case, strict=True))) for condition in conditions)
        for case in product(*choices.values())
    )


def _choices(question: Question | None, named: set[str]) -> list[frozenset[str]]:
    """Return what can be answered, as far as the named options tell answers apart; the empty set is another answer."""
    singles = [frozenset({option}) for option in sorted(named)]
    if question is None or question.kind != "multiple":
        return [frozenset(), *singles]
    together = sorted(option for option in named if not question.option_by_id[option].exclusive)
    if 2 ** len(together) > _MOST_CASES:
        return [frozenset()] * (_MOST_CASES + 1)
    several = (frozenset(ticks) for size in range(2, len(together) + 1) for ticks in combinations(together, size))
    return [frozenset(), *singles, *several]


def _holds(condition: Condition, chosen: Chosen) -> bool:
    if isinstance(condition, Is):
        return not chosen[condition.question].isdisjoint(condition.options)
    if isinstance(condition, AllOf):
        return all(_holds(part, chosen) for part in condition.all)
    if isinstance(condition, AnyOf):
        return any(_holds(part, chosen) for part in condition.any)
    return not _holds(condition.negated, chosen)
