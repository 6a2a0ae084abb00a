"""Where coded passages are in a source, whichever way the program counts characters.

REFI-QDA 1.0 counts Unicode characters from 0. Programs differ in whether a Windows line end is one
character (ATLAS.ti) or two (NVivo), and some count units of UTF-16, in which an emoji is two. A
selection's name often begins with its words: the way of counting that fits most names is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from human_files.text.content import decode

#: Ways of counting: are Windows line ends one character, are characters units of UTF-16?
_WAYS = ((False, False), (True, False), (False, True), (True, True))
#: A name that is not a quotation: empty, a number, or a place such as "12,40" or "Quotation 6:1".
_NO_QUOTATION = re.compile(r"[\W\d]*|(?:\w+ )?\d+[:,.\d ]*", re.UNICODE)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*\Z")
#: Fewer characters than these may be at a place by chance.
_SHORTEST = 8


@dataclass(frozen=True)
class Span:
    """A selection in a text: name, start and end as the program wrote them."""

    name: str
    start: int
    end: int


class SourceText:
    """The text of a source with ``\\n`` between lines, and the way its program counts characters."""

    def __init__(self, raw: bytes, spans: Sequence[Span], program: str) -> None:
        """Decode the file, and find out from the selections ``spans`` how its program counts."""
        stored = raw.removeprefix(b"\xef\xbb\xbf")
        try:
            self._stored = stored.decode("utf-8")
        except UnicodeDecodeError:
            self._stored = decode(raw)[0]
        self.text = self._stored.replace("\r\n", "\n")
        self._way = self._most_fitting(spans, program)

    def locate(self, span: Span) -> tuple[int, int] | None:
        """Return where a selection is in ``text``, or None if it reaches beyond its end."""
        return self._place(span, self._way)

    def quotes(self, start: int, end: int) -> str:
        """Return the words of a passage, on one line with single spaces."""
        return " ".join(self.text[start:end].split())

    def _most_fitting(self, spans: Sequence[Span], program: str) -> tuple[bool, bool]:
        """Return the way of counting with which most selections begin with their names."""
        ways = sorted(_WAYS, key=lambda way: way[0] != ("atlas" in program.lower()))
        ways.sort(key=lambda way: way[1])
        if self._stored == self.text and self._stored.isascii():
            return ways[0]
        quoting = [span for span in spans if quotation(span.name)]
        return max(ways, key=lambda way: sum(self._fits(span, way) for span in quoting))

    def _fits(self, span: Span, way: tuple[bool, bool]) -> bool:
        """Return whether a selection, counted this way, begins with its name."""
        place = self._place(span, way)
        return place is not None and begins_with(self.text[slice(*place)], span.name)

    def _place(self, span: Span, way: tuple[bool, bool]) -> tuple[int, int] | None:
        """Return where a selection, counted this way, is in ``text``; None beyond its end."""
        whole, units = way
        base = self.text if whole else self._stored
        length = len(base.encode("utf-16-le")) // 2 if units else len(base)
        if not 0 <= span.start < span.end <= length:
            return None
        start, end = (self._offset(base, number, units) for number in (span.start, span.end))
        return start, end

    @staticmethod
    def _offset(base: str, number: int, units: bool) -> int:
        """Return an offset in ``base`` as one in the text with plain line ends."""
        head = (
            base.encode("utf-16-le")[: 2 * number].decode("utf-16-le", errors="ignore")
            if units
            else base[:number]
        )
        # A selection may begin between the two characters of a line end.
        return len(head.replace("\r\n", "\n").removesuffix("\r"))


def quotation(name: str) -> str | None:
    """Return the words that a selection's name quotes, or None if it may not be a quotation."""
    words = " ".join(_ELLIPSIS.sub("", name).split())
    if len(words) < _SHORTEST or _NO_QUOTATION.fullmatch(words):
        return None
    return words


def begins_with(passage: str, name: str) -> bool:
    """Return whether a passage begins with the words of a selection's name."""
    words = quotation(name)
    return words is not None and _plain(passage).startswith(_plain(words))


def _plain(text: str) -> str:
    """Return a text in Unicode's composed form, without spaces."""
    return "".join(unicodedata.normalize("NFC", text).split())
