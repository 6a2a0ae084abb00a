"""Snakemake's side of the progress display: what happens in a build, as one JSON line per event.

:mod:`honest_results.build.snakemake_runs` starts Snakemake with ``--logger alianzas`` and the number
of a pipe in ``ALIANZAS_EVENTS``; it reads the events and shows them. Without that pipe this logger
shows plain progress lines itself. Its name is older than the package it is part of.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from logging import LogRecord
from pathlib import Path
from typing import Any

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

from honest_results.build.cluster_failures import Elsewhere
from honest_results.build.progress import Display, PlainDisplay
from honest_results.build.snakemake_messages import killed_step
from honest_results.rule_files import words_of_rules

PIPE = "ALIANZAS_EVENTS"
#: What Snakemake adds to a failed step, whose own message has been shown already.
_ECHO = re.compile(
    r"RuleException:\nCalledProcessError|WorkflowError:\nAt least one job did not complete"
)


class LogHandler(LogHandlerBase):
    """Passes on Snakemake's events to the person."""

    writes_to_stream = True
    writes_to_file = False
    has_filter = True
    has_formatter = True
    needs_rulegraph = False

    def __post_init__(self) -> None:
        """Find out where the events go."""
        pipe = os.environ.get(PIPE)
        self._pipe = os.fdopen(int(pipe), "w", encoding="utf-8") if pipe else None
        self._elsewhere = Elsewhere()
        self._display: Display | None = None
        if self._pipe is None:
            self._display = PlainDisplay(words_of_rules(Path.cwd()))

    def emit(self, record: LogRecord) -> None:
        """Translate a record of Snakemake's and pass on the events it amounts to."""
        event = translate(record)
        if event is not None:
            for told in self._elsewhere.complete(event):
                self._pass_on(told)

    def _pass_on(self, event: Mapping[str, Any]) -> None:
        """Show an event here, or send it down the pipe."""
        if self._display is not None:
            self._display.handle(event)
            return
        assert self._pipe is not None
        # If whoever watched this build was killed, it goes on unseen, and the next build waits.
        with suppress(BrokenPipeError):
            self._pipe.write(json.dumps(event) + "\n")
            self._pipe.flush()


def translate(record: LogRecord) -> dict[str, Any] | None:
    """Return a record of Snakemake's as an event of the display; None if it is of no interest."""
    kind = getattr(record, "event", None)
    about: dict[str, Any] = record.__dict__
    if kind == LogEvent.RUN_INFO:
        stats = about["stats"]
        return {"event": "plan", "total": stats["total"] - stats.get("all", 0)}
    if kind == LogEvent.JOB_INFO:
        return {
            "event": "start",
            "job": about["jobid"],
            "rule": about["rule_name"],
            "wildcards": [str(value) for value in about["wildcards"].values()],
            "log": list(about["log"]),
        }
    if kind == LogEvent.JOB_FINISHED:
        return {"event": "finish", "job": about["job_id"]}
    if kind == LogEvent.GROUP_ERROR:
        jobs = [step["jobid"] for step in about["job_error_info"]]
        return _failed(jobs, about["aux_logs"], elsewhere=about.get("rule_msg") or "")
    if kind == LogEvent.JOB_ERROR and not about["indent"]:  # indented: reported with its group
        # A step that was handed to a cluster, or could not be.
        remote = "external_jobid" in about["aux"] or about["rule_msg"]
        elsewhere = about["rule_msg"] or "" if remote else None
        return _failed([about["jobid"]], about["log"], elsewhere)
    if kind == LogEvent.ERROR:
        message = record.getMessage()
        if killed_step(message) or not _ECHO.match(message):
            return {"event": "error", "message": message}
    return None


def _failed(jobs: list[int], logs: list[str | None], elsewhere: str | None) -> dict[str, Any]:
    """Return the event that jobs failed; ``elsewhere``: what a cluster says about it, None here."""
    kept = [log for log in logs if log is not None]
    return {"event": "fail", "jobs": jobs, "log": kept, "elsewhere": elsewhere}


__all__ = ["LogHandler", "translate"]
