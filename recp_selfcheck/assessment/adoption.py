"""A newer version of a checklist: what becomes of each answer, and the score before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from recp_selfcheck.assessment import conditions, scoring
from recp_selfcheck.assessment.answers import RESERVED, Answer, AnswerSheet, accept, to_raw
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.errors import AnswerMistakes

Fate = Literal["kept", "asked_again", "dropped"]
Reason = Literal["question_gone", "option_gone", "other_kind", "other_unit", "not_accepted", "joined"]


@dataclass(frozen=True, slots=True)
class Leads:
    """Where ids go from one version to another; what is not named stays as it is, None = dropped.

    `questions` goes by the old id of a question, `options` by the old id of its question and its own.
    """

    questions: Mapping[str, str | None] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of one answer.

    `question` is its id in the old version, `to` that in the new one, None where it is dropped. `before` is the answer
    as given, `after` as it stands in the new version, None unless it is kept; `reason` says why it is not.
    """

    question: str
    to: str | None
    fate: Fate
    before: Answer
    after: Answer | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a newer version does to an answer sheet.

    `answers` are in the reading order of the old version. `new` are the questions asked that no question of the old
    version leads to. `sheet` is what stands in the new version, `before` and `after` are the scores.
    """

    answers: tuple[Carried, ...]
    new: tuple[str, ...]
    sheet: AnswerSheet
    before: ScoreCard
    after: ScoreCard

    def of(self, fate: Fate) -> tuple[Carried, ...]:
        """Return the answers with one fate."""
        return tuple(answer for answer in self.answers if answer.fate == fate)


def carry(
    old: Checklist, new: Checklist, sheet: AnswerSheet, leads: Leads, facts: Mapping[str, Answer] | None = None
) -> Adoption:
    """Work out what the new version of a checklist does to the answers given to the old one.

    `facts` are the facts the new version refers to, by default those of the sheet. An answer is kept only where it says
    the same as before: its question and its option lead on, the kind and the unit are the same, and the new question
    accepts it. Where several questions became one, their answers stay if they say the same. What a changed fact hides
    is carried like the rest.
    """
    given = {name: sheet.answers[name] for name in old.questions if name in sheet.answers}
    carried = _unless_joined([_carried(old.questions[name], new, answer, leads) for name, answer in given.items()])
    kept = {one.to: one.after for one in carried if one.to is not None and one.after is not None}
    after = AnswerSheet(kept, sheet.facts if facts is None else facts)
    reached = {_target(name, leads) for name in old.questions}
    asked = conditions.asked(new, after)
    return Adoption(
        answers=tuple(carried),
        new=tuple(name for name in new.questions if name in asked and name not in reached),
        sheet=after,
        before=scoring.score(old, sheet),
        after=scoring.score(new, after),
    )


def _target(name: str, leads: Leads) -> str | None:
    return leads.questions.get(name, name)


def _carried(question: Question, new: Checklist, answer: Answer, leads: Leads) -> Carried:
    to = _target(question.id, leads)
    following = new.questions.get(to) if to is not None else None
    if following is None:
        return Carried(question.id, None, "dropped", answer, reason="question_gone")
    found = _moved(question, following, answer, leads.options.get(question.id, {}))
    if isinstance(found, Answer):
        return Carried(question.id, following.id, "kept", answer, after=found)
    return Carried(question.id, following.id, "asked_again", answer, reason=found)


def _moved(
    question: Question, following: Question, answer: Answer, options: Mapping[str, str | None]
) -> Answer | Reason:
    """Return the answer as the new question takes it, or why it does not."""
    moved = answer
    if answer.value not in RESERVED:
        if question.kind != following.kind:
            return "other_kind"
        if question.number and following.number and question.number.unit != following.number.unit:
            return "other_unit"
        if not isinstance(answer.value, float):
            ticks = (answer.value,) if isinstance(answer.value, str) else answer.value
            chosen: list[str] = []
            for tick in ticks:
                target = options.get(tick, tick)
                if target is None or target not in following.option_by_id:
                    return "option_gone"
                chosen += [target] if target not in chosen else []
            moved = replace(answer, value=chosen[0] if question.kind == "options" else tuple(chosen))
    try:
        return accept(following, to_raw(moved)) or "not_accepted"
    except AnswerMistakes:
        return "not_accepted"


def _unless_joined(carried: list[Carried]) -> list[Carried]:
    """Ask again where questions that became one were answered differently."""
    targets = Counter(one.to for one in carried if one.to is not None)
    joined = {to for to, times in targets.items() if times > 1}
    differing = {to for to in joined if len({(one.fate, one.after) for one in carried if one.to == to}) > 1}
    return [
        replace(one, fate="asked_again", after=None, reason="joined") if one.to in differing else one for one in carried
    ]
