"""From a save to the page: what is rendered, what is left to rules, and what is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alianzas.commandline.preview_command import read_study
from honest_results.preview import session as sessions
from honest_results.preview.session import STOPPED, Session
from honest_results.preview.state import State
from honest_results.preview.subject import Subject
from unit.manuscript.demo import STUDY
from unit.preview.conftest import edit

TEXT = "manuscript/article.en.qmd"


class Rules:
    """Stands in for Snakemake: counts how often results were wanted; ``make`` makes them."""

    def __init__(self, state: State) -> None:
        self.state, self.calls = state, 0
        self.make: Callable[[], int] = lambda: 0
        self.is_over = False

    def __call__(self) -> int:
        if self.is_over:
            return STOPPED
        self.calls += 1
        return self.make()


class Running:
    """A session that runs, and what it shows."""

    def __init__(self) -> None:
        self.state = State()
        self.rules = Rules(self.state)
        self.session = Session(Subject("article", "en", STUDY), self.state, self.rules, read_study)
        self.thread = threading.Thread(target=self.session.run, daemon=True)

    def end(self) -> None:
        before = threading.active_count()
        self.rules.is_over = True
        self.session._results_wanted.set()
        self.thread.join(30)
        self.until(lambda: threading.active_count() <= before - 3)

    def until(self, met: Callable[[], object]) -> None:
        end = time.monotonic() + 60
        while not met():
            assert time.monotonic() < end, f"not seen: {self.state.now}"
            time.sleep(0.02)

    def shows(self, words: str) -> None:
        self.until(lambda: words in (self.state.now.page or "") and not self.state.now.mistakes)

    def tells(self, words: str) -> None:
        self.until(lambda: any(words in what for what, _ in self.state.now.mistakes))


@pytest.fixture
def running(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(Session, "_results_are_old", lambda self: False)
    monkeypatch.setattr(sessions, "_SETTLED", 0.1)
    running = Running()
    running.thread.start()
    running.shows("We read")
    yield running
    running.end()


def test_a_saved_sentence_is_shown_without_any_rule(running: Running) -> None:
    edit(Path(TEXT), "We read", "We looked into")
    running.shows("We looked into")
    assert running.rules.calls == 0


def test_a_mistake_is_told_the_last_good_text_stays_and_mending_it_is_enough(
    running: Running, capfd: pytest.CaptureFixture[str]
) -> None:
    edit(Path(TEXT), "[literature.kept]{.fact}", "[literature.keept]{.fact}")
    running.tells('there is no fact "literature.keept".')
    assert "We read" in (running.state.now.page or "")
    assert f"error: {TEXT}, line " in capfd.readouterr().out
    edit(Path(TEXT), "literature.keept", "literature.kept")
    running.shows("We read")
    assert running.rules.calls == 0


def test_a_text_that_vanishes_and_comes_back(running: Running) -> None:
    text = Path(TEXT).read_text(encoding="utf-8")
    Path(TEXT).unlink()
    running.tells("is missing")
    Path(TEXT).write_text(text.replace("We read", "Again we read"), encoding="utf-8")
    running.shows("Again we read")


def test_settings_are_left_to_rules_and_then_the_page_is_made(running: Running) -> None:
    edit(Path("config/languages/en/labels/manuscript.yaml"), '"Contents"', '"What is in it"')
    running.shows("What is in it")
    assert running.rules.calls >= 1


def test_why_rules_fail_is_told_until_they_do_not(running: Running) -> None:
    def fail() -> int:
        running.state.show_mistakes_in_results([("data/demo/a.csv, row 2: 7 is too much.", "")])
        return 1

    def succeed() -> int:
        running.state.show_mistakes_in_results([])
        return 0

    running.rules.make = fail
    Path("data/demo").mkdir(parents=True)
    Path("data/demo/a.csv").write_text("7")
    running.tells("row 2: 7 is too much")
    edit(Path(TEXT), "We read", "Meanwhile we read")
    running.until(lambda: "Meanwhile we read" in (running.state.now.page or ""))
    assert running.state.now.mistakes, "a page that is right does not make results right"
    running.rules.make = succeed
    Path("data/demo/a.csv").write_text("6")
    running.shows("Meanwhile we read")


def test_the_text_goes_on_being_rendered_while_rules_work(running: Running) -> None:
    seen = threading.Event()
    running.rules.make = lambda: 0 if seen.wait(60) else 1
    edit(Path("config/config.yaml"), "documents:", "\ndocuments:")
    running.until(lambda: running.rules.calls == 1)
    edit(Path(TEXT), "We read", "Meanwhile we read")
    running.shows("Meanwhile we read")
    seen.set()


def test_results_that_are_lacking_are_made(running: Running) -> None:
    lost = Path(f"results/{STUDY}/tables/drivers.en.md")
    kept = lost.read_text(encoding="utf-8")

    def make() -> int:
        lost.write_text(kept, encoding="utf-8")
        return 0

    running.rules.make = make
    lost.unlink()
    edit(Path(TEXT), "We read", "Then we read")
    running.shows("Then we read")
    assert running.rules.calls == 1 and lost.is_file()


def test_results_that_no_rule_brings_are_told_and_asked_for_once(running: Running) -> None:
    Path(f"results/{STUDY}/tables/drivers.en.md").unlink()
    edit(Path(TEXT), "We read", "Then we read")
    running.tells("tables/drivers.en.md: is missing.")
    assert running.rules.calls == 1


def test_results_that_somebody_else_made_are_shown(running: Running) -> None:
    table = Path(f"results/{STUDY}/tables/drivers.en.md")
    table.write_text(table.read_text().replace("Trust", "Reliance"), encoding="utf-8")
    running.shows("Reliance")
    assert running.rules.calls == 0


def test_results_made_for_the_page_do_not_make_it_twice(
    running: Running, capfd: pytest.CaptureFixture[str]
) -> None:
    table = Path(f"results/{STUDY}/tables/drivers.en.md")

    def make() -> int:
        table.write_text(table.read_text().replace("Trust", "Reliance"), encoding="utf-8")
        return 0

    running.rules.make = make
    edit(Path("config/config.yaml"), "documents:", "\ndocuments:")
    running.shows("Reliance")
    time.sleep(2)
    assert capfd.readouterr().out.count("rendered in") == 1, "after the first page"


def test_what_nobody_foresaw_is_told_and_the_preview_goes_on(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(running.session._renderer, "page", lambda: 1 / 0)
        edit(Path(TEXT), "We read", "Then we read")
        running.tells("the preview failed: ZeroDivisionError")
    assert "ZeroDivisionError" in sessions.LOG.read_text(encoding="utf-8")
    edit(Path(TEXT), "Then we read", "And again we read")
    running.shows("And again we read")


def test_a_change_of_the_program_is_said_to_need_a_new_start(
    running: Running, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("workflow/alianzas").mkdir()
    Path("workflow/alianzas/new.py").write_text("x = 1\n")
    running.until(lambda: running.rules.calls == 1)
    assert "Restart the preview" in capfd.readouterr().out


def test_checklists_are_filled_again_where_what_they_name_has_moved(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "_results_are_old", lambda self: False)
    monkeypatch.setattr(Session, "_shows_checklists", lambda self: True)
    running = Running()
    running.thread.start()
    running.until(lambda: running.rules.calls == 1)  # nobody knows what they were filled from
    edit(Path(TEXT), "We read", "Then we read")
    running.shows("Then we read")
    edit(Path("manuscript/appendix.en.qmd"), "## Deeper", "## First {#sec-first}\n\n## Deeper")
    running.until(lambda: running.rules.calls == 2)
    running.end()


def test_results_that_are_older_than_what_makes_them_are_made_at_the_start(demo: Path) -> None:
    import os

    for path in Path("results").rglob("*"):
        os.utime(path, (1, 1))
    running = Running()
    running.thread.start()
    running.until(lambda: running.rules.calls == 1)
    running.end()
