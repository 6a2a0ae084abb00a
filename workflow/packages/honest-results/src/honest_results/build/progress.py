"""What a person sees while a study is built: one bar on a terminal, plain lines elsewhere.

A display receives events, which are mappings with an ``event``: ``plan`` (total), ``start`` (job,
rule, wildcards), ``finish`` (job), ``fail`` (jobs, log), ``drop`` (job: neither done nor at fault),
``error`` (message).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from honest_results.build.snakemake_messages import person_message
from human_files.errors import error_mark
from human_files.language.messages import message, said_by_others

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live

#: Values of TERM where the cursor cannot be moved (shells in editors, some CI services).
UNABLE = ("", "dumb", "unknown")


@dataclass(frozen=True)
class Failure:
    """A step that failed, in words, and the files that tell more."""

    words: str
    logs: tuple[str, ...]


class Display:
    """Keeps count; its two subclasses show it."""

    def __init__(self, words: Mapping[str, str], stream: TextIO | None = None) -> None:
        self._words = words
        self.stream = stream or sys.stderr
        self.total = 0
        self.done = 0
        self.started = 0
        self.running: dict[int, str] = {}
        self.failures: list[Failure] = []
        self.errors = 0
        self._told: set[str] = set()
        self._repeats = False

    def handle(self, event: Mapping[str, Any]) -> None:
        """Take in one event and show what it changes."""
        kind = event["event"]
        if kind == "plan":
            self.total = event["total"]
        elif kind == "start" and event["rule"] != "all":
            self.started += 1
            self.running[event["job"]] = self._in_words(event)
            self.show_start(self.running[event["job"]])
        elif kind == "finish" and event["job"] in self.running:
            self.running.pop(event["job"])
            self.done += 1
        elif kind == "fail":
            for job in event["jobs"]:
                words = self.running.pop(job, message("A step"))
                self.failures.append(Failure(words, tuple(event["log"])))
        elif kind == "drop":
            self.running.pop(event["job"], None)
        elif kind == "error":
            self.fail(person_message(event["message"]))
        self.refresh()

    def _in_words(self, event: Mapping[str, Any]) -> str:
        """Return what a step does, with its wildcards."""
        words = said_by_others(self._words.get(event["rule"], event["rule"].replace("_", " ")))
        return f"{words} ({', '.join(event['wildcards'])})" if event["wildcards"] else words

    def show_start(self, words: str) -> None:
        """Show that a step has begun."""

    def refresh(self) -> None:
        """Show the new state."""

    def say(self, text: str) -> None:
        """Show a message that stays."""
        print(text, file=self.stream, flush=True)

    def fail(self, text: str) -> None:
        """Show an error that does not belong to a step."""
        self.errors += 1
        for line in text.splitlines():
            self.tell(line)

    def tell(self, line: str) -> None:
        """Show a line that a step printed; an error that another step met as well is shown once."""
        if line.startswith(error_mark()):
            self._repeats = line in self._told
            self._told.add(line)
        elif not line.startswith(" "):
            self._repeats = False
        if not self._repeats:
            self.say(line)

    def close(self) -> None:
        """Leave the stream as it was."""


class PlainDisplay(Display):
    """One line per step as it begins; for pipes, files and CI."""

    def show_start(self, words: str) -> None:
        """Print ``[ 3/41] Estimate what drives alliance success (ecuador)``."""
        width = len(str(self.total))
        self.say(f"[{self.started:>{width}}/{self.total}] {words}")


class BarDisplay(Display):
    """One bar, and under it the steps that are running; for terminals."""

    def __init__(self, words: Mapping[str, str], stream: TextIO | None = None) -> None:
        super().__init__(words, stream)
        self._live: Live | None = None

    def _start(self) -> Live:
        """Put the bar on the terminal."""
        from rich.console import Console
        from rich.live import Live

        console = Console(file=self.stream, highlight=False)
        live = Live(console=console, get_renderable=self._render, transient=True)
        live.start()
        return live

    def _render(self) -> RenderableType:
        """Return the bar and the steps that are running."""
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        bar = Table.grid(padding=(0, 1))
        done, failed = {"done": self.done, "total": self.total}, len(self.failures)
        words = message("{done} of {total} steps", **done)
        if failed:
            words = message("{done} of {total} steps, {failed} failed", **done, failed=failed)
        bar.add_row(
            ProgressBar(total=self.total, completed=self.done, width=40),
            Text(words),
        )
        steps = [
            Text(f"  {words} …", style="dim", no_wrap=True, overflow="ellipsis")
            for words in self.running.values()
        ]
        return Group(bar, *steps)

    def refresh(self) -> None:
        """Draw the bar anew, once there is something to count."""
        if self.total and self._live is None:
            self._live = self._start()
        if self._live is not None:
            self._live.refresh()

    def say(self, text: str) -> None:
        """Print above the bar."""
        if self._live is None:
            super().say(text)
        else:
            console: Console = self._live.console
            console.print(text, markup=False, soft_wrap=True)

    def close(self) -> None:
        """Remove the bar."""
        if self._live is not None:
            self._live.stop()
            self._live = None


def display_for(words: Mapping[str, str], stream: TextIO | None = None) -> Display:
    """Return a bar for a terminal that can redraw a line, and plain lines for anything else."""
    stream = stream or sys.stderr
    return (BarDisplay if can_redraw(stream) else PlainDisplay)(words, stream)


def can_redraw(stream: TextIO) -> bool:
    """Say whether a stream is a terminal that can redraw a line."""
    return stream.isatty() and os.environ.get("TERM", "").lower() not in UNABLE
