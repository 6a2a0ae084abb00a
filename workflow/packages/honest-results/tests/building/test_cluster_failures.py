"""A failure on another machine reaches the person with the step's own message."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from honest_results.build.cluster_failures import Elsewhere
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


def fail(
    *jobs: int, log: tuple[str, ...] = ("cluster.log",), said: str | None = ""
) -> dict[str, Any]:
    """Return the event that jobs failed; ``said`` by the cluster, None for one that ran here."""
    return {"event": "fail", "jobs": list(jobs), "log": list(log), "elsewhere": said}


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
    event = fail(1, log=("fit.log",), said=None)
    assert list(elsewhere.complete(event)) == [event]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Building DAG\nslurmstepd: error: *** JOB 5 CANCELLED DUE TO TIME LIMIT ***\nShutting\n",
            "It says:\n    *** JOB 5 CANCELLED DUE TO TIME LIMIT ***\n  log: cluster.log\n",
        ),
        ("a\nb\nNo module named x\n", "It says:\n    a\n    b\n    No module named x\n  log: "),
        (None, "It says:\n    nothing\n  log: cluster.log\n"),
    ],
)
def test_a_job_that_the_cluster_ended_is_told_in_its_words(words: str | None, told: str) -> None:
    if words is not None:
        Path("cluster.log").write_text(words)
    dropped, error = handed_over("fit").complete(fail(1))
    assert dropped == {"event": "drop", "job": 1}
    assert error["message"].startswith("error: the cluster did not run a job.")
    assert told in error["message"]


def test_what_the_cluster_refuses_is_told_without_the_command_line() -> None:
    said = (
        "SLURM sbatch failed. The error message was 'sbatch: error: no such partition'.\n"
        "    sbatch call:\n        sbatch --parsable --wrap x\n"
        "For further error details see the cluster/cloud log and the log files."
    )
    elsewhere = handed_over("fit", "draw")
    dropped, error = elsewhere.complete(fail(1, log=(), said=said))
    assert dropped == {"event": "drop", "job": 1}
    assert error["message"].splitlines()[1:-1] == [
        "    SLURM sbatch failed. The error message was 'sbatch: error: no such partition'."
    ]
    assert list(elsewhere.complete(fail(2, log=(), said=said))) == [{"event": "drop", "job": 2}]


def record(**about: object) -> logging.LogRecord:
    made = logging.LogRecord("snakemake", logging.ERROR, "x.py", 0, "Failed.", (), None)
    made.__dict__.update(about)
    return made


def test_snakemakes_ways_to_say_that_a_job_failed() -> None:
    one: dict[str, Any] = {"event": LogEvent.JOB_ERROR, "jobid": 4, "log": ["fit.log", "12.log"]}
    logs = ("fit.log", "12.log")
    local = translate(record(**one, indent=False, aux={}, rule_msg=None))
    assert local == fail(4, log=logs, said=None)
    remote = {"indent": False, "aux": {"external_jobid": "12"}, "rule_msg": "TIMEOUT"}
    assert translate(record(**one, **remote)) == fail(4, log=logs, said="TIMEOUT")
    refused = translate(record(**one, indent=False, aux={}, rule_msg="Refused."))
    assert refused == fail(4, log=logs, said="Refused.")
    assert translate(record(**one, indent=True, aux={}, rule_msg=None)) is None
    group = {"event": LogEvent.GROUP_ERROR, "aux_logs": ["12.log"], "rule_msg": "TIMEOUT"}
    steps = [{"jobid": 4}, {"jobid": 7}]
    expected = fail(4, 7, log=("12.log",), said="TIMEOUT")
    assert translate(record(**group, job_error_info=steps)) == expected
