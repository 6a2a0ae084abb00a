"""A failure on another machine reaches the person with the step's own message."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from alianzas.commandline.elsewhere import Elsewhere
from snakemake_logger_plugin_alianzas import translate

MESSAGE = "error: data/a.csv, row 2: 7 is too much.\n  Write 6."
LOG = f"INFO root: begun\nERROR root: Traceback (most recent call last):\n\nCRITICAL root: {MESSAGE}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def handed_over(*steps: str) -> Elsewhere:
    """Return what has seen the steps begin, numbered from 1; each has a log of its name."""
    elsewhere = Elsewhere()
    for job, step in enumerate(steps, 1):
        start = {
            "event": "start",
            "job": job,
            "rule": step,
            "wildcards": [],
            "log": [f"{step}.log"],
        }
        assert list(elsewhere.complete(start)) == [start]
    return elsewhere


def fail(*jobs: int, log: tuple[str, ...] = ("cluster.log",), here: bool = False) -> dict[str, Any]:
    return {"event": "fail", "jobs": list(jobs), "log": list(log), "elsewhere": not here}


def test_of_a_group_only_the_step_that_said_something_has_failed() -> None:
    Path("stale.log").write_text(LOG.replace("row 2", "row 1"))
    elsewhere = handed_over("read", "fit", "stale", "unbegun")
    Path("read.log").write_text("INFO root: done\n")
    Path("fit.log").write_text(LOG)
    assert list(elsewhere.complete(fail(1, 2, 3, 4))) == [
        {"event": "drop", "job": 1},
        {"event": "error", "message": MESSAGE},
        {**fail(2), "log": ["fit.log"]},
        {"event": "drop", "job": 3},
        {"event": "drop", "job": 4},
    ]


def test_a_step_that_failed_here_has_told_its_message_itself() -> None:
    elsewhere = handed_over("fit")
    Path("fit.log").write_text(LOG)
    event = fail(1, log=("fit.log",), here=True)
    assert list(elsewhere.complete(event)) == [event]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Building DAG\nslurmstepd: error: *** JOB 5 CANCELLED DUE TO TIME LIMIT ***\nShutting\n",
            "It says:\n    *** JOB 5 CANCELLED DUE TO TIME LIMIT ***\n  log: cluster.log\n",
        ),
        ("a\nb\nNo module named x\n", "It says:\n    a\n    b\n    No module named x\n  log: "),
        (None, "It says: nothing\n  log: cluster.log\n"),
    ],
)
def test_a_job_that_the_cluster_ended_is_told_in_its_words(words: str | None, told: str) -> None:
    if words is not None:
        Path("cluster.log").write_text(words)
    dropped, error = handed_over("fit").complete(fail(1))
    assert dropped == {"event": "drop", "job": 1}
    assert error["message"].startswith("error: the cluster ended a job")
    assert told in error["message"]


def record(path: str = "x.py", **about: object) -> logging.LogRecord:
    made = logging.LogRecord("snakemake", logging.ERROR, path, 0, "Refused.", (), None)
    made.__dict__.update(about)
    return made


def test_snakemakes_three_ways_to_say_that_a_job_failed() -> None:
    one: dict[str, Any] = {"event": LogEvent.JOB_ERROR, "jobid": 4, "log": ["fit.log", "12.log"]}
    local = translate(record(**one, indent=False, aux={}))
    assert local == fail(4, log=("fit.log", "12.log"), here=True)
    remote = translate(record(**one, indent=False, aux={"external_jobid": "12"}))
    assert remote == fail(4, log=("fit.log", "12.log"))
    assert translate(record(**one, indent=True, aux={})) is None
    group = {"event": LogEvent.GROUP_ERROR, "aux_logs": ["12.log"]}
    steps = [{"jobid": 4}, {"jobid": 7}]
    assert translate(record(**group, job_error_info=steps)) == fail(4, 7, log=("12.log",))


def test_what_the_cluster_refuses_is_told_and_snakemakes_asides_are_not() -> None:
    plugin = "/site-packages/snakemake_executor_plugin_slurm/__init__.py"
    assert translate(record(plugin)) == {"event": "error", "message": "Refused."}
    assert translate(record("/site-packages/snakemake/dag.py")) is None
