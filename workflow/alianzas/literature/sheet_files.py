"""A reader's sheets: one file, or a folder with the sheet of each update of the review.

What was filled in stays as it is; the sheet of an update is put beside the earlier ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from human_files.errors import DataError, Problem
from human_files.sheet_reading import Row, Sheet, read_sheet
from references.ledger.names import Names
from references.screening.record_sheets import match_records

#: The endings of sheets; a folder may have other files, such as a README.
_ENDINGS = (".csv", ".tsv", ".xlsx")


def files_of(file: str, root: Path | str = ".") -> list[str]:
    """Return the files behind the path of a sheet: itself, or the sheets in a folder by name."""
    place = Path(root) / file
    if not place.is_dir():
        return [file]
    inside = sorted(path.name for path in place.iterdir() if path.suffix.lower() in _ENDINGS)
    return [f"{file.rstrip('/')}/{name}" for name in inside if not name.startswith((".", "~"))]


def read_sheets(
    file: str, root: Path | str, columns: Sequence[str], may_be_empty: bool = False
) -> list[Sheet]:
    """Read the sheets of a reader, at least one; raises DataError with the problems of all."""
    files = files_of(file, root)
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for one in files or [file]:
        try:
            is_later = may_be_empty or len(files) > 1
            sheets.append(read_sheet(Path(root) / one, columns, one, is_later))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return sheets


def filled_rows(
    sheets: Sequence[Sheet],
    titles: Mapping[str, str],
    problems: list[Problem],
    excluded: Mapping[str, str],
    names: Names,
    is_blank: Callable[[Row], bool],
) -> Iterator[tuple[str, Sheet, Row]]:
    """Yield the rows of a reader's sheets with the id that stands for their record now.

    A row that is blank is left out where another of the same record is filled in.
    """
    found = [
        (name, sheet, row)
        for sheet in sheets
        for name, row in match_records(sheet, titles, problems, excluded, names)
    ]
    filled = {name for name, _, row in found if not is_blank(row)}
    blank: set[str] = set()
    for name, sheet, row in found:
        if not is_blank(row):
            yield name, sheet, row
        elif name not in filled and name not in blank:
            blank.add(name)
            yield name, sheet, row
