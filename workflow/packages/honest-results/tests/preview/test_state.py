"""What a preview shows: the last good page, and what is wrong since."""

from __future__ import annotations

import threading

from honest_results.preview.state import State, mistakes_in, mistakes_of
from human_files.errors import Problem, UserError


def test_the_last_good_page_stays_while_there_are_mistakes():
    state = State()
    state.show_page("one")
    version = state.version(state.now)
    state.show_mistakes_in_text([("a, line 3: wrong.", "Mend it.")])
    assert state.now.page == "one" and state.version(state.now) == version
    assert state.now.mistakes == [("a, line 3: wrong.", "Mend it.")]
    state.show_page("two")
    assert state.now.mistakes == [] and state.version(state.now) != version


def test_a_page_that_is_the_same_is_no_news():
    state = State()
    state.show_page("one")
    before = state.now
    state.show_page("one")
    assert state.now == before


def test_mistakes_in_results_outlast_a_page_that_is_right():
    state = State()
    state.show_mistakes_in_results([("study.yaml: wrong.", "")])
    state.show_page("one")
    assert state.now.mistakes == [("study.yaml: wrong.", "")]
    state.show_mistakes_in_results([])
    assert state.now.mistakes == []


def test_a_mistake_that_both_tell_is_told_once():
    state = State()
    state.show_mistakes_in_results([("a: wrong.", "")])
    state.show_mistakes_in_text([("a: wrong.", ""), ("b: wrong.", "")])
    assert state.now.mistakes == [("a: wrong.", ""), ("b: wrong.", "")]


def test_a_page_of_another_preview_is_another_version():
    one, two = State(), State()
    for state in (one, two):
        state.show_page("same")
    assert one.version(one.now) != two.version(two.now)
    assert State().version(State().now) == ""


def test_who_waits_is_told_what_is_new_and_when_it_is_over():
    state = State()
    assert state.wait(state.now.serial, 0.01) == state.now, "nothing new"
    threading.Timer(0.05, state.show_page, args=("one",)).start()
    now = state.wait(state.now.serial, 30)
    assert now is not None and now.page == "one"
    threading.Timer(0.05, state.end).start()
    assert state.wait(now.serial, 30) is None


def test_mistakes_of_an_error_are_all_its_problems():
    error = UserError(
        [
            Problem("manuscript/article.es.qmd", "wrong.", "Mend it.", 12),
            Problem("data/a.xlsx", "bad.", "Change it\n  to something good.", 3, "SC2"),
        ]
    )
    assert mistakes_of(error) == [
        ("manuscript/article.es.qmd, line 12: wrong.", "Mend it."),
        ('data/a.xlsx, row 3, column "SC2": bad.', "Change it to something good."),
    ]


def test_mistakes_are_found_in_what_a_build_says():
    said = [
        "Another build of this folder is running; waiting for it …",
        "  since a while",
        "error: a.yaml, line 3: unknown key.\n  Did you mean b?\n  Or c?",
        "b.yaml: wrong.",
        "  Mend it.",
        "error: a.yaml, line 3: unknown key.",
        "  Did you mean b?",
        "  Or c?",
        "",
    ]
    assert mistakes_in(said) == [
        ("a.yaml, line 3: unknown key.", "Did you mean b? Or c?"),
        ("b.yaml: wrong.", "Mend it."),
    ]
