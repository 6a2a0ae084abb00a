"""Where coded passages are in a source, whichever way the program counts characters.

Nothing in a file says how its program counts. The selections tell: passages begin and end at the
borders of words, their names often quote their words, and none lies beyond the end of the text. Each
way of counting (:mod:`~field_files.coding.counting`) is judged by how probable what it shows is if it
were right, against a place taken at random.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, log

from field_files.coding.counting import (
    CHARACTERS,
    ONE,
    STORED,
    TWO,
    UTF8,
    UTF16,
    WAYS,
    Ruler,
    Way,
    line_ends,
    same_way,
)
from human_files.text.content import decode

#: A name that is not a quotation: empty, a number, or a place such as "12,40" or "Quotation 6:1".
_NO_QUOTATION = re.compile(r"[\W\d]*|(?:\w+ )?\d+[:,.\d ]*", re.UNICODE)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*\Z")
#: Fewer characters than these may be at a place by chance.
_SHORTEST = 8
#: How often the borders of passages are of a kind if the way is right, and at places by chance.
_BORDERS = {
    "word": (0.88, 0.17),
    "within": (0.02, 0.66),
    "blank": (0.04, 0.11),
    "other": (0.06, 0.06),
}
#: The same of names that quote: the whole passage, its beginning, something else.
_NAMES = {"whole": (0.6, 0.003), "beginning": (0.35, 0.02), "elsewhere": (0.05, 0.97)}
#: A name shorter than this is not cut off, unless it ends with an ellipsis.
_CUT = 20
#: The same of a place beyond the text, or within a character.
_OUTSIDE, _SPLIT = (0.001, 0.05), (0.005, 0.1)
#: A way is sure if what is seen is this many times as probable as with any other that differs.
SURE = log(20)
#: So sure, a source needs no other of its project: it may be counted in a way of its own.
CERTAIN = log(10_000)
#: More of the borders than this within words: perhaps no way is right.
_DOUBTFUL = 1 / 3


@dataclass(frozen=True)
class Span:
    """A selection in a text: name, start and end as the program wrote them.

    ``quotes`` are further words of the passage that the file gives.
    """

    name: str
    start: int
    end: int
    quotes: str = ""


class SourceText:
    """The text of a source with ``\\n`` between lines, and the way its program counts characters.

    ``way`` is the most probable from the source's own selections and the program; :meth:`settle` may
    change it when the other sources of the project are known. ``sure`` says whether the selections
    leave no doubt; ``alternative`` is the way that may be meant otherwise, and ``differing`` how many
    passages are then elsewhere.
    """

    def __init__(self, raw: bytes, spans: Sequence[Span], program: str) -> None:
        """Decode the file, and find out from the selections ``spans`` how its program counts."""
        marked = raw.startswith(b"\xef\xbb\xbf")
        try:
            stored = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        except UnicodeDecodeError:
            stored = decode(raw)[0]
        self.text = stored.replace("\r\n", "\n")
        # A passage with several codes is seen once.
        self.spans, self._program = list(dict.fromkeys(spans)), program.lower()
        ends = line_ends(stored)
        self._same = {way: same_way(way, self.text, ends, marked) for way in WAYS}
        self._rulers = {way: Ruler(self.text, ends, way) for way in set(self._same.values())}
        seen = {way: sum(self._seen(span, way) for span in self.spans) for way in self._rulers}
        #: How much what is seen speaks for each way, as a logarithm.
        self.evidence = {way: seen[same] for way, same in self._same.items()}
        self._alike = self._ways_that_agree()
        self.settle({})

    def settle(self, elsewhere: Mapping[Way, float]) -> None:
        """Choose the way, given the ``evidence`` of the project's other sources.

        Theirs counts unless the source's own leaves no doubt at all. Where they say otherwise than
        the source's own, that is a doubt.
        """
        ranked, margin = self._ranked(self.evidence)
        self.sure = margin >= SURE
        if margin < CERTAIN and elsewhere:
            alone = ranked[0] if self.sure else None
            together = {way: own + elsewhere.get(way, 0.0) for way, own in self.evidence.items()}
            ranked, margin = self._ranked(together)
            self.sure = margin >= SURE and alone in (None, ranked[0])
        # Among ways that agree here, the one that fits the other sources and the program is told.
        likely = [
            max(ways, key=lambda way: elsewhere.get(way, 0.0) + self._prior(way)) for ways in ranked
        ]
        self.way = self._same[likely[0]]
        self.alternative = self._same[likely[1]] if len(likely) > 1 else None
        self.differing = (
            0
            if self.alternative is None
            else sum(
                self._place(span, self.way) != self._place(span, self.alternative)
                for span in self.spans
            )
        )

    def _ranked(self, score: Mapping[Way, float]) -> tuple[list[list[Way]], float]:
        """Return the ways that agree, the likeliest first, and how much likelier these are."""
        ranked = sorted(
            self._alike,
            key=lambda ways: max(score[way] + self._prior(way) for way in ways),
            reverse=True,
        )
        best = max(score[way] for way in ranked[0])
        others = [max(score[way] for way in ways) for ways in ranked[1:]]
        return ranked, best - max(others, default=-inf)

    def _ways_that_agree(self) -> list[list[Way]]:
        """Return the ways, those together that put every selection at the same place."""
        places = {way: tuple(self._place(span, way) for span in self.spans) for way in self._rulers}
        together: dict[tuple[object, ...], list[Way]] = {}
        for way in WAYS:
            together.setdefault(places[self._same[way]], []).append(way)
        return list(together.values())

    def locate(self, span: Span) -> tuple[int, int] | None:
        """Return where a selection is in ``text``, or None if it is empty or beyond its end."""
        return self._place(span, self.way)

    def is_beyond(self, span: Span) -> bool:
        """Return whether a selection reaches beyond the text."""
        ruler = self._rulers[self.way]
        return ruler.offset(span.start) is None or ruler.offset(span.end) is None

    def within_words(self) -> int:
        """Return how many passages begin or end within a word, if too many of them do, else 0.

        Those whose name or words in the file are the ones at their place are where they belong.
        """
        within, placed = 0, 0
        for span in self.spans:
            place = self.locate(span)
            if place is None:
                continue
            placed += 1
            passage = self.text[slice(*place)]
            if any(begins_with(passage, name) for name in (span.name, span.quotes)):
                continue
            within += "within" in (self._border(place[0], 1), self._border(place[1], -1))
        spaced = sum(sign.isspace() for sign in self.text) * 20 > len(self.text)
        return within if spaced and within > 2 and within > placed * _DOUBTFUL else 0

    def quotes(self, start: int, end: int) -> str:
        """Return the words of a passage, on one line with single spaces."""
        return " ".join(self.text[start:end].split())

    def _prior(self, way: Way) -> float:
        """Return how probable a way is before anything is seen, as a logarithm."""
        value = {CHARACTERS: 0.0, UTF16: -0.2, UTF8: -0.8}[way.units] - 0.6 * way.mark
        if "atlas" in self._program:
            return value + {ONE: 0.0, STORED: -0.3, TWO: -0.6}[way.lines]
        if "nvivo" in self._program:
            return value + {STORED: 0.0, TWO: -0.2, ONE: -0.6}[way.lines]
        return value + {STORED: 0.0, ONE: -0.3, TWO: -0.6}[way.lines]

    def _seen(self, span: Span, way: Way) -> float:
        """Return how much more probable a selection is if the way is right, as a logarithm."""
        ruler = self._rulers[way]
        ends = [ruler.offset(position) for position in (span.start, span.end)]
        if span.start >= span.end:
            return 0.0
        if ends[0] is None or ends[1] is None:
            return _ratio(_OUTSIDE)
        (start, split), (end, split_too) = ends[0], ends[1]
        value = (split + split_too) * _ratio(_SPLIT)
        value += _ratio(_BORDERS[self._border(start, 1)]) + _ratio(_BORDERS[self._border(end, -1)])
        passage = self.text[start:end]
        for name in (span.name, span.quotes):
            if quotation(name) is not None:
                value += _ratio(_NAMES[_compared(passage, name)])
        return value

    def _border(self, place: int, step: int) -> str:
        """Return what is at the border of a passage: at its beginning if ``step`` is 1."""
        around = self.text[place - 1 : place] if place else "", self.text[place : place + 1]
        outer, inner = around if step == 1 else reversed(around)
        if inner.isspace() or not inner:
            return "blank"
        if _of_word(around[1]) and _of_word(around[0] or " "):
            return "within"
        return "word" if not outer or outer.isspace() or _of_word(inner) else "other"

    def _place(self, span: Span, way: Way) -> tuple[int, int] | None:
        """Return where a selection, counted this way, is in ``text``; None if empty or beyond."""
        if span.start >= span.end:
            return None
        ends = [self._rulers[way].offset(position) for position in (span.start, span.end)]
        if ends[0] is None or ends[1] is None or ends[0][0] >= ends[1][0]:
            return None
        return ends[0][0], ends[1][0]


def settle_together(texts: Sequence[SourceText]) -> None:
    """Let the sources of a project, written by one program, decide together where one is unsure."""
    total = {way: sum(text.evidence[way] for text in texts) for way in WAYS}
    for text in texts:
        text.settle({way: value - text.evidence[way] for way, value in total.items()})


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


def _compared(passage: str, name: str) -> str:
    """Return whether a name quotes the whole passage, its beginning, or something else."""
    if _plain(passage) == _plain(_ELLIPSIS.sub("", name)):
        return "whole"
    cut = len(name) >= _CUT or _ELLIPSIS.search(name)
    return "beginning" if cut and begins_with(passage, name) else "elsewhere"


def _ratio(pair: tuple[float, float]) -> float:
    """Return how much more probable something is if the way is right, as a logarithm."""
    return log(pair[0] / pair[1])


def _of_word(sign: str) -> bool:
    """Return whether a character is part of a word: a letter, a number, or a mark on one."""
    return bool(sign) and (sign == "_" or unicodedata.category(sign)[0] in "LNM")


def _plain(text: str) -> str:
    """Return a text in Unicode's composed form, without spaces."""
    return "".join(unicodedata.normalize("NFC", text).split())
