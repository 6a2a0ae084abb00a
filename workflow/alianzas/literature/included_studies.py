"""The included studies by their codes: counts, most frequent codes, pairs of codes, citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.coding_sheets import NOT_STATED
from human_files.language.grammar import grammar
from human_files.language.lists import join_words
from references.comparable_text import surname
from references.record import split_cell

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.codebook import Code, Codebook, Dimension

#: Record ids by dimension and code; a heading has the ids of all its codes.
Studies = Mapping[tuple[str, str], Sequence[str]]


class Count(NamedTuple):
    """A code and the included studies that have it."""

    dimension: str
    code: Code
    n: int
    records: Sequence[str]


def group_studies(codes: pd.DataFrame, codebook: Codebook) -> Studies:
    """Return the studies of every code of the codebook, even if none, in the order of the records.

    ``codes`` has one row per study, dimension and code. A study counts once for a heading, however
    many of its codes it has.
    """
    order = {name: place for place, name in enumerate(dict.fromkeys(codes["record_id"]))}
    found: dict[tuple[str, str], set[str]] = {
        (dimension.id, code.id): set()
        for dimension in codebook.dimensions
        for code in dimension.codes
    }
    parents = {
        (dimension.id, code.id): code.parent
        for dimension in codebook.dimensions
        for code in dimension.codes
    }
    for name, dimension, code in zip(
        codes["record_id"], codes["dimension"], codes["code"], strict=True
    ):
        current: str | None = code
        while current is not None:
            found[dimension, current].add(name)
            current = parents[dimension, current]
    return {key: sorted(names, key=order.__getitem__) for key, names in found.items()}


def count_codes(studies: Studies, dimension: Dimension) -> list[Count]:
    """Return the assignable codes of a dimension except "not stated", most frequent first.

    Codes with the same count keep the order of the codebook.
    """
    counts = [
        Count(
            dimension.id, code, len(studies[dimension.id, code.id]), studies[dimension.id, code.id]
        )
        for code in dimension.assignable
        if code.id != NOT_STATED
    ]
    return sorted(counts, key=lambda count: -count.n)


def top_counts(counts: Sequence[Count]) -> list[Count]:
    """Return the most frequent of sorted counts with any ties; an empty list if no code is used."""
    return [count for count in counts if count.n == counts[0].n and count.n > 0]


class Pairs(NamedTuple):
    """How many studies combine the used codes of two dimensions: ``n`` by (row, column)."""

    rows: Sequence[Code]
    columns: Sequence[Code]
    n: Mapping[tuple[str, str], int]

    @property
    def empty(self) -> int:
        """The number of combinations that no study has."""
        return sum(count == 0 for count in self.n.values())


def cross_codes(studies: Studies, row: Dimension, column: Dimension) -> Pairs:
    """Return how many studies have each pair of codes in use, most frequent codes first."""
    rows, columns = (
        [count.code for count in count_codes(studies, dimension) if count.n]
        for dimension in (row, column)
    )
    return Pairs(
        rows,
        columns,
        {
            (r.id, c.id): len({*studies[row.id, r.id]} & {*studies[column.id, c.id]})
            for r, c in product(rows, columns)
        },
    )


def cite_authors(authors: str, language: str, unknown: str = "") -> str:
    """Return the surnames as cited in APA 7: one, two joined by "and", or "… et al."."""
    names = [surname(author) for author in split_cell(authors)]
    if not names:
        return unknown
    if len(names) > 2:
        return f"{names[0]} et al."
    return join_words(names, language)


def cite(authors: str, year: int | None, title: str, language: str) -> str:
    """Return "Surname and Surname (2020)"; without authors the title replaces them."""
    undated = grammar(language).undated
    return f"{cite_authors(authors, language, title)} ({undated if year is None else year})"
