"""Checklists in the demonstration: answered, handed in, returned with remarks, handed in again, accepted."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from recp_selfcheck.actions import answering, evidence, reviewing, sharing
from recp_selfcheck.actions.answering import Submission
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment import conditions
from recp_selfcheck.assessment.answers import NOT_APPLICABLE, AnswerSheet, accept
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.demo_club.answers import better, invent, worse
from recp_selfcheck.demo_club.calendar import Calendar
from recp_selfcheck.demo_club.script import PlayedCompany, Reached, Script
from recp_selfcheck.people.review import Step

_HALF: Final = 0.55  # of a draft's questions
_LOOKED_AFTER, _CHANGED_AFTER, _AGAIN_AFTER = 3, 6, 8  # days after the hand-in


@dataclass(frozen=True, slots=True)
class Sheets:
    """One company's work on one checklist, with its trainer; both have a session only once the play has begun."""

    script: Script
    company: PlayedCompany
    checklist: str
    member: Callable[[], Session]
    trainer: Callable[[], Session]

    def put_down(self, calendar: Calendar, day: int, reached: Reached) -> None:
        """Put down all that happens; `day` is that of the hand-in."""
        if reached in {"draft", "shared"}:
            calendar.on(day, 10, lambda: self.fill(_HALF))
            if reached == "shared":
                calendar.on(day, 11, lambda: sharing.share_draft(self.member(), self._open().id, shared=True))
            return
        calendar.on(day, 10, self.fill)
        calendar.on(day, 16, self.hand_in)
        if reached in {"returned", "resubmitted", "corrected"}:
            calendar.on(day + _LOOKED_AFTER, 18, self.give_back)
        if reached == "returned":
            return
        again = day + _CHANGED_AFTER
        if reached in {"resubmitted", "corrected"}:
            calendar.on(again if reached == "corrected" else -2, 15, self.improve)
        if reached in {"accepted", "corrected"}:
            accept_on = day + (_LOOKED_AFTER if reached == "accepted" else _AGAIN_AFTER)
            calendar.on(accept_on, 19, lambda: self.accept(correcting=reached == "corrected"))

    def fill(self, share: float = 1.0) -> None:
        """Answer so much of what is asked, with notes and evidence here and there."""
        session, submission = self.member(), self._open()
        checklist, facts = submission.checklist, submission.sheet.facts
        given: dict[str, Any] = {}
        while True:
            asked = conditions.asked(checklist, AnswerSheet(given, facts))
            open_ones = [name for name in checklist.questions if name in asked and name not in given]
            if not open_ones or (share < 1 and given):
                break
            for name in open_ones[: round(len(open_ones) * share)]:
                question = checklist.questions[name]
                raw = invent(question, self.company.level, self.company.plant)
                given[name] = accept(question, raw)
                self._save(session, submission, question, raw, place=len(given))
        if self.checklist == "energy" and given:
            photo = draw_photo(self.company.plant)
            evidence.attach(session, submission.id, next(iter(given)), f"{self.company.plant}.png", photo)

    def hand_in(self) -> None:
        """Hand it in and choose how it is shown in class."""
        session, submission = self.member(), self._open()
        answering.hand_in(session, submission.id)
        sharing.show_in_class(session, submission.id, self.company.shown_as)

    def give_back(self) -> None:
        """Return it with a remark at the worst answers."""
        trainer, ident = self.trainer(), self._open().id
        review = reviewing.open_review(trainer, ident)
        for name, remark in zip(self._by_points(review), self.script.say_all("remarks"), strict=False):
            reviewing.save_review(trainer, ident, name, remark, 0, field="remark")
        reviewing.decide(trainer, ident, Step.RETURN, self.script.say("returned"))

    def improve(self) -> None:
        """Change the answers that were remarked on, and hand in again."""
        session, submission = self.member(), self._open()
        remarks = reviewing.own_decisions(session, submission.id)[-1].copy["remarks"]
        for name in remarks:
            cell = submission.cells[name, "answer"]
            raw = better(submission.checklist.questions[name], cell.value)
            answering.save_answer(session, submission.id, name, raw, cell.version)
            answering.save_answer(session, submission.id, name, 2, self._version(submission, name), field="evidence")
        answering.hand_in(session, submission.id)

    def accept(self, *, correcting: bool) -> None:
        """Accept it, perhaps with an answer of the trainer's own and what was seen."""
        trainer, ident = self.trainer(), self._open().id
        review = reviewing.open_review(trainer, ident)
        if correcting:
            for name in reversed(self._by_points(review)):
                question = review.submission.checklist.questions[name]
                raw = worse(question, review.submission.cells[name, "answer"].value)
                if raw is not None:
                    reviewing.save_review(trainer, ident, name, raw, 0, field="answer")
                    reviewing.save_review(trainer, ident, name, 3, 0, field="evidence")
                    reviewing.save_review(trainer, ident, name, self.script.say("corrected"), 0, field="remark")
                    break
        reviewing.decide(trainer, ident, Step.ACCEPT, self.script.say("accepted"))

    def _open(self) -> Submission:
        return answering.open_submission(self.member(), self.checklist)

    def _save(self, session: Session, submission: Submission, question: Question, raw: Any, *, place: int) -> None:
        answering.save_answer(session, submission.id, question.id, raw, 0)
        if raw == NOT_APPLICABLE:
            reason = self.script.say("not_here")
            answering.save_answer(session, submission.id, question.id, reason, 0, field="reason")
        elif place % 7 == 0:
            answering.save_answer(session, submission.id, question.id, 2 if place % 14 else 1, 0, field="evidence")
        if place % 15 == 0:
            answering.save_answer(session, submission.id, question.id, self.script.say("note"), 0, field="note")

    @staticmethod
    def _version(submission: Submission, name: str) -> int:
        cell = submission.cells.get((name, "evidence"))
        return cell.version if cell else 0

    @staticmethod
    def _by_points(review: reviewing.Review) -> list[str]:
        rated = {name: one.points for name, one in review.cards["company"].questions.items() if one.points is not None}
        return sorted(rated, key=lambda name: rated[name])


def draw_photo(label: str) -> bytes:
    """Draw what stands in for a photo of a meter."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - as where photos are taken in

    image = Image.new("RGB", (480, 320), "#d8dde1")
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((60, 50, 420, 270), 16, fill="#f5f5f0", outline="#44525c", width=6)
    pen.rectangle((110, 110, 370, 170), fill="#1d2429")
    pen.text((130, 118), "0 4 7 1 9 . 3", fill="#e8f0e8", font_size=36)
    pen.text((130, 200), f"kWh  {label}", fill="#44525c", font_size=28)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
