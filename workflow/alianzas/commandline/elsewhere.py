"""What became of steps that ran on other machines, where nobody saw what they printed.

A step that fails ends its log with its message (see :mod:`alianzas.step`). When a job of a cluster
fails, the logs of its steps say which of them it was and why; where none does, the job itself was
ended (time, memory, a node that went down), and the cluster's own words are passed on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

#: The record that a failed step's message is, up to the end of the log.
_MESSAGE = re.compile(r"^CRITICAL root: (error: .*)\Z", re.MULTILINE | re.DOTALL)
#: How Slurm says that it ended something; of another cluster's log the last lines are told.
_ENDED = re.compile(r"^(?:slurmstepd|slurmd|srun): error: (.+)$", re.MULTILINE)
_LINES = 5

Stamp = tuple[int, int] | None


class Elsewhere:
    """Turns the failure of a job into those of its steps; knows what their logs were before."""

    def __init__(self) -> None:
        self._before: dict[int, Mapping[str, Stamp]] = {}

    def complete(self, event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Yield the events for the display that an event of Snakemake's amounts to."""
        if event["event"] == "start":
            self._before[event["job"]] = {log: _stamp(log) for log in event["log"]}
        if event["event"] != "fail" or not event["elsewhere"]:
            yield event
            return
        told = {job: self._message(job) for job in event["jobs"]}
        for job, message in told.items():
            if message is None:
                yield {"event": "drop", "job": job}
            else:
                yield {"event": "error", "message": message}
                yield {**event, "jobs": [job], "log": [*self._before[job]]}
        if not any(told.values()):
            yield {"event": "error", "message": _ended(event["log"])}

    def _message(self, job: int) -> str | None:
        """Return what a step said since it was handed over, None for one that said nothing."""
        for log, before in self._before.get(job, {}).items():
            if _stamp(log) != before:
                found = _MESSAGE.search(_read(log))
                if found:
                    return found[1].rstrip()
        return None


def _stamp(log: str) -> Stamp:
    """Return what tells whether a file was written anew; no clocks are compared."""
    try:
        with Path(log).open(
            "rb"
        ) as file:  # opened, since a network file system may remember a stat
            about = os.fstat(file.fileno())
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def _read(log: str) -> str:
    try:
        return Path(log).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _ended(logs: Sequence[str]) -> str:
    """Return the message that a job was ended before its steps were, in the cluster's words."""
    text = "\n".join(map(_read, logs))
    lines = _ENDED.findall(text) or text.strip().splitlines()[-_LINES:]
    said = "".join(f"\n    {line}" for line in lines) or " nothing"
    where = "".join(f"\n  log: {log}" for log in logs)
    return (
        f"error: the cluster ended a job before its steps were done. It says:{said}{where}\n"
        "  Where it lacked time or memory, ask for more: `default-resources:` in the profile."
    )
