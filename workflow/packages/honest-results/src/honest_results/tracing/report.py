"""How what was traced is written: in a language, in two columns, wrapped to the terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from human_files.language.labels import Labels

#: A name, and what there is to say under it.
Row = tuple[str, str]
LABELS = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True)
class Report:
    """Words in ``language``; lines of ``width`` signs, as long as they come without one."""

    language: str
    width: int | None = None

    def word(self, name: str, /, **values: object) -> str:
        """Return a word of the report, filled with its values."""
        return _labels()(name, self.language).format(**values)

    def count(self, rows: int) -> str:
        """Return how many rows there are, in words."""
        return self.word("count_one") if rows == 1 else self.word("count", count=rows)

    def aligned(self, rows: Sequence[Row], indent: int = 2) -> list[str]:
        """Return rows in two columns; a name that repeats is written once."""
        column = max((len(name) for name, _ in rows), default=0)
        lines: list[str] = []
        before = ""
        for name, value in rows:
            start = " " * indent + f"{name if name != before else '':<{column}}  "
            lines += self.wrapped(value, start)
            before = name
        return lines

    def wrapped(self, text: str, start: str = "") -> list[str]:
        """Return a text in lines, the further ones indented as far as ``start`` reaches.

        Paths and keys stay whole, to be copied.
        """
        if self.width is None or len(start) + len(text) <= self.width:
            return [(start + text).rstrip()]
        lines = textwrap.wrap(
            text,
            max(self.width, len(start) + 20),
            initial_indent=start,
            subsequent_indent=" " * len(start),
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [line.rstrip() for line in lines] or [start.rstrip()]


_loaded: list[Labels] = []


def _labels() -> Labels:
    if not _loaded:
        _loaded.append(Labels.load(LABELS))
    return _loaded[0]


def terminal_width() -> int | None:
    """Return the width of the terminal; None where the output goes elsewhere, say to ``grep``."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
