"""The web page in a browser: the cards by mouse, keyboard and touch."""

import pytest

from browser import CHROMIUM

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
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


def records(page):
    return page.locator("#records-flow-asked")


def test_a_click_on_a_box_opens_its_list_and_leads_back(browser, articles):
    page = opened(browser, articles)
    box = page.get_by_role("link", name="Asked (2): show the records")
    image = page.locator(".parts img").bounding_box()
    place = box.bounding_box()
    assert place["width"] == pytest.approx(0.9333 * image["width"], abs=1)
    assert place["y"] - image["y"] == pytest.approx(0.0833 * image["height"], abs=1)
    assert records(page).is_hidden()
    box.click()  # in its middle, where the browser has to find the link and not the image
    records(page).wait_for(state="visible")
    assert records(page).locator("li").all_inner_texts() == ["Ash & Sons", "Birch"]
    page.wait_for_function("document.activeElement.id === 'records-flow-asked'")
    page.get_by_role("link", name="Back to the box in the figure").click()
    page.wait_for_function("document.activeElement.id === 'part-flow-asked'")
    assert page.wrong == []


def test_a_box_by_keyboard_in_the_other_language(browser, articles):
    page = browser.new_page()
    page.goto(articles["es", "html"].as_uri())
    page.get_by_role("link", name="Asked (2): mostrar los registros").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'records-flow-asked'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Volver al recuadro de la figura"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'part-flow-asked'")


def test_without_scripts_the_lists_are_within_reach(browser, articles):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(articles["en", "html"].as_uri())
    for summary in ("The records behind the figure", "Asked (2)"):
        page.locator("summary", has_text=summary).first.click()
    assert records(page).is_visible()
    page.locator("summary", has_text="Never found").click()
    assert page.get_by_text("Cedar").is_visible()
    assert page.locator("a.part").count() == 1
    context.close()
