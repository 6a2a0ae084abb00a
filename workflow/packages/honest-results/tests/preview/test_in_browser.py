"""The page in a browser: it follows the text, at the same place, and tells mistakes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from honest_results.preview.server import HOST, Site, listen
from honest_results.preview.state import State

pytest.importorskip("playwright", reason="needs Playwright")
#: Whichever is on the PATH: distributions call it differently.
CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]

WORDS = {
    "wrong": "The text below is the last good one.",
    "nothing": "There is no good text yet.",
    "waiting": "Being prepared …",
    "gone": "The preview has ended.",
    "elsewhere": "Not there.",
}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="{height}"/>'


def section(number: int, words: str = "") -> str:
    """A section that is about as high as a window."""
    paragraphs = "".join(f"<p>Paragraph {number}.{row} {words}</p>\n" for row in range(20))
    return (
        f'<section id="sec-{number}"><h1>Section {number}</h1>\n{paragraphs}'
        f'<details class="records"><summary>Records {number}</summary><p>Ash</p></details>\n'
        f'<figure id="fig-{number}"><img src="files/figures/flow.svg?1" alt="">'
        f"<figcaption>Figure {number}</figcaption></figure></section>\n"
    )


def page(*sections: str, style: str = "p { height: 40px }", title: str = "Title") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title><style>{style}</style></head>"
        f"<body><header class='title-block'><h1>{title}</h1></header>"
        f"<main id='text'>{''.join(sections)}</main></body></html>"
    )


TEN = [section(number) for number in range(1, 11)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


class Preview:
    """A served page, and the browser that shows it."""

    def __init__(self, browser: Any, results: Path) -> None:
        self.state = State()
        site = Site("article.en", "en", self.state, results, list, WORDS)
        self.server = listen(site, 0)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.tab = browser.new_page(viewport={"width": 1000, "height": 700})
        self.wrong: list[str] = []
        self.tab.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.loads = 0
        self.tab.on("load", lambda _: setattr(self, "loads", self.loads + 1))

    def open(self, content: str | None = None) -> None:
        if content is not None:
            self.state.show_page(content)
        self.tab.goto(f"http://{HOST}:{self.server.server_port}/")

    def sees(self, words: str) -> None:
        self.tab.wait_for_function(
            "words => document.body?.innerText.includes(words) ?? false", arg=words, timeout=60_000
        )

    def read_from(self, selector: str, above: int = 100) -> None:
        """Scroll so that an element stands ``above`` pixels under the top of the window."""
        self.tab.evaluate(
            "([selector, above]) => window.scrollTo(0, document.querySelector(selector)"
            ".getBoundingClientRect().top + scrollY - above)",
            [selector, above],
        )

    def top(self, selector: str) -> float:
        return float(
            self.tab.evaluate(
                "selector => document.querySelector(selector).getBoundingClientRect().top", selector
            )
        )

    def end(self) -> None:
        self.state.end()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def preview(browser: Any, tmp_path: Path) -> Iterator[Preview]:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/flow.svg").write_text(DRAWING.format(height=200))
    (tmp_path / "figures/tall.svg").write_text(DRAWING.format(height=900))
    preview = Preview(browser, tmp_path)
    yield preview
    preview.end()
    assert preview.wrong == []
    preview.tab.close()


def test_what_is_new_above_does_not_move_what_is_read(preview: Preview) -> None:
    preview.open(page(*TEN))
    preview.read_from("#sec-5")
    preview.tab.evaluate("window.mark = 'the same page'")
    longer = TEN[1].replace("Paragraph 2.3 ", "Paragraph 2.3, with another one</p><p>Brand new. ")
    preview.state.show_page(page(TEN[0], longer, *TEN[2:], title="Other title"))
    preview.sees("Brand new.")
    assert preview.top("#sec-5") == pytest.approx(100, abs=1)
    assert preview.tab.evaluate("window.mark") == "the same page"
    assert preview.tab.title() == "Other title"
    preview.state.show_page(page(TEN[0], *TEN[2:]))
    preview.tab.wait_for_selector("#sec-2", state="detached")
    assert preview.top("#sec-5") == pytest.approx(100, abs=1)


def test_what_is_read_may_be_what_is_edited(preview: Preview) -> None:
    preview.open(page(*TEN))
    preview.read_from("#sec-5 p:nth-of-type(4)", 10)
    preview.state.show_page(page(*TEN[:4], TEN[4].replace("5.3 ", "5.3 reworded "), *TEN[5:]))
    preview.sees("5.3 reworded")
    assert preview.top("#sec-5 p:nth-of-type(4)") == pytest.approx(10, abs=1)
    gone = TEN[4].replace("<p>Paragraph 5.3 </p>\n", "")
    preview.state.show_page(page(*TEN[:4], gone, *TEN[5:]))
    preview.tab.wait_for_function("document.body && !document.body.innerText.includes('5.3 ')")
    assert preview.top("#sec-5") == pytest.approx(10 - 4 * 40, abs=120), "near where it was"


def test_a_drawing_that_grows_above_does_not_move_what_is_read(preview: Preview) -> None:
    preview.open(page(*TEN))
    preview.tab.wait_for_load_state("networkidle")
    preview.read_from("#sec-5")
    taller = TEN[1].replace("flow.svg?1", "tall.svg?2")
    preview.state.show_page(page(TEN[0], taller, *TEN[2:]))
    preview.tab.wait_for_function(
        "document.querySelector('#fig-2 img').naturalHeight === 900", timeout=60_000
    )
    preview.tab.wait_for_timeout(300)
    assert preview.top("#sec-5") == pytest.approx(100, abs=1)


def test_what_was_opened_stays_open(preview: Preview) -> None:
    preview.open(page(*TEN))
    preview.tab.locator("summary", has_text="Records 3").click()
    preview.state.show_page(page(*[section(number, "again") for number in range(1, 11)]))
    preview.sees("Paragraph 3.1 again")
    assert preview.tab.locator("details[open]").count() == 1
    assert preview.tab.locator("#sec-3 details[open]").is_visible()


def test_after_every_edit_the_page_is_as_if_loaded_anew(preview: Preview) -> None:
    """Whatever was added, removed, exchanged or moved."""
    inner = "document.querySelector('main').innerHTML"
    preview.open(page(*TEN))
    table = (
        "<section id='sec-t'><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table></section>"
    )
    for sections in (
        [],
        TEN[:1],
        [TEN[3], *TEN[:3]],
        ["Only words, <em>and others</em>.", *TEN[2:5], table],
        [*TEN[2:4], table.replace("<td>2</td>", "<td class='x'>3</td><td>4</td>")],
        [
            TEN[0].replace("<h1>Section 1</h1>", "<h2 id='new'>Section one</h2>"),
            TEN[1][:200] + "</section>",
        ],
        TEN,
    ):
        preview.state.show_page(page(*sections))
        expected = preview.tab.evaluate(
            "content => new DOMParser().parseFromString(content, 'text/html')"
            ".querySelector('main').innerHTML",
            preview.state.now.page,
        )
        preview.tab.wait_for_function(
            f"expected => {inner} === expected", arg=expected, timeout=60_000
        )
    assert preview.loads == 1


def test_another_look_is_loaded_anew_at_the_same_place(preview: Preview) -> None:
    preview.open(page(*TEN))
    preview.read_from("#sec-5")
    preview.tab.evaluate("window.mark = 'the same page'")
    longer = section(1).replace("</section>", "<p>Brand new.</p>" * 7 + "</section>")
    preview.state.show_page(page(longer, *TEN[1:], style="p { height: 50px; color: red }"))
    preview.sees("Brand new.")
    preview.tab.wait_for_load_state("load")
    preview.tab.wait_for_function(
        "Math.abs(document.querySelector('#sec-5').getBoundingClientRect().top - 100) < 2"
    )
    assert preview.tab.evaluate("window.mark === undefined")
    assert preview.tab.evaluate("sessionStorage.length") == 0


def test_a_mistake_is_told_over_the_last_good_text_and_goes_when_mended(preview: Preview) -> None:
    preview.open(page(*TEN))
    preview.read_from("#sec-5")
    alert = preview.tab.get_by_role("alert")
    assert alert.inner_text() == ""
    mistake = (
        "manuscript/article.en.qmd, line 12: there is no fact <b>a & b</b>.",
        "Did you mean c?",
    )
    preview.state.show_mistakes_in_text([mistake])
    preview.sees("line 12")
    assert alert.inner_text().splitlines()[0] == WORDS["wrong"]
    assert " ".join(mistake) in alert.inner_text(), "as text, not as HTML"
    assert preview.tab.locator("#sec-5").is_visible()
    assert preview.top("#sec-5") == pytest.approx(100, abs=1)
    box = alert.bounding_box()
    assert box and box["y"] == 0 and box["height"] < 350
    preview.state.show_page(page(*TEN[:9]))
    preview.tab.wait_for_selector("#sec-10", state="detached")
    assert alert.inner_text() == ""


def test_many_mistakes_leave_room_for_the_text(preview: Preview) -> None:
    preview.open(page(*TEN))
    preview.state.show_mistakes_in_text([(f"mistake {row}", "Mend it.") for row in range(99)])
    preview.sees("mistake 98")
    box = preview.tab.get_by_role("alert").bounding_box()
    assert box and box["height"] < 350


def test_before_there_is_a_good_text_the_mistake_is_told_and_then_the_text_shown(
    preview: Preview,
) -> None:
    preview.open()
    preview.sees(WORDS["waiting"])
    preview.state.show_mistakes_in_text([("article.en.qmd: is missing.", "Restore it.")])
    preview.sees("is missing.")
    assert WORDS["nothing"] in preview.tab.get_by_role("alert").inner_text()
    preview.state.show_page(page(*TEN))
    preview.sees("Paragraph 1.1")
    preview.tab.wait_for_function("document.querySelector('[role=alert]')?.innerText === ''")


def test_what_is_being_done_is_told_and_when_the_preview_has_ended(preview: Preview) -> None:
    preview.open(page(*TEN))
    status = preview.tab.get_by_role("status")
    preview.state.show_work("Results are being renewed: 3/12")
    preview.sees("3/12")
    assert status.inner_text() == "Results are being renewed: 3/12"
    preview.state.show_work("")
    preview.tab.wait_for_function("document.querySelector('[role=status]')?.innerText === ''")
    preview.end()
    preview.sees(WORDS["gone"])
    assert preview.tab.locator("#sec-5").is_visible()
