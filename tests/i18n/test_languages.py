from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck import i18n


@pytest.mark.parametrize(
    ("wishes", "chosen"),
    [
        ({"profile": "be", "cookie": "en", "browser": "ru", "setting": "ru"}, "be"),
        ({"profile": "", "cookie": "en", "browser": "ru"}, "en"),
        ({"cookie": "xx", "browser": "be-BY,ru;q=0.9"}, "be"),
        ({"browser": "de,fr;q=0.9,ru;q=0.5,en;q=0.7"}, "en"),
        ({"browser": "ru;q=0, en"}, "en"),
        ({"browser": "ru_RU"}, "ru"),
        ({"browser": "de-DE", "setting": "en"}, "en"),
        ({"browser": "*", "setting": "be"}, "be"),
        ({"setting": "klingon"}, "ru"),
        ({}, "ru"),
    ],
)
def test_the_first_wish_that_we_speak_wins(wishes: dict[str, str], chosen: str) -> None:
    assert i18n.negotiate(**wishes) == chosen


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_a_browser_sends_there_is_a_language(profile: str, cookie: str, browser: str, setting: str) -> None:
    assert i18n.negotiate(profile, cookie, browser, setting) in i18n.LANGUAGES


def test_a_language_nobody_knows_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="ru, en, be"):
        i18n.use("de")
    assert i18n.language() == "en"


def test_two_sessions_do_not_hear_each_other() -> None:
    heard: dict[str, str] = {}
    met = threading.Barrier(2)

    def session(language: str) -> None:
        i18n.use(language)
        met.wait(timeout=10)
        heard[language] = i18n.unit_label("kWh")

    threads = [threading.Thread(target=session, args=(language,)) for language in ("ru", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert heard == {"ru": "кВт·ч", "en": "kWh"}
    assert i18n.language() == "en"


def test_a_new_thread_begins_in_english_whatever_this_one_speaks() -> None:
    i18n.use("ru")
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.append(i18n.language()))
    thread.start()
    thread.join(timeout=10)
    assert heard == ["en"]
