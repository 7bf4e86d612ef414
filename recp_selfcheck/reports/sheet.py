"""A checklist to print: blank for a walk with a pen, or filled with what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recp_selfcheck.assessment.answers import NOT_APPLICABLE, Answer, AnswerSheet
from recp_selfcheck.assessment.conditions import asked
from recp_selfcheck.assessment.suitability import questions_ruled_out
from recp_selfcheck.checklists.model import Checklist, Question, Section
from recp_selfcheck.i18n import language, number, text, unit_label
from recp_selfcheck.reports.answer_words import NONE_OF_THESE, describe, reserved_for, reserved_words

_SHORT = 34  # characters of an answer of which two stand in a line


@dataclass(frozen=True, slots=True)
class Box:
    """One answer to tick."""

    label: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """One question: its answers as boxes, or a `unit` behind a line with the number answered; and what was noted."""

    number: str
    text: str
    why: str
    check: str
    how: str
    boxes: tuple[Box, ...]
    reserved: tuple[Box, ...]
    columns: int
    unit: str
    value: str
    evidence: tuple[Box, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A section with the questions that are printed."""

    title: str
    about: str
    questions: tuple[SheetQuestion, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The words a sheet of paper repeats."""

    facts: str
    number: str
    evidence: str
    note: str
    how_to_check: str
    filled_in_by: str
    day: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole printed checklist; without `is_filled` every box is empty."""

    title: str
    kind: str
    company: str
    language: str
    footer: str
    about: str
    how: str
    is_filled: bool
    facts: tuple[tuple[str, str], ...]
    sections: tuple[SheetSection, ...]
    labels: Labels


@dataclass(frozen=True, slots=True)
class Printed:
    """What a checklist is printed from: in the reader's language, with the company's facts and what it answered."""

    checklist: Checklist
    company: str
    sheet: AnswerSheet
    evidence: Mapping[str, int]
    notes: Mapping[str, str]


def sheet_of(printed: Printed, *, is_filled: bool) -> Sheet:
    """Return a checklist to print, without the questions that the company's facts rule out."""
    checklist = printed.checklist
    shown = _shown(printed, is_filled=is_filled)
    sections: list[SheetSection] = []
    for section in checklist.all_sections:
        questions = tuple(question for question in section.questions if question.id in shown)
        if questions:
            sections.append(_section(len(sections) + 1, section, questions, printed if is_filled else None))
    kind = text("Checklist with your answers") if is_filled else text("Checklist to fill in by hand")
    return Sheet(
        title=checklist.title,
        kind=kind,
        company=printed.company,
        language=language(),
        footer=f"{checklist.title}, {text('version {n}', n=checklist.version)}",
        about=checklist.about or "",
        how=text(
            "Tick one answer a question, several where it says so. «I don't know» is an honest answer: it opens the "
            "list of what to find out. Write readings and places on the lines."
        ),
        is_filled=is_filled,
        facts=tuple(_facts(checklist, printed.sheet)),
        sections=tuple(sections),
        labels=_labels(),
    )


def _shown(printed: Printed, *, is_filled: bool) -> frozenset[str]:
    """Return what is printed: filled, what is asked; blank, also what may turn out to be asked."""
    if is_filled:
        return asked(printed.checklist, printed.sheet)
    return frozenset(printed.checklist.questions) - questions_ruled_out(printed.checklist, printed.sheet.facts)


def _facts(checklist: Checklist, sheet: AnswerSheet) -> Iterator[tuple[str, str]]:
    for fact in checklist.facts:
        answer = sheet.facts.get(fact.id)
        yield fact.text, describe(fact, answer.value) if answer is not None else ""


def _section(place: int, section: Section, questions: Sequence[Question], printed: Printed | None) -> SheetSection:
    return SheetSection(
        title=f"{place}. {section.title}",
        about=section.about or "",
        questions=tuple(_question(f"{place}.{n}", one, printed) for n, one in enumerate(questions, start=1)),
    )


def _question(place: str, question: Question, printed: Printed | None) -> SheetQuestion:
    answer = printed.sheet.answers.get(question.id) if printed else None
    words = reserved_words()
    boxes = tuple(Box(option.text, _is_ticked(answer, option.id)) for option in question.options)
    how = text("Tick everything that is so.") if question.kind == "multiple" else ""
    given = answer.value if answer is not None and isinstance(answer.value, int | float) else None
    note = printed.notes.get(question.id, "") if printed else ""
    if answer is not None and answer.value == NOT_APPLICABLE and answer.reason:
        note = "\n".join(part for part in (answer.reason, note) if part)
    return SheetQuestion(
        number=place,
        text=question.text,
        why=question.why or "",
        check=question.check or "",
        how=how,
        boxes=boxes,
        reserved=tuple(
            Box(words[ident], _is_ticked(answer, ident)) for ident in reserved_for(question) if ident != NONE_OF_THESE
        ),
        columns=2 if boxes and max(len(box.label) for box in boxes) <= _SHORT else 1,
        unit=unit_label(question.number.unit) if question.number else "",
        value=number(given, None) if given is not None else "",
        evidence=_evidence(printed.evidence.get(question.id) if printed else None),
        note=note,
    )


def _is_ticked(answer: Answer | None, option: str) -> bool:
    if answer is None:
        return False
    return option in answer.value if isinstance(answer.value, tuple) else answer.value == option


def _evidence(level: int | None) -> tuple[Box, ...]:
    said = (text("our word"), text("document or photo"), text("bill or reading"))
    return tuple(Box(label, level == place) for place, label in enumerate(said))


def _labels() -> Labels:
    return Labels(
        facts=text("About your company"),
        number=text("Answer"),
        evidence=text("What shows it"),
        note=text("Readings, places, notes"),
        how_to_check=text("How to check"),
        filled_in_by=text("Filled in by"),
        day=text("Date", context="to fill in"),
    )
