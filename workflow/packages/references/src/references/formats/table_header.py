"""Repairing damaged headers of tables, by the cells of the rows below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from references.comparable_text import find_year
from references.formats.table_columns import known_columns, near_column, normal

_DOI = re.compile(r"10\.\d{4,9}/")
_NUMBER = re.compile(r"[\d\W]*")


def mended_header(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a header as wide as the rows, where one of its separators was lost or is too many.

    Of all ways to split one name or join two, that is chosen with which most names are known and the
    cells look right for their columns: DOIs, years, titles. The header as it is comes first among
    them, since rows may end with a separator.
    """
    width = len(rows[0])
    # A quotation mark within a name shows which one ran into the next.
    variants = [] if any('"' in column for column in columns) else [[*columns, ""][:width]]
    if len(columns) == width - 1:
        variants += _parted(columns)
    elif len(columns) == width + 1:
        variants += _joined(columns)
    if not variants:
        return list(columns)
    return max(variants, key=lambda variant: _score(variant, rows))


def _parted(columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield headers in which one name is split in two."""
    quoted = any('"' in column for column in columns)
    for index, column in enumerate(columns):
        if normal(column) in known_columns() or (quoted and '"' not in column):
            continue
        before, after = list(columns[:index]), list(columns[index + 1 :])
        for cut in range(1, len(column)):
            names = [column[:cut].strip('"'), column[cut + 1 :].strip('"')]
            if any(_meaning(name)[1] for name in names):
                yield [*before, *names, *after]
        yield [*before, column, "", *after]


def _joined(columns: Sequence[str]) -> Iterator[list[str]]:
    """Yield headers in which two names are joined."""
    for index in range(len(columns) - 1):
        before, after = columns[:index], columns[index + 2 :]
        yield [*before, f"{columns[index]} {columns[index + 1]}", *after]


@lru_cache(10_000)
def _meaning(name: str) -> tuple[str, int]:
    """Return the field of a column, and a score: 3 for its exact name, 2 for nearly that."""
    known = known_columns()
    exact = known.get(normal(name))
    if exact is not None:
        return exact[0], 3
    near = near_column(normal(name), known)
    return (near[0], 2) if near is not None else ("", 0)


def _score(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how well names and cells match."""
    score = 0
    for index, name in enumerate(columns):
        field, sure = _meaning(name)
        score += sure
        looks_right = _LOOKS.get(field)
        if looks_right is not None:
            cells = [row[index] for row in rows if index < len(row) and row[index]]
            score += sum(2 if looks_right(cell) else -2 for cell in cells)
    return score


def _is_doi(cell: str) -> bool:
    """Return whether a cell looks right under "DOI"."""
    return _DOI.search(cell) is not None


def _is_year(cell: str) -> bool:
    """Return whether a cell looks right under "Year"."""
    return len(cell) < 30 and find_year(cell) is not None


def _is_title(cell: str) -> bool:
    """Return whether a cell looks right under "Title"."""
    return not _is_doi(cell) and not cell.startswith("http") and not _NUMBER.fullmatch(cell)


_LOOKS: dict[str, Callable[[str], bool]] = {"doi": _is_doi, "year": _is_year, "title": _is_title}
