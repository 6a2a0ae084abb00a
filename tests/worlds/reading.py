"""The text of a typeset page as its readers have it: block by block, with what images stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

#: A block is a paragraph, a caption, a heading, an item of a list, a cell; and so is an alt text.
PARTS = ("p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "div", "section")
BLOCKS = frozenset((*PARTS, "h1", "h2", "h3", "h4", "h5", "h6"))
#: What is no text: styles and scripts, and the cards of the facts.
SILENT = frozenset(["head", "script", "style", "template", "svg", "nav"])
#: Whose words are not ours: the references, lists of records, what sources, firms and cases said.
QUOTED = frozenset(
    [
        "refs",
        "tbl-case-evidence",
        "tbl-included-studies",
        "tbl-journals",
        "tbl-most-cited",
        "tbl-themes",
        "tbl-cited-references",
        "tbl-exemplary-studies",
    ]
)
#: Lists of the records behind a figure.
RECORDS = "records"
#: What marks a level: it belongs to no sentence.
MARKS = re.compile(r" ?[†‡§]")
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


class Block(NamedTuple):
    """One block: its tag ("alt" for an alt text), and its text with single line ends as spaces."""

    tag: str
    text: str


def blocks(page: Path) -> list[Block]:
    """Return the blocks of an HTML page that have text, but for those that quote others."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return [*reader.found()]


class _Reader(HTMLParser):
    """Gathers text by the innermost block; code is text too, but no sentence: it reads as Code."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool]] = []
        self._done: list[tuple[str, str]] = []
        self._parts: list[str] = []

    def found(self) -> Iterator[Block]:
        self._flush("")
        for tag, text in self._done:
            lines = "\n".join(line.strip() for line in MARKS.sub("", text).strip().split("\n"))
            if words := lines.replace("\n", " "):
                yield Block(tag, words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if not self._silent() and (alt := named.get("alt")):
            self._done.append(("alt", alt))
        if tag in VOID:
            return
        if tag in BLOCKS:
            self._flush(self._block())
        classes = {*(named.get("class") or "").split()}
        place = named.get("id") or ""
        silent = tag in SILENT or place in QUOTED or place.startswith("card-")
        self._open.append((tag, silent or RECORDS in classes))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush(self._block())
        while self._open:
            last, _ = self._open.pop()
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._silent():
            return
        inside = {tag for tag, _ in self._open}
        self._parts.append("Code" if "code" in inside and data.strip() else data)

    def _silent(self) -> bool:
        return any(silent for _, silent in self._open)

    def _block(self) -> str:
        return next((tag for tag, _ in reversed(self._open) if tag in BLOCKS), "")

    def _flush(self, tag: str) -> None:
        self._done.append((tag, "".join(self._parts)))
        self._parts.clear()
