"""What a newer version of a checklist changes for everybody, whatever somebody has answered."""

from __future__ import annotations

from dataclasses import dataclass

from recp_selfcheck.assessment.adoption import Leads, Reason
from recp_selfcheck.checklists.model import Checklist, Question


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What is different in the new version.

    `new` are the ids of questions only the new version has, `gone` those only the old one has. `asked_again` names by
    old id the questions whose answer, or one of them, is not taken over, with the new id and the reason. `counted`
    are the new ids of questions that count otherwise: other points or another weight.
    """

    new: tuple[str, ...]
    gone: tuple[str, ...]
    asked_again: tuple[tuple[str, str, Reason], ...]
    counted: tuple[str, ...]


def changes_between(old: Checklist, new: Checklist, leads: Leads) -> VersionChanges:
    """Compare two versions question by question."""
    targets = {name: leads.questions.get(name, name) for name in old.questions}
    following = {name: new.questions[to] for name, to in targets.items() if to is not None and to in new.questions}
    reached = {question.id for question in following.values()}
    asked_again = [
        (name, question.id, reason)
        for name, question in following.items()
        if (reason := _not_taken_over(old.questions[name], question, leads)) is not None
    ]
    return VersionChanges(
        new=tuple(name for name in new.questions if name not in reached),
        gone=tuple(name for name in old.questions if name not in following),
        asked_again=tuple(asked_again),
        counted=tuple(
            dict.fromkeys(
                question.id for name, question in following.items() if _counts(old.questions[name]) != _counts(question)
            )
        ),
    )


def _not_taken_over(question: Question, following: Question, leads: Leads) -> Reason | None:
    if question.kind != following.kind:
        return "other_kind"
    if question.number and following.number and question.number.unit != following.number.unit:
        return "other_unit"
    options = leads.options.get(question.id, {})
    targets = (options.get(name, name) for name in question.option_by_id)
    return "option_gone" if any(to is None or to not in following.option_by_id for to in targets) else None


def _counts(question: Question) -> tuple[object, ...]:
    """Return what a question adds to a score: its weight, and the points of its options or of its number."""
    points = question.number.points if question.number else tuple(option.points for option in question.options)
    return question.weight, points
