"""The PDF itself: its words, what makes it readable for everybody, and that nothing typed is more than text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from recp_selfcheck import i18n
from recp_selfcheck.assessment.plan import PlanEntry
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports import pdf
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.report import report
from tests.reports.bad_texts import BAD_TEXTS
from tests.reports.conftest import Gather

WITHOUT_A_FONT = BAD_TEXTS[11]  # emoji, Chinese


def made(findings: Findings, language: str) -> PdfReader:
    with speaking(language):
        return PdfReader(BytesIO(pdf.report_pdf(report(findings))))


def words_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def bare(text: str) -> str:
    """Return a text without spaces, line ends and places to break: those are the layout's."""
    return re.sub(r"[\s\u200b\u2060\u00ad\u2010-]+", "", text)


def accessible(reader: PdfReader) -> bool:
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data()
    return b"pdfuaid" in metadata


Read = Callable[[str], PdfReader]


@pytest.fixture(scope="module")
def bakery(findings_of: Gather) -> Read:
    return cache(lambda language: made(findings_of("UF0590", language), language))


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_every_chapter_stands_in_it_with_the_language_s_letters_and_numbers(
    language: str, bakery: Read, findings_of: Gather
) -> None:
    reader = bakery(language)
    found = bare(words_of(reader))
    with speaking(language):
        whole = report(findings_of("UF0590", language))
    for section in whole.sections:
        assert bare(section.title) in found
    assert bare({"en": "0.0714 USD/kWh", "ru": "0,0714 USD/кВт·ч", "be": "0,0714 USD/кВт·г"}[language]) in found
    assert {"en": "3.34GWh", "ru": "3,34ГВт·ч", "be": "3,34ГВт·г"}[language] in found
    if language == "be":
        assert "ў" in found
        assert "і" in found
    if language == "ru":  # what the charts say
        for words in ("Цветное — сколько баллов теряете", "вы 338 · худшая четверть", "лучшая четверть до 179"):
            assert bare(words) in found
    assert 8 <= len(reader.pages) <= 16


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_it_can_be_read_aloud(language: str, bakery: Read, findings_of: Gather) -> None:
    reader, name = bakery(language), findings_of("UF0590", language).profile.name
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert accessible(reader)
    assert reader.metadata is not None
    assert name in (reader.metadata.title or "")
    assert reader.metadata.author == name


def test_every_font_comes_with_it(bakery: Read) -> None:
    fonts = list(_fonts(bakery("be")))
    assert fonts
    for name, descriptor in fonts:
        assert "DejaVuSansCondensed" in name
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def _fonts(reader: PdfReader) -> Iterator[tuple[str, Any]]:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            yield inner["/BaseFont"], inner["/FontDescriptor"].get_object()


@pytest.mark.parametrize("typed", BAD_TEXTS, ids=range(len(BAD_TEXTS)))
def test_what_is_typed_is_shown_and_nothing_else(typed: str, findings_of: Gather) -> None:
    reader = made(_with(findings_of("", "en"), typed), "en")
    found = words_of(reader)
    if typed != BAD_TEXTS[10]:  # from right to left: the letters stand in the order in which they are drawn
        shown = typed if typed != WITHOUT_A_FONT else "emoji 😀"
        assert bare(found).count(bare(shown)) >= 3
    assert len(reader.pages) <= 5
    assert accessible(reader) == (typed != WITHOUT_A_FONT)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def _with(findings: Findings, typed: str) -> Findings:
    profile = replace(findings.profile, name=typed, about=typed, currency="BYN")
    plan = (PlanEntry(1, title=typed, owner=typed, proof=typed, note=typed),)
    return replace(findings, profile=profile, plan=plan)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=120))
def test_any_text_makes_a_report(typed: str, findings_of: Gather) -> None:
    assert len(made(_with(findings_of("", "ru"), typed), "ru").pages) <= 5


def test_a_plan_of_500_measures_with_long_names_still_makes_a_report(findings_of: Gather) -> None:
    findings = findings_of("UF0590", "ru")
    plan = tuple(PlanEntry(n, title=f"Мера {n} {'длинное имя ' * 15}", owner="Иванов " * 12) for n in range(500))
    reader = made(replace(findings, plan=plan), "ru")
    assert "Мера499" in bare("".join(page.extract_text() for page in reader.pages[-8:]))
    assert 50 < len(reader.pages) < 120


def test_the_first_page_can_be_looked_at(findings_of: Gather) -> None:
    with speaking("ru"):
        picture = pdf.front_page(report(findings_of("UF0590", "ru")))
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert height / width == pytest.approx(297 / 210, rel=0.01), "one page of A4"
