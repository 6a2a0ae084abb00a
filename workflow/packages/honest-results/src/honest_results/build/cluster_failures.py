"""What happened to steps that ran on other machines, where nobody saw what they printed.

A step that fails ends its log with its message (see :mod:`honest_results.step`). When a job on a
cluster fails, the logs of its steps say which of them it was and why. If none does, the job itself
was killed (time, memory, a node that went down), and the cluster's own words are passed on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from human_files.errors import error_mark
from human_files.language.messages import message

#: The message of a failed step, which is the last record of its log.
_MESSAGE = re.compile(r"^CRITICAL root: (?P<message>.*)\Z", re.MULTILINE | re.DOTALL)
#: How Slurm reports that it killed something; of other clusters' logs the last lines are shown.
_ENDED = re.compile(r"^(?:slurmstepd|slurmd|srun): error: (.+)$", re.MULTILINE)
_LINES = 5
#: What Snakemake and plug-ins add: whole command lines, and advice to look elsewhere.
_ASIDES = re.compile(r"^ +sbatch (?:call|script):\n.*|For further error details.*", re.M | re.S)

Stamp = tuple[int, int] | None


class Elsewhere:
    """Turns the failure of a job into those of its steps; knows what their logs were like before."""

    def __init__(self) -> None:
        self._before: dict[int, Mapping[str, Stamp]] = {}
        self._refusals: set[str] = set()  # all jobs of a build are refused alike: shown once

    def complete(self, event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Yield the display events that an event of Snakemake's amounts to."""
        if event["event"] == "start":
            self._before[event["job"]] = {log: _stamp(log) for log in event["log"]}
        if event["event"] != "fail" or event["elsewhere"] is None:
            yield event
            return
        told = {job: self._message(job) for job in event["jobs"]}
        for job, words in told.items():
            if words is None:
                yield {"event": "drop", "job": job}
            else:
                yield {"event": "error", "message": words}
                yield {**event, "jobs": [job], "log": [*self._before[job]]}
        if not any(told.values()):
            refusal = _not_done(event["elsewhere"], event["log"])
            if refusal not in self._refusals:
                yield {"event": "error", "message": refusal}
            self._refusals.add(refusal)

    def _message(self, job: int) -> str | None:
        """Return what a step has said since it was handed over; None if it said nothing."""
        for log, before in self._before.get(job, {}).items():
            if _stamp(log) != before:
                found = _MESSAGE.search(_read(log))
                if found and found["message"].startswith(error_mark()):
                    return found["message"].rstrip()
        return None


def _stamp(log: str) -> Stamp:
    """Return what shows whether a file was written again, without comparing clocks."""
    try:
        with Path(log).open(
            "rb"
        ) as file:  # opened, since a network file system may remember a stat
            about = os.fstat(file.fileno())
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def _read(log: str) -> str:
    """Return the text of a log; empty if it cannot be read."""
    try:
        return Path(log).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _not_done(said: str, logs: Sequence[str]) -> str:
    """Return the message that a job was refused, or killed before its steps were done."""
    text = "\n".join(map(_read, logs))
    lines = _ASIDES.sub("", said).strip().splitlines()
    lines += _ENDED.findall(text) or text.strip().splitlines()[-_LINES:]
    told = [f"    {line}" for line in lines] or ["    " + message("nothing")]
    where = ["  " + message("log: {file}", file=log) for log in logs]
    advice = message(
        "Where it lacked time or memory, or knows no such account or partition: set "
        "`default-resources:` in the profile."
    )
    found = error_mark() + message("the cluster did not run a job. It says:")
    return "\n".join([found, *told, *where, f"  {advice}"])
