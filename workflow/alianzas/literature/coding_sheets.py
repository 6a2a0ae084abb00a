"""The coding sheets: reading a pass's or the consensus's codes, with every mistake of a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.literature.sheet_files import filled_rows, read_sheets
from human_files.errors import DataError, Problem
from human_files.language.messages import counted_message, message
from human_files.sheet_reading import Row, Sheet
from references.ledger.names import NO_NAMES, Names
from references.screening.record_sheets import listing, meant

if TYPE_CHECKING:
    from alianzas.config.codebook import Codebook, Dimension


#: The code for "the text does not say"; it excludes all others.
NOT_STATED = "not_stated"


#: Separator of several codes in one cell.
SEPARATOR = ";"


#: What people append to a dimension's name to number its columns.
_NUMBERED = re.compile(r"[\s_.()-]*(\d+)[\s_.()-]*")


class CodingError(DataError):
    """Coding sheets that do not match the included studies, the codebook or each other."""


Codes = frozenset[str]


#: Codes by record id and dimension.
Coding = dict[str, dict[str, Codes]]


def read_codings(
    files: Sequence[str],
    consensus: str,
    titles: Mapping[str, str],
    excluded: Mapping[str, str],
    codebook: Codebook,
    problems: list[Problem],
    root: Path | str,
    names: Names = NO_NAMES,
) -> tuple[list[Coding], list[list[Sheet]]]:
    """Return the codes of each coder, and the sheets; add what is wrong.

    All but the ``consensus`` must code every record of ``titles``.
    """
    codings: list[Coding] = []
    sheets: list[list[Sheet]] = []
    columns = ("record_id", "title", *codebook.by_id)
    for file in files:
        last = file == consensus
        try:
            given = read_sheets(file, root, columns, may_be_empty=last)
        except DataError as error:
            problems += error.problems
            continue
        sheets.append(given)
        codings.append(read_codes(given, titles, excluded, codebook, problems, names))
        missing = [name for name in titles if name not in codings[-1]]
        if missing and not last:
            found = counted_message(
                len(missing),
                "{n} included record is not coded: {names}.",
                "{n} included records are not coded: {names}.",
                names=listing(missing),
            )
            advice = message(
                "Add a row for each of them; `alianzas literature coding-sheet --new` writes a sheet "
                "of what is not coded yet."
            )
            problems.append(given[-1].problem(found, advice))
    return codings, sheets


def read_codes(
    sheets: Sequence[Sheet],
    titles: Mapping[str, str],
    excluded: Mapping[str, str],
    codebook: Codebook,
    problems: list[Problem],
    names: Names = NO_NAMES,
) -> Coding:
    """Return a coder's codes; what is wrong is added to ``problems``.

    A cell holds codes of its dimension, separated by ";" (see also :data:`NOT_STATED`); further
    codes may be in additional columns, numbered from 2 (``theory_2``), as in a sheet with
    drop-downs.
    """
    for sheet in sheets:
        _refuse_stray_columns(sheet, codebook, problems)
    coding: Coding = {}
    rows: dict[str, tuple[Sheet, Row]] = {}

    def is_blank(row: Row) -> bool:
        return not any(row.cells[dimension] for dimension in codebook.by_id)

    for name, sheet, row in filled_rows(sheets, titles, problems, excluded, names, is_blank):
        given = {
            dimension.id: _cell(sheet, row, dimension, codebook, problems)
            for dimension in codebook.dimensions
        }
        first = rows.setdefault(name, (sheet, row))
        if coding.setdefault(name, given) != given:
            problems.append(_conflict(name, first, (sheet, row)))
    return coding


def _conflict(name: str, first: tuple[Sheet, Row], second: tuple[Sheet, Row]) -> Problem:
    """Return the problem of a study that was coded twice: in two sheets, or before a merge."""
    (earlier, row), (sheet, other) = first, second
    fields = {"name": name, "file": earlier.file, "n": row.number}
    if row.cells["record_id"] == other.cells["record_id"]:
        found = message('row {n} of {file} gives other codes for "{name}".', **fields)
        return sheet.problem(found, message("Correct one of the two rows."), other)
    found = message(
        '"{one}" and "{other}" are one record now ("{name}"); row {n} of {file} gives other codes.',
        one=row.cells["record_id"],
        other=other.cells["record_id"],
        **fields,
    )
    advice = message("Decide again, and write the same into both rows; keep both.")
    return sheet.problem(found, advice, other)


def _refuse_stray_columns(sheet: Sheet, codebook: Codebook, problems: list[Problem]) -> None:
    """Add a problem for a column that seems meant for further codes but would not be read."""
    for column in sheet.rows[0].cells if sheet.rows else ():
        for dimension in codebook.by_id:
            stray = _NUMBERED.fullmatch(column.removeprefix(dimension))
            if stray and column != dimension and column != f"{dimension}_{stray[1]}":
                found = message("this column would not be read.")
                advice = message('Name it "{name}".', name=f"{dimension}_{stray[1]}")
                problems.append(Problem(sheet.file, found, advice, 1, column))


def _cell(
    sheet: Sheet, row: Row, dimension: Dimension, codebook: Codebook, problems: list[Problem]
) -> Codes:
    """Return a record's codes in one dimension; what is wrong is added to ``problems``."""
    cells = [row.cells[dimension.id], *_further(row, dimension)]
    given = [part.strip() for cell in cells for part in cell.lower().split(SEPARATOR)]
    given = [code for code in given if code]
    allowed = [code.id for code in dimension.assignable]
    headings = {code.id for code in dimension.codes} - set(allowed)

    def wrong(found: str, advice: str) -> None:
        problems.append(sheet.problem(found, advice, row, dimension.id))

    if not given:
        wrong(
            message("no code is given."),
            message('Write "{not_stated}" if the text does not say.', not_stated=NOT_STATED),
        )
    for code in sorted(set(given)):
        if code in headings:
            under = [c.id for c in dimension.assignable if c.parent == code]
            wrong(
                message('"{code}" is a heading, not a code.', code=code),
                message("Give one of: {codes}.", codes=", ".join(under)),
            )
        elif code not in allowed:
            homes = [d.id for d in codebook.dimensions if code in [c.id for c in d.assignable]]
            parts = [part.strip() for part in code.split(",")]
            labels = {
                words: c.id
                for c in dimension.assignable
                for words in c.label.by_language().values()
            }
            advice = meant(code, allowed, labels)
            if homes:
                advice = message("Move it to {column}.", column=homes[0])
            elif len(parts) > 1 and {*parts} <= {*allowed}:
                advice = message('Separate several codes by "{separator}".', separator=SEPARATOR)
            wrong(
                message(
                    '"{code}" is not a code of {dimension}.', code=code, dimension=dimension.id
                ),
                advice,
            )
        elif given.count(code) > 1:
            wrong(message('"{code}" is given twice.', code=code), message("Give it once."))
    if NOT_STATED in given and len(set(given)) > 1:
        wrong(
            message('"{not_stated}" is given with other codes.', not_stated=NOT_STATED),
            message("Keep only it, or delete it."),
        )
    return frozenset(given)


def _further(row: Row, dimension: Dimension) -> list[str]:
    """Return the cells of the numbered columns of a dimension, in the order of the numbers."""
    numbered = {
        int(number): cell
        for column, cell in row.cells.items()
        if (number := column.removeprefix(f"{dimension.id}_")) != column and number.isdecimal()
    }
    return [numbered[number] for number in sorted(numbered)]
