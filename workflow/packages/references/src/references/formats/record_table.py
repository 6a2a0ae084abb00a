"""Reading and writing tables of records in this package's own form, which loses nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from human_files.formula_cells import as_given, harmless, without_formulas
from human_files.text.content import Content
from references.reading import Reader, Reading, Remark, shorten
from references.record import (
    COLUMNS,
    CONTENT,
    LISTS,
    NUMBERS,
    SEPARATOR,
    Record,
    split_cell,
    without_folders,
)

if TYPE_CHECKING:
    import pandas as pd

_HEADER = ",".join(COLUMNS[:6])
_NUMBERS = (*NUMBERS, "position", "line")


def recognises(content: Content) -> bool:
    """Return whether the file begins with this package's columns."""
    return content.text.startswith(_HEADER)


def read(content: Content) -> Reading:
    """Return the records of a table that :func:`write_rows` wrote, with their ``origins``.

    A row that lacks cells or does not hold numbers where it should is ``broken``.
    """
    reading = Reading()
    reader = csv.reader(io.StringIO(content.text_as_encoded))
    header = next(reader)
    line = reader.line_num + 1
    for position, cells in enumerate(reader, start=1):
        row = dict(zip(header, map(as_given, cells), strict=False))
        try:
            if len(cells) != len(header):
                raise ValueError(f"{len(cells)} cells, but the header has {len(header)}")
            record, origin = _record(row)
        except (ValueError, KeyError, AttributeError) as error:
            name = shorten(row.get("title", ""))
            lost = Record(position=position, line=line)
            reading.broken.append(Remark(line, name, f"its row is damaged: {error}", lost))
        else:
            record.position, record.line = position, line
            reading.records.append(record)
            reading.origins.append(origin)
        line = reader.line_num + 1
    if reading.broken and not reading.records:
        reading.outside.append(1)  # a header that swallowed a row
    return reading


def _record(row: dict[str, str]) -> tuple[Record, tuple[str, str, int, int]]:
    """Return the record of a row, and where it says that it was read."""
    values: dict[str, Any] = {}
    for name in CONTENT:
        cell = row.get(name, "")
        if name in LISTS:
            values[name] = tuple(split_cell(cell))
        elif name in _NUMBERS:
            values[name] = int(cell) if cell else None
        elif name == "other":
            values[name] = json.loads(cell) if cell else {}
        else:
            values[name] = cell
    origin = (row["source"], row["file"], int(row["position"]), int(row["line"]))
    return Record(**values), origin


def write_rows(records: Iterable[tuple[str, str, Record]], path: Path | str) -> int:
    """Write records, each with the name and file of its source, as UTF-8 CSV; return how many.

    The columns are :data:`references.record.COLUMNS`; lists are joined by "; ", ``other`` is JSON
    with sorted keys.
    """
    count = 0
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for source, name, record in records:
            place = [
                harmless(source),
                harmless(without_folders(name)),
                record.position,
                record.line,
            ]
            writer.writerow([*place, *_cells(record)])
            count += 1
    return count


def write_record_table(frame: pd.DataFrame, path: Path | str) -> int:
    """Write a frame of records as CSV, from which :func:`read_references` reads the same records.

    Parameters
    ----------
    frame : pandas.DataFrame
        As :func:`records_frame` returns it, or the ``records`` of :func:`remove_duplicates`.
    path : pathlib.Path or str
        The file to write, in UTF-8; the columns of a record come first, others after them.

    Returns
    -------
    int
        The number of records.
    """
    others = [name for name in frame.columns if name not in COLUMNS]
    written = without_formulas(frame[[*COLUMNS, *others]])
    written.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return len(frame)


def _cells(record: Record) -> list[object]:
    """Return the fields of a record as they are written."""
    cells: list[object] = []
    for name in CONTENT:
        value = getattr(record, name)
        if name in LISTS:
            value = SEPARATOR.join(value)
        elif name == "other":
            value = json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
        cells.append(harmless(value) if isinstance(value, str) else value)
    return cells


READER = Reader("table of records", recognises, read)
