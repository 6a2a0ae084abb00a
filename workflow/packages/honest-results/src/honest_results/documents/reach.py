"""Whether the mark of every result is within its reader's reach.

*In reach* means: a reader who looks at a printed result sees of what level its data are without leaving
what is copied, quoted or printed together. That is

* in a text, the **block**: the paragraph, list item, caption, footnote or line block. Where all results
  in it are of one level below observed, one label stands at its end (sign and words); where levels
  mix, each result below observed has its sign right behind it, and the end of the block has the words;
* in a table, the table with its **note**: the note has sign and words, and where the
  cells' levels mix, each cell its sign;
* of a figure, its **caption**, the drawing itself (a stamp) and the alternative text;
* in a heading, a title or the term of a definition, the sign at the result;
* in a file of data, the **row** (column ``provenance``) or the entry (``level``).

The banner on top and the cards of the numbers are further help, and count for nothing here. Design
values are no results. :func:`out_of_reach` holds a web page against this; the other formats have the
same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from honest_results.provenance import SIGNS

_BLOCKS = {"p", "li", "dd", "dt", "figcaption", "td", "th", "summary", "div"}
_BLOCKS |= {f"h{rank}" for rank in range(1, 7)}
_CARD = "#card-"
_VOID = {"img", "br", "hr", "meta", "link", "input", "col", "wbr", "source"}


@dataclass
class Printed:
    """A result in a block: its key, its text, and the level of the sign right behind it, if any."""

    key: str
    text: str = ""
    sign: str | None = None


@dataclass
class Block:
    """A block of a page: what it is, its results, the levels that it names in words, and its text."""

    tag: str
    results: list[Printed] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    text: str = ""


def blocks(page: str) -> list[Block]:
    """Return the blocks of an HTML page of ours that print results, in their order.

    Parameters
    ----------
    page : str
        The page, with its facts as links to their cards.

    Returns
    -------
    list of Block
        Tables are one block each, with what their notes say.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return [block for block in reader.blocks if block.results]


def out_of_reach(page: str, levels: Mapping[str, str]) -> list[str]:
    """Return the results of a page whose mark is not in reach.

    Parameters
    ----------
    page : str
        An HTML page of ours.
    levels : mapping of str to str
        The level of each fact that rests on data, by key.

    Returns
    -------
    list of str
        The key of each such result with the words around it; empty where every mark is in reach.
    """
    return [*_missing(blocks(page), levels)]


def _missing(found: list[Block], levels: Mapping[str, str]) -> Iterator[str]:
    for block in found:
        of_data = [result for result in block.results if result.key in levels]
        there = {levels[result.key] for result in of_data}
        for result in of_data:
            level = levels[result.key]
            if level not in SIGNS:
                wrong = result.sign is not None
            elif len(there) > 1:  # a sign at each, and the words once
                wrong = result.sign != level or level not in block.said
            elif block.tag == "dt" or block.tag.startswith("h"):
                wrong = result.sign != level
            else:
                wrong = level not in block.said
            if wrong:
                yield f"{result.key}: {' '.join(block.text.split())[:120]}"


class _Reader(HTMLParser):
    """Collects the blocks of a page; those of a table are one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[tuple[str, Block | None]] = []
        self._table: Block | None = None
        self._result: Printed | None = None
        self._last: Printed | None = None
        self._is_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        block: Block | None = None
        if tag == "table":
            block = self._table = Block("table")
            self.blocks.append(block)
        elif tag == "div" and "table-note" in classes and self._table is not None:
            block = self._table
        elif tag in _BLOCKS and not self._inside_table():
            block = Block(tag)
            self.blocks.append(block)
        self._open.append((tag, block))
        self._read_classes(tag, classes, given.get("href", ""))

    def _read_classes(self, tag: str, classes: list[str], target: str) -> None:
        here = self._here()
        if tag == "a" and "fact" in classes and target.startswith(_CARD) and here is not None:
            self._result = self._last = Printed(target.removeprefix(_CARD))
            here.results.append(self._result)
        elif {"mark", "level-label"} & set(classes):
            level = next((name for name in classes if name in SIGNS), None)
            if "mark" in classes and self._last is not None:
                self._last.sign = level
            elif level is not None and here is not None:
                here.said.add(level)
            self._is_mark = True

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in _VOID:
            name, _ = self._open.pop()
            if name == tag:
                break
        if tag == "a":
            self._result = None

    def handle_data(self, data: str) -> None:
        here = self._here()
        if here is not None:
            here.text += data
        if self._result is not None:
            self._result.text += data
        elif self._is_mark:
            self._is_mark = False
        elif data:
            self._last = None

    def _here(self) -> Block | None:
        """The innermost open block."""
        return next((block for _, block in reversed(self._open) if block is not None), None)

    def _inside_table(self) -> bool:
        return any(block is not None and block is self._table for _, block in self._open)


def letters(text: str) -> str:
    """Return the letters, digits and signs of a text alone, to find it in another format.

    Parameters
    ----------
    text : str
        Words as a format sets them.

    Returns
    -------
    str
        Without spaces, hyphens, quotation marks and other signs than those of levels.
    """
    return re.sub(r"[^\w" + "".join(SIGNS.values()) + r"]|_", "", text)
