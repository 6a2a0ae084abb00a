"""The ways in which programs count the characters of a text.

REFI-QDA 1.0 counts Unicode characters from 0. Programs differ: an emoji is two of the units of
UTF-16 in which NVivo and others count, a letter with an accent two of the bytes of UTF-8, a line end
one character (ATLAS.ti), two (NVivo for Windows, also where the file itself has one), or what it is
in the file; a byte order mark may be counted or not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import product
from typing import NamedTuple

from human_files.language.messages import message

#: How long a line end is: one character, what it is in the file, or two.
ONE, STORED, TWO = "one", "stored", "two"
#: What is counted: characters, units of UTF-16, bytes of UTF-8.
CHARACTERS, UTF16, UTF8 = "characters", "utf-16", "utf-8"
#: The characters that may be longer than one, by unit; line ends among them.
_LONG = {
    CHARACTERS: re.compile("\n"),
    UTF16: re.compile("[\n\U00010000-\U0010ffff]"),
    UTF8: re.compile("[\n\x80-\U0010ffff]"),
}
_LINE_END = re.compile("\r?\n")


class Way(NamedTuple):
    """A way of counting: the length of line ends, the units, and whether the mark is counted."""

    lines: str
    units: str
    mark: bool = False

    def words(self) -> str:
        """Return the way in words, for reports."""
        units = {
            CHARACTERS: message("in characters"),
            UTF16: message("in units of UTF-16"),
            UTF8: message("in bytes of UTF-8"),
        }[self.units]
        lines = {
            ONE: message("a line end is one"),
            STORED: message("a line end is what it is in the file"),
            TWO: message("a line end is two"),
        }[self.lines]
        parts = [units, lines]
        if self.mark:
            parts.append(message("the byte order mark is counted"))
        return ", ".join(parts)


WAYS = tuple(
    Way(*parts) for parts in product((STORED, ONE, TWO), (CHARACTERS, UTF16, UTF8), (False, True))
)


class Ruler:
    """Turns positions counted in one way into offsets in a text with plain line ends."""

    def __init__(self, text: str, line_ends: list[int], way: Way) -> None:
        """``line_ends`` are the lengths that the line ends of ``text`` have in its file."""
        self._starts: list[int] = []
        self._long: list[tuple[int, int]] = []
        self._begin = extra = (3 if way.units == UTF8 else 1) if way.mark else 0
        stored = iter(line_ends)
        for found in _LONG[way.units].finditer(text):
            sign, place = found.group(), found.start()
            if sign == "\n":
                length = {ONE: 1, STORED: next(stored), TWO: 2}[way.lines]
            else:
                length = 2 if way.units == UTF16 else len(sign.encode(errors="surrogatepass"))
            if length > 1:
                self._starts.append(place + extra)
                self._long.append((place, length))
                extra += length - 1
        self._end = len(text) + extra

    def offset(self, position: int) -> tuple[int, bool] | None:
        """Return the offset of a position, and whether it lies within a character; None outside.

        A position within a character, as between the two of a line end, stands for its beginning.
        """
        if not self._begin <= position <= self._end:
            return None
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position - self._begin, False
        start, (place, length) = self._starts[index], self._long[index]
        if position < start + length:
            return place, position != start
        return place + 1 + position - start - length, False


def line_ends(stored: str) -> list[int]:
    """Return the lengths of the line ends of a text as it is stored: 2 for those of Windows."""
    return [len(found.group()) for found in _LINE_END.finditer(stored)]


def same_way(way: Way, text: str, ends: list[int], marked: bool) -> Way:
    """Return the way, with what makes no difference for ``text`` put in its plainest form."""
    lines, units = way.lines, way.units
    if not ends:
        lines = ONE
    elif lines == STORED and len(set(ends)) == 1:
        lines = TWO if ends[0] == 2 else ONE
    if units == UTF8 and text.isascii():
        units = CHARACTERS
    if units == UTF16 and not _ASTRAL.search(text):
        units = CHARACTERS
    return Way(lines, units, way.mark and marked)


_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
