"""What a build took: noted by each job, put together at the end, never in the results."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from honest_results.deposit.machine import this_machine
from honest_results.deposit.measured_run import MeasuredRun, read_notes, read_run, record_run
from honest_results.deposit.note import write_note

RULES = 'rule one:\n    """One."""\n\n\nrule two:\n    """Two."""\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "Snakefile").write_text(RULES)
    return tmp_path


def note(root: Path, rule: str, job: str, **changes: object) -> None:
    file = root / "logs/peru/measured" / f"{job}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    said = {"rule": rule, "seconds": 2, "cpu_seconds": 1, "memory": 10, "processor": "P"}
    file.write_text(json.dumps({**said, "ended": time.time(), **changes}))


def test_the_jobs_of_a_rule_are_put_together(root: Path) -> None:
    note(root, "one", "one")
    note(root, "two", "two.en", memory=30, lines={"tables/a": 7})
    note(root, "two", "two.es", seconds=3)
    note(root, "gone", "gone")
    run = record_run("peru", root, time.time() - 60, alone=True)
    assert run is not None
    assert [(step.rule, step.jobs, step.seconds) for step in run.steps] == [
        ("one", 1, 2),
        ("two", 2, 5),
    ]
    assert (run.memory, run.cpu_seconds, run.step_seconds) == (30, 3, 7)
    assert run.lines == {"tables/a": 7}
    assert run.seconds is not None
    assert 59 < run.seconds < 70
    assert read_run("peru", root) == run


def test_a_partial_build_keeps_the_time_of_the_whole(root: Path) -> None:
    note(root, "one", "one", ended=time.time() - 500)
    note(root, "two", "two", ended=time.time() - 500)
    first = record_run("peru", root, time.time() - 600, alone=True)
    note(root, "two", "two", seconds=9)
    second = record_run("peru", root, time.time() - 1, alone=True)
    assert first is not None
    assert second is not None
    assert second.seconds == first.seconds
    assert second.steps[1].seconds == 9


def test_a_build_with_nothing_to_do_writes_nothing(root: Path) -> None:
    note(root, "one", "one", ended=1)
    assert record_run("peru", root, time.time(), alone=True) is None
    assert read_run("peru", root) is None


def test_the_time_of_several_studies_is_that_of_none(root: Path) -> None:
    note(root, "one", "one")
    run = record_run("peru", root, time.time() - 60, alone=False)
    assert run is not None
    assert run.seconds is None


def test_a_broken_note_counts_as_none(root: Path) -> None:
    note(root, "one", "one")
    (root / "logs/peru/measured/cut.json").write_text('{"rule": "on')
    assert [one.rule for one in read_notes("peru", root)] == ["one"]
    (root / "logs/peru/run.json").write_text("{")
    assert read_run("peru", root) is None


def test_runs_of_studies_are_joined(root: Path) -> None:
    note(root, "one", "one", lines={"tables/a": 7})
    run = record_run("peru", root, time.time() - 60, alone=True)
    assert run is not None
    other = run.model_copy(update={"seconds": 10.0, "lines": {"tables/b": 8}})
    joined = MeasuredRun.joined([run, other])
    assert joined.seconds == pytest.approx((run.seconds or 0) + 10)
    assert joined.steps[0].jobs == 2
    assert joined.lines == {"tables/a": 7, "tables/b": 8}
    assert MeasuredRun.joined([run, other.model_copy(update={"seconds": None})]).seconds is None


def test_a_job_notes_what_it_took(root: Path) -> None:
    ballast = bytearray(50_000_000)
    sum(range(2_000_000))
    write_note(root / "logs/peru/one.en.log", "one", 1.23456, {"tables/a": 3})
    [found] = read_notes("peru", root)
    assert (root / "logs/peru/measured/one.en.json").is_file()
    assert len(ballast) < found.memory < 20e9
    assert found.cpu_seconds > 0.01
    assert (found.seconds, found.lines) == (1.235, {"tables/a": 3})
    assert abs(found.ended - time.time()) < 60


def test_the_machine_is_described_without_its_name() -> None:
    import getpass
    import socket

    machine = this_machine()
    said = machine.model_dump_json()
    assert machine.cores >= 1
    assert machine.memory > 10**8
    assert socket.gethostname() not in said
    assert f"/{getpass.getuser()}" not in said
