"""What the last build took, step by step, and on which machine.

Kept apart from results, which hold no times: each job leaves a note in ``logs/<study>/measured/``, and
a build puts them together in ``logs/<study>/run.json``.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from honest_results.deposit.machine import Machine, this_machine
from honest_results.rule_files import read_rules


class Note(BaseModel):
    """What one job of a step took."""

    model_config = ConfigDict(frozen=True)

    rule: str
    #: Elapsed and processor time in seconds, from the start of its process.
    seconds: float
    cpu_seconds: float
    #: Peak memory in bytes.
    memory: int
    processor: str
    #: When it ended, in seconds since 1970.
    ended: float
    #: The line of the script that wrote each table and figure, by ``tables/<id>``, ``figures/<id>``.
    lines: dict[str, int] = {}


class MeasuredStep(BaseModel):
    """All jobs of one rule: seconds are summed, memory is the largest of any job."""

    model_config = ConfigDict(frozen=True)

    rule: str
    jobs: int
    #: Elapsed and processor time in seconds.
    seconds: float
    cpu_seconds: float
    #: Peak memory of one job in bytes.
    memory: int


class MeasuredRun(BaseModel):
    """The last build of a study: each step as it was when it ran last."""

    model_config = ConfigDict(frozen=True)

    machine: Machine
    #: The day on which the last of the steps ran, such as "2026-11-30".
    day: str
    #: Elapsed seconds of the last build of everything from nothing; None where there was none.
    seconds: float | None
    steps: list[MeasuredStep]
    #: The line of the script that wrote each table and figure, by ``tables/<id>``, ``figures/<id>``.
    lines: dict[str, int]

    @classmethod
    def joined(cls, runs: Sequence[MeasuredRun]) -> MeasuredRun:
        """Return several runs as one: those of studies that are built one after the other."""
        steps: defaultdict[str, list[MeasuredStep]] = defaultdict(list)
        for run in runs:
            for step in run.steps:
                steps[step.rule].append(step)
        last = max(runs, key=lambda run: run.day)
        times = [run.seconds for run in runs if run.seconds is not None]
        return cls(
            machine=last.machine,
            day=last.day,
            seconds=sum(times) if len(times) == len(runs) else None,
            steps=[
                MeasuredStep(
                    rule=rule,
                    jobs=sum(one.jobs for one in found),
                    seconds=round(sum(one.seconds for one in found), 2),
                    cpu_seconds=round(sum(one.cpu_seconds for one in found), 2),
                    memory=max(one.memory for one in found),
                )
                for rule, found in sorted(steps.items())
            ],
            lines=dict(sorted(entry for run in runs for entry in run.lines.items())),
        )

    @property
    def cpu_seconds(self) -> float:
        """Processor time of all steps."""
        return sum(step.cpu_seconds for step in self.steps)

    @property
    def step_seconds(self) -> float:
        """Elapsed time of all steps, one after the other."""
        return sum(step.seconds for step in self.steps)

    @property
    def memory(self) -> int:
        """Peak memory of the largest job, in bytes."""
        return max((step.memory for step in self.steps), default=0)


def run_file(study: str) -> str:
    """Return the path of what is known of a study's last build, from the top of the compendium."""
    return f"logs/{study}/run.json"


def read_run(study: str, root: Path) -> MeasuredRun | None:
    """Return what is known of a study's last build; None where it was not measured."""
    try:
        return MeasuredRun.model_validate_json((root / run_file(study)).read_bytes())
    except (OSError, ValidationError):
        return None


def record_run(study: str, root: Path, begin: float, *, alone: bool) -> MeasuredRun | None:
    """Put together what the jobs of a build noted, and write it.

    Parameters
    ----------
    study : str
        The study.
    root : path
        Top of the compendium.
    begin : float
        When the build began, in seconds since 1970.
    alone : bool
        Whether nothing else was built: only then is the time of the build that of the study.

    Returns
    -------
    MeasuredRun or None
        None, and nothing is written, where the build had nothing to do.
    """
    notes = read_notes(study, root)
    if not any(note.ended >= begin for note in notes):
        return None
    earlier = read_run(study, root)
    whole = earlier.seconds if earlier else None
    if alone and all(note.ended >= begin for note in notes):
        whole = round(time.time() - begin, 1)
    run = _together(notes, whole)
    (root / run_file(study)).write_text(run.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return run


def read_notes(study: str, root: Path) -> list[Note]:
    """Return what jobs noted, of rules that there are; a broken note counts as none."""
    rules = read_rules(root)
    notes = []
    for path in sorted((root / "logs" / study / "measured").glob("*.json")):
        try:
            note = Note.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            continue
        if note.rule in rules:
            notes.append(note)
    return notes


def _together(notes: list[Note], seconds: float | None) -> MeasuredRun:
    """Return a run of these jobs, which took so many seconds in all."""
    by_rule: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_rule[note.rule].append(note)
    last = datetime.fromtimestamp(max(note.ended for note in notes), UTC)
    # On a cluster the steps run elsewhere than the build that starts them.
    processors = sorted({note.processor for note in notes})
    return MeasuredRun(
        machine=this_machine().model_copy(update={"processor": ", ".join(processors)}),
        day=last.date().isoformat(),
        seconds=seconds,
        steps=[_step(rule, jobs) for rule, jobs in sorted(by_rule.items())],
        lines=dict(sorted(entry for note in notes for entry in note.lines.items())),
    )


def _step(rule: str, jobs: list[Note]) -> MeasuredStep:
    return MeasuredStep(
        rule=rule,
        jobs=len(jobs),
        seconds=round(sum(job.seconds for job in jobs), 2),
        cpu_seconds=round(sum(job.cpu_seconds for job in jobs), 2),
        memory=max(job.memory for job in jobs),
    )
