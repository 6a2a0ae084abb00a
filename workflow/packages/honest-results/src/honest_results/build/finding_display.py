"""A display that keeps what the steps tell, to be reported together when all have ended."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TextIO

from honest_results.build.progress import BarDisplay, Display, can_redraw
from human_files.errors import error_mark


class FindingDisplay(Display):
    """Shows nothing; keeps the problems."""

    def __init__(self, words: Mapping[str, str], stream: TextIO | None = None) -> None:
        super().__init__(words, stream)
        self._lines: list[list[str]] = []

    def tell(self, line: str) -> None:
        """Keep a line: one that begins a problem, or one that goes on with it."""
        if line.startswith(error_mark()):
            self._lines.append([line.removeprefix(error_mark())])
        elif line.startswith(" ") and self._lines:
            self._lines[-1].append(line)
        else:  # a message with several problems begins with "error: " once
            self._lines.append([line])

    def problems(self) -> list[str]:
        """Return every problem, each once, in the order of the files they name."""
        return sorted({"\n".join(lines) for lines in self._lines})


class FindingBar(FindingDisplay, BarDisplay):
    """Shows a bar and the running steps; keeps the problems."""


def finding_display(words: Mapping[str, str], stream: TextIO | None = None) -> FindingDisplay:
    """Return a display with a bar for a terminal that can redraw a line, and a silent one elsewhere."""
    stream = stream or sys.stderr
    return (FindingBar if can_redraw(stream) else FindingDisplay)(words, stream)
