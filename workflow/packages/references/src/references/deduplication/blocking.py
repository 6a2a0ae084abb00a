"""Blocking: which pairs of entries are worth comparing, at a cost that grows with their number.

Entries share a block if they share a key: DOI or other identifier, beginning or end of a title,
place in the volume, author with a long word of the title, two long words, or the letters of a title
that no encoding damages. Within a block only near neighbours by title are paired (the sorted
neighbourhood method of Hernández and Stolfo, 1995), so that no block is quadratic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from references.deduplication.entries import Entry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Each entry is paired with at most this many neighbours in a block.
NEIGHBOURS = 10
#: Number of letters of a title's beginning and end.
_LETTERS = 14


def candidate_pairs(entries: Sequence[Entry]) -> NDArray[np.int64]:
    """Return the pairs to compare: two columns of places in ``entries``, the smaller first."""
    import numpy as np

    size = len(entries)
    codes: list[int] = []
    places: list[int] = []
    known: dict[tuple[str, ...], int] = {}
    for place, entry in enumerate(entries):
        for key in set(_keys(entry)):
            codes.append(known.setdefault(key, len(known)))
            places.append(place)
    known.clear()
    code, where = np.array(codes, dtype=np.int64), np.array(places, dtype=np.int64)
    order = np.lexsort((where, code))
    code, where = code[order], where[order]
    found = []
    for step in range(1, NEIGHBOURS + 1):
        together = code[:-step] == code[step:]
        found.append(where[:-step][together] * size + where[step:][together])
    pairs = np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
    return np.stack((pairs // size, pairs % size), axis=1) if size else pairs.reshape(0, 2)


def _keys(entry: Entry) -> Iterator[tuple[str, ...]]:
    """Yield the keys of the blocks that an entry belongs to."""
    if entry.doi:
        yield "doi", entry.doi
    for identifier in entry.identifiers:
        yield "identifier", identifier
    if entry.title.skeleton:
        yield "skeleton", entry.title.skeleton
    for version in entry.title.versions:
        yield "beginning", version[:_LETTERS]
        yield "end", version[-_LETTERS:]
    author = "".join(entry.names.surnames[0]) if entry.names.surnames else ""
    pages, year = entry.pages, str(entry.year or "")
    if pages is not None and pages.first:
        first = str(pages.first)
        if entry.volume:
            yield "place", entry.volume, first, str(pages.last)
            if author:
                yield "place and author", entry.volume, first, author[:4]
        if author and year:
            yield "year and page", year, first, author[:4]
    long = entry.title.long_words
    if len(long) > 1:
        yield "words", *sorted(long[:2])
    if len(long) > 2:
        yield "words", *sorted(long[1:3])
    if author:
        for word in long[:2]:
            yield "author", author[:5], word
