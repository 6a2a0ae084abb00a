"""Rows with a cell too many or too few: which cell belongs to which column.

A comma in a title without quotation marks splits it in two, and everything after it stands one
column too far. What DOIs, years, ISSNs and other cells with a form of their own look like tells
where: of all ways to join neighbouring cells, or to leave a column out, that is taken in which each
cell looks most like those of its column in the sound rows.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from references.formats.table_columns import field_indices, normal

#: At most so many cells too many or too few.
FARTHEST = 4
#: Rows that the looks of columns are learned from.
_LEARNED = 200
#: Forms that no other cell has: a row is put in order only if they are where they belong.
_FORMS = tuple(
    (name, re.compile(rf"\s*(?:{form})\s*", re.IGNORECASE))
    for name, form in (
        ("doi", r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+"),
        ("year", r"(?:19|20)\d\d"),
        ("issn", r"\d{4}-\d{3}[\dX](?:[;,] *\d{4}-\d{3}[\dX])*"),
        ("identifier", r"2-s2\.0-\d+|WOS:\w+|pub\.\d+|W\d{6,}|(?:\d{3}-){4}\w{3}"),
        ("url", r"https?://\S+"),
    )
)
_TYPED = frozenset(name for name, _ in _FORMS)
_NUMBER = re.compile(r"\s*\d+\s*")
_PAGES = re.compile(r"\s*[A-Za-z]?\d+\s*[-–]\s*[A-Za-z]?\d+\s*")
_NAMES = re.compile(r"\s*[^\W\d_][\w'’-]+,? (?:[^\W\d_]\.[ -]?)+(?:[;,].*)?", re.DOTALL)
_KINDS = 12
#: What a column of a field looks like, before any row is known.
_EXPECTED = {
    "doi": "doi",
    "year": "year",
    "issn": "issn",
    "url": "url",
    "authors": "names",
    "times_cited": "number",
    "volume": "number",
    "issue": "number",
    "pages": "pages",
    "title": "medium",
    "abstract": "long",
    "journal": "short",
}
_NAMED_EXPECTED = {"eid": "identifier", "ut (unique wos id)": "identifier", "ut": "identifier"}
#: Joining two cells costs nothing if the second begins with a space, as after a comma in a sentence.
_JOIN, _JOIN_WITHOUT_SPACE, _LEAVE_OUT = 0.2, 2.5, 0.5


class Columns:
    """What the cells of each column of a table look like."""

    def __init__(self, header: Sequence[str], sound: Iterable[Sequence[str]]) -> None:
        self.width = len(header)
        self._counts: list[Counter[str]] = [Counter() for _ in header]
        for field, places in field_indices(header, "").items():
            for place in places:
                if field in _EXPECTED:
                    self._counts[place][_EXPECTED[field]] += 3
        for place, name in enumerate(header):
            if normal(name) in _NAMED_EXPECTED:
                self._counts[place]["identifier"] += 3
        for number, cells in enumerate(sound):
            if number == _LEARNED:
                break
            for count, cell in zip(self._counts, cells, strict=False):
                count[kind(cell)] += 1
        self._typed = [
            next((form for form in _TYPED if count[form] * 2 > count.total() - count["empty"]), "")
            for count in self._counts
        ]

    def realigned(self, cells: Sequence[str], separator: str) -> list[str] | None:
        """Return the cells of a row in their columns, None if they do not show where they belong.

        Parameters
        ----------
        cells : sequence of str
            The cells as they stand, more or fewer than there are columns.
        separator : str
            What separates them.

        Returns
        -------
        list of str or None
            One cell per column.
        """
        if not 0 < abs(len(cells) - self.width) <= FARTHEST:
            return None
        placed = self._best(cells, separator)
        return placed if placed is not None and self._is_sure(placed) else None

    def _best(self, cells: Sequence[str], separator: str) -> list[str] | None:
        """Return the cells in the columns that they look most like those of."""
        most = abs(len(cells) - self.width) + 1
        # For each number of cells that the columns so far have taken: how good, and which cells.
        reached: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
        for place in range(self.width):
            further: dict[int, tuple[float, list[str]]] = {}
            for taken, (score, placed) in reached.items():
                if abs(taken - place) > FARTHEST:
                    continue
                for count in range(min(most, len(cells) - taken) + 1):
                    group = cells[taken : taken + count]
                    text = separator.join(filter(str.strip, group))
                    value = score + self._likeness(place, text) - _cost(group)
                    if taken + count not in further or value > further[taken + count][0]:
                        further[taken + count] = (value, [*placed, text])
            reached = further
        return reached[len(cells)][1] if len(cells) in reached else None

    def _likeness(self, place: int, cell: str) -> float:
        """Return how much a cell looks like those of a column, as the logarithm of a share."""
        count = self._counts[place]
        return math.log((count[kind(cell)] + 0.5) / (count.total() + 0.5 * _KINDS))

    def _is_sure(self, cells: Sequence[str]) -> bool:
        """Return whether some column with a form of its own has it, and none has anything else."""
        given = [(kind(cell), form) for cell, form in zip(cells, self._typed, strict=True) if form]
        return any(found == form for found, form in given) and all(
            found in (form, "empty") for found, form in given
        )


def _cost(group: Sequence[str]) -> float:
    """Return what it costs to put so many cells into one column."""
    if not group:
        return _LEAVE_OUT
    return sum(_JOIN if cell[:1] in ("", " ") else _JOIN_WITHOUT_SPACE for cell in group[1:])


@lru_cache(20_000)
def kind(cell: str) -> str:
    """Return what a cell looks like."""
    if not cell.strip():
        return "empty"
    for name, form in _FORMS:
        if form.fullmatch(cell):
            return name
    if _NUMBER.fullmatch(cell):
        return "number"
    if _PAGES.fullmatch(cell):
        return "pages"
    if _NAMES.fullmatch(cell):
        return "names"
    length = len(cell)
    return "short" if length < 40 else "medium" if length < 250 else "long"
