"""Records of any table with the usual columns, as rows to be compared."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem
from human_files.language.messages import message
from human_files.text.content import Content
from references.deduplication.entries import FIELDS
from references.deduplication.identifiers import columns_with_identifiers, identifiers_of

if TYPE_CHECKING:
    import pandas as pd

#: Names of columns in tables of other programs (bib-dedupe, CoLRev, BibTeX), by field.
_NAMED: dict[str, tuple[str, ...]] = {
    "authors": ("authors", "author"),
    "journal": ("journal", "booktitle", "source_title", "secondary_title", "publication"),
    "issue": ("issue", "number"),
    "document_type": ("document_type", "entrytype", "type"),
}
_IDS = ("record_id", "id")


class RecordTableError(DataError):
    """A table whose rows are not usable records: no titles, or ids that are missing or repeated."""


def rows_of(records: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the records of a frame as rows of :data:`FIELDS`, all text; missing columns are "".

    Of several columns for one field ("journal" and "booktitle") the first that is filled in counts.
    """
    size = len(records)
    by_name = {str(name).casefold(): name for name in records.columns}
    columns = []
    for field in FIELDS[:-1]:
        cells = [""] * size
        for name in _NAMED.get(field, (field,)):
            if name in by_name:
                texts = _texts(records[by_name[name]])
                cells = [cell or text for cell, text in zip(cells, texts, strict=True)]
        columns.append(cells)
    columns.append(_identifiers(records, by_name))
    return list(zip(*columns, strict=True))


def _texts(column: pd.Series) -> list[str]:
    """Return a column as text, "" where it is missing."""
    return [str(text) for text in column.astype("object").where(column.notna(), "").tolist()]


def _identifiers(records: pd.DataFrame, by_name: dict[str, str]) -> list[str]:
    """Return the identifiers of each record, wherever the frame has them."""
    empty = [""] * len(records)
    other, doi, database = (
        _texts(records[by_name[name]]) if name in by_name else empty
        for name in ("other", "doi", "database")
    )
    names = columns_with_identifiers(by_name)
    columns = [_texts(records[by_name[name]]) for name in names]
    cells = zip(*columns, strict=True) if columns else ((),) * len(records)
    return [
        identifiers_of(dict(zip(names, row, strict=True)), *fields)
        for row, *fields in zip(cells, other, doi, database, strict=True)
    ]


def read_record_table(path: Path | str, file: str | None = None) -> tuple[pd.DataFrame, list[str]]:
    """Read a CSV of records (all text), and the names of its rows; messages call it ``file``.

    The names come from the column ID or record_id; records of a table that this package wrote are
    called "source:position", and where there is neither, rows are named by their number. Separator
    and encoding are detected. Raises RecordTableError, and UnreadableFileError for a missing or
    empty file.
    """
    import pandas as pd

    content = Content.load(path, file)
    name = content.file
    header = content.text.partition("\n")[0]
    separator = max(",;\t", key=header.count)  # Excel's semicolon where the comma is decimal
    try:
        frame = pd.read_csv(
            io.StringIO(content.text), sep=separator, dtype=str, keep_default_na=False
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError):
        advice = message("Save it as CSV, or make it with `references import`.")
        found = message("is not a table of records: its rows and cells cannot be told apart.")
        raise RecordTableError(Problem(name, found, advice)) from None
    by_name = {name.casefold(): name for name in frame.columns}
    if "title" not in by_name:
        advice = message(
            "Name the columns title, author, year, journal, volume, number, pages, doi."
        )
        raise RecordTableError(Problem(name, message('the column "title" is missing.'), advice, 1))
    return frame, _row_names(name, frame, by_name)


def _row_names(file: str, frame: pd.DataFrame, by_name: dict[str, str]) -> list[str]:
    """Return a unique name for each row; raises RecordTableError."""
    column = next((by_name[name] for name in _IDS if name in by_name), None)
    if column is not None:
        names: list[str] = frame[column].tolist()
    elif "source" in by_name and "position" in by_name:
        column = by_name["position"]
        parts = zip(frame[by_name["source"]], frame[column], strict=True)
        names = [f"{source}:{position}" for source, position in parts]
    else:
        width = len(str(len(frame)))
        return [f"{number:0{width}}" for number in range(1, len(frame) + 1)]
    problems = []
    seen: dict[str, int] = {}
    for number, name in enumerate(names, start=2):
        if not name or ";" in name:
            found = (
                message("the record has no name.")
                if not name
                else message('"{name}" contains a semicolon.', name=name)
            )
            problems.append(
                Problem(file, found, message("Give each record a name."), number, column)
            )
        elif name in seen:
            found = message('the record "{name}" is in row {n} as well.', name=name, n=seen[name])
            problems.append(
                Problem(file, found, message("Give each record its own name."), number, column)
            )
        seen.setdefault(name, number)
    if problems:
        raise RecordTableError(problems)
    return names


def write_groups(groups: Sequence[Sequence[int]], names: Sequence[str], path: Path | str) -> None:
    """Write one row per group, its names joined by ";", in the column merged_ids."""
    lines = ["merged_ids", *(";".join(names[p] for p in group) for group in groups)]
    quoted = ['"' + line.replace('"', '""') + '"' for line in lines[1:]]
    Path(path).write_text("\n".join([lines[0], *quoted]) + "\n", encoding="utf-8")
