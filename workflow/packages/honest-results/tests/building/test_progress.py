"""What is shown while a study is built, on a terminal and elsewhere."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import pty
from types import SimpleNamespace

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from honest_results.build.building import in_words
from honest_results.build.progress import BarDisplay, Failure, PlainDisplay, display_for
from honest_results.build.snakemake_messages import person_message
from snakemake_logger_plugin_alianzas import translate

WORDS = {"fit_drivers": "Estimate what drives alliance success"}
EVENTS = [
    {"event": "plan", "total": 12},
    {"event": "start", "job": 1, "rule": "fit_drivers", "wildcards": ["ecuador"]},
    {"event": "start", "job": 2, "rule": "draw_figures", "wildcards": ["ecuador", "es"]},
    {"event": "finish", "job": 2},
    {"event": "fail", "jobs": [1], "log": ["logs/a.log"]},
    {"event": "start", "job": 3, "rule": "all", "wildcards": []},
]


def test_plain_lines_count_the_steps_in_words() -> None:
    stream = io.StringIO()
    display = PlainDisplay(WORDS, stream)
    for event in EVENTS:
        display.handle(event)
    assert stream.getvalue() == (
        "[ 1/12] Estimate what drives alliance success (ecuador)\n"
        "[ 2/12] draw figures (ecuador, es)\n"
    )
    assert display.done == 1
    assert display.failures == [
        Failure("Estimate what drives alliance success (ecuador)", ("logs/a.log",))
    ]


def _everything(leader: int) -> str:
    """Read a terminal whose other end is closed to its end: one read may bring a part only."""
    parts = []
    with contextlib.suppress(OSError):  # Linux ends a terminal with EIO, others with nothing
        while part := os.read(leader, 1 << 16):
            parts.append(part)
    os.close(leader)
    return b"".join(parts).decode()


def test_a_terminal_gets_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w") as stream:
        display = display_for(WORDS, stream)
        assert isinstance(display, BarDisplay)
        for event in EVENTS[:3]:
            display.handle(event)
        display.say("error: a [bracket] stays")
        display.close()
    shown = _everything(leader)
    assert "0 of 12 steps" in shown
    assert "Estimate what drives alliance success (ecuador) …" in shown
    assert "error: a [bracket] stays" in shown
    assert shown.rstrip().endswith("\x1b[2K")  # the last thing is that the bar is wiped


@pytest.mark.parametrize("terminal", ["", "dumb", "unknown"])
def test_a_terminal_that_cannot_redraw_gets_plain_lines(
    terminal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", terminal)
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w") as stream:
        assert isinstance(display_for(WORDS, stream), PlainDisplay)
    os.close(leader)


def test_our_message_is_freed_from_snakemakes_frame() -> None:
    message = (
        'WorkflowError in file "/x/common.smk", line 18:\n'
        "config/config.yaml, line 3: is wrong.\n  Mend it.\n"
        '  File "/x/Snakefile", line 4, in <module>\n'
    )
    assert person_message(message) == "error: config/config.yaml, line 3: is wrong.\n  Mend it."


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        ("ConfigurationError: a.yaml: is wrong.\n  Mend it.", "a.yaml: is wrong.\n  Mend it."),
        ("KeyError: 'text'", "KeyError: 'text'\n  This is a fault of the program"),
    ],
)
def test_an_error_in_an_input_function_is_told_by_whose_fault_it_is(raised: str, told: str) -> None:
    message = (
        'InputFunctionException in rule a in file "/x/a.smk", line 2:\n'
        f"Error:\n  {raised}\nWildcards:\n  study=demo\nTraceback:\n"
        '  File "/x/common.smk", line 4, in levels\n'
    )
    assert person_message(message).startswith(f"error: {told}")
    assert "Wildcards" not in person_message(message)


def test_missing_inputs_are_named_each() -> None:
    message = (
        'MissingInputException in rule read in file "/x/a.smk", line 2:\n'
        "Missing input files for rule read:\n    output: a\n    affected files:\n"
        "        data/b.csv\n        data/a.csv"
    )
    assert [line for line in person_message(message).splitlines() if "error" in line] == [
        "error: data/a.csv: is missing, and no step makes it.",
        "error: data/b.csv: is missing, and no step makes it.",
    ]


def record(message: str, **about: object) -> logging.LogRecord:
    made = logging.LogRecord("snakemake", logging.INFO, "", 0, message, (), None)
    made.__dict__.update(about)
    return made


def test_snakemakes_records_become_events_or_nothing() -> None:
    stats = {"all": 1, "fit": 2, "total": 3}
    assert translate(record("", event=LogEvent.RUN_INFO, stats=stats)) == {
        "event": "plan",
        "total": 2,
    }
    assert translate(record("Building DAG of jobs...")) is None
    echo = "WorkflowError:\nAt least one job did not complete successfully."
    assert translate(record(echo, event=LogEvent.ERROR)) is None
    other = translate(record("AmbiguousRuleException:\nTwo rules.", event=LogEvent.ERROR))
    assert other == {"event": "error", "message": "AmbiguousRuleException:\nTwo rules."}


def test_durations_in_words() -> None:
    assert [in_words(seconds) for seconds in (0.4, 59.6, 125)] == ["0 s", "1 min 0 s", "2 min 5 s"]


def test_the_plain_display_serves_pipes() -> None:
    stream = SimpleNamespace(isatty=lambda: False)
    assert isinstance(display_for(WORDS, stream), PlainDisplay)  # type: ignore[arg-type]
