"""Content in Russian and Belarusian, through catalogues."""

import shutil
from pathlib import Path

import pytest

from recp_selfcheck.checklists import catalogues
from recp_selfcheck.checklists.load import load_content
from recp_selfcheck.checklists.model import Content
from recp_selfcheck.checklists.translations import texts, translate, translate_library, update
from recp_selfcheck.checklists.versions import rules_hash

CONTENT = Path(__file__).resolve().parents[1] / "content"
QUESTION = """id: energy
version: 1
published: 2026-12-01
language: en
title: Energy
about: All about energy.
bands: efficiency
sections:
  - id: s
    title: Section
    questions:
      - id: s.a
        text: How?
        why: Because.
        scale: practice
        evidence: {expected: [photo], reviewer: Look twice.}
        ask_if: {site.systems: [lighting]}
      - {id: s.b, text: How often?, number: {unit: times, points: [[0, 0], [1, 100]]}}
      - {id: s.c, text: How much?, scale: practice}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "around", tmp_path / "checklists")
    (tmp_path / "checklists" / "energy.yaml").write_text(QUESTION, encoding="utf-8")
    return tmp_path


@pytest.fixture
def content(root: Path) -> Content:
    return load_content(root)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "translations"


def fill(path: Path, **by_context: str) -> None:
    """Write translations into a catalogue as a translator does, by context with dots for the double underscore."""
    text = path.read_text(encoding="utf-8")
    for name, translation in by_context.items():
        context = name.replace("__", ".").replace(".", ":", 1)
        head = text.index(f'msgctxt "{context}"')
        at = text.index('msgstr ""', head)
        text = text[:at] + f'msgstr "{translation}"' + text[at + len('msgstr ""') :]
    path.write_text(text, encoding="utf-8")


def test_every_text_has_one_context(content: Content) -> None:
    found = dict(texts(content))
    assert len(found) == len(list(texts(content)))
    assert {
        "energy:title": "Energy",
        "energy:about": "All about energy.",
        "energy:s.title": "Section",
        "energy:s.a.text": "How?",
        "energy:s.a.why": "Because.",
        "energy:s.a.reviewer": "Look twice.",
        "energy:s.b.unit": "times",
        "scales:practice.option.none": "Nobody does it",
        "bands:efficiency.developing.title": "Developing",
        "measures:repair_air_leaks.title": "Repair leaks",
        "measures:repair_air_leaks.steps.this_week": "Walk with soapy water.",
        "end_uses:lighting.title": "Lighting",
        "site:site.systems.text": "Which of these do you have?",
        "site:site.systems.option.lighting": "Lighting",
    }.items() <= found.items()
    assert not any(context.startswith("sources") for context in found)
    assert "energy:s.a.option.none" not in found


def test_the_shipped_texts_have_one_context_each() -> None:
    found = list(texts(load_content()))
    assert len(found) == len({context for context, _ in found})


def test_a_second_update_changes_no_byte(content: Content, folder: Path) -> None:
    left = update(content, folder)
    assert left == dict.fromkeys(("ru", "be"), len(list(texts(content))))
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert first.keys() == {"ru.po", "be.po"}
    fill(folder / "ru.po", energy__s__a__text="Как?")
    filled = (folder / "ru.po").read_bytes()
    update(content, folder)
    assert (folder / "ru.po").read_bytes() == filled
    assert (folder / "be.po").read_bytes() == first["be.po"]


def test_fallback_from_belarusian_to_russian_to_the_source(content: Content, folder: Path) -> None:
    update(content, folder)
    fill(folder / "ru.po", energy__title="Энергия", energy__s__title="Раздел", scales__practice__option__none="Никто")
    fill(folder / "be.po", energy__title="Энергія")
    russian = translate(content.checklists["energy"], "ru", folder)
    belarusian = translate(content.checklists["energy"], "be", folder)
    assert russian.checklist.title == "Энергия"
    assert russian.checklist.questions["s.c"].options[0].text == "Никто"
    assert belarusian.checklist.title == "Энергія"
    assert belarusian.checklist.sections[0].title == "Раздел"
    assert belarusian.checklist.questions["s.a"].text == "How?"
    assert "energy:s.title" not in russian.stale
    assert {"energy:s.title", "energy:s.a.text"} <= belarusian.stale
    assert "energy:title" not in belarusian.stale


def test_the_source_language_is_never_stale(content: Content, folder: Path) -> None:
    checklist = content.checklists["energy"]
    translated = translate(checklist, "en", folder)
    assert translated.checklist is checklist
    assert translated.stale == frozenset()


def test_translating_changes_no_rule(content: Content, folder: Path) -> None:
    update(content, folder)
    fill(
        folder / "ru.po",
        energy__s__a__text="Как?",
        energy__s__b__unit="раз",
        bands__efficiency__developing__title="Растёт",
    )
    checklist = content.checklists["energy"]
    translated = translate(checklist, "ru", folder).checklist
    assert rules_hash(translated.model_copy(update={"sections": checklist.sections})) == checklist.hash
    for before, after in zip(checklist.questions.values(), translated.questions.values(), strict=True):
        assert [option.points for option in after.options] == [option.points for option in before.options]
        assert (after.weight, after.ask_if, after.measures) == (before.weight, before.ask_if, before.measures)
    assert translated.bands[1].title == "Растёт"
    assert translated.hash == checklist.hash


def test_facts_inside_a_checklist_and_the_library_are_translated(content: Content, folder: Path) -> None:
    update(content, folder)
    fill(folder / "ru.po", site__site__systems__text="Что у вас есть?", measures__repair_air_leaks__title="Утечки")
    assert translate(content.checklists["energy"], "ru", folder).checklist.facts[0].text == "Что у вас есть?"
    assert translate(content.site, "ru", folder).checklist.questions["site.systems"].text == "Что у вас есть?"
    library = translate_library(content.library, "be", folder)
    assert library.measures["repair_air_leaks"].title == "Утечки"
    assert library.measures["repair_air_leaks"].effects == content.library.measures["repair_air_leaks"].effects


def test_a_changed_source_makes_the_translation_fuzzy(root: Path, folder: Path) -> None:
    update(load_content(root), folder)
    fill(folder / "ru.po", energy__s__a__text="Как?")
    path = root / "checklists" / "energy.yaml"
    path.write_text(QUESTION.replace("text: How?", "text: How exactly?"), encoding="utf-8")
    changed = load_content(root)
    assert translate(changed.checklists["energy"], "ru", folder).checklist.questions["s.a"].text == "How exactly?"
    update(changed, folder)
    text = (folder / "ru.po").read_text(encoding="utf-8")
    assert '#, fuzzy\n#| msgid "How?"\nmsgctxt "energy:s.a.text"\nmsgid "How exactly?"\nmsgstr "Как?"' in text
    update(changed, folder)
    update(changed, folder)
    assert (folder / "ru.po").read_text(encoding="utf-8") == text
    translated = translate(changed.checklists["energy"], "ru", folder)
    assert translated.checklist.questions["s.a"].text == "How exactly?"
    assert "energy:s.a.text" in translated.stale
    _, warnings = catalogues.examine(folder / "ru.po", "ru.po", list(texts(changed)))
    assert [warning.code for warning in warnings if warning.values["context"] == "energy:s.a.text"] == [
        "translation-fuzzy"
    ]


def test_a_long_old_source_survives_a_second_update(root: Path, folder: Path) -> None:
    long = "How " + "very " * 60 + 'much "exactly"?'
    path = root / "checklists" / "energy.yaml"
    path.write_text(QUESTION.replace("text: How?", f"text: '{long}'"), encoding="utf-8")
    update(load_content(root), folder)
    fill(folder / "ru.po", energy__s__a__text="Как?")
    path.write_text(QUESTION, encoding="utf-8")
    update(load_content(root), folder)
    first = (folder / "ru.po").read_bytes()
    assert first.count(b"#| ") > 2
    update(load_content(root), folder)
    assert (folder / "ru.po").read_bytes() == first


def test_a_text_that_is_gone_keeps_its_translation_until_it_comes_back(root: Path, folder: Path) -> None:
    content = load_content(root)
    update(content, folder)
    fill(folder / "ru.po", energy__s__c__text="Сколько?")
    filled = (folder / "ru.po").read_bytes()
    path = root / "checklists" / "energy.yaml"
    path.write_text(QUESTION.replace("      - {id: s.c, text: How much?, scale: practice}\n", ""), encoding="utf-8")
    update(load_content(root), folder)
    without = (folder / "ru.po").read_text(encoding="utf-8")
    assert '#~ msgctxt "energy:s.c.text"' in without
    update(load_content(root), folder)
    assert (folder / "ru.po").read_text(encoding="utf-8") == without
    update(content, folder)
    assert (folder / "ru.po").read_bytes() == filled


def test_a_renamed_question_keeps_its_words_as_unsure(root: Path, folder: Path) -> None:
    update(load_content(root), folder)
    fill(folder / "ru.po", energy__s__c__text="Сколько?")
    path = root / "checklists" / "energy.yaml"
    path.write_text(QUESTION.replace("id: s.c,", "id: s.amount,"), encoding="utf-8")
    update(load_content(root), folder)
    text = (folder / "ru.po").read_text(encoding="utf-8")
    assert '#, fuzzy\nmsgctxt "energy:s.amount.text"\nmsgid "How much?"\nmsgstr "Сколько?"' in text
    update(load_content(root), folder)
    assert (folder / "ru.po").read_text(encoding="utf-8") == text


def test_an_older_version_keeps_its_translations(root: Path, folder: Path) -> None:
    old = load_content(root)
    update(old, folder)
    fill(folder / "ru.po", energy__s__a__text="Как?", energy__s__c__text="Сколько?")
    path = root / "checklists" / "energy.yaml"
    without = QUESTION.replace("      - {id: s.c, text: How much?, scale: practice}\n", "")
    for worded in ("How exactly?", "How precisely?"):
        path.write_text(without.replace("text: How?", f"text: {worded}"), encoding="utf-8")
        update(load_content(root), folder)
        questions = translate(old.checklists["energy"], "ru", folder).checklist.questions
        assert (questions["s.a"].text, questions["s.c"].text) == ("Как?", "Сколько?")
    text = (folder / "ru.po").read_text(encoding="utf-8")
    assert text.count('"energy:s.a.text"') == 2, "the present text, unsure, and the first, translated"
    assert 'msgid "How precisely?"\nmsgstr "Как?"' in text


def test_places_in_braces_must_agree(content: Content, folder: Path) -> None:
    update(content, folder)
    fill(folder / "ru.po", energy__s__a__text="Как {n}?")
    mistakes, _ = catalogues.examine(folder / "ru.po", "ru.po", list(texts(content)))
    assert [(mistake.code, mistake.values["context"]) for mistake in mistakes] == [("placeholder", "energy:s.a.text")]
    assert mistakes[0].line > 1


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b'msgid "a"\nmsgstr "\xff"\n', "not-utf-8"), (b"nonsense\n", "not-po")],
)
def test_a_broken_catalogue_is_a_mistake(folder: Path, raw: bytes, code: str) -> None:
    folder.mkdir()
    (folder / "ru.po").write_bytes(raw)
    mistakes, warnings = catalogues.examine(folder / "ru.po", "ru.po", [("a:b", "C")])
    assert ([mistake.code for mistake in mistakes], warnings) == ([code], [])
