from __future__ import annotations

import pathlib

import pytest

from recp_selfcheck.errors import ContentMistakes
from recp_selfcheck.i18n import catalogues
from recp_selfcheck.i18n.extraction import PROJECT, find_sentences

PAGE = """
from recp_selfcheck.i18n import mark, text, text_n
from recp_selfcheck import i18n
LATER = mark("Later", context="time")
text("Plain")
text("In "
     "two lines", context=None) if False else text("Two " "parts")
# Translators: on a button
text("Save {what}", what=1)
text("open", context="verb")
text_n("{n} answer", "{n} answers", 3)
i18n.text("Through the module")
text(LATER, context="time")
other.text("Not ours")
"""


@pytest.fixture
def project(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "recp_selfcheck").mkdir()
    (tmp_path / "locale").mkdir()
    write(tmp_path, PAGE.replace("context=None) if False else", ");"))
    return tmp_path


def write(project: pathlib.Path, source: str) -> None:
    (project / "pages" / "page.py").write_text(source, encoding="utf-8")


def update(project: pathlib.Path) -> bytes:
    catalogues.update(project, project / "locale")
    return (project / "locale" / "ru.po").read_bytes()


def kinds(project: pathlib.Path) -> list[tuple[str, str]]:
    found = catalogues.gaps(project, project / "locale")
    return [(gap.kind, gap.sentence) for gap in found if gap.language == "ru"]


def translate(project: pathlib.Path, english: str, russian: str, language: str = "ru") -> None:
    path = project / "locale" / f"{language}.po"
    before = path.read_text(encoding="utf-8")
    after = before.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{russian}"')
    assert after != before
    path.write_text(after, encoding="utf-8")


def test_sentences_are_found_with_context_plural_and_note(project: pathlib.Path) -> None:
    found = {(one.context, one.forms): one.notes for one in find_sentences(project)}
    assert found == {
        ("time", ("Later",)): [],
        (None, ("Plain",)): [],
        (None, ("In two lines",)): [],
        (None, ("Two parts",)): [],
        (None, ("Save {what}",)): ["on a button"],
        ("verb", ("open",)): [],
        (None, ("{n} answer", "{n} answers")): [],
        (None, ("Through the module",)): [],
    }


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ('text(f"Hello {name}")', "not-literal"),
        ('text("a" + name)', "not-literal"),
        ("mark(name)", "not-literal"),
        ('text("x", context=name)', "not-literal"),
        ('text("Hello {name}")', "placeholder"),
        ('text("Hello {name}", nmae=1)', "placeholder"),
        ('text("Hello", name=1)', "placeholder"),
        ('text("Hello {0}", name=1)', "placeholder"),
        ('text("Hello {name:>5}", name=1)', "placeholder"),
        ('text("Hello {", name=1)', "placeholder"),
        ('text_n("{n} a", "{n} b {c}", 2)', "placeholder"),
        ('text_n("{n} a", "{n} b", 2); text_n("{n} a", "{n} c", 2)', "two-plurals"),
        ("text(", "syntax"),
    ],
)
def test_a_call_nobody_could_translate_is_named_with_file_and_line(project: pathlib.Path, call: str, code: str) -> None:
    write(project, f"from recp_selfcheck.i18n import mark, text, text_n\n\n{call}\n")
    with pytest.raises(ContentMistakes) as refused:
        find_sentences(project)
    assert {mistake.code for mistake in refused.value.mistakes} == {code}
    assert refused.value.mistakes[0].file == "pages/page.py"


def test_a_second_run_changes_no_byte(project: pathlib.Path) -> None:
    update(project)
    translate(project, "Plain", "Просто")
    assert update(project) == update(project)
    assert b"POT-Creation-Date" not in update(project)


def test_moving_lines_changes_no_byte(project: pathlib.Path) -> None:
    first = update(project)
    write(project, "# a comment\n\n" + (project / "pages" / "page.py").read_text(encoding="utf-8"))
    assert update(project) == first


def test_translations_stay_and_what_left_the_source_leaves_the_catalogue(project: pathlib.Path) -> None:
    update(project)
    translate(project, "Plain", "Просто")
    translate(project, "Through the module", "Через модуль")
    write(project, 'from recp_selfcheck.i18n import text\ntext("Plain")\ntext("Quite another thing")\n')
    after = update(project).decode()
    assert 'msgid "Plain"\nmsgstr "Просто"' in after
    assert "Через модуль" not in after
    assert kinds(project) == [("missing", "Quite another thing")]


def test_a_reworded_sentence_keeps_its_translation_as_a_guess_that_stays_one(project: pathlib.Path) -> None:
    update(project)
    translate(project, "Through the module", "Через модуль")
    write(project, 'from recp_selfcheck.i18n import text\ntext("Through the modules")\n')
    once = update(project)
    assert once == update(project)
    assert kinds(project) == [("fuzzy", "Through the modules")]


@pytest.mark.parametrize("russian", ["Сохранить", "Сохранить {wat}", "Сохранить {what} {more}", "Сохранить {what"])
def test_a_translation_with_other_places_is_a_gap(project: pathlib.Path, russian: str) -> None:
    update(project)
    translate(project, "Save {what}", russian)
    assert ("placeholder", "Save {what}") in kinds(project)


def test_a_catalogue_that_is_behind_the_source_says_what_is_missing_and_what_is_too_much(project: pathlib.Path) -> None:
    update(project)
    write(project, 'from recp_selfcheck.i18n import text\ntext("New")\n')
    found = kinds(project)
    assert ("missing", "New") in found
    assert ("unused", "Plain") in found


def test_the_catalogues_of_the_interface_are_complete() -> None:
    gaps = catalogues.gaps()
    assert not gaps, "python -m recp_selfcheck translations update, then translate:\n" + "\n".join(map(str, gaps))


def test_the_catalogues_of_the_interface_are_as_the_update_writes_them(tmp_path: pathlib.Path) -> None:
    for language in catalogues.TRANSLATED:
        (tmp_path / f"{language}.po").write_bytes((catalogues.LOCALE_FOLDER / f"{language}.po").read_bytes())
    catalogues.update(PROJECT, tmp_path)
    for language in catalogues.TRANSLATED:
        shipped = (catalogues.LOCALE_FOLDER / f"{language}.po").read_bytes()
        assert (tmp_path / f"{language}.po").read_bytes() == shipped, f"{language}.po: run translations update"
