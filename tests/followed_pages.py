"""Doing what a page of docs/ says: its blocks of code, put where the comment above each says.

``<!-- new: FILE -->``, ``append: FILE``, ``before "words" in: FILE`` and ``replace "words" in: FILE``;
and ``text: FILE`` for what a study's own document gains, which may be its first words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(
    r'^<!-- (?P<what>new|append|before|replace|text)(?: "(?P<old>.*?)" in)?: (?P<file>\S+) -->\n'
    r"```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A block of code: what is done with it, to which file, and which words it concerns there."""

    what: str
    file: str
    text: str
    old: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the blocks of a page that go into a file, in order."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield Block(found["what"], found["file"], found["text"], found["old"] or "")


def follow(page: Path, folder: Path) -> list[str]:
    """Do what ``page`` says in ``folder``; return the files it touches."""
    touched = []
    for block in blocks(page):
        _put(block, folder / block.file)
        touched.append(block.file)
    return touched


def _put(block: Block, path: Path) -> None:
    if block.what == "new":
        assert not path.exists(), path
        path.write_text(block.text, encoding="utf-8")
        return
    if block.what == "text":
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") + "\n" if path.exists() else ""
        path.write_text(before + block.text, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    if block.what == "append":
        gap = (
            "\n\n" if block.text.startswith("def ") else ""
        )  # the formatter takes it from the page
        after = before + gap + block.text
    else:
        assert before.count(block.old) == 1, (block.file, block.old)
        # A line's end belongs to the block, and not to what it takes the place of.
        there = block.what == "before"
        new = f"{block.text}\n{block.old}" if there else block.text.removesuffix("\n")
        after = before.replace(block.old, new)
    path.write_text(after, encoding="utf-8")
