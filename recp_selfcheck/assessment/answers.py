"""Answers: what may be said to a question, and how raw input from a file or a widget becomes an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Final

from recp_selfcheck.assessment.once import once_per_checklist
from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.errors import AnswerMistakes, Mistake

DONT_KNOW: Final = "dont_know"
NOT_APPLICABLE: Final = "not_applicable"
RESERVED: Final = frozenset({DONT_KNOW, NOT_APPLICABLE})
EQUAL: Final = 1e-9  # a difference below this is none, at every border of the arithmetic
LONGEST_REASON: Final = 2000  # characters


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: an option id, a number, the ticked option ids, `dont_know` or `not_applicable` with its reason."""

    value: str | float | tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """All answers to one checklist, and the facts about the company, by question id; what is missing is unanswered."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    facts: Mapping[str, Answer] = field(default_factory=dict)


def accept(question: Question, raw: Any) -> Answer | None:
    """Turn raw input into an answer to this question; None when it is empty, which clears the answer.

    Raw input is what an answers file holds: an option id, a number, a list of option ids, `dont_know`,
    `not_applicable` or `{answer: not_applicable, reason: …}`. Nothing ticked is unanswered, but for a fact it says
    "none of these". Raises AnswerMistakes with everything that is wrong.

    >>> from recp_selfcheck.checklists.model import Number, Question
    >>> share = Question(id="share", text="?", kind="number", number=Number(unit="%", points=((0, 0), (100, 100))))
    >>> accept(share, 40)
    Answer(value=40.0, reason='')
    """
    if raw is None or (isinstance(raw, str | list | tuple) and not raw):
        return Answer(()) if question.fact and question.kind == "multiple" and isinstance(raw, list | tuple) else None
    if isinstance(raw, Mapping):
        return _accept_with_reason(question, raw)
    if isinstance(raw, str) and raw in RESERVED:
        return _accept_reserved(question, raw, "")
    if question.kind == "number":
        return _accept_number(question, raw)
    if question.kind == "multiple":
        return _accept_ticks(question, raw)
    return _accept_option(question, raw)


def to_raw(answer: Answer | None) -> Any:
    """Return an answer as an answers file holds it; `accept` turns it back."""
    if answer is None:
        return None
    if answer.reason:
        return {"answer": answer.value, "reason": answer.reason}
    if isinstance(answer.value, tuple):
        return list(answer.value)
    if isinstance(answer.value, float) and answer.value.is_integer() and abs(answer.value) < 2**53:
        return int(answer.value)
    return answer.value


def read_answers(checklist: Checklist, mapping: Mapping[str, Any]) -> AnswerSheet:
    """Turn a mapping of question and fact ids to raw answers into an answer sheet.

    Facts the checklist does not refer to are accepted when they are among its `other_facts`. Raises AnswerMistakes
    with every mistake of every answer.
    """
    if not isinstance(mapping, Mapping):
        raise AnswerMistakes([Mistake("wrong-kind", "Answers are written as `question id: answer`, one a line.")])
    kept, questions = _known(checklist)
    answers: dict[str, Answer] = {}
    facts: dict[str, Answer] = {}
    mistakes: list[Mistake] = []
    for question_id, raw in mapping.items():
        if raw.__class__ is str:
            found = kept.get((question_id, raw))  # most answers: one of the options of a scored question
            if found is not None:
                answers[question_id] = found
                continue
        question = questions.get(question_id)
        if question is None:
            mistakes.append(unknown_question(checklist, question_id))
            continue
        try:
            answer = accept(question, raw)
        except AnswerMistakes as wrong:
            mistakes.extend(wrong.mistakes)
        else:
            if answer is not None:
                (facts if question.fact else answers)[question_id] = answer
    if mistakes:
        raise AnswerMistakes(mistakes)
    return AnswerSheet(answers, facts)


def known_questions(checklist: Checklist) -> Mapping[str, Question]:
    """Return everything an answers file may name: questions, facts and other facts, by id."""
    return _known(checklist)[1]


def unknown_question(checklist: Checklist, question_id: Any) -> Mistake:
    """Return the mistake that no question or fact has this id, with the nearest one that does."""
    known = sorted(known_questions(checklist))
    nearest = suggestion(str(question_id), known)
    remedy = f"Did you mean '{nearest}'?" if nearest else "Remove it, or look up the id in the checklist."
    return Mistake(
        "unknown-question",
        f"'{shorten(question_id)}' is not a question of the checklist '{checklist.id}'. {remedy}",
        values={"question": shorten(question_id), "checklist": checklist.id, "suggestion": nearest},
    )


def suggestion(wrong: str, known: list[str]) -> str | None:
    """Return the known word nearest to a misspelt one, None when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it, and it is slow to load

    return next(iter(get_close_matches(wrong[:200], known, n=1)), None)


def shorten(raw: Any) -> str:
    """Return raw input as a word for a message, however long or odd it is."""
    text = raw if isinstance(raw, str) else repr(raw)
    return text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004 - a line of a terminal


@once_per_checklist
def _known(checklist: Checklist) -> tuple[dict[tuple[str, str], Answer], dict[str, Question]]:
    questions = {
        **{fact.id: fact for fact in (*checklist.other_facts, *checklist.facts)},
        **checklist.questions,
    }
    kept: dict[tuple[str, str], Answer] = {}
    for question in checklist.questions.values():
        if not question.fact:
            words = [option.id for option in question.options] if question.kind == "options" else []
            words += [DONT_KNOW, NOT_APPLICABLE] if question.not_applicable else [DONT_KNOW]
            kept.update({(question.id, word): Answer(word) for word in words})
    return kept, questions


