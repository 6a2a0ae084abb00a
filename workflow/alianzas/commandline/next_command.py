"""``alianzas next``: where a study stands, and the next command."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.language.messages import message

if TYPE_CHECKING:
    from alianzas.progress.items import Item, Part

_WIDTH, _INDENT = 100, 4


def run(options: Namespace, root: Path) -> int:
    """Print where each study stands."""
    from alianzas.progress.standing import parts_of
    from honest_results.project import load_project

    names = [options.study] if options.study else load_project(root).studies
    for number, name in enumerate(names):
        if number:
            print()
        print("\n".join(in_words(name, parts_of(name, root))))
    return 0


def in_words(name: str, parts: Sequence[Part]) -> list[str]:
    """Return the lines that tell where a study stands."""
    from alianzas.progress.items import next_item

    lines = [name]
    for part in parts:
        lines += ["", f"  {part.title}", *(line for item in part.items for line in _lines(item))]
    first = next_item(parts)
    lines.append("")
    if first is None:
        return [*lines, message("Everything is done.")]
    return [*lines, next_words(first)]


def next_words(item: Item) -> str:
    """Return the next thing to do, with its command."""
    words = message("Next: {words}", words=item.words)
    return f"{words}\n  {item.command}" if item.command else words


def _lines(item: Item) -> list[str]:
    """Return the lines of one piece of work, with a mark for how far it is."""
    from alianzas.progress.items import State

    marks = {State.DONE: "✓", State.WAITING: "…", State.TO_DO: "→"}
    head = " " * _INDENT + marks[item.state] + " "
    lines = textwrap.wrap(
        item.words,
        _WIDTH,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [*lines, *([" " * len(head) + item.command] if item.command else [])]
