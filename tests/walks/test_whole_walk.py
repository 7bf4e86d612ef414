"""The whole walk on a phone, in Russian: company, three checklists, hand in, results, what to improve."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import expect

from recp_selfcheck import i18n
from recp_selfcheck.actions import opportunities
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import solo_session
from recp_selfcheck.assessment import scoring
from recp_selfcheck.assessment.answers import read_answers
from recp_selfcheck.assessment.scoring import ScoreCard, displayed
from recp_selfcheck.ui.words import score_words
from tests.walks.visitor import Visitor, choices, find, stored, until
from tests.web.serving import RunningApp

ON_COMPANY_PAGE = {"site.premises": "rented", "site.water_source": "mains"}
FACTS = {  # a small office-like workshop: few questions remain
    "site.size": "micro",
    "site.shifts": "continuous",
    "site.systems": "none_of_these",
    "site.heating": "none",
    "site.fuels": "none_of_these",
    "site.water_uses": "none_of_these",
    "site.materials": "none_of_these",
}
UNKNOWN = "metering.contract"
AWAY = "purchasing_storage.damage"
REASON = "Сырьё привозят в день работы, склада нет."


def test_from_an_empty_database_to_what_to_improve(
    app: RunningApp, visit: Callable[..., Visitor], use_database: Callable[[str], None]
) -> None:
    visitor = visit(app).open()
    visitor.press("next_step")
    describe_company(visitor)
    answered: set[str] = set()
    for checklist in ("energy", "water", "materials"):
        visitor.key("nav").locator("a").nth(0).click()
        visitor.key(f"card_{checklist}").locator('[data-testid="stPageLink"] a').first.click()
        visitor.key(f"checklist-{checklist}").wait_for()
        visitor.settle()
        answered |= answer_all(visitor, checklist)
        hand_in(visitor, checklist)
    assert FACTS.keys() < answered

    i18n.use("ru")
    use_database(app.database_url)
    cards = {checklist: card_from_the_rows(app, checklist) for checklist in ("energy", "water", "materials")}
    assert len({displayed(card.score) for card in cards.values() if card.score is not None}) > 1
    for checklist, card in cards.items():
        visitor.open(f"results?checklist={checklist}")
        expect(visitor.page.locator('[data-testid="stMain"]')).to_contain_text(score_words(card))
        expect(visitor.page.locator('[data-testid="stPlotlyChart"]').first).to_be_visible()
        visitor.key("nav").locator("a").nth(0).click()
        expect(visitor.key(f"card_{checklist}")).to_contain_text(score_words(card))

    visitor.settle()  # a link that is drawn anew under the finger loses the click
    visitor.page.locator('[data-testid="stMain"] [data-testid="stPageLink"] a[href="opportunities"]').click()
    visitor.page.wait_for_url("**/opportunities")
    expected = [one.measure for one in opportunities.read_opportunities(solo_session()).opportunities.listed[:6]]
    assert expected
    until(lambda: measures(visitor), expected)


def describe_company(visitor: Visitor) -> None:
    visitor.key("q_site-size").wait_for()
    visitor.settle()
    visitor.fill("c1-name-", "Мастерская «Ёлка»")
    visitor.pick("c1-country-", 0)
    visitor.pick("c1-nace-", 0, "10.71")
    visitor.fill("c1-total-electricity-amount-", "12 345,6")
    for fact, choice in ON_COMPANY_PAGE.items():
        visitor.choose(fact, choice)
    until(lambda: json.loads(visitor.app.company().get("name", "null")), "Мастерская «Ёлка»")
    until(lambda: json.loads(visitor.app.company().get("nace", "null")), "10.71")
    until(lambda: json.loads(visitor.app.company().get("total.electricity", "{}")).get("amount"), 12345.6)
    until(lambda: stored(visitor.app, "site", "site.water_source"), ["mains"])
    assert json.loads(visitor.app.company()["country"])


def answer_all(visitor: Visitor, checklist: str) -> set[str]:
    """Follow "next open" from the first fact to the last question; it has to lead to one still open each time."""
    answered: set[str] = set()
    while visitor.key("next_open").is_visible():
        visitor.press("next_open")
        led_to = where_it_leads(visitor, answered)
        answered.add(led_to)
        choice = FACTS.get(led_to)
        question = find(led_to)
        if choice:
            visitor.choose(led_to, choice)
            value = [] if choice == "none_of_these" else choice
        elif led_to == AWAY:
            visitor.choose(led_to, "not_applicable")
            field = visitor.question(led_to).locator('[class*="-reason-"] textarea')
            field.fill(REASON)
            visitor.becomes_stored(checklist, led_to, REASON, "reason")
            value = "not_applicable"
        elif question.kind == "number":
            visitor.answer_number(led_to, "12,5")
            value = 12.5
        else:
            options = choices(question)
            value = "dont_know" if led_to == UNKNOWN else options[len(answered) % len(question.options)]
            visitor.choose(led_to, value)
            value = [value] if question.kind == "multiple" and value != "dont_know" else value
        visitor.becomes_stored(checklist, led_to, value)
        visitor.page.locator(".st-key-next_open, .st-key-hand_in").first.wait_for()
        visitor.settle()
        until(lambda: progress_of(visitor) >= len(answered - FACTS.keys()), wanted=True)
    return answered


def where_it_leads(visitor: Visitor, answered: set[str]) -> str:
    """Return the question the focus comes to: the app scrolls there and focuses its first field."""
    handle = visitor.page.wait_for_function(
        """(before) => {
            const box = document.activeElement && document.activeElement.closest('[class*="st-key-q_"]');
            const name = box && [...box.classList].find((c) => c.startsWith("st-key-q_")).slice(9);
            const top = box && box.getBoundingClientRect().top;
            return name && !before.includes(name) && top < innerHeight * 0.6 && name;
        }""",
        arg=[ident.replace(".", "-") for ident in answered],
    )
    name = str(handle.json_value())
    everywhere = [content().site, *content().checklists.values()]
    return next(ident for one in everywhere for ident in one.questions if ident.replace(".", "-") == name)


def progress_of(visitor: Visitor) -> int:
    words = visitor.key("strip").locator('[data-testid="stCaptionContainer"]').inner_text()
    return int(words.split()[0])


def hand_in(visitor: Visitor, checklist: str) -> None:
    visitor.press("hand_in")
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    if checklist == "materials":
        expect(dialog).to_contain_text(REASON)
    dialog.locator(".st-key-hand_in_now button").click()
    receipt = visitor.key("receipt")
    expect(receipt).to_be_visible()
    [(checksum,)] = visitor.app.rows(
        "SELECT sha256 FROM receipt JOIN submission ON submission.id = submission_id WHERE checklist = ?", checklist
    )
    expect(receipt).to_contain_text(str(checksum))
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)


def card_from_the_rows(app: RunningApp, checklist: str) -> ScoreCard:
    """Score what the database holds, read past the app."""
    asked = content().checklists[checklist]
    raw = {name: json.loads(value) for name, value in app.company().items() if name in {f.id for f in asked.facts}}
    for (question, field), value in app.answers(checklist).items():
        if field == "answer":
            raw[question] = json.loads(value)
    return scoring.score(asked, read_answers(asked, raw))


def measures(visitor: Visitor) -> list[str]:
    return list(
        visitor.page.evaluate(
            """() => [...document.querySelectorAll('[class*="st-key-measure_"]')].map(
                (box) => [...box.classList].find((name) => name.startsWith("st-key-measure_")).slice(15))"""
        )
    )
