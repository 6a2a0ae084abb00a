"""The web page in a browser: the cards by mouse, keyboard and touch."""

from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=OPTIONS)
        yield browser
        browser.close()


def opened(browser, articles, **options):
    page = browser.new_page(**options)
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on(
        "request",
        lambda request: page.wrong.append(request.url) if ":" not in request.url[:5] else 0,
    )
    page.goto(articles["en", "html"].as_uri())
    return page


def number(page, text):
    return page.locator("main a.fact", has_text=text).last


def test_pointing_shows_the_card_and_escape_closes_it(browser, articles):
    page = opened(browser, articles)
    assert page.locator("#card").is_hidden() and page.locator("#cards").is_hidden()
    number(page, "0.42").hover()
    card = page.locator("#card")
    for part in (
        "0.4213456789",
        "[0.12345678, 0.71923456]",
        "1,492",
        "fit_drivers",
        "responses.xlsx",
    ):
        assert part in card.inner_text()
    assert card.get_attribute("role") == "tooltip"
    page.keyboard.press("Escape")
    assert card.is_hidden() and page.wrong == []


def test_the_card_can_be_pointed_at_and_goes_when_left(browser, articles):
    page = opened(browser, articles)
    number(page, "0.42").hover()
    page.locator("#card").hover()
    page.wait_for_timeout(400)
    assert page.locator("#card").is_visible()
    page.locator("h1.title").hover()
    page.wait_for_timeout(400)
    assert page.locator("#card").is_hidden()


def test_focus_by_keyboard(browser, articles):
    page = opened(browser, articles)
    number(page, "0.42").focus()
    card = page.locator("#card")
    assert "survey.planning.b" in card.inner_text()
    described = number(page, "0.42").get_attribute("aria-describedby")
    assert "0.4213456789" in page.locator(f"[id='{described}']").text_content()
    page.keyboard.press("Tab")
    assert "survey.planning.p" in card.inner_text()


def test_a_click_keeps_the_card(browser, articles):
    page = opened(browser, articles)
    number(page, "0.42").click()
    page.locator("h1.title").hover()
    page.wait_for_timeout(400)
    assert page.locator("#card").is_visible()
    page.locator("h1.title").click()
    assert page.locator("#card").is_hidden()
    assert "#card-" not in page.url


def test_touch_on_a_phone_in_the_dark(browser, articles):
    page = opened(
        browser,
        articles,
        viewport={"width": 360, "height": 700},
        has_touch=True,
        color_scheme="dark",
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    number(page, "0.42").tap()
    box = page.locator("#card").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360


def test_without_scripts_a_number_leads_to_its_card(browser, articles):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(articles["en", "html"].as_uri())
    number(page, "0.42").click()
    assert page.url.endswith("#card-survey.planning.b")
    assert page.locator("[id='card-survey.planning.b']").is_visible()
    context.close()
