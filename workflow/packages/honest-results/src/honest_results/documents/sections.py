"""The sections of a text: a heading, up to the next one of the same or a higher rank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from honest_results.documents.divs import Div, divs
from honest_results.documents.source import Manuscript, parse_attributes
from human_files.errors import Problem
from human_files.language.messages import message

HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+\{(?P<attributes>[^{}]*)\})?[ \t]*$"
)
_LABEL = re.compile(r"#([\w-]+)")


@dataclass(frozen=True)
class Heading:
    """A heading that opens a section: its line (from 1), rank, words, label and attributes."""

    line: int
    level: int
    words: str
    label: str
    attributes: str

    @property
    def is_numbered(self) -> bool:
        """Whether the section has a number."""
        classes, _ = parse_attributes(self.attributes)
        return "unnumbered" not in classes and "-" not in self.attributes.split()


def headings(text: Manuscript) -> list[Heading]:
    """Return the headings that open sections, in the order of the text; not the titles of boxes."""
    boxes = [div for div in divs(text)[0] if div.is_box]
    first = text.line(text.header_end)
    found = []
    for line, words in enumerate(text.prose[text.header_end :].split("\n"), start=first):
        heading = HEADING.match(words)
        if heading and not any(box.holds(line) for box in boxes):
            attributes = heading["attributes"] or ""
            label = _LABEL.search(attributes)
            level = len(heading["marks"])
            name = label[1] if label else ""
            found.append(Heading(line, level, heading["words"], name, attributes))
    return found


def last_line(heading: Heading, others: Sequence[Heading], fenced: Sequence[Div], end: int) -> int:
    """Return the last line of a section, its subsections included.

    It ends before the next heading of its rank or a higher one, before a part that opens within it and
    holds such a heading, and with the part that it stands in. ``end`` is the text's last line.
    """
    around = [div for div in fenced if div.holds(heading.line)]
    for other in others:
        if other.line > heading.line and other.level <= heading.level:
            opened = [d.first for d in fenced if d.holds(other.line) and d.first > heading.line]
            end = min([other.line, *opened]) - 1
            break
    closing = [div.last - 1 for div in around if div.last is not None]
    return min([end, *closing])


def check_sections(text: Manuscript, shown: Manuscript) -> Iterator[Problem]:
    """Yield the sections that lose all they have in a study; ``shown`` is what it has of ``text``."""
    empty = {text.place(heading.line) for heading in _empty(text)}
    for heading in _empty(shown):
        if shown.place(heading.line) not in empty:
            yield Problem(
                shown.file,
                message(
                    'the section "{words}" has nothing in it in this study.', words=heading.words
                ),
                message(
                    "Put its heading into the part with its text (when=…), or write something."
                ),
                heading.line,
            )


def check_own_sections(text: Manuscript, shown: Manuscript) -> Iterator[Problem]:
    """Yield the sections of a study's own that stand in a part of the shared text that it has not."""
    left = {shown.place(heading.line) for heading in headings(shown)}
    for heading in headings(text):
        place = text.place(heading.line)
        if place in left or place[0] == text.file:
            continue
        around = [div for div in divs(text)[0] if div.holds(heading.line) and "when" in div.options]
        if any(text.place(div.first)[0] == text.file for div in around):
            yield Problem(
                text.file,
                message(
                    "this section stands in a part of the shared text that this study does not "
                    "show."
                ),
                message('Give it a new label and a place: after="sec-…" or before="sec-…".'),
                heading.line,
            )


def _empty(text: Manuscript) -> Iterator[Heading]:
    """Yield the headings with neither words nor subsections under them."""
    every = headings(text)
    lines = text.text.split("\n")
    for index, heading in enumerate(every):
        after = every[index + 1] if index + 1 < len(every) else None
        end = after.line - 1 if after else len(lines)
        is_last = after is None or after.level <= heading.level
        if is_last and not "".join(lines[heading.line : end]).strip(" \t:"):
            yield heading
