"""One scanner over all files: what personal data each holds, by row, column and kind.

What is private is not repeated in what is found.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from human_files.errors import DataError
from human_files.personal_data.columns import identity_numbers, kind_of_column
from human_files.personal_data.file_parts import NO_READERS, Part, Readers, file_parts
from human_files.personal_data.finding import Found, find_personal_data

#: In these an @name is a citation or an entry.
_CITING = (".qmd", ".bib", ".csl", ".tex", ".py", ".smk", ".lua", ".css", ".js", ".yaml", ".yml")

_SEPARATED = re.compile(r"[._/]")

#: Takes a text and what was found in it; returns what counts.
Judge = Callable[[str, Sequence[Found]], Sequence[Found]]


class Finding(NamedTuple):
    """Personal data in a file.

    Parameters
    ----------
    file : str
        The file.
    kind : str
        A key of :data:`~human_files.personal_data.columns.KIND_WORDS`.
    cells : int
        In how many cells of the column, or in how many places of the line.
    row : int, optional
        The first row or line; None where the format has none, and for the file's own name.
    column : str, optional
        The column of a table.
    part : str
        The sheet or other part of the file; "" for a file of one part.
    """

    file: str
    kind: str
    cells: int
    row: int | None = None
    column: str | None = None
    part: str = ""


class Scan(NamedTuple):
    """What a scan found, and which files it could not look into."""

    findings: list[Finding]
    unsearched: list[str]


def scan_files(
    files: Iterable[str],
    root: Path,
    country: str,
    *,
    readers: Readers = NO_READERS,
    by_header: bool = True,
    judge: Judge = lambda _text, found: found,
) -> Scan:
    """Look for personal data in files and in their names.

    Parameters
    ----------
    files : iterable of str
        Paths from ``root``.
    root : pathlib.Path
        Where they begin.
    country : str
        ISO 3166-1 code of the country whose numbers count without a word that announces them.
    readers : mapping of str to callable
        Readers of further formats by the ending of the file.
    by_header : bool
        Whether the head of a column counts ("Nombre"), or only what is in its cells.
    judge : callable, optional
        Decides on what was found in a text, such as the address of an author.

    Returns
    -------
    Scan
        The findings in the order of the files: one per column of a table, and per line and kind of a
        text; and the files that could not be searched.
    """
    findings: list[Finding] = []
    unsearched: list[str] = []
    for file in files:
        findings += scan_names([file], country, judge)
        handles = not file.lower().endswith(_CITING)
        try:
            for part in file_parts(root / file, file, readers):
                findings += scan_part(
                    part, file, country, by_header=by_header, handles=handles, judge=judge
                )
        except (OSError, DataError, ValueError, csv.Error, zipfile.BadZipFile, RuntimeError):
            unsearched.append(file)
    return Scan(findings, unsearched)


def scan_names(
    files: Iterable[str], country: str, judge: Judge = lambda _text, found: found
) -> Iterator[Finding]:
    """Yield the files whose names hold personal data."""
    for file in files:
        for name in (file, _SEPARATED.sub(" ", file)):  # in a.0991234567.md a number is a word
            found = judge(name, find_personal_data(name, country, handles=False))
            if found:
                yield Finding(file, found[0].kind, 1)
                break


def scan_part(
    part: Part,
    file: str,
    country: str,
    *,
    by_header: bool = True,
    handles: bool = True,
    judge: Judge = lambda _text, found: found,
) -> Iterator[Finding]:
    """Yield what personal data a part of a file holds; see :func:`scan_files`."""

    def look(text: str) -> Sequence[Found]:
        return judge(text, find_personal_data(text, country, handles=handles))

    if not part.header:
        for number, (line,) in part.rows:
            found = look(line)
            for kind in dict.fromkeys(one.kind for one in found):
                many = sum(one.kind == kind for one in found)
                yield Finding(file, kind, many, number or None, None, part.name)
        return
    for place, name in enumerate(part.header):
        yield from (Finding(file, one.kind, 1, 1, None, part.name) for one in look(name)[:1])
        cells = [
            (number, text)
            for number, row in part.rows
            if place < len(row) and (text := row[place].strip())
        ]
        announced = (
            kind_of_column(name, [text for _, text in cells]) if by_header and cells else None
        )
        if announced is not None:
            told = [(number, announced) for number, _ in cells]
        else:
            told = _in_cells(cells, look, country)
        if told:
            row, first = told[0]
            yield Finding(file, first, len(told), row, name, part.name)


def _in_cells(
    cells: Sequence[tuple[int, str]], look: Callable[[str], Sequence[Found]], country: str
) -> list[tuple[int, str]]:
    """Return the rows of the cells with personal data, with its kind."""
    told = [(number, one.kind) for number, text in cells for one in look(text)[:1]]
    texts = [text for _, text in cells]
    if not told and len(texts) > 2 and all(text.isdigit() and len(text) > 7 for text in texts):
        numbers = identity_numbers(texts, country)
        if numbers is not None:
            return [(cells[0][0], numbers[0])] * numbers[1]
    return told
