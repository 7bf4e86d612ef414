"""The printed checklist: every box empty for a pen, or ticked as answered; only what concerns the company."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from recp_selfcheck import i18n
from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE, Answer, AnswerSheet
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports import pdf
from recp_selfcheck.reports.sheet import Box, Printed, Sheet, SheetQuestion, sheet_of
from tests.reports.bad_texts import BAD_TEXTS
from tests.reports.conftest import Gather
from tests.reports.test_pdf import bare, words_of


def printed(findings_of: Gather, checklist: str = "energy", language: str = "en", plant: str = "UF0590") -> Printed:
    findings = findings_of(plant, language)
    done = findings.checked_by_id[checklist]
    return Printed(done.checklist, findings.profile.name, done.sheet, done.evidence, done.notes)


def questions(sheet: Sheet) -> list[SheetQuestion]:
    return [question for section in sheet.sections for question in section.questions]


def boxes(sheet: Sheet) -> list[Box]:
    return [box for one in questions(sheet) for box in (*one.boxes, *one.reserved, *one.evidence)]


def test_a_blank_one_has_every_box_empty(findings_of: Gather) -> None:
    sheet = sheet_of(printed(findings_of), is_filled=False)
    assert len(boxes(sheet)) > 200
    assert not any(box.ticked for box in boxes(sheet))
    assert not any(question.value or question.note for question in questions(sheet))


def test_a_filled_one_has_one_tick_for_each_answer(findings_of: Gather) -> None:
    known = printed(findings_of)
    sheet = sheet_of(known, is_filled=True)
    given = 0
    for question in questions(sheet):
        ticked = [box.label for box in (*question.boxes, *question.reserved) if box.ticked]
        given += bool(ticked or question.value)
        assert len(ticked) + bool(question.value) == 1 or question.how
    assert given == len(known.sheet.answers)


def test_numbers_reasons_notes_and_proofs_stand_beside_their_question(findings_of: Gather) -> None:
    known = printed(findings_of)
    answers = {
        **known.sheet.answers,
        "lighting.led": Answer(NOT_APPLICABLE, "We work by daylight"),
        "lighting.level": Answer(DONT_KNOW),
    }
    known = replace(
        known,
        sheet=AnswerSheet(answers, known.sheet.facts),
        notes={"lighting.led": "Hall 2"},
        evidence={"lighting.led": 1},
    )
    by_text = {question.text: question for question in questions(sheet_of(known, is_filled=True))}
    led = by_text[known.checklist.questions["lighting.led"].text]
    assert led.note == "We work by daylight\nHall 2"
    assert [box.label for box in led.reserved if box.ticked] == ["Does not apply to us"]
    assert [box.ticked for box in led.evidence] == [False, True, False]
    level = by_text[known.checklist.questions["lighting.level"].text]
    assert [box.label for box in level.reserved if box.ticked] == ["I don't know"]
    pressure = by_text[known.checklist.questions["compressed_air.pressure"].text]
    assert (pressure.value, pressure.unit) == ("1.6", "bar")


def test_what_the_facts_rule_out_is_not_printed_and_without_facts_everything_is(findings_of: Gather) -> None:
    known = printed(findings_of)
    nothing = replace(known, sheet=AnswerSheet())
    asked = {question.text for question in questions(sheet_of(known, is_filled=False))}
    everything = {question.text for question in questions(sheet_of(nothing, is_filled=False))}
    assert everything == {question.text for question in known.checklist.questions.values()}
    assert asked < everything


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
@pytest.mark.parametrize("is_filled", [False, True])
def test_it_is_paper_in_every_language(language: str, is_filled: bool, findings_of: Gather) -> None:
    with speaking(language):
        sheet = sheet_of(printed(findings_of, "water", language), is_filled=is_filled)
        reader = PdfReader(BytesIO(pdf.sheet_pdf(sheet)))
    found = bare(words_of(reader))
    for question in questions(sheet):
        assert bare(question.text) in found
        assert all(bare(box.label) in found for box in question.boxes)
    assert ("✓" in found) == is_filled
    assert reader.trailer["/Root"]["/Lang"] == language
    assert all(page.mediabox.width == pytest.approx(595.28, abs=0.1) for page in reader.pages), "A4"
    assert len(reader.pages) <= 8


def test_notes_are_shown_as_typed(findings_of: Gather) -> None:
    known = printed(findings_of)
    named = dict(zip(known.sheet.answers, BAD_TEXTS[:10], strict=False))
    sheet = sheet_of(replace(known, notes=named, company=BAD_TEXTS[0]), is_filled=True)
    found = bare(words_of(PdfReader(BytesIO(pdf.sheet_pdf(sheet)))))
    assert all(bare(typed) in found for typed in named.values())
