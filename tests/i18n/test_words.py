from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest

from recp_selfcheck import i18n
from recp_selfcheck.i18n import words

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1'
    ' : 2);\\n"\n\n'
)
RU = (
    HEAD
    + """
msgid "open"
msgstr "открыто"

msgctxt "verb"
msgid "open"
msgstr "открыть"

msgid "Saved {time}"
msgstr "Сохранено {time}"

msgid "Names {a} and {b}"
msgstr "Имена {a} и {c}"

msgid "Broken {a}"
msgstr "Сломано {a"

msgid "Tricky {a}"
msgstr "Хитро {a.nothing}"

#, fuzzy
msgid "Guess"
msgstr "Догадка"

msgid "{n} question"
msgid_plural "{n} questions"
msgstr[0] "{n} вопрос"
msgstr[1] "{n} вопроса"
msgstr[2] "{n} вопросов"
"""
)
BE = (
    HEAD
    + """
msgid "open"
msgstr "адкрыта"

msgid "{n} question"
msgid_plural "{n} questions"
msgstr[0] "{n} пытанне"
msgstr[1] "{n} пытанні"
msgstr[2] "{n} пытанняў"
"""
)


@pytest.fixture(autouse=True)
def catalogues(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "ru.po").write_text(RU, encoding="utf-8")
    (tmp_path / "be.po").write_text(BE, encoding="utf-8")
    monkeypatch.setattr(words, "LOCALE_FOLDER", tmp_path)
    words._catalogue.cache_clear()
    yield
    words._catalogue.cache_clear()


def test_one_word_in_two_contexts_has_two_translations() -> None:
    i18n.use("ru")
    assert (i18n.text("open"), i18n.text("open", context="verb")) == ("открыто", "открыть")


def test_values_are_inserted_as_they_are() -> None:
    i18n.use("ru")
    assert i18n.text("Saved {time}", time="{time} <b> %s") == "Сохранено {time} <b> %s"


@pytest.mark.parametrize(
    ("sentence", "values", "shown"),
    [
        ("Names {a} and {b}", {"a": 1, "b": 2}, "Names 1 and 2"),
        ("Broken {a}", {"a": 1}, "Broken 1"),
        ("Tricky {a}", {"a": 1}, "Tricky 1"),
        ("Saved {time}", {"hour": 1}, "Saved {time}"),
    ],
)
def test_a_sentence_that_does_not_fit_its_values_falls_back_and_never_raises(
    sentence: str, values: dict[str, int], shown: str
) -> None:
    i18n.use("ru")
    assert i18n.text(sentence, **values) == shown


def test_guesses_are_not_shown() -> None:
    i18n.use("ru")
    assert i18n.text("Guess") == "Guess"


def test_what_is_not_translated_is_shown_in_english_and_nothing_stays_nothing() -> None:
    i18n.use("ru")
    assert i18n.text("Never heard of {x}", x=1) == "Never heard of 1"
    assert i18n.text("") == ""


def test_belarusian_falls_back_to_russian_before_english() -> None:
    i18n.use("be")
    assert (i18n.text("open"), i18n.text("open", context="verb"), i18n.text("Nobody")) == (
        "адкрыта",
        "открыть",
        "Nobody",
    )


@pytest.mark.parametrize(
    ("number", "russian", "belarusian", "english"),
    [
        (0, "0 вопросов", "0 пытанняў", "0 questions"),
        (1, "1 вопрос", "1 пытанне", "1 question"),
        (2, "2 вопроса", "2 пытанні", "2 questions"),
        (5, "5 вопросов", "5 пытанняў", "5 questions"),
        (11, "11 вопросов", "11 пытанняў", "11 questions"),
        (12, "12 вопросов", "12 пытанняў", "12 questions"),
        (21, "21 вопрос", "21 пытанне", "21 questions"),
        (104, "104 вопроса", "104 пытанні", "104 questions"),
        (111, "111 вопросов", "111 пытанняў", "111 questions"),
        (1.5, "1,5 вопроса", "1,5 пытанні", "1.5 questions"),
    ],
)
def test_plural_forms(number: float, russian: str, belarusian: str, english: str) -> None:
    for language, expected in (("ru", russian), ("be", belarusian), ("en", english)):
        i18n.use(language)
        assert i18n.text_n("{n} question", "{n} questions", number) == expected