def _mistake(question: Question, code: str, message: str, **values: Any) -> Mistake:
    return Mistake(code, f"{question.id}: {message}", values={"question": question.id, **values})


def _accept_with_reason(question: Question, raw: Mapping[Any, Any]) -> Answer | None:
    reason = raw.get("reason")
    if raw.get("answer") != NOT_APPLICABLE or not raw.keys() <= {"answer", "reason"}:
        message = "only `{answer: not_applicable, reason: …}` is written with braces."
        raise AnswerMistakes([_mistake(question, "wrong-kind", message, given=shorten(dict(raw)))])
    if reason is not None and not isinstance(reason, str):
        message = f"the reason must be text, not {shorten(reason)}. Put it in quotes."
        raise AnswerMistakes([_mistake(question, "reason-not-text", message, given=shorten(reason))])
    reason = (reason or "").replace("\x00", "").strip()
    if len(reason) > LONGEST_REASON:
        message = f"the reason has {len(reason)} characters; {LONGEST_REASON} are the most."
        raise AnswerMistakes([_mistake(question, "reason-too-long", message, length=len(reason), limit=LONGEST_REASON)])
    return _accept_reserved(question, NOT_APPLICABLE, reason)


def _accept_reserved(question: Question, word: str, reason: str) -> Answer:
    if question.fact:
        message = f"a fact needs an answer; '{word}' is not one."
        raise AnswerMistakes([_mistake(question, "fact-needs-answer", message, given=word)])
    if word == NOT_APPLICABLE and not question.not_applicable:
        message = "it applies to every company, so 'not_applicable' is not an answer. Choose another or 'dont_know'."
        raise AnswerMistakes([_mistake(question, "not-applicable-off", message)])
    return Answer(word, reason)


def _accept_option(question: Question, raw: Any) -> Answer:
    if not isinstance(raw, str):
        quoted = "Put it in quotes." if str(raw) in question.option_by_id else _choices(question)
        message = f"takes one option id, not {shorten(raw)}. {quoted}"
        raise AnswerMistakes([_mistake(question, "wrong-kind", message, given=shorten(raw), takes="options")])
    if raw not in question.option_by_id:
        raise AnswerMistakes([_unknown_option(question, raw)])
    return Answer(raw)


def _accept_ticks(question: Question, raw: Any) -> Answer:
    if not isinstance(raw, list | tuple):
        message = f"takes a list of option ids, such as [{question.options[0].id}], not {shorten(raw)}."
        raise AnswerMistakes([_mistake(question, "wrong-kind", message, given=shorten(raw), takes="multiple")])
    known = question.option_by_id
    mistakes = [_unknown_option(question, tick) for tick in raw if not isinstance(tick, str) or tick not in known]
    ticks = tuple(tick for tick in raw if isinstance(tick, str) and tick in known)
    if len(set(ticks)) < len(ticks):
        twice = next(tick for tick in ticks if ticks.count(tick) > 1)
        message = f"'{twice}' is ticked more than once. Leave it once."
        mistakes.append(_mistake(question, "repeated-option", message, option=twice))
    alone = [tick for tick in ticks if known[tick].exclusive]
    if alone and len(set(ticks)) > 1:
        message = f"'{alone[0]}' excludes every other tick. Leave either it or the others."
        mistakes.append(_mistake(question, "exclusive", message, option=alone[0]))
    if mistakes:
        raise AnswerMistakes(mistakes)
    return Answer(ticks)


def _accept_number(question: Question, raw: Any) -> Answer:
    number = question.number
    unit, least, most = (number.unit, number.at_least, number.at_most) if number else ("", None, None)
    try:
        value = float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else float("nan")
    except OverflowError:
        value = float("inf")
    if not isfinite(value):
        message = f"takes a number in {unit}, not {shorten(raw)}."
        raise AnswerMistakes([_mistake(question, "not-a-number", message, given=shorten(raw), unit=unit)])
    limits = {"given": value, "unit": unit, "least": least, "most": most}
    if least is not None and value < least - EQUAL:
        message = f"{value:.12g} {unit} is below {least:.12g} {unit}, the least that is possible. Correct the number."
        raise AnswerMistakes([_mistake(question, "below-limit", message, limit=least, **limits)])
    if most is not None and value > most + EQUAL:
        message = f"{value:.12g} {unit} is above {most:.12g} {unit}, the most that is possible. Correct the number."
        raise AnswerMistakes([_mistake(question, "above-limit", message, limit=most, **limits)])
    return Answer(value)


def _unknown_option(question: Question, raw: Any) -> Mistake:
    nearest = suggestion(raw, list(question.option_by_id)) if isinstance(raw, str) else None
    remedy = f"Did you mean '{nearest}'?" if nearest else _choices(question)
    if raw in question.option_by_id if isinstance(raw, str) else str(raw) in question.option_by_id:
        remedy = "Put it in quotes."
    return _mistake(
        question,
        "unknown-option",
        f"'{shorten(raw)}' is not one of its options. {remedy}",
        given=shorten(raw),
        options=tuple(question.option_by_id),
        suggestion=nearest,
    )


def _choices(question: Question) -> str:
    return "It takes " + ", ".join(f"'{option}'" for option in question.option_by_id) + "."
